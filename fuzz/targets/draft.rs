//! Bytes as a draft of any version: opened, composed, written, and opened again as the same plan.
#![no_main]

mod promise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = kehoach::store::draft::from_ron(bytes) {
        promise::of_plan(&opened.document);
    }
});
