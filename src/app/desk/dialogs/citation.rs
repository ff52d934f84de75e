//! A căn cứ by its parts: a citation is pasted, its parts stand in fields, and it goes back in the
//! decree's form.

use egui::{Context, Label, RichText, Ui};

use super::{Answer, buttons, main_button, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{field, fonts, icons};
use crate::citation::{Parts, in_full};
use crate::model::Document;

/// A căn cứ that is being written.
#[derive(Clone, Debug, Default)]
pub struct OfBasis {
    /// The căn cứ whose place it takes; none for a new one.
    pub index: Option<usize>,
    /// The words that stand there already, each căn cứ.
    others: Vec<String>,
    pasted: String,
    parts: Parts,
    day: String,
    opened: bool,
}

impl OfBasis {
    /// The n-th căn cứ of a plan, or a new one.
    pub fn new(document: &Document, index: Option<usize>) -> Self {
        let others: Vec<String> =
            document.legal_basis.iter().map(|text| text.words()).collect();
        let pasted = index.and_then(|index| others.get(index)).cloned().unwrap_or_default();
        let mut form = Self { index, others, pasted, ..Self::default() };
        form.take_apart();
        form
    }

    /// Puts the parts of what was pasted into the fields.
    fn take_apart(&mut self) {
        let Some(parts) = Parts::of(&self.pasted) else { return };
        self.day = parts
            .date
            .map(|(day, month, year)| {
                // Months from March on have no zero, as in the decree's own dates.
                let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
                format!("{day:02}/{month}/{year}")
            })
            .unwrap_or_default();
        self.parts = parts;
    }

    /// The căn cứ in the decree's form; empty while there is nothing to write.
    pub fn written(&self) -> String {
        let whole = in_full(&self.parts);
        if whole.is_empty() { whole } else { format!("Căn cứ {whole}") }
    }

    /// Which other căn cứ is the same document, counted from 1.
    fn twin(&self) -> Option<usize> {
        let same = |words: &String| {
            Parts::of(words).is_some_and(|other| {
                let law = self.parts.notation.is_empty();
                !self.written().is_empty()
                    && other.notation == self.parts.notation
                    && (!law || other.title == self.parts.title)
            })
        };
        let others = self.others.iter().enumerate();
        let twin = others.filter(|(at, _)| Some(*at) != self.index).find(|(_, it)| same(it));
        twin.map(|(at, _)| at + 1)
    }

    /// Shows it.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        let title = match self.index {
            Some(index) => format!("Căn cứ {} theo từng phần", index + 1),
            None => "Thêm căn cứ từ một viện dẫn".to_owned(),
        };
        modal(ctx, "citation", &title, 620.0, |ui| {
            let hint = "dán nguyên câu viện dẫn, ví dụ: nghị định 30/2020/NĐ-CP ngày 5/3/2020 của \
                        Chính phủ về công tác văn thư";
            let pasted = field::plain(ui, "cited", "Viện dẫn", hint, &mut self.pasted, true);
            if !std::mem::replace(&mut self.opened, true) {
                pasted.request_focus();
            }
            if pasted.changed() {
                self.take_apart();
            }
            self.fields(ui);
            ui.add_space(space::TINY);
            self.result(ui);
            let written = self.written();
            let mut answer = Answer::Open;
            buttons(ui, |ui| {
                let name = if self.index.is_some() {
                    "Ghi lại căn cứ"
                } else {
                    "Thêm căn cứ này"
                };
                ui.add_enabled_ui(!written.is_empty(), |ui| {
                    if main_button(ui, name) {
                        answer = Answer::Basis(self.index, written.clone());
                    }
                });
                if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                    answer = Answer::Closed;
                }
            });
            answer
        })
    }

    fn fields(&mut self, ui: &mut Ui) {
        let Self { parts, day, .. } = self;
        ui.columns(3, |columns| {
            let hint = "Nghị định";
            field::plain(&mut columns[0], "c-kind", "Tên loại", hint, &mut parts.kind, false);
            let hint = "30/2020/NĐ-CP";
            let notation = &mut parts.notation;
            field::plain(&mut columns[1], "c-number", "Số, ký hiệu", hint, notation, false);
            let date = field::plain(
                &mut columns[2],
                "c-date",
                "Ngày ban hành",
                "05/3/2020",
                day,
                false,
            );
            if date.changed() {
                parts.date = read_day(day);
            }
        });
        let issuer = &mut parts.issuer;
        field::plain(ui, "c-issuer", "Cơ quan ban hành", "Chính phủ", issuer, false);
        let title = &mut parts.title;
        field::plain(ui, "c-title", "Trích yếu, tên luật", "công tác văn thư", title, true);
    }

    /// What will stand there, and what is to be said of it.
    fn result(&self, ui: &mut Ui) {
        let colours = palette(ui);
        let written = self.written();
        if written.is_empty() {
            return words(ui, "Chưa nhận ra văn bản nào; dán cả câu, hoặc điền từng ô.");
        }
        let words = RichText::new(format!("Sẽ ghi: {written};"))
            .font(fonts::medium(size::TEXT))
            .color(colours.ink);
        ui.add(Label::new(words).wrap());
        let mut told = Vec::new();
        if let Some(twin) = self.twin() {
            told.push(format!("Trùng với căn cứ thứ {twin}."));
        }
        if !self.day.trim().is_empty() && self.parts.date.is_none() {
            told.push("Ngày chưa đọc được; viết như 05/3/2020.".to_owned());
        }
        for words in told {
            ui.horizontal(|ui| {
                let icon = RichText::new(icons::WARNING).font(fonts::icon(15.0));
                ui.label(icon.color(colours.warning));
                let words = RichText::new(words).font(fonts::regular(size::TEXT));
                ui.label(words.color(colours.ink));
            });
        }
    }
}

/// A day as it is typed: `5/3/2020`, `05-03-2020`; none where there is no such day.
fn read_day(words: &str) -> Option<(u32, u32, i32)> {
    let mut parts = words.trim().split(['/', '-', '.']).map(|part| part.trim().parse::<u32>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let year = i32::try_from(year).ok()?;
    let real = chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
    (real && (1900..2200).contains(&year) && parts.next().is_none())
        .then_some((day, month, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_citation_falls_into_its_parts_and_comes_back_in_the_decrees_form() {
        let decree = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác \
                      văn thư";
        let document = Document {
            legal_basis: vec![format!("Căn cứ {decree}").as_str().into()],
            ..Document::default()
        };
        let mut form = OfBasis::new(&document, None);
        assert_eq!(form.written(), "");
        form.pasted =
            "nghị định 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ về công tác văn thư;".into();
        form.take_apart();
        assert_eq!(form.written(), format!("Căn cứ {decree}"));
        assert_eq!((form.twin(), form.day.as_str()), (Some(1), "05/3/2020"));
        let own = OfBasis::new(&document, Some(0));
        assert_eq!((own.twin(), own.written()), (None, format!("Căn cứ {decree}")));
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        for (words, day) in [
            ("5/3/2020", Some((5, 3, 2020))),
            (" 05-03-2020 ", Some((5, 3, 2020))),
            ("31/2/2020", None),
            ("5/3", None),
            ("5/3/20", None),
        ] {
            assert_eq!(read_day(words), day, "{words}");
        }
    }
}
