#!/usr/bin/env bash
# Draws every form of the icon from assets/icon.svg: assets/icon.png for the window, the sizes of a
# Linux desktop in packaging/linux/icons, and the Windows program's packaging/windows/kehoach.ico.
# Needs ImageMagick; takes rsvg-convert where it is there.
set -euo pipefail
cd "$(dirname "$0")"
linux=../packaging/linux/icons
windows=../packaging/windows
mkdir -p "$linux" "$windows"

# draw SIZE FILE: at four times the size, then shrunk, where ImageMagick draws itself.
draw() {
    if command -v rsvg-convert >/dev/null; then
        rsvg-convert --width "$1" --height "$1" icon.svg --output "$2"
    else
        convert -background none -density 384 icon.svg -resize "$1x$1" -strip \
            -define png:exclude-chunks=date,time "PNG32:$2"
    fi
}
draw 256 icon.png
for size in 16 22 24 32 48 64 128 256 512; do
    draw "$size" "$linux/$size.png"
done
convert "$linux"/{16,24,32,48,64,128,256}.png "$windows/kehoach.ico"
