"""A password that is set and a damaged case that is repaired, on disks that fail at any call.

The calls of this process fail one by one; those of SQLite fail in another process under strace.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.file.test_failing_disks import traced
from tests.cases.made import case, page
from tests.failing_disk import Fault, acting, let_calls_fail
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cases.tables import keys
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.errors import ZcdeskError
from zcdesk.wording import sentence

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENODEV)
MOST = 200
"""Neither makes so many calls."""

SCANS = (1, 2)
UNEXPECTED = sentence("program.unexpected").message


def content_of(number: int) -> bytes:
    return random.Random(number).randbytes(9000)


def filled(path: Path) -> Case:
    """Make a case with two scans and a text."""
    with create_case(path, replace(case(0), applicant=Applicant("张伟", "某厂"))) as stored:
        for number in SCANS:
            digest, _ = stored.keep_original(content_of(number))
            here = replace(page(number), path=str(path / digest / f"{number}.jpg"), page=None)
            pages = (*stored.case.pages, here)
            stored.save(replace(stored.case, pages=pages, numbered=number), "add")
        stored.save(replace(stored.case, texts=(("summary", "一段话" * 50),)), "text")
        return stored.case


def holds(path: Path, made: Case, password: str | None) -> None:
    """A case opens and holds what it held, its scans too."""
    with open_case(path, password=password) as stored:
        assert stored.case.applicant == made.applicant
        assert stored.case.texts == made.texts
        assert [one.number for one in stored.case.pages] == list(SCANS)
        for one in stored.case.pages:
            assert stored.original(Path(one.path).parent.name) == content_of(one.number)


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


def fault_at(folder: Path, at: int, *, lasting: bool) -> Fault:
    number = ERRORS[at % len(ERRORS)]
    return Fault(str(folder), at, lambda: OSError(number, "no"), lasting)


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_a_call_that_fails_while_the_password_changes_leaves_the_old_one_or_the_new(
    tmp_path: Path, record_property: Callable[[str, object], None], lasting: bool
) -> None:
    plain, home = tmp_path / "plain.zcase", tmp_path / "home"
    made, unconfirmed = filled(plain), 0
    home.mkdir()
    path = home / "a.zcase"
    for at in range(1, MOST):
        shutil.copy(plain, path)
        with path.open("rb") as before:
            fault = fault_at(home, at, lasting=lasting)
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
        if not fault.struck:
            break
    else:
        pytest.fail("it never came to an end")
    assert at > 8
    assert unconfirmed
    record_property("figure", f"{at} calls failed, 0 cases mixed")


@pytest.mark.slow
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    "lasting", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["once", "from there on"]
)
def test_a_call_that_fails_while_a_case_is_repaired_leaves_no_new_one_or_a_whole_one(
    tmp_path: Path, record_property: Callable[[str, object], None], lasting: bool
) -> None:
    source, home = tmp_path / "whole.zcase", tmp_path / "home"
    made = filled(source)
    home.mkdir()
    path, new = tmp_path / "a.zcase", home / "b.zcase"
    path.write_bytes(bytes(4096) + source.read_bytes()[4096:])
    raw = path.read_bytes()
    for at in range(1, MOST):
        fault = fault_at(home, at, lasting=lasting)
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
        if not fault.struck:
            break
    else:
        pytest.fail("it never came to an end")
    assert at > 20
    record_property("figure", f"{at} calls failed, 0 half cases")


# --- calls of SQLite -----------------------------------------------------------------------------


def under_strace(
    aside: Path, arguments: list[str], calls: str, error: str, when: str
) -> tuple[int, str]:
    """Run a command whose calls of the system fail; return its status and what it said.

    ``aside`` is for what is left where Python tries its temporary folders.
    """
    aside.mkdir(exist_ok=True)
    injected = ("-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}")
    ended = subprocess.run(
        ["strace", "-f", "-o", os.devnull, *injected, sys.executable, "-m", "zcdesk", *arguments],
        cwd=aside,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(aside)},
        capture_output=True,
        check=False,
    )
    return ended.returncode, (ended.stdout + ended.stderr).decode()


def one_failure(folder: Path, what: str, calls: str, error: str, when: str) -> bool:
    """Let calls of one command fail; return whether it noticed."""
    aside, folder = folder / "aside", folder / "home"
    folder.mkdir(exist_ok=True)
    source, path, new = folder / "whole", folder / "a.zcase", folder / "b.zcase"
    made = filled(source)
    word = folder / "word"
    word.write_text("p\n", encoding="utf-8")
    raw = source.read_bytes()
    path.write_bytes(raw if what == "password" else bytes(4096) + raw[4096:])
    if what == "password":
        arguments = ["case", "password", str(path), "--new-password-file", str(word)]
    else:
        arguments = ["case", "repair", str(path), "--out", str(new)]
    status, said = under_strace(aside, arguments, calls, error, when)
    assert "Traceback" not in said
    assert UNEXPECTED not in said, said
    if what == "password":
        changed = looks_encrypted(path)
        holds(path, made, "p" if changed else None)
        assert changed or status, said
        noticed = bool(status)
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


FAILURES = [
    ("password", "pwrite64", "ENOSPC", "20"),
    ("password", "fsync,fdatasync", "EIO", "2+"),
    ("repair", "pwrite64", "EIO", "15+"),
    ("repair", "fsync,fdatasync", "EIO", "2+"),
]


@pytest.mark.slow
@traced
@pytest.mark.parametrize(("what", "calls", "error", "when"), FAILURES)
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
