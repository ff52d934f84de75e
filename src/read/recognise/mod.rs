//! The second stage: paragraphs into a plan. Each part of the paper takes its paragraphs off, from
//! both ends; what is left is the body.

use crate::model::{
    Align, Archive, Decision, DocumentType, IssueDate, Paragraph, Place, Plan, Story, Style,
    Text,
};
use crate::model::{Block, Level};

mod above;
pub(super) mod agency;
mod annex;
mod attachment;
pub(super) mod body;
mod closing;
pub(super) mod documents;
pub(super) mod ending;
pub(super) mod layout;
pub(super) mod letterhead;
pub(super) mod lexicon;
pub(super) mod numeral;
pub(super) mod pattern;
mod place;
pub(super) mod posts;
pub(super) mod preamble;
pub(super) mod signature;
pub(super) mod titles;

use self::letterhead::{Letterhead, is_rule, shows_letterhead, shows_national, title_inside};
use self::pattern::{NumberLine, date_line, number_line, symbol_of};
use crate::read::source::{Content, Source, SourceParagraph};
use crate::read::words;
use crate::read::{DropKind, Imported, NoteKind, ReadError, Report};
use crate::vietnamese::plain_fold;
use titles::{is_other_title, split_lines, title};

/// Turns paragraphs into a plan and says what was not understood.
///
/// # Errors
/// [`ReadError::Empty`] when no paragraph has a word.
pub fn recognise(source: Source) -> Result<Imported, ReadError> {
    let Source { encoding, paragraphs, notes, dropped, own } = source;
    let mut paragraphs = split_breaks(paragraphs);
    if paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    let everything: String = paragraphs.iter().flat_map(source_words).collect();
    if let Some(mut own) = own.filter(|own| words::lost_words(&everything, own).is_empty()) {
        tell_missing(&own.plan, &mut own.report);
        return Ok(*own);
    }
    let before = dropped.len();
    let mut report = Report { encoding, notes, dropped, ..Report::default() };
    let mut plan =
        Plan { archive: Archive { units: Vec::new(), copies: None }, ..Plan::default() };

    let found = find_title(&paragraphs);
    let other = if found.is_none() {
        paragraphs.iter().take(40).position(|p| is_other_title(p.as_str()))
    } else {
        None
    };
    let head_end =
        found.map(|(at, _, _)| at).or(other).unwrap_or_else(|| letterhead_end(&paragraphs));
    let mut rest = paragraphs.split_off(head_end);
    write_notes_out(&mut paragraphs);
    // A plan by its symbol, whose title was lost.
    let untitled =
        found.is_none() && other.is_none() && paragraphs.iter().any(has_plan_symbol);
    let issued_with = take_decision(&mut paragraphs, found, &mut report);
    above::set_aside(&mut paragraphs, &mut report);
    above::gather(&mut paragraphs);
    let head = Letterhead::read(&paragraphs, &mut plan, &mut report);
    let mut title_rest = None;
    let mut foreign = Vec::new();
    if let Some((_, kind, length)) = found {
        title_rest = take_title(rest.remove(0), kind, length, &mut plan, &mut report);
    } else if other.is_some() {
        foreign.push(take_other_title(rest.remove(0), &mut report));
    } else {
        report.note(
            NoteKind::Missing,
            0,
            Some(Place::Type),
            "",
            if untitled {
                "Không thấy dòng tên loại “KẾ HOẠCH”; theo ký hiệu thì văn bản là kế hoạch, dòng dưới \
                 phần đầu được lấy làm trích yếu."
            } else {
                "Không thấy dòng tên loại “KẾ HOẠCH”; cả văn bản được đưa vào phần nội dung."
            },
        );
    }
    let (leftover, issued_with) = fill_head(head, issued_with, &mut plan, &mut report);
    if matches!(found, Some((_, DocumentType::Plan, _))) {
        cut_second_document(&mut rest, &mut report);
    } else {
        cut_attached(&mut rest, &mut report);
    }
    tell_place(&plan, &everything, &mut report);

    let (mut foot, after) = take_foot(&mut rest);
    write_notes_out(&mut foot);
    take_late_date(&mut rest, &mut foot, &mut plan, &mut report);
    let taken = if found.is_some() || other.is_some() || untitled {
        preamble::read(&mut rest, title_rest, &mut plan, &mut report)
    } else {
        0
    };
    match (&plan.decision, issued_with) {
        (None, issued_with) => plan.decision = issued_with,
        // Said twice: in the decision's own letterhead and under the plan's title.
        (Some(_), Some(own)) => {
            let number = own.number.map(|n| n.to_string()).unwrap_or_default();
            let words = format!("{number} {}", own.symbol);
            report.drop_words(DropKind::OtherDocument, 0, &words);
        }
        (Some(_), None) => {}
    }
    foreign.extend(leftover);
    let mut unknown = head_leftovers(foreign, &mut report);
    unknown.extend(rest.drain(taken..));
    let strays = ending::read(&foot, &mut plan, &mut report);
    fill_body(unknown, &mut plan, &mut report);
    if let Some(Block::Text(first)) = plan.body.first_mut().filter(|_| other.is_some()) {
        first.level = Level::Centered;
    }
    closing::take(&mut plan);
    place_strays(strays, &mut plan, &mut report);
    annex::read(after, &mut plan, &mut report);

    tell_missing(&plan, &mut report);
    let mut imported = Imported { plan, report };
    tell_lost(&everything, before, &mut imported);
    imported.report.notes.sort_by_key(|note| note.line);
    imported.report.unrecognised.sort_by_key(|line| line.line);
    Ok(imported)
}

/// The fields of a letterhead and of the foot hold no footnotes: their words follow in brackets.
fn write_notes_out(paragraphs: &mut [SourceParagraph]) {
    for paragraph in paragraphs {
        if let Content::Words(text) = &mut paragraph.content {
            text.flatten();
        }
    }
}

/// Forced line breaks part the lines of everything that is not running text.
fn split_breaks(paragraphs: Vec<SourceParagraph>) -> Vec<SourceParagraph> {
    /// The letterhead is among the first lines.
    const HEAD: usize = 20;
    let mut split = Vec::with_capacity(paragraphs.len());
    for mut paragraph in paragraphs {
        // Letterhead and title on one line, as some copies have it.
        if split.len() < HEAD
            && let Some(at) = title_inside(paragraph.as_str())
            && let Content::Words(text) = &mut paragraph.content
        {
            let title = text.split_off(at);
            let (look, line) = (paragraph.look.clone(), paragraph.line);
            split.push(paragraph);
            paragraph = SourceParagraph { content: Content::Words(title), look, line };
        }
        let Content::Words(text) = &paragraph.content else {
            split.push(paragraph);
            continue;
        };
        let lined = text.as_str().contains('\n')
            && (paragraph.look.align == Some(Align::Center)
                || paragraph.look.in_table
                || paragraph.is_bold()
                || shows_letterhead(&paragraph)
                || ending::begins(&paragraph));
        if !lined {
            if !text.is_blank() {
                split.push(paragraph);
            }
            continue;
        }
        for text in split_lines(text) {
            split.push(SourceParagraph {
                content: Content::Words(text),
                look: paragraph.look.clone(),
                line: paragraph.line,
            });
        }
    }
    split
}

fn source_words(paragraph: &SourceParagraph) -> Vec<char> {
    let mut all = String::new();
    let mut add = |text: &Text| {
        all.push_str(text.as_str());
        all.push('\n');
        for note in text.notes() {
            all.push_str(note.as_str());
            all.push('\n');
        }
    };
    match &paragraph.content {
        Content::Words(text) => add(text),
        Content::Table(table) => table.rows.iter().flatten().for_each(|cell| add(&cell.text)),
    }
    all.chars().collect()
}

/// The title: its index, its type, and how many characters name it. A plan's title wins over
/// another type's, since the plan is what is asked for.
fn find_title(paragraphs: &[SourceParagraph]) -> Option<(usize, DocumentType, usize)> {
    /// So far above the letterhead a page's own heading is looked for.
    const ABOVE: usize = 15;
    let titles = || {
        paragraphs.iter().enumerate().filter_map(|(at, paragraph)| {
            if paragraph.look.numeral.is_some() {
                return None;
            }
            title(paragraph.as_str()).map(|(kind, length)| (at, kind, length))
        })
    };
    let mut plans = titles().filter(|(_, kind, _)| *kind == DocumentType::Plan);
    let mut plan = plans.next();
    // A page may name the plan above its letterhead; the paper's own title stands below it.
    let numbered = |range: &[SourceParagraph]| range.iter().any(has_plan_symbol);
    if let (Some((first, ..)), Some(second)) = (plan, plans.next())
        && second.0 <= first + ABOVE
        && !numbered(&paragraphs[..first])
        && numbered(&paragraphs[first..second.0])
    {
        plan = Some(second);
    }
    let other = titles().find(|(at, kind, _)| *kind != DocumentType::Plan && *at < 40);
    match (plan, other) {
        // A decision and what it brings in force: the decision is the document.
        (None, Some(found)) if paragraphs[..found.0].iter().any(is_decision) => None,
        // A report or a directive that only mentions a plan in a later title line.
        (Some((at, _, _)), Some(found))
            if found.0 < at
                && !paragraphs[..at].iter().any(|p| is_other_title(p.as_str())) =>
        {
            Some(found)
        }
        (Some(found), _) | (None, Some(found)) => Some(found),
        (None, None) => None,
    }
}

/// A decision's or resolution's title, which stands above its own articles.
fn is_decision(paragraph: &SourceParagraph) -> bool {
    let words = paragraph.as_str();
    is_other_title(words) && title(words).is_none()
}

/// Whether a line of the letterhead has the symbol of a plan.
fn has_plan_symbol(paragraph: &SourceParagraph) -> bool {
    paragraph.as_str().split('\n').any(|line| {
        let chars: Vec<char> = line.chars().take(200).collect();
        number_line(&chars).is_some_and(|found| found.symbol.starts_with("KH"))
    })
}

/// Without a title the letterhead is what looks like one at the top.
fn letterhead_end(paragraphs: &[SourceParagraph]) -> usize {
    const LOOK_AT: usize = 16;
    let top = &paragraphs[..paragraphs.len().min(LOOK_AT)];
    top.iter().rposition(shows_letterhead).map_or(0, |at| at + 1)
}

/// When the letterhead is a decision's and the plan follows it, keeps the letterhead and takes the
/// decision's own text off.
fn take_decision(
    head: &mut Vec<SourceParagraph>,
    found: Option<(usize, DocumentType, usize)>,
    report: &mut Report,
) -> Option<Decision> {
    let (_, DocumentType::Plan, _) = found? else { return None };
    let at = head.iter().position(|paragraph| is_other_title(paragraph.as_str()))?;
    let other = head.split_off(at);
    let name = other[0].as_str().trim().trim_end_matches(':').to_lowercase();
    let document = capitalised(&name);
    leave_out(other, &document, "Kế hoạch", report);
    Some(Decision { document, ..Decision::default() })
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Takes a document that is not the plan out, and says so line by line.
fn leave_out(other: Vec<SourceParagraph>, name: &str, kept: &str, report: &mut Report) {
    let Some(first) = other.first() else { return };
    let lines = other.last().map_or(first.line, |last| last.line);
    report.note(
        NoteKind::OtherDocument,
        first.line,
        None,
        first.as_str(),
        format!(
            "Tệp còn chứa {name} (dòng {} đến {lines}); chỉ lấy {kept}, phần ấy không đưa vào.",
            first.line
        ),
    );
    for paragraph in other {
        let words: String = source_words(&paragraph).into_iter().collect();
        report.drop_words(DropKind::OtherDocument, paragraph.line, &words);
        report.puzzled(paragraph.line, &words, None);
    }
}

/// A second letterhead after the plan begins another document.
fn cut_second_document(rest: &mut Vec<SourceParagraph>, report: &mut Report) {
    let Some(national) = rest.iter().position(shows_national) else { return };
    let before_annex =
        annex::begins_at(&rest[..national], false).is_none_or(|annex| annex > national);
    if !before_annex {
        return;
    }
    let other = rest.split_off(head_before(rest, national));
    let name = other.iter().find(|paragraph| is_other_title(paragraph.as_str())).map_or_else(
        || "một văn bản khác".to_owned(),
        |p| capitalised(&p.as_str().trim().to_lowercase()),
    );
    leave_out(other, &name, "Kế hoạch", report);
}

/// Where the letterhead begins that Quốc hiệu stands in.
fn head_before(rest: &[SourceParagraph], national: usize) -> usize {
    let head = rest[..national].iter().rev().take_while(|paragraph| {
        let words = paragraph.as_str();
        let name = words.chars().count() <= 120
            && (crate::vietnamese::is_capitals(words) || shows_letterhead(paragraph))
            && numeral::numeral(words).is_none()
            && !posts::is_authority(words);
        paragraph.text().is_some() && (name || is_rule(words))
    });
    national - head.count().min(6)
}

/// A regulation that a decision brings in force, with its own title and "(Ban hành kèm theo …)", is
/// a document of its own; the first one is taken.
fn cut_attached(rest: &mut Vec<SourceParagraph>, report: &mut Report) {
    const LOOK_AT: usize = 6;
    let refers = |line: &str| {
        let head: String = line.chars().take(40).collect();
        let folded = plain_fold(&head);
        let folded = folded.trim_start_matches(['(', ' ']);
        folded.starts_with("ban hanh kem theo") || folded.starts_with("kem theo")
    };
    let referred = |paragraph: &SourceParagraph| paragraph.as_str().lines().any(refers);
    let begins = |at: &usize| {
        let words = rest[*at].as_str();
        (titles::is_title(words) || is_other_title(words))
            && rest[at + 1..].iter().take(LOOK_AT).any(referred)
    };
    let Some(at) = (1..rest.len()).find(begins) else { return };
    let name = capitalised(&rest[at].as_str().trim().to_lowercase());
    // It may have a letterhead of its own.
    let top = at.saturating_sub(LOOK_AT);
    let start = rest[top..at]
        .iter()
        .position(shows_national)
        .map_or(at, |national| head_before(rest, top + national));
    let other = rest.split_off(start.max(1));
    leave_out(other, &name, "văn bản đầu", report);
}

/// Says where the place's name looks misspelt; it stays as it is.
fn tell_place(plan: &Plan, everything: &str, report: &mut Report) {
    let Some(meant) = place::meant(&plan.place, everything) else { return };
    report.note(
        NoteKind::Spelling,
        0,
        Some(Place::Date),
        &plan.place,
        format!(
            "Địa danh ghi “{}”, có lẽ là “{meant}”; chương trình giữ nguyên, hãy sửa nếu đúng là viết \
             sai.",
            plan.place
        ),
    );
}

/// Takes the type's name off the title's line; what follows it there belongs to the subject.
fn take_title(
    paragraph: SourceParagraph,
    kind: DocumentType,
    length: usize,
    plan: &mut Plan,
    report: &mut Report,
) -> Option<Text> {
    plan.document_type = kind;
    let line = paragraph.line;
    let Content::Words(mut text) = paragraph.content else { return None };
    let mut rest = text.split_off(length);
    for note in text.notes() {
        rest.push(&format!(" ({})", note.words()), Style::PLAIN);
    }
    report.drop_words(DropKind::Fixed, line, text.as_str());
    if kind != DocumentType::Plan {
        report.note(
            NoteKind::Title,
            line,
            Some(Place::Type),
            text.as_str(),
            "Văn bản không phải kế hoạch; đã giữ tên loại của nó.",
        );
    }
    if rest.is_blank() {
        return None;
    }
    // "KẾ HOẠCH LIÊN NGÀNH": whose plan it is, not what it is about.
    if matches!(plain_fold(rest.as_str()).as_str(), "lien nganh" | "lien tich") {
        report.drop_words(DropKind::Fixed, line, rest.as_str());
        report.puzzled(line, &paragraph_words(&text, &rest), Some(Place::Type));
        return None;
    }
    report.note(
        NoteKind::Title,
        line,
        Some(Place::Subject),
        paragraph_words(&text, &rest).as_str(),
        "Tên loại và trích yếu viết chung một dòng; đã tách phần sau tên loại vào trích yếu.",
    );
    Some(rest)
}

/// The title of a type that no plan has stays as a line of the body.
fn take_other_title(mut paragraph: SourceParagraph, report: &mut Report) -> SourceParagraph {
    paragraph.look.align = Some(Align::Center);
    paragraph.look.outline = None;
    report.note(
        NoteKind::Title,
        paragraph.line,
        Some(Place::Type),
        paragraph.as_str(),
        "Văn bản không phải kế hoạch và thuộc loại chương trình không soạn; nội dung được đưa vào \
         như một kế hoạch.",
    );
    paragraph
}

fn paragraph_words(text: &Text, rest: &Text) -> String {
    format!("{}{}", text.as_str(), rest.as_str())
}

/// Writes the letterhead into the plan; returns lines that were not understood, and the decision
/// that the letterhead belongs to, if it is one's.
fn fill_head(
    head: Letterhead,
    issued_with: Option<Decision>,
    plan: &mut Plan,
    report: &mut Report,
) -> (Vec<SourceParagraph>, Option<Decision>) {
    (plan.parent_agency, plan.agency) = head.agencies();
    plan.place.clone_from(&head.place);
    plan.date = head.date.unwrap_or_default();
    let number = head.number;
    let Some(mut decision) = issued_with else {
        if let Some(NumberLine { number, symbol, digits, .. }) = number {
            (plan.number, plan.number_digits) = (number, digits);
            set_symbol(symbol, plan);
        }
        return (head.rest, None);
    };
    // The number is the decision's; a plan issued with it has none.
    decision.date = plan.date;
    if let Some(NumberLine { number, symbol, .. }) = number {
        decision.number = number;
        decision.symbol = symbol;
    }
    report.note(
        NoteKind::Letterhead,
        0,
        Some(Place::Decision),
        "",
        format!(
            "Kế hoạch ban hành kèm theo {}: số, ký hiệu và ngày là của văn bản ấy.",
            decision.document
        ),
    );
    (head.rest, Some(decision))
}

/// A symbol that the type and an abbreviation make is kept as the abbreviation alone.
fn set_symbol(symbol: String, plan: &mut Plan) {
    let made = |abbreviation: &str| {
        let plan = Plan {
            document_type: plan.document_type,
            abbreviation: abbreviation.to_owned(),
            ..Plan::default()
        };
        symbol_of(&plan)
    };
    match symbol.split_once('-') {
        Some((_, abbreviation))
            if !abbreviation.is_empty() && made(abbreviation) == symbol =>
        {
            plan.abbreviation = abbreviation.to_owned();
        }
        _ => plan.symbol = symbol,
    }
}

/// Lines above the title that were not understood begin the body.
fn head_leftovers(rest: Vec<SourceParagraph>, report: &mut Report) -> Vec<SourceParagraph> {
    for (at, paragraph) in rest.iter().enumerate() {
        let place = Some(Place::Block(Story::Body, at));
        report.puzzled(paragraph.line, paragraph.as_str(), place);
    }
    rest
}

/// Takes the foot and the annexes off the end.
fn take_foot(rest: &mut Vec<SourceParagraph>) -> (Vec<SourceParagraph>, Vec<SourceParagraph>) {
    let recipients = rest.iter().position(ending::begins);
    let search = recipients.unwrap_or(0);
    let annexes = annex::begins_at(&rest[search..], recipients.is_some())
        .map(|at| rest.split_off(search + at))
        .unwrap_or_default();
    let from = recipients.unwrap_or(rest.len());
    let signed = signature::begins_at(&rest[..from]);
    let mut foot = match (signed, recipients) {
        (Some(at), _) => rest.split_off(at),
        (None, Some(at)) => rest.split_off(at),
        (None, None) => Vec::new(),
    };
    let mut attached =
        attachment::begins_at(&foot).map(|at| foot.split_off(at)).unwrap_or_default();
    attached.extend(annexes);
    (foot, attached)
}

/// Place and date stand at the end of the text or of the foot, where the letterhead has none.
fn take_late_date(
    rest: &mut Vec<SourceParagraph>,
    foot: &mut Vec<SourceParagraph>,
    plan: &mut Plan,
    report: &mut Report,
) {
    /// So many paragraphs before the foot may still be of it.
    const NEAR: usize = 3;
    if !plan.place.is_empty() || plan.date != IssueDate::default() || plan.decision.is_some() {
        return;
    }
    let dated = |paragraph: &SourceParagraph| {
        let words = paragraph.as_str().trim();
        let chars: Vec<char> = words.trim_matches(['(', ')', '.']).chars().take(200).collect();
        date_line(&chars).filter(|found| {
            let count = found.place.split_whitespace().count();
            found.start == 0 && found.end == chars.len() && (1..=8).contains(&count)
        })
    };
    let near = rest.len().saturating_sub(NEAR);
    let (list, at) = match (rest[near..].iter().rposition(|p| dated(p).is_some()), &*foot) {
        (Some(at), _) => (rest, near + at),
        (None, lines) => match lines.iter().position(|p| dated(p).is_some()) {
            Some(at) => (foot, at),
            None => return,
        },
    };
    let paragraph = list.remove(at);
    let Some(found) = dated(&paragraph) else { return };
    (plan.place, plan.date) = (found.place, found.date);
    report.drop_words(DropKind::Fixed, paragraph.line, "ngày tháng năm");
    report.note(
        NoteKind::Letterhead,
        paragraph.line,
        Some(Place::Date),
        paragraph.as_str(),
        "Địa danh và ngày viết ở cuối văn bản; đã đưa lên phần đầu theo mẫu.",
    );
}

fn fill_body(paragraphs: Vec<SourceParagraph>, plan: &mut Plan, report: &mut Report) {
    let (mut blocks, lines) = body::blocks(paragraphs, Story::Body, 0, report);
    body::restore_titles(&mut blocks, &lines, Story::Body, report);
    plan.body = blocks;
    let cover: Vec<(usize, usize, String)> = plan
        .body
        .iter()
        .enumerate()
        .take_while(|(_, block)| {
            block.paragraph().is_none_or(|paragraph| !paragraph.level.is_heading())
        })
        .filter_map(|(at, block)| {
            let Paragraph { level, text, .. } = block.paragraph()?;
            (*level == Level::Centered).then(|| (at, lines[at], text.words()))
        })
        .collect();
    for (at, line, words) in cover {
        report.puzzled(line, &words, Some(Place::Block(Story::Body, at)));
    }
}

/// What stands after the signature: an annex without the name when it is long, else a last
/// paragraph of the body.
fn place_strays(strays: Vec<SourceParagraph>, plan: &mut Plan, report: &mut Report) {
    let table = strays.iter().any(|paragraph| paragraph.text().is_none());
    if table || strays.len() > 3 {
        annex::unnamed(strays, plan, report);
        return;
    }
    for paragraph in strays {
        let place = Place::Block(Story::Body, plan.body.len());
        let Content::Words(text) = paragraph.content else { continue };
        report.puzzled(paragraph.line, &text.words(), Some(place));
        plan.body.push(Block::new(Level::Body, text));
    }
}

fn tell_missing(plan: &Plan, report: &mut Report) {
    let mut tell = |missing: bool, place: Place, message: &str| {
        if missing {
            report.note(NoteKind::Missing, 0, Some(place), "", message);
        }
    };
    let attached = plan.decision.is_some();
    tell(
        plan.agency.is_empty() && !attached,
        Place::Agency(0),
        "Không thấy tên cơ quan ban hành; hãy điền vào.",
    );
    tell(
        symbol_of(plan).is_empty() && !attached,
        Place::Number,
        "Không thấy số, ký hiệu; hãy điền vào.",
    );
    tell(
        plan.place.is_empty() && !attached,
        Place::Date,
        "Không thấy địa danh và ngày tháng năm; hãy điền vào.",
    );
    tell(
        plan.recipients.is_empty() && plan.archive.units.is_empty() && !attached,
        Place::Recipient(0),
        "Không thấy “Nơi nhận”; hãy điền vào.",
    );
    tell(
        plan.signatures.iter().all(|signature| signature.lines().is_empty()) && !attached,
        Place::Signature(0),
        "Không thấy quyền hạn, chức vụ và họ tên người ký; hãy điền vào.",
    );
}

/// The reader's own check that no word is lost on the way.
fn tell_lost(everything: &str, before: usize, imported: &mut Imported) {
    let kept = imported.report.dropped.split_off(before);
    let own = std::mem::replace(&mut imported.report.dropped, kept);
    let lost = words::lost_words(everything, imported);
    let kept = std::mem::replace(&mut imported.report.dropped, own);
    imported.report.dropped.extend(kept);
    if !lost.is_empty() {
        let words = lost.join(" ");
        imported.report.puzzled(0, &words, None);
        imported.report.note(
            NoteKind::Lost,
            0,
            None,
            &words,
            format!(
                "Có {} chữ của văn bản gốc không vào được kế hoạch; hãy đối chiếu lại.",
                lost.len()
            ),
        );
    }
}
