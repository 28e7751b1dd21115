"""The command line from outside: a person nobody else is goes through it in a home of her own.

Every call to the system is watched. By day she makes a package of three pages; at night she does
all that the commands can do.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.export.jpeg_markers import foreign_segments, pictures_below
from tests.outside import originals, windows_names
from tests.outside.sandbox import WITHOUT_STRACE, Sandbox, written
from tests.outside.walks import ORIGINALS, Walk, hunter, prepare, walk_by_day, walk_by_night

WATCHED = pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE)
Record = Callable[[str, object], None]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="made for the folders of Unix")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(walk_by_day, id="by day"),
        pytest.param(walk_by_night, id="by night", marks=pytest.mark.nightly),
    ],
)
def walk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    box = Sandbox(tmp_path_factory.mktemp("outside") / "box", cores=1)
    scans = prepare(box)
    originals.mark(box.work / ORIGINALS)
    before = originals.state(box.work / ORIGINALS)
    request.param(box, scans)
    yield Walk(box, before, hunter())
    originals.release(box.work / ORIGINALS)


@WATCHED
def test_a_short_command_opens_no_way_to_the_network_and_leaves_nothing(tmp_path: Path) -> None:
    box = Sandbox(tmp_path / "box", cores=1)
    ran = box.run("notice", "list")
    assert ran.done.returncode == 0
    assert ran.sockets() == []
    assert [*box.strays(), *box.foreign(), *box.temp.rglob("*"), *box.work.rglob("*")] == []


@pytest.mark.slow
def test_nothing_of_hers_lies_where_it_may_not(walk: Walk, record_property: Record) -> None:
    assert walk.finds() == []
    looked = f"{walk.hunter.files} files, {walk.hunter.looked_at} pictures"
    record_property("figure", f"{len(walk.box.ran)} commands, {looked}: 0 hits")


@pytest.mark.slow
def test_what_may_carry_her_words_does_so_that_the_hunt_means_something(walk: Walk) -> None:
    shown = {find.what for find in walk.hunter.hunt(walk.box.work / "盖好" / "上传")}
    assert shown == {"picture of her portrait"}  # which the notice does not want covered
    scan = walk.hunter.hunt(walk.scans / "扫描1.jpg")
    assert {find.what for find in scan} == {"picture of her name", "picture of her portrait"}
    assert walk.hunter.hunt(walk.box.work / "盖好" / "自用" / "文书")


@pytest.mark.slow
@WATCHED
def test_no_command_opens_a_way_to_the_network(walk: Walk, record_property: Record) -> None:
    assert [call for ran in walk.box.ran for call in ran.sockets()] == []
    calls = sum(len(ran.calls) for ran in walk.box.ran)
    record_property("figure", f"{len(walk.box.ran)} commands, {calls} calls: 0 sockets")


@pytest.mark.slow
@WATCHED
def test_nothing_is_written_outside_of_home_temp_and_the_folders_named(walk: Walk) -> None:
    assert sum(len(list(written(ran.calls))) for ran in walk.box.ran) > 50
    assert walk.box.strays() == []


@pytest.mark.slow
def test_nothing_foreign_lies_at_home_and_nothing_in_the_temporary_folder(walk: Walk) -> None:
    assert walk.box.foreign() == []
    assert list(walk.box.temp.rglob("*")) == []


@pytest.mark.slow
@WATCHED
def test_no_other_program_is_started_with_her_words(walk: Walk) -> None:
    assert sum(len(ran.programs()) for ran in walk.box.ran) > len(walk.box.ran)
    assert walk.arguments_with_words() == []


@pytest.mark.slow
def test_her_files_stay_as_they_were(walk: Walk, record_property: Record) -> None:
    assert originals.state(walk.scans) == walk.before
    told = f"{len(walk.before)} files and folders, {len(walk.box.ran)} commands"
    record_property("figure", f"{told}: 0 changes of bytes, times, rights, marks, listing")


def results(walk: Walk) -> list[Path]:
    """Return the folders that the program wrote; the others hold her own files."""
    hers = (ORIGINALS, "材料")
    return [path for path in walk.box.work.iterdir() if path.is_dir() and path.name not in hers]


@pytest.mark.slow
def test_every_written_picture_holds_pixels_only(walk: Walk, record_property: Record) -> None:
    found = [one for folder in results(walk) for one in pictures_below(folder)]
    inside = [name for name, _ in found if "#" in name]
    assert len(found) - len(inside) >= 4
    assert any(".html#" in name for name in inside)
    assert any(".pdf#" in name for name in inside)
    assert [(name, told) for name, data in found if (told := foreign_segments(data))] == []
    record_property("figure", f"{len(found)} pictures, {len(inside)} inside files: 0 segments")


@pytest.mark.slow
def test_every_name_that_was_written_works_on_windows(walk: Walk, record_property: Record) -> None:
    count = 0
    for folder in results(walk):
        names = windows_names.below(folder)
        assert windows_names.faults(names) == []
        count += len(names)
    assert count > 15
    record_property("figure", f"{count} names: 0 faults, 0 collisions")
