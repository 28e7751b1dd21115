"""Runs one step of the registry on a page, or puts another one in its place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.masking.sheet import BOTH, Sheet
from zcdesk.applicant import Applicant, Target
from zcdesk.masking import proposing
from zcdesk.masking.breaks.over_lines import BrokenSpot, broken_spots
from zcdesk.masking.hits import Hit
from zcdesk.masking.judges import JUDGES
from zcdesk.masking.lines.reading_order import lines_in_reading_order
from zcdesk.masking.page_view import PageView, Readings, page_view
from zcdesk.masking.rereads import REREADS
from zcdesk.masking.spotting.class_scores import ClassScores
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.steps import Steps
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_evened


def viewed(
    sheet: Sheet, applicant: Applicant, *targets: Target, reading: Reading | None = None
) -> PageView:
    """Return a sheet as the steps see it, with a given reading or its own."""
    page = evened(sheet.picture)
    reading = read_evened(page) if reading is None else reading
    wanted = frozenset(targets or BOTH)
    return page_view(sheet.picture, page, reading, words(applicant), wanted, None, None, Steps())


def reread(name: str, view: PageView, readings: Readings | None = None) -> Readings:
    """Return what one re-reading adds to the readings."""
    row = next(row for row in REREADS if row.name == name)
    return Readings().added(row.gives, row.call(view, readings or Readings()))


def judged(
    name: str, view: PageView, seen: Sequence[Hit] = (), readings: Readings | None = None
) -> tuple[Hit, ...]:
    """Return what one step proposes that sees some hits."""
    row = next(row for row in JUDGES if row.name == name)
    return tuple(row.call(view, readings or Readings(), seen))


def put_in_place(
    monkeypatch: pytest.MonkeyPatch, name: str, call: Callable[..., Iterable[Any]]
) -> None:
    """Let pages be proposed with another call in the place of one step's."""
    rereads = [replace(row, call=call) if row.name == name else row for row in REREADS]
    judges = [replace(row, call=call) if row.name == name else row for row in JUDGES]
    assert [*rereads, *judges] != [*REREADS, *JUDGES], f"no step is called {name}"
    monkeypatch.setattr(proposing, "REREADS", tuple(rereads))
    monkeypatch.setattr(proposing, "JUDGES", tuple(judges))


def broken_in(
    lines: Sequence[Line], keywords: Sequence[Keyword], least: float
) -> tuple[BrokenSpot, ...]:
    """Return the words that cross from a line into its successors, as the search asks for them."""
    table = ClassScores([line.lattice for line in lines], keywords)
    chains = lines_in_reading_order(lines)
    return broken_spots(table, lines, chains, range(len(keywords)), least)
