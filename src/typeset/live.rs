//! The pages of a plan while it is written.
//!
//! A page that begins with a new paragraph does not know of the pages before it, and a page whose
//! paragraphs have not changed is the page it was. So at each key only the pages around the change
//! are set, from one that begins with a paragraph up to one that begins as it did before; the
//! others are kept. The pages are those of [`Typesetter`], line for line.

use std::sync::Arc;

use crate::compose::Paper;

use super::change::{self, Change};
use super::company;
use super::index::{self, SetPage};
use super::setter::{Part, Setter};
use super::units::Units;
use super::{Pages, STRAYS, TypesetError, Typesetter, notes};

/// How many units of a sheet that nothing is known of are set at first; some pages.
const FIRST_UNITS: usize = 40;
/// How many times as many are set at once later. The typesetter's time for footnotes in tables grows
/// with the square of them.
const FARTHEST: usize = 8;
/// The most paragraphs of table cells that are set at once, some pages of a table of eight columns: a
/// table whose columns have changed is set anew from end to end, and in one go it would take as much memory
/// as all that was ever set of it.
const MOST_IN_CELLS: usize = 400;

/// Sets the same paper again and again while it changes a little.
#[derive(Debug)]
pub struct Live {
    setter: Setter,
    last: Option<Last>,
    /// For papers that are set as a whole; made when the first one comes.
    whole: Option<Typesetter>,
}

/// What was set last.
#[derive(Debug)]
struct Last {
    paper: Arc<Paper>,
    sheets: Vec<Vec<Arc<SetPage>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

impl Live {
    /// Creates one that has set nothing yet.
    pub fn new() -> Self {
        Self { setter: Setter::new(), last: None, whole: None }
    }

    /// Sets a paper; the less it differs from the last one, the quicker.
    ///
    /// # Errors
    /// [`TypesetError::Template`] when the template fails, which no plan should bring about.
    pub fn typeset(&mut self, paper: Paper) -> Result<Pages, TypesetError> {
        self.typeset_showing(paper, &mut |_| {})
    }

    /// Sets a paper as [`Live::typeset`] does. Where that takes a while, because a line more moves
    /// all that follows, the pages that are ready are handed out in between, from the first one on.
    ///
    /// # Errors
    /// As [`Live::typeset`].
    pub fn typeset_showing(
        &mut self,
        paper: Paper,
        show: &mut dyn FnMut(&Pages),
    ) -> Result<Pages, TypesetError> {
        if paper.sheets.iter().any(change::repeats_notes) {
            self.last = None;
            return self.whole.get_or_insert_default().typeset(&paper);
        }
        let paper = Arc::new(paper);
        let pages = self.with_notes(&paper, show)?;
        let (pages, _) = company::find(&paper, pages, &mut |other| {
            self.with_notes(other.unwrap_or(&paper), show)
        })?;
        Setter::tidy();
        Ok(pages)
    }

    /// Sets a paper, and again as long as a footnote can be brought to the page of its mark.
    fn with_notes(
        &mut self,
        paper: &Arc<Paper>,
        show: &mut dyn FnMut(&Pages),
    ) -> Result<Pages, TypesetError> {
        let mut pages = self.follow(paper, show)?;
        let mut paper = Arc::clone(paper);
        for _ in 0..STRAYS {
            let misplaced = notes::is_misplaced(&pages);
            if !misplaced || !notes::bring_back(Arc::make_mut(&mut paper), &pages) {
                break;
            }
            pages = self.follow(&paper, show)?;
        }
        Ok(pages)
    }

    fn follow(
        &mut self,
        paper: &Arc<Paper>,
        show: &mut dyn FnMut(&Pages),
    ) -> Result<Pages, TypesetError> {
        let last = self.last.take().filter(|last| last.paper.page == paper.page);
        let mut sheets = Vec::with_capacity(paper.sheets.len());
        let (mut notes, mut old_notes) = (0, 0);
        for (number, sheet) in paper.sheets.iter().enumerate() {
            let units = Units::of(sheet);
            let counts = units.notes();
            let before = last.as_ref().and_then(|last| {
                let old = Units::of(last.paper.sheets.get(number)?);
                let before = Before {
                    pages: last.sheets.get(number)?,
                    change: Change::between(&old, &units),
                    notes: old.notes(),
                    notes_before: old_notes,
                };
                old_notes += before.notes.last().copied().unwrap_or_default();
                change::alike(old.sheet(), sheet).then_some(before)
            });
            let mut setting = Setting {
                setter: &mut self.setter,
                paper,
                units: &units,
                notes_before: notes,
                notes: &counts,
                before,
                pages: Vec::new(),
                at: 0,
                reach: 1,
                tries: 0,
            };
            setting.run(&mut |pages| {
                let mut ready = sheets.clone();
                ready.push(pages.to_vec());
                show(&Pages::of_sheets(&ready, Arc::clone(paper)));
            })?;
            sheets.push(setting.pages);
            notes += counts.last().copied().unwrap_or_default();
        }
        let pages = Pages::of_sheets(&sheets, Arc::clone(paper));
        self.last = Some(Last { paper: Arc::clone(paper), sheets });
        Ok(pages)
    }
}

/// A sheet as it was set before.
struct Before<'a> {
    pages: &'a [Arc<SetPage>],
    change: Change,
    /// Footnotes of the sheet before each unit.
    notes: Vec<usize>,
    /// Footnotes of the sheets before.
    notes_before: usize,
}

/// A sheet that is being set.
struct Setting<'a> {
    setter: &'a mut Setter,
    paper: &'a Paper,
    units: &'a Units<'a>,
    notes_before: usize,
    notes: &'a [usize],
    before: Option<Before<'a>>,
    /// The pages so far.
    pages: Vec<Arc<SetPage>>,
    /// The unit that the next page begins with.
    at: usize,
    /// How many beginnings of old pages are looked for at once.
    reach: usize,
    /// How often pages were set since old ones were kept. Those that are ready are shown when the
    /// first attempt has not led back to old pages.
    tries: usize,
}

impl Setting<'_> {
    fn run(&mut self, show: &mut dyn FnMut(&[Arc<SetPage>])) -> Result<(), TypesetError> {
        loop {
            self.keep();
            if self.at >= self.units.len() && !self.pages.is_empty() {
                return Ok(());
            }
            self.set(show)?;
        }
    }

    /// Takes over the old pages from here to the last one before the next change.
    fn keep(&mut self) {
        let Some(before) = &self.before else { return };
        let first = self.pages.len();
        if !self.is_as_before(first, self.at) {
            return;
        }
        let (end, at) = match before.change.next(self.at) {
            None => (before.pages.len(), self.units.len()),
            Some(next) => {
                let opens = |page: usize| {
                    let unit = before.change.new_of(before.pages[page].opens?)?;
                    (self.units.chain_end(unit) <= next).then_some((page, unit))
                };
                let last = (first + 1..before.pages.len()).filter_map(opens).next_back();
                let Some(last) = last else { return };
                last
            }
        };
        let same_notes = self.notes_before + self.notes[self.at]
            == before.notes_before
                + before.change.old_of(self.at).map_or(0, |at| before.notes[at]);
        if !same_notes && self.notes[self.at] != self.notes[at] {
            return;
        }
        let kept = before.pages[first..end].iter();
        let kept: Vec<_> = kept.map(|page| page.moved(&before.change, self.units)).collect();
        self.pages.extend(kept);
        self.at = at;
        self.reach = 1;
        self.tries = 0;
    }

    /// Whether a page begins with a unit in the old sheet and has the same number.
    fn is_as_before(&self, page: usize, unit: usize) -> bool {
        self.before.as_ref().is_some_and(|before| {
            let old = before.pages.get(page).and_then(|page| page.opens);
            old.is_some() && old == before.change.old_of(unit)
        })
    }

    /// Sets some pages from here, as far as the old pages may go on afterwards.
    fn set(&mut self, show: &mut dyn FnMut(&[Arc<SetPage>])) -> Result<(), TypesetError> {
        let count = self.units.len();
        let mut end = self.goal();
        loop {
            let part = Part {
                units: self.units,
                range: self.at..end,
                start: 1 - i64::try_from(self.pages.len()).unwrap_or(0),
                notes: self.notes_before + self.notes[self.at],
            };
            let document = self.setter.set(self.paper, std::slice::from_ref(&part))?;
            let (set, _) = index::read(document.pages(), std::slice::from_ref(&part));
            let set: Vec<_> = set.into_iter().map(Arc::new).collect();
            if end < count && (self.tries > 0 || self.before.is_none()) {
                // What comes behind may still change the last of them.
                let ready = set.split_last().map_or(&[][..], |(_, ready)| ready);
                show(&[&self.pages, ready].concat());
            }
            self.tries += 1;
            if let Some((pages, unit)) = self.join(&set, end) {
                self.pages.extend(set.into_iter().take(pages));
                self.at = unit;
                self.reach = (self.reach * 2).min(FARTHEST);
                return Ok(());
            }
            if end == count {
                self.pages.extend(set);
                self.at = count;
                return Ok(());
            }
            end = (end + (end - self.at)).min(count);
        }
    }

    /// How far to set: to the beginning of an old page after the next change.
    fn goal(&self) -> usize {
        let Some(before) = &self.before else {
            let end = (self.at + FIRST_UNITS * self.reach).min(self.units.len());
            return end.min(self.bearable(self.at));
        };
        let change = before.change.next(self.at).unwrap_or(self.at);
        let count = self.bearable(change);
        before
            .pages
            .iter()
            .filter_map(|page| before.change.new_of(page.opens?))
            .filter(|unit| *unit > change)
            .map(|unit| (unit, self.units.chain_end(unit)))
            .filter(|(unit, end)| before.change.is_calm(*unit..*end))
            .nth(self.reach - 1)
            .map_or(count, |(_, end)| end.min(count))
    }

    /// Where units end that are not too many to be set at once, counted from one of them.
    fn bearable(&self, from: usize) -> usize {
        let mut left = MOST_IN_CELLS;
        let fits = |unit: &usize| {
            let cells = self.units.in_cells(*unit);
            let fits = cells <= left;
            left = left.saturating_sub(cells);
            fits
        };
        // One that is too large by itself is set all the same.
        let count = (from..self.units.len()).take_while(fits).count().max(1);
        (from + count).min(self.units.len())
    }

    /// How many of the pages just set to take, and the unit that the next one begins with: where
    /// the old pages go on, or else where the last page begins that nothing to come can change.
    fn join(&self, set: &[Arc<SetPage>], end: usize) -> Option<(usize, usize)> {
        let decided = || {
            set.iter().enumerate().skip(1).filter_map(|(number, page)| {
                let unit = page.opens?;
                let sure = self.units.chain_end(unit);
                (sure <= end).then_some((number, unit, sure))
            })
        };
        let joins = decided().find(|(number, unit, sure)| {
            self.is_as_before(self.pages.len() + number, *unit)
                && self
                    .before
                    .as_ref()
                    .is_some_and(|before| before.change.is_calm(*unit..*sure))
        });
        if let Some((number, unit, _)) = joins {
            return Some((number, unit));
        }
        if end == self.units.len() {
            return None;
        }
        decided().next_back().map(|(number, unit, _)| (number, unit))
    }
}
