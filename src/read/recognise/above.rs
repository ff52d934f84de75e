//! What stands above and among the letterhead without being of it: stamps of digital signatures, a
//! site's menu and data sheet; and parts of the letterhead that a copy column by column set apart.

use crate::vietnamese::{is_capitals, plain_fold};

use super::agency::begins_agency;
use super::letterhead::{is_address, is_fixed, is_letterhead, is_mark, is_rule};
use super::lexicon::{is_incoming_label, is_incoming_stamp, is_site, is_site_label, is_stamp};
use super::pattern::{date_line, number_line};
use super::source_words;
use crate::read::source::columns::segments;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// Takes out what is none of the letterhead's, and says so.
pub(super) fn set_aside(head: &mut Vec<SourceParagraph>, report: &mut Report) {
    take_stamps(head, report);
    let taken: Vec<SourceParagraph> = head.drain(furniture(head)).collect();
    let words: Vec<&str> =
        taken.iter().map(SourceParagraph::as_str).filter(|words| !is_rule(words)).collect();
    let (Some(first), Some(line)) = (words.first(), taken.first().map(|p| p.line)) else {
        return;
    };
    report.note(
        NoteKind::Aside,
        line,
        None,
        first,
        "Những dòng trên phần đầu văn bản (dấu chữ ký số, trang web nơi chép ra) không thuộc văn bản \
         nên đã để ra ngoài.",
    );
    for paragraph in &taken {
        // A menu with bars between its entries came as a table.
        let words: String = source_words(paragraph).into_iter().collect();
        report.drop_words(DropKind::Aside, paragraph.line, &words);
    }
    report.puzzled(line, &words.join(" / "), None);
}

/// Takes the lines of stamps out; the mail of a stamp stands beside another line of it.
fn take_stamps(head: &mut Vec<SourceParagraph>, report: &mut Report) {
    let mut stamps: Vec<bool> = head.iter().map(|line| is_stamp(line.as_str())).collect();
    let incoming = mark_incoming(head, &mut stamps);
    let beside = |at: usize| {
        at.checked_sub(1).is_some_and(|before| stamps[before])
            || stamps.get(at + 1).is_some_and(|stamp| *stamp)
    };
    let anchor = anchor(head);
    let mut at = 0;
    head.retain(|paragraph| {
        let own = at;
        at += 1;
        // Above the letterhead they tell where the furniture ends.
        let above = anchor.is_some_and(|anchor| own < anchor) && !incoming.contains(&own);
        let taken = !above
            && (stamps[own] || (is_address(&plain_fold(paragraph.as_str())) && beside(own)));
        if taken {
            report.drop_words(DropKind::CopyMark, paragraph.line, paragraph.as_str());
        }
        !taken
    });
}

/// Takes out a stamp that stands right below the title: a text box is anchored anywhere.
pub(super) fn take_below_title(rest: &mut Vec<SourceParagraph>, report: &mut Report) {
    let lines = rest
        .iter()
        .skip(1)
        .take_while(|line| is_stamp(line.as_str()) || is_address(&plain_fold(line.as_str())));
    let count = lines.count();
    if rest.get(1).is_none_or(|line| !is_stamp(line.as_str())) {
        return;
    }
    for paragraph in rest.drain(1..=count) {
        report.drop_words(DropKind::CopyMark, paragraph.line, paragraph.as_str());
    }
}

/// Marks the lines of the stamp of a document that came in; gives back which they are.
fn mark_incoming(head: &[SourceParagraph], stamps: &mut [bool]) -> std::ops::Range<usize> {
    let Some(at) = head.iter().position(|line| is_incoming_stamp(line.as_str())) else {
        return 0..0;
    };
    let labels = head[at + 1..].iter().take_while(|line| is_incoming_label(line.as_str()));
    let end = at + 1 + labels.count();
    if end == at + 1 {
        return 0..0;
    }
    // The office that received it names itself above; the letterhead's own agency stands below then.
    let named =
        |line: &SourceParagraph| begins_agency(line.as_str()) && is_capitals(line.as_str());
    let own = at > 0 && named(&head[at - 1]) && head[end..].iter().any(named);
    let begin = at - usize::from(own);
    stamps[begin..end].fill(true);
    begin..end
}

/// The first line that only a letterhead has; what a label of a data sheet says is none.
fn anchor(head: &[SourceParagraph]) -> Option<usize> {
    let labelled = |at: usize| at > 0 && is_site_label(head[at - 1].as_str());
    (0..head.len())
        .filter(|at| !labelled(*at) && !is_site_label(head[*at].as_str()))
        .find(|at| head[*at].as_str().split('\n').any(is_letterhead))
}

/// The lines above Quốc hiệu and number that are none of the letterhead's.
fn furniture(head: &[SourceParagraph]) -> std::ops::Range<usize> {
    let Some(anchor) = anchor(head) else { return 0..0 };
    let above = &head[..anchor];
    let certain = |line: &SourceParagraph| {
        is_stamp(line.as_str()) || is_site(line.as_str()) || is_data_sheet(line)
    };
    let foreign =
        |line: &SourceParagraph| line.text().is_some() && !may_be_letterhead(line.as_str());
    let Some(first) = above.iter().position(certain) else { return 0..0 };
    let Some(last) = above.iter().rposition(|line| certain(line) || foreign(line)) else {
        return 0..0;
    };
    let mut end = last + 1;
    // What a label of the data sheet says, and what stands in one block with a stamp or a menu.
    let joined = |at: usize| {
        above.get(at).is_some_and(|line| !line.look.gap_before)
            && (above[at - 1].as_str().trim_end().ends_with(':')
                || is_site_label(above[at - 1].as_str())
                || (at + 1..anchor).any(|next| above[next].look.gap_before))
    };
    while joined(end) {
        end += 1;
    }
    let names = |line: &SourceParagraph| begins_agency(line.as_str());
    if head[end..].iter().any(names) {
        return 0..end;
    }
    // The agency stands above the stamp: capitals, then who signed in small letters.
    let agency = above[..first].iter().take_while(|line| {
        is_capitals(line.as_str()) && may_be_letterhead(line.as_str()) && !certain(line)
    });
    let begins = agency.count();
    let named = above[..begins].iter().any(names);
    (if named { begins } else { 0 })..last + 1
}

/// Whether a table is a site's data sheet of the document: its first column are labels.
fn is_data_sheet(paragraph: &SourceParagraph) -> bool {
    let Content::Table(table) = &paragraph.content else { return false };
    let label = |row: &Vec<crate::model::Cell>| {
        row.first().is_some_and(|cell| is_site_label(&cell.text.words()))
    };
    let labels = table.rows.iter().filter(|row| label(row)).count();
    labels * 2 > table.rows.len()
}

/// Whether a line may stand in a letterhead above Quốc hiệu and number.
fn may_be_letterhead(words: &str) -> bool {
    words.split('\n').all(|words| {
        let folded = plain_fold(words);
        is_rule(words)
            || is_mark(&folded)
            || (words.contains(char::is_alphabetic)
                && is_capitals(words)
                && !words.contains('/'))
            || (begins_agency(words) && words.chars().count() <= 90)
    })
}

/// Sets the two columns of a letterhead below each other, the left one first, so that what a narrow
/// column has cut comes together: `Số: 4/KH-SNV     Thành phố Hòa` / `Lạc, ngày …`.
pub(super) fn part_columns(head: &mut Vec<SourceParagraph>) {
    /// Lines of the right column are centred, so that a longer one may begin before Quốc hiệu.
    const CENTRED: usize = 6;
    let parts = |line: &SourceParagraph| match line.text() {
        Some(text) if !text.as_str().contains('\n') => {
            segments(text.as_str(), line.look.indent)
        }
        _ => Vec::new(),
    };
    let fixed = |line: &SourceParagraph| {
        let parts = parts(line);
        let last = parts.last().filter(|_| parts.len() == 2)?;
        is_fixed(&last.words).then_some(last.column)
    };
    let Some(first) = head.iter().position(|line| fixed(line).is_some()) else { return };
    let Some(border) = head.iter().filter_map(fixed).min() else { return };
    let border = border.saturating_sub(CENTRED);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for mut line in head.drain(first..) {
        let parts = parts(&line);
        let Some(begins) = parts.iter().position(|part| part.column >= border) else {
            left.push(line);
            continue;
        };
        let words = line.as_str();
        let mut from = 0;
        for part in &parts[..begins] {
            from += words[from..].find(&part.words).unwrap_or(0) + part.words.len();
        }
        from += words[from..].find(&parts[begins].words).unwrap_or(0);
        let at = words[..from].chars().count();
        right.push(line.split_off(at));
        if let Content::Words(text) = &mut line.content {
            text.trim();
        }
        if !line.as_str().is_empty() {
            left.push(line);
        }
    }
    head.append(&mut left);
    head.append(&mut right);
}

/// Puts together what a copy column by column set apart around other lines: `Số:` … `/KH-UBND`,
/// `Hà Nội, ngày` … `tháng 3 năm 2026`.
pub(super) fn gather(head: &mut Vec<SourceParagraph>) {
    if let Some((at, rest)) = parted_number(head) {
        join(head, at, &rest);
    }
    if let Some((at, rest)) = parted_date(head) {
        join(head, at, &rest);
    }
}

/// Appends lines to one, and takes them out where they stood.
fn join(head: &mut Vec<SourceParagraph>, at: usize, rest: &[usize]) {
    for more in rest {
        let mut next = head[*more].clone();
        if let Content::Words(text) = &mut next.content {
            text.trim();
        }
        head[at].join(next);
    }
    let mut index = 0;
    head.retain(|_| {
        index += 1;
        !rest.contains(&(index - 1))
    });
}

fn parted_number(head: &[SourceParagraph]) -> Option<(usize, Vec<usize>)> {
    let chars = |words: &str| words.chars().collect::<Vec<char>>();
    let whole = |words: &str| {
        let chars = chars(words);
        number_line(&chars).is_some_and(|found| found.end == chars.len())
    };
    let begins = |line: &SourceParagraph| {
        let words = line.as_str().trim();
        let folded = plain_fold(words);
        let rest =
            folded.strip_prefix("so").map(|rest| rest.trim_start_matches([':', ';', ' ']));
        words.chars().count() <= 24
            && rest.is_some_and(|rest| {
                rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '…' | '_' | ' '))
            })
            && number_line(&chars(words)).is_none()
    };
    let at = head.iter().position(begins)?;
    let ends = |line: &SourceParagraph| {
        let words = line.as_str().trim();
        words.starts_with(['/', '-', '–'])
            && whole(&format!("{} {words}", head[at].as_str().trim()))
    };
    let after = (at + 1..head.len()).find(|other| ends(&head[*other]));
    let rest = after.or_else(|| (0..at).rev().find(|other| ends(&head[*other])))?;
    // `Số:` / `128` / `/KH-UBND`: the number written by hand stands on a line of its own.
    let digits = |line: &SourceParagraph| {
        let words = line.as_str().trim();
        (1..=5).contains(&words.len()) && words.chars().all(|c| c.is_ascii_digit())
    };
    let typed = head[at].as_str().contains(|c: char| c.is_ascii_digit());
    let number = (at + 1..rest).find(|other| !typed && digits(&head[*other]));
    Some((at, number.into_iter().chain([rest]).collect()))
}

fn parted_date(head: &[SourceParagraph]) -> Option<(usize, Vec<usize>)> {
    /// Further than this no column is torn.
    const FAR: usize = 8;
    let dated = |words: &str| date_line(&words.chars().collect::<Vec<_>>());
    let begins = |line: &SourceParagraph| {
        let folded = plain_fold(line.as_str());
        let bare = folded.trim_end_matches(|c: char| !c.is_alphabetic());
        folded.chars().count() <= 60
            && bare.ends_with("ngay")
            && dated(line.as_str()).is_none()
    };
    let at = head.iter().position(begins)?;
    let mut words = head[at].as_str().trim().to_owned();
    let mut rest = Vec::new();
    let mut whole = false;
    for (other, line) in head.iter().enumerate().skip(at + 1).take(FAR) {
        let folded = plain_fold(line.as_str());
        let more = ["thang", "nam"].iter().any(|part| folded.starts_with(part))
            || (!folded.is_empty() && folded.chars().all(|c| c.is_ascii_digit()));
        if !more || folded.chars().count() > 40 {
            continue;
        }
        words.push(' ');
        words.push_str(line.as_str().trim());
        rest.push(other);
        let found = dated(&words).filter(|found| found.end == words.chars().count());
        whole |= found.is_some();
        // "tháng 01 năm" / "2026": the year may stand on a line of its own.
        if found.is_some_and(|found| found.date.year.is_some()) {
            return Some((at, rest));
        }
    }
    whole.then_some((at, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn head(text: &str) -> (Vec<String>, Report) {
        let mut lines = read_text(&format!("{text}\n\nKẾ HOẠCH\n")).expect("small").paragraphs;
        lines.pop();
        let mut report = Report::default();
        set_aside(&mut lines, &mut report);
        gather(&mut lines);
        (lines.iter().map(|line| line.as_str().to_owned()).collect(), report)
    }

    #[test]
    fn what_a_copy_set_around_the_letterhead_stays_outside() {
        let paper = "UBND TỈNH A\nSỞ NỘI VỤ\nSố: 4/KH-SNV";
        for above in [
            "VĂN PHÒNG SỞ\nvp@snv.example.vn\n12.03.2026 15:20:11 +07:00\n\n",
            "Ký bởi: Sở Nội vụ\nNgày ký: 12.03.2026 15:20:11 +07:00\n",
            "Trang chủ\nTải về\nSố hiệu:\n4/KH-SNV\nNgười ký:\nTrần Văn Mẫu\nTình trạng:\nĐã biết\n\n",
            "Trang chủ >> Văn bản\nCỔNG THÔNG TIN ĐIỆN TỬ\n\n",
        ] {
            let (lines, report) = head(&format!("{above}{paper}"));
            assert_eq!(lines, ["UBND TỈNH A", "SỞ NỘI VỤ", "Số: 4/KH-SNV"], "{above}");
            assert_eq!(report.unrecognised.len(), 1);
        }
        for above in ["", "DỰ THẢO\n", "BỘ NỘI VỤ\n"] {
            let (lines, report) = head(&format!("{above}{paper}"));
            assert_eq!(lines.len(), paper.lines().count() + above.lines().count());
            assert!(report.unrecognised.is_empty());
        }
    }

    #[test]
    fn a_stamp_below_the_agency_is_taken_out_with_its_mail() {
        let (lines, report) = head(
            "UBND XÃ A\nSố: 4/KH-UBND\nKý bởi: UBND xã A\nEmail: a@b.vn\nA, ngày 1 tháng 3 năm 2026",
        );
        assert_eq!(lines, ["UBND XÃ A", "Số: 4/KH-UBND", "A, ngày 1 tháng 3 năm 2026"]);
        assert_eq!(report.dropped.len(), 2);
    }

    #[test]
    fn the_stamp_of_what_came_in_is_taken_with_the_office_above_it() {
        let paper = ["UBND TỈNH A", "SỞ NỘI VỤ", "Số: 4/KH-SNV"];
        for above in
            ["SỞ TÀI CHÍNH\nCÔNG VĂN ĐẾN\nSố: 455\nNgày: 16/5/2026\n", "ĐẾN\nSố: 455\n"]
        {
            assert_eq!(head(&format!("{above}{}", paper.join("\n"))).0, paper, "{above}");
        }
        // Column by column the stamp stands below the paper's own agency.
        let (lines, _) = head("SỞ NỘI VỤ\nCÔNG VĂN ĐẾN\nSố: 455\nSố: 4/KH-SNV");
        assert_eq!(lines, ["SỞ NỘI VỤ", "Số: 4/KH-SNV"]);
    }

    #[test]
    fn a_stamp_below_the_title_is_none_of_the_subject() {
        let text =
            "KẾ HOẠCH\nKý bởi: Sở A\nEmail: a@b.vn\nNgày ký: 1/3/2026\nThi đua\nKý bởi: B";
        let mut lines = read_text(text).expect("small").paragraphs;
        let mut report = Report::default();
        take_below_title(&mut lines, &mut report);
        let left: Vec<&str> = lines.iter().map(SourceParagraph::as_str).collect();
        assert_eq!(left, ["KẾ HOẠCH", "Thi đua", "Ký bởi: B"]);
        assert_eq!(report.dropped.len(), 3);
    }

    #[test]
    fn parts_of_columns_come_together() {
        let cases: [(&str, &[&str]); 3] = [
            (
                "UBND XÃ A\nSố:\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n/KH-UBND\nA, ngày\ntháng 3 năm 2026",
                &[
                    "UBND XÃ A",
                    "Số: /KH-UBND",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "A, ngày tháng 3 năm 2026",
                ],
            ),
            (
                "Số: 45\nA, ngày 5\n/KH-SNV\ntháng 3\nnăm 2026",
                &["Số: 45 /KH-SNV", "A, ngày 5 tháng 3 năm 2026"],
            ),
            (
                "Số: 45/KH-SNV\nA, ngày 5 tháng 3 năm 2026",
                &["Số: 45/KH-SNV", "A, ngày 5 tháng 3 năm 2026"],
            ),
        ];
        for (text, want) in cases {
            assert_eq!(head(text).0, want, "{text}");
        }
    }
}
