#!/usr/bin/env python3
"""The figures of docs/figures.md, measured in one run and printed as one table:

    docs/figures.py [--keep FOLDER]     what each bench said is kept in FOLDER, or read from there
                                        where it stands already

Runs every bench of this package in the release profile, the window under Xvfb (tests/desk/speed.py) and
the .docx of every sample through LibreOffice, beside our own PDF. The raw typesetter and LibreOffice are
measured in the same runs, because machines are noisy and only ratios compare. Needs what tests/desk.sh
needs, and xdotool; what is missing is a row that says so. Takes some ten minutes after the build.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "desk"))
CORPUS = os.path.join(os.environ.get("KEHOACH_CORPUS", os.path.join(ROOT, "..", "shared")), "corpus", "txt",
                      "kh_hanoi_173_festival_2026.txt")
NUMBER = r"([\d.]+)"


def columns(name):
    """A line of benches/typing.rs: pages, median, p95, cold."""
    return rf"^{re.escape(name)}\s+\d+\s+{NUMBER}\s+{NUMBER}\s+{NUMBER}"


# What is measured; the bench, what its line says (the groups are the figures); how they are written; the bar.
ROWS = [
    ("a key → fresh pixels, 11 pages: median, p95", "typing", columns("11-page plan: key → pixels"),
     "{0}, **{1} ms**", "≤ 8 ms"),
    ("raw typesetter, the same words", "typing", columns("11-page plan: raw typesetter"), "{0}, {1} ms", ""),
    ("a key → fresh pixels, 146 pages", "typing", columns("170-page plan: key → pixels"),
     "{0}, **{1} ms**", "≤ 16 ms"),
    ("raw typesetter, the same words", "typing", columns("170-page plan: raw typesetter"), "{0}, {1} ms", ""),
    ("a key that adds a line, 11 pages", "typing", columns("11-page plan: a line more → pixels"),
     "{0}, **{1} ms**", "≤ 20 ms"),
    ("a key that adds a line, 146 pages", "typing", columns("170-page plan: a line more → pixels"),
     "{0}, **{1} ms**", "≤ 50 ms"),
    ("a letter in the session, 146 pages: median, p95", "editing",
     rf"^.*146.*?letter\s+{NUMBER}\s+{NUMBER}|^.*letter, 146.*?\s{{2,}}{NUMBER}\s+{NUMBER}", "{0}, {1} µs", ""),
    ("a table of 300 × 8: pages, a key p95, memory at the end", "tables",
     rf"^300 × 8\s+{NUMBER}\s+{NUMBER}\s+{NUMBER}\s+{NUMBER}\s+\d+\s+\d+\s+{NUMBER}",
     "{0} pages, {3} ms, **{4} MB**", "≤ 250 MB"),
    ("start to first painted frame, 11 pages: median, range", "window",
     rf"^draft: start to first painted frame: median {NUMBER} ms, {NUMBER}–{NUMBER} ms",
     "**{0} ms** ({1}–{2})", "≤ 250 ms"),
    ("start to first painted frame, 146 pages", "window",
     rf"^draft × 15: start to first painted frame: median {NUMBER} ms, {NUMBER}–{NUMBER} ms",
     "{0} ms ({1}–{2})", ""),
    ("memory with 11 pages: resident, its own", "window",
     rf"^draft: memory: {NUMBER} MB resident, {NUMBER} MB", "{0} MB, **{1} MB**", "≤ 120 MB"),
    ("a frame while typing, 11 pages: median, p95", "window",
     rf"^draft: frames while typing: median {NUMBER} ms, p95 {NUMBER} ms", "{0}, **{1} ms**", "≤ 8 ms"),
    ("a frame while typing, 146 pages", "window",
     rf"^draft × 15: frames while typing: median {NUMBER} ms, p95 {NUMBER} ms", "{0}, **{1} ms**", "≤ 8 ms"),
    ("frames in 20 s of rest, the caret in a field", "window", r"^draft: rest .*: (\d+) frames", "**{0}**", "0"),
    (".kehoach → PDF, 11 pages, whole process: time, peak memory", "export",
     rf"^kehoach export --to pdf\s+{NUMBER}\s+{NUMBER}", "**{0} ms, {1} MB**", "≤ 60 ms, ≤ 40 MB"),
    ("LibreOffice, .docx → PDF of the same plan", "export",
     rf"^soffice --convert-to pdf\s+{NUMBER}\s+{NUMBER}", "{0} ms, {1} MB", ""),
    ("LibreOffice / ours", "export", rf"^LibreOffice / kehoach\s+{NUMBER}×\s+{NUMBER}×", "**{0} ×**, {1} ×", "≥ 15 ×"),
    ("check, whole plan: median, p95", "check", rf"^(check, \d+ pages), whole: median {NUMBER} ms, p95 {NUMBER} ms",
     "{1}, **{2} ms** ({0})", "≤ 50 ms"),
    ("check, after a key", "check", rf"^(check, \d+ pages), after a key: median {NUMBER} ms, p95 {NUMBER} ms",
     "{1}, **{2} ms**", "≤ 5 ms"),
    ("import of our own .docx, 60 pages: median, p95", "import",
     rf"^  read and recognise: median {NUMBER} ms, p95 {NUMBER} ms", "{0}, **{1} ms**", "≤ 100 ms"),
    ("lines and pages of the samples' PDF and .docx in LibreOffice: least, lines", "word",
     rf"^least {NUMBER} of (\d+) lines", "**{0} %** of {1}", "≥ 99.5 %"),
]


def cargo(*words):
    run = subprocess.run(["cargo", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout if run.returncode == 0 else ""


def program():
    """The program in the release profile."""
    built = subprocess.run(["cargo", "build", "--release", "--quiet", "--message-format=json"], cwd=ROOT,
                           capture_output=True, text=True, check=True).stdout
    return re.findall(r'"executable":"([^"]+)"', built)[-1]


def draft(ours, folder):
    """The plan of eleven pages, or a sample where the corpus is not there."""
    path = os.path.join(folder, "plan.kehoach")
    words = ["import", "--force", CORPUS] if os.path.exists(CORPUS) else ["new", "--sample", "kiem-tra"]
    subprocess.run([ours, *words, "-o", path], capture_output=True, check=True)
    return path


def window():
    ours = program()
    with tempfile.TemporaryDirectory() as folder:
        speed = [sys.executable, os.path.join(ROOT, "tests", "desk", "speed.py"), ours, draft(ours, folder)]
        return subprocess.run(speed, capture_output=True, text=True, check=False).stdout


def word():
    """The share of lines that LibreOffice prints as we do, on the same page, over all samples."""
    from word import lines_of, share

    ours = program()
    listed = subprocess.run([ours, "new", "--list"], capture_output=True, text=True, check=True).stdout
    least, lines = 100.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in (line.split()[0] for line in listed.splitlines() if line.strip()):
            path = os.path.join(folder, f"{sample}.kehoach")
            subprocess.run([ours, "new", "--sample", sample, "-o", path], capture_output=True, check=True)
            subprocess.run([ours, "export", path, "--to", "pdf,docx", "--allow-marks"], capture_output=True,
                           check=True)
            theirs = os.path.join(folder, "office")
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                            "--convert-to", "pdf", "--outdir", theirs, path.replace(".kehoach", ".docx")],
                           capture_output=True, check=True)
            mine = lines_of(path.replace(".kehoach", ".pdf"))
            least = min(least, 100 * share(mine, lines_of(os.path.join(theirs, f"{sample}.pdf"))))
            lines += len(mine)
    return f"least {least:.1f} of {lines} lines\n"


def measured(name):
    """What a bench says; nothing where it cannot run here."""
    try:
        return {"window": window, "word": word}.get(name, lambda: cargo("bench", "--bench", name))()
    except (OSError, subprocess.CalledProcessError) as wrong:
        print(f"{name}: {wrong}", file=sys.stderr)
        return ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep")
    keep = arguments.parse_args().keep
    said = {}
    for name in dict.fromkeys(row[1] for row in ROWS):
        kept = os.path.join(keep, f"{name}.txt") if keep else None
        if kept and os.path.exists(kept):
            with open(kept, encoding="utf-8") as file:
                said[name] = file.read()
            continue
        print(f"measuring: {name}", file=sys.stderr)
        said[name] = measured(name)
        if kept and said[name]:
            os.makedirs(keep, exist_ok=True)
            with open(kept, "w", encoding="utf-8") as file:
                file.write(said[name])
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{cores} cores, load {load:.1f} at the end of the run\n")
    print("| What | Measured | Bar |\n|---|---|---|")
    for what, name, pattern, form, bar in ROWS:
        found = re.search(pattern, said[name], re.MULTILINE)
        figures = form.format(*(group for group in found.groups() if group)) if found else "not measured here"
        print(f"| {what} | {figures} | {bar} |")


if __name__ == "__main__":
    main()
