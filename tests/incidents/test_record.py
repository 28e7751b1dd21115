"""What is kept of an unexpected fault, in memory and on the disk, and what never is."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from tests.incidents.own_home import use_home
from tests.setup.checkout import ROOT
from zcdesk.incidents import known, record
from zcdesk.incidents.record import ProgramPart, carry, from_entry, incident_of
from zcdesk.workers.pool import hand_over

WORDS = "欧阳青黛的毕业证.jpg"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return use_home(tmp_path / "home", monkeypatch)


def failed() -> BaseException:
    """Return an error that went through our own code, with a person's words in its message."""
    try:
        hand_over(WORDS, WORDS)  # type: ignore[arg-type]
    except AttributeError as error:
        return error
    raise AssertionError("nothing failed")


def test_kind_and_place_of_a_fault_are_kept_and_its_message_is_not() -> None:
    record.keep(failed(), ProgramPart.WINDOW)
    (kept,) = record.incidents()
    assert (kept.kind, kept.code, kept.place) == ("AttributeError", "program.unexpected", "window")
    (frame,) = kept.frames
    assert (frame.module, frame.function) == ("zcdesk.workers.pool", "hand_over")
    assert WORDS not in record.record_file().read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", [FileNotFoundError, SyntaxError, EOFError])
def test_a_fault_is_kept_where_the_program_was_replaced_meanwhile(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place is looked up in our own modules, and these may be half written at that moment."""

    def get_code(loader: SourceFileLoader, name: str) -> None:
        raise fault

    error = failed()
    known.names_in.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(SourceFileLoader, "get_code", get_code)
        record.keep(error, ProgramPart.WINDOW)
    known.names_in.cache_clear()
    assert [one.kind for one in record.incidents()] == ["AttributeError"]


def test_the_next_start_still_knows_a_fault() -> None:
    record.keep(failed(), ProgramPart.COMMAND)
    told = record.incidents()
    record._kept.clear()
    assert record.incidents() == told


def test_a_fault_that_cannot_be_written_is_known_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "home" / ".local").write_bytes(b"")  # no folder can be made there
    record.keep(failed(), ProgramPart.WINDOW)
    assert len(record.incidents()) == 1


def test_whoever_listens_and_fails_neither_replaces_the_fault_nor_is_asked_again() -> None:
    heard: list[str] = []

    def gone(_: object) -> None:
        heard.append("gone")
        raise RuntimeError

    endings = [record.listen(gone), record.listen(lambda one: heard.append(one.kind))]
    for _ in range(2):
        record.keep(failed(), ProgramPart.WINDOW)
    assert heard[0] == "gone"
    assert len(heard) == 3
    for end in endings:
        end()
    record.keep(failed(), ProgramPart.WINDOW)
    assert len(heard) == 3


def test_the_record_never_grows_beyond_its_bound() -> None:
    error = failed()
    for _ in range(600):
        record.keep(error, ProgramPart.WINDOW)
    files = list(record.record_file().parent.iterdir())
    assert len(files) == 2
    assert all(one.stat().st_size <= record.MOST_BYTES for one in files)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_its_owner_may_read_the_record() -> None:
    before = os.umask(0)
    try:
        record.keep(failed(), ProgramPart.WINDOW)
    finally:
        os.umask(before)
    place = record.record_file()
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (place, place.parent, place.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_place_of_the_record_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "somebody's file"
    other.write_bytes(b"as it was")
    record.record_file().parent.mkdir(parents=True)
    record.record_file().symlink_to(other)
    record.keep(failed(), ProgramPart.WINDOW)
    assert other.read_bytes() == b"as it was"


def test_several_threads_write_whole_lines() -> None:
    error = failed()

    def keep_many() -> None:
        for _ in range(25):
            record.keep(error, ProgramPart.WORKER)

    threads = [threading.Thread(target=keep_many) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    lines = record.record_file().read_bytes().splitlines()
    assert len(lines) == 100
    assert all(json.loads(line)["what"] == "incident" for line in lines)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "青黛Error"},
        {"kind": "open"},
        {"code": "欧阳.青黛"},
        {"library": "ouyang_qingdai"},
        {"errno": "QINGDAI"},
        {"status": 65990019900307},
        {"version": "1990.0307.1234"},
        {"frames": [["zcdesk.ouyang", "run", 3], ["zcdesk.ui.kit.job", "qingdai", 3]]},
        {"frames": [["zcdesk.ui.kit.job", "Job.run", 65990019900307]]},
        {"frames": [["欧阳青黛", "青黛", 3]], "name": WORDS},
        {"frames": "欧阳青黛"},
    ],
)
def test_a_record_somebody_wrote_into_gives_what_is_known(changed: dict[str, object]) -> None:
    record.keep(failed(), ProgramPart.WINDOW)
    entry = json.loads(record.record_file().read_text(encoding="utf-8"))
    read = repr(from_entry({**entry, **changed}))
    assert not [
        word for word in ("青黛", "欧阳", "qingdai", "ouyang", "QINGDAI", "0307") if word in read
    ]


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"null", b"{", b'{"what": "incident"}', b'{"what":"begin","run":"x"}', b"\xff\xfe",
     b'{"what":"begin","run":1,"at":5,"pid":"x"}', b"[" * 5000, b'{"what":"end","run":1,"at":"x"}'],
)  # fmt: skip
def test_a_broken_line_costs_itself_only(line: bytes) -> None:
    record.keep(failed(), ProgramPart.WINDOW)
    with record.record_file().open("ab") as stream:
        stream.write(line + b"\n")
    record._kept.clear()
    assert len(record.incidents()) == 1
    assert record.runs() == ()


class HostileError(Exception):
    def __getattr__(self, name: str) -> object:
        raise RuntimeError(WORDS)


def test_an_error_that_cannot_be_looked_at_does_not_become_a_second_one() -> None:
    record.keep(HostileError(WORDS), ProgramPart.WINDOW)
    assert record.incidents() == ()


def test_a_fault_while_a_fault_is_kept_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Garbage that is collected while a line is written may fail; its error comes in between."""
    write, inside = record._write, failed()

    def interrupted(entry: dict[str, object]) -> None:
        monkeypatch.setattr(record, "_write", write)
        record.keep(inside, ProgramPart.WINDOW, "page.unforeseen")
        write(entry)

    monkeypatch.setattr(record, "_write", interrupted)
    thread = threading.Thread(target=record.keep, args=(failed(), ProgramPart.WINDOW), daemon=True)
    thread.start()
    thread.join(600)
    assert not thread.is_alive()
    assert len(record.incidents()) == 2


def test_what_nobody_raised_has_no_frames() -> None:
    assert incident_of(ValueError(WORDS), ProgramPart.WINDOW).frames == ()


def test_a_function_of_our_name_that_is_not_ours_is_no_frame() -> None:
    code = compile("def 青黛():\n    raise ValueError('x')\n", "欧阳青黛.py", "exec")
    space: dict[str, object] = {"__name__": "zcdesk.ui.kit.job"}
    exec(code, space)
    function = space["青黛"]
    assert callable(function)
    with pytest.raises(ValueError, match="x") as caught:
        function()
    carry(caught.value)
    assert incident_of(caught.value, ProgramPart.WORKER).frames == ()


RUNNING = """
import os, sys, time
import zcdesk
from zcdesk.ui.support.unforeseen import unforeseen_kept

with unforeseen_kept():
    print("begun", flush=True)
    sys.stdin.readline()
"""


def test_a_run_that_was_broken_off_is_told_from_one_that_ended() -> None:
    states = []
    for ending in ("kill", "end"):
        run = subprocess.Popen(
            [sys.executable, "-c", RUNNING],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert run.stdout is not None
        assert run.stdout.readline().strip() == b"begun"
        going_on = record.runs()[-1]
        assert going_on.going_on
        assert going_on.ended is None
        if ending == "kill":
            run.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        run.communicate(b"\n")
        last = record.runs()[-1]
        states.append((last.ended is not None, last.going_on))
    assert states == [(False, False), (True, False)]
