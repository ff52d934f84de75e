//! The layout of each type of document (Phụ lục III, Mẫu 1.1 to 1.9) as data: which components stand on
//! the paper and in which order, with which fixed words.
//!
//! Whoever asks what a document of a type looks like, or needs, asks here; nothing else tells types
//! apart.

use strum::IntoEnumIterator as _;

use crate::model::{DocumentType, Level};

/// A component of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// Ô 1 to 4, 10; the subject of a công văn too.
    Letterhead,
    /// Ô 5a: type, trích yếu, the line of the decision that it is issued with.
    Title,
    /// Ô 9a.
    Addressees,
    /// Thẩm quyền ban hành.
    Competence,
    /// Căn cứ.
    LegalBasis,
    /// The paragraphs before the body.
    Opening,
    /// The fixed words between căn cứ and điều: "QUYẾT ĐỊNH:".
    Enactment,
    /// The blocks.
    Body,
    /// The paragraphs behind the body.
    Closing,
    /// Ô 7, 8, 9b, 12.
    End,
}

/// Where the trích yếu stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectForm {
    /// Below the type's name (ô 5a).
    BelowType,
    /// Below the number, `V/v …` (ô 5b).
    BelowNumber,
    /// The template has none.
    None,
}

/// How those are named whom the document is for (ô 9a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddresseeForm {
    /// Not at all.
    None,
    /// "Kính gửi: …" (PL I.II.9.d).
    Salutation,
    /// "… điện: - …" (Mẫu 1.6).
    Telegram,
    /// "… trân trọng kính mời: …" (Mẫu 1.7).
    Invitation,
}

/// What stands first in Nơi nhận, by PL I.II.9.b and the templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstRecipient {
    /// A body, as in every list.
    Any,
    /// "Như trên": those of ô 9a.
    AsAbove,
    /// "Như Điều …": those whom the last điều names.
    AsArticle,
}

/// The layout of a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The template of Phụ lục III: `Mẫu 1.4`.
    pub template: &'static str,
    /// The components in the order of the paper.
    pub components: &'static [Component],
    /// Where the trích yếu stands.
    pub subject: SubjectForm,
    /// Whether place and date stand beside the number.
    pub dated: bool,
    /// How the addressees are named.
    pub addressees: AddresseeForm,
    /// The fixed words of [`Component::Enactment`].
    pub enactment: &'static str,
    /// The levels of its body, from the outermost in: what Tab walks down.
    pub ladder: &'static [Level],
    /// What stands first in Nơi nhận.
    pub first_recipient: FirstRecipient,
    /// The posts above the signatures, one for each, where the template fixes them; else one
    /// signature, whose post is the signer's.
    pub posts: &'static [&'static str],
}

use Component as C;

/// Mẫu 1.4 without ô 9a.
const NAMED: &[Component] =
    &[C::Letterhead, C::Title, C::LegalBasis, C::Opening, C::Body, C::Closing, C::End];
/// Mẫu 1.4 with ô 9a: báo cáo, tờ trình.
const ADDRESSED: &[Component] = &[
    C::Letterhead,
    C::Title,
    C::Addressees,
    C::LegalBasis,
    C::Opening,
    C::Body,
    C::Closing,
    C::End,
];
/// Mẫu 1.1 to 1.3.
const ENACTED: &[Component] = &[
    C::Letterhead,
    C::Title,
    C::Competence,
    C::LegalBasis,
    C::Opening,
    C::Enactment,
    C::Body,
    C::Closing,
    C::End,
];
/// Mẫu 1.5.
const LETTER: &[Component] =
    &[C::Letterhead, C::Addressees, C::LegalBasis, C::Opening, C::Body, C::Closing, C::End];

/// Family 6b.
const SECTIONS: &[Level] =
    &[Level::Section, Level::Clause, Level::Point, Level::Dash, Level::Plus];
/// Điều alone.
const ARTICLES: &[Level] = &[Level::Article, Level::Clause, Level::Point, Level::Dash];
/// Family 6a.
const CHAPTERS: &[Level] = &[
    Level::Chapter,
    Level::Division,
    Level::Article,
    Level::Clause,
    Level::Point,
    Level::Dash,
];

const PLAIN: Layout = Layout {
    template: "Mẫu 1.4",
    components: NAMED,
    subject: SubjectForm::BelowType,
    dated: true,
    addressees: AddresseeForm::None,
    enactment: "",
    ladder: SECTIONS,
    first_recipient: FirstRecipient::Any,
    posts: &[],
};
const WITH_ADDRESSEES: Layout = Layout {
    components: ADDRESSED,
    addressees: AddresseeForm::Salutation,
    first_recipient: FirstRecipient::AsAbove,
    ..PLAIN
};
const REGULATION: Layout = Layout { ladder: CHAPTERS, ..PLAIN };
const RESOLUTION: Layout = Layout {
    template: "Mẫu 1.1",
    components: ENACTED,
    enactment: "QUYẾT NGHỊ:",
    ladder: ARTICLES,
    first_recipient: FirstRecipient::AsArticle,
    ..PLAIN
};
const DECISION: Layout =
    Layout { template: "Mẫu 1.2, 1.3", enactment: "QUYẾT ĐỊNH:", ..RESOLUTION };
const OFFICIAL_LETTER: Layout = Layout {
    template: "Mẫu 1.5",
    components: LETTER,
    subject: SubjectForm::BelowNumber,
    ..WITH_ADDRESSEES
};
const TELEGRAM: Layout = Layout {
    template: "Mẫu 1.6",
    components: ADDRESSED,
    addressees: AddresseeForm::Telegram,
    ..PLAIN
};
const INVITATION: Layout = Layout {
    template: "Mẫu 1.7",
    components: ADDRESSED,
    addressees: AddresseeForm::Invitation,
    ..PLAIN
};
const INTRODUCTION: Layout = Layout {
    template: "Mẫu 1.8",
    subject: SubjectForm::None,
    first_recipient: FirstRecipient::AsAbove,
    ..PLAIN
};
const MINUTES: Layout =
    Layout {
        template: "Mẫu 1.9", dated: false, posts: &["Thư ký", "Chủ tọa"], ..PLAIN
    };

/// The layout of a type.
pub fn layout(kind: DocumentType) -> &'static Layout {
    use DocumentType as D;

    match kind {
        D::Resolution => &RESOLUTION,
        D::Decision => &DECISION,
        D::Statute | D::Regulation => &REGULATION,
        D::Report | D::Proposal => &WITH_ADDRESSEES,
        D::OfficialLetter => &OFFICIAL_LETTER,
        D::Telegram => &TELEGRAM,
        D::Invitation => &INVITATION,
        D::Introduction => &INTRODUCTION,
        D::Minutes => &MINUTES,
        D::Directive
        | D::Communique
        | D::Announcement
        | D::Guidance
        | D::Programme
        | D::Plan
        | D::Scheme
        | D::Project
        | D::Investment
        | D::PowerOfAttorney
        | D::DispatchSlip
        | D::TransferSlip
        | D::NoticeSlip => &PLAIN,
    }
}

/// The types in the order in which they are offered: those that an office writes most first, as the
/// counts of a commune have them, then the others in the order of Phụ lục III.
pub fn offered() -> impl Iterator<Item = DocumentType> {
    use DocumentType as D;

    const FIRST: [DocumentType; 9] = [
        D::Plan,
        D::OfficialLetter,
        D::Announcement,
        D::Report,
        D::Decision,
        D::Proposal,
        D::Invitation,
        D::Minutes,
        D::Programme,
    ];
    FIRST.into_iter().chain(DocumentType::iter().filter(|kind| !FIRST.contains(kind)))
}

impl Layout {
    /// Whether a component stands on the paper.
    pub fn has(&self, component: Component) -> bool {
        self.components.contains(&component)
    }

    /// How many sign.
    pub fn signatures(&self) -> usize {
        self.posts.len().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_begins_with_the_letterhead_and_ends_with_the_signature() {
        for kind in DocumentType::iter() {
            let layout = layout(kind);
            assert_eq!(layout.components.first(), Some(&Component::Letterhead), "{kind:?}");
            assert_eq!(layout.components.last(), Some(&Component::End), "{kind:?}");
            assert!(layout.has(Component::Body), "{kind:?}");
            // A name without a title, a title without a name: neither is a template's.
            let below_number = layout.subject == SubjectForm::BelowNumber;
            assert_ne!(layout.has(Component::Title), below_number, "{kind:?}");
            assert_eq!(
                layout.has(Component::Addressees),
                layout.addressees != AddresseeForm::None,
                "{kind:?}"
            );
            assert_eq!(
                layout.has(Component::Enactment),
                !layout.enactment.is_empty(),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn every_type_is_offered_once_and_the_plan_first() {
        let offered: Vec<_> = offered().collect();
        assert_eq!(offered[0], DocumentType::Plan);
        assert_eq!(offered.len(), DocumentType::iter().count());
        assert!(DocumentType::iter().all(|kind| offered.contains(&kind)));
    }
}
