//! Automatic numerals, shown as Word shows them.

use std::collections::HashMap;

use super::styles::Styles;
use super::tree::Node;
use crate::vietnamese::roman;

const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

#[derive(Debug)]
struct List {
    base: String,
    overrides: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
    begun: bool,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    shown: String,
    /// The level whose count sets this one back; none for every level above.
    restart: Option<usize>,
    legal: bool,
    style: Option<String>,
}

impl Numbering {
    pub(super) fn read(tree: &Node, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        let mut links = Vec::new();
        for node in tree.children().filter(|node| node.is("abstractNum")) {
            let Some(id) = node.attribute("abstractNumId") else { continue };
            if let Some(style) = node.value("numStyleLink") {
                links.push((id.to_owned(), style.to_owned()));
            }
            let mut levels = vec![Level::default(); LEVELS];
            for level in node.children().filter(|node| node.is("lvl")) {
                let at = level.number("ilvl").and_then(|at| usize::try_from(at).ok());
                if let Some(slot) = at.and_then(|at| levels.get_mut(at)) {
                    *slot = Level::read(level);
                }
            }
            numbering.abstracts.insert(id.to_owned(), levels);
        }
        for node in tree.children().filter(|node| node.is("num")) {
            let Some(id) = node.attribute("numId") else { continue };
            let base = node.value("abstractNumId").unwrap_or_default().to_owned();
            let mut list =
                List { base, overrides: HashMap::new(), starts: HashMap::new(), begun: false };
            for change in node.children().filter(|node| node.is("lvlOverride")) {
                let Some(at) = change.number("ilvl").and_then(|at| usize::try_from(at).ok())
                else {
                    continue;
                };
                if let Some(level) = change.child("lvl") {
                    list.overrides.insert(at, Level::read(level));
                }
                if let Some(start) = change.value("startOverride").and_then(|v| v.parse().ok())
                {
                    list.starts.insert(at, start);
                }
            }
            numbering.lists.insert(id.to_owned(), list);
        }
        for (id, style) in links {
            let base = styles
                .list_of(&style)
                .and_then(|list| numbering.lists.get(&list))
                .map(|list| list.base.clone());
            if let Some(levels) = base.and_then(|base| numbering.abstracts.get(&base)).cloned()
            {
                numbering.abstracts.insert(id, levels);
            }
        }
        numbering
    }

    /// The level of a list that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let levels = self.abstracts.get(&list.base)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts on and returns the numeral of a paragraph, without white space; none when the list
    /// is unknown or shows nothing.
    pub(super) fn next(&mut self, list: &str, at: usize) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let list = self.lists.get_mut(list)?;
        let levels = self.abstracts.get(&list.base)?;
        let level = |at: usize| list.overrides.get(&at).or_else(|| levels.get(at));
        let counts = self.counts.entry(list.base.clone()).or_default();
        if !list.begun {
            for (at, start) in &list.starts {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let own = level(at)?;
        let start = list.starts.get(&at).copied().unwrap_or(own.start);
        let count = counts[at].map_or(start, |count| count.saturating_add(1));
        counts[at] = Some(count);
        for (deeper, count) in counts.iter_mut().enumerate().take(LEVELS).skip(at + 1) {
            let stays = level(deeper)
                .and_then(|level| level.restart)
                .is_some_and(|restart| at >= restart);
            if !stays {
                *count = None;
            }
        }
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert_with(|| level(above).map_or(1, |level| level.start));
        }
        let mut shown = String::new();
        let mut letters = own.shown.chars().peekable();
        while let Some(letter) = letters.next() {
            let place = (letter == '%')
                .then(|| letters.peek().and_then(|digit| digit.to_digit(10)))
                .flatten()
                .filter(|place| (1..=9).contains(place));
            match place {
                Some(place) => {
                    letters.next();
                    let place = place as usize - 1;
                    let value = counts[place].unwrap_or(1);
                    let format = level(place).map_or("decimal", |level| level.format.as_str());
                    let legal = own.legal && place < at;
                    shown.push_str(&number(value, if legal { "decimal" } else { format }));
                }
                None => shown.push(letter),
            }
        }
        list.begun = true;
        if own.format == "bullet" {
            return Some(bullet(&shown));
        }
        let shown = shown.trim().to_owned();
        (!shown.is_empty() && own.format != "none").then_some(shown)
    }
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            shown: String::new(),
            restart: None,
            legal: false,
            style: None,
        }
    }
}

impl Level {
    fn read(node: &Node) -> Self {
        Self {
            start: node.value("start").and_then(|value| value.parse().ok()).unwrap_or(1),
            format: node.value("numFmt").unwrap_or("decimal").to_owned(),
            shown: node.value("lvlText").unwrap_or_default().chars().take(64).collect(),
            restart: node.value("lvlRestart").and_then(|value| value.parse().ok()),
            legal: node.switch("isLgl").unwrap_or(false),
            style: node.value("pStyle").map(str::to_owned),
        }
    }
}

/// Marks of lists in symbol fonts are told apart only as far as plans do: dash, plus, other.
fn bullet(shown: &str) -> String {
    match shown.trim() {
        "-" | "–" | "—" | "−" | "\u{F02D}" => "-",
        "+" | "\u{F02B}" => "+",
        "*" => "*",
        _ => "•",
    }
    .to_owned()
}

fn number(value: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letters(value).to_uppercase(),
        "lowerLetter" => letters(value),
        "decimalZero" => format!("{value:02}"),
        "none" => String::new(),
        _ => value.to_string(),
    }
}

/// Word's letters: a to z, then aa, bb.
fn letters(value: u32) -> String {
    let Some(index) = value.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index as usize / 26 + 1).min(8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="x">
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
            <w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/>
            <w:isLgl/></w:lvl>
          <w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
          <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    #[test]
    fn lists_count_restart_and_go_on() {
        let tree = Node::read(LISTS.as_bytes()).expect("well formed");
        let mut lists = Numbering::read(&tree, &Styles::default());
        let mut show = |list: &str, at: usize| lists.next(list, at).unwrap_or_default();
        let shown = [
            show("1", 0),
            show("1", 1),
            show("1", 2),
            show("1", 2),
            show("1", 3),
            show("1", 0),
            show("1", 1),
            show("1", 2),
            show("2", 0),
            show("2", 0),
            show("9", 0),
        ];
        assert_eq!(
            shown,
            ["I.", "1.1.", "a)", "b)", "-", "II.", "2.1.", "a)", "V.", "VI.", ""]
        );
    }
}
