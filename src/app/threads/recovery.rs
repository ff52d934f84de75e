//! Keeps the open draft from getting lost: writes it aside while she types.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::pages::log;
use crate::model::Plan;
use crate::store::{Home, Recovery, Stamp};

/// After the last change.
const QUIET: Duration = Duration::from_secs(2);
/// At the latest, however busily she types.
const LATEST: Duration = Duration::from_secs(30);

/// The draft that the open one came from, and its state that is known.
type Original = Option<(PathBuf, Option<Stamp>)>;

enum Word {
    Changed(Arc<Plan>, Original),
    Saved,
    End,
}

/// The window's end of the thread that writes the recovery file.
pub struct Keeper {
    sender: Sender<Word>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts keeping a draft. Without a home nothing can be kept.
    pub fn start(home: Option<Home>) -> Self {
        Self::with(move || {
            let begun = home.as_ref().map(Recovery::begin);
            match begun {
                Some(Ok(recovery)) => Some(recovery),
                Some(Err(error)) => {
                    log(&format!("không tạo được bản khôi phục: {error}"));
                    None
                }
                None => None,
            }
        })
    }

    /// Goes on with what a session left behind.
    pub fn resume(recovery: Recovery) -> Self {
        Self::with(move || Some(recovery))
    }

    /// The draft has changed.
    pub fn changed(&self, plan: Arc<Plan>, original: Original) {
        self.send(Word::Changed(plan, original));
    }

    /// The draft was saved: nothing is left to recover.
    pub fn saved(&self) {
        self.send(Word::Saved);
    }

    /// The draft is closed with her consent.
    pub fn finish(mut self) {
        self.send(Word::End);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log("luồng khôi phục kết thúc bất thường");
        }
    }

    fn with(begin: impl FnOnce() -> Option<Recovery> + Send + 'static) -> Self {
        let (sender, words) = mpsc::channel();
        let builder = thread::Builder::new().name("khoi-phuc".to_owned());
        let thread = builder.spawn(move || keep(begin(), &words));
        let thread = match thread {
            Ok(thread) => Some(thread),
            Err(error) => {
                log(&format!("không tạo được luồng khôi phục: {error}"));
                None
            }
        };
        Self { sender, thread }
    }

    fn send(&self, word: Word) {
        // The thread is gone only when it could not be started, which was said then.
        self.sender.send(word).ok();
    }
}

fn keep(recovery: Option<Recovery>, words: &Receiver<Word>) {
    let mut waiting: Option<(Arc<Plan>, Original, Instant)> = None;
    loop {
        let word = match &waiting {
            None => words.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((_, _, since)) => {
                let latest = LATEST.saturating_sub(since.elapsed());
                words.recv_timeout(QUIET.min(latest))
            }
        };
        match word {
            Ok(Word::Changed(plan, path)) => {
                let since = waiting.as_ref().map_or_else(Instant::now, |(_, _, since)| *since);
                waiting = Some((plan, path, since));
            }
            Ok(Word::Saved) => {
                waiting = None;
                if let Some(Err(error)) = recovery.as_ref().map(Recovery::clear) {
                    log(&format!("không xóa được bản khôi phục: {error}"));
                }
            }
            Ok(Word::End) => {
                if let Some(Err(error)) = recovery.map(Recovery::finish) {
                    log(&format!("không xóa được bản khôi phục: {error}"));
                }
                return;
            }
            Err(RecvTimeoutError::Timeout) => write(recovery.as_ref(), waiting.take()),
            Err(RecvTimeoutError::Disconnected) => {
                write(recovery.as_ref(), waiting.take());
                return;
            }
        }
    }
}

fn write(recovery: Option<&Recovery>, waiting: Option<(Arc<Plan>, Original, Instant)>) {
    if let (Some(recovery), Some((plan, path, _))) = (recovery, waiting)
        && let Err(error) =
            recovery.write(&plan, path.as_ref().map(|(path, stamp)| (path.as_path(), *stamp)))
    {
        log(&error.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::recovery::leftovers;

    #[test]
    fn a_window_that_vanishes_leaves_the_newest_state_and_a_closed_one_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let plan =
            |subject: &str| Arc::new(Plan { subject: subject.into(), ..Plan::default() });
        let mut keeper = Keeper::start(Some(home.clone()));
        keeper.changed(plan("Một"), None);
        keeper.changed(plan("Hai"), None);
        let thread = keeper.thread.take().expect("started");
        drop(keeper);
        thread.join().expect("ended");
        let mut found = leftovers(&home).expect("listed");
        assert_eq!(found.len(), 1);
        let left = found.remove(0);
        assert_eq!(left.content.as_ref().expect("readable").subject.as_str(), "Hai");
        let (recovery, _) = left.resume();
        Keeper::resume(recovery).finish();
        assert!(leftovers(&home).expect("listed").is_empty());
    }
}
