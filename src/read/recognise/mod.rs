//! The second stage: paragraphs into a plan. Each pass takes its paragraphs off, from both ends; what is
//! left is the body. [`PASSES`] is their order.

mod above;
pub(super) mod agency;
mod annex;
mod attachment;
pub(super) mod body;
pub(super) mod bold_titles;
mod closing;
pub(super) mod documents;
pub(super) mod ending;
mod fields;
mod foot_line;
mod invitation;
mod kinds;
pub(super) mod layout;
pub(super) mod letterhead;
pub(super) mod lexicon;
pub(super) mod numeral;
mod other_documents;
pub(super) mod pattern;
mod place;
pub(super) mod posts;
pub(super) mod preamble;
pub(super) mod recipients;
pub(super) mod signature;
mod title_line;
pub(super) mod titles;
mod told;

use crate::model::{
    Align, Archive, Block, Decision, Document, DocumentType, Level, Paragraph, Place, Story,
    Text,
};
use crate::read::source::{Content, Source, SourceParagraph};
use crate::read::{DropKind, Imported, NoteKind, ReadError, Report, Trace, words};

use letterhead::{Letterhead, shows_letterhead, title_inside};
use titles::{is_other_title, split_lines};

/// Turns paragraphs into a plan and says what was not understood.
///
/// # Errors
/// [`ReadError::Empty`] when no paragraph has a word.
pub fn recognise(source: Source) -> Result<Imported, ReadError> {
    let trace = Trace::new(&source);
    let Source { encoding, mut paragraphs, notes, dropped, own } = source;
    for (row, paragraph) in paragraphs.iter_mut().enumerate() {
        paragraph.line = row + 1;
        paragraph.origins = trace.whole(row).into_iter().collect();
    }
    let paragraphs = split_breaks(paragraphs);
    if paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    let everything: String = paragraphs.iter().flat_map(source_words).collect();
    if let Some(mut own) = own.filter(|own| words::lost_words(&everything, own).is_empty()) {
        told::missing(&own.document, &mut own.report);
        return Ok(*own);
    }
    let before = (notes.len(), dropped.len());
    let report = Report { encoding, notes, dropped, trace, ..Report::default() };
    let mut reading = Reading::new(paragraphs, everything, report);
    for (_, pass) in PASSES {
        pass(&mut reading);
    }
    let Reading { document, mut report, everything, .. } = reading;
    name_lines(&mut report, before);
    let mut imported = Imported { document, report };
    told::lost(&everything, before.1, &mut imported);
    imported.report.notes.sort_by_key(|note| note.line);
    imported.report.unrecognised.sort_by_key(|line| line.line);
    Ok(imported)
}

/// A pass over a reading.
type Pass = fn(&mut Reading);

/// The passes in their order, each with what it settles.
const PASSES: &[(&str, Pass)] = &[
    ("which line is the title; what stands above it is the head", Reading::find_title),
    ("another document before the plan leaves the head", Reading::part_earlier),
    (
        "stamps and a site's furniture leave the head, torn lines of it come together",
        Reading::clear_head,
    ),
    ("agencies, number, place and date, marks", Reading::read_letterhead),
    ("the type's name leaves the title's line", Reading::read_title),
    ("the letterhead's fields come into the plan", Reading::fill_fields),
    ("other documents behind the plan leave the text", Reading::cut_documents),
    ("a place's name that looks misspelt is told", Reading::doubt_place),
    ("annexes, then signature and Nơi nhận leave the end", Reading::part_foot),
    ("place and date at the end come into the plan", Reading::find_late_date),
    ("trích yếu, căn cứ, opening paragraphs", Reading::read_preamble),
    ("the decision is one, be it said twice", Reading::settle_decision),
    ("recipients, archive, signatures", Reading::read_foot),
    ("the rest is the body", Reading::read_body),
    ("closing paragraphs and the end mark leave the body", Reading::part_closing),
    ("what stood behind the signature without a head", Reading::place_strays),
    ("annexes", Reading::read_annexes),
    ("what every plan has and this one has not is told", Reading::tell_missing),
];

/// What the paper's title is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    /// One of the types that plans are written as; so many characters name it.
    Named(DocumentType, usize),
    /// None, for it is a công văn.
    Letter,
    /// Another document's.
    Other,
    /// None, though the symbol is a plan's.
    Lost,
    /// None.
    Missing,
}

/// A reading on its way: what is not taken yet, what is.
struct Reading {
    /// Paragraphs that no pass has taken, in the order of the source.
    rest: Vec<SourceParagraph>,
    document: Document,
    report: Report,
    /// The source's words, for what is told at the end.
    everything: String,
    title: Title,
    /// What stands above the title.
    head: Vec<SourceParagraph>,
    letterhead: Letterhead,
    /// What stood on the title's line behind the type's name.
    title_rest: Option<Text>,
    /// The decision that the letterhead belongs to.
    issued_with: Option<Decision>,
    /// Lines of the head that were not understood: they begin the body.
    leftover: Vec<SourceParagraph>,
    /// Signature and Nơi nhận.
    foot: Vec<SourceParagraph>,
    /// Annexes, be they called so or not.
    attached: Vec<SourceParagraph>,
    /// What stood in the foot and is none of it.
    strays: Vec<SourceParagraph>,
}

impl Reading {
    fn new(paragraphs: Vec<SourceParagraph>, everything: String, report: Report) -> Self {
        let document = Document {
            archive: Archive { units: Vec::new(), copies: None },
            ..Document::default()
        };
        Self {
            rest: paragraphs,
            document,
            report,
            everything,
            title: Title::Missing,
            head: Vec::new(),
            letterhead: Letterhead::default(),
            title_rest: None,
            issued_with: None,
            leftover: Vec::new(),
            foot: Vec::new(),
            attached: Vec::new(),
            strays: Vec::new(),
        }
    }

    fn find_title(&mut self) {
        /// Another document's title stands among the first lines.
        const TOP: usize = 40;
        let found = title_line::find_title(&self.rest);
        let other = || self.rest.iter().take(TOP).position(|p| is_other_title(p.as_str()));
        let (end, title) = match (found, found.is_none().then(other).flatten()) {
            (Some((at, kind, length)), _) => (at, Title::Named(kind, length)),
            (None, Some(at)) => (at, Title::Other),
            (None, None) => match kinds::letter_begins(&self.rest) {
                Some(at) => (at, Title::Letter),
                None => (title_line::letterhead_end(&self.rest), Title::Missing),
            },
        };
        let rest = self.rest.split_off(end);
        self.head = std::mem::replace(&mut self.rest, rest);
        write_notes_out(&mut self.head);
        let lost =
            title == Title::Missing && self.head.iter().any(title_line::has_plan_symbol);
        self.title = if lost { Title::Lost } else { title };
    }

    fn part_earlier(&mut self) {
        let kind = match self.title {
            Title::Named(kind, _) => Some(kind),
            _ => None,
        };
        self.issued_with =
            other_documents::take_earlier(&mut self.head, kind, &mut self.report);
    }

    fn clear_head(&mut self) {
        above::set_aside(&mut self.head, &mut self.report);
        above::take_below_title(&mut self.rest, &mut self.report);
        above::part_columns(&mut self.head);
        above::gather(&mut self.head);
    }

    fn read_letterhead(&mut self) {
        self.letterhead = Letterhead::read(&self.head, &mut self.document, &mut self.report);
    }

    fn read_title(&mut self) {
        let missing = match self.title {
            Title::Named(kind, length) => {
                let line = self.rest.remove(0);
                let (document, report) = (&mut self.document, &mut self.report);
                self.title_rest = title_line::take_title(line, kind, length, document, report);
                return;
            }
            Title::Letter => {
                self.document.document_type = DocumentType::OfficialLetter;
                return;
            }
            Title::Other => {
                let line = self.rest.remove(0);
                self.leftover.push(title_line::take_other_title(line, &mut self.report));
                return;
            }
            Title::Lost => {
                "Không thấy dòng tên loại “KẾ HOẠCH”; theo ký hiệu thì văn bản là kế hoạch, dòng dưới \
                 phần đầu được lấy làm trích yếu."
            }
            Title::Missing => {
                "Không thấy dòng tên loại “KẾ HOẠCH”; cả văn bản được đưa vào phần nội dung."
            }
        };
        self.report.note(NoteKind::Missing, 0, Some(Place::Type), "", missing);
    }

    fn fill_fields(&mut self) {
        let head = std::mem::take(&mut self.letterhead);
        let decision = self.issued_with.take();
        let (leftover, decision) =
            fields::fill_head(head, decision, &mut self.document, &mut self.report);
        self.leftover.extend(leftover);
        if self.title == Title::Letter {
            let Self { leftover, document, report, .. } = self;
            kinds::take_letter_subject(leftover, document, report);
        }
        self.issued_with = decision;
    }

    fn cut_documents(&mut self) {
        let plan = matches!(self.title, Title::Named(DocumentType::Plan, _));
        if !plan {
            other_documents::cut_attached(&mut self.rest, &mut self.report);
        }
        let kept = if plan { "Kế hoạch" } else { "văn bản đầu" };
        other_documents::cut_second_document(&mut self.rest, kept, &mut self.report);
    }

    fn doubt_place(&mut self) {
        told::misspelt_place(&self.document, &self.everything, &mut self.report);
    }

    /// Takes the foot and the annexes off the end.
    fn part_foot(&mut self) {
        let rest = &mut self.rest;
        let recipients = rest.iter().position(ending::begins);
        let search = recipients.unwrap_or(0);
        let annexes = annex::begins_at(&rest[search..], recipients.is_some())
            .map(|at| rest.split_off(search + at))
            .unwrap_or_default();
        let from = recipients.unwrap_or(rest.len());
        let begins = signature::begins_at(&rest[..from]).or(recipients);
        let mut foot = begins.map(|at| rest.split_off(at)).unwrap_or_default();
        let attached = attachment::begins_at(&foot).map(|at| foot.split_off(at));
        self.attached = attached.unwrap_or_default();
        self.attached.extend(annexes);
        write_notes_out(&mut foot);
        self.foot = foot;
    }

    fn find_late_date(&mut self) {
        let Self { rest, foot, document, report, .. } = self;
        fields::take_late_date(rest, foot, document, report);
    }

    fn read_preamble(&mut self) {
        if self.title == Title::Missing {
            return;
        }
        let title_rest = self.title_rest.take();
        let Self { rest, document, report, .. } = self;
        let taken = preamble::read(rest, title_rest, document, report);
        rest.drain(..taken);
    }

    fn settle_decision(&mut self) {
        let Some(own) = self.issued_with.take() else { return };
        if self.document.decision.is_none() {
            self.document.decision = Some(own);
            return;
        }
        // Said twice: in the decision's own letterhead and under the plan's title.
        let number = own.number.map(|n| n.to_string()).unwrap_or_default();
        let words = format!("{number} {}", own.symbol);
        self.report.drop_words(DropKind::OtherDocument, 0, &words);
    }

    fn read_foot(&mut self) {
        self.strays = ending::read(&self.foot, &mut self.document, &mut self.report);
    }

    /// Lines above the title that were not understood begin the body.
    fn read_body(&mut self) {
        let mut paragraphs = std::mem::take(&mut self.leftover);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let place = Some(Place::Block(Story::Body, at));
            self.report.puzzled(paragraph.line, paragraph.as_str(), place);
        }
        paragraphs.append(&mut self.rest);
        self.report.document_type = self.document.document_type;
        let report = &mut self.report;
        let (mut blocks, lines) = body::blocks(paragraphs, Story::Body, 0, report);
        bold_titles::restore_titles(&mut blocks, &lines, Story::Body, report);
        tell_cover(&blocks, &lines, report);
        self.document.body = blocks;
        if let Some(Block::Text(first)) =
            self.document.body.first_mut().filter(|_| self.title == Title::Other)
        {
            first.level = Level::Centered;
        }
    }

    fn part_closing(&mut self) {
        closing::take(&mut self.document, &mut self.report);
    }

    /// What stands after the signature: an annex without the name when it is long, else a last
    /// paragraph of the body.
    fn place_strays(&mut self) {
        let mut strays = std::mem::take(&mut self.strays);
        // Below a site's own lines stand its other documents.
        let site = strays.iter().position(|paragraph| lexicon::is_site(paragraph.as_str()));
        for paragraph in site.map(|at| strays.split_off(at)).unwrap_or_default() {
            self.report.drop_words(
                DropKind::Aside,
                paragraph.line,
                &source_words(&paragraph).iter().collect::<String>(),
            );
            self.report.puzzled(paragraph.line, paragraph.as_str(), None);
        }
        let table = strays.iter().any(|paragraph| paragraph.text().is_none());
        if table || strays.len() > 3 {
            annex::unnamed(strays, &mut self.document, &mut self.report);
            return;
        }
        for paragraph in strays {
            let place = Place::Block(Story::Body, self.document.body.len());
            self.report.put(place, &paragraph);
            let Content::Words(text) = paragraph.content else { continue };
            self.report.puzzled(paragraph.line, &text.words(), Some(place));
            self.document.body.push(Block::new(Level::Body, text));
        }
    }

    fn read_annexes(&mut self) {
        let attached = std::mem::take(&mut self.attached);
        annex::read(attached, &mut self.document, &mut self.report);
    }

    fn tell_missing(&mut self) {
        told::missing(&self.document, &mut self.report);
    }
}

/// The passes count paragraphs: what they have said names lines of the file from here on.
/// `before`: how many notes and words left out there were before them.
fn name_lines(report: &mut Report, (notes, dropped): (usize, usize)) {
    let trace = &report.trace;
    let named = |count: usize| (trace.line_of(count), count.checked_sub(1));
    for note in &mut report.notes[notes..] {
        (note.line, note.row) = named(note.line);
    }
    for words in &mut report.dropped[dropped..] {
        (words.line, words.row) = named(words.line);
    }
    for words in &mut report.unrecognised {
        (words.line, words.row) = named(words.line);
    }
}

/// Centred lines before the first heading are a cover's, or none knows what.
fn tell_cover(blocks: &[Block], lines: &[usize], report: &mut Report) {
    let cover = blocks.iter().enumerate().take_while(|(_, block)| {
        block.paragraph().is_none_or(|paragraph| !paragraph.level.is_heading())
    });
    for (at, block) in cover {
        if let Some(Paragraph { level: Level::Centered, text, .. }) = block.paragraph() {
            report.puzzled(lines[at], &text.words(), Some(Place::Block(Story::Body, at)));
        }
    }
}

/// The fields of a letterhead and of the foot hold no footnotes: their words follow in brackets.
fn write_notes_out(paragraphs: &mut [SourceParagraph]) {
    for paragraph in paragraphs {
        if let Content::Words(text) = &mut paragraph.content {
            text.flatten();
        }
    }
}

/// Forced line breaks part the lines of everything that is not running text.
fn split_breaks(paragraphs: Vec<SourceParagraph>) -> Vec<SourceParagraph> {
    /// The letterhead is among the first lines.
    const HEAD: usize = 20;
    let mut split = Vec::with_capacity(paragraphs.len());
    for mut paragraph in paragraphs {
        // Letterhead and title on one line, as some copies have it.
        if split.len() < HEAD
            && let Some(at) = title_inside(paragraph.as_str())
        {
            let title = paragraph.split_off(at);
            split.push(paragraph);
            paragraph = title;
        }
        let Content::Words(text) = &paragraph.content else {
            split.push(paragraph);
            continue;
        };
        let lined = text.as_str().contains('\n')
            && (paragraph.look.align == Some(Align::Center)
                || paragraph.look.in_table
                || paragraph.is_bold()
                || shows_letterhead(&paragraph)
                || ending::begins(&paragraph));
        let lines = match lined {
            true => split_lines(text),
            false => split_items(text),
        };
        if lines.len() < 2 && !lined {
            if !text.is_blank() {
                split.push(paragraph);
            }
            continue;
        }
        let mut from = 0;
        for text in lines {
            let front = paragraph.as_str().chars().skip(from).collect::<String>();
            let at = front.find(text.as_str()).map_or(0, |at| front[..at].chars().count());
            let span = from + at..from + at + text.len();
            from = span.end;
            let origins = paragraph.origins_of(span);
            let content = Content::Words(text);
            split.push(SourceParagraph { content, origins, ..paragraph.clone() });
            // The first line alone bears the automatic numeral.
            paragraph.look.numeral = None;
        }
    }
    split
}

/// Running text whose forced lines are items or căn cứ of their own, parted before each of those; other
/// lines stay with the one above.
fn split_items(text: &Text) -> Vec<Text> {
    let begins =
        |line: &str| numeral::numeral(line).is_some() || preamble::begins_basis_line(line);
    let lines: Vec<&str> = text.as_str().split('\n').collect();
    // A text of very many forced lines is taken as one.
    if lines.len() > 500 || !lines.iter().skip(1).any(|line| begins(line)) {
        return vec![text.clone()];
    }
    let mut parts = Vec::new();
    let mut rest = text.clone();
    let mut length = lines[0].chars().count();
    for line in &lines[1..] {
        if begins(line) {
            let mut tail = rest.split_off(length + 1);
            std::mem::swap(&mut rest, &mut tail);
            tail.trim();
            parts.push(tail);
            length = line.chars().count();
        } else {
            length += 1 + line.chars().count();
        }
    }
    rest.trim();
    parts.push(rest);
    parts.retain(|part| !part.is_blank());
    parts
}

fn source_words(paragraph: &SourceParagraph) -> Vec<char> {
    let mut all = String::new();
    let mut add = |text: &Text| {
        all.push_str(text.as_str());
        all.push('\n');
        for note in text.notes() {
            all.push_str(note.as_str());
            all.push('\n');
        }
    };
    match &paragraph.content {
        Content::Words(text) => add(text),
        Content::Table(table) => table.rows.iter().flatten().for_each(|cell| add(&cell.text)),
    }
    all.chars().collect()
}
