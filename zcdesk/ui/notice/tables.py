"""The tables of a draft: what it holds as rows of cells, and a cell that was written as an act."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from zcdesk.notices.clock import now
from zcdesk.notices.editing.acts import with_row
from zcdesk.notices.editing.draft import (
    LEVEL_WORDS,
    TICKS,
    DemandMark,
    Draft,
    DraftAnswer,
    Found,
    PaperRow,
    Span,
    clock_of,
)
from zcdesk.notices.editing.reading import uncovered
from zcdesk.notices.making.older import OlderValue
from zcdesk.quantities.days import typed_day
from zcdesk.ui.look import ShownColumn, Tone
from zcdesk.ui.notice.grid import GridLine
from zcdesk.ui.notice.words import answer_word, in_words, tick_word, who_word

OFFICES = ("applicant", "employer", "supervising_unit", "review_committee")
TICK = "√"
TAKEN = ("", TICK)
CARRIED = ("", TICK, "—")
"""Marks of what an older notice had: open, it holds, the new notice has it no more."""

ANSWERS = (DraftAnswer.TELL, DraftAnswer.DUTY, DraftAnswer.ELIGIBILITY, DraftAnswer.CONSEQUENCE,
           DraftAnswer.EXEMPTION, DraftAnswer.IN_RULES, DraftAnswer.NOT_MINE)  # fmt: skip
"""What a sentence that nothing accounts for can be."""

BEFORE = "00:00"
"""Hour of a window that ends before its last day begins (…之前)."""

_PAPER_FIELDS = ("sure", "title", "section", "", "", "", "", "only_if", "years", "form", "covered",
                 "copies")  # fmt: skip
_FIRST_MARK, _LAST_MARK = 3, 6


class Columns(QObject):
    """The heads of the tables, in the language of the window."""

    def papers(self) -> tuple[ShownColumn, ...]:
        """Return the columns of the paper table."""
        levels = (self.tr("初"), self.tr("中"), self.tr("副高"), self.tr("正高"))
        marks = tuple(str(mark) for mark in DemandMark)
        return (
            ShownColumn(self.tr("收"), 38, 0, TAKEN),
            ShownColumn(self.tr("材料"), 116, 6),
            ShownColumn(self.tr("栏目"), 76, 3),
            *(ShownColumn(level, 43, 0, marks) for level in levels),
            ShownColumn(self.tr("只有…才交"), 82, 3),
            ShownColumn(self.tr("年份"), 60, 2),
            ShownColumn(self.tr("格式"), 54, 2),
            ShownColumn(self.tr("遮盖"), 52, 1),
            ShownColumn(self.tr("份数"), 44),
        )

    def spans(self) -> tuple[ShownColumn, ...]:
        """Return the columns of the time table."""
        offices = tuple(who_word(who) for who in OFFICES)
        return (
            ShownColumn(self.tr("收"), 38, 0, TAKEN),
            ShownColumn(self.tr("步骤"), 116, 5),
            ShownColumn(self.tr("从"), 92),
            ShownColumn(self.tr("到"), 92),
            ShownColumn(self.tr("几点"), 56),
            ShownColumn(self.tr("谁"), 80, 1, offices),
            ShownColumn(self.tr("级别"), 56, 1),
            ShownColumn(self.tr("只算年限"), 76, 0, TAKEN),
            ShownColumn(self.tr("留意"), 88, 3, fixed=True),
        )

    def covering(self) -> tuple[ShownColumn, ...]:
        """Return the columns of what is covered."""
        return (
            ShownColumn(self.tr("收"), 38, 0, TAKEN),
            ShownColumn(self.tr("遮什么"), 150, 2, fixed=True),
            ShownColumn(self.tr("写明"), 140, 6),
        )

    def found(self) -> tuple[ShownColumn, ...]:
        """Return the columns of the list of everything else."""
        return (
            ShownColumn(self.tr("收"), 38, 0, TAKEN),
            ShownColumn(self.tr("是什么"), 96, 1, fixed=True),
            ShownColumn(self.tr("名称"), 70, 2),
            ShownColumn(self.tr("值"), 96, 2),
            ShownColumn(self.tr("原话"), 140, 6),
            ShownColumn(self.tr("留意"), 70, 3, fixed=True),
        )

    def carried(self) -> tuple[ShownColumn, ...]:
        """Return the columns of what an older notice had."""
        return (
            ShownColumn(self.tr("收"), 38, 0, CARRIED),
            ShownColumn(self.tr("条款"), 76, 1, fixed=True),
            ShownColumn(self.tr("是什么"), 76, 1, fixed=True),
            ShownColumn(self.tr("旧通知"), 110, 4, fixed=True),
            ShownColumn(self.tr("今年"), 110, 4),
            ShownColumn(self.tr("留意"), 90, 3, fixed=True),
        )

    def asked(self) -> tuple[ShownColumn, ...]:
        """Return the columns of the sentences that nothing accounts for."""
        answers = ("", *map(answer_word, ANSWERS))
        return (
            ShownColumn(self.tr("算作"), 150, 1, answers),
            ShownColumn(self.tr("条款"), 76, fixed=True),
            ShownColumn(self.tr("原话"), 140, 6, fixed=True),
            ShownColumn(self.tr("放在一边的理由"), 120, 2),
        )


Notes = Mapping[str, str]
"""Why rows were not taken, by their place (``found.3``)."""


def paper_lines(draft: Draft, _notes: Notes) -> Iterator[GridLine]:
    """Yield the rows of the paper table; what nobody looked at yet is toned."""
    for paper in draft.papers:
        spared = in_words("editing.uncovered") if uncovered(paper, draft.covering) else ""
        cells = (_mark(paper.sure), paper.title, paper.section, *map(str, paper.marks),
                 paper.only_if, paper.years, paper.form, paper.covered or spared,
                 paper.copies)  # fmt: skip
        yield _line(cells, "", paper.quote, open_row=not paper.sure)


def span_lines(draft: Draft, _notes: Notes) -> Iterator[GridLine]:
    """Yield the rows of the time table; what is past or before its step is marked."""
    for span in draft.spans:
        odd = odd_about(span, draft, now().date())
        note = in_words(f"editing.odd_{odd}") if odd else ""
        hour = in_words("editing.before_day") if span.hour == BEFORE else span.hour
        first, last = str(span.start or span.waits), str(span.end or "")
        cells = (_mark(span.sure), span.what, first, last, hour,
                 who_word(span.who), span.level, _mark(span.only_years), note)  # fmt: skip
        yield _line(cells, note, span.quote, open_row=not span.sure)


def covering_lines(draft: Draft, _notes: Notes) -> Iterator[GridLine]:
    """Yield a row for each thing that can be covered, and two for what is written out."""
    covering = draft.covering
    for tick in TICKS:
        yield _line((_mark(covering.wanted and tick in covering.ticks), tick_word(tick), ""),
                    "", covering.quote, open_row=not covering.settled)  # fmt: skip
    for name in _WRITTEN_OUT:
        words = "、".join(getattr(covering, name))
        yield GridLine(("", in_words(f"editing.covering_{name}"), words), quote=covering.quote)


def found_lines(draft: Draft, notes: Notes) -> Iterator[GridLine]:
    """Yield the rows of the list of everything else, with why one was not taken."""
    for at, one in enumerate(draft.found):
        words, wrong = " ".join(one.quote.split()), notes.get(f"found.{at}", "")
        cells = (_mark(one.taken), in_words(f"notice.kind_{one.kind}"), name_of(one), one.value,
                 words, wrong)  # fmt: skip
        yield _line(cells, wrong, one.quote)


def carried_lines(draft: Draft, notes: Notes) -> Iterator[GridLine]:
    """Yield the rows of an older notice's values, with why one was not taken."""
    for one in draft.carried:
        wrong, settled = notes.get(one.at, ""), one.taken or one.dropped
        note = wrong or ("" if settled else one.words)
        cells = (CARRIED[2] if one.dropped else _mark(one.taken), one.rule,
                 in_words(f"editing.value_{one.what}"), one.before, one.value, note)  # fmt: skip
        yield _line(cells, wrong, one.words, open_row=not settled)


def asked_lines(draft: Draft, _notes: Notes) -> Iterator[GridLine]:
    """Yield the sentences that nothing accounts for; what somebody may have to keep to is toned."""
    for one in draft.asked:
        answer = draft.answers.get(one.key, "")
        cells = (answer_word(answer), one.rule, " ".join(one.words.split()),
                 draft.reasons.get(one.key, ""))  # fmt: skip
        told = in_words("editing.before_words", words=one.before) if one.before else ""
        tone = Tone.YOU if one.urgent and not answer else Tone.TEXT
        yield GridLine(cells, tone, told, one.words)


def _mark(taken: bool) -> str:
    return TICK if taken else ""


def _line(cells: tuple[str, ...], wrong: str, quote: str, *, open_row: bool = False) -> GridLine:
    told = wrong or (in_words("editing.unsure") if open_row else "")
    return GridLine(cells, Tone.MISS if wrong else Tone.YOU if open_row else Tone.TEXT, told, quote)


def odd_about(span: Span, draft: Draft, today: date) -> str:
    """Return what is odd about a row of the times: past, before, backwards, or nothing."""
    if span.only_years:
        return ""
    if span.start and span.end and span.end < span.start:
        return "backwards"
    begins = [span.start for span in draft.spans if span.start and span.who == "applicant"
              and not span.only_years]  # fmt: skip
    if span.end and span.who != "applicant" and begins and span.end < min(begins):
        return "before"
    return "past" if span.end and span.end < today else ""


def paper_typed(one: PaperRow, column: int, text: str, _year: int) -> PaperRow:
    """Return a row after one cell of it was written."""
    if column == 0:
        return replace(one, sure=text == TICK)
    if _FIRST_MARK <= column <= _LAST_MARK:
        marks = list(one.marks)
        marks[column - _FIRST_MARK] = DemandMark(text)
        return replace(one, marks=tuple(marks), sure=True)
    values = {_PAPER_FIELDS[column]: text.strip()}
    return replace(one, sure=True, **values)  # type: ignore[arg-type]


def span_typed(one: Span, column: int, text: str, year: int) -> Span | None:
    """Return a row after one cell of it was written; None where the text is no day, or no hour."""
    name, read = _SPAN_CELLS[column]
    value = read(text.strip(), year)
    return None if value is _NONE else replace(one, **{"sure": True, name: value})


_NONE = object()
"""What a cell cannot be."""


def _hour(text: str, _year: int) -> object:
    hour = BEFORE if text == in_words("editing.before_day") else clock_of(text)
    return _NONE if hour is None else hour


def _day(text: str, year: int) -> object:
    return (typed_day(text, year) or _NONE) if text else None


_SPAN_CELLS: Mapping[int, tuple[str, Callable[[str, int], Any]]] = {
    0: ("sure", lambda text, _: text == TICK),
    1: ("what", lambda text, _: text), 2: ("start", _day), 3: ("end", _day), 4: ("hour", _hour),
    5: ("who", lambda text, _: next(who for who in OFFICES if who_word(who) == text)),
    6: ("level", lambda text, _: text if text in ("", *LEVEL_WORDS) else _NONE),
    7: ("only_years", lambda text, _: text == TICK),
}  # fmt: skip
"""What each cell of a row of the times is, and how it is read."""


def found_typed(one: Found, column: int, text: str, _year: int) -> Found:
    """Return a line after one cell of it was written: it is the person's own from then on."""
    if column == 0:
        return replace(one, taken=text == TICK)
    cells = {2: name_of(one), 3: one.value, 4: one.quote, column: text.strip()}
    return Found(one.kind, cells[3], quote=cells[4], told={"title": cells[2]})


def name_of(one: Found) -> str:
    """Return the name of a demand, "" where it has none."""
    return str(one.told.get("title") or one.told.get("name") or "")


def carried_typed(one: OlderValue, column: int, text: str, _year: int) -> OlderValue:
    """Return a row after one cell of it was written."""
    if column == 0:
        return replace(one, taken=text == TICK, dropped=text == CARRIED[2])
    return replace(one, value=text.strip(), taken=True, dropped=False)


_WRITTEN_OUT = ("words", "exempt")
"""What of the covering is written out: further words, and what stays uncovered."""


def covering_written(draft: Draft, at: int, column: int, text: str) -> Draft:
    """Return a draft after a thing was ticked, or written out."""
    covering = draft.covering
    if at < len(TICKS) and column == 0:
        ticks = covering.ticks - {TICKS[at]} | ({TICKS[at]} if text == TICK else set())
        covering = replace(covering, ticks=ticks, wanted=bool(ticks))
    elif at >= len(TICKS) and column > 0:
        named = tuple(filter(None, re.split(r"[、,，;；\s]+", text)))
        changed: dict[str, Any] = {_WRITTEN_OUT[at - len(TICKS)]: named}
        covering = replace(covering, **changed)
    return replace(draft, covering=covering)


def asked_written(draft: Draft, at: int, column: int, text: str) -> Draft:
    """Return a draft after it was said what a sentence is, or why it is put aside."""
    one = draft.asked[at]
    if column:
        return draft.with_answer(one.key, DraftAnswer.NOT_MINE, text)
    return draft.with_answer(one.key, next((a for a in ANSWERS if answer_word(a) == text), ""))


def _row_written(
    name: str, typed: Callable[[Any, int, str, int], Any], draft: Draft, at: int, column: int,
    text: str,
) -> Draft | None:  # fmt: skip
    made = typed(getattr(draft, name)[at], column, text, draft.year)
    return None if made is None else with_row(draft, name, at, made)


@dataclass(frozen=True)
class DraftTable:
    """One table.

    Attributes:
        lines: Its rows as cells; each stands where it stands in the draft.
        written: The draft after one cell was written; None where its words cannot be in it.
    """

    lines: Callable[[Draft, Notes], Iterator[GridLine]]
    written: Callable[[Draft, int, int, str], Draft | None]


TABLES: Mapping[str, DraftTable] = {
    "papers": DraftTable(paper_lines, partial(_row_written, "papers", paper_typed)),
    "spans": DraftTable(span_lines, partial(_row_written, "spans", span_typed)),
    "covering": DraftTable(covering_lines, covering_written),
    "found": DraftTable(found_lines, partial(_row_written, "found", found_typed)),
    "carried": DraftTable(carried_lines, partial(_row_written, "carried", carried_typed)),
    "asked": DraftTable(asked_lines, asked_written),
}
"""By the field of a draft that each shows, in the order of the page."""
