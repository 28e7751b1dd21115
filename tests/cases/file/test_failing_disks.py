"""Disks that fail, fill up, are pulled out or lose power: the old state or the new, never less.

Calls of this process fail one by one; those of SQLite fail in another process under strace.
"""

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.cases.made import case, imported, interrupted
from tests.cases.power_cuts import CALLS, State, states_of
from tests.cases.saving import content_of, number_of
from tests.failing_disk import Fault, acting, let_calls_fail, only_root, small_disk
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import change_password, create_case, open_case, open_case_with
from zcdesk.cases.tables import keys
from zcdesk.cases.tables.faults import ReadOnlyCaseError
from zcdesk.cases.tables.keys import CaseKey, key_of, looks_encrypted
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.wording import sentence

OLD = ROOT / "tests" / "cases" / "files" / "schema_1.zcase"
PASSWORD = "p"

Record = Callable[[str, object], None]
traced = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def straced(
    options: Sequence[str], *command: object, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    told = ["strace", "-f", *options, sys.executable, *map(str, command)]
    return subprocess.run(
        told, env=environment, cwd=variables.get("TMPDIR"), capture_output=True, check=False
    )


def failing_calls(calls: str, error: str, when: str) -> tuple[str, ...]:
    injected = f"inject={calls}:error={error}:when={when}"
    return ("-o", os.devnull, "-e", f"trace={calls}", "-e", injected)


def saved(path: Path, acts: int, *traced_by: str, password: str = "") -> tuple[int, str]:
    """Run the saving program under strace; return its last acknowledged act and what it said."""
    command = (ROOT / "tests" / "cases" / "saving.py", path, acts)
    ended = straced(traced_by, *command, SAVING_PASSWORD=password)
    told = ended.stdout.decode().split()
    return (int(told[-1]) if told[-1:] not in ([], ["ready"]) else 0), ended.stderr.decode()


def is_whole(path: Path, acknowledged: int, key: CaseKey | None = None) -> None:
    """A case opens, holds what was acknowledged and at most one act more, and all its scans."""
    with open_case_with(path, key) as stored:
        found = number_of(stored.case.applicant.name)
        undoing = acknowledged % 5 == 0 and found == acknowledged - 1
        assert undoing or acknowledged <= found <= acknowledged + 1
        for page in stored.case.pages:
            if page.number > 10:
                original = stored.original(Path(page.path).parent.name)
                assert original == content_of(page.number - 10)


def survives(state: State, folder: Path, key: CaseKey | None) -> None:
    for name, content in state.files.items():
        (folder / name).write_bytes(content)
    is_whole(folder / "a.zcase", state.acknowledged, key)
    assert [path.name for path in folder.iterdir()] == ["a.zcase"]
    (folder / "a.zcase").unlink()


def cut_again_and_again(folder: Path, start: Path, acts: int, share: float, password: str) -> int:
    """Record a run, then look at a share of all states that it may leave; return how many."""
    home, after, record = folder / "home", folder / "after", folder / "record"
    home.mkdir()
    after.mkdir()
    path = Path(shutil.copy(start, home / "a.zcase"))
    files = {"a.zcase": path.read_bytes()}
    recorded = ("-xx", "-y", "-s", "9000000", "-e", f"trace={CALLS}", "-o", str(record))
    last, told = saved(path, acts, *recorded, password=password)
    assert last == acts, told
    key = key_of(start, password) if password else None  # once: it takes its time
    chance, looked_at = random.Random(acts), 0
    for state in states_of(record, home, files, acts):
        if chance.random() < share:
            survives(state, after, key)
            looked_at += 1
    assert len(state.files) == 1
    return looked_at


def begun(folder: Path, password: str = "") -> Path:
    path = folder / "begun"
    create_case(path, replace(case(1), applicant=Applicant("0", "某厂")), password or None).close()
    return path


@pytest.mark.nightly
@traced
def test_a_power_cut_while_a_case_is_brought_forward_loses_nothing(tmp_path: Path) -> None:
    assert cut_again_and_again(tmp_path, OLD, 1, 0.08, "") > 20


@pytest.mark.nightly
@traced
@pytest.mark.parametrize(
    ("acts", "share", "least", "password"),
    [(9, 0.06, 100, ""), (28, 1.0, 5000, ""), (28, 1.0, 5000, PASSWORD)],
)
def test_after_a_power_cut_the_old_state_stands_or_the_new(
    acts: int, share: float, least: int, password: str, tmp_path: Path, record_property: Record
) -> None:
    looked_at = cut_again_and_again(tmp_path, begun(tmp_path, password), acts, share, password)
    assert looked_at > least
    kind = "encrypted" if password else "plain"
    record_property("figure", f"{looked_at} states after a power cut, {kind}: 0 lost")


def test_a_disk_that_lies_about_flushing_would_be_noticed() -> None:
    """The measure itself can fail: without the journal's flush, states are torn."""
    from tests.cases.power_cuts import Disk, Write, _some

    disk = Disk({"a": bytes(8)}, {"a": (Write(0, b"xx"), Write(4, b"yy"))})
    left = {_some(disk, random.Random(seed))["a"] for seed in range(30)}
    assert len(left) == 4


def fail_at(folder: Path, calls: str, error: str, when: str, acts: int) -> bool:
    """Let calls of the system fail while a program saves; return whether it noticed.

    One that cannot even sign the lock looks at the case only, and says why.
    """
    path = Path(shutil.copy(begun(folder), folder / "a.zcase"))
    acknowledged, told = saved(path, acts, *failing_calls(calls, error, when))
    (folder / "begun").unlink()
    is_whole(path, acknowledged)
    path.unlink()
    if acknowledged == acts:
        return False
    last = told.strip().splitlines()[-1]
    only_looked = "case.lock_no_room" if error == "ENOSPC" else "case.medium_read_only"
    assert last.startswith("zcdesk.errors.") or (not acknowledged and last == only_looked), told
    return True


FAILURES = [
    ("pwrite64", "ENOSPC", "9"),
    ("pwrite64", "EIO", "26"),
    ("pwrite64", "EIO", "31+"),  # the stick was pulled out
    ("fsync,fdatasync", "EIO", "4"),
    ("unlink", "EIO", "4+"),  # the first two look for leftovers; one alone is tried again
]


@pytest.mark.slow
@traced
@pytest.mark.parametrize(("calls", "error", "when"), FAILURES)
def test_a_call_that_fails_keeps_the_state_before_and_is_told(
    tmp_path: Path, calls: str, error: str, when: str
) -> None:
    assert fail_at(tmp_path, calls, error, when, 6)


@traced
@pytest.mark.nightly
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES", "ENODEV"])
@pytest.mark.parametrize("calls", ["pwrite64", "fsync,fdatasync", "ftruncate", "unlink"])
def test_any_call_that_fails_keeps_the_state_before(
    tmp_path: Path, calls: str, error: str, record_property: Record
) -> None:
    noticed = 0
    for number in range(1, 60):
        for when in (str(number), f"{number}+"):
            noticed += fail_at(tmp_path, calls, error, when, 6)
    assert noticed
    record_property("figure", f"{calls} {error}: {noticed} runs failed, 0 lost")


@only_root
def test_a_full_disk_is_told_at_every_size(tmp_path: Path, record_property: Record) -> None:
    full = 0
    for kilobytes in range(240, 620, 20):
        with small_disk(tmp_path / "disk", kilobytes) as disk:
            path = disk / "a.zcase"
            with create_case(path, replace(case(3), applicant=Applicant("0", "某厂"))) as stored:
                now = stored.case
                try:
                    for number in range(1, 6):
                        stored.keep_original(content_of(number))
                        changed = replace(now, texts=(("summary", f"{number}" * 4000),))
                        stored.save(changed, "text")
                        now = changed
                except OutputError as error:
                    full += error.code == "output.disk_full"
                assert stored.case == now
            with open_case(path) as again:
                assert again.case == now
            assert [entry.name for entry in disk.iterdir()] == ["a.zcase"]
    assert full >= 5
    record_property("figure", f"{full} full disks told, 0 lost")


@only_root
def test_a_disk_too_small_for_a_new_case_is_left_empty(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 60) as disk:
        with pytest.raises(OutputError, match="disk_full"):
            create_case(disk / "a.zcase", case(3))
        assert list(disk.iterdir()) == []


@pytest.mark.nightly
@only_root
def test_cases_on_a_medium_that_cannot_be_written_open_to_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4000) as disk:
        create_case(disk / "a.zcase", case(2)).close()
        create_case(disk / "locked.zcase", case(2), PASSWORD).close()
        shutil.copy(OLD, disk / "old.zcase")
        shutil.copy(OLD, disk / "cut.zcase")
        interrupted(disk / "cut.zcase")
        before = {path.name: path.read_bytes() for path in disk.iterdir()}
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for name, password in (("a", None), ("locked", PASSWORD), ("old", None), ("cut", None)):
            with open_case(disk / f"{name}.zcase", password=password) as stored:
                assert stored.read_only == "case.medium_read_only"
                assert stored.case.pages
                with pytest.raises(ReadOnlyCaseError):
                    stored.save(replace(stored.case, numbered=9), "text")
        assert {path.name: path.read_bytes() for path in disk.iterdir()} == before
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        with open_case(disk / "cut.zcase") as stored:
            assert [page.number for page in stored.case.pages] == [1, 2, 3]


ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENODEV)
MOST = 200
"""Neither makes so many calls."""

SCANS = (1, 2)
UNEXPECTED = sentence("program.unexpected").message


def scan_of(number: int) -> bytes:
    return random.Random(number).randbytes(9000)


def filled(path: Path) -> Case:
    """Make a case with two scans and a text."""
    with create_case(path, replace(case(0), applicant=Applicant("张伟", "某厂"))) as stored:
        for number in SCANS:
            imported(stored, number, scan_of(number))
        stored.save(replace(stored.case, texts=(("summary", "一段话" * 50),)), "text")
        return stored.case


def holds(path: Path, made: Case, password: str | None) -> None:
    """A case opens and holds what it held, its scans too."""
    with open_case(path, password=password) as stored:
        assert stored.case.applicant == made.applicant
        assert stored.case.texts == made.texts
        assert [one.number for one in stored.case.pages] == list(SCANS)
        for one in stored.case.pages:
            assert stored.original(Path(one.path).parent.name) == scan_of(one.number)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def told_by(work: Callable[[], object], fault: Fault) -> ZcdeskError | None:
    """Do work on a disk that fails; return what is told, if anything."""
    try:
        with acting(fault):
            work()
    except ZcdeskError as error:
        return error
    return None


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let calls of this process fail, and make keys with few rounds."""
    let_calls_fail(monkeypatch)
    monkeypatch.setattr(keys, "ITERATIONS", 1000)


def faults_in(folder: Path, *, lasting: bool) -> Iterator[tuple[int, Fault]]:
    """Yield a fault at each call, as long as there is one to strike."""
    for at in range(1, MOST):
        number = ERRORS[at % len(ERRORS)]
        yield at, (fault := Fault(str(folder), at, partial(OSError, number, "no"), lasting))
        if not fault.struck:
            return
    pytest.fail("it never came to an end")


@pytest.mark.nightly
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_a_call_that_fails_while_the_password_changes_leaves_the_old_one_or_the_new(
    tmp_path: Path, record_property: Callable[[str, object], None], lasting: bool
) -> None:
    plain, home = tmp_path / "plain.zcase", tmp_path / "home"
    made, unconfirmed = filled(plain), 0
    home.mkdir()
    path = home / "a.zcase"
    for at, fault in faults_in(home, lasting=lasting):
        shutil.copy(plain, path)
        with path.open("rb") as before:
            told = told_by(lambda: change_password(path, None, "p"), fault)
            kept = before.read()
        changed = looks_encrypted(path)
        if told is not None and told.code == "case.password_unconfirmed":
            unconfirmed += 1
            assert kept == plain.read_bytes(), at  # a power cut may bring it back
        assert changed is (told is None or told.code == "case.password_unconfirmed"), at
        assert told is None or told.details["file"] in (path.name, f".{path.name}.lock"), at
        if not lasting and fault.event != "os.remove":
            assert names(home) == {path.name}, (at, fault.event)
        holds(path, made, "p" if changed else None)
        change_password(path, "p" if changed else None, "q")
        holds(path, made, "q")
        assert names(home) == {path.name}, at
    assert at > 8
    assert unconfirmed
    record_property("figure", f"{at} calls failed, 0 cases mixed")


@pytest.mark.nightly
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_a_call_that_fails_while_a_case_is_repaired_leaves_no_new_one_or_a_whole_one(
    tmp_path: Path, record_property: Callable[[str, object], None], lasting: bool
) -> None:
    source, home = tmp_path / "whole.zcase", tmp_path / "home"
    made = filled(source)
    home.mkdir()
    path, new = tmp_path / "a.zcase", home / "b.zcase"
    path.write_bytes(bytes(4096) + source.read_bytes()[4096:])
    raw = path.read_bytes()
    for at, fault in faults_in(home, lasting=lasting):
        told = told_by(lambda: repair(path, new), fault)
        assert path.read_bytes() == raw
        assert told is not None or new.exists(), at
        assert told is None or ".partial" not in str(told.details.get("file")), (at, told.details)
        if not lasting and fault.event != "os.remove":
            assert names(home) <= {new.name}, (at, fault.event)
        if new.exists():
            holds(new, made, None)
            new.unlink()
        if at % 5 == 0 or not fault.struck:  # whatever was left behind is no hindrance
            repair(path, new)
            holds(new, made, None)
            assert names(home) == {new.name}, at
            new.unlink()
    assert at > 20
    record_property("figure", f"{at} calls failed, 0 half cases")


def one_failure(folder: Path, what: str, calls: str, error: str, when: str) -> bool:
    """Let calls of one command fail; return whether it noticed."""
    aside, folder = folder / "aside", folder / "home"  # there Python tries its temporary folders
    aside.mkdir(exist_ok=True)
    folder.mkdir(exist_ok=True)
    source, path, new = folder / "whole", folder / "a.zcase", folder / "b.zcase"
    made = filled(source)
    word = folder / "word"
    word.write_text("p\n", encoding="utf-8")
    raw = source.read_bytes()
    path.write_bytes(raw if what == "password" else bytes(4096) + raw[4096:])
    more = ("--new-password-file", word) if what == "password" else ("--out", new)
    injected, command = failing_calls(calls, error, when), ("-m", "zcdesk", "case", what, path)
    ended = straced(injected, *command, *more, TMPDIR=str(aside))
    said = (ended.stdout + ended.stderr).decode()
    assert "Traceback" not in said
    assert UNEXPECTED not in said, said
    if what == "password":
        changed = looks_encrypted(path)
        holds(path, made, "p" if changed else None)
        assert changed or ended.returncode, said
        noticed = bool(ended.returncode)
    else:
        noticed = not new.exists()
        assert not noticed or new.name in said, said
        if new.exists():
            holds(new, made, None)
    assert not noticed or said.strip()
    for one in folder.iterdir():
        assert when.endswith("+") or one.name in (source.name, path.name, new.name, word.name)
        one.unlink()
    return noticed


@pytest.mark.nightly
@traced
@pytest.mark.parametrize(
    ("what", "calls", "error", "when"),
    [
        ("password", "pwrite64", "ENOSPC", "20"),
        ("password", "fsync,fdatasync", "EIO", "2+"),
        ("repair", "pwrite64", "EIO", "15+"),
        ("repair", "fsync,fdatasync", "EIO", "2+"),
    ],
)
def test_a_disk_that_fails_under_sqlite_leaves_the_old_case_or_the_new_and_is_told(
    tmp_path: Path, what: str, calls: str, error: str, when: str
) -> None:
    assert one_failure(tmp_path, what, calls, error, when)


@traced
@pytest.mark.nightly
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("calls", ["pwrite64", "fsync,fdatasync", "unlink", "rename"])
@pytest.mark.parametrize("what", ["password", "repair"])
def test_any_call_that_fails_under_sqlite_leaves_the_old_case_or_the_new(
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    what: str,
    calls: str,
    error: str,
) -> None:
    last = 60 if calls == "pwrite64" else 12
    for number in range(1, last):
        for when in (str(number), f"{number}+"):
            one_failure(tmp_path, what, calls, error, when)
    record_property("figure", f"{2 * last - 2} runs, 0 cases mixed")
