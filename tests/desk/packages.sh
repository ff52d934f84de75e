#!/usr/bin/env bash
# The Linux packages on this desk: installed, known to the desktop, opened by "double click", written in,
# exported, printed into a file, removed.
#     tests/desk/packages.sh FOLDER       packages and pictures are left there
# Takes the program as cargo built it last (PROFILE=dev): what is looked at here is the package, and a
# distribution build takes long. Installing needs root; without it the .deb is only looked into.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "$1")
mkdir -p "$folder"
# A desktop opens files by the MIME database (gio); without one, xdg-open looks into the file instead.
export XDG_CURRENT_DESKTOP=GNOME
wrong=0
fail() { echo "  wrong: $*"; wrong=1; }
says() { grep -q "$2" <<<"$1" || fail "$3"; }

made=$(KEHOACH_BUILT=1 PROFILE=${PROFILE:-dev} packaging/linux/build.sh "$folder")
echo "$made" | sed 's/^/  /'
deb=$(grep '\.deb$' <<<"$made")
archive=$(grep '\.tar\.gz$' <<<"$made")

desktop-file-validate packaging/linux/kehoach.desktop || fail "the desktop entry"
appstreamcli validate --no-net packaging/linux/vn.kehoach.KeHoach.metainfo.xml >/dev/null || fail "the AppStream page"
content=$(dpkg-deb --contents "$deb")
for part in usr/bin/kehoach applications/kehoach.desktop mime/packages/kehoach-mime.xml \
    metainfo/vn.kehoach.KeHoach.metainfo.xml icons/hicolor/48x48/apps/kehoach.png; do
    says "$content" "$part" "the package lacks $part"
done
depends=$(dpkg-deb --field "$deb" Depends)
says "$depends" 'libc6 (>=' "the package does not say which glibc it needs"
echo "  depends: $depends"

# until_ SECONDS COMMAND…: waits until it holds.
until_() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.3
    done
}
key() { xdotool key --delay 60 "$@"; sleep 0.5; }
has_window() { xdotool search --onlyvisible --name "$1"; }
no_window() { ! xdotool search --onlyvisible --class kehoach; }

# A printer that prints into a file, for the program asks the system's lpstat and lp.
printer() {
    mkdir -p "$folder/printer"
    cat >"$folder/printer/lpstat" <<'END'
#!/bin/sh
[ "$1" = -e ] && echo van-thu || echo 'system default destination: van-thu'
END
    cat >"$folder/printer/lp" <<'END'
#!/bin/sh
for last; do :; done
cp "$last" "$(dirname "$0")/printed.pdf" && echo 'request id is van-thu-1 (1 file(s))'
END
    chmod +x "$folder/printer/lpstat" "$folder/printer/lp"
    rm -f "$folder/printer/printed.pdf"
}

# An hour of hers: a double click on a draft, words, save, PDF, print.
hour() {
    local draft=$1 name out=$folder/xuat.pdf
    name=$(basename "$draft" .kehoach)
    rm -f "$out"
    printer
    PATH=$folder/printer:$PATH KEHOACH_HOME=$folder/home KEHOACH_DIALOG=off xdg-open "$draft" >/dev/null 2>&1 &
    until_ 40 has_window "$name" || { fail "a double click opens no window"; return; }
    sleep 2
    import -window root "$folder/double-click.png"
    # The field of the trích yếu, where the window opens in its first size.
    xdotool mousemove 550 660 click 1
    sleep 0.5
    key End
    xdotool type --delay 60 " zqxviet"
    key ctrl+s
    until_ 15 grep -q 'zqxviet' "$draft" || fail "what was typed is not in the saved draft"
    key ctrl+e
    sleep 1
    key ctrl+a
    xdotool type --delay 30 "$out"
    key Return
    until_ 30 test -s "$out" || fail "no PDF from the window"
    pdftotext "$out" - 2>/dev/null | grep 'zqxviet' >/dev/null || fail "the PDF does not say what was typed"
    key ctrl+p
    sleep 1.5
    import -window root "$folder/print.png"
    key Return
    until_ 20 test -s "$folder/printer/printed.pdf" || fail "nothing came out of the printer"
    pdftotext "$folder/printer/printed.pdf" - 2>/dev/null | grep 'zqxviet' >/dev/null ||
        fail "the print does not say what was typed"
    sleep 1
    import -window root "$folder/printed.png"
    key ctrl+q
    until_ 15 no_window || fail "the window does not close"
}

if [ "$(id -u)" -eq 0 ]; then
    apt-get install -y -q --no-install-recommends "$deb" >/dev/null 2>&1 || fail "the package does not install"
    rm -rf "$folder/mo-thu.kehoach"* "$folder/home"
    kehoach new --sample kiem-tra -o "$folder/mo-thu.kehoach"
    kind=$(xdg-mime query filetype "$folder/mo-thu.kehoach" || true)
    says "$kind" 'application/x-kehoach' "a draft is no application/x-kehoach but '$kind'"
    handler=$(xdg-mime query default application/x-kehoach || true)
    says "$handler" 'kehoach.desktop' "the desktop opens a draft with '$handler'"
    display=:$((400 + $$ % 200))
    Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 &
    screen=$!
    sleep 1
    export DISPLAY=$display
    openbox >/dev/null 2>&1 &
    hour "$folder/mo-thu.kehoach"
    kill "$screen" 2>/dev/null || true
    apt-get remove -y -q kehoach >/dev/null 2>&1 || fail "the package cannot be removed"
    [ ! -e /usr/bin/kehoach ] || fail "the program is still there after removing"
    [ -z "$(xdg-mime query default application/x-kehoach 2>/dev/null || true)" ] || fail "the association stayed"
    echo "  installed, opened by a double click, written in, saved, exported, printed into a file, removed"
else
    echo "  not root: the package was not installed"
fi

# The portable folder, for a user of her own.
person=$(mktemp -d)
trap 'rm -rf "$person"' EXIT
tar -C "$person" -xzf "$archive"
HOME=$person XDG_DATA_HOME= XDG_BIN_HOME= "$person"/kehoach-*/install.sh >/dev/null
"$person/.local/bin/kehoach" new --list >/dev/null || fail "the portable program does not run"
[ -e "$person/.local/share/applications/kehoach.desktop" ] || fail "the portable program is not in the menu"
HOME=$person XDG_DATA_HOME= XDG_BIN_HOME= "$person"/kehoach-*/install.sh --remove >/dev/null
[ ! -e "$person/.local/bin/kehoach" ] || fail "the portable program cannot be removed"
echo "  portable: installed for one user, removed"
exit $wrong
