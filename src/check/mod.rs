//! What is to be looked at before the paper leaves the building.

mod residual;
mod whereabouts;

pub use residual::{Residue, residues};
pub use whereabouts::whereabouts;
