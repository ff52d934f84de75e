//! The intake under test.
