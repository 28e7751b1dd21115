"""A scanner's pages: only what is new and whole is told, each file once; stoppable."""

import hashlib
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from zcdesk.errors import ZcdeskError
from zcdesk.workflow.intake import watched_folder
from zcdesk.workflow.intake.watched_folder import FolderLook, WatchedFolder


class Watch:
    """A watched folder, and a clock that a test turns on."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 100.0

    def begin(self, *held: str) -> FolderLook:
        self.watched = WatchedFolder(self.folder, set(held), seconds=lambda: self.now)
        return self.watched.look()

    def later(self, seconds: float = watched_folder.STILL) -> FolderLook:
        self.now += seconds
        return self.watched.look()

    def put(self, name: str, content: bytes = b"content") -> Path:
        (self.folder / name).write_bytes(content)
        return self.folder / name


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "扫描").mkdir()
    return Watch(tmp_path / "扫描")


def test_a_file_is_told_once_when_it_was_still_for_two_looks(watch: Watch) -> None:
    assert watch.begin() == FolderLook(there=True)
    scan = watch.put("扫描0001.jpg", b"half")
    assert watch.later(0).fresh == ()
    scan.write_bytes(b"half and more")
    assert watch.later().fresh == ()  # it grew
    assert watch.later(watched_folder.STILL / 2).fresh == ()
    assert watch.later().fresh == (scan,)
    assert watch.later().fresh == ()
    scan.write_bytes(b"the next paper under the same name")
    assert watch.later().fresh == ()
    assert watch.later().fresh == (scan,)


def test_what_is_on_its_way_hidden_empty_or_no_scan_is_untold(watch: Watch) -> None:
    watch.begin()
    folder = watch.folder
    names = ("a.jpg.part", "b.pdf.crdownload", "~$c.pdf", ".d.jpg", "e.tmp", "f.docx", "g.zip")
    for name in (*names, "清单.xlsx", "desktop.ini"):
        watch.put(name)
    (folder / "leer.pdf").touch()
    for name in ("里面", "文件夹.pdf"):
        (folder / name).mkdir()
    watch.put("里面/成品.jpg", b"a picture of a package")
    (folder / "链接.jpg").symlink_to(folder / "a.jpg.part")
    os.mkfifo(folder / "管道.jpg")
    watch.later(0)
    assert watch.later() == FolderLook(there=True)


def test_what_lay_there_before_is_offered_if_the_case_lacks_it(watch: Watch) -> None:
    folder = watch.folder
    words = {"1.jpg": b"mine", "2.jpg": b"old", "10.jpg": b"older"}
    _, old, older = (watch.put(name, content) for name, content in words.items())
    assert watch.begin(hashlib.sha256(b"mine").hexdigest()) == FolderLook(True, (), (old, older))
    old.rename(folder / "3.jpg")  # another name makes no new file of it
    watch.later(0)
    assert watch.later() == FolderLook(True, (), (folder / "3.jpg", older))
    watch.watched.take((folder / "3.jpg", older))
    assert watch.later() == FolderLook(there=True)


def test_a_folder_that_comes_back_gives_nothing_of_meanwhile(watch: Watch) -> None:
    """Behind the same letter there may be the stick of somebody else."""
    watch.begin()
    folder = watch.folder
    away = folder.with_name("拔出")
    taken = watch.put("1.jpg", b"taken")
    watch.later(0)
    assert watch.later().fresh == (taken,)
    folder.rename(away)
    assert watch.later() == FolderLook(there=False)
    (away / "2.jpg").write_bytes(b"somebody else's")
    away.rename(folder)
    assert watch.later() == FolderLook(True, (), (folder / "2.jpg",))
    new = watch.put("3.jpg", b"new")
    watch.later(0)
    assert watch.later().fresh == (new,)


def test_a_file_that_another_program_holds_is_waited_for_and_told_in_the_end(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.begin()
    scan = watch.put("1.pdf", b"content")
    monkeypatch.setattr(watched_folder, "_can_be_read", lambda path: False)  # as on Windows
    watch.later(0)
    assert watch.later().fresh == ()
    assert watch.later(watched_folder.HELD_UP).fresh == (scan,)


def test_nothing_in_the_folder_is_touched(watch: Watch) -> None:
    folder = watch.folder
    scan = watch.put("1.jpg", b"content")
    os.utime(scan, ns=(10**18, 10**18))
    before = scan.stat().st_mtime_ns, sorted(folder.iterdir())
    watch.begin()
    watch.later()
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
    assert watched_folder.scan_program() is None
    with pytest.raises(ZcdeskError, match=r"^scanner\.no_program$"):
        list(watched_folder.scan_into(installed.parent / "scans", NOW))


SANE = 'case "$*" in *{refused}*) exit 1;; esac; /bin/cat "{page}"'


@pytest.mark.parametrize("refused", ["--nothing", "--mode", "--resolution"])
def test_scanimage_scans_whatever_its_driver_knows(installed: Path, refused: str) -> None:
    folder, page = installed.parent / "scans", installed.parent / "page.png"
    install(installed, "scanimage", SANE.format(refused=refused, page=page))
    for name in ("scan-20261126-093001.png", "scan-20261126-093001-2.png"):
        *_, place = watched_folder.scan_into(folder, NOW)
        assert place == folder / name
        assert place.read_bytes() == page.read_bytes()
        assert place.stat().st_mode & 0o777 == 0o600
    assert len(list(folder.iterdir())) == 2


def test_naps2_goes_first_and_writes_a_file_of_its_own(installed: Path) -> None:
    folder = installed.parent / "scans"
    install(installed, "scanimage", "exit 9")
    install(installed, "NAPS2.Console", 'test "$1" = -o && echo pdf > "$2"')
    *_, place = watched_folder.scan_into(folder, NOW)
    assert place == folder / "scan-20261126-093001.pdf"


@pytest.mark.parametrize("script", ["exit 7", "exit 1", "echo half; exit 9", "exit 0", ":"])
def test_where_no_picture_comes_nothing_is_left_in_the_folder(installed: Path, script: str) -> None:
    install(installed, "scanimage", script)
    with pytest.raises(ZcdeskError, match=r"^scanner\.nothing_came$"):
        list(watched_folder.scan_into(installed.parent / "scans", NOW))
    assert list((installed.parent / "scans").iterdir()) == []


def test_a_scanner_that_hangs_is_stopped_by_the_person_or_in_time(installed: Path) -> None:
    folder, said = installed.parent / "scans", installed.parent / "number"
    install(installed, "scanimage", f"echo $$ > {said}; exec /bin/sleep 600")
    steps = watched_folder.scan_into(folder, NOW)
    while not (said.is_file() and said.read_text().strip()):
        assert next(steps) is None
    steps.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)
    with pytest.raises(ZcdeskError, match=r"^scanner\.nothing_came$"):
        list(watched_folder.scan_into(folder, NOW, seconds=0.2))
    assert list(folder.iterdir()) == []
