//! How quick the window is, said on stderr for those who measure it (`tests/desk/speed.py`).

use std::io::Write as _;

use eframe::egui::Context;

/// With this in the environment each frame says what it took.
const VARIABLE: &str = "KEHOACH_GAUGE";

/// Counts the frames of a window.
pub(super) struct Gauge {
    frames: usize,
}

impl Gauge {
    /// A gauge, where the environment asks for one.
    pub(super) fn wanted() -> Option<Self> {
        std::env::var_os(VARIABLE).map(|_| Self { frames: 0 })
    }

    /// Notes the frame before this one, which is on the screen now, and the seconds it took the
    /// processor.
    pub(super) fn frame(&mut self, ctx: &Context, before: Option<f32>) {
        match before {
            Some(seconds) => {
                self.frames += 1;
                let milliseconds = seconds * 1000.0;
                // With stderr closed nobody measures.
                writeln!(std::io::stderr(), "khung {} {milliseconds:.2}", self.frames).ok();
            }
            // Only the second frame knows that the first one is painted.
            None => ctx.request_repaint(),
        }
    }
}
