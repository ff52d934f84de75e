//! The list of changes under test.
