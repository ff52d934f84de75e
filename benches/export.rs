//! `.kehoach` → PDF on the command line against LibreOffice turning our .docx of the same plan
//! into PDF, both with their memory. Run: `cargo bench --bench export` (Linux; skips LibreOffice
//! where it is not installed).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

fn main() {
    let program = env!("CARGO_BIN_EXE_kehoach");
    let folder = tempfile::tempdir().expect("a scratch folder");
    let draft = folder.path().join("plan.kehoach");
    let source = corpus().join("corpus/txt/kh_hanoi_173_festival_2026.txt");
    if source.exists() {
        run(Command::new(program)
            .args(["import", "--force"])
            .arg(&source)
            .arg("-o")
            .arg(&draft));
    } else {
        println!("không có ../shared/corpus: đo bằng mẫu kiem-tra");
        run(Command::new(program).args(["new", "--sample", "kiem-tra", "-o"]).arg(&draft));
    }
    run(Command::new(program).args(["export", "--force", "--to", "docx"]).arg(&draft));

    println!("{:<34}{:>12}{:>12}", "", "median ms", "peak MB");
    let ours = measure(|| {
        let mut command = Command::new(program);
        command.args(["export", "--force", "--to", "pdf"]).arg(&draft);
        command
    });
    report("kehoach export --to pdf", ours);
    let docx = draft.with_extension("docx");
    let profile = folder.path().join("profile");
    let office = || {
        let mut command = Command::new("soffice");
        command
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path().join("office"))
            .arg(&docx);
        command
    };
    if Command::new("soffice").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("không có LibreOffice trên máy này");
        return;
    }
    // The first start makes the profile.
    run(&mut office());
    let theirs = measure(office);
    report("soffice --convert-to pdf", theirs);
    println!(
        "{:<34}{:>11.1}×{:>11.2}×",
        "LibreOffice / kehoach",
        theirs.0.as_secs_f64() / ours.0.as_secs_f64(),
        theirs.1 / ours.1
    );
}

fn corpus() -> PathBuf {
    std::env::var_os("KEHOACH_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?}");
}

/// Median time and the greatest peak of resident memory in MB over some rounds.
fn measure(command: impl Fn() -> Command) -> (Duration, f64) {
    let mut times = Vec::new();
    let mut peak = 0.0f64;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut command = command();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let root = child.id();
        while child.try_wait().expect("the program runs").is_none() {
            peak = peak.max(family(root).into_iter().filter_map(high_water).sum());
            std::thread::sleep(Duration::from_millis(4));
        }
        times.push(start.elapsed());
    }
    times.sort_unstable();
    (times[times.len() / 2], peak)
}

/// A process and its descendants: `soffice` is a script that starts the real program.
fn family(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name in brackets may hold spaces; state and parent follow it.
            let parent = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut members = vec![root];
    let mut next = 0;
    while let Some(parent) = members.get(next).copied() {
        next += 1;
        members.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
    }
    members
}

fn high_water(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn report(name: &str, (time, memory): (Duration, f64)) {
    println!("{name:<34}{:>12.0}{memory:>12.0}", time.as_secs_f64() * 1000.0);
}
