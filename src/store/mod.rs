//! Everything that lasts: drafts, settings, recent files, sessions that were not saved.
//!
//! Knows no widget. Every write is atomic ([`atomic`]); every file carries its version; a file
//! that cannot be read is never overwritten silently.

pub mod atomic;
mod claim;
pub mod draft;
mod fault;
mod home;
mod lock;
mod notation;
pub mod recent;
pub mod recovery;
pub mod settings;

pub use atomic::{Previous, WriteError, Written};
pub use claim::{Claim, InUse};
pub use draft::{DraftError, Note, OpenError, Opened, SaveError, Stamp};
pub use fault::Fault;
pub use home::{Home, PutAside};
pub use recent::{Recent, RecentEntry};
pub use recovery::{Leftover, Recovery};
pub use settings::{Profile, Renderer, Settings, Theme};
