//! Arbitrary plans for property tests, in their normal form.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use strum::IntoEnumIterator as _;

use kehoach::model::{
    Annex, Archive, Authority, Block, Cell, CellAlign, Circulation, Decision, Document,
    DocumentType, DrafterMark, FirstLineIndent, IssueDate, Level, Margins, PageSetup,
    Paragraph, Recipient, Secrecy, Signature, SizeSet, Style, Table, Text, Urgency, Waiver,
};

/// Any plan that the program can hold.
pub fn any_plan() -> impl Strategy<Value = Document> {
    let head = (
        vec(any_line(), 0..3),
        vec(any_line(), 0..3),
        any_line(),
        option::of(0u32..5000),
        any_line(),
        any_line(),
        any_date(),
        option::of(any_decision()),
    );
    let marks = (
        option::of(prop_oneof![Just(Secrecy::TopSecret), Just(Secrecy::Confidential)]),
        option::of(prop_oneof![Just(Urgency::Flash), Just(Urgency::Urgent)]),
        option::of(prop_oneof![Just(Circulation::Internal), Just(Circulation::Recall)]),
        any::<bool>(),
        option::of(
            (any_line(), option::of(0u32..900))
                .prop_map(|(initials, copies)| DrafterMark { initials, copies }),
        ),
        // A plan as often as all the others.
        prop_oneof![
            Just(DocumentType::Plan),
            proptest::sample::select(DocumentType::iter().collect::<Vec<_>>())
        ],
    );
    let words = (
        any_text(),
        (vec(any_line(), 0..4), any_line()),
        vec(any_text(), 0..4),
        vec(any_text(), 0..3),
        vec(any_block(), 0..12),
        vec(any_text(), 0..3),
    );
    let foot = (
        vec(any_recipient(), 0..5),
        any_archive(),
        vec(any_signature(), 0..3),
        vec(any_line(), 0..2),
        vec(any_annex(), 0..3),
        any_page(),
        vec(any_waiver(), 0..2),
    );
    (head, marks, words, foot).prop_map(|(head, marks, words, foot)| {
        let (parent_agency, agency, abbreviation, number, symbol, place, date, decision) =
            head;
        let (secrecy, urgency, circulation, draft_mark, drafter, document_type) = marks;
        let (subject, (addressees, competence), legal_basis, opening, body, closing) = words;
        let (recipients, archive, signatures, address, annexes, page, waivers) = foot;
        let mut document = Document {
            document_type,
            parent_agency,
            agency,
            abbreviation,
            number,
            number_digits: number.map_or(0, |number| 4 * u8::from(number % 5 == 0)),
            symbol,
            place,
            date,
            decision,
            secrecy,
            urgency,
            circulation,
            draft_mark,
            subject,
            addressees,
            competence,
            legal_basis,
            opening,
            body,
            closing,
            recipients,
            archive,
            drafter,
            signatures,
            address,
            annexes,
            page,
            goes_with: None,
            waivers,
        };
        document.normalise();
        document
    })
}

fn any_waiver() -> impl Strategy<Value = Waiver> {
    (any_line(), option::of(any_line()), any_line()).prop_map(|(rule, words, reason)| Waiver {
        rule,
        words,
        reason,
    })
}

/// Lines that a file format may stumble over; the last have hard spaces and hyphens of her own, some of them where
/// the paper holds by itself.
const HARD_LINES: &[&str] = &[
    "Sở Xây dựng",
    "👩‍👩‍👧 e\u{301}\u{200B}\u{202E}",
    "<b>đậm</b> &lt; <fn>",
    "số\u{A0}12/NĐ\u{2011}CP ngày\u{A0}05 tháng 6",
    "Phòng\u{A0}Tài chính\u{2011}Kế hoạch",
];

/// One line of words, with everything that a file format may stumble over.
pub fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => "[A-Za-zĐđàạếỪ ]{0,12}",
        1 => "[\"'\\\\(){}\\[\\],:;#$*_&<>/.]{0,8}",
        // One arm: the typesetter's test threads have little stack, and each arm takes some of it.
        5 => proptest::sample::select(HARD_LINES).prop_map(str::to_owned),
    ]
}

/// Words with looks, line breaks and footnotes.
pub fn any_text() -> impl Strategy<Value = Text> {
    let run = (any_line(), any::<(bool, bool, bool)>(), any::<bool>(), option::of(any_line()));
    vec(run, 0..4).prop_map(|runs| {
        let mut text = Text::default();
        for (words, (bold, italic, underline), breaks, note) in runs {
            text.push(&words, Style { bold, italic, underline });
            if breaks {
                text.push_break();
            }
            if let Some(note) = note {
                text.push_note(Text::plain(&note));
            }
        }
        // What two runs say together may compose further; a text from a file always has.
        Text::from_markup(&text.to_markup())
    })
}

/// A paragraph of any level, or a table.
pub fn any_block() -> impl Strategy<Value = Block> {
    let level = prop_oneof![
        proptest::sample::select(&Level::NUMBERED[..]),
        Just(Level::Body),
        Just(Level::Centered),
        Just(Level::Right),
    ];
    prop_oneof![
        4 => (level, any_text(), any::<bool>()).prop_map(|(level, text, restart)| {
            Block::Text(Paragraph { restart, ..Paragraph::new(level, text) })
        }),
        1 => any_table().prop_map(Block::from),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let align = prop_oneof![Just(CellAlign::Auto), Just(CellAlign::Right)];
    let cell = (any_text(), 0usize..4, 0usize..4, align)
        .prop_map(|(text, columns, rows, align)| Cell { text, columns, rows, align });
    (vec(0u32..50, 0..5), 0usize..4, 0u32..60, vec(vec(cell, 0..5), 0..5)).prop_map(
        |(widths, head_rows, half_points, rows)| {
            let mut table = Table { widths, head_rows, half_points, rows };
            table.normalise();
            table
        },
    )
}

fn any_annex() -> impl Strategy<Value = Annex> {
    (any_text(), any::<bool>(), vec(any_block(), 0..5))
        .prop_map(|(title, landscape, blocks)| Annex { title, landscape, blocks })
}

fn any_date() -> impl Strategy<Value = IssueDate> {
    (option::of(0u32..40), option::of(0u32..15), option::of(-5i32..3000))
        .prop_map(|(day, month, year)| IssueDate { day, month, year })
}

fn any_decision() -> impl Strategy<Value = Decision> {
    (any_line(), option::of(0u32..5000), any_line(), any_date(), any_line()).prop_map(
        |(document, number, symbol, date, issuer)| Decision {
            document,
            number,
            symbol,
            date,
            issuer,
        },
    )
}

fn any_recipient() -> impl Strategy<Value = Recipient> {
    (any_line(), any_line()).prop_map(|(name, purpose)| Recipient { name, purpose })
}

fn any_archive() -> impl Strategy<Value = Archive> {
    (vec(any_line(), 0..3), option::of(0u32..9))
        .prop_map(|(units, copies)| Archive { units, copies })
}

fn any_signature() -> impl Strategy<Value = Signature> {
    let post = any_line;
    let authority = prop_oneof![
        post().prop_map(|position| Authority::Head { position }),
        post().prop_map(|position| Authority::Acting { position }),
        (post(), post()).prop_map(|(head, deputy)| Authority::Deputy { head, deputy }),
        (post(), post()).prop_map(|(head, position)| Authority::ByOrder { head, position }),
        (post(), post(), post()).prop_map(|(head, position, deputy)| {
            Authority::ByOrderDeputy { head, position, deputy }
        }),
        (post(), post()).prop_map(|(head, position)| Authority::Authorised { head, position }),
    ];
    (any_line(), authority, any_line(), any_line(), any_line()).prop_map(
        |(on_behalf_of, authority, agency_post, honorific, signer)| Signature {
            on_behalf_of,
            authority,
            agency_post,
            honorific,
            signer,
        },
    )
}

fn any_page() -> impl Strategy<Value = PageSetup> {
    let margins = (20.0..25.0f64, 20.0..25.0f64, 30.0..35.0f64, 15.0..20.0f64)
        .prop_map(|(top, bottom, left, right)| Margins { top, bottom, left, right });
    (margins, any::<(bool, bool)>(), 13.0..14.0f64, 1.0..1.5f64, 6.0..24.0f64).prop_map(
        |(margins, (small, half_inch), body_size, line_spacing, paragraph_gap)| PageSetup {
            margins,
            sizes: if small { SizeSet::Small } else { SizeSet::Large },
            body_size,
            indent: if half_inch {
                FirstLineIndent::HalfInch
            } else {
                FirstLineIndent::Centimetre
            },
            line_spacing,
            paragraph_gap,
        },
    )
}
