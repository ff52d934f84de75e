//! A hasher for the program's own numbers and words, which nobody chooses to make them meet.

use std::hash::{BuildHasherDefault, Hash, Hasher};

/// For tables that are asked a hundred thousand times a check.
pub(super) type Quick = BuildHasherDefault<Mixer>;

/// Mixes eight bytes at a time: texts that differ in eight of them never meet, others hardly.
#[derive(Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(bytes.len() as u64);
        for eight in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..eight.len()].copy_from_slice(eight);
            self.write_u64(u64::from_le_bytes(padded));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number.cast_unsigned() as u64);
    }
}

/// A number for a thing that another hardly has.
pub(super) fn digest(thing: impl Hash) -> u64 {
    let mut mixer = Mixer::default();
    thing.hash(&mut mixer);
    mixer.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_that_differ_little_are_told_apart() {
        let words: Vec<String> = (0..20_000)
            .flat_map(|n| [format!("bản {n}"), format!("{n} bản"), format!("a{n:09}b{n}")])
            .collect();
        let digests: HashSet<u64> = words.iter().map(digest).collect();
        assert_eq!(digests.len(), words.len());
        assert_ne!(digest(""), digest("\0"));
    }
}
