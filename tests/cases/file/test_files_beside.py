"""What lies beside a case under the name of one of its files: ours is used, all else left alone."""

import errno
import json
import os
import re
import shutil
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.cases.made import case, named, ready, resting
from zcdesk.cases.acts.noting import write_text
from zcdesk.cases.file import locking
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.locking import KEPT, STALE, WATCHED, CaseLock, lock_path
from zcdesk.cases.file.opening import lock_for, partial_of
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cases.tables.beside import journal_of
from zcdesk.cases.tables.faults import CaseFileError, ReadOnlyCaseError, StrangeFileBesideError
from zcdesk.cli.app import run
from zcdesk.cli.case.access import case_to_change
from zcdesk.errors import OutputError
from zcdesk.wording import sentence

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes of Unix")
MAGIC = bytes.fromhex("d9d505f920a163d7")
ENDLESS = (MAGIC + struct.pack(">IIIII", 0, 0, 0xFFFFFFF0, 512, 4096)).ljust(1_024, b"\0")
PRECIOUS = b"somebody's own file"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return resting(tmp_path / "folder")


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Path]:
    """A file elsewhere that must be the same afterwards, also in its times."""
    made = tmp_path / "precious.txt"
    made.write_bytes(PRECIOUS)
    os.utime(made, (1_000_000_000, 1_000_000_000))
    yield made
    assert made.read_bytes() == PRECIOUS
    assert made.stat().st_mtime == 1_000_000_000


def lie_in_wait(kind: str, at: Path, victim: Path) -> None:
    if kind == "link":
        at.symlink_to(victim)
    elif kind == "broken link":
        at.symlink_to(victim.with_name("nothing"))
    elif kind == "second name":
        at.hardlink_to(victim)
    elif kind == "pipe":
        os.mkfifo(at)
    elif kind == "folder":
        at.mkdir()
    elif kind == "file":
        shutil.copy2(victim, at)
    elif kind == "large file":
        at.write_bytes(b'{"pid": 1, "host": "' + b"a" * 9_000 + b'"}')
    elif kind == "list":
        at.write_bytes(b"[" * 3_000)


KINDS = ("link", "broken link", "second name", "pipe", "folder")


@unix
@pytest.mark.parametrize("kind", [*KINDS, "file", "large file", "list"])
def test_whatever_has_the_name_of_the_lock_is_left_alone_and_the_case_opens_to_read(
    kind: str, path: Path, victim: Path
) -> None:
    lock = lock_path(path)
    lie_in_wait(kind, lock, victim)
    before = os.lstat(lock)
    with open_case(path) as stored:
        assert stored.read_only == "case.lock_strange"
    with pytest.raises(ReadOnlyCaseError) as raised:
        case_to_change(path)
    assert (raised.value.code, raised.value.details["file"]) == ("case.lock_strange", lock.name)
    now = os.lstat(lock)
    for name in ("st_ino", "st_size", "st_mtime"):
        assert getattr(now, name) == getattr(before, name)
    assert not victim.with_name("nothing").exists()


@pytest.mark.parametrize(
    "left",
    [b"", bytes(40), b'{"pid": 1, "host": "%s"}' % socket.gethostname().encode()],
    ids=["unsigned", "zeros", "signed"],
)
def test_a_lock_that_a_kill_left_is_taken_over(left: bytes, path: Path) -> None:
    lock_path(path).write_bytes(left)
    with open_case(path) as stored:
        assert not stored.read_only
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((errno.ENOSPC, errno.EDQUOT), "case.lock_no_room"),
        ((errno.EACCES, errno.EROFS, errno.EIO), "case.medium_read_only"),
    ],
)
@pytest.mark.parametrize("call", ["open", "ftruncate", "write"])
def test_a_lock_that_cannot_be_written_leaves_nothing_and_says_why(
    codes: tuple[int, ...], said: str, call: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in codes:
        with monkeypatch.context() as patched:
            patched.setattr(os, call, Mock(side_effect=OSError(code, os.strerror(code))))
            assert lock_for(path) == (None, said), code
        assert list(path.parent.iterdir()) == [path]
    with open_case(path) as stored:
        assert not stored.read_only


After = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> After:
    """Lets seconds go by; on the clock on the wall perhaps others than on the one that counts."""

    @contextmanager
    def later(seconds: float, steady: float | None = None) -> Iterator[None]:
        real, counted, passed = time.time, time.monotonic, seconds if steady is None else steady
        with monkeypatch.context() as patched:
            patched.setattr(time, "time", lambda: real() + seconds)
            patched.setattr(time, "monotonic", lambda: counted() + passed)
            yield

    return later


def foreign(path: Path, seconds: float) -> Path:
    lock = lock_path(path)
    lock.write_text('{"pid": 1, "host": "another-computer"}')
    os.utime(lock, (time.time() + seconds, time.time() + seconds))
    return lock


FUTURE = "case.lock_from_the_future"


def reason_of(path: Path, *, program: str = "another") -> str:
    """Open a case, in another program each time; return why it can only be read, or ""."""
    if program == "another":
        locking._met_here.clear()
    with open_case(path) as stored:
        return stored.read_only


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own data, for one test alone."""
    folder = tmp_path / "data"
    monkeypatch.setattr(locking, "own_folder", lambda: folder)
    monkeypatch.setattr(locking, "_met_here", {})
    return folder


@pytest.mark.parametrize("ahead", [STALE + 30, 86_400.0, 10 * 365 * 86_400.0])
def test_a_lock_from_the_future_keeps_nobody_waiting_and_is_taken_over_when_nobody_touches_it(
    ahead: float, path: Path, monkeypatch: pytest.MonkeyPatch, after: After
) -> None:
    """A clock that was set back must not keep anybody out for years."""
    waits, here = time.sleep, threading.current_thread()

    def sleep(seconds: float) -> None:
        if threading.current_thread() is here:  # workers of other tests may go on
            pytest.fail("somebody waits")
        waits(seconds)

    monkeypatch.setattr(time, "sleep", sleep)
    lock = foreign(path, ahead)
    before, words = lock.stat(), lock.read_bytes()
    assert reason_of(path) == FUTURE
    for passed in (0.0, WATCHED / 2):
        with after(passed):
            assert reason_of(path) in (FUTURE, "case.opened_elsewhere")
        assert lock.read_bytes() == words
        now = lock.stat()
        assert (now.st_ino, now.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    with after(WATCHED + 1):
        assert reason_of(path) == ""
    assert list(path.parent.iterdir()) == [path]


def test_a_touched_lock_from_the_future_stays(path: Path, after: After) -> None:
    lock = foreign(path, 86_400)
    for beat in range(10):
        passed = beat * WATCHED
        with after(passed):
            assert reason_of(path) == FUTURE
        later = lock.stat().st_mtime + 15
        os.utime(lock, (later, later))
    assert b"another-computer" in lock.read_bytes()


@pytest.mark.parametrize(
    ("wall", "steady"), [(3_600.0, 1.0), (3_600.0, -1e9)], ids=["set forward", "started anew"]
)
def test_time_that_did_not_go_by_abandons_no_lock(
    wall: float, steady: float, path: Path, after: After
) -> None:
    foreign(path, 86_400)
    for passed in (0.0, 1.0):
        with after(passed * wall, passed * steady):
            assert reason_of(path) == FUTURE
    begun = min(steady, 0)  # a computer that was started anew counts from then on
    with after(wall, begun + WATCHED / 2):
        assert reason_of(path) == FUTURE
    with after(wall, begun + WATCHED + 1):
        assert reason_of(path) == ""


def test_a_computer_of_another_name_looks_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, after: After
) -> None:
    """A folder of data may follow its user; the clock of one computer tells another nothing."""
    foreign(path, 86_400)
    assert reason_of(path) == FUTURE
    with after(WATCHED + 1):
        with monkeypatch.context() as patched:
            patched.setattr(socket, "gethostname", lambda: "a-third-computer")
            assert reason_of(path) == FUTURE
        assert reason_of(path) == ""


def test_what_is_remembered_of_locks_names_no_case_and_stays_small(
    path: Path, own_data: Path, after: After
) -> None:
    locks = [path.with_name(f"张伟{number}.zcase") for number in range(KEPT + 3)]
    for lock in locks:
        locking.keep_sighting(lock, 1)
    foreign(path, 86_400)
    assert reason_of(path) == FUTURE
    (kept,) = own_data.iterdir()
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o777 == 0o600
    told = json.loads(kept.read_bytes())
    assert len(told) == KEPT
    assert all(re.fullmatch("[0-9a-f]{32}", place) for place in told)
    assert all(isinstance(one, (int, float)) for values in told.values() for one in values)
    with after(WATCHED + 1):
        assert reason_of(path) == "", "the last one is not forgotten"


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"[]",
        b'{"a": 1}',
        b'{"a": [1, {}], "b": [1e999, 0]}',
        b"\xff",
        b"[" * 9_000,
        b'{"a": [1, 2]}' + b" " * 99_999,
    ],
)
def test_odd_words_in_place_of_what_was_remembered_are_written_anew(
    left: bytes, path: Path, own_data: Path, after: After
) -> None:
    own_data.mkdir()
    (own_data / "locks-met.json").write_bytes(left)
    foreign(path, 86_400)
    assert reason_of(path) == FUTURE
    assert len(json.loads((own_data / "locks-met.json").read_bytes())) == 1
    with after(WATCHED + 1):
        assert reason_of(path) == ""


def test_a_program_without_a_folder_of_data_remembers_while_it_runs(
    path: Path, own_data: Path, after: After
) -> None:
    own_data.write_bytes(b"in the way")
    foreign(path, 86_400)
    assert reason_of(path, program="the same") == FUTURE
    with after(WATCHED + 1):
        assert reason_of(path, program="the same") == ""


def test_a_command_tells_that_a_lock_is_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    foreign(path, 86_400)
    assert run(["case", "handed-in", str(path), "--at", "2026-03-01 10:00"]) != 0
    told, said = capsys.readouterr().err, sentence(FUTURE, case=path.name)
    assert said.message in told
    assert said.remedy in told


def test_a_new_case_behind_such_a_lock_waits(path: Path, after: After) -> None:
    new = path.with_name("new.zcase")
    foreign(new, 86_400)
    with pytest.raises(CaseFileError, match=r"^case\.busy$"):
        create_case(new, case())
    assert not new.exists()
    with after(WATCHED + 1), create_case(new, case()) as stored:
        assert not stored.read_only


@pytest.mark.parametrize("wrong", [-86_400.0, -STALE / 2, STALE / 2])
def test_a_clock_that_is_set_takes_no_lock_from_who_shows_life(
    wrong: float, path: Path, after: After
) -> None:
    """On this computer the system holds the lock; of another the time may be off by a little."""
    with open_case(path) as first, after(wrong):
        assert not first.read_only
        with open_case(path) as second:
            assert second.read_only == "case.opened_elsewhere"
    foreign(path, 0)
    with after(wrong if abs(wrong) < STALE else 0), open_case(path) as stored:
        assert stored.read_only == "case.opened_elsewhere"


@unix
def test_a_beat_touches_the_lock_alone_and_closing_removes_nothing_else(
    path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "HEARTBEAT", 0.02)
    with open_case(path) as stored:
        assert not stored.read_only
        lock = lock_path(path)
        lock.unlink()
        lock.symlink_to(victim)
        time.sleep(0.2)
    assert lock.is_symlink()


@unix
def test_a_case_and_a_link_to_it_have_one_writer(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.zcase"
    link.symlink_to(path)
    with open_case(link) as first:
        assert not first.read_only
        with open_case(path) as second:
            assert second.read_only == "case.opened_elsewhere"
        first.save(write_text(first.case, "summary", "甲"), "text")
    inode = path.stat().st_ino
    change_password(link, None, None)
    assert path.stat().st_ino != inode
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [path.parent, link]


def naming_another(victim: Path) -> bytes:
    """A journal that says it belongs together with another file."""
    name = os.fsencode(victim)
    head = (MAGIC + struct.pack(">IIIII", 0, 0, 16, 512, 4096)).ljust(512, b"\0")
    end = struct.pack(">II", len(name), sum(name)) + MAGIC
    return head + struct.pack(">I", 0x40000000 // 4096 + 1) + name + end


@unix
@pytest.mark.parametrize("kind", [*KINDS, "another", "endless", "wal", "shm"])
def test_anothers_journal_is_not_opened(
    kind: str, path: Path, victim: Path, tmp_path: Path
) -> None:
    strange = journal_of(path)
    if kind in ("wal", "shm"):
        strange = path.with_name(f"{path.name}-{kind}")
        lie_in_wait("link", strange, victim)
    elif kind == "another":
        strange.write_bytes(naming_another(victim))
    elif kind == "endless":
        strange.write_bytes(ENDLESS)
    else:
        lie_in_wait(kind, strange, victim)
    raw = path.read_bytes()
    acts: tuple[Callable[[], object], ...] = (
        lambda: open_case(path),
        lambda: open_case(path, writing=False),
        lambda: change_password(path, None, "p"),
        lambda: damage(path),
        lambda: repair(path, tmp_path / "new.zcase"),
    )
    for act in acts:
        with pytest.raises(StrangeFileBesideError) as told:
            act()
        assert told.value.details == {"file": strange.name}
    assert os.path.lexists(strange)
    assert path.read_bytes() == raw
    assert not (tmp_path / "new.zcase").exists()
    assert sorted(path.parent.iterdir()) == sorted((path, strange))


@unix
@pytest.mark.parametrize("ending", ["", "-journal"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_where_a_file_is_written_anew_is_removed_and_not_followed(
    kind: str, ending: str, path: Path, victim: Path
) -> None:
    place = partial_of(path)
    lie_in_wait(kind, place.with_name(place.name + ending), victim)
    if kind == "folder":
        with pytest.raises(StrangeFileBesideError):
            change_password(path, None, None)
        with open_case(path) as stored:
            assert not stored.read_only
        return
    inode = path.stat().st_ino
    change_password(path, None, None)
    assert path.stat().st_ino != inode
    assert list(path.parent.iterdir()) == [path]


OPENING = """
import sys, time
from pathlib import Path
from zcdesk.cases.file.store import open_case
stored = open_case(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(600)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not renamed there")
def test_the_lock_of_a_renamed_case_goes_once_its_program_is_gone(tmp_path: Path) -> None:
    path, renamed = resting(tmp_path), tmp_path / "张伟.zcase"
    process = ready("-c", OPENING, path)
    path.rename(renamed)
    open_case(renamed).close()
    assert lock_path(path).exists(), "its program lives"
    process.kill()
    process.communicate()
    assert lock_path(path).exists()
    open_case(renamed, writing=False).close()
    assert lock_path(path).exists(), "who only reads changes nothing"
    open_case(renamed).close()
    assert [each.name for each in tmp_path.iterdir()] == [renamed.name]


def test_what_is_held_strange_or_another_computers_stays(tmp_path: Path) -> None:
    path = resting(tmp_path)
    held = CaseLock.acquire(tmp_path / "b.zcase")
    assert isinstance(held, CaseLock)
    elsewhere = f'{{"pid": 1, "host": "not-{socket.gethostname()}"}}'
    locks = {".c.zcase.lock": "somebody's notes", ".d.zcase.lock": elsewhere, ".e.lock": ""}
    for name, words in locks.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    open_case(path).close()
    assert {each.name for each in tmp_path.iterdir()} == {path.name, ".b.zcase.lock", *locks}
    held.release()


OPENINGS = 200
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


@pytest.fixture(params=NO_LOCKS, ids=lambda number: errno.errorcode[number])
def share(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, where the system has no locks from now on."""
    fcntl = pytest.importorskip("fcntl")  # there a share without locks answers otherwise
    path = resting(tmp_path, named(case(), "0"))
    monkeypatch.setattr(fcntl, "flock", Mock(side_effect=OSError(request.param, "no locks here")))
    return path


def saved(stored: CaseFile, name: str) -> bool:
    """Try an act; tell whether it was acknowledged."""
    try:
        stored.save(named(stored.case, name), "rename")
    except CaseFileError as error:
        if not isinstance(error, ReadOnlyCaseError) and error.code != "case.changed_elsewhere":
            raise
        return False
    return True


def test_what_cannot_be_done_there_is_said_and_leaves_nothing_beside(share: Path) -> None:
    before = share.read_bytes()
    with open_case(share) as stored:
        assert stored.case.applicant.name == "0"
        if stored.read_only:
            for language in ("zh", "en"):
                lock = lock_path(share).name
                told = sentence(stored.read_only, language, case=share.name, file=lock)
                assert told.message
                assert told.remedy
            assert not saved(stored, "1")
            assert share.read_bytes() == before
    made = ["a.zcase"]
    with suppress(OutputError):
        create_case(share.with_name("b.zcase"), case()).close()
        made.append("b.zcase")
    assert sorted(path.name for path in share.parent.iterdir()) == made


def test_of_two_who_have_it_open_there_nobody_overwrites_the_other(share: Path) -> None:
    with open_case(share) as first, open_case(share) as second:
        acknowledged = [name for stored, name in ((second, "第二"), (first, "第一"))
                        if saved(stored, name)]  # fmt: skip
        assert len(acknowledged) <= 1
    with open_case(share, writing=False) as again:
        assert again.case.applicant.name == (acknowledged or ["0"])[0]


@pytest.mark.nightly
def test_a_race_there_loses_nothing(
    share: Path, record_property: Callable[[str, object], None]
) -> None:
    def count_up(_: int) -> int:
        with open_case(share) as stored:
            return saved(stored, str(int(stored.case.applicant.name) + 1))

    with ThreadPoolExecutor(4) as threads:
        written = sum(threads.map(count_up, range(OPENINGS)))
    with open_case(share, writing=False) as stored:
        assert int(stored.case.applicant.name) == written
    record_property("figure", f"{OPENINGS} openings without locks: {written} acts, 0 lost")
