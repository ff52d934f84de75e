#!/usr/bin/env python3
"""An afternoon at the window: window.py PROGRAM OUTPUT_FOLDER

Opens a sample, types, takes back, saves, exports, and looks at what the files say; then the power
goes, and what was typed is offered again. Pictures of the window stay in the folder.
"""
import os
import shutil
import sys
import time
import unicodedata
import zipfile

from drive import Desk, run_parts, until
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
        time.sleep(6)  # the samples' pages are painted on a thread
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


OLD = """SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: 12/KH-SXD

Hải Phòng, ngày 05 tháng 3 năm 2026

KẾ HOẠCH

Kiểm tra công tác cải cách hành chính năm 2026

Căn cứ Kế hoạch số 40/KH-UBND ngày 10 tháng 02 năm 2026 của Ủy ban nhân dân thành phố về cải cách hành chính;

Sở Xây dựng ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2026, cụ thể như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Đánh giá việc giải quyết thủ tục hành chính tại các phòng, đơn vị.

3. Kiểm tra khách quan, không làm ảnh hưởng công việc thường xuyên.

II. NỘI DUNG

1. Công khai thủ tục hành chính, thời hạn giải quyết hồ sơ.

2. Việc trả lời phản ánh, kiến nghị của người dân, doanh nghiệp.

Thời gian kiểm tra trong quý II năm 2026

III. TỔ CHỨC THỰC HIỆN

Văn phòng Sở chủ trì kiểm tra, báo cáo Giám đốc Sở trước ngày 30 tháng 6 năm 2026.

Nơi nhận:

- UBND thành phố (để b/c);

- Các phòng, đơn vị thuộc Sở;

- Lưu: VT, VP.

GIÁM ĐỐC

Trần Văn A
"""


def take_in(program, folder):
    """An old text is taken in: a doubt settled, a paragraph left out and had back."""
    old = os.path.join(folder, "ke-hoach-cu.txt")
    with open(old, "w", encoding="utf-8") as text:
        text.write(OLD)
    with Desk(program, old) as desk:
        desk.resize(*SIZE)
        desk.click("Dòng 31*")
        desk.click("Bỏ đoạn này")
        desk.find("Nhận bản này, bỏ 1 đoạn", role="button")
        desk.click("Đưa dòng 31 vào bản thảo")
        desk.find("Nhận bản này", role="button")
        desk.press("Alt+ArrowDown")
        desk.picture(os.path.join(folder, "nhap.png"))
        desk.click("Nhận bản này")
        desk.absent("Nhận bản này")
        desk.find("Trích yếu", role="button")


def guide(program, folder):
    """The check, the print dialog and the guide, as the guide's pictures show them."""
    draft = os.path.join(folder, "kiem-tra.kehoach")
    if os.path.exists(draft):
        os.remove(draft)
    run(program, "new", "--sample", "kiem-tra", "-o", draft)
    words = read(draft)
    subject = 'subject: "Kiểm tra công tác văn thư, lưu trữ năm 2027"'
    assert subject in words, "the sample has another trích yếu"
    with open(draft, "w", encoding="utf-8") as file:
        file.write(words.replace(subject, 'subject: "V/v kiểm tra công tác văn thư, lưu trử năm 2027."'))
    office = os.path.join(folder, "may-in")
    os.makedirs(office, exist_ok=True)
    lpstat = os.path.join(office, "lpstat")
    with open(lpstat, "w", encoding="utf-8") as script:
        script.write("#!/bin/sh\n[ \"$1\" = -e ] && echo van-thu || echo 'default: van-thu'\n")
    os.chmod(lpstat, 0o755)
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{office}:{path}"
    try:
        with Desk(program, draft) as desk:
            desk.resize(*SIZE)
            desk.press("F7")
            time.sleep(3)  # the first look of the check is on a thread
            desk.picture(os.path.join(folder, "kiem-tra.png"))
            desk.press("F7")
            desk.press("Ctrl+P")
            desk.find("Mở trong trình xem PDF", role="button")
            time.sleep(1)
            desk.picture(os.path.join(folder, "in.png"))
            desk.press("Escape")
            desk.press("F1")
            desk.find("Tìm trong hướng dẫn")
            desk.click("1. Mười phút đầu tiên")
            time.sleep(1)
            desk.picture(os.path.join(folder, "huong-dan.png"))
            desk.press("Escape")
    finally:
        os.environ["PATH"] = path


def changed_elsewhere(program, folder):
    """A second window is told of the first; a file changed elsewhere is not overwritten unasked."""
    home, draft = fresh(program, folder, "hai-noi")
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        with Desk(program, draft, home=home, own_window=True) as second:
            second.find("Mở để đọc")
        other = read(draft).replace(SUBJECT, "Sửa ở máy khác")
        with open(draft, "w", encoding="utf-8") as file:
            file.write(other)
        write_at_end(desk, TYPED)
        desk.press("Ctrl+S")
        desk.find("Tệp đã được sửa ở nơi khác")
        assert read(draft) == other, "the other words were overwritten unasked"
        answer_question(desk, "Ghi đè")
        until(lambda: TYPED in read(draft), "it was not saved after she said so")
        assert read(draft + ".bak") == other, "the other words were not kept"


def power_cut(program, folder):
    """What was typed and not saved is offered after a crash."""
    home, draft = fresh(program, folder, "mat-dien")
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        write_at_end(desk, " chưa lưu")
        until(lambda: kept_aside(home, "chưa lưu"), "nothing was kept aside")
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


def recovered_over_newer(program, folder):
    """What a crash left is not saved over what was saved since without a question."""
    home, draft = fresh(program, folder, "moi-hon")
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        write_at_end(desk, " hôm qua")
        until(lambda: kept_aside(home, "hôm qua"), "nothing was kept aside")
        desk.kill()
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        write_at_end(desk, " hôm nay cả ngày")
        desk.press("Ctrl+S")
        until(lambda: "hôm nay" in read(draft), "it was not saved")
    today = read(draft)
    with Desk(program, home=home) as desk:
        desk.resize(*SIZE)
        desk.find("Còn một bản chưa lưu, nhưng tệp đã được lưu sau bản này*")
        desk.picture(os.path.join(folder, "khoi-phuc-cu.png"))
        desk.click("Xem khác biệt")
        desk.find("Tệp trên đĩa*")
        desk.picture(os.path.join(folder, "khoi-phuc-khac.png"))
        desk.press("Escape")
        desk.click("Khôi phục", role="button")
        desk.find("Trích yếu", role="multilineTextInput")
        desk.press("Ctrl+S")
        desk.find("Tệp đã được sửa ở nơi khác")
        desk.picture(os.path.join(folder, "luu-hoi.png"))
        assert read(draft) == today, "the newer words were overwritten unasked"
        answer_question(desk, "Xem khác biệt")
        desk.find("Khôi phục bản này", role="button")
        desk.press("Escape")
        desk.find("Trích yếu", role="multilineTextInput")
    assert read(draft) == today, "looking wrote"


def versions(program, folder):
    """Each save keeps the state before; one is compared, restored, and the step taken back."""
    home, draft = fresh(program, folder, "cac-ban")
    with Desk(program, draft, home=home) as desk:
        desk.resize(*SIZE)
        for words in (" một", " hai"):
            write_at_end(desk, words)
            desk.press("Ctrl+S")
            until(lambda: words in read(draft), "it was not saved")
        desk.click("Tệp")
        desk.click("Các bản đã lưu…")
        desk.find("Khôi phục bản này", role="button")
        desk.picture(os.path.join(folder, "cac-ban.png"))
        desk.click("Khôi phục bản này", role="button")
        field = desk.find("Trích yếu", role="multilineTextInput")
        assert field.value == f"{SUBJECT} một", f"restored: {field.value}"
        desk.press("Ctrl+Z")
        field = desk.find("Trích yếu", role="multilineTextInput")
        assert field.value == f"{SUBJECT} một hai", f"taken back: {field.value}"


def fresh(program, folder, name):
    """A home and a draft that nothing is known of."""
    home = os.path.join(folder, f"home-{name}")
    shutil.rmtree(home, ignore_errors=True)
    draft = os.path.join(folder, f"{name}.kehoach")
    for old in (draft, draft + ".bak"):
        if os.path.exists(old):
            os.remove(old)
    run(program, "new", "--sample", "nam-hoc", "-o", draft)
    return home, draft


def answer_question(desk, name):
    """Presses a button of the question; the strip over the form, above it, offers the same."""
    offers = [widget for widget in desk.widgets() if widget.name == name and widget.box]
    desk.click_at(*max((widget.middle() for widget in offers), key=lambda middle: middle[1]))


def kept_aside(home, words):
    folder = os.path.join(home, "recovery")
    files = os.listdir(folder) if os.path.isdir(folder) else ()
    return any(words in read(os.path.join(folder, name)) for name in files if name.endswith(".kehoach"))


WRONG = (
    ("Text(level: Clause, text: \"Nâng cao chất lượng , bảo đảm an toàn.\"),"),
    ("Text(level: Clause, text: \"UBND các quận, huyện phối hợp thực hiện.\"),"),
    ("Text(level: Clause, text: \"Kinh phí thực hiện là … đồng.\"),"),
)


def comments_of(docx):
    with zipfile.ZipFile(docx) as package:
        said = package.read("word/comments.xml").decode("utf-8")
        body = package.read("word/document.xml").decode("utf-8")
    return said.count("<w:comment "), body.count("<w:commentReference ")


def check(program, folder):
    """A wrong plan: findings cured from drawer and right click, set aside with a reason, exported."""
    draft = os.path.join(folder, "sai.kehoach")
    word, slip, copy = (os.path.join(folder, name)
                        for name in ("sai.docx", "phieu.pdf", "y-kien.docx"))
    for old in (draft, draft + ".bak", word, slip, copy):
        if os.path.exists(old):
            os.remove(old)
    run(program, "new", "--sample", "kiem-tra", "-o", draft)
    words = read(draft)
    front, back = words.split("    body: [\n", 1)
    wrong = "".join(f"      {line}\n" for line in WRONG)
    with open(draft, "w", encoding="utf-8") as file:
        file.write(f"{front}    body: [\n      Text(level: Section, text: \"Yêu cầu\"),\n{wrong}{back}")
    run(program, "export", draft, "--to", "docx", "-o", word, "--allow-marks")
    with Desk(program, draft) as desk:
        desk.resize(*SIZE)
        desk.press("F7")
        desk.find("Mục I.1 — thừa dấu cách*")
        desk.click("Sửa 1", role="button")
        desk.absent("Mục I.1 — thừa dấu cách*")
        # The finding's card beside its words, then set aside with a reason.
        desk.click("Mục I.3 — còn dấu chờ điền*")
        desk.click("Bỏ qua…", role="button")
        desk.write("Chờ Sở Tài chính")
        desk.press("Enter")
        desk.click("1 đã bỏ qua")
        desk.find("Mục I.3 — còn dấu chờ điền*")
        desk.find("Lý do 1", role="button")
        desk.click("1 đã bỏ qua")
        # The right button on the underlined words offers the cure.
        desk.click("Mục I.2 — cấp huyện*")
        desk.press("Escape")
        block = next(widget for widget in desk.widgets()
                     if (widget.value or "").startswith("UBND các quận")).box
        desk.right_click_at(block[0] + 60, block[1] + 10)
        desk.picture(os.path.join(folder, "kiem-tra.png"))
        desk.click("Sửa", role="button")
        desk.absent("Mục I.2 — cấp huyện*")
        desk.press("Ctrl+S")
        # The sample itself says "các xã, phường, đặc khu" elsewhere: only the cured words tell of the save.
        until(lambda: "đặc khu phối hợp thực hiện" in read(draft), "the cure was not saved")
        kept = read(draft)
        assert "chất lượng, bảo đảm" in kept and "version: 3" in kept, "not as it was cured"
        assert "reason: \"Chờ Sở Tài chính\"" in kept, "the reason was not kept"
        desk.click("Phiếu rà soát")
        desk.click("Đường dẫn tệp")
        desk.press("Ctrl+A")
        desk.write(slip)
        desk.click("Ghi tệp")
        until(lambda: os.path.exists(slip) and os.path.getsize(slip) > 0, "no slip was written")
        assert "Chờ Sở Tài chính" in words_of(slip), "the slip does not say why"
        # A Word file of somebody else.
        desk.press("Ctrl+K")
        desk.write("Kiểm tra một tệp Word")
        desk.press("Enter")
        desk.click("Đường dẫn tệp")
        desk.press("Ctrl+A")
        desk.write(word)
        desk.press("Enter")
        desk.find("Bản Word có nhận xét", within=20)
        time.sleep(1)
        desk.picture(os.path.join(folder, "kiem-tra-tep.png"))
        desk.click("Bản Word có nhận xét")
        desk.click("Đường dẫn tệp")
        desk.press("Ctrl+A")
        desk.write(copy)
        desk.click("Ghi tệp")
        until(lambda: os.path.exists(copy), "no copy with comments was written")
    said, anchored = comments_of(copy)
    assert said > 2 and said == anchored, f"{said} comments, {anchored} anchors"


def write_at_end(desk, words):
    desk.click("Trích yếu", role="button")  # in the outline: brings the card into view
    desk.click("Trích yếu", role="multilineTextInput")
    desk.press("Ctrl+End")
    desk.write(words)


def main():
    run_parts((first_screen, write_save_export, take_in, guide, check, changed_elsewhere, power_cut,
              recovered_over_newer, versions), *sys.argv[1:3])


if __name__ == "__main__":
    main()
