//! Which paragraph of a source became which place of the plan: found by the words themselves, so
//! that it stays true whatever she settles.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Block, Place, Plan, Story, Table};

use crate::read::recognise::numeral::numeral;
use crate::read::{Content, Source};

/// How far ahead of the last find the next one is looked for.
const WINDOW: usize = 120;
/// Sources beyond this many paragraphs are not searched as a whole.
const WHOLE: usize = 4000;

/// Paragraphs of a source, by their index, and places of a plan, side by side.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    rows: HashMap<Place, usize>,
    places: BTreeMap<usize, Place>,
}

impl Trace {
    /// Lays a plan beside its source.
    pub fn of(source: &Source, plan: &Plan) -> Self {
        let keys: Vec<Keys> = source
            .paragraphs
            .iter()
            .map(|paragraph| match &paragraph.content {
                Content::Words(text) => Keys::of(text.as_str()),
                Content::Table(table) => Keys { whole: table_key(table), front: 0 },
            })
            .collect();
        let mut trace = Self::default();
        let mut from = 0;
        for (place, words) in units(plan) {
            if words.is_empty() {
                continue;
            }
            let fits = |at: &usize| keys[*at].fits(&words);
            let ahead = from..(from + WINDOW).min(keys.len());
            let near = ahead
                .clone()
                .find(|at| keys[*at].is(&words))
                .or_else(|| ahead.clone().find(fits));
            let found = near.or_else(|| {
                let whole = keys.len() <= WHOLE && words.chars().count() >= 4;
                whole.then(|| (0..keys.len()).find(fits)).flatten()
            });
            let Some(at) = found else { continue };
            if near.is_some() {
                from = at;
            }
            trace.rows.insert(place, at);
            trace.places.entry(at).or_insert(place);
            // Lines that were joined into one paragraph lead to it, every one.
            let mut rest = words.strip_prefix(keys[at].bare()).unwrap_or_default();
            for (row, keys) in keys.iter().enumerate().skip(at + 1) {
                match rest.strip_prefix(keys.whole.as_str()) {
                    Some(after) if !keys.whole.is_empty() => rest = after,
                    _ => break,
                }
                trace.places.entry(row).or_insert(place);
            }
        }
        trace
    }

    /// The paragraph a place came from.
    pub fn row(&self, place: Place) -> Option<usize> {
        let place = match place {
            Place::Cell(story, block, ..) => Place::Block(story, block),
            place => place,
        };
        self.rows.get(&place).copied()
    }

    /// The place a paragraph became.
    pub fn place(&self, row: usize) -> Option<Place> {
        self.places.get(&row).copied()
    }

    /// The place of the nearest paragraph at or before one.
    pub fn place_before(&self, row: usize) -> Option<Place> {
        self.places.range(..=row).next_back().map(|(_, place)| *place)
    }
}

/// The letters and digits of a paragraph, with and without the numeral before them.
struct Keys {
    whole: String,
    /// The bytes of the numeral.
    front: usize,
}

impl Keys {
    fn of(words: &str) -> Self {
        let whole = key(words);
        let front = numeral(words)
            .map_or(0, |(_, front)| key(&words.chars().take(front).collect::<String>()).len());
        Self { front: if whole.is_char_boundary(front) { front } else { 0 }, whole }
    }

    fn bare(&self) -> &str {
        &self.whole[self.front..]
    }

    fn is(&self, words: &str) -> bool {
        self.whole == words || self.bare() == words
    }

    /// Whether the words are a part of the paragraph, or it was joined with others into them.
    fn fits(&self, words: &str) -> bool {
        let long = self.bare().chars().nth(11).is_some();
        self.whole.contains(words) || (long && words.contains(self.bare()))
    }
}

/// Letters and digits alone, small.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn table_key(table: &Table) -> String {
    table.rows.iter().flatten().map(|cell| key(cell.text.as_str())).collect()
}

fn units(plan: &Plan) -> Vec<(Place, String)> {
    let mut units = Vec::new();
    let mut add = |place: Place, words: &str| units.push((place, key(words)));
    for (n, line) in plan.parent_agency.iter().enumerate() {
        add(Place::ParentAgency(n), line);
    }
    for (n, line) in plan.agency.iter().enumerate() {
        add(Place::Agency(n), line);
    }
    let symbol = crate::compose::symbol(plan);
    if !symbol.is_empty() {
        add(Place::Number, &symbol);
    }
    if !plan.place.is_empty() {
        add(Place::Date, &format!("{} ngày", plan.place));
    }
    add(Place::Subject, plan.subject.as_str());
    if let Some(decision) = &plan.decision {
        add(Place::Decision, &decision.symbol);
    }
    for (n, name) in plan.addressees.iter().enumerate() {
        add(Place::Addressee(n), name);
    }
    if !plan.competence.is_empty() {
        add(Place::Competence, &plan.competence);
    }
    for (n, text) in plan.legal_basis.iter().enumerate() {
        add(Place::LegalBasis(n), text.as_str());
    }
    for (n, text) in plan.opening.iter().enumerate() {
        add(Place::Opening(n), text.as_str());
    }
    let blocks = |story: Story, blocks: &[Block], add: &mut dyn FnMut(Place, &str)| {
        for (n, block) in blocks.iter().enumerate() {
            match block {
                Block::Text(paragraph) => {
                    add(Place::Block(story, n), paragraph.text.as_str());
                }
                Block::Table(table) => {
                    add(Place::Block(story, n), &table_key(table));
                }
            }
        }
    };
    blocks(Story::Body, &plan.body, &mut add);
    for (n, text) in plan.closing.iter().enumerate() {
        add(Place::Closing(n), text.as_str());
    }
    for (n, recipient) in plan.recipients.iter().enumerate() {
        add(Place::Recipient(n), &recipient.name);
    }
    if !plan.archive.units.is_empty() {
        add(Place::Archive, &format!("Lưu {}", plan.archive.units.join(" ")));
    }
    for (n, signature) in plan.signatures.iter().enumerate() {
        let lines = signature.lines();
        let words = if signature.signer.is_empty() {
            lines.first().map_or("", String::as_str)
        } else {
            &signature.signer
        };
        add(Place::Signature(n), words);
    }
    for (n, annex) in plan.annexes.iter().enumerate() {
        add(Place::AnnexTitle(n), annex.title.as_str());
        blocks(Story::Annex(n), &annex.blocks, &mut add);
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{read_source, recognise};

    #[test]
    fn every_part_is_found_where_it_stood() {
        let text = "KẾ HOẠCH\nThi đua năm 2026\n\nCăn cứ Luật một;\n\nI. MỤC ĐÍCH\n1. Việc \
                    một\n2. Việc hai\n| A | B |\n|---|---|\n| c | d |\n\nNơi nhận:\n- UBND xã \
                    (để b/c);\n- Lưu: VT.\n";
        let source = read_source("a.md", text.as_bytes()).expect("plain text");
        let imported = recognise(source.clone()).expect("a plan");
        let trace = Trace::of(&source, &imported.plan);
        let block = |n| Place::Block(Story::Body, n);
        let row = |line: usize| {
            source.paragraphs.iter().position(|p| p.line == line).expect("such a line")
        };
        let lines = [
            (Place::Subject, 2),
            (Place::LegalBasis(0), 4),
            (block(0), 6),
            (block(2), 8),
            (block(3), 9),
            (Place::Recipient(0), 14),
            (Place::Archive, 15),
        ];
        for (place, line) in lines {
            assert_eq!(trace.row(place), Some(row(line)), "{place:?}");
            assert_eq!(trace.place(row(line)), Some(place));
        }
        assert_eq!(trace.place_before(row(13)), Some(block(3)));
        assert_eq!(trace.place_before(0), None);
    }

    #[test]
    fn every_line_of_a_joined_paragraph_leads_to_it() {
        let mut source = Source::default();
        let lines =
            ["1. Việc một kéo dài sang", "dòng thứ hai và", "dòng thứ ba.", "Việc hai."];
        for (index, words) in lines.iter().enumerate() {
            source.paragraphs.push(crate::read::SourceParagraph {
                content: Content::Words((*words).into()),
                line: index + 1,
                ..Default::default()
            });
        }
        let body = [lines[..3].join(" ").replace("1. ", ""), lines[3].to_owned()];
        let body = body.map(|words| Block::new(crate::model::Level::Body, words.as_str()));
        let plan = Plan { body: body.to_vec(), ..Plan::default() };
        let trace = Trace::of(&source, &plan);
        let places: Vec<_> = (0..4).map(|row| trace.place(row)).collect();
        let block = |n| Some(Place::Block(Story::Body, n));
        assert_eq!(places, [block(0), block(0), block(0), block(1)]);
    }
}
