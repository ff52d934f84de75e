//! What is to be looked at before the paper leaves the building.

mod annexes;
mod finding;
mod headings;
mod letters;
mod missing;
mod recipients;
mod residual;
mod signing;
mod whereabouts;

pub use finding::{Finding, Rule, Severity, findings, rules};
pub use letters::{Undrawn, undrawn_letters};
pub use residual::{Residue, residues};
pub use whereabouts::whereabouts;
