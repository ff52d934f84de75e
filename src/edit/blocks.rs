//! What keys do to a run of blocks: splitting, joining, levels, order. Pure functions.

use std::ops::{Range, RangeInclusive};

use crate::model::{Block, DocumentType, Level, Paragraph, Text};
use crate::standard::layout;

use super::spot::{Selection, text_of, text_of_mut};
use super::table;

/// The levels that Tab walks down and Shift+Tab up: those of the family that the blocks are of; `1.1.`
/// is chosen from the menu.
fn ladder(blocks: &[Block]) -> &'static [Level] {
    let holds = |test: fn(Level) -> bool| {
        blocks.iter().filter_map(Block::paragraph).any(|paragraph| test(paragraph.level))
    };
    let kind = if holds(|level| level.stands_above_title() && level != Level::Part) {
        DocumentType::Statute
    } else if holds(|level| level == Level::Article) {
        DocumentType::Decision
    } else {
        DocumentType::Plan
    };
    layout(kind).ladder
}

/// The level of a block that follows a whole one: under a heading or a titled item what it holds,
/// else one more of the same.
pub fn following(paragraph: &Paragraph) -> Level {
    let title = paragraph.is_title();
    match paragraph.level {
        Level::Part => Level::Section,
        Level::Chapter | Level::Division | Level::Subdivision => Level::Article,
        Level::Section => Level::Clause,
        Level::Article if title => Level::Clause,
        Level::Clause | Level::SubClause if title => Level::Point,
        Level::Point if title => Level::Dash,
        level => level,
    }
}

/// Enter: cuts a paragraph in two at the caret. At its end a block of the [`following`] level
/// begins; at its start an empty one is put before; an empty item goes up to its parent's level
/// and at last becomes a paragraph without numeral.
pub fn split(blocks: &mut Vec<Block>, block: usize, at: usize) -> Selection {
    let parent = parent_level(blocks, block);
    let Some(Block::Text(paragraph)) = blocks.get_mut(block) else {
        return insert_after(blocks, block);
    };
    if paragraph.text.is_empty() && paragraph.level != Level::Body {
        (paragraph.level, paragraph.restart) = (parent, false);
        return Selection::at(block, 0);
    }
    let length = paragraph.text.len();
    let new = if at == 0 && length > 0 {
        Paragraph::new(paragraph.level, std::mem::take(&mut paragraph.text))
    } else if at >= length {
        Paragraph::new(following(paragraph), "")
    } else {
        Paragraph::new(paragraph.level, paragraph.text.split_off(at))
    };
    blocks.insert(block + 1, Block::Text(new));
    Selection::at(block + 1, 0)
}

/// Backspace at the start of a block: a numbered, centred or right paragraph becomes a plain one;
/// a plain one joins the paragraph before it; an empty one after a table goes away.
pub fn join_before(blocks: &mut Vec<Block>, block: usize) -> Selection {
    let stay = Selection::at(block, 0);
    let Some(Block::Text(paragraph)) = blocks.get_mut(block) else { return stay };
    if paragraph.level != Level::Body {
        (paragraph.level, paragraph.restart) = (Level::Body, false);
        return stay;
    }
    let empty = paragraph.text.is_empty();
    let Some(before) = block.checked_sub(1) else { return stay };
    if let Some(Block::Table(table)) = blocks.get(before) {
        let (row, column) = table::last(table);
        let length = table.rows[row][column].text.len();
        if empty {
            blocks.remove(block);
        }
        return Selection::in_cell(before, row, column, length);
    }
    join(blocks, before)
}

/// Delete at the end of a block: what follows joins it. An empty block goes away and leaves the
/// next as it is; a table joins nothing.
pub fn join_after(blocks: &mut Vec<Block>, block: usize) -> Selection {
    let length = text_of(blocks, block, None).map_or(0, Text::len);
    let stay = Selection::at(block, length);
    match (blocks.get(block), blocks.get(block + 1)) {
        (Some(Block::Text(_)), Some(next)) if length == 0 => {
            let table = next.table().is_some();
            blocks.remove(block);
            if table { Selection::in_cell(block, 0, 0, 0) } else { Selection::at(block, 0) }
        }
        (Some(Block::Text(_)), Some(Block::Text(_))) => join(blocks, block),
        _ => stay,
    }
}

/// Joins a paragraph with the next, both known to be text.
fn join(blocks: &mut Vec<Block>, block: usize) -> Selection {
    let Block::Text(next) = blocks.remove(block + 1) else { return Selection::at(block, 0) };
    let Some(text) = text_of_mut(blocks, block, None) else { return Selection::at(block, 0) };
    let at = text.len();
    text.append(next.text);
    Selection::at(block, at)
}

/// Tab: one level down. A paragraph without numeral becomes an item like those above it.
pub fn indent(blocks: &mut [Block], range: RangeInclusive<usize>) {
    let ladder = ladder(blocks);
    for index in range {
        let natural = natural_level(blocks, index);
        each_level(blocks, index..=index, |level| match level {
            Level::Part => ladder.first().copied().unwrap_or(level),
            Level::Subdivision => Level::Article,
            Level::SubClause => Level::Point,
            Level::Body | Level::Centered | Level::Right => natural,
            level => step(ladder, level, 1),
        });
    }
}

/// Shift+Tab: one level up; a mục stays what it is.
pub fn outdent(blocks: &mut [Block], range: RangeInclusive<usize>) {
    let ladder = ladder(blocks);
    each_level(blocks, range, |level| match level {
        Level::SubClause => Level::Clause,
        Level::Subdivision => Level::Division,
        level => step(ladder, level, -1),
    });
}

/// Gives every paragraph of a range one level.
pub fn set_level(blocks: &mut [Block], range: RangeInclusive<usize>, level: Level) {
    each_level(blocks, range, |_| level);
}

/// Begins the count of the range's first paragraph anew, or lets it count on.
pub fn toggle_restart(blocks: &mut [Block], range: RangeInclusive<usize>) {
    if let Some(Block::Text(paragraph)) = blocks.get_mut(*range.start()) {
        paragraph.restart = !paragraph.restart && paragraph.level.is_counted();
    }
}

fn each_level(
    blocks: &mut [Block],
    range: RangeInclusive<usize>,
    change: impl Fn(Level) -> Level,
) {
    for block in blocks.iter_mut().take(range.end() + 1).skip(*range.start()) {
        if let Block::Text(paragraph) = block {
            let level = change(paragraph.level);
            paragraph.restart &= level == paragraph.level;
            paragraph.level = level;
        }
    }
}

fn step(ladder: &[Level], level: Level, by: isize) -> Level {
    let rung = ladder.iter().position(|other| *other == level);
    rung.and_then(|rung| ladder.get(rung.checked_add_signed(by)?)).copied().unwrap_or(level)
}

/// The level of the numbered block that a block stands under; plain when under none.
fn parent_level(blocks: &[Block], block: usize) -> Level {
    let Some(depth) = depth(blocks, block) else { return Level::Body };
    let above = blocks.iter().take(block).rev().filter_map(Block::paragraph);
    above
        .map(|paragraph| paragraph.level)
        .find(|level| level.depth().is_some_and(|other| other < depth))
        .filter(|level| !level.stands_above_title())
        .unwrap_or(Level::Body)
}

/// What an unnumbered paragraph becomes when she numbers it: what the item above calls for.
fn natural_level(blocks: &[Block], block: usize) -> Level {
    let mut above = blocks.iter().take(block).rev().filter_map(Block::paragraph);
    above.find(|paragraph| paragraph.level.depth().is_some()).map_or(Level::Clause, following)
}

fn depth(blocks: &[Block], block: usize) -> Option<usize> {
    blocks.get(block)?.paragraph()?.level.depth()
}

/// A block and what stands under it: deeper items, and from `Phần` to `a)` the plain paragraphs
/// and tables that follow too.
pub fn family(blocks: &[Block], block: usize) -> Range<usize> {
    let Some(own) = depth(blocks, block) else { return block..(block + 1).min(blocks.len()) };
    let plain = own <= Level::Point.depth().unwrap_or(own);
    let belongs = |index: usize| match depth(blocks, index) {
        Some(depth) => depth > own,
        None => plain,
    };
    let end = (block + 1..blocks.len()).find(|index| !belongs(*index)).unwrap_or(blocks.len());
    block..end
}

/// The run that a selection moves as one: several blocks as they are, one with its family.
fn moved(blocks: &[Block], range: &RangeInclusive<usize>) -> Range<usize> {
    if range.start() == range.end() {
        family(blocks, *range.start())
    } else {
        *range.start()..(*range.end() + 1).min(blocks.len())
    }
}

/// Alt+↑: over the item before (or over the heading it stands under). Returns where the first
/// block of the run is then.
pub fn move_up(blocks: &mut [Block], range: &RangeInclusive<usize>) -> usize {
    let run = moved(blocks, range);
    if run.start == 0 || run.end > blocks.len() || run.is_empty() {
        return *range.start();
    }
    let mut to = run.start - 1;
    if let Some(own) = depth(blocks, run.start) {
        while to > 0 && depth(blocks, to).is_none_or(|depth| depth > own) {
            to -= 1;
        }
    }
    blocks[to..run.end].rotate_right(run.len());
    to
}

/// Alt+↓: over the item that follows (or over the next heading). Returns where the first block of
/// the run is then.
pub fn move_down(blocks: &mut [Block], range: &RangeInclusive<usize>) -> usize {
    let run = moved(blocks, range);
    if run.end >= blocks.len() || run.is_empty() {
        return *range.start();
    }
    let next = run.end;
    let end = match (depth(blocks, run.start), depth(blocks, next)) {
        (Some(own), Some(other)) if other == own => family(blocks, next).end,
        (Some(_), Some(_)) => (next + 1..blocks.len())
            .find(|index| depth(blocks, *index).is_some())
            .unwrap_or(blocks.len()),
        _ => next + 1,
    };
    blocks[run.start..end].rotate_left(run.len());
    run.start + (end - next)
}

/// Moves a run before another block; into itself it cannot go. Returns where its first block is then.
pub fn move_to(blocks: &mut [Block], range: &RangeInclusive<usize>, to: usize) -> usize {
    let run = moved(blocks, range);
    let to = to.min(blocks.len());
    if run.is_empty() || run.end > blocks.len() || (run.start..=run.end).contains(&to) {
        return *range.start();
    }
    if to < run.start {
        blocks[to..run.end].rotate_right(run.len());
        to
    } else {
        blocks[run.start..to].rotate_left(run.len());
        to - run.len()
    }
}

/// Where a new mục goes: after the one that a block is in, at the end without one.
pub fn next_section(blocks: &[Block], here: Option<usize>) -> usize {
    let heads = |block: &Block| block.paragraph().is_some_and(|p| p.level.is_heading());
    let from = here.map_or(blocks.len(), |here| here + 1);
    let next = blocks.iter().skip(from).position(heads);
    next.map_or(blocks.len(), |steps| from + steps)
}

/// Puts a copy of the range after it; returns where the copy begins.
pub fn duplicate(blocks: &mut Vec<Block>, range: &RangeInclusive<usize>) -> usize {
    let end = (*range.end() + 1).min(blocks.len());
    let mut copies = blocks[(*range.start()).min(end)..end].to_vec();
    if let Some(Block::Text(first)) = copies.first_mut() {
        first.restart = false;
    }
    blocks.splice(end..end, copies);
    end
}

/// Removes whole blocks. A story keeps at least one paragraph to write in.
pub fn remove(blocks: &mut Vec<Block>, range: &RangeInclusive<usize>) -> Selection {
    let end = (*range.end() + 1).min(blocks.len());
    let start = (*range.start()).min(end);
    blocks.drain(start..end);
    if blocks.is_empty() {
        blocks.push(Block::Text(Paragraph::default()));
    }
    Selection::at(start, 0).clamped(blocks)
}

/// Ctrl+Enter: an empty block of the [`following`] level after a block.
pub fn insert_after(blocks: &mut Vec<Block>, block: usize) -> Selection {
    let level = match blocks.get(block) {
        Some(Block::Text(paragraph)) => following(paragraph),
        _ => Level::Body,
    };
    let at = (block + 1).min(blocks.len());
    blocks.insert(at, Block::new(level, ""));
    Selection::at(at, 0)
}

/// Puts a block after a block, or in the place of an empty plain paragraph.
pub fn insert(blocks: &mut Vec<Block>, block: usize, new: Block) -> Selection {
    let empty = |block: &Block| {
        block.paragraph().is_some_and(|text| text.level == Level::Body && text.text.is_empty())
    };
    let at = match blocks.get(block) {
        Some(old) if empty(old) => {
            blocks[block] = new;
            block
        }
        _ => {
            let at = (block + 1).min(blocks.len());
            blocks.insert(at, new);
            at
        }
    };
    match &blocks[at] {
        Block::Table(table) => {
            let row = table.rows.iter().position(|row| row.iter().any(|c| c.text.is_empty()));
            let (row, column) = table::first_empty(table, row.unwrap_or(0));
            Selection::in_cell(at, row, column, usize::MAX).clamped(blocks)
        }
        Block::Text(_) => Selection::at(at, 0),
    }
}

/// Pastes blocks at a caret. One paragraph flows into the words there; of several, the first joins
/// what stands before the caret and the last what stands after, unless they have levels of their
/// own. Plain lines pasted among items become items of the same level; where some of the pasted
/// lines have numerals or are a table, those without stay without.
pub fn paste(
    blocks: &mut Vec<Block>,
    block: usize,
    at: usize,
    pasted: Vec<Block>,
) -> Selection {
    let Some(Block::Text(paragraph)) = blocks.get_mut(block) else {
        let after = (block + 1).min(blocks.len());
        let count = pasted.len();
        blocks.splice(after..after, pasted);
        return end_of(blocks, after + count - usize::from(count > 0));
    };
    let level = paragraph.level;
    let follow = if level.is_heading() { Level::Body } else { level };
    let tail = paragraph.text.split_off(at);
    let several = pasted.len() > 1;
    let leveled = |block: &Block| block.paragraph().is_none_or(|p| p.level != Level::Body);
    let mixed = several && pasted.iter().any(leveled);
    let count = pasted.len();
    let stands_alone = |block: Option<&Block>| {
        several && block.and_then(Block::paragraph).is_some_and(|p| p.level != Level::Body)
    };
    let (first_alone, last_alone) =
        (stands_alone(pasted.first()), stands_alone(pasted.last()));
    let mut position = block;
    for (n, mut new) in pasted.into_iter().enumerate() {
        if let Block::Text(text) = &mut new
            && text.level == Level::Body
        {
            // The last line takes the words after the caret and is of their level.
            let takes_tail = n + 1 == count && !tail.is_empty();
            text.level = match n {
                _ if mixed && !takes_tail => Level::Body,
                0 => level,
                _ => follow,
            };
        }
        match (&mut blocks[position], new) {
            (Block::Text(here), Block::Text(new))
                if n == 0 && (here.text.is_empty() || !first_alone) =>
            {
                if here.text.is_empty() {
                    here.level = new.level;
                }
                here.text.append(fitting(new.text, here.level));
            }
            (Block::Text(here), new @ Block::Table(_)) if n == 0 && here.text.is_empty() => {
                blocks[position] = new;
            }
            (_, new) => {
                position += 1;
                blocks.insert(position, new);
            }
        }
    }
    let caret = end_of(blocks, position);
    match text_of_mut(blocks, position, None) {
        Some(text) if !last_alone => text.append(tail),
        _ if tail.is_empty() => {}
        Some(_) => blocks.insert(position + 1, Block::new(level, tail)),
        None => blocks.insert(position + 1, Block::new(follow, tail)),
    }
    caret
}

/// Words as a level shows them: a heading is bold without being told.
fn fitting(mut text: Text, level: Level) -> Text {
    let length = text.len();
    if level.is_heading() && text.all(|style| style.bold) {
        text.restyle(0..length, |style| style.bold = false);
    }
    text
}

/// A caret at the end of a block.
pub fn end_of(blocks: &[Block], block: usize) -> Selection {
    match blocks.get(block) {
        Some(Block::Table(table)) => {
            let (row, column) = table::last(table);
            Selection::in_cell(block, row, column, table.rows[row][column].text.len())
        }
        Some(Block::Text(paragraph)) => Selection::at(block, paragraph.text.len()),
        None => Selection::at(block, 0).clamped(blocks),
    }
}

/// The words of a run of blocks as text: a line each, cells parted by tabs, numerals before items.
pub fn as_text(blocks: &[Block], range: &RangeInclusive<usize>) -> String {
    let numerals = super::numerals(blocks);
    let part = |all: usize| *range.start()..(range.end() + 1).min(all);
    let blocks = blocks.get(part(blocks.len())).unwrap_or_default();
    lines_of(blocks, numerals.get(part(numerals.len())).unwrap_or_default())
}

/// The words of blocks as text, with a numeral for each of them.
pub fn lines_of(blocks: &[Block], numerals: &[String]) -> String {
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(paragraph) => {
                let words = paragraph.text.words();
                match numerals.get(index).filter(|numeral| !numeral.is_empty()) {
                    Some(numeral) => lines.push(format!("{numeral} {words}")),
                    None => lines.push(words),
                }
            }
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| cell.text.words()).collect();
                cells.join("\t")
            })),
        }
    }
    lines.join("\n")
}

/// Rows of words parted by tabs, as spreadsheets and Word's tables copy them; none where the text
/// is no such thing.
pub fn grid(words: &str) -> Option<Vec<Vec<String>>> {
    let rows: Vec<Vec<String>> = words
        .trim_end_matches(['\r', '\n'])
        .lines()
        .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    let columns = rows.first()?.len();
    let even = columns > 1 && rows.iter().all(|row| row.len() == columns);
    (even && !is_list(words)).then_some(rows)
}

/// Whether a tab stands in every line between the number of a list's item and its words, as Word
/// copies its lists.
pub fn is_list(words: &str) -> bool {
    words.trim_end().lines().all(|line| {
        let item = line.split_once('\t');
        item.is_some_and(|(mark, words)| is_mark(mark.trim()) && !words.contains('\t'))
    })
}

/// Whether words are the number or the mark of a list's item: `1.`, `a)`, `IV.`, `-`, `•`.
fn is_mark(words: &str) -> bool {
    const LONGEST: usize = 8;
    let bare = words.trim_end_matches(['.', ')']);
    let numbered = bare.len() < words.len()
        && !bare.is_empty()
        && bare.chars().all(|c| c.is_alphanumeric() || c == '.');
    let mark = matches!(words, "-" | "–" | "+" | "*" | "•" | "·" | "o" | "▪");
    words.chars().count() <= LONGEST && (numbered || mark)
}

/// Lines of text as plain paragraphs, empty lines left out; rows parted by tabs as a table.
pub fn pasted(words: &str) -> Vec<Block> {
    parted(words, lines)
}

/// Text in which rows parted by tabs are tables and what stands between them is prose, which
/// `prose` makes blocks of. Rows of one table are two or more lines with as many tabs in each.
pub fn parted(words: &str, prose: impl Fn(&str) -> Vec<Block>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let all: Vec<&str> = words.lines().collect();
    let tabs = |line: &&str| line.trim_end_matches('\r').matches('\t').count();
    let (mut at, mut begun) = (0, 0);
    while at < all.len() {
        let columns = tabs(&all[at]);
        let run = all[at..].iter().take_while(|line| tabs(line) == columns).count();
        let rows = &all[at..at + run];
        let table = (columns > 0 && run > 1).then(|| grid(&rows.join("\n"))).flatten();
        if let Some(table) = table {
            blocks.extend(prose(&all[begun..at].join("\n")));
            let table: Vec<Vec<Text>> = table.iter().map(|row| texts(row)).collect();
            blocks.push(Block::from(table::of_grid(&table)));
            begun = at + run;
        }
        at += run;
    }
    blocks.extend(prose(&all[begun..].join("\n")));
    blocks
}

/// Pasted blocks whose tables are given what their source did not say.
pub fn dressed(mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        if let Some(table) = block.table_mut() {
            table::dress(table);
        }
    }
    blocks
}

/// Words as texts without looks.
pub fn texts(words: &[String]) -> Vec<Text> {
    words.iter().map(|words| Text::plain(words)).collect()
}

/// Lines of text as plain paragraphs, empty lines left out.
pub fn lines(words: &str) -> Vec<Block> {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::new(Level::Body, line)).collect()
}
