//! The head of our own paper: letterhead, marks, the type's name, the decision it is issued with.

use strum::IntoEnumIterator as _;

use crate::compose::forms;
use crate::model::{DocumentType, Place};
use crate::read::DropKind;
use crate::standard::{MOTTO, NATIONAL_NAME, StyleName, agency_in_sentence};
use crate::standard::{circulation_mark, secrecy_mark, urgency_mark};
use crate::vietnamese::plain_fold;

use super::super::collect::{Line, Rows};
use super::{Assembly, add_line, shown, without_emphasis};

impl Assembly<'_> {
    pub(super) fn letterhead_table(&mut self, rows: &Rows) -> Option<()> {
        let subject = |line: &Line| line.style == Some(StyleName::LetterSubject);
        let is_letter = rows.lines().any(subject);
        for line in rows.lines() {
            match line.style {
                Some(name) if !line.text.is_blank() => self.letterhead(name, line)?,
                None if !line.text.is_blank() => return None,
                _ => {}
            }
        }
        if is_letter {
            self.titled = true;
            self.kind(DocumentType::OfficialLetter, rows.number);
        }
        Some(())
    }

    pub(super) fn letterhead(&mut self, name: StyleName, line: &Line) -> Option<()> {
        let words = line.text.words();
        let words = words.trim();
        match name {
            StyleName::NationalName | StyleName::Motto => {
                let fixed = if name == StyleName::Motto { MOTTO } else { NATIONAL_NAME };
                let same = plain_fold(words) == plain_fold(fixed);
                self.report.drop_words(DropKind::Fixed, line.number, words);
                return same.then_some(());
            }
            StyleName::ParentAgency => {
                self.put(Place::ParentAgency(self.document.parent_agency.len()), line.number);
                self.document.parent_agency.push(words.to_owned());
            }
            StyleName::Agency => {
                self.put(Place::Agency(self.document.agency.len()), line.number);
                self.document.agency.push(words.to_owned());
            }
            StyleName::Number => {
                self.put(Place::Number, line.number);
                let (number, symbol) = forms::number(words);
                let kept = format!("{} {symbol}", shown(number));
                self.drop_rest(DropKind::Fixed, line.number, words, &kept);
                self.document.number = number;
                self.document.number_digits = forms::number_digits(words);
                // Its type is not known yet.
                self.document.symbol = symbol;
            }
            StyleName::Date => {
                self.put(Place::Date, line.number);
                let (place, date) = forms::place_and_date(words);
                let kept = format!(
                    "{place} {} {} {}",
                    shown(date.day),
                    shown(date.month),
                    shown(date.year)
                );
                self.drop_rest(DropKind::Fixed, line.number, words, &kept);
                (self.document.place, self.document.date) = (place, date);
            }
            StyleName::LetterSubject => {
                let mut text = without_emphasis(line.text.clone(), name);
                let lead = words.chars().take_while(|letter| !letter.is_whitespace()).count();
                if plain_fold(words).starts_with("v/v") {
                    self.report.drop_words(DropKind::Fixed, line.number, "V/v");
                    text = text.split_off((lead + 1).min(text.len()));
                    text.trim();
                }
                add_line(&mut self.document.subject, text);
                self.put(Place::Subject, line.number);
            }
            StyleName::Mark | StyleName::DraftMark => {
                self.mark(words)?;
                self.put(Place::Marks, line.number);
                self.report.drop_words(DropKind::Fixed, line.number, words);
            }
            StyleName::Separator => {}
            _ => return None,
        }
        Some(())
    }

    /// Ô 10, 11 and "DỰ THẢO".
    pub(super) fn mark(&mut self, words: &str) -> Option<()> {
        use crate::model::{Circulation, Secrecy, Urgency};

        let words = plain_fold(words);
        let is = |mark: &str| plain_fold(mark) == words;
        let document = &mut self.document;
        if is("DỰ THẢO") {
            document.draft_mark = true;
        } else if let Some(found) = Secrecy::iter().find(|mark| is(secrecy_mark(*mark).0)) {
            document.secrecy = Some(found);
        } else if let Some(found) = Urgency::iter().find(|mark| is(urgency_mark(*mark).0)) {
            document.urgency = Some(found);
        } else {
            let found = Circulation::iter().find(|mark| is(circulation_mark(*mark).0))?;
            document.circulation = Some(found);
        }
        Some(())
    }

    pub(super) fn type_name(&mut self, line: &Line) -> Option<()> {
        let words = line.text.words();
        let kind = forms::document_type(&words).filter(|_| !self.titled)?;
        self.titled = true;
        self.put(Place::Type, line.number);
        self.kind(kind, line.number);
        self.report.drop_words(DropKind::Fixed, line.number, &words);
        Some(())
    }

    /// The type is known, and with it what of the symbol is its own.
    fn kind(&mut self, kind: DocumentType, number: usize) {
        self.document.document_type = kind;
        let symbol = std::mem::take(&mut self.document.symbol);
        (self.document.abbreviation, self.document.symbol) = forms::symbol(&symbol, kind);
        if self.document.abbreviation.is_empty() && self.document.symbol.is_empty() {
            // The type's abbreviation alone is written by the paper.
            self.report.drop_words(DropKind::Fixed, number, &symbol);
        }
    }

    /// "Kính gửi: …", "… điện:", "… trân trọng kính mời: …", a name of the list below.
    pub(super) fn addressee(&mut self, line: &Line) -> Option<()> {
        let words = line.text.words();
        let mut named = String::new();
        let kept: Vec<String> = match line.style? {
            StyleName::SalutationHead => Vec::new(),
            StyleName::Salutation => {
                match (forms::salutation(&words), forms::sender(&words)) {
                    (Some(name), _) => vec![name],
                    (None, Some(sender)) => {
                        self.put(Place::Competence, line.number);
                        self.drop_rest(DropKind::Fixed, line.number, &words, &sender);
                        self.document.competence = sender;
                        return Some(());
                    }
                    (None, None) => return None,
                }
            }
            StyleName::Invitation => {
                let (host, guests) = forms::guests(&words)?;
                if host != agency_in_sentence(&self.document.agency) {
                    self.put(Place::Competence, line.number);
                    self.document.competence.clone_from(&host);
                    named = host;
                }
                guests
            }
            _ => forms::addressee(&words).into_iter().collect(),
        };
        self.drop_rest(
            DropKind::Fixed,
            line.number,
            &words,
            &format!("{named} {}", kept.join(" ")),
        );
        self.put(Place::Addressee(self.document.addressees.len()), line.number);
        self.document.addressees.extend(kept);
        Some(())
    }

    pub(super) fn decision(&mut self, line: Line) {
        let words = line.text.words();
        let Some(decision) = forms::decision(&words) else {
            // A line of her own below the title.
            self.put(Place::Subject, line.number);
            return add_line(&mut self.document.subject, line.text);
        };
        let date = decision.date;
        let kept = format!(
            "{} {} {} {} {} {} {}",
            decision.document,
            shown(decision.number),
            decision.symbol,
            shown(date.day),
            shown(date.month),
            shown(date.year),
            decision.issuer
        );
        self.drop_rest(DropKind::Fixed, line.number, &words, &kept);
        self.put(Place::Decision, line.number);
        self.document.decision = Some(decision);
    }
}
