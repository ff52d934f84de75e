//! The report of `import --report json`.

use serde_json::{Value, json};

use crate::model::{Block, Document, Level, Signature, Text};

use crate::read::Imported;
use crate::read::recognise::pattern::symbol_of;
use crate::standard::type_name;

/// One file's object: `{file, encoding, document_type, addressees, competence, fields, unrecognised}`. A plan that is issued with a
/// decision has the decision's number, symbol and date. `authority` is quyền hạn, chức vụ of who
/// signs, a line each (`TM. …`, `KT. …`, the post); `legal_basis` the căn cứ. Titles come without
/// numerals and end marks.
pub fn report_json(file: &str, imported: &Imported) -> Value {
    let Imported { document, report } = imported;
    let (number, symbol, date) = match &document.decision {
        Some(decision) if document.number.is_none() && symbol_of(document).is_empty() => {
            (decision.number, decision.symbol.clone(), decision.date)
        }
        _ => (document.number, symbol_of(document), document.date),
    };
    let unrecognised: Vec<&str> =
        report.unrecognised.iter().map(|line| line.words.as_str()).collect();
    json!({
        "file": file,
        "encoding": report.encoding,
        "document_type": type_name(document.document_type),
        "addressees": document.addressees,
        "competence": document.competence,
        "fields": {
            "parent_agency": document.parent_agency.join(" "),
            "agency": document.agency.join(" "),
            "number": number,
            "symbol": symbol,
            "place": document.place,
            "date": date.calendar().map(|day| day.format("%Y-%m-%d").to_string()),
            "subject": document.subject.words(),
            "legal_basis": document.legal_basis.iter().map(Text::words).collect::<Vec<_>>(),
            "authority": document.signatures.iter().flat_map(authority).collect::<Vec<_>>(),
            "signer": signer(document),
            "recipients": recipients(document),
            "archive": archive(document),
            "sections": sections(document),
            "annexes": document.annexes.iter().map(|annex| annex.title.words()).collect::<Vec<_>>(),
        },
        "unrecognised": unrecognised,
    })
}

/// The lines above a name.
fn authority(signature: &Signature) -> Vec<String> {
    let mut lines = signature.lines();
    if !signature.agency_post.trim().is_empty() {
        lines.push(signature.agency_post.trim().to_uppercase());
    }
    lines
}

fn signer(document: &Document) -> String {
    let names: Vec<&str> = document
        .signatures
        .iter()
        .map(|signature| signature.signer.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    names.join("; ")
}

fn recipients(document: &Document) -> Vec<String> {
    document
        .recipients
        .iter()
        .map(|recipient| {
            if recipient.purpose.is_empty() {
                recipient.name.clone()
            } else {
                format!("{} ({})", recipient.name, recipient.purpose)
            }
        })
        .collect()
}

fn archive(document: &Document) -> String {
    let units = document.archive.units.join(", ");
    match document.archive.copies {
        Some(copies) => format!("{units} ({copies})"),
        None => units,
    }
}

fn sections(document: &Document) -> Vec<String> {
    document
        .body
        .iter()
        .filter_map(Block::paragraph)
        .filter(|paragraph| matches!(paragraph.level, Level::Part | Level::Section))
        .map(|paragraph| paragraph.text.words().trim_end_matches([':', '.', ' ']).to_owned())
        .collect()
}
