"""Places that take nothing: a read-only folder and a full disk are one sentence each."""

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
    shutil.rmtree(folder / "材料" / "李红")
    write_roster(folder / "花名册.xlsx")
    return Program(folder)


@pytest.fixture(params=[0])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of 256 KiB, of which so many are free."""
    with small_disk(tmp_path / "小盘", 256) as place:
        (place / "others").write_bytes(b"x" * ((256 - request.param) << 10))
        yield place


def told_by(office: Program, line: str, place: Path, *more: str) -> list[str]:
    """What is said where a place takes nothing."""
    done = office.run(*LINES[line].format(place=place).split(), *more)
    assert done.returncode == 7
    assert not [word for word in ("意外", "Traceback") if word in done.stderr]
    return done.stderr.splitlines()


@pytest.mark.nightly
@pytest.mark.parametrize("line", LINES)
def test_a_place_that_takes_nothing_is_one_sentence(office: Program, line: str) -> None:
    (told,) = [one for one in told_by(office, line, NOWHERE) if "没能写入" in one]
    assert "换一个位置" in told


@pytest.mark.slow
@only_root
@pytest.mark.parametrize("line", ["an empty roster", "data"])
def test_a_full_disk_is_one_sentence(office: Program, disk: Path, line: str) -> None:
    assert sum("磁盘空间不足" in one for one in told_by(office, line, disk)) == 1


@pytest.mark.slow
@only_root
@pytest.mark.parametrize("disk", [160], indirect=True)
def test_a_disk_that_fills_up_is_told_by_its_row(office: Program, disk: Path) -> None:
    assert any("磁盘空间不足" in one for one in told_by(office, "results", disk, "--only", "3"))
