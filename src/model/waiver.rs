//! What she has set aside of what the check found.

use serde::{Deserialize, Serialize};

/// A finding of the check that she has looked at and left as it is, with her reason. It is kept with
/// the draft, so that whoever takes it over sees what was decided; nothing of it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Waiver {
    /// The rule's id, e.g. `B19`.
    pub rule: String,
    /// What tells the finding from others of its rule: its words with a few around them, or what is
    /// said where something is missing. None stands for every finding of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Why; empty where she has given no reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
