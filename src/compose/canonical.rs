//! The normal form of a plan under "prints alike".

use std::sync::Arc;

use crate::model::{
    Annex, Archive, Block, CellAlign, Document, IssueDate, Paragraph, Place, Segment,
    Signature, Story, Style, Table, Text,
};
use crate::standard::{
    AddresseeForm, Component, ParagraphStyle, StyleName, SubjectForm, layout, style,
};

use super::addressees::BETWEEN;
use super::body::style_of;
use super::closing::{archive_words, drafter_words, recipient_words, signer_words};
use super::grid::{NARROW, column_aligns, head};
use super::hold::note_typed;
use super::words::{decision_reference, plain_line, rooms, without_end};
use super::{Composer, Grid, Measure, Paper, forms, measure, numerals, typed_numerals};

/// Twips (twentieths of a point, Word's unit) in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;

/// The plan that stands for all those that print the same paper: what a Word file of the paper can
/// give back, and no more. Two plans are the same document exactly when their canonical forms are
/// equal; the drafts themselves keep what she typed.
///
/// Paper does not carry, and this form therefore settles:
/// - the case of letters that the decree prints in capitals (agencies, titles of phần, mục and phụ
///   lục, posts, the drafter's initials): capitals. Everything else keeps its case;
/// - emphasis that the style has already (bold in a title, italics in a căn cứ), and the look of
///   line breaks, footnote anchors and rooms of hard spaces: none;
/// - white space around a text, end marks that the paper sets itself, lines and paragraphs without
///   words: left out;
/// - fields that hold each other's words: a symbol that type and abbreviation make is the
///   abbreviation, a post `KT. A` is a deputy's, a purpose in brackets that a recipient's name ends
///   with is the purpose, a rank before the signer's name is part of the name;
/// - numerals typed into plain paragraphs where counting gives the same: levels;
/// - alignments that are the column's own, words that a merged cell covers, relative widths: as the
///   grid is drawn, in twips;
/// - what its type does not print, and the plan that it goes with: none;
/// - the letterhead of a plan that is issued with a decision, and the end of one that nobody signs:
///   not printed, so empty.
pub fn canonical(document: &Document) -> Document {
    let mut document = document.clone();
    document.waivers.clear();
    document.normalise();
    components(&mut document);
    end_mark(&mut document);
    // Who sends a công điện is told by the agency as it is typed.
    addressees(&mut document);
    letterhead(&mut document);
    let page = document.page;
    let settle = |texts: &mut Vec<Text>, name: StyleName| {
        for text in texts.iter_mut() {
            *text = settled(text, &style(name, &page));
        }
        texts.retain(|text| !text.is_blank());
    };
    document.subject = settled(&document.subject, &style(subject_style(&document), &page));
    document.legal_basis.iter_mut().for_each(|text| *text = without_end(text));
    settle(&mut document.legal_basis, StyleName::LegalBasis);
    settle(&mut document.opening, StyleName::Opening);
    settle(&mut document.closing, StyleName::Closing);
    ending(&mut document);
    for line in &mut document.address {
        *line = line.trim().to_owned();
    }
    document.address.retain(|line| !line.is_empty());
    let stories: Vec<Story> = document.stories().collect();
    for story in stories {
        let composer = Composer::new(&document, page);
        let measure = match story {
            Story::Body => measure(page.margins, false),
            Story::Annex(index) => {
                let landscape = document.annexes[index].landscape;
                measure(composer.annex_margins(landscape), landscape)
            }
        };
        let blocks = document.blocks(story).into_iter().flatten();
        let settled = blocks.enumerate().filter_map(|(at, block)| match block {
            Block::Text(paragraph) => composer.settled_paragraph(paragraph).map(Block::Text),
            Block::Table(table) => {
                Some(Block::from(composer.settled_table(story, at, table, measure)))
            }
        });
        let mut settled: Vec<Block> = settled.collect();
        let counted = numerals(&settled).into_iter().map(Some).collect::<Vec<_>>();
        typed_numerals(&mut settled, &counted);
        super::forget_plain_restarts(&mut settled);
        if let Some(blocks) = document.blocks_mut(story) {
            *blocks = settled;
        }
    }
    for Annex { title, .. } in &mut document.annexes {
        *title = capitals(&settled(title, &style(StyleName::AnnexTitle, &page)));
    }
    document
}

/// Takes off what the layout of its type does not print.
fn components(document: &mut Document) {
    document.goes_with = None;
    let layout = layout(document.document_type);
    if !layout.has(Component::Title) {
        document.decision = None;
    }
    if layout.subject == SubjectForm::None {
        document.subject = Text::default();
    }
    let sent =
        matches!(layout.addressees, AddresseeForm::Telegram | AddresseeForm::Invitation);
    if !layout.has(Component::Competence) && !sent {
        document.competence.clear();
    }
    if !layout.dated {
        document.place.clear();
        document.date = IssueDate::default();
    }
}

fn subject_style(document: &Document) -> StyleName {
    match layout(document.document_type).subject {
        SubjectForm::BelowNumber => StyleName::LetterSubject,
        SubjectForm::BelowType | SubjectForm::None => StyleName::Subject,
    }
}

/// Ô 9a and the issuing authority as the paper says them.
fn addressees(document: &mut Document) {
    let names: Vec<String> =
        super::addressees::addressees(document).map(|(_, name)| name.to_owned()).collect();
    let form = layout(document.document_type).addressees;
    document.addressees = match form {
        AddresseeForm::None => Vec::new(),
        AddresseeForm::Salutation | AddresseeForm::Telegram => names,
        AddresseeForm::Invitation => {
            let line = format!("{}{}", super::addressees::INVITES, names.join(BETWEEN));
            forms::guests(&line).unwrap_or_default().1
        }
    };
    document.competence = match form {
        AddresseeForm::Telegram | AddresseeForm::Invitation => {
            match document.addressees.is_empty() {
                true => String::new(),
                false => super::addressees::sender(document),
            }
        }
        _ => document.competence.trim().to_uppercase(),
    };
}

/// Takes the end mark off the paragraph that will bear it.
fn end_mark(document: &mut Document) {
    use crate::model::Place;

    let text = match super::body::end_place(document) {
        Some(Place::Closing(index)) => document.closing.get_mut(index),
        Some(Place::Opening(index)) => document.opening.get_mut(index),
        Some(Place::Block(Story::Body, index)) => match document.body.get_mut(index) {
            Some(Block::Text(paragraph)) => Some(&mut paragraph.text),
            _ => None,
        },
        Some(Place::Cell(Story::Body, index, row, column)) => {
            match document.body.get_mut(index) {
                Some(Block::Table(table)) => {
                    Some(&mut Arc::make_mut(table).rows[row][column].text)
                }
                _ => None,
            }
        }
        _ => None,
    };
    if let Some(text) = text {
        *text = without_end(text);
    }
}

fn letterhead(document: &mut Document) {
    if let Some(decision) = &mut document.decision {
        let page = document.page.within_range();
        let words = decision_reference(decision);
        let mut line = plain_line(Place::Fixed, StyleName::Reference, &words, &page);
        note_typed(&mut line);
        if let Some(printed) = forms::decision(&Paper::words(&line)) {
            *decision = printed;
        }
        document.parent_agency.clear();
        document.agency.clear();
        (document.abbreviation, document.symbol, document.place) = Default::default();
        (document.number, document.number_digits, document.date) =
            (None, 0, IssueDate::default());
        (document.secrecy, document.urgency, document.draft_mark) = (None, None, false);
        return;
    }
    for lines in [&mut document.parent_agency, &mut document.agency] {
        lines.iter_mut().for_each(|line| *line = line.trim().to_uppercase());
        lines.retain(|line| !line.is_empty());
    }
    let line = super::number_line(document);
    let (number, symbol) = forms::number(&line);
    document.number = number;
    document.number_digits = forms::number_digits(&line);
    (document.abbreviation, document.symbol) = forms::symbol(&symbol, document.document_type);
    if layout(document.document_type).dated {
        (document.place, document.date) = forms::place_and_date(&super::date_line(document));
    }
}

/// Nơi nhận and signatures.
fn ending(document: &mut Document) {
    if Composer::new(document, document.page)
        .closing_columns(measure(document.page.margins, false))
        .is_none()
    {
        document.recipients.clear();
        document.archive = Archive::default();
        document.drafter = None;
        document.signatures = vec![Signature::default()];
        return;
    }
    let printed = document.recipients.iter().filter_map(recipient_words);
    document.recipients = printed.filter_map(|words| forms::recipient(&words)).collect();
    document.archive = forms::archive(&archive_words(&document.archive));
    document.drafter =
        document.drafter.as_ref().and_then(drafter_words).as_deref().and_then(forms::drafter);
    for signature in &mut document.signatures {
        let (on_behalf_of, authority) = forms::authority(&signature.lines());
        *signature = Signature {
            on_behalf_of,
            authority,
            agency_post: signature.agency_post.trim().to_uppercase(),
            honorific: String::new(),
            signer: signer_words(signature),
        };
    }
}

impl Composer<'_> {
    fn settled_paragraph(&self, paragraph: &Paragraph) -> Option<Paragraph> {
        let Paragraph { level, text, restart } = paragraph;
        let name = style_of(paragraph);
        let mut text = settled(text, &style(name, &self.page));
        if level.is_heading() {
            text = capitals(&text);
        } else if matches!(name, StyleName::Title | StyleName::ArticleTitle) {
            let length = text.len();
            text.restyle(0..length, |look| look.bold = true);
            text = settled(&text, &style(StyleName::Clause, &self.page));
        }
        let is_printed = level.depth().is_some() || !text.is_blank();
        is_printed.then_some(Paragraph { level: *level, text, restart: *restart })
    }

    fn settled_table(
        &self,
        story: Story,
        block: usize,
        table: &Table,
        measure: Measure,
    ) -> Table {
        let mut edge = 0.0_f64;
        let mut last = 0;
        let Grid { widths: drawn, head_rows: repeated, .. } =
            self.grid(story, block, table, measure);
        let widths = drawn.iter().map(|width| {
            edge += width * TWIPS_PER_MM;
            // `as` holds the value inside the range of the integer.
            let right = edge.round() as u32;
            let column = right.saturating_sub(last);
            last = right;
            column
        });
        let widths = widths.collect();
        let mut table = Table { widths, ..table.clone() };
        (table.head_rows, _) = head(&table);
        let own = style(StyleName::TableLeft, &self.page).size;
        table.half_points = match table.half_points {
            0 => 0,
            points => points.clamp(22, 28),
        };
        if f64::from(table.half_points) == own * 2.0 {
            table.half_points = 0;
        }
        let covered = table.covered();
        if repeated == 0 {
            // Of a head that is not repeated only its words tell: rows at its end have none.
            let begins = |covers: &Vec<bool>| covers.contains(&false);
            let own = &covered[..table.head_rows];
            table.head_rows = own.iter().rposition(begins).map_or(0, |last| last + 1);
        }
        let head_rows = table.head_rows;
        let aligns = column_aligns(&table);
        let wide = |column: usize, columns: usize| -> f64 {
            drawn.iter().skip(column).take(columns).sum()
        };
        for (row, cells) in table.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                if covered[row][column] {
                    *cell = Default::default();
                    continue;
                }
                let is_head = row < head_rows;
                let name = if is_head { StyleName::TableHead } else { StyleName::TableLeft };
                cell.text = settled_lines(&cell.text, &style(name, &self.page));
                let narrow = wide(column, cell.columns) < NARROW;
                cell.align = match cell.align {
                    _ if is_head => CellAlign::Auto,
                    CellAlign::Justify if narrow && aligns[column] == CellAlign::Left => {
                        CellAlign::Auto
                    }
                    CellAlign::Justify if narrow => CellAlign::Left,
                    align if align == aligns[column] => CellAlign::Auto,
                    align => align,
                };
            }
        }
        table
    }
}

/// The words of a cell, whose every line is a paragraph of its own.
fn settled_lines(text: &Text, style: &ParagraphStyle) -> Text {
    let mut rest = text.clone();
    let mut lines = Text::default();
    while let Some(end) = rest.as_str().chars().position(|letter| letter == '\n') {
        let tail = rest.split_off(end + 1);
        rest.delete(end..end + 1);
        lines.append(settled(&rest, style));
        lines.push_break();
        rest = tail;
    }
    lines.append(settled(&rest, style));
    lines
}

/// A text with no emphasis that its paragraph's style has already.
fn settled(text: &Text, style: &ParagraphStyle) -> Text {
    let mut text = text.clone();
    text.trim();
    let mut out = Text::default();
    for segment in text.segments() {
        match segment {
            Segment::Words(words, look) => {
                let look = Style {
                    bold: look.bold && !style.bold,
                    italic: look.italic && !style.italic,
                    ..look
                };
                for (part, is_room) in rooms(words) {
                    out.push(part, Style { italic: look.italic && !is_room, ..look });
                }
            }
            Segment::Break => out.push_break(),
            Segment::Note(note) => {
                let plain = ParagraphStyle { bold: false, italic: false, ..*style };
                out.push_note(settled(note, &plain));
            }
        }
    }
    // What two looks parted may compose now.
    Text::from_markup(&out.to_markup())
}

fn capitals(text: &Text) -> Text {
    let mut out = Text::default();
    for segment in text.segments() {
        match segment {
            Segment::Words(words, look) => out.push(&words.to_uppercase(), look),
            Segment::Break => out.push_break(),
            Segment::Note(note) => out.push_note(note.clone()),
        }
    }
    out
}
