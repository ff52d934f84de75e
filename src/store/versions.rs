//! The earlier states of drafts: kept at each save, in the user's own folder.
//!
//! One folder a draft, `versions/<key>/`, with one file a state, `<UTC time>-<stamp>.kehoach.gz`: a
//! draft like any other, packed, which any archiver opens. The names say everything, so nothing has
//! to be read to list them; `of.ron` beside them says whose they are.
//!
//! A draft is known by its path and by its content: moved or renamed, it is found by the stamp of
//! what it holds, which is that of its newest state. A copy takes the states it has in common along.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDateTime, TimeDelta, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::atomic;
use super::claim::same_name;
use super::disk;
use super::draft::{self, OpenError};
use super::home::{Home, make_folder, read_own, write_own};
use super::stamp::Stamp;
use crate::model::Document;

/// The most that the states of one draft take, in bytes; the oldest go first.
const LARGEST_HISTORY: u64 = 20 << 20;
/// The most that all drafts' states take together; the drafts saved longest ago go first.
const LARGEST_STORE: u64 = 300 << 20;
/// What the file of a state ends with.
const ENDING: &str = ".kehoach.gz";
/// The form of the time in a file's name, UTC, to the millisecond.
const TIME: &str = "%Y%m%d-%H%M%S%.3f";
/// Says which draft a folder's states are of.
const OWNER: &str = "of.ron";

/// An earlier state of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    file: PathBuf,
    /// When it was saved.
    pub time: DateTime<Local>,
    /// Its content's stamp.
    pub stamp: Stamp,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Owner {
    path: Option<PathBuf>,
}

impl Version {
    /// Reads it. Unpacks at most a draft's largest size.
    ///
    /// # Errors
    /// The file cannot be read, or what it holds is no draft.
    pub fn open(&self) -> Result<Document, OpenError> {
        let refused = |error| OpenError::Io(self.file.clone(), error);
        let packed = disk::read(&self.file, draft::LARGEST).map_err(refused)?;
        let mut bytes = Vec::new();
        let unpacked = GzDecoder::new(packed.as_slice()).take(draft::LARGEST + 1);
        { unpacked }.read_to_end(&mut bytes).map_err(refused)?;
        draft::from_ron(&bytes)
            .map(|opened| opened.document)
            .map_err(|error| OpenError::Content(self.file.clone(), error))
    }
}

/// Keeps a state of a draft, unless it is the newest already, and thins out the older ones.
/// `before` is a state of it that may have been kept: it finds the states of a draft that was moved.
///
/// # Errors
/// It could not be written. The draft itself has nothing to do with it.
pub fn keep(
    home: &Home,
    draft: &Path,
    before: Option<Stamp>,
    bytes: &[u8],
    time: DateTime<Local>,
) -> io::Result<()> {
    let stamp = Stamp::of(bytes);
    let folder = claim_folder(home, draft, before.or(Some(stamp)))?;
    let kept = states(&folder);
    if kept.first().is_some_and(|newest| newest.stamp == stamp) {
        return Ok(());
    }
    // A state that a file's own time would put before a newer one still follows it.
    let time =
        kept.first().map_or(time, |newest| time.max(newest.time + TimeDelta::milliseconds(1)));
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    let packed = packer.finish()?;
    let name = format!("{}-{stamp}{ENDING}", time.with_timezone(&Utc).format(TIME));
    atomic::write_private(&folder.join(name), &packed).map_err(io::Error::from)?;
    thin(&folder, Local::now());
    Ok(())
}

/// Lists the states of a draft that were kept, newest first. `known` is the stamp of what its file
/// holds: it finds those of a draft that was moved.
///
/// # Errors
/// The folder cannot be read.
pub fn list(home: &Home, draft: &Path, known: Option<Stamp>) -> io::Result<Vec<Version>> {
    let all = histories(home)?;
    let found = find(&all, &same_name(draft), known);
    Ok(found.map_or_else(Vec::new, |found| states(found.folder())))
}

/// Holds the store within its size; what killed programs left is swept. To be called once a start.
pub fn sweep(home: &Home) {
    let Ok(histories) = histories(home) else { return };
    let mut sized: Vec<_> = histories
        .into_iter()
        .map(|history| {
            atomic::sweep(&history.folder);
            let states = states(&history.folder);
            let size: u64 = states.iter().map(|state| size(&state.file)).sum();
            (states.first().map(|newest| newest.time), size, history.folder)
        })
        .collect();
    sized.sort_by_key(|(newest, ..)| std::cmp::Reverse(*newest));
    let mut sum = 0;
    for (_, size, folder) in sized {
        sum += size;
        if sum > LARGEST_STORE {
            // What is in use now is tried again another day.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The states of one draft.
struct History {
    folder: PathBuf,
    path: Option<PathBuf>,
    stamps: HashSet<Stamp>,
}

/// How a draft's states were found.
enum Found<'a> {
    /// They are its own.
    Own(&'a History),
    /// The draft was moved: they are its own, under its old name.
    Moved(&'a History),
    /// The draft is a copy of one that is still there.
    Copied(&'a History),
}

impl Found<'_> {
    fn folder(&self) -> &Path {
        match self {
            Self::Own(history) | Self::Moved(history) | Self::Copied(history) => {
                &history.folder
            }
        }
    }
}

fn find<'a>(all: &'a [History], path: &Path, known: Option<Stamp>) -> Option<Found<'a>> {
    let holds =
        |history: &&History| known.is_some_and(|known| history.stamps.contains(&known));
    let is_of = |history: &&History| history.path.as_deref() == Some(path);
    let gone =
        |history: &&History| history.path.as_deref().is_none_or(|other| !other.exists());
    let first = |accept: &dyn Fn(&&History) -> bool| all.iter().find(accept);
    first(&|history| is_of(history) && holds(history))
        .map(Found::Own)
        .or_else(|| first(&|history| holds(history) && gone(history)).map(Found::Moved))
        .or_else(|| first(&is_of).map(Found::Own))
        .or_else(|| first(&holds).map(Found::Copied))
}

/// The folder that a draft's next state goes to.
fn claim_folder(home: &Home, draft: &Path, known: Option<Stamp>) -> io::Result<PathBuf> {
    let path = same_name(draft);
    let all = histories(home)?;
    let owner = Owner { path: path.to_str().map(PathBuf::from) };
    let (folder, states_in_common) = match find(&all, &path, known) {
        Some(Found::Own(history)) => return Ok(history.folder.clone()),
        Some(Found::Moved(history)) => (history.folder.clone(), Vec::new()),
        Some(Found::Copied(history)) => (fresh(home, &path), states(&history.folder)),
        None => (fresh(home, &path), Vec::new()),
    };
    make_folder(&folder)?;
    for state in states_in_common {
        if let Some(name) = state.file.file_name() {
            let target = folder.join(name);
            fs::hard_link(&state.file, &target)
                .or_else(|_| fs::copy(&state.file, &target).map(|_| ()))?;
        }
    }
    write_own(&folder.join(OWNER), &owner).map_err(io::Error::from)?;
    Ok(folder)
}

/// A folder's name that is not taken: the stamp of the path, or the next one that is free.
fn fresh(home: &Home, path: &Path) -> PathBuf {
    let name = path.as_os_str().as_encoded_bytes();
    let folder = folder(home);
    let mut key = Stamp::of(name);
    while folder.join(key.to_string()).exists() {
        key = Stamp::of(key.to_string().as_bytes());
    }
    folder.join(key.to_string())
}

fn histories(home: &Home) -> io::Result<Vec<History>> {
    let entries = match fs::read_dir(folder(home)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let folders =
        entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let history = |folder: PathBuf| {
        let (owner, _) = read_own::<Owner>(&folder.join(OWNER), "chủ của các bản đã lưu");
        let stamps = states(&folder).into_iter().map(|state| state.stamp).collect();
        History { folder, path: owner.path, stamps }
    };
    Ok(folders.map(|entry| history(entry.path())).collect())
}

/// The states in a folder, newest first.
fn states(folder: &Path) -> Vec<Version> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let state = |file: PathBuf| {
        let (time, stamp) =
            file.file_name()?.to_str()?.strip_suffix(ENDING)?.rsplit_once('-')?;
        let time = NaiveDateTime::parse_from_str(time, TIME).ok()?;
        let stamp = stamp.parse().ok()?;
        Some(Version { time: time.and_utc().with_timezone(&Local), stamp, file })
    };
    let mut found: Vec<_> =
        entries.flatten().filter_map(|entry| state(entry.path())).collect();
    found.sort_by_key(|state| std::cmp::Reverse(state.time));
    found
}

/// Removes states that lie too close together for their age, and the oldest beyond the size.
fn thin(folder: &Path, now: DateTime<Local>) {
    let states = states(folder);
    let times: Vec<_> = states.iter().map(|state| state.time).collect();
    let mut sum = 0;
    for (at, (state, stays)) in states.iter().zip(survivors(&times, now)).enumerate() {
        sum += size(&state.file);
        // The newest always stays.
        if !stays || (at > 0 && sum > LARGEST_HISTORY) {
            sum -= size(&state.file);
            // What cannot be removed now is tried at the next save.
            let _ = disk::remove(&state.file);
        }
    }
}

/// Which of the states, newest first, stay: each of the last hour, one in ten minutes of the last
/// day, one an hour of the last week, one a day of the last month, one a week before that. Of each
/// stretch it is its last state, and the very first state of all stays.
fn survivors(times: &[DateTime<Local>], now: DateTime<Local>) -> Vec<bool> {
    let mut last = None;
    let mut stay: Vec<_> = times
        .iter()
        .map(|time| {
            let age = now - *time;
            let stretch = match () {
                () if age < TimeDelta::hours(1) => return true,
                () if age < TimeDelta::days(1) => TimeDelta::minutes(10),
                () if age < TimeDelta::days(7) => TimeDelta::hours(1),
                () if age < TimeDelta::days(31) => TimeDelta::days(1),
                () => TimeDelta::weeks(1),
            };
            let slot = (stretch, time.timestamp().div_euclid(stretch.num_seconds()));
            let is_new = last != Some(slot);
            last = Some(slot);
            is_new
        })
        .collect();
    if let Some(first) = stay.last_mut() {
        *first = true;
    }
    stay
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len())
}

fn folder(home: &Home) -> PathBuf {
    home.data().join("versions")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Known, save_over};

    struct Desk {
        folder: tempfile::TempDir,
        home: Home,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let home = Home::at(folder.path().join("nhà"));
            Self { folder, home }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn save(&self, name: &str, words: &str) {
            let document = Document { subject: words.into(), ..Document::default() };
            let path = self.path(name);
            let known = match draft::open(&path) {
                Ok(opened) => Known::State(opened.stamp),
                Err(_) => Known::Nothing,
            };
            let saved = save_over(Some(&self.home), &path, &document, known).expect("saved");
            assert_eq!(saved.warning, None);
        }

        fn kept(&self, name: &str) -> Vec<String> {
            let path = self.path(name);
            let known = draft::open(&path).ok().map(|opened| opened.stamp);
            let kept = list(&self.home, &path, known).expect("listed");
            let words = |kept: &Version| kept.open().expect("opens").subject.words();
            kept.iter().map(words).collect()
        }
    }

    #[test]
    fn each_save_keeps_a_state_and_the_same_text_is_kept_once() {
        let desk = Desk::new();
        for words in ["Một", "Hai", "Hai", "Ba"] {
            desk.save("a.kehoach", words);
        }
        assert_eq!(desk.kept("a.kehoach"), ["Ba", "Hai", "Một"]);
        desk.save("b.kehoach", "Khác");
        assert_eq!(desk.kept("b.kehoach"), ["Khác"]);
        assert_eq!(desk.kept("c.kehoach"), Vec::<String>::new());
    }

    #[test]
    fn a_state_from_elsewhere_is_kept_before_it_is_saved_over() {
        let desk = Desk::new();
        let document = Document { subject: "Từ máy khác".into(), ..Document::default() };
        draft::save(&desk.path("a.kehoach"), &document).expect("written elsewhere");
        desk.save("a.kehoach", "Của tôi");
        assert_eq!(desk.kept("a.kehoach"), ["Của tôi", "Từ máy khác"]);
    }

    #[test]
    fn they_follow_a_draft_that_is_moved_and_go_along_with_a_copy() {
        let desk = Desk::new();
        desk.save("a.kehoach", "Một");
        desk.save("a.kehoach", "Hai");
        fs::create_dir(desk.path("2027")).expect("made");
        fs::rename(desk.path("a.kehoach"), desk.path("2027/b.kehoach")).expect("moved");
        assert_eq!(desk.kept("2027/b.kehoach"), ["Hai", "Một"]);
        desk.save("2027/b.kehoach", "Ba");
        assert_eq!(desk.kept("2027/b.kehoach"), ["Ba", "Hai", "Một"]);
        fs::copy(desk.path("2027/b.kehoach"), desk.path("c.kehoach")).expect("copied");
        desk.save("c.kehoach", "Bốn");
        desk.save("2027/b.kehoach", "Năm");
        assert_eq!(desk.kept("c.kehoach"), ["Bốn", "Ba", "Hai", "Một"]);
        assert_eq!(desk.kept("2027/b.kehoach"), ["Năm", "Ba", "Hai", "Một"]);
        // A new draft under the old name begins a history of its own.
        desk.save("a.kehoach", "Mới");
        assert_eq!(desk.kept("a.kehoach"), ["Mới"]);
    }

    #[test]
    fn they_lie_further_apart_the_older_they_are() {
        let now = Local::now();
        let minutes = 2 * 365 * 24 * 60;
        let times: Vec<_> =
            (0..minutes).step_by(3).map(|back| now - TimeDelta::minutes(back)).collect();
        let stay = survivors(&times, now);
        let kept: Vec<_> = times.iter().zip(&stay).filter(|(_, stay)| **stay).collect();
        let older =
            |than: TimeDelta| kept.iter().filter(|(time, _)| now - **time > than).count();
        assert_eq!(kept.len() - older(TimeDelta::minutes(59)), 20, "each of the last hour");
        assert!((300..450).contains(&kept.len()), "{}", kept.len());
        assert!((90..110).contains(&older(TimeDelta::days(31))));
        assert_eq!(stay.last(), Some(&true), "the first of all");
        // What stays now stays later: nothing is thinned to nothing by being looked at often.
        let left: Vec<_> = kept.iter().map(|(time, _)| **time).collect();
        let later = survivors(&left, now + TimeDelta::minutes(1));
        assert!(later.iter().filter(|stay| !**stay).count() <= 5);
    }

    #[test]
    fn a_broken_or_foreign_file_among_them_hinders_nothing() {
        let desk = Desk::new();
        desk.save("a.kehoach", "Một");
        let folder = histories(&desk.home).expect("listed").remove(0).folder;
        fs::write(folder.join("gì đó.txt"), "x").expect("written");
        let name = format!("20200101-000000.000-{}{ENDING}", Stamp::of(b"x"));
        fs::write(folder.join(name), "no archive").expect("written");
        fs::write(folder.join(OWNER), "(path: ").expect("broken");
        let kept = list(&desk.home, &desk.path("a.kehoach"), None).expect("listed");
        assert!(kept.is_empty(), "whose they are is not known by the path any more");
        let known = draft::open(&desk.path("a.kehoach")).expect("opens").stamp;
        let kept = list(&desk.home, &desk.path("a.kehoach"), Some(known)).expect("listed");
        assert_eq!(kept.len(), 2);
        assert!(kept[0].open().is_ok() && kept[1].open().is_err());
    }
}
