"""Commands that would change a case that can only be read: each says why, and what helps."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.cli.case.test_keeping import made as made
from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.wording import LANGUAGES, sentence

COMMANDS = {
    "facts": ["facts", "{case}", "{facts}"],
    "add": ["add", "{case}", "diploma", "{given}"],
    "decide": ["decide", "{case}", "{given}"],
    "limit": ["limit", "{case}", "--kb", "500"],
    "handed-in": ["handed-in", "{case}", "--at", "2024-10-08 16:00"],
    "returned": ["returned", "{case}", "--at", "2024-10-12 09:30", "--words", "{given}"],
    "password": ["password", "{case}", "--new-password-file", "{given}"],
    "password asked": ["password", "{case}"],
}


@contextmanager
def elsewhere(path: Path) -> Iterator[None]:
    """Another program has it open."""
    with open_case(path):
        yield


@contextmanager
def marked(path: Path) -> Iterator[None]:
    """Its file is set to read-only; the folder is not."""
    path.chmod(stat.S_IREAD)
    yield
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


@contextmanager
def strange(path: Path) -> Iterator[None]:
    """Something of somebody else's has the name of its lock."""
    lock_path(path).mkdir()
    yield
    lock_path(path).rmdir()


def failing(code: int) -> Callable[[Path], AbstractContextManager[None]]:
    """Its lock cannot be written, for this reason of the system."""

    @contextmanager
    def fails(path: Path) -> Iterator[None]:
        def acquire(_: Path) -> None:
            raise OSError(code, os.strerror(code))

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(CaseLock, "acquire", acquire)
            yield

    return fails


REASONS: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "case.opened_elsewhere": elsewhere,
    "case.marked_read_only": marked,
    "case.lock_strange": strange,
    "case.medium_read_only": failing(errno.EROFS),
    "case.lock_no_room": failing(errno.ENOSPC),
}


LOCKED = re.compile(r"（电脑“.+”，从 .+ 起）| \(computer “.+”, since .+\)")
"""Who has it open, as a lock tells."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("reason", REASONS)
def test_a_case_that_can_only_be_read_says_why_and_what_helps(
    reason: str,
    command: str,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zcdesk.cli.case.keeping.can_be_asked", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("asked for nothing"))
    given, facts = tmp_path / "given.txt", tmp_path / "facts.yaml"
    given.write_text("{schema: 1}", encoding="utf-8")
    arguments = [one.format(case=made, given=given, facts=facts) for one in COMMANDS[command]]
    before = made.read_bytes()
    for language in LANGUAGES:
        with REASONS[reason](made):
            assert run(["--lang", language, "case", *arguments]) == 7
        said = capsys.readouterr().err
        told = sentence(reason, language, case=made.name, file=lock_path(made).name)
        said = LOCKED.sub("", said)
        assert made.name in told.message
        assert said.count(told.message) == said.count(told.remedy) == 1
        assert len(said.splitlines()) == 1
    assert made.read_bytes() == before


@pytest.mark.parametrize("reason", REASONS)
def test_the_name_of_a_case_that_can_only_be_read_stays_on_one_line(reason: str) -> None:
    """The window shows it as it is told here."""
    told = sentence(reason, case="我的\n案卷.zcase", file=".我的\n案卷.zcase.lock")
    assert "\n" not in told.message


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
def test_a_marked_file_in_a_place_that_cannot_be_written_is_told_by_its_place(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the mark cannot be taken off."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with marked(made), open_case(made) as stored:
        assert stored.read_only == "case.medium_read_only"
