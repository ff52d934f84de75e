//! The window.

pub mod body;

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
#[error("chưa có cửa sổ")]
pub struct StartError;

/// Opens the window.
pub fn run(_draft: Option<std::path::PathBuf>) -> Result<(), StartError> {
    Err(StartError)
}
