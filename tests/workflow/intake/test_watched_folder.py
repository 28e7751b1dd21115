"""A folder that a scanner puts files into: only what is new and whole is told, each file once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from zcdesk.workflow.intake import watched_folder
from zcdesk.workflow.intake.watched_folder import HELD_UP, STILL, FolderLook, WatchedFolder


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
