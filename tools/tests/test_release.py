"""What is handed to people: packed alike each time, with what their system wants to know of it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.setup.checkout import ROOT
from tools import branding, release, slimming

linux = pytest.mark.skipif(sys.platform != "linux", reason="of Linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like a frozen one: a program, data, a link."""
    made = tmp_path / "zcdesk"
    (made / "_internal" / "资源").mkdir(parents=True)
    (made / "zcdesk").write_bytes(b"#!/bin/sh\n")
    (made / "zcdesk").chmod(0o755)
    (made / "_internal" / "资源" / "a").write_bytes(b"a" * 1000)
    if sys.platform != "win32":
        (made / "_internal" / "link").symlink_to("资源/a")
    return made


def touched(folder: Path) -> None:
    """Let everything be younger, as after another build."""
    for number, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (2_000_000_000 + number,) * 2, follow_symlinks=False)


def test_the_same_folder_gives_the_same_bytes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    packed = []
    for turn in range(2):
        tar, packed_zip = tmp_path / f"{turn}.tar.xz", tmp_path / f"{turn}.zip"
        release.write_tar(folder, tar, "zcdesk", {"share/run.sh": b"x"})
        release.write_zip(folder, packed_zip, "zcdesk", {"portable": b""})
        packed.append((tar.read_bytes(), packed_zip.read_bytes()))
        touched(folder)
    assert packed[0] == packed[1]
    with tarfile.open(tmp_path / "0.tar.xz") as opened:
        entries = {entry.name: entry for entry in opened}
    assert {(entry.uid, entry.mtime) for entry in entries.values()} == {(0, 1_700_000_000)}
    assert entries["zcdesk/zcdesk"].mode == entries["zcdesk/share/run.sh"].mode == 0o755
    assert entries["zcdesk/_internal/资源/a"].mode == 0o644
    with zipfile.ZipFile(tmp_path / "0.zip") as portable:
        assert "zcdesk/portable" in portable.namelist()


@linux
@pytest.mark.skipif(shutil.which("objdump") is None, reason="binutils are not installed")
def test_a_library_that_nobody_brings_stops_the_release(folder: Path) -> None:
    shutil.copy(sys.executable, folder / "zcdesk")
    needed = slimming.needed_by(folder / "zcdesk")
    library = next(name for name in needed if name.startswith("libpython"))
    with pytest.raises(LookupError, match=library):
        release.debian_packages(folder)
    (folder / "_internal" / library).write_bytes(b"")
    (least, *_) = release.debian_packages(folder)
    assert least.startswith("libc6 (>= 2.")


def test_sums_are_as_the_systems_own_tool_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"a")
    release.write_sums(tmp_path)
    release.write_sums(tmp_path)
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == f"{digest}  a.deb\n"


def test_windows_is_told_of_sharp_screens_long_paths_and_utf8() -> None:
    manifest = ElementTree.parse(ROOT / "packaging" / "windows" / "zcdesk.manifest")
    told = {node.tag.rpartition("}")[2]: (node.text or "").strip() for node in manifest.iter()}
    assert told["dpiAwareness"].startswith("PerMonitorV2")
    assert (told["longPathAware"], told["activeCodePage"]) == ("true", "UTF-8")
    (level,) = [node for node in manifest.iter() if node.tag.endswith("requestedExecutionLevel")]
    assert level.get("level") == "asInvoker"


def test_the_version_resource_bears_the_version_in_numbers_and_words() -> None:
    def taken(*values: object, **named: object) -> tuple[object, ...]:
        return (*values, *sorted(named.items()))

    kinds = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct",
             "VarFileInfo", "VarStruct")  # fmt: skip
    text = branding.version_resource("1.2.3", "zcdesk.exe")
    told = repr(eval(text, dict.fromkeys(kinds, taken)))
    assert "(1, 2, 3, 0)" in told
    assert "('FileVersion', '1.2.3')" in told
    assert "('OriginalFilename', 'zcdesk.exe')" in told


def test_the_icon_has_a_drawing_for_each_scale() -> None:
    icon = branding.icon_of_windows()
    _, kind, count = struct.unpack_from("<HHH", icon)
    sides = {icon[6 + 16 * number] or 256 for number in range(count)}
    assert (kind, sides) == (1, set(branding.SIDES))


def test_the_installer_wants_no_administrator_and_asks_before_it_takes_data_away() -> None:
    script = (ROOT / "packaging" / "windows" / "zcdesk.iss").read_text("utf-8")
    assert "PrivilegesRequired=lowest" in script
    assert "MB_DEFBUTTON2" in script
    named = script.index("DelTree(Data")
    assert script.rindex("if MsgBox(", 0, named) < named
    assert "not UninstallSilent" in script
    for line in script.splitlines():
        if "Software\\Classes\\.yaml" in line:
            assert "OpenWithProgids" in line, "another program's file type is not taken"


def test_the_workflow_calls_the_same_script_on_both_systems_and_holds_no_address() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    for system in ("linux", "windows"):
        assert jobs[system]["runs-on"].startswith({"linux": "ubuntu"}.get(system, system))
        assert any("tools/release.py" in step.get("run", "") for step in jobs[system]["steps"])
    assert "://" not in text
    assert "secrets." not in text


@linux
def test_a_person_adds_the_program_to_the_menu_wherever_it_lies(tmp_path: Path) -> None:
    program = tmp_path / "职称 $助手" / "share"
    program.mkdir(parents=True)
    for name, content in release.share().items():
        (program.parent / name).write_bytes(content)
    home = tmp_path / "home"
    for wish in ([], ["remove"]):
        subprocess.run(
            ["sh", str(program / "add-to-menu.sh"), *wish],
            env={"HOME": str(home), "PATH": os.environ["PATH"]},
            check=True,
        )
        entry = home / ".local/share/applications/zcdesk-open.desktop"
        if not wish:
            escaped = str(program.parent / "zcdesk").replace("$", "\\\\$")  # as the standard says
            assert f'Exec="{escaped}" open %f\n' in entry.read_text("utf-8")
            covering = entry.with_name("zcdesk-cover.desktop").read_text("utf-8")
            assert f'Exec="{escaped}" open %F\n' in covering
    assert not entry.exists()
    assert not list(home.rglob("zcdesk*"))


ITEMS = {
    "icudt73l/brkitr/zh.res": b"b" * 40,
    "icudt73l/coll/de.res": b"d" * 20,
    "icudt73l/coll/zh.res": b"z" * 21,
    "icudt73l/gb18030.cnv": b"g" * 33,
    "icudt73l/ibm-37.cnv": b"i" * 9,
    "icudt73l/nfkc.nrm": b"n" * 5,
    "icudt73l/zh.res": b"w" * 17,
}


def test_the_data_of_unicode_keeps_what_is_read_here_and_its_order() -> None:
    pairs = [(name.encode(), content) for name, content in sorted(ITEMS.items())]
    head = struct.pack("<H10x", 24) + b"CmnD".ljust(12, b"\0")
    library = b"\x7fELF" + b"\0" * 60 + head + slimming.packed(pairs)
    made = slimming.unicode_data(library, ["brkitr"], ["zh"], ["gb18030"])
    again = dict(slimming.items_of(made, 24))
    assert list(again) == sorted(again)
    assert set(again) == {
        b"icudt73l/coll/zh.res", b"icudt73l/gb18030.cnv", b"icudt73l/nfkc.nrm", b"icudt73l/zh.res",
    }  # fmt: skip
    for name, content in again.items():
        assert content.rstrip(b"\0") == ITEMS[name.decode()]


@linux
def test_a_library_that_strip_has_broken_is_told_from_a_whole_one() -> None:
    whole = Path(sys.executable).resolve().read_bytes()
    assert slimming.loads(whole)
    (table,) = struct.unpack_from("<Q", whole, 0x20)
    (size, count) = struct.unpack_from("<HH", whole, 0x36)
    moved = bytearray(whole)
    for number in range(count):
        kind, _, offset = struct.unpack_from("<IIQ", whole, table + number * size)
        if kind == 1:
            struct.pack_into("<Q", moved, table + number * size + 8, offset + 8)
    assert not slimming.loads(bytes(moved))


def test_all_that_is_left_out_has_a_reason() -> None:
    table = slimming.table()
    entries = [
        *table["modules"],
        *table["files"],
        *table["hollow"],
        *table["bridged"],
        table["icu"],
    ]
    assert all(len(str(entry["why"])) > 5 for entry in entries if isinstance(entry, dict))
    assert len(entries) > 10
