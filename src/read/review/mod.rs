//! The second look, with the person: what is in doubt, what she settles, and what became of which
//! line.

pub(super) mod doubt;
pub(super) mod json;
pub(super) mod left_out;
pub(super) mod moves;
pub(super) mod regain;
pub(super) mod role;
pub(super) mod settle;
