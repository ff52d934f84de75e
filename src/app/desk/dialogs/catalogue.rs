//! The catalogue of rules: what each asks and where it rests, what breaks it and what does not, and a
//! box to try words in.

use egui::{Align, Context, Label, Layout, RichText, ScrollArea, Ui, pos2, vec2};

use super::{Answer, buttons, group, main_button, modal, words};
use crate::app::look::finding_card::sign;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::{field, fonts, icons, widgets};
use crate::app::threads::export::capitalised;
use crate::check::examples::{examples, try_words};
use crate::check::{Area, Finding, Needs, Rule, asks, rules};
use crate::vietnamese::fold;

/// Width of the list of rules.
const LIST: f32 = 300.0;
/// Width of what is told of one.
const WIDTH: f32 = 560.0;
/// Examples shown of each kind.
const EXAMPLES: usize = 4;

/// What of the catalogue is looked at.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    search: String,
    chosen: usize,
    /// Words to be tried, and what was said of them.
    trial: String,
    told: Option<Vec<Told>>,
    opened: bool,
    /// The list shall show the chosen rule, the text its beginning.
    turned: bool,
}

/// What a rule says of words that are tried.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    rule: &'static Rule,
    words: String,
}

impl Catalogue {
    /// Begins at the rule of a finding.
    pub fn at(finding: &Finding) -> Self {
        let chosen = rules().iter().position(|rule| rule.id == finding.rule.id).unwrap_or(0);
        Self { chosen, turned: true, opened: true, ..Self::default() }
    }

    /// Shows it.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        let title = format!("Quy tắc kiểm tra ({} quy tắc)", rules().len());
        modal(ctx, "rules", &title, LIST + WIDTH + space::LARGE, |ui| {
            let height = (ui.ctx().content_rect().height() - 190.0).max(220.0);
            let turned = std::mem::take(&mut self.turned);
            ui.horizontal_top(|ui| {
                let column = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(LIST, height), column, |ui| {
                    self.list(ui, height, turned);
                });
                ui.add_space(space::MEDIUM);
                ui.allocate_ui_with_layout(vec2(WIDTH, height), column, |ui| {
                    self.text(ui, height, turned);
                });
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

    /// The rules that have the words that are looked for.
    fn found(&self) -> Vec<usize> {
        let wanted = fold(self.search.trim());
        let has = |words: &str| fold(words).contains(&wanted);
        let fits = |rule: &Rule| {
            wanted.is_empty()
                || has(rule.id)
                || has(rule.checks)
                || has(rule.clause)
                || has(rule.area.name())
        };
        let mut found: Vec<usize> =
            (0..rules().len()).filter(|index| fits(rules()[*index])).collect();
        found.sort_by_key(|index| (rules()[*index].area, *index));
        found
    }

    fn list(&mut self, ui: &mut Ui, height: f32, turned: bool) {
        ui.set_width(LIST);
        let search = field::bare(ui, "rules", "Tìm quy tắc", "Tìm quy tắc…", &mut self.search);
        if !std::mem::replace(&mut self.opened, true) {
            search.request_focus();
        }
        let found = self.found();
        if search.changed() && !found.contains(&self.chosen) {
            self.choose(found.first().copied().unwrap_or(self.chosen));
        }
        ui.add_space(space::SMALL);
        let list = ScrollArea::vertical().id_salt("rules-list").max_height(height - 50.0);
        list.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(LIST - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            if found.is_empty() {
                words(ui, "Không có quy tắc nào như vậy.");
            }
            let mut area: Option<Area> = None;
            for index in found {
                let rule = rules()[index];
                if area != Some(rule.area) {
                    area = Some(rule.area);
                    ui.add_space(space::SMALL);
                    let name = RichText::new(rule.area.name()).font(fonts::semibold(12.0));
                    ui.label(name.color(palette(ui).soft));
                    ui.add_space(2.0);
                }
                let row = one(ui, rule, index == self.chosen);
                if row.clicked() {
                    self.choose(index);
                }
                if index == self.chosen && turned {
                    row.scroll_to_me(Some(Align::Center));
                }
            }
        });
    }

    fn choose(&mut self, index: usize) {
        self.chosen = index;
        self.turned = true;
        self.trial.clear();
        self.told = None;
    }

    fn text(&mut self, ui: &mut Ui, height: f32, turned: bool) {
        let mut area = ScrollArea::vertical().id_salt("rules-text").max_height(height);
        if turned {
            area = area.vertical_scroll_offset(0.0);
        }
        area.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(WIDTH - 16.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            let rule = rules()[self.chosen];
            about(ui, rule);
            shown_examples(ui, rule);
            self.trial(ui);
        });
    }

    /// The box to try words in.
    fn trial(&mut self, ui: &mut Ui) {
        ui.add_space(space::SMALL);
        group(ui, "Gõ thử");
        let hint = "gõ hoặc dán một câu để xem chương trình nói gì";
        let field = field::bare(ui, "rules-try", "Thử một đoạn", hint, &mut self.trial);
        if field.changed() {
            let words = self.trial.trim();
            self.told = (!words.is_empty()).then(|| tried(words));
        }
        let colours = palette(ui);
        match self.told.as_deref() {
            None => words(ui, "Được xét như một đoạn của văn bản ngày 05/10/2026."),
            Some([]) => marked(ui, icons::DONE, colours.right, "Không thấy gì."),
            Some(told) => {
                for Told { rule, words } in told {
                    let (icon, ink) = sign(rule.severity, colours);
                    marked(ui, icon, ink, &format!("{}: {words}", rule.id));
                }
            }
        }
    }
}

/// What the rules say of words, each rule once.
fn tried(words: &str) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for finding in try_words(words).1.findings {
        let words = match &finding.fix {
            Some(fix) if fix.after.chars().any(char::is_alphanumeric) => {
                format!("{}: “{}”", finding.message, fix.after.trim())
            }
            _ => finding.message.clone(),
        };
        let one = Told { rule: finding.rule, words };
        if !told.contains(&one) {
            told.push(one);
        }
    }
    told
}

/// A rule of the list.
fn one(ui: &mut Ui, rule: &Rule, chosen: bool) -> egui::Response {
    let name = format!("{} {}", rule.id, rule.checks);
    let row = widgets::row(ui, size::ROW, &name, chosen, |ui, rect, _| {
        let colours = palette(ui);
        let (icon, ink) = sign(rule.severity, colours);
        let at = pos2(rect.left() + 12.0, rect.center().y);
        let font = fonts::icon(14.0);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, font, ink);
        let at = pos2(rect.left() + 24.0, rect.center().y);
        let font = fonts::medium(size::TEXT);
        widgets::paint_words(ui, at, rule.id, font, colours.soft, 34.0);
        let ink = if chosen { colours.accent } else { colours.ink };
        let at = pos2(rect.left() + 60.0, rect.center().y);
        let font = fonts::regular(size::TEXT);
        widgets::paint_words(ui, at, rule.checks, font, ink, rect.width() - 66.0);
    });
    row.response.on_hover_text(rule.checks)
}

/// What a rule asks, how much it matters, where it rests.
fn about(ui: &mut Ui, rule: &Rule) {
    let colours = palette(ui);
    let title = RichText::new(capitalised(rule.checks)).font(fonts::semibold(15.0));
    ui.add(Label::new(title.color(colours.ink)).wrap());
    let (icon, ink) = sign(rule.severity, colours);
    let kind = capitalised(rule.severity.name());
    marked(ui, icon, ink, &format!("{} · {kind} · {}", rule.id, rule.area.name()));
    let scope = match rule.needs {
        Needs::Words => "Xét trong mọi bản thảo và tệp.",
        Needs::Date => "Xét theo ngày của văn bản.",
        Needs::Lines => "Xét trong tệp do nơi khác soạn; bản thảo ở đây tự đúng.",
        Needs::Formatting => "Xét định dạng thật của tệp Word; bản thảo ở đây tự đúng.",
        Needs::Records => "Không xét được ở đây: cần sổ đăng ký, chữ ký số hoặc bản quét.",
        Needs::Dossier => "Xét giữa các văn bản của một hồ sơ, khi hồ sơ có từ hai văn bản.",
    };
    words(ui, scope);
    ui.add_space(space::TINY);
    group(ui, &format!("Quy định: {}", rule.clause));
    if let Some(asked) = asks(rule.clause) {
        let text = RichText::new(asked).font(fonts::regular(size::TEXT));
        ui.add(Label::new(text.color(colours.ink)).wrap());
    }
}

/// What breaks a rule, with its cure, and what does not.
fn shown_examples(ui: &mut Ui, rule: &Rule) {
    let colours = palette(ui);
    let Some(known) = examples(rule.id) else { return };
    if !known.wrong.is_empty() {
        ui.add_space(space::TINY);
        group(ui, "Sai");
    }
    for (wrong, cured) in known.wrong.iter().take(EXAMPLES) {
        marked(ui, icons::CROSS, colours.error, &readable(wrong));
        if let Some(cured) = cured {
            marked(ui, icons::CHECK, colours.right, &readable(cured));
        }
    }
    if !known.right.is_empty() {
        ui.add_space(space::TINY);
        group(ui, "Đúng");
    }
    for right in known.right.iter().take(EXAMPLES) {
        marked(ui, icons::CHECK, colours.right, &readable(right));
    }
}

/// An example without the marks of its notation.
fn readable(example: &str) -> String {
    let example = example.strip_prefix("tệp: ").unwrap_or(example);
    let bare = |part: &'_ str| -> String {
        let part = part.trim();
        let level = part.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        level.map_or(part, |(_, words)| words.trim()).to_owned()
    };
    example.split('¶').map(bare).collect::<Vec<_>>().join(" / ")
}

fn marked(ui: &mut Ui, icon: &str, ink: egui::Color32, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(icon).font(fonts::icon(15.0)).color(ink));
        let words = RichText::new(words).font(fonts::regular(size::TEXT));
        ui.add(Label::new(words.color(palette(ui).ink)).wrap());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_words_without_marks() {
        let of = |search: &str| {
            Catalogue { search: search.to_owned(), ..Catalogue::default() }.found()
        };
        assert_eq!(of("").len(), rules().len());
        let found = of("tieu ngu");
        assert!(!found.is_empty() && found.len() < rules().len());
        assert!(of("b19").iter().any(|index| rules()[*index].id == "B19"));
        assert!(of("không có quy tắc nào").is_empty());
    }

    #[test]
    fn words_that_are_tried_are_judged_once_a_rule() {
        assert!(tried("Các phòng thực hiện nhiệm vụ được giao.").is_empty());
        let told = tried("Các phòng , đơn vị , cá nhân thực hiện.");
        assert_eq!(told.len(), 1, "{told:?}");
    }

    #[test]
    fn an_example_is_shown_without_its_notation() {
        assert_eq!(readable("[1] Nhiệm vụ ¶ [a] một"), "Nhiệm vụ / một");
        assert_eq!(readable("địa danh: Hà Nội"), "địa danh: Hà Nội");
    }
}
