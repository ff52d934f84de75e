//! Titles that plain text lost the bold of.

use crate::model::{Block, Level, Place, Story, Style};

use crate::read::{NoteKind, Report};

/// Where plain text lost its bold, short numbered lines that have something under them are titles
/// and become bold.
pub(in crate::read) fn restore_titles(
    blocks: &mut [Block],
    lines: &[usize],
    story: Story,
    report: &mut Report,
) {
    const LONGEST: usize = 150;
    let bold_known = blocks.iter().filter_map(Block::paragraph).any(|paragraph| {
        !paragraph.level.is_heading() && paragraph.text.runs().any(|(_, style)| style.bold)
    });
    if bold_known {
        return;
    }
    let mut titles = std::collections::BTreeSet::new();
    let mut doubtful = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(paragraph) = block.paragraph() else { continue };
        let level = paragraph.level;
        if !matches!(level, Level::Clause | Level::SubClause | Level::Point) {
            continue;
        }
        let words = paragraph.text.as_str().trim_end();
        let short = paragraph.text.len() <= LONGEST && !words.is_empty();
        let deeper = blocks.get(at + 1).is_some_and(|next| match next.paragraph() {
            Some(next) => match next.level.depth() {
                Some(depth) => Some(depth) > level.depth(),
                None => true,
            },
            None => true,
        });
        if short && deeper && !words.ends_with(['.', ';', ':', ',']) {
            titles.insert(at);
        } else if short && deeper && words.ends_with('.') && level != Level::Point {
            doubtful.push(at);
        }
    }
    // A short line with a full stop is a title where most of its neighbours are.
    let sure = |at: &usize| {
        let near = siblings(blocks, *at);
        near.iter().filter(|near| titles.contains(near)).count() * 2 > near.len()
    };
    let more: Vec<usize> = doubtful.into_iter().filter(sure).collect();
    titles.extend(more);
    // Points are titles only where all their neighbours are.
    let keep: Vec<usize> = titles
        .iter()
        .copied()
        .filter(|at| {
            blocks[*at].paragraph().is_some_and(|paragraph| {
                paragraph.level != Level::Point
                    || siblings(blocks, *at).iter().all(|near| titles.contains(near))
            })
        })
        .collect();
    let Some(first) = keep.first().copied() else { return };
    let mut words = String::new();
    for at in &keep {
        if let Some(Block::Text(paragraph)) = blocks.get_mut(*at) {
            if *at == first {
                words = paragraph.text.words();
            }
            let length = paragraph.text.len();
            paragraph.text.restyle(0..length, |style: &mut Style| style.bold = true);
        }
    }
    report.note(
        NoteKind::RestoredTitle,
        lines.get(first).copied().unwrap_or(0),
        Some(Place::Block(story, first)),
        &words,
        format!(
            "Văn bản đã mất chữ đậm: {} dòng ngắn có nội dung bên dưới được coi là tiêu đề và cho \
             in đậm.",
            keep.len()
        ),
    );
}

/// The points of the list that a point belongs to, itself among them.
fn siblings(blocks: &[Block], at: usize) -> Vec<usize> {
    const WINDOW: usize = 400;
    let depth =
        |index: usize| blocks[index].paragraph().and_then(|paragraph| paragraph.level.depth());
    let own = depth(at);
    let shallower = |index: &usize| depth(*index).is_some_and(|other| Some(other) < own);
    let before = (at.saturating_sub(WINDOW)..at).rev().take_while(|index| !shallower(index));
    let after = (at..blocks.len().min(at.saturating_add(WINDOW)))
        .take_while(|index| !shallower(index));
    before.chain(after).filter(|index| depth(*index) == own).collect()
}
