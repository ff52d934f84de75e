//! What we write, we read: every sample as Word and as text comes back as the same plan.

use kehoach::compose::compose;
use kehoach::model::{Block, Document, Standing, Text};
use kehoach::read::{Imported, lost_words, read_bytes};
use kehoach::{export, samples, word};

/// A plan as lines, one for each thing that must come back.
fn lines(plan: &Document) -> Vec<String> {
    let mut lines = vec![
        format!("parent {:?}", plan.parent_agency.join(" ").to_uppercase()),
        format!("agency {:?}", plan.agency.join(" ").to_uppercase()),
        format!("number {:?} {} {}", plan.number, plan.abbreviation, plan.symbol),
        format!("date {} {:?}", plan.place, plan.date),
        format!("subject {}", words(&plan.subject)),
    ];
    lines.extend(plan.legal_basis.iter().map(|text| format!("basis {}", words(text))));
    lines.extend(plan.opening.iter().map(|text| format!("opening {}", words(text))));
    blocks(&plan.body, &mut lines);
    lines.extend(plan.closing.iter().map(|text| format!("closing {}", words(text))));
    for recipient in &plan.recipients {
        lines.push(format!("recipient {} ({})", recipient.name, recipient.purpose));
    }
    lines.push(format!("archive {:?} {:?}", plan.archive.units, plan.archive.copies));
    lines.push(format!("drafter {:?}", plan.drafter));
    for signature in &plan.signatures {
        let (above, name) = (signature.lines(), &signature.signer);
        let post = signature.agency_post.to_uppercase();
        lines.push(format!("signature {above:?} {post} {} {name}", signature.honorific));
    }
    for annex in &plan.annexes {
        lines.push(format!(
            "annex {} {}",
            words(&annex.title).to_uppercase(),
            annex.landscape
        ));
        blocks(&annex.blocks, &mut lines);
    }
    lines
}

fn blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Text(paragraph) if paragraph.level.is_heading() => {
                let title = words(&paragraph.text).to_uppercase();
                lines.push(format!("{:?} {title}", paragraph.level));
            }
            Block::Text(paragraph) => {
                lines.push(format!("{:?} {}", paragraph.level, words(&paragraph.text)));
            }
            Block::Table(table) => {
                lines.push(format!("table {} {}", table.columns(), table.head_rows));
                for cell in table.rows.iter().flatten() {
                    lines.push(format!(
                        "{}x{} {}",
                        cell.columns,
                        cell.rows,
                        words(&cell.text)
                    ));
                }
            }
        }
    }
}

fn words(text: &Text) -> String {
    let words = text.words();
    words.trim().trim_end_matches(['.', ';']).to_owned()
}

#[test]
fn every_sample_comes_back_from_word() {
    for sample in samples::plans() {
        let mut plan = sample.plan();
        let paper = compose(&plan, Standing::Issued);
        let bytes = word::docx(&paper).expect("a sample is written");
        let Imported { plan: mut back, report } =
            read_bytes("mau.docx", &bytes).expect("our own Word file is read");
        assert!(report.unrecognised.is_empty(), "{}: {:?}", sample.name, report.unrecognised);
        // What the paper does not print cannot come back.
        for plan in [&mut plan, &mut back] {
            plan.signatures.retain(|s| !s.lines().is_empty() || !s.signer.is_empty());
        }
        let (want, got) = (lines(&plan), lines(&back));
        let lost: Vec<_> = want.iter().filter(|line| !got.contains(line)).collect();
        let new: Vec<_> = got.iter().filter(|line| !want.contains(line)).collect();
        assert!(lost.is_empty() && new.is_empty(), "{}: {lost:#?} {new:#?}", sample.name);
        assert_eq!(got, want, "{}", sample.name);
    }
}

#[test]
fn every_sample_as_text_keeps_its_words_and_sections() {
    for sample in samples::plans() {
        let plan = sample.plan();
        let text = export::text(&compose(&plan, Standing::Issued));
        let imported = read_bytes("mau.txt", text.as_bytes()).expect("text is read");
        assert_eq!(lost_words(&text, &imported), Vec::<String>::new(), "{}", sample.name);
        let back = &imported.plan;
        let heads = |plan: &Document| {
            let mut lines = Vec::new();
            blocks(&plan.body, &mut lines);
            lines.retain(|line| line.starts_with("Section") || line.starts_with("Clause"));
            lines
        };
        assert_eq!(heads(back), heads(&plan), "{}", sample.name);
        assert_eq!(back.agency.join(" ").to_uppercase(), plan.agency.join(" ").to_uppercase());
        assert_eq!((back.number, back.date), (plan.number, plan.date));
        assert_eq!(back.recipients.len(), plan.recipients.len(), "{}", sample.name);
        assert_eq!(back.archive, plan.archive);
        assert_eq!(back.annexes.len(), plan.annexes.len());
        let names = |plan: &Document| {
            plan.signatures.iter().map(|s| s.signer.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(back), names(&plan), "{}", sample.name);
    }
}
