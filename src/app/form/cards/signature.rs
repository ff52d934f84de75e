//! Quyền hạn, chức vụ, họ tên người ký (ô 7): the legal forms, and what will be printed.

use egui::{Align2, CornerRadius, Sense, Stroke, StrokeKind, Ui, vec2};

use super::{Card, Desk, card, choice, columns};
use crate::app::look::field::Field;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons};
use crate::model::{Authority, Document, Place, Signature};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormOfSigning {
    Head,
    Acting,
    Deputy,
    ByOrder,
    ByOrderDeputy,
    Authorised,
}

const FORMS: [(FormOfSigning, &str); 6] = [
    (FormOfSigning::Head, "Người đứng đầu ký"),
    (FormOfSigning::Deputy, "KT. — ký thay"),
    (FormOfSigning::ByOrder, "TL. — thừa lệnh"),
    (FormOfSigning::ByOrderDeputy, "TL. và KT. — cấp phó thừa lệnh"),
    (FormOfSigning::Authorised, "TUQ. — thừa ủy quyền"),
    (FormOfSigning::Acting, "Q. — quyền"),
];

/// The posts of a signature, kept when the form changes.
#[derive(Clone, Debug, Default)]
struct Posts {
    head: String,
    position: String,
    deputy: String,
}

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let clause = "Điều 13; khoản 7 Mục II Phụ lục I";
    card(ui, desk, Card::Signature, "Chữ ký", clause, |ui, desk| {
        let document = desk.document();
        for (index, signature) in document.signatures.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            one(ui, desk, index, signature, document.signatures.len());
        }
        let words = match document.signatures.len() {
            0 => "Thêm người ký",
            1 => "Thêm người ký (liên tịch)",
            _ => return,
        };
        let add = Push::text(words).with_icon(Some(icons::PLUS)).look(Look::Link).height(26.0);
        if ui.add(add).clicked() {
            let index = document.signatures.len();
            desk.step(|document| document.signatures.push(Signature::default()));
            desk.form.go_to(Place::Signature(index), "head", 0);
        }
    });
}

fn one(ui: &mut Ui, desk: &mut Desk<'_>, index: usize, signature: &Signature, count: usize) {
    let mark = if count > 1 { format!(" {}", index + 1) } else { String::new() };
    columns(ui, desk, [1.0, -220.0], |ui, desk, column| {
        if column == 0 {
            fields(ui, desk, index, signature, &mark);
            if count > 1 {
                let words = format!("Bỏ người ký {}", index + 1);
                if ui.add(Push::text(&words).look(Look::Link).height(26.0)).clicked() {
                    desk.step(|document| {
                        if index < document.signatures.len() {
                            document.signatures.remove(index);
                        }
                    });
                }
            }
        } else {
            printed(ui, signature);
        }
    });
}

fn fields(ui: &mut Ui, desk: &mut Desk<'_>, index: usize, signature: &Signature, mark: &str) {
    let place = Place::Signature(index);
    let (form, posts) = taken_apart(&signature.authority);
    ui.spacing_mut().item_spacing.y = space::SMALL;
    let label = format!("Hình thức ký{mark}");
    if let Some(chosen) = choice(ui, &label, form, &FORMS) {
        desk.step(|document| {
            change(document, index, |signature| {
                let posts = moved(form, chosen, posts.clone());
                signature.authority = put_together(chosen, posts);
            });
        });
    }
    let name = format!("Thay mặt tập thể (TM.){mark}");
    Field::new(place, "collective", &name)
        .secondary()
        .hint("Ủy ban nhân dân… (để trống nếu không)")
        .words(ui, desk, &signature.on_behalf_of, |document, words| {
            change(document, index, |signature| signature.on_behalf_of = words);
        });
    post(ui, desk, index, form, &posts, mark);
    let name = format!("Họ và tên{mark}");
    Field::new(place, "signer", &name).secondary().needed(true).hint("Nguyễn Văn A").words(
        ui,
        desk,
        &signature.signer,
        |document, words| change(document, index, |signature| signature.signer = words),
    );
    let rare = !signature.honorific.is_empty() || !signature.agency_post.is_empty();
    let open = rare || desk.form.is_unfolded(Card::Signature);
    if open {
        columns(ui, desk, [1.0, 1.0], |ui, desk, column| {
            if column == 0 {
                let name = format!("Chức danh khác{mark}");
                Field::new(place, "post", &name).secondary().hint("hội đồng, ban").words(
                    ui,
                    desk,
                    &signature.agency_post,
                    |document, words| {
                        change(document, index, |signature| signature.agency_post = words);
                    },
                );
            } else {
                let name = format!("Học hàm, học vị, cấp bậc{mark}");
                Field::new(place, "honorific", &name)
                    .secondary()
                    .hint("nếu ngành cho ghi")
                    .words(ui, desk, &signature.honorific, |document, words| {
                        change(document, index, |signature| signature.honorific = words);
                    });
            }
        });
    }
    if !rare {
        let words =
            if open { "Ẩn bớt" } else { "Chức danh khác, học hàm, học vị…" };
        let icon = if open { icons::CARET_UP } else { icons::CARET_DOWN };
        let fold = Push::text(words).with_icon(Some(icon)).quiet().height(26.0);
        if index == 0 && ui.add(fold.flush()).clicked() {
            desk.form.fold(Card::Signature);
        }
    }
}

fn post(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    index: usize,
    form: FormOfSigning,
    posts: &Posts,
    mark: &str,
) {
    use FormOfSigning as F;
    let place = Place::Signature(index);
    let shown: &[(&'static str, &str, &str)] = match form {
        F::Head | F::Acting => &[("head", "Chức vụ", "Giám đốc")],
        F::Deputy => {
            &[("head", "Thay cho", "Giám đốc"), ("deputy", "Chức vụ", "Phó Giám đốc")]
        }
        F::ByOrder | F::Authorised => {
            &[("head", "Của", "Giám đốc"), ("position", "Chức vụ", "Chánh Văn phòng")]
        }
        F::ByOrderDeputy => &[
            ("head", "Lệnh của", "Giám đốc"),
            ("position", "Thay cho", "Chánh Văn phòng"),
            ("deputy", "Chức vụ", "Phó Chánh Văn phòng"),
        ],
    };
    let mut each = |ui: &mut Ui, desk: &mut Desk<'_>, column: usize| {
        let Some((part, label, hint)) = shown.get(column).copied() else { return };
        let name = format!("{label}{mark}");
        let current = match part {
            "head" => &posts.head,
            "position" => &posts.position,
            _ => &posts.deputy,
        };
        let field = Field::new(place, part, &name).needed(true).hint(hint);
        let field = if column == 0 { field } else { field.secondary() };
        field.words(ui, desk, current, |document, words| {
            change(document, index, |signature| {
                let mut posts = posts.clone();
                match part {
                    "head" => posts.head = words,
                    "position" => posts.position = words,
                    _ => posts.deputy = words,
                }
                signature.authority = put_together(form, posts);
            });
        });
    };
    match shown.len() {
        1 => columns(ui, desk, [1.0], &mut each),
        2 => columns(ui, desk, [1.0, 1.0], &mut each),
        _ => columns(ui, desk, [1.0, 1.0, 1.0], &mut each),
    }
}

/// What ô 7 will say, as the paper sets it.
fn printed(ui: &mut Ui, signature: &Signature) {
    let palette = palette(ui);
    widgets::label(ui, "Sẽ in");
    ui.add_space(-3.0);
    let lines = signature.lines();
    let post = signature.agency_post.trim();
    let count = lines.len() + usize::from(!post.is_empty());
    let line = 18.0;
    let height = (2.0 * 14.0 + line * count as f32 + 34.0 + line).max(128.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let name = [signature.honorific.trim(), signature.signer.trim()].join(" ");
    let all = lines.iter().map(String::as_str).chain([post, name.trim()]);
    let spoken = all.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Sẽ in: {spoken}"))
    });
    let radius = CornerRadius::same(size::RADIUS);
    ui.painter().rect_filled(rect, radius, palette.panel);
    let border = Stroke::new(1.0, palette.line);
    ui.painter().rect_stroke(rect, radius, border, StrokeKind::Inside);
    let mut y = rect.top() + 14.0 + line / 2.0;
    let centre = rect.center().x;
    let write = |words: &str, y: f32| {
        let fit = rect.width() - 16.0;
        let mut size = 12.0;
        let galley = loop {
            let galley = widgets::layout(ui, words, fonts::bold(size), palette.ink);
            if galley.size().x <= fit || size <= 8.0 {
                break galley;
            }
            size -= 0.5;
        };
        let at = egui::pos2(centre - galley.size().x / 2.0, y - galley.size().y / 2.0);
        ui.painter().with_clip_rect(rect).galley(at, galley, palette.ink);
    };
    for words in &lines {
        write(words, y);
        y += line;
    }
    if lines.is_empty() {
        let font = fonts::regular(size::SMALL);
        let at = egui::pos2(centre, y);
        let words = "chưa có chức vụ";
        ui.painter().text(at, Align2::CENTER_CENTER, words, font, palette.faint);
    }
    let foot = rect.bottom() - 14.0 - line / 2.0;
    if !post.is_empty() {
        write(&post.to_uppercase(), foot - line);
    }
    if name.trim().is_empty() {
        let font = fonts::regular(size::SMALL);
        let at = egui::pos2(centre, foot);
        let words = "chưa có họ tên";
        ui.painter().text(at, Align2::CENTER_CENTER, words, font, palette.faint);
    } else {
        write(name.trim(), foot);
    }
}

fn change(document: &mut Document, index: usize, edit: impl FnOnce(&mut Signature)) {
    if let Some(signature) = document.signatures.get_mut(index) {
        edit(signature);
    }
}

fn taken_apart(authority: &Authority) -> (FormOfSigning, Posts) {
    use FormOfSigning as F;
    let own = |words: &String| words.clone();
    match authority {
        Authority::Head { position } => {
            (F::Head, Posts { head: own(position), ..Posts::default() })
        }
        Authority::Acting { position } => {
            (F::Acting, Posts { head: own(position), ..Posts::default() })
        }
        Authority::Deputy { head, deputy } => {
            (F::Deputy, Posts { head: own(head), deputy: own(deputy), ..Posts::default() })
        }
        Authority::ByOrder { head, position } => (
            F::ByOrder,
            Posts { head: own(head), position: own(position), ..Posts::default() },
        ),
        Authority::ByOrderDeputy { head, position, deputy } => (
            F::ByOrderDeputy,
            Posts { head: own(head), position: own(position), deputy: own(deputy) },
        ),
        Authority::Authorised { head, position } => (
            F::Authorised,
            Posts { head: own(head), position: own(position), ..Posts::default() },
        ),
    }
}

fn put_together(form: FormOfSigning, posts: Posts) -> Authority {
    use FormOfSigning as F;
    let Posts { head, position, deputy } = posts;
    match form {
        F::Head => Authority::Head { position: head },
        F::Acting => Authority::Acting { position: head },
        F::Deputy => Authority::Deputy { head, deputy },
        F::ByOrder => Authority::ByOrder { head, position },
        F::ByOrderDeputy => Authority::ByOrderDeputy { head, position, deputy },
        F::Authorised => Authority::Authorised { head, position },
    }
}

/// Carries the posts over to another form: a deputy's post is made from the head's.
fn moved(from: FormOfSigning, to: FormOfSigning, mut posts: Posts) -> Posts {
    use FormOfSigning as F;
    let deputy_of = |head: &str| match head.trim() {
        "" => String::new(),
        head => format!("Phó {head}"),
    };
    if to == F::Deputy && posts.deputy.is_empty() {
        posts.deputy = deputy_of(&posts.head);
    }
    if to == F::ByOrderDeputy && (posts.deputy.is_empty() || from == F::Deputy) {
        posts.deputy = deputy_of(&posts.position);
    }
    posts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_posts_survive_another_form_of_signing() {
        let head = Authority::Head { position: "Giám đốc".into() };
        let (form, posts) = taken_apart(&head);
        let deputy =
            put_together(FormOfSigning::Deputy, moved(form, FormOfSigning::Deputy, posts));
        assert_eq!(
            deputy,
            Authority::Deputy {
                head: "Giám đốc".into(), deputy: "Phó Giám đốc".into()
            }
        );
        let (form, posts) = taken_apart(&deputy);
        assert_eq!(
            put_together(FormOfSigning::Head, moved(form, FormOfSigning::Head, posts)),
            head
        );
    }

    #[test]
    fn every_form_is_put_together_as_it_was() {
        for (form, _) in FORMS {
            let posts = Posts { head: "A".into(), position: "B".into(), deputy: "C".into() };
            let authority = put_together(form, posts);
            let (again, posts) = taken_apart(&authority);
            assert_eq!(again, form);
            assert_eq!(put_together(again, posts), authority);
        }
    }
}
