#!/usr/bin/env bash
# Makes the Linux packages: kehoach_VERSION_amd64.deb and kehoach-VERSION-linux-x86_64.tar.gz.
#     packaging/linux/build.sh [FOLDER]      where they are put, target/packages when not named
# PROFILE=dist (default), release or dev; KEHOACH_BUILT=1 takes the program as it was built last. A dev
# program is stripped and packed quickly: it is only good for looking at the packages.
# Needs cargo-deb (cargo install cargo-deb) and dpkg-dev. Prints what it made, and the glibc it needs.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}
profile=${PROFILE:-dist}
folder=$(realpath -m "${1:-$target/packages}")
built=$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/kehoach
mkdir -p "$folder"

[ -n "${KEHOACH_BUILT:-}" ] || cargo build --locked --profile "$profile"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)

if [ "$profile" = dev ]; then pack=(--fast); else pack=(--no-strip); fi
cargo deb --quiet --no-build "${pack[@]}" --profile "$profile" --output "$folder/kehoach_${version}_amd64.deb" >/dev/null

# The portable folder: the program, what the desktop needs to know it, and a script that tells it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
portable=$work/kehoach-$version
mkdir -p "$portable/share"
install -m 755 "$built" "$portable/kehoach"
[ "$profile" != dev ] || strip "$portable/kehoach"
install -m 644 README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE docs/huong-dan.md "$portable/"
cp -r packaging/linux/{kehoach.desktop,kehoach-mime.xml,vn.kehoach.KeHoach.metainfo.xml,icons} "$portable/share/"
cp assets/icon.svg "$portable/share/icons/scalable.svg"
install -m 755 packaging/linux/install-user.sh "$portable/install.sh"
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$work" -czf "$folder/kehoach-$version-linux-x86_64.tar.gz" "kehoach-$version"

glibc=$(objdump -T "$built" 2>/dev/null | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
echo "$folder/kehoach_${version}_amd64.deb"
echo "$folder/kehoach-$version-linux-x86_64.tar.gz"
echo "needs ${glibc:-no glibc}"
