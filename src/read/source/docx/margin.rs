//! Headers and footers: marks, a letterhead and the address belong to the paper, the rest is said.

use crate::read::recognise::letterhead::{is_address, is_mark, shows_national};
use crate::read::source::{Source, SourceParagraph};
use crate::read::{Content, ReadError};
use crate::vietnamese::plain_fold;

use super::aside::Kind;
use super::package::Package;
use super::tree::Node;
use super::walk::{Assumed, Context, Walk};

/// Reads every header and footer; returns the paragraphs that stand above the text, and puts the
/// others' words aside.
pub(super) fn read(
    package: &mut Package,
    walk: &mut Walk,
) -> Result<Vec<SourceParagraph>, ReadError> {
    let mut front: Vec<SourceParagraph> = Vec::new();
    let mut seen = Vec::new();
    let own_head = walk.paragraphs.iter().take(40).any(shows_national);
    for kind in ["header", "footer"] {
        for (_, part) in package.related_all(kind) {
            let Some(tree) = package.tree(&part)? else { continue };
            let paragraphs = paragraphs(&tree, walk.context.assumed);
            let head = kind == "header" && !own_head && paragraphs.iter().any(shows_national);
            for paragraph in paragraphs {
                let words = all_words(&paragraph);
                if is_page_number(&words) || seen.contains(&words) {
                    continue;
                }
                let folded = plain_fold(&words.chars().take(60).collect::<String>());
                if head || is_address(&folded) || is_mark(&folded) {
                    front.push(paragraph);
                } else {
                    walk.aside.put(Kind::Margin, 0, &words);
                }
                seen.push(words);
            }
            for string in watermarks(&tree) {
                if seen.contains(&string) {
                    continue;
                }
                walk.aside.put(Kind::Margin, 0, &string);
                seen.push(string);
            }
        }
    }
    Ok(front)
}

fn paragraphs(part: &Node, assumed: Assumed) -> Vec<SourceParagraph> {
    let context = Context { assumed, ..Context::default() };
    let mut walk = Walk::new(context, super::Numbering::default());
    walk.blocks(part);
    let Source { paragraphs, .. } = walk.finish();
    // They stand outside the text: no paragraph of the text has their number.
    paragraphs.into_iter().map(|paragraph| SourceParagraph { line: 0, ..paragraph }).collect()
}

fn all_words(paragraph: &SourceParagraph) -> String {
    match &paragraph.content {
        Content::Words(text) => text.words(),
        Content::Table(table) => table
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.text.words())
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// `2`, `Trang 2/7`, `- 2 -`.
fn is_page_number(words: &str) -> bool {
    let folded = plain_fold(words);
    let rest = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest =
        ["trang", "page"].iter().find_map(|name| rest.strip_prefix(name)).unwrap_or(rest);
    rest.len() <= 12 && !rest.chars().any(char::is_alphabetic)
}

/// Words drawn across the page.
fn watermarks(part: &Node) -> Vec<String> {
    let mut found = Vec::new();
    part.find_all("textpath", &mut found);
    found
        .into_iter()
        .filter_map(|node| node.attribute("string"))
        .map(|words| words.trim().to_owned())
        .filter(|words| !words.is_empty())
        .collect()
}
