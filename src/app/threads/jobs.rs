//! Work that is too slow for the window's thread. Each piece runs on a named thread of its own and
//! answers with messages; the window only looks up what has come.
//!
//! What the messages are is the window's affair: nothing here names a part of it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

use egui::Context;

use super::pages::{STACK, log};

/// A piece of work, ready to run.
pub type Job = Box<dyn FnOnce() + Send>;
/// Lets a job of that name run. The window starts a thread; a test may keep the job and run it when
/// it pleases.
pub type Start = Box<dyn Fn(&str, Job) -> io::Result<()>>;

/// So many answers may wait for the window. A job that has more to say waits for it then.
const MOST_ANSWERS: usize = 1024;

/// The window's end of all threads that answer with `M`.
pub struct Jobs<M> {
    ctx: Context,
    sender: SyncSender<M>,
    answers: Receiver<M>,
    start: Start,
}

impl<M: Send + 'static> Jobs<M> {
    /// Each job gets a thread of its own.
    pub fn new(ctx: &Context) -> Self {
        Self::with(
            ctx,
            Box::new(|name, job| {
                let thread = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
                thread.spawn(job).map(|_| ())
            }),
        )
    }

    /// Jobs that are started in a way of the caller's.
    pub fn with(ctx: &Context, start: Start) -> Self {
        let (sender, answers) = mpsc::sync_channel(MOST_ANSWERS);
        Self { ctx: ctx.clone(), sender, answers, start }
    }

    /// What a thread of another's tells the window with.
    pub fn teller(&self) -> impl Fn(M) + Send + 'static {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        move |message| {
            // Without a window nobody waits for it.
            if sender.send(message).is_ok() {
                ctx.request_repaint();
            }
        }
    }

    /// What has been answered so far.
    pub fn answers(&self) -> Vec<M> {
        self.answers.try_iter().collect()
    }

    /// Waits for the next answer, at most as long as given.
    pub fn wait(&self, patience: Duration) -> Option<M> {
        self.answers.recv_timeout(patience).ok()
    }

    /// Does something aside; each answer wakes the window. Work that panics, or cannot be started,
    /// answers with what `died` says: whoever waits for it waits in vain otherwise.
    pub fn run(
        &self,
        name: &str,
        died: impl Fn() -> M + Send + Sync + 'static,
        work: impl FnOnce(&dyn Fn(M)) + Send + 'static,
    ) {
        let died = Arc::new(died);
        let (sender, ctx, if_it_dies) =
            (self.sender.clone(), self.ctx.clone(), Arc::clone(&died));
        let job = move || {
            let answer = |message| {
                // Without a window nobody waits for the answer any more.
                if sender.send(message).is_ok() {
                    ctx.request_repaint();
                }
            };
            if catch_unwind(AssertUnwindSafe(|| work(&answer))).is_err() {
                answer(if_it_dies());
            }
        };
        if let Err(error) = (self.start)(name, Box::new(job)) {
            log(&format!("không tạo được luồng {name}: {error}"));
            // The window holds the other end itself.
            self.sender.send(died()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_or_cannot_begin_is_answered_for() {
        let jobs = Jobs::new(&Context::default());
        jobs.run(
            "việc",
            || "chết",
            |answer| {
                answer("đang làm");
                panic!("thử");
            },
        );
        let patience = Duration::from_secs(20);
        assert_eq!(jobs.wait(patience), Some("đang làm"));
        assert_eq!(jobs.wait(patience), Some("chết"));
        let full = Box::new(|_: &str, _| Err(io::ErrorKind::OutOfMemory.into()));
        let jobs = Jobs::with(&Context::default(), full);
        jobs.run("việc", || "chết", |answer| answer("xong"));
        assert_eq!(jobs.answers(), ["chết"]);
    }
}
