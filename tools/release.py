"""Make a release for the system that this runs on: what is handed to people, and its papers.

    python tools/release.py                      freezes, then writes into dist/release
    python tools/release.py --folder FOLDER      takes a folder that tools/freeze.py has made
    python tools/release.py --into PLACE         instead of dist/release
    python tools/release.py --sbom-python FILE   a Python that has cyclonedx-bom already

Linux: a tar and a Debian package. Windows: a zip, and an installer where Inno Setup is. macOS: a
zip. Everywhere: a bill of materials (CycloneDX), a list of what is inside by size, and checksums;
the licence texts lie in the folder. Times inside are those of SOURCE_DATE_EPOCH, else of the last
commit, so that the same folder gives the same bytes.

Signing: where ZCDESK_SIGN holds a command, it is run for each program, with {file} in it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import lzma
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools import bill, branding, freeze, slimming
from tools.calling import ToolError, run_tool
from zcdesk import __version__

HERE = Path(__file__).resolve().parent.parent
PACKAGING = HERE / "packaging"
LOGO = HERE / "docs" / "pictures" / "logo.svg"
_EPOCH = "SOURCE_DATE_EPOCH"
_PRESET = 9
"""Of the Debian package: with the larger dictionary 159 MB instead of 162."""
_FILTERS = (
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 64 << 20},
)
"""Of the tar: jumps of programs as absolute addresses pack 6 % smaller (measured on Qt's Gui)."""
_LEAST_LIBRARY = (2, 28)
"""The C library of UOS 20 and Kylin V10; a folder that asks for a newer one is no release."""


def moment() -> int:
    """Return the seconds since 1970 that everything inside a release bears."""
    told = os.environ.get(_EPOCH)
    if told:
        return int(told)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return int(asked.stdout.strip() or 0) or 1_700_000_000


def contents(folder: Path) -> list[Path]:
    """Return everything below a folder, sorted, links as links."""
    return sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())


def write_tar(folder: Path, target: Path, top: str, more: dict[str, bytes]) -> None:
    """Write a folder as ``tar.xz``, nobody's own, with one time throughout.

    Args:
        folder: What is packed.
        target: The file.
        top: Name of the folder inside.
        more: Further files inside, by their path below ``top``.
    """
    when = moment()

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        lzma.open(target, "wb", filters=_FILTERS) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(folder, top, recursive=False, filter=plain)
        for path in contents(folder):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            tar.add(path, name, recursive=False, filter=plain)
        for name, content in sorted(more.items()):
            entry = plain(tarfile.TarInfo(f"{top}/{name}"))
            entry.size = len(content)
            entry.mode = 0o755 if name.endswith(".sh") else 0o644
            tar.addfile(entry, io.BytesIO(content))


def write_zip(folder: Path, target: Path, top: str, more: dict[str, bytes]) -> None:
    """Write a folder as a zip with one time throughout; as :func:`write_tar`."""
    when = datetime.fromtimestamp(moment(), UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        files = {
            path.relative_to(folder).as_posix(): path for path in contents(folder) if path.is_file()
        }
        for name, path in files.items():
            entry = zipfile.ZipInfo(f"{top}/{name}", when)
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
        for name, content in sorted(more.items()):
            packed.writestr(zipfile.ZipInfo(f"{top}/{name}", when), content)


def asked_library(folder: Path) -> tuple[int, ...]:
    """Return the version of the GNU C library that the folder's programs ask for."""
    found: set[tuple[int, ...]] = {(0,)}
    for path in _programs(folder):
        told = subprocess.run(["objdump", "-T", path], capture_output=True, text=True, check=False)
        for version in re.findall(r"GLIBC_([\d.]+)", told.stdout):
            found.add(tuple(int(part) for part in version.split(".")))
    return max(found)


def require_old(library: tuple[int, ...]) -> None:
    """Ask for a C library that every system has which a release is for.

    Raises:
        ToolError: It is a newer one; the text says what to do.
    """
    if library > _LEAST_LIBRARY:
        asked, least = (".".join(map(str, one)) for one in (library, _LEAST_LIBRARY))
        raise ToolError(
            f"glibc {asked} is newer than {least}: sh packaging/linux/old-root.sh ROOT, "
            "then --folder ROOT/out/zcdesk"
        )


def debian_packages(folder: Path) -> list[str]:
    """Return the packages of Debian that the folder needs, for its field Depends.

    Raises:
        ToolError: A library is neither in the folder nor in ``packaging/linux/packages.toml``.
    """
    table = tomllib.loads((PACKAGING / "linux" / "packages.toml").read_text(encoding="utf-8"))
    programs = list(_programs(folder))
    inside = {path.name for path in folder.rglob("*")} | set(table["of_glibc"]["libraries"])
    wanted = {name for path in programs for name in slimming.needed_by(path)} - inside
    known = {name: package for package, names in table["packages"].items() for name in names}
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise ToolError(f"nobody brings {', '.join(unknown)}")
    least = ".".join(map(str, asked_library(folder)))
    return [f"libc6 (>= {least})", *sorted({known[name] for name in wanted})]


def _programs(folder: Path) -> Iterable[Path]:
    for path in contents(folder):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield path


def share() -> dict[str, bytes]:
    """Return what a desktop of Linux wants to know, by the name in the tar's folder ``share``."""
    linux = PACKAGING / "linux"
    names = (
        "zcdesk.desktop", "zcdesk-open.desktop", "zcdesk-cover.desktop", "zcdesk.xml",
        "add-to-menu.sh", "zcdesk.metainfo.xml", "zcdesk.1", "zcdesk.zh_CN.1",
    )  # fmt: skip
    icon = io.BytesIO()
    branding.picture(256).save(icon, "png")
    return {
        **{f"share/{name}": (linux / name).read_bytes() for name in names},
        "share/zcdesk.png": icon.getvalue(),
        "share/zcdesk.svg": LOGO.read_bytes(),
    }


def write_deb(folder: Path, target: Path) -> None:
    """Write the Debian package: the folder in ``/opt/zcdesk``, a menu entry, file types, an icon.

    Raises:
        ToolError: As :func:`debian_packages`.
        subprocess.CalledProcessError: dpkg-deb failed.
    """
    depends = ", ".join(debian_packages(folder))
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        root = Path(scratch)
        program = root / "opt" / "zcdesk"
        shutil.copytree(folder, program, symlinks=True)
        desk = share()
        places = {
            "zcdesk.desktop": "usr/share/applications",
            "zcdesk-open.desktop": "usr/share/applications",
            "zcdesk-cover.desktop": "usr/share/applications",
            "zcdesk.xml": "usr/share/mime/packages",
            "zcdesk.png": "usr/share/icons/hicolor/256x256/apps",
            "zcdesk.svg": "usr/share/icons/hicolor/scalable/apps",
            "zcdesk.metainfo.xml": "usr/share/metainfo",
        }
        for name, place in places.items():
            content = desk[f"share/{name}"].replace(b"@PROGRAM@", b"/opt/zcdesk/zcdesk")
            _put(root / place / name, content)
        _put_papers(root, desk)
        (root / "usr/bin").mkdir(parents=True)
        (root / "usr/bin/zcdesk").symlink_to("/opt/zcdesk/zcdesk")
        size = -(-freeze.size(root) // 1024)
        control = (
            f"Package: zcdesk\nVersion: {__version__}\nArchitecture: amd64\nSection: text\n"
            f"Priority: optional\nMaintainer: zcdesk <zcdesk@invalid>\nInstalled-Size: {size}\n"
            f"Depends: {depends}\n"
            "Description: 职称申报材料助手：离线整理、遮盖、检查扫描件，导出可直接上传的材料包\n"
            " Everything is done on this computer; the program opens no network connection.\n"
        )
        _put(root / "DEBIAN" / "control", control.encode())
        sums = "".join(
            f"{_digest(path, 'md5')}  {path.relative_to(root).as_posix()}\n"
            for path in contents(root)
            if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
        )
        _put(root / "DEBIAN" / "md5sums", sums.encode())
        for path in (root, *contents(root)):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{_PRESET}", "--build"]
        environment = {**os.environ, _EPOCH: str(moment())}
        subprocess.run([*command, str(root), str(target)], check=True, env=environment)


def _put_papers(root: Path, desk: dict[str, bytes]) -> None:
    """Put the manual pages and the copyright where Debian looks for them."""
    copyright_ = (PACKAGING / "linux" / "copyright").read_bytes()
    _put(root / "usr/share/doc/zcdesk/copyright", copyright_)
    for name, place in (("zcdesk.1", "man1"), ("zcdesk.zh_CN.1", "zh_CN/man1")):
        packed = gzip.compress(desk[f"share/{name}"], mtime=0)
        _put(root / "usr/share/man" / place / "zcdesk.1.gz", packed)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _digest(path: Path, kind: str) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, kind).hexdigest()


def write_sums(into: Path) -> None:
    """Write ``SHA256SUMS`` of everything that lies there; ``sha256sum -c`` reads it."""
    lines = [
        f"{_digest(path, 'sha256')}  {path.name}\n"
        for path in sorted(into.iterdir())
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    (into / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def sign(folder: Path) -> bool:
    """Sign the programs in the folder by the command in ZCDESK_SIGN; tell whether there is one.

    Raises:
        subprocess.CalledProcessError: The command failed; an unsigned release is not made then.
    """
    command = os.environ.get("ZCDESK_SIGN", "")
    if not command:
        return False
    for path in sorted(folder.glob("zcdesk*")):
        if path.is_file() and (path.suffix == ".exe" or os.access(path, os.X_OK)):
            subprocess.run(
                [part.replace("{file}", str(path)) for part in shlex.split(command)], check=True
            )
    return True


def installer_compiler() -> str | None:
    """Return Inno Setup's compiler: the one on the PATH, else where its own installer puts it."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "/nowhere")).glob("Inno Setup */ISCC.exe")
    return shutil.which("iscc") or next(map(str, sorted(usual, reverse=True)), None)


def release(folder: Path, into: Path) -> list[Path]:
    """Write what is handed to people on this system.

    Raises:
        ToolError: The folder asks for more than the systems have that a release is for.
        subprocess.CalledProcessError: A tool failed.
    """
    machine = "x64" if platform.machine() in ("x86_64", "AMD64") else platform.machine()
    kind = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    name = f"zcdesk-{__version__}-{kind}-{machine}"
    if kind == "linux":
        require_old(asked_library(folder))
        tar, deb = into / f"{name}.tar.xz", into / f"zcdesk_{__version__}_amd64.deb"
        write_tar(folder, tar, "zcdesk", share())
        write_deb(folder, deb)
        return [tar, deb]
    more = {} if kind == "macos" else {"portable": b""}
    if kind == "windows":
        _put(folder / "zcdesk.ico", branding.icon_of_windows())
    packed = into / f"{name}{'-portable' if more else ''}.zip"
    write_zip(folder, packed, "zcdesk", more)
    compiler = installer_compiler() if kind == "windows" else None
    if compiler is None:
        return [packed]
    command = [compiler, f"/DVersion={__version__}", f"/DFolder={folder}", f"/DInto={into}"]
    if os.environ.get("ZCDESK_SIGN"):
        told = os.environ["ZCDESK_SIGN"].replace("{file}", "$f")
        command += ["/DSign", f"/Ssign={told}"]
    subprocess.run([*command, str(PACKAGING / "windows" / "zcdesk.iss")], check=True)
    return [packed, into / f"{name}-setup.exe"]


def main() -> int:
    """Make the release and tell what there is; 1 where something is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--folder", type=Path, help="a folder that tools/freeze.py has made")
    parser.add_argument("--into", type=Path, default=HERE / "dist" / "release")
    parser.add_argument("--sbom-python", type=Path, help="a Python that has cyclonedx-bom")
    wish = parser.parse_args()
    if wish.folder is None:
        require_old(tuple(map(int, re.findall(r"\d+", platform.libc_ver()[1]))))  # "" elsewhere
        if missing := freeze.obstacle():
            raise ToolError(missing)
        wish.folder = freeze.freeze(HERE / "dist", HERE / "build")
    into = wish.into.absolute()
    into.mkdir(parents=True, exist_ok=True)
    signed = sign(wish.folder)
    made = release(wish.folder.absolute(), into)
    listed = "".join(f"{size:>12}  {name}\n" for name, size in slimming.by_size(wish.folder))
    (into / "contents.txt").write_text(listed, encoding="utf-8", newline="\n")
    python = wish.sbom_python or bill.tool_environment(HERE / "build" / "sbom")
    bill.write(into / f"zcdesk-{__version__}.cdx.json", python)
    write_sums(into)
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
    print(f"unpacked: {freeze.size(wish.folder) / 1e6:.0f} MB; {'' if signed else 'not '}signed")
    return 0


if __name__ == "__main__":
    run_tool(main)
