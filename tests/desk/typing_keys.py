#!/usr/bin/env python3
"""A plan written by keyboard alone, as fast as keys come: typing_keys.py PROGRAM OUTPUT_FOLDER

An Olympic-day plan from an empty window at 0, 20 and 40 ms a key, its text compared with what was
meant; a table of 20 rows made by keys; the pages zoomed with a landscape annex. Pictures of the window
stay in the folder.
"""
import os
import sys

from drive import Desk, Trouble, run_parts
from paper import run

SIZE = (1366, 768)

# Every key from the first: no click, no pause to look.
OLYMPIC = (
    "{Ctrl+N}"
    "Tổ chức Ngày chạy Olympic vì sức khỏe toàn dân năm 2027"
    "{Ctrl+ArrowUp}{Ctrl+ArrowUp}Sở Văn hóa, Thể thao và Du lịch{Tab}SVHTTDL"
    "{Tab}{Tab}{Tab}Hưng Yên{Ctrl+ArrowDown}{End}"
    # Căn cứ and mở đầu are begun by their buttons.
    "{Tab}{Enter}Căn cứ Luật Thể dục, thể thao"
    "{Enter}Căn cứ Kế hoạch số 15/KH-UBND ngày 10 tháng 01 năm 2027"
    "{Tab}{Tab}{Tab}{Enter}Sở xây dựng Kế hoạch tổ chức Ngày chạy, cụ thể như sau:"
    "{Tab}{Tab}{ArrowDown}Vận động nhân dân rèn luyện thân thể"
    # Markers as Word's users type them.
    "{Enter}- Ở xã, phường{Enter}- Ở trường học{Enter}2. Bảo đảm an toàn"
    "{Ctrl+End}Phòng Thể dục thể thao tham mưu{Enter}Văn phòng bảo đảm kinh phí"
    # Past the closing, which may stay empty.
    "{Escape}{Tab}{Ctrl+ArrowDown}{Shift+Tab}{Enter}Ủy ban nhân dân tỉnh{Tab}để b/c"
    "{Enter}Các phòng, đơn vị thuộc Sở{Tab}để t/h"
    "{Ctrl+ArrowDown}Giám đốc{Tab}Nguyễn Thị Hoa"
)

MEANT = """SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH
KẾ HOẠCH
Tổ chức Ngày chạy Olympic vì sức khỏe toàn dân năm 2027
Căn cứ Luật Thể dục, thể thao;
Căn cứ Kế hoạch số 15/KH-UBND ngày 10 tháng 01 năm 2027.
Sở xây dựng Kế hoạch tổ chức Ngày chạy, cụ thể như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Vận động nhân dân rèn luyện thân thể
- Ở xã, phường
- Ở trường học
2. Bảo đảm an toàn
II. NỘI DUNG
1.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Thể dục thể thao tham mưu
2. Văn phòng bảo đảm kinh phí./.
Nơi nhận:
- Ủy ban nhân dân tỉnh (để b/c);
- Các phòng, đơn vị thuộc Sở (để t/h);
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Thị Hoa"""


def save(desk, path):
    if os.path.exists(path):
        os.remove(path)
    desk.press("Ctrl+S")
    desk.find("Đường dẫn tệp")
    desk.press("Ctrl+A")
    desk.type_keys(path + "{Enter}", 0)
    desk.absent("Đường dẫn tệp")
    desk.find("Đã lưu*")


def said(program, draft):
    """The words of the paper, a paragraph a line; the agency's name in one."""
    text = os.path.splitext(draft)[0] + ".txt"
    run(program, "export", draft, "--to", "txt", "-o", text, "--force")
    with open(text, encoding="utf-8") as file:
        lines = [" ".join(line.split()) for line in file.read().splitlines()]
    return [line for line in lines if line]


def olympic(program, folder):
    """A plan from an empty window by keyboard alone, at 0, 20 and 40 ms a key."""
    for pause in (0, 20, 40):
        draft = os.path.join(folder, f"olympic-{pause}.kehoach")
        with Desk(program) as desk:
            desk.resize(*SIZE)
            desk.type_keys(OLYMPIC, pause / 1000)
            desk.picture(os.path.join(folder, f"olympic-{pause}.png"))
            save(desk, draft)
        lines = said(program, draft)
        missing = [line for line in MEANT.splitlines() if line not in lines]
        if missing:
            raise Trouble(f"at {pause} ms a key: not on paper: {missing}; there: {lines}")
        order = [lines.index(line) for line in MEANT.splitlines() if line != "1."]
        body = order[2:-7]
        if body != sorted(body):
            raise Trouble(f"at {pause} ms a key the order is another: {lines}")


def table(program, folder):
    """A table of 20 rows made by keys."""
    rows = [[f"việc {row}", str(row * 1000)] for row in range(1, 21)]
    heads = "Nội dung{Tab}Số tiền"
    cells = "{Tab}".join("{Tab}".join(row) for row in rows)
    draft = os.path.join(folder, "bang.kehoach")
    with Desk(program) as desk:
        desk.resize(*SIZE)
        # The subject, then from card to card into the body.
        desk.type_keys("{Ctrl+N}Bảng{Ctrl+ArrowDown}{ArrowDown}{Ctrl+T}", 0.02)
        desk.type_keys(f"{heads}{{Tab}}{cells}", 0)
        # The head is far above; the tools are in view all the same.
        tools = desk.find("+ Hàng")
        assert tools.box[1] > 76, f"the tools are out of sight: {tools}"
        desk.picture(os.path.join(folder, "bang.png"))
        save(desk, draft)
    text = " ".join(said(program, draft))
    for row in rows:
        assert all(cell in text for cell in row), f"not on paper: {row}"
    assert text.index("việc 19") < text.index("việc 20"), "the rows are in another order"


def zoom(program, folder):
    """The pages zoomed with a landscape annex: the point under the pointer stays."""
    draft = os.path.join(folder, "ngang.kehoach")
    if os.path.exists(draft):
        os.remove(draft)
    run(program, "new", "--sample", "kiem-tra", "-o", draft)
    with Desk(program, draft) as desk:
        desk.resize(*SIZE)
        page = desk.find("Trang in 1", within=20)
        x, y = 1100.0, 400.0

        def share():
            left, top, right, bottom = desk.find("Trang in 1").box
            return (x - left) / (right - left), (y - top) / (bottom - top), right - left

        before = share()
        desk.picture(os.path.join(folder, "thu-phong-1.png"))
        for notches, name in ((1, "2"), (2, "3"), (-2, "4"), (-1, "5")):
            desk.zoom(x, y, notches)
            now = share()
            desk.picture(os.path.join(folder, f"thu-phong-{name}.png"))
            for old, new in zip(before[:2], now[:2]):
                assert abs(old - new) < 0.02, f"the page slid away: {before} → {now}"
        assert now[2] < page.box[2] - page.box[0] + 60, "zooming out did not come back"
        desk.zoom(x, y, -6)
        middles = [sum(desk.find(name).box[::2]) / 2 for name in ("Trang in 1", "Trang in 2")]
        assert abs(middles[0] - middles[1]) < 2, f"pages are not centred: {middles}"
        desk.picture(os.path.join(folder, "thu-phong-6.png"))


def main():
    run_parts((olympic, table, zoom), *sys.argv[1:3])


if __name__ == "__main__":
    main()
