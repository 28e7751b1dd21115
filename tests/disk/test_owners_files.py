"""What the program writes is its owner's alone, whatever mask the person's shell or system has."""

import ast
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.program import ROOT, WHO, Program, drawn_scan
from tests.settings_kept import settings_written
from zcdesk.cli.app import run
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.disk.own_folder import settings_file
from zcdesk.notices.files.loading import user_folder
from zcdesk.ui.kit.preferences import Preferences

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the folder's rights hold")

FACTS = {"applicant": {"name": "张伟", "employer": "新疆云岭智能装备制造有限公司"}}
ROSTER = "姓名,工作单位,通知,材料文件夹\n张伟,新疆云岭智能装备制造有限公司,miit-2019,a\n"
QUICK: Sequence[Sequence[object]] = (
    ("case", "new", "我的.zcase", "--notice", "region-senior-2024", "--facts", "facts.json"),
    ("case", "add", "我的.zcase", "diploma", "a/a.png", "--later"),
    ("case", "status", "我的.zcase", "--json", "told/status.json"),
    ("document", "posting", "--case", "我的.zcase", "--out", "forms/公示.docx"),
    ("document", "posting", "--case", "我的.zcase", "--out", "forms/公示.pdf"),
    ("batch", "--template", "rosters.xlsx"),
    ("notice", "schema", "--json", "told/schema.json"),
)
"""Commands that need no worker, with what they write."""

READING: Sequence[Sequence[object]] = (
    ("redact", "a/a.png", *WHO, "--out", "redacted/here"),
    ("verify", "redacted/here", *WHO, "--json", "told/verified.json"),
    ("inspect", "a/a.png", "--json", "told/inspected.json"),
    ("batch", "roster.csv", "--scans", ".", "--out", "batch/here"),
)


LONG: Sequence[Sequence[object]] = (
    ("case", "export", "我的.zcase", "--out", "exported"),
    ("case", "paper", "我的.zcase", "--out", "paper/paper.pdf"),
    ("demo", "--headless", "--out", "demo/here"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the commands read."""
    (tmp_path / "a").mkdir()
    drawn_scan(tmp_path / "a" / "a.png", "姓名：张伟")
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), "utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def no_mask() -> Iterator[None]:
    """Let the process that the program runs in hide nothing, as a program around it may."""
    before = os.umask(0)
    yield
    os.umask(before)


def everything(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*")}


def open_to_others(written: set[Path]) -> list[str]:
    """Return what others may read or change, with its mode."""
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in written if not path.is_symlink()}
    return [f"{path} {mode:o}" for path, mode in sorted(modes.items()) if mode & 0o077]


@pytest.mark.nightly
@pytest.mark.usefixtures("no_mask")
@pytest.mark.parametrize("commands", [QUICK, READING], ids=["cases and forms", "scans and batch"])
def test_each_command_writes_for_its_owner_alone_also_inside_another_program(
    folder: Path,
    commands: Sequence[Sequence[object]],
    record_property: Callable[[str, object], None],
) -> None:
    before = everything(folder)
    for command in commands:
        assert run([str(one) for one in command]) in (0, 1), command
    written = everything(folder) - before
    assert len(written) > len(commands)
    assert open_to_others(written) == []
    assert os.umask(0) == 0, "the mask of a process belongs to its program"
    record_property("figure", f"{len(written)} files and folders under mask 000, all 0600 or 0700")


@pytest.mark.usefixtures("no_mask")
def test_the_windows_own_files_are_its_owners_alone(qtbot: QtBot, own_home: Path) -> None:
    kept = Preferences()
    with qtbot.waitSignal(kept.changed):
        kept.set(size=120)
    settings_written()
    inside = {path for path in everything(own_home) if path.is_relative_to(user_folder().parent)}
    assert settings_file() in inside
    assert open_to_others({*inside, user_folder().parent}) == []


@pytest.mark.usefixtures("no_mask")
def test_a_folder_of_the_person_keeps_its_mode_and_a_new_file_has_its(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(0o775)
    lying = shared / "list.html"
    lying.touch(0o664)
    make_folder(shared)
    make_folder(shared / "new" / "inside")
    write_atomically(lying, b"x")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (shared, *shared.rglob("*"))}
    assert modes == {"shared": 0o775, "list.html": 0o600, "new": 0o700, "inside": 0o700}


@pytest.mark.slow
@pytest.mark.usefixtures("no_mask")
def test_a_case_its_journal_and_its_copies_are_their_owners(folder: Path) -> None:
    from zcdesk.applicant import Applicant
    from zcdesk.cases.case import Case
    from zcdesk.cases.file.repairing import repair
    from zcdesk.cases.file.store import change_password, create_case, open_case, save_copy

    path = folder / "c.zcase"
    before = everything(folder)
    with create_case(path, Case("miit-2019", Applicant("张伟", "一家公司"), frozenset())) as stored:
        stored._connection.execute("BEGIN IMMEDIATE")
        stored._connection.execute("UPDATE revision SET number = number + 1")
        assert path.with_name("c.zcase-journal") in everything(folder)
        assert open_to_others(everything(folder) - before) == []
        stored._connection.execute("ROLLBACK")
        save_copy(stored, stored.case, folder / "copy.zcase")
    change_password(path, None, "p")
    change_password(path, "p", None)
    with path.open("r+b") as stream:
        stream.write(b"damaged")
    repair(path, folder / "mended.zcase")
    open_case(folder / "mended.zcase").close()
    assert open_to_others(everything(folder) - before) == []


MAKERS = {"mkdir", "makedirs", "touch", "write_bytes", "copyfile", "copy2", "copytree"}
"""Calls that make files or folders with whatever mode the process's mask leaves."""

OPENING = {f"{way}{kind}" for way in ("w", "x", "a", "w+", "a+", "x+") for kind in ("", "b", "t")}

ALLOWED = {
    "zcdesk/doctor/examining.py",  # trials, in a folder of their own
    "zcdesk/disk/files.py",  # the one place
    "zcdesk/pages/opening/office.py",  # settings, in the folder of one conversion
    "zcdesk/disk/native_messages.py",  # the system's own device for nothing
    "zcdesk/system/privacy.py",  # a switch of the system
    "zcdesk/disk/temporary.py",  # its folder again where it vanished, its owner's alone
}


def makers(source: Path) -> list[str]:
    """Return the calls in a module that may make something, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, first = node.func.attr, next(iter(node.args), None)
        opens = name == "open" and isinstance(first, ast.Constant) and first.value in OPENING
        text = name == "write_text" and any(one.arg == "encoding" for one in node.keywords)
        if name in MAKERS or opens or text:
            found.append(f"{name}:{node.lineno}")
    return found


@pytest.mark.nightly
def test_one_place_decides_who_may_read_what_is_written(tmp_path: Path) -> None:
    sources = [path for path in (ROOT / "zcdesk").rglob("*.py") if "training" not in path.parts]
    told = {path.relative_to(ROOT).as_posix(): makers(path) for path in sources}
    assert {name: found for name, found in told.items() if found and name not in ALLOWED} == {}
    other = tmp_path / "other.py"
    other.write_text("path.mkdir()\npath.open('wb')\nopen_case(path)\nimage.open('x.png')\n")
    assert makers(other) == ["mkdir:1", "open:2"]


@pytest.mark.nightly
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=["000", "022", "077"])
def test_under_any_mask_whatever_is_written_is_its_owners(
    folder: Path, mask: int, record_property: Callable[[str, object], None]
) -> None:
    program = Program(folder, mask)
    before = everything(folder)
    for command in (*QUICK, *READING, *LONG):
        done = program.run(*command)
        assert done.returncode in (0, 1), done.stderr
        assert program.left() == [], command
    written = everything(folder) - before
    assert len(written) > 60
    assert open_to_others(written) == []
    record_property("figure", f"{len(written)} files and folders under mask {mask:03o}")
