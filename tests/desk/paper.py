#!/usr/bin/env python3
"""The paper of every sample as other people's programs see it: paper.py PROGRAM OUTPUT_FOLDER

Exports each sample from the command line, then asks poppler: are all faces embedded and subset,
are title, author, size and tags there, does every word stand between the margins of the decree,
are the three drawn rules as long as they should be, and do the page numbers begin anew.
"""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

MM = 72 / 25.4
# PL I.I.3: the least margins, top right bottom left, in mm; the same sheet turned for landscape.
TOP, RIGHT, BOTTOM, LEFT = 20, 15, 20, 30
SLACK = 0.5 * MM


def run(*command, codes=(0,)):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


class Word:
    def __init__(self, text, left, top, right, bottom):
        self.text, self.left, self.top, self.right, self.bottom = text, left, top, right, bottom


class Page:
    def __init__(self, width, height, lines):
        self.width, self.height, self.lines = width, height, lines
        self.turned = width > height

    def margins(self):
        if self.turned:
            return LEFT, TOP, RIGHT, BOTTOM
        return TOP, RIGHT, BOTTOM, LEFT


def pages_of(pdf):
    """Every page as lines of words, from poppler's own reading."""
    plain = re.sub(r"<meta[^>]*/>", "", run("pdftotext", "-bbox-layout", pdf, "-"))
    root = xml.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", plain))
    space = "{http://www.w3.org/1999/xhtml}"
    box = lambda node: [float(node.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax")]
    pages = []
    for page in root.iter(space + "page"):
        lines = []
        for line in page.iter(space + "line"):
            words = [Word(word.text or "", *box(word)) for word in line.iter(space + "word")]
            lines.append((" ".join(word.text for word in words), *box(line), words))
        pages.append(Page(float(page.get("width")), float(page.get("height")), lines))
    return pages


def rules_of(pdf, page):
    """The straight level strokes drawn on a page: left, right, height, in pt."""
    drawing = run("pdftocairo", "-svg", "-f", str(page), "-l", str(page), pdf, "-")
    drawing = re.sub(r"<defs>.*?</defs>", "", drawing, flags=re.S)
    found = []
    for path in re.findall(r"<path [^>]*>", drawing):
        line = re.search(r' d="M ([-\d.]+) ([-\d.]+) L ([-\d.]+) ([-\d.]+) ?"', path)
        if not line or "stroke:none" in path or 'stroke="none"' in path:
            continue
        a, b, c, d, e, f = 1, 0, 0, 1, 0, 0
        turn = re.search(r'transform="matrix\(([^)]*)\)"', path)
        if turn:
            a, b, c, d, e, f = (float(part) for part in turn.group(1).split(","))
        x0, y0, x1, y1 = (float(part) for part in line.groups())
        start = (a * x0 + c * y0 + e, b * x0 + d * y0 + f)
        end = (a * x1 + c * y1 + e, b * x1 + d * y1 + f)
        if abs(start[1] - end[1]) < 0.1 and abs(start[0] - end[0]) > 5:
            found.append((min(start[0], end[0]), max(start[0], end[0]), start[1]))
    return found


def check_file(pdf, sample):
    fonts = run("pdffonts", pdf).splitlines()[2:]
    assert fonts, "no fonts at all"
    for font in fonts:
        fields = font.split()
        assert fields[-5:-2] == ["yes", "yes", "yes"], f"not embedded, subset, mapped: {font}"
        assert "LiberationSerif" in font or "TimesNewRoman" in font, f"a foreign face: {font}"
    facts = dict(re.findall(r"^([A-Za-z ]+?): +(.*)$", run("pdfinfo", pdf), flags=re.M))
    assert facts["Title"].startswith("Kế hoạch"), facts
    assert facts["Tagged"] == "yes" and facts["Page size"].endswith("(A4)"), facts
    assert tuple(map(int, facts["PDF version"].split("."))) >= (1, 4), facts
    if sample != "ke-hoach-moi":
        assert facts.get("Author") and facts.get("Subject"), facts
    raw = open(pdf, "rb").read()
    assert b"pdfaid:part" in raw and b"/Lang" in raw, "no PDF/A mark or no language"


def check_margins(pages):
    for number, page in enumerate(pages, 1):
        top, right, bottom, left = (mm * MM for mm in page.margins())
        for text, x0, y0, x1, y1, words in page.lines:
            where = f"page {number}, “{text}”"
            alone = text.isdigit() and y1 < top
            assert y0 > 5 * MM and (alone or y0 > top - SLACK), f"in the top margin: {where}"
            assert y1 < page.height - bottom + 3 * SLACK, f"in the bottom margin: {where}"
            assert x0 > left - SLACK, f"in the left margin: {where}"
            assert x1 < page.width - right + 2 * SLACK, f"in the right margin: {where}"


def check_page_numbers(pages):
    expected = 1
    for number, page in enumerate(pages, 1):
        top, right, _, left = (mm * MM for mm in page.margins())
        middle = (left + page.width - right) / 2
        shown = [line for line in page.lines if line[0].isdigit() and line[4] < top]
        first = any(line[0].startswith(("CỘNG HÒA", "Phụ lục")) or "CỘNG HÒA" in line[0]
                    for line in page.lines[:8])
        if first:
            expected = 1
            assert not shown, f"page {number} is a first page and shows {shown[0][0]}"
        else:
            expected += 1
            assert len(shown) == 1, f"page {number} shows {len(shown)} numbers"
            text, x0, _, x1 = shown[0][:4]
            assert text == str(expected), f"page {number} shows {text}, not {expected}"
            off = min(abs((x0 + x1) / 2 - middle), abs((x0 + x1) / 2 - page.width / 2))
            assert off < MM, f"page {number}: its number is {off / MM:.1f} mm off the middle"


def check_rules(pdf, pages, sample):
    """The rules under Tiêu ngữ (whole line), agency and trích yếu (a third to a half)."""
    words = [word for line in pages[0].lines for word in line[5]]
    rules = rules_of(pdf, 1)
    motto = [word for word in words if word.text in ("Độc", "phúc")]
    assert len(motto) >= 2, "no Tiêu ngữ"
    left, right, foot = motto[0].left, motto[1].right, motto[0].bottom
    under = [rule for rule in rules if 0 < rule[2] - foot < 12 and abs(rule[0] - left) < 8]
    assert under, f"no rule under Tiêu ngữ; there are {rules}"
    share = (under[0][1] - under[0][0]) / (right - left)
    assert 0.95 < share < 1.05, f"the rule under Tiêu ngữ is {share:.2f} of its line"
    if sample == "ke-hoach-moi":
        return
    half = pages[0].width / 2
    agency = [rule for rule in rules if rule[1] < half and rule[2] < 60 * MM]
    assert len(agency) == 1, f"{len(agency)} rules under the agency"
    subject = [rule for rule in rules
               if rule not in agency and rule not in under and rule[2] < 110 * MM]
    assert len(subject) == 1, f"{len(subject)} rules under the trích yếu"
    for name, rule in (("agency", agency[0]), ("trích yếu", subject[0])):
        above = [line for line in pages[0].lines if line[4] < rule[2]
                 and (name == "trích yếu" or line[3] < half + 20)]
        last = max(above, key=lambda line: line[4])
        middle = (last[1] + last[3]) / 2
        assert abs((rule[0] + rule[1]) / 2 - middle) < 2, f"the rule under the {name} is off"
        # Where a name takes two lines, the decree does not say which counts: the widest may.
        nearby = [line[3] - line[1] for line in above if rule[2] - line[4] < 60]
        shares = [(rule[1] - rule[0]) / width for width in (last[3] - last[1], max(nearby))]
        assert any(0.25 < share < 0.55 for share in shares), \
            f"the rule under the {name} is {shares[0]:.2f} of its line"


def check_words(pdf, txt):
    """Every word of the .txt stands in the PDF as well."""
    seen = set(re.sub(r"\s+", " ", run("pdftotext", pdf, "-")).replace("\xa0", " ").split())
    told = open(txt, encoding="utf-8").read().replace("\xa0", " ").split()
    missing = [word for word in told if word not in seen]
    assert told and len(missing) <= len(told) * 0.002, f"not in the PDF: {missing[:10]}"


def main():
    program, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    names = [line.split()[0] for line in run(program, "new", "--list").splitlines()]
    # The rules looked at here are a plan's; those of other types stand in tests/it/paper_kinds.rs.
    names = [*names[:5], "ke-hoach-moi"]
    for name in names:
        draft = os.path.join(folder, name + ".kehoach")
        pdf, txt = (os.path.join(folder, name + ending) for ending in (".pdf", ".txt"))
        if os.path.exists(draft):
            os.remove(draft)
        run(program, "new", "--sample", name, "-o", draft)
        run(program, "export", "--force", draft, "--to", "pdf,txt", "--allow-marks")
        first = open(pdf, "rb").read()
        run(program, "export", "--force", draft, "--to", "pdf", "--allow-marks")
        assert open(pdf, "rb").read() == first, f"{name}: the same plan gave other bytes"
        try:
            check(pdf, txt, name)
        except AssertionError as wrong:
            raise SystemExit(f"{name}: {wrong}") from None
        print(f"  {name}: {len(pages_of(pdf))} pages, right")
    run(program, "export", os.path.join(folder, "không-có.kehoach"), codes=(3,))
    run(program, "export", draft, "-o", os.path.join(folder, "không", "có.pdf"), codes=(4,))
    run(program, "export", codes=(2,))


def check(pdf, txt, sample):
    pages = pages_of(pdf)
    check_file(pdf, sample)
    check_margins(pages)
    check_page_numbers(pages)
    check_rules(pdf, pages, sample)
    check_words(pdf, txt)


if __name__ == "__main__":
    main()
