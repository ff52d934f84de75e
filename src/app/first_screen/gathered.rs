//! Hồ sơ on the first screen: a plan and what goes with it side by side, each a click away.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use egui::{
    Align2, CornerRadius, CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::moment;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{focus_ring, paint_words};
use crate::app::look::{fonts, icons, words};
use crate::app::shell::action::Action;
use crate::dossier::{Dossier, day_words, number_words};
use crate::standard::type_name;
use crate::store::recent::RecentEntry;

/// Height of the line above the papers, in points.
const HEAD: f32 = 36.0;
/// The least width of a paper, and its height.
const PAPER: Vec2 = vec2(140.0, 82.0);
/// Said where a paper has no day yet.
const NO_DAY: &str = "chưa có ngày";
/// Between papers.
const APART: f32 = 8.0;
/// Around them.
const EDGE: f32 = 12.0;

/// A hồ sơ as the first screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// What its plan is about.
    subject: String,
    papers: Vec<Paper>,
}

/// A paper of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Paper {
    path: PathBuf,
    kind: &'static str,
    /// What it is about: two công văn of one hồ sơ differ by nothing else.
    subject: String,
    /// Number and symbol, as far as they are known.
    number: String,
    day: String,
    /// Places where it is not in line with the others.
    out_of_line: usize,
}

impl Gathered {
    /// The hồ sơ that the newest drafts belong to, each once, those of a single paper left out. Reads the
    /// drafts' folders.
    pub fn of_recent<'e>(recent: impl Iterator<Item = &'e RecentEntry>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for entry in recent {
            if all.iter().any(|gathered| gathered.has(&entry.path)) {
                continue;
            }
            let dossier = Dossier::of(&entry.path).ok();
            all.extend(dossier.filter(|it| it.members.len() > 1).map(|it| Self::of(&it)));
        }
        all
    }

    /// What is shown of one.
    fn of(dossier: &Dossier) -> Self {
        let paper = |index: usize| {
            let member = &dossier.members[index];
            let number = number_words(&member.document);
            let day = day_words(&member.document).unwrap_or_else(|| NO_DAY.to_owned());
            Paper {
                path: member.path.clone(),
                kind: type_name(member.document.document_type),
                subject: member.document.subject.words().trim().to_owned(),
                number,
                day,
                out_of_line: dossier.changes(index).len(),
            }
        };
        let plan = dossier.plan();
        let subject = plan.subject.words();
        Self {
            subject: match subject.trim() {
                "" => words::without_subject(Some(plan.document_type)),
                subject => subject.to_owned(),
            },
            papers: dossier.in_order().into_iter().map(paper).collect(),
        }
    }

    /// Whether a draft is one of its papers.
    pub fn has(&self, path: &Path) -> bool {
        self.papers.iter().any(|paper| paper.path == path)
    }

    /// Shows it; `time` is when one of its papers was worked on last.
    pub(super) fn show(&self, ui: &mut Ui, time: DateTime<Local>, actions: &mut Vec<Action>) {
        let width = ui.available_width();
        let columns = ((width - 2.0 * EDGE + APART) / (PAPER.x + APART)).floor().max(1.0);
        let columns = columns.min(self.papers.len().max(3) as f32).min(6.0);
        let rows = (self.papers.len() as f32 / columns).ceil();
        let height = HEAD + rows * (PAPER.y + APART) + EDGE - APART;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        self.head(ui, rect, time);
        let room = (width - 2.0 * EDGE + APART) / columns - APART;
        for (index, paper) in self.papers.iter().enumerate() {
            let column = index as f32 % columns;
            let row = (index as f32 / columns).floor();
            let at = rect.min
                + vec2(EDGE + column * (room + APART), HEAD + row * (PAPER.y + APART));
            let place = Rect::from_min_size(at, vec2(room, PAPER.y));
            if paper.show(ui, place) {
                actions.push(Action::Open(paper.path.clone()));
            }
        }
    }

    fn head(&self, ui: &Ui, rect: Rect, time: DateTime<Local>) {
        let colours = palette(ui);
        let middle = rect.top() + HEAD / 2.0 + 1.0;
        let at = pos2(rect.left() + 26.0, middle);
        let icon = fonts::icon(17.0);
        ui.painter().text(at, Align2::CENTER_CENTER, icons::FOLDER, icon, colours.accent);
        let end = pos2(rect.right() - 16.0, middle);
        let when = moment(time, Local::now());
        let font = fonts::regular(size::TEXT);
        let time = ui.painter().text(end, Align2::RIGHT_CENTER, when, font, colours.soft);
        let left = rect.left() + 47.0;
        let room = time.left() - left - 24.0;
        let count = format!("Hồ sơ {} văn bản", self.papers.len());
        let at = pos2(left, middle);
        let font = fonts::medium(size::TEXT);
        let used = paint_words(ui, at, &self.subject, font, colours.ink, room - 120.0);
        let at = pos2(left + used + 12.0, middle);
        let font = fonts::regular(size::SMALL);
        paint_words(ui, at, &count, font, colours.faint, room - used - 12.0);
    }
}

impl Paper {
    /// Shows it; returns whether it was pressed.
    fn show(&self, ui: &mut Ui, rect: Rect) -> bool {
        let response = ui.interact(rect, ui.scope_id().with(&self.path), Sense::click());
        let file = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut told =
            format!("{} {}, {}, {}", self.kind, self.subject, self.number, self.day);
        if self.out_of_line > 0 {
            told.push_str(&format!("; {} chỗ chưa khớp", self.out_of_line));
        }
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Button, true, format!("Mở {told}"))
        });
        let colours = palette(ui);
        let radius = CornerRadius::same(size::RADIUS);
        let hot = response.hovered();
        let ground = if hot { colours.hover } else { colours.panel };
        ui.painter().rect_filled(rect, radius, ground);
        let line = Stroke::new(1.0, colours.line);
        ui.painter().rect_stroke(rect, radius, line, StrokeKind::Inside);
        focus_ring(ui, &response, rect.shrink(1.0));
        let (left, right) = (rect.left() + 10.0, rect.right() - 10.0);
        let top = rect.top() + 18.0;
        let (sign, font, ink) = match self.out_of_line {
            0 => (icons::CHECK.to_owned(), fonts::icon(13.0), colours.right),
            count => (count.to_string(), fonts::semibold(size::SMALL), colours.warning),
        };
        let sign = ui.painter().text(pos2(right, top), Align2::RIGHT_CENTER, sign, font, ink);
        let font = fonts::semibold(size::TEXT);
        let room = sign.left() - left - space::SMALL;
        paint_words(ui, pos2(left, top), self.kind, font, colours.ink, room);
        for (words, below) in [(&self.subject, 35.0), (&self.number, 51.0), (&self.day, 67.0)]
        {
            let at = pos2(left, rect.top() + below);
            let font = fonts::regular(size::SMALL);
            paint_words(ui, at, words, font, colours.soft, right - left);
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        response.on_hover_text(format!("{told}\n{file}")).clicked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::{Companion, companion};
    use crate::samples;
    use crate::store::draft;

    #[test]
    fn drafts_of_one_dossier_are_gathered_once_with_those_that_were_never_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        draft::save(&at("kh.kehoach"), &plan).expect("saved");
        draft::save(&at("le.kehoach"), &plan).expect("saved");
        for kind in [Companion::Proposal, Companion::Decision] {
            let made = companion(&plan, "kh.kehoach", kind);
            draft::save(&at(&format!("{}.kehoach", kind.name())), &made).expect("saved");
        }
        let entry = |name: &str| RecentEntry {
            path: at(name),
            subject: String::new(),
            document_type: None,
            time: Local::now(),
        };
        let recent =
            ["to-trinh.kehoach", "le.kehoach", "kh.kehoach", "mat.kehoach"].map(entry);
        let all = Gathered::of_recent(recent.iter());
        assert_eq!(all.len(), 1);
        let kinds: Vec<_> = all[0].papers.iter().map(|paper| paper.kind).collect();
        assert_eq!(kinds, ["Tờ trình", "Quyết định", "Kế hoạch"]);
        assert!(all[0].papers[0].subject.starts_with("Về việc ban hành"));
        assert!(all[0].has(&at("quyet-dinh.kehoach")) && !all[0].has(&at("le.kehoach")));
        // The plan does not name the decision that lies beside it.
        assert_eq!(all[0].papers[2].out_of_line, 1);
    }
}
