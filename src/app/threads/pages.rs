//! The thread that sets pages and paints them. The window never waits for it.
//!
//! The newest plan wins: what is asked for while one is being set replaces what waited. Fresh
//! pages come together with the pictures of those she is looking at, so that nothing flickers.

use std::collections::VecDeque;
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use egui::{ColorImage, Context};

use super::whose::DraftId;
use crate::compose::compose;
use crate::model::{Document, Standing};
use crate::typeset::{Live, Pages, Ready, TypesetError};

/// So many replies may wait for the window; a hidden one looks none up, and then no more are made.
const MOST_REPLIES: usize = 64;
/// The room of a thread that sets pages, in bytes: the typesetter goes deep.
pub(super) const STACK: usize = 16 << 20;
/// How long the rest of a long setting waits for her to go on typing, once she sees what she types.
const PAUSE: Duration = Duration::from_millis(200);

/// A page's picture.
pub struct Picture {
    /// The page, from 0.
    pub page: usize,
    /// The plan's revision it shows.
    pub revision: u64,
    /// Pixels per pt.
    pub scale: f32,
    /// The pixels.
    pub image: ColorImage,
}

/// What the thread answers.
pub enum Reply {
    /// New pages, with the pictures of the visible ones.
    Fresh {
        /// The plan's revision.
        revision: u64,
        /// The pages.
        pages: Pages,
        /// Pictures of the pages that were wanted last.
        pictures: Vec<Picture>,
        /// Whether all pages are as they will be; else those that she looks at are.
        settled: bool,
    },
    /// One more picture of the pages last sent.
    Picture(Picture),
    /// A picture of pages that are on their way.
    Early(Picture),
    /// The plan could not be set; the words say why.
    Failed(
        /// Vietnamese, for her.
        String,
    ),
}

/// A page wanted at a number of pixels per pt.
pub type Wanted = (usize, f32);

#[derive(Default)]
struct Orders {
    document: Option<(DraftId, u64, Arc<Document>)>,
    wanted: Vec<Wanted>,
    asked: Vec<Wanted>,
    end: bool,
}

#[derive(Default)]
struct Shared {
    orders: Mutex<Orders>,
    bell: Condvar,
}

/// The window's end of the thread.
pub struct Worker {
    shared: Arc<Shared>,
    replies: Receiver<(DraftId, Reply)>,
}

impl Worker {
    /// Starts the thread; `ctx` is woken with each answer.
    pub fn start(ctx: &Context) -> Self {
        let shared = Arc::new(Shared::default());
        let (sender, replies) = mpsc::sync_channel(MOST_REPLIES);
        let (inside, ctx) = (Arc::clone(&shared), ctx.clone());
        let thread = thread::Builder::new().name("trang-in".to_owned()).stack_size(STACK);
        let started = thread.spawn(move || Setter::new(inside, sender, ctx).run());
        if let Err(error) = started {
            // Without the thread there is no preview, but writing and saving go on.
            log(&format!("không tạo được luồng dàn trang: {error}"));
        }
        Self { shared, replies }
    }

    /// Asks for the pages of a draft's plan.
    pub fn set(&self, draft: DraftId, revision: u64, document: Arc<Document>) {
        let mut orders = self.shared.lock();
        orders.document = Some((draft, revision, document));
        self.shared.bell.notify_one();
    }

    /// Says which pages are looked at, and which of them are to be painted.
    pub fn want(&self, wanted: Vec<Wanted>, missing: Vec<Wanted>) {
        let mut orders = self.shared.lock();
        orders.asked.retain(|asked| wanted.contains(asked) && !missing.contains(asked));
        orders.wanted = wanted;
        if !missing.is_empty() {
            orders.asked.extend(missing);
            self.shared.bell.notify_one();
        }
    }

    /// The answers so far, and which draft they are about.
    pub fn replies(&self) -> Vec<(DraftId, Reply)> {
        self.replies.try_iter().collect()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.lock().end = true;
        self.shared.bell.notify_one();
    }
}

impl Orders {
    /// The pages from the first to the last that are looked at.
    fn looked_at(&self) -> Range<usize> {
        let pages = || self.wanted.iter().map(|(page, _)| *page);
        pages().min().zip(pages().max()).map_or(0..0, |(first, last)| first..last + 1)
    }

    /// Whether the work in hand is of no use any more.
    fn is_overtaken(&self) -> bool {
        self.document.is_some() || self.end
    }
}

impl Shared {
    /// Whether a newer plan waits, or comes within this time.
    fn waits(&self, patience: Duration) -> bool {
        let orders = self.lock();
        let waited =
            self.bell.wait_timeout_while(orders, patience, |orders| !orders.is_overtaken());
        waited.unwrap_or_else(PoisonError::into_inner).0.is_overtaken()
    }

    fn lock(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Said when setting pages fails in the program itself.
const FAILED: &str = "Chương trình gặp lỗi khi dàn trang này. Bản thảo vẫn lưu và xuất Word được; hãy \
                      sửa đoạn vừa gõ để dàn lại.";
/// How many sets of pages the thread keeps; they share what has not changed.
const KEPT: usize = 3;

/// What is to be done next.
enum Task {
    Set(DraftId, u64, Arc<Document>),
    Paint(Vec<Wanted>),
    End,
}

struct Setter {
    shared: Arc<Shared>,
    sender: SyncSender<(DraftId, Reply)>,
    ctx: Context,
    /// The draft at work.
    draft: DraftId,
    live: Live,
    /// The pages last sent, the newest first. The window lets go of old ones before they fall off
    /// the end, so that it is this thread that clears them away.
    sent: VecDeque<(u64, Pages)>,
}

impl Setter {
    fn new(shared: Arc<Shared>, sender: SyncSender<(DraftId, Reply)>, ctx: Context) -> Self {
        let (draft, live) = (DraftId::default(), Live::new());
        Self { shared, sender, ctx, draft, live, sent: VecDeque::new() }
    }

    fn run(mut self) {
        loop {
            let task = self.wait();
            if matches!(task, Task::End) {
                return;
            }
            // A panic ends the work in hand, not the preview; she is told.
            if catch_unwind(AssertUnwindSafe(|| self.work(task))).is_err() {
                self.live = Live::new();
                self.sent.clear();
                answer(&self.sender, &self.ctx, self.draft, Reply::Failed(FAILED.to_owned()));
            }
        }
    }

    fn work(&mut self, task: Task) {
        match task {
            Task::End => {}
            Task::Set(draft, revision, document) => {
                if draft != std::mem::replace(&mut self.draft, draft) {
                    // Pages of the draft before must not be painted for this one.
                    self.sent.clear();
                }
                self.set(revision, &document);
                self.live.tidy();
            }
            Task::Paint(asked) => self.paint(&asked),
        }
    }

    fn wait(&self) -> Task {
        let mut orders = self.shared.lock();
        loop {
            if orders.end {
                return Task::End;
            }
            if let Some((draft, revision, document)) = orders.document.take() {
                return Task::Set(draft, revision, document);
            }
            if !orders.asked.is_empty() {
                return Task::Paint(std::mem::take(&mut orders.asked));
            }
            orders = self.shared.bell.wait(orders).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn set(&mut self, revision: u64, document: &Document) {
        let (shared, sender, ctx) = (Arc::clone(&self.shared), &self.sender, &self.ctx);
        let draft = self.draft;
        let sent = &mut self.sent;
        let (mut shown, mut around) = (false, false);
        // What she looks at need not wait for the other pages.
        let mut show = |ready: Ready<'_>| {
            let wanted = shared.lock().wanted.clone();
            match ready {
                Ready::Around(pages) => {
                    (shown, around) = (true, true);
                    answer(sender, ctx, draft, fresh(sent, revision, pages, &wanted, false));
                    if shared.waits(PAUSE) {
                        return ControlFlow::Break(());
                    }
                }
                Ready::Front(_) if around => {
                    if shared.waits(Duration::ZERO) {
                        return ControlFlow::Break(());
                    }
                }
                Ready::Front(pages) => {
                    let here = wanted.iter().all(|(page, _)| *page < pages.count());
                    if !shown && !wanted.is_empty() && here {
                        shown = true;
                        for wanted in wanted {
                            if let Some(picture) = picture(pages, revision, wanted) {
                                answer(sender, ctx, draft, Reply::Early(picture));
                            }
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        };
        let looked_at = self.shared.lock().looked_at();
        let paper = compose(document, Standing::Issued);
        let reply = match self.live.typeset_showing(paper, looked_at, &mut show) {
            Ok(pages) => {
                let wanted = self.shared.lock().wanted.clone();
                fresh(&mut self.sent, revision, &pages, &wanted, true)
            }
            Err(TypesetError::Overtaken) => return,
            Err(error) => Reply::Failed(error.to_string()),
        };
        answer(&self.sender, &self.ctx, draft, reply);
    }

    /// Paints what was asked for, but looks up between two pages whether a newer plan has come.
    fn paint(&self, asked: &[Wanted]) {
        let Some((revision, pages)) = self.sent.front().cloned() else { return };
        for page in asked {
            if self.shared.lock().document.is_some() {
                return;
            }
            if let Some(picture) = picture(&pages, revision, *page) {
                answer(&self.sender, &self.ctx, self.draft, Reply::Picture(picture));
            }
        }
    }
}

/// Pages that go to the window with the pictures of those that are wanted; they are kept.
fn fresh(
    sent: &mut VecDeque<(u64, Pages)>,
    revision: u64,
    pages: &Pages,
    wanted: &[Wanted],
    settled: bool,
) -> Reply {
    let pictures =
        wanted.iter().filter_map(|wanted| picture(pages, revision, *wanted)).collect();
    sent.truncate(KEPT - 1);
    sent.push_front((revision, pages.clone()));
    Reply::Fresh { revision, pages: pages.clone(), pictures, settled }
}

fn answer(sender: &SyncSender<(DraftId, Reply)>, ctx: &Context, draft: DraftId, reply: Reply) {
    // The window is gone when nobody listens; `Task::End` follows.
    if sender.send((draft, reply)).is_ok() {
        ctx.request_repaint();
    }
}

/// Paints one page.
pub fn picture(pages: &Pages, revision: u64, (page, scale): Wanted) -> Option<Picture> {
    let pixels = pages.render(page, scale)?;
    // The pages are opaque, so premultiplied and straight are the same.
    let image =
        ColorImage::from_rgba_premultiplied([pixels.width, pixels.height], &pixels.rgba);
    Some(Picture { page, revision, scale, image })
}

/// Says something on stderr that nobody at the window can do anything about.
pub fn log(words: &str) {
    use std::io::Write as _;
    // With stderr closed there is nowhere left to say it.
    writeln!(std::io::stderr(), "kehoach: {words}").ok();
}
