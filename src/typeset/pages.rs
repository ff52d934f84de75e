//! The finished pages: pixels, PDF, and what stands where on them.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::sync::Arc;

use typst::foundations::Smart;
use typst::layout::PageRanges;
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use crate::compose::Paper;
use crate::model::Place;

use super::index::{self, SetPage};
use super::lines::{self, PageLine, Rect};
use super::setter::Part;
use super::{TypesetError, Typesetter, guard};

/// The pages of a paper. Cheap to clone, to be shared between threads.
#[derive(Clone, Debug)]
pub struct Pages {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    pages: Vec<Arc<SetPage>>,
    /// The pages, counted from 1, that the sheets begin on.
    starts: Vec<usize>,
    source: Source,
}

/// What a PDF is made from.
#[derive(Debug)]
enum Source {
    /// The pages were set as one document.
    Whole(PagedDocument),
    /// The pages were set one after the other; the paper is set as a whole when need be.
    Parts(Arc<Paper>),
}

/// A page as pixels, opaque, from the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Red, green, blue, alpha, one byte each.
    pub rgba: Vec<u8>,
}

impl Pages {
    pub(super) fn whole(document: PagedDocument, parts: &[Part<'_>]) -> Self {
        let (pages, starts) = index::read(document.pages(), parts);
        let pages = pages.into_iter().map(Arc::new).collect();
        let starts = starts.iter().map(|page| page + 1).collect();
        Self { inner: Arc::new(Inner { pages, starts, source: Source::Whole(document) }) }
    }

    /// The pages of a paper, sheet for sheet.
    pub(super) fn of_sheets(sheets: &[Vec<Arc<SetPage>>], paper: Arc<Paper>) -> Self {
        let mut pages = Vec::new();
        let mut starts = Vec::new();
        for sheet in sheets {
            starts.push(pages.len() + 1);
            pages.extend(sheet.iter().cloned());
        }
        Self { inner: Arc::new(Inner { pages, starts, source: Source::Parts(paper) }) }
    }

    /// The number of pages.
    pub fn count(&self) -> usize {
        self.inner.pages.len()
    }

    /// The pages, counted from 1, that the sheets begin on.
    pub fn starts(&self) -> &[usize] {
        &self.inner.starts
    }

    fn page(&self, page: usize) -> Option<&Page> {
        self.inner.pages.get(page).map(|set| &set.page)
    }

    /// The pages of each sheet.
    pub(super) fn by_sheet(&self) -> impl Iterator<Item = &[Arc<SetPage>]> {
        let Inner { pages, starts, .. } = &*self.inner;
        let ends = starts.iter().skip(1).map(|start| start - 1).chain([pages.len()]);
        starts.iter().zip(ends).map(|(start, end)| &pages[(start - 1).min(end)..end])
    }

    /// Whether signature and Nơi nhận stand on a page without a line of the text.
    pub(super) fn closing_is_alone(&self) -> bool {
        let Some((page, _)) = self.first_area(Place::Archive) else {
            return false;
        };
        page > 0
            && !self.lines(page).iter().filter_map(|line| line.place).any(|place| {
                matches!(place, Place::Block(..) | Place::Cell(..) | Place::Closing(_))
                    || matches!(
                        place,
                        Place::Opening(_) | Place::LegalBasis(_) | Place::Subject
                    )
            })
    }

    /// Width and height of a page in pt; zero for a page that is not there.
    pub fn size(&self, page: usize) -> (f64, f64) {
        self.page(page).map_or((0.0, 0.0), |page| {
            let size = page.frame.size();
            (size.x.to_pt(), size.y.to_pt())
        })
    }

    /// The page as pixels, at a number of pixels per pt; none for a page that is not there.
    pub fn render(&self, page: usize, pixels_per_pt: f32) -> Option<Pixels> {
        let page = self.page(page)?;
        let pixels_per_pt = Scalar::new(f64::from(pixels_per_pt.clamp(0.1, 10.0)));
        let options = RenderOptions { pixel_per_pt: pixels_per_pt, render_bleed: false };
        // A page that cannot be painted stays blank on the screen, whatever its words are.
        let pixmap = guard(|| typst_render::render(page, &options))?;
        Some(Pixels {
            width: pixmap.width() as usize,
            height: pixmap.height() as usize,
            rgba: pixmap.take(),
        })
    }

    /// The page as a PNG picture; none for a page that is not there.
    ///
    /// # Errors
    /// When the picture cannot be encoded.
    pub fn png(
        &self,
        page: usize,
        pixels_per_pt: f32,
    ) -> Option<Result<Vec<u8>, TypesetError>> {
        let page = self.page(page)?;
        let pixels_per_pt = Scalar::new(f64::from(pixels_per_pt.clamp(0.1, 10.0)));
        let options = RenderOptions { pixel_per_pt: pixels_per_pt, render_bleed: false };
        let Some(pixmap) = guard(|| typst_render::render(page, &options)) else {
            return Some(Err(TypesetError::Picture("bộ vẽ trang dừng đột ngột".to_owned())));
        };
        Some(pixmap.encode_png().map_err(|error| TypesetError::Picture(error.to_string())))
    }

    /// The pages as a tagged PDF/A-2, every face embedded and subset; equal pages, equal bytes.
    ///
    /// # Errors
    /// When the writer refuses, which no plan should bring about.
    pub fn pdf(&self) -> Result<Vec<u8>, TypesetError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a])
            .map_err(|error| TypesetError::Pdf(error.message().to_string()))?;
        self.written(&PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Kế Hoạch".to_owned())),
            standards,
            ..PdfOptions::default()
        })
    }

    /// Some of the pages, counted from 0, as a PDF for a printer: no tags, nothing to archive.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn pdf_of(&self, pages: RangeInclusive<usize>) -> Result<Vec<u8>, TypesetError> {
        let number = |index: &usize| NonZeroUsize::new(index.saturating_add(1));
        let range = number(pages.start())..=number(pages.end());
        self.written(&PdfOptions {
            page_ranges: Some(PageRanges::new(vec![range])),
            tagged: false,
            ..PdfOptions::default()
        })
    }

    fn written(&self, options: &PdfOptions) -> Result<Vec<u8>, TypesetError> {
        let document = match &self.inner.source {
            Source::Whole(document) => document,
            Source::Parts(paper) => {
                return Typesetter::new().typeset(paper)?.written(options);
            }
        };
        let written = guard(|| typst_pdf::pdf(document, options))
            .ok_or_else(|| TypesetError::Pdf("bộ ghi PDF dừng đột ngột".to_owned()))?;
        written.map_err(|errors| {
            let words: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
            TypesetError::Pdf(words.join("; "))
        })
    }

    /// The printed lines of a page, in reading order, where they come from and where they stand.
    pub fn lines(&self, page: usize) -> &[PageLine] {
        self.inner.pages.get(page).map_or(&[], |set| &set.lines)
    }

    /// The drawn horizontal lines of a page: rules and the borders of tables, in pt.
    pub fn rules(&self, page: usize) -> &[Rect] {
        self.inner.pages.get(page).map_or(&[], |set| &set.rules)
    }

    /// The place and the character nearest to a point of a page, in pt from the top left.
    pub fn hit(&self, page: usize, x: f64, y: f64) -> Option<(Place, usize)> {
        lines::hit(self.lines(page), x, y)
    }

    /// The box that a place takes on a page, in pt; none where it does not stand there.
    pub fn area(&self, page: usize, place: Place) -> Option<Rect> {
        lines::area(self.lines(page), place)
    }

    /// The pages and boxes that a place takes, one for each page it stands on, in pt.
    pub fn areas(&self, place: Place) -> Vec<(usize, Rect)> {
        self.each_area(place).collect()
    }

    /// The first page that a place stands on, and its box there.
    pub fn first_area(&self, place: Place) -> Option<(usize, Rect)> {
        self.each_area(place).next()
    }

    fn each_area(&self, place: Place) -> impl Iterator<Item = (usize, Rect)> {
        (0..self.count()).filter_map(move |page| Some((page, self.area(page, place)?)))
    }
}
