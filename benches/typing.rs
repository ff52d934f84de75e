//! A key pressed → fresh pixels of the page, for a plan of 11 pages and one of 170, with the raw
//! typesetter setting the same words beside it. Run: `cargo bench --bench typing`.
//!
//! Every round changes one letter in the middle of the plan, composes, sets and rasterises the
//! page that shows the change, as the preview's thread does; then the same with a whole line, which
//! moves all that follows; then with all pages set anew, as for a file.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use kehoach::compose::{Inline, Paper, Piece, compose};
use kehoach::model::{Block, Document, Place, Standing, Story};
use kehoach::read;
use kehoach::typeset::{Live, Ready, Typesetter};

/// Pixels per pt of a page as wide as the preview pane on a 1366×768 screen.
const SCALE: f32 = 0.82;
const ROUNDS: usize = 60;

fn main() {
    let Some(eleven) = corpus_plan() else {
        println!("bỏ qua: không có thư mục ../shared/corpus");
        return;
    };
    let copies = 15;
    let mut long = eleven.clone();
    for _ in 1..copies {
        long.body.extend(eleven.body.iter().cloned());
    }
    println!("{:<38}{:>8}{:>12}{:>12}{:>12}", "", "pages", "median ms", "p95 ms", "cold ms");
    composing("170-page plan: compose alone", &long);
    if std::env::args().any(|argument| argument == "compose") {
        return;
    }
    let long_only = std::env::args().any(|argument| argument == "long");
    for (name, plan) in [("11-page plan", eleven), ("170-page plan", long)] {
        if long_only && name.starts_with("11") {
            continue;
        }
        typing(&format!("{name}: key → pixels"), &plan, LETTER);
        typing(&format!("{name}: a line more → pixels"), &plan, LINE);
        raw(name, &plan);
        whole(name, &plan);
    }
}

fn corpus_plan() -> Option<Document> {
    let folder = std::env::var_os("KEHOACH_CORPUS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join("corpus/txt/kh_hanoi_173_festival_2026.txt");
    Some(read::read_file(&path).ok()?.document)
}

/// What each round writes into the middle of the plan.
const LETTER: &str = "a";
const LINE: &str =
    "Các đơn vị chủ động phối hợp, kịp thời báo cáo kết quả thực hiện nhiệm vụ. ";

fn typing(name: &str, plan: &Document, words: &str) {
    let mut plan = plan.clone();
    let mut live = Live::new();
    let start = Instant::now();
    let pages = live.typeset(compose(&plan, Standing::Issued)).expect("the plan sets");
    let cold = start.elapsed();
    let count = pages.count();
    let middle = text_block(&plan);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        write(&mut plan, middle, words);
        let start = Instant::now();
        let mut shown = None;
        let mut show = |(Ready::Front(pages) | Ready::Around(pages)): Ready<'_>| {
            let area = pages.first_area(Place::Block(Story::Body, middle));
            let pixels = area.and_then(|(page, _)| pages.render(page, SCALE));
            if shown.is_none() && pixels.is_some() {
                shown = Some(start.elapsed());
            }
            ControlFlow::Continue(())
        };
        let pages = live.typeset_showing(compose(&plan, Standing::Issued), 0..0, &mut show);
        let _ = show(Ready::Front(&pages.expect("sets")));
        times.push(shown.expect("the page is there"));
        // As the preview's thread does once the pages are on the screen.
        live.tidy();
    }
    print(name, count, &mut times, cold);
}

/// What every key costs before anything is set: numbers, end marks, what is held together.
fn composing(name: &str, plan: &Document) {
    let start = Instant::now();
    let pages = compose(plan, Standing::Issued).sheets.len();
    let cold = start.elapsed();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        std::hint::black_box(compose(plan, Standing::Issued));
        times.push(start.elapsed());
    }
    print(name, pages, &mut times, cold);
}

/// All pages set anew, as an export does.
fn whole(name: &str, plan: &Document) {
    let mut plan = plan.clone();
    let mut typesetter = Typesetter::new();
    let middle = text_block(&plan);
    let mut times = Vec::new();
    let mut cold = None;
    let mut count = 0;
    for _ in 0..ROUNDS / 4 {
        write(&mut plan, middle, LETTER);
        let start = Instant::now();
        let pages = typesetter.typeset(&compose(&plan, Standing::Issued)).expect("sets");
        pages.render(pages.count() / 2, SCALE);
        times.push(start.elapsed());
        cold.get_or_insert(start.elapsed());
        count = pages.count();
    }
    print(&format!("{name}: as a whole"), count, &mut times, cold.unwrap_or_default());
}

fn write(plan: &mut Document, block: usize, words: &str) {
    if let Some(Block::Text(paragraph)) = plan.body.get_mut(block) {
        let middle = paragraph.text.len() / 2;
        paragraph.text.insert(middle, words);
    }
}

fn text_block(plan: &Document) -> usize {
    let half = plan.body.len() / 2;
    (half..plan.body.len())
        .find(|index| {
            plan.body[*index].paragraph().is_some_and(|paragraph| paragraph.text.len() > 200)
        })
        .unwrap_or(half)
}

/// The same words as plain Typst markup-free source, set by Typst alone.
fn raw(name: &str, plan: &Document) {
    let paper = compose(plan, Standing::Issued);
    let mut paragraphs: Vec<String> = words(&paper);
    let mut world = raw::World::new(&raw::source(&paragraphs));
    let start = Instant::now();
    let count = world.pages();
    let cold = start.elapsed();
    let middle = paragraphs.len() / 2;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        paragraphs[middle].push('a');
        let source = raw::source(&paragraphs);
        let start = Instant::now();
        world.set(&source);
        world.pages();
        world.render(count / 2, SCALE);
        times.push(start.elapsed());
    }
    print(&format!("{name}: raw typesetter"), count, &mut times, cold);
}

fn words(paper: &Paper) -> Vec<String> {
    paper
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.pieces)
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(
                line.runs
                    .iter()
                    .map(|run| match run {
                        Inline::Words { text, .. } => text.as_str(),
                        _ => " ",
                    })
                    .collect::<String>(),
            ),
            _ => None,
        })
        .filter(|words| !words.is_empty())
        .collect()
}

fn print(name: &str, pages: usize, times: &mut [Duration], cold: Duration) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<38}{pages:>8}{:>12.1}{:>12.1}{:>12.1}",
        ms(times[times.len() / 2]),
        ms(times[times.len() * 95 / 100]),
        ms(cold)
    );
}

mod raw {
    //! Typst alone, without our sheets and template.

    use typst::diag::{FileError, FileResult};
    use typst::foundations::{Bytes, Datetime, Duration};
    use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
    use typst::text::{Font, FontBook};
    use typst::utils::{LazyHash, Scalar};
    use typst::{Library, LibraryExt};
    use typst_layout::PagedDocument;

    pub struct World {
        library: LazyHash<Library>,
        book: LazyHash<FontBook>,
        fonts: Vec<Font>,
        source: Source,
        document: Option<PagedDocument>,
    }

    pub fn source(paragraphs: &[String]) -> String {
        let mut out = String::from(
            "#set page(margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))\n\
             #set text(14pt, font: \"liberation serif\", kerning: false, ligatures: false)\n\
             #set par(justify: true, linebreaks: \"simple\")\n",
        );
        for words in paragraphs {
            out.push_str(&format!("#par({words:?})\n"));
        }
        out
    }

    impl World {
        pub fn new(source: &str) -> Self {
            let fonts: Vec<_> = kehoach::fonts::SERIF
                .iter()
                .filter_map(|data| Font::new(Bytes::new(*data), 0))
                .collect();
            let path = VirtualPath::new("/raw.typ").expect("a plain path");
            let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
            Self {
                library: LazyHash::new(Library::default()),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                source: Source::new(id, source.to_owned()),
                document: None,
            }
        }

        pub fn set(&mut self, source: &str) {
            self.source.replace(source);
        }

        pub fn pages(&mut self) -> usize {
            let document =
                typst::compile::<PagedDocument>(self).output.expect("raw text sets");
            typst::comemo::evict(8);
            let count = document.pages().len();
            self.document = Some(document);
            count
        }

        pub fn render(&self, page: usize, scale: f32) {
            let document = self.document.as_ref().expect("set before");
            let options = typst_render::RenderOptions {
                pixel_per_pt: Scalar::new(f64::from(scale)),
                render_bleed: false,
            };
            let page = &document.pages()[page.min(document.pages().len() - 1)];
            std::hint::black_box(typst_render::render(page, &options));
        }
    }

    impl typst::World for World {
        fn library(&self) -> &LazyHash<Library> {
            &self.library
        }
        fn book(&self) -> &LazyHash<FontBook> {
            &self.book
        }
        fn main(&self) -> FileId {
            self.source.id()
        }
        fn source(&self, _: FileId) -> FileResult<Source> {
            Ok(self.source.clone())
        }
        fn file(&self, _: FileId) -> FileResult<Bytes> {
            Err(FileError::AccessDenied)
        }
        fn font(&self, index: usize) -> Option<Font> {
            self.fonts.get(index).cloned()
        }
        fn today(&self, _: Option<Duration>) -> Option<Datetime> {
            None
        }
    }
}
