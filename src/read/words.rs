//! Counting words, so that a reading can prove that it kept them all.

use std::collections::HashMap;

use crate::model::{Authority, Block, Decision, Document, IssueDate, Table, Text};
use crate::vietnamese::nfc;

use super::Imported;
use super::recognise::pattern;

/// The words of a text: runs of letters and runs of digits, composed, in small letters, digits
/// without leading zeros (the paper decides about those).
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut digits = false;
    let mut close = |word: &mut String, digits: bool| {
        if !word.is_empty() {
            let taken = std::mem::take(word);
            found.push(if digits {
                let plain = taken.trim_start_matches('0');
                if plain.is_empty() { "0".to_owned() } else { plain.to_owned() }
            } else {
                taken.to_lowercase()
            });
        }
    };
    for letter in nfc(text).chars() {
        let digit = letter.is_ascii_digit();
        if !letter.is_alphanumeric() || digit != digits {
            close(&mut word, digits);
        }
        if letter.is_alphanumeric() {
            word.push(letter);
            digits = digit;
        }
    }
    close(&mut word, digits);
    found
}

/// The words that a plan's own fields hold; numerals and the paper's fixed words are not among
/// them.
pub fn plan_words(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |text: &str| out.extend(words(text));
    for line in document.parent_agency.iter().chain(&document.agency).chain(&document.address)
    {
        add(line);
    }
    for line in document.addressees.iter().chain([&document.competence]) {
        add(line);
    }
    if let Some(number) = document.number {
        add(&number.to_string());
    }
    add(&pattern::symbol_of(document));
    add(&document.place);
    add(&date_words(document.date));
    if let Some(Decision { document, number, symbol, date, issuer }) = &document.decision {
        add(document);
        add(&number.map(|n| n.to_string()).unwrap_or_default());
        add(symbol);
        add(&date_words(*date));
        add(issuer);
    }
    let prose = document.legal_basis.iter().chain(&document.opening).chain(&document.closing);
    for text in std::iter::once(&document.subject).chain(prose) {
        add_text(text, &mut add);
    }
    for block in &document.body {
        add_block(block, &mut add);
    }
    for recipient in &document.recipients {
        add(&recipient.name);
        add(&recipient.purpose);
    }
    for unit in &document.archive.units {
        add(unit);
    }
    add(&document.archive.copies.map(|n| n.to_string()).unwrap_or_default());
    if let Some(drafter) = &document.drafter {
        add(&drafter.initials);
        add(&drafter.copies.map(|n| n.to_string()).unwrap_or_default());
    }
    for signature in &document.signatures {
        add(&signature.on_behalf_of);
        match &signature.authority {
            Authority::Head { position } | Authority::Acting { position } => add(position),
            Authority::Deputy { head, deputy } => {
                add(head);
                add(deputy);
            }
            Authority::ByOrder { head, position }
            | Authority::Authorised { head, position } => {
                add(head);
                add(position);
            }
            Authority::ByOrderDeputy { head, position, deputy } => {
                add(head);
                add(position);
                add(deputy);
            }
        }
        add(&signature.agency_post);
        add(&signature.honorific);
        add(&signature.signer);
    }
    for annex in &document.annexes {
        add_text(&annex.title, &mut add);
        for block in &annex.blocks {
            add_block(block, &mut add);
        }
    }
    out
}

/// The words of a source that are neither in the plan nor accounted for in the report. Empty after
/// every reading; a test may hold the reader to it.
pub fn lost_words(source: &str, imported: &Imported) -> Vec<String> {
    let mut kept: HashMap<String, usize> = HashMap::new();
    for word in plan_words(&imported.document) {
        *kept.entry(word).or_default() += 1;
    }
    for dropped in &imported.report.dropped {
        for word in words(&dropped.words) {
            *kept.entry(word).or_default() += 1;
        }
    }
    words(source)
        .into_iter()
        .filter(|word| match kept.get_mut(word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn date_words(date: IssueDate) -> String {
    let part = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
    let year = date.year.map(|n| n.to_string()).unwrap_or_default();
    format!("{} {} {}", part(date.day), part(date.month), year)
}

fn add_block(block: &Block, add: &mut impl FnMut(&str)) {
    match block {
        Block::Text(paragraph) => add_text(&paragraph.text, add),
        Block::Table(table) => add_table(table, add),
    }
}

fn add_table(table: &Table, add: &mut impl FnMut(&str)) {
    for cell in table.rows.iter().flatten() {
        add_text(&cell.text, add);
    }
}

fn add_text(text: &Text, add: &mut impl FnMut(&str)) {
    add(text.as_str());
    for note in text.notes() {
        add_text(note, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_or_of_digits() {
        assert_eq!(words("Số: 05/KH-SXD, (Đợt1)./."), ["số", "5", "kh", "sxd", "đợt", "1"]);
    }
}
