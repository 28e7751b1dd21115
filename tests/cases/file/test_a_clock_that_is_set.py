"""A clock that is set back and forward between saves: the order is that of the work, not of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from tests.cases.made import case
from zcdesk.cases.file import backups, history
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.faults import DamagedCaseError
from zcdesk.cli.app import run

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
    with pytest.raises(DamagedCaseError, match=r"^case\.damaged_with_backup$") as told:
        open_case(path)
    assert told.value.details["moment"] == newest.shown_moment
    repair(path, tmp_path / "b.zcase")
    with open_case(tmp_path / "b.zcase") as stored:
        assert stored.case.texts == text_of(SAVES)
    record_property("figure", f"{SAVES} saves under a clock that jumps by years, 0 out of order")
