//! Clicks are counted for each button of the pointer by itself.
//!
//! egui counts clicks of all buttons together: the second button soon after the first at the same place is a double
//! click to it, and the word there is selected, so that what its menu pastes would replace it.

use egui::{Context, Event, InputOptions, Plugin, PointerButton, RawInput};

/// The plugin that lets no click be the second of a double click that another button began.
#[derive(Default)]
pub struct Clicks {
    /// The button that was pressed last.
    last: Option<PointerButton>,
    /// Before it another one was.
    apart: bool,
}

impl Clicks {
    /// Puts it into a window.
    pub fn install(ctx: &Context) {
        ctx.add_plugin(Self::default());
    }
}

impl Plugin for Clicks {
    fn debug_name(&self) -> &'static str {
        "clicks"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut apart = false;
        for event in &input.events {
            let Event::PointerButton { button, pressed, .. } = event else { continue };
            if *pressed {
                self.apart = self.last.replace(*button).is_some_and(|last| last != *button);
            }
            // The release too: egui counts at both.
            apart |= self.apart;
        }
        let usual = InputOptions::default().max_double_click_delay;
        let delay = if apart { 0.0 } else { usual };
        ctx.options_mut(|options| options.input_options.max_double_click_delay = delay);
    }
}

#[cfg(test)]
mod tests {
    use egui::text_edit::TextEditState;
    use egui::{Id, Modifiers, TextEdit, pos2};
    use egui_kittest::Harness;

    use super::*;

    /// How many letters are selected after clicks of these buttons at one place of a field.
    fn selected(buttons: &[PointerButton]) -> usize {
        let id = Id::unique("field");
        let mut words = "một hai ba".to_owned();
        let builder = Harness::builder().with_context_setup(|ctx| {
            crate::app::look::fonts::install(ctx);
            Clicks::install(ctx);
        });
        let mut harness = builder.build_ui(move |ui| {
            ui.add(TextEdit::singleline(&mut words).id(id)).accessible_name("Chữ");
        });
        let pos = pos2(20.0, 18.0);
        for button in buttons {
            for pressed in [true, false] {
                let modifiers = Modifiers::NONE;
                harness.event(Event::PointerButton {
                    pos,
                    button: *button,
                    pressed,
                    modifiers,
                });
                harness.step();
            }
        }
        let state = TextEditState::load(&harness.ctx, id);
        let range = state.and_then(|state| state.cursor.char_range());
        range.map_or(0, |range| range.primary.index.0.abs_diff(range.secondary.index.0))
    }

    #[test]
    fn a_click_of_another_button_is_no_second_click() {
        use PointerButton::{Primary, Secondary};
        assert_eq!(selected(&[Primary, Primary]), 3, "a double click selects the word");
        assert_eq!(selected(&[Primary, Secondary]), 0);
        assert_eq!(selected(&[Secondary, Primary]), 0);
        assert_eq!(selected(&[Secondary, Primary, Secondary]), 0);
    }
}
