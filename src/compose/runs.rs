//! The words of a paragraph, shared by all papers that say them: those of one key and the next differ in one
//! paragraph, and copying, comparing and clearing away the others costs no words.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Inline;

/// The parts of a paragraph in order. A clone shares them until one of the two is changed.
#[derive(Clone, Debug, Default)]
pub struct Runs(Arc<Vec<Inline>>);

impl Runs {
    /// The parts as a list, to be changed; copied where they are shared.
    pub fn to_mut(&mut self) -> &mut Vec<Inline> {
        Arc::make_mut(&mut self.0)
    }
}

impl Deref for Runs {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        &self.0
    }
}

impl From<Vec<Inline>> for Runs {
    fn from(runs: Vec<Inline>) -> Self {
        Self(Arc::new(runs))
    }
}

impl<'a> IntoIterator for &'a Runs {
    type Item = &'a Inline;
    type IntoIter = std::slice::Iter<'a, Inline>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Those that are shared are equal without being read.
impl PartialEq for Runs {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Serialize for Runs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}
