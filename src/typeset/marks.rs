//! Marks above and below letters: over their letter, and once in the text that is copied.
//!
//! A mark that is raised over its letter is a text item of its own, and each of the two holds the
//! whole of what they draw: copied out of a PDF, `M̌` would be `M̌M̌`. So the first keeps the letter and
//! the next one the mark. And the serif does not know where a breve stands over ơ, ư, ê, ô of the
//! highlands' languages: it is centred here over the letter without its horn.

use ttf_parser::{Face, GlyphId, Rect};
use typst::layout::{Em, Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Between a letter and the mark above it, em.
const GAP: f64 = 0.05;
/// Marks above have this class.
const ABOVE: u8 = 230;

/// Sets the marks of a document right.
pub(super) fn settle(document: PagedDocument) -> PagedDocument {
    let mut pages = document.pages().to_vec();
    for page in &mut pages {
        centre(&mut page.frame);
        let mut document = Vec::new();
        let mut last = None;
        read(&page.frame, &mut document, &mut last);
        if document.iter().any(Option::is_some) {
            let mut document = document.into_iter();
            share(&mut page.frame, &mut document);
        }
    }
    PagedDocument::new(pages.into_iter().collect(), document.info().clone())
}

/// What a text item keeps of the letters and marks that it shares with its neighbours.
#[derive(Clone, Debug, Default)]
struct Share {
    /// In place of the text of its first glyphs.
    front: Option<String>,
    /// In place of the text of its last glyphs.
    back: Option<String>,
}

/// The last text item read: its number, and the text of its last cluster.
struct Last {
    /// The item that began the cluster.
    first: usize,
    /// The cluster's text.
    text: String,
    /// The items that go on with it.
    more: Vec<usize>,
}

/// Finds, for each text item in order, what it shares.
fn read(frame: &Frame, document: &mut Vec<Option<Share>>, last: &mut Option<Last>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, document, last),
            FrameItem::Text(text) => {
                let number = document.len();
                document.push(None);
                let (Some(front), Some(back)) = (text.glyphs.first(), text.glyphs.last())
                else {
                    continue;
                };
                let goes_on = front.x_advance == Em::zero()
                    && last.as_ref().is_some_and(|last| last.text == text.text[front.range()]);
                let is_one = front.range == back.range;
                match last {
                    Some(last) if goes_on => {
                        last.more.push(number);
                        divide(last, document);
                    }
                    _ => {}
                }
                if !(goes_on && is_one) {
                    let cluster = text.text[back.range()].to_owned();
                    let several = cluster.chars().nth(1).is_some();
                    *last = several.then_some(Last {
                        first: number,
                        text: cluster,
                        more: Vec::new(),
                    });
                }
            }
            _ => {}
        }
    }
}

/// Shares a cluster's letters out: one to each item that goes on with it, the rest to the first.
fn divide(last: &Last, document: &mut [Option<Share>]) {
    let letters: Vec<char> = last.text.chars().collect();
    let kept = letters.len().saturating_sub(last.more.len()).max(1);
    let share = document[last.first].get_or_insert_default();
    share.back = Some(letters[..kept].iter().collect());
    for (item, at) in last.more.iter().zip(kept..) {
        let letter = letters[at.min(letters.len() - 1)];
        document[*item].get_or_insert_default().front = Some(letter.to_string());
    }
}

/// Gives each text item its share.
fn share(frame: &mut Frame, document: &mut std::vec::IntoIter<Option<Share>>) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => share(&mut group.frame, document),
            FrameItem::Text(text) => {
                let Share { front, back } = document.next().flatten().unwrap_or_default();
                // From the end, so that what is in front stays where it is.
                if let Some(words) = back
                    && let Some(range) = text.glyphs.last().map(|glyph| glyph.range.clone())
                {
                    replace(text, range, &words);
                }
                if let Some(words) = front
                    && let Some(range) = text.glyphs.first().map(|glyph| glyph.range.clone())
                {
                    replace(text, range, &words);
                }
            }
            _ => {}
        }
        true
    });
}

/// Puts words in place of a range of an item's text.
fn replace(item: &mut TextItem, range: std::ops::Range<u16>, words: &str) {
    let (from, to) = (usize::from(range.start), usize::from(range.end));
    let Ok(length) = u16::try_from(words.len()) else { return };
    item.text = format!("{}{words}{}", &item.text[..from], &item.text[to..]).into();
    for glyph in &mut item.glyphs {
        if glyph.range == range {
            glyph.range.end = range.start + length;
        } else if glyph.range.start >= range.end {
            let moved = |at: u16| at - range.end + range.start + length;
            glyph.range = moved(glyph.range.start)..moved(glyph.range.end);
        }
    }
}

/// Centres marks over their letters where the face says nothing.
fn centre(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => centre(&mut group.frame),
            FrameItem::Text(text) if text.text.chars().any(is_combining_mark) => {
                centre_marks(text);
            }
            _ => {}
        }
        true
    });
}

fn centre_marks(item: &mut TextItem) {
    let font = item.font.clone();
    let face = font.ttf();
    let units = f64::from(face.units_per_em());
    for at in 1..item.glyphs.len() {
        let (before, rest) = item.glyphs.split_at_mut(at);
        let (Some(letter), Some(mark)) = (before.last(), rest.first_mut()) else { continue };
        let placed = mark.x_offset != Em::zero() || mark.y_offset != Em::zero();
        if letter.range != mark.range || mark.x_advance != Em::zero() || placed {
            continue;
        }
        let mut letters = item.text[mark.range()].chars();
        let (Some(base), Some(above), None) = (letters.next(), letters.next(), letters.next())
        else {
            continue;
        };
        let bounds = |glyph: u16| face.glyph_bounding_box(GlyphId(glyph));
        let (Some(whole), Some(own)) = (bounds(letter.id), bounds(mark.id)) else { continue };
        if canonical_combining_class(above) != ABOVE || !base.is_alphabetic() {
            continue;
        }
        let core = core_of(face, base).unwrap_or(whole);
        let middle = |bounds: Rect| f64::from(bounds.x_min + bounds.x_max) / 2.0;
        let across = (middle(core) - middle(own)) / units;
        mark.x_offset = Em::new(across) - letter.x_advance;
        let up = (f64::from(whole.y_max.max(core.y_max) - own.y_min)) / units + GAP;
        mark.y_offset = Em::new(up.max(0.0));
    }
}

/// The bounds of a letter without its horn.
fn core_of(face: &Face<'_>, letter: char) -> Option<Rect> {
    let plain = match letter {
        'ơ' => 'o',
        'Ơ' => 'O',
        'ư' => 'u',
        'Ư' => 'U',
        _ => return None,
    };
    face.glyph_bounding_box(face.glyph_index(plain)?)
}
