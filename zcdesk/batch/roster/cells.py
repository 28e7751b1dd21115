"""What the cells of a row mean: answers, words, and 同上 for the cell above.

An answer is written in a notice's own words or as its code. What the intake of words made of a cell
is told by column, never with the words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.sheets import RosterSheet, SheetCell, TitledRow
from zcdesk.checks.forms.fields import form_fields
from zcdesk.findings import Detail, Finding, error, info, warning
from zcdesk.names.spellings import folded
from zcdesk.names.typed_parts import Refusal, is_no_word, without_invisible
from zcdesk.names.typed_words import TakenWords
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.quantities.moments import date_in, day_or_month_in, day_within
from zcdesk.resources import table

_YES, _NO = "yes", "no"
_SPOKEN = table("roster", "answers.toml")
"""How a question with the answers ``yes`` and ``no`` is answered in short."""


def facts_of(notice: Notice, cell: Callable[[str], str]) -> dict[str, str]:
    """Return a row's answers to the questions of its notice, and what only its forms ask.

    An answer that is none of the possible ones stays as it was written: ``refused_answers`` tells.

    Args:
        notice: The row's notice.
        cell: Text of a column, "" without any.
    """
    facts: dict[str, str] = {}
    for fact in notice.facts:
        if written := cell(fact.id):
            facts[fact.id] = _answer(fact, written)
    fields = form_fields()
    for column, key in columns.of_forms().items():
        written = cell(column)
        code = code_in(notice, columns.question_of(column), written)
        if code:
            facts.setdefault(columns.question_of(column), code)
        # “正高级工程师” tells the series; on paper another word stands for it.
        if written and not (code and fields[column].answers):
            facts[key] = written
    return facts


def code_in(notice: Notice, fact_id: str, written: str) -> str:
    """Return the code of an answer to a question with choices, "" where it is none of them."""
    fact = next((fact for fact in notice.facts if fact.id == fact_id), None)
    return _code(fact, written) if fact is not None and written else ""


def _answer(fact: Fact, written: str) -> str:
    if fact.kind is FactKind.CHOICE:
        return _code(fact, written) or written
    if fact.kind is FactKind.DATE and date_in(written) is None:
        return day_within(written) or written
    if fact.kind is FactKind.MONTH and day_or_month_in(written) is None:
        return day_within(written) or written
    return written


def _code(fact: Fact, written: str) -> str:
    ways = _ways(fact)
    return ways.get(folded(written)) or ways.get(folded(written.partition("=")[0]), "")


def _ways(fact: Fact) -> Mapping[str, str]:
    """Return the codes of a question's answers by every way of writing them."""
    codes = {option.id for option in fact.options}
    spoken = _SPOKEN if codes == {_YES, _NO} else {}
    titles = {folded(option.title): option.id for option in fact.options}
    return {**spoken, **titles, **{folded(code): code for code in codes}}


_COLUMNS = {
    "name": columns.NAME,
    "employer": columns.EMPLOYER,
    "aliases": columns.ALIASES,
    "employer_aliases": columns.EMPLOYER_ALIASES,
    "former_employers": columns.FORMER_EMPLOYERS,
    "id_number": columns.ID_NUMBER,
}
"""Where each of an applicant's words is, by the name of her attribute."""


def of_words(row: int, taken: TakenWords, unseen: Collection[str]) -> Iterator[tuple[str, Finding]]:
    """Yield each column whose words are refused or changed before the search, with the reason.

    Args:
        row: Number of the row in the file.
        taken: Her words.
        unseen: Columns whose cells were freed of marks that nobody sees when they were read.
    """
    changed = {_COLUMNS[word.field] for word in taken.words}
    for column in _COLUMNS.values():
        if column in unseen and column not in changed and column != columns.ID_NUMBER:
            yield column, info("roster.word_hidden", row=row, column=column)
    for word in taken.words:
        column = _COLUMNS[word.field]
        place: dict[str, Detail] = {"row": row, "column": column}
        if word.taken.refusal is not None:
            short = word.taken.refusal is Refusal.SHORT
            code = "roster.words_unusable" if short else str(word.taken.refusal)
            finding = error(code, shown=word.taken.shown, **place)
        elif word.taken.cut:
            finding = _cut([len(folded(text)) for text in word.taken.texts], place)
        elif column != columns.ID_NUMBER:
            finding = info("roster.word_hidden", **place)
        else:
            continue
        yield column, finding


def _cut(letters: Sequence[int], place: Mapping[str, Detail]) -> Finding:
    """Return what is told of a cell by how many letters each word has that is looked for."""
    if len(letters) == 1:
        return warning("roster.word_cut", letters=letters[0], **place)
    letters_written = "/".join(map(str, letters))
    return warning("roster.word_forms", letters=letters_written, count=len(letters), **place)


_OWN = frozenset(
    {columns.NAME, columns.ID_NUMBER, columns.FOLDER, columns.CASE, columns.BORN}
    | {columns.WORK_NUMBER}
)
"""Columns in which every person has something of her own."""

_DITTO = SheetCell("〃")


@dataclass(frozen=True)
class Above:
    """A cell that means what is above it, in row ``above``; 0 where nothing can be taken."""

    row: int
    column: str
    above: int

    @property
    def finding(self) -> Finding:
        """The finding that names the cell, and the row above where it was filled from there."""
        details: dict[str, Detail] = {"row": self.row, "column": self.column, "above": self.above}
        if self.above:
            return info("roster.as_above", **details)
        return error("roster.nothing_above", **details)


def with_merged(sheet: RosterSheet, head: int) -> RosterSheet:
    """Return a sheet in which each cell below the first of a merged one says 〃.

    A workbook keeps the text of a merged cell in its first row only.

    Args:
        sheet: As it was read.
        head: Number of the row that names the columns; those down to it stay.
    """
    below: dict[int, set[int]] = {}
    for number, place in sheet.merged:
        if number > head:
            below.setdefault(number, set()).add(place)
    rows = [(number, _with_dittos(cells, below.get(number, set()))) for number, cells in sheet.rows]
    return replace(sheet, rows=tuple(rows))


def _with_dittos(cells: Sequence[SheetCell], places: Set[int]) -> Sequence[SheetCell]:
    """Return the cells of a row, which may end before the last of them that was merged."""
    width = max((len(cells), *places)) if places else len(cells)
    whole = (*cells, *[SheetCell("")] * (width - len(cells)))
    return [
        _DITTO if not cell.text and place in places else cell
        for place, cell in enumerate(whole, start=1)
    ]


def with_above(
    rows: Sequence[TitledRow],
) -> tuple[list[TitledRow], list[Above]]:
    """Return the rows with each 同上 replaced by the cell above, and the places of those cells.

    A row that says 同上 of a person is none of hers: her name, number, folder and case stay.
    """
    aboves: list[Above] = []
    filled: list[TitledRow] = []
    last: dict[str, tuple[int, SheetCell]] = {}
    for number, written in rows:
        row = dict(written)
        for column, cell in written.items():
            if column in _OWN or not is_no_word(without_invisible(cell.text), "above"):
                if cell.text:
                    last[column] = number, cell
                continue
            above, meant = last.get(column, (0, cell))
            row[column] = replace(meant)
            aboves.append(Above(number, column, above))
        filled.append((number, row))
    return filled, aboves
