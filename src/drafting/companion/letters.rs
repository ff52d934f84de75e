//! What sends a plan round: the công văn that ask for opinions on it or hand it on, the giấy mời to the
//! meeting about it.

use super::people::{doers, head_of, superiors, unit_name};
use super::{DOTS, cited, item, paragraph, some_day, title_of};
use crate::model::{Document, Level, Recipient, Text};
use crate::standard::{agency_in_sentence, type_name};

pub(super) fn consultation(plan: &Document, made: &mut Document) {
    let issuer = agency_in_sentence(&plan.agency);
    let kind = type_name(plan.document_type);
    let collects = unit_name(plan).unwrap_or_else(|| issuer.clone());
    made.subject = Text::plain(&format!("lấy ý kiến dự thảo {}", title_of(plan)));
    made.addressees = doers(plan);
    made.body = vec![
        paragraph(format!(
            "{issuer} đã xây dựng dự thảo {} (gửi kèm theo Công văn này).",
            title_of(plan)
        )),
        paragraph(format!(
            "Để hoàn chỉnh dự thảo trước khi ban hành, {issuer} đề nghị các cơ quan, đơn vị:"
        )),
        item(
            Level::Clause,
            "Nghiên cứu, tham gia ý kiến bằng văn bản về mục tiêu, nhiệm vụ, thời hạn và trách nhiệm nêu trong dự \
             thảo; trường hợp nhất trí cũng có văn bản trả lời.",
        ),
        item(
            Level::Clause,
            "Rà soát nhiệm vụ được giao chủ trì, phối hợp; đề xuất bổ sung, điều chỉnh nếu cần, nêu rõ sản phẩm \
             và thời gian hoàn thành.",
        ),
        item(
            Level::Clause,
            format!(
                "Gửi ý kiến về {collects} trước {} để tổng hợp. Quá thời hạn trên, cơ quan, đơn vị không có văn bản \
                 trả lời được coi là nhất trí với dự thảo {kind}.",
                some_day(plan)
            ),
        ),
    ];
    made.closing = vec![Text::plain(&format!(
        "{issuer} đề nghị các cơ quan, đơn vị quan tâm, phối hợp thực hiện"
    ))];
}

pub(super) fn dispatch(plan: &Document, made: &mut Document) {
    let issuer = agency_in_sentence(&plan.agency);
    let kind = type_name(plan.document_type);
    made.subject = Text::plain(&format!("triển khai thực hiện {}", title_of(plan)));
    made.addressees = doers(plan);
    made.body = vec![
        paragraph(format!("{issuer} gửi kèm theo Công văn này {}.", cited(plan))),
        paragraph(format!("{issuer} đề nghị các cơ quan, đơn vị:")),
        item(
            Level::Clause,
            format!(
                "Căn cứ nhiệm vụ được giao trong {kind}, phân công người thực hiện, bảo đảm đúng nội dung, thời hạn \
                 và sản phẩm."
            ),
        ),
        item(
            Level::Clause,
            format!(
                "Báo cáo kết quả thực hiện về {issuer} trước {}; trong quá trình thực hiện, nếu có vướng mắc, kịp \
                 thời phản ánh để được hướng dẫn, giải quyết.",
                some_day(plan)
            ),
        ),
    ];
    made.closing = vec![Text::plain(&format!(
        "{issuer} đề nghị các cơ quan, đơn vị triển khai thực hiện"
    ))];
    made.recipients.extend(superiors(plan));
}

pub(super) fn invitation(plan: &Document, made: &mut Document) {
    let kind = type_name(plan.document_type);
    made.subject = Text::plain(&format!("Họp triển khai {}", title_of(plan)));
    made.addressees = doers(plan).iter().map(|body| head_of(body)).collect();
    made.body = vec![
        paragraph(format!("Tới dự: Cuộc họp triển khai {}.", title_of(plan))),
        paragraph(format!("Chủ trì: {}.", host(plan))),
        paragraph(format!("Thời gian: {DOTS} giờ {DOTS} phút, {}.", some_day(plan))),
        paragraph(format!("Địa điểm: {DOTS}")),
        paragraph(format!(
            "Nội dung: quán triệt {kind}; thống nhất phân công, tiến độ thực hiện; trao đổi khó khăn, vướng mắc."
        )),
        paragraph(format!(
            "Đề nghị các đồng chí nghiên cứu trước {kind}, chuẩn bị ý kiến về nhiệm vụ của cơ quan, đơn vị mình và dự \
             họp đúng thành phần, đúng giờ."
        )),
    ];
    made.recipients = vec![Recipient {
        name: "Như thành phần mời".to_owned(),
        ..Recipient::default()
    }];
}

/// Who is in the chair: the one who signs the plan.
fn host(plan: &Document) -> String {
    let issuer = agency_in_sentence(&plan.agency);
    let signature = plan.signatures.first().cloned().unwrap_or_default();
    let mut authority = signature.authority;
    match authority.posts_mut().last().map(|post| post.trim().to_owned()) {
        Some(post) if !post.is_empty() && !issuer.is_empty() => {
            format!("Đồng chí {post} {issuer}")
        }
        _ => DOTS.to_owned(),
    }
}
