//! Comments written into a copy of a Word file: the file's own XML with runs parted where a comment
//! begins or ends, every other byte as it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most bytes that a part may unpack to.
const MOST: u64 = 64 << 20;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const COMMENTS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Something that is to be said beside words of a Word file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Words of one paragraph by which the spot is known; none for the document as a whole.
    pub stretch: String,
    /// The characters of them that are meant.
    pub span: Range<usize>,
    /// Which of the places with these words, from 0.
    pub nth: usize,
    /// What is said; lines make paragraphs.
    pub words: String,
}

/// Who speaks in the comments, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The author's name.
    pub name: String,
    /// The author's initials.
    pub initials: String,
    /// The day and time, `2026-11-28T08:00:00Z`.
    pub date: String,
}

impl Speaker {
    /// The program itself, at this moment.
    pub fn now() -> Self {
        Self {
            name: "Kế Hoạch".to_owned(),
            initials: "KH".to_owned(),
            date: chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
}

/// Why comments cannot be written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemarkError {
    /// It is no Word file of today's form.
    #[error(
        "chỉ ghi được nhận xét vào tệp .docx thông thường; hãy mở tệp bằng Word hay LibreOffice, \
         lưu lại dạng .docx rồi thử lại"
    )]
    NotWord,
}

/// A copy of a Word file with comments, each beside its words; those whose words are not found stand
/// beside the first paragraph.
///
/// # Errors
/// [`RemarkError::NotWord`] for what is no package of Word's usual kind.
pub fn remarked(
    bytes: &[u8],
    remarks: &[Remark],
    speaker: &Speaker,
) -> Result<Vec<u8>, RemarkError> {
    remarked_in(bytes, remarks, speaker).ok_or(RemarkError::NotWord)
}

fn remarked_in(bytes: &[u8], remarks: &[Remark], speaker: &Speaker) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let main = main_part(&mut archive)?;
    let xml = part(&mut archive, &main)?;
    if !xml.contains(&format!("xmlns:w=\"{WORD}\"")) {
        return None;
    }
    let relations_path = relations_of(&main);
    let relations = part(&mut archive, &relations_path).unwrap_or_else(empty_relations);
    let known = target_of(&relations, "/comments").map(|target| beside(&main, &target));
    let path = known.clone().unwrap_or_else(|| beside(&main, "comments.xml"));
    let old = known.and_then(|path| part(&mut archive, &path));
    let first = old.as_deref().map_or(0, free_id);
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    if old.is_none() {
        let types = part(&mut archive, "[Content_Types].xml")?;
        let kind = format!("<Override PartName=\"/{path}\" ContentType=\"{COMMENTS}\"/>");
        parts.insert("[Content_Types].xml".to_owned(), before_end(&types, "Types", &kind)?);
        let name = path.rsplit('/').next().unwrap_or(&path);
        let relation = format!(
            "<Relationship Id=\"{}\" Type=\"{RELATIONS}/comments\" Target=\"{name}\"/>",
            free_relation(&relations)
        );
        let relations = before_end(&relations, "Relationships", &relation)?;
        parts.insert(relations_path, relations);
    }
    parts.insert(main, anchored(&xml, remarks, first));
    let said: String = remarks
        .iter()
        .enumerate()
        .map(|(index, remark)| comment(first + index, &remark.words, speaker))
        .collect();
    let comments = old.unwrap_or_else(|| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:comments xmlns:w=\"{WORD}\"></w:comments>"
        )
    });
    parts.insert(path, before_end(&comments, "w:comments", &said)?);
    rewritten(&mut archive, parts)
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut words = String::new();
    archive.by_name(name).ok()?.take(MOST).read_to_string(&mut words).ok()?;
    Some(words.trim_start_matches('\u{feff}').to_owned())
}

/// The package with parts replaced or added.
fn rewritten(
    archive: &mut Archive<'_>,
    mut parts: BTreeMap<String, String>,
) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        match parts.remove(&name) {
            Some(words) => {
                drop(entry);
                writer.start_file(&*name, SimpleFileOptions::default()).ok()?;
                writer.write_all(words.as_bytes()).ok()?;
            }
            None => writer.raw_copy_file(entry).ok()?,
        }
    }
    for (name, words) in parts {
        writer.start_file(&*name, SimpleFileOptions::default()).ok()?;
        writer.write_all(words.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The path of the main part.
fn main_part(archive: &mut Archive<'_>) -> Option<String> {
    let relations = part(archive, "_rels/.rels")?;
    let target = target_of(&relations, "/officeDocument")?;
    Some(target.trim_start_matches('/').to_owned())
}

/// The target of the relation whose kind ends so.
fn target_of(relations: &str, kind: &str) -> Option<String> {
    relations.split("<Relationship ").skip(1).find_map(|relation| {
        let value = |name: &str| {
            let start = relation.find(&format!("{name}=\""))? + name.len() + 2;
            Some(&relation[start..start + relation[start..].find('"')?])
        };
        value("Type")?.ends_with(kind).then(|| value("Target").map(str::to_owned)).flatten()
    })
}

/// A path that stands beside another part, or at the package's root.
fn beside(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    match part.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{target}"),
        None => target.to_owned(),
    }
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

fn empty_relations() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
        .to_owned()
}

fn free_relation(relations: &str) -> String {
    (1..)
        .map(|number| format!("rIdNhanXet{number}"))
        .find(|id| !relations.contains(&format!("\"{id}\"")))
        .expect("the numbers do not end")
}

/// The first number above every comment's.
fn free_id(comments: &str) -> usize {
    let numbers = comments.split("w:id=\"").skip(1).filter_map(|rest| {
        rest.split('"').next().and_then(|number| number.parse::<usize>().ok())
    });
    numbers.max().map_or(0, |last| last + 1)
}

/// XML with something put in before the end of its outermost element.
fn before_end(xml: &str, element: &str, new: &str) -> Option<String> {
    if let Some(at) = xml.rfind(&format!("</{element}>")) {
        return Some(format!("{}{new}{}", &xml[..at], &xml[at..]));
    }
    // An element without content.
    let at = xml.rfind("/>").filter(|at| xml[at + 2..].trim().is_empty())?;
    Some(format!("{}>{new}</{element}>", &xml[..at]))
}

fn comment(id: usize, words: &str, speaker: &Speaker) -> String {
    let Speaker { name, initials, date } = speaker;
    let mut xml = format!(
        "<w:comment w:id=\"{id}\" w:author=\"{}\" w:date=\"{date}\" w:initials=\"{}\">",
        escaped(name),
        escaped(initials)
    );
    for line in words.lines() {
        let _ = write!(
            xml,
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(line)
        );
    }
    xml.push_str("</w:comment>");
    xml
}

fn escaped(words: &str) -> String {
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A letter as words are compared by, and the bytes of the XML that it stands in.
#[derive(Clone, Copy, Debug)]
struct Letter {
    letter: char,
    from: usize,
    to: usize,
}

/// The letters of a paragraph without those that files and plans write in different ways.
type Paragraph = Vec<Letter>;

/// Where a remark stands: the bytes of the XML from its first letter to its last.
fn spots(xml: &str, remarks: &[Remark]) -> Vec<Option<Range<usize>>> {
    let paragraphs = paragraphs(xml);
    let first = paragraphs.iter().find(|letters| !letters.is_empty());
    let whole = first.and_then(|letters| Some(letters.first()?.from..letters.last()?.to));
    remarks.iter().map(|remark| find(&paragraphs, remark).or_else(|| whole.clone())).collect()
}

fn find(paragraphs: &[Paragraph], remark: &Remark) -> Option<Range<usize>> {
    let stretch: Vec<char> = remark.stretch.chars().collect();
    let span = remark.span.start.min(stretch.len())..remark.span.end.min(stretch.len());
    let plain = |part: &[char]| -> Vec<char> {
        comparable(&part.iter().collect::<String>()).map(|(letter, _)| letter).collect()
    };
    let needle = plain(&stretch);
    let (before, inside) =
        (plain(&stretch[..span.start]).len(), plain(&stretch[span.clone()]));
    let at = place(paragraphs, &needle, remark.nth);
    let (paragraph, start, length) = match at {
        Some((paragraph, start)) => (paragraph, start + before, inside.len()),
        // What stands around may be no words of the file: a numeral, a capital of ours.
        None if inside.len() > 3 => {
            let (paragraph, start) = place(paragraphs, &inside, 0)?;
            (paragraph, start, inside.len())
        }
        None => return None,
    };
    let letters = &paragraphs[paragraph];
    // White space alone is shown with the letters beside it.
    let (start, end) = match length {
        0 => (start.saturating_sub(1), (start + 1).min(letters.len())),
        length => (start, start + length),
    };
    Some(letters.get(start)?.from..letters.get(end.checked_sub(1)?)?.to)
}

/// The n-th place of letters, or the last where there are fewer.
fn place(paragraphs: &[Paragraph], needle: &[char], nth: usize) -> Option<(usize, usize)> {
    if needle.is_empty() {
        return None;
    }
    let mut last = None;
    let mut seen = 0;
    for (index, letters) in paragraphs.iter().enumerate() {
        for start in 0..(letters.len() + 1).saturating_sub(needle.len()) {
            let here = &letters[start..start + needle.len()];
            if here.iter().map(|it| it.letter).eq(needle.iter().copied()) {
                last = Some((index, start));
                if seen == nth {
                    return last;
                }
                seen += 1;
            }
        }
    }
    last
}

/// The letters that words are compared by, with their position among the characters: small,
/// composed, without white space, hyphens and what cannot be seen.
fn comparable(words: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let chars: Vec<char> = words.chars().collect();
    let mut all = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let mut end = at + 1;
        while end < chars.len() && is_combining_mark(chars[end]) {
            end += 1;
        }
        for letter in chars[at..end].iter().copied().nfc().flat_map(char::to_lowercase) {
            let seen = !letter.is_whitespace()
                && !letter.is_control()
                && !matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '\u{ad}' | '\u{200b}')
                && !matches!(letter, '\u{fffc}' | '\u{feff}' | '\u{307}');
            if seen {
                all.push((letter, at..end));
            }
        }
        at = end;
    }
    all.into_iter()
}

/// The paragraphs of a document outside text boxes, in order.
fn paragraphs(xml: &str) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut open: Vec<Vec<(char, usize, usize)>> = Vec::new();
    let mut at = 0;
    while let Some(start) = xml[at..].find('<').map(|found| at + found) {
        let Some(end) = xml[start..].find('>').map(|found| start + found + 1) else { break };
        let tag = &xml[start..end];
        at = end;
        if tag == "<w:p>" || (tag.starts_with("<w:p ") && !tag.ends_with("/>")) {
            open.push(Vec::new());
        } else if tag == "</w:p>" {
            let letters = open.pop().unwrap_or_default();
            // A paragraph in a paragraph stands in a text box, where no comment may stand.
            if open.is_empty() {
                all.push(compared(&letters));
            }
        } else if is_text(tag) {
            let Some(close) = xml[end..].find("</w:t>").map(|found| end + found) else {
                break;
            };
            if let Some(letters) = open.last_mut().filter(|_| run_of(xml, start).is_some()) {
                letters_of(xml, end..close, letters);
            }
            at = close;
        }
    }
    all
}

fn is_text(tag: &str) -> bool {
    tag == "<w:t>" || (tag.starts_with("<w:t ") && !tag.ends_with("/>"))
}

fn compared(letters: &[(char, usize, usize)]) -> Paragraph {
    let words: String = letters.iter().map(|(letter, ..)| *letter).collect();
    comparable(&words)
        .map(|(letter, span)| Letter {
            letter,
            from: letters[span.start].1,
            to: letters[span.end - 1].2,
        })
        .collect()
}

/// The characters of a text, with the bytes that write them.
fn letters_of(xml: &str, range: Range<usize>, letters: &mut Vec<(char, usize, usize)>) {
    let mut at = range.start;
    while at < range.end {
        let rest = &xml[at..range.end];
        let entity = rest.strip_prefix('&').and_then(|name| {
            let length = name.find(';')?;
            Some((entity(&name[..length])?, length + 2))
        });
        let Some((letter, length)) =
            entity.or_else(|| rest.chars().next().map(|letter| (letter, letter.len_utf8())))
        else {
            break;
        };
        letters.push((letter, at, at + length));
        at += length;
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// The properties of the run that a text stands in, as XML; none where it stands in no run that can
/// be parted.
fn run_of(xml: &str, text: usize) -> Option<&str> {
    let front = &xml[..text];
    let run = front.rfind("<w:r>").max(front.rfind("<w:r "))?;
    if front[run..].contains("</w:r>") {
        return None;
    }
    let inside = run + front[run..].find('>')? + 1;
    let rest = xml[inside..text].trim_start();
    if rest.starts_with("<w:rPr/>") || !rest.starts_with("<w:rPr>") {
        return Some("");
    }
    // What was changed of the properties holds properties of its own.
    let end = rest.rfind("</w:rPr>")? + "</w:rPr>".len();
    Some(&rest[..end])
}

/// The document with the anchors of comments, numbered from `first`.
fn anchored(xml: &str, remarks: &[Remark], first: usize) -> String {
    // What goes in before which byte: ends before beginnings.
    let mut points: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for (index, spot) in spots(xml, remarks).into_iter().enumerate() {
        let Some(spot) = spot else { continue };
        let id = first + index;
        let begins = &mut points.entry(spot.start).or_default().1;
        let _ = write!(begins, "<w:commentRangeStart w:id=\"{id}\"/>");
        let ends = &mut points.entry(spot.end).or_default().0;
        let _ = write!(
            ends,
            "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        );
    }
    let mut out = String::with_capacity(xml.len() + 200 * points.len());
    let mut copied = 0;
    for (at, (ends, begins)) in points {
        // The text that holds the byte, whose letters before and after it keep their look.
        let Some(text) = xml[..at].rfind("<w:t>").max(xml[..at].rfind("<w:t ")) else {
            continue;
        };
        let Some(properties) = run_of(xml, text) else { continue };
        let content = text + xml[text..].find('>').map_or(0, |end| end + 1);
        if copied <= text {
            out.push_str(&xml[copied..text]);
            out.push_str(PRESERVED);
            copied = content;
        }
        out.push_str(&xml[copied..at]);
        out.push_str("</w:t></w:r>");
        out.push_str(&ends);
        out.push_str(&begins);
        out.push_str("<w:r>");
        out.push_str(properties);
        out.push_str(PRESERVED);
        copied = at;
    }
    out.push_str(&xml[copied..]);
    out
}

/// A text whose white space at its ends counts.
const PRESERVED: &str = "<w:t xml:space=\"preserve\">";

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<w:document><w:p><w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>UBND các qu</w:t>\
         </w:r><w:r><w:t>ận, huyện &amp; xã </w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Các phòng ,  \
         đơn vị</w:t></w:r></w:p></w:document>";

    fn remark(stretch: &str, meant: &str) -> Remark {
        let at = stretch.find(meant).expect("it is part of it");
        let start = stretch[..at].chars().count();
        Remark {
            stretch: stretch.to_owned(),
            span: start..start + meant.chars().count(),
            ..Remark::default()
        }
    }

    /// The words between the anchors of a comment.
    fn meant(xml: &str, id: usize) -> String {
        let (_, rest) =
            xml.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).expect("begun");
        let (inside, _) =
            rest.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).expect("ended");
        let mut words = String::new();
        for part in inside.split('<') {
            if let Some((tag, text)) = part.split_once('>')
                && is_text(&format!("<{tag}>"))
            {
                words.push_str(text);
            }
        }
        words
    }

    #[test]
    fn anchors_stand_around_the_words_that_are_meant_and_every_letter_keeps_its_look() {
        for (stretch, inside, told) in [
            ("UBND các quận, huyện & xã", "quận, huyện", "quận, huyện"),
            ("ubnd CÁC quận", "UBND".to_lowercase().as_str(), "UBND"),
            ("Các phòng , đơn vị", "phòng , đơn", "phòng ,  đơn"),
            ("các quâ\u{323}n, huyện", "huyện", "huyện"),
            ("b) huyện & xã", "huyện", "huyện"),
        ] {
            let changed = anchored(XML, &[remark(stretch, inside)], 7);
            assert_eq!(meant(&changed, 7), told, "{stretch}");
            roxmltree::Document::parse(&changed.replace("w:", "w")).expect("sound XML");
            let letters = |xml: &str| -> String {
                paragraphs(xml).iter().flatten().map(|it| it.letter).collect()
            };
            assert_eq!(letters(&changed), letters(XML));
        }
    }

    #[test]
    fn comments_may_meet_lie_in_each_other_and_have_no_words() {
        let remarks = [
            remark("UBND các quận, huyện", "UBND các quận"),
            remark("UBND các quận, huyện", "các"),
            remark("UBND các quận, huyện", ", huyện"),
            Remark::default(),
            remark("không có trong tệp", "có"),
        ];
        let changed = anchored(XML, &remarks, 0);
        assert_eq!(meant(&changed, 0), "UBND các quận");
        assert_eq!(meant(&changed, 1), "các");
        assert_eq!(meant(&changed, 2), ", huyện");
        assert_eq!(meant(&changed, 3), "UBND các quận, huyện &amp; xã");
        assert_eq!(meant(&changed, 4), meant(&changed, 3));
        roxmltree::Document::parse(&changed.replace("w:", "w")).expect("sound XML");
        assert_eq!(changed.matches("<w:commentReference").count(), remarks.len());
    }

    #[test]
    fn the_same_words_are_told_apart_by_their_order() {
        let twice = XML.replace("Các phòng ,  đơn vị", "UBND các quận, huyện khác");
        let second = Remark { nth: 1, ..remark("UBND các quận", "quận") };
        let changed = anchored(&twice, &[second], 0);
        let before = changed.split("commentRangeStart").next().expect("a front");
        assert!(before.contains("huyện &amp; xã"));
    }

    #[test]
    fn elements_without_content_take_some() {
        assert_eq!(before_end("<a x=\"1\"/>", "a", "b").as_deref(), Some("<a x=\"1\">b</a>"));
        assert_eq!(before_end("<a>c</a>\n", "a", "b").as_deref(), Some("<a>cb</a>\n"));
        assert_eq!(free_id("<w:comment w:id=\"4\"/><w:comment w:id=\"11\"/>"), 12);
    }
}
