//! Keeps the open draft from getting lost: writes it aside while she types, on a thread.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::atomic::WriteError;
use super::fault::Fault;
use super::home::Home;
use super::recovery::Recovery;
use super::stamp::Stamp;
use crate::model::Document;

/// How long after the last change it is written.
const QUIET: Duration = Duration::from_secs(2);
/// How long a change waits at most, however busily she types, and how long until a write that
/// failed is tried again.
const LATEST: Duration = Duration::from_millis(4500);
/// How long the end of the program waits for what is being written.
const LAST: Duration = Duration::from_secs(10);

/// How long somebody who is in a hurry waits for it.
const URGENT: Duration = Duration::from_secs(2);

/// The draft that the open one came from, and its state that is known.
pub type KeptOf = Option<(PathBuf, Option<Stamp>)>;

enum Word {
    Changed(Arc<Document>, KeptOf),
    Saved,
    /// The draft is closed, and nothing of it is unsaved.
    Closed,
    /// The draft is closed, and this was not to be saved.
    Discarded(Arc<Document>, KeptOf),
    /// What is due is written now; the answer says when.
    Now(SyncSender<()>),
    /// The window is gone.
    Left,
}

/// The window's end of the thread that writes a draft's recovery file.
///
/// Dropped without a word (a panic, the end of the session), it still writes what is due before the
/// program ends.
pub struct Keeper {
    sender: Sender<Word>,
    thread: Option<JoinHandle<Option<PathBuf>>>,
    trouble: Arc<Mutex<Option<String>>>,
}

/// Has a [`Keeper`] write at once, from any thread.
#[derive(Clone)]
pub struct Urge(Sender<Word>);

impl Urge {
    /// Writes what is due, and waits until it is written, but not for ever: a disk may be gone. Returns
    /// whether there is somebody who has done so.
    pub fn write_now(&self) -> bool {
        let (written, done) = mpsc::sync_channel(1);
        self.0.send(Word::Now(written)).is_ok() && done.recv_timeout(URGENT).is_ok()
    }
}

/// What the thread has.
struct Kept {
    home: Option<Home>,
    recovery: Option<Recovery>,
    trouble: Arc<Mutex<Option<String>>>,
    wake: Box<dyn Fn() + Send>,
}

/// A change that is not written yet.
struct Due {
    document: Arc<Document>,
    of: KeptOf,
    since: Instant,
}

impl Keeper {
    /// Starts keeping a draft. `wake` is called when [`Keeper::trouble`] has changed.
    pub fn start(home: Option<Home>, wake: impl Fn() + Send + 'static) -> Self {
        Self::with(home, None, Box::new(wake))
    }

    /// Goes on with what a session left behind.
    pub fn resume(
        home: Option<Home>,
        left: Recovery,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        Self::with(home, Some(left), Box::new(wake))
    }

    /// The draft has changed.
    pub fn changed(&self, document: Arc<Document>, of: KeptOf) {
        self.send(Word::Changed(document, of));
    }

    /// The draft was saved: nothing is left to recover.
    pub fn saved(&self) {
        self.send(Word::Saved);
    }

    /// Why the draft is not being kept, in Vietnamese, as long as that is so.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What others may have it write at once with.
    pub fn urge(&self) -> Urge {
        Urge(self.sender.clone())
    }

    /// The draft is closed; all of it is saved.
    pub fn finish(mut self) {
        self.send(Word::Closed);
        self.join();
    }

    /// The draft is closed and this is not to be saved: it is kept for a fortnight
    /// ([`super::discarded`]). Returns where; none when it could not be kept.
    pub fn discard(mut self, document: Arc<Document>, of: KeptOf) -> Option<PathBuf> {
        self.send(Word::Discarded(document, of));
        self.join()
    }

    fn with(
        home: Option<Home>,
        recovery: Option<Recovery>,
        wake: Box<dyn Fn() + Send>,
    ) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the window never waits for a disk; what waits is handles on shared plans"
        )]
        let (sender, words) = mpsc::channel();
        let trouble = Arc::new(Mutex::new(None));
        let mut kept = Kept { home, recovery, trouble: Arc::clone(&trouble), wake };
        let builder = thread::Builder::new().name("khoi-phuc".to_owned());
        let thread = builder.spawn(move || kept.follow(&words));
        if let Err(error) = &thread {
            *trouble.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(format!("{}.", Fault(error)));
        }
        Self { sender, thread: thread.ok(), trouble }
    }

    fn send(&self, word: Word) {
        // The thread is gone only when it could not be started, which is told as trouble.
        self.sender.send(word).ok();
    }

    /// Waits for the thread, but not for ever: a share may be gone.
    fn join(&mut self) -> Option<PathBuf> {
        self.send(Word::Left);
        let thread = self.thread.take()?;
        let begun = Instant::now();
        while !thread.is_finished() && begun.elapsed() < LAST {
            thread::sleep(Duration::from_millis(2));
        }
        // A thread that hangs or has panicked has nothing to say.
        if thread.is_finished() { thread.join().ok().flatten() } else { None }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.join();
    }
}

impl Kept {
    /// Does what it is told until the window is gone; returns where a discarded draft lies.
    fn follow(&mut self, words: &Receiver<Word>) -> Option<PathBuf> {
        // Begun at once: where nothing can be kept she is told before she has typed a page.
        if self.recovery.is_none() {
            let begun = self.begin();
            self.tell(begun.err());
        }
        let mut due: Option<Due> = None;
        loop {
            let word = match &due {
                None => words.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => {
                    let latest = LATEST.saturating_sub(due.since.elapsed());
                    words.recv_timeout(QUIET.min(latest))
                }
            };
            match word {
                Ok(Word::Changed(document, of)) => {
                    let since = due.as_ref().map_or_else(Instant::now, |due| due.since);
                    due = Some(Due { document, of, since });
                    if since.elapsed() >= LATEST {
                        due = self.write(due);
                    }
                }
                Ok(Word::Saved) => {
                    due = None;
                    let cleared = self.recovery.as_ref().map_or(Ok(()), Recovery::clear);
                    // What cannot be removed is offered at the next start, as it should be.
                    self.tell(cleared.err().map(|error| format!("{}.", Fault(&error))));
                }
                Ok(Word::Closed) => {
                    // As above.
                    let _ = self.recovery.take().map(Recovery::finish);
                    return None;
                }
                Ok(Word::Discarded(document, of)) => {
                    self.write(Some(Due { document, of, since: Instant::now() }));
                    let home = self.home.as_ref()?;
                    return self.recovery.take()?.set_aside(home).ok().flatten();
                }
                Ok(Word::Now(written)) => {
                    due = self.write(due);
                    // Who asked may have lost patience.
                    written.try_send(()).ok();
                }
                Err(RecvTimeoutError::Timeout) => due = self.write(due),
                Ok(Word::Left) | Err(RecvTimeoutError::Disconnected) => {
                    self.write(due);
                    return None;
                }
            }
        }
    }

    /// Writes what is due; what could not be written stays due.
    fn write(&mut self, due: Option<Due>) -> Option<Due> {
        let due = due?;
        let of = due.of.as_ref().map(|(path, stamp)| (path.as_path(), *stamp));
        let written = self.begin().and_then(|()| self.put(&due.document, of));
        let failed = written.is_err();
        self.tell(written.err());
        failed.then(|| Due { since: Instant::now(), ..due })
    }

    fn put(
        &self,
        document: &Document,
        of: Option<(&Path, Option<Stamp>)>,
    ) -> Result<(), String> {
        let written =
            self.recovery.as_ref().map_or(Ok(()), |recovery| recovery.write(document, of));
        written.map_err(|error: WriteError| error.to_string())
    }

    fn begin(&mut self) -> Result<(), String> {
        if self.recovery.is_some() {
            return Ok(());
        }
        let Some(home) = &self.home else {
            return Err("máy này không cho biết thư mục của người dùng.".to_owned());
        };
        let begun = Recovery::begin(home).map_err(|error| {
            format!("{}. Thư mục: {}", Fault(&error), home.data().display())
        })?;
        self.recovery = Some(begun);
        Ok(())
    }

    fn tell(&self, now: Option<String>) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if *trouble != now {
            *trouble = now;
            (self.wake)();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::{Step, Trouble};
    use crate::store::{discarded, recovery::leftovers};

    fn document(subject: &str) -> Arc<Document> {
        Arc::new(Document { subject: subject.into(), ..Document::default() })
    }

    fn until(what: impl Fn() -> bool) {
        let begun = Instant::now();
        while !what() {
            assert!(begun.elapsed() < Duration::from_secs(30), "it never came");
            thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn a_window_that_vanishes_leaves_the_newest_state_and_a_closed_one_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let keeper = Keeper::start(Some(home.clone()), || {});
        keeper.changed(document("Một"), None);
        keeper.changed(document("Hai"), None);
        drop(keeper);
        let mut found = leftovers(&home).expect("listed");
        assert_eq!(found.len(), 1);
        let left = found.remove(0);
        assert_eq!(left.content.as_ref().expect("readable").subject.as_str(), "Hai");
        let (recovery, _) = left.resume();
        Keeper::resume(Some(home.clone()), recovery, || {}).finish();
        assert!(leftovers(&home).expect("listed").is_empty());
    }

    #[test]
    fn a_panic_in_the_window_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let of_window = home.clone();
        let window = thread::spawn(move || {
            let keeper = Keeper::start(Some(of_window), || {});
            keeper.changed(document("Chưa lưu"), None);
            panic!("thử");
        });
        assert!(window.join().is_err());
        assert_eq!(leftovers(&home).expect("listed").len(), 1);
    }

    #[test]
    fn who_is_in_a_hurry_has_it_written_at_once_and_never_waits_for_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let keeper = Keeper::start(Some(home.clone()), || {});
        let urge = keeper.urge();
        keeper.changed(document("Gấp"), None);
        let begun = Instant::now();
        assert!(urge.write_now());
        assert!(begun.elapsed() < QUIET, "it did not wait for a pause");
        let folder = home.data().join("recovery");
        let files = || std::fs::read_dir(&folder).expect("there").flatten();
        let drafts =
            files().filter(|file| file.path().extension().is_some_and(|own| own == "kehoach"));
        assert_eq!(drafts.count(), 1);
        keeper.finish();
        assert!(!urge.write_now(), "nobody is there");
    }

    #[test]
    fn what_is_not_to_be_saved_is_kept_a_fortnight() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let keeper = Keeper::start(Some(home.clone()), || {});
        keeper.changed(document("Một"), None);
        let path = keeper.discard(document("Hai"), None).expect("kept");
        assert!(leftovers(&home).expect("listed").is_empty());
        let found = discarded::list(&home).expect("listed");
        assert_eq!(found[0].file(), path);
        assert_eq!(found[0].content.as_ref().expect("readable").subject.as_str(), "Hai");
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_and_written_to_as_soon_as_it_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let full = Trouble::below(folder.path(), |step, _| match step {
            Step::WriteHalf => Err(std::io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        });
        let keeper = Keeper::start(Some(home.clone()), || {});
        keeper.changed(document("Một"), None);
        until(|| keeper.trouble().is_some());
        assert!(keeper.trouble().is_some_and(|words| words.contains("ổ đĩa đã đầy")));
        drop(full);
        until(|| keeper.trouble().is_none());
        drop(keeper);
        assert_eq!(leftovers(&home).expect("listed").len(), 1);
        let nowhere = Keeper::start(None, || {});
        until(|| nowhere.trouble().is_some());
    }

    #[test]
    fn typing_without_a_pause_is_written_every_few_seconds() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let keeper = Keeper::start(Some(home.clone()), || {});
        let begun = Instant::now();
        let files = home.data().join("recovery");
        let is_written = || {
            let files = std::fs::read_dir(&files).into_iter().flatten().flatten();
            files
                .into_iter()
                .any(|file| file.path().extension().is_some_and(|own| own == "kehoach"))
        };
        while !is_written() {
            keeper.changed(document("Đang gõ"), None);
            thread::sleep(Duration::from_millis(50));
            assert!(begun.elapsed() < Duration::from_secs(20), "never written");
        }
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    }
}
