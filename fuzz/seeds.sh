#!/usr/bin/env bash
# Adds what the built-in samples give to seeds/; the other seeds are written by hand.
# Usage: fuzz/seeds.sh KEHOACH
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p seeds/docx seeds/docx_parts seeds/text seeds/draft
for sample in ke-hoach-moi thang-cao-diem nam-hoc; do
    cp "../assets/samples/$sample.kehoach" "$work/"
    "$program" export "$work/$sample.kehoach" --to docx,txt --allow-marks -o "$work" >/dev/null
    cp "$work/$sample.docx" seeds/docx/
    # The head and the foot, where most is to be recognised.
    sed -n '1,30p' "$work/$sample.txt" >"seeds/text/$sample.txt"
    tail -n 30 "$work/$sample.txt" >"seeds/text/$sample-foot.txt"
done
cp ../tests/fixtures/version-[01].kehoach ../assets/samples/ke-hoach-moi.kehoach seeds/draft/
for text in bang.md quyet-dinh.txt; do
    "$program" import "seeds/text/$text" -o "$work/read.kehoach" >/dev/null 2>&1
    cp "$work/read.kehoach" "seeds/draft/${text%.*}.kehoach"
    rm "$work/read.kehoach"
done
iconv -f UTF-8 -t UTF-16LE seeds/text/ke-hoach-moi.txt >seeds/text/utf-16.txt
