//! The window. The only folder that names egui.
//!
//! - [`shell`]: the window as a whole: how it starts, what a command does, whose draft is open.
//! - [`threads`]: what runs beside it. The window's own thread only draws and takes keys.
//! - [`first_screen`], [`desk`], [`form`], [`intake`]: what is seen.
//! - [`look`]: of what it is drawn.

mod desk;
mod first_screen;
pub mod form;
mod intake;
pub mod look;
#[cfg(test)]
mod pictures;
mod shell;
#[cfg(test)]
mod tests;
mod threads;

#[cfg(windows)]
pub use shell::start::tell;
pub use shell::start::{StartError, run};
