//! The formatting a Word file really has: styles, theme and direct formatting resolved, in twips and
//! half-points, for those who judge it rather than read it.

use std::collections::HashMap;

use super::package::Package;
use super::tree::Node;
use crate::model::Align;
use crate::read::source::bytes::is_docx;

/// The formatting of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formatting {
    /// Its sections, in order.
    pub sections: Vec<PageFormat>,
    /// Its paragraphs in reading order, those in tables among them, empty ones too.
    pub paragraphs: Vec<ParagraphFormat>,
    /// Its tables, in order, those in cells among them.
    pub tables: Vec<TableFormat>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableFormat {
    /// Number of the paragraph before which it begins, as the reader counts.
    pub line: usize,
    /// The words of its first row.
    pub words: String,
    /// How many rows it has.
    pub rows: usize,
    /// Whether lines are drawn around its cells.
    pub bordered: bool,
    /// Whether its first row is repeated on every page.
    pub repeats: bool,
    /// Whether a row may go on over a page's end.
    pub may_tear: bool,
}

/// The page of a section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageFormat {
    /// Width and height of the paper, twips.
    pub size: (i32, i32),
    /// Margins top, bottom, left, right, twips.
    pub margins: [i32; 4],
    /// Whether the paper lies on its long side.
    pub landscape: bool,
    /// Whether the first page has a header of its own.
    pub title_page: bool,
    /// The paragraphs of headers that hold a page number, and whether they stand in a header (or
    /// in a footer).
    pub numbers: Vec<(bool, ParagraphFormat)>,
    /// Whether pages are counted from 1 again.
    pub restarts: bool,
    /// Whether a table stands in it.
    pub has_table: bool,
    /// Whether the first page shows a page number.
    pub first_number: bool,
}

/// How the lines of a paragraph are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSpacing {
    /// 240ths of a single line.
    Auto(i32),
    /// Exactly so many twips.
    Exactly(i32),
    /// At least so many twips.
    AtLeast(i32),
}

impl Default for LineSpacing {
    fn default() -> Self {
        Self::Auto(240)
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphFormat {
    /// Number of the paragraph, from 1, as the reader counts; 0 where it counts none.
    pub line: usize,
    /// Its section's index.
    pub section: usize,
    /// Its words.
    pub words: String,
    /// How its lines stand; none for the default, left.
    pub align: Option<Align>,
    /// First-line indent, twips.
    pub first: i32,
    /// Left indent, twips.
    pub left: i32,
    /// Space before and after, twips.
    pub space: (i32, i32),
    /// Line spacing.
    pub spacing: LineSpacing,
    /// Its runs.
    pub runs: Vec<RunFormat>,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Whether that table has borders.
    pub bordered: bool,
    /// Whether a line is drawn below it: a border or a drawing.
    pub ruled: bool,
    /// How long the line is that is drawn at it, twips, where that is said.
    pub rule_length: Option<i32>,
}

/// A run of one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunFormat {
    /// Its words.
    pub words: String,
    /// The face of its Latin letters; empty where nothing names one.
    pub font: String,
    /// Its size, half-points.
    pub half_points: u32,
    /// Heavier strokes.
    pub bold: bool,
    /// Slanted letters.
    pub italic: bool,
    /// A line under the words.
    pub underline: bool,
    /// Its colour, `RRGGBB`, where it is not automatic.
    pub colour: Option<String>,
    /// Whether it is marked with a ground of colour.
    pub highlight: bool,
}

impl ParagraphFormat {
    /// The runs that show something.
    pub fn shown(&self) -> impl Iterator<Item = &RunFormat> {
        self.runs.iter().filter(|run| !run.words.trim().is_empty())
    }

    /// The size of most of its letters, half-points.
    pub fn half_points(&self) -> u32 {
        let mut sizes: Vec<(u32, usize)> = Vec::new();
        for run in self.shown() {
            let letters = run.words.chars().count();
            match sizes.iter_mut().find(|(size, _)| *size == run.half_points) {
                Some((_, count)) => *count += letters,
                None => sizes.push((run.half_points, letters)),
            }
        }
        sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
    }

    /// Whether every letter is bold.
    pub fn is_bold(&self) -> bool {
        self.shown().next().is_some() && self.shown().all(|run| run.bold)
    }

    /// Whether every letter is slanted.
    pub fn is_italic(&self) -> bool {
        self.shown().next().is_some() && self.shown().all(|run| run.italic)
    }
}

/// The formatting of a file; none where it is no Word file, or a broken one.
pub fn formatting_of(name: &str, bytes: &[u8]) -> Option<Formatting> {
    if !is_docx(name, bytes) {
        return None;
    }
    let mut package = Package::open(bytes).ok()?;
    let document = package.document().ok()??;
    let styles = package.related("styles").ok()?;
    let theme = package.related("theme").ok().flatten();
    let mut walk = Walk {
        sheets: Sheets::read(styles.as_ref(), theme.as_ref()),
        form: Formatting::default(),
        line: 0,
        pending: false,
    };
    let body = document.find("body")?;
    walk.blocks(body, None);
    let mut found = Vec::new();
    body.find_all("sectPr", &mut found);
    let parts: HashMap<String, String> =
        ["header", "footer"].iter().flat_map(|kind| package.related_all(kind)).collect();
    for section in found {
        let page = walk.page(section, &parts, &mut package);
        walk.form.sections.push(page);
    }
    for paragraph in &walk.form.paragraphs {
        if paragraph.in_table
            && paragraph.bordered
            && let Some(page) = walk.form.sections.get_mut(paragraph.section)
        {
            page.has_table = true;
        }
    }
    Some(walk.form)
}

/// A Word file with stretches of its words replaced, nothing else touched; none where it is broken.
pub fn edited(_name: &str, bytes: &[u8], stretches: &[(String, String)]) -> Option<Vec<u8>> {
    super::patch::replaced(bytes, stretches)
}

/// What is said of a paragraph or a run; none is "not said".
#[derive(Clone, Debug, Default)]
struct Said {
    align: Option<Align>,
    first: Option<i32>,
    left: Option<i32>,
    before: Option<i32>,
    after: Option<i32>,
    spacing: Option<LineSpacing>,
    ruled: Option<bool>,
    font: Option<String>,
    half_points: Option<u32>,
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    colour: Option<String>,
    highlight: Option<bool>,
}

impl Said {
    fn over(self, under: Self) -> Self {
        Self {
            align: self.align.or(under.align),
            first: self.first.or(under.first),
            left: self.left.or(under.left),
            before: self.before.or(under.before),
            after: self.after.or(under.after),
            spacing: self.spacing.or(under.spacing),
            ruled: self.ruled.or(under.ruled),
            font: self.font.or(under.font),
            half_points: self.half_points.or(under.half_points),
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            underline: self.underline.or(under.underline),
            colour: self.colour.or(under.colour),
            highlight: self.highlight.or(under.highlight),
        }
    }

    /// Reads `w:pPr` and `w:rPr` of a node.
    fn of(paragraph: Option<&Node>, run: Option<&Node>, theme: &Theme) -> Self {
        let mut said = Self::default();
        if let Some(node) = paragraph {
            said.paragraph(node);
        }
        if let Some(node) = run {
            said.run(node, theme);
        }
        said
    }

    fn paragraph(&mut self, node: &Node) {
        self.align = node.value("jc").map(|value| match value {
            "center" => Align::Center,
            "right" | "end" => Align::Right,
            "both" | "distribute" => Align::Justify,
            _ => Align::Left,
        });
        if let Some(indent) = node.child("ind") {
            let hanging = indent.number("hanging").map(|twips| -twips);
            self.first = indent.number("firstLine").or(hanging);
            self.left = indent.number("left").or_else(|| indent.number("start"));
        }
        if let Some(spacing) = node.child("spacing") {
            self.before = automatic(spacing, "before");
            self.after = automatic(spacing, "after");
            self.spacing =
                spacing.number("line").map(|line| match spacing.attribute("lineRule") {
                    Some("exact") => LineSpacing::Exactly(line),
                    Some("atLeast") => LineSpacing::AtLeast(line),
                    _ => LineSpacing::Auto(line),
                });
        }
        // A line below the words is their bottom border, or the top border of the paragraph after them.
        let borders = node.child("pBdr");
        let lines = borders.map(|borders| ["bottom", "top"].map(|side| borders.child(side)));
        let seen = |line: &Node| !matches!(line.attribute("val"), Some("nil" | "none") | None);
        self.ruled = lines.map(|lines| lines.into_iter().flatten().any(seen));
    }

    fn run(&mut self, node: &Node, theme: &Theme) {
        if let Some(fonts) = node.child("rFonts") {
            let themed =
                ["hAnsiTheme", "asciiTheme"].iter().find_map(|name| fonts.attribute(name));
            let named = ["hAnsi", "ascii"].iter().find_map(|name| fonts.attribute(name));
            self.font =
                themed.and_then(|name| theme.face(name)).or_else(|| named.map(str::to_owned));
        }
        self.half_points =
            node.value("sz").and_then(|size| size.split('.').next()?.parse().ok());
        self.bold = node.switch("b");
        self.italic = node.switch("i");
        self.underline = node.switch("u");
        self.colour = node.value("color").map(str::to_owned);
        let shade = node.child("shd").and_then(|shade| shade.attribute("fill"));
        let shaded = shade.map(|fill| !matches!(fill, "auto" | "FFFFFF" | "ffffff"));
        self.highlight = node.switch("highlight").or(shaded);
    }
}

/// Space that Word chooses itself counts as 14 pt.
fn automatic(spacing: &Node, name: &str) -> Option<i32> {
    let own = spacing.attribute(&format!("{name}Autospacing"));
    if matches!(own, Some("1" | "true" | "on")) { Some(280) } else { spacing.number(name) }
}

/// The faces a theme names.
#[derive(Default)]
struct Theme {
    major: Option<String>,
    minor: Option<String>,
}

impl Theme {
    fn read(tree: &Node) -> Self {
        let face = |name: &str| {
            let mut found = Vec::new();
            for spelling in [name.to_owned(), format!("a:{name}")] {
                tree.find_all(&spelling, &mut found);
            }
            let latin =
                found.first()?.children().find(|node| node.name().ends_with("latin"))?;
            latin.attribute("typeface").map(str::to_owned)
        };
        Self { major: face("majorFont"), minor: face("minorFont") }
    }

    fn face(&self, name: &str) -> Option<String> {
        if name.starts_with("major") { self.major.clone() } else { self.minor.clone() }
    }
}

/// The styles of a document, as far as they say how things look.
#[derive(Default)]
struct Sheets {
    theme: Theme,
    defaults: Said,
    default_paragraph: Option<String>,
    styles: HashMap<String, (Option<String>, Said)>,
}

impl Sheets {
    fn read(tree: Option<&Node>, theme: Option<&Node>) -> Self {
        let mut sheets =
            Self { theme: theme.map(Theme::read).unwrap_or_default(), ..Self::default() };
        let Some(tree) = tree else { return sheets };
        if let Some(defaults) = tree.child("docDefaults") {
            let part = |outer: &str, inner: &str| {
                defaults.child(outer).and_then(|node| node.child(inner))
            };
            sheets.defaults =
                Said::of(part("pPrDefault", "pPr"), part("rPrDefault", "rPr"), &sheets.theme);
        }
        for style in tree.children().filter(|node| node.is("style")) {
            let Some(id) = style.attribute("styleId") else { continue };
            if style.attribute("type") == Some("paragraph")
                && matches!(style.attribute("default"), Some("1" | "true" | "on"))
            {
                sheets.default_paragraph = Some(id.to_owned());
            }
            let said = Said::of(style.child("pPr"), style.child("rPr"), &sheets.theme);
            sheets
                .styles
                .insert(id.to_owned(), (style.value("basedOn").map(str::to_owned), said));
        }
        sheets
    }

    /// Everything a style says, its ancestors' words below its own.
    fn style(&self, id: Option<&str>) -> Said {
        let mut said = Said::default();
        let mut next = id.and_then(|id| self.styles.get(id));
        for _ in 0..32 {
            let Some((parent, own)) = next else { break };
            said = said.over(own.clone());
            next = parent.as_ref().and_then(|id| self.styles.get(id));
        }
        said
    }
}

/// How long a drawn line is, twips: a level `v:line` from point to point, or a flat shape's width.
fn line_length(drawing: &Node) -> Option<i32> {
    let mut lines = Vec::new();
    drawing.find_all("line", &mut lines);
    let points = |at: &str| -> Option<f64> {
        let (x, _) = at.split_once(',')?;
        let points = |unit: &str, by: f64| {
            x.trim().strip_suffix(unit)?.trim().parse::<f64>().ok().map(|value| value * by)
        };
        points("pt", 1.0)
            .or_else(|| points("mm", 72.0 / 25.4))
            .or_else(|| points("cm", 72.0 / 2.54))
            .or_else(|| points("in", 72.0))
            .or_else(|| x.trim().parse().ok())
    };
    if let Some(line) = lines.first() {
        let (from, to) = (points(line.attribute("from")?)?, points(line.attribute("to")?)?);
        return Some(((to - from).abs() * 20.0).round() as i32);
    }
    let mut extents = Vec::new();
    drawing.find_all("extent", &mut extents);
    let side = |name: &str| extents.first()?.number(name);
    let (width, height) = (side("cx")?, side("cy")?);
    // 635 EMU a twip; what is higher than a line is a picture.
    (height < 60_000).then_some(width / 635)
}

struct Walk {
    sheets: Sheets,
    form: Formatting,
    line: usize,
    /// A section has ended with the last paragraph.
    pending: bool,
}

impl Walk {
    fn section(&self) -> usize {
        self.form.paragraphs.last().map_or(0, |last| last.section + usize::from(self.pending))
    }

    /// The blocks of a body, a cell or a text box; `table` says whether its table has borders.
    fn blocks(&mut self, node: &Node, table: Option<bool>) {
        for child in node.children() {
            match child.name() {
                "p" => {
                    let paragraph = self.paragraph(child, table);
                    self.form.paragraphs.push(paragraph);
                    self.pending =
                        child.child("pPr").is_some_and(|look| look.child("sectPr").is_some());
                }
                "tbl" => self.table(child),
                "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" => {
                    self.blocks(child, table)
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, node: &Node) {
        let borders = node.child("tblPr").and_then(|look| look.child("tblBorders"));
        let drawn = |node: &Node| {
            node.children()
                .any(|line| !matches!(line.attribute("val"), Some("nil" | "none") | None))
        };
        let styled = node.child("tblPr").and_then(|look| look.value("tblStyle")).is_some();
        let bordered = borders.map_or(styled, drawn);
        self.note_table(node, bordered);
        for row in node.children().filter(|child| child.is("tr")) {
            for cell in row.children().filter(|child| child.is("tc")) {
                self.blocks(cell, Some(bordered));
            }
        }
    }

    fn note_table(&mut self, node: &Node, bordered: bool) {
        let rows: Vec<&Node> = node.children().filter(|child| child.is("tr")).collect();
        let says = |row: &Node, what: &str| {
            row.child("trPr").and_then(|look| look.switch(what)).unwrap_or(false)
        };
        let mut letters = Vec::new();
        if let Some(first) = rows.first() {
            first.find_all("t", &mut letters);
        }
        let words: Vec<String> = letters.iter().map(|letters| letters.words()).collect();
        self.form.tables.push(TableFormat {
            line: self.line + 1,
            words: words.join(" "),
            rows: rows.len(),
            bordered,
            repeats: rows.first().is_some_and(|row| says(row, "tblHeader")),
            may_tear: rows.iter().any(|row| !says(row, "cantSplit")),
        });
    }

    fn paragraph(&mut self, node: &Node, table: Option<bool>) -> ParagraphFormat {
        self.line += 1;
        let own = node.child("pPr");
        let id = own.and_then(|look| look.value("pStyle"));
        let style = self.sheets.style(id.or(self.sheets.default_paragraph.as_deref()));
        let inherited = style.over(self.sheets.defaults.clone());
        let said = Said::of(own, None, &self.sheets.theme).over(inherited.clone());
        let mut drawn = Vec::new();
        for name in ["drawing", "pict"] {
            node.find_all(name, &mut drawn);
        }
        let mut runs = Vec::new();
        self.runs(node, &inherited, &mut runs);
        ParagraphFormat {
            line: self.line,
            section: self.section(),
            words: runs.iter().map(|run: &RunFormat| run.words.as_str()).collect(),
            align: said.align,
            first: said.first.unwrap_or(0),
            left: said.left.unwrap_or(0),
            space: (said.before.unwrap_or(0), said.after.unwrap_or(0)),
            spacing: said.spacing.unwrap_or_default(),
            runs,
            in_table: table.is_some(),
            bordered: table.unwrap_or(false),
            ruled: said.ruled.unwrap_or(false) || !drawn.is_empty(),
            rule_length: drawn.iter().find_map(|drawing| line_length(drawing)),
        }
    }

    fn runs(&self, node: &Node, inherited: &Said, out: &mut Vec<RunFormat>) {
        for child in node.children() {
            match child.name() {
                "r" => out.extend(self.run(child, inherited)),
                "hyperlink" | "ins" | "smartTag" | "sdt" | "sdtContent" | "fldSimple"
                | "customXml" => {
                    self.runs(child, inherited, out);
                }
                _ => {}
            }
        }
    }

    fn run(&self, node: &Node, inherited: &Said) -> Option<RunFormat> {
        let mut words = String::new();
        for child in node.children() {
            match child.name() {
                "t" => words.push_str(&child.words()),
                "tab" => words.push('\t'),
                "br" | "cr" => words.push('\n'),
                "noBreakHyphen" => words.push('-'),
                _ => {}
            }
        }
        (!words.is_empty()).then(|| self.look(node, inherited, words))
    }

    /// How a run looks, whatever words it has.
    fn look(&self, node: &Node, inherited: &Said, words: String) -> RunFormat {
        let look = node.child("rPr");
        let style = self.sheets.style(look.and_then(|look| look.value("rStyle")));
        let said =
            Said::of(None, look, &self.sheets.theme).over(style).over(inherited.clone());
        RunFormat {
            words,
            font: said.font.unwrap_or_default(),
            // Word's own size where nothing names one.
            half_points: said.half_points.unwrap_or(20),
            bold: said.bold.unwrap_or(false),
            italic: said.italic.unwrap_or(false),
            underline: said.underline.unwrap_or(false),
            colour: said.colour.filter(|colour| colour != "auto"),
            highlight: said.highlight.unwrap_or(false),
        }
    }

    fn page(
        &mut self,
        node: &Node,
        parts: &HashMap<String, String>,
        package: &mut Package<'_>,
    ) -> PageFormat {
        let size = node.child("pgSz");
        let side = |name: &str| size.and_then(|size| size.number(name)).unwrap_or(0);
        let margins = node.child("pgMar");
        let margin =
            |name: &str| margins.and_then(|margins| margins.number(name)).unwrap_or(0).abs();
        let mut page = PageFormat {
            size: (side("w"), side("h")),
            margins: [margin("top"), margin("bottom"), margin("left"), margin("right")],
            landscape: side("w") > side("h"),
            title_page: node.switch("titlePg").unwrap_or(false),
            restarts: node
                .child("pgNumType")
                .and_then(|count| count.number("start"))
                .is_some(),
            ..PageFormat::default()
        };
        for reference in node
            .children()
            .filter(|child| child.is("headerReference") || child.is("footerReference"))
        {
            let part = reference.attribute("id").and_then(|id| parts.get(id));
            let Some(tree) = part.and_then(|part| package.tree(part).ok().flatten()) else {
                continue;
            };
            let first = reference.attribute("type") == Some("first");
            if let Some(paragraph) = self.number_in(&tree) {
                let header = reference.is("headerReference");
                if first {
                    page.first_number |= page.title_page;
                } else {
                    page.first_number |= !page.title_page;
                    page.numbers.push((header, paragraph));
                }
            }
        }
        page
    }

    /// A paragraph with a page number: where no program has put the number itself in yet, it will look
    /// as the run of its field.
    fn numbered(&mut self, node: &Node) -> ParagraphFormat {
        let mut paragraph = self.paragraph(node, None);
        let mut runs = Vec::new();
        node.find_all("r", &mut runs);
        let field = runs.into_iter().find(|run| run.child("instrText").is_some());
        if let Some(field) = field.filter(|_| paragraph.shown().next().is_none()) {
            let id = node.child("pPr").and_then(|look| look.value("pStyle"));
            let style = self.sheets.style(id.or(self.sheets.default_paragraph.as_deref()));
            let inherited = style.over(self.sheets.defaults.clone());
            paragraph.runs.push(self.look(field, &inherited, "1".to_owned()));
        }
        paragraph
    }

    /// The paragraph of a header or footer that holds a page number.
    fn number_in(&mut self, tree: &Node) -> Option<ParagraphFormat> {
        let mut paragraphs = Vec::new();
        tree.find_all("p", &mut paragraphs);
        let line = self.line;
        let found = paragraphs.into_iter().find_map(|node| {
            let mut codes = Vec::new();
            node.find_all("instrText", &mut codes);
            let mut simple = Vec::new();
            node.find_all("fldSimple", &mut simple);
            let code = codes.iter().map(|code| code.words()).collect::<String>();
            let named = simple.iter().any(|field| {
                field.attribute("instr").is_some_and(|code| code.contains("PAGE"))
            });
            let page = code.contains("PAGE") || named;
            page.then(|| self.numbered(node))
        });
        self.line = line;
        found
    }
}
