//! Everything that lasts: drafts, settings, recent files, sessions that were not saved.
//!
//! Knows no widget. Every write is atomic ([`atomic`]); every file carries its version; a file
//! that cannot be read is never overwritten silently.

pub mod atomic;
mod claim;
pub mod discarded;
pub mod disk;
pub mod draft;
mod fault;
mod home;
mod keeper;
pub mod limits;
mod lock;
mod notation;
mod process;
pub mod recent;
pub mod recovery;
pub mod salvage;
mod saving;
pub mod settings;
mod shared_lock;
mod stamp;
pub mod versions;
pub mod watch;

pub use atomic::{Previous, WriteError, Written};
pub use claim::{Claim, InUse, is_same};
pub use discarded::Discarded;
pub use draft::{DraftError, Note, OpenError, Opened};
pub use fault::Fault;
pub use home::{Home, PutAside};
pub use keeper::{Keeper, KeptOf, Urge};
pub use recent::{Recent, RecentEntry};
pub use recovery::{Leftover, Original, Recovery, Since};
pub use saving::{Known, SaveError, Saved, save_over};
pub use settings::{Profile, Renderer, Settings, Theme};
pub use shared_lock::Holder;
pub use stamp::Stamp;
pub use versions::Version;
