//! Words that she left out of the plan, kept so that they can come back.

use crate::model::{Place, Text};

use super::doubt::Settled;
use super::role::Role;
use crate::read::Origin;

/// Words she has left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Line of the source, 0 where it is not known.
    pub line: usize,
    /// The words.
    pub text: Text,
    /// What they were.
    pub role: Role,
    /// Where they come back; it moves with what is put in or taken out before it.
    pub place: Place,
    /// The doubts about them, as they stood.
    pub(super) doubts: Vec<(usize, Settled)>,
    /// Where they stood.
    pub(super) origins: Vec<Origin>,
}

impl LeftOut {
    /// Whether a paragraph of the source, which begins at a line, is what she left out.
    pub fn stood_in(&self, row: usize, line: usize) -> bool {
        match &*self.origins {
            [] => self.line == line,
            origins => origins.iter().any(|origin| origin.row == row),
        }
    }
}
