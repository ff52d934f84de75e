//! A scrolled column of rows of unequal height, of which only the visible ones are drawn.

use egui::{Align, Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// The memory of a column.
#[derive(Default)]
pub struct Lane {
    heights: Vec<Option<f32>>,
    width: f32,
    wish: Option<(usize, u8)>,
}

impl Lane {
    /// Wishes a row to be seen.
    pub fn go(&mut self, row: usize) {
        // Rows that were only guessed grow when drawn, so that the place is found in some frames.
        self.wish = Some((row, 4));
    }

    /// Forgets what the rows measured; they are others now.
    pub fn reset(&mut self) {
        self.heights.clear();
    }

    /// Draws `count` rows; `guess` is a row's height before it was drawn, `row` draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        count: usize,
        guess: impl Fn(usize, f32) -> f32,
        mut row: impl FnMut(&mut Ui, usize),
    ) {
        let area = ScrollArea::vertical().id_salt(name).auto_shrink([false, false]);
        area.show_viewport(ui, |ui, viewport| {
            let width = ui.available_width();
            if (self.width - width).abs() > 0.5 {
                self.width = width;
                self.heights.clear();
            }
            self.heights.resize(count, None);
            let height = |heights: &[Option<f32>], index: usize| {
                heights[index].unwrap_or_else(|| guess(index, width))
            };
            let origin = ui.max_rect().min;
            let mut y = 0.0;
            let mut wanted = None;
            let mut changed = false;
            for index in 0..count {
                let tall = height(&self.heights, index);
                if self.wish.is_some_and(|(row, _)| row == index) {
                    wanted = Some((y, tall));
                }
                let seen =
                    y + tall >= viewport.top() - 200.0 && y <= viewport.bottom() + 200.0;
                if seen {
                    let min = pos2(origin.x, origin.y + y);
                    let rect = Rect::from_min_size(min, vec2(width, tall));
                    let builder = UiBuilder::new().max_rect(rect).id_salt(("lane-row", index));
                    let drawn = ui.scope_builder(builder, |ui| {
                        ui.set_width(width);
                        row(ui, index);
                    });
                    let real = drawn.response.rect.height();
                    if self.heights[index].is_none_or(|old| (old - real).abs() > 0.5) {
                        self.heights[index] = Some(real);
                        changed = true;
                    }
                    y += real;
                } else {
                    y += tall;
                }
            }
            let whole = Rect::from_min_size(origin, vec2(width, y));
            ui.expand_to_include_rect(whole);
            if let (Some((top, tall)), Some((row, tries))) = (wanted, self.wish) {
                let min = pos2(origin.x, origin.y + top);
                let rect = Rect::from_min_size(min, vec2(width, tall));
                ui.scroll_to_rect(rect, Some(Align::Center));
                self.wish = (tries > 0 && changed).then(|| (row, tries - 1));
                changed = true;
            }
            if changed {
                ui.ctx().request_repaint();
            }
        });
    }

    /// The id of a row's own widget.
    pub fn row_id(name: &str, row: usize) -> Id {
        Id::unique((name, row))
    }
}
