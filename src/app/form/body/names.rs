//! The names of blocks for screen readers and tests: "Mục II", "Khoản II.1", "Điểm II.1.a".

use crate::model::{Block, Level, Story};

/// The name of each block. Numbered ones carry the whole path of their numerals.
pub fn of_blocks(blocks: &[Block], numerals: &[String], story: Story) -> Vec<String> {
    let mut path: [String; Level::NUMBERED.len()] = Default::default();
    let mut marks = [0usize; Level::NUMBERED.len()];
    let mut tables = 0;
    let mut names = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let Some(paragraph) = block.paragraph() else {
            tables += 1;
            names.push(prefixed(story, &format!("Bảng {tables}")));
            continue;
        };
        let Some(depth) = paragraph.level.depth() else {
            names.push(prefixed(story, &format!("Đoạn văn {}", index + 1)));
            continue;
        };
        marks[depth] += 1;
        for deeper in depth + 1..Level::NUMBERED.len() {
            path[deeper].clear();
            marks[deeper] = 0;
        }
        let numeral = numerals.get(index).map(String::as_str).unwrap_or_default();
        // The level's name is said once, before the path.
        let bare = match paragraph.level {
            level if level.stands_above_title() || level == Level::Article => {
                numeral.rsplit(' ').next().unwrap_or(numeral)
            }
            _ => numeral,
        };
        let bare = bare.trim_end_matches(['.', ')']);
        path[depth] = match paragraph.level {
            Level::Dash | Level::Plus => marks[depth].to_string(),
            Level::SubClause => bare.rsplit('.').next().unwrap_or(bare).to_owned(),
            _ => bare.to_owned(),
        };
        let steps: Vec<&str> = path[..=depth].iter().map(String::as_str).collect();
        let steps: Vec<&str> = steps.into_iter().filter(|step| !step.is_empty()).collect();
        names.push(prefixed(story, &format!("{} {}", kind(paragraph.level), steps.join("."))));
    }
    names
}

/// The name of a cell, rows and columns counted from 1.
pub fn of_cell(table: &str, row: usize, column: usize) -> String {
    format!("{table}, ô {}, {}", row + 1, column + 1)
}

/// The name of a footnote's field.
pub fn of_note(block: &str, note: usize) -> String {
    format!("Chú thích {} của {block}", note + 1)
}

/// What a level is called.
pub fn kind(level: Level) -> &'static str {
    match level {
        Level::Part => "Phần",
        Level::Chapter => "Chương",
        Level::Division | Level::Section => "Mục",
        Level::Subdivision => "Tiểu mục",
        Level::Article => "Điều",
        Level::Clause | Level::SubClause => "Khoản",
        Level::Point => "Điểm",
        Level::Dash => "Gạch đầu dòng",
        Level::Plus => "Dấu cộng",
        Level::Body | Level::Centered | Level::Right => "Đoạn văn",
    }
}

fn prefixed(story: Story, name: &str) -> String {
    match story {
        Story::Body => name.to_owned(),
        Story::Annex(annex) => format!("Phụ lục {}, {name}", annex + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_whole_path() {
        let levels = [
            Level::Section,
            Level::Clause,
            Level::Point,
            Level::Dash,
            Level::Dash,
            Level::Body,
            Level::Clause,
            Level::SubClause,
        ];
        let blocks: Vec<Block> = levels.map(|level| Block::new(level, "x")).into();
        let numerals = crate::edit::numerals(&blocks);
        assert_eq!(
            of_blocks(&blocks, &numerals, Story::Body),
            [
                "Mục I",
                "Khoản I.1",
                "Điểm I.1.a",
                "Gạch đầu dòng I.1.a.1",
                "Gạch đầu dòng I.1.a.2",
                "Đoạn văn 6",
                "Khoản I.2",
                "Khoản I.2.1"
            ]
        );
        assert_eq!(of_blocks(&blocks[..1], &numerals, Story::Annex(1)), ["Phụ lục 2, Mục I"]);
    }
}
