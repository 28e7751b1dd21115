"""A case file keeps what was acknowledged, says plainly what it cannot do, and leaves no trace."""

import os
import random
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cases.made import case, imported, kept, named
from zcdesk.cases.acts.deciding import answer
from zcdesk.cases.case import Answer
from zcdesk.cases.file import backups, case_file, history
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.originals import CHUNK, original_bytes
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables import faults, schema
from zcdesk.cli.app import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "我的 申报%3F#.zcase"


@pytest.fixture
def stored(path: Path) -> Iterator[CaseFile]:
    with create_case(path, case()) as made:
        yield made


@pytest.fixture
def short_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a history be as long as a test has patience for: every act waits for the disk."""
    monkeypatch.setattr(history, "KEPT", 20)
    monkeypatch.setattr(history, "SLACK", 5)


def test_a_case_comes_back_after_closing_and_lies_alone_in_its_folder(path: Path) -> None:
    changed = answer(case(), 2, Answer.YES)
    with create_case(path, case()) as made:
        made.save(changed, "answer")
    assert list(path.parent.iterdir()) == [path]
    with open_case(path) as again:
        assert again.case == kept(changed, path)
        assert not again.read_only


def test_the_file_is_marked_as_a_case_and_forgets_what_is_deleted(stored: CaseFile) -> None:
    def told(connection: sqlite3.Connection, *names: str) -> list[object]:
        with closing(connection):
            return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    marks = ("application_id", "auto_vacuum", "journal_mode", "page_size")
    expected = [schema.APPLICATION_ID, 2, "delete", schema.PAGE_SIZE]
    assert told(sqlite3.connect(stored.path), *marks) == expected
    assert told(schema.connect(stored.path, "rw"), "secure_delete", "synchronous") == [1, 3]
    assert history.KEPT >= 200, "so many acts are promised"


def test_everything_can_be_undone_after_a_restart(path: Path, short_history: None) -> None:
    states = [case()]
    with create_case(path, states[0]) as made:
        for number in range(history.KEPT + 1):
            states.append(named(states[-1], f"第{number}人"))
            made.save(states[-1], "rename")
    with open_case(path) as again:
        for state in states[-2::-1]:
            assert again.undo() == "rename"
            assert again.case == kept(state, path)
        assert again.undo() is None
    with open_case(path) as again:
        for state in states[1:]:
            assert again.redo() == "rename"
            assert again.case == kept(state, path)
        assert again.redo() is None


def test_the_last_acts_are_kept_and_no_more_than_needed(path: Path, short_history: None) -> None:
    with create_case(path, case()) as made:
        for number in range(50):
            made.save(named(made.case, str(number)), "rename")
        assert 20 <= len(made.acts()) <= 25


def test_a_new_act_ends_what_could_be_redone(stored: CaseFile) -> None:
    stored.save(case(), "nothing")
    assert stored.acts() == (), "a state that did not change is no act"
    stored.save(named(stored.case, "甲"), "rename")
    stored.undo()
    stored.save(named(stored.case, "乙"), "rename")
    assert stored.redo() is None
    assert stored.case.applicant.name == "乙"
    assert [act.what for act in stored.acts()] == ["rename"]


def test_an_original_comes_back_byte_for_byte_and_is_kept_once(stored: CaseFile) -> None:
    content = random.Random(1).randbytes(2 * CHUNK + 17)
    digest, new = stored.keep_original(content)
    assert (digest, new) == (sha256(content).hexdigest(), True)
    assert stored.keep_original(content) == (digest, False)
    assert stored.original(digest) == content
    assert original_bytes(stored.path, digest) == content
    with pytest.raises(faults.DamagedOriginalError):
        stored.original("0" * 64)


def test_an_original_that_changed_on_the_disk_is_not_handed_out(stored: CaseFile) -> None:
    content = b"sentinel-" * 4000
    digest, _ = stored.keep_original(content)
    stored.close()
    raw = stored.path.read_bytes()
    stored.path.write_bytes(raw.replace(b"sentinel-sentinel", b"sentinel-sentinex", 1))
    with open_case(stored.path) as again, pytest.raises(faults.DamagedOriginalError):
        again.original(digest)


def test_originals_go_with_the_last_act_that_names_them(
    path: Path, short_history: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_file, "BACKUP_EVERY", 5)
    picture = b"a scan of an identity card" * 1000
    with create_case(path, case(0)) as made:
        digest = imported(made, 1, picture)
        made.save(replace(made.case, pages=()), "remove")
        assert made.original(digest) == picture
        for number in range(60):
            made.save(named(made.case, str(number)), "rename")
        with pytest.raises(faults.DamagedOriginalError):
            made.original(digest)
    assert picture[:26] not in path.read_bytes()


def test_an_import_that_was_undone_is_gone_with_the_next_act_and_no_other(path: Path) -> None:
    picture, waiting = b"somebody else's identity card" * 1000, b"cut off by a kill" * 1000
    with create_case(path, case(0)) as made:
        cut_off, _ = made.keep_original(waiting)
    with open_case(path) as made:
        digest = imported(made, 1, picture)
        made.undo()
        assert made.original(digest) == picture  # it can still be redone
        made.save(named(made.case, "别人"), "rename")
    with open_case(path) as again:
        assert again.unplaced_originals() == (cut_off,)
        assert again.original(cut_off) == waiting
    assert picture[:29] not in path.read_bytes()


def test_the_cache_can_be_dropped_and_leaves_nothing(path: Path) -> None:
    with create_case(path, case()) as made:
        before = path.stat().st_size
        made.keep_cached("reading", "a", b"text of a card" * 9000)
        assert made.cached("reading", "a") == b"text of a card" * 9000
        made.drop_cache()
        assert made.cached("reading", "a") is None
    assert path.stat().st_size <= before + schema.PAGE_SIZE
    assert b"text of a card" not in path.read_bytes()


def test_the_second_opener_reads_only_and_is_told(stored: CaseFile) -> None:
    with open_case(stored.path) as second:
        assert second.read_only == "case.opened_elsewhere"
        assert second.case == stored.case
        with pytest.raises(faults.ReadOnlyCaseError):
            second.save(named(second.case, "别人"), "rename")
        with pytest.raises(faults.ReadOnlyCaseError):
            second.undo()
    stored.save(named(stored.case, "本人"), "rename")
    stored.close()
    with open_case(stored.path) as third:
        assert not third.read_only
        assert third.case.applicant.name == "本人"


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission there")
def test_a_file_that_cannot_be_written_opens_to_read(path: Path) -> None:
    create_case(path, case()).close()
    path.chmod(stat.S_IRUSR)
    with open_case(path) as made:
        assert made.read_only == "case.marked_read_only"
        assert made.case == kept(case(), path)
    assert list(path.parent.iterdir()) == [path]


def test_other_files_are_refused_by_name(path: Path) -> None:
    with pytest.raises(faults.MissingCaseError):
        open_case(path)
    for content in (b"", b"\xff\xd8\xff\xe0 a picture", b"SQLite format 3\0"):
        path.write_bytes(content)
        with pytest.raises((faults.NotACaseError, faults.DamagedCaseError)):
            open_case(path)
        assert path.read_bytes() == content
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (a)")
    with pytest.raises(faults.NotACaseError):
        open_case(path)


def test_a_new_case_never_overwrites_a_file(path: Path) -> None:
    path.write_bytes(b"precious")
    with pytest.raises(faults.CaseFileError, match=r"^case\.already_there$"):
        create_case(path, case())
    assert path.read_bytes() == b"precious"
    assert list(path.parent.iterdir()) == [path]


SAVES = 40
DAYS = 3650
"""The clock jumps up to ten years, as with an empty battery or a wrong year typed in."""


class Clock(datetime):
    """The present is whatever a test sets."""

    present = datetime(2026, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Return what the clock shows."""
        return cls.present.astimezone(tz)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """The clock of the history and of the backups in a case."""
    monkeypatch.setattr(history, "datetime", Clock)
    monkeypatch.setattr(backups, "datetime", Clock)
    return Clock


def text_of(number: int) -> tuple[tuple[str, str], ...]:
    return (("summary", f"第 {number} 稿"),)


def test_history_undo_and_backups_follow_the_work_when_the_clock_is_set(
    tmp_path: Path,
    clock: type[Clock],
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    path, chance = tmp_path / "a.zcase", random.Random(6)
    create_case(path, case(1)).close()
    shown: list[str] = []
    for number in range(1, SAVES + 1):
        clock.present = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(chance.uniform(-DAYS, DAYS))
        shown.append(f"{clock.present + timedelta(hours=8):%Y-%m-%d %H:%M:%S}")
        with open_case(path) as stored:  # closed and opened, as after a day
            stored.save(replace(stored.case, texts=text_of(number)), "text")
    assert sorted(shown) != shown
    capsys.readouterr()
    assert run(["case", "history", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in lines] == shown[-len(lines) :]
    assert [int(line.split()[0]) for line in lines] == list(range(1, SAVES + 1))[-len(lines) :]
    with open_case(path) as stored:
        stored.undo()
        assert stored.case.texts == text_of(SAVES - 1)
        stored.redo()
        assert stored.case.texts == text_of(SAVES)
    found = backups.in_raw_bytes(path)
    assert [one.revision for one in found] == sorted((one.revision for one in found), reverse=True)
    assert len(found) >= backups.KEPT
    newest = found[0]
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    with pytest.raises(faults.DamagedCaseError, match=r"^case\.damaged_with_backup$") as told:
        open_case(path)
    assert told.value.details["moment"] == newest.shown_moment
    repair(path, tmp_path / "b.zcase")
    with open_case(tmp_path / "b.zcase") as stored:
        assert stored.case.texts == text_of(SAVES)
    record_property("figure", f"{SAVES} saves under a clock that jumps by years, 0 out of order")
