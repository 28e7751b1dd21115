#!/bin/sh
# 把程序加到这个用户的菜单里，让 .zcase 双击就打开，扫描件右键可以“用 zcdesk 遮盖”；不需要管理员。
# sh add-to-menu.sh          加上（程序文件夹挪了地方，再运行一次）
# sh add-to-menu.sh remove   去掉；案卷和设置不动
set -e
here=$(cd "$(dirname "$0")" && pwd)
program=$(dirname "$here")/zcdesk
data=${XDG_DATA_HOME:-$HOME/.local/share}
if [ "$1" = remove ]; then
    rm -f "$data/applications/zcdesk.desktop" "$data/applications/zcdesk-open.desktop" \
        "$data/applications/zcdesk-cover.desktop" \
        "$data/mime/packages/zcdesk.xml" "$data/icons/hicolor/256x256/apps/zcdesk.png"
else
    mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/256x256/apps"
    for entry in zcdesk zcdesk-open zcdesk-cover; do
        # A path in Exec is quoted; \ " ` and $ in it are escaped, % is doubled.
        quoted=$(printf '%s' "$program" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g; s/[&|\\]/\\&/g')
        sed "s|@PROGRAM@|\"$quoted\"|" "$here/$entry.desktop" > "$data/applications/$entry.desktop"
    done
    cp "$here/zcdesk.xml" "$data/mime/packages/zcdesk.xml"
    cp "$here/zcdesk.png" "$data/icons/hicolor/256x256/apps/zcdesk.png"
fi
for refresh in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    command -v "${refresh%% *}" > /dev/null && $refresh || true
done
