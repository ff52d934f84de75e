//! Which line of a source became which place of the plan: found by the words themselves, so that
//! it stays true whatever she settles.

use std::collections::HashMap;

use crate::model::{Block, Place, Plan, Story, Table};

use super::{Content, Source};

/// How far ahead of the last find the next one is looked for.
const WINDOW: usize = 120;
/// Sources beyond this many paragraphs are not searched as a whole.
const WHOLE: usize = 4000;

/// Lines of a source and places of a plan, side by side.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    lines: HashMap<Place, usize>,
    places: HashMap<usize, Place>,
}

impl Trace {
    /// Lays a plan beside its source.
    pub fn of(source: &Source, plan: &Plan) -> Self {
        let keys: Vec<String> = source
            .paragraphs
            .iter()
            .map(|paragraph| match &paragraph.content {
                Content::Words(text) => key(text.as_str()),
                Content::Table(table) => table_key(table),
            })
            .collect();
        let mut trace = Self::default();
        let mut from = 0;
        for (place, words) in units(plan) {
            if words.is_empty() {
                continue;
            }
            let fits = |at: &usize| matches(&keys[*at], &words);
            let ahead = from..(from + WINDOW).min(keys.len());
            let near = ahead
                .clone()
                .find(|at| keys[*at] == words)
                .or_else(|| ahead.clone().find(fits));
            let found = near.or_else(|| {
                let whole = keys.len() <= WHOLE && words.chars().count() >= 4;
                whole.then(|| (0..keys.len()).find(fits)).flatten()
            });
            let Some(at) = found else { continue };
            if near.is_some() {
                from = at;
            }
            let line = source.paragraphs[at].line;
            trace.lines.insert(place, line);
            trace.places.entry(line).or_insert(place);
        }
        trace
    }

    /// The line a place came from.
    pub fn line(&self, place: Place) -> Option<usize> {
        let place = match place {
            Place::Cell(story, block, ..) => Place::Block(story, block),
            place => place,
        };
        self.lines.get(&place).copied()
    }

    /// The place a line became.
    pub fn place(&self, line: usize) -> Option<Place> {
        self.places.get(&line).copied()
    }

    /// The place of the nearest line at or before one.
    pub fn place_before(&self, line: usize) -> Option<Place> {
        self.places
            .iter()
            .filter(|(other, _)| **other <= line)
            .max_by_key(|(other, _)| **other)
            .map(|(_, place)| *place)
    }
}

/// Letters and digits alone, small.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn table_key(table: &Table) -> String {
    table.rows.iter().flatten().map(|cell| key(cell.text.as_str())).collect()
}

fn matches(source: &str, words: &str) -> bool {
    // One part of a line, or a line that was joined with others.
    source.contains(words) || (source.chars().nth(11).is_some() && words.contains(source))
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
    for (n, text) in plan.authority.iter().enumerate() {
        add(Place::Authority(n), text.as_str());
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
        let lines = [
            (Place::Subject, 2),
            (Place::Authority(0), 4),
            (block(0), 6),
            (block(2), 8),
            (block(3), 9),
            (Place::Recipient(0), 14),
            (Place::Archive, 15),
        ];
        for (place, line) in lines {
            assert_eq!(trace.line(place), Some(line), "{place:?}");
            assert_eq!(trace.place(line), Some(place));
        }
        assert_eq!(trace.place_before(12), Some(block(3)));
        assert_eq!(trace.place_before(0), None);
    }
}
