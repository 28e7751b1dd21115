"""Kills, full disks, damaged bytes and two writers: the old state or the new, never less."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made import case, imported, interrupted, kept, named, resting
from tests.cases.saving import content_of, number_of
from tests.given import contents
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.locking import STALE, lock_path
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import create_case, create_case_with, open_case, open_case_with
from zcdesk.cases.tables import schema
from zcdesk.cases.tables.faults import CaseFileError, DamagedCaseError
from zcdesk.cases.tables.keys import new_key
from zcdesk.errors import OutputError, ZcdeskError

MANY_KILLS = int(os.environ.get("ZCDESK_KILLS", "1000"))
MANY_FLIPS = int(os.environ.get("ZCDESK_FLIPS", "10000"))
Whole = tuple[Path, Case]
OLD = ROOT / "tests" / "cases" / "files" / "schema_1.zcase"
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits of Unix")


def saving(path: Path, password: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "cases" / "saving.py"), str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SAVING_PASSWORD": password},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kill_again_and_again(path: Path, times: int, chance: random.Random, password: str = "") -> None:
    """Kill a program while it imports, edits, undoes and finds; every third time it migrates."""
    with create_case(path, named(case(0), "0"), password or None):
        pass
    reached = 0
    for turn in range(times):
        if turn % 3 == 2 and not password:
            shutil.copy(OLD, path)
            reached = 0
        process = saving(path, password)
        assert process.stdout is not None
        if turn % 3 != 2:  # a kill while migrating may come before anything was said
            assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.0, 0.3 if turn % 3 != 2 else 0.9))
        process.kill()
        told = [word for word in process.communicate()[0].decode().split() if word.isdigit()]
        reached = int(told[-1]) if told else reached
        with open_case(path, password=password) as again:  # a killed one's lock is taken over
            assert not again.read_only
            found = number_of(again.case.applicant.name)
            # An act that is not yet acknowledged may be there; an undo may be under way.
            assert reached - (reached % 5 == 0) <= found <= reached + 1
            for one in again.case.pages:
                if one.number > 10:
                    sha256 = Path(one.path).parent.name
                    assert again.original(sha256) == content_of(one.number - 10)
            reached = found
        assert sorted(entry.name for entry in path.parent.iterdir()) == [path.name]
    assert damage(path, password) == ()


@unix
@pytest.mark.parametrize(
    ("password", "times", "seed"),
    [
        pytest.param("", 24, 6, marks=pytest.mark.slow),
        pytest.param("", MANY_KILLS, 60, marks=pytest.mark.nightly),
        pytest.param("p", MANY_KILLS // 10, 60, marks=pytest.mark.nightly),
    ],
)
def test_a_kill_loses_nothing_that_was_acknowledged(
    tmp_path: Path, password: str, times: int, seed: int
) -> None:
    kill_again_and_again(tmp_path / "a.zcase", times, random.Random(seed), password)


@unix
def test_a_killed_writer_is_noticed_by_who_only_reads(tmp_path: Path) -> None:
    """What a kill left half written is read as it was before, and stays as it is."""
    path = resting(tmp_path)
    interrupted(path)
    before = contents(tmp_path)
    with open_case(path, writing=False) as again:
        assert again.case == kept(case(), path)
    assert contents(tmp_path) == before


def test_a_held_file_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading again what was not changed would wait for it as long as the write had."""
    monkeypatch.setattr(schema, "PATIENCE", 0.1)
    path, changed = resting(tmp_path), named(case(), "李四")
    with open_case(path) as stored:
        other = schema.connect(path, "rw")
        other.execute("BEGIN EXCLUSIVE")
        with monkeypatch.context() as patched:
            patched.setattr(CaseFile, "_load", lambda stored: pytest.fail("waited again"))
            with pytest.raises(ZcdeskError):
                stored.save(changed, "text")
        other.close()
        assert stored.case == kept(case(), path)
        stored.save(changed, "text")
    with open_case(path) as again:
        assert again.case == kept(changed, path)


@unix
def test_a_file_that_may_not_grow_keeps_the_state_before(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "a.zcase"
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with create_case(path, case()) as stored:
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, hard))
            with pytest.raises(OutputError):
                stored.keep_original(b"x" * 1_000_000)
            with pytest.raises(OutputError):
                stored.save(replace(case(300), applicant=Applicant("新", "单位")), "add")
            assert stored.case == kept(case(), path)
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            stored.save(named(case(), "后来"), "rename")
        with open_case(path) as again:
            assert again.case == kept(named(case(), "后来"), path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(OutputError):
            create_case(tmp_path / "b.zcase", case())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A case with originals, backups and a history."""
    path = tmp_path_factory.mktemp("whole") / "a.zcase"
    with create_case(path, case(0)) as stored:
        for number in range(1, 9):
            imported(stored, number, random.Random(number).randbytes(20_000))
        stored.keep_cached("reading", "a", bytes(30_000))
    with open_case(path) as stored:
        stored.save(named(stored.case, "最后"), "rename")
        return path, stored.case


def flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 8, 200))):
        changed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.3:  # the first page holds what everything hangs on
        changed[chance.randrange(4096)] ^= 0xFF
    return bytes(changed)


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def opens_or_says_why(raw: bytes, whole: Whole, path: Path) -> None:
    """Open a damaged copy: all of the case, or an expected error that leaves it as it is."""
    path.write_bytes(raw)
    try:
        with open_case(path) as stored:
            expected = moved(whole[1], whole[0], path)
            assert stored.case == expected
            stored.acts()
            for one in expected.pages:
                with suppress(CaseFileError):
                    stored.original(Path(one.path).parent.name)
    except ZcdeskError:
        assert path.read_bytes() == raw
    path.unlink()
    assert not list(path.parent.iterdir())


def moved(made: Case, old: Path, new: Path) -> Case:
    pages = (replace(one, path=one.path.replace(str(old), str(new))) for one in made.pages)
    return replace(made, pages=tuple(pages))


Change = Callable[[bytes, random.Random], bytes]


@pytest.mark.slow
@pytest.mark.parametrize("change", [flip, cut])
@pytest.mark.parametrize("times", [60, pytest.param(MANY_FLIPS // 5, marks=pytest.mark.nightly)])
def test_damage_behind_a_password_is_told_too(change: Change, times: int, tmp_path: Path) -> None:
    """The key is derived once, since that takes its time."""
    path, key = tmp_path / "a.zcase", new_key("p")
    with create_case_with(path, case(3), key) as stored:
        stored.save(named(stored.case, "最后"), "rename")
        expected = stored.case
    raw, chance, told = path.read_bytes(), random.Random(44), 0
    for _ in range(times):
        broken = change(raw, chance)
        path.write_bytes(broken)
        try:
            with open_case_with(path, key) as stored:
                assert stored.case == expected
                stored.acts()
        except ZcdeskError:
            told += 1
            assert path.read_bytes() == broken
        assert list(tmp_path.iterdir()) == [path]
    assert told > times // 4


@pytest.mark.nightly
@pytest.mark.parametrize("change", [flip, cut])
@pytest.mark.parametrize(("times", "seed"), [(200, 12), (MANY_FLIPS, 120)])
def test_damage_is_told_or_harmless_and_never_less_data(
    change: Change, times: int, seed: int, whole: Whole, tmp_path: Path
) -> None:
    raw, chance = whole[0].read_bytes(), random.Random(seed)
    for _ in range(times):
        opens_or_says_why(change(raw, chance), whole, tmp_path / "a.zcase")


def test_a_case_without_its_first_page_offers_its_backup_and_is_rescued_whole(
    whole: Whole, tmp_path: Path
) -> None:
    path, new = tmp_path / "a.zcase", tmp_path / "b.zcase"
    raw = bytes(4096) + whole[0].read_bytes()[4096:]
    path.write_bytes(raw)
    with pytest.raises(DamagedCaseError, match=r"^case\.damaged_with_backup$") as told:
        open_case(path)
    assert told.value.details["moment"]
    rescued = repair(path, new)
    assert [one.code for one in rescued.lost] == ["case.history_begins_anew"]
    assert path.read_bytes() == raw
    assert sorted(tmp_path.iterdir()) == [path, new]
    with open_case(new) as stored:
        assert stored.case == moved(whole[1], whole[0], new)
        for number in range(1, 9):
            digest = Path(stored.case.page(number).path).parent.name
            assert stored.original(digest) == random.Random(number).randbytes(20_000)


def test_what_is_lost_is_listed(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    raw = whole[0].read_bytes()
    piece = random.Random(3).randbytes(20_000)[:500]
    assert piece in raw
    path.write_bytes(raw.replace(piece, bytes(500)))
    lost = ("case.page_original_lost", 3)
    assert [(one.code, one.details["page"]) for one in damage(path)] == [lost]
    rescued = repair(path, tmp_path / "b.zcase")
    assert lost in [(one.code, one.details.get("page")) for one in rescued.lost]
    with open_case(rescued.path) as stored:
        assert len(stored.case.pages) == 8
    path.write_bytes(raw.replace(b"/5.jpg", b"/x.jpg"))  # the rows of a page
    rescued = repair(path, tmp_path / "c.zcase")
    with open_case(rescued.path) as stored:
        assert [one.place for one in stored.case.pages] == list(range(1, 9))


@pytest.mark.nightly
def test_repair_saves_something_or_says_so(whole: Whole, tmp_path: Path) -> None:
    raw, chance = whole[0].read_bytes(), random.Random(5)
    for number in range(25):
        path, new = tmp_path / "a.zcase", tmp_path / f"{number}.zcase"
        path.write_bytes((flip if number % 2 else cut)(raw, chance))
        try:
            rescued = repair(path, new)
        except ZcdeskError:
            assert not new.exists()
            continue
        with open_case(new) as stored:
            lost = sum(one.code == "case.page_lost" for one in rescued.lost)
            assert stored.case.notice == "region-senior-2024"
            as_backup = any(one.code == "case.as_of_backup" for one in rescued.lost)
            assert as_backup or len(stored.case.pages) + lost == 8
        new.unlink()


@pytest.mark.nightly
def test_a_race_of_openers_gives_one_writer_and_loses_no_update(tmp_path: Path) -> None:
    path = resting(tmp_path, named(case(), "0"))

    def count_up(_: int) -> int:
        with open_case(path) as stored:
            if stored.read_only:
                return 0
            name = str(int(stored.case.applicant.name) + 1)
            stored.save(named(stored.case, name), "rename")
            return 1

    with ThreadPoolExecutor(4) as threads:
        written = sum(threads.map(count_up, range(200)))
    with open_case(path) as stored:
        assert int(stored.case.applicant.name) == written >= 1


def test_a_second_writer_behind_a_lost_lock_overwrites_nothing(tmp_path: Path) -> None:
    """A share may lose locks; the number of the revision still tells."""
    with create_case(tmp_path / "a.zcase", case()) as first:
        lock_path(first.path).unlink()
        with open_case(first.path) as second:
            if second.read_only:
                pytest.skip("the lock cannot be lost here")
            second.save(named(case(), "第二"), "rename")
            with pytest.raises(CaseFileError, match="changed_elsewhere"):
                first.save(named(case(), "第一"), "rename")
    with open_case(first.path) as again:
        assert again.case == kept(named(case(), "第二"), first.path)


@pytest.mark.parametrize(("age", "free"), [(0.0, False), (STALE + 60, True)])
def test_another_computers_lock_counts_alive(tmp_path: Path, age: float, free: bool) -> None:
    path = resting(tmp_path)
    lock = lock_path(path)
    lock.write_text('{"pid": 1, "host": "another-computer"}')
    os.utime(lock, (time.time() - age, time.time() - age))
    with open_case(path) as stored:
        assert bool(stored.read_only) is not free


def test_acts_from_many_threads_come_one_after_another(tmp_path: Path) -> None:
    names = [str(number) for number in range(40)]
    with create_case(tmp_path / "a.zcase", case()) as stored, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: stored.keep_cached("thumbnail", name, b"jpeg"), names))
        assert all(stored.cached("thumbnail", name) for name in names)
