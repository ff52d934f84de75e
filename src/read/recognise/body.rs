//! The body: every paragraph's level from its numeral, its capitals and its look.

use crate::model::{Align, Block, Level, Place, Story, Text};
use crate::standard::type_name;
use crate::vietnamese::{is_capitals, parse_point, point, roman};

use super::numeral::{Numeral, automatic, numeral};
use super::titles::{stands_alone, starts_capital};
use crate::read::source::{Content, SourceParagraph, TAB};
use crate::read::{DropKind, NoteKind, Origin, Report};

/// A paragraph with its numeral read.
struct Item {
    paragraph: SourceParagraph,
    numeral: Option<Numeral>,
    /// How the numeral was written.
    shown: String,
}

/// Which level each kind of numeral stands for in one text.
#[derive(Clone, Copy)]
struct Scheme {
    capital: Level,
    arabic: Level,
    bracket: Level,
    decimal: Level,
    deep: Level,
    /// Headings without numeral are sections.
    bare_headings: bool,
}

/// Turns paragraphs into blocks with levels. The second value is each block's source line.
pub(in crate::read) fn blocks(
    paragraphs: Vec<SourceParagraph>,
    story: Story,
    first: usize,
    report: &mut Report,
) -> (Vec<Block>, Vec<usize>) {
    let items: Vec<Item> = paragraphs.into_iter().map(read_item).collect();
    let scheme = Scheme::of(&items);
    let mut walk = Walk {
        scheme,
        story,
        first,
        blocks: Vec::new(),
        lines: Vec::new(),
        last: [0; Level::NUMBERED.len()],
        clause_typed: 0,
        report,
        told_marks: false,
        told_deep: false,
    };
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let next_dash = items.peek().is_some_and(|next| next.numeral == Some(Numeral::Dash));
        match item.numeral {
            Some(Numeral::Heading(level, number)) => {
                let mut item = item;
                while items.peek().is_some_and(|next| continues_title(&item, next)) {
                    let Some(next) = items.next() else { break };
                    item.paragraph.join(next.paragraph);
                }
                walk.heading(level, number, item);
            }
            // A numeral alone on its line belongs to the paragraph after it.
            Some(_) if item.paragraph.text().is_some_and(Text::is_blank) => {
                let mut item = item;
                if items.peek().is_some_and(|next| {
                    next.numeral.is_none() && next.paragraph.text().is_some()
                }) && let Some(next) = items.next()
                {
                    item.paragraph.join(next.paragraph);
                }
                walk.item(item, next_dash);
            }
            _ => walk.item(item, next_dash),
        }
    }
    (walk.blocks, walk.lines)
}

/// Whether a paragraph carries a numeral that only a body's structure has.
pub(super) fn is_structure(paragraph: &SourceParagraph) -> bool {
    match numeral_of(paragraph) {
        None => paragraph.text().is_none(),
        Some(
            Numeral::Dash
            | Numeral::Plus
            | Numeral::Star
            | Numeral::Bullet
            | Numeral::Letter(_),
        ) => false,
        Some(_) => true,
    }
}

pub(super) fn numeral_of(paragraph: &SourceParagraph) -> Option<Numeral> {
    let typed = numeral(paragraph.as_str()).map(|(numeral, _)| numeral);
    match paragraph.look.numeral.as_deref().and_then(automatic) {
        Some(Numeral::Bullet | Numeral::Dash) if typed.is_some() => typed,
        Some(shown) => Some(shown),
        None => typed,
    }
}

fn read_item(mut paragraph: SourceParagraph) -> Item {
    let auto = paragraph.look.numeral.take();
    let auto_numeral = auto.as_deref().and_then(automatic);
    let typed = numeral(paragraph.as_str());
    let bullet = matches!(auto_numeral, None | Some(Numeral::Bullet | Numeral::Dash));
    let same = typed.as_ref().is_some_and(|(typed, _)| Some(typed) == auto_numeral.as_ref());
    let mut shown = auto.unwrap_or_default();
    let mut numeral = auto_numeral;
    if let Content::Words(text) = &mut paragraph.content {
        if let Some((typed, length)) = typed.filter(|_| bullet || same) {
            let rest = text.split_off(length);
            shown = text.words().trim().to_owned();
            *text = rest;
            numeral = Some(typed);
        }
        tidy_spaces(text);
    }
    Item { paragraph, numeral, shown }
}

/// White space with a tab in it becomes one space; the ends are trimmed.
pub(super) fn tidy_spaces(text: &mut Text) {
    text.trim();
    if !text.as_str().contains(TAB) {
        return;
    }
    let mut tidy = Text::default();
    let mut notes = text.notes().to_vec().into_iter();
    for segment in text.segments() {
        match segment {
            crate::model::Segment::Words(words, style) => {
                let mut out = String::with_capacity(words.len());
                let mut gap = String::new();
                for letter in words.chars() {
                    if letter.is_whitespace() {
                        gap.push(letter);
                        continue;
                    }
                    out.push_str(if gap.contains(TAB) { " " } else { &gap });
                    gap.clear();
                    out.push(letter);
                }
                out.push_str(if gap.contains(TAB) { " " } else { &gap });
                tidy.append(Text::styled(&out, style));
            }
            crate::model::Segment::Break => tidy.push_break(),
            crate::model::Segment::Note(_) => {
                if let Some(note) = notes.next() {
                    tidy.push_note(note);
                }
            }
        }
    }
    *text = tidy;
}

fn continues_title(item: &Item, next: &Item) -> bool {
    let Some(text) = next.paragraph.text() else { return false };
    if next.numeral.is_some() || !stands_alone(text.as_str()) {
        return false;
    }
    let shouts = is_capitals(text.as_str());
    let marked = next.paragraph.look.align == Some(Align::Center) || next.paragraph.is_bold();
    match item.paragraph.text().filter(|text| !text.is_blank()) {
        None => shouts || marked || text.len() <= 100,
        Some(before) => {
            shouts && is_capitals(before.as_str()) && !next.paragraph.look.gap_before
        }
    }
}

impl Scheme {
    fn of(items: &[Item]) -> Self {
        let has = |test: fn(&Numeral) -> bool| {
            items.iter().any(|item| item.numeral.as_ref().is_some_and(test))
        };
        let roman = has(|n| matches!(n, Numeral::Roman(_)));
        let capital = has(|n| matches!(n, Numeral::Capital(1)));
        let part = has(|n| matches!(n, Numeral::Heading(Level::Part, _)));
        let dotted: Vec<&Item> = items
            .iter()
            .filter(|item| matches!(item.numeral, Some(Numeral::Arabic(_))))
            .collect();
        let shouting = dotted
            .iter()
            .filter(|item| {
                is_capitals(item.paragraph.as_str())
                    || item.paragraph.look.outline.is_some_and(|level| level <= 3)
            })
            .count();
        let arabic_sections =
            !roman && !capital && !dotted.is_empty() && shouting * 2 >= dotted.len();
        let arabic = if arabic_sections { Level::Section } else { Level::Clause };
        let decimal = if arabic_sections { Level::Clause } else { Level::SubClause };
        Self {
            capital: if roman { Level::Part } else { Level::Section },
            arabic,
            bracket: if dotted.is_empty() { Level::Clause } else { Level::Point },
            decimal,
            deep: if arabic_sections { Level::SubClause } else { Level::Point },
            bare_headings: !roman && !capital && !arabic_sections && !part,
        }
    }
}

struct Walk<'a> {
    scheme: Scheme,
    story: Story,
    first: usize,
    blocks: Vec<Block>,
    lines: Vec<usize>,
    /// The last number typed at each depth.
    last: [u32; Level::NUMBERED.len()],
    clause_typed: u32,
    report: &'a mut Report,
    told_marks: bool,
    told_deep: bool,
}

impl Walk<'_> {
    fn place(&self) -> Place {
        Place::Block(self.story, self.first + self.blocks.len())
    }

    /// Adds a block of words that stood at `origins`.
    fn push(&mut self, level: Level, mut text: Text, (line, origins): (usize, &[Origin])) {
        self.report.trace.put(self.place(), origins);
        if level.is_heading() && text.all(|style| style.bold) {
            let length = text.len();
            text.restyle(0..length, |style| style.bold = false);
        }
        self.blocks.push(Block::new(level, text));
        self.lines.push(line);
    }

    fn heading(&mut self, level: Level, number: u32, item: Item) {
        let line = item.paragraph.line;
        self.report.drop_words(DropKind::Numeral, line, &item.shown);
        self.count(level, number, &item.shown, line);
        if let Content::Words(text) = item.paragraph.content {
            self.push(level, text, (line, &item.paragraph.origins));
        }
    }

    fn item(&mut self, item: Item, next_dash: bool) {
        let Item { paragraph, numeral, shown } = item;
        let line = paragraph.line;
        let SourceParagraph { content, look, origins, .. } = paragraph;
        let text = match content {
            Content::Table(table) => {
                self.report.trace.put(self.place(), &origins);
                self.blocks.push(Block::from(table));
                self.lines.push(line);
                return;
            }
            Content::Words(text) => text,
        };
        let Some(numeral) = numeral else {
            let level = self.plain_level(&text, &look);
            self.push(level, text, (line, &origins));
            return;
        };
        self.report.drop_words(DropKind::Numeral, line, &shown);
        let level = self.level(&numeral, next_dash, &shown, line);
        let restart = self.begins_anew(&numeral, level);
        if restart && let Some(depth) = level.depth() {
            self.last[depth] = 0;
        }
        self.check(&numeral, level, &shown, line);
        if level == Level::Section {
            self.section(text, (line, &origins));
        } else {
            self.push(level, text, (line, &origins));
        }
        if restart && let Some(Block::Text(paragraph)) = self.blocks.last_mut() {
            paragraph.restart = true;
        }
    }

    /// Whether a first numeral begins a new count under an unnumbered heading: a paragraph that
    /// leads in or stands as a title, since the last item of the level.
    fn begins_anew(&self, numeral: &Numeral, level: Level) -> bool {
        let first = match numeral {
            Numeral::Roman(number)
            | Numeral::Capital(number)
            | Numeral::Arabic(number)
            | Numeral::ArabicBracket(number) => *number == 1,
            Numeral::Letter(letter) => parse_point(*letter) == Some(1),
            _ => false,
        };
        let Some(depth) = level.depth().filter(|depth| first && self.last[*depth] > 0) else {
            return false;
        };
        self.blocks
            .iter()
            .rev()
            .map_while(Block::paragraph)
            .take_while(|paragraph| paragraph.level.depth().is_none_or(|other| other > depth))
            .any(|paragraph| paragraph.level.depth().is_none() && heads(&paragraph.text))
    }

    fn level(
        &mut self,
        numeral: &Numeral,
        next_dash: bool,
        shown: &str,
        line: usize,
    ) -> Level {
        let scheme = self.scheme;
        match numeral {
            Numeral::Heading(level, _) => *level,
            Numeral::Article(_) => Level::Article,
            Numeral::Roman(_) => Level::Section,
            Numeral::Capital(_) => scheme.capital,
            Numeral::Arabic(_) => scheme.arabic,
            Numeral::ArabicBracket(_) => scheme.bracket,
            Numeral::Decimal(parts) if parts.len() == 2 => scheme.decimal,
            Numeral::Decimal(_) => {
                if !std::mem::replace(&mut self.told_deep, true) {
                    let place = self.place();
                    let name = type_name(self.report.document_type);
                    self.report.note(
                        NoteKind::Level,
                        line,
                        Some(place),
                        shown,
                        format!("{name} không có cấp số này; các mục cùng cấp đã xuống cấp gần nhất."),
                    );
                }
                scheme.deep
            }
            Numeral::Letter(_) => Level::Point,
            Numeral::Dash => Level::Dash,
            Numeral::Plus => Level::Plus,
            Numeral::Star | Numeral::Bullet => {
                if !std::mem::replace(&mut self.told_marks, true) {
                    let place = self.place();
                    self.report.note(
                        NoteKind::Level,
                        line,
                        Some(place),
                        shown,
                        "Dấu đầu dòng này không dùng trong văn bản hành chính; đã đổi thành gạch đầu dòng \
                         hoặc đoạn thường.",
                    );
                }
                if *numeral == Numeral::Star && next_dash { Level::Body } else { Level::Dash }
            }
        }
    }

    fn plain_level(&self, text: &Text, look: &crate::read::Look) -> Level {
        let alone = stands_alone(text.as_str()) && starts_capital(text.as_str());
        let shouts = alone && is_capitals(text.as_str());
        match look.align {
            Some(Align::Right) => Level::Right,
            _ if self.scheme.bare_headings && alone && look.outline.is_some() => {
                Level::Section
            }
            _ if self.scheme.bare_headings && shouts && self.story == Story::Body => {
                Level::Section
            }
            Some(Align::Center) => Level::Centered,
            None if shouts => Level::Centered,
            _ => Level::Body,
        }
    }

    /// A section's title is printed in capitals, so prose that follows it on the same line becomes
    /// a paragraph of its own.
    fn section(&mut self, mut text: Text, from: (usize, &[Origin])) {
        const LONGEST: usize = 200;
        let colon = text.as_str().chars().take(LONGEST).position(|c| c == ':');
        if text.len() > LONGEST
            && let Some(at) = colon
        {
            let mut rest = text.split_off(at + 1);
            rest.trim();
            self.push(Level::Section, text, from);
            self.push(Level::Body, rest, from);
            return;
        }
        self.push(Level::Section, text, from);
    }

    /// Compares a numeral with the one before it, and tells where the count was broken.
    fn check(&mut self, numeral: &Numeral, level: Level, shown: &str, line: usize) {
        match numeral {
            Numeral::Roman(number)
            | Numeral::Capital(number)
            | Numeral::Article(number)
            | Numeral::Arabic(number)
            | Numeral::ArabicBracket(number) => {
                if level == Level::Clause {
                    self.clause_typed = *number;
                }
                self.count(level, *number, shown, line);
            }
            Numeral::Decimal(parts) => {
                let number = parts.last().copied().unwrap_or(0);
                let parent = parts.first().copied().unwrap_or(0);
                if level == Level::SubClause && parts.len() == 2 && parent != self.clause_typed
                {
                    self.tell(shown, line, "không khớp với số của khoản phía trên");
                }
                self.count(level, number, shown, line);
            }
            Numeral::Letter(letter) => match parse_point(*letter) {
                Some(number) => self.count(level, number, shown, line),
                None => {
                    self.tell(shown, line, "không có trong thứ tự chữ cái của điểm");
                    if let Some(depth) = level.depth() {
                        self.last[depth] += 1;
                    }
                }
            },
            _ => {
                if let Some(depth) = level.depth() {
                    self.forget_below(depth);
                }
            }
        }
    }

    /// Begins all counts inside a level anew; điều are counted through all chương.
    fn forget_below(&mut self, depth: usize) {
        for (last, level) in self.last.iter_mut().zip(Level::NUMBERED).skip(depth + 1) {
            if level != Level::Article {
                *last = 0;
            }
        }
    }

    fn count(&mut self, level: Level, number: u32, shown: &str, line: usize) {
        let Some(depth) = level.depth() else { return };
        let expected = self.last[depth].saturating_add(1);
        if number != expected {
            let right = match level {
                Level::Part | Level::Chapter | Level::Section => roman(expected),
                Level::Point => point(expected),
                _ => expected.to_string(),
            };
            self.tell(shown, line, &format!("lẽ ra là “{right}”"));
        }
        self.last[depth] = number;
        self.forget_below(depth);
    }

    fn tell(&mut self, shown: &str, line: usize, why: &str) {
        let place = self.place();
        self.report.note(
            NoteKind::Numeral,
            line,
            Some(place),
            shown,
            format!("Số thứ tự “{shown}” {why}; các mục sẽ được đánh số lại liên tục."),
        );
    }
}

/// Whether an unnumbered paragraph heads what follows: a title, a lead-in, an article.
fn heads(text: &Text) -> bool {
    let words = text.as_str().trim_end();
    let article = words
        .strip_prefix("Điều ")
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    article || words.ends_with(':') || (stands_alone(words) && starts_capital(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn levels(text: &str) -> (Vec<(Level, String)>, Vec<String>) {
        let source = read_text(text).expect("small");
        let mut report = Report::default();
        let (blocks, _) = blocks(source.paragraphs, Story::Body, 0, &mut report);
        let levels = blocks
            .iter()
            .map(|block| match block.paragraph() {
                Some(p) => (p.level, p.text.to_markup()),
                None => (Level::Body, "[bảng]".to_owned()),
            })
            .collect();
        (levels, report.notes.into_iter().map(|note| note.excerpt).collect())
    }

    #[test]
    fn every_level_from_its_numeral() {
        let (found, notes) = levels(
            "Phần I\nTÌNH HÌNH\nCHUNG\n\nI. MỤC ĐÍCH\n1. Mục đích\n1.1. Việc một\na) Một\nb) Hai\n\
             c) Ba\nd) Bốn\nđ) Năm\n- Gạch\n+ Cộng\nĐoạn thường.\nII. YÊU CẦU\n1. Một.",
        );
        use Level::*;
        let kinds: Vec<Level> = found.iter().map(|(level, _)| *level).collect();
        assert_eq!(
            kinds,
            [
                Part, Section, Clause, SubClause, Point, Point, Point, Point, Point, Dash,
                Plus, Body, Section, Clause
            ]
        );
        assert_eq!(found[0].1, "TÌNH HÌNH CHUNG");
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn broken_counts_are_told_once_where_they_break() {
        let (_, notes) =
            levels("I. A\n1. Một.\n3. Hai.\n4. Ba.\nIII. B\n1. Một:\na) x\nc) y\nf) z");
        assert_eq!(notes, ["3.", "III.", "c)", "f)"]);
    }

    #[test]
    fn a_count_under_a_heading_without_numeral_begins_anew() {
        let source = "I. NỘI DUNG\nCấp tỉnh:\n1. Một.\n2. Hai.\nCấp xã:\n1. Ba.\n2. Bốn.\n\
                      Điều 1. Thi hành\n1. Năm.\n3. Sáu.";
        let source = read_text(source).expect("small");
        let mut report = Report::default();
        let (blocks, _) = blocks(source.paragraphs, Story::Body, 0, &mut report);
        let numerals = crate::compose::numerals(&blocks);
        assert_eq!(numerals, ["I.", "", "1.", "2.", "", "1.", "2.", "Điều 1.", "1.", "2."]);
        let told: Vec<_> = report.notes.iter().map(|note| note.excerpt.as_str()).collect();
        assert_eq!(told, ["3."]);
    }

    #[test]
    fn a_level_too_deep_is_told_with_the_name_of_the_type() {
        for (title, name) in
            [("KẾ HOẠCH", "Kế hoạch"), ("BÁO CÁO", "Báo cáo"), ("TỜ TRÌNH", "Tờ trình")]
        {
            let text = format!(
                "{title}\nThi đua\n\nI. A\n1. B\n1.1. C\n1.1.1. D\nNơi nhận:\n- Lưu: VT."
            );
            let source = read_text(&text).expect("small");
            let report = crate::read::recognise(source).expect("a document").report;
            let note = report.notes.iter().find(|note| note.kind == NoteKind::Level);
            let message = &note.expect("the fourth level is told").message;
            assert!(message.starts_with(&format!("{name} không có cấp số này")), "{message}");
        }
    }

    #[test]
    fn arabic_numerals_with_capitals_are_sections() {
        let (found, _) = levels("1. MỤC ĐÍCH\n1.1. Một\n1.1.1. Hai\n2. NỘI DUNG\nXong.");
        let kinds: Vec<Level> = found.iter().map(|(level, _)| *level).collect();
        use Level::*;
        assert_eq!(kinds, [Section, Clause, SubClause, Section, Body]);
    }

    #[test]
    fn headings_without_numerals_are_sections() {
        let (found, _) = levels("## Mục đích\n\nLàm tốt.\n\n## Nội dung\n\n* Một\n* Hai");
        let kinds: Vec<Level> = found.iter().map(|(level, _)| *level).collect();
        use Level::*;
        assert_eq!(kinds, [Section, Body, Section, Dash, Dash]);
    }

    #[test]
    fn a_numeral_alone_takes_the_next_line() {
        let (found, _) = levels("I.\nMỤC ĐÍCH\n1.\nViệc cần làm.");
        assert_eq!(found[0], (Level::Section, "MỤC ĐÍCH".into()));
        assert_eq!(found[1], (Level::Clause, "Việc cần làm.".into()));
    }
}
