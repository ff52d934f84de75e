//! Words of a Word file replaced in place: the file's own XML with a few letters changed, every
//! other byte as it was.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The main part.
const MAIN: &str = "word/document.xml";
/// The most bytes that a part may unpack to.
const MOST: u64 = 64 << 20;

/// The file with stretches of its paragraphs' words replaced, each where it stands exactly once.
pub(super) fn replaced(bytes: &[u8], stretches: &[(String, String)]) -> Option<Vec<u8>> {
    rewritten(bytes, |mut xml| {
        for (before, after) in stretches {
            let words = paragraphs(&xml);
            let holds: Vec<&Paragraph> = words
                .iter()
                .filter(|paragraph| paragraph.words().matches(before.as_str()).count() == 1)
                .collect();
            let [paragraph] = holds.as_slice() else { continue };
            xml = paragraph.replaced(&xml, before, after);
        }
        xml
    })
}

/// The file with its main part rewritten.
fn rewritten(bytes: &[u8], change: impl FnOnce(String) -> String) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut main = String::new();
    archive.by_name(MAIN).ok()?.take(MOST).read_to_string(&mut main).ok()?;
    let main = change(main);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).ok()?;
        if entry.name().is_ok_and(|name| name == MAIN) {
            writer.start_file(MAIN, SimpleFileOptions::default()).ok()?;
            writer.write_all(main.as_bytes()).ok()?;
        } else {
            writer.raw_copy_file(entry).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The letters of a paragraph: for every `w:t` where its content begins and ends in the XML.
struct Paragraph {
    texts: Vec<(usize, usize, String)>,
}

fn paragraphs(xml: &str) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut open: Vec<Paragraph> = Vec::new();
    let mut at = 0;
    while let Some(start) = xml[at..].find('<').map(|found| at + found) {
        let Some(end) = xml[start..].find('>').map(|found| start + found + 1) else { break };
        let tag = &xml[start..end];
        at = end;
        if tag.starts_with("<w:p>") || (tag.starts_with("<w:p ") && !tag.ends_with("/>")) {
            open.push(Paragraph { texts: Vec::new() });
        } else if tag == "</w:p>" {
            all.extend(open.pop());
        } else if (tag.starts_with("<w:t>") || tag.starts_with("<w:t "))
            && !tag.ends_with("/>")
        {
            let Some(close) = xml[end..].find("</w:t>").map(|found| end + found) else {
                break;
            };
            if let Some(paragraph) = open.last_mut() {
                paragraph.texts.push((end, close, unescaped(&xml[end..close])));
            }
            at = close;
        }
    }
    all
}

impl Paragraph {
    fn words(&self) -> String {
        self.texts.iter().map(|(.., words)| words.as_str()).collect()
    }

    /// The XML with the words at a place replaced: what stays keeps its run, what is new goes into
    /// the run where the difference begins.
    fn replaced(&self, xml: &str, before: &str, after: &str) -> String {
        let whole = self.words();
        let Some(start) = whole.find(before) else { return xml.to_owned() };
        let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b);
        let front: usize = same.map(|(a, _)| a.len_utf8()).sum();
        let tail = before[front..].chars().rev().zip(after[front..].chars().rev());
        let back: usize = tail.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (from, to) = (start + front, start + before.len() - back);
        let new = &after[front..after.len() - back];
        let mut out = String::with_capacity(xml.len() + new.len());
        let (mut copied, mut offset, mut written) = (0, 0, false);
        for (begin, end, words) in &self.texts {
            let (first, last) = (offset, offset + words.len());
            offset = last;
            let touches =
                from < last && to > first || (!written && from >= first && from <= last);
            if !touches {
                continue;
            }
            let mut text = words[..from.clamp(first, last) - first].to_owned();
            if !written && from <= last {
                text.push_str(new);
                written = true;
            }
            text.push_str(&words[to.clamp(first, last) - first..]);
            // White space at an end must be kept.
            let tag = xml[..*begin].rfind("<w:t").unwrap_or(*begin);
            out.push_str(&xml[copied..tag]);
            out.push_str("<w:t xml:space=\"preserve\">");
            out.push_str(&escaped(&text));
            copied = *end;
        }
        out.push_str(&xml[copied..]);
        out
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescaped(words: &str) -> String {
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    words.replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_goes_over_the_borders_of_runs() {
        let xml = "<w:p><w:r><w:t>một ,</w:t></w:r><w:r><w:t xml:space=\"preserve\"> hai &amp; ba</w:t></w:r></w:p>";
        let paragraph = &paragraphs(xml)[0];
        assert_eq!(paragraph.words(), "một , hai & ba");
        let changed = paragraph.replaced(xml, "một , hai", "một, hai");
        assert_eq!(paragraphs(&changed)[0].words(), "một, hai & ba");
        assert!(changed.contains("&amp;"));
        let changed = paragraph.replaced(xml, ", hai", ",hai");
        assert_eq!(paragraphs(&changed)[0].words(), "một ,hai & ba");
    }
}
