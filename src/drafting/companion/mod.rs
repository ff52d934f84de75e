//! What goes with a plan: the tờ trình that submits it, the quyết định that issues it, the công văn that
//! send it round, the giấy mời to the meeting about it, the báo cáo of its results.
//!
//! Each is a document of its own, made of the plan's words, to be written on; it remembers the plan
//! ([`PlanReference`]), so that [`super::follow()`] finds what a change of the plan changes in it.

mod content;
mod letters;
mod people;
mod report;
mod submission;
mod symbol;

use strum::EnumIter;

use crate::compose::{date_in_sentence, symbol};
use crate::model::{
    Block, Decision, Document, DocumentType, IssueDate, Level, Paragraph, PlanReference,
    Style, Text,
};
use crate::standard::{agency_in_sentence, type_name};

use super::{become_type, first_recipients};

/// A document that goes with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Companion {
    /// Tờ trình trình ký, ban hành.
    Proposal,
    /// Quyết định ban hành kèm theo.
    Decision,
    /// Công văn lấy ý kiến dự thảo.
    Consultation,
    /// Công văn gửi, triển khai kế hoạch.
    Dispatch,
    /// Giấy mời họp triển khai.
    Invitation,
    /// Báo cáo kết quả thực hiện.
    Report,
}

impl Companion {
    /// What it is called in a menu.
    pub fn text(self) -> &'static str {
        match self {
            Self::Proposal => "Tờ trình ban hành kế hoạch",
            Self::Decision => "Quyết định ban hành kèm kế hoạch",
            Self::Consultation => "Công văn lấy ý kiến dự thảo",
            Self::Dispatch => "Công văn gửi kế hoạch",
            Self::Invitation => "Giấy mời họp triển khai",
            Self::Report => "Báo cáo kết quả thực hiện",
        }
    }

    /// What it is for, in a sentence.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Proposal => "Trình cấp có thẩm quyền xem xét, ký ban hành kế hoạch",
            Self::Decision => {
                "Ban hành kế hoạch kèm theo quyết định: thẩm quyền, căn cứ, các điều"
            }
            Self::Consultation => "Gửi dự thảo kế hoạch để các cơ quan, đơn vị góp ý",
            Self::Dispatch => "Gửi kế hoạch đã ban hành để các cơ quan, đơn vị thực hiện",
            Self::Invitation => "Mời họp triển khai kế hoạch",
            Self::Report => {
                "Báo cáo kết quả: các mục theo kế hoạch, bảng nhiệm vụ có cột “Kết quả”"
            }
        }
    }

    /// Its name on the command line and in names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposal => "to-trinh",
            Self::Decision => "quyet-dinh",
            Self::Consultation => "cong-van-lay-y-kien",
            Self::Dispatch => "cong-van-gui",
            Self::Invitation => "giay-moi",
            Self::Report => "bao-cao",
        }
    }

    /// Its type.
    pub fn document_type(self) -> DocumentType {
        match self {
            Self::Proposal => DocumentType::Proposal,
            Self::Decision => DocumentType::Decision,
            Self::Consultation | Self::Dispatch => DocumentType::OfficialLetter,
            Self::Invitation => DocumentType::Invitation,
            Self::Report => DocumentType::Report,
        }
    }
}

/// Makes the document that goes with a plan. `draft` is the name of the plan's file, empty where it has
/// none yet. Number and day are left to văn thư; the month is the plan's.
pub fn companion(plan: &Document, draft: &str, kind: Companion) -> Document {
    let mut made = Document {
        parent_agency: plan.parent_agency.clone(),
        agency: plan.agency.clone(),
        place: plan.place.clone(),
        date: IssueDate { day: None, ..plan.date },
        archive: plan.archive.clone(),
        signatures: plan.signatures.clone(),
        page: plan.page,
        address: plan.address.clone(),
        goes_with: Some(reference(plan, draft)),
        ..Document::default()
    };
    become_type(&mut made, kind.document_type());
    made.recipients = first_recipients(kind.document_type());
    match kind {
        Companion::Proposal => submission::proposal(plan, &mut made),
        Companion::Decision => submission::decision(plan, &mut made),
        Companion::Consultation => letters::consultation(plan, &mut made),
        Companion::Dispatch => letters::dispatch(plan, &mut made),
        Companion::Invitation => letters::invitation(plan, &mut made),
        Companion::Report => report::report(plan, &mut made),
    }
    symbol::sign(plan, kind, &mut made);
    made.normalise();
    made
}

/// What a document that goes with a plan says of it. A plan that is issued with a decision has that
/// one's number and date.
pub fn reference(plan: &Document, draft: &str) -> PlanReference {
    let own = || (plan.number, symbol(plan), plan.date);
    let (number, symbol, date) = plan.decision.as_ref().map_or_else(own, |decision| {
        (decision.number, decision.symbol.clone(), decision.date)
    });
    PlanReference {
        draft: draft.to_owned(),
        subject: plan.subject.words().trim().to_owned(),
        number,
        symbol,
        date,
    }
}

/// What a plan says of the decision that it is issued with: the number and date of that one's draft.
pub fn issuing(decision: &Document) -> Decision {
    Decision {
        document: type_name(decision.document_type).to_owned(),
        number: decision.number,
        symbol: symbol(decision),
        date: decision.date,
        issuer: match decision.competence.trim() {
            "" => agency_in_sentence(&decision.agency),
            competence => competence.to_owned(),
        },
    }
}

/// `Kế hoạch triển khai … năm 2027`: type and trích yếu inside a sentence.
pub(super) fn title(kind: DocumentType, subject: &str) -> String {
    let name = type_name(kind);
    match subject.trim() {
        "" => name.to_owned(),
        subject => format!("{name} {}", small_first(subject)),
    }
}

/// What stands where somebody else has to fill in; the check knows it as a mark that waits.
pub(super) const DOTS: &str = "…";

/// `số 15/KH-UBND ngày 10 tháng 01 năm 2027`; dots where văn thư has not filled in yet.
pub(super) fn numbered(reference: &PlanReference) -> String {
    let number = reference.number.map_or(DOTS.to_owned(), |number| format!("{number:02}"));
    let IssueDate { day, month, year } = reference.date;
    let date = match (day, month) {
        (Some(_), Some(_)) => date_in_sentence(reference.date),
        _ => {
            let year = year.map_or(DOTS.to_owned(), |year| year.to_string());
            format!("ngày {DOTS} tháng {DOTS} năm {year}")
        }
    };
    format!("số {number}/{} {date}", reference.symbol)
}

/// The plan as a first citation: number, date, issuer and what it is about. One that is issued with a
/// decision is cited by that.
pub(super) fn citation(reference: &PlanReference, plan: &Document) -> String {
    let number = numbered(reference);
    let issuer = plan.decision.as_ref().map(|decision| decision.issuer.trim());
    let issuer = issuer.filter(|issuer| !issuer.is_empty()).map(str::to_owned);
    let issuer = issuer.unwrap_or_else(|| agency_in_sentence(&plan.agency));
    if reference.symbol.starts_with("QĐ") {
        let whole = title(plan.document_type, &reference.subject);
        return format!("Quyết định {number} của {issuer} ban hành {whole}");
    }
    let about = small_first(reference.subject.trim());
    let about = if about.starts_with("về ") { about } else { format!("về {about}") };
    format!("{} {number} của {issuer} {about}", type_name(plan.document_type))
}

/// The words with a small first letter, unless they begin with a name: a second capital follows.
fn small_first(words: &str) -> String {
    let mut parts = words.split(' ');
    let first = parts.next().unwrap_or_default();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let is_name = parts.next().is_some_and(capital)
        || first.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

fn title_of(plan: &Document) -> String {
    title(plan.document_type, &plan.subject.words())
}

fn cited(plan: &Document) -> String {
    citation(&reference(plan, ""), plan)
}

/// `ngày … tháng … năm 2027`: a day that she sets.
fn some_day(plan: &Document) -> String {
    let year = plan.date.year.map_or(DOTS.to_owned(), |year| year.to_string());
    format!("ngày {DOTS} tháng {DOTS} năm {year}")
}

fn paragraph(words: impl AsRef<str>) -> Block {
    Block::new(Level::Body, words.as_ref())
}

fn item(level: Level, words: impl AsRef<str>) -> Block {
    Block::new(level, words.as_ref())
}

fn bold(level: Level, words: &str) -> Block {
    Block::from(Paragraph::new(level, Text::styled(words, Style::BOLD)))
}
