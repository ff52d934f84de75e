//! Every part of the paper into the plan, by its style: the text here, [`head`] and [`foot`] beside it.

use std::collections::HashMap;

use crate::compose::{forget_plain_restarts, forms, typed_numerals, without_end};
use crate::model::{Annex, Block, Document, Level, PageSetup, Paragraph, Place, Story, Text};
use crate::read::recognise::body;
use crate::read::source::{Content as SourceContent, SourceParagraph};
use crate::read::words::words;
use crate::read::{DropKind, Imported, Report, Source, Trace};
use crate::standard::{PAPER, StyleName, style};
use crate::vietnamese::plain_fold;

use super::collect::{Content, Element, Line, Rows};
use super::grid;

mod foot;
mod head;

/// A plan in the making.
pub(super) struct Assembly<'s> {
    document: Document,
    report: Report,
    page: PageSetup,
    /// The same document as any reader takes it, for what wears no style of ours.
    source: &'s Source,
    /// What wears no style of ours, since the last paragraph that does.
    strange: Vec<SourceParagraph>,
    /// For every story the numerals that stand before its blocks, where they are known.
    written: Vec<Vec<Option<String>>>,
    /// The posts above each signature.
    posts: Vec<Vec<String>>,
    /// The lines of Nơi nhận and their numbers.
    recipients: Vec<(usize, String)>,
    /// Whether the type's name has been met: the letterhead is above it.
    titled: bool,
    /// Whether Nơi nhận and signature have been met.
    closed: bool,
    /// The paragraphs of arranging tables, by their number: the index that each has in the source.
    arranged: HashMap<usize, usize>,
}

impl<'s> Assembly<'s> {
    pub(super) fn new(source: &'s Source, page: PageSetup) -> Self {
        let report = Report {
            encoding: source.encoding.clone(),
            notes: source.notes.clone(),
            dropped: source.dropped.clone(),
            trace: Trace::new(source),
            ..Report::default()
        };
        let document = Document { signatures: Vec::new(), page, ..Document::default() };
        Self {
            document,
            report,
            page,
            source,
            strange: Vec::new(),
            written: vec![Vec::new()],
            posts: Vec::new(),
            recipients: Vec::new(),
            titled: false,
            closed: false,
            arranged: HashMap::new(),
        }
    }

    /// Records that the paragraph of a number became a place of the plan.
    fn put(&mut self, place: Place, number: usize) {
        let trace = &mut self.report.trace;
        let origin = match self.arranged.get(&number) {
            Some(row) => trace.whole(*row),
            None => trace.at_line(number),
        };
        trace.put(place, origin.as_slice());
    }

    /// A table that arranges lies in the source as the paragraphs of its cells, column by column, all
    /// of one number.
    fn arrange(&mut self, rows: &Rows) {
        let mut cells = Vec::new();
        for row in &rows.rows {
            let mut column = row.before;
            for cell in &row.cells {
                cells.push((column, cell));
                column += cell.columns;
            }
        }
        cells.sort_by_key(|(column, _)| *column);
        let lines = cells.iter().flat_map(|(_, cell)| &cell.lines);
        let numbers: Vec<usize> =
            lines.filter(|line| !line.text.is_blank()).map(|line| line.number).collect();
        let paragraphs = self.source.paragraphs.iter().enumerate();
        let in_source: Vec<usize> =
            paragraphs.filter(|(_, p)| p.line == rows.number).map(|(row, _)| row).collect();
        if numbers.len() == in_source.len() {
            self.arranged.extend(numbers.into_iter().zip(in_source));
        }
    }

    /// Takes the next part; none when it is where our paper never has it.
    pub(super) fn take(&mut self, element: Element) -> Option<()> {
        let landscape = element.landscape;
        match element.content {
            Content::Line(line) => self.line(line, landscape),
            Content::Table(rows) => self.table(rows, landscape),
        }
    }

    /// The plan, with what stands in the margins.
    pub(super) fn finish(mut self, margins: &[Vec<Line>]) -> Option<Imported> {
        self.flush();
        self.margins(margins);
        self.recipients();
        if !self.titled {
            return None;
        }
        let posts = std::mem::take(&mut self.posts);
        for (signature, posts) in self.document.signatures.iter_mut().zip(&posts) {
            (signature.on_behalf_of, signature.authority) = forms::authority(posts);
        }
        let annexes = self.document.annexes.iter_mut().map(|annex| &mut annex.blocks);
        for (blocks, written) in
            std::iter::once(&mut self.document.body).chain(annexes).zip(&self.written)
        {
            for numeral in typed_numerals(blocks, written) {
                self.report.drop_words(DropKind::Numeral, 0, &numeral);
            }
        }
        self.end_mark();
        let annexes = self.document.annexes.iter_mut().map(|annex| &mut annex.blocks);
        annexes
            .chain([&mut self.document.body])
            .for_each(|blocks| forget_plain_restarts(blocks));
        Some(Imported { document: self.document, report: self.report })
    }

    fn line(&mut self, line: Line, landscape: bool) -> Option<()> {
        let Some(name) = line.style else { return self.stranger(line) };
        if line.text.is_blank() {
            return Some(());
        }
        match name {
            StyleName::TypeName => return self.type_name(&line),
            name if !self.titled => return self.letterhead(name, &line),
            _ => {}
        }
        self.flush();
        match name {
            StyleName::Subject if self.is_before_text() => {
                self.put(Place::Subject, line.number);
                let text = without_emphasis(line.text, name);
                add_line(&mut self.document.subject, text);
            }
            StyleName::Reference
                if self.is_before_text() && self.document.decision.is_none() =>
            {
                self.decision(line);
            }
            StyleName::Reference if self.begins_annex() => {
                let words = line.text.words();
                self.report.drop_words(DropKind::Reference, line.number, &words);
            }
            StyleName::Salutation
            | StyleName::SalutationHead
            | StyleName::Addressee
            | StyleName::Invitation
                if self.is_before_text() =>
            {
                self.addressee(&line)?;
            }
            StyleName::Competence if self.is_before_text() => {
                let words = line.text.words();
                add_words(&mut self.document.competence, words.trim());
                self.put(Place::Competence, line.number);
            }
            StyleName::Enactment if self.is_before_body() => {
                let words = line.text.words();
                self.report.drop_words(DropKind::Fixed, line.number, &words);
            }
            StyleName::LegalBasis
                if self.is_before_body() && self.document.opening.is_empty() =>
            {
                let text = without_end(&without_emphasis(line.text, name));
                self.put(Place::LegalBasis(self.document.legal_basis.len()), line.number);
                self.document.legal_basis.push(text);
            }
            StyleName::Opening if self.is_before_body() => {
                self.put(Place::Opening(self.document.opening.len()), line.number);
                self.document.opening.push(line.text);
            }
            StyleName::Closing if self.is_text() => {
                self.put(Place::Closing(self.document.closing.len()), line.number);
                self.document.closing.push(line.text);
            }
            StyleName::AnnexNumber => self.annex(&line, landscape),
            StyleName::AnnexTitle if self.begins_annex() => {
                let text = without_emphasis(line.text, name);
                let index = self.document.annexes.len().saturating_sub(1);
                self.put(Place::AnnexTitle(index), line.number);
                if let Some(annex) = self.document.annexes.last_mut() {
                    add_line(&mut annex.title, text);
                }
            }
            StyleName::PartTitle => self.part_title(line),
            StyleName::Part => self.numeral_line(Level::Part, &line),
            StyleName::Chapter => self.numeral_line(Level::Chapter, &line),
            StyleName::Division => self.numeral_line(Level::Division, &line),
            StyleName::Subdivision => self.numeral_line(Level::Subdivision, &line),
            name if is_closing(name) && self.is_text() => {
                self.closing_line(&line, 0)?;
            }
            name => self.paragraph(name, line),
        }
        Some(())
    }

    fn table(&mut self, rows: Rows, landscape: bool) -> Option<()> {
        let styles = || rows.lines().filter_map(|line| line.style);
        if !self.titled {
            self.arrange(&rows);
            return self.letterhead_table(&rows);
        }
        if self.is_text() && !self.closed && styles().any(is_closing) {
            self.arrange(&rows);
            return self.closing_table(&rows);
        }
        // What stands below the signature is an annex of no name.
        (!(self.is_text() && self.closed)).then_some(())?;
        self.flush();
        let number = rows.number;
        let table = grid::table(rows, measure(&self.page, landscape));
        self.push(Block::from(table), Some(String::new()), number);
        Some(())
    }

    // The letterhead.

    // The text.

    fn part_title(&mut self, line: Line) {
        let text = without_emphasis(line.text.clone(), StyleName::PartTitle);
        let last = self.blocks().last_mut();
        match last {
            Some(Block::Text(Paragraph { level, text: title, .. }))
                if level.stands_above_title() =>
            {
                add_line(title, text);
                let place = Place::Block(self.story(), self.blocks().len() - 1);
                self.put(place, line.number);
            }
            _ => self.block(Level::Part, text, String::new(), &line),
        }
    }

    /// A paragraph of the text in one of its styles. The numeral says the level: one of a numbered
    /// style that has none is a plain one.
    fn paragraph(&mut self, name: StyleName, mut line: Line) {
        let numbered = match name {
            StyleName::Centered => return self.plain(Level::Centered, &line),
            StyleName::Right => return self.plain(Level::Right, &line),
            StyleName::Section => Level::Section,
            StyleName::Article
            | StyleName::ArticleTitle
            | StyleName::Clause
            | StyleName::Title
            | StyleName::SubClause
            | StyleName::Point
            | StyleName::Dash
            | StyleName::Plus => Level::Body,
            _ => return self.plain(Level::Body, &line),
        };
        let mut text = std::mem::take(&mut line.text);
        let words = text.as_str();
        let named = forms::named_level(words).filter(|(level, _)| *level == Level::Article);
        let first = words.find(char::is_whitespace).unwrap_or(words.len());
        let (level, length) = match named {
            Some((level, length)) => (Some(level), length),
            None => (forms::level(&words[..first]), words[..first].chars().count()),
        };
        let mut numeral = String::new();
        if level.is_some() {
            numeral.extend(words.chars().take(length));
            let rest = text.split_off(length);
            self.report.drop_words(DropKind::Numeral, line.number, &numeral);
            text = rest;
            text.trim();
        }
        let level = level.unwrap_or(numbered);
        if level.is_heading() {
            text = without_emphasis(text, StyleName::Section);
        }
        self.block(level, text, numeral, &line);
    }

    /// The numeral that stands above a title.
    fn numeral_line(&mut self, level: Level, line: &Line) {
        let words = line.text.words();
        self.report.drop_words(DropKind::Numeral, line.number, &words);
        self.block(level, Text::default(), words.trim().to_owned(), line);
    }

    fn plain(&mut self, level: Level, line: &Line) {
        self.block(level, line.text.clone(), String::new(), line);
    }

    fn block(&mut self, level: Level, text: Text, numeral: String, line: &Line) {
        // Of all counts that begin here, only those stay said that paper does not begin by itself.
        const FIRST: [&str; 8] =
            ["Phần I", "Chương I", "Mục 1", "Tiểu mục 1", "Điều 1.", "I.", "1.", "a)"];
        let restart = FIRST.contains(&numeral.as_str()) || numeral.ends_with(".1.");
        let paragraph = Paragraph { restart, ..Paragraph::new(level, text) };
        self.push(Block::Text(paragraph), Some(numeral), line.number);
    }

    /// Adds a block with the numeral that stands before it, where that is known.
    fn push(&mut self, block: Block, numeral: Option<String>, number: usize) {
        if self.is_text() && !self.document.closing.is_empty() {
            if let Block::Text(Paragraph { level: Level::Body, text, .. }) = block {
                let place = Place::Closing(self.document.closing.len());
                self.put(place, number);
                if self.closed {
                    self.report.puzzled(number, &text.words(), Some(place));
                }
                return self.document.closing.push(text);
            }
            // What she wrote behind the closing makes it a part of the text.
            let first = self.document.body.len();
            self.report.relocate(|place| match place {
                Place::Closing(n) => Place::Block(Story::Body, first + n),
                place => place,
            });
            let closing = self.document.closing.drain(..);
            self.document.body.extend(closing.map(|text| Block::new(Level::Body, text)));
            self.written[0].resize(self.document.body.len(), Some(String::new()));
        }
        if self.is_text() && self.closed {
            let words = block.paragraph().map(|paragraph| paragraph.text.words());
            let place = Place::Block(Story::Body, self.document.body.len());
            self.report.puzzled(number, &words.unwrap_or_default(), Some(place));
        }
        let place = Place::Block(self.story(), self.blocks().len());
        self.put(place, number);
        self.blocks().push(block);
        if let Some(written) = self.written.last_mut() {
            written.push(numeral);
        }
    }

    fn annex(&mut self, line: &Line, landscape: bool) {
        self.report.drop_words(DropKind::Fixed, line.number, &line.text.words());
        self.put(Place::AnnexTitle(self.document.annexes.len()), line.number);
        self.document.annexes.push(Annex { landscape, ..Annex::default() });
        self.written.push(Vec::new());
    }

    /// A paragraph that wears no style of ours.
    fn stranger(&mut self, line: Line) -> Option<()> {
        if line.text.is_blank() {
            return Some(());
        }
        // Above the title every line has its own style, or the letterhead is not ours.
        self.titled.then_some(())?;
        let mut paragraph = self
            .source
            .paragraphs
            .binary_search_by_key(&line.number, |paragraph| paragraph.line)
            .map(|at| self.source.paragraphs[at].clone())
            .unwrap_or_default();
        paragraph.line = line.number;
        paragraph.content = SourceContent::Words(line.text);
        self.strange.push(paragraph);
        Some(())
    }

    /// Reads what wears no style of ours as any other file is read.
    fn flush(&mut self) {
        let mut strange = std::mem::take(&mut self.strange);
        if self.is_before_body() && self.document.opening.is_empty() {
            let is_basis = |paragraph: &SourceParagraph| {
                plain_fold(paragraph.as_str()).starts_with("can cu ")
            };
            let count = strange.iter().take_while(|paragraph| is_basis(paragraph)).count();
            for paragraph in strange.drain(..count) {
                self.put(Place::LegalBasis(self.document.legal_basis.len()), paragraph.line);
                if let SourceContent::Words(text) = paragraph.content {
                    self.document.legal_basis.push(without_end(&text));
                }
            }
        }
        if strange.is_empty() {
            return;
        }
        let story = self.story();
        let lines: Vec<usize> = strange.iter().map(|paragraph| paragraph.line).collect();
        let first = self.blocks().len();
        let (blocks, _) = body::blocks(strange, story, first, &mut self.report);
        for (at, block) in blocks.into_iter().enumerate() {
            self.push(block, None, lines.get(at).copied().unwrap_or(0));
        }
    }

    // Nơi nhận and signatures.

    // Where we are.

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.document.annexes.last_mut() {
            Some(annex) => &mut annex.blocks,
            None => &mut self.document.body,
        }
    }

    fn story(&self) -> Story {
        self.document.annexes.len().checked_sub(1).map_or(Story::Body, Story::Annex)
    }

    fn is_text(&self) -> bool {
        self.document.annexes.is_empty()
    }

    fn is_before_body(&self) -> bool {
        let document = &self.document;
        self.is_text()
            && !self.closed
            && document.body.is_empty()
            && document.closing.is_empty()
    }

    fn is_before_text(&self) -> bool {
        self.is_before_body()
            && self.document.legal_basis.is_empty()
            && self.document.opening.is_empty()
    }

    fn begins_annex(&self) -> bool {
        self.document.annexes.last().is_some_and(|annex| annex.blocks.is_empty())
    }

    /// Says of printed words those that are not kept.
    fn drop_rest(&mut self, kind: DropKind, number: usize, printed: &str, kept: &str) {
        let mut kept = words(kept);
        let rest: Vec<String> = words(printed)
            .into_iter()
            .filter(|word| match kept.iter().position(|other| other == word) {
                Some(at) => {
                    kept.swap_remove(at);
                    false
                }
                None => true,
            })
            .collect();
        self.report.drop_words(kind, number, &rest.join(" "));
    }
}

/// The words of capitals back in the letters of a sentence, where those are known: the document's
/// author is its agency.
pub(super) fn restore_case(lines: &mut [String], sentence: &str) {
    let mut rest = sentence.trim();
    let mut found = Vec::new();
    for line in lines.iter() {
        let mut capitals = String::new();
        let end = rest.char_indices().find_map(|(at, letter)| {
            capitals.extend(letter.to_uppercase());
            (capitals == *line).then_some(at + letter.len_utf8())
        });
        let Some(end) = end else { return };
        found.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    if rest.is_empty() {
        lines.clone_from_slice(&found);
    }
}

/// A text whose words look as they do only because of a style.
pub(super) fn without_emphasis(mut text: Text, name: StyleName) -> Text {
    let own = style(name, &PageSetup::default());
    let length = text.len();
    text.restyle(0..length, |look| {
        look.bold &= !own.bold;
        look.italic &= !own.italic;
    });
    text.trim();
    text
}

fn is_closing(name: StyleName) -> bool {
    matches!(
        name,
        StyleName::RecipientsHead
            | StyleName::Recipient
            | StyleName::Drafter
            | StyleName::Authority
            | StyleName::AgencyPost
            | StyleName::Signer
    )
}

fn is_marked(text: &Text) -> bool {
    text.words().trim_end().ends_with("./.")
}

/// Width of the text in mm.
fn measure(page: &PageSetup, landscape: bool) -> f64 {
    let margins = page.margins;
    if landscape {
        PAPER.1 - margins.top - margins.bottom
    } else {
        PAPER.0 - margins.left - margins.right
    }
}

fn add_line(text: &mut Text, more: Text) {
    if !text.is_blank() {
        text.push_break();
    }
    text.append(more);
}

fn add_words(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

fn shown<N: ToString>(number: Option<N>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
