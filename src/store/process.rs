//! Whether a process that left its mark somewhere still runs.
//!
//! A number alone does not tell: the system gives it to another process later, and a container
//! counts its own. So the mark says too when the process began, and of which start of the system and
//! which count of processes its number is.

use serde::{Deserialize, Serialize};

/// The mark of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Process {
    id: u32,
    /// When it began, in the system's own ticks.
    began: u64,
    /// The start of the system, and the count of processes, that its number is of.
    count: String,
}

impl Process {
    /// This process; none where the system does not tell.
    pub fn own() -> Option<Self> {
        Self::of(std::process::id())
    }

    /// A process of this machine by its number.
    pub fn of(id: u32) -> Option<Self> {
        Some(Self { id, began: began(id)?, count: count()? })
    }

    /// Whether it is certain that it has ended. Of a process on another machine, in another
    /// container or before the last start of the system nothing is certain.
    pub fn is_gone(&self) -> bool {
        count().as_ref() == Some(&self.count) && began(self.id) != Some(self.began)
    }
}

/// When a process that runs began: field 22 of its line in `/proc`, counted behind the name, which may
/// hold anything.
#[cfg(target_os = "linux")]
fn began(id: u32) -> Option<u64> {
    let line = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = line.rsplit_once(')')?;
    let mut fields = fields.split_whitespace();
    // One that has ended and waits for its parent to take note.
    fields.next().filter(|state| !matches!(*state, "Z" | "X"))?;
    fields.nth(18)?.parse().ok()
}

#[cfg(target_os = "linux")]
fn count() -> Option<String> {
    let start = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let space = std::fs::read_link("/proc/self/ns/pid").ok()?;
    Some(format!("{} {}", start.trim(), space.display()))
}

/// Nothing in the standard library tells it elsewhere.
#[cfg(not(target_os = "linux"))]
fn began(_id: u32) -> Option<u64> {
    None
}

#[cfg(not(target_os = "linux"))]
fn count() -> Option<String> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn one_that_ended_is_gone_and_its_number_given_anew_is_another() {
        let own = Process::own().expect("told");
        assert!(!own.is_gone());
        let mut child =
            std::process::Command::new("sleep").arg("60").spawn().expect("started");
        let of_child = Process::of(child.id()).expect("told");
        assert!(!of_child.is_gone());
        child.kill().expect("killed");
        let begun = std::time::Instant::now();
        while !of_child.is_gone() && begun.elapsed().as_secs() < 20 {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(of_child.is_gone(), "also before anybody took note");
        child.wait().expect("ended");
        assert!(of_child.is_gone());
        let own = Process::own().expect("told");
        assert!(Process { began: own.began + 1, ..own.clone() }.is_gone(), "another process");
        assert!(!Process { count: "khác".into(), ..of_child }.is_gone(), "nobody can tell");
    }
}
