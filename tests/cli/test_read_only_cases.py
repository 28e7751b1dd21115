"""A case that can only be read, or whose scan is damaged: each says why, and what helps."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cli.app import run
from zcdesk.wording import LANGUAGES, sentence

COMMANDS = {
    "facts": "a.zcase facts.yaml",
    "add": "a.zcase diploma given",
    "decide": "a.zcase given",
    "limit": "a.zcase --kb 500",
    "handed-in": "a.zcase --at 2024-10-08T16:00",
    "returned": "a.zcase --at 2024-10-12T09:30 --words given",
    "password": "a.zcase --new-password-file given",
    "password ": "a.zcase",  # it would be asked for
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


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("reason", REASONS)
def test_a_case_that_can_only_be_read_says_why_and_what_helps(
    reason: str, command: str, made: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zcdesk.cli.case.keeping.can_be_asked", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("asked for nothing"))
    shell.write("given", "{schema: 1}")
    before = made.read_bytes()
    for language in LANGUAGES:
        line = f"--lang {language} case {command.strip()} {COMMANDS[command]}"
        with REASONS[reason](made):
            said = LOCKED.sub("", shell(line, 7).err)
        told = sentence(reason, language, case=made.name, file=lock_path(made).name)
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


DAMAGE = {
    "zeros": "UPDATE chunks SET content = zeroblob(length(content))",
    "cut": "UPDATE chunks SET content = substr(content, 1, 99)",
    "no content": "DELETE FROM chunks",
    "gone": "DELETE FROM originals",
}


def damage(case: Path, kind: str) -> None:
    """Damage the one scan inside a case."""
    with closing(sqlite3.connect(case)) as connection, connection:
        connection.execute(DAMAGE[kind])


@pytest.mark.nightly
def test_a_page_whose_scan_is_damaged_leaves_once_its_scan_was_imported_again(
    made: Path, scan: Path, shell: Shell
) -> None:
    shell.write("d.json", {"schema": 1, "confirm_sure": True})
    shell(f"case add a.zcase diploma {scan}")
    shell("case decide a.zcase d.json")
    damage(made, "zeros")
    export = "case export a.zcase --out out --slot diploma --confirm-truth"
    told = shell(export, 7).err
    assert sentence("export.originals_lost", pages="1").remedy in told
    assert sentence("export.nothing").remedy not in told
    assert not Path("out").exists()
    told = shell(f"case add a.zcase diploma {scan}").err
    mended = sentence("case.original_mended", file=scan.name, page=1).message
    assert told.endswith(f"{mended} [case.original_mended]\n")
    shell(export)
    assert len(list(Path("out").rglob("*.jpg"))) == 1


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_scan_imported_again_mends_its_damaged_copy(kind: str, made: Path, scan: Path) -> None:
    with open_case(made) as stored:
        sha256, new = stored.keep_original(scan.read_bytes())
        assert new
        assert stored.keep_original(scan.read_bytes()) == (sha256, False)
    damage(made, kind)
    with open_case(made) as stored:
        assert stored.keep_original(scan.read_bytes()) == (sha256, True)
        assert stored.original(sha256) == scan.read_bytes()
        assert stored.keep_original(scan.read_bytes()) == (sha256, False)
    assert run(["case", "repair", str(made)]) == 0
