#!/usr/bin/env python3
"""An afternoon at the window: window.py PROGRAM OUTPUT_FOLDER

Opens a sample, types, takes back, saves, exports, and looks at what the files say; then the power
goes, and what was typed is offered again. Pictures of the window stay in the folder.
"""
import os
import shutil
import sys
import unicodedata

from drive import Desk, until
from paper import run

SUBJECT = "Thực hiện nhiệm vụ năm học 2026 - 2027"
SAMPLES = ("Phong trào thi đua", "Tháng cao điểm", "Kiểm tra", "Cải cách hành chính", "Năm học")
# What most office machines have.
SIZE = (1366, 768)
TYPED = " và phong trào “Dạy tốt, học tốt”"


def read(file):
    with open(file, encoding="utf-8") as text:
        return text.read()


def words_of(pdf):
    plain = run("pdftotext", pdf, "-").replace("\xa0", " ")
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def first_screen(program, folder):
    """What she sees first: a new plan, the samples by their names."""
    with Desk(program) as desk:
        desk.resize(*SIZE)
        desk.find("Kế hoạch mới", role="button")
        for name in SAMPLES:
            desk.find(f"Mẫu {name}", role="button")
        desk.picture(os.path.join(folder, "man-hinh-dau.png"))


def write_save_export(program, folder):
    """A sample is opened, its trích yếu written on, saved and exported."""
    draft = os.path.join(folder, "nam-hoc.kehoach")
    pdf = os.path.join(folder, "nam-hoc.pdf")
    for old in (draft, draft + ".bak", pdf):
        if os.path.exists(old):
            os.remove(old)
    run(program, "new", "--sample", "nam-hoc", "-o", draft)
    before = read(draft)
    with Desk(program, draft) as desk:
        desk.resize(*SIZE)
        write_at_end(desk, TYPED)
        desk.picture(os.path.join(folder, "cua-so.png"))
        assert read(draft) == before, "typing alone must not touch the file"
        desk.press("Ctrl+S")
        until(lambda: TYPED in read(draft), "the saved draft lacks what was typed")
        assert f'subject: "{SUBJECT}{TYPED}",' in read(draft), "the words were mangled"
        assert read(draft + ".bak") == before, "the previous state was not kept"

        desk.press("Ctrl+Z", times=80)
        desk.press("Ctrl+S")
        until(lambda: read(draft) == before, "undo to the start did not give the old plan back")
        desk.press("Ctrl+Y", times=80)
        desk.press("Ctrl+S")
        until(lambda: TYPED in read(draft), "redo did not give the new plan back")

        desk.press("Ctrl+E")
        desk.click("Đường dẫn tệp")
        desk.press("Ctrl+A")
        desk.write(pdf)
        desk.click("Ghi tệp")
        until(lambda: os.path.exists(pdf) and os.path.getsize(pdf) > 0, "no PDF was written")
    told = words_of(pdf)
    assert f"{SUBJECT}{TYPED}" in told, "the PDF does not say what was typed"
    assert told.count("./.") == 1 and "HIỆU TRƯỞNG" in told, "the paper is not whole"


def power_cut(program, folder):
    """What was typed and not saved is offered after a crash."""
    home = os.path.join(folder, "home")
    shutil.rmtree(home, ignore_errors=True)
    draft = os.path.join(folder, "mat-dien.kehoach")
    if os.path.exists(draft):
        os.remove(draft)
    run(program, "new", "--sample", "nam-hoc", "-o", draft)
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        write_at_end(desk, " chưa lưu")
        kept = os.path.join(home, "recovery")
        until(lambda: any("chưa lưu" in read(os.path.join(kept, name))
                          for name in (os.listdir(kept) if os.path.isdir(kept) else ())
                          if name.endswith(".kehoach")), "nothing was kept aside")
        desk.kill()
    assert "chưa lưu" not in read(draft)
    with Desk(program, home=home) as desk:
        desk.resize(*SIZE)
        desk.click("Khôi phục", role="button")
        desk.absent("Khôi phục")
        written = desk.find("Trích yếu", role="multilineTextInput").value
        assert written == f"{SUBJECT} chưa lưu", f"recovered: {written}"
        desk.press("Ctrl+S")
        until(lambda: "chưa lưu" in read(draft), "the recovered draft was not saved in its place")


def write_at_end(desk, words):
    desk.click("Trích yếu", role="button")  # in the outline: brings the card into view
    desk.click("Trích yếu", role="multilineTextInput")
    desk.press("Ctrl+End")
    desk.write(words)


def main():
    program, folder = (os.path.abspath(path) for path in sys.argv[1:3])
    os.makedirs(folder, exist_ok=True)
    for part in (first_screen, write_save_export, power_cut):
        try:
            part(program, folder)
        except AssertionError as wrong:
            raise SystemExit(f"{part.__name__}: {wrong}") from None
        print(f"  {part.__doc__.strip()}")


if __name__ == "__main__":
    main()
