#!/usr/bin/env python3
"""What a careful typist would not leave behind, counted over drafts: care.py PROGRAM OUTPUT_FOLDER [DRAFT...]

Without drafts, the built-in samples are taken. Every draft is exported to PDF and its pages are read with
poppler. Counted are: symbols torn at a line's end; numbers parted from what counts them or what they
count; dates and names torn; signatures alone on a page; lead-ins ("… như sau:") that end a page; pages
of which a fifth is left empty though the text goes on.
"""
import os
import re
import sys

from paper import MM, pages_of, run

SYMBOL_HEAD = re.compile(r"(?:\d[\d/]*|[A-ZĐ]+[A-Za-zĐđ]*)-$")
SYMBOL_TAIL = re.compile(r"^[A-ZĐ]{2,}|^\d")
COUNTED = re.compile(
    r"(?:^|\s)(?:số|Số|Điều|điều|khoản|Khoản|điểm|Điểm|Mục|mục|Chương|Phụ lục|phụ lục|Mẫu số"
    r"|ngày|tháng|năm|quý|Quý)$")
ORDINAL = re.compile(r"^\(?(?:\d|[IVX]+\b(?!\.))")
DATE = re.compile(r"ngày \d{1,2}(?: tháng \d{1,2})?$|tháng \d{1,2}$")
DATE_TAIL = re.compile(r"^(?:tháng \d|năm \d)")
RANGE = re.compile(r"\d [-–]$")
NUMBER = re.compile(r"(?:^|[\s(])\d[\d.,]*$")
UNIT = re.compile(r"^(?:km|m2|m²|ha|kg|%|đồng|triệu|tỷ|nghìn|giờ|phút)\b|^%")
TITLE = re.compile(r"(?:^|\s)(?:ông|bà|Ông|Bà|đồng chí|TP\.)$")
LEAD_IN = re.compile(r"^(?!Nơi nhận).*:$")
CLOSING = re.compile(r"^(?:Nơi nhận:|TM\.|KT\.|TL\.|TUQ\.|Q\.|(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|HIỆU TRƯỞNG))")


def rows_of(page):
    """The lines of text between the margins, from top to bottom: (words, left, top, right, bottom)."""
    top = page.margins()[0] * MM
    found = [line for line in page.lines if line[2] > top - 3 or not line[0].isdigit()]
    return sorted(found, key=lambda line: (round(line[2]), line[1]))


def torn(lines):
    """What is torn between a line and the next one of the same block."""
    counts = dict.fromkeys(("symbols", "counted", "dates", "ranges", "units", "names"), 0)
    seen = []
    for (above, *box), (below, *under) in zip(lines, lines[1:]):
        same_block = 0 < under[1] - box[1] < 30 and under[0] < box[2] and box[0] < under[2]
        if not same_block:
            continue
        for kind, is_torn in (
            ("symbols", SYMBOL_HEAD.search(above.split(" ")[-1]) and SYMBOL_TAIL.match(below)),
            ("counted", COUNTED.search(above) and ORDINAL.match(below)),
            ("dates", DATE.search(above) and DATE_TAIL.match(below)),
            ("ranges", RANGE.search(above) and below[:1].isdigit()),
            ("units", NUMBER.search(above) and UNIT.match(below)),
            ("names", TITLE.search(above) and below[:1].isupper()),
        ):
            if is_torn:
                counts[kind] += 1
                seen.append(f"{kind}: …{above[-30:]} | {below[:20]}…")
    return counts, seen


def look(pdf):
    pages = pages_of(pdf)
    rows = [rows_of(page) for page in pages]
    counts = dict.fromkeys(("symbols", "counted", "dates", "ranges", "units", "names", "lonely signatures",
                            "stranded lead-ins", "empty fifths"), 0)
    seen = []
    for number, (page, lines) in enumerate(zip(pages, rows), 1):
        if not lines:
            continue
        where = f"page {number}: "
        more, what = torn([line[:5] for line in page.lines])
        for kind, count in more.items():
            counts[kind] += count
        seen += [where + words for words in what]
        first = [line for line in lines if not line[0].isdigit()]
        follows = number < len(pages) and not starts_anew(rows[number])
        if number > 1 and first and CLOSING.match(first[0][0]):
            counts["lonely signatures"] += 1
            seen.append(where + "signature alone")
        if follows and LEAD_IN.search(lines[-1][0]):
            counts["stranded lead-ins"] += 1
            seen.append(where + "ends in: " + lines[-1][0][-40:])
        top, _, bottom, _ = (mm * MM for mm in page.margins())
        height = page.height - top - bottom
        free = page.height - bottom - max(line[4] for line in lines)
        if follows and free > height / 5:
            counts["empty fifths"] += 1
            seen.append(where + f"{free:.0f} of {height:.0f} pt free")
    return len(pages), counts, seen


def starts_anew(lines):
    """Whether a page begins an annex: its first line is no page number but the annex's name."""
    return any(re.match(r"Phụ lục\b", line[0]) for line in lines[:2]) and not (
        lines and lines[0][0].isdigit())


def main():
    program, folder, *drafts = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    if not drafts:
        for line in run(program, "new", "--list").splitlines():
            name = line.split()[0]
            drafts.append(os.path.join(folder, name + ".kehoach"))
            if os.path.exists(drafts[-1]):
                os.remove(drafts[-1])
            run(program, "new", "--sample", name, "-o", drafts[-1])
    # A file of an earlier run would not be replaced, and be counted for this one.
    for name in os.listdir(folder):
        if name.endswith(".pdf"):
            os.remove(os.path.join(folder, name))
    run(program, "export", *drafts, "--to", "pdf", "--allow-marks", "-o", folder, codes=(0, 4))
    total = {}
    sheets = 0
    for draft in drafts:
        name = os.path.splitext(os.path.basename(draft))[0]
        pdf = os.path.join(folder, name + ".pdf")
        if not os.path.exists(pdf):
            continue
        pages, counts, seen = look(pdf)
        sheets += pages
        for kind, count in counts.items():
            total[kind] = total.get(kind, 0) + count
        for line in seen:
            print(f"  {name}, {line}")
    print(f"{len(drafts)} drafts, {sheets} pages: " + ", ".join(
        f"{count} {kind}" for kind, count in total.items()))
    if total.get("symbols") or total.get("lonely signatures"):
        raise SystemExit("symbols torn or signatures alone")


if __name__ == "__main__":
    main()
