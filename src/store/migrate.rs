//! The way from every older draft to today's: one pure function a version, applied in turn.

use super::tree::Node;

/// The version that drafts are written in.
pub(super) const CURRENT: u32 = 1;

/// The n-th function turns the plan of version n into one of version n + 1.
const STEPS: [fn(&mut Node); CURRENT as usize] = [agencies_are_lists];

/// Turns the plan of an older version into today's.
pub(super) fn migrate(mut plan: Node, version: u32) -> Node {
    for step in STEPS.iter().skip(version as usize) {
        step(&mut plan);
    }
    plan
}

/// Version 0 held an agency's lines as one string with line breaks.
fn agencies_are_lists(plan: &mut Node) {
    for name in ["parent_agency", "agency"] {
        let Some(agency) = plan.field_mut(name) else { continue };
        if let Node::Text(lines) = agency {
            let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
            *agency = Node::List(lines.map(|line| Node::Text(line.to_owned())).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_of_version_0_becomes_a_list() {
        let old =
            Node::parse(r#"(agency: "Ủy ban nhân dân\r\nxã An Phú\n", parent_agency: "")"#)
                .expect("well formed");
        let new =
            Node::parse(r#"(agency: ["Ủy ban nhân dân", "xã An Phú"], parent_agency: [])"#)
                .expect("well formed");
        assert_eq!(migrate(old, 0), new);
    }

    #[test]
    fn a_plan_of_today_is_left_alone() {
        let plan = Node::parse(r#"(agency: "a")"#).expect("well formed");
        assert_eq!(migrate(plan.clone(), CURRENT), plan);
    }
}
