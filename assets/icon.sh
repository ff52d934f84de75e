#!/usr/bin/env bash
# Draws assets/icon.png, the window's icon, from assets/icon.svg. Needs rsvg-convert, or
# ImageMagick, which draws at four times the size and shrinks.
set -euo pipefail
cd "$(dirname "$0")"
if command -v rsvg-convert >/dev/null; then
    rsvg-convert --width 256 --height 256 icon.svg --output icon.png
else
    convert -background none -density 384 icon.svg -resize 256x256 -strip \
        -define png:exclude-chunks=date,time PNG32:icon.png
fi
