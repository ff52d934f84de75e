//! What we write, we read: every sample as Word and as text comes back as the same plan.

use kehoach::compose::compose;
use kehoach::model::{Block, Document, Standing, Text};
use kehoach::read::{Imported, lost_words, read_bytes};
use kehoach::{export, samples, word};

/// A plan as lines, one for each thing that must come back.
fn lines(document: &Document) -> Vec<String> {
    let mut lines = vec![
        format!("parent {:?}", document.parent_agency.join(" ").to_uppercase()),
        format!("agency {:?}", document.agency.join(" ").to_uppercase()),
        format!("number {:?} {} {}", document.number, document.abbreviation, document.symbol),
        format!("date {} {:?}", document.place, document.date),
        format!("subject {}", words(&document.subject)),
    ];
    lines.extend(document.legal_basis.iter().map(|text| format!("basis {}", words(text))));
    lines.extend(document.opening.iter().map(|text| format!("opening {}", words(text))));
    blocks(&document.body, &mut lines);
    lines.extend(document.closing.iter().map(|text| format!("closing {}", words(text))));
    for recipient in &document.recipients {
        lines.push(format!("recipient {} ({})", recipient.name, recipient.purpose));
    }
    lines.push(format!("archive {:?} {:?}", document.archive.units, document.archive.copies));
    lines.push(format!("drafter {:?}", document.drafter));
    for signature in &document.signatures {
        let (above, name) = (signature.lines(), &signature.signer);
        let post = signature.agency_post.to_uppercase();
        lines.push(format!("signature {above:?} {post} {} {name}", signature.honorific));
    }
    for annex in &document.annexes {
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
        let mut document = sample.document();
        let paper = compose(&document, Standing::Issued);
        let bytes = word::docx(&paper).expect("a sample is written");
        let Imported { document: mut back, report } =
            read_bytes("mau.docx", &bytes).expect("our own Word file is read");
        assert!(report.unrecognised.is_empty(), "{}: {:?}", sample.name, report.unrecognised);
        // What the paper does not print cannot come back.
        for document in [&mut document, &mut back] {
            document.signatures.retain(|s| !s.lines().is_empty() || !s.signer.is_empty());
        }
        let (want, got) = (lines(&document), lines(&back));
        let lost: Vec<_> = want.iter().filter(|line| !got.contains(line)).collect();
        let new: Vec<_> = got.iter().filter(|line| !want.contains(line)).collect();
        assert!(lost.is_empty() && new.is_empty(), "{}: {lost:#?} {new:#?}", sample.name);
        assert_eq!(got, want, "{}", sample.name);
    }
}

#[test]
fn every_sample_as_text_keeps_its_words_and_sections() {
    for sample in samples::plans() {
        let document = sample.document();
        let text = export::text(&compose(&document, Standing::Issued));
        let imported = read_bytes("mau.txt", text.as_bytes()).expect("text is read");
        assert_eq!(lost_words(&text, &imported), Vec::<String>::new(), "{}", sample.name);
        let back = &imported.document;
        let heads = |document: &Document| {
            let mut lines = Vec::new();
            blocks(&document.body, &mut lines);
            lines.retain(|line| line.starts_with("Section") || line.starts_with("Clause"));
            lines
        };
        assert_eq!(heads(back), heads(&document), "{}", sample.name);
        assert_eq!(
            back.agency.join(" ").to_uppercase(),
            document.agency.join(" ").to_uppercase()
        );
        assert_eq!((back.number, back.date), (document.number, document.date));
        assert_eq!(back.recipients.len(), document.recipients.len(), "{}", sample.name);
        assert_eq!(back.archive, document.archive);
        assert_eq!(back.annexes.len(), document.annexes.len());
        let names = |document: &Document| {
            document.signatures.iter().map(|s| s.signer.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(back), names(&document), "{}", sample.name);
    }
}
