//! Files of somebody else: read, and judged as they are.

use chrono::{Datelike as _, NaiveDate};

use super::checker::{Checker, Foreign, Outcome};
use super::context::{Context, DocumentKind, issued, province_of};
use super::passage::passages;
use super::reading::Reading;
use crate::model::DocumentType;
use crate::read::{self, Imported, ReadError, Source};
use crate::standard::type_name;
use crate::vietnamese::is_capitals;

/// A file of somebody else, read and judged.
pub struct Reviewed {
    /// Its paragraphs.
    pub source: Source,
    /// The plan they make.
    pub imported: Imported,
    /// What it was judged against.
    pub context: Context,
    /// What was found.
    pub outcome: Outcome,
}

/// Reads a file and checks it. `settled` gives what is not in the file: her words, her laws.
///
/// # Errors
/// [`ReadError`] when the file cannot be read.
pub fn review(name: &str, bytes: &[u8], settled: &Context) -> Result<Reviewed, ReadError> {
    let source = read::read_source(name, bytes)?;
    let imported = read::recognise(source.clone())?;
    let formatting = read::formatting_of(name, bytes);
    let context = context_of(&source, &imported, settled);
    let foreign =
        Foreign { source: &source, imported: &imported, formatting: formatting.as_ref() };
    let outcome = Checker::default().foreign(&foreign, &context);
    Ok(Reviewed { source, imported, context, outcome })
}

/// What a file is judged against: its own date, else the latest day it speaks of.
fn context_of(source: &Source, imported: &Imported, settled: &Context) -> Context {
    let document = &imported.document;
    let own = document.date.calendar();
    let year = document.date.year.and_then(|year| {
        NaiveDate::from_ymd_opt(
            year,
            document.date.month.unwrap_or(1),
            document.date.day.unwrap_or(1),
        )
    });
    let kind = kind_of(source, imported);
    // A law or a form that bears no day of its own is of no day.
    let spoken = || latest(imported).filter(|_| kind == DocumentKind::Named);
    Context {
        date: own.or(year).or_else(spoken),
        dated: own.is_some(),
        issued: issued(document.date),
        province: province_of(document),
        kind,
        ..settled.clone()
    }
}

/// The latest day that a text speaks of.
fn latest(imported: &Imported) -> Option<NaiveDate> {
    passages(&imported.document)
        .iter()
        .flat_map(|passage| Reading::of(passage.words, passage.role).dates().to_vec())
        .filter_map(|date| date.calendar())
        .filter(|day| (1990..2100).contains(&day.year()))
        .max()
}

/// One of the named types if a line of its own says so in capitals, else another document.
fn kind_of(source: &Source, imported: &Imported) -> DocumentKind {
    if source.own.is_some() {
        return DocumentKind::Named;
    }
    let others = [
        "QUYẾT ĐỊNH",
        "NGHỊ ĐỊNH",
        "THÔNG TƯ",
        "LUẬT",
        "BỘ LUẬT",
        "HIẾN PHÁP",
        "NGHỊ QUYẾT",
        "PHÁP LỆNH",
        "CÔNG ĐIỆN",
        "GIẤY MỜI",
        "BIÊN BẢN",
    ];
    let heads: Vec<String> = source
        .paragraphs
        .iter()
        .take(40)
        .filter_map(|paragraph| paragraph.text())
        .map(|text| text.words().trim().trim_end_matches([':', '.']).to_owned())
        .collect();
    let name = type_name(imported.document.document_type).to_uppercase();
    // The Party's papers have a form of their own.
    let state =
        heads.iter().any(|head| head.starts_with("CỘNG HÒA") || head.starts_with("CỘNG HOÀ"));
    if !state && heads.iter().take(12).any(|head| head.starts_with("ĐẢNG CỘNG SẢN VIỆT NAM"))
    {
        return DocumentKind::Other;
    }
    // An annex by itself, with its tables and templates, is no paper of a type.
    let first = heads.iter().find(|head| !head.is_empty());
    if first.is_some_and(|head| head.to_lowercase().starts_with("phụ lục")) {
        return DocumentKind::Other;
    }
    for head in &heads {
        if *head == name
            || (head.starts_with(&name) && is_capitals(head))
            || head.to_uppercase() == name
        {
            return DocumentKind::Named;
        }
        if others.contains(&head.as_str()) {
            return DocumentKind::Other;
        }
    }
    // A text without head that reads like a plan is one.
    let document = imported.document.document_type == DocumentType::Plan;
    let body =
        heads.iter().any(|head| head.starts_with("I. ") || head.starts_with("I.\u{A0}"));
    if document && body && !imported.document.subject.is_blank() {
        DocumentKind::Named
    } else {
        DocumentKind::Other
    }
}
