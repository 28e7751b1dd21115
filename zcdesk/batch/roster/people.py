"""The roster: who applies, for which notice, with which words and scans; all faults at once."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

from zcdesk.applicant import Applicant
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.cells import facts_of, of_words, with_above, with_merged
from zcdesk.batch.roster.foreign_folders import foreign_folders
from zcdesk.batch.roster.heads import find_roster, head_faults, is_example
from zcdesk.batch.roster.remarks import leaving
from zcdesk.batch.roster.sheets import SheetCell, Titled
from zcdesk.cases.case import Pairs
from zcdesk.disk.paths import is_file, leads_elsewhere
from zcdesk.findings import Detail, Finding, error, info
from zcdesk.identity_numbers import COMPARED_FACT, birth_day, is_identity_number, plain_number
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.names.typed_parts import is_no_word, without_invisible
from zcdesk.names.typed_words import take_words
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.files.locating import ProfileError, UnknownNoticeError
from zcdesk.notices.interview import options, refused_answers
from zcdesk.notices.profile.notice import Notice
from zcdesk.quantities.moments import day_within

_CAME_TO_NOTHING = re.compile(
    r"=.*|Err:\d{3}|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!"
    r"|FIELD!|CONNECT!|BUSY!|UNKNOWN!)",
    re.DOTALL,
)
"""A formula without a result, or what one shows that came to nothing; ``Err:`` is LibreOffice."""

_ALIKE = 0.6
"""Likeness (difflib) from which a notice is proposed in place of what was written."""

_SHOWN = re.compile(r"#[A-Z/!?0_]+|Err:\d+|=[A-Za-z0-9$.:&+*(]{0,39}")
"""What is said of a formula: an error, or its begin, without any text that is in it."""

_ROUNDED = re.compile(r"[1-9]\d{14}000")
"""An ID number of which a spreadsheet kept fifteen digits, saved as text."""

_POWER = re.compile(r"^([1-9])\.?(\d*)E\+(\d\d)$", re.IGNORECASE)
_BEYOND = re.compile(r"(?<=^\d{15})\d+$")
"""A number as a spreadsheet shows it, and the digits of which it keeps none: it has fifteen."""

_LOST = "_"
"""Stands for a digit that is lost."""


Folders = Mapping[int, Path]
"""A folder or a file for each row of a roster."""


@dataclass(frozen=True)
class RosterPerson:
    """One row of a roster that can be worked on.

    Attributes:
        row: Number of the row in the file.
        applicant: Her words; nobody else's are looked for in her scans.
        notice: Id of the notice.
        folder: Where her scans are, as written; "" to be found by name or number.
        case: Path of her case file, or "".
        facts: Answers to the notice's questions, and what only its forms ask.
        others: What further columns say of her, by their titles: it tells her from namesakes.
        leaves: What a remark or a comment says by which she does not apply any more, or "".
    """

    row: int
    applicant: Applicant
    notice: str
    folder: str = ""
    case: str = ""
    facts: Pairs = ()
    others: Pairs = ()
    leaves: str = ""

    @property
    def answers(self) -> dict[str, str]:
        """The facts by the questions that they answer."""
        return dict(self.facts)

    @property
    def born(self) -> str:
        """Day of birth by the ID number or the roster, ISO 8601, or ""."""
        number = self.applicant.id_number
        day = birth_day(number) if is_identity_number(number) else None
        return day.isoformat() if day else self.answers.get(columns.BORN_FACT, "")

    @property
    def shown(self) -> str:
        """Name for people; the end of the ID number or the birthday tells same-named ones apart."""
        tail = self.applicant.id_number[-4:] or self.born
        return f"{self.applicant.name}（{tail}）" if tail else self.applicant.name


_OF_COLUMN = ("roster.column_missing", "roster.column_near", "roster.column_twice")
"""Codes of faults that concern a whole column."""


@dataclass(frozen=True)
class RosterFault:
    """Something wrong with a roster, by row and column; both may be 0 and "" for the whole.

    Attributes:
        row: Number of the row in the file.
        column: Title of the column.
        finding: What is wrong and what to do.
        written: What is in the cell.
    """

    row: int
    column: str
    finding: Finding
    written: str = ""

    @property
    def of_cell(self) -> bool:
        """It is mended by another text in one cell."""
        return self.row > 0 and self.finding.code not in _OF_COLUMN

    @property
    def to_mend(self) -> bool:
        """Nobody is worked on before; all else is only to be known."""
        return self.finding.severity == "error"


def people_by_row(people: Iterable[RosterPerson]) -> dict[int, RosterPerson]:
    """Return people by their rows in the file."""
    return {person.row: person for person in people}


@dataclass(frozen=True)
class Roster:
    """A roster as read. With faults of severity error none of it is worked on.

    Attributes:
        people: Rows without a fault.
        faults: What is wrong, in the order of the rows.
        rows: Everybody as far as she could be read, those with faults among them.
    """

    people: tuple[RosterPerson, ...]
    faults: tuple[RosterFault, ...] = ()
    rows: tuple[RosterPerson, ...] = ()

    @property
    def usable(self) -> bool:
        """Nothing in it must be mended first."""
        return not any(fault.to_mend for fault in self.faults)


def read_roster(path: Path, notice: str = "") -> Roster:
    """Read and check a roster as a whole; rows that show how to fill it in are passed over.

    Args:
        path: The workbook or CSV file.
        notice: Id of the notice of all rows that name none, whether there is a column or not.

    Raises:
        RosterUnreadableError: It is no workbook and no CSV file.
    """
    sheet, head, unseen = find_roster(path)
    given = {columns.NOTICE: notice} if notice else {}
    if not sheet.rows or not head.row:
        code = "roster.no_head" if sheet.rows else "roster.empty"
        return Roster((), (RosterFault(0, "", error(code, file=path.name)),))
    faults = [RosterFault(0, "", finding) for finding in unseen]
    faults += [RosterFault(*fault) for fault in head_faults(head, sheet, given)]
    if not head.sure:
        return Roster((), tuple(faults))
    people: list[RosterPerson] = []
    named = list(head.people(with_merged(sheet, head.row)))
    filled, above = with_above(named)
    faults += (RosterFault(fault.row, fault.column, fault.finding) for fault in above)
    written_in = dict(named)
    for row, written in filled:
        if is_example(written[columns.NAME].text):
            continue
        cells, comment = _Row(row, written, given), sheet.comments.get(row, "")
        person, found = _person(cells, path.parent, head.ours, comment)
        faults += found
        if person is not None:
            people.append(person)
    if not people and not any(fault.to_mend for fault in faults):
        faults.append(RosterFault(0, "", error("roster.empty", file=path.name)))
    faults += _twins(people, {(fault.row, fault.column) for fault in faults})
    folders = [(person.row, person.applicant, person.folder) for person in people]
    faults += (RosterFault(row, columns.FOLDER, wrong) for row, wrong in foreign_folders(folders))
    faults = [
        replace(fault, written=_WRITTEN.get(fault.finding.code, str)(cell.text))
        if (cell := written_in.get(fault.row, {}).get(fault.column))
        else fault
        for fault in faults
    ]
    wrong = {fault.row for fault in faults if fault.to_mend}
    good = tuple(person for person in people if person.row not in wrong)
    return Roster(good, in_order(faults, head.titles), tuple(people))


def _kept_digits(written: str) -> str:
    """Return a rounded number with a blank for each digit that a spreadsheet lost."""
    whole = _POWER.sub(
        lambda found: f"{found[1]}{found[2]}".ljust(int(found[3]) + 1, _LOST), written
    )
    return _BEYOND.sub(lambda found: _LOST * len(found[0]), whole)


_WRITTEN = {"roster.number_not_text": _kept_digits}
"""What is shown of the cell of a fault where the text in it is not what somebody wrote."""


def in_order(
    faults: Iterable[RosterFault], titles: Sequence[str] = columns.KNOWN
) -> tuple[RosterFault, ...]:
    """Return faults as somebody goes through the roster: row by row, from left to right."""
    places = {title: place for place, title in reversed(list(enumerate(titles)))}
    return tuple(
        sorted(faults, key=lambda fault: (fault.row, places.get(fault.column, len(titles))))
    )


def _person(
    cells: _Row, beside: Path, used: Set[str], comment: str
) -> tuple[RosterPerson | None, list[RosterFault]]:
    """Return the person of a row, as far as it can be read, and the row's faults."""
    row, written = cells.row, cells.written
    broken = [
        name
        for name, value in written.items()
        if name in used and _CAME_TO_NOTHING.fullmatch(value.text)
    ]
    for column in broken:
        cells.fault(column, "roster.cell_error", shown=_shown(cells.text(column)))
    if broken:
        return None, cells.faults
    for column in columns.REQUIRED:
        if column in written and not cells.text(column):  # one that is not there is reported once
            cells.fault(column, "roster.cell_empty")
    number, born = cells.number_and_day()
    applicant = cells.applicant(number)
    notice = cells.notice()
    facts = cells.facts(notice)
    if born:
        facts[columns.BORN_FACT] = born
    if columns.NUMBER_KIND.search(cells.text(columns.ID_NUMBER)):
        facts[COMPARED_FACT] = applicant.id_number
    if work_number := columns.without_spaces(cells.text(columns.WORK_NUMBER)):
        facts[columns.WORK_NUMBER_FACT] = work_number
    place, case = cells.places(beside)
    known = notice.id if notice is not None else ""
    others = tuple(
        (title, cell.text)
        for title, cell in written.items()
        if title and title not in used and cell.text
    )
    leaves = leaving(others, comment)
    if comment and not leaves:
        cells.faults.append(RosterFault(row, "", info("roster.comment", row=row)))
    answered = tuple(sorted(facts.items()))
    person = RosterPerson(row, applicant, known, place, case, answered, others, leaves)
    return person, cells.faults


@dataclass(frozen=True)
class _Row:
    """One row as it was written; what is wrong with a cell is kept when the cell is read."""

    row: int
    written: Titled
    given: Mapping[str, str]
    faults: list[RosterFault] = field(default_factory=list)

    def fault(self, column: str, code: str, **details: Detail) -> None:
        finding = error(code, row=self.row, column=column, **details)
        self.faults.append(RosterFault(self.row, column, finding))

    def text(self, column: str) -> str:
        return self.written.get(column, SheetCell("")).text or self.given.get(column, "")

    def number_and_day(self) -> tuple[str, str]:
        """Return the ID number and the birthday; each must be one, and they must agree.

        Of a number a person may say that it is of another kind, or just as it is.
        """
        bare = columns.NUMBER_KIND.sub("", self.text(columns.ID_NUMBER))
        number, settled = plain_number(bare), bare != self.text(columns.ID_NUMBER)
        if self.written.get(columns.ID_NUMBER, SheetCell("")).inexact or "E+" in number:
            self.fault(columns.ID_NUMBER, "roster.number_not_text")
        elif number and not settled and not is_identity_number(number):
            rounded = _ROUNDED.fullmatch(number) is not None
            self.fault(columns.ID_NUMBER, f"roster.number_{'not_text' if rounded else 'wrong'}")
        born = day_within(self.text(columns.BORN))
        if self.text(columns.BORN) and not born:
            self.fault(columns.BORN, "roster.day_unclear")
        elif born and is_identity_number(number) and str(birth_day(number)) != born:
            self.fault(columns.BORN, "roster.day_differs")
        return number, born

    def applicant(self, number: str) -> Applicant:
        """Return her words, cleaned as typed ones are."""
        names, employers = self._in_script(columns.SCRIPT_NAMES, columns.SCRIPT_EMPLOYERS)
        short = _several(self.text(columns.EMPLOYER_ALIASES))
        taken = take_words(
            Applicant(
                self.text(columns.NAME),
                self.text(columns.EMPLOYER),
                tuple(dict.fromkeys((*_several(self.text(columns.ALIASES)), *names))),
                tuple(dict.fromkeys((*short, *employers))),
                _several(self.text(columns.FORMER_EMPLOYERS)),
                number,
            )
        )
        applicant = replace(taken.applicant, id_number=number)
        unseen = [column for column, cell in self.written.items() if cell.unseen]
        faults = of_words(self.row, taken, unseen)
        self.faults.extend(RosterFault(self.row, column, finding) for column, finding in faults)
        whole = bool(applicant.name and applicant.employer) and not taken.refused
        if whole and not _findable(applicant):
            self.fault(columns.NAME, "roster.words_unusable")
        return applicant

    def _in_script(self, *titles: str) -> Iterator[tuple[str, ...]]:
        """Yield what two columns for Arabic script hold; it must be in that script."""
        for column in titles:
            spellings = tuple(map(without_invisible, _several(self.text(column))))
            if not all(map(is_typed_in_arabic, spellings)):
                self.fault(column, "roster.script_wrong")
            yield spellings

    def notice(self) -> Notice | None:
        """Return the notice that is named, or None; the likeliest one is proposed then."""
        wanted = self.text(columns.NOTICE)
        notice = _notice(wanted)
        if notice is None and wanted:
            near = _near_notice(wanted)
            if near is not None:
                self.fault(
                    columns.NOTICE, "roster.notice_near", notice=wanted, near=near.short_title
                )
            else:
                known = "、".join(notice.short_title for notice in _notices())
                self.fault(columns.NOTICE, "roster.notice_unknown", notice=wanted, known=known)
        return notice

    def facts(self, notice: Notice | None) -> dict[str, str]:
        """Return what is answered of the notice's questions, each with an answer that it knows."""
        if notice is None:
            return {}
        facts = facts_of(notice, self.text)
        for fact in refused_answers(notice, facts):
            allowed = "、".join(option.title for option in options(notice, fact.id, facts))
            self.fault(fact.id, "roster.answer_unknown", answer=facts[fact.id], allowed=allowed)
        return facts

    def places(self, beside: Path) -> tuple[str, str]:
        """Return her folder and her case file; neither may lead elsewhere."""
        place, case = self.text(columns.FOLDER), self.text(columns.CASE)
        elsewhere = [
            name for name in (columns.FOLDER, columns.CASE) if leads_elsewhere(self.text(name))
        ]
        for column in elsewhere:
            self.fault(column, "roster.place_elsewhere")
        if case and not elsewhere and not is_file(beside / case):
            self.fault(columns.CASE, "roster.case_missing", file=Path(case).name)
        return "" if elsewhere else place, str(beside / case) if case else ""


def _shown(formula: str) -> str:
    match = _SHOWN.match(formula)
    return match[0] if match else formula[:1]


def _several(text: str) -> tuple[str, ...]:
    for separator in columns.SEPARATORS:
        text = text.replace(separator, "\n")
    parts = (part.strip() for part in text.splitlines())
    return tuple(dict.fromkeys(part for part in parts if part and not is_no_word(part, "none")))


def _findable(applicant: Applicant) -> bool:
    try:
        return bool(words(applicant))
    except ValueError:
        return False


def _notice(wanted: str) -> Notice | None:
    """Return a notice by its id or its title, however it is spaced."""
    plain = folded(columns.without_spaces(wanted))
    for notice in _notices():
        if plain and plain in map(folded, _called(notice)):
            return notice
    return None


def _notices() -> Iterator[Notice]:
    for name in notice_ids():
        with suppress(ProfileError, UnknownNoticeError):
            yield load_notice(name)


def _called(notice: Notice) -> tuple[str, ...]:
    return notice.id, notice.title, notice.short_title


def _near_notice(wanted: str) -> Notice | None:
    """Return the notice that is probably meant: a slip in its title or its id."""
    called = {folded(name): notice for notice in _notices() for name in _called(notice)}
    near = get_close_matches(folded(wanted), called, 1, _ALIKE)
    return called[near[0]] if near else None


def _twins(
    people: Sequence[RosterPerson], wrong: Container[tuple[int, str]]
) -> Iterator[RosterFault]:
    """Yield people whom nothing tells apart, and scans that two people are said to have.

    Args:
        people: All rows that could be read.
        wrong: Cells with a fault, by row and column; nobody is compared by them.
    """
    named: dict[tuple[str, str], list[RosterPerson]] = {}
    numbered: dict[str, list[RosterPerson]] = {}
    for person in people:
        if any((person.row, column) in wrong for column in (columns.ID_NUMBER, columns.BORN)):
            continue
        if name := folded(person.applicant.name):
            named.setdefault((name, person.notice), []).append(person)
            numbered.setdefault(person.applicant.id_number, []).append(person)
    twice: set[int] = set()  # asked once, whatever else follows from it
    for first, other in _pairs(named.values()):
        rows = f"{first.row}、{other.row}"
        number = first.applicant.id_number
        same_place = _folder_place(first) == _folder_place(other) != ""
        if (number and number == other.applicant.id_number) or (
            same_place and not _told_apart(first, other)
        ):
            twice.add(other.row)
            finding = error("roster.twice", rows=rows, row=other.row)
            yield RosterFault(other.row, columns.NAME, finding)
        elif not _told_apart(first, other):
            yield RosterFault(other.row, columns.ID_NUMBER, error("roster.same_person", rows=rows))
    numbered.pop("", None)
    for first, other in _pairs(numbered.values()):
        if folded(first.applicant.name) != folded(other.applicant.name):
            finding = error("roster.same_number", rows=f"{first.row}、{other.row}")
            yield RosterFault(other.row, columns.ID_NUMBER, finding)
    places: dict[str, RosterPerson] = {}
    for person in people:
        place = _folder_place(person)
        if place and place in places and person.row not in twice:
            finding = error("roster.same_folder", rows=f"{places[place].row}、{person.row}")
            yield RosterFault(person.row, columns.FOLDER, finding)
        places.setdefault(place, person)


def _folder_place(person: RosterPerson) -> str:
    return os.path.normcase(os.path.normpath(person.folder)) if person.folder else ""


def _pairs(groups: Iterable[Sequence[RosterPerson]]) -> Iterator[tuple[RosterPerson, RosterPerson]]:
    for group in groups:
        yield from combinations(group, 2)


def _told_apart(person: RosterPerson, other: RosterPerson) -> bool:
    """Tell whether two people of one name have ID numbers or days of birth that differ."""
    pairs = (
        (person.applicant.id_number, other.applicant.id_number),
        (person.born, other.born),
    )
    return any(mine and yours and mine != yours for mine, yours in pairs)
