#!/bin/sh
# Cài Kế Hoạch cho riêng người dùng này, không cần quyền quản trị:
#     ./install.sh            cài vào ~/.local
#     ./install.sh --remove   gỡ; bản thảo và cài đặt được giữ nguyên
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=${XDG_BIN_HOME:-$HOME/.local/bin}
share=${XDG_DATA_HOME:-$HOME/.local/share}

refresh() {
    command -v update-mime-database >/dev/null && update-mime-database "$share/mime" 2>/dev/null || true
    command -v update-desktop-database >/dev/null && update-desktop-database "$share/applications" 2>/dev/null || true
}
if [ "${1:-}" = --remove ]; then
    rm -f "$bin/kehoach" "$share/applications/kehoach.desktop" "$share/mime/packages/kehoach-mime.xml" \
        "$share"/icons/hicolor/*/apps/kehoach.png "$share/icons/hicolor/scalable/apps/kehoach.svg"
    refresh
    echo "Đã gỡ Kế Hoạch."
    exit 0
fi
mkdir -p "$bin" "$share/applications" "$share/mime/packages"
install -m 755 "$here/kehoach" "$bin/kehoach"
sed "s|^Exec=kehoach|Exec=$bin/kehoach|; s|^Exec=env KEHOACH_RENDERER=safe kehoach|Exec=env KEHOACH_RENDERER=safe $bin/kehoach|; s|^TryExec=kehoach|TryExec=$bin/kehoach|" \
    "$here/share/kehoach.desktop" >"$share/applications/kehoach.desktop"
install -m 644 "$here/share/kehoach-mime.xml" "$share/mime/packages/kehoach-mime.xml"
for icon in "$here"/share/icons/*.png; do
    size=$(basename "$icon" .png)
    mkdir -p "$share/icons/hicolor/${size}x$size/apps"
    install -m 644 "$icon" "$share/icons/hicolor/${size}x$size/apps/kehoach.png"
done
mkdir -p "$share/icons/hicolor/scalable/apps"
install -m 644 "$here/share/icons/scalable.svg" "$share/icons/hicolor/scalable/apps/kehoach.svg"
refresh
echo "Đã cài Kế Hoạch vào $bin/kehoach."
case ":$PATH:" in *":$bin:"*) ;; *) echo "Thư mục $bin chưa có trong PATH; mở chương trình từ danh mục ứng dụng." ;; esac
