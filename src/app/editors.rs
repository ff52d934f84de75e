//! The block editors of the stories: the body's and each annex's.

use eframe::egui::Ui;

use super::desk::Desk;
use super::field::Field;
use crate::model::{Block, Place, Story};

/// One editor a story.
#[derive(Default)]
pub struct Editors {}

impl Editors {
    /// Shows the editor of a story.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, story: Story) {
        let plan = desk.plan();
        let Some(blocks) = plan.blocks(story) else { return };
        for (index, block) in blocks.iter().enumerate() {
            let Block::Text(paragraph) = block else { continue };
            let name = format!("Đoạn {}", index + 1);
            Field::new(Place::Block(story, index), "text", &name).bare().tall().text(
                ui,
                desk,
                &paragraph.text,
                |plan, text| {
                    if let Some(Block::Text(paragraph)) =
                        plan.blocks_mut(story).and_then(|blocks| blocks.get_mut(index))
                    {
                        paragraph.text = text;
                    }
                },
            );
        }
    }
}
