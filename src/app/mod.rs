//! The window. The only folder that names egui.
//!
//! The window's thread only draws and takes keys: pages are set by [`worker`], files are read and
//! written by [`jobs`], the draft is kept from getting lost by [`keeper`].

mod answers;
mod bars;
pub mod body;
pub mod cards;
mod command;
mod delivery;
mod desk;
mod dialogs;
mod draft;
mod drafts;
mod drawer;
mod drops;
mod editors;
mod execute;
mod field;
mod files;
mod find_bar;
mod first_screen;
pub mod fonts;
mod gauge;
pub mod icons;
mod import;
mod inspector;
mod jobs;
mod keeper;
mod narrow;
mod outline;
mod page;
mod preview;
mod renewal;
mod rich;
mod start;
mod status;
mod stillness;
#[cfg(test)]
mod tests;
mod toast;
pub mod tokens;
mod widgets;
mod window;
mod worker;

pub use command::{Command, Means, Menu};
#[cfg(windows)]
pub use start::tell;
pub use start::{StartError, run};
