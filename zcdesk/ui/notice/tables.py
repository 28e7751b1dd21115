"""The paper table and the time table: rows of a draft as cells, and cells as acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from zcdesk.notices.editing.draft import (
    LEVEL_WORDS,
    Carried,
    DemandMark,
    Draft,
    Found,
    PaperRow,
    Span,
    clock_of,
    topic_of_place,
)
from zcdesk.notices.editing.questions import marked
from zcdesk.notices.editing.reading import uncovered
from zcdesk.notices.renewing.assembling import RULES
from zcdesk.notices.sentences.proposals import ProposalKind, Topic
from zcdesk.notices.sentences.written_values import typed_day
from zcdesk.ui.look import Tone
from zcdesk.ui.notice.grid import GridColumn, GridLine
from zcdesk.ui.notice.words import in_words, who_word

MARKS = tuple(str(mark) for mark in DemandMark)
OFFICES = ("applicant", "employer", "supervising_unit", "review_committee")
TICK = "√"
CARRIED = ("", TICK, "—")
"""Marks of what an older notice had: open, it holds, the new notice has it no more."""

BEFORE = "00:00"
"""Hour of a window that ends before its last day begins (…之前)."""

_PAPER_FIELDS = (
    "title",
    "section",
    "",
    "",
    "",
    "",
    "only_if",
    "years",
    "form",
    "covered",
    "copies",
)
VALUE = 3
"""Column of a demand's value."""

_FIRST_MARK, _LAST_MARK = 2, 5


class Columns(QObject):
    """The heads of the three tables, in the language of the window."""

    def papers(self) -> tuple[GridColumn, ...]:
        """Return the columns of the paper table."""
        levels = (self.tr("初"), self.tr("中"), self.tr("副高"), self.tr("正高"))
        return (
            GridColumn(self.tr("材料"), 116, 6),
            GridColumn(self.tr("栏目"), 76, 3),
            *(GridColumn(level, 43, 0, MARKS) for level in levels),
            GridColumn(self.tr("只有…才交"), 82, 3),
            GridColumn(self.tr("年份"), 60, 2),
            GridColumn(self.tr("格式"), 54, 2),
            GridColumn(self.tr("遮盖"), 52, 1),
            GridColumn(self.tr("份数"), 44),
        )

    def spans(self) -> tuple[GridColumn, ...]:
        """Return the columns of the time table."""
        offices = tuple(who_word(who) for who in OFFICES)
        return (
            GridColumn(self.tr("步骤"), 116, 5),
            GridColumn(self.tr("从"), 92),
            GridColumn(self.tr("到"), 92),
            GridColumn(self.tr("几点"), 56),
            GridColumn(self.tr("谁"), 80, 1, offices),
            GridColumn(self.tr("级别"), 56, 1),
            GridColumn(self.tr("只算年限"), 76, 0, ("", TICK)),
            GridColumn(self.tr("留意"), 88, 3, fixed=True),
        )

    def carried(self) -> tuple[GridColumn, ...]:
        """Return the columns of what an older notice had."""
        return (
            GridColumn(self.tr("收"), 38, 0, CARRIED),
            GridColumn(self.tr("条款"), 76, 1, fixed=True),
            GridColumn(self.tr("是什么"), 76, 1, fixed=True),
            GridColumn(self.tr("旧通知"), 110, 4, fixed=True),
            GridColumn(self.tr("今年"), 110, 4),
            GridColumn(self.tr("留意"), 90, 3, fixed=True),
        )

    def found(self) -> tuple[GridColumn, ...]:
        """Return the columns of the list of everything else."""
        return (
            GridColumn(self.tr("收"), 38, 0, ("", TICK)),
            GridColumn(self.tr("是什么"), 96, 1, fixed=True),
            GridColumn(self.tr("名称"), 70, 2),
            GridColumn(self.tr("值"), 96, 2),
            GridColumn(self.tr("原话"), 140, 6),
            GridColumn(self.tr("留意"), 70, 3, fixed=True),
        )


def paper_lines(draft: Draft, unsure: str) -> tuple[GridLine, ...]:
    """Return the rows of the paper table; what nobody looked at yet is toned."""
    return tuple(_paper_line(paper, draft, unsure) for paper in draft.papers)


def _paper_line(one: PaperRow, draft: Draft, unsure: str) -> GridLine:
    covered = one.covered or (
        in_words("editing.uncovered") if uncovered(one, draft.covering) else ""
    )
    cells = (one.title, one.section, *map(str, one.marks), one.only_if, one.years, one.form,
             covered, one.copies)  # fmt: skip
    return GridLine(cells, Tone.TEXT if one.sure else Tone.YOU, "" if one.sure else unsure)


def paper_typed(one: PaperRow, column: int, text: str, _year: int) -> PaperRow:
    """Return a row after one cell of it was written."""
    if _FIRST_MARK <= column <= _LAST_MARK:
        marks = list(one.marks)
        marks[column - _FIRST_MARK] = DemandMark(text)
        return replace(one, marks=tuple(marks), sure=True)
    values = {_PAPER_FIELDS[column]: text.strip()}
    return replace(one, sure=True, **values)  # type: ignore[arg-type]


def span_lines(draft: Draft, today: date, unsure: str) -> tuple[GridLine, ...]:
    """Return the rows of the time table; what is past or before its step is marked."""
    return tuple(_span_line(span, draft, today, unsure) for span in draft.spans)


def _span_line(one: Span, draft: Draft, today: date, unsure: str) -> GridLine:
    odd = marked(one, draft, today)
    note = in_words(f"editing.odd_{odd}") if odd else "" if one.sure else unsure
    hour = in_words("editing.before_day") if one.hour == BEFORE else one.hour
    cells = (one.what, str(one.start or ""), str(one.end or ""), hour, who_word(one.who),
             one.level, TICK if one.only_years else "", note)  # fmt: skip
    tone = Tone.MISS if odd else Tone.TEXT if one.sure else Tone.YOU
    return GridLine(cells, tone, note)


def span_typed(one: Span, column: int, text: str, year: int) -> Span | None:
    """Return a row after one cell of it was written; None where the text is no day, or no hour."""
    name, read = _SPAN_CELLS[column]
    value = read(text.strip(), year)
    return None if value is _NONE else replace(one, sure=True, **{name: value})


_NONE = object()
"""What a cell cannot be."""


def _hour(text: str, _year: int) -> object:
    hour = BEFORE if text == in_words("editing.before_day") else clock_of(text)
    return _NONE if hour is None else hour


def _day(text: str, year: int) -> object:
    return (typed_day(text, year) or _NONE) if text else None


_SPAN_CELLS: Mapping[int, tuple[str, Callable[[str, int], Any]]] = {
    0: ("what", lambda text, _: text), 1: ("start", _day), 2: ("end", _day), 3: ("hour", _hour),
    4: ("who", lambda text, _: next(who for who in OFFICES if who_word(who) == text)),
    5: ("level", lambda text, _: text if text in ("", *LEVEL_WORDS) else _NONE),
    6: ("only_years", lambda text, _: text == TICK),
}  # fmt: skip
"""What each cell of a row of the times is, and how it is read."""


def carried_lines(
    draft: Draft, topic: Topic, refused: Mapping[str, str], unsure: str
) -> tuple[GridLine, ...]:
    """Return the rows of an older notice's values, with why one was not taken."""
    found = []
    for _, one in rows_of("carried", draft, topic):
        wrong = refused.get(one.at, "")
        settled = one.taken or one.dropped
        note = wrong or ("" if settled else one.words or unsure)
        mark = CARRIED[2] if one.dropped else TICK if one.taken else ""
        cells = (mark, one.rule, in_words(f"editing.value_{one.what}"), one.before, one.value, note)
        tone = Tone.MISS if wrong else Tone.TEXT if settled else Tone.YOU
        found.append(GridLine(cells, tone, note or one.words))
    return tuple(found)


def carried_typed(one: Carried, column: int, text: str, _year: int) -> Carried:
    """Return a row after one cell of it was written."""
    if column == 0:
        return replace(one, taken=text == TICK, dropped=text == CARRIED[2])
    return replace(one, value=text.strip(), taken=True, dropped=False)


def kinds_by_hand(topic: str) -> tuple[ProposalKind, ...]:
    """Return the kinds of demand of a topic that a person can write herself."""
    return tuple(kind for kind in RULES if kind.topic == topic)


def found_typed(one: Found, column: int, text: str, _year: int) -> Found:
    """Return a line after one cell of it was written: it is the person's own from then on."""
    if column == 0:
        return replace(one, taken=text == TICK)
    cells = {2: name_of(one), 3: one.value, 4: one.quote, column: text.strip()}
    return Found(one.kind, cells[3], quote=cells[4], told={"title": cells[2]})


def name_of(one: Found) -> str:
    """Return the name of a demand, "" where it has none."""
    return str(one.told.get("title") or one.told.get("name") or "")


TYPED: Mapping[str, Callable[[Any, int, str, int], Any]] = {
    "papers": paper_typed, "spans": span_typed, "found": found_typed, "carried": carried_typed,
}  # fmt: skip
"""What a row of each table is after one cell of it was written; None where that cannot be."""


_LISTED: Mapping[str, tuple[Callable[[Any], Topic], Callable[[Any], Any]]] = {
    "found": (lambda one: one.kind.topic, lambda one: str(one.kind)),
    "carried": (lambda one: topic_of_place(one.at), lambda one: one.sure),
}
"""Tables that every topic has a part of: where a row belongs, and in which order; of an older
notice's values those that changed come first."""


def rows_of(name: str, draft: Draft, topic: str) -> tuple[tuple[int, Any], ...]:
    """Return the rows of a table as they are shown, each with its place in the draft."""
    rows = enumerate(getattr(draft, name))
    if name not in _LISTED:
        return tuple(rows)
    belongs, order = _LISTED[name]
    own = ((at, one) for at, one in rows if belongs(one) == topic)
    return tuple(sorted(own, key=lambda row: order(row[1])))


def found_lines(draft: Draft, topic: Topic, refused: Mapping[str, str]) -> tuple[GridLine, ...]:
    """Return the rows of the list, with why one that a person wrote was not taken."""
    found = []
    for at, one in rows_of("found", draft, topic):
        words, wrong = " ".join(one.quote.split()), refused.get(f"found.{at}", "")
        cells = (TICK if one.taken else "", in_words(f"notice.kind_{one.kind}"), name_of(one),
                 one.value, words, wrong)  # fmt: skip
        tone = Tone.MISS if wrong else Tone.TEXT if one.taken else Tone.TEXT2
        found.append(GridLine(cells, tone, wrong or words))
    return tuple(found)
