//! A plan as passages: what is compared, piece by piece, in the order of the paper.

use crate::compose::date_line;
use crate::compose::{annex_name, date_in_sentence, number_line, numerals, symbol};
use crate::model::{Block, Document, DocumentType, Level, Place, Segment, Story, Table, Text};
use crate::standard::{circulation_mark, secrecy_mark, type_name, urgency_mark};

/// A part of the paper; passages of different parts are never two states of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Agencies, number, date, marks, the type's name.
    Head,
    /// Trích yếu.
    Subject,
    /// Căn cứ.
    LegalBasis,
    /// Opening paragraphs.
    Opening,
    /// The blocks of the body.
    Body,
    /// Closing paragraphs.
    Closing,
    /// Nơi nhận.
    Recipients,
    /// Signatures.
    Signature,
    /// Lines at the foot, the drafter's mark.
    Foot,
    /// The title of an annex.
    AnnexTitle(usize),
    /// The blocks of an annex.
    Annex(usize),
    /// The page's set-up.
    Page,
}

/// A passage of one state.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub part: Part,
    pub place: Place,
    pub numeral: String,
    pub whereabouts: String,
    pub depth: usize,
    pub words: String,
    /// What is not said by its words: level, looks, spans. Equal when all that is equal.
    pub look: String,
}

impl Part {
    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "Phần đầu",
            Self::Subject => "Trích yếu",
            Self::LegalBasis => "Căn cứ",
            Self::Opening => "Phần mở đầu",
            Self::Body => "Nội dung",
            Self::Closing => "Đoạn kết",
            Self::Recipients => "Nơi nhận",
            Self::Signature => "Chữ ký",
            Self::Foot => "Cuối trang",
            Self::AnnexTitle(_) | Self::Annex(_) => "Phụ lục",
            Self::Page => "Trang giấy",
        }
    }
}

/// The number that a place has among those of its kind, where it has one.
pub(super) fn index(place: Place) -> Option<usize> {
    match place {
        Place::LegalBasis(n)
        | Place::Opening(n)
        | Place::Closing(n)
        | Place::Recipient(n)
        | Place::Block(_, n)
        | Place::Cell(_, n, ..) => Some(n),
        _ => None,
    }
}

/// Takes a plan apart. Blank passages are left out, but for paragraphs and rows.
pub(super) fn passages(document: &Document) -> Vec<Passage> {
    let mut all = Vec::new();
    head(document, &mut all);
    text(&mut all, Part::Subject, Place::Subject, &document.subject);
    for (n, name) in document.addressees.iter().enumerate() {
        line(&mut all, Part::Recipients, Place::Addressee(n), name, "");
    }
    if !document.competence.trim().is_empty() {
        line(&mut all, Part::Head, Place::Competence, &document.competence, "");
    }
    let mut texts = |part, texts: &[Text], place: fn(usize) -> Place| {
        for (n, words) in texts.iter().enumerate() {
            text(&mut all, part, place(n), words);
        }
    };
    texts(Part::LegalBasis, &document.legal_basis, Place::LegalBasis);
    texts(Part::Opening, &document.opening, Place::Opening);
    blocks(&mut all, Part::Body, Story::Body, &document.body, "");
    let mut texts = |part, texts: &[Text], place: fn(usize) -> Place| {
        for (n, words) in texts.iter().enumerate() {
            text(&mut all, part, place(n), words);
        }
    };
    texts(Part::Closing, &document.closing, Place::Closing);
    foot(document, &mut all);
    for (n, annex) in document.annexes.iter().enumerate() {
        let name = annex_name(n, document.annexes.len());
        let part = Part::AnnexTitle(n);
        let look = format!("{}{}", annex.landscape, annex.title.to_markup());
        let words = words_of(&annex.title);
        line(&mut all, part, Place::AnnexTitle(n), &words, &look).numeral = name.clone();
        if let Some(title) = all.last_mut() {
            title.whereabouts = name.clone();
        }
        blocks(&mut all, Part::Annex(n), Story::Annex(n), &annex.blocks, &name);
    }
    let page = format!("{:?}", document.page);
    line(&mut all, Part::Page, Place::Fixed, "Lề, cỡ chữ, giãn dòng", &page);
    all
}

fn head(document: &Document, all: &mut Vec<Passage>) {
    let part = Part::Head;
    if let Some(decision) = &document.decision {
        let number = decision.number.map_or_else(String::new, |number| number.to_string());
        let words = format!(
            "(Kèm theo {} số {number}/{} {} của {})",
            decision.document,
            decision.symbol,
            date_in_sentence(decision.date),
            decision.issuer
        );
        line(all, part, Place::Decision, &words, "");
    }
    for (n, words) in document.parent_agency.iter().enumerate() {
        line(all, part, Place::ParentAgency(n), words, "");
    }
    for (n, words) in document.agency.iter().enumerate() {
        line(all, part, Place::Agency(n), words, "");
    }
    if document.number.is_some() || !document.agency.is_empty() || !document.symbol.is_empty()
    {
        line(all, part, Place::Number, &plainly(&number_line(document)), &symbol(document));
    }
    if document.date != Default::default() || !document.place.is_empty() {
        line(all, part, Place::Date, &plainly(&date_line(document)), "");
    }
    let marks: Vec<&str> = [
        document.secrecy.map(|mark| secrecy_mark(mark).0),
        document.urgency.map(|mark| urgency_mark(mark).0),
        document.circulation.map(|mark| circulation_mark(mark).0),
        document.draft_mark.then_some("DỰ THẢO"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !marks.is_empty() {
        line(all, part, Place::Marks, &marks.join(", "), "");
    }
    if document.document_type != DocumentType::default() {
        line(all, part, Place::Type, type_name(document.document_type), "");
    }
}

fn foot(document: &Document, all: &mut Vec<Passage>) {
    for (n, recipient) in document.recipients.iter().enumerate() {
        let words = match recipient.purpose.trim() {
            "" => recipient.name.clone(),
            purpose => format!("{} ({purpose})", recipient.name),
        };
        line(all, Part::Recipients, Place::Recipient(n), &words, "").numeral = "-".to_owned();
    }
    let mut archive = format!("Lưu: {}", document.archive.units.join(", "));
    if let Some(copies) = document.archive.copies {
        archive.push_str(&format!(" ({copies})"));
    }
    line(all, Part::Recipients, Place::Archive, &archive, "").numeral = "-".to_owned();
    if let Some(drafter) = &document.drafter {
        let copies = drafter.copies.map_or_else(String::new, |copies| format!(" ({copies})"));
        let words = format!("{}{copies}", drafter.initials);
        line(all, Part::Foot, Place::Drafter, &words, "");
    }
    for (n, signature) in document.signatures.iter().enumerate() {
        let mut lines = signature.lines();
        let name = format!("{} {}", signature.honorific, signature.signer);
        lines.extend([signature.agency_post.clone(), name.trim().to_owned()]);
        lines.retain(|line| !line.trim().is_empty());
        if !lines.is_empty() {
            let look = format!("{signature:?}");
            line(all, Part::Signature, Place::Signature(n), &lines.join(" / "), &look);
        }
    }
    if !document.address.is_empty() {
        line(all, Part::Foot, Place::Address, &document.address.join(" / "), "");
    }
}

fn blocks(all: &mut Vec<Passage>, part: Part, story: Story, blocks: &[Block], above: &str) {
    // The numerals of mục and khoản that a passage stands under.
    let mut path = [String::new(), String::new()];
    // The mục with its words, for a passage that stands right under it.
    let mut heading = String::new();
    for (n, (block, numeral)) in blocks.iter().zip(numerals(blocks)).enumerate() {
        match block {
            Block::Text(paragraph) => {
                let short = numeral.trim_end_matches(['.', ')']).to_owned();
                let words = words_of(&paragraph.text);
                if paragraph.level.is_heading() || paragraph.level == Level::Article {
                    heading.clear();
                }
                match paragraph.level {
                    level if level.is_heading() => {
                        if !short.is_empty() && !words.trim().is_empty() {
                            heading = format!("{numeral} {}", words.trim());
                        }
                        path = [short, String::new()];
                    }
                    Level::Article => path = [short, String::new()],
                    Level::Clause => path[1] = short,
                    _ => {}
                }
                let look = format!(
                    "{:?}{}{}",
                    paragraph.level,
                    paragraph.restart,
                    paragraph.text.to_markup()
                );
                let passage = line(all, part, Place::Block(story, n), &words, &look);
                passage.numeral = numeral;
                passage.depth = depth(paragraph.level);
            }
            Block::Table(table) => {
                for row in 0..table.rows.len() {
                    let (words, look) = row_of(table, row);
                    line(all, part, Place::Cell(story, n, row, 0), &words, &look).depth = 2;
                }
            }
        }
        let under: Vec<&str> =
            path.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let under = match under.as_slice() {
            [_] if path[1].is_empty() && !heading.is_empty() => heading.clone(),
            under => under.join("."),
        };
        let whereabouts = match (above, under) {
            ("", under) => under,
            (above, under) if under.is_empty() => above.to_owned(),
            (above, under) => format!("{above}, {under}"),
        };
        let is_new = |passage: &&mut Passage| match passage.place {
            Place::Block(own, at) | Place::Cell(own, at, ..) => own == story && at == n,
            _ => false,
        };
        for passage in all.iter_mut().rev().take_while(is_new) {
            passage.whereabouts.clone_from(&whereabouts);
        }
    }
}

fn row_of(table: &Table, row: usize) -> (String, String) {
    let cells = &table.rows[row];
    let words: Vec<_> = cells.iter().map(|cell| words_of(&cell.text)).collect();
    let look: Vec<_> = cells
        .iter()
        .map(|cell| {
            let markup = cell.text.to_markup();
            format!("{}{}{:?}{markup}", cell.columns, cell.rows, cell.align)
        })
        .collect();
    let table_look = match row {
        0 => format!("{:?}{}{}", table.widths, table.head_rows, table.half_points),
        _ => String::new(),
    };
    (words.join(" │ "), format!("{table_look}{}", look.join("│")))
}

/// How far in a level stands.
fn depth(level: Level) -> usize {
    match level {
        Level::Part | Level::Chapter | Level::Division | Level::Subdivision => 0,
        Level::Section | Level::Article | Level::Centered | Level::Right => 0,
        Level::Clause | Level::Body => 1,
        Level::SubClause | Level::Point => 2,
        Level::Dash => 3,
        Level::Plus => 4,
    }
}

fn text(all: &mut Vec<Passage>, part: Part, place: Place, text: &Text) {
    if !text.is_blank() {
        line(all, part, place, &words_of(text), &text.to_markup());
    }
}

fn line<'a>(
    all: &'a mut Vec<Passage>,
    part: Part,
    place: Place,
    words: &str,
    look: &str,
) -> &'a mut Passage {
    let at = all.len();
    all.push(Passage {
        part,
        place,
        numeral: String::new(),
        whereabouts: String::new(),
        depth: usize::from(!matches!(part, Part::Subject | Part::AnnexTitle(_))),
        words: words.to_owned(),
        look: look.to_owned(),
    });
    &mut all[at]
}

/// The words of a text, its footnotes in brackets where they are anchored.
fn words_of(text: &Text) -> String {
    let mut words = String::new();
    for segment in text.segments() {
        match segment {
            Segment::Words(run, _) => words.push_str(run),
            Segment::Break => words.push(' '),
            Segment::Note(note) => {
                words.push_str(&format!(" (chú thích: {})", note.words()));
            }
        }
    }
    words
}

/// Rooms for words that are written by hand as three dots, parted from the words beside them.
fn plainly(words: &str) -> String {
    let mut plain = String::new();
    let mut room = false;
    for run in words.split('\u{A0}') {
        if run.is_empty() {
            room = true;
            continue;
        }
        if room {
            plain.push_str(" …");
        }
        // A stroke stands at the dots: `Số: …/KH-SXD`.
        if !(plain.is_empty() || room && run.starts_with('/')) {
            plain.push(' ');
        }
        plain.push_str(run);
        room = false;
    }
    if room {
        plain.push_str(" …");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_dots_parted_from_the_words() {
        for (words, plain) in [
            (
                "An Bình, ngày\u{A0}\u{A0}\u{A0}tháng\u{A0}\u{A0}\u{A0}năm 2026",
                "An Bình, ngày … tháng … năm 2026",
            ),
            ("Số:\u{A0}\u{A0}\u{A0}/KH-UBND", "Số: …/KH-UBND"),
            ("ngày 05 tháng 2 năm\u{A0}\u{A0}\u{A0}", "ngày 05 tháng 2 năm …"),
            ("Sở\u{A0}Xây dựng", "Sở Xây dựng"),
        ] {
            assert_eq!(plainly(words), plain, "{words:?}");
        }
    }
}
