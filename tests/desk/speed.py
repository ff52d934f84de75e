#!/usr/bin/env python3
"""How quick the window is, in a build with optimisation, on a screen without graphics hardware:

    tests/desk/speed.py PROGRAM DRAFT [COPIES]

Starts, frames while she types, rest, memory; first with the draft, then with one whose body is
COPIES (15) times as long. Needs Xvfb, openbox and xdotool. The figures go to docs/figures.md.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")
SCREEN = "1366x768x24"
REST = 20.0


class Window:
    """The program in a window, and what it says of its frames (KEHOACH_GAUGE)."""

    def __init__(self, program, home, *drafts):
        environment = dict(os.environ, KEHOACH_GAUGE="1", KEHOACH_HOME=home)
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [program, *drafts], env=environment, stderr=subprocess.PIPE, text=True
        )
        self.frames = []  # seconds since the start, ms the frame took, ms of the processor
        self.first = None  # processor seconds up to the first frame
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        self.wait(lambda: self.frames)

    def read(self):
        for line in self.process.stderr:
            said = re.match(r"khung \d+ ([\d.]+) ([\d.]+)", line)
            if said:
                now = time.monotonic() - self.began
                self.frames.append((now, float(said[1]), float(said[2])))
                self.first = self.first or self.processor()

    def wait(self, holds, seconds=30):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end or self.process.poll() is not None:
                sys.exit("speed: the window does not answer")
            time.sleep(0.002)

    def processor(self):
        """Seconds of the processor so far."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Resident memory now, and the part of it that no other program shares, in MB."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as smaps:
            text = smaps.read()
        kb = lambda name: int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1])
        return kb("Rss") / 1024, (kb("Private_Clean") + kb("Private_Dirty")) / 1024

    def still(self, seconds=1.0, limit=30):
        """Waits until no frame has been drawn for a while."""
        end = time.monotonic() + limit
        count = -1
        while count != len(self.frames) and time.monotonic() < end:
            count = len(self.frames)
            time.sleep(seconds)

    def rest(self):
        """Frames and processor seconds while nothing is done."""
        self.still()
        frames, processor = len(self.frames), self.processor()
        time.sleep(REST)
        return len(self.frames) - frames, self.processor() - processor

    def close(self):
        self.process.kill()
        self.process.wait()


def hands(*words):
    subprocess.run(["xdotool", *words], check=True)


def times(frames):
    def spread(values):
        values = sorted(values)
        return f"median {statistics.median(values):.1f} ms, p95 {values[len(values) * 95 // 100]:.1f} ms"

    return f"{spread([frame[1] for frame in frames])}; of the window's thread with the driver " \
           f"{spread([frame[2] for frame in frames])} ({len(frames)} frames)"


def longer(draft, copies, path):
    """A draft with its body several times over."""
    with open(draft, encoding="utf-8") as file:
        text = file.read()
    body = re.search(r"^    body: \[\n(.*?)^    \],\n", text, re.M | re.S)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text[: body.start(1)] + body[1] * copies + text[body.end(1):])


def measure(program, home, name, draft):
    starts, work = [], []
    for _ in range(7):
        window = Window(program, home, draft)
        starts.append(window.frames[0][0] * 1000)
        work.append((window.first or 0) * 1000)
        window.close()
    starts.sort()
    print(f"{name}: start to first painted frame: median {starts[3]:.0f} ms, "
          f"{starts[0]:.0f}–{starts[-1]:.0f} ms; {statistics.median(work):.0f} ms of the processor")

    window = Window(program, home, draft)
    window.still()
    resident, own = window.memory()
    print(f"{name}: memory: {resident:.0f} MB resident, {own:.0f} MB of its own")
    # A section in the outline puts the caret into the body.
    hands("mousemove", "110", "420", "click", "1")
    window.still()
    count = len(window.frames)
    hands("type", "--delay", "120", "chuan bi ket qua thuc hien nhiem vu duoc giao trong nam")
    window.still()
    print(f"{name}: frames while typing: {times(window.frames[count:])}")
    count = len(window.frames)
    for step in range(40):
        hands("mousemove", str(420 + step % 7 * 20), str(300 + step * 5))
        time.sleep(0.03)
    print(f"{name}: frames while the pointer moves: {times(window.frames[count:])}")
    frames, seconds = window.rest()
    print(f"{name}: rest with the caret in a field, {REST:.0f} s: {frames} frames, "
          f"{seconds * 1000:.0f} ms of the processor")
    if os.environ.get("SPEED_PICTURE"):
        subprocess.run(["import", "-window", "root", os.environ["SPEED_PICTURE"]], check=False)
    window.close()


def main():
    program, draft = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    copies = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    display = f":{500 + os.getpid() % 400}"
    os.environ["DISPLAY"] = display
    os.environ.pop("WAYLAND_DISPLAY", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", SCREEN], **quiet)
    time.sleep(1.5)
    manager = subprocess.Popen(["openbox"], **quiet)
    time.sleep(0.5)
    try:
        with tempfile.TemporaryDirectory() as folder:
            home = os.path.join(folder, "home")
            window = Window(program, home)
            window.still()
            frames, seconds = window.rest()
            print(f"first screen: rest, {REST:.0f} s: {frames} frames, "
                  f"{seconds * 1000:.0f} ms of the processor")
            window.close()
            measure(program, home, "draft", draft)
            many = os.path.join(folder, "dai.kehoach")
            longer(draft, copies, many)
            measure(program, home, f"draft × {copies}", many)
    finally:
        manager.kill()
        server.kill()


if __name__ == "__main__":
    main()
