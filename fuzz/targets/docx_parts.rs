//! The parts of a Word file, zipped here, so that every change reaches the XML. A part begins with a
//! line `=== name`; what stands before the first is the main document.
#![no_main]

mod promise;

use std::io::{Cursor, Write as _};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(bytes) = package(text)
        && let Ok(source) = kehoach::read::read_docx(&bytes)
    {
        promise::of_source(source);
    }
});

/// The package; none when two parts share a name.
fn package(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split("\n=== ");
    let document = parts.next().unwrap_or_default();
    let others = parts.filter_map(|part| part.split_once('\n'));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in std::iter::once(("word/document.xml", document)).chain(others) {
        writer.start_file(name, stored).ok()?;
        writer.write_all(content.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
