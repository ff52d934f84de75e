//! The clipboard carries text alone; what was copied here is remembered with levels and looks.

use std::sync::Arc;

use egui::{Context, Id};

use crate::edit::blocks::as_text;
use crate::edit::{Selection, part, text_of};
use crate::model::{Block, Level, Table};

#[derive(Clone)]
struct Kept {
    words: String,
    blocks: Vec<Block>,
}

fn id() -> Id {
    Id::unique("kehoach.clipboard")
}

/// Copies a selection: `words` for other programs, the blocks for our own.
pub fn put(ctx: &Context, blocks: &[Block], selection: Selection, words: &str) {
    let copied = match selection {
        Selection::Words { block, cell, anchor, head } => {
            let text = text_of(blocks, block, cell);
            let part = text.map(|text| text.slice(anchor.min(head)..anchor.max(head)));
            vec![Block::new(Level::Body, part.unwrap_or_default())]
        }
        Selection::Span { .. } | Selection::Blocks { .. } => part(blocks, selection),
    };
    let kept = Arc::new(Kept { words: words.to_owned(), blocks: copied });
    ctx.data_mut(|data| data.insert_temp(id(), kept));
    ctx.copy_text(words.to_owned());
}

/// Copies cells as a table of their own: rows parted by tabs for other programs.
pub fn put_cells(ctx: &Context, cells: &Table) {
    let block = Block::from(cells.clone());
    let words = as_text(std::slice::from_ref(&block), &(0..=0));
    let kept = Arc::new(Kept { words: words.clone(), blocks: vec![block] });
    ctx.data_mut(|data| data.insert_temp(id(), kept));
    ctx.copy_text(words);
}

/// The next paste brings words without looks.
pub fn paste_plain(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(id().with("plain"), true));
}

/// Whether what is pasted now is to lose its looks: asked for by the menu, or Shift is held.
pub fn takes_plain(ctx: &Context) -> bool {
    let asked = ctx.data_mut(|data| data.remove_temp::<bool>(id().with("plain")));
    asked.unwrap_or_default() || ctx.input(|input| input.modifiers.shift)
}

/// The blocks behind pasted words, where they were copied here.
pub fn take(ctx: &Context, words: &str) -> Option<Vec<Block>> {
    let kept: Arc<Kept> = ctx.data(|data| data.get_temp(id()))?;
    let same = kept.words == words || kept.words == words.replace("\r\n", "\n");
    same.then(|| kept.blocks.clone())
}
