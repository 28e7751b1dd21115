"""A page is called by one number for ever, also in a case of a program that gave none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases.made import case
from zcdesk.cases.acts.deciding import remove_page
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables import rows


def older_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let cases be written as before pages had numbers of their own."""
    written = rows.text_of

    def without_numbers(value: Any) -> str:
        return written(replace(value, called=()) if isinstance(value, rows._Order) else value)

    monkeypatch.setattr(rows, "text_of", without_numbers)


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of four pages: the last was moved to the front, then page 1 was removed."""
    path, begun = tmp_path / "旧.zcase", case(4)
    moved = replace(begun, pages=(begun.pages[3], *begun.pages[:3]))
    with monkeypatch.context() as before:
        older_program(before)
        with create_case(path, begun) as stored:
            stored.save(moved, "order")
            stored.save(remove_page(moved, 1), "remove_page")
    return path


def test_undoing_what_an_older_program_did_calls_no_page_by_another_number(older: Path) -> None:
    with open_case(older) as stored:
        opened = stored.case.places
        assert opened == {4: 1, 2: 2, 3: 3}
        stored.undo()
        assert stored.case.places == {**opened, 1: 4}, "its place is taken: the next free number"
        stored.undo()
        assert [page.number for page in stored.case.pages] == [1, 2, 3, 4]
        assert stored.case.places == {**opened, 1: 4}
        stored.redo()
        stored.redo()
        assert stored.case.places == opened
    with open_case(older) as again:
        assert again.case.places == opened


def test_what_this_program_does_in_it_is_undone_to_the_same_numbers(older: Path) -> None:
    with open_case(older) as stored:
        opened = stored.case.places
        stored.save(remove_page(stored.case, 2), "remove_page")
        assert stored.case.places == {4: 1, 3: 3}
        stored.undo()
        assert stored.case.places == opened
