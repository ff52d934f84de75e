//! What goes with a plan: the tờ trình that submits it, the quyết định that issues it, the công văn that
//! send it round, the giấy mời to the meeting about it, the báo cáo of its results.
//!
//! Each is a document of its own, made of the plan's words, to be written on; it remembers the plan
//! ([`PlanReference`]), so that [`super::follow()`] finds what a change of the plan changes in it.

use strum::EnumIter;

use crate::compose::{date_in_sentence, symbol};
use crate::model::{
    Annex, Authority, Block, Cell, DocumentType, IssueDate, Level, Paragraph, Plan,
    PlanReference, Recipient, Signature, Story, Table, Text,
};
use crate::standard::{agency_in_sentence, type_name};
use crate::vietnamese::fold;

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
pub fn companion(plan: &Plan, draft: &str, kind: Companion) -> Plan {
    let mut made = Plan {
        parent_agency: plan.parent_agency.clone(),
        agency: plan.agency.clone(),
        abbreviation: plan.abbreviation.clone(),
        place: plan.place.clone(),
        date: IssueDate { day: None, ..plan.date },
        archive: plan.archive.clone(),
        signatures: plan.signatures.clone(),
        page: plan.page,
        address: plan.address.clone(),
        goes_with: Some(reference(plan, draft)),
        ..Plan::default()
    };
    become_type(&mut made, kind.document_type());
    made.recipients = first_recipients(kind.document_type());
    match kind {
        Companion::Proposal => proposal(plan, &mut made),
        Companion::Decision => decision(plan, &mut made),
        Companion::Consultation => consultation(plan, &mut made),
        Companion::Dispatch => dispatch(plan, &mut made),
        Companion::Invitation => invitation(plan, &mut made),
        Companion::Report => report(plan, &mut made),
    }
    made.normalise();
    made
}

/// What a document that goes with a plan says of it.
pub fn reference(plan: &Plan, draft: &str) -> PlanReference {
    PlanReference {
        draft: draft.to_owned(),
        subject: plan.subject.words().trim().to_owned(),
        number: plan.number,
        symbol: symbol(plan),
        date: plan.date,
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

/// `số 15/KH-UBND ngày 10 tháng 01 năm 2027`; dots where văn thư has not filled in yet.
pub(super) fn numbered(reference: &PlanReference) -> String {
    const DOTS: &str = "…";
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

fn title_of(plan: &Plan) -> String {
    title(plan.document_type, &plan.subject.words())
}

/// The plan as a first citation: number, date, issuer and what it is about.
fn cited(plan: &Plan) -> String {
    let name = type_name(plan.document_type);
    let number = numbered(&reference(plan, ""));
    let issuer = agency_in_sentence(&plan.agency);
    let about = small_first(plan.subject.words().trim());
    let about = if about.starts_with("về ") { about } else { format!("về {about}") };
    format!("{name} {number} của {issuer} {about}")
}

fn paragraph(words: impl Into<String>) -> Block {
    Block::new(Level::Body, words.into().as_str())
}

fn article(words: impl Into<String>) -> Block {
    Block::new(Level::Article, words.into().as_str())
}

/// Recipients by why they get the plan.
fn recipients<'p>(
    plan: &'p Plan,
    purposes: &'p [&str],
) -> impl Iterator<Item = &'p Recipient> {
    let folded = |recipient: &Recipient| fold(&recipient.purpose).replace("de ", "");
    plan.recipients.iter().filter(move |recipient| {
        let purpose = folded(recipient);
        purposes.iter().any(|wanted| purpose.trim() == *wanted)
    })
}

const TO_REPORT: [&str; 3] = ["b/c", "bao cao", "bc"];
const TO_DO: [&str; 6] = ["t/h", "thuc hien", "th", "p/h", "phoi hop", "ph"];

/// Those who carry the plan out; where none is marked so, all but those whom it reports to.
fn doers(plan: &Plan) -> Vec<String> {
    let marked: Vec<String> =
        recipients(plan, &TO_DO).map(|recipient| recipient.name.clone()).collect();
    if !marked.is_empty() {
        return marked;
    }
    let reported: Vec<&str> =
        recipients(plan, &TO_REPORT).map(|recipient| recipient.name.as_str()).collect();
    let others = plan.recipients.iter().filter(|to| !reported.contains(&to.name.as_str()));
    others.map(|recipient| recipient.name.clone()).collect()
}

/// Those whom the plan reports to, as recipients.
fn superiors(plan: &Plan) -> Vec<Recipient> {
    recipients(plan, &TO_REPORT).cloned().collect()
}

/// The unit that drafted the plan, by the archive's line.
fn unit(plan: &Plan) -> String {
    plan.archive.units.iter().find(|unit| unit.trim() != "VT").cloned().unwrap_or_default()
}

fn proposal(plan: &Plan, made: &mut Plan) {
    // The unit that drafted it submits it to the agency that issues it.
    let issuer = agency_in_sentence(&plan.agency);
    made.parent_agency = vec![issuer.clone()];
    made.agency = Vec::new();
    made.abbreviation = unit(plan);
    made.signatures = vec![Signature {
        authority: Authority::Head { position: "Trưởng phòng".to_owned() },
        ..Signature::default()
    }];
    made.subject = Text::plain(&format!("Về việc ban hành {}", title_of(plan)));
    made.addressees = vec![issuer.clone()];
    made.opening = plan.legal_basis.iter().take(1).map(|basis| {
        let basis = basis.words();
        let basis = basis.trim().trim_start_matches("Căn cứ ");
        Text::plain(&format!(
            "Căn cứ {basis}, (đơn vị trình) kính trình {issuer} xem xét, ban hành {} như sau:",
            title_of(plan)
        ))
    }).collect();
    made.body = vec![Block::new(Level::Section, "Sự cần thiết")];
    made.body.push(paragraph(""));
    made.body.push(Block::new(Level::Section, "Nội dung chính của dự thảo"));
    made.body
        .extend(section_titles(plan).map(|title| Block::new(Level::Clause, title.as_str())));
    made.body.push(Block::new(Level::Section, "Đề nghị"));
    made.body.push(paragraph(format!(
        "Kính đề nghị {issuer} xem xét, quyết định (gửi kèm dự thảo {})",
        title_of(plan)
    )));
}

fn decision(plan: &Plan, made: &mut Plan) {
    made.subject = Text::plain(&format!("Ban hành {}", title_of(plan)));
    made.legal_basis = plan.legal_basis.clone();
    made.legal_basis.push(Text::plain("Theo đề nghị của "));
    let doers = doers(plan);
    let doers = match doers.is_empty() {
        true => "Các cơ quan, đơn vị, cá nhân có liên quan".to_owned(),
        false => doers.join("; "),
    };
    made.body = vec![
        article(format!("Ban hành kèm theo Quyết định này {}.", title_of(plan))),
        article("Quyết định này có hiệu lực kể từ ngày ký."),
        article(format!("{doers} chịu trách nhiệm thi hành Quyết định này.")),
    ];
    made.recipients.extend(superiors(plan));
}

/// The drafting unit stands in the symbol of a công văn.
fn letter_symbol(plan: &Plan, made: &mut Plan) {
    let unit = unit(plan);
    if !unit.is_empty() && !plan.abbreviation.trim().is_empty() {
        made.symbol = format!("{}-{unit}", plan.abbreviation.trim());
    }
}

fn consultation(plan: &Plan, made: &mut Plan) {
    let issuer = agency_in_sentence(&plan.agency);
    letter_symbol(plan, made);
    made.subject = Text::plain(&format!("lấy ý kiến dự thảo {}", title_of(plan)));
    made.addressees = doers(plan);
    made.body = vec![
        paragraph(format!(
            "{issuer} đã xây dựng dự thảo {} (gửi kèm theo Công văn này).",
            title_of(plan)
        )),
        paragraph(format!(
            "Để Kế hoạch sát thực tế, {issuer} đề nghị các cơ quan, đơn vị nghiên cứu, tham gia ý kiến \
             bằng văn bản và gửi về {issuer} trước ngày … tháng … năm …."
        )),
        paragraph(
            "Quá thời hạn trên, cơ quan, đơn vị không có văn bản trả lời được coi là nhất trí với dự thảo.",
        ),
    ];
    made.closing =
        vec![Text::plain(&format!("{issuer} mong nhận được sự phối hợp của quý cơ quan"))];
}

fn dispatch(plan: &Plan, made: &mut Plan) {
    let issuer = agency_in_sentence(&plan.agency);
    letter_symbol(plan, made);
    made.subject = Text::plain(&format!("triển khai thực hiện {}", title_of(plan)));
    made.addressees = doers(plan);
    made.body = vec![
        paragraph(format!("{issuer} gửi kèm theo Công văn này {}.", cited(plan))),
        paragraph(format!(
            "{issuer} đề nghị các cơ quan, đơn vị căn cứ nhiệm vụ được giao tổ chức thực hiện đúng nội dung, \
             thời hạn; báo cáo kết quả về {issuer} theo Kế hoạch."
        )),
    ];
    made.closing = vec![Text::plain(
        "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh để được hướng dẫn",
    )];
    made.recipients.extend(superiors(plan));
}

fn invitation(plan: &Plan, made: &mut Plan) {
    made.subject = Text::plain(&format!("Họp triển khai {}", title_of(plan)));
    made.addressees = doers(plan);
    made.body = vec![
        paragraph(format!("Tới dự: Cuộc họp triển khai {}.", title_of(plan))),
        paragraph("Chủ trì: "),
        paragraph("Thời gian: … giờ … phút, ngày … tháng … năm …."),
        paragraph("Địa điểm: "),
        paragraph(
            "Đề nghị các đồng chí nghiên cứu trước Kế hoạch và dự họp đúng thành phần, đúng giờ.",
        ),
    ];
    made.recipients = vec![Recipient {
        name: "Như thành phần mời".to_owned(),
        ..Recipient::default()
    }];
    made.recipients.extend(superiors(plan));
}

fn report(plan: &Plan, made: &mut Plan) {
    let issuer = agency_in_sentence(&plan.agency);
    made.subject = Text::plain(&format!("Kết quả thực hiện {}", title_of(plan)));
    made.addressees = superiors(plan).into_iter().map(|recipient| recipient.name).collect();
    made.opening = vec![Text::plain(&format!(
        "Thực hiện {}, {issuer} báo cáo kết quả như sau:",
        cited(plan)
    ))];
    made.body = vec![
        Block::new(Level::Section, "Công tác chỉ đạo, triển khai"),
        paragraph(""),
        Block::new(Level::Section, "Kết quả thực hiện"),
    ];
    for title in section_titles(plan) {
        made.body.push(Block::from(Paragraph::new(
            Level::Clause,
            Text::styled(&title, crate::model::Style::BOLD),
        )));
        made.body.push(paragraph(""));
    }
    made.annexes = task_tables(plan)
        .map(|table| Annex {
            title: Text::plain("Kết quả thực hiện từng nhiệm vụ"),
            landscape: true,
            blocks: vec![Block::from(with_results(table))],
        })
        .collect();
    if !made.annexes.is_empty() {
        made.body
            .push(paragraph("Kết quả từng nhiệm vụ nêu tại Phụ lục kèm theo Báo cáo này."));
    }
    for title in ["Tồn tại, hạn chế và nguyên nhân", "Đề xuất, kiến nghị"]
    {
        made.body.push(Block::new(Level::Section, title));
        made.body.push(paragraph(""));
    }
    made.closing = vec![Text::plain(&format!("{issuer} trân trọng báo cáo"))];
}

/// What a plan does, by its titles: the bold khoản of its mục of content; of a mục without any, the
/// mục. Purpose, funds and organisation are no results.
fn section_titles(plan: &Plan) -> impl Iterator<Item = String> {
    const NO_RESULT: [&str; 4] = ["muc dich", "yeu cau", "to chuc thuc hien", "kinh phi"];
    let mut titles: Vec<String> = Vec::new();
    let mut section: Option<String> = None;
    let is_left_out = |words: &str| {
        let folded = fold(words);
        NO_RESULT.iter().any(|part| folded.starts_with(part))
    };
    let mut counted = false;
    for paragraph in plan.body.iter().filter_map(Block::paragraph) {
        let words = paragraph.text.words().trim().trim_end_matches(['.', ':']).to_owned();
        match paragraph.level {
            Level::Section => {
                titles.extend(section.take().filter(|_| !counted));
                counted = false;
                section = (!words.is_empty() && !is_left_out(&words)).then_some(words);
            }
            Level::Clause if section.is_some() && paragraph.is_title() => {
                titles.push(words);
                counted = true;
            }
            _ => {}
        }
    }
    titles.extend(section.filter(|_| !counted));
    titles.into_iter()
}

/// The tables of tasks: those whose head names a task and a time or who does it.
fn task_tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    let stories: Vec<Story> = plan.stories().collect();
    let tables = stories.into_iter().filter_map(|story| plan.blocks(story)).flatten();
    tables.filter_map(Block::table).filter(|table| {
        let head = table.rows.iter().take(table.head_rows.max(1)).flatten();
        let head = head.map(|cell| fold(&cell.text.words())).collect::<Vec<_>>().join(" ");
        let tasks =
            ["nhiem vu", "noi dung", "cong viec"].iter().any(|word| head.contains(word));
        let owned = ["thoi", "chu tri", "thuc hien"].iter().any(|word| head.contains(word));
        tasks && owned
    })
}

/// The table with a column more, for the results.
fn with_results(table: &Table) -> Table {
    let mut table = table.clone();
    let head_rows = table.head_rows.max(1).min(table.rows.len());
    let width = table.widths.iter().sum::<u32>() / 6;
    table.widths.push(width.max(1));
    for (index, row) in table.rows.iter_mut().enumerate() {
        let mut cell = Cell::default();
        if index == 0 {
            cell = Cell::new("Kết quả");
            cell.rows = head_rows;
        }
        row.push(cell);
    }
    table.normalise();
    table
}
