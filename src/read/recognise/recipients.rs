//! Nơi nhận: the list as it grows, the archive line, the drafter's mark.

use crate::compose::forms::is_purpose;
use crate::model::{Archive, Document, DrafterMark, Place, Recipient};
use crate::vietnamese::{fold, plain_fold};

use super::foot_line::FootLine;
use super::numeral::{Numeral, numeral};
use crate::read::{DropKind, NoteKind, Report};

/// A line of the left column.
pub(super) struct Line {
    pub(super) own: FootLine,
    pub(super) indent: i32,
    pub(super) marked: bool,
    /// Whether an empty line stood before it.
    pub(super) gap: bool,
}

/// The list of recipients as it grows.
pub(super) struct List<'a> {
    document: &'a mut Document,
    report: &'a mut Report,
    open: Option<Line>,
    first_indent: Option<i32>,
    marks: bool,
    nested: bool,
    archived: bool,
}

impl<'a> List<'a> {
    pub(super) fn new(document: &'a mut Document, report: &'a mut Report) -> Self {
        document.archive = Archive { units: Vec::new(), copies: None };
        Self {
            document,
            report,
            open: None,
            first_indent: None,
            marks: false,
            nested: false,
            archived: false,
        }
    }

    /// Whether the archive line has been seen, be it still open.
    pub(super) fn archived(&self) -> bool {
        self.archived || self.open.as_ref().is_some_and(|open| is_archive(&open.own.words))
    }

    pub(super) fn line(&mut self, mut line: Line) {
        let folded = fold(&line.own.words);
        if folded.trim_start().starts_with("noi nhan") && self.first_indent.is_none() {
            let length = line.own.words.find(':').map_or_else(
                || {
                    line.own
                        .words
                        .char_indices()
                        .nth(8)
                        .map_or(line.own.words.len(), |(at, _)| at)
                },
                |at| at + 1,
            );
            self.report.drop_words(
                DropKind::Fixed,
                line.own.number,
                &line.own.words[..length],
            );
            line.own.words = line.own.words[length..].trim().to_owned();
            if line.own.words.is_empty() {
                return;
            }
            if let Some((Numeral::Dash, length)) = numeral(&line.own.words) {
                line.own.words = line.own.words.chars().skip(length).collect();
                line.marked = true;
            }
        }
        for part in one_by_one(line) {
            self.item(part);
        }
    }

    /// An item of the list, or what goes on with the one before.
    fn item(&mut self, line: Line) {
        let goes_on = self.open.as_ref().is_some_and(|open| {
            let ended = open.own.words.trim_end().ends_with([';', '.']);
            let torn = balance(&open.own.words) > 0 && balance(&line.own.words) < 0;
            !ended && ((self.marks && !line.marked && !line.gap) || torn)
        });
        if goes_on && let Some(open) = &mut self.open {
            if line.marked {
                open.own.words.push_str(" -");
            }
            open.own.join(&line.own);
            return;
        }
        self.close();
        self.marks |= line.marked;
        if line.marked {
            let first = *self.first_indent.get_or_insert(line.indent);
            // The first dash itself may hang by a space; deeper ones are a list inside the list.
            self.nested |= line.indent > first + 1;
        } else {
            self.first_indent.get_or_insert(line.indent);
        }
        self.open = Some(line);
    }

    pub(super) fn close(&mut self) {
        let Some(line) = self.open.take() else { return };
        let words = line.own.words.trim();
        if let Some(mark) = drafter(words) {
            line.own.put(Place::Drafter, self.report);
            self.document.drafter = Some(mark);
        } else if self.archived {
            line.own.put(Place::Archive, self.report);
            self.after_archive(&line);
        } else if is_archive(words) {
            line.own.put(Place::Archive, self.report);
            self.archive(&line);
        } else {
            self.recipient(&line);
        }
        if self.nested {
            self.nested = false;
            self.report.note(
                NoteKind::Recipients,
                line.own.number,
                Some(Place::Recipient(self.document.recipients.len().saturating_sub(1))),
                words,
                "“Nơi nhận” viết thành danh sách lồng nhau; đã trải thành một danh sách.",
            );
            // Told once.
            self.first_indent = Some(i32::MAX - 1);
        }
    }

    fn recipient(&mut self, line: &Line) {
        let words = line.own.words.trim().trim_end_matches([';', '.', ',', ' ']).trim();
        if words.is_empty() {
            return;
        }
        let (name, purpose) = split_purpose(words);
        line.own.put(Place::Recipient(self.document.recipients.len()), self.report);
        self.document.recipients.push(Recipient { name, purpose });
    }

    fn archive(&mut self, line: &Line) {
        self.archived = true;
        let words = line.own.words.trim();
        let known = |label: &str| {
            matches!(plain_fold(label).trim(), "luu" | "luu tru" | "luu ho so" | "luu van ban")
        };
        let (label, value) = match words.split_once(':').filter(|(label, _)| known(label)) {
            Some((label, value)) => (format!("{label}:"), value),
            // What stands before a later colon names a unit: `Lưu VT: 02 bản`.
            None => {
                let cut = words.char_indices().nth(3).map_or(words.len(), |(at, _)| at);
                (words[..cut].to_owned(), words[cut..].trim_start_matches([' ', '-']))
            }
        };
        self.report.drop_words(DropKind::Fixed, line.own.number, &label);
        let mut value = value.trim();
        // "Lưu (VT)"
        if let Some(inner) =
            value.strip_prefix('(').and_then(|v| v.trim_end_matches('.').strip_suffix(')'))
            && !inner.contains('(')
        {
            value = inner.trim();
        }
        if let Some((front, back)) = value.rsplit_once(['.', ';'])
            && back.trim().is_empty()
        {
            value = front.trim_end();
        }
        // `VT, TCCB. PL.(300)`: the drafter's mark on the same line.
        for (at, _) in value.match_indices(['.', ';']) {
            if let Some(mark) = drafter(value[at + 1..].trim()) {
                self.document.drafter = Some(mark);
                value = value[..at].trim_end();
                break;
            }
        }
        let (units, copies) = units(value);
        let tidy = label == "Lưu:" && !units.iter().any(|unit| unit.starts_with("VT-"));
        let mut parts = Vec::new();
        for unit in units {
            match unit.strip_prefix("VT-").map(str::trim) {
                Some(rest) if !rest.is_empty() => {
                    parts.push("VT".to_owned());
                    parts.push(rest.to_owned());
                }
                _ => parts.push(unit),
            }
        }
        self.document.archive = Archive { units: parts, copies };
        if !tidy {
            self.report.note(
                NoteKind::Archive,
                line.own.number,
                Some(Place::Archive),
                words,
                "Dòng “Lưu” viết khác mẫu (Lưu: VT, <đơn vị soạn thảo>); đã ghi lại theo mẫu.",
            );
        }
    }

    fn after_archive(&mut self, line: &Line) {
        let words = line.own.words.trim().trim_end_matches(['.', ';']).trim_end();
        if words.is_empty() {
            return;
        }
        match self.document.archive.units.last_mut() {
            Some(unit) if words.starts_with('(') => {
                unit.push(' ');
                unit.push_str(words);
            }
            _ => self.document.archive.units.push(words.to_owned()),
        }
        self.report.puzzled(line.own.number, &line.own.words, Some(Place::Archive));
        self.report.note(
            NoteKind::AfterArchive,
            line.own.number,
            Some(Place::Archive),
            words,
            "Sau dòng “Lưu” chỉ có thể là ký hiệu người soạn thảo, ví dụ PL.(30); không hiểu dòng \
             này nên đã ghép vào cuối dòng “Lưu”, xin xem lại.",
        );
    }
}

/// A list that runs on in one line up to its archive, `UBND tỉnh; Các thôn; Lưu: VT.`, as lines.
fn one_by_one(line: Line) -> Vec<Line> {
    let parts: Vec<&str> = line.own.words.split(';').map(undashed).collect();
    let Some(archive) = parts.iter().position(|part| is_archive(part)).filter(|at| *at > 0)
    else {
        return vec![line];
    };
    let last = parts[archive..].join("; ");
    let items = parts[..archive].iter().filter(|part| !part.is_empty()).copied();
    let part = |(at, words): (usize, &str)| Line {
        own: line.own.with(words),
        indent: line.indent,
        marked: true,
        gap: at == 0 && line.gap,
    };
    items.chain([last.as_str()]).enumerate().map(part).collect()
}

/// An item without the dash before it.
fn undashed(item: &str) -> &str {
    item.trim().trim_start_matches(['-', '–', '+']).trim_start()
}

/// The units after "Lưu:" and the number of copies.
fn units(value: &str) -> (Vec<String>, Option<u32>) {
    let mut value = value.trim().trim_end_matches(['.', ';']).trim_end();
    let mut copies = None;
    if let Some(inner) = value.strip_suffix(')')
        && let Some((front, inner)) = inner.rsplit_once('(')
    {
        let digits = inner.trim().trim_end_matches('b').trim();
        if !digits.is_empty()
            && digits.len() <= 4
            && digits.chars().all(|c| c.is_ascii_digit())
            && inner.trim().chars().all(|c| c.is_ascii_digit())
        {
            copies = digits.parse().ok();
            value = front.trim_end();
        }
    }
    let mut units = vec![String::new()];
    let mut depth = 0i32;
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if matches!(letter, ',' | ';') && depth <= 0 {
            units.push(String::new());
        } else if let Some(unit) = units.last_mut() {
            unit.push(letter);
        }
    }
    let units = units.iter().map(|unit| unit.trim().to_owned());
    (units.filter(|unit| !unit.is_empty()).collect(), copies)
}

pub(super) fn is_archive(words: &str) -> bool {
    let folded = plain_fold(&words.chars().take(24).collect::<String>());
    let named = words
        .trim_start()
        .split_once(' ')
        .is_some_and(|(_, unit)| unit.trim_start().starts_with(char::is_uppercase));
    folded.strip_prefix("luu").is_some_and(|rest| {
        rest.trim_start().starts_with([':', '-', '('])
            || rest.trim_matches(['.', ';', ' ']).is_empty()
            || (rest.starts_with(' ') && named)
            || [" vt", " van thu", " vp", " van phong", " tai "]
                .iter()
                .any(|unit| rest.starts_with(unit))
    })
}

/// Ô 12: `PL.(300)`.
pub(super) fn drafter(words: &str) -> Option<DrafterMark> {
    let words = words.trim().trim_end_matches('.');
    let inner = words.strip_suffix(')')?;
    let (initials, copies) = inner.rsplit_once('(')?;
    let initials = initials.trim().trim_end_matches('.').trim_end();
    let letters = initials.chars().count();
    let fits = (2..=4).contains(&letters) && initials.chars().all(char::is_uppercase);
    let digits = copies.trim();
    let number = (digits.len() <= 5).then(|| digits.parse().ok()).flatten();
    (fits && number.is_some())
        .then(|| DrafterMark { initials: initials.to_owned(), copies: number })
}

/// `Tỉnh ủy (để b/c)`: who, and why they get it.
pub(in crate::read) fn split_purpose(words: &str) -> (String, String) {
    if let Some(inner) = words.strip_suffix(')')
        && let Some((name, purpose)) = inner.rsplit_once('(')
        && is_purpose(purpose)
        && !name.trim().is_empty()
    {
        let name = name.trim().trim_end_matches([';', ',', '-']).trim_end();
        return (name.to_owned(), purpose.trim().to_owned());
    }
    (words.to_owned(), String::new())
}

fn balance(words: &str) -> i32 {
    words.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum()
}
