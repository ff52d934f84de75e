//! A block dragged by its handle: a line shows where it will stand, with what stands under it.

use egui::{CursorIcon, Key, Stroke, Ui, vec2};

use super::BlockEditor;
use super::look::Look;
use crate::edit::{Operation, Selection, Session};
use crate::model::Story;

/// So near the view's edge, in points, the form scrolls along.
const EDGE: f32 = 36.0;
/// Points that it scrolls in a frame.
const STEP: f32 = 9.0;

impl BlockEditor {
    /// Follows the pointer while a block is held by its handle, and sets the block down.
    pub(super) fn drag_handle(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        story: Story,
        look: &Look,
    ) {
        let Some(lifted) = self.lifted else { return };
        let (down, at) = ui.input(|i| (i.pointer.primary_down(), i.pointer.latest_pos()));
        let Some(at) = at.filter(|_| !ui.input(|input| input.key_pressed(Key::Escape))) else {
            self.lifted = None;
            return;
        };
        let below = self.rows.iter().find(|(_, rect)| rect.center().y > at.y);
        let gap = match below.or(self.rows.last()) {
            Some((index, rect)) if below.is_some() => Some((*index, rect.top(), *rect)),
            Some((index, rect)) => Some((*index + 1, rect.bottom(), *rect)),
            None => None,
        };
        let Some((to, y, row)) = gap else { return };
        if !down {
            self.lifted = None;
            let selection = match self.selection(session, story) {
                Some(chosen @ (Selection::Span { .. } | Selection::Blocks { .. }))
                    if chosen.blocks().contains(&lifted) =>
                {
                    chosen
                }
                _ => Selection::at(lifted, 0),
            };
            self.perform_at(session, story, selection, &Operation::MoveTo(to));
            return;
        }
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let x = row.left() + 24.0..=row.right() - 8.0;
        ui.painter().hline(x, y, Stroke::new(2.0, look.accent));
        let clip = ui.clip_rect();
        if at.y < clip.top() + EDGE {
            ui.scroll_with_delta(vec2(0.0, STEP));
            ui.ctx().request_repaint();
        } else if at.y > clip.bottom() - EDGE {
            ui.scroll_with_delta(vec2(0.0, -STEP));
            ui.ctx().request_repaint();
        }
    }
}
