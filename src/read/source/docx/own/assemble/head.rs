//! The head of our own paper: letterhead, marks, the type's name, the decision it is issued with.

use strum::IntoEnumIterator as _;

use crate::compose::forms;
use crate::model::Place;
use crate::read::DropKind;
use crate::read::recognise::titles::title;
use crate::standard::{MOTTO, NATIONAL_NAME, StyleName};
use crate::standard::{circulation_mark, secrecy_mark, urgency_mark};
use crate::vietnamese::plain_fold;

use super::super::collect::{Line, Rows};
use super::{Assembly, add_line, shown};

impl Assembly<'_> {
    pub(super) fn letterhead_table(&mut self, rows: &Rows) -> Option<()> {
        for line in rows.lines() {
            match line.style {
                Some(name) if !line.text.is_blank() => self.letterhead(name, line)?,
                None if !line.text.is_blank() => return None,
                _ => {}
            }
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
                self.put(Place::ParentAgency(self.plan.parent_agency.len()), line.number);
                self.plan.parent_agency.push(words.to_owned());
            }
            StyleName::Agency => {
                self.put(Place::Agency(self.plan.agency.len()), line.number);
                self.plan.agency.push(words.to_owned());
            }
            StyleName::Number => {
                self.put(Place::Number, line.number);
                let (number, symbol) = forms::number(words);
                let kept = format!("{} {symbol}", shown(number));
                self.drop_rest(DropKind::Fixed, line.number, words, &kept);
                self.plan.number = number;
                self.plan.number_digits = forms::number_digits(words);
                // Its type is not known yet.
                self.plan.symbol = symbol;
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
                (self.plan.place, self.plan.date) = (place, date);
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
        let plan = &mut self.plan;
        if is("DỰ THẢO") {
            plan.draft_mark = true;
        } else if let Some(found) = Secrecy::iter().find(|mark| is(secrecy_mark(*mark).0)) {
            plan.secrecy = Some(found);
        } else if let Some(found) = Urgency::iter().find(|mark| is(urgency_mark(*mark).0)) {
            plan.urgency = Some(found);
        } else {
            let found = Circulation::iter().find(|mark| is(circulation_mark(*mark).0))?;
            plan.circulation = Some(found);
        }
        Some(())
    }

    pub(super) fn type_name(&mut self, line: &Line) -> Option<()> {
        let words = line.text.words();
        let (kind, length) = title(words.trim()).filter(|_| !self.titled)?;
        if length < words.trim().chars().count() {
            return None;
        }
        self.titled = true;
        self.put(Place::Type, line.number);
        self.plan.document_type = kind;
        let symbol = std::mem::take(&mut self.plan.symbol);
        (self.plan.abbreviation, self.plan.symbol) = forms::symbol(&symbol, kind);
        if self.plan.abbreviation.is_empty() && self.plan.symbol.is_empty() {
            // The type's abbreviation alone is written by the paper.
            self.report.drop_words(DropKind::Fixed, line.number, &symbol);
        }
        self.report.drop_words(DropKind::Fixed, line.number, &words);
        Some(())
    }

    pub(super) fn decision(&mut self, line: Line) {
        let words = line.text.words();
        let Some(decision) = forms::decision(&words) else {
            // A line of her own below the title.
            self.put(Place::Subject, line.number);
            return add_line(&mut self.plan.subject, line.text);
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
        self.plan.decision = Some(decision);
    }
}
