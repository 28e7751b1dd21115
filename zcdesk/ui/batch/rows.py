"""The rows of the batch table: one person each, filtered and sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property

from PySide6.QtCore import QCoreApplication, QObject, Qt

from zcdesk.batch.results.person_results import PersonResult, Turn
from zcdesk.batch.results.person_words import state_word
from zcdesk.batch.results.table_cells import TableCell, cells_of
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.working import PageStep
from zcdesk.checks.states import State
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit import preferences
from zcdesk.ui.look import Rows, ShownColumn, ShownRow, Tone
from zcdesk.ui.words.sentences import clauses
from zcdesk.ui.words.states import StateLook, slot_look, waiting_look
from zcdesk.wording import sentence

_MIDDLE = Qt.TextElideMode.ElideMiddle
"""Of names and firms the tail matters too; what is to be done begins with what matters most."""

_WIDTHS = {
    "row": ShownColumn(least=52, lead=16),
    "name": ShownColumn(least=112, share=2, elide=_MIDDLE),
    "employer": ShownColumn(least=112, share=4, elide=_MIDDLE),
    "state": ShownColumn(least=116),
    "todo": ShownColumn(least=150, share=2),
    "doubtful": ShownColumn(least=76),
    "left": ShownColumn(least=126, elide=_MIDDLE),
    "returned": ShownColumn(least=72, room=960),  # in less room the line below the table tells
    "open": ShownColumn(least=72),
}
COLUMNS = tuple(_WIDTHS)
STATE, TO_DO, DOUBTFUL, LEFT, RETURNED, OPEN = (
    COLUMNS.index(name) for name in ("state", "todo", "doubtful", "left", "returned", "open")
)
_NEVER = 10**9
_NOTHING = "—"
_TURNS = {
    Turn.CLERK: ("person", Tone.YOU),
    Turn.APPLICANT: ("clock", Tone.NONE),
    Turn.EMPLOYER: ("seal", Tone.NONE),
    Turn.DONE: ("check-circle", Tone.OK),
    Turn.NOBODY: ("check-circle", Tone.NONE),
}
"""Icon and colour of each turn, in the order in which a table is sorted by it."""


class Filter(StrEnum):
    """Which people the table shows."""

    TODAY = "today"
    ALL = "all"
    APPLICANT = "applicant"
    EMPLOYER = "employer"
    RETURNED = "returned"


@dataclass(frozen=True)
class BatchRow(ShownRow):
    """One person: how she stands, what she is sorted by, and the cells, made when first shown.

    Attributes:
        person: Her row of the roster.
        look: The state's word, icon and colour.
        keys: What each column is sorted by.
        result: How she stands, or None while she is worked on or nothing is known.
        step: How far the run under way is with her, or None.
        opens: Her case can be opened now.
        work: Everybody, to name whose a stray page is, and the day that the office named.
    """

    person: RosterPerson
    look: StateLook
    keys: tuple[str | int, ...]
    result: PersonResult | None
    step: PageStep | None
    opens: bool
    work: BatchWork

    @property
    def row(self) -> int:
        """Number of the row in the roster."""
        return self.person.row

    @property
    def identity(self) -> int:
        """Her row of the roster."""
        return self.person.row

    @cached_property
    def _found(self) -> Mapping[str, TableCell]:
        """What the table of the run has of her, by column."""
        if self.result is None:
            return {}
        language = preferences().settings.language
        return cells_of(self.result, self.work.by_row, self.work.due, language)

    @property
    def why(self) -> str:
        """On how many of her pages each reason stands why a person has to look."""
        return self._found["asked"].shown if self._found else ""

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """What is in the columns."""
        known = dict.fromkeys(COLUMNS, _NOTHING)
        if findings := self._found:
            known |= {name: findings[name].shown for name in COLUMNS[:-1]}
        elif self.step is not None:
            known["todo"] = _tr("正在读第 {n} / {m} 页").format(n=self.step.done, m=self.step.pages)
        person = self.person
        known |= {"row": str(person.row), "name": person.shown}
        known |= {"employer": person.applicant.employer, "state": self.look.word}
        known["open"] = _tr("打开") if self.opens else ""
        return tuple(known.values())

    def cell(self, column: int) -> str:
        """Return what a cell shows."""
        return self.cells[column]

    def tone(self, column: int) -> Tone:
        """Return the colour of what a cell shows: that of a link for opening."""
        return Tone.ACCENT if column == OPEN else Tone.TEXT

    def cell_hint(self, column: int) -> str:
        """Return what a cell says to whoever rests on it; doubtful pages say why they are."""
        why = self.why if column == DOUBTFUL else ""
        return f"{self.cells[column]}\n{why}" if why else self.cells[column]

    def cell_spoken(self, column: int, _title: str) -> str:
        """Return the whole row where one comes to it, then one cell at a time."""
        return self.spoken if column <= 1 else self.cell_hint(column)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        columns = _columns(preferences().settings.language)
        return clauses(
            f"{column.title} {cell}".strip()
            for column, cell in zip(columns, self.cells, strict=True)
        )

    def fits(self, kept: Filter) -> bool:
        """Tell whether a filter shows the person."""
        if kept is Filter.ALL:
            return True
        if self.result is None:
            return False
        if kept is Filter.TODAY:
            return self.result.today
        if kept is Filter.RETURNED:
            return self.result.returns[0] > 0
        return str(self.result.turn) == kept


@cache
def _columns(language: str) -> tuple[ShownColumn, ...]:
    """Return the columns: least width, share of what is left over, where words give way."""
    titles = (*(sentence(f"batch.column.{name}", language).message for name in COLUMNS[:-1]), "")
    return tuple(
        replace(column, title=title, fixed=True)
        for title, column in zip(titles, _WIDTHS.values(), strict=True)
    )


def batch_row(work: BatchWork, row: int) -> BatchRow:
    """Return a person's row as she is now."""
    person, waits = work.by_row[row], work.waits(row)
    result = None if waits else work.results.get(row)
    step = work.steps.get(row) if waits else None
    state, pages, hours, back = len(_TURNS), -1, _NEVER, 0
    look = waiting_look(reading=step is not None)
    if result is not None:
        look, state = _look_of(result), list(_TURNS).index(result.turn)
        if result.returned or result.strangers:  # before whatever else is missing
            state = -1
        pages, back = result.unseen, result.returns[0]
        hours = result.deadline[2] if result.deadline else _NEVER
    name, employer = person.shown, person.applicant.employer
    keys = (row, name, employer, state, state, -pages, hours, -back, row)
    return BatchRow(person, look, keys, result, step, work.case_of(row) is not None, work)


def _look_of(result: PersonResult) -> StateLook:
    """Return how a person stands: a return or another's pages first, then whose turn it is."""
    language = preferences().settings.language
    if result.returned or result.strangers or result.problem:
        return replace(slot_look(State(result.state)), word=state_word(result, language))
    word = sentence(f"batch.turn.{result.turn}", language).message
    return StateLook(word, *_TURNS[result.turn])


class BatchRows(Rows):
    """Everybody, filtered and sorted."""

    def __init__(self, work: BatchWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._all: dict[int, BatchRow] = {}
        self.kept = Filter.ALL
        self.sorted_by = 0
        self.downwards = False

    @property
    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns, in the language of the window."""
        return _columns(preferences().settings.language)

    def reload(self) -> None:
        """Take everybody anew."""
        self._all = {person.row: batch_row(self._work, person.row) for person in self._work.people}
        self.show_people()

    def renew(self, row: int) -> None:
        """Take one person anew."""
        if row in self._all:
            self._all[row] = batch_row(self._work, row)
            self.show_people()

    def show_people(self) -> None:
        """Filter and sort; rows that are marked stay marked."""
        rows = [row for row in self._all.values() if row.fits(self.kept)]
        rows.sort(key=lambda row: row.keys[self.sorted_by], reverse=self.downwards)
        self.arrange(tuple(rows))

    def count(self, kept: Filter) -> int:
        """Return how many people a filter shows."""
        return sum(row.fits(kept) for row in self._all.values())

    def row(self, row: int) -> BatchRow | None:
        """Return a person's row."""
        return self._all.get(row)

    @property
    def shown(self) -> Sequence[int]:
        """Roster rows in the order of the table."""
        return [row.row for row in self.rows]


def _tr(words: str) -> str:
    return QCoreApplication.translate("batch_rows", words)
