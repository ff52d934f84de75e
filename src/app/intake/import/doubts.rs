//! The doubts: a list with a count, and what can be said of the chosen paragraph.

use egui::{
    Align, Align2, CornerRadius, Layout, Rect, RichText, Role as Kind, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::choice::{Absent, Chosen};
use super::scroll_column::Lane;
use super::{COLUMN_HEAD, DOUBTS, Intake, Outcome, sheet};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push, badge, focus_ring, note, paint_words};
use crate::app::look::{fonts, icons};
use crate::check::whereabouts;
use crate::model::{Document, Level, Text};
use crate::read::{
    Content, Doubt, DropKind, Encoding, NoteKind, Role, Settled, Weight, likely_role, role_of,
};

const DECISION: f32 = 284.0;
const DECISION_LEAST: f32 = 220.0;
/// What the words take that say how to choose something.
const HINT: f32 = 112.0;

/// What she asked of the chosen paragraph.
enum Asked {
    Accept(usize),
    AcceptAll,
    Assign(Role),
    LeaveOut,
    /// The source's paragraph comes into the plan as this.
    TakeIn(Role),
    /// What she left out comes back.
    PutBack(usize),
    /// What stands beside the text comes in.
    TakeAside(usize),
    Next,
    ReadIn(Option<Encoding>),
}

impl Intake {
    pub(super) fn doubts(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let colours = palette(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, colours.panel);
        let line = Stroke::new(1.0, colours.line);
        ui.painter().vline(whole.left() + 0.5, whole.y_range(), line);
        let head = Rect::from_min_size(whole.min, vec2(whole.width(), COLUMN_HEAD));
        ui.painter().hline(head.x_range(), head.bottom() - 0.5, line);
        let mut asked = None;
        self.doubts_head(ui, head, &mut asked);
        // The list has the room it needs, as long as a decision can be taken below it.
        let needed: f32 =
            (0..self.settlement.doubts().len()).map(|n| self.guessed(n, whole.width())).sum();
        let left = whole.height() - COLUMN_HEAD - needed - space::LARGE;
        // While nothing is chosen there is but a hint below.
        let least = if self.chosen != Chosen::default() { DECISION_LEAST } else { HINT };
        let split = whole.bottom() - left.clamp(least, DECISION.max(least));
        let list = Rect::from_min_max(head.left_bottom(), pos2(whole.right(), split));
        let below = Rect::from_min_max(pos2(whole.left(), split), whole.max);
        ui.scope_builder(UiBuilder::new().max_rect(list).id_salt("list"), |ui| {
            self.list(ui);
        });
        ui.painter().hline(below.x_range(), below.top() + 0.5, line);
        let inner = below.shrink2(vec2(space::LARGE, space::MEDIUM));
        ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("decision"), |ui| {
            self.decision(ui, &mut asked);
        });
        if let Some(asked) = asked {
            self.answer(&asked, outcome);
        }
    }

    /// About how high a doubt's row is.
    fn guessed(&self, index: usize, width: f32) -> f32 {
        let doubt = &self.settlement.doubts()[index];
        match doubt.settled {
            Settled::Open => 46.0 + sheet::guess(doubt.message.len(), width - 60.0),
            _ => 30.0,
        }
    }

    fn doubts_head(&self, ui: &mut Ui, head: Rect, asked: &mut Option<Asked>) {
        let colours = palette(ui);
        let ask = self.settlement.open(Weight::Ask);
        let look = self.settlement.open(Weight::Look);
        let title = if ask + look == 0 {
            "Không còn điều cần xem"
        } else {
            "Điều cần xem"
        };
        let font = fonts::semibold(size::TEXT);
        let at = pos2(head.left() + 16.0, head.center().y);
        let taken = paint_words(ui, at, title, font, colours.ink, head.width());
        if ask + look > 0 {
            let center = pos2(at.x + taken + 16.0, at.y);
            let (ground, ink) = match ask {
                0 => (colours.line_strong, colours.ink),
                _ => (colours.warning, colours.on_error),
            };
            badge(ui, center, ask + look, ground, ink);
        }
        let layout = Layout::right_to_left(Align::Center);
        let inner = head.shrink2(vec2(8.0, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            if look > 0 {
                let words = format!("Đúng cả {look} điều đã chỉnh");
                let push = Push::text("Đúng cả").named(&words).look(Look::Link).height(26.0);
                let tip = "Những điều chương trình tự chỉnh đều đúng";
                if ui.add(push).on_hover_text(tip).clicked() {
                    *asked = Some(Asked::AcceptAll);
                }
            }
        });
    }

    fn list(&mut self, ui: &mut Ui) {
        let mut picked = None;
        let Self { settlement, list, chosen, .. } = self;
        let doubts = settlement.doubts();
        if doubts.is_empty() {
            let colours = palette(ui);
            let words = "Cả văn bản đã vào bản thảo, không có chỗ nào phải đoán.";
            let words = RichText::new(words).font(fonts::regular(size::TEXT));
            egui::Frame::new()
                .inner_margin(space::LARGE)
                .show(ui, |ui| ui.label(words.color(colours.soft)));
        }
        let guess = |index: usize, width: f32| match doubts[index].settled {
            Settled::Open => 46.0 + sheet::guess(doubts[index].message.len(), width - 60.0),
            _ => 30.0,
        };
        list.show(ui, "doubt-lane", doubts.len(), guess, |ui, index| {
            if doubt_row(ui, index, &doubts[index], chosen.doubt == Some(index)) {
                picked = Some(index);
            }
        });
        if let Some(index) = picked {
            self.choose_doubt(index);
        }
    }

    /// What can be said of the chosen paragraph.
    fn decision(&self, ui: &mut Ui, asked: &mut Option<Asked>) {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let chosen = self.chosen;
        let doubt = chosen.doubt.and_then(|n| Some((n, self.settlement.doubts().get(n)?)));
        if doubt.is_none() && chosen.place.is_none() && chosen.row.is_none() {
            say(
                ui,
                "Bấm vào một điều ở trên, hoặc một đoạn ở hai bên, để xem đoạn ấy ở đâu và đổi \
                 nó thành phần khác của bản thảo.\n\nAlt+mũi tên xuống: điều tiếp theo.",
            );
            return;
        }
        let document = self.settlement.document();
        let role = chosen.place.and_then(|place| role_of(document, place));
        let absent = chosen.row.and_then(|row| self.absent(row));
        let outside = doubt.is_some_and(|(_, doubt)| is_outside(doubt));
        let about_code =
            doubt.is_some_and(|(_, doubt)| doubt.kind == Some(NoteKind::Encoding));
        self.decision_title(ui, outside, absent);
        if let Some(absent) = absent.filter(|_| !outside) {
            self.absent_words(ui, absent, asked);
        } else if role.is_some() || outside {
            note(ui, "Đoạn này là:");
            let now = role.filter(|_| !outside);
            roles(ui, document, "Đoạn này là", now, |role| {
                *asked = Some(Asked::Assign(role))
            });
        } else if doubt.is_some_and(|(_, doubt)| doubt.kind == Some(NoteKind::Aside)) {
            say(ui, "Đứng ngoài lời văn nên không đưa vào. Bấm dấu cộng để đưa vào nội dung.");
            if let Some(index) = self.asides(ui) {
                *asked = Some(Asked::TakeAside(index));
            }
        } else if about_code {
            say(ui, "Xem chữ ở bên trái. Nếu chữ hiện ra không đúng, đọc lại bằng:");
            if let Some(encoding) = self.encoding_chips(ui) {
                *asked = Some(Asked::ReadIn(encoding));
            }
        } else {
            let missing =
                doubt.is_some_and(|(_, doubt)| doubt.kind == Some(NoteKind::Missing));
            say(
                ui,
                match chosen.place {
                    _ if missing => "Phần này điền trong bản thảo, sau khi nhận.",
                    Some(_) => "Phần này sửa được trong bản thảo, sau khi nhận.",
                    None if chosen.row.is_none() => "Điều này nói về cả văn bản.",
                    None => "Dòng này đã nhập vào đoạn khác.",
                },
            );
        }
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.horizontal(|ui| self.decision_buttons(ui, role, absent, asked));
        });
    }

    fn decision_title(&self, ui: &mut Ui, outside: bool, absent: Option<Absent>) {
        let document = self.settlement.document();
        let mut title = match self.chosen.place {
            _ if outside => "Chưa có trong bản thảo".to_owned(),
            _ if absent.is_some() => "Không đưa vào bản thảo".to_owned(),
            Some(place) => capital(&whereabouts(document, place)),
            None if self.chosen.row.is_none() => "Cả văn bản".to_owned(),
            None => "Không ở chỗ nào riêng trong bản thảo".to_owned(),
        };
        if let Some(line) = self.chosen.row.and_then(|row| self.line(row)) {
            title.push_str(&format!(" · dòng {line}"));
        }
        let ink = palette(ui).ink;
        let title = RichText::new(title).font(fonts::semibold(size::TEXT)).color(ink);
        ui.add(egui::Label::new(title).truncate());
    }

    /// Why a paragraph is not in the plan, and as what it could come in.
    fn absent_words(&self, ui: &mut Ui, absent: Absent, asked: &mut Option<Asked>) {
        let why = match absent {
            Absent::ByHer(_) => "Bạn đã bỏ đoạn này.",
            Absent::ByReader(kind) => match kind {
                DropKind::Fixed => "Bản in tự viết những chữ này.",
                DropKind::Numeral | DropKind::PageNumber => "Bản in tự đánh số.",
                DropKind::Reference => "Bản in tự ghi dòng “Kèm theo” dưới tên phụ lục.",
                DropKind::Repaired => "Chữ hỏng này đã được chữa; bản chữa ở trong bản thảo.",
                DropKind::CopyMark => "Dấu của bản sao, không thuộc bản thảo.",
                DropKind::OtherDocument => "Thuộc văn bản khác trong tệp.",
                DropKind::Aside => "Đứng ngoài lời văn: ghi chú, đầu trang, chữ ẩn, mục lục.",
            },
        };
        say(ui, why);
        if let Absent::ByReader(_) = absent {
            note(ui, "Vẫn đưa vào bản thảo, là:");
            roles(ui, self.settlement.document(), "Đưa vào, là", None, |role| {
                *asked = Some(Asked::TakeIn(role))
            });
        }
    }

    fn decision_buttons(
        &self,
        ui: &mut Ui,
        role: Option<Role>,
        absent: Option<Absent>,
        asked: &mut Option<Asked>,
    ) {
        let doubt = self.chosen.doubt;
        let doubt = doubt.and_then(|n| Some((n, self.settlement.doubts().get(n)?)));
        let open = doubt.filter(|(_, doubt)| doubt.settled == Settled::Open);
        let outside = open.is_some_and(|(_, doubt)| is_outside(doubt));
        let waiting = self.settlement.open(Weight::Ask) + self.settlement.open(Weight::Look);
        if let Some(Absent::ByHer(index)) = absent.filter(|_| !outside) {
            let push = Push::text("Đưa lại vào bản thảo").with_icon(Some(icons::UNDO));
            if ui.add(push.look(Look::Main)).clicked() {
                *asked = Some(Asked::PutBack(index));
            }
        } else if let Some((index, doubt)) = open {
            let words = match doubt.kind {
                _ if outside => "Không lấy",
                Some(NoteKind::Missing) => "Điền sau",
                _ => "Đúng rồi",
            };
            let push = Push::text(words).with_icon(Some(icons::CHECK)).look(Look::Main);
            if ui.add(push).clicked() {
                *asked = Some(Asked::Accept(index));
            }
        } else if waiting > 0 {
            let push = Push::text("Điều tiếp theo").look(Look::Outlined);
            if ui.add(push).on_hover_text("Alt+mũi tên xuống").clicked() {
                *asked = Some(Asked::Next);
            }
        }
        if role.is_some() && absent.is_none() && !outside {
            let push = Push::text("Bỏ đoạn này").look(Look::Danger);
            let tip =
                "Không đưa những chữ này vào bản thảo; bấm vào dòng ấy ở bên trái để đưa lại";
            if ui.add(push).on_hover_text(tip).clicked() {
                *asked = Some(Asked::LeaveOut);
            }
        }
    }

    /// Brings a paragraph of the source into the plan: what she left out to its old place, what
    /// the reader left out behind its neighbour.
    pub(super) fn bring_in(&mut self, row: usize) {
        let asked = match self.absent(row) {
            Some(Absent::ByHer(index)) => Asked::PutBack(index),
            Some(Absent::ByReader(_)) => {
                let words = self.source.paragraphs[row].text().map(Text::words);
                let near = self.settlement.trace().place_before(row);
                let likely = words.map(|words| likely_role(&words, near));
                Asked::TakeIn(likely.unwrap_or(Role::Block(Level::Body)))
            }
            None => return,
        };
        self.choose_row(row);
        self.answer(&asked, &mut Outcome::Stay);
    }

    fn answer(&mut self, asked: &Asked, outcome: &mut Outcome) {
        let chosen = self.chosen;
        match asked {
            Asked::Accept(index) => {
                self.settlement.accept(*index);
                self.refresh();
                self.step(1);
            }
            Asked::AcceptAll => {
                self.settlement.accept_all(Weight::Look);
                self.refresh();
                self.step(1);
            }
            Asked::Next => self.step(1),
            Asked::ReadIn(encoding) => self.read_in(*encoding, outcome),
            Asked::Assign(role) => {
                let near =
                    chosen.row.and_then(|row| self.settlement.trace().place_before(row));
                let outside = chosen
                    .doubt
                    .filter(|n| self.settlement.doubts().get(*n).is_some_and(is_outside));
                let to = match (outside, chosen.place) {
                    (Some(index), _) => self.settlement.assign_doubt(index, *role, near),
                    (None, Some(place)) => self.settlement.assign(place, *role),
                    (None, None) => None,
                };
                self.went(to);
            }
            Asked::TakeIn(role) => {
                let Some(row) = chosen.row else { return };
                let paragraph = &self.source.paragraphs[row];
                let content = match (&paragraph.content, &paragraph.look.numeral) {
                    (Content::Words(text), Some(numeral)) => {
                        let mut seen = Text::plain(&format!("{numeral} "));
                        seen.append(text.clone());
                        Content::Words(seen)
                    }
                    (content, _) => content.clone(),
                };
                let near = self.settlement.trace().place_before(row);
                let to = self.settlement.take_in(Some(row), &content, *role, near);
                self.went(to);
            }
            Asked::PutBack(index) => {
                let to = self.settlement.put_back(*index);
                self.went(to);
            }
            Asked::TakeAside(index) => {
                let to = self.take_aside(*index);
                self.refresh();
                self.show_place(to);
            }
            Asked::LeaveOut => {
                let Some(place) = chosen.place else { return };
                let line = chosen.row.and_then(|row| self.line(row)).unwrap_or(0);
                self.settlement.leave_out(place, line);
                self.refresh();
                self.chosen.place = None;
            }
        }
    }

    /// The chosen words stand at another place now.
    fn went(&mut self, to: Option<crate::model::Place>) {
        self.refresh();
        if to.is_some() {
            self.chosen.place = to;
            self.show_place(to);
        }
    }
}

/// Whether the words of a doubt are still to find their place in the plan.
fn is_outside(doubt: &Doubt) -> bool {
    doubt.place.is_none() && doubt.kind.is_none() && doubt.settled == Settled::Open
}

fn say(ui: &mut Ui, words: &str) {
    let soft = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(soft));
}

/// The parts of a plan as buttons.
fn roles(
    ui: &mut Ui,
    document: &Document,
    name: &str,
    now: Option<Role>,
    mut chose: impl FnMut(Role),
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        for role in Role::ALL.into_iter().filter(|role| role.is_offered(document)) {
            let name = format!("{name} {}", role.text());
            let push = Push::text(role.text()).named(&name).look(Look::Outlined).height(26.0);
            if ui.add(push.chosen(now == Some(role))).clicked() && now != Some(role) {
                chose(role);
            }
        }
    });
}

fn doubt_row(ui: &mut Ui, index: usize, doubt: &Doubt, chosen: bool) -> bool {
    let colours = palette(ui);
    let width = ui.available_width().min(DOUBTS);
    let open = doubt.settled == Settled::Open;
    let title = title(doubt);
    let room = width - 42.0 - 16.0;
    let message = open.then(|| {
        let text = Text::plain(&doubt.message);
        sheet::galley(ui, &text, colours.soft, false, room)
    });
    let quoted = open && !doubt.excerpt.trim().is_empty();
    let tall = message.as_ref().map_or(0.0, |galley| galley.size().y)
        + if quoted { 18.0 } else { 0.0 }
        + if open { 36.0 } else { 28.0 };
    let rect = sheet::claim(ui, tall);
    let card = rect.shrink2(vec2(6.0, 1.0));
    let radius = CornerRadius::same(size::RADIUS);
    let response = ui.interact(rect, Lane::row_id("doubt", index), Sense::click());
    let said = settled_words(doubt.settled);
    let name = format!("Điều {}: {title}. {} {said}", index + 1, doubt.message);
    response.widget_info(|| WidgetInfo::selected(Kind::Button, true, chosen, name.trim()));
    if chosen {
        ui.painter().rect_filled(card, radius, colours.accent_ground);
        let stroke = Stroke::new(1.0, colours.accent.gamma_multiply(0.4));
        ui.painter().rect_stroke(card, radius, stroke, StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(card, radius, colours.hover);
    }
    focus_ring(ui, &response, card);
    let (icon, ink) = match (doubt.settled, doubt.weight) {
        (Settled::Open, Weight::Ask) => (icons::WARNING, colours.warning),
        (Settled::Open, Weight::Look) => (icons::INFO, colours.soft),
        (Settled::LeftOut, _) => (icons::TRASH, colours.soft),
        _ => (icons::DONE, colours.right),
    };
    let top = rect.top() + if open { 17.0 } else { 14.0 };
    let at = pos2(rect.left() + 22.0, top);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(15.0), ink);
    let place = match (doubt.line, said) {
        (_, said) if !said.is_empty() => said,
        (0, _) => "cả văn bản".to_owned(),
        (line, _) => format!("dòng {line}"),
    };
    let end = pos2(rect.right() - 16.0, top);
    let font = fonts::regular(size::SMALL);
    let line = ui.painter().text(end, Align2::RIGHT_CENTER, place, font, colours.soft);
    let x = rect.left() + 38.0;
    let font = if open { fonts::semibold(size::TEXT) } else { fonts::regular(size::TEXT) };
    let ink = if open { colours.ink } else { colours.soft };
    paint_words(ui, pos2(x, top), &title, font, ink, line.left() - x - 8.0);
    if let Some(message) = message {
        let mut y = rect.top() + 28.0;
        if quoted {
            let words = format!("“{}”", doubt.excerpt.trim());
            let font = fonts::regular(12.0);
            paint_words(ui, pos2(x, y + 8.0), &words, font, colours.ink, room);
            y += 18.0;
        }
        ui.painter().galley(pos2(x, y), message, colours.soft);
    }
    response.clicked()
}

fn settled_words(settled: Settled) -> String {
    match settled {
        Settled::Open => String::new(),
        Settled::Accepted => "đã xem".to_owned(),
        Settled::Changed(role) => format!("thành {}", role.text()),
        Settled::LeftOut => "đã bỏ".to_owned(),
    }
}

fn title(doubt: &Doubt) -> String {
    let known = match doubt.kind {
        None if doubt.place.is_none() => "Chưa vào bản thảo",
        None => "Chưa rõ là gì",
        Some(NoteKind::Encoding) => "Bảng mã",
        Some(NoteKind::Composed) => "Dấu thanh rời",
        Some(NoteKind::JoinedLines) => "Dòng bị ngắt",
        Some(NoteKind::PageNumbers) => "Số trang",
        Some(NoteKind::LegalBasis) => "Căn cứ, mở đầu",
        Some(NoteKind::Formula) => "Công thức",
        Some(NoteKind::Columns) => "Hai cột cạnh nhau",
        Some(NoteKind::OtherDocument) => "Văn bản khác",
        Some(NoteKind::Missing) => "Còn thiếu",
        Some(NoteKind::Letterhead) => "Phần đầu",
        Some(NoteKind::Title) => "Tên loại, trích yếu",
        Some(NoteKind::Numeral) => "Đánh số",
        Some(NoteKind::Level) => "Cấp của đoạn",
        Some(NoteKind::RestoredTitle) => "Tiêu đề",
        Some(NoteKind::Recipients) => "Nơi nhận",
        Some(NoteKind::Archive) => "Dòng lưu",
        Some(NoteKind::AfterArchive) => "Sau dòng lưu",
        Some(NoteKind::Signature) => "Chữ ký",
        Some(NoteKind::Annex) => "Phụ lục",
        Some(NoteKind::Invisible) => "Ký tự ẩn",
        Some(NoteKind::Repaired) => "Chữ hỏng",
        Some(NoteKind::Spelling) => "Chính tả",
        Some(NoteKind::Tracked) => "Sửa đổi được theo dõi",
        Some(NoteKind::Aside) => "Ngoài phần chữ",
        Some(NoteKind::Lost) => "Thiếu chữ",
    };
    known.to_owned()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
