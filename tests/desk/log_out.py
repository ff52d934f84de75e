#!/usr/bin/env python3
"""The system ends the program while she types: log_out.py PROGRAM [ROUNDS]

Each round opens a draft, types words, and sends SIGTERM, SIGHUP or SIGINT at a random moment, in every third
round with a dialog open. What the next start offers is held against what was typed: no letter may be missing.
Prints a table for docs/figures.md. The program must be built with the cargo feature `inspection`.
"""
import glob
import os
import random
import shutil
import signal
import subprocess
import sys
import time

from drive import Desk, Trouble

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def one(program, draft, sign, dice, number):
    """One session: the seconds it took to end, whether all letters were kept, and which they were."""
    with Desk(program, draft) as desk:
        desk.click("Trích yếu")
        words = ""
        for _ in range(dice.randint(1, 12)):
            word = f" vòng{number}lần{dice.randint(100, 999)}"
            desk.write(word)
            words += word
        if number % 3 == 0:
            desk.press("Ctrl+O")
            desk.find("Đường dẫn tệp")
        time.sleep(dice.random() * 3)
        begun = time.monotonic()
        desk.program.send_signal(sign)
        try:
            desk.program.wait(timeout=15)
        except subprocess.TimeoutExpired:
            raise Trouble("it did not end") from None
        took = time.monotonic() - begun
        kept = "".join(open(path, encoding="utf-8").read()
                       for path in glob.glob(os.path.join(desk.home, "recovery", "*.kehoach")))
        return took, words.strip() in kept, words


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9
    dice = random.Random(30)
    folder = os.path.join("/tmp", f"kehoach-log-out-{os.getpid()}")
    os.makedirs(folder)
    draft = os.path.join(folder, "a.kehoach")
    subprocess.run([program, "new", "--sample", "nam-hoc", "-o", draft], check=True, stdout=subprocess.DEVNULL)
    before = open(draft, "rb").read()
    count = {sign: [0, 0, 0.0] for sign in SIGNALS}
    good = True
    for number in range(rounds):
        sign = SIGNALS[number % len(SIGNALS)]
        took, whole, words = one(program, draft, sign, dice, number)
        here = count[sign]
        here[0] += 1
        here[1] += not whole
        here[2] = max(here[2], took)
        good &= whole and open(draft, "rb").read() == before
        if not whole:
            print(f"lost: {words}", file=sys.stderr)
    print("| ended by | sessions | letters lost in | longest end |\n|---|---|---|---|")
    for sign, (sessions, lost, longest) in count.items():
        print(f"| {sign.name} | {sessions} | {lost} | {longest:.1f} s |")
    shutil.rmtree(folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
