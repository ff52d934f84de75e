"""Counts syllables and pairs of neighbours in official texts: counts.txt.

Usage: python3 build.py TEXT... > counts.txt
The texts are laws and administrative documents as plain text (outside copyright in Viet Nam, Luật
Sở hữu trí tuệ, Điều 15). Counted for the file beside this script: Hiến pháp 2013, Luật An ninh mạng
2018, Luật Công nghệ thông tin 2006, Bộ luật Hình sự, the appendices of NĐ 30/2020/NĐ-CP, two plans.

A line is a syllable, its count, and those that followed it with one space between, with how often
(at least twice): "thực 300 hiện:250 tế:12". Small letters, tone marks in old style (hòa, ủy).
"""
import re
import sys
import unicodedata
from collections import Counter, defaultdict

TONES = "\u0300\u0301\u0303\u0309\u0323"


def key(word):
    word = unicodedata.normalize("NFC", word.lower())
    apart = unicodedata.normalize("NFD", word)
    tone = [c for c in apart if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
    if len(tone) == 1 and re.search(r"(?<!q)(oa|oe|uy)$", bare):
        return unicodedata.normalize("NFC", bare[:-1] + tone[0] + bare[-1])
    return word


count, after = Counter(), defaultdict(Counter)
for path in sys.argv[1:]:
    text = unicodedata.normalize("NFC", open(path, encoding="utf-8").read())
    for line in text.split("\n"):
        last, end = None, 0
        for found in re.finditer(r"[^\W\d_]+", line):
            word = key(found.group())
            count[word] += 1
            if last and line[end : found.start()] == " ":
                after[last][word] += 1
            last, end = word, found.end()
for word, number in sorted(count.items()):
    pairs = sorted((n, c) for n, c in after[word].items() if c >= 2)
    print(" ".join([word, str(number)] + [f"{n}:{c}" for n, c in pairs]))
