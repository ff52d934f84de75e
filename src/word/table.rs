//! Tables: `w:tbl`, for columns side by side and for tables with borders.

use super::body::Text;
use super::paragraph::{Room, empty};
use super::styles::{COLUMNS, GRID};
use super::units::{column_twips, twips};
use super::xml::Xml;
use crate::compose::{Columns, Grid, GridCell, Line};
use crate::standard::{BORDER_WEIGHT, CELL_PADDING};

impl<'p> Text<'p> {
    /// Letterhead or end of the document: a table without borders, in the middle of the text's
    /// `width` mm.
    pub(super) fn columns(&mut self, xml: &mut Xml, columns: &'p Columns, width: f64) {
        let widths = column_twips(&columns.widths);
        let whole: f64 = columns.widths.iter().sum();
        let indent = twips((width - whole) / 2.0).min(0);
        table(xml, COLUMNS, &widths, indent, false, |xml| {
            for (index, row) in columns.rows.iter().enumerate() {
                table_row(xml, RowLook { head: false, splits: columns.splits }, |xml| {
                    for (cell, (twips, mm)) in
                        row.iter().zip(widths.iter().zip(&columns.widths))
                    {
                        xml.element("w:tc", &[], |xml| {
                            cell_property(xml, *twips, 1, None, false);
                            self.cell(
                                xml,
                                cell,
                                &Room::new(*mm).kept(index + 1 < columns.together),
                            );
                        });
                    }
                });
            }
        });
    }

    /// A table with borders.
    pub(super) fn grid(&mut self, xml: &mut Xml, grid: &'p Grid) {
        let widths = column_twips(&grid.widths);
        // Without it the words of the first column would stand on the margin, and the border outside.
        let indent = twips(CELL_PADDING);
        table(xml, GRID, &widths, indent, grid.head_rows > 0, |xml| {
            let mut covers = vec![Cover::default(); widths.len()];
            for (index, row) in grid.rows.iter().enumerate() {
                let head = index < grid.head_rows;
                table_row(xml, RowLook { head, splits: row.splits }, |xml| {
                    let columns = Measures { mm: &grid.widths, twips: &widths };
                    let keep = head || row.keep_with_next;
                    self.grid_row(xml, &row.cells, columns, &mut covers, keep);
                });
            }
        });
    }

    /// A row: visible cells, and for each place covered from above the cell that Word wants. `keep`: whether it stands on the page of the next row; a head alone at a page's foot
    /// would be repeated on the next.
    fn grid_row(
        &mut self,
        xml: &mut Xml,
        row: &'p [GridCell],
        Measures { mm, twips: widths }: Measures<'_>,
        covers: &mut [Cover],
        keep: bool,
    ) {
        let mut cells = row.iter().peekable();
        let mut column = 0;
        while column < widths.len() {
            while cells.next_if(|cell| cell.column < column).is_some() {}
            let cover = covers[column];
            if cover.rows > 0 {
                covers[column].rows -= 1;
                let width = widths[column..column + cover.columns].iter().sum();
                xml.element("w:tc", &[], |xml| {
                    cell_property(xml, width, cover.columns, Some("continue"), cover.middle);
                    empty(xml, &Room::new(0.0).kept(keep));
                });
                column += cover.columns;
                continue;
            }
            let cell = cells.next_if(|cell| cell.column == column);
            let columns = cell.map_or(1, |cell| cell.columns).clamp(1, widths.len() - column);
            let rows = cell.map_or(1, |cell| cell.rows).max(1);
            let lines = cell.map_or(&[][..], |cell| &cell.lines);
            let width: i64 = widths[column..column + columns].iter().sum();
            let measure =
                mm[column..column + columns].iter().sum::<f64>() - 2.0 * CELL_PADDING;
            let middle = !cell.is_some_and(|cell| cell.top);
            xml.element("w:tc", &[], |xml| {
                cell_property(xml, width, columns, (rows > 1).then_some("restart"), middle);
                let room = Room::new(measure).bordered(BORDER_WEIGHT).kept(keep);
                self.cell(xml, lines, &room);
            });
            covers[column] = Cover { rows: rows - 1, columns, middle };
            column += columns;
        }
    }

    /// The paragraphs of a cell; a cell holds at least one.
    fn cell(&mut self, xml: &mut Xml, lines: &'p [Line], room: &Room<'_>) {
        if lines.is_empty() {
            empty(xml, room);
        }
        for line in lines {
            self.line(xml, line, room);
        }
    }
}

/// Widths of a table's columns.
#[derive(Clone, Copy)]
struct Measures<'w> {
    mm: &'w [f64],
    twips: &'w [i64],
}

/// What a cell still covers below the row it stands in.
#[derive(Clone, Copy, Default)]
struct Cover {
    rows: usize,
    columns: usize,
    middle: bool,
}

/// A table of fixed columns in a style, its left edge `indent` twips from the text's; `heads` says
/// whether its first rows are a head.
fn table(
    xml: &mut Xml,
    style: &str,
    widths: &[i64],
    indent: i64,
    heads: bool,
    rows: impl FnOnce(&mut Xml),
) {
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            let whole: i64 = widths.iter().sum();
            xml.value("w:tblStyle", &style);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", &"dxa")]);
            xml.empty("w:tblInd", &[("w:w", &indent), ("w:type", &"dxa")]);
            xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", &if heads { "0620" } else { "0600" }),
                    ("w:firstRow", &u8::from(heads)),
                    ("w:lastRow", &0),
                    ("w:firstColumn", &0),
                    ("w:lastColumn", &0),
                    ("w:noHBand", &1),
                    ("w:noVBand", &1),
                ],
            );
        });
        xml.element("w:tblGrid", &[], |xml| {
            widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", width)]));
        });
        rows(xml);
    });
}

/// What the end of a page does to a row.
#[derive(Clone, Copy)]
struct RowLook {
    /// Whether it is repeated on each page.
    head: bool,
    /// Whether it may go over to the next page in the middle.
    splits: bool,
}

fn table_row(xml: &mut Xml, RowLook { head, splits }: RowLook, cells: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        if head || !splits {
            xml.element("w:trPr", &[], |xml| {
                if !splits {
                    xml.empty("w:cantSplit", &[]);
                }
                if head {
                    xml.empty("w:tblHeader", &[]);
                }
            });
        }
        cells(xml);
    });
}

/// Width in twips, columns spanned, merging with the rows around, words in the middle.
fn cell_property(
    xml: &mut Xml,
    width: i64,
    columns: usize,
    merge: Option<&str>,
    middle: bool,
) {
    xml.element("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if columns > 1 {
            xml.value("w:gridSpan", &columns);
        }
        if let Some(merge) = merge {
            xml.value("w:vMerge", &merge);
        }
        if middle {
            xml.value("w:vAlign", &"center");
        }
    });
}
