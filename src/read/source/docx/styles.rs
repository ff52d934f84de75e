//! Styles: what a paragraph and a run inherit.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use strum::IntoEnumIterator as _;

use super::tree::Node;
use crate::model::{Align, PageSetup};
use crate::read::source::TAB;
use crate::read::source::script::Script;
use crate::standard::StyleName;
use crate::word;

/// What is said of a run; none is "not said".
#[derive(Clone, Debug, Default)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Whether its letters stand raised or lowered.
    pub(super) script: Option<Script>,
    pub(super) font: Option<String>,
    /// What is said of its letters, in a file of ours.
    pub(super) mark: Option<word::LetterMark>,
}

/// What is said of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphLook {
    pub(super) align: Option<Align>,
    pub(super) left: Option<i32>,
    pub(super) first: Option<i32>,
    /// Where tabs lead to, twips from the margin.
    pub(super) tabs: Option<Vec<i32>>,
    pub(super) outline: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    pub(super) run: RunLook,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    defaults: ParagraphLook,
    default_paragraph: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    /// The paper's own style that this one is.
    own: Option<StyleName>,
    look: ParagraphLook,
    measures: Measures,
}

/// Sizes and distances of a style; none is "not said".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measures {
    /// Size of its words, half-points.
    pub(super) half_points: Option<u32>,
    /// First-line indent, twips.
    pub(super) first: Option<i32>,
    /// Space before, twips.
    pub(super) before: Option<i32>,
    /// Line spacing, 240ths of a single line.
    pub(super) line: Option<i32>,
}

impl Measures {
    fn read(node: &Node) -> Self {
        let paragraph = node.child("pPr");
        let spacing = paragraph.and_then(|node| node.child("spacing"));
        let line =
            spacing.filter(|node| matches!(node.attribute("lineRule"), None | Some("auto")));
        Self {
            half_points: node
                .child("rPr")
                .and_then(|node| node.value("sz"))
                .and_then(|size| size.parse().ok()),
            first: paragraph
                .and_then(|node| node.child("ind"))
                .and_then(|node| node.number("firstLine")),
            before: spacing.and_then(|node| node.number("before")),
            line: line.and_then(|node| node.number("line")),
        }
    }

    fn over(self, under: Self) -> Self {
        Self {
            half_points: self.half_points.or(under.half_points),
            first: self.first.or(under.first),
            before: self.before.or(under.before),
            line: self.line.or(under.line),
        }
    }
}

/// Styles based on each other more often than this go in a circle.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    pub(super) fn read(tree: &Node) -> Self {
        let mut styles = Self::default();
        if let Some(defaults) = tree.child("docDefaults") {
            let paragraph = defaults.child("pPrDefault").and_then(|node| node.child("pPr"));
            let run = defaults.child("rPrDefault").and_then(|node| node.child("rPr"));
            styles.defaults = paragraph.map(ParagraphLook::read).unwrap_or_default();
            styles.defaults.run = run.map(RunLook::read).unwrap_or_default();
        }
        for node in tree.children().filter(|node| node.is("style")) {
            let Some(id) = node.attribute("styleId") else { continue };
            let mut look = node.child("pPr").map(ParagraphLook::read).unwrap_or_default();
            look.run = node.child("rPr").map(RunLook::read).unwrap_or_default();
            let paragraph = node.attribute("type") == Some("paragraph");
            if paragraph && matches!(node.attribute("default"), Some("1" | "true" | "on")) {
                styles.default_paragraph = Some(id.to_owned());
            }
            let based_on = node.value("basedOn").map(str::to_owned);
            let name = node.value("name").unwrap_or(id).to_lowercase();
            look.run.mark = word::letter_mark(id, &name);
            let own = paragraph.then(|| own_style(id, &name)).flatten();
            let measures = Measures::read(node);
            styles.styles.insert(id.to_owned(), Style { based_on, name, own, look, measures });
        }
        styles
    }

    /// The paper's own style that a style is or is based on. Another program that saves our file
    /// gives new ids, but keeps the names.
    pub(super) fn own(&self, id: Option<&str>) -> Option<StyleName> {
        self.chain(id).iter().find_map(|style| style.own)
    }

    /// The sizes and distances of one of the paper's own styles.
    pub(super) fn measures(&self, name: StyleName) -> Measures {
        let id =
            self.styles.iter().find(|(_, style)| style.own == Some(name)).map(|(id, _)| id);
        let chain = self.chain(id.map(String::as_str));
        chain.iter().fold(Measures::default(), |measures, style| measures.over(style.measures))
    }

    /// Whether the document has the paper's own styles, nearly all of them: a name or two may be
    /// anyone's.
    pub(super) fn are_ours(&self) -> bool {
        let found: HashSet<StyleName> =
            self.styles.values().filter_map(|style| style.own).collect();
        found.len() * 4 >= StyleName::iter().count() * 3
    }

    /// Everything a paragraph of a style inherits. A heading's level comes from the outline level
    /// or the style's own name.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphLook {
        let mut look = self.defaults.clone();
        for style in self.chain(id.or(self.default_paragraph.as_deref())).iter().rev() {
            look = style.look.clone().over(look);
            if let Some(level) = style.name.strip_prefix("heading ")
                && let Ok(level) = level.trim().parse::<u8>()
                && (1..=9).contains(&level)
            {
                look.outline.get_or_insert(level);
            }
        }
        look
    }

    /// Whether a style is one of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).iter().any(|style| {
            style.name.strip_prefix("toc ").is_some_and(|level| {
                level == "heading" || level.chars().all(|c| c.is_ascii_digit())
            })
        })
    }

    /// What a run of a character style adds.
    pub(super) fn run(&self, id: Option<&str>) -> RunLook {
        let mut look = RunLook::default();
        for style in self.chain(id).iter().rev() {
            look = style.look.run.clone().over(look);
        }
        look
    }

    /// The list a style names, for `numStyleLink`.
    pub(super) fn list_of(&self, id: &str) -> Option<String> {
        self.chain(Some(id)).iter().find_map(|style| style.look.list.clone())
    }

    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = id.and_then(|id| self.styles.get(id));
        while let Some(style) = next.filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(style);
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        chain
    }
}

/// The paper's own style of an id, or else of a name in small letters.
fn own_style(id: &str, name: &str) -> Option<StyleName> {
    static NAMES: LazyLock<HashMap<String, StyleName>> = LazyLock::new(|| {
        let page = PageSetup::default();
        StyleName::iter()
            .map(|own| (word::style_name(own, &page).to_lowercase(), own))
            .collect()
    });
    word::style_of_id(id).or_else(|| NAMES.get(name).copied())
}

impl ParagraphLook {
    /// Reads `w:pPr`.
    pub(super) fn read(node: &Node) -> Self {
        let indent = node.child("ind");
        let side = |names: [&str; 2]| {
            indent.and_then(|ind| names.iter().find_map(|name| ind.number(name)))
        };
        let hanging = side(["hanging", "hanging"]).map(|twips| twips.saturating_neg());
        let list = node.child("numPr");
        Self {
            align: node.value("jc").and_then(|value| match value {
                "center" => Some(Align::Center),
                "right" | "end" => Some(Align::Right),
                "both" | "distribute" => Some(Align::Justify),
                "left" | "start" => Some(Align::Left),
                _ => None,
            }),
            left: side(["left", "start"]),
            first: side(["firstLine", "firstLine"]).or(hanging),
            tabs: node.child("tabs").map(tabs),
            outline: node
                .value("outlineLvl")
                .and_then(|value| value.parse::<u8>().ok())
                .map(|level| level.saturating_add(1)),
            list: list.and_then(|list| list.value("numId")).map(str::to_owned),
            list_level: list
                .and_then(|list| list.value("ilvl"))
                .and_then(|value| value.parse().ok()),
            run: RunLook::default(),
        }
    }

    /// How far from the margin words begin after the tabs and spaces before them, twips.
    pub(super) fn indent_of(&self, before: &str) -> i32 {
        const STOP: i32 = 720;
        // As wide as a column of a text file.
        const SPACE: i32 = 120;
        let mut at = self.left.unwrap_or(0).saturating_add(self.first.unwrap_or(0));
        for letter in before.chars().take(200) {
            let next = self.tabs.iter().flatten().copied().find(|stop| *stop > at);
            at = match letter {
                TAB => next.unwrap_or((at / STOP).saturating_add(1).saturating_mul(STOP)),
                '\n' => self.left.unwrap_or(0),
                _ => at.saturating_add(SPACE),
            };
        }
        at
    }

    /// This look where it says something, the other where it does not.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            align: self.align.or(under.align),
            left: self.left.or(under.left),
            first: self.first.or(under.first),
            tabs: self.tabs.or(under.tabs),
            outline: self.outline.or(under.outline),
            list: self.list.or(under.list),
            list_level: self.list_level.or(under.list_level),
            run: self.run.over(under.run),
        }
    }
}

impl RunLook {
    /// Reads `w:rPr`.
    pub(super) fn read(node: &Node) -> Self {
        let fonts = node.child("rFonts");
        Self {
            bold: node.switch("b"),
            italic: node.switch("i"),
            underline: node.switch("u"),
            // Small capitals are read as capitals too.
            capitals: match (node.switch("caps"), node.switch("smallCaps")) {
                (_, Some(true)) => Some(true),
                (caps, small) => caps.or(small),
            },
            hidden: node.switch("vanish"),
            script: node.value("vertAlign").map(script),
            font: fonts.and_then(font),
            mark: None,
        }
    }

    /// This look where it says something, the other where it does not.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            underline: self.underline.or(under.underline),
            capitals: self.capitals.or(under.capitals),
            hidden: self.hidden.or(under.hidden),
            script: self.script.or(under.script),
            font: self.font.or(under.font),
            mark: self.mark.or(under.mark),
        }
    }
}

fn tabs(node: &Node) -> Vec<i32> {
    let mut stops: Vec<i32> = node
        .children()
        .filter(|tab| tab.attribute("val") != Some("clear"))
        .filter_map(|tab| tab.number("pos"))
        .collect();
    stops.sort_unstable();
    stops
}

/// How the letters of a run stand that has a `w:vertAlign`.
fn script(name: &str) -> Script {
    match name {
        "superscript" => Script::Raised,
        "subscript" => Script::Lowered,
        _ => Script::Level,
    }
}

/// The font of a run's letters beyond ASCII, by which an old code page is known.
fn font(node: &Node) -> Option<String> {
    node.attribute("hAnsi").or_else(|| node.attribute("ascii")).map(str::to_owned)
}
