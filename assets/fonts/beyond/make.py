#!/usr/bin/env python3
"""Makes the faces of this folder: the letters that Liberation Serif lacks and offices write.

    make.py FOLDER

FOLDER holds Debian's packages unpacked (dpkg -x): fonts-dejavu-core, fonts-dejavu-extra and
fonts-noto-core of bookworm. Needs Python's fontTools (4.5x). Each face keeps the letters that no
face before it has, so that their order does not matter; hinting is left out, names are kept.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).parent
SERIF = HERE.parent / "LiberationSerif-Regular.ttf"
ALL = [(0x0, 0x10FFFF)]

# Source, file here, the letters wanted of it.
FACES = [
    # Latin of the highlands' and of phonetic alphabets, raised and lowered signs, Roman numerals.
    ("dejavu/DejaVuSerif.ttf", "DejaVuSerif.ttf", [(0x180, 0x36F), (0x1D00, 0x1EFF), (0x2000, 0x218F), (0x2C60, 0x2C7F), (0xA700, 0xA7FF)]),
    # Arrows, mathematics, boxes to be ticked, bullets, numbers in circles, signs.
    ("dejavu/DejaVuSans.ttf", "DejaVuSans.ttf", [(0x180, 0x36F), (0x2000, 0x2BFF), (0xA700, 0xA7FF), (0x1D538, 0x1D56B), (0x1D7D8, 0x1D7E1), (0x1F600, 0x1F64F)]),
    ("noto/NotoSansSymbols-Regular.ttf", "NotoSansSymbols.ttf", [(0x2100, 0x2BFF), (0x1F100, 0x1F1AD)]),
    ("noto/NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2.ttf", [(0x2190, 0x2BFF), (0x1F300, 0x1F5FF), (0x1F780, 0x1F8FF)]),
    ("noto/NotoSerifKhmer-Regular.ttf", "NotoSerifKhmer.ttf", [(0x1780, 0x17FF), (0x19E0, 0x19FF), (0x25CC, 0x25CC)]),
    ("noto/NotoSansCham-Regular.ttf", "NotoSansCham.ttf", [(0xAA00, 0xAA5F), (0x25CC, 0x25CC)]),
    ("noto/NotoSansTaiViet-Regular.ttf", "NotoSansTaiViet.ttf", [(0xAA80, 0xAADF), (0x25CC, 0x25CC)]),
    ("noto/NotoSerifLao-Regular.ttf", "NotoSerifLao.ttf", [(0xE80, 0xEFF), (0x25CC, 0x25CC)]),
    ("noto/NotoSerifThai-Regular.ttf", "NotoSerifThai.ttf", [(0xE00, 0xE7F), (0x25CC, 0x25CC)]),
    ("noto/NotoSansPahawhHmong-Regular.ttf", "NotoSansPahawhHmong.ttf", [(0x16B00, 0x16B8F)]),
]


def letters(path):
    return set(TTFont(path).getBestCmap())


def cut(source, target, wanted):
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["FFTM", "GDEF"] if "DejaVu" in target.name else []
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def missing(target):
    """A face of one box for every letter: what no other face has is seen to be missing, while the
    text of a PDF stays what was typed (cmap format 13: many letters, one glyph)."""
    em, width, top = 2048, 1229, 1341
    pen = TTGlyphPen(None)
    for box in ((100, 0, width - 100, top), (190, 90, width - 190, top - 90)):
        left, bottom, right, upper = box
        points = [(left, bottom), (left, upper), (right, upper), (right, bottom)]
        if box[0] == 190:
            points.reverse()
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    box = pen.glyph()
    build = FontBuilder(em, isTTF=True)
    build.setupGlyphOrder([".notdef", "missing"])
    build.setupCharacterMap({0x25A1: "missing"})
    build.setupGlyf({".notdef": box, "missing": box})
    build.setupHorizontalMetrics({".notdef": (width, 100), "missing": (width, 100)})
    build.setupHorizontalHeader(ascent=1825, descent=-443)
    build.setupNameTable({"familyName": "Ke Hoach Missing", "styleName": "Regular"})
    build.setupOS2(sTypoAscender=1825, sTypoDescender=-443, usWinAscent=1825, usWinDescent=443)
    build.setupPost()
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    # Letters only: no controls, no surrogates, no private use, no end of a plane.
    ranges = [(0xA1, 0xD7FF), (0xF900, 0xFFEF), (0x10000, 0x1FBFF), (0x20000, 0x323AF)]
    table.cmap = {letter: "missing" for first, last in ranges for letter in range(first, last + 1)}
    build.font["cmap"].tables = [table]
    build.save(target)


def main():
    fonts = Path(sys.argv[1]) / "usr/share/fonts/truetype"
    known = letters(SERIF)
    for source, name, ranges in FACES:
        have = letters(fonts / source)
        wanted = {
            letter
            for letter in have
            if any(first <= letter <= last for first, last in ranges)
            and (letter not in known or letter == 0x25CC)
        }
        cut(fonts / source, HERE / name, sorted(wanted))
        known |= wanted
        print(name, len(wanted), (HERE / name).stat().st_size)
    missing(HERE / "Missing.ttf")
    print("Missing.ttf", (HERE / "Missing.ttf").stat().st_size)


main()
