//! Nơi nhận (ô 9b).

use std::collections::HashSet;

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::finding::Deed;
use crate::check::lines::Lines;
use crate::check::passage::Role;
use crate::check::reading::Reading;
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::Recipients;
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::model::{DocumentType, Level, Part, Place};
use crate::read::NoteKind;
use crate::standard::{AddresseeForm, FirstRecipient, Layout, layout};

const LIST: &str = "điểm d khoản 9 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 11] = [
    row(
        "R01",
        Error,
        Recipients,
        Words,
        "khoản 9 Mục II Phần I Phụ lục I",
        "có nơi nhận",
        Whole(nobody),
    ),
    row(
        "R02",
        Error,
        Recipients,
        NeedsLines,
        LIST,
        "mỗi nơi nhận một dòng, có gạch đầu dòng và dấu chấm phẩy",
        OfLines(line_form),
    ),
    row(
        "R03",
        Error,
        Recipients,
        Words,
        LIST,
        "dòng cuối là “Lưu: VT” và đơn vị soạn thảo",
        Whole(archive),
    ),
    row(
        "R04",
        Error,
        Recipients,
        NeedsLines,
        LIST,
        "sau dòng “Lưu” chỉ có thể là ký hiệu người soạn thảo",
        OfLines(after_archive),
    ),
    row(
        "R05",
        Error,
        Recipients,
        Words,
        "điểm b, c khoản 9 Mục II Phần I Phụ lục I",
        "“Như trên”, “Như Điều …” chỉ có ở loại văn bản dùng chúng; kế hoạch ghi tên nơi nhận",
        Whole(letter_form),
    ),
    row(
        "R06",
        Warning,
        Recipients,
        Words,
        LIST,
        "nơi nhận là một danh sách phẳng, không có dấu gạch gõ tay",
        Passage(typed_dash),
    ),
    row(
        "R07",
        Hint,
        Recipients,
        Words,
        "điểm a khoản 9 Mục II Phần I Phụ lục I",
        "có cơ quan ban hành văn bản đang được thực hiện",
        Whole(directive_giver),
    ),
    row(
        "R08",
        Warning,
        Recipients,
        Words,
        "điểm a khoản 9 Mục II Phần I Phụ lục I",
        "cơ quan được giao việc có trong nơi nhận",
        Whole(task_holders),
    ),
    row(
        "R10",
        Hint,
        Recipients,
        Words,
        "thông lệ",
        "ghi chú mục đích gửi viết cùng một dạng",
        Whole(purpose_forms),
    ),
    row(
        "R12",
        Error,
        Recipients,
        Words,
        "điểm b khoản 9 Mục II Phần I Phụ lục I",
        "công văn, tờ trình có “Kính gửi”",
        Whole(no_addressee),
    ),
    row("R11", Warning, Recipients, Words, LIST, "không lặp lại một nơi nhận", Whole(twice)),
];

fn nobody(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let named = document.recipients.iter().any(|recipient| !recipient.name.trim().is_empty());
    if !named && document.decision.is_none() && case.whole_end() {
        let message = "chưa có nơi nhận nào ngoài dòng lưu";
        report.at(Place::Recipient(0), Part::Main, "", message).still_to_come();
    }
}

fn line_form(lines: &Lines<'_>, report: &mut Report) {
    let list: Vec<_> = lines.recipients().collect();
    for (index, line) in list.iter().enumerate() {
        let bare = line.words.trim_start_matches(['-', '–', '+', '•', ' ']);
        let archive = line.small.trim_start_matches(['-', '–', ' ']).starts_with("lưu");
        let before = index.checked_sub(1).map(|before| list[before].words);
        let goes_on = !line.has_dash && before.is_some_and(|it| !it.ends_with([';', '.']));
        let broken = list.get(index + 1).is_some_and(|next| !next.has_dash)
            && line.words.ends_with([',', '-', '&']);
        if archive || bare.is_empty() || goes_on || broken || is_signature(line.words) {
            continue;
        }
        let place = Place::Recipient(index);
        let tight = bare.trim_end_matches([';', '.', ',', ' ']);
        let after = format!("- {tight};");
        if !line.has_dash {
            report.line(
                line.number,
                place,
                line.words,
                Some(after),
                "nơi nhận thiếu gạch đầu dòng",
            );
        } else if !line.words.ends_with(';') {
            report.line(
                line.number,
                place,
                line.words,
                Some(after),
                "mỗi nơi nhận kết thúc bằng dấu chấm phẩy",
            );
        } else if line.words.ends_with(" ;") {
            report.line(
                line.number,
                place,
                line.words,
                Some(after),
                "thừa dấu cách trước dấu chấm phẩy",
            );
        }
    }
    for note in lines.notes(NoteKind::Archive) {
        let message = "dòng “Lưu” viết khác mẫu “- Lưu: VT, <đơn vị soạn thảo>.”; nhập vào là được viết lại";
        report.line(note.line, Place::Archive, &note.excerpt, None, message);
    }
}

/// A line of the signature that stands beside the list: capitals, a name, "(Đã ký)".
fn is_signature(words: &str) -> bool {
    let capitals = !words.chars().any(char::is_lowercase);
    let name = words.split_whitespace().count() <= 5
        && words.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().skip(1).all(char::is_lowercase)
                && word.chars().all(char::is_alphabetic)
        });
    !words.starts_with(['-', '–']) && (capitals || name || words.starts_with('('))
}

fn after_archive(lines: &Lines<'_>, report: &mut Report) {
    for note in lines.notes(NoteKind::AfterArchive) {
        let message =
            "sau dòng “Lưu” chỉ có thể là ký hiệu người soạn thảo và số bản, ví dụ PL.(30)";
        report.line(note.line, Place::Archive, &note.excerpt, None, message);
    }
}

/// Without a word of hers the paper writes "VT" itself.
fn archive(case: &Case<'_>, report: &mut Report) {
    let units = &case.document.archive.units;
    let first = units.iter().map(|unit| unit.trim()).find(|unit| !unit.is_empty());
    if let Some(first) = first.filter(|first| *first != "VT" && !first.starts_with("VT,"))
        && case.document.decision.is_none()
    {
        let message = format!("dòng lưu bắt đầu bằng “{first}”; ghi VT trước");
        let finding = report.at(Place::Archive, Part::Line(1), &units.join(", "), message);
        if let Some(rest) = first.strip_prefix("VT-") {
            finding.span = Some(0..units[0].chars().count());
            finding.excerpt.clone_from(&units[0]);
            finding.cured(format!("VT, {rest}"), false);
        }
    }
}

/// What a list of recipients of this type never says, small, and what is right instead.
fn wrong_forms(form: &Layout, addressed: bool) -> &'static [(&'static str, &'static str)] {
    const SALUTATION: (&str, &str) = (
        "kính gửi",
        "“Kính gửi” không đứng trong “Nơi nhận”; ghi thẳng tên nơi nhận, “Kính gửi” ở trên là của công văn",
    );
    const ABOVE_ALONE: &[(&str, &str)] = &[
        SALUTATION,
        ("như điều", "“Như Điều …” dùng cho quyết định, nghị quyết; ở đây ghi “Như trên”"),
    ];
    const ABOVE_WITHOUT: &[(&str, &str)] = &[
        SALUTATION,
        (
            "như điều",
            "“Như Điều …” dùng cho quyết định, nghị quyết; ở đây ghi tên từng nơi nhận",
        ),
        (
            "như trên",
            "“Như trên” chỉ những nơi ở “Kính gửi”, mà văn bản chưa có “Kính gửi”; hãy ghi nơi kính gửi",
        ),
    ];
    const ARTICLE: &[(&str, &str)] = &[
        SALUTATION,
        (
            "như trên",
            "“Như trên” dùng cho văn bản có “Kính gửi”; ở đây ghi “Như Điều …” theo điều khoản thi hành",
        ),
    ];
    const NAMES: &[(&str, &str)] = &[
        SALUTATION,
        ("như trên", "“Như trên” dùng cho văn bản có “Kính gửi”; ở đây ghi tên từng nơi nhận"),
        (
            "như điều",
            "“Như Điều …” dùng cho quyết định, nghị quyết; ở đây ghi tên từng nơi nhận",
        ),
    ];
    match (form.first_recipient, form.addressees) {
        (FirstRecipient::AsArticle, _) => ARTICLE,
        (FirstRecipient::AsAbove, AddresseeForm::None) => ABOVE_ALONE,
        (FirstRecipient::AsAbove, _) if addressed => ABOVE_ALONE,
        (FirstRecipient::AsAbove, _) => ABOVE_WITHOUT,
        (FirstRecipient::Any, AddresseeForm::None) => NAMES,
        // Giấy mời, công điện: whom they are for stands above; lists of old habit say so.
        (FirstRecipient::Any, _) => &[SALUTATION],
    }
}

/// A letter or a proposal that is addressed to nobody.
fn no_addressee(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let asked = matches!(
        document.document_type,
        DocumentType::OfficialLetter | DocumentType::Proposal
    );
    let addressed = document.addressees.iter().any(|name| !name.trim().is_empty());
    if case.context.kind == DocumentKind::Named && asked && !addressed && case.whole_end() {
        let message = "chưa có “Kính gửi”; ghi nơi nhận công văn, tờ trình ở trên nội dung";
        report.at(Place::Addressee(0), Part::Main, "", message).still_to_come();
    }
}

fn letter_form(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    let document = case.document;
    let addressed = document.addressees.iter().any(|name| !name.trim().is_empty());
    let form = layout(document.document_type);
    let wrong = wrong_forms(form, addressed);
    // "Như trên" is right there; it is the "Kính gửi" that is not yet written.
    let awaits = case.draft && form.first_recipient == FirstRecipient::AsAbove && !addressed;
    for (passage, reading) in
        case.passages().filter(|(passage, _)| passage.role == Role::Recipient)
    {
        let key = reading.key.trim_start_matches(['-', ' ']);
        if let Some((form, message)) = wrong.iter().find(|(form, _)| key.starts_with(form)) {
            let finding = report.span(passage, 0..reading.chars.len(), *message);
            if awaits && *form == "như trên" {
                finding.still_to_come();
            }
        }
    }
}

fn typed_dash(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::Recipient {
        return;
    }
    let front = reading.chars.iter().take_while(|c| " -+•–*".contains(**c)).count();
    if front > 0 && reading.chars[..front].iter().any(|c| *c != ' ') {
        tell.mend(0..front, "", "bỏ dấu đầu dòng gõ tay; dấu gạch được thêm tự động");
    }
}

/// Every recipient, small, as one text.
fn listed(case: &Case<'_>) -> String {
    case.passages()
        .filter(|(passage, _)| passage.role == Role::Recipient)
        .map(|(_, reading)| format!("| {} ", reading.key.trim()))
        .collect()
}

fn directive_giver(case: &Case<'_>, report: &mut Report) {
    let list = listed(case);
    if list.is_empty() || case.context.kind != DocumentKind::Named {
        return;
    }
    for (passage, reading) in
        case.passages().filter(|(passage, _)| passage.role == Role::Opening)
    {
        if !reading.key.starts_with("thực hiện ") {
            continue;
        }
        for citation in &reading.citations {
            let issuer = Reading::key_of(&citation.issuer);
            let own = case.document.agency.join(" ");
            let general = [
                "chính phủ",
                "quốc hội",
                "bộ chính trị",
                "ban bí thư",
                "trung ương",
                "thủ tướng",
            ]
            .iter()
            .any(|word| issuer.contains(word));
            if issuer.is_empty() || general || Reading::key_of(&own) == issuer {
                continue;
            }
            if !is_listed(&issuer, &list) {
                let message = format!(
                    "nơi nhận chưa có {}, cơ quan ban hành văn bản đang thực hiện",
                    citation.issuer
                );
                let finding = report.at(Place::Recipient(0), Part::Main, "", message);
                finding.with(Deed::AddRecipient, citation.issuer.clone());
                let _ = passage;
            }
        }
    }
}

/// Whether a body stands among the recipients, by its name, its short name or its group.
fn is_listed(body: &str, list: &str) -> bool {
    let short = body.replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd");
    let first: Vec<&str> = body.split(' ').take(2).collect();
    let everyone = EVERYONE.iter().any(|words| list.contains(words));
    if everyone || list.contains(body) || list.contains(&short) {
        return true;
    }
    // Without its place: "UBND tỉnh Nghệ An" is listed as "UBND tỉnh".
    let bare: Vec<&str> = short.split(" tỉnh").collect();
    if bare.len() > 1 && list.contains(&format!("{} tỉnh", bare[0])) {
        return true;
    }
    // "Ban Chỉ huy Quân sự, Công an đặc khu": the unit stands once, at the end.
    let unit = [" đặc khu", " xã", " phường", " tỉnh", " thành phố"]
        .iter()
        .find_map(|unit| short.strip_suffix(unit));
    if unit.is_some_and(|body| body.contains(' ') && list.contains(&format!(" {body}, "))) {
        return true;
    }
    // "Các Sở: Tài chính, Y tế" names those two.
    let field = body.strip_prefix(first[0]).unwrap_or(body).trim();
    group_of(first[0]).iter().any(|group| {
        list.match_indices(group).any(|(at, _)| {
            let rest = &list[at + group.len()..];
            let line = rest.split('|').next().unwrap_or("");
            !rest.starts_with(':') || line.contains(field)
        })
    })
}

/// Words that take in every body which the plan gives work to.
const EVERYONE: [&str; 5] =
    ["có tên trong", "có tên tại", "nêu trên", "nêu tại", "có liên quan"];

/// Groups under which a body may stand.
fn group_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "sở" => &["các sở", "sở, ban", "sở, ngành", "các cơ quan", "thủ trưởng các"],
        "phòng" | "văn" | "trung" | "chi" | "thanh" | "trạm" | "đồn" => &[
            "các phòng",
            "phòng, ",
            "các đơn vị",
            "phòng chuyên môn",
            "các cơ quan",
            "thuộc sở",
            "trực thuộc",
            "cơ quan, đơn vị",
        ],
        "ubnd" | "ủy" => &[
            "ubnd các xã",
            "các xã",
            "xã, phường",
            "ubnd xã",
            "các địa phương",
            "ubnd tỉnh",
            "ủy ban nhân dân",
        ],
        "hội" | "liên" | "đoàn" | "mặt" => &[
            "các sở, ban, ngành, đoàn thể",
            "ngành, đoàn thể",
            "tổ chức chính trị",
            "tổ chức đoàn thể",
            "đoàn thể",
            "các hội",
            "các cơ quan",
            "cơ quan, đơn vị",
            "các ban, ngành",
            "các tổ chức",
        ],
        "công" | "bộ" | "ban" | "báo" | "đài" => &[
            "các sở",
            "ban, ngành",
            "các cơ quan",
            "tổ chức chính trị",
            "đoàn thể",
            "các hội",
            "cơ quan, đơn vị",
        ],
        _ => &["các cơ quan", "các đơn vị", "cơ quan, đơn vị", "các trường"],
    }
}

/// Bodies that a bold item or a lead names as those who have to do something.
fn task_holders(case: &Case<'_>, report: &mut Report) {
    let list = listed(case);
    if list.is_empty() || case.context.kind != DocumentKind::Named {
        return;
    }
    let mut section = false;
    let mut told: HashSet<String> = HashSet::new();
    for (passage, reading) in case.passages() {
        let Role::Block(level) = passage.role else { continue };
        if level == Level::Section {
            section =
                reading.key.contains("tổ chức thực hiện") || reading.key.contains("phân công");
        }
        let item = matches!(level, Level::Clause | Level::Point | Level::SubClause);
        if !section || !item {
            continue;
        }
        for (body, start) in bodies_at_front(reading) {
            let key = Reading::key_of(&body);
            if !is_listed(&key, &list) && told.insert(key) {
                let message = format!("{body} được giao việc nhưng chưa có trong nơi nhận");
                let span = start..start + body.chars().count();
                report.span(passage, span, message).with(Deed::AddRecipient, body);
            }
        }
    }
}

/// "Công an tỉnh: …", "Đề nghị Ủy ban Mặt trận Tổ quốc xã, Hội Nông dân xã vận động …": the bodies that
/// an item begins with, each with its first character.
fn bodies_at_front(reading: &Reading) -> Vec<(String, usize)> {
    const KINDS: [&str; 17] = [
        "Đoàn Thanh niên",
        "Ủy ban Mặt trận",
        "Uỷ ban Mặt trận",
        "Sở ",
        "Công an ",
        "Bộ Chỉ huy ",
        "Báo ",
        "Đài ",
        "Hội ",
        "Liên đoàn ",
        "Bảo hiểm xã hội ",
        "Kho bạc ",
        "Đồn ",
        "Trạm ",
        "Trung tâm ",
        "Ban Chỉ huy ",
        "Thanh tra ",
    ];
    let words = reading.text(0..reading.chars.len());
    let lead = ["Đề nghị ", "Giao "].into_iter().find(|lead| words.starts_with(lead));
    let mut start = lead.map_or(0, str::len);
    let mut bodies = Vec::new();
    while KINDS.iter().any(|kind| words[start..].starts_with(kind)) {
        let rest = &words[start..];
        let stops = [
            ":",
            " chủ trì",
            " phối hợp",
            " có trách nhiệm",
            " tham mưu",
            " hướng dẫn",
            " thực hiện",
            " tổ chức",
            " vận động",
            " tuyên truyền",
            " bảo đảm",
            " cử ",
            " giám sát",
            " quản lý",
            " chuẩn bị",
            " bố trí",
            " tập huấn",
            " được đề nghị",
            ", ",
            " và các",
            " và Hội ",
            " và Đoàn ",
            " và Công an ",
        ];
        let end = stops.iter().filter_map(|stop| rest.find(stop)).min();
        let end = match end {
            Some(end) => end,
            None if rest.chars().count() < 50 => rest.len(),
            None => break,
        };
        let body = rest[..end].trim().trim_end_matches(['.', ';']);
        if !(2..=9).contains(&body.split(' ').count()) {
            break;
        }
        bodies.push((body.to_owned(), words[..start].chars().count()));
        match rest[end..].strip_prefix(", ") {
            Some(more) => start = words.len() - more.len(),
            None => break,
        }
    }
    bodies
}

/// How the purpose of sending is written: with "để" or without, shortened (b/c) or in full.
fn form_of(purpose: &str) -> (bool, bool) {
    let bare = purpose.strip_prefix("để ").unwrap_or(purpose);
    (bare.len() < purpose.len(), bare.contains('/'))
}

/// "(để b/c)" beside "(báo cáo)": the first that is not written as most are.
fn purpose_forms(case: &Case<'_>, report: &mut Report) {
    let all: Vec<_> = case
        .passages()
        .filter(|(passage, _)| passage.role == Role::Purpose)
        .map(|read| (read, form_of(read.1.key.trim())))
        .collect();
    // "(để chỉ đạo)", "(để thực hiện)" have no short form: only whether "để" stands there is one of form.
    let has_short = all.iter().filter(|(_, form)| form.1).count();
    let full = |words: &str| ["báo cáo", "thực hiện", "phối hợp", "biết"].contains(&words);
    let usual = |of: fn(&(bool, bool)) -> bool| {
        all.iter().filter(|(_, form)| of(form)).count() * 2 >= all.len()
    };
    let (leads, short) = (usual(|form| form.0), has_short * 2 >= all.len());
    let odd = all.iter().find(|((_, reading), form)| {
        let key = reading.key.trim();
        let bare = key.strip_prefix("để ").unwrap_or(key);
        form.0 != leads || (short && full(bare)) || (!short && form.1)
    });
    if let Some(((passage, reading), _)) = odd {
        let message = "ghi chú mục đích gửi viết khác các dòng kia; nên cùng một dạng (để b/c), (để t/h)";
        report.span(passage, 0..reading.chars.len(), message);
    }
}

fn twice(case: &Case<'_>, report: &mut Report) {
    let mut seen: HashSet<String> = HashSet::new();
    for (passage, reading) in
        case.passages().filter(|(passage, _)| passage.role == Role::Recipient)
    {
        if !seen.insert(reading.key.trim().to_owned()) {
            report.span(passage, 0..reading.chars.len(), "nơi nhận này đã có ở trên");
        }
    }
}
