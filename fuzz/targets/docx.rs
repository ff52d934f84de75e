//! Raw bytes as a Word file: read, recognised, held to what every import promises.
#![no_main]

mod promise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = kehoach::read::read_docx(bytes) {
        promise::of_source(source);
    }
});
