//! How many real slips of the pen the spelling rules find, and how many false alarms they make, on
//! texts marked by hand. Run: `KEHOACH_MARKED=viwiki-learn.jsonl cargo bench --bench spelling`.
//!
//! The file is not ours to ship: Viwiki-Spelling (CC BY 4.0), one JSON a line with `text` and
//! `mistakes: [{text, start_offset}]`.

use std::fs;

use kehoach::check::{Checker, Context, today};
use kehoach::model::{Block, Document, Level, Place, Story, Text};

const RULES: [&str; 4] = ["U06", "U07", "U14", "U08"];

fn main() {
    let Some(path) = std::env::var_os("KEHOACH_MARKED") else {
        println!("spelling: not measured, KEHOACH_MARKED names no file");
        return;
    };
    let lines = fs::read_to_string(path).expect("a readable file");
    let (mut marked, mut found, mut hits) = (0usize, 0i32, 0i32);
    let mut by_rule: Vec<(String, usize, usize)> = Vec::new();
    for line in lines.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let text = document["text"].as_str().expect("a text");
        let mistakes: Vec<(usize, usize)> = document["mistakes"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|mistake| {
                let start = &mistake["start_offset"];
                let start =
                    start.as_u64().or_else(|| start.as_str()?.parse().ok()).unwrap_or(0);
                let length = mistake["text"].as_str().unwrap_or_default().chars().count();
                (start as usize, start as usize + length)
            })
            .collect();
        marked += mistakes.len();
        let plan = Document {
            body: vec![Block::new(Level::Body, Text::plain(text))],
            ..Document::default()
        };
        let outcome = Checker::default().draft(&plan, &Context::of(&plan, today()));
        for finding in outcome.findings {
            let spelling = RULES.contains(&finding.rule.id);
            let (Place::Block(Story::Body, 0), Some(span), true) =
                (finding.place, &finding.span, spelling)
            else {
                continue;
            };
            found += 1;
            let hit =
                mistakes.iter().position(|(from, to)| span.start < *to && *from < span.end);
            let row = by_rule.iter_mut().find(|row| row.0 == finding.rule.id);
            match (row, hit) {
                (Some(row), Some(_)) => row.1 += 1,
                (Some(row), None) => row.2 += 1,
                (None, hit) => by_rule.push((
                    finding.rule.id.to_owned(),
                    usize::from(hit.is_some()),
                    usize::from(hit.is_none()),
                )),
            }
            if hit.is_some() {
                hits += 1;
            } else if std::env::var_os("KEHOACH_SHOW").is_some() {
                println!(
                    "  false: {} {} ({})",
                    finding.rule.id, finding.excerpt, finding.message
                );
            }
        }
    }
    println!(
        "spelling: {marked} marked, {found} told, precision {:.2}, recall {:.2}; {by_rule:?}",
        f64::from(hits) / f64::from(found.max(1)),
        f64::from(hits) / marked as f64
    );
}
