//! Whose answer it is. Threads answer in their own time; what they answer is for the draft, or the
//! wish, that was there when they were asked, and for no other.

/// A draft that is or was open in this window. No two of them are the same, even when one file is
/// opened twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DraftId(u64);

/// A wish for another draft: a file that is being opened or taken in. A later wish takes the place
/// of an earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Arrival(u64);

impl DraftId {
    /// The draft opened after this one.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl Arrival {
    /// The wish after this one, which is no longer waited for.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
