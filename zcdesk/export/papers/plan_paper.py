"""A case on paper before it is handed in: all its dates, and the final check with boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from zcdesk.cases.case import Case
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import ToldKind, at, told_line
from zcdesk.checks.dates.plan import backward_plan, deadlines, plan_rows
from zcdesk.checks.dates.returns import return_facts, returns, round_terms
from zcdesk.documents.blocks import Block, GridCell, GridRow, TableGrid, TextLine
from zcdesk.documents.pdf import Figure, drawn
from zcdesk.export.papers.checklist import word
from zcdesk.export.papers.guide import empty_sheet, line
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice, told_end
from zcdesk.quantities.moments import BEIJING
from zcdesk.wording import sentence

_TO_TICK = 10.0
_BOX = "□　"

Group = tuple[str, Sequence[str]]
"""A heading and the sentences below it."""


def check_paper(
    title: str, notes: Sequence[str], to_do: Sequence[Group], known: Sequence[Group]
) -> bytes:
    """Return the page as PDF.

    Args:
        title: Stands above all.
        notes: Lines below the title.
        to_do: What is to do; each sentence gets a box.
        known: What there is to know, without boxes.
    """
    blocks: list[Block | Figure] = [line(title, _TITLE, bold=True), *(line(note) for note in notes)]
    for groups, sign in ((to_do, _BOX), (known, "")):
        for heading, sentences in groups:
            blocks.append(line(heading, _HEADING, bold=True, before=10))
            blocks += [line(f"{sign}{words}", _TO_TICK, before=3) for words in sentences]
    return drawn(empty_sheet(), blocks)


_TITLE, _HEADING, _TEXT = 16.0, 12.0, 9.5
_ROOM = 493.0
"""Points between the margins of an A4 sheet."""


def plan_paper(notice: Notice, case: Case, now: datetime) -> bytes:
    """Return the page as PDF.

    Args:
        notice: Whose terms.
        case: Its answers and returns.
        now: The moment; what is left is reported for it, so the page bears its date.
    """
    moment, notice = case.moment(now).astimezone(BEIJING), case.marked(notice)
    facts = counting_answers(notice, return_facts(notice, case))
    terms = [
        (
            deadline.what,
            told_end(deadline.at),
            _left(deadline.at - moment),
            deadline.clause,
        )
        for deadline in deadlines(notice, facts, moment)
    ]
    plan = plan_rows(backward_plan(notice, facts, moment.date()))
    blocks: list[Block | Figure] = [
        line(word("export.plan"), _TITLE, bold=True),
        line(notice.title),
        line(sentence("export.plan_made", at=f"{moment:%Y-%m-%d %H:%M}").message),
        line(word("export.deadlines"), _HEADING, bold=True, before=10),
        table((0.34, 0.24, 0.26, 0.16), terms),
        *_rounds(notice, case, moment),
        line(word("export.plan_backward"), _HEADING, bold=True, before=10),
        table((0.24, 0.36, 0.14, 0.26), plan),
        *_said(notice, case),
    ]
    return drawn(empty_sheet(), blocks)


def _rounds(notice: Notice, case: Case, moment: datetime) -> Iterator[Block]:
    """Yield what is left of the returns, each reading of a term on its own line."""
    counted = returns(notice, case)
    if counted is None:
        return
    unit = sentence(f"check.unit_{counted.unit}").message
    yield line(word("export.plan_rounds"), _HEADING, bold=True, before=10)
    wording = sentence(
        "check.returns_left", unit=unit, used=counted.used, limit=counted.limit, left=counted.left
    )
    yield line(wording.message, _TEXT)
    rows = [
        (
            sentence("check.round_name", number=term.number).message,
            word(f"check.reading_{name}"),
            told_end(end),
            _left(end - moment),
        )
        for term in round_terms(notice, case)
        for name, end in term.readings
    ]
    if rows:
        yield table((0.2, 0.36, 0.24, 0.2), rows)


def _said(notice: Notice, case: Case) -> Iterator[Block]:
    """Yield remarks on the dates above; short ones, so that all fit on one page."""
    notes = [
        passage
        for passage in at(concerning(notice, case), Moment.DATES)
        if passage.kind is ToldKind.NOTE
    ]
    if notes:
        yield line(word("told.heading"), _HEADING, bold=True, before=10)
    for note in notes:
        yield line(told_line(note), _TEXT, before=1)


def _left(span: timedelta) -> str:
    """Tell what is left in days and hours."""
    if span < timedelta(0):
        return word("export.over")
    hours = int(span.total_seconds() // 3600)
    return sentence("export.time_left", days=hours // 24, hours=hours % 24).message


def table(shares: Sequence[float], rows: Sequence[Sequence[str]]) -> TableGrid:
    """Return a table of texts; ``shares`` are of the room between the margins."""
    widths = tuple(share * _ROOM for share in shares)
    made = []
    for row in rows or [("—",) * len(shares)]:
        cells = tuple(
            GridCell(place, 1, 1, (TextLine(text, "宋体", _TEXT, leading=_TEXT * 1.45),), False)
            for place, text in enumerate(row)
        )
        made.append(GridRow(0.0, cells))
    return TableGrid(widths, tuple(made))
