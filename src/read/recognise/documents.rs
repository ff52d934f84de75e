//! The documents of one file: a plan beside a decision or beside another plan, a decision with the
//! regulation that it brings in force.

use std::collections::HashSet;

use crate::model::Place;
use crate::standard::type_name;
use crate::vietnamese::capitalised;

use super::recognise;
use crate::read::{DropKind, Imported, NoteKind, ReadError, Source};

/// A document inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePart {
    /// What it is called, e.g. `Kế hoạch`, `Quyết định`.
    pub name: String,
    /// Its first line or paragraph.
    pub first: usize,
    /// Its last one.
    pub last: usize,
    /// Whether the reading took this one.
    pub taken: bool,
}

impl FilePart {
    /// Whether a line of the file is in it.
    pub fn has(&self, line: usize) -> bool {
        (self.first..=self.last).contains(&line)
    }
}

/// The documents of a file, when there is more than one; else none.
pub fn documents(source: &Source, imported: &Imported) -> Vec<FilePart> {
    let other: HashSet<usize> = imported
        .report
        .dropped
        .iter()
        .filter(|dropped| dropped.kind == DropKind::OtherDocument && dropped.line > 0)
        .map(|dropped| dropped.line)
        .collect();
    let mut runs: Vec<FilePart> = Vec::new();
    for paragraph in &source.paragraphs {
        let taken = !other.contains(&paragraph.line);
        // A rule below a title has no words to be left out, and parts nothing.
        let wordless = paragraph
            .text()
            .is_some_and(|text| !text.as_str().contains(char::is_alphanumeric));
        match runs.last_mut() {
            Some(run) if run.taken == taken || wordless => run.last = paragraph.line,
            _ => runs.push(FilePart {
                name: String::new(),
                first: paragraph.line,
                last: paragraph.line,
                taken,
            }),
        }
    }
    if runs.iter().filter(|run| !run.taken).count() == 0 {
        return Vec::new();
    }
    // A letterhead above another document's title is that document's own.
    while runs.iter().filter(|run| run.taken).count() > 1
        && let Some(at) = runs.iter().position(|run| run.taken)
        && at + 1 < runs.len()
    {
        let head = runs.remove(at);
        runs[at].first = head.first;
    }
    let mut runs: Vec<FilePart> =
        runs.into_iter().flat_map(|run| parted(source, run)).collect();
    for run in &mut runs {
        run.name = named(source, run).unwrap_or_else(|| match run.taken {
            true => sentence(type_name(imported.document.document_type)),
            false => "Văn bản khác".to_owned(),
        });
    }
    runs
}

/// A run that was not taken may be several documents in turn.
fn parted(source: &Source, run: FilePart) -> Vec<FilePart> {
    if run.taken {
        return vec![run];
    }
    let part = lines_of(source, run.first, run.last);
    if part.paragraphs.len() == source.paragraphs.len() {
        return vec![run];
    }
    let Ok(imported) = recognise(part.clone()) else { return vec![run] };
    let mut found = documents(&part, &imported);
    if found.is_empty() {
        return vec![run];
    }
    for document in &mut found {
        document.taken = false;
    }
    found
}

/// The part of a source between two lines, both included.
pub fn lines_of(source: &Source, first: usize, last: usize) -> Source {
    let inside = |line: usize| (first..=last).contains(&line);
    Source {
        encoding: source.encoding.clone(),
        paragraphs: source
            .paragraphs
            .iter()
            .filter(|paragraph| inside(paragraph.line))
            .cloned()
            .collect(),
        notes: source
            .notes
            .iter()
            .filter(|note| note.line == 0 || inside(note.line))
            .cloned()
            .collect(),
        dropped: source
            .dropped
            .iter()
            .filter(|dropped| inside(dropped.line))
            .cloned()
            .collect(),
        own: None,
    }
}

/// Reads one of the documents of a file for itself. A regulation without a letterhead is of the agency
/// whose decision brings it in force: it takes agency and place from `whole`, the file's reading. What
/// the report says of paragraphs, it says of those of the whole source.
///
/// # Errors
/// [`ReadError::Empty`] when no paragraph of it has a word.
pub fn read_document(
    source: &Source,
    document: &FilePart,
    whole: &Imported,
) -> Result<Imported, ReadError> {
    let mut imported = recognise(lines_of(source, document.first, document.last))?;
    let before = source.paragraphs.iter().take_while(|p| p.line < document.first).count();
    imported.report.embed(source, before);
    let plan = &mut imported.document;
    if plan.agency.is_empty() && plan.decision.is_some() {
        plan.parent_agency.clone_from(&whole.document.parent_agency);
        plan.agency.clone_from(&whole.document.agency);
        plan.place.clone_from(&whole.document.place);
        let message = "Cơ quan, địa danh lấy theo văn bản ban hành nó trong cùng tệp.";
        imported.report.note(
            NoteKind::Letterhead,
            document.first,
            Some(Place::Agency(0)),
            "",
            message,
        );
    }
    Ok(imported)
}

/// What a run's own title calls it.
fn named(source: &Source, run: &FilePart) -> Option<String> {
    let mut lines = source
        .paragraphs
        .iter()
        .filter(|paragraph| (run.first..=run.last).contains(&paragraph.line))
        .filter_map(|paragraph| paragraph.text())
        .take(20);
    let title = lines.find_map(|text| {
        let words = text.as_str();
        super::titles::title(words)
            .map(|(kind, _)| type_name(kind).to_owned())
            .or_else(|| super::titles::is_other_title(words).then(|| words.to_owned()))
    });
    title.map(|title| sentence(title.trim().trim_end_matches(':')))
}

fn sentence(name: &str) -> String {
    capitalised(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, DocumentType, Level};
    use crate::read::read_source;

    const HEAD: &str = "ỦY BAN NHÂN DÂN XÃ A\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - \
                        Tự do - Hạnh phúc\n\nSố: 12/KH-UBND\n\nA, ngày 05 tháng 3 năm 2026\n\n";

    fn plan(subject: &str) -> String {
        format!(
            "{HEAD}KẾ HOẠCH\n\n{subject}\n\nI. MỤC ĐÍCH\n\n1. Việc một.\n\nNơi nhận:\n\n- Như \
             trên;\n\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn A\n\n"
        )
    }

    #[test]
    fn two_plans_in_a_file_are_told_apart_and_either_can_be_taken() {
        let text = format!("{}{}", plan("Thi đua năm 2026"), plan("Kiểm tra năm 2026"));
        let source = read_source("hai.txt", text.as_bytes()).expect("plain text");
        let imported = recognise(source.clone()).expect("a plan");
        let found = documents(&source, &imported);
        let names: Vec<(&str, bool)> =
            found.iter().map(|document| (document.name.as_str(), document.taken)).collect();
        assert_eq!(names, [("Kế hoạch", true), ("Kế hoạch", false)]);
        assert_eq!(imported.document.subject.as_str(), "Thi đua năm 2026");
        let second = lines_of(&source, found[1].first, found[1].last);
        let second = recognise(second).expect("the other plan");
        assert_eq!(second.document.subject.as_str(), "Kiểm tra năm 2026");
        assert_eq!(second.document.number, Some(12));
    }

    #[test]
    fn the_second_document_knows_where_it_stands_in_the_file() {
        let text = format!("{}{}", plan("Thi đua năm 2026"), plan("Kiểm tra năm 2026"));
        let source = read_source("hai.txt", text.as_bytes()).expect("plain text");
        let whole = recognise(source.clone()).expect("a plan");
        let found = documents(&source, &whole);
        let second = read_document(&source, &found[1], &whole).expect("the other plan");
        let row = second.report.trace.row(Place::Subject).expect("traced");
        assert_eq!(source.paragraphs[row].as_str(), "Kiểm tra năm 2026");
        assert_eq!(second.report.trace.place(row), Some(Place::Subject));
    }

    #[test]
    fn a_regulation_without_a_letterhead_is_of_the_agency_of_its_decision() {
        let text = "ỦY BAN NHÂN DÂN XÃ MẪU\nSố: 4/QĐ-UBND\nMẫu, ngày 05 tháng 5 năm 2020\nQUYẾT \
                    ĐỊNH\nBan hành Quy chế làm việc\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT \
                    ĐỊNH:\nĐiều 1. Ban hành Quy chế.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ \
                    TỊCH\nTrần Văn Mẫu\nQUY CHẾ\nLàm việc của Ủy ban nhân dân xã\n(Ban hành kèm theo \
                    Quyết định số 4/QĐ-UBND ngày 05/5/2020 của UBND xã)\nChương I\nQUY ĐỊNH \
                    CHUNG\nĐiều 1. Giờ làm việc\nTheo quy định chung.\n";
        let source = read_source("a.txt", text.as_bytes()).expect("plain text");
        let whole = recognise(source.clone()).expect("a decision");
        let found = documents(&source, &whole);
        let regulation =
            read_document(&source, &found[1], &whole).expect("a regulation").document;
        assert_eq!(regulation.document_type, DocumentType::Statute);
        assert_eq!(regulation.agency, whole.document.agency);
        assert_eq!(regulation.decision.map(|decision| decision.number), Some(Some(4)));
        let levels: Vec<Level> =
            regulation.body.iter().filter_map(|b| b.paragraph()).map(|p| p.level).collect();
        assert_eq!(levels, [Level::Chapter, Level::Article, Level::Body]);
    }

    const PROPOSAL: &str = "UBND XÃ A\n\nPHÒNG KINH TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc \
                            lập - Tự do - Hạnh phúc\n\nSố: 7/TTr-KT\n\nA, ngày 02 tháng 3 năm 2026\n\nTỜ \
                            TRÌNH\n\nVề việc ban hành Kế hoạch\n\nKính gửi: Chủ tịch Ủy ban nhân dân xã \
                            A.\n\nPhòng Kinh tế kính trình như sau:\n\nI. SỰ CẦN THIẾT\n\n1. Việc một.\n\n\
                            Nơi nhận:\n\n- Như trên;\n\n- Lưu: VT.\n\nTRƯỞNG PHÒNG\n\nTrần Thị B\n\n";
    const DECISION: &str = "ỦY BAN NHÂN DÂN XÃ A\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - \
                            Hạnh phúc\n\nSố: 31/QĐ-UBND\n\nA, ngày 05 tháng 3 năm 2026\n\nQUYẾT ĐỊNH\n\nBan \
                            hành Kế hoạch\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ A\n\nCăn cứ Luật Tổ chức chính \
                            quyền địa phương;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế \
                            hoạch.\n\nNơi nhận:\n\n- Như Điều 1;\n\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn A\n\n";
    const LETTER: &str = "ỦY BAN NHÂN DÂN XÃ A\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - \
                          Hạnh phúc\n\nSố: 55/UBND-KT\n\nV/v lấy ý kiến dự thảo Kế hoạch\n\nA, ngày 01 \
                          tháng 3 năm 2026\n\nKính gửi: Các thôn.\n\nĐề nghị các thôn góp ý.\n\nNơi \
                          nhận:\n\n- Như trên;\n\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn A\n\n";

    /// What comes in from a file of several documents: types with number and agency, in the file's order.
    fn taken_apart(text: &str) -> Vec<(DocumentType, Option<u32>, String, Option<u32>)> {
        let source = read_source("a.txt", text.as_bytes()).expect("plain text");
        let whole = recognise(source.clone()).expect("a document");
        let found = documents(&source, &whole);
        let read = |part: &FilePart| match part.taken {
            true => whole.document.clone(),
            false => read_document(&source, part, &whole).expect("read").document,
        };
        let told = |document: Document| {
            let number = document.number.map(|number| number.to_string());
            let number = number.and_then(|number| number.parse().ok());
            let decision = document.decision.and_then(|decision| decision.number);
            let decision = decision.and_then(|number| number.to_string().parse().ok());
            (document.document_type, number, document.agency.join(" "), decision)
        };
        found.iter().map(|part| told(read(part))).collect()
    }

    #[test]
    fn each_document_of_a_file_keeps_its_own_letterhead() {
        use DocumentType as D;
        let a = || "ỦY BAN NHÂN DÂN XÃ A".to_owned();
        let unit = || "PHÒNG KINH TẾ".to_owned();
        let plan_alone = plan("Trồng cây năm 2026");
        let attached = "KẾ HOẠCH\n\nTrồng cây năm 2026\n\n(Kèm theo Quyết định số 31/QĐ-UBND ngày 05 tháng 3 năm \
                        2026 của Chủ tịch Ủy ban nhân dân xã A)\n\nI. MỤC ĐÍCH\n\n1. Việc một.\n";
        let plan = (D::Plan, Some(12), a(), None);
        let issued = (D::Plan, None, a(), Some(31));
        let proposal = (D::Proposal, Some(7), unit(), None);
        let decision = (D::Decision, Some(31), a(), None);
        let letter = (D::OfficialLetter, Some(55), a(), None);
        for (text, expected) in [
            (format!("{PROPOSAL}{plan_alone}"), vec![proposal.clone(), plan.clone()]),
            (format!("{plan_alone}{PROPOSAL}"), vec![plan.clone(), proposal.clone()]),
            (format!("{LETTER}{plan_alone}"), vec![letter.clone(), plan.clone()]),
            (format!("{DECISION}{attached}"), vec![decision.clone(), issued.clone()]),
            // A rule below the reference line is part of the document.
            (
                format!("{DECISION}{}", attached.replace("\n\nI. ", "\n\n_______\n\nI. ")),
                vec![decision.clone(), issued.clone()],
            ),
            (
                format!("{PROPOSAL}{DECISION}{attached}"),
                vec![proposal.clone(), decision.clone(), issued],
            ),
            (
                format!("{PROPOSAL}{LETTER}{plan_alone}{DECISION}"),
                vec![proposal.clone(), letter, plan, decision.clone()],
            ),
            (format!("{DECISION}{PROPOSAL}"), vec![decision, proposal]),
        ] {
            assert_eq!(taken_apart(&text), expected, "{text}");
        }
    }

    #[test]
    fn one_plan_is_no_choice() {
        let source = read_source("mot.txt", plan("Thi đua").as_bytes()).expect("plain text");
        let imported = recognise(source.clone()).expect("a plan");
        assert!(documents(&source, &imported).is_empty());
    }
}
