//! What is to be looked at before the paper leaves the building.
//!
//! A rule is a row of its area's table (`rules/`): id, weight, clause, what it asks, and one
//! function. Rules that read one passage keep what they say until the passage changes; rules of the
//! whole document run over what is known of the passages; rules about form read the lines, or the
//! formatting, of a file that somebody else made. What cannot be decided is said, never passed over.

mod apply;
mod case;
mod checker;
mod clauses;
mod communes;
mod context;
mod corrected;
mod dates;
pub mod examples;
mod facts;
mod finding;
mod foreign;
mod hash;
mod law;
mod letters;
mod lines;
pub mod paper;
mod passage;
mod phrases;
mod reading;
mod remarks;
pub mod report;
mod residual;
mod row;
mod rule;
mod rules;
mod spelling;
mod table;
mod tell;
mod waive;
mod whereabouts;

#[cfg(test)]
mod tests;

pub use apply::{apply, safe};
pub use checker::{Checker, Foreign, Outcome, findings, today};
pub use clauses::asks;
pub use context::{Context, DocumentKind, province_of};
pub use corrected::corrected;
pub use finding::{Deed, Finding, Fix};
pub use foreign::{Reviewed, review};
pub use law::{DeadLaw, DeadLaws};
pub use letters::{Undrawn, undrawn_letters};
pub use passage::{Passage, Role, passages};
pub use remarks::remarks;
pub use residual::{Residue, residues};
pub use rule::{Area, Needs, Rule, Severity};
pub use rules::basis_order;
pub use table::{rule, rules};
pub use waive::{Waived, waiver};
pub use whereabouts::whereabouts;
