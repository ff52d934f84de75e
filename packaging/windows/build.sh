#!/usr/bin/env bash
# Makes the Windows packages: kehoach-VERSION-setup.exe (for one user, no administrator rights) and
# kehoach-VERSION-windows.zip (portable: what it keeps lies in du-lieu beside it).
#     packaging/windows/build.sh [FOLDER] [KEHOACH.EXE]
# On Windows (Git Bash) it builds the program with the toolchain at hand; elsewhere name a program that is
# built. Needs NSIS (makensis), and zip or 7z. Prints what it made.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-target/packages}
program=${2:-}
if [ -z "$program" ]; then
    cargo build --locked --profile dist
    program=${CARGO_TARGET_DIR:-target}/dist/kehoach.exe
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)

# native PATH: as the installer's maker of this system wants it.
native() { if command -v cygpath >/dev/null; then cygpath -w "$1"; else echo "$1"; fi; }
makensis=makensis
command -v makensis >/dev/null || makensis="/c/Program Files (x86)/NSIS/makensis.exe"
setup=$folder/kehoach-$version-setup.exe
(cd packaging/windows && "$makensis" -V2 "-DVERSION=$version" "-DPROGRAM=$(native "$program")" \
    "-DOUT=$(native "$setup")" kehoach.nsi)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
portable=$work/KeHoach
mkdir -p "$portable/du-lieu"
cp "$program" "$portable/kehoach.exe"
cp LICENSE-MIT "$portable/LICENSE-MIT.txt"
cp LICENSE-APACHE "$portable/LICENSE-APACHE.txt"
cp docs/huong-dan.md "$portable/"
cat >"$portable/du-lieu/DOC-TRUOC.txt" <<'END'
Cài đặt, bản khôi phục và các bản đã lưu nằm trong thư mục này, cạnh chương trình.
Xóa thư mục này thì chương trình dùng thư mục riêng của người dùng trên máy.
END
archive=$folder/kehoach-$version-windows.zip
rm -f "$archive"
if command -v zip >/dev/null; then
    (cd "$work" && zip -qr "$archive" KeHoach)
else
    (cd "$work" && 7z a -bso0 "$(native "$archive")" KeHoach)
fi
echo "$setup"
echo "$archive"
