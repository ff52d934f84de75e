//! The plan as it is read on the right: its parts in the order of the paper, numerals computed.

use std::sync::Arc;

use crate::compose::{annex_name, date_line, number_line, numerals};
use crate::model::{Block, Document, Level, Place, Story, Style, Table, Text};
use crate::standard::type_name;

/// One row of the plan.
pub struct Row {
    /// Where it stands; none for a heading of this view.
    pub place: Option<Place>,
    /// The numeral, mark or field's name before the words.
    pub lead: String,
    /// What it shows.
    pub content: Content,
    /// How deep it stands, 0 outermost.
    pub depth: usize,
}

/// What a row shows.
pub enum Content {
    /// The name of a part of the paper.
    Heading,
    /// A field with its name; without words it is missing.
    Field(Text),
    /// A paragraph.
    Paragraph(Text, bool),
    /// A table.
    Table(Arc<Table>),
}

/// The rows of a plan.
pub fn rows(document: &Document) -> Vec<Row> {
    let mut rows = Vec::new();
    let attached = document.decision.is_some();
    heading(&mut rows, "Phần đầu");
    lines(&mut rows, "Cơ quan chủ quản", &document.parent_agency, Place::ParentAgency, true);
    lines(&mut rows, "Cơ quan ban hành", &document.agency, Place::Agency, attached);
    if let Some(decision) = &document.decision {
        let number = decision.number.map(|number| number.to_string()).unwrap_or_default();
        let words = format!("{} số {number}/{}", decision.document, decision.symbol);
        field(&mut rows, "Ban hành kèm", Text::plain(&words), Place::Decision);
    } else {
        let known = document.number.is_some() || !document.symbol.is_empty();
        let known = known || !document.abbreviation.is_empty();
        let number = if known { number_line(document) } else { String::new() };
        field(&mut rows, "Số, ký hiệu", Text::plain(&number), Place::Number);
        let date = if document.place.is_empty() { String::new() } else { date_line(document) };
        field(&mut rows, "Địa danh, ngày", Text::plain(&date), Place::Date);
    }
    let name = Text::plain(type_name(document.document_type));
    field(&mut rows, "Tên loại", name, Place::Type);
    field(&mut rows, "Trích yếu", document.subject.clone(), Place::Subject);
    lines(&mut rows, "Kính gửi", &document.addressees, Place::Addressee, true);
    if !document.competence.is_empty() {
        let words = Text::plain(&document.competence);
        field(&mut rows, "Thẩm quyền", words, Place::Competence);
    }
    texts(&mut rows, "Căn cứ", &document.legal_basis, Place::LegalBasis);
    texts(&mut rows, "Mở đầu", &document.opening, Place::Opening);
    heading(&mut rows, "Nội dung");
    blocks(&mut rows, &document.body, Story::Body);
    texts(&mut rows, "Kết thúc", &document.closing, Place::Closing);
    ending(&mut rows, document);
    for (index, annex) in document.annexes.iter().enumerate() {
        let name = annex_name(index, document.annexes.len());
        heading(&mut rows, &name);
        field(&mut rows, "Tên phụ lục", annex.title.clone(), Place::AnnexTitle(index));
        blocks(&mut rows, &annex.blocks, Story::Annex(index));
    }
    rows
}

fn ending(rows: &mut Vec<Row>, document: &Document) {
    heading(rows, "Nơi nhận và chữ ký");
    for (n, recipient) in document.recipients.iter().enumerate() {
        let words = match recipient.purpose.as_str() {
            "" => recipient.name.clone(),
            purpose => format!("{} ({purpose})", recipient.name),
        };
        rows.push(Row {
            place: Some(Place::Recipient(n)),
            lead: "-".to_owned(),
            content: Content::Paragraph(Text::plain(&words), false),
            depth: 3,
        });
    }
    let mut archive = document.archive.units.join(", ");
    if let Some(copies) = document.archive.copies {
        archive.push_str(&format!(" ({copies})"));
    }
    field(rows, "Lưu", Text::plain(&archive), Place::Archive);
    for (n, signature) in document.signatures.iter().enumerate() {
        let mut words = signature.lines().join("\n");
        if !signature.signer.is_empty() {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(format!("{} {}", signature.honorific, signature.signer).trim());
        }
        field(rows, "Chữ ký", Text::plain(&words), Place::Signature(n));
    }
}

fn heading(rows: &mut Vec<Row>, name: &str) {
    let content = Content::Heading;
    rows.push(Row { place: None, lead: name.to_owned(), content, depth: 0 });
}

fn field(rows: &mut Vec<Row>, name: &str, words: Text, place: Place) {
    let content = Content::Field(words);
    rows.push(Row { place: Some(place), lead: name.to_owned(), content, depth: 0 });
}

fn lines(
    rows: &mut Vec<Row>,
    name: &str,
    lines: &[String],
    place: fn(usize) -> Place,
    optional: bool,
) {
    for (n, line) in lines.iter().enumerate() {
        let name = if n == 0 { name } else { "" };
        field(rows, name, Text::plain(line), place(n));
    }
    if lines.is_empty() && !optional {
        field(rows, name, Text::default(), place(0));
    }
}

fn texts(rows: &mut Vec<Row>, name: &str, texts: &[Text], place: fn(usize) -> Place) {
    if texts.is_empty() {
        return;
    }
    heading(rows, name);
    for (n, text) in texts.iter().enumerate() {
        let content = Content::Paragraph(text.clone(), false);
        rows.push(Row { place: Some(place(n)), lead: String::new(), content, depth: 0 });
    }
}

fn blocks(rows: &mut Vec<Row>, blocks: &[Block], story: Story) {
    let numerals = numerals(blocks);
    for ((n, block), lead) in blocks.iter().enumerate().zip(numerals) {
        let place = Some(Place::Block(story, n));
        let row = match block {
            Block::Table(table) => {
                Row { place, lead, content: Content::Table(Arc::clone(table)), depth: 0 }
            }
            Block::Text(paragraph) => {
                let mut text = paragraph.text.clone();
                if paragraph.level.is_heading() {
                    let upper = text.as_str().to_uppercase();
                    text = Text::styled(&upper, Style::BOLD);
                }
                let content = Content::Paragraph(text, paragraph.level.is_heading());
                Row { place, lead, content, depth: depth(paragraph.level) }
            }
        };
        rows.push(row);
    }
}

fn depth(level: Level) -> usize {
    match level {
        Level::Part | Level::Chapter | Level::Division | Level::Subdivision => 0,
        Level::Section | Level::Article | Level::Body | Level::Centered | Level::Right => 0,
        Level::Clause => 1,
        Level::SubClause | Level::Point => 2,
        Level::Dash => 3,
        Level::Plus => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_plan_has_a_row_and_what_is_missing_shows() {
        let document = Document {
            subject: "Thi đua".into(),
            legal_basis: vec!["Luật".into()],
            body: vec![Block::new(Level::Section, "mục đích"), Block::new(Level::Point, "a")],
            ..Document::default()
        };
        let rows = rows(&document);
        let has = |place| rows.iter().any(|row| row.place == Some(place));
        assert!(has(Place::LegalBasis(0)) && has(Place::Block(Story::Body, 1)));
        let agency = rows.iter().find(|row| row.place == Some(Place::Agency(0)));
        let missing =
            agency.map(|row| matches!(&row.content, Content::Field(t) if t.is_empty()));
        assert_eq!(missing, Some(true));
        let title = rows.iter().find(|row| row.place == Some(Place::Block(Story::Body, 0)));
        let words = title.map(|row| match &row.content {
            Content::Paragraph(text, _) => (row.lead.clone(), text.words()),
            _ => Default::default(),
        });
        assert_eq!(words, Some(("I.".to_owned(), "MỤC ĐÍCH".to_owned())));
    }
}
