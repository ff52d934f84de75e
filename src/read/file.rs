//! Reading a file from the disk.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{Imported, ReadError, read_bytes};

/// The most bytes that are taken from a file; what is larger is refused before it is read.
const LARGEST: u64 = 64 << 20;

/// Reads a file into a plan.
///
/// # Errors
/// [`ReadError`] when the file cannot be opened, is too large, or is of a kind that is not read.
pub fn read_file(path: &Path) -> Result<Imported, ReadError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read_bytes(&name, &load(path)?)
}

/// The bytes of a file, as many as any reader takes.
///
/// # Errors
/// [`ReadError`] when the file cannot be opened or is too large.
pub fn load(path: &Path) -> Result<Vec<u8>, ReadError> {
    let too_large = |length: u64| ReadError::TooLarge {
        megabytes: usize::try_from(length >> 20).unwrap_or(usize::MAX),
        limit: (LARGEST >> 20) as usize,
    };
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(too_large(length));
    }
    let mut bytes = Vec::new();
    // A file may grow while it is read, and some say nothing of their length.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}
