//! Every field of a plan that holds words, with its place.

use std::sync::Arc;

use super::{Authority, Block, Document, Place, Story, Text};

/// Words that can be changed.
pub enum Field<'a> {
    /// Words with looks.
    Text(&'a mut Text),
    /// A plain line.
    Line(&'a mut String),
}

/// Which words of a place, where it has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Its own, or its first.
    #[default]
    Main,
    /// The n-th line or unit, from 1.
    Line(usize),
    /// The short name of an agency.
    Abbreviation,
    /// Why somebody gets the plan.
    Purpose,
    /// The symbol of an issuing document.
    Symbol,
    /// Who issued it.
    Issuer,
    /// The body on whose behalf is signed.
    Collective,
    /// The head's post in a signature.
    Head,
    /// The post of a unit's head in a signature.
    Position,
    /// The deputy's post in a signature.
    Deputy,
    /// The signer's post in another body.
    AgencyPost,
    /// The signer's rank or degree.
    Honorific,
    /// The signer's name.
    Signer,
}

/// Visits every field in the order of the paper: its place, its part of the place, the words.
pub fn each_field(document: &mut Document, visit: &mut impl FnMut(Place, Part, Field<'_>)) {
    let main = Part::Main;
    if let Some(decision) = &mut document.decision {
        visit(Place::Decision, main, Field::Line(&mut decision.document));
        visit(Place::Decision, Part::Symbol, Field::Line(&mut decision.symbol));
        visit(Place::Decision, Part::Issuer, Field::Line(&mut decision.issuer));
    }
    for (n, line) in document.parent_agency.iter_mut().enumerate() {
        visit(Place::ParentAgency(n), main, Field::Line(line));
    }
    for (n, line) in document.agency.iter_mut().enumerate() {
        visit(Place::Agency(n), main, Field::Line(line));
    }
    visit(Place::Agency(0), Part::Abbreviation, Field::Line(&mut document.abbreviation));
    visit(Place::Number, main, Field::Line(&mut document.symbol));
    visit(Place::Date, main, Field::Line(&mut document.place));
    visit(Place::Subject, main, Field::Text(&mut document.subject));
    for (n, line) in document.addressees.iter_mut().enumerate() {
        visit(Place::Addressee(n), main, Field::Line(line));
    }
    visit(Place::Competence, main, Field::Line(&mut document.competence));
    for (n, text) in document.legal_basis.iter_mut().enumerate() {
        visit(Place::LegalBasis(n), main, Field::Text(text));
    }
    for (n, text) in document.opening.iter_mut().enumerate() {
        visit(Place::Opening(n), main, Field::Text(text));
    }
    each_block(&mut document.body, Story::Body, visit);
    for (n, text) in document.closing.iter_mut().enumerate() {
        visit(Place::Closing(n), main, Field::Text(text));
    }
    for (n, recipient) in document.recipients.iter_mut().enumerate() {
        visit(Place::Recipient(n), main, Field::Line(&mut recipient.name));
        visit(Place::Recipient(n), Part::Purpose, Field::Line(&mut recipient.purpose));
    }
    for (n, unit) in document.archive.units.iter_mut().enumerate() {
        visit(Place::Archive, Part::Line(n + 1), Field::Line(unit));
    }
    for (n, signature) in document.signatures.iter_mut().enumerate() {
        let place = Place::Signature(n);
        visit(place, Part::Collective, Field::Line(&mut signature.on_behalf_of));
        each_post(&mut signature.authority, place, visit);
        visit(place, Part::AgencyPost, Field::Line(&mut signature.agency_post));
        visit(place, Part::Honorific, Field::Line(&mut signature.honorific));
        visit(place, Part::Signer, Field::Line(&mut signature.signer));
    }
    for (n, line) in document.address.iter_mut().enumerate() {
        visit(Place::Address, Part::Line(n + 1), Field::Line(line));
    }
    for (n, annex) in document.annexes.iter_mut().enumerate() {
        visit(Place::AnnexTitle(n), main, Field::Text(&mut annex.title));
        each_block(&mut annex.blocks, Story::Annex(n), visit);
    }
}

fn each_post(
    authority: &mut Authority,
    place: Place,
    visit: &mut impl FnMut(Place, Part, Field<'_>),
) {
    let mut see = |part, words: &mut String| visit(place, part, Field::Line(words));
    match authority {
        Authority::Head { position } | Authority::Acting { position } => {
            see(Part::Head, position);
        }
        Authority::Deputy { head, deputy } => {
            see(Part::Head, head);
            see(Part::Deputy, deputy);
        }
        Authority::ByOrder { head, position } | Authority::Authorised { head, position } => {
            see(Part::Head, head);
            see(Part::Position, position);
        }
        Authority::ByOrderDeputy { head, position, deputy } => {
            see(Part::Head, head);
            see(Part::Position, position);
            see(Part::Deputy, deputy);
        }
    }
}

fn each_block(
    blocks: &mut [Block],
    story: Story,
    visit: &mut impl FnMut(Place, Part, Field<'_>),
) {
    for (n, block) in blocks.iter_mut().enumerate() {
        match block {
            Block::Text(paragraph) => {
                let text = Field::Text(&mut paragraph.text);
                visit(Place::Block(story, n), Part::Main, text);
            }
            Block::Table(table) => {
                let table = Arc::make_mut(table);
                for (row, cells) in table.rows.iter_mut().enumerate() {
                    for (column, cell) in cells.iter_mut().enumerate() {
                        let place = Place::Cell(story, n, row, column);
                        visit(place, Part::Main, Field::Text(&mut cell.text));
                    }
                }
            }
        }
    }
}
