//! Several papers as one document: letters to many, a plan with what goes with it.

use crate::compose::{Paper, Properties};

use super::setter::{Bound, Part, Setter};
use super::units::Units;
use super::{Pages, SETTLING, TypesetError, Typesetter};

impl Typesetter {
    /// Sets papers one behind the other: each has its own page numbers, footnotes and signature, as it has
    /// alone; `on_right` has each begin on an odd page, so that no two share a sheet printed on both
    /// sides. `properties` are the whole document's. Cost: each paper is set two or three times.
    ///
    /// # Errors
    /// As [`Typesetter::typeset`].
    pub fn typeset_bound(
        &mut self,
        properties: &Properties,
        mut papers: Vec<Paper>,
        on_right: bool,
    ) -> Result<Pages, TypesetError> {
        for paper in &mut papers {
            self.settle(paper)?;
            if let (_, Some(noted)) = self.noted(paper)? {
                *paper = noted;
            }
        }
        let units: Vec<Vec<Units<'_>>> =
            papers.iter().map(|paper| paper.sheets.iter().map(Units::of).collect()).collect();
        let mut starts: Vec<usize> = vec![1; units.iter().map(Vec::len).sum()];
        let mut pages = None;
        // As for one paper: page numbers need to know where each sheet begins.
        for _ in 0..=SETTLING {
            let mut each = starts.iter();
            let parts: Vec<Vec<Part<'_>>> = units
                .iter()
                .map(|sheets| sheets.iter().zip(&mut each).map(part).collect())
                .collect();
            let bound: Vec<Bound<'_>> = papers
                .iter()
                .zip(&parts)
                .map(|(paper, parts)| Bound { paper, parts, on_right })
                .collect();
            let document = self.setter.set_bound(properties, &bound)?;
            let all: Vec<Part<'_>> = parts.into_iter().flatten().collect();
            let set = pages.insert(Pages::whole(document, &all));
            if set.starts() == starts {
                break;
            }
            starts = set.starts().to_vec();
        }
        Setter::tidy();
        pages.ok_or_else(|| TypesetError::Template("không có trang nào".to_owned()))
    }
}

/// A sheet as a whole, that begins on this page.
fn part<'a>((units, start): (&'a Units<'a>, &usize)) -> Part<'a> {
    Part { units, range: 0..units.len(), start: i64::try_from(*start).unwrap_or(1), notes: 0 }
}
