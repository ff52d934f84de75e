//! Widths of a table's columns after its words, where nobody has set them.

use super::Table;

/// The sum of the widths.
const PARTS: f64 = 1000.0;
/// Letters of 13 points that stand beside each other on an upright page.
const LETTERS: f64 = 76.0;
/// Letters that a cell's padding takes.
const PADDING: f64 = 2.0;
/// Bold letters are wider by this.
const BOLD: f64 = 1.08;

impl Table {
    /// Relative widths of its columns, about 1000 in sum: no word broken as far as there is room, and
    /// the rest shared after the longest lines, as browsers lay out their tables.
    pub fn widths_of_words(&self) -> Vec<u32> {
        let needs = needs(self);
        let least: f64 = needs.iter().map(|(least, _)| least).sum();
        let most: f64 = needs.iter().map(|(_, most)| most).sum();
        let share = ((LETTERS - least) / (most - least).max(1.0)).clamp(0.0, 1.0);
        let letters: Vec<f64> =
            needs.iter().map(|(least, most)| least + (most - least) * share).collect();
        let sum: f64 = letters.iter().sum();
        letters.iter().map(|width| ((width / sum * PARTS).round() as u32).max(1)).collect()
    }
}

/// For every column the letters of its longest word and of its longest line.
fn needs(table: &Table) -> Vec<(f64, f64)> {
    let mut needs = vec![(1.0 + PADDING, 1.0 + PADDING); table.columns()];
    for (row, cells) in table.rows.iter().enumerate() {
        let wide = if row < table.head_rows { BOLD } else { 1.0 };
        let single = cells.iter().enumerate().filter(|(_, cell)| cell.columns == 1);
        for (column, cell) in single {
            let words = cell.text.words();
            let count = |part: &str| part.chars().count() as f64 * wide + PADDING;
            let word = words.split_whitespace().map(count).fold(0.0, f64::max);
            let line = words.lines().map(count).fold(0.0, f64::max);
            let Some((least, most)) = needs.get_mut(column) else { continue };
            (*least, *most) = (least.max(word), most.max(line));
        }
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::*;

    #[test]
    fn a_column_of_numbers_is_narrow_and_one_of_sentences_wide() {
        let mut table = Table::new(3, 3);
        let columns = [
            ["STT", "1", "2"],
            ["Nội dung công việc phải làm trong năm"; 3],
            ["Sở", "Sở", "Sở"],
        ];
        for (column, words) in columns.iter().enumerate() {
            for (row, words) in words.iter().enumerate() {
                table.rows[row][column].text = Text::plain(words);
            }
        }
        let widths = table.widths_of_words();
        assert!(widths[0] * 5 < widths[1], "{widths:?}");
        assert!(widths.iter().sum::<u32>().abs_diff(1000) < 5, "{widths:?}");
    }

    #[test]
    fn a_word_without_end_leaves_its_neighbours_room() {
        let mut table = Table::new(2, 1);
        table.rows[0][0].text = Text::plain(&"đ".repeat(300));
        assert!(table.widths_of_words().iter().all(|width| *width > 0));
    }
}
