//! How quick the window is, said on stderr for those who measure it (`tests/desk/speed.py`).

use std::io::Write as _;

use egui::Context;

/// With this in the environment each frame says what it took.
const VARIABLE: &str = "KEHOACH_GAUGE";

/// Counts the frames of a window.
pub(in crate::app) struct FrameTimes {
    frames: usize,
    /// Milliseconds of the processor that this thread had at the last frame.
    processor: f64,
}

impl FrameTimes {
    /// A counter, where the environment asks for one.
    pub(in crate::app) fn wanted() -> Option<Self> {
        std::env::var_os(VARIABLE).map(|_| Self { frames: 0, processor: 0.0 })
    }

    /// Notes the frame before this one, which is on the screen now, and the seconds it took.
    pub(in crate::app) fn frame(&mut self, ctx: &Context, before: Option<f32>) {
        let processor = processor();
        let used = processor - std::mem::replace(&mut self.processor, processor);
        match before {
            Some(seconds) => {
                self.frames += 1;
                let (number, took) = (self.frames, seconds * 1000.0);
                // With stderr closed nobody measures.
                writeln!(std::io::stderr(), "khung {number} {took:.2} {used:.2}").ok();
            }
            // Only the second frame knows that the first one is painted.
            None => ctx.request_repaint(),
        }
    }
}

/// Milliseconds of the processor this thread has had, where the system tells: unlike a clock they
/// do not grow while other programs run.
fn processor() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|words| words.split(' ').next()?.parse::<f64>().ok())
        .map_or(0.0, |nanoseconds| nanoseconds / 1e6)
}
