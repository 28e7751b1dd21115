#!/bin/sh
# Make a root of an old Debian with a Python in it, and freeze the program there: what is frozen runs
# where the C library is not older than the one it was made for (2.28: UOS 20, Kylin V10).
#
#   sudo sh packaging/linux/old-root.sh ROOT        the folder is ROOT/out/zcdesk afterwards
#
# Needs debootstrap, and the mirror and the package index that this computer is set up for. The
# libraries of the system that come along are those of Debian 11; Python is Debian 12's source with
# its security patches, compiled by zig (a package of the index) against glibc 2.28. It has
# neither OpenSSL nor SQLite: the program opens no network, and its cases have a library of their own.
set -e
root=$1
here=$(cd "$(dirname "$0")/../.." && pwd)
[ -n "$root" ] || { sed -n '2,10p' "$0"; exit 2; }
case $root in /*) ;; *) root=$PWD/$root ;; esac

inside() {
    unshare --mount --pid --fork sh -c '
        mount -t proc proc "$1/proc"; mount --bind /dev "$1/dev"; mount --bind "$2" "$1/zcdesk"
        shift 2; exec chroot "$@"' sh "$root" "$here" "$root" "$@"
}

maker() {  # the lines of one package in the lock of the makers
    sed -n "/^$1==/,/[^\\\\]\$/p" "$here/packaging/makers.txt"
}

tools="gcc libc6-dev make binutils libffi-dev zlib1g-dev libbz2-dev liblzma-dev"
qt="libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 libxcb-icccm4
    libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libxcb-randr0 libxcb-image0 libxcb-render-util0
    libxcb-xinerama0 libxcb-xkb1 libxcb-render0 libxcb-sync1 libxcb-xfixes0 libxcb-shm0
    libwayland-client0 libwayland-cursor0 libwayland-egl1"
if [ ! -e "$root/opt/.packages" ]; then
    debootstrap --variant=minbase bullseye "$root"
    mkdir -p "$root/zcdesk" "$root/src" "$root/wheels" "$root/out"
    chroot "$root" apt-get install --yes --no-install-recommends $tools $qt
    touch "$root/opt/.packages"
fi

if [ ! -x "$root/opt/python/bin/python3.11" ]; then
    python3 -m venv "$root/src/zig"
    maker ziglang > "$root/src/zig.txt"
    "$root/src/zig/bin/pip" install --quiet --no-deps --require-hashes --only-binary=:all: \
        -r "$root/src/zig.txt"
    rm -rf "$root/opt/zig" "$root/src/python"
    cp -r "$root"/src/zig/lib/python3*/site-packages/ziglang "$root/opt/zig"
    grep -h '^URIs\|^deb ' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -o 'http[^ ]*debian\(/\|$\)' \
        | head -1 | sed 's/.*/deb-src & bookworm main/' > "$root/src/sources.list"
    [ -s "$root/src/sources.list" ] || sed -n 's/^deb \(.*\) bullseye.*/deb-src \1 bookworm main/p' \
        "$root/etc/apt/sources.list" > "$root/src/sources.list"
    # Ubuntu has Debian's keys, but trusts them only where it is told to.
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    [ ! -e $keys ] || sed -i "s|^deb-src |&[signed-by=$keys] |" "$root/src/sources.list"
    mkdir -p "$root/src/lists/partial"
    apt="-o Dir::Etc::sourcelist=$root/src/sources.list -o Dir::Etc::sourceparts=- -o Dir::State::lists=$root/src/lists"
    (cd "$root/src" && apt-get $apt update && apt-get $apt --only-source source python3.11)
    mv "$root"/src/python3.11-3* "$root/src/python"
    # With a target of its own zig looks into no folder of the system: these few headers it is given.
    deps=$root/opt/deps
    mkdir -p "$deps/include" "$deps/lib"
    (cd "$root/usr/include" && cp -r zlib.h zconf.h bzlib.h lzma.h lzma x86_64-linux-gnu/ffi*.h "$deps/include")
    for library in z bz2 lzma ffi; do
        ln -sf "/usr/lib/x86_64-linux-gnu/lib$library.so" "$deps/lib/lib$library.so"
    done
    cat > "$root/usr/local/bin/oldcc" <<'EOF'
#!/bin/sh
exec /opt/zig/zig cc -target x86_64-linux-gnu.2.28 -fno-sanitize=undefined -Wno-error=date-time "$@"
EOF
    chmod +x "$root/usr/local/bin/oldcc"
    inside sh -e <<'EOF'
cd /src/python
export CC=oldcc CPPFLAGS=-I/opt/deps/include LDFLAGS="-L/opt/deps/lib -Wl,-rpath,/opt/python/lib"
export ZIG_GLOBAL_CACHE_DIR=/tmp/zig
./configure --prefix=/opt/python --enable-shared --without-ensurepip --without-static-libpython --disable-test-modules
# zig's linker knows -soname only by its long name; Debian's patch of expat wants the inner headers.
sed -i 's/-Wl,-h/-Wl,-soname,/; s/^\t\$(BLDSHARED) \$(NO_AS_NEEDED)/\tgcc -shared $(NO_AS_NEEDED)/' Makefile
sed -i "s/Extension('pyexpat', sources=\['pyexpat.c'\])/Extension('pyexpat', sources=['pyexpat.c'], extra_compile_args=['-DPy_BUILD_CORE_MODULE'])/" setup.py
make -j"$(nproc)"
make install
EOF
fi

# The wheels are fetched outside: the Python inside has no way to the network.
python3 - "$here" "$root/wheels/freeze.txt" <<'EOF'
import re, sys
from pathlib import Path
wanted = {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "setuptools"}
lock = Path(sys.argv[1], "requirements-dev.txt").read_text()
blocks = re.split(r"\n(?=[a-z0-9])", lock)
Path(sys.argv[2]).write_text("\n".join(b for b in blocks if b.split("==")[0] in wanted) + "\n")
EOF
python3 -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --python-version 3.11 \
    --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --dest "$root/wheels" \
    -r "$here/requirements.txt" -r "$root/wheels/freeze.txt"
maker pip > "$root/wheels/pip.txt"
python3 -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --dest "$root/wheels" \
    -r "$root/wheels/pip.txt"
inside sh -e <<'EOF'
rm -rf /opt/freeze /out/zcdesk
/opt/python/bin/python3.11 -m venv --without-pip /opt/freeze
/opt/freeze/bin/python "$(ls /wheels/pip-*.whl)/pip" install --quiet --no-index --no-deps /wheels/*.whl
cd /zcdesk
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
/opt/freeze/bin/python tools/freeze.py --into /out
EOF
