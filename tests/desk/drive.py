#!/usr/bin/env python3
"""Acts in the real window as a clerk would, through egui's inspection port.

The program must be built with the cargo feature `inspection`. As a library:

    with Desk(program, draft) as desk:      # its own screen, its own settings folder
        desk.click("Trích yếu"); desk.write("…"); desk.press("Ctrl+S")

On the command line, to look at what is on screen:  drive.py PROGRAM [DRAFT] [--shot FILE.png]
prints every named widget, one a line: role, name, value, box.
"""
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

import msgpack

SCREEN = "1366x768x24"
# Alt, Ctrl, Shift, the Mac's command key, "command" (Ctrl elsewhere), as egui lists them.
MODIFIER_PLACES = {"Alt": (0,), "Ctrl": (1, 4), "Shift": (2,)}


class Trouble(AssertionError):
    """What a person would have seen go wrong."""


class Widget:
    """A named thing on screen; its box is left, top, right, bottom in points."""

    def __init__(self, role, name, value, box):
        self.role, self.name, self.value, self.box = role, name, value, box

    def middle(self):
        left, top, right, bottom = self.box
        return [(left + right) / 2, (top + bottom) / 2]

    def __repr__(self):
        where = "" if self.box is None else " ".join(f"{edge:.0f}" for edge in self.box)
        return f"{self.role}\t{self.name!r}\t{self.value!r}\t{where}"


class Port:
    """The inspection port: a length, then a MessagePack value, one answer to each question."""

    def __init__(self, address, alive, patience=60):
        end = time.monotonic() + patience
        while True:
            try:
                self.stream = socket.create_connection(address, timeout=60)
                break
            except OSError:
                if not alive():
                    raise Trouble("the program ended before its window opened") from None
                if time.monotonic() > end:
                    raise Trouble("no inspection port: built without the feature?") from None
                time.sleep(0.1)
        magic, version = self.stream.recv(4, socket.MSG_WAITALL), self._number()
        if magic != b"eins" or version != 1:
            raise Trouble(f"unknown inspection protocol {magic!r} {version}")

    def ask(self, question):
        body = msgpack.packb(question, use_single_float=True)
        self.stream.sendall(struct.pack(">I", len(body)) + body)
        answer = msgpack.unpackb(self._exactly(self._number()), strict_map_key=False)
        if isinstance(answer, dict) and "Error" in answer:
            raise Trouble(str(answer["Error"]))
        return answer

    def _number(self):
        return struct.unpack(">I", self._exactly(4))[0]

    def _exactly(self, count):
        parts = []
        while count:
            part = self.stream.recv(min(count, 1 << 20))
            if not part:
                raise Trouble("the program closed the connection: did it crash?")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


class Desk:
    """A screen, a window manager and the program on it."""

    def __init__(self, program, *arguments, home=None, settings=None, own_window=False):
        self.folder = tempfile.mkdtemp(prefix="kehoach-desk-")
        self.home = home or os.path.join(self.folder, "home")
        os.makedirs(self.home, exist_ok=True)
        if settings:
            with open(os.path.join(self.home, "settings.ron"), "w", encoding="utf-8") as out:
                out.write(settings)
        self.processes = []
        self.pointer = [10.0, 10.0]
        try:
            self._start(program, [str(argument) for argument in arguments], own_window)
        except BaseException:
            self.close()
            raise

    def _start(self, program, arguments, own_window):
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        self.processes.append(screen)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Trouble("Xvfb did not start")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = dict(os.environ, DISPLAY=f":{number}", KEHOACH_HOME=self.home,
                           EGUI_INSPECTION=f"127.0.0.1:{port}", XDG_RUNTIME_DIR=self.folder,
                           KEHOACH_DIALOG="off")
        if own_window:
            environment["KEHOACH_WINDOW"] = "own"
        environment.pop("WAYLAND_DISPLAY", None)
        self.environment = environment
        self.processes.append(subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL))
        self.errors = open(os.path.join(self.folder, "stderr"), "w+", encoding="utf-8")
        self.program = subprocess.Popen([program, *arguments], env=environment,
                                        stderr=self.errors)
        self.processes.append(self.program)
        self.port = Port(("127.0.0.1", port), lambda: self.program.poll() is None)
        self.settle()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.processes = []
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self):
        """Ends the program as a power cut would."""
        self.program.kill()
        self.program.wait()

    # What is on screen.

    def widgets(self):
        _, scale, update = self.port.ask("GetTree")["Tree"]
        if update is None:
            return []
        nodes = {ident: self._node(node) for ident, node in update[0]}
        found = []
        for role, said in nodes.values():
            name = said.get("label")
            if name is None:
                names = (nodes.get(ident, ("", {}))[1] for ident in said.get("labelledBy", ()))
                name = " ".join(filter(None, (n.get("label") or n.get("value") for n in names)))
            box = said.get("bounds")
            if isinstance(box, dict):
                box = [box[edge] for edge in ("x0", "y0", "x1", "y1")]
            if name or said.get("value"):
                box = box and [edge / scale for edge in box]
                found.append(Widget(role, name or None, said.get("value"), box))
        return found

    @staticmethod
    def _node(node):
        parts = list(node.values()) if isinstance(node, dict) else node
        role = next((part for part in parts if isinstance(part, str)), "")
        return role, next((part for part in parts if isinstance(part, dict)), {})

    def find(self, name, nth=1, role=None, within=10.0):
        """The n-th widget of a name (`…*` for a beginning); waits for it."""
        end = time.monotonic() + within
        while True:
            hits = [w for w in self.widgets() if same(name, w.name or w.value)
                    and (role is None or w.role.lower() == role.lower())]
            if len(hits) >= nth:
                return hits[nth - 1]
            if time.monotonic() > end:
                seen = sorted({w.name for w in self.widgets() if w.name})
                raise Trouble(f"“{name}” is not on screen; there are: {', '.join(seen)[:1500]}")
            time.sleep(0.1)

    def absent(self, name, within=5.0):
        end = time.monotonic() + within
        while any(same(name, w.name or w.value) for w in self.widgets()):
            if time.monotonic() > end:
                raise Trouble(f"“{name}” is still on screen")
            time.sleep(0.1)

    def picture(self, file):
        size, png = self.port.ask({"GetScreenshot": [None]})["Screenshot"]
        with open(file, "wb") as out:
            out.write(png if isinstance(png, bytes) else bytes(png))
        return size

    # What a hand does.

    def click(self, name, nth=1, role=None, times=1):
        widget = self.find(name, nth, role)
        if widget.box is None:
            raise Trouble(f"“{name}” has no place on screen")
        self.click_at(*widget.middle(), times=times)

    def click_at(self, x, y, times=1):
        self.pointer = [float(x), float(y)]
        self._events({"PointerMoved": self.pointer})
        for down in (True, False) * times:
            self._events({"PointerButton": [self.pointer, "Primary", down, [False] * 5]})
        self.settle()

    def right_click_at(self, x, y):
        self.pointer = [float(x), float(y)]
        self._events({"PointerMoved": self.pointer})
        for down in (True, False):
            self._events({"PointerButton": [self.pointer, "Secondary", down, [False] * 5]})
        self.settle()

    def write(self, words):
        """One text event a character, as a keyboard sends it."""
        for letter in words:
            self._events({"Text": letter})
        self.settle()

    def paste(self, words):
        self._events({"Paste": words})
        self.settle()

    def press(self, chord, times=1):
        for _ in range(times):
            self._chord(chord)
        self.settle()

    def _chord(self, chord):
        *held, key = chord.split("+")
        modifiers = [False] * 5
        for name in held:
            for place in MODIFIER_PLACES[name]:
                modifiers[place] = True
        self._events(*({"Key": [key, None, down, False, modifiers]} for down in (True, False)))

    def type_keys(self, script, pause):
        """Keys as fast as a hand sends them, without waiting for the window: letters, and keys in
        braces, `{Enter}`, `{Ctrl+N}`; `pause` is the time between two of them, in seconds."""
        for part in re.findall(r"\{[^}]+\}|[^{]", script):
            if part.startswith("{"):
                self._chord(part[1:-1])
            else:
                self._events({"Text": part})
            time.sleep(pause)
        self.settle()

    def scroll(self, points):
        self._events({"PointerMoved": self.pointer}, self._wheel("Point", points, [False] * 5))
        self.settle()

    def zoom(self, x, y, notches):
        """Ctrl and the wheel over a place, notch by notch."""
        self.pointer = [float(x), float(y)]
        held = [place in MODIFIER_PLACES["Ctrl"] for place in range(5)]
        self._events({"PointerMoved": self.pointer})
        for _ in range(abs(notches)):
            self._events(self._wheel("Line", 1 if notches > 0 else -1, held))
            self.settle()

    @staticmethod
    def _wheel(unit, amount, modifiers):
        return {"MouseWheel": [unit, [0.0, float(amount)], "Move", "Wheel", modifiers]}

    def resize(self, width, height):
        self.port.ask({"Resize": [width, height]})
        self.settle()

    def settle(self):
        self.port.ask({"Settle": [300]})

    def _events(self, *events):
        self.port.ask({"ApplyEvents": [list(events)]})


def same(pattern, text):
    if text is None:
        return False
    return text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern


def until(holds, what, within=30.0):
    """Waits until something holds."""
    end = time.monotonic() + within
    while not holds():
        if time.monotonic() > end:
            raise Trouble(what)
        time.sleep(0.1)


def run_parts(parts, program, folder):
    """Each part with the program and the folder; says what it showed, ends at the first that does not hold."""
    program, folder = os.path.abspath(program), os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    for part in parts:
        try:
            part(program, folder)
        except AssertionError as wrong:
            raise SystemExit(f"{part.__name__}: {wrong}") from None
        print(f"  {part.__doc__.strip()}")


def main():
    arguments = sys.argv[1:]
    shot = None
    if "--shot" in arguments:
        at = arguments.index("--shot")
        shot = arguments[at + 1]
        del arguments[at:at + 2]
    if not arguments:
        raise SystemExit(__doc__)
    with Desk(*arguments) as desk:
        time.sleep(1)
        for widget in desk.widgets():
            print(widget)
        if shot:
            desk.picture(shot)


if __name__ == "__main__":
    main()
