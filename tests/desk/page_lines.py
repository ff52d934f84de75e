#!/usr/bin/env python3
"""Two PDFs of one document, line by line, whatever order an extractor gives them: page_lines.py OURS OTHER [--show N]

`pdftotext -layout` runs the cells of a row together, puts raised digits into the line above or below, and orders cells
that stand half a point apart differently; figures of pages with tables and notes then speak of the extractor. Here a line
is what stands on one height without a gap as wide as the padding of two cells, raised digits left out on both sides, and
the lines of a page are compared as a bag: each is there on the other side's same page, or it is not. With the lines that
are the same stands how far the two sides print them from each other once the faces' own difference of height (the middle
one) is taken off, so that nothing hides behind equal words.
"""
import argparse
import collections
import re
import statistics
import subprocess

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
# A raised digit is this much lower than the letters beside it.
RAISED = 0.8
# Two cells' padding is 8.5 pt; no line of words is stretched that far, or it is on both sides.
GAP = 8.2
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))


def words_of(page):
    found = []
    for left, top, right, bottom, text in WORD.findall(page):
        for entity, letter in ENTITIES:
            text = text.replace(entity, letter)
        found.append((float(left), float(top), float(right), float(bottom), text.replace("\xa0", " ").strip()))
    return [word for word in found if word[4]]


def is_raised(word, words):
    """Whether a number is a note's mark: small beside a word that it touches, or that follows it."""
    left, top, right, bottom, text = word
    if not re.fullmatch(r"[\d,]+", text):
        return False
    for l, t, r, b, _ in words:
        level = t < bottom and top < b
        near = abs(l - right) < 5 or abs(left - r) < 2
        if level and near and (bottom - top) < RAISED * (b - t):
            return True
    return False


def lines_of_page(page):
    """(words, left, foot) of every line of a page."""
    words = words_of(page)
    # A mark keeps its room, so that what stands on both sides of it stays one line.
    words = [(*word[:4], "") if is_raised(word, words) else word for word in words]
    rows = []
    for word in sorted(words, key=lambda word: ((word[1] + word[3]) / 2, word[0])):
        middle, height = (word[1] + word[3]) / 2, word[3] - word[1]
        row = next((row for row in reversed(rows[-12:]) if abs(row[0] - middle) < 0.3 * height), None)
        if row is None:
            rows.append((middle, [word]))
        else:
            row[1].append(word)
    found = []
    for _, row in rows:
        line = []
        for word in sorted(row):
            if line and word[0] - line[-1][2] > GAP:
                found.append(line)
                line = []
            line.append(word)
        found.append(line)
    # Spaces are left out: a face that another program puts in for one of ours may space its letters.
    found = [("".join(word[4] for word in line).replace(" ", ""), line[0][0], line[0][3]) for line in found]
    return [line for line in found if line[0]]


def pages_of(pdf, first=0):
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout.decode()
    return [lines_of_page(page) for page in re.split(r"<page ", text)[1 + first:]]


def compare(ours, theirs):
    """Lines on either side, lines equal, equal on the same page, what differs, and how far apart equal ones stand."""
    bag = lambda pages: collections.Counter(line[0] for page in pages for line in page)
    a, b = bag(ours), bag(theirs)
    same = sum((a & b).values())
    on_page, differ, apart = 0, [], []
    for number in range(max(len(ours), len(theirs))):
        here = ours[number] if number < len(ours) else []
        there = theirs[number] if number < len(theirs) else []
        x, y = bag([here]), bag([there])
        on_page += sum((x & y).values())
        once = {line[0]: line for line in there if y[line[0]] == 1}
        apart += [(line[1] - once[line[0]][1], line[2] - once[line[0]][2])
                  for line in here if x[line[0]] == 1 and line[0] in once]
        if x != y:
            differ.append((number + 1, list((x - y).elements()), list((y - x).elements())))
    return max(sum(a.values()), sum(b.values()), 1), same, on_page, differ, apart


def told(ours, theirs, show=0):
    """One line of figures about two files' pages, and what differs."""
    whole, same, on_page, differ, apart = compare(ours, theirs)
    for number, gone, come in differ[:show]:
        print(f"  page {number}\n    - {gone[:4]}\n    + {come[:4]}")
    usual = statistics.median(down for _, down in apart) if apart else 0.0
    apart = sorted(max(abs(across), abs(down - usual)) for across, down in apart) or [0.0]
    print(f"pages {len(ours)} / {len(theirs)}; lines {whole}; same {same / whole:.4f}; same page {on_page / whole:.4f}; "
          f"apart {apart[len(apart) * 19 // 20]:.1f} pt in 95 %, at most {apart[-1]:.1f} pt")
    return whole, same, on_page


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("ours")
    args.add_argument("other")
    args.add_argument("--show", type=int, default=0)
    args = args.parse_args()
    told(pages_of(args.ours), pages_of(args.other), args.show)


if __name__ == "__main__":
    main()
