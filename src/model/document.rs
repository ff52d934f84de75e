//! The document itself: a plan, or a paper of another type that travels with one.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::EnumIter;

use super::{
    Block, Circulation, DrafterMark, PageSetup, Secrecy, Signature, Text, Urgency, Waiver,
    earlier,
};

/// The number of a document within its year. A decree number such as `66.25` is no document's number.
pub type Number = u32;

/// A document as she fills it, kế hoạch or another type. Every field is as typed; numbering, capitals, zeros and end marks are
/// the composer's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Document {
    /// Tên loại (Mẫu 1.4).
    pub document_type: DocumentType,
    /// Cơ quan chủ quản trực tiếp, one entry a line; empty for none.
    #[serde(deserialize_with = "earlier::lines")]
    pub parent_agency: Vec<String>,
    /// Cơ quan ban hành, one entry a line.
    #[serde(deserialize_with = "earlier::lines")]
    pub agency: Vec<String>,
    /// The agency's registered abbreviation, e.g. `SXD`.
    pub abbreviation: String,
    /// Số; none while văn thư has not given one.
    pub number: Option<Number>,
    /// How many digits the number is printed with at the least, where it is more than the decree's two:
    /// `0247` has four; 0 otherwise.
    #[serde(skip_serializing_if = "is_zero")]
    pub number_digits: u8,
    /// Ký hiệu where it is not made from type and abbreviation; empty for the made one.
    pub symbol: String,
    /// Địa danh.
    pub place: String,
    /// Ngày, tháng, năm.
    pub date: IssueDate,
    /// The decision this plan is issued with (Mẫu 2.1, 2.2); then it has no letterhead of its own.
    pub decision: Option<Decision>,
    /// Độ mật (ô 10a).
    pub secrecy: Option<Secrecy>,
    /// Mức độ khẩn (ô 10b).
    pub urgency: Option<Urgency>,
    /// Phạm vi lưu hành (ô 11).
    pub circulation: Option<Circulation>,
    /// Whether "DỰ THẢO" is printed (practice, no component of the decree).
    pub draft_mark: bool,
    /// Trích yếu.
    pub subject: Text,
    /// Ô 9a, without dash and end mark: who a báo cáo, tờ trình or công văn is addressed to
    /// ("Kính gửi"), who a giấy mời invites, who a công điện goes to. Empty for none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// Thẩm quyền ban hành of a quyết định or nghị quyết; who sends a công điện. The paper capitalises
    /// the first. Empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub competence: String,
    /// Căn cứ ban hành, without end marks. Drafts before version 2 called it `authority`.
    #[serde(alias = "authority")]
    pub legal_basis: Vec<Text>,
    /// Opening paragraphs between căn cứ and the first mục.
    pub opening: Vec<Text>,
    /// The body.
    pub body: Vec<Block>,
    /// Closing paragraphs, without `./.`.
    pub closing: Vec<Text>,
    /// Nơi nhận, without dash and end mark.
    pub recipients: Vec<Recipient>,
    /// The last line of Nơi nhận.
    pub archive: Archive,
    /// Ô 12.
    pub drafter: Option<DrafterMark>,
    /// One signature, or two side by side (liên tịch).
    pub signatures: Vec<Signature>,
    /// Address, email, telephone at the foot of page 1 (ô 13), one entry a line; empty for none.
    pub address: Vec<String>,
    /// Phụ lục.
    pub annexes: Vec<Annex>,
    /// Settings within the decree's ranges.
    pub page: PageSetup,
    /// The plan that it goes with, as that was when the two were last in line; none for a document of
    /// its own. Not on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goes_with: Option<PlanReference>,
    /// What the check found and she has set aside; nothing on paper.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

/// What a document that goes with a plan says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanReference {
    /// The name of its draft's file, which lies in the same folder.
    pub draft: String,
    /// Its trích yếu.
    pub subject: String,
    /// Its number; none while văn thư has not given one.
    pub number: Option<Number>,
    /// Its symbol as printed.
    pub symbol: String,
    /// Its date.
    pub date: IssueDate,
}

/// Serde asks by reference.
fn is_zero(digits: &u8) -> bool {
    *digits == 0
}

/// The types of documents that have a template: the seventeen named ones of Mẫu 1.4 and those of Mẫu
/// 1.1 to 1.3 and 1.5 to 1.9; `standard` knows their words, abbreviations and layouts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter,
)]
#[expect(missing_docs, reason = "the names say it; the words are in standard::types")]
pub enum DocumentType {
    Resolution,
    Decision,
    Directive,
    Statute,
    Regulation,
    Communique,
    Announcement,
    Guidance,
    Programme,
    #[default]
    Plan,
    Scheme,
    Project,
    Investment,
    Report,
    Proposal,
    PowerOfAttorney,
    DispatchSlip,
    TransferSlip,
    NoticeSlip,
    OfficialLetter,
    Telegram,
    Invitation,
    Introduction,
    Minutes,
}

/// Whether the paper goes up for signature or out of the building. No property of the plan: the
/// same plan is exported first as one, then as the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Bản trình: number, day and month are left blank for văn thư, whatever is filled in.
    Draft,
    /// Bản phát hành: everything as it is filled in.
    #[default]
    Issued,
}

/// A date of which day and month may not be known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IssueDate {
    /// 1–31.
    pub day: Option<u32>,
    /// 1–12.
    pub month: Option<u32>,
    /// Four digits; none leaves the year blank too.
    pub year: Option<i32>,
}

/// The decision (or other document) that a plan is issued with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// The issuing document's type as printed, e.g. `Quyết định`.
    pub document: String,
    /// Its number; blank until given.
    pub number: Option<Number>,
    /// Its symbol, e.g. `QĐ-UBND`.
    pub symbol: String,
    /// Its date.
    pub date: IssueDate,
    /// Who issued it, as printed after "của".
    pub issuer: String,
}

/// One line of Nơi nhận.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recipient {
    /// A body or a group of bodies.
    pub name: String,
    /// Why they get it, printed in brackets (`để b/c`); empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub purpose: String,
}

/// The archive line `- Lưu: VT, TCCB (2).`
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// What follows "Lưu:", `VT` first.
    pub units: Vec<String>,
    /// File copies; none prints no bracket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
}

/// A phụ lục.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Annex {
    /// Its title; the paper capitalises.
    pub title: Text,
    /// Whether its pages lie on their long side.
    pub landscape: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

impl Default for Archive {
    fn default() -> Self {
        Self { units: vec!["VT".to_owned()], copies: None }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            document_type: DocumentType::default(),
            parent_agency: Vec::new(),
            agency: Vec::new(),
            abbreviation: String::new(),
            number: None,
            number_digits: 0,
            symbol: String::new(),
            place: String::new(),
            date: IssueDate::default(),
            decision: None,
            secrecy: None,
            urgency: None,
            circulation: None,
            draft_mark: false,
            subject: Text::default(),
            addressees: Vec::new(),
            competence: String::new(),
            legal_basis: Vec::new(),
            opening: Vec::new(),
            body: Vec::new(),
            closing: Vec::new(),
            recipients: Vec::new(),
            archive: Archive::default(),
            drafter: None,
            signatures: vec![Signature::default()],
            address: Vec::new(),
            annexes: Vec::new(),
            page: PageSetup::default(),
            goes_with: None,
            waivers: Vec::new(),
        }
    }
}

impl IssueDate {
    /// Creates a whole date.
    pub fn new(day: u32, month: u32, year: i32) -> Self {
        Self { day: Some(day), month: Some(month), year: Some(year) }
    }

    /// The calendar date, when all three parts are there and name a real day.
    pub fn calendar(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    /// Whether what is filled in can be part of a date: no 31/02, no month 13, a year of four
    /// digits. Parts that are blank may still become anything.
    pub fn is_possible(self) -> bool {
        // 2000 has a 29/02 and January has a day 31.
        let (year, month) = (self.year.unwrap_or(2000), self.month.unwrap_or(1));
        (1000..=9999).contains(&year)
            && NaiveDate::from_ymd_opt(year, month, self.day.unwrap_or(1)).is_some()
    }
}

/// `31/02/2026`; `…` for what is blank.
impl fmt::Display for IssueDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two =
            |part: Option<u32>| part.map_or("…".to_owned(), |part| format!("{part:02}"));
        let year = self.year.map_or("…".to_owned(), |year| year.to_string());
        write!(f, "{}/{}/{year}", two(self.day), two(self.month))
    }
}

impl Document {
    /// The blocks of a story.
    pub fn blocks(&self, story: super::Story) -> Option<&Vec<Block>> {
        match story {
            super::Story::Body => Some(&self.body),
            super::Story::Annex(index) => self.annexes.get(index).map(|annex| &annex.blocks),
        }
    }

    /// The blocks of a story, to be changed.
    pub fn blocks_mut(&mut self, story: super::Story) -> Option<&mut Vec<Block>> {
        match story {
            super::Story::Body => Some(&mut self.body),
            super::Story::Annex(index) => {
                self.annexes.get_mut(index).map(|annex| &mut annex.blocks)
            }
        }
    }

    /// The dates that no calendar has: its own and that of the decision it is issued with.
    pub fn impossible_dates(&self) -> impl Iterator<Item = IssueDate> {
        let decision = self.decision.as_ref().map(|decision| decision.date);
        std::iter::once(self.date).chain(decision).filter(|date| !date.is_possible())
    }

    /// Every story of the plan, the body first.
    pub fn stories(&self) -> impl Iterator<Item = super::Story> {
        std::iter::once(super::Story::Body)
            .chain((0..self.annexes.len()).map(super::Story::Annex))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_possible_as_far_as_it_is_filled_in() {
        let date = |day, month, year| IssueDate { day, month, year };
        for possible in [
            date(None, None, None),
            date(Some(31), None, None),
            date(Some(29), Some(2), None),
            date(Some(29), Some(2), Some(2028)),
            date(None, Some(12), Some(2026)),
        ] {
            assert!(possible.is_possible(), "{possible}");
        }
        for impossible in [
            date(Some(31), Some(2), Some(2026)),
            date(Some(29), Some(2), Some(2026)),
            date(Some(30), Some(2), None),
            date(Some(31), Some(4), None),
            date(Some(0), None, None),
            date(Some(32), None, None),
            date(None, Some(13), Some(2026)),
            date(None, Some(0), None),
            date(Some(1), Some(1), Some(65535)),
            date(None, None, Some(26)),
        ] {
            assert!(!impossible.is_possible(), "{impossible}");
        }
        assert_eq!(date(Some(31), Some(2), None).to_string(), "31/02/…");
    }
}
