"""A scanner's pages: only what is new and whole is told, each file once; stoppable."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from zcdesk.errors import ZcdeskError
from zcdesk.workflow.intake import watched_folder
from zcdesk.workflow.intake.watched_folder import (
    HELD_UP,
    STILL,
    FolderLook,
    WatchedFolder,
    scan_into,
    scan_program,
)


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "扫描"
    made.mkdir()
    return made


def _later(watched: WatchedFolder, clock: Clock, seconds: float = STILL) -> FolderLook:
    clock.now += seconds
    return watched.look()


def test_a_file_is_told_once_when_it_has_been_still_for_two_looks(
    folder: Path, clock: Clock
) -> None:
    watched = WatchedFolder(folder, seconds=clock)
    assert watched.look() == FolderLook(there=True)
    scan = folder / "扫描0001.jpg"
    scan.write_bytes(b"half")
    assert watched.look().fresh == ()
    scan.write_bytes(b"half and more")
    assert _later(watched, clock).fresh == ()  # it grew
    assert _later(watched, clock, STILL / 2).fresh == ()
    assert _later(watched, clock).fresh == (scan,)
    assert _later(watched, clock).fresh == ()
    scan.write_bytes(b"the next paper under the same name")
    assert _later(watched, clock).fresh == ()
    assert _later(watched, clock).fresh == (scan,)


def test_what_is_on_its_way_hidden_empty_or_no_scan_is_never_told(
    folder: Path, clock: Clock
) -> None:
    watched = WatchedFolder(folder, seconds=clock)
    watched.look()
    names = ("a.jpg.part", "b.pdf.crdownload", "~$c.pdf", ".d.jpg", "e.tmp", "f.docx", "g.zip")
    for name in (*names, "清单.xlsx", "desktop.ini"):
        (folder / name).write_bytes(b"content")
    (folder / "leer.pdf").touch()
    (folder / "里面").mkdir()
    (folder / "里面" / "成品.jpg").write_bytes(b"a picture of a package")
    (folder / "文件夹.pdf").mkdir()
    (folder / "链接.jpg").symlink_to(folder / "a.jpg.part")
    os.mkfifo(folder / "管道.jpg")
    watched.look()
    assert _later(watched, clock) == FolderLook(there=True)


def test_what_lay_there_before_is_offered_and_what_the_case_has_is_not(
    folder: Path, clock: Clock
) -> None:
    mine, old, older = (folder / name for name in ("1.jpg", "2.jpg", "10.jpg"))
    mine.write_bytes(b"mine")
    old.write_bytes(b"old")
    older.write_bytes(b"older")
    held = {hashlib.sha256(b"mine").hexdigest()}
    watched = WatchedFolder(folder, held, seconds=clock)
    assert watched.look() == FolderLook(True, (), (old, older))
    old.rename(folder / "3.jpg")  # another name makes no new file of it
    watched.look()
    assert _later(watched, clock) == FolderLook(True, (), (folder / "3.jpg", older))
    watched.take((folder / "3.jpg", older))
    assert _later(watched, clock) == FolderLook(there=True)


def test_a_folder_that_comes_back_gives_nothing_that_came_meanwhile(
    folder: Path, clock: Clock
) -> None:
    """Behind the same letter there may be the stick of somebody else."""
    watched = WatchedFolder(folder, seconds=clock)
    watched.look()
    away = folder.with_name("拔出")
    taken = folder / "1.jpg"
    taken.write_bytes(b"taken")
    watched.look()
    assert _later(watched, clock).fresh == (taken,)
    folder.rename(away)
    assert _later(watched, clock) == FolderLook(there=False)
    (away / "2.jpg").write_bytes(b"somebody else's")
    away.rename(folder)
    assert _later(watched, clock) == FolderLook(True, (), (folder / "2.jpg",))
    (folder / "3.jpg").write_bytes(b"new")
    watched.look()
    assert _later(watched, clock).fresh == (folder / "3.jpg",)


def test_a_file_that_another_program_holds_is_waited_for_and_told_in_the_end(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = WatchedFolder(folder, seconds=clock)
    watched.look()
    scan = folder / "1.pdf"
    scan.write_bytes(b"content")
    monkeypatch.setattr(watched_folder, "_can_be_read", lambda path: False)  # as on Windows
    watched.look()
    assert _later(watched, clock).fresh == ()
    assert _later(watched, clock, HELD_UP).fresh == (scan,)


def test_nothing_in_the_folder_is_touched(folder: Path, clock: Clock) -> None:
    scan = folder / "1.jpg"
    scan.write_bytes(b"content")
    os.utime(scan, ns=(10**18, 10**18))
    before = scan.stat().st_mtime_ns, sorted(folder.iterdir())
    watched = WatchedFolder(folder, seconds=clock)
    watched.look()
    _later(watched, clock)
    assert (scan.stat().st_mtime_ns, sorted(folder.iterdir())) == before
    assert scan.read_bytes() == b"content"


NOW = datetime(2026, 11, 26, 9, 30, 1)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs, empty; scans go to another."""
    if sys.platform == "win32":
        pytest.skip("a script stands for the program")
    place = tmp_path / "programs"
    place.mkdir()
    (tmp_path / "scans").mkdir()
    monkeypatch.setenv("PATH", str(place))
    Image.new("RGB", (60, 80), "white").save(tmp_path / "page.png")
    return place


def install(place: Path, name: str, script: str) -> None:
    program = place / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_where_nothing_can_scan_it_is_said_what_to_install(installed: Path) -> None:
    assert scan_program() is None
    with pytest.raises(ZcdeskError, match=r"^scanner\.no_program$"):
        list(scan_into(installed.parent / "scans", NOW))


SANE = 'case "$*" in *{refused}*) exit 1;; esac; /bin/cat "{page}"'


@pytest.mark.parametrize("refused", ["--nothing", "--mode", "--resolution"])
def test_scanimage_puts_a_whole_page_into_the_folder_whatever_its_driver_knows(
    installed: Path, refused: str
) -> None:
    folder, page = installed.parent / "scans", installed.parent / "page.png"
    install(installed, "scanimage", SANE.format(refused=refused, page=page))
    for name in ("scan-20261126-093001.png", "scan-20261126-093001-2.png"):
        *_, place = scan_into(folder, NOW)
        assert place == folder / name
        assert place.read_bytes() == page.read_bytes()
        assert place.stat().st_mode & 0o777 == 0o600
    assert len(list(folder.iterdir())) == 2


def test_naps2_goes_first_and_writes_a_file_of_its_own(installed: Path) -> None:
    folder = installed.parent / "scans"
    install(installed, "scanimage", "exit 9")
    install(installed, "NAPS2.Console", 'test "$1" = -o && echo pdf > "$2"')
    *_, place = scan_into(folder, NOW)
    assert place == folder / "scan-20261126-093001.pdf"


@pytest.mark.parametrize("script", ["exit 7", "exit 1", "echo half; exit 9", "exit 0", ":"])
def test_where_no_picture_comes_nothing_is_left_in_the_folder(installed: Path, script: str) -> None:
    install(installed, "scanimage", script)
    with pytest.raises(ZcdeskError, match=r"^scanner\.nothing_came$"):
        list(scan_into(installed.parent / "scans", NOW))
    assert list((installed.parent / "scans").iterdir()) == []


def test_a_scanner_that_hangs_is_stopped_by_the_person_or_in_time(installed: Path) -> None:
    folder, said = installed.parent / "scans", installed.parent / "number"
    install(installed, "scanimage", f"echo $$ > {said}; exec /bin/sleep 600")
    steps = scan_into(folder, NOW)
    while not (said.is_file() and said.read_text().strip()):
        assert next(steps) is None
    steps.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)
    with pytest.raises(ZcdeskError, match=r"^scanner\.nothing_came$"):
        list(scan_into(folder, NOW, seconds=0.2))
    assert list(folder.iterdir()) == []
