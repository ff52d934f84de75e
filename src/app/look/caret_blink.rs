//! A caret that blinks draws the window anew twice a second. After a while without a key or the
//! pointer it stands still, and the program rests.

use egui::Context;

/// How long a caret blinks after the last input, in seconds.
const BLINKS_FOR: f64 = 10.0;

/// Watches whether anybody is at the window.
#[derive(Default)]
pub(in crate::app) struct CaretBlink {
    /// The time of the last input, in seconds of the window.
    last: f64,
    still: bool,
}

impl CaretBlink {
    /// To be called in each frame.
    pub(in crate::app) fn follow(&mut self, ctx: &Context) {
        let (now, touched) = ctx.input(|input| (input.time, !input.events.is_empty()));
        if touched {
            self.last = now;
        }
        let still = now - self.last > BLINKS_FOR;
        if still != self.still {
            self.still = still;
            ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = !still);
            // This frame still has the old look, perhaps without the caret.
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, RawInput};

    use super::*;

    fn blinks(
        ctx: &Context,
        caret_blink: &mut CaretBlink,
        time: f64,
        events: Vec<Event>,
    ) -> bool {
        let input = RawInput { time: Some(time), events, ..RawInput::default() };
        ctx.begin_pass(input);
        caret_blink.follow(ctx);
        ctx.end_pass().textures_delta.clear();
        ctx.global_style().visuals.text_cursor.blink
    }

    #[test]
    fn a_caret_stands_still_when_nobody_is_there_and_blinks_again() {
        let (ctx, mut caret_blink) = (Context::default(), CaretBlink::default());
        let text = vec![Event::Text("a".to_owned())];
        assert!(blinks(&ctx, &mut caret_blink, 1.0, text.clone()));
        assert!(blinks(&ctx, &mut caret_blink, 10.0, Vec::new()));
        assert!(!blinks(&ctx, &mut caret_blink, 12.0, Vec::new()));
        assert!(blinks(&ctx, &mut caret_blink, 60.0, text));
    }
}
