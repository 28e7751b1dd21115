"""Places that take nothing: a read-only folder and a full disk are one sentence each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.drawn import draw_people, write_roster
from tests.failing_disk import only_root, small_disk
from tests.program import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="places of Linux")

NOWHERE = Path("/proc/zcdesk")
"""Nothing can be made in there, not even by root."""

LINES = {
    "results": "batch 花名册.xlsx --scans 材料 --out {place}/结果",
    "results that go on": "batch 花名册.xlsx --scans 材料 --out {place}/结果 --resume",
    "an empty roster": "batch --template {place}/空表.xlsx",
    "data": "batch 花名册.xlsx --scans 材料 --dry-run --json {place}/结果.json",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A roster and scans."""
    folder = tmp_path_factory.mktemp("单位")
    draw_people(folder / "材料")
    shutil.rmtree(folder / "材料" / "谁的")
    write_roster(folder / "花名册.xlsx")
    return Program(folder)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    with small_disk(tmp_path / "小盘", 256) as place:
        yield place


def fill(disk: Path, free: int) -> None:
    """Leave so many KiB free."""
    (disk / "others").write_bytes(b"x" * ((256 - free) << 10))


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_a_place_that_takes_nothing_is_one_sentence(office: Program, line: str) -> None:
    done = office.run(*LINES[line].format(place=NOWHERE).split())
    assert done.returncode == 7
    assert sum("没能写入" in told for told in done.stderr.splitlines()) == 1, done.stderr
    assert "换一个位置" in done.stderr
    assert "意外" not in done.stderr


@pytest.mark.slow
@only_root
@pytest.mark.parametrize("line", ["an empty roster", "data"])
def test_a_full_disk_is_one_sentence(office: Program, disk: Path, line: str) -> None:
    fill(disk, 0)
    done = office.run(*LINES[line].format(place=disk).split())
    assert done.returncode == 7
    assert sum("磁盘空间不足" in told for told in done.stderr.splitlines()) == 1, done.stderr
    assert "意外" not in done.stderr


@only_root
def test_a_disk_that_fills_up_is_told_by_the_row_that_it_stopped(
    office: Program, disk: Path
) -> None:
    fill(disk, 160)
    done = office.run(*LINES["results"].format(place=disk).split(), "--only", "3")
    assert done.returncode == 7
    told = [line for line in done.stderr.splitlines() if "磁盘空间不足" in line]
    assert told, done.stderr
    assert "意外" not in done.stderr
    assert "Traceback" not in done.stderr
