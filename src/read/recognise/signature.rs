//! By what authority the signer signs, and the name.

use crate::model::{Authority, Place, Signature};
use crate::vietnamese::{is_capitals, plain_fold};

use super::foot_line::FootLine;
use super::lexicon::{
    self, BELOW_COLLECTIVE, BELOW_ORDER, FAMILIES, begins_post, is_copy_mark, is_stamp,
};
use super::posts::{
    Form, form, honorific, is_authority, is_name, is_person, is_small_post, name_case,
    split_name,
};
use crate::read::source::SourceParagraph;
use crate::read::{DropKind, NoteKind, Report};

/// Reads the lines of one or more signature blocks. Lines that belong to none are given back.
pub(in crate::read) fn signatures(
    lines: &[FootLine],
    report: &mut Report,
) -> (Vec<Signature>, Vec<FootLine>) {
    let mut found = Vec::new();
    let mut rest = Vec::new();
    let mut block = Block::default();
    let parted = |line: &FootLine| -> Vec<FootLine> {
        let parts = split_marks(&line.words);
        let parts = parts.iter().flat_map(|words| split_posts(words));
        parts.map(|words| line.with(&words)).collect()
    };
    let lines: Vec<FootLine> = join_cut(lines).iter().flat_map(parted).collect();
    for (at, line) in lines.iter().enumerate() {
        let place = Place::Signature(found.len());
        let words = line.words.trim();
        if is_copy_mark(words) || is_stamp(words) {
            report.drop_words(DropKind::CopyMark, line.number, words);
            continue;
        }
        if let Some((form, post, tidy)) = form(words) {
            if block.closed() {
                found.push(std::mem::take(&mut block).finish(report, place));
            }
            report.drop_words(
                DropKind::Fixed,
                line.number,
                &words[..words.len() - post.len()],
            );
            if !tidy {
                report.note(
                    NoteKind::Signature,
                    line.number,
                    Some(place),
                    words,
                    "Chữ viết tắt quyền hạn ký viết khác mẫu (TM. KT. TL. TUQ. Q.); đã ghi lại \
                     theo mẫu.",
                );
            }
            let (post, name) = split_name(post);
            block.lines.push(line.clone());
            block.forms.push((form, post));
            if let Some(name) = name {
                block.name(line, &name);
            }
            continue;
        }
        let (post, name) = split_name(words);
        let names_post = is_authority(&post) || (!block.begun() && is_small_post(words));
        let goes_on = is_capitals(words)
            && block.posts_open()
            && (!block.named_next(words) || names_person(&lines[at + 1..]));
        if names_post || goes_on {
            if block.closed() {
                found.push(std::mem::take(&mut block).finish(report, place));
            }
            block.lines.push(line.clone());
            match block.posts.last_mut() {
                // "TRƯỞNG PHÒNG / NGHIỆP VỤ Y": what names no post goes on with the one above.
                Some(above) if !names_post => {
                    above.push(' ');
                    above.push_str(&post);
                }
                _ => block.posts.push(post),
            }
            if let Some(name) = name {
                block.name(line, &name);
            }
        } else if block.begun() && block.signer.is_empty() && begins_name(words) {
            block.name(line, words);
        } else if block.goes_on_in_name(line, words) {
            block.signer.push(' ');
            block.signer.push_str(words);
            block.lines.push(line.clone());
        } else if block.begun() && block.signer.is_empty() && words.chars().count() <= 60 {
            block.lines.push(line.clone());
            block.posts.push(words.to_owned());
        } else {
            rest.push(line.with(words));
        }
    }
    if block.begun() {
        found.push(block.finish(report, Place::Signature(found.len())));
    }
    (found, rest)
}

/// Whether a line is a name, or the head of one that was cut behind a degree: `BSCKII. Đỗ`.
fn begins_name(words: &str) -> bool {
    let (honour, name) = honorific(words);
    is_name(&name) || (!honour.is_empty() && FAMILIES.contains(&name.to_lowercase().as_str()))
}

/// Whether a person's name, written small, stands among lines before the next signature begins.
fn names_person(lines: &[FootLine]) -> bool {
    lines
        .iter()
        .map(|line| line.words.trim())
        .take_while(|words| !begins_block(words))
        .any(|words| !is_capitals(words) && is_name(&honorific(words).1))
}

/// Whether two lines of a signature are one that names a post, and the first alone names none:
/// `GIÁM / ĐỐC`, `TM. / ỦY BAN NHÂN DÂN`.
pub(super) fn is_torn_post(before: &str, words: &str) -> bool {
    !is_authority(before)
        && is_cut(before, words)
        && is_authority(&format!("{before} {words}"))
}

/// Puts together lines that were cut inside a form: `KT.` alone, `TM. ỦY BAN NHÂN / DÂN`, `PHÓ CHỦ /
/// TỊCH`.
fn join_cut(lines: &[FootLine]) -> Vec<FootLine> {
    let mut joined: Vec<FootLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(before) if is_cut(&before.words, line.words.trim()) => before.join(line),
            _ => joined.push(line.with(line.words.trim())),
        }
    }
    joined
}

/// Whether a line of a signature goes on with the one before it.
fn is_cut(before: &str, words: &str) -> bool {
    if !is_capitals(words) || !is_capitals(before) || form(words).is_some() {
        return false;
    }
    let sign = |line: &str| {
        let bare = line.trim_end_matches(['.', '/', ':', ' ']);
        matches!(bare, "TM" | "KT" | "TL" | "TUQ" | "Q")
    };
    if sign(before) || sign(words) {
        return sign(before);
    }
    let (front, back) = (plain_fold(before), plain_fold(words));
    // "GIÁM ĐỐC SỞ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG"
    if back.starts_with("va ") {
        return true;
    }
    let torn = lexicon::TORN_POSTS.iter().any(|(end, head)| {
        front.rsplit([' ', '.']).next() == Some(end) && back.split(' ').next() == Some(head)
    });
    // "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" are two lines, and so is a post below the body it leads.
    let whole = is_authority(words)
        && words.contains(' ')
        && !lexicon::names_post(&front, lexicon::SIGNS);
    (torn && !(whole && form(before).is_some()))
        // No line of a signature has one word, but the last of a cut one.
        || (!words.contains(' ') && form(before).is_some() && words.chars().all(char::is_alphabetic))
        // "TM. BAN CHẤP HÀNH / ĐẢNG BỘ XÃ": the body's name goes on before the post.
        || matches!(form(before), Some((Form::Behalf, ..)))
            && !is_authority(words)
            && !is_person(&name_case(words))
            && !is_stamp(words)
}

/// Whether a line begins or goes on with a signature's block.
pub(super) fn begins_block(words: &str) -> bool {
    is_authority(words) || form(words).is_some()
}

/// A line with a copy's remark between post and name: `GIÁM ĐỐC (Đã ký) Trần Văn A`.
fn split_marks(words: &str) -> Vec<String> {
    let bracket = words.find('(').and_then(|from| {
        let to = from + words[from..].find(')')? + 1;
        is_copy_mark(&words[from..to]).then_some((from, to))
    });
    let Some((from, to)) = bracket else { return vec![words.to_owned()] };
    [&words[..from], &words[from..to], &words[to..]]
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// One line with several lines of ô 7a: `TM. UBND XÃ KT. CHỦ TỊCH PHÓ CHỦ TỊCH`. What follows in
/// small letters stays with the last.
fn split_posts(words: &str) -> Vec<String> {
    let sign = |word: &str| {
        let letters: String =
            word.chars().take_while(|c| c.is_alphabetic() || matches!(c, '.' | '/')).collect();
        let bare: String = letters.split(['.', '/']).next().unwrap_or_default().to_owned();
        let marked = word.len() > bare.len();
        let known = matches!(bare.as_str(), "TM" | "KT" | "TL" | "TUQ" | "Q");
        (known && marked).then_some(bare)
    };
    let all: Vec<&str> = words.split_whitespace().collect();
    let capitals = all.iter().take_while(|word| !word.chars().any(char::is_lowercase)).count();
    let mut starts = vec![0];
    let mut form = all.first().and_then(|word| sign(word));
    for at in 1..capitals {
        let since = at - starts.last().copied().unwrap_or(0);
        let here = all[at..capitals.min(at + 2)].join(" ");
        let own = all[at - 1] != "BAN" && all[at - 1] != "CHI";
        let second = match form.as_deref() {
            Some("KT") => {
                since >= 2 && (here.starts_with("PHÓ") || here.starts_with("THỨ TRƯỞNG"))
            }
            Some("TM") => since >= 2 && own && begins_post(&here, BELOW_COLLECTIVE),
            Some("TL" | "TUQ") => since >= 3 && own && begins_post(&here, BELOW_ORDER),
            _ => false,
        };
        if let Some(found) = sign(all[at]) {
            starts.push(at);
            form = Some(found);
        } else if second {
            starts.push(at);
            form = None;
        }
    }
    if starts.len() == 1 {
        return vec![words.to_owned()];
    }
    starts.push(all.len());
    starts.windows(2).map(|range| all[range[0]..range[1]].join(" ")).collect()
}

#[derive(Default)]
struct Block {
    forms: Vec<(Form, String)>,
    posts: Vec<String>,
    honorific: String,
    signer: String,
    /// The lines it was read from.
    lines: Vec<FootLine>,
}

impl Block {
    fn begun(&self) -> bool {
        !self.forms.is_empty() || !self.posts.is_empty()
    }

    fn closed(&self) -> bool {
        !self.signer.is_empty()
    }

    fn posts_open(&self) -> bool {
        self.begun() && !self.closed()
    }

    /// A name in capitals: after the posts that the form asks for.
    fn named_next(&self, words: &str) -> bool {
        let deputy = self
            .forms
            .iter()
            .any(|(form, _)| matches!(form, Form::Deputy | Form::Order | Form::Authorised));
        is_name(words) && (!deputy || !self.posts.is_empty())
    }

    fn name(&mut self, line: &FootLine, words: &str) {
        self.lines.push(line.clone());
        (self.honorific, self.signer) = honorific(words);
    }

    /// "Lê Thị / Ví Dụ": the end of a name that was cut. A family's name would begin another person.
    fn goes_on_in_name(&self, line: &FootLine, words: &str) -> bool {
        let count = |words: &str| words.split_whitespace().count();
        let whole = format!("{} {words}", self.signer);
        self.lines.last().is_some_and(|last| line.number == last.number + 1)
            && (1..=2).contains(&count(&self.signer))
            && count(words) <= 2
            && !is_capitals(words)
            && !is_person(&whole[self.signer.len() + 1..])
            && is_person(&whole)
    }

    /// "KT. BỘ TRƯỞNG / BỘ Y TẾ / THỨ TRƯỞNG": a line that names no post goes on with the form's
    /// own, where a post follows it.
    fn join_cut_post(&mut self) {
        while self.posts.len() >= 2
            && !is_authority(&self.posts[0])
            && is_authority(&self.posts[1])
            && let Some((_, post)) = self.forms.last_mut()
        {
            post.push(' ');
            post.push_str(&self.posts.remove(0));
        }
    }

    fn finish(mut self, report: &mut Report, place: Place) -> Signature {
        self.join_cut_post();
        let last = self.lines.last().map_or(0, |line| line.number);
        for line in &self.lines {
            line.put(place, report);
        }
        let mut signature = Signature {
            honorific: self.honorific,
            signer: self.signer,
            ..Signature::default()
        };
        let mut posts = self.posts.into_iter();
        let mut forms = Vec::new();
        let mut extras = Vec::new();
        for (form, post) in self.forms {
            match form {
                Form::Behalf if signature.on_behalf_of.is_empty() => {
                    signature.on_behalf_of = post
                }
                Form::Behalf => extras.push(post),
                form => forms.push((form, post)),
            }
        }
        let mut next = || posts.next().unwrap_or_default();
        let mut forms = forms.into_iter();
        signature.authority = match (forms.next(), forms.next()) {
            (Some((Form::Order, head)), Some((Form::Deputy, position))) => {
                Authority::ByOrderDeputy { head, position, deputy: next() }
            }
            (Some((form, head)), extra) => {
                if let Some((_, post)) = extra {
                    signature.agency_post = post;
                }
                match form {
                    Form::Order => Authority::ByOrder { head, position: next() },
                    Form::Authorised => Authority::Authorised { head, position: next() },
                    Form::Acting => Authority::Acting { position: head },
                    _ => Authority::Deputy { head, deputy: next() },
                }
            }
            (None, _) => Authority::Head { position: next() },
        };
        let others: Vec<String> =
            posts.chain(forms.map(|(_, post)| post)).chain(extras).collect();
        if !others.is_empty() {
            if !signature.agency_post.is_empty() {
                signature.agency_post.push(' ');
            }
            signature.agency_post.push_str(&others.join(" "));
        }
        let missing = match &signature.authority {
            Authority::Deputy { deputy, .. } | Authority::ByOrderDeputy { deputy, .. } => {
                deputy.is_empty()
            }
            Authority::ByOrder { position, .. } | Authority::Authorised { position, .. } => {
                position.is_empty()
            }
            _ => false,
        };
        if missing {
            report.note(
                NoteKind::Signature,
                last,
                Some(place),
                "",
                "Chưa thấy chức vụ của người ký dưới dòng KT., TL. hoặc TUQ.; hãy điền vào.",
            );
        }
        if signature.signer.is_empty() {
            report.note(
                NoteKind::Missing,
                last,
                Some(place),
                "",
                "Chưa thấy họ và tên người ký.",
            );
        }
        signature
    }
}

/// Where a signature block begins at the end of paragraphs that have no "Nơi nhận" after it.
pub(super) fn begins_at(paragraphs: &[SourceParagraph]) -> Option<usize> {
    const MOST_LINES: usize = 9;
    let first = paragraphs.len().saturating_sub(MOST_LINES);
    let short = |p: &SourceParagraph| {
        p.text().is_some()
            && p.look.numeral.is_none()
            && p.as_str().chars().count() <= 90
            && super::numeral::numeral(p.as_str()).is_none()
            && !p.as_str().trim_end().ends_with([';', ':'])
    };
    let from =
        (first..paragraphs.len()).rev().take_while(|at| short(&paragraphs[*at])).last()?;
    (from..paragraphs.len()).find(|at| {
        let words = paragraphs[*at].as_str();
        let torn = || {
            paragraphs
                .get(at + 1)
                .is_some_and(|next| is_torn_post(words.trim(), next.as_str().trim()))
        };
        (is_authority(words) || torn())
            && (paragraphs[*at].look.outline.is_none() || form(words).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (Signature, Vec<NoteKind>) {
        let numbered = lines.iter().enumerate();
        let lines: Vec<FootLine> =
            numbered.map(|(at, words)| FootLine::unplaced(at + 1, words)).collect();
        let mut report = Report::default();
        let (mut found, rest) = signatures(&lines, &mut report);
        assert!(rest.is_empty(), "{rest:?}");
        assert_eq!(found.len(), 1);
        (found.remove(0), report.notes.iter().map(|note| note.kind).collect())
    }

    #[test]
    fn every_legal_form_comes_back_as_its_lines() {
        for lines in [
            &["GIÁM ĐỐC", "Trần Văn Bình"][..],
            &["Q. GIÁM ĐỐC", "Trần Văn Bình"],
            &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình"],
            &["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Trần Văn Bình"],
            &["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Văn Bình"],
            &["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG KẾ HOẠCH", "Trần Văn Bình"],
            &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Bình"],
            &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Bình"],
            &["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Trần Văn Bình"],
        ] {
            let (signature, notes) = read(lines);
            assert_eq!(signature.lines(), lines[..lines.len() - 1]);
            assert_eq!(signature.signer, "Trần Văn Bình");
            assert!(notes.is_empty(), "{lines:?}: {notes:?}");
        }
    }

    #[test]
    fn sloppy_signs_are_put_right_and_told() {
        for sign in ["K/T", "KT", "K.T", "KT:", "K.T."] {
            let (signature, notes) = read(&[
                &format!("{sign} GIÁM ĐỐC"),
                "PHÓ GIÁM ĐỐC",
                "(Đã ký)",
                "TRẦN VĂN BÌNH",
            ]);
            assert_eq!(signature.lines(), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
            assert_eq!(signature.signer, "TRẦN VĂN BÌNH");
            assert_eq!(notes, [NoteKind::Signature], "{sign}");
        }
    }

    #[test]
    fn a_sign_may_touch_its_post() {
        let (signature, _) =
            read(&["TM.ỦY BAN NHÂN DÂN", "KT/CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê An"]);
        assert_eq!(signature.lines(), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        assert!(!is_authority("Q7 và TL trước"));
        assert!(!is_authority("TMĐT và chuyển đổi số"));
        // Bodies whose folded names hold a post.
        for body in
            ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "TRƯỜNG THPT SÔNG CẦU", "BAN QUẢN LÝ PHỐ CỔ"]
        {
            assert!(!is_authority(body), "{body}");
        }
        for post in
            ["HIỆU TRƯỞNG", "TRƯỞNG PHÒNG MÔI TRƯỜNG", "PHÓ HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC"]
        {
            assert!(is_authority(post), "{post}");
        }
    }

    #[test]
    fn ranks_and_names_on_one_line() {
        let (signature, _) = read(&["TRƯỞNG CÔNG AN XÃ", "Thượng tá Lê Văn Hùng"]);
        assert_eq!(signature.honorific, "Thượng tá");
        assert_eq!(signature.signer, "Lê Văn Hùng");
        let (signature, _) = read(&["HIỆU TRƯỞNG PGS.TS. Lê Thị Mai"]);
        assert_eq!(signature.honorific, "PGS.TS.");
        assert_eq!(signature.signer, "Lê Thị Mai");
    }

    #[test]
    fn one_line_may_hold_the_whole_form() {
        let cases: [(&str, &[&str]); 6] = [
            ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
            (
                "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Bình",
                &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            ),
            ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
            ("TM. BAN GIÁM ĐỐC GIÁM ĐỐC", &["TM. BAN GIÁM ĐỐC", "GIÁM ĐỐC"]),
            ("TL. CHI CỤC TRƯỞNG TRƯỞNG PHÒNG A", &["TL. CHI CỤC TRƯỞNG", "TRƯỞNG PHÒNG A"]),
            ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", &["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
        ];
        for (line, wanted) in cases {
            let (signature, _) =
                read(&[line, "Trần Văn Bình"][..1 + usize::from(!line.contains("Văn"))]);
            assert_eq!(signature.lines(), wanted);
            assert_eq!(signature.signer, "Trần Văn Bình", "{line}");
        }
    }

    #[test]
    fn a_long_post_may_take_two_lines() {
        let (signature, _) =
            read(&["KT. BỘ TRƯỞNG", "BỘ Y TẾ", "THỨ TRƯỞNG", "BSCKII. Lê Thị Mai"]);
        assert_eq!(signature.lines(), ["KT. BỘ TRƯỞNG BỘ Y TẾ", "THỨ TRƯỞNG"]);
        assert_eq!(
            (signature.honorific.as_str(), signature.signer.as_str()),
            ("BSCKII.", "Lê Thị Mai")
        );
    }

    #[test]
    fn a_missing_deputy_is_told() {
        let (signature, notes) = read(&["KT. GIÁM ĐỐC", "Trần Văn Bình"]);
        assert_eq!(signature.signer, "Trần Văn Bình");
        assert_eq!(notes, [NoteKind::Signature]);
    }
}
