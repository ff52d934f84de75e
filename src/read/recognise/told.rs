//! What is said of a reading as a whole: parts that are missing, a place misspelt, words lost.

use crate::model::{Document, Place};
use crate::standard::layout;

use super::pattern::symbol_of;
use super::place;
use crate::read::{Imported, NoteKind, Report, words};

/// Says where the place's name looks misspelt; it stays as it is.
pub(super) fn misspelt_place(document: &Document, everything: &str, report: &mut Report) {
    let Some(meant) = place::meant(&document.place, everything) else { return };
    report.note(
        NoteKind::Spelling,
        0,
        Some(Place::Date),
        &document.place,
        format!(
            "Địa danh ghi “{}”, có lẽ là “{meant}”; chương trình giữ nguyên, hãy sửa nếu đúng là viết \
             sai.",
            document.place
        ),
    );
}

pub(super) fn missing(document: &Document, report: &mut Report) {
    let mut tell = |missing: bool, place: Place, message: &str| {
        if missing {
            report.note(NoteKind::Missing, 0, Some(place), "", message);
        }
    };
    let attached = document.decision.is_some();
    tell(
        document.agency.is_empty() && !attached,
        Place::Agency(0),
        "Không thấy tên cơ quan ban hành; hãy điền vào.",
    );
    tell(
        symbol_of(document).is_empty() && !attached,
        Place::Number,
        "Không thấy số, ký hiệu; hãy điền vào.",
    );
    tell(
        document.place.is_empty() && !attached && layout(document.document_type).dated,
        Place::Date,
        "Không thấy địa danh và ngày tháng năm; hãy điền vào.",
    );
    tell(
        document.recipients.is_empty() && document.archive.units.is_empty() && !attached,
        Place::Recipient(0),
        "Không thấy “Nơi nhận”; hãy điền vào.",
    );
    tell(
        document.signatures.iter().all(|signature| signature.lines().is_empty()) && !attached,
        Place::Signature(0),
        "Không thấy quyền hạn, chức vụ và họ tên người ký; hãy điền vào.",
    );
}

/// The reader's own check that no word is lost on the way.
pub(super) fn lost(everything: &str, before: usize, imported: &mut Imported) {
    let kept = imported.report.dropped.split_off(before);
    let own = std::mem::replace(&mut imported.report.dropped, kept);
    let lost = words::lost_words(everything, imported);
    let kept = std::mem::replace(&mut imported.report.dropped, own);
    imported.report.dropped.extend(kept);
    if !lost.is_empty() {
        let words = lost.join(" ");
        imported.report.puzzled(0, &words, None);
        imported.report.note(
            NoteKind::Lost,
            0,
            None,
            &words,
            format!(
                "Có {} chữ của văn bản gốc không vào được bản thảo; hãy đối chiếu lại.",
                lost.len()
            ),
        );
    }
}
