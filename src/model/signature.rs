//! Who signs, and by what authority (Điều 13; PL I.II.7).

use serde::{Deserialize, Serialize};

/// One signature block (ô 7a, 7b).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Signature {
    /// The collective signed for, printed `TM. …` above everything else; empty for none.
    pub on_behalf_of: String,
    /// By what authority the signer signs.
    pub authority: Authority,
    /// The signer's post in the agency, printed above the name (councils, ô 7b); empty for none.
    pub agency_post: String,
    /// Rank, học hàm or học vị before the name, where the sector allows one; empty for none.
    pub honorific: String,
    /// Full name.
    pub signer: String,
}

/// The forms of signing. Posts are written as she types them; the paper capitalises.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Authority {
    /// The head signs: `GIÁM ĐỐC`.
    Head {
        /// The head's post.
        position: String,
    },
    /// The acting head: `Q. GIÁM ĐỐC`.
    Acting {
        /// The head's post.
        position: String,
    },
    /// A deputy for the head: `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC`.
    Deputy {
        /// The head's post.
        head: String,
        /// The deputy's post.
        deputy: String,
    },
    /// By order: `TL. GIÁM ĐỐC` / `CHÁNH VĂN PHÒNG`.
    ByOrder {
        /// The head's post.
        head: String,
        /// The unit head's post.
        position: String,
    },
    /// By order, the unit head's deputy: `TL. …` / `KT. …` / `PHÓ …` (Điều 13.4).
    ByOrderDeputy {
        /// The head's post.
        head: String,
        /// The unit head's post.
        position: String,
        /// The unit head's deputy's post.
        deputy: String,
    },
    /// By written authorisation: `TUQ. GIÁM ĐỐC` / `TRƯỞNG PHÒNG …`.
    Authorised {
        /// The head's post.
        head: String,
        /// The authorised post.
        position: String,
    },
}

impl Default for Authority {
    fn default() -> Self {
        Self::Head { position: String::new() }
    }
}

impl Authority {
    /// Its posts, to be changed.
    pub fn posts_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Head { position } | Self::Acting { position } => vec![position],
            Self::Deputy { head, deputy } => vec![head, deputy],
            Self::ByOrder { head, position } | Self::Authorised { head, position } => {
                vec![head, position]
            }
            Self::ByOrderDeputy { head, position, deputy } => vec![head, position, deputy],
        }
    }
}

impl Signature {
    /// The lines of ô 7a as printed, in capitals but for the abbreviations' dots.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut add = |prefix: &str, post: &str| {
            if !post.trim().is_empty() {
                lines.push(format!("{prefix}{}", post.trim().to_uppercase()));
            }
        };
        add("TM. ", &self.on_behalf_of);
        match &self.authority {
            Authority::Head { position } => add("", position),
            Authority::Acting { position } => add("Q. ", position),
            Authority::Deputy { head, deputy } => {
                add("KT. ", head);
                add("", deputy);
            }
            Authority::ByOrder { head, position } => {
                add("TL. ", head);
                add("", position);
            }
            Authority::ByOrderDeputy { head, position, deputy } => {
                add("TL. ", head);
                add("KT. ", position);
                add("", deputy);
            }
            Authority::Authorised { head, position } => {
                add("TUQ. ", head);
                add("", position);
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deputy_of_a_collective_stands_under_both() {
        let signature = Signature {
            on_behalf_of: "Ủy ban nhân dân".into(),
            authority: Authority::Deputy {
                head: "Chủ tịch".into(),
                deputy: "Phó Chủ tịch".into(),
            },
            ..Signature::default()
        };
        assert_eq!(signature.lines(), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    }

    #[test]
    fn by_order_the_deputy_of_the_unit_head() {
        let signature = Signature {
            authority: Authority::ByOrderDeputy {
                head: "Chủ tịch".into(),
                position: "Chánh Văn phòng".into(),
                deputy: "Phó Chánh Văn phòng".into(),
            },
            ..Signature::default()
        };
        assert_eq!(
            signature.lines(),
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        );
    }
}
