"""Makes communes.tsv: which communes of before 01/7/2025 went into which of today.

Usage: python3 communes.py mapping.json > communes.tsv
mapping.json is underthesea/address/data/mapping.json of the wheel underthesea 9.5.0 (PyPI,
Apache-2.0; its rows come from vietnamadminunits 1.0.4). Facts alone are taken: the names.

A line: "= Province", then "new commune <tab> old;old;…" for that province. Left out are old names
that today's communes of the same province bear too, and old units that were parted among several.
"""
import json
import sys
import unicodedata
from collections import defaultdict


def name(words):
    words = unicodedata.normalize("NFC", words).strip()
    for kind in ("Phường", "Xã", "Thị trấn", "Đặc khu"):
        if words.startswith(kind):
            return kind.lower() + words[len(kind):]
    return words


def short(province):
    return province.replace("Thành phố ", "").replace("Tỉnh ", "").strip()


data = json.load(open(sys.argv[1], encoding="utf-8"))
current = defaultdict(set)
leads = defaultdict(set)
for row in data["ward_mapping"]:
    province = short(unicodedata.normalize("NFC", row["new_province"]))
    current[province].add(name(row["new_ward"]))
    leads[province, name(row["old_ward"])].add(name(row["new_ward"]))
joined = defaultdict(lambda: defaultdict(set))
for (province, old), new in leads.items():
    if old in current[province] or len(new) != 1:
        continue
    joined[province][next(iter(new))].add(old)
print("# Xã, phường trước 01/7/2025 và đơn vị mới; dựng bằng communes.py từ underthesea 9.5.0 (Apache-2.0)")
for province in sorted(joined):
    print(f"= {province}")
    for new in sorted(joined[province]):
        print(f"{new}\t{';'.join(sorted(joined[province][new]))}")
