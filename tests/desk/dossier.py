#!/usr/bin/env python3
"""One plan and its five documents, made in the window: dossier.py PROGRAM OUTPUT_FOLDER

From a plan each of the documents that go with it is made by the menu; the plan's subject is changed, and
what says otherwise is found by the check and brought in line; all is exported into one folder and as one PDF.
What lies there then is read by poppler and as Word's own XML.
"""
import os
import re
import shutil
import sys
import zipfile

from drive import Desk, run_parts, until
from paper import run
from window import SIZE, read, words_of

MADE = (
    ("Tờ trình ban hành kế hoạch", "to-trinh", "TTr", "TỜ TRÌNH"),
    ("Quyết định ban hành kèm kế hoạch", "quyet-dinh", "QD", "QUYẾT ĐỊNH"),
    ("Công văn gửi kế hoạch", "cong-van-gui", "", "Kính gửi"),
    ("Giấy mời họp triển khai", "giay-moi", "GM", "GIẤY MỜI"),
    ("Báo cáo kết quả thực hiện", "bao-cao", "BC", "BÁO CÁO"),
)
SUBJECT = "Cải cách hành chính năm 2027"
LONGER = "Cải cách hành chính, chuyển đổi số năm 2027"


def words_of_docx(file):
    with zipfile.ZipFile(file) as parts:
        text = parts.read("word/document.xml").decode("utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split())


def exported(folder, ending):
    if not os.path.isdir(folder):
        return []
    return sorted(name for name in os.listdir(folder) if name.endswith(ending))


def a_plan_and_its_five_documents(program, folder):
    """From one plan its five documents, brought in line and exported: files read by other programs."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    plan = os.path.join(folder, "kh.kehoach")
    run(program, "new", "--sample", "cai-cach-hanh-chinh", "-o", plan)
    draft_of = {name: os.path.join(folder, f"kh-{name}.kehoach") for _, name, *_ in MADE}
    with Desk(program, plan) as desk:
        desk.resize(*SIZE)
        for choice, name, _, _ in MADE:
            desk.press("Ctrl+K")
            desk.write("soan van ban kem")
            desk.press("Enter")
            desk.click(f"{choice}*")
            until(lambda: os.path.exists(draft_of[name]), f"{name} was not made")
            desk.find("Tờ trình: *" if name == "to-trinh" else "Kế hoạch: *", role="button")
            desk.picture(os.path.join(folder, f"cua-so-{name}.png"))
        # The plan's subject grows; a document that says the old one is told by the check and cured.
        desk.click("Kế hoạch: *")
        desk.click("Trích yếu", role="button")  # in the outline: brings the card into view
        desk.click("Trích yếu", role="multilineTextInput")
        desk.press("Ctrl+A")
        desk.write(LONGER)
        desk.press("Ctrl+S")
        until(lambda: f'subject: "{LONGER}"' in read(plan), "the plan was not saved")
        desk.click("Công văn: *")
        desk.press("F7")
        desk.find("Trích yếu — hồ sơ chưa khớp*")
        desk.picture(os.path.join(folder, "kiem-tra.png"))
        desk.click("Đổi cả*")
        desk.press("Ctrl+S")
        until(lambda: LONGER.lower() in read(draft_of["cong-van-gui"]).lower(), "it was not brought in line")
        desk.press("F7")
        out = os.path.join(folder, "kh-ho-so")
        desk.click("Xuất cả hồ sơ…")
        desk.picture(os.path.join(folder, "xuat.png"))
        desk.click("Xuất", role="button")
        until(lambda: len(exported(out, ".docx")) == 6, "not all of it was exported", within=60)
        desk.find("Đã ghi 12 tệp*")
        desk.picture(os.path.join(folder, "da-xuat.png"))
        desk.click("Đóng", role="button")
        desk.picture(os.path.join(folder, "ho-so.png"))
        desk.press("Ctrl+W")
    files = exported(out, ".pdf")
    assert [name[:2] for name in files] == ["01", "02", "03", "04", "05", "06"], files
    assert [name[:-4] for name in files] == [name[:-5] for name in exported(out, ".docx")]
    # What is submitted comes first, the decision before what it issues.
    order = (*MADE[:2], ("", "", "KH", "KẾ HOẠCH"), *MADE[2:])
    for (_, _, symbol, title), file in zip(order, files):
        assert f"{symbol}-" in file, f"{file} is not named by its symbol"
        pdf = words_of(os.path.join(out, file))
        docx = words_of_docx(os.path.join(out, file.replace(".pdf", ".docx")))
        assert title in pdf and title in docx, f"{file} is no {title}"
        assert "năm 2027" in pdf, f"{file} does not speak of its plan"


if __name__ == "__main__":
    run_parts([a_plan_and_its_five_documents], *sys.argv[1:3])
