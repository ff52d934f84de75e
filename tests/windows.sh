#!/usr/bin/env bash
# The Windows program under Wine, as a clerk has it: installed without rights, opened by a double click,
# written in, saved, exported, opened again, upgraded while it is open, removed; then the portable folder.
#     tests/windows.sh KEHOACH.EXE [FOLDER]       packages and pictures are left in FOLDER
# KEHOACH=… names a Linux program of the same source: both must write the same PDF, byte for byte.
# Needs Wine 10 (64 bit), gcc-mingw-w64-x86-64, nsis, zip, unzip, xvfb, openbox, xdotool, imagemagick, poppler-utils.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
folder=$(realpath -m "${2:-target/windows}")
mkdir -p "$folder/pictures"
export WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' KEHOACH_DIALOG=off
wrong=0
fail() { echo "  wrong: $*"; wrong=1; }
step() { echo "── windows: $*"; }

made=$(packaging/windows/build.sh "$folder" "$program")
setup=$(grep 'setup\.exe$' <<<"$made")
archive=$(grep '\.zip$' <<<"$made")

display=:$((200 + $$ % 300))
Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 &
screen=$!
trap 'wine wineboot -k 2>/dev/null || true; kill $screen 2>/dev/null || true' EXIT
sleep 1
export DISPLAY=$display
openbox >/dev/null 2>&1 &
rm -rf "$WINEPREFIX"
wineboot -i >/dev/null 2>&1
# Every Windows from 8.1 on has the library that draws PDF for printing; Wine has not, and the program would
# not start without it. This one draws nothing: printing fails, and is told.
if [ ! -e "$WINEPREFIX/drive_c/windows/system32/windows.data.pdf.dll" ]; then
    echo 'long PdfCreateRenderer(void *device, void **renderer) { *renderer = 0; return 0x80004001L; }' |
        x86_64-w64-mingw32-gcc -shared -x c - -o "$WINEPREFIX/drive_c/windows/system32/windows.data.pdf.dll" \
            -Wl,--export-all-symbols
fi
home=$(find "$WINEPREFIX/drive_c/users" -mindepth 1 -maxdepth 1 -type d ! -name Public | head -n 1)
installed=$home/AppData/Local/Programs/KeHoach
papers=$home/Documents
mkdir -p "$papers"
windows() { winepath -w "$1" 2>/dev/null; }
picture() { import -window root "$folder/pictures/$1.png"; }

# until SECONDS COMMAND…: waits until it holds.
until_() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.3
    done
}
# The windows of the program, whatever their draft; its name stands in every title.
windows_open() { xdotool search --onlyvisible --class kehoach 2>/dev/null | wc -l; }
has_window() { xdotool search --onlyvisible --name "$1"; }
is_one_window() { [ "$(windows_open)" -eq 1 ]; }
no_window() { [ "$(windows_open)" -eq 0 ]; }
key() { xdotool key --delay 60 "$@"; sleep 0.4; }

step "installed without administrator rights"
wine "$setup" /S >/dev/null 2>&1 || fail "the installer ends with $?"
[ -e "$installed/kehoach.exe" ] || fail "no program in $installed"
registry=$(wine reg query 'HKCU\Software\Classes\KeHoach.Draft\shell\open\command' /ve 2>/dev/null || true)
grep -q 'kehoach.exe' <<<"$registry" || fail "no association: $registry"
wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KeHoach' >/dev/null 2>&1 ||
    fail "not among the installed programs"
find "$home/AppData/Roaming/Microsoft/Windows/Start Menu" -name '*.lnk' | grep 'Kế Hoạch' >/dev/null ||
    fail "not in the start menu"

# Windows shows a user's own classes among all classes; Wine shows only the machine's.
for class in .kehoach KeHoach.Draft; do
    wine reg copy "HKCU\\Software\\Classes\\$class" "HKLM\\Software\\Classes\\$class" /s /f >/dev/null 2>&1
done

step "the command line"
draft=$papers/thu-windows.kehoach
wine "$installed/kehoach.exe" --version 2>/dev/null | tr -d '\r' || fail "no version"
wine "$installed/kehoach.exe" new --sample kiem-tra -o "$(windows "$draft")" 2>/dev/null || fail "new"
wine "$installed/kehoach.exe" export "$(windows "$draft")" --to pdf,docx 2>/dev/null || fail "export"
pdftotext "${draft%.kehoach}.pdf" - 2>/dev/null | grep 'KẾ HOẠCH' >/dev/null || fail "the PDF does not say KẾ HOẠCH"
if [ -n "${KEHOACH:-}" ]; then
    mkdir -p "$folder/linux"
    "$KEHOACH" export "$draft" --force --to pdf,docx -o "$folder/linux"
    for ending in pdf docx; do
        cmp "${draft%.kehoach}.$ending" "$folder/linux/thu-windows.$ending" &&
            echo "  the $ending is that of Linux, byte for byte" || fail "another $ending than on Linux"
    done
fi
status=0
wine "$installed/kehoach.exe" export 'C:\khong-co.kehoach' >/dev/null 2>&1 || status=$?
[ "$status" -eq 3 ] || fail "a draft that is not there ends with $status"

step "opened by a double click, written in, saved"
began=$(date +%s%N)
wine start /unix "$draft" >/dev/null 2>&1 || fail "nothing opens a draft"
until_ 60 has_window thu-windows || fail "no window"
echo "  $((($(date +%s%N) - began) / 1000000)) ms to the window, Wine's own start included"
sleep 4
picture mo-bang-bam-dup
before=$(cat "$draft")
window=$(has_window thu-windows | head -n 1)
xdotool windowactivate --sync "$window" 2>/dev/null || true
# The field of the trích yếu, where the window opens in its first size.
xdotool mousemove 550 660 click 1
sleep 0.5
key End
xdotool type --delay 80 " zqxviet"
sleep 1
picture da-go
key ctrl+s
until_ 15 grep -q 'zqxviet' "$draft" || fail "what was typed is not in the saved draft"
[ "$(cat "$draft.bak" 2>/dev/null)" = "$before" ] || fail "the state before is not kept"

step "exported from the window"
key ctrl+e
sleep 1.5
key ctrl+a
out=$papers/xuat.pdf
xdotool type --delay 40 "$(windows "$out")"
picture xuat
key Return
until_ 30 test -s "$out" || fail "no PDF from the window"
pdftotext "$out" - 2>/dev/null | grep 'zqxviet' >/dev/null || fail "the PDF does not say what was typed"
sleep 2
picture da-xuat

step "printers and their failure"
key ctrl+p
sleep 3
picture in
key Escape

step "a second draft goes to the window that is open"
second=$papers/ban-thu-hai.kehoach
wine "$installed/kehoach.exe" new --sample nam-hoc -o "$(windows "$second")" 2>/dev/null
wine start /unix "$second" >/dev/null 2>&1
until_ 30 has_window ban-thu-hai || fail "the second draft is not shown"
is_one_window || fail "$(windows_open) windows instead of one"
picture cua-so-thu-hai

step "upgraded over the open window"
wine "$setup" /S >/dev/null 2>&1 || fail "the installer over an open program ends with $?"
[ -e "$installed/kehoach.exe" ] || fail "no program after the upgrade"
is_one_window || fail "the open window did not outlive the upgrade"
key ctrl+q
until_ 20 no_window || fail "the window does not close"

step "opened again"
wine start /unix "$draft" >/dev/null 2>&1
until_ 60 has_window thu-windows || fail "no window the second time"
sleep 4
picture mo-lai
key ctrl+q
until_ 20 no_window || fail "the window does not close"

step "each renderer"
for renderer in dx12 warp opengl; do
    KEHOACH_RENDERER=$renderer wine start /unix "$draft" >/dev/null 2>&1
    if until_ 60 has_window thu-windows; then
        sleep 4
        picture "$renderer"
        echo "  $renderer: a window"
    else
        fail "$renderer: no window"
    fi
    key ctrl+q
    until_ 20 no_window || wine wineboot -k
done

step "removed"
wine "$installed/go-cai-dat.exe" /S >/dev/null 2>&1 || fail "the removal ends with $?"
until_ 30 test ! -e "$installed/kehoach.exe" || fail "the program is still there"
until_ 10 test ! -d "$installed" || fail "left in its folder: $(ls "$installed")"
! wine reg query 'HKCU\Software\Classes\.kehoach' >/dev/null 2>&1 || fail "the association is still there"
! find "$home/AppData/Roaming/Microsoft/Windows/Start Menu" -name '*.lnk' | grep 'Kế Hoạch' >/dev/null ||
    fail "still in the start menu"
[ -e "$draft" ] && [ -e "$second" ] || fail "her drafts are gone"

step "the portable folder"
rm -rf "$folder/portable"
unzip -q "$archive" -d "$folder/portable"
portable=$folder/portable/KeHoach
wine "$portable/kehoach.exe" "$(windows "$draft")" >/dev/null 2>&1 &
until_ 60 has_window thu-windows || fail "the portable program opens no window"
sleep 3
key ctrl+q
until_ 20 no_window || fail "the window does not close"
[ -e "$portable/du-lieu/settings.ron" ] || fail "its settings do not stand beside it: $(ls "$portable/du-lieu")"

[ $wrong -eq 0 ] && echo "── windows: all well" || echo "── windows: not well"
exit $wrong
