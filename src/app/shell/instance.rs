//! One window for a user: a second start, or a draft that is clicked twice, goes to the window that is
//! open, and the second program ends.
//!
//! The two speak over a local socket that only this user can reach: one line of JSON there, the path
//! or null; one line back when the window has taken it. Whatever fails on the way means a window of
//! one's own, never none.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use egui::{Context, UserAttentionType, ViewportCommand};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream, prelude::*};

use crate::app::threads::pages::log;
use crate::store::Home;

/// `own` opens a window beside the one that is open.
const VARIABLE: &str = "KEHOACH_WINDOW";
/// How long a window may take to answer before it counts as hung.
const PATIENCE: Duration = Duration::from_secs(2);
/// No path of a system is longer, in bytes.
const LONGEST_LINE: u64 = 128 << 10;
const TAKEN: &[u8] = b"ok\n";

/// What another start asks for: a draft to be opened, or only the window.
type Asked = Option<PathBuf>;

/// The window's end of the socket.
pub struct Doorway {
    asked: Receiver<Asked>,
    ctx: Arc<OnceLock<Context>>,
}

/// What a start finds.
pub enum Found {
    /// A window is open and has taken what was asked for; this program is done.
    Window,
    /// No other window is open; others will be heard. None where the system gave no socket.
    Nobody(Option<Doorway>),
}

/// Looks for a window of this user that is open, and hands it the draft.
pub fn look(home: Option<&Home>, draft: Option<&Path>) -> Found {
    let Some(home) = home.filter(|_| std::env::var(VARIABLE).as_deref() != Ok("own")) else {
        return Found::Nobody(None);
    };
    let draft =
        draft.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    if hand_over(home, draft.as_deref()) {
        return Found::Window;
    }
    match listen(home) {
        Ok(doorway) => Found::Nobody(Some(doorway)),
        // Another start came first in this very moment.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            if hand_over(home, draft.as_deref()) { Found::Window } else { Found::Nobody(None) }
        }
        Err(error) => {
            log(&format!("mỗi lần mở sẽ là một cửa sổ riêng: {error}"));
            Found::Nobody(None)
        }
    }
}

impl Doorway {
    /// Lets what is asked wake the window.
    pub fn wakes(&self, ctx: &Context) {
        let _ = self.ctx.set(ctx.clone());
    }

    /// The drafts that were handed over since the last look; the window comes to the front when
    /// there was anything, also without a draft.
    pub fn take(&self, ctx: &Context) -> Vec<PathBuf> {
        let asked: Vec<Asked> = self.asked.try_iter().collect();
        if !asked.is_empty() {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(
                UserAttentionType::Informational,
            ));
        }
        asked.into_iter().flatten().collect()
    }
}

/// Where the socket of this home is. On Unix a file that only the user reaches; a pipe on Windows.
fn name(home: &Home) -> io::Result<Name<'static>> {
    #[cfg(unix)]
    {
        use interprocess::local_socket::GenericFilePath;
        home.data().join("cua-so.sock").to_fs_name::<GenericFilePath>()
    }
    #[cfg(not(unix))]
    {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};

        use interprocess::local_socket::GenericNamespaced;
        let mut hasher = DefaultHasher::new();
        home.data().hash(&mut hasher);
        format!("kehoach-{:016x}", hasher.finish()).to_ns_name::<GenericNamespaced>()
    }
}

/// Whether an open window has taken the draft. A hung window is none.
fn hand_over(home: &Home, draft: Option<&Path>) -> bool {
    let (Ok(name), Ok(mut line)) = (name(home), serde_json::to_string(&draft)) else {
        return false;
    };
    line.push('\n');
    let (send, answer) = mpsc::sync_channel(1);
    let speak = move || -> io::Result<bool> {
        let mut stream = Stream::connect(name)?;
        stream.write_all(line.as_bytes())?;
        let mut said = Vec::new();
        BufReader::new(stream.take(TAKEN.len() as u64)).read_until(b'\n', &mut said)?;
        Ok(said == TAKEN)
    };
    // On a thread, because a hung window would hold the read for ever.
    let started = thread::Builder::new()
        .name("hoi-cua-so".to_owned())
        .spawn(move || send.send(speak().unwrap_or(false)));
    started.is_ok() && answer.recv_timeout(PATIENCE).unwrap_or(false)
}

/// Opens the socket, and a thread that listens on it as long as the program runs.
fn listen(home: &Home) -> io::Result<Doorway> {
    std::fs::create_dir_all(home.data())?;
    // The file of a program that was killed is in the way, and nobody answers there: `hand_over` asked.
    let options = ListenerOptions::new().name(name(home)?).try_overwrite(true);
    let listener = options.create_sync()?;
    let (sender, asked) = mpsc::sync_channel(16);
    let ctx = Arc::new(OnceLock::new());
    let wake = Arc::clone(&ctx);
    thread::Builder::new()
        .name("mot-cua-so".to_owned())
        .spawn(move || serve(&listener, &sender, &wake))?;
    Ok(Doorway { asked, ctx })
}

fn serve(listener: &Listener, sender: &SyncSender<Asked>, wake: &OnceLock<Context>) {
    for stream in listener.incoming().flatten() {
        let _ = stream.set_recv_timeout(Some(PATIENCE));
        if let Err(error) = answer(stream, sender) {
            log(&format!("một lần mở khác không nói được với cửa sổ này: {error}"));
        }
        if let Some(ctx) = wake.get() {
            ctx.request_repaint();
        }
    }
}

fn answer(stream: Stream, sender: &SyncSender<Asked>) -> io::Result<()> {
    let mut reader = BufReader::new(stream.take(LONGEST_LINE));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let asked: Asked = serde_json::from_str(&line)?;
    sender.try_send(asked).map_err(io::Error::other)?;
    reader.into_inner().into_inner().write_all(TAKEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        (folder, home)
    }

    #[test]
    fn the_second_start_hands_its_draft_to_the_first() {
        let (_folder, home) = home();
        let Found::Nobody(Some(doorway)) = look(Some(&home), None) else {
            panic!("the first start is alone and listens")
        };
        let draft = std::path::absolute("Kế hoạch năm.kehoach").expect("a path");
        assert!(matches!(look(Some(&home), Some(&draft)), Found::Window));
        assert!(matches!(look(Some(&home), None), Found::Window));
        assert_eq!(doorway.take(&Context::default()), [draft]);
    }

    #[test]
    fn a_socket_left_by_a_killed_program_is_taken_over() {
        let (folder, home) = home();
        // What a kill leaves: the name is there and nobody listens.
        drop(std::fs::File::create(folder.path().join("cua-so.sock")).expect("a file"));
        assert!(matches!(look(Some(&home), None), Found::Nobody(Some(_))));
    }

    #[test]
    fn a_start_that_speaks_nonsense_changes_nothing() {
        let (_folder, home) = home();
        let Found::Nobody(Some(doorway)) = look(Some(&home), None) else {
            panic!("the first start is alone and listens")
        };
        let mut stream = Stream::connect(name(&home).expect("a name")).expect("a socket");
        stream.write_all(b"{\"open\"\n").expect("written");
        assert!(matches!(look(Some(&home), None), Found::Window));
        assert!(doorway.take(&Context::default()).is_empty());
    }

    #[test]
    fn without_a_home_every_start_is_a_window_of_its_own() {
        assert!(matches!(look(None, None), Found::Nobody(None)));
    }
}
