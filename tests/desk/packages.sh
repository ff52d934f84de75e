#!/usr/bin/env bash
# The Linux packages on this desk: installed, known to the desktop, opened by "double click", removed.
#     tests/desk/packages.sh FOLDER       packages and a picture are left there
# Takes the program as cargo built it last (PROFILE=dev): what is looked at here is the package, and a
# distribution build takes long. Installing needs root; without it the .deb is only looked into.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "$1")
mkdir -p "$folder"
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

# one DISPLAY NAME: opens a draft as the desktop does, waits for its window and takes a picture.
opens() {
    local draft=$1 picture=$2
    local display=:$((400 + RANDOM % 200))
    Xvfb "$display" -screen 0 1366x768x24 >/dev/null 2>&1 &
    local screen=$!
    sleep 1
    DISPLAY=$display openbox >/dev/null 2>&1 &
    DISPLAY=$display KEHOACH_HOME=$folder/home xdg-open "$draft" >/dev/null 2>&1 &
    local found=
    for _ in $(seq 60); do
        found=$(DISPLAY=$display xdotool search --name "$(basename "$draft" .kehoach)" 2>/dev/null | head -n 1 || true)
        [ -n "$found" ] && break
        sleep 0.5
    done
    sleep 1
    DISPLAY=$display import -window root "$picture" 2>/dev/null || true
    pkill -f "kehoach $draft" 2>/dev/null || true
    kill "$screen" 2>/dev/null || true
    [ -n "$found" ]
}

if [ "$(id -u)" -eq 0 ]; then
    apt-get install -y -q --no-install-recommends "$deb" >/dev/null 2>&1 || fail "the package does not install"
    kehoach new --sample kiem-tra -o "$folder/mo-thu.kehoach" --force >/dev/null 2>&1 ||
        kehoach new --sample kiem-tra -o "$folder/mo-thu.kehoach"
    kind=$(xdg-mime query filetype "$folder/mo-thu.kehoach" || true)
    says "$kind" 'application/x-kehoach' "a draft is no application/x-kehoach but '$kind'"
    handler=$(xdg-mime query default application/x-kehoach || true)
    says "$handler" 'kehoach.desktop' "the desktop opens a draft with '$handler'"
    opens "$folder/mo-thu.kehoach" "$folder/double-click.png" || fail "a double click opens no window"
    apt-get remove -y -q kehoach >/dev/null 2>&1 || fail "the package cannot be removed"
    ! command -v kehoach >/dev/null || fail "the program is still there after removing"
    [ -z "$(xdg-mime query default application/x-kehoach 2>/dev/null || true)" ] || fail "the association stayed"
    echo "  installed, opened by a double click, removed"
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
