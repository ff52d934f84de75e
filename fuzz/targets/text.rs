//! Bytes as text, in the encoding found out and in every one that can be chosen.
#![no_main]

mod promise;

use std::collections::HashSet;

use kehoach::read::{Encoding, decode_in, read_text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut seen = HashSet::new();
    for encoding in std::iter::once(None).chain(Encoding::all().map(Some)) {
        if let Ok(decoded) = decode_in(bytes, encoding)
            && seen.insert(decoded.text.clone())
            && let Ok(source) = read_text(&decoded.text)
        {
            promise::of_source(source);
        }
    }
});
