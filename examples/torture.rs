//! Kills the program's store at random moments, cuts its disk, and reads hostile drafts; counts what
//! was lost. Its table goes into `docs/figures.md`.
//!
//! ```text
//! cargo run --release --example torture -- 1000        # kills of each kind, scenes of each disk
//! cargo run --release --example torture -- drafts 100000
//! ```
//!
//! Exports go to the same bad disks; of 100,000 damaged drafts every one that opens is composed and written
//! as text, and every fiftieth is set in pages too.
//!
//! A child process writes as the window does (`store::save_over`, `store::Keeper`) and says on
//! stdout what it has typed and saved, and when; the parent kills it and looks at what is left. Exit
//! status 1 where anything is worse than promised: a torn file, an older state over a newer one, more
//! than five seconds of typing lost.

#![allow(clippy::disallowed_methods, reason = "what it kills writes and spawns as it pleases")]

use std::collections::HashSet;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Write as _};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kehoach::compose::compose;
use kehoach::export::{Exporter, Format, text};
use kehoach::model::{Block, Document, Level, Standing};
use kehoach::samples;
use kehoach::store::disk::{Step, Trouble};
use kehoach::store::{
    Home, Keeper, Known, SaveError, Stamp, draft, recovery, save_over, versions,
};
use kehoach::typeset::Live;

/// What may be lost of her typing, at most.
const PROMISED: Duration = Duration::from_secs(5);
/// Names the kind of child, its folder and what it begins with.
const CHILD: &str = "KEHOACH_TORTURE_CHILD";

/// Random enough, the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below.max(1)
    }
}

/// A plan of some length in which the turn stands in every line.
fn document(turn: u32) -> Document {
    let body =
        (0..200).map(|n| Block::new(Level::Dash, format!("Việc {n}, lượt {turn}").as_str()));
    Document { number: Some(turn), body: body.collect(), ..Document::default() }
}

/// The turn of a plan that is whole.
fn turn_of(found: &Document) -> Option<u32> {
    found.number.filter(|turn| *found == document(*turn))
}

fn main() {
    if let Ok(child) = std::env::var(CHILD) {
        return live(&child);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u64| {
        arguments.get(at).and_then(|words| words.parse().ok()).unwrap_or(usual)
    };
    let good = match arguments.first().map(String::as_str) {
        Some("drafts") => mutate(number(1, 100_000)),
        _ => torture(number(0, 20)),
    };
    std::process::exit(i32::from(!good));
}

// ── the child ──────────────────────────────────────────────────────────────────────────────────────

/// Works until it is killed. Its words: `typed N` before, `saved N` after the deed.
fn live(child: &str) {
    let (kind, folder) = child.split_once(' ').expect("a kind and a folder");
    let home = Home::at(Path::new(folder).join("nhà"));
    let path = Path::new(folder).join("a.kehoach");
    let first = draft::open(&path).ok();
    let mut known = first.as_ref().map_or(Known::Nothing, |opened| Known::State(opened.stamp));
    let mut turn = first.and_then(|opened| opened.document.number).unwrap_or(0);
    if kind == "second" {
        // Its states are never the other's.
        turn += 1_000_000;
    }
    let say = |what: &str, turn: u32| {
        let mut out = io::stdout().lock();
        // A parent that is gone is no fault of the child's.
        let _ = writeln!(out, "{what} {turn}").and_then(|()| out.flush());
    };
    let keeper = match kind {
        "recovering" => {
            let left = recovery::leftovers(&home).expect("listed").into_iter().next();
            match left.map(recovery::Leftover::resume) {
                Some((left, content)) => {
                    turn = turn
                        .max(content.ok().and_then(|document| document.number).unwrap_or(0));
                    Keeper::resume(Some(home.clone()), left, || {})
                }
                None => Keeper::start(Some(home.clone()), || {}),
            }
        }
        _ => Keeper::start(Some(home.clone()), || {}),
    };
    loop {
        turn += 1;
        let now = Arc::new(document(turn));
        match kind {
            "saving" | "second" => {
                say("typed", turn);
                // Refused: the other of two processes has saved meanwhile.
                let Ok(saved) = save_over(Some(&home), &path, &now, known) else {
                    std::process::exit(9)
                };
                if let Known::State(before) = known {
                    say(&format!("over-{before}"), turn);
                }
                known = Known::State(saved.stamp);
                keeper.saved();
                say("saved", turn);
            }
            "untitled" | "recovering" => {
                keeper.changed(now, None);
                say("typed", turn);
                std::thread::sleep(Duration::from_millis(20));
            }
            _ => {
                let stamp = match known {
                    Known::State(stamp) => Some(stamp),
                    _ => None,
                };
                keeper.changed(now, Some((path.clone(), stamp)));
                say("typed", turn);
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

// ── the parent ─────────────────────────────────────────────────────────────────────────────────────

/// What came of many kills of one kind.
#[derive(Default)]
struct Count {
    kills: u64,
    torn: u64,
    older: u64,
    late: u64,
    worst: Duration,
}

impl Count {
    fn good(&self) -> bool {
        self.torn == 0 && self.older == 0 && self.late == 0
    }

    fn print(&self, kind: &str) {
        println!(
            "| {kind} | {} | {} | {} | {} | {:.1} s |",
            self.kills,
            self.torn,
            self.older,
            self.late,
            self.worst.as_secs_f64()
        );
    }
}

fn torture(kills: u64) -> bool {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    println!(
        "| killed while | kills | torn | older over newer | lost > 5 s | oldest lost typing |"
    );
    println!("|---|---|---|---|---|---|");
    let mut good = true;
    for kind in ["saving", "named", "untitled", "recovering"] {
        // Those that type need seconds each, so eight run side by side and there are fewer.
        let count = match kind {
            "saving" => kill_saving(kills, &mut dice),
            _ => kill_typing(kind, kills.div_ceil(4), &mut dice),
        };
        good &= count.good();
        count.print(kind);
    }
    good &= scenes(kills, &mut dice);
    good &= exports(kills, &mut dice);
    good &= two_processes(kills.div_ceil(20));
    good
}

fn start(kind: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("a program knows its file"))
        .env(CHILD, format!("{kind} {}", folder.display()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("started")
}

/// What a child said, each word with the moment it was heard.
fn listen(child: &mut Child) -> std::thread::JoinHandle<Vec<(String, u32, Instant)>> {
    let out = child.stdout.take().expect("piped");
    std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines
            .filter_map(|line| {
                let (what, turn) = line.split_once(' ')?;
                Some((what.to_owned(), turn.parse().ok()?, Instant::now()))
            })
            .collect()
    })
}

fn kill_saving(kills: u64, dice: &mut Dice) -> Count {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.kehoach");
    let home = Home::at(folder.path().join("nhà"));
    let mut count = Count::default();
    let mut before = 0;
    // Versions that were whole are never written again; each is read once.
    let mut whole = HashSet::new();
    for _ in 0..kills {
        let mut child = start("saving", folder.path());
        let heard = listen(&mut child);
        std::thread::sleep(Duration::from_micros(5_000 + dice.roll(60_000)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let heard = heard.join().expect("heard");
        let saved = heard.iter().filter(|word| word.0 == "saved").map(|word| word.1).max();
        count.kills += 1;
        let opened = draft::open(&path)
            .map(|opened| (turn_of(&opened.document), opened.stamp))
            .map_err(|error| error.to_string());
        match opened {
            Ok((Some(turn), stamp)) => {
                let least = saved.unwrap_or(before);
                count.older += u64::from(turn < least);
                before = turn;
                let kept = versions::list(&home, &path, Some(stamp)).unwrap_or_default();
                let new = kept.iter().filter(|kept| whole.insert((kept.time, kept.stamp)));
                for kept in new {
                    let found = kept.open().map(|document| turn_of(&document).is_some());
                    if !matches!(found, Ok(true)) {
                        count.torn += 1;
                        eprintln!("a version is torn: {found:?} {kept:?}");
                    }
                }
            }
            Ok((None, _)) => {
                count.torn += 1;
                eprintln!("the draft is of no turn");
            }
            // Killed before the very first save had ended.
            Err(words) if before > 0 || saved.is_some() => {
                count.torn += 1;
                eprintln!("the draft is torn: {words}");
            }
            Err(_) => {}
        }
    }
    count
}

fn kill_typing(kind: &'static str, kills: u64, dice: &mut Dice) -> Count {
    let mut count = Count::default();
    let mut left = kills;
    while left > 0 {
        let together = left.min(8);
        left -= together;
        let rounds: Vec<_> = (0..together)
            .map(|_| {
                let last = Duration::from_millis(5_500 + dice.roll(6_000));
                std::thread::spawn(move || type_and_die(kind, last))
            })
            .collect();
        for round in rounds {
            let (torn, lost) = round.join().expect("a round ends");
            count.kills += 1;
            count.torn += u64::from(torn);
            count.late += u64::from(lost > PROMISED);
            count.worst = count.worst.max(lost);
        }
    }
    count
}

/// One life: whether what is left is torn, and how old the oldest typing is that is lost.
fn type_and_die(kind: &str, life: Duration) -> (bool, Duration) {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path().join("nhà"));
    let path = folder.path().join("a.kehoach");
    let (kind_of_child, named) = match kind {
        "named" => ("named", true),
        other => (other, false),
    };
    if named {
        save_over(Some(&home), &path, &document(1), Known::Nothing).expect("saved");
    }
    if kind == "recovering" {
        let session = recovery::Recovery::begin(&home).expect("begun");
        session.write(&document(1), None).expect("written");
    }
    let mut child = start(kind_of_child, folder.path());
    let heard = listen(&mut child);
    std::thread::sleep(life);
    child.kill().expect("killed");
    child.wait().expect("ended");
    let died = Instant::now();
    let heard = heard.join().expect("heard");
    let found = recovery::leftovers(&home).expect("listed");
    let torn = found
        .iter()
        .any(|left| !left.content.as_ref().is_ok_and(|document| turn_of(document).is_some()));
    let newest = found.iter().filter_map(|left| left.content.as_ref().ok()?.number).max();
    let first_lost = heard.iter().find(|word| newest.is_none_or(|newest| word.1 > newest));
    (torn, first_lost.map_or(Duration::ZERO, |word| died.duration_since(word.2)))
}

/// Disks, and what they answer to one step in twelve; the slow one only takes its time.
const DISKS: [(&str, Option<ErrorKind>); 4] = [
    ("slow (0–3 ms a step)", None),
    ("full", Some(ErrorKind::StorageFull)),
    ("read-only", Some(ErrorKind::ReadOnlyFilesystem)),
    ("vanishing", Some(ErrorKind::NotFound)),
];

fn misbehaving(folder: &Path, kind: Option<ErrorKind>, seed: u64) -> Trouble {
    let seed = AtomicU64::new(seed | 1);
    Trouble::below(folder, move |step, _| {
        let mut dice = Dice(seed.load(Ordering::Relaxed));
        let roll = dice.roll(12);
        seed.store(dice.0, Ordering::Relaxed);
        match kind {
            None => {
                std::thread::sleep(Duration::from_millis(roll / 4));
                Ok(())
            }
            Some(kind) if roll == 0 && step != Step::Read => Err(kind.into()),
            Some(_) => Ok(()),
        }
    })
}

/// Exports two states in turn over one another on disks that misbehave: whatever is refused, each file
/// is one of the two, whole.
fn exports(rounds: u64, dice: &mut Dice) -> bool {
    println!(
        "\n| disk | exports tried | refused, and said | files torn | a state that was refused |"
    );
    println!("|---|---|---|---|---|");
    let formats = [Format::Txt, Format::Docx, Format::Pdf];
    let plans = [short(1), short(2)];
    // What each state's files hold, by the same exporter on a sound disk.
    let sound = tempfile::tempdir().expect("a folder");
    let whole: Vec<Vec<Vec<u8>>> = (0..2)
        .map(|state| {
            let target = sound.path().join("a");
            let files = Exporter::default()
                .export(&plans[state], Standing::Issued, &formats, &target)
                .expect("exported");
            files.iter().map(|file| std::fs::read(file).expect("there")).collect()
        })
        .collect();
    let mut good = true;
    for (name, kind) in DISKS {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("a");
        let (mut refused, mut torn, mut wrong) = (0u64, 0u64, 0u64);
        let mut exporter = Exporter::default();
        for round in 0..rounds {
            let state = (round % 2) as usize;
            let trouble = misbehaving(folder.path(), kind, dice.roll(u64::MAX));
            let written = exporter.export(&plans[state], Standing::Issued, &formats, &target);
            drop(trouble);
            refused += u64::from(written.is_err());
            for (number, format) in formats.iter().enumerate() {
                let file = target.with_extension(format.extension());
                let Ok(found) = std::fs::read(&file) else {
                    wrong += u64::from(written.is_ok());
                    continue;
                };
                let is = whole.iter().position(|whole| whole[number] == found);
                torn += u64::from(is.is_none());
                wrong += u64::from(written.is_ok() && is.is_some_and(|is| is != state));
            }
        }
        let strays = std::fs::read_dir(folder.path()).into_iter().flatten().flatten();
        torn += strays
            .filter(|file| file.path().extension().is_some_and(|e| e == "tmp"))
            .count() as u64;
        println!("| {name} | {rounds} | {refused} | {torn} | {wrong} |");
        good &= torn == 0 && wrong == 0;
    }
    good
}

/// A plan of a page, for what is set in pages.
fn short(turn: u32) -> Document {
    let mut document = document(turn);
    document.body.truncate(12);
    document
}

/// Saves, recovery and versions on disks that misbehave at random steps.
fn scenes(rounds: u64, dice: &mut Dice) -> bool {
    println!("\n| disk | saves tried | refused, and said | torn | older over newer |");
    println!("|---|---|---|---|---|");
    let mut good = true;
    for (name, kind) in DISKS {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, home) =
            (folder.path().join("a.kehoach"), Home::at(folder.path().join("nhà")));
        let mut known = Known::Nothing;
        let (mut refused, mut torn, mut older, mut last) = (0u64, 0u64, 0u64, 0u32);
        let trouble = misbehaving(folder.path(), kind, dice.roll(u64::MAX));
        let recovery = recovery::Recovery::begin(&home).ok();
        for turn in 1..=rounds as u32 {
            let document = document(turn);
            if let Some(recovery) = &recovery {
                // That it fails is what the Keeper tells; here it must only leave whole files.
                let _ = recovery.write(&document, Some((&path, None)));
            }
            match save_over(Some(&home), &path, &document, known) {
                Ok(saved) => {
                    known = Known::State(saved.stamp);
                    last = turn;
                }
                Err(SaveError::Write(_) | SaveError::Unread(..)) => refused += 1,
                Err(SaveError::Changed(_)) => {
                    // The write itself was done and only what followed failed: it is ours.
                    let opened = draft::open(&path).expect("whole");
                    older +=
                        u64::from(turn_of(&opened.document).is_none_or(|found| found < last));
                    known = Known::State(opened.stamp);
                }
                Err(SaveError::TooMuch(_)) => torn += 1,
            }
        }
        drop(trouble);
        match draft::open(&path).ok().and_then(|opened| turn_of(&opened.document)) {
            Some(turn) => older += u64::from(turn < last),
            None => torn += u64::from(last > 0),
        }
        drop(recovery);
        let left = recovery::leftovers(&home).expect("listed");
        torn += left.iter().filter(|left| left.content.is_err()).count() as u64;
        let kept = versions::list(&home, &path, None).expect("listed");
        torn += kept.iter().filter(|kept| kept.open().is_err()).count() as u64;
        println!("| {name} | {rounds} | {refused} | {torn} | {older} |");
        good &= torn == 0 && older == 0;
    }
    good
}

/// Two processes save one draft at once, each over the state it knows. Both look before they write, and
/// between the two the other may write: then two states are over the same one, and the second has taken
/// the first's place unasked. Counted is how often, and whether the first is among the versions still.
fn two_processes(rounds: u64) -> bool {
    let rounds = rounds.max(1);
    let (mut torn, mut refused, mut saves, mut crossed, mut lost) =
        (0u64, 0u64, 0u64, 0u64, 0u64);
    for _ in 0..rounds {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, home) =
            (folder.path().join("a.kehoach"), Home::at(folder.path().join("nhà")));
        save_over(Some(&home), &path, &document(1), Known::Nothing).expect("saved");
        let mut children: Vec<Child> =
            ["saving", "second"].map(|kind| start(kind, folder.path())).into();
        let heard: Vec<_> = children.iter_mut().map(listen).collect();
        std::thread::sleep(Duration::from_millis(600));
        for child in &mut children {
            refused += u64::from(matches!(child.try_wait(), Ok(Some(_))));
            // One that was refused has ended.
            let _ = child.kill();
            child.wait().expect("ended");
        }
        let mut over: Vec<(String, u32)> = Vec::new();
        for words in heard {
            let words = words.join().expect("heard");
            let own = words.into_iter().filter_map(|(what, turn, _)| {
                Some((what.strip_prefix("over-")?.to_owned(), turn))
            });
            over.extend(own);
        }
        saves += over.len() as u64;
        over.sort();
        let opened = draft::open(&path).ok();
        torn +=
            u64::from(opened.as_ref().is_none_or(|found| turn_of(&found.document).is_none()));
        let kept = versions::list(&home, &path, opened.map(|found| found.stamp));
        let kept: Vec<Stamp> =
            kept.unwrap_or_default().iter().map(|kept| kept.stamp).collect();
        for pair in over.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            crossed += 1;
            let is_kept = |turn: u32| {
                kept.contains(&Stamp::of(draft::to_ron(&document(turn)).as_bytes()))
            };
            lost += u64::from(!is_kept(pair[0].1) || !is_kept(pair[1].1));
        }
    }
    println!(
        "\nTwo processes on one draft, {rounds} rounds: {saves} saves, {refused} refused and said, \
         {torn} torn, {crossed} crossed unseen, of which {lost} not among the versions."
    );
    torn == 0
}

// ── hostile drafts ─────────────────────────────────────────────────────────────────────────────────

/// One draft in so many is set in pages too.
const SET: u64 = 50;

/// Reads drafts with random damage; what opens is composed and written out as text, and now and then
/// set in pages, the way the preview does it.
fn mutate(count: u64) -> bool {
    let sources: Vec<Vec<u8>> = samples::all()
        .iter()
        .filter_map(|sample| samples::open(sample.name))
        .map(|document| draft::to_ron(&document).into_bytes())
        .collect();
    let mut dice = Dice(0x5EED_0BAD_CAFE_F00D);
    let (mut opened, mut salvaged, mut set, mut panics) = (0u64, 0u64, 0u64, 0u64);
    let mut live = Live::new();
    let mut slowest = Duration::ZERO;
    std::panic::set_hook(Box::new(|_| {}));
    for number in 0..count {
        let mut bytes = sources[dice.roll(sources.len() as u64) as usize].clone();
        for _ in 0..=dice.roll(4) {
            damage(&mut bytes, &sources, &mut dice);
        }
        let begun = Instant::now();
        let tried =
            std::panic::catch_unwind(AssertUnwindSafe(|| match draft::from_ron(&bytes) {
                Ok(read) => {
                    let paper = compose(&read.document, Standing::Issued);
                    let whole = !text(&paper).is_empty();
                    if number.is_multiple_of(SET) {
                        set += u64::from(
                            live.typeset(paper).is_ok_and(|pages| pages.count() > 0),
                        );
                    }
                    (true, whole)
                }
                Err(_) => (false, kehoach::store::salvage::salvage(&bytes).is_some()),
            }));
        slowest = slowest.max(begun.elapsed());
        match tried {
            Ok((true, _)) => opened += 1,
            Ok((false, in_part)) => salvaged += u64::from(in_part),
            Err(_) => panics += 1,
        }
    }
    println!(
        "{count} mutated drafts: {opened} opened and written as text ({set} of them set in pages), {salvaged} more opened in part, {panics} panics, slowest {:.2} s, {} MB at most",
        slowest.as_secs_f64(),
        peak()
    );
    panics == 0
}

fn damage(bytes: &mut Vec<u8>, sources: &[Vec<u8>], dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.roll(bytes.len() as u64) as usize;
    match dice.roll(7) {
        0 => bytes[at] = dice.roll(256) as u8,
        1 => bytes.truncate(at),
        2 => _ = bytes.remove(at),
        3 => bytes.insert(at, b"()[]\",:0"[dice.roll(8) as usize]),
        4 => {
            // A digit becomes a long number: spans, widths, dates, sizes.
            if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                bytes.splice(at + digit..=at + digit, b"4000000000".iter().copied());
            }
        }
        5 => {
            let end = (at + dice.roll(400) as usize).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            for _ in 0..dice.roll(200) {
                bytes.splice(at..at, piece.iter().copied());
            }
        }
        _ => {
            let other = &sources[dice.roll(sources.len() as u64) as usize];
            let from = dice.roll(other.len() as u64) as usize;
            let end = (from + dice.roll(2_000) as usize).min(other.len());
            bytes.splice(at..at, other[from..end].iter().copied());
        }
    }
}

/// The most memory this process had, in MB, where the system tells.
fn peak() -> u64 {
    let status =
        std::fs::read_to_string(PathBuf::from("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
