//! Tables: widths in mm, alignment of cells, rows that may not split.

use crate::model::{CellAlign, Place, Story, Table, Text};
use crate::standard::{
    CELL_PADDING, CELL_PADDING_Y, SINGLE_LINE, StyleName, greedy_lines, parts_of, style,
    text_width,
};

use super::hold::hold;
use super::words::{Case, line};
use super::{Composer, Grid, GridCell, GridRow, Inline, Line, Measure, Paper};

/// Air beside a column's longest word, mm, so that rounding does not break it.
const AIR: f64 = 0.3;
/// A difference of widths, mm, that is no more than rounding.
const SLIGHT: f64 = 0.02;
/// Twips in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// Millimetres in a point.
const MM_PER_PT: f64 = 25.4 / 72.0;

/// The most of a page's height that rows which stand together may fill: they cannot be parted.
const HELD_SHARE: f64 = 0.4;
/// A justified cell narrower than this, mm, would have rivers between its words: it stands to the left.
pub(super) const NARROW: f64 = 60.0;

/// Rows that a head may have to be repeated on each page.
const TALLEST_HEAD: usize = 4;
/// What a head may take of a page to be repeated on each.
const TALLEST_HEAD_SHARE: f64 = 0.4;
/// What the words of a cell over several rows may take of a page to stand in the middle: longer ones
/// go on on the next page, and LibreOffice hides the end of those that do so from the middle.
const LONGEST_IN_MIDDLE: f64 = 0.2;
/// What a row with the head above it may take of a page to be kept on one.
const TALLEST_ROW: f64 = 0.8;
/// What a page's end inside a cell over several rows may cost it, lines: one that no longer fitted, and
/// two that widow control takes along.
const LOST_AT_END: f64 = 3.0;
/// What of a page at least is filled before a cell over several rows goes on on the next: the row that does
/// not fit may be nearly as tall as a page.
const LEAST_FILLED: f64 = 1.0 - TALLEST_ROW;

impl Composer<'_> {
    pub(super) fn grid(
        &self,
        story: Story,
        block: usize,
        table: &Table,
        measure: Measure,
    ) -> Grid {
        let mut table = table.clone();
        table.normalise();
        let wanted = proportional(&table.widths, measure.width);
        let covered = table.covered();
        let (head_rows, repeated) = head(&table);
        let aligns = column_aligns(&table);
        let size =
            (table.half_points > 0).then(|| f64::from(table.half_points.clamp(22, 28)) / 2.0);
        let rows: Vec<Vec<GridCell>> = table
            .rows
            .iter()
            .enumerate()
            .map(|(row, cells)| {
                cells
                    .iter()
                    .enumerate()
                    .filter(|(column, _)| !covered[row][*column])
                    .map(|(column, cell)| {
                        let align = match cell.align {
                            CellAlign::Auto => aligns[column],
                            align => align,
                        };
                        let style = match align {
                            _ if row < head_rows => StyleName::TableHead,
                            CellAlign::Auto | CellAlign::Left => StyleName::TableLeft,
                            CellAlign::Center => StyleName::TableCenter,
                            CellAlign::Right => StyleName::TableRight,
                            CellAlign::Justify => StyleName::TableJustify,
                        };
                        GridCell {
                            column,
                            columns: cell.columns,
                            rows: cell.rows,
                            top: false,
                            lines: self.cell(
                                Place::Cell(story, block, row, column),
                                style,
                                &cell.text,
                                size,
                            ),
                        }
                    })
                    .collect()
            })
            .collect();
        let widths = self.hold_words(&wanted, &rows);
        let rows = rows.into_iter();
        let row = |cells| GridRow { splits: false, keep_with_next: false, cells };
        let mut rows: Vec<GridRow> = rows.map(row).collect();
        self.hold_cells(&mut rows, &widths);
        let heights = self.heights(&rows, &widths, measure);
        let tallest = measure.height * TALLEST_ROW;
        // A head that fills the page would leave no room for what it stands above.
        let head: f64 = heights.iter().take(repeated).sum();
        let (head_rows, head) = match head > measure.height * TALLEST_HEAD_SHARE {
            true => (0, 0.0),
            false => (repeated, head),
        };
        let splits: Vec<bool> = heights.iter().map(|height| height + head > tallest).collect();
        for (index, row) in rows.iter_mut().enumerate() {
            row.splits = splits[index];
            for cell in &mut row.cells {
                let last = (index + cell.rows).min(splits.len());
                let is_long = cell.rows > 1
                    && self.cell_height(cell, &widths) > measure.height * LONGEST_IN_MIDDLE;
                cell.top = is_long || splits[index..last].contains(&true);
            }
        }
        let place = Place::Block(story, block);
        let mut grid = Grid { place, widths, head_rows, opens_page: Vec::new(), rows };
        self.hold_group_rows(&mut grid, &heights, measure);
        grid
    }

    /// The paragraphs of a cell: one for each of its lines.
    fn cell(
        &self,
        place: Place,
        name: StyleName,
        text: &Text,
        size: Option<f64>,
    ) -> Vec<Line> {
        let mut rest = self.ended(place, text).into_owned();
        let mut lines = Vec::new();
        loop {
            let end = rest.as_str().chars().position(|letter| letter == '\n');
            let tail = end.map(|end| {
                let mut tail = rest.split_off(end);
                tail.delete(0..1);
                tail
            });
            lines.push(Line { size, ..line(place, name, &rest, Case::AsTyped, &self.page) });
            match tail {
                Some(tail) => rest = tail,
                None => return lines,
            }
        }
    }

    /// The widths in mm of the same sum in which no word is wider than its column, as far as the
    /// other columns have room to give: Word would break the word anywhere.
    fn hold_words(&self, wanted: &[f64], rows: &[Vec<GridCell>]) -> Vec<f64> {
        let mut least = vec![2.0 * CELL_PADDING; wanted.len()];
        for cell in rows.iter().flatten().filter(|cell| cell.columns == 1) {
            for line in &cell.lines {
                let need = self.widest_word(line) + 2.0 * CELL_PADDING + AIR;
                least[cell.column] = least[cell.column].max(need);
            }
        }
        // What rounding leaves to be wished for is nothing: widths that were held stay as they
        // are when they come back from another program.
        let beyond = |over: f64| if over > SLIGHT { over } else { 0.0 };
        let missing: f64 =
            wanted.iter().zip(&least).map(|(width, least)| beyond(least - width)).sum();
        let spare: f64 =
            wanted.iter().zip(&least).map(|(width, least)| beyond(width - least)).sum();
        let mut widths = wanted.to_vec();
        if missing > 0.0 && spare > 0.0 {
            let given = (missing / spare).min(1.0);
            let taken = (spare / missing).min(1.0);
            for (width, least) in widths.iter_mut().zip(&least) {
                *width = match *width < *least {
                    true => *width + beyond(least - *width) * taken,
                    false => *width - beyond(*width - least) * given,
                }
            }
        }
        self.hold_words_of_merged(&mut widths, &least, rows);
        widths
    }

    /// Widens the columns under cells that span several but not all of them, where a word there is wider; the
    /// columns that no such cell spans give what they need not have.
    fn hold_words_of_merged(&self, widths: &mut [f64], least: &[f64], rows: &[Vec<GridCell>]) {
        let merged =
            || rows.iter().flatten().filter(|cell| (2..widths.len()).contains(&cell.columns));
        let span =
            |cell: &GridCell| cell.column..(cell.column + cell.columns).min(least.len());
        let mut gives = vec![true; least.len()];
        let mut wants = Vec::new();
        for cell in merged() {
            gives[span(cell)].fill(false);
            let widest = cell.lines.iter().map(|line| self.widest_word(line));
            wants.push((span(cell), widest.fold(0.0, f64::max) + 2.0 * CELL_PADDING + AIR));
        }
        for (span, need) in wants {
            let missing = need - widths[span.clone()].iter().sum::<f64>();
            let spare = |column: usize| match gives[column] {
                true => (widths[column] - least[column]).max(0.0),
                false => 0.0,
            };
            let spares: Vec<f64> = (0..least.len()).map(spare).collect();
            let whole: f64 = spares.iter().sum();
            if missing <= SLIGHT || whole <= SLIGHT {
                continue;
            }
            let given = missing.min(whole);
            let each = given / span.len() as f64;
            widths[span].iter_mut().for_each(|width| *width += each);
            let shares = widths.iter_mut().zip(&spares);
            shares.for_each(|(width, spare)| *width -= spare / whole * given);
        }
    }

    /// Holds together what belongs together in cells, as far as they are wide enough; in narrow ones
    /// nothing is justified.
    fn hold_cells(&self, rows: &mut [GridRow], widths: &[f64]) {
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            let width: f64 = widths.iter().skip(cell.column).take(cell.columns).sum();
            for line in &mut cell.lines {
                if line.style == StyleName::TableJustify && width < NARROW {
                    line.style = StyleName::TableLeft;
                }
                let style = style(line.style, &self.page);
                hold(line, &style, width - 2.0 * CELL_PADDING);
            }
        }
    }

    /// The width in mm of the longest stretch of a line in which no line may end.
    fn widest_word(&self, line: &Line) -> f64 {
        let mut style = style(line.style, &self.page);
        style.size = line.size.unwrap_or(style.size);
        let mut widest: f64 = 0.0;
        let mut word = 0.0;
        for run in &line.runs {
            let Inline::Words { text, look } = run else {
                word = 0.0;
                continue;
            };
            (style.bold, style.italic) = (look.bold, look.italic);
            for part in text.split_inclusive(' ') {
                let pieces = parts_of(part);
                let last = pieces.len().saturating_sub(1);
                for (n, piece) in pieces.into_iter().enumerate() {
                    word += text_width(piece.trim_end_matches(' '), &style);
                    widest = widest.max(word);
                    if n < last || piece.ends_with([' ', '-']) {
                        word = 0.0;
                    }
                }
            }
        }
        widest
    }

    /// The heights of the rows, mm. What a cell over several rows needs beyond them is in the last
    /// of them, as in Word; where pages may end inside it, that is more than its lines.
    fn heights(&self, rows: &[GridRow], widths: &[f64], measure: Measure) -> Vec<f64> {
        let mut heights = vec![0.0; rows.len()];
        for (row, GridRow { cells, .. }) in rows.iter().enumerate() {
            for cell in cells.iter().filter(|cell| cell.rows <= 1) {
                heights[row] = f64::max(heights[row], self.cell_height(cell, widths));
            }
        }
        for (row, GridRow { cells, .. }) in rows.iter().enumerate() {
            for cell in cells.iter().filter(|cell| cell.rows > 1) {
                let last = (row + cell.rows).min(rows.len()) - 1;
                let above: f64 = heights[row..last].iter().sum();
                let lines = self.cell_height(cell, widths);
                let ends =
                    (lines / (measure.height * LEAST_FILLED)).floor().min((last - row) as f64);
                let lost = ends * (LOST_AT_END * self.line_of(cell) + 2.0 * CELL_PADDING_Y);
                heights[last] = f64::max(heights[last], lines + lost - above);
            }
        }
        heights
    }

    /// The height of a line in a cell, mm.
    fn line_of(&self, cell: &GridCell) -> f64 {
        let lines = cell.lines.iter().map(|line| {
            let style = style(line.style, &self.page);
            line.size.unwrap_or(style.size) * SINGLE_LINE * style.spacing * MM_PER_PT
        });
        lines.fold(0.0, f64::max)
    }

    /// The height of a cell with its padding, mm.
    fn cell_height(&self, cell: &GridCell, widths: &[f64]) -> f64 {
        let width: f64 = widths.iter().skip(cell.column).take(cell.columns).sum();
        let room = width - 2.0 * CELL_PADDING;
        let lines = cell.lines.iter().map(|line| self.line_height(line, room));
        lines.sum::<f64>() + 2.0 * CELL_PADDING_Y
    }

    /// The height in mm of a paragraph in a column of `width` mm, without the space before it.
    pub(super) fn line_height(&self, line: &Line, width: f64) -> f64 {
        let mut style = style(line.style, &self.page);
        style.size = line.size.unwrap_or(style.size);
        let room = width - line.narrowing();
        let count = greedy_lines(&Paper::held_words(line), &style, room).len();
        count as f64 * style.size * SINGLE_LINE * style.spacing * MM_PER_PT
    }
}

impl Composer<'_> {
    /// Holds every row that names a group to the first row of the group. A row that is not parted goes
    /// over whole in any case, so that its group's name may go along, however tall it is.
    fn hold_group_rows(&self, grid: &mut Grid, heights: &[f64], measure: Measure) {
        let columns = grid.widths.len();
        let head: f64 = heights.iter().take(grid.head_rows).sum();
        let mut held = 0.0;
        for row in grid.head_rows..grid.rows.len().saturating_sub(1) {
            let (own, next) = (heights[row], heights[row + 1]);
            let fits = held + own <= measure.height * HELD_SHARE
                && head + held + own + next <= measure.height * TALLEST_ROW;
            let splits = grid.rows[row].splits || grid.rows[row + 1].splits;
            let names = names_group(&grid.rows[row].cells, columns);
            grid.rows[row].keep_with_next = fits && !splits && names;
            held = if grid.rows[row].keep_with_next { held + own } else { 0.0 };
        }
    }

    /// Holds a table's last row to the signature below it, with the rows that its cells reach up to and
    /// the row that names its group; what goes on on the next page, or fills one, needs no company.
    pub(super) fn hold_last_rows(&self, grid: &mut Grid, measure: Measure) {
        let Some(last) = grid.rows.len().checked_sub(1) else { return };
        let mut first = last;
        for row in (grid.head_rows..last).rev() {
            let reaches = grid.rows[row].cells.iter().any(|cell| row + cell.rows > first);
            let leads = row + 1 == first && grid.rows[row].keep_with_next;
            if reaches || leads {
                first = row;
            }
        }
        let rows = first.max(grid.head_rows)..=last;
        let heights = self.heights(&grid.rows, &grid.widths, measure);
        let height: f64 = heights[rows.clone()].iter().sum();
        let kept = &mut grid.rows[rows];
        if height <= measure.height * HELD_SHARE && !kept.iter().any(|row| row.splits) {
            kept.iter_mut().for_each(|row| row.keep_with_next = true);
        }
    }
}

/// Whether a row names a group: one cell across the table, or a few bold words and empty cells.
fn names_group(cells: &[GridCell], columns: usize) -> bool {
    /// Letters of a group's number.
    const NUMBER: usize = 4;
    let filled = || {
        let has_words = |line: &&Line| !Paper::held_words(line).trim().is_empty();
        cells.iter().filter(move |cell| cell.lines.iter().any(|line| has_words(&line)))
    };
    let bold = |cell: &GridCell| {
        cell.lines.iter().flat_map(|line| &line.runs).all(|run| match run {
            Inline::Words { look, text } => look.bold || text.trim().is_empty(),
            _ => true,
        })
    };
    let whole = columns > 1 && cells.len() == 1 && cells[0].columns == columns;
    let count = filled().count();
    // Its number may be plain: `I`, `2`.
    let number = |cell: &GridCell| {
        let letters = cell.lines.iter().map(|line| Paper::held_words(line).chars().count());
        letters.sum::<usize>() <= NUMBER
    };
    let titled = columns > 2
        && count < cells.len()
        && (1..=2).contains(&count)
        && filled().any(bold)
        && filled().all(|cell| bold(cell) || number(cell));
    cells.iter().all(|cell| cell.rows == 1) && count > 0 && (whole || titled)
}

/// How many rows are the head, and how many of them are repeated on each page: a head takes in the
/// rows that its cells reach down to. One that is then too tall ends before the first such cell; where
/// that leaves nothing, it is not repeated, and only the first rows in which cells begin are the head.
pub(super) fn head(table: &Table) -> (usize, usize) {
    let most = table.rows.len().saturating_sub(1);
    let own = table.head_rows.min(most);
    let whole = closed(table, own);
    if whole == own || (whole <= most && whole <= TALLEST_HEAD) {
        return (whole, whole);
    }
    match (1..own).rev().find(|rows| closed(table, *rows) == *rows) {
        Some(less) => (less, less),
        None => {
            let covered = table.covered();
            let begins = |row: &&Vec<bool>| row.iter().any(|covered| !covered);
            (covered.iter().take(own).take_while(begins).count(), 0)
        }
    }
}

/// So many rows, and those that their cells reach down to.
fn closed(table: &Table, rows: usize) -> usize {
    let mut whole = rows;
    for (row, cells) in table.rows.iter().enumerate() {
        if row < whole {
            let reach = cells.iter().map(|cell| row + cell.rows).max();
            whole = whole.max(reach.unwrap_or_default());
        }
    }
    whole
}

/// Widths in mm of columns in a proportion. Their edges stand on whole twips, Word's unit, so that
/// columns that went through Word are the same columns still.
fn proportional(widths: &[u32], measure: f64) -> Vec<f64> {
    let sum: u32 = widths.iter().sum();
    let mut passed = 0;
    let mut last = 0.0;
    widths
        .iter()
        .map(|width| {
            passed += width;
            let edge = f64::from(passed) / f64::from(sum) * measure;
            let edge = match passed == sum {
                true => measure,
                false => (edge * TWIPS_PER_MM).round() / TWIPS_PER_MM,
            };
            let column = edge - last;
            last = edge;
            column
        })
        .collect()
}

/// For every column of a whole grid how its cells stand by themselves: short numbers in the middle,
/// sums and measures to the right, all else to the left.
pub fn column_aligns(table: &Table) -> Vec<CellAlign> {
    let (head_rows, _) = head(table);
    let align = |column| match () {
        () if is_measured(table, column, head_rows) => CellAlign::Right,
        () if is_short(table, column, head_rows) => CellAlign::Center,
        () => CellAlign::Left,
    };
    (0..table.columns()).map(align).collect()
}

/// Whether the cells of a column hold sums or measures: numbers, one of which at least is parted by
/// thousands or has decimals.
fn is_measured(table: &Table, column: usize, head_rows: usize) -> bool {
    let mut parted = false;
    let numbers = table.rows.iter().skip(head_rows).all(|row| {
        let words = row[column].text.words();
        let words = words.trim();
        parted |= is_parted(words);
        let number = words.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
        row[column].columns > 1 || words == "-" || number
    });
    numbers && parted
}

/// `1.250`, `125.000`, `10,5`; not `1.1`, which counts.
fn is_parted(words: &str) -> bool {
    let digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match words.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (words, None),
    };
    let mut groups = whole.split('.');
    let first = groups.next().is_some_and(|part| digits(part) && part.len() <= 3);
    let mut thousands = 0;
    let grouped = groups.all(|part| {
        thousands += 1;
        part.len() == 3 && digits(part)
    });
    decimals.map_or(thousands > 0, digits)
        && grouped
        && (first || (thousands == 0 && digits(whole)))
}

/// Whether the cells of a column hold nothing but short numbers: STT, counts, I, 1.1.
fn is_short(table: &Table, column: usize, head_rows: usize) -> bool {
    let mut filled = 0;
    let short = table.rows.iter().skip(head_rows).all(|row| {
        let words = row[column].text.words();
        let words = words.trim();
        filled += usize::from(!words.is_empty());
        let numeral = |c: char| c.is_ascii_digit() || ".,IVX-".contains(c);
        row[column].columns > 1 || (words.chars().count() <= 6 && words.chars().all(numeral))
    });
    short && filled > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::{Piece, compose};
    use crate::model::{Block, Document, Standing};

    /// The grid of a plan whose body is one table.
    fn composed(table: Table) -> Grid {
        let document = Document { body: vec![Block::from(table)], ..Document::default() };
        let paper = compose(&document, Standing::Issued);
        let found = paper.sheets[0].pieces.iter().find_map(|piece| match piece {
            Piece::Grid(grid) => Some(grid.clone()),
            _ => None,
        });
        found.expect("the plan has a table")
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let grid = composed(Table::of_tasks(3));
        let page = crate::model::PageSetup::default();
        let need = text_width("STT", &style(StyleName::TableHead, &page)) + 2.0 * CELL_PADDING;
        assert!(grid.widths[0] >= need, "{:?}", grid.widths);
        assert!((grid.widths.iter().sum::<f64>() - 165.0).abs() < 1e-6);
    }

    #[test]
    fn columns_of_numbers_stand_as_they_are_read() {
        let mut table = Table::new(5, 4);
        table.head_rows = 1;
        let columns = [
            ["1", "2", "3"],
            ["125.000", "1.250", ""],
            ["1.1", "1.2", "1.3"],
            ["10,5", "9", "8,25"],
            ["2026", "2027", "chưa rõ"],
        ];
        for (column, words) in columns.iter().enumerate() {
            for (row, words) in words.iter().enumerate() {
                table.rows[row + 1][column].text = Text::plain(words);
            }
        }
        use CellAlign::{Center, Left, Right};
        assert_eq!(column_aligns(&table), [Center, Right, Center, Right, Left]);
    }

    #[test]
    fn a_row_that_names_a_group_stands_with_the_next_and_the_last_with_the_signature() {
        let mut table = Table::of_tasks(4);
        table.rows[2][1].text = Text::styled("Nhóm nhiệm vụ", crate::model::Style::BOLD);
        table.rows[3][1].text = Text::plain("Việc");
        table.rows[4][1].text = Text::plain("Việc");
        let grid = composed(table);
        let kept: Vec<bool> = grid.rows.iter().map(|row| row.keep_with_next).collect();
        assert_eq!(kept, [false, false, true, false, true]);
    }

    #[test]
    fn the_name_of_a_group_goes_along_with_a_row_of_half_a_page() {
        let mut table = Table::of_tasks(4);
        table.rows[2][1].text = Text::styled("Nhóm nhiệm vụ", crate::model::Style::BOLD);
        let kept = |table: &Table| composed(table.clone()).rows[2].keep_with_next;
        for (words, held) in [(10, true), (90, true), (400, false)] {
            // The last one is parted itself.
            table.rows[3][1].text = Text::plain(&"nhiệm vụ ".repeat(words));
            assert_eq!(kept(&table), held, "{words} words");
        }
    }

    #[test]
    fn a_text_that_ends_with_a_table_ends_in_its_last_words() {
        let mut table = Table::of_tasks(2);
        table.rows[2][1].text = Text::plain("Tổng kết.");
        table.rows[2][4].text = Text::plain("12");
        let grid = composed(table);
        let last: Vec<String> =
            grid.rows[2].cells.iter().map(|cell| Paper::words(&cell.lines[0])).collect();
        assert_eq!((last[1].as_str(), last[4].as_str()), ("Tổng kết./.", "12"));
    }

    #[test]
    fn a_head_takes_in_the_rows_its_cells_reach_down_to() {
        let mut table = Table::new(2, 6);
        table.rows[0][0].rows = 2;
        assert_eq!(composed(table.clone()).head_rows, 2);
        // More would fill the page with the head.
        table.rows[0][0].rows = 5;
        assert_eq!(composed(table).head_rows, 0);
    }

    #[test]
    fn words_that_fit_nowhere_still_leave_a_table_as_wide_as_the_text() {
        let mut table = Table::new(3, 2);
        for cell in &mut table.rows[1] {
            cell.text = Text::plain(&"x".repeat(200));
        }
        let grid = composed(table);
        assert!((grid.widths.iter().sum::<f64>() - 165.0).abs() < 1e-6);
        assert!(grid.widths.iter().all(|width| *width > 0.0));
    }
}
