//! What brings a plan into force: the tờ trình that submits it, the quyết định that issues it.

use super::super::competence;
use super::content::{aims, funds, section_titles};
use super::people::{doers, head_of, is_bound, post_of, superiors, unit_code, unit_name};
use super::{DOTS, bold, item, paragraph, small_first, some_day, title_of};
use crate::model::{Archive, Authority, Block, Document, Level, Recipient, Signature, Text};
use crate::standard::{agency_in_sentence, type_name};

/// The unit that drafted the plan submits it to who issues it: reasons, how the draft came about, what it
/// says, what is asked for.
pub(super) fn proposal(plan: &Document, made: &mut Document) {
    let issuer = agency_in_sentence(&plan.agency);
    let to = competence(plan);
    let unit = unit_name(plan);
    let who = unit.clone().unwrap_or_else(|| DOTS.to_owned());
    let kind = type_name(plan.document_type);
    made.parent_agency = vec![issuer];
    made.agency = unit.into_iter().collect();
    made.archive = Archive::default();
    made.signatures = vec![Signature {
        authority: Authority::Head { position: drafter_post(plan, &who).to_owned() },
        ..Signature::default()
    }];
    made.subject = Text::plain(&format!("Về việc ban hành {}", title_of(plan)));
    made.addressees = vec![to.clone()];
    made.opening = vec![Text::plain(&format!(
        "{}{who} kính trình {to} xem xét, ban hành {} như sau:",
        reason(plan),
        title_of(plan)
    ))];
    made.body = need(plan, kind);
    made.body.push(Block::new(Level::Section, "Quá trình xây dựng dự thảo"));
    made.body.push(paragraph(format!(
        "{who} đã xây dựng dự thảo {kind}, lấy ý kiến của các cơ quan, đơn vị có liên quan tại Công văn số {DOTS} \
         {}; có {DOTS} ý kiến tham gia, đã được tổng hợp, tiếp thu, giải trình và hoàn chỉnh vào dự thảo.",
        some_day(plan)
    )));
    made.body.push(Block::new(
        Level::Section,
        format!("Nội dung chính của dự thảo {kind}").as_str(),
    ));
    made.body
        .extend(section_titles(plan).map(|title| item(Level::Clause, format!("{title}."))));
    if let Some(funds) = funds(plan) {
        let words = match funds.starts_with("Kinh phí") {
            true => format!("{funds}."),
            false => format!("Kinh phí: {}.", small_first(&funds)),
        };
        made.body.push(item(Level::Clause, words));
    }
    made.body.push(Block::new(Level::Section, "Kiến nghị"));
    made.body.push(paragraph(format!(
        "{who} kính đề nghị {to} xem xét, quyết định ban hành {}.",
        title_of(plan)
    )));
    made.closing = vec![Text::plain(&format!("(Gửi kèm theo dự thảo {kind})"))];
}

/// The post of who submits: by the unit's name, else by its code, else by what heads the units of such an
/// agency; a mark that waits where none of them says.
fn drafter_post(plan: &Document, unit: &str) -> &'static str {
    let agency = agency_in_sentence(&plan.agency);
    match (post_of(unit), &*unit_code(plan)) {
        ("", "VP") => "Chánh Văn phòng",
        ("", _) if ["Ủy ban nhân dân", "Sở "].iter().any(|of| agency.starts_with(of)) => {
            "Trưởng phòng"
        }
        ("", _) => DOTS,
        (post, _) => post,
    }
}

/// `Căn cứ …, ` or `Thực hiện …, `: what the plan is made for, by its own bases; a task given from above
/// is a better reason than a law.
fn reason(plan: &Document) -> String {
    let bases: Vec<String> = plan.legal_basis.iter().map(Text::words).collect();
    let given = bases.iter().find(|basis| basis.trim().starts_with("Thực hiện"));
    match given.or(bases.first()).map(|basis| basis.trim().trim_end_matches([';', '.', ','])) {
        Some(basis) if !basis.is_empty() => format!("{basis}, "),
        _ => String::new(),
    }
}

/// "Sự cần thiết": the bases, and the aims that the plan names itself.
fn need(plan: &Document, kind: &str) -> Vec<Block> {
    let mut blocks =
        vec![Block::new(Level::Section, format!("Sự cần thiết ban hành {kind}").as_str())];
    blocks.push(bold(Level::Clause, "Cơ sở pháp lý"));
    let bases = plan.legal_basis.iter().map(|basis| {
        let words = basis.words();
        let words = words.trim().trim_end_matches([';', '.', ',']);
        let words = ["Căn cứ ", "Thực hiện "]
            .iter()
            .find_map(|verb| words.strip_prefix(verb))
            .unwrap_or(words);
        format!("{}.", capital_first(words))
    });
    // "Căn cứ tình hình thực tế của nhà trường" is no law.
    let (needs, laws): (Vec<_>, Vec<_>) = bases.partition(|basis| {
        ["Tình hình", "Nhu cầu", "Điều kiện", "Đặc điểm"]
            .iter()
            .any(|head| basis.starts_with(head))
    });
    blocks.extend(laws.iter().map(|basis| item(Level::Dash, basis)));
    blocks.push(bold(Level::Clause, "Cơ sở thực tiễn"));
    blocks.extend(needs.iter().map(|basis| item(Level::Dash, basis)));
    blocks.push(paragraph(format!(
        "Tình hình, kết quả đã đạt được và những vấn đề đặt ra: {DOTS}"
    )));
    let aims = aims(plan);
    if !aims.is_empty() {
        blocks.push(paragraph(format!("Việc ban hành {kind} nhằm:")));
        blocks.extend(aims.iter().map(|aim| item(Level::Dash, format!("{aim}."))));
    }
    blocks
}

fn capital_first(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The decision that the plan is issued with (Mẫu 1.2, 2.1): its bases are the plan's own, the last is who
/// proposes.
pub(super) fn decision(plan: &Document, made: &mut Document) {
    made.subject = Text::plain(&format!("Ban hành {}", title_of(plan)));
    made.legal_basis = plan.legal_basis.iter().map(based).collect();
    made.legal_basis.push(Text::plain(&proposed(plan)));
    let doers = doers(plan);
    let own = doers.iter().filter(|body| is_bound(body));
    let mut bound: Vec<String> = own.map(|body| head_of(body)).collect();
    if bound.is_empty() {
        bound.push("Thủ trưởng các cơ quan, đơn vị".to_owned());
    }
    let bound = bound.join("; ");
    made.body = vec![
        item(Level::Article, format!("Ban hành kèm theo Quyết định này {}.", title_of(plan))),
        item(Level::Article, "Quyết định này có hiệu lực kể từ ngày ký."),
        item(
            Level::Article,
            format!(
                "{bound} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
            ),
        ),
    ];
    made.recipients =
        vec![Recipient { name: "Như Điều 3".to_owned(), ..Recipient::default() }];
    made.recipients.extend(superiors(plan));
}

/// A basis of a plan as one of a decision: a decision is based on what a plan carries out.
fn based(basis: &Text) -> Text {
    const DOES: &str = "Thực hiện ";
    let mut basis = basis.clone();
    if basis.as_str().starts_with(DOES) {
        basis.delete(0..DOES.chars().count());
        basis.insert(0, "Căn cứ ");
    }
    basis
}

/// `Theo đề nghị của Trưởng phòng Kinh tế tại Tờ trình số …/TTr-KT ngày … tháng … năm 2027`.
fn proposed(plan: &Document) -> String {
    let code = unit_code(plan);
    let who = unit_name(plan).map_or_else(|| DOTS.to_owned(), |unit| head_of(&unit));
    let code = if code.is_empty() { DOTS } else { &*code };
    format!("Theo đề nghị của {who} tại Tờ trình số {DOTS}/TTr-{code} {}", some_day(plan))
}
