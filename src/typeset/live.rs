//! The pages of a plan while it is written.
//!
//! A page that begins with a new paragraph does not know of the pages before it, and a page whose
//! paragraphs have not changed is the page it was. So at each key only the pages around the change
//! are set, from one that begins with a paragraph up to one that begins as it did before; the
//! others are kept. The pages are those of [`super::Typesetter`], line for line.
//!
//! A table whose columns change moves from its head on, which takes a second where it is long. Then
//! the pages that are looked at come first, and the others when she pauses.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use crate::compose::{Paper, Sheet};

use super::change::{self, Change};
use super::company;
use super::index::{self, SetPage};
use super::notes::{self, Mend};
use super::setter::{Part, Setter};
use super::units::Units;
use super::{Pages, TypesetError};

/// How many units of a sheet that nothing is known of are set at first; some pages.
const FIRST_UNITS: usize = 40;
/// How many times as many are set at once later. The typesetter's time for footnotes in tables grows
/// with the square of them.
const FARTHEST: usize = 8;
/// The most paragraphs of table cells that are set at once, some pages of a table of eight columns: a
/// table whose columns have changed is set anew from end to end, and in one go it would take as much memory
/// as all that was ever set of it.
const MOST_IN_CELLS: usize = 250;
/// So many units more than stood on the pages that are looked at are set with them: rows may have become lower.
const SPARE_UNITS: usize = 2;

/// Pages that are ready while others are still being set.
#[derive(Clone, Copy, Debug)]
pub enum Ready<'a> {
    /// The first pages of the paper, as they are now.
    Front(&'a Pages),
    /// All pages: those that are looked at say what the paper says now, but may begin a row too early or too late;
    /// the others are as they were.
    Around(&'a Pages),
}

/// Takes pages that are ready; may break the setting off, because the paper has changed again.
pub type Show<'s> = dyn FnMut(Ready<'_>) -> ControlFlow<()> + 's;

/// Sets the same paper again and again while it changes a little.
#[derive(Debug)]
pub struct Live {
    setter: Setter,
    last: Option<Last>,
    /// Whether something was set since what is no longer used was forgotten.
    is_untidy: bool,
}

/// The pages of a sheet.
type SheetPages = Vec<Arc<SetPage>>;
/// What brought the footnotes of a sheet to their marks.
type SheetMends = Vec<Mend>;

/// What was set last.
#[derive(Debug)]
struct Last {
    paper: Arc<Paper>,
    sheets: Vec<SheetPages>,
    mends: Vec<SheetMends>,
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

impl Live {
    /// Creates one that has set nothing yet.
    pub fn new() -> Self {
        Self { setter: Setter::new(), last: None, is_untidy: false }
    }

    /// Sets a paper; the less it differs from the last one, the quicker.
    ///
    /// # Errors
    /// [`TypesetError::Template`] when the template fails, which no plan should bring about.
    pub fn typeset(&mut self, paper: Paper) -> Result<Pages, TypesetError> {
        let pages = self.typeset_showing(paper, 0..0, &mut |_| ControlFlow::Continue(()));
        self.tidy();
        pages
    }

    /// Forgets what has not been used for a while, which takes some milliseconds: for after the pages have been shown. The
    /// next paper has it done where it was not.
    pub fn tidy(&mut self) {
        if std::mem::take(&mut self.is_untidy) {
            Setter::tidy();
        }
    }

    /// Sets a paper as [`Live::typeset`] does. Where that takes a while, because much moves, pages that are ready
    /// are handed out in between: from the first one on, or, where the columns of a table have moved, those of `looked_at`,
    /// counted from 0 among the pages set last.
    ///
    /// # Errors
    /// As [`Live::typeset`]; [`TypesetError::Overtaken`] where `show` broke it off. What was set
    /// before is then known as before.
    pub fn typeset_showing(
        &mut self,
        paper: Paper,
        looked_at: Range<usize>,
        show: &mut Show<'_>,
    ) -> Result<Pages, TypesetError> {
        self.tidy();
        self.is_untidy = true;
        let paper = Arc::new(paper);
        if let Some(pages) = self.around(&paper, looked_at)? {
            handed(show(Ready::Around(&pages)))?;
        }
        let pages = self.follow(&paper, show)?;
        let (pages, _) = company::find(&paper, pages, &mut |other| {
            self.follow(other.unwrap_or(&paper), show)
        })?;
        Ok(pages)
    }

    /// All pages, those that are looked at set anew from where the first of them began; none where setting
    /// everything that changes takes no longer.
    fn around(
        &mut self,
        paper: &Arc<Paper>,
        looked_at: Range<usize>,
    ) -> Result<Option<Pages>, TypesetError> {
        let moved = |last: &&Last| {
            last.paper.page == paper.page
                && change::moves_columns(&last.paper.sheets, &paper.sheets)
        };
        let Some(last) = self.last.as_ref().filter(moved) else { return Ok(None) };
        let mut sheets = last.sheets.clone();
        let (mut notes, mut passed) = (0, 0);
        for (number, sheet) in paper.sheets.iter().enumerate() {
            let (Some(old_sheet), Some(old)) =
                (last.paper.sheets.get(number), last.sheets.get(number))
            else {
                return Ok(None);
            };
            let units = Units::of(sheet);
            let counts = units.notes();
            if looked_at.start >= passed + old.len() {
                passed += old.len();
                notes += counts.last().copied().unwrap_or_default();
                continue;
            }
            let old_units = Units::of(old_sheet);
            let change = Change::between(&old_units, &units);
            let pages = looked_at.start - passed..(looked_at.end - passed).min(old.len());
            let Some(late) = late(&change, old, &units, pages) else { return Ok(None) };
            if !change::alike(old_sheet, sheet) {
                return Ok(None);
            }
            let part = Part {
                units: &units,
                range: late.units.clone(),
                start: 1 - i64::try_from(late.first).unwrap_or(0),
                notes: notes + counts[late.units.start],
            };
            let document = self.setter.set(paper, std::slice::from_ref(&part))?;
            let (set, _) = index::read(document.pages(), std::slice::from_ref(&part));
            sheets[number] = old.iter().map(|page| page.moved(&change, &units)).collect();
            // What no longer fits on them stands on the pages after.
            let end = (late.first + set.len()).min(old.len());
            sheets[number].splice(late.first..end, set.into_iter().map(Arc::new));
            return Ok(Some(Pages::of_sheets(&sheets, Arc::clone(paper))));
        }
        Ok(None)
    }

    /// A paper whose footnotes stand with their marks.
    pub(super) fn mended(&mut self, paper: &Paper) -> Result<Paper, TypesetError> {
        let paper = Arc::new(paper.clone());
        self.follow(&paper, &mut |_| ControlFlow::Continue(()))?;
        let set = self.last.as_ref().map(|last| as_set(&paper, &last.sheets, &last.mends));
        Ok(Arc::unwrap_or_clone(set.unwrap_or(paper)))
    }

    /// Sets what has changed since the last time. What breaks it off leaves what was known.
    fn follow(
        &mut self,
        paper: &Arc<Paper>,
        show: &mut Show<'_>,
    ) -> Result<Pages, TypesetError> {
        let last = self.last.take();
        let (sheets, mends) = match self.set_sheets(paper, last.as_ref(), show) {
            Ok(set) => set,
            Err(TypesetError::Overtaken) => {
                self.last = last;
                return Err(TypesetError::Overtaken);
            }
            Err(error) => return Err(error),
        };
        let pages = Pages::of_sheets(&sheets, as_set(paper, &sheets, &mends));
        self.last = Some(Last { paper: Arc::clone(paper), sheets, mends });
        Ok(pages)
    }

    fn set_sheets(
        &mut self,
        paper: &Arc<Paper>,
        last: Option<&Last>,
        show: &mut Show<'_>,
    ) -> Result<(Vec<SheetPages>, Vec<SheetMends>), TypesetError> {
        let last = last.filter(|last| last.paper.page == paper.page);
        let mut sheets = Vec::with_capacity(paper.sheets.len());
        let mut mends = Vec::with_capacity(paper.sheets.len());
        let (mut notes, mut old_notes) = (0, 0);
        for (number, sheet) in paper.sheets.iter().enumerate() {
            let units = Units::of(sheet);
            let counts = units.notes();
            let before = last.and_then(|last| {
                let old = Units::of(last.paper.sheets.get(number)?);
                let before = Before {
                    pages: last.sheets.get(number)?,
                    change: Change::between(&old, &units),
                    notes: old.notes(),
                    notes_before: old_notes,
                    mends: last.mends.get(number)?,
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
                mended: None,
                mends: Vec::new(),
                pages: Vec::new(),
                at: 0,
                reach: 1,
                tries: 0,
            };
            setting.run(&mut |pages| {
                let mut ready = sheets.clone();
                ready.push(pages.to_vec());
                show(Ready::Front(&Pages::of_sheets(&ready, Arc::clone(paper))))
            })?;
            sheets.push(setting.pages);
            mends.push(setting.mends);
            notes += counts.last().copied().unwrap_or_default();
        }
        Ok((sheets, mends))
    }
}

/// A paper with what brings the footnotes of each sheet to their marks. A table with footnotes has each of its pages begin
/// with the row that it begins with here: set as a whole the typesetter now and then reckons otherwise than from
/// the top of a page on, and its time grows with the square of the pages.
fn as_set(
    paper: &Arc<Paper>,
    sheets: &[Vec<Arc<SetPage>>],
    mends: &[Vec<Mend>],
) -> Arc<Paper> {
    let mut paper = Arc::clone(paper);
    for (number, (pages, mends)) in sheets.iter().zip(mends).enumerate() {
        let units = Units::of(&paper.sheets[number]);
        let opens = pages.iter().skip(1).filter_map(|page| page.opens);
        let opens = opens.filter(|unit| units.has_notes_in_cells(*unit)).map(Mend::page_with);
        for mend in opens.collect::<Vec<_>>().iter().chain(mends) {
            mend.apply(&mut Arc::make_mut(&mut paper).sheets[number]);
        }
    }
    paper
}

/// Goes on, unless whoever took the pages wants no more of them.
fn handed(answer: ControlFlow<()>) -> Result<(), TypesetError> {
    match answer {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(TypesetError::Overtaken),
    }
}

/// Pages of a sheet that are set before the others, and the units that are set for them.
struct Late {
    /// The first of the pages.
    first: usize,
    units: Range<usize>,
}

/// Some pages of a changed sheet, where something on them changes and much beside them does.
fn late(
    change: &Change,
    old: &[Arc<SetPage>],
    units: &Units<'_>,
    pages: Range<usize>,
) -> Option<Late> {
    let opens = |page: usize| change.new_of(old.get(page)?.opens?);
    let first = (0..=pages.start).rev().find(|page| opens(*page).is_some())?;
    let begin = opens(first)?;
    // Where all that changes is set in one go, nothing waits.
    let change_begins = change.next(0)?;
    if units.bearable(change_begins, MOST_IN_CELLS) == units.len() {
        return None;
    }
    let end = (pages.end..old.len()).find_map(opens).unwrap_or(units.len());
    if begin >= end || change.is_calm(begin..end) {
        return None;
    }
    let end = units.chain_end((end + SPARE_UNITS).min(units.len()));
    let end = end.min(units.bearable(begin, MOST_IN_CELLS));
    Some(Late { first, units: begin..end })
}

/// Takes the pages of a sheet that are ready.
type ShowFront<'s> = dyn FnMut(&[Arc<SetPage>]) -> ControlFlow<()> + 's;

/// A sheet as it was set before.
struct Before<'a> {
    pages: &'a [Arc<SetPage>],
    change: Change,
    /// Footnotes of the sheet before each unit.
    notes: Vec<usize>,
    /// Footnotes of the sheets before.
    notes_before: usize,
    mends: &'a [Mend],
}

/// A sheet that is being set.
struct Setting<'a> {
    setter: &'a mut Setter,
    paper: &'a Paper,
    units: &'a Units<'a>,
    notes_before: usize,
    notes: &'a [usize],
    before: Option<Before<'a>>,
    /// The sheet with what brings its footnotes to their marks, as far as that is known; none where nothing is
    /// needed.
    mended: Option<Box<Sheet>>,
    /// What that is.
    mends: Vec<Mend>,
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
    fn run(&mut self, show: &mut ShowFront<'_>) -> Result<(), TypesetError> {
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
        if (!same_notes && self.notes[self.at] != self.notes[at]) || !self.repeats_the_same() {
            return;
        }
        let kept = before.pages[first..end].iter();
        let kept: Vec<_> = kept.map(|page| page.moved(&before.change, self.units)).collect();
        let mends = before.mends.iter().filter_map(|mend| mend.moved(&before.change));
        let mends: Vec<_> = mends.filter(|mend| mend.is_between(self.at, at)).collect();
        self.pages.extend(kept);
        self.at = at;
        self.reach = 1;
        self.tries = 0;
        for mend in mends {
            // Where it is known already it was found again.
            if mend.apply(self.mended()) {
                self.mends.push(mend);
            }
        }
    }

    /// Whether the page here repeats the marks of footnotes in a table's head with the numbers that they had.
    fn repeats_the_same(&self) -> bool {
        let (Some(before), Some(head)) = (&self.before, self.units.noted_head(self.at)) else {
            return true;
        };
        before.change.old_of(head).is_some_and(|old| {
            before.notes_before + before.notes[old] == self.notes_before + self.notes[head]
        })
    }

    fn mended(&mut self) -> &mut Sheet {
        self.mended.get_or_insert_with(|| Box::new(self.units.sheet().clone()))
    }

    /// Of some pages and the unit that the next one begins with those that would be the same, set each from its top on:
    /// of a table with footnotes one page at a time.
    fn alike_from_the_top(&self, set: &[Arc<SetPage>], all: (usize, usize)) -> (usize, usize) {
        let (pages, unit) = all;
        let tops = set.iter().enumerate().take(pages).skip(1).filter_map(|(at, page)| {
            let opens = page.opens.filter(|opens| self.units.chain_end(*opens) <= unit)?;
            Some((at, opens))
        });
        let noted = |pages: &[Arc<SetPage>]| {
            let mut marks = pages.iter().flat_map(|page| page.marked.iter().flatten());
            marks.any(|mark| self.units.in_cells(mark.unit) > 0)
        };
        let tops: Vec<_> = tops.chain([all]).collect();
        // The first stretch, and those without such notes that follow one without.
        let more = tops.windows(2).take_while(|pair| {
            !noted(&set[..pair[0].0]) && !noted(&set[pair[0].0..pair[1].0])
        });
        tops[more.count()]
    }

    /// Takes pages that were just set, the next one beginning with this unit. Where a footnote on them is not on the page
    /// of its mark, only those before are taken, and the rest is set again.
    fn take(&mut self, mut set: Vec<Arc<SetPage>>, pages: usize, unit: usize) {
        let (pages, unit) = self.alike_from_the_top(&set, (pages, unit));
        set.truncate(pages);
        let sheet = self.mended.as_deref().unwrap_or(self.units.sheet());
        if let Some((mend, first)) = notes::needed(sheet, &self.paper.page, &set)
            && mend.apply(self.mended())
        {
            self.mends.push(mend);
            let opens = |page: &usize| {
                set[*page].opens.is_some_and(|opens| self.units.chain_end(opens) <= unit)
            };
            let first = (1..=first).rev().find(opens).unwrap_or(0);
            self.at = set[first].opens.filter(|_| first > 0).unwrap_or(self.at);
            self.pages.extend(set.drain(..first));
            return;
        }
        self.pages.extend(set);
        self.at = unit;
    }

    /// Whether a page begins with a unit in the old sheet and has the same number.
    fn is_as_before(&self, page: usize, unit: usize) -> bool {
        self.before.as_ref().is_some_and(|before| {
            let old = before.pages.get(page).and_then(|page| page.opens);
            old.is_some() && old == before.change.old_of(unit)
        })
    }

    /// Sets some pages from here, as far as the old pages may go on afterwards.
    fn set(&mut self, show: &mut ShowFront<'_>) -> Result<(), TypesetError> {
        let count = self.units.len();
        let mut end = self.goal();
        let sheet = self.mended.clone();
        let mended = sheet.as_deref().map(Units::of);
        loop {
            let part = Part {
                units: mended.as_ref().unwrap_or(self.units),
                range: self.at..end,
                start: 1 - i64::try_from(self.pages.len()).unwrap_or(0),
                notes: self.notes_before + self.notes[self.at],
            };
            let document = self.setter.set(self.paper, std::slice::from_ref(&part))?;
            if self.before.is_none() && part.in_cells() > 0 {
                Setter::forget();
            }
            let (set, _) = index::read(document.pages(), std::slice::from_ref(&part));
            let set: Vec<_> = set.into_iter().map(Arc::new).collect();
            if end < count && (self.tries > 0 || self.before.is_none()) {
                // What comes behind may still change the last of them.
                let ready = set.split_last().map_or(&[][..], |(_, ready)| ready);
                handed(show(&[&self.pages, ready].concat()))?;
            }
            self.tries += 1;
            if let Some((pages, unit)) = self.join(&set, end) {
                self.take(set, pages, unit);
                self.reach = (self.reach * 2).min(FARTHEST);
                return Ok(());
            }
            if end == count {
                let pages = set.len();
                self.take(set, pages, count);
                return Ok(());
            }
            end = (end + (end - self.at)).min(count);
        }
    }

    /// How far to set: to the beginning of an old page after the next change. While no old page has been
    /// reached again since the last one, the next beginning is enough: the next change may be the
    /// company of the signature, a hundred pages on.
    fn goal(&self) -> usize {
        let Some(before) = &self.before else {
            let end = (self.at + FIRST_UNITS * self.reach).min(self.units.len());
            return end.min(self.units.bearable(self.at, MOST_IN_CELLS));
        };
        let next = before.change.next(self.at).filter(|_| self.tries == 0);
        let change = next.unwrap_or(self.at);
        let count = self.units.bearable(change, MOST_IN_CELLS);
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
