//! Text and Markdown into paragraphs: marks, tables, lines cut at the page's edge, page numbers.

use std::borrow::Cow;

use crate::model::{Align, Text};
use crate::vietnamese::{fold, is_capitals};

use super::columns::COLUMN;
use super::damage::{self, Repair};
use super::lines::{JOINED, Layout, Line, ends_sentence, layout, lines, take_bars};
use super::pages::take_page_numbers;
use super::tags::{self, Untagged};
use super::{Content, Look, Source, SourceParagraph, TAB, grids, inline, table};
use crate::read::recognise::layout::unfold_layout;
use crate::read::recognise::lexicon::{names_attachment, wants_more};
use crate::read::recognise::numeral::{Numeral, numeral};
use crate::read::recognise::preamble::opens_text;
use crate::read::recognise::titles;
use crate::read::{DropKind, Dropped, MAX_CELLS, MAX_PARAGRAPHS, Note, NoteKind, ReadError};

/// A line of more bars than this is one cell.
const MOST_BARS: usize = 65;

/// Reads composed text, plain or with Markdown's marks, into paragraphs.
///
/// # Errors
/// [`ReadError::TooManyParagraphs`].
pub fn read_text(text: &str) -> Result<Source, ReadError> {
    let text = undrawn(text);
    let text = unquoted(&text);
    let Untagged { text, taken } = tags::untag(&text);
    let (mended, repairs) = damage::repair(&text);
    let tagged = !taken.is_empty();
    let mut source = read_marked(&damage::join_titles(&mended), tagged)?;
    tell_tags(taken, &mut source);
    tell_repairs(repairs, &mut source);
    Ok(source)
}

/// Like [`read_text`], with every word as it stands.
pub(in crate::read) fn read_lines(text: &str) -> Result<Source, ReadError> {
    read_marked(text, false)
}

/// Reads lines; `marked` where some marks of theirs are known to be Markdown's.
fn read_marked(text: &str, marked: bool) -> Result<Source, ReadError> {
    let text = grids::as_rows(text);
    let text = inline::ended_in_line(&text);
    let mut all = lines(&text);
    take_bars(&mut all);
    if all.len() > MAX_PARAGRAPHS {
        return Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
    }
    // The widest row gives every row of its table as many cells.
    let rows = all.iter().filter(|line| table::is_row(line.words));
    let (count, widest) = rows.fold((0usize, 0usize), |(count, widest), line| {
        (count + 1, widest.max(line.words.matches('|').count().min(MOST_BARS)))
    });
    if count.saturating_mul(widest) > MAX_CELLS {
        return Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
    }
    let markdown = marked
        || all.iter().any(|line| heading(line.words).is_some())
        || all.iter().any(|line| inline::has_emphasis(line.words) || is_escaped(line.words));
    let mut source = Source { encoding: "UTF-8".to_owned(), ..Source::default() };
    let pages = take_page_numbers(&mut all);
    if let Some((first, _)) = pages.first() {
        source.notes.push(Note {
            kind: NoteKind::PageNumbers,
            line: *first,
            row: None,
            place: None,
            excerpt: pages.iter().map(|(_, words)| *words).collect::<Vec<_>>().join(", "),
            message: format!("Đã bỏ {} số trang lẫn trong văn bản.", pages.len()),
        });
    }
    source.dropped.extend(pages.into_iter().map(|(line, words)| Dropped {
        line,
        row: None,
        words: words.to_owned(),
        kind: DropKind::PageNumber,
    }));
    let mut reader = Reader {
        layout: layout(&all),
        markdown,
        zone: Zone::Head,
        subject: false,
        open: None,
        joined: 0,
        source,
    };
    reader.read(&all);
    Ok(reader.finish())
}

/// A text whose tables are drawn with `│` and `─`, or with `+---+`, written with `|` and `---`, which the
/// reader of tables knows.
fn undrawn(text: &str) -> Cow<'_, str> {
    let drawn = |letter: char| ('\u{2500}'..='\u{257F}').contains(&letter);
    let border = |line: &str| {
        let line = line.trim();
        line.len() > 2
            && line.starts_with('+')
            && line.ends_with('+')
            && line.chars().all(|c| matches!(c, '+' | '-' | '='))
    };
    if !text.contains(drawn) && !text.lines().any(border) {
        return Cow::Borrowed(text);
    }
    let plain = |letter: char| match letter {
        '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' => '-',
        '│' | '┃' | '║' | '┆' | '┇' | '┊' | '┋' => '|',
        letter if drawn(letter) => '+',
        letter => letter,
    };
    let text: String = text.chars().map(plain).collect();
    let mut lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
    // Between rows a border is the line below Markdown's head.
    for at in 0..lines.len() {
        let row = |at: Option<usize>| {
            at.and_then(|at| lines.get(at)).is_some_and(|line| line.trim().starts_with('|'))
        };
        if border(&lines[at]) && (row(at.checked_sub(1)) || row(Some(at + 1))) {
            lines[at] = lines[at].replace('+', "|").replace('=', "-").into();
        }
    }
    Cow::Owned(lines.join("\n"))
}

/// A text that is quoted from end to end, in Markdown or a letter, without the marks of the quotation.
fn unquoted(text: &str) -> Cow<'_, str> {
    const ENOUGH: usize = 3;
    let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
    let quoted = text.lines().filter(|line| line.trim_start().starts_with('>')).count();
    if quoted < ENOUGH || quoted * 3 < filled * 2 {
        return Cow::Borrowed(text);
    }
    let bare = |line: &'_ str| match line.trim_start().strip_prefix('>') {
        Some(rest) => {
            rest.trim_start_matches('>').strip_prefix(' ').unwrap_or(rest).to_owned()
        }
        None => line.to_owned(),
    };
    Cow::Owned(text.split('\n').map(bare).collect::<Vec<_>>().join("\n"))
}

/// Whether a line begins with a mark that Markdown would take for its own, were it not escaped: `\- Việc`,
/// `1\. Việc`.
fn is_escaped(line: &str) -> bool {
    let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix('\\')
        .is_some_and(|rest| rest.starts_with(['-', '.', '*', '+', '#', ')', '>']))
}

/// Says that tags of HTML were taken out; they are kept among what is not in the plan.
fn tell_tags(taken: Vec<(usize, String)>, source: &mut Source) {
    let Some((line, mark)) = taken.first() else { return };
    source.notes.push(Note {
        kind: NoteKind::Invisible,
        line: *line,
        row: None,
        place: None,
        excerpt: mark.clone(),
        message: format!(
            "Đã bỏ {} thẻ, ký hiệu HTML lẫn trong văn bản; chữ đậm, chữ nghiêng, danh sách và bảng được giữ.",
            taken.len()
        ),
    });
    source.dropped.extend(taken.into_iter().map(|(line, words)| Dropped {
        line,
        row: None,
        // What a comment says stands in no text; a tag's meaning is in the plan.
        kind: if words.starts_with("<!--") { DropKind::Aside } else { DropKind::Repaired },
        words,
    }));
}

/// Says which words were mended; as they stood they are kept among what is not in the plan.
fn tell_repairs(repairs: Vec<Repair>, source: &mut Source) {
    const SHOWN: usize = 6;
    let Some(first) = repairs.first() else { return };
    let shown: Vec<String> = repairs
        .iter()
        .take(SHOWN)
        .map(|repair| format!("“{}” → “{}”", repair.was, repair.now))
        .collect();
    let more = if repairs.len() > SHOWN { ", …" } else { "" };
    source.notes.push(Note {
        kind: NoteKind::Repaired,
        line: first.line,
        row: None,
        place: None,
        excerpt: first.was.clone(),
        message: format!(
            "Văn bản chép ra bị hỏng chữ; đã sửa lại {} chỗ chắc chắn: {}{more}.",
            repairs.len(),
            shown.join(", ")
        ),
    });
    source.dropped.extend(repairs.into_iter().map(|repair| Dropped {
        line: repair.line,
        row: None,
        words: repair.was,
        kind: DropKind::Repaired,
    }));
}

/// Which lines stand for themselves: head and tail of the paper are lists of short lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Head,
    Body,
    Tail,
}

/// A paragraph that further lines may still join.
struct Open {
    words: String,
    look: Look,
    line: usize,
    /// Brackets and quotation marks opened and not closed.
    balance: i64,
}

struct Reader {
    layout: Layout,
    markdown: bool,
    zone: Zone,
    /// Whether the lines below the title still say what the plan is about.
    subject: bool,
    open: Option<Open>,
    joined: usize,
    source: Source,
}

impl Reader {
    fn read(&mut self, all: &[Line<'_>]) {
        if self.layout.wrapped && !all.iter().any(|line| titles::is_title(line.words)) {
            self.zone = Zone::Body;
        }
        let mut at = 0;
        while let Some(line) = all.get(at) {
            if self.is_row(line.words) {
                // Below "Nơi nhận: | …" a single bar parts the columns too.
                let loose = !table::is_row(line.words);
                let more = all[at + 1..].iter();
                let more = more.take_while(|line| {
                    let row = table::is_row(line.words) || (loose && is_parted(line.words));
                    !line.gap && row
                });
                let rows = 1 + more.count();
                self.table(&all[at..at + rows]);
                at += rows;
                continue;
            }
            if !is_rule(line.words) {
                self.line(line, at.checked_sub(1).and_then(|before| all.get(before)));
            }
            at += 1;
        }
    }

    /// Whether a line is a row of a table. Where the paper has two columns, a bar between them is
    /// enough.
    fn is_row(&self, words: &str) -> bool {
        let columns =
            self.zone != Zone::Body || fold(words).trim_start().starts_with("noi nhan");
        table::is_row(words) || (columns && is_parted(words))
    }

    fn line(&mut self, line: &Line<'_>, before: Option<&Line<'_>>) {
        let (outline, words) = match heading(line.words).filter(|_| self.markdown) {
            Some((level, words)) => (Some(level), words),
            None => (None, line.words),
        };
        let words =
            if self.markdown { one_mark(words.trim_start_matches("> ")) } else { words };
        self.enter(words);
        let opens_text = self.leave_subject(line, words);
        let balance = balance(words);
        let joins = self.open.as_ref().is_some_and(|open| {
            let torn = open.balance > 0 && balance < 0 && is_dash(words) && !line.gap;
            let torn = torn && !ends_sentence(&open.words);
            let goes_on = self.zone == Zone::Body
                && outline.is_none()
                && !opens_text
                && open.look.outline.is_none()
                && before.is_some_and(|before| {
                    !self.layout.begins(line, before)
                        || (!line.gap && self.is_open(open, words))
                });
            // "## II. NỘI DUNG VÀ / GIẢI PHÁP": a heading whose last word wants more.
            let cut_heading = open.look.outline.is_some()
                && outline.is_none()
                && !line.gap
                && wants_more(&bare(&open.words))
                && is_capitals(&bare(&open.words))
                && is_capitals(words);
            torn || goes_on || cut_heading || (line.goes_on && outline.is_none())
        });
        if joins && let Some(open) = &mut self.open {
            // A line that ends in a hyphen between letters was cut inside a symbol.
            let inside = open.words.ends_with(['-', '/']) && !open.words.ends_with(" -");
            if !inside {
                open.words.push(' ');
            }
            open.words.push_str(words);
            open.balance += balance;
            self.joined += 1;
        } else {
            self.close();
            let look = Look {
                align: self.align(line),
                indent: i32::try_from(line.indent).unwrap_or(i32::MAX / COLUMN) * COLUMN,
                outline,
                gap_before: line.gap,
                ..Look::default()
            };
            let words = words.to_owned();
            self.open = Some(Open { words, look, line: line.number, balance });
        }
        if self.zone == Zone::Head && titles::is_title(&bare(words)) {
            self.zone = Zone::Body;
            self.subject = true;
        }
    }

    /// Sees whether the subject ends before a line; whether that line begins the text's first
    /// paragraph though no mark parts it from the subject.
    fn leave_subject(&mut self, line: &Line<'_>, words: &str) -> bool {
        let Some(open) = self.open.as_ref().filter(|_| self.subject) else { return false };
        let titled = titles::is_title(&bare(&open.words));
        let bare = bare(words);
        let opens = !titled && !wants_more(&open.words) && opens_text(&bare);
        self.subject = !opens && (titled || !line.gap) && numeral(&bare).is_none();
        opens
    }

    /// Whether prose that was cut must go on in a line: too long for a heading, and ended nowhere.
    fn is_open(&self, open: &Open, words: &str) -> bool {
        const HEADING: usize = 120;
        let basis =
            ["Căn cứ ", "Xét ", "Theo "].iter().any(|head| open.words.starts_with(head));
        !(self.subject || (basis && open.words.ends_with(',')))
            && self.layout.wrapped
            && self.layout.base.is_none()
            && open.words.chars().count() > HEADING
            && !ends_sentence(&open.words)
            && !is_capitals(&open.words)
            && !is_capitals(words)
            && numeral(words).is_none()
    }

    /// Sees from a line's words which part of the paper begins.
    fn enter(&mut self, words: &str) {
        let short: String = bare(words).chars().take(60).collect();
        let folded = fold(&short);
        if folded.starts_with("noi nhan") && self.zone == Zone::Body {
            self.zone = Zone::Tail;
        } else if self.zone == Zone::Tail {
            if titles::annex_heading(&short).is_some()
                || (names_attachment(&short) && is_capitals(&short))
            {
                self.zone = Zone::Body;
            } else if folded.contains("cong hoa xa hoi") {
                self.zone = Zone::Head;
            }
        }
    }

    /// A short line far from both edges was centred.
    fn align(&self, line: &Line<'_>) -> Option<Align> {
        let full = self.layout.full;
        let span = line.indent * 2 + line.width;
        (self.layout.wrapped
            && line.indent >= 10
            && span * 4 >= full * 3
            && span * 4 <= full * 5)
            .then_some(Align::Center)
    }

    fn table(&mut self, rows: &[Line<'_>]) {
        self.close();
        let words: Vec<&str> = rows.iter().map(|line| line.words).collect();
        let look = Look { gap_before: rows[0].gap, ..Look::default() };
        let table = table::table(&words, self.markdown);
        for paragraph in unfold_layout(table, look, rows[0].number) {
            self.source.paragraphs.push(paragraph);
        }
    }

    fn close(&mut self) {
        let Some(Open { words, look, line, .. }) = self.open.take() else { return };
        let words = words.replace('\t', &TAB.to_string()).replace(JOINED, " ");
        let mut text = if self.markdown { marked(&words) } else { Text::plain(&words) };
        text.trim();
        if !text.is_empty() {
            let content = Content::Words(text);
            self.source.paragraphs.push(SourceParagraph {
                content,
                look,
                line,
                ..SourceParagraph::default()
            });
        }
    }

    fn finish(mut self) -> Source {
        self.close();
        if self.joined > 0 {
            self.source.notes.push(Note {
                kind: NoteKind::JoinedLines,
                line: 0,
                row: None,
                place: None,
                excerpt: String::new(),
                message: format!(
                    "Đã nối {} dòng bị ngắt giữa câu vào đoạn của chúng.",
                    self.joined
                ),
            });
        }
        self.source
    }
}

/// A line of Markdown; a bullet's star is no emphasis.
fn marked(words: &str) -> Text {
    match words.strip_prefix("* ") {
        Some(rest) => {
            let mut text = Text::plain("* ");
            text.append(inline::styled(rest));
            text
        }
        None => inline::styled(words),
    }
}

/// Whether a bar stands between two stretches of words.
fn is_parted(words: &str) -> bool {
    words.split_once(" | ").is_some_and(|(left, right)| {
        let worded = |part: &str| part.chars().any(char::is_alphabetic);
        worded(left) && worded(right)
    })
}

/// A list's own mark before the numeral or mark that was typed: `- - Việc`, `- 1. Việc`.
fn one_mark(words: &str) -> &str {
    let Some(rest) = words.strip_prefix("- ") else { return words };
    // The inner mark may be slanted, `- *- Việc*`; a star before a letter slants it.
    let inner = match rest.starts_with("* ") {
        true => rest,
        false => rest.trim_start_matches(['*', '_', ' ']),
    };
    let marked = numeral(inner).is_some_and(|(_, length)| inner.chars().count() > length);
    if marked { rest.trim_start() } else { words }
}

/// A line without Markdown's marks at its ends.
fn bare(words: &str) -> String {
    let few: String = words.chars().take(400).collect();
    few.trim_matches(|c: char| matches!(c, '*' | '#' | '_') || c.is_whitespace()).to_owned()
}

/// A Markdown heading's level and words.
fn heading(words: &str) -> Option<(u8, &str)> {
    let level = words.bytes().take_while(|byte| *byte == b'#').count();
    let rest = words.get(level..)?;
    let title = rest.trim().trim_end_matches('#').trim_end();
    (1..=6).contains(&level).then_some(())?;
    (rest.starts_with(' ') && !title.is_empty()).then_some((level as u8, title))
}

/// A drawn line.
fn is_rule(words: &str) -> bool {
    let drawn =
        |c: char| matches!(c, '-' | '_' | '*' | '=' | '~' | '─' | '━' | '—') || c == ' ';
    (words.chars().count() >= 3 && words.chars().all(drawn)) || words.starts_with("```")
}

fn is_dash(words: &str) -> bool {
    matches!(numeral(words), Some((Numeral::Dash, _)))
}

fn balance(words: &str) -> i64 {
    words
        .chars()
        .map(|c| match c {
            '(' | '“' => 1,
            ')' | '”' => -1,
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_quoted_from_end_to_end_loses_its_marks_and_no_other_does() {
        for (text, want) in [
            ("> A\n>\n> B\n> C", "A\n\nB\nC"),
            (">> A\n>> B\n>> C", "A\nB\nC"),
            ("A\n> 5 triệu đồng\nB\nC", "A\n> 5 triệu đồng\nB\nC"),
            ("> A\n> B", "> A\n> B"),
        ] {
            assert_eq!(unquoted(text), want, "{text}");
        }
    }

    #[test]
    fn a_drawn_table_is_a_table() {
        let source = read_text(
            "┌────┬──────┐\n│ TT │ Thôn │\n├────┼──────┤\n│ 1  │ Đông │\n└────┴──────┘",
        )
        .expect("small");
        let table = source.paragraphs.iter().find_map(|paragraph| match &paragraph.content {
            Content::Table(table) => Some(table),
            Content::Words(_) => None,
        });
        let rows = &table.expect("a table").rows;
        assert_eq!(
            rows[1].iter().map(|cell| cell.text.words()).collect::<Vec<_>>(),
            ["1", "Đông"]
        );
    }

    fn read(text: &str) -> Vec<String> {
        let source = read_text(text).expect("small");
        source
            .paragraphs
            .iter()
            .map(|p| p.text().map_or_else(|| "[bảng]".to_owned(), Text::to_markup))
            .collect()
    }

    #[test]
    fn markdown_marks_are_looks() {
        let source = read_text("## **KẾ HOẠCH**\n\n1. *Việc*\n").expect("small");
        assert_eq!(source.paragraphs[0].look.outline, Some(2));
        assert!(source.paragraphs[0].is_bold());
        assert_eq!(read("# KẾ HOẠCH\n***\n1. *Việc*"), ["KẾ HOẠCH", "1. <i>Việc</i>"]);
    }

    #[test]
    fn a_dash_inside_a_quotation_is_no_item() {
        let text = "KẾ HOẠCH\n- Tham gia “Ngày hội\n- Hà Nội”.\n- Hết.";
        assert_eq!(read(text), ["KẾ HOẠCH", "- Tham gia “Ngày hội - Hà Nội”.", "- Hết."]);
    }

    #[test]
    fn cut_lines_are_joined_over_a_page_number() {
        let text = "   KẾ HOẠCH\n     Sở Xây dựng chỉ đạo các phòng chuyên\nmôn thực hiện Quyết định số 51/QĐ-\n\
                    UBND của Ủy ban nhân dân tỉnh và báo\n     2\n\ncáo kết quả.\n     - Việc hai cần \
                    làm xong trong tháng\nnày.\n   3\n";
        assert_eq!(
            read(text)[1..],
            [
                "Sở Xây dựng chỉ đạo các phòng chuyên môn thực hiện Quyết định số 51/QĐ-UBND của \
                 Ủy ban nhân dân tỉnh và báo cáo kết quả.",
                "- Việc hai cần làm xong trong tháng này."
            ]
        );
    }

    #[test]
    fn tables_stand_among_paragraphs() {
        assert_eq!(read("Việc:\n| a | b |\n| c | d |\nHết"), ["Việc:", "[bảng]", "Hết"]);
    }
}
