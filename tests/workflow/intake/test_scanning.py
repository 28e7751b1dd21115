"""A page from the scanner: by the program that is there, whole or not at all, and stoppable."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from zcdesk.errors import ZcdeskError
from zcdesk.workflow.intake.watched_folder import scan_into, scan_program

NOW = datetime(2026, 11, 26, 9, 30, 1)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs, empty; scans go to another."""
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
