//! The words of a plan, field by field, in the order of the paper.

use crate::model::{Authority, Block, Document, Level, Part, Place, Story, Text};

/// What a passage is on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A line of an agency's name, its parent's, its collective, or a post.
    Body,
    /// A symbol or an abbreviation.
    Symbol,
    /// Địa danh.
    PlaceName,
    /// Trích yếu.
    Subject,
    /// A căn cứ.
    LegalBasis,
    /// A paragraph before the first mục.
    Opening,
    /// A heading or a numbered item or a plain paragraph.
    Block(Level),
    /// A cell; whether it is a head.
    Cell(bool),
    /// A paragraph that ends the text.
    Closing,
    /// A recipient's name.
    Recipient,
    /// Why somebody gets the plan.
    Purpose,
    /// A unit of the archive line.
    Archive,
    /// A post in a signature.
    Post,
    /// A person's name.
    Person,
    /// The title of an annex.
    AnnexTitle,
    /// A line of the address.
    Address,
    /// A footnote.
    Note,
}

/// The words of one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage<'a> {
    /// Its place.
    pub place: Place,
    /// Which words of the place.
    pub part: Part,
    /// The n-th footnote of that place, where it is one.
    pub note: Option<usize>,
    /// What it is on the paper.
    pub role: Role,
    /// Its words as the field holds them.
    pub words: &'a str,
}

impl Role {
    /// Whether it is running text, in which sentences stand.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::LegalBasis | Self::Opening | Self::Block(_) | Self::Closing | Self::Note
        )
    }

    /// Whether it stands outside the body: letterhead, signature, recipients.
    pub fn is_frame(self) -> bool {
        matches!(
            self,
            Self::Body
                | Self::Symbol
                | Self::PlaceName
                | Self::Post
                | Self::Person
                | Self::Archive
                | Self::Address
        )
    }

    /// Whether it is a heading that the paper prints in capitals.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Block(level) if level.is_heading())
    }
}

/// Every field that holds words. O(fields).
pub fn passages(document: &Document) -> Vec<Passage<'_>> {
    let mut all = Gather(Vec::new());
    let main = Part::Main;
    if let Some(decision) = &document.decision {
        all.line(Place::Decision, main, Role::Body, &decision.document);
        all.line(Place::Decision, Part::Symbol, Role::Symbol, &decision.symbol);
        all.line(Place::Decision, Part::Issuer, Role::Body, &decision.issuer);
    }
    for (n, line) in document.parent_agency.iter().enumerate() {
        all.line(Place::ParentAgency(n), main, Role::Body, line);
    }
    for (n, line) in document.agency.iter().enumerate() {
        all.line(Place::Agency(n), main, Role::Body, line);
    }
    all.line(Place::Number, main, Role::Symbol, &document.symbol);
    all.line(Place::Date, main, Role::PlaceName, &document.place);
    all.text(Place::Subject, Role::Subject, &document.subject);
    for (n, name) in document.addressees.iter().enumerate() {
        all.line(Place::Addressee(n), main, Role::Recipient, name);
    }
    all.line(Place::Competence, main, Role::Post, &document.competence);
    for (n, text) in document.legal_basis.iter().enumerate() {
        all.text(Place::LegalBasis(n), Role::LegalBasis, text);
    }
    for (n, text) in document.opening.iter().enumerate() {
        all.text(Place::Opening(n), Role::Opening, text);
    }
    all.story(document, Story::Body);
    for (n, text) in document.closing.iter().enumerate() {
        all.text(Place::Closing(n), Role::Closing, text);
    }
    for (n, recipient) in document.recipients.iter().enumerate() {
        all.line(Place::Recipient(n), main, Role::Recipient, &recipient.name);
        all.line(Place::Recipient(n), Part::Purpose, Role::Purpose, &recipient.purpose);
    }
    for (n, unit) in document.archive.units.iter().enumerate() {
        all.line(Place::Archive, Part::Line(n + 1), Role::Archive, unit);
    }
    for (n, signature) in document.signatures.iter().enumerate() {
        let place = Place::Signature(n);
        all.line(place, Part::Collective, Role::Body, &signature.on_behalf_of);
        all.posts(place, &signature.authority);
        all.line(place, Part::AgencyPost, Role::Post, &signature.agency_post);
        all.line(place, Part::Signer, Role::Person, &signature.signer);
    }
    for (n, line) in document.address.iter().enumerate() {
        all.line(Place::Address, Part::Line(n + 1), Role::Address, line);
    }
    for (n, annex) in document.annexes.iter().enumerate() {
        all.text(Place::AnnexTitle(n), Role::AnnexTitle, &annex.title);
        all.story(document, Story::Annex(n));
    }
    all.0
}

struct Gather<'a>(Vec<Passage<'a>>);

impl<'a> Gather<'a> {
    fn line(&mut self, place: Place, part: Part, role: Role, words: &'a str) {
        if !words.trim().is_empty() {
            self.0.push(Passage { place, part, note: None, role, words });
        }
    }

    fn text(&mut self, place: Place, role: Role, text: &'a Text) {
        self.line(place, Part::Main, role, text.as_str());
        for (n, note) in text.notes().iter().enumerate() {
            let words = note.as_str();
            let part = Part::Main;
            self.0.push(Passage { place, part, note: Some(n), role: Role::Note, words });
        }
    }

    fn posts(&mut self, place: Place, authority: &'a Authority) {
        let mut see = |part, words| self.line(place, part, Role::Post, words);
        match authority {
            Authority::Head { position } | Authority::Acting { position } => {
                see(Part::Head, position);
            }
            Authority::Deputy { head, deputy } => {
                see(Part::Head, head);
                see(Part::Deputy, deputy);
            }
            Authority::ByOrder { head, position }
            | Authority::Authorised { head, position } => {
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

    fn story(&mut self, document: &'a Document, story: Story) {
        for (n, block) in document.blocks(story).into_iter().flatten().enumerate() {
            match block {
                Block::Text(paragraph) => {
                    let role = Role::Block(paragraph.level);
                    self.text(Place::Block(story, n), role, &paragraph.text);
                }
                Block::Table(table) => {
                    for (row, cells) in table.rows.iter().enumerate() {
                        for (column, cell) in cells.iter().enumerate() {
                            let place = Place::Cell(story, n, row, column);
                            self.text(place, Role::Cell(row < table.head_rows), &cell.text);
                        }
                    }
                }
            }
        }
    }
}
