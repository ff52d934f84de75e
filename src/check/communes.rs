//! Communes of before 01/7/2025 and what they went into (`assets/law/communes.tsv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reading::Reading;

const TABLE: &str = include_str!("../../assets/law/communes.tsv");

/// An old commune: the province of today it lies in, and its successor's name.
type Row = (&'static str, &'static str);

static ROWS: LazyLock<HashMap<String, Vec<Row>>> = LazyLock::new(|| {
    let mut rows: HashMap<String, Vec<Row>> = HashMap::new();
    let mut province = "";
    for line in TABLE.lines() {
        if let Some(name) = line.strip_prefix("= ") {
            province = name;
        } else if let Some((new, olds)) = line.split_once('\t') {
            for old in olds.split(';') {
                rows.entry(Reading::key_of(old)).or_default().push((province, new));
            }
        }
    }
    rows
});

/// What a commune (kind and name, small: `xã cự khê`) went into, in a province of today. Without a
/// province only where one commune of the whole country bore the name.
pub(super) fn successor(key: &str, province: Option<&str>) -> Option<&'static str> {
    let rows = ROWS.get(key)?;
    match (province, rows.as_slice()) {
        (Some(province), rows) => {
            rows.iter().find(|(name, _)| *name == province).map(|(_, new)| *new)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_commune_leads_to_its_successor() {
        assert!(ROWS.len() > 5000);
        let (key, rows) =
            ROWS.iter().find(|(_, rows)| rows.len() > 1).expect("some share a name");
        assert_eq!(successor(key, Some(rows[1].0)), Some(rows[1].1));
        assert_eq!(successor(key, None), None, "which of them is not known");
        assert_eq!(successor("xã không có", Some("Hà Nội")), None);
    }
}
