"""Two exports to one place: the second ends with a sentence, the first goes on undisturbed."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.sample import export, names, planned_pages, stage, tree
from tests.program import Program, waited_for
from zcdesk.export.package.folders import PackageError, lock_file, partial_folder
from zcdesk.export.package.packing import Staging
from zcdesk.wording import spoken

EXPORTING = """
import sys, time
from pathlib import Path
from tests.export.sample import LEFT_OUT, OPEN_POINTS, notice, planned_pages, stage
from zcdesk.export.package.packing import Staging
target, gate = Path(sys.argv[1]), Path(sys.argv[2])
planned = planned_pages()[:2]
with Staging.start(target) as staging:
    finished = stage(staging, planned, 200)
    print("staged", flush=True)
    for _ in range(6000):  # two minutes: a test that failed leaves nothing behind
        if gate.exists():
            break
        time.sleep(0.02)
    staging.finish(notice(), planned, finished, LEFT_OUT, OPEN_POINTS)
"""
"""An export that stands still while its pictures lie there, until the gate opens."""

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_second_export_is_told_and_the_first_one_ends_whole(tmp_path: Path, lang: str) -> None:
    target, gate = tmp_path / "here" / "package", tmp_path / "gate"
    first = Program(tmp_path).start(target, gate, code=EXPORTING)
    assert first.stdout is not None
    assert first.stdout.readline() == "staged\n"
    lying = tree(partial_folder(target))
    assert lying
    with pytest.raises(PackageError, match=r"^export\.busy_place$") as told:
        export(target, 100, 2)
    said = spoken(told.value.finding(), lang)
    assert str(target) in said.message
    assert said.remedy
    assert tree(partial_folder(target)) == lying
    export(target.with_name("beside"), 100, 2)  # another place is nobody's
    gate.touch()
    complaint = first.communicate(timeout=600)[1]
    assert first.returncode == 0, complaint
    assert names(target.parent) == ["beside", "package"]
    expected = tree(export(tmp_path / "alone" / "package", 200, 2).folder)
    assert tree(target) == expected
    assert export(target, 100, 2).replaced, "the place is free again"


@pytest.mark.slow
@unix
def test_what_a_killed_export_left_is_no_longer_held(tmp_path: Path) -> None:
    target = tmp_path / "here" / "package"
    first = Program(tmp_path).start(target, tmp_path / "gate", code=EXPORTING)
    assert first.stdout is not None
    first.stdout.readline()
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert names(target.parent) == [".package.lock", ".package.partial"]
    export(target, 100, 2)
    assert names(target.parent) == ["package"]


def test_two_exports_of_one_program_do_not_meet_either(tmp_path: Path) -> None:
    with Staging.start(tmp_path / "package") as staging:
        stage(staging, planned_pages()[:1])
        with pytest.raises(PackageError, match=r"^export\.busy_place$"):
            Staging.start(tmp_path / "package")
        assert staging.folder.is_dir()
    assert names(tmp_path) == []


@unix
def test_a_link_in_the_place_of_the_lock_is_never_followed(tmp_path: Path) -> None:
    precious, missing = tmp_path / "precious", tmp_path / "missing"
    precious.write_bytes(b"mine")
    target = tmp_path / "here" / "package"
    target.parent.mkdir()
    for place in (precious, missing):
        lock_file(target).symlink_to(place)
        with pytest.raises(PackageError):
            export(target, 100, 2)
        assert lock_file(target).is_symlink()
        lock_file(target).unlink()
    assert precious.read_bytes() == b"mine"
    assert not missing.exists()


@unix
@pytest.mark.nightly
def test_many_exports_to_one_place_killed_at_random_leave_a_whole_package(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    target, gate = tmp_path / "here" / "package", tmp_path / "gate"
    gate.touch()
    chance, program, rounds = random.Random(30), Program(tmp_path), 25
    allowed = [{}, tree(export(tmp_path / "alone" / "package", 200, 2).folder)]
    for _ in range(rounds):
        running = [program.start(target, gate, code=EXPORTING) for _ in range(3)]
        waited_for(target.parent.exists, running[0])
        time.sleep(chance.uniform(0.0, 3.0))
        os.killpg(running[0].pid, signal.SIGKILL)
        for one in running:
            complaint = one.communicate(timeout=600)[1]
            busy = "export.busy_place" in complaint
            assert one.returncode in (0, -signal.SIGKILL) or busy, complaint
        assert (tree(target) if target.exists() else {}) in allowed
    export(target, 200, 2)
    assert names(target.parent) == ["package"]
    record_property("figure", f"{rounds} rounds of 3 exports, one killed: old, new or absent")
