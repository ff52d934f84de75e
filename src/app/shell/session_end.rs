//! The system ends the program: a log-out, a shut-down, `kill`, a terminal that is closed. Nobody can
//! be asked then; what is unsaved is written as the recovery file, and offered at the next start.
//!
//! On Unix the wish comes as a signal (SIGTERM, SIGHUP, SIGINT). A thread writes what is due first, so
//! that it is safe whatever the window does, and then has the window close as it always does: the
//! frame that runs takes in the last keys, a save that runs is waited for. A window that does not
//! answer is ended without it.
//!
//! Windows tells programs of a log-out by a message that the window library keeps for itself, and ends
//! them: there the recovery file is what [`Keeper`](crate::store::Keeper) wrote last, at most five
//! seconds old.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use egui::{Context, ViewportCommand, ViewportId};

use crate::store::Urge;

/// What the window and the thread that hears the system know of each other.
#[derive(Clone, Default)]
pub struct SessionEnd(Arc<Shared>);

#[derive(Default)]
struct Shared {
    asked: AtomicBool,
    heeded: AtomicBool,
    ctx: OnceLock<Context>,
    urge: Mutex<Option<Urge>>,
}

impl SessionEnd {
    /// Lets the wish wake this window.
    pub fn wakes(&self, ctx: &Context) {
        // A second renderer that is tried draws the same window.
        let _ = self.0.ctx.set(ctx.clone());
    }

    /// The draft that is open now is kept by this thread.
    pub fn follow(&self, urge: Urge) {
        *self.0.urge.lock().unwrap_or_else(PoisonError::into_inner) = Some(urge);
    }

    /// Whether the system has asked: nothing waits for an answer of hers any more.
    pub fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::Acquire)
    }

    /// The window is closing: it is not ended before it has done so.
    pub fn heed(&self) {
        self.0.heeded.store(true, Ordering::Release);
    }

    /// The system asks: what is due is written, and the window is asked to close.
    #[cfg_attr(not(unix), allow(dead_code, reason = "Windows sends no signal"))]
    pub(super) fn ask(&self) {
        self.0.asked.store(true, Ordering::Release);
        self.write_due();
        if let Some(ctx) = self.0.ctx.get() {
            ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Close);
            ctx.request_repaint();
        }
    }

    #[cfg_attr(not(unix), allow(dead_code, reason = "Windows sends no signal"))]
    fn write_due(&self) {
        let urge = self.0.urge.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(urge) = urge {
            urge.write_now();
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::sync::atomic::Ordering;
    use std::thread;
    use std::time::Duration;

    use async_signal::{Signal, Signals};
    use futures_lite::StreamExt as _;
    use futures_lite::future::block_on;

    use super::SessionEnd;
    use crate::app::threads::pages::log;

    /// How long a window may take to begin closing before the program ends without it. Desktops kill what
    /// has not gone some ten seconds after they asked.
    const PATIENCE: Duration = Duration::from_secs(4);

    impl SessionEnd {
        /// Listens to the system as long as the program runs.
        pub fn listen(&self) {
            let signals = match Signals::new([Signal::Term, Signal::Hup, Signal::Int]) {
                Ok(signals) => signals,
                Err(error) => {
                    return log(&format!(
                        "không nghe được lệnh kết thúc của hệ thống: {error}"
                    ));
                }
            };
            let heard = self.clone();
            let started = thread::Builder::new()
                .name("ket-thuc".to_owned())
                .spawn(move || heard.wait_for(signals));
            if let Err(error) = started {
                log(&format!("không tạo được luồng ket-thuc: {error}"));
            }
        }

        fn wait_for(&self, mut signals: Signals) {
            // Signals that cannot be read are none; the recovery file is written all the same.
            if block_on(signals.next()).is_none_or(|signal| signal.is_err()) {
                return;
            }
            self.ask();
            thread::sleep(PATIENCE);
            if !self.0.heeded.load(Ordering::Acquire) {
                self.write_due();
                log("cửa sổ không trả lời hệ thống; bản khôi phục đã được ghi");
                std::process::exit(1);
            }
        }
    }
}

#[cfg(not(unix))]
impl SessionEnd {
    /// Nothing is told here: see the head of this file.
    pub fn listen(&self) {}
}
