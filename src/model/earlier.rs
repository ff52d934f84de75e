//! How drafts of earlier versions said things, where serde needs more than an alias to read them.

use std::fmt;

use serde::Deserializer;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, SeqAccess, Visitor};

/// Reads the lines of an agency: a list, or the one string with line breaks of version 0.
pub(super) fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    from.deserialize_any(Lines)
}

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of lines")
    }

    fn visit_str<E>(self, lines: &str) -> Result<Self::Value, E> {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok(lines.map(str::to_owned).collect())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(lines))
    }
}
