//! What can still be read of a broken draft: part by part, block by block, and of a broken block
//! its words.
//!
//! It goes by the layout that [`super::notation::to_ron`] writes, one field a line, each level two
//! spaces further in; a string never leaves its line. So damage in one place takes only the
//! part around it along, and a file cut in the middle keeps all before the cut.

use super::draft;
use super::notation::{self, from_ron};
use crate::model::{Annex, Block, Document, Level, Text};

/// What was read of a broken draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Salvage {
    /// The parts that could be read, in the order they had.
    pub document: Document,
    /// How many parts could be read in part (their words alone) or not at all.
    pub broken: usize,
}

/// The fields whose parts are read one by one: a broken căn cứ does not take the others along.
const LISTS: [&str; 12] = [
    "parent_agency",
    "agency",
    "addressees",
    "legal_basis",
    "authority",
    "opening",
    "closing",
    "recipients",
    "signatures",
    "address",
    "body",
    "waivers",
];

/// Reads what can be read; none when no part of a plan is found.
pub fn salvage(bytes: &[u8]) -> Option<Salvage> {
    if bytes.len() as u64 > draft::LARGEST {
        return None;
    }
    let text = notation::decode_lossy(bytes);
    if super::limits::scan(&text).is_err() {
        return None;
    }
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.trim_start().starts_with("plan:"))?;
    let mut rescue = Rescue::default();
    for field in parts(&lines[start + 1..], 4) {
        rescue.field(field);
    }
    rescue.finish()
}

#[derive(Default)]
struct Rescue {
    /// Fields that read well, as they stand in the file.
    sound: String,
    broken: usize,
    annexes: Vec<Annex>,
    body: Vec<Block>,
    found: bool,
}

impl Rescue {
    fn field(&mut self, lines: &[&str]) {
        let source = lines.join("\n");
        let source = source.trim_end().trim_end_matches(',');
        let name = lines[0].trim().split(':').next().unwrap_or_default();
        if plan_of(source).is_some() {
            self.found |= !name.is_empty();
            self.sound.push_str(source);
            self.sound.push_str(",\n");
            return;
        }
        match name {
            "annexes" => parts(&lines[1..], 6).for_each(|annex| self.annex(annex)),
            "body" => {
                let blocks = self.blocks(&lines[1..], 6);
                self.body = blocks;
            }
            name if LISTS.contains(&name) => self.list(name, &lines[1..]),
            _ => {
                self.broken += 1;
                let words = self.words(lines);
                self.body.extend(words);
            }
        }
    }

    /// A list of lines or texts: the sound ones stay.
    fn list(&mut self, name: &str, lines: &[&str]) {
        let mut kept = String::new();
        for part in parts(lines, 6) {
            let source = part.join("\n");
            let source = source.trim_end().trim_end_matches(',');
            if plan_of(&format!("{name}: [{source}]")).is_some() {
                kept.push_str(source);
                kept.push_str(",\n");
            } else {
                self.broken += 1;
                let words = self.words(part);
                self.body.extend(words);
            }
        }
        self.sound.push_str(&format!("{name}: [{kept}],\n"));
        self.found = true;
    }

    fn blocks(&mut self, lines: &[&str], depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in parts(lines, depth) {
            let source = part.join("\n");
            let source = source.trim_end().trim_end_matches(',');
            match plan_of(&format!("body: [{source}]")) {
                Some(document) => blocks.extend(document.body),
                None => {
                    self.broken += 1;
                    blocks.extend(self.words(part));
                }
            }
        }
        self.found |= !blocks.is_empty();
        blocks
    }

    fn annex(&mut self, lines: &[&str]) {
        let source = lines.join("\n");
        let source = source.trim_end().trim_end_matches(',');
        if let Some(document) = plan_of(&format!("annexes: [{source}]")) {
            self.found |= !document.annexes.is_empty();
            self.annexes.extend(document.annexes);
            return;
        }
        self.broken += 1;
        let mut annex = Annex::default();
        for field in parts(&lines[1..], 8) {
            let source = field.join("\n");
            if let Some(read) = plan_of(&format!("annexes: [({source})]"))
                && let Some(read) = read.annexes.into_iter().next()
            {
                annex.title.append(read.title);
                annex.landscape |= read.landscape;
                annex.blocks.extend(read.blocks);
            } else if field[0].trim().starts_with("blocks") {
                annex.blocks = self.blocks(&field[1..], 10);
            }
        }
        self.annexes.push(annex);
    }

    /// The words of a part that cannot be read, each string a paragraph.
    fn words(&mut self, lines: &[&str]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for line in lines {
            let Some((_, rest)) = line.split_once('"') else { continue };
            let rest = rest.trim_end().trim_end_matches(',');
            let words = rest.strip_suffix('"').unwrap_or(rest);
            let whole = from_ron::<String>(&format!("\"{words}\""));
            let text = Text::from_markup(&whole.unwrap_or_else(|_| words.to_owned()));
            if !text.is_blank() {
                self.found = true;
                blocks.push(Block::new(Level::Body, text));
            }
        }
        blocks
    }

    fn finish(self) -> Option<Salvage> {
        let mut document = plan_of(&self.sound).unwrap_or_default();
        document.body.extend(self.body);
        document.annexes.extend(self.annexes);
        super::limits::check(&document).ok()?;
        document.normalise();
        self.found.then_some(Salvage { document, broken: self.broken })
    }
}

/// A plan of some of its fields.
fn plan_of(fields: &str) -> Option<Document> {
    from_ron(&format!("({fields})")).ok()
}

/// The parts that begin at an indentation, each with the lines that stand further in and its closing
/// bracket; ends where something stands further out.
fn parts<'a, 'l>(lines: &'a [&'l str], depth: usize) -> impl Iterator<Item = &'a [&'l str]> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let end = lines
        .iter()
        .position(|line| !line.trim().is_empty() && indent(line) < depth)
        .unwrap_or(lines.len());
    let lines = &lines[..end];
    let begins = move |at: usize| {
        let line = lines[at];
        indent(line) == depth
            && !line.trim().is_empty()
            && !line.trim_start().starts_with([')', ']', '}'])
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < lines.len() && !begins(at) {
            at += 1;
        }
        if at >= lines.len() {
            return None;
        }
        let start = at;
        at += 1;
        while at < lines.len() && !begins(at) {
            at += 1;
        }
        Some(&lines[start..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn sample() -> Document {
        samples::open(samples::all()[0].name).expect("a sample")
    }

    #[test]
    fn a_file_cut_anywhere_keeps_what_stands_before_the_cut() {
        let document = sample();
        let text = draft::to_ron(&document);
        let words = |document: &Document| {
            let texts = document.body.iter().filter_map(Block::paragraph);
            texts.map(|paragraph| paragraph.text.words()).collect::<Vec<_>>()
        };
        let all = words(&document);
        let mut most = 0;
        for cut in (0..text.len()).step_by(97).filter(|cut| text.is_char_boundary(*cut)) {
            let Some(salvage) = salvage(&text.as_bytes()[..cut]) else { continue };
            let kept = words(&salvage.document);
            let whole = text[..cut].matches("level:").count().saturating_sub(1);
            let sound = kept.iter().zip(&all).take_while(|(kept, all)| kept == all).count();
            assert!(sound + 1 >= whole.min(all.len()), "cut at {cut}: {sound} of {whole}");
            most = most.max(sound);
        }
        assert!(most + 1 >= all.len(), "{most} of {}", all.len());
    }

    #[test]
    fn damage_in_one_block_leaves_the_others_and_its_words() {
        let document = Document {
            subject: "Trích yếu".into(),
            body: ["một", "hai", "ba"].map(|words| Block::new(Level::Clause, words)).into(),
            ..Document::default()
        };
        let text = draft::to_ron(&document).replacen("level: Clause", "levl: Clause", 1);
        assert!(draft::from_ron(text.as_bytes()).is_err());
        let salvage = salvage(text.as_bytes()).expect("something is left");
        assert_eq!(salvage.broken, 1);
        assert_eq!(salvage.document.subject.as_str(), "Trích yếu");
        assert_eq!(salvage.document.body[0], Block::new(Level::Body, "một"));
        assert_eq!(salvage.document.body[1..], document.body[1..]);
    }

    #[test]
    fn a_sound_draft_is_salvaged_whole_and_zeros_give_nothing() {
        let document = sample();
        let salvage_of = |bytes: &[u8]| salvage(bytes);
        let whole = salvage_of(draft::to_ron(&document).as_bytes()).expect("whole");
        assert_eq!(whole, Salvage { document, broken: 0 });
        assert_eq!(salvage_of(&[0; 4096]), None);
        assert_eq!(salvage_of(b""), None);
        let mut bytes = draft::to_ron(&sample()).into_bytes();
        let at = bytes.len() / 2;
        bytes[at] = 0xFF;
        assert!(salvage_of(&bytes).is_some(), "a byte that is no letter");
    }
}
