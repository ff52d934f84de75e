//! What tells one state of a file from another.

use std::fmt;
use std::hash::Hasher as _;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// The fingerprint of a file's bytes: 128 bits, the same in every build of the program, so that it
/// may be written down (in recovery files, in the names of versions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp(u128);

impl Stamp {
    /// The stamp of a file's bytes. Reads them once.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(bytes);
        Self(hasher.finish128().as_u128())
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Stamp {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(digits, 16).map(Self)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        digits.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_down_and_never_changes() {
        let stamp = Stamp::of("kế hoạch".as_bytes());
        assert_eq!(stamp.to_string().parse(), Ok(stamp));
        assert_ne!(stamp, Stamp::of("kế hoạc".as_bytes()));
        // Written into files: another value here would orphan them.
        assert_eq!(Stamp::of(b"a").to_string(), "5fcd71c2553704083710b5e872fbf647");
    }
}
