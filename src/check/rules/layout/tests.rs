//! The rules of formatting, each on a sheet that breaks it; a sheet that keeps them all is silent.

use super::*;
use crate::check::row::{Row, Test};
use crate::read::{PageFormat, RunFormat, TableFormat};

const TWIPS: fn(f64) -> i32 = |millimetres| (millimetres * MM).round() as i32;

/// Breaks a sound sheet.
type Spoil = fn(&mut Formatting);

fn run(words: &str, half_points: u32) -> RunFormat {
    RunFormat {
        words: words.to_owned(),
        font: "Times New Roman".to_owned(),
        half_points,
        ..RunFormat::default()
    }
}

fn line(words: &str, half_points: u32, align: Align) -> ParagraphFormat {
    ParagraphFormat {
        line: 1,
        words: words.to_owned(),
        align: Some(align),
        runs: vec![run(words, half_points)],
        ..ParagraphFormat::default()
    }
}

fn with(mut paragraph: ParagraphFormat, (bold, italic): (bool, bool)) -> ParagraphFormat {
    for run in &mut paragraph.runs {
        (run.bold, run.italic) = (bold, italic);
    }
    paragraph
}

fn text(words: &str) -> ParagraphFormat {
    let long = format!("{words} {}", "của các phòng chuyên môn thuộc Sở ".repeat(6));
    ParagraphFormat { first: TWIPS(12.7), space: (120, 0), ..line(&long, 28, Align::Justify) }
}

/// A sheet as the decree has it.
fn sound() -> Formatting {
    let ruled = |paragraph: ParagraphFormat| ParagraphFormat { ruled: true, ..paragraph };
    let head = |paragraph: ParagraphFormat| ParagraphFormat { in_table: true, ..paragraph };
    let mut number = line("2", 28, Align::Center);
    number.line = 0;
    Formatting {
        sections: vec![PageFormat {
            size: (TWIPS(210.0), TWIPS(297.0)),
            margins: [TWIPS(20.0), TWIPS(20.0), TWIPS(30.0), TWIPS(15.0)],
            title_page: true,
            numbers: vec![(true, number)],
            ..PageFormat::default()
        }],
        tables: Vec::new(),
        paragraphs: vec![
            head(line("UBND TỈNH NGHỆ AN", 26, Align::Center)),
            head(ruled(with(line("SỞ XÂY DỰNG", 26, Align::Center), (true, false)))),
            head(line("Số: 12/KH-SXD", 26, Align::Center)),
            head(with(line(crate::standard::NATIONAL_NAME, 26, Align::Center), (true, false))),
            head(ruled(with(
                line("Độc lập - Tự do - Hạnh phúc", 28, Align::Center),
                (true, false),
            ))),
            head(with(
                line("Nghệ An, ngày 05 tháng 10 năm 2026", 28, Align::Center),
                (false, true),
            )),
            with(line("KẾ HOẠCH", 28, Align::Center), (true, false)),
            ruled(with(
                line("Triển khai phong trào thi đua", 28, Align::Center),
                (true, false),
            )),
            with(
                line("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", 28, Align::Justify),
                (false, true),
            ),
            with(line("I. MỤC ĐÍCH", 28, Align::Justify), (true, false)),
            text("Đoạn một"),
            text("Đoạn hai"),
            text("Đoạn ba"),
            with(line("Nơi nhận:", 24, Align::Left), (true, true)),
            line("- UBND tỉnh;", 22, Align::Left),
            with(line("GIÁM ĐỐC", 28, Align::Center), (true, false)),
        ],
    }
}

fn told(form: &Formatting) -> Vec<&'static str> {
    let mut ids = Vec::new();
    let rows = ROWS.iter().map(|Row { rule, test }| (rule, test));
    let more =
        pieces::MORE.iter().map(|(id, test)| (crate::check::rule(id).expect("a rule"), test));
    for (rule, test) in rows.chain(more) {
        if let Test::Formatting(test) = test {
            let mut report = Report::new(rule);
            test(form, &mut report);
            ids.extend(report.into_findings().iter().map(|finding| finding.rule.id));
        }
    }
    ids
}

#[test]
fn a_sheet_as_the_decree_has_it_has_nothing_said_of_it() {
    assert_eq!(told(&sound()), Vec::<&str>::new());
}

#[test]
fn each_fault_is_told_by_its_own_rule() {
    let cases: [(&str, Spoil); 38] = [
        ("L01", |form| form.sections[0].size = (TWIPS(216.0), TWIPS(279.0))),
        ("L03", |form| form.sections[0].margins[2] = TWIPS(25.0)),
        ("L04", |form| form.paragraphs[10].runs[0].font = "Calibri".to_owned()),
        ("L05", |form| form.paragraphs[9].runs[0].colour = Some("FF0000".to_owned())),
        ("L07", |form| form.paragraphs[10].runs[0].half_points = 24),
        ("L08", |form| form.paragraphs[3].runs[0].half_points = 24),
        ("L10", |form| form.paragraphs[10].align = Some(Align::Left)),
        ("L11", |form| form.paragraphs[10].first = TWIPS(15.0)),
        ("L12", |form| form.paragraphs[11].space = (0, 0)),
        ("L13", |form| form.paragraphs[10].spacing = LineSpacing::Exactly(280)),
        ("L14", |form| form.paragraphs[12].first = TWIPS(10.0)),
        ("L15", |form| {
            form.paragraphs.extend([line("", 28, Align::Left), line("", 28, Align::Left)])
        }),
        ("H03", |form| form.paragraphs[3].runs[0].bold = false),
        ("H04", |form| form.paragraphs[4].ruled = false),
        ("H06", |form| form.paragraphs[0].runs[0].bold = true),
        ("H07", |form| {
            form.paragraphs[1].ruled = false;
            form.paragraphs[4].ruled = false;
            form.paragraphs[5].ruled = true;
        }),
        ("N11", |form| form.paragraphs[2].runs[0].bold = true),
        ("D06", |form| form.paragraphs[5].runs[0].italic = false),
        ("T03", |form| form.paragraphs[7].runs[0].bold = false),
        ("T05", |form| form.paragraphs[7].ruled = false),
        ("C02", |form| form.paragraphs[8].runs[0].italic = false),
        ("B04", |form| form.paragraphs[9].runs[0].bold = false),
        ("R09", |form| form.paragraphs[14].runs[0].half_points = 28),
        ("L02", |form| form.sections[0].landscape = true),
        ("L10", |form| {
            form.paragraphs[11].align = Some(Align::Center);
            form.paragraphs[11].words.push('.');
        }),
        ("L15", |form| form.paragraphs[3].bordered = true),
        ("H03", |form| form.paragraphs[4].align = Some(Align::Left)),
        ("H04", |form| form.paragraphs[4].rule_length = Some(1200)),
        ("H07", |form| form.paragraphs[1].rule_length = Some(2200)),
        ("T05", |form| form.paragraphs[7].rule_length = Some(9000)),
        ("N11", |form| form.paragraphs[2].align = Some(Align::Left)),
        ("D06", |form| form.paragraphs[5].align = Some(Align::Right)),
        ("T01", |form| form.paragraphs[6].runs[0].bold = false),
        ("T03", |form| form.paragraphs[7].runs[0].italic = true),
        ("R01", |form| form.paragraphs[13].runs[0].bold = false),
        ("S10", |form| {
            let name = with(line("Trần Văn Bình", 28, Align::Center), (true, true));
            form.paragraphs.push(ParagraphFormat { line: 2, ..name });
        }),
        ("B08", |form| {
            form.paragraphs.insert(10, line("1. Mục đích", 28, Align::Justify));
        }),
        ("A06", |form| {
            let table = TableFormat { rows: 40, bordered: true, ..TableFormat::default() };
            form.tables.push(table);
        }),
    ];
    for (id, spoil) in cases {
        let mut form = sound();
        spoil(&mut form);
        assert!(told(&form).contains(&id), "{id}: {:?}", told(&form));
    }
}

#[test]
fn page_numbers_are_judged_where_there_are_pages() {
    let long = |spoil: fn(&mut Formatting)| {
        let mut form = sound();
        let more: Vec<_> = (0..30).map(|n| text(&format!("Đoạn {n}"))).collect();
        form.paragraphs.splice(13..13, more);
        spoil(&mut form);
        told(&form)
    };
    assert_eq!(long(|_| {}), Vec::<&str>::new());
    assert_eq!(long(|form| form.sections[0].numbers.clear()), ["L09"]);
    assert_eq!(long(|form| form.sections[0].numbers[0].0 = false), ["L09"]);
    assert_eq!(long(|form| form.sections[0].first_number = true), ["L09"]);
}
