//! Every field of a plan that holds words, with its place.

use crate::model::{Block, Place, Plan, Story, Text};

/// Words that can be changed.
pub(super) enum Field<'a> {
    /// Words with looks.
    Text(&'a mut Text),
    /// A plain line.
    Line(&'a mut String),
}

/// Visits every field: its place, its number within the place, and the words.
pub(super) fn each_field(plan: &mut Plan, visit: &mut impl FnMut(Place, usize, Field<'_>)) {
    for (n, line) in plan.parent_agency.iter_mut().enumerate() {
        visit(Place::ParentAgency(n), 0, Field::Line(line));
    }
    for (n, line) in plan.agency.iter_mut().enumerate() {
        visit(Place::Agency(n), 0, Field::Line(line));
    }
    visit(Place::Date, 0, Field::Line(&mut plan.place));
    visit(Place::Subject, 0, Field::Text(&mut plan.subject));
    for (n, text) in plan.authority.iter_mut().enumerate() {
        visit(Place::Authority(n), 0, Field::Text(text));
    }
    for (n, text) in plan.opening.iter_mut().enumerate() {
        visit(Place::Opening(n), 0, Field::Text(text));
    }
    each_block(&mut plan.body, Story::Body, visit);
    for (n, text) in plan.closing.iter_mut().enumerate() {
        visit(Place::Closing(n), 0, Field::Text(text));
    }
    for (n, recipient) in plan.recipients.iter_mut().enumerate() {
        visit(Place::Recipient(n), 0, Field::Line(&mut recipient.name));
        visit(Place::Recipient(n), 1, Field::Line(&mut recipient.purpose));
    }
    for (n, signature) in plan.signatures.iter_mut().enumerate() {
        visit(Place::Signature(n), 0, Field::Line(&mut signature.on_behalf_of));
        visit(Place::Signature(n), 1, Field::Line(&mut signature.agency_post));
    }
    for (n, line) in plan.address.iter_mut().enumerate() {
        visit(Place::Address, n, Field::Line(line));
    }
    for (n, annex) in plan.annexes.iter_mut().enumerate() {
        visit(Place::AnnexTitle(n), 0, Field::Text(&mut annex.title));
        each_block(&mut annex.blocks, Story::Annex(n), visit);
    }
}

fn each_block(
    blocks: &mut [Block],
    story: Story,
    visit: &mut impl FnMut(Place, usize, Field<'_>),
) {
    for (n, block) in blocks.iter_mut().enumerate() {
        match block {
            Block::Text(paragraph) => {
                visit(Place::Block(story, n), 0, Field::Text(&mut paragraph.text));
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter_mut().enumerate() {
                    for (column, cell) in cells.iter_mut().enumerate() {
                        let place = Place::Cell(story, n, row, column);
                        visit(place, 0, Field::Text(&mut cell.text));
                    }
                }
            }
        }
    }
}
