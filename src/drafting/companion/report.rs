//! What a plan ends in: the báo cáo of its results.

use super::content::{section_titles, task_tables, tasks, with_results};
use super::people::{doers, superior_names};
use super::{DOTS, bold, cited, paragraph, title_of};
use crate::model::{Annex, Block, Document, Level, Recipient, Text};
use crate::standard::{agency_in_sentence, type_name};

/// Its sections follow the plan's, its annex has the plan's tasks with a column for the results.
pub(super) fn report(plan: &Document, made: &mut Document) {
    let issuer = agency_in_sentence(&plan.agency);
    let kind = type_name(plan.document_type);
    made.subject = Text::plain(&format!("Kết quả thực hiện {}", title_of(plan)));
    made.addressees = superior_names(plan);
    // It is written when the plan has run out, nobody knows yet in which month.
    made.date.month = None;
    made.opening = vec![Text::plain(&format!(
        "Thực hiện {}, {issuer} báo cáo kết quả như sau:",
        cited(plan)
    ))];
    made.body = vec![
        Block::new(Level::Section, "Công tác chỉ đạo, triển khai"),
        paragraph(format!(
            "Sau khi {kind} được ban hành, {issuer} đã tổ chức quán triệt, phân công các cơ quan, đơn vị thực hiện; \
             công tác tuyên truyền, kiểm tra, đôn đốc: {DOTS}"
        )),
        Block::new(Level::Section, "Kết quả thực hiện"),
    ];
    for title in section_titles(plan) {
        made.body.push(bold(Level::Clause, &title));
        made.body.push(paragraph(DOTS));
    }
    made.annexes = task_tables(plan)
        .map(|table| Annex {
            title: Text::plain("Kết quả thực hiện từng nhiệm vụ"),
            landscape: true,
            blocks: vec![Block::from(with_results(table))],
        })
        .collect();
    if !made.annexes.is_empty() {
        made.body.push(bold(Level::Clause, "Tiến độ chung"));
        made.body.push(paragraph(format!(
            "{kind} giao {:02} nhiệm vụ; đến nay đã hoàn thành {DOTS} nhiệm vụ, đang thực hiện {DOTS} nhiệm vụ, chưa \
             hoàn thành {DOTS} nhiệm vụ. Kết quả từng nhiệm vụ nêu tại Phụ lục kèm theo Báo cáo này.",
            tasks(plan)
        )));
    }
    for title in [
        "Tồn tại, hạn chế và nguyên nhân",
        "Nhiệm vụ, giải pháp trong thời gian tới",
        "Đề xuất, kiến nghị",
    ] {
        made.body.push(Block::new(Level::Section, title));
        made.body.push(paragraph(DOTS));
    }
    made.closing = vec![Text::plain(&format!("{issuer} trân trọng báo cáo"))];
    let known = doers(plan).into_iter().map(|name| Recipient { name, ..Recipient::default() });
    made.recipients.extend(known);
}
