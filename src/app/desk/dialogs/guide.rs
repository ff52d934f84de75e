//! The guide inside the program: `docs/huong-dan.md`, with a list of its sections and a search.
//!
//! A viewer of our own, because the one library for it (egui_commonmark) has neither bold nor a search,
//! and follows egui some weeks later. It knows what the guide is written with and no more; a test says
//! when the guide uses something else.

use std::collections::BTreeMap;
use std::fmt;

use egui::load::SizedTexture;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, ColorImage, Context, Frame, Grid, Image, Label, Layout, Margin, Rect,
    RichText, ScrollArea, TextureHandle, TextureOptions, Ui, pos2, vec2,
};

use super::{Answer, buttons, help, main_button, modal};
use crate::app::look::tokens::{Palette, palette, size, space};
use crate::app::look::{field, fonts, widgets};
use crate::vietnamese::{fold, fold_char};

/// The guide's text.
const TEXT: &str = include_str!("../../../../docs/huong-dan.md");
/// Width of the list of sections.
const LIST: f32 = 220.0;
/// Width of the text.
const WIDTH: f32 = 600.0;

/// The guide's pictures by the names that it has for them; `tests/desk.sh` takes them.
const PICTURES: [(&str, &[u8]); 5] = [
    (
        "pictures/man-hinh-dau.png",
        include_bytes!("../../../../docs/pictures/man-hinh-dau.png"),
    ),
    ("pictures/cua-so.png", include_bytes!("../../../../docs/pictures/cua-so.png")),
    ("pictures/nhap.png", include_bytes!("../../../../docs/pictures/nhap.png")),
    ("pictures/kiem-tra.png", include_bytes!("../../../../docs/pictures/kiem-tra.png")),
    ("pictures/in.png", include_bytes!("../../../../docs/pictures/in.png")),
];

/// What is looked at.
#[derive(Clone)]
pub struct Guide {
    /// Which section; the first is what stands before them all.
    section: usize,
    search: String,
    /// The text begins at its top again.
    turned: bool,
    /// The text goes to the first place of what is looked for.
    seeks: bool,
    opened: bool,
    /// The pictures that were shown, by their places in [`PICTURES`].
    pictures: BTreeMap<usize, TextureHandle>,
}

impl Default for Guide {
    /// Begins at section 1.
    fn default() -> Self {
        Self {
            section: 1,
            search: String::new(),
            turned: false,
            seeks: false,
            opened: false,
            pictures: BTreeMap::new(),
        }
    }
}

impl fmt::Debug for Guide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guide").field("section", &self.section).finish_non_exhaustive()
    }
}

/// A part of the guide under one heading.
struct Section<'a> {
    title: &'a str,
    blocks: Vec<Piece<'a>>,
}

/// What a section is made of.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Heading(&'a str),
    /// The mark before it, and its words.
    Item(String, String),
    Words(String),
    Rows(Vec<Vec<&'a str>>),
    /// What is to be seen on it, and its place in [`PICTURES`].
    Picture(&'a str, usize),
}

/// The guide's sections. Everything under the title up to the first heading is the first.
fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections = Vec::new();

    for line in text.lines() {
        let title = line.strip_prefix("## ").or_else(|| line.strip_prefix("# "));
        if let Some(title) = title {
            sections.push(Section { title, blocks: Vec::new() });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        take(section, line);
    }
    sections
}

/// Takes a line into a section.
fn take<'a>(section: &mut Section<'a>, line: &'a str) {
    let words = line.trim();
    if let Some(picture) = picture(words) {
        section.blocks.push(picture);
        return;
    }
    if words.is_empty() || words.starts_with("<!--") {
        // An empty paragraph ends the one before.
        if matches!(section.blocks.last(), Some(Piece::Words(_) | Piece::Item(..))) {
            section.blocks.push(Piece::Words(String::new()));
        }
        return;
    }
    if let Some(heading) = words.strip_prefix("### ") {
        section.blocks.push(Piece::Heading(heading));
    } else if words.starts_with('|') {
        let cells: Vec<&str> = words.trim_matches('|').split('|').map(str::trim).collect();
        let rule = cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')));
        match section.blocks.last_mut() {
            Some(Piece::Rows(_)) if rule => {}
            Some(Piece::Rows(rows)) => rows.push(cells),
            _ => section.blocks.push(Piece::Rows(vec![cells])),
        }
    } else if let Some((mark, rest)) = item(words).filter(|_| !is_continued(line)) {
        section.blocks.push(Piece::Item(mark, rest.to_owned()));
    } else {
        match section.blocks.last_mut() {
            Some(Piece::Item(_, text)) => {
                text.push(' ');
                text.push_str(words);
            }
            Some(Piece::Words(text)) if !text.is_empty() => {
                text.push(' ');
                text.push_str(words);
            }
            Some(Piece::Words(text)) => text.push_str(words),
            _ => section.blocks.push(Piece::Words(words.to_owned())),
        }
    }
}

/// The picture that a line `![what](file)` is.
fn picture(words: &str) -> Option<Piece<'_>> {
    let (what, file) = words.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    let at = PICTURES.iter().position(|(name, _)| *name == file)?;
    Some(Piece::Picture(what, at))
}

/// Whether a line is indented so far that it goes on with an item.
fn is_continued(line: &str) -> bool {
    line.starts_with("    ")
}

/// The mark of a list's item and its words.
fn item(words: &str) -> Option<(String, &str)> {
    if let Some(rest) = words.strip_prefix("- ") {
        return Some(("•".to_owned(), rest));
    }
    let (number, rest) = words.split_once(". ")?;
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    digits.then(|| (format!("{number}."), rest))
}

/// Whether folded words stand in a text of the guide, marks and capitals aside.
fn has(text: &str, wanted: &str) -> bool {
    fold(&text.replace(['*', '`'], "")).contains(wanted)
}

impl Section<'_> {
    /// Whether folded words stand in it.
    fn holds(&self, wanted: &str) -> bool {
        has(self.title, wanted) || self.blocks.iter().any(|piece| piece.holds(wanted))
    }
}

impl Guide {
    /// Shows it.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        let sections = sections(TEXT);
        modal(ctx, "guide", "Hướng dẫn sử dụng", LIST + WIDTH + space::LARGE, |ui| {
            let height = (ui.ctx().content_rect().height() - 190.0).max(180.0);
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(
                    vec2(LIST, height),
                    Layout::top_down(Align::Min),
                    |ui| self.list(ui, &sections, height),
                );
                ui.add_space(space::MEDIUM);
                ui.allocate_ui_with_layout(
                    vec2(WIDTH, height),
                    Layout::top_down(Align::Min),
                    |ui| self.text(ui, &sections, height),
                );
            });
            let mut answer = Answer::Open;
            buttons(ui, |ui| {
                if main_button(ui, "Đóng") {
                    answer = Answer::Closed;
                }
            });
            answer
        })
    }

    fn list(&mut self, ui: &mut Ui, sections: &[Section<'_>], height: f32) {
        ui.set_width(LIST);
        let search = field::bare(ui, "guide", "Tìm trong hướng dẫn", "Tìm…", &mut self.search);
        if !std::mem::replace(&mut self.opened, true) {
            search.request_focus();
        }
        let wanted = fold(self.search.trim());
        let found: Vec<usize> = (0..=sections.len())
            .filter(|at| {
                wanted.is_empty() || sections.get(*at).is_some_and(|s| s.holds(&wanted))
            })
            .collect();
        if search.changed() {
            self.seeks = !wanted.is_empty();
            if !found.contains(&self.section) {
                self.section = found.first().copied().unwrap_or(self.section);
                self.turned = true;
            }
        }
        ui.add_space(space::SMALL);
        ScrollArea::vertical().id_salt("guide-list").max_height(height - 50.0).show(
            ui,
            |ui| {
                ui.set_width(LIST);
                ui.spacing_mut().item_spacing.y = 0.0;
                if found.is_empty() {
                    super::words(ui, "Không thấy trong hướng dẫn.");
                }
                for at in found {
                    let name =
                        sections.get(at).map_or("Bảng phím tắt", |section| section.title);
                    let chosen = at == self.section;
                    let row = widgets::row(ui, size::ROW, name, chosen, |ui, rect, _| {
                        let colours = palette(ui);
                        let ink = if chosen { colours.accent } else { colours.ink };
                        let at = rect.left_center() + vec2(space::SMALL, 0.0);
                        let font = fonts::regular(size::TEXT);
                        widgets::paint_words(ui, at, name, font, ink, rect.width() - 16.0);
                    });
                    if row.response.clicked() {
                        self.section = at;
                        self.turned = true;
                        self.seeks = !wanted.is_empty();
                    }
                }
            },
        );
    }

    fn text(&mut self, ui: &mut Ui, sections: &[Section<'_>], height: f32) {
        let mut area = ScrollArea::vertical().id_salt("guide-text").max_height(height);
        if std::mem::take(&mut self.turned) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(WIDTH - 16.0);
            ui.spacing_mut().item_spacing.y = space::SMALL;
            let colours = palette(ui);
            let Some(section) = sections.get(self.section) else {
                help::keys(ui);
                return;
            };
            let title = RichText::new(section.title).font(fonts::semibold(16.0));
            ui.label(title.color(colours.ink));
            let wanted = fold(self.search.trim());
            let look = Look { colours, wanted: &wanted };
            for (index, piece) in section.blocks.iter().enumerate() {
                let top = ui.cursor().min;
                match piece {
                    Piece::Picture(what, at) => self.picture(ui, what, *at),
                    piece => piece.show(ui, look, index),
                }
                if self.seeks && piece.holds(&wanted) {
                    self.seeks = false;
                    let shown = Rect::from_min_max(
                        top,
                        pos2(ui.max_rect().right(), ui.cursor().min.y),
                    );
                    ui.scroll_to_rect(shown, None);
                }
            }
            self.seeks = false;
        });
    }
}

impl Guide {
    /// A picture as wide as the text, unpacked when it is first seen.
    fn picture(&mut self, ui: &mut Ui, what: &str, at: usize) {
        let Some((name, bytes)) = PICTURES.get(at) else { return };
        let texture = self.pictures.entry(at).or_insert_with(|| {
            // A test reads every one of them.
            let picture = eframe::icon_data::from_png_bytes(bytes).unwrap_or_default();
            let size = [picture.width as usize, picture.height as usize];
            let pixels = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            ui.ctx().load_texture(*name, pixels, TextureOptions::LINEAR)
        });
        let picture = Image::from_texture(SizedTexture::from_handle(&*texture))
            .max_width(ui.available_width().min(texture.size_vec2().x))
            .corner_radius(size::RADIUS)
            .alt_text(what);
        ui.add(picture);
    }
}

/// How the words are shown: their colours, and what of them is looked for, folded.
#[derive(Clone, Copy)]
struct Look<'a> {
    colours: &'a Palette,
    wanted: &'a str,
}

impl Piece<'_> {
    /// Whether folded words stand in it.
    fn holds(&self, wanted: &str) -> bool {
        match self {
            Piece::Heading(text) => has(text, wanted),
            Piece::Item(_, text) | Piece::Words(text) => has(text, wanted),
            Piece::Rows(rows) => rows.iter().flatten().any(|cell| has(cell, wanted)),
            Piece::Picture(what, _) => has(what, wanted),
        }
    }

    fn show(&self, ui: &mut Ui, look: Look<'_>, index: usize) {
        match self {
            Piece::Heading(words) => {
                ui.add_space(space::TINY);
                ui.label(set(&format!("**{words}**"), look, ui.available_width()));
            }
            Piece::Words(words) if words.is_empty() => {}
            Piece::Words(words) => {
                ui.add(Label::new(set(words, look, ui.available_width())).wrap());
            }
            Piece::Item(mark, words) => {
                ui.horizontal_top(|ui| {
                    ui.add_space(space::SMALL);
                    let mark = RichText::new(mark).font(fonts::regular(size::TEXT));
                    ui.add_sized([18.0, 18.0], Label::new(mark.color(look.colours.soft)));
                    let width = ui.available_width();
                    ui.add(Label::new(set(words, look, width)).wrap());
                });
            }
            Piece::Rows(rows) => table(ui, look, rows, index),
            // Its pixels are the guide's.
            Piece::Picture(..) => {}
        }
    }
}

fn table(ui: &mut Ui, look: Look<'_>, rows: &[Vec<&str>], index: usize) {
    let frame = Frame::new().fill(look.colours.panel).inner_margin(Margin::symmetric(10, 8));
    frame.corner_radius(size::RADIUS).show(ui, |ui| {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let width = (WIDTH - 60.0) / columns as f32;
        Grid::new(("guide-table", index)).num_columns(columns).spacing([16.0, 6.0]).show(
            ui,
            |ui| {
                for (row, cells) in rows.iter().enumerate() {
                    for cell in cells {
                        let words =
                            if row == 0 { format!("**{cell}**") } else { (*cell).to_owned() };
                        ui.allocate_ui(vec2(width, 0.0), |ui| {
                            ui.set_width(width);
                            ui.add(Label::new(set(&words, look, width)).wrap());
                        });
                    }
                    ui.end_row();
                }
            },
        );
    });
}

/// Words without the arrows that the window's face does not have.
fn drawn(words: &str) -> String {
    words.replace('→', "›").replace('↑', "mũi tên lên").replace('↓', "mũi tên xuống")
}

/// Words with `**bold**` and `` `code` ``, set in our faces; what is looked for has a ground.
fn set(words: &str, look: Look<'_>, width: f32) -> LayoutJob {
    let words = drawn(words);
    let mut letters: Vec<(char, bool, bool)> = Vec::new();
    for (at, part) in words.split("**").enumerate() {
        for (code, piece) in part.split('`').enumerate() {
            letters.extend(piece.chars().map(|letter| (letter, at % 2 == 1, code % 2 == 1)));
        }
    }
    let found = hits(letters.iter().map(|(letter, ..)| *letter), look.wanted);
    let format = |heavy: bool, code: bool, hit: bool| TextFormat {
        font_id: if heavy { fonts::semibold(size::TEXT) } else { fonts::regular(size::TEXT) },
        color: if code { look.colours.accent } else { look.colours.ink },
        background: if hit { look.colours.selection } else { Color32::TRANSPARENT },
        line_height: Some(19.0),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut at = 0;
    while let Some((_, heavy, code)) = letters.get(at).copied() {
        let alike = |next: usize| {
            let same = letters.get(next).is_some_and(|(_, h, c)| (*h, *c) == (heavy, code));
            same && found[next] == found[at]
        };
        let end = (at..).find(|next| !alike(*next)).unwrap_or(letters.len());
        let run: String = letters[at..end].iter().map(|(letter, ..)| *letter).collect();
        job.append(&run, 0.0, format(heavy, code, found[at]));
        at = end;
    }
    job
}

/// Which letters belong to words that are looked for, marks and capitals aside.
fn hits(letters: impl Iterator<Item = char>, wanted: &str) -> Vec<bool> {
    let folded: Vec<char> = letters.map(fold_char).collect();
    let wanted: Vec<char> = wanted.chars().collect();
    let mut hits = vec![false; folded.len()];
    if wanted.is_empty() {
        return hits;
    }
    for (at, _) in folded.windows(wanted.len()).enumerate().filter(|(_, it)| **it == *wanted) {
        hits[at..at + wanted.len()].fill(true);
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_seen_without_its_marks() {
        for (words, wanted, seen) in [
            ("Mở bản thảo", "ban thao", "___########"),
            ("In, in lại", "in", "##__##____"),
            ("Đóng dấu", "", "________"),
            ("ngắn", "dai hon nhieu", "____"),
        ] {
            let shown: String = hits(words.chars(), wanted)
                .iter()
                .map(|hit| if *hit { '#' } else { '_' })
                .collect();
            assert_eq!(shown, seen, "{words}");
        }
    }

    #[test]
    fn it_begins_at_its_first_section() {
        let sections = sections(TEXT);
        let first = &sections[Guide::default().section];
        assert!(first.title.starts_with("1. "), "{}", first.title);
        assert!(first.blocks.len() > 3, "it has something to read");
    }

    #[test]
    fn the_guide_uses_nothing_that_is_not_shown() {
        let sections = sections(TEXT);
        assert!(sections.len() > 5);
        for section in &sections {
            assert!(!section.blocks.is_empty(), "{}", section.title);
            for piece in &section.blocks {
                let words = match piece {
                    Piece::Heading(words) => (*words).to_owned(),
                    Piece::Item(_, words) | Piece::Words(words) => words.clone(),
                    Piece::Rows(rows) => rows.concat().join(" "),
                    Piece::Picture(what, _) => (*what).to_owned(),
                };
                assert!(!words.contains("]("), "a link: {words}");
                assert!(!words.starts_with(['#', '>', '|']), "{words}");
                assert!(words.matches("**").count() % 2 == 0, "{words}");
                assert!(words.matches('`').count() % 2 == 0, "{words}");
            }
        }
    }

    #[test]
    fn every_letter_of_the_guide_is_drawn() {
        let bytes = include_bytes!("../../../../assets/fonts/BeVietnamPro_400Regular.ttf");
        let face = ttf_parser::Face::parse(bytes, 0).expect("the bundled face is sound");
        let words = drawn(TEXT);
        let missing: Vec<char> = words
            .chars()
            .filter(|letter| !letter.is_control() && face.glyph_index(*letter).is_none())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_picture_is_bundled_sound_and_seen() {
        let named = TEXT.lines().filter(|line| line.starts_with("![")).count();
        let sections = sections(TEXT);
        let shown = sections.iter().flat_map(|section| &section.blocks);
        let shown: Vec<usize> = shown
            .filter_map(|piece| match piece {
                Piece::Picture(_, at) => Some(*at),
                _ => None,
            })
            .collect();
        assert_eq!(shown.len(), named, "a picture of the guide is not bundled");
        for (at, (name, bytes)) in PICTURES.iter().enumerate() {
            assert!(eframe::icon_data::from_png_bytes(bytes).is_ok(), "{name}");
            assert!(shown.contains(&at), "the guide does not show {name}");
        }
    }

    #[test]
    fn words_are_found_without_marks_and_capitals() {
        let sections = sections(
            "# A\nMột\nhai **ba**\n## B\n- bốn\n  năm\n\n| x | y |\n|---|---|\n| sáu | 7 |\n",
        );
        assert_eq!(sections[0].blocks, [Piece::Words("Một hai **ba**".to_owned())]);
        assert_eq!(sections[1].blocks[0], Piece::Item("•".to_owned(), "bốn năm".to_owned()));
        assert_eq!(
            sections[1].blocks.last(),
            Some(&Piece::Rows(vec![vec!["x", "y"], vec!["sáu", "7"]]))
        );
        assert!(sections[0].holds("hai ba") && !sections[1].holds("hai"));
        assert!(sections[1].holds("sau"));
    }
}
