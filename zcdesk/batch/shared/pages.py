"""A page out of one scan of many people's forms: what it says, whose it is, who could be meant.

A page goes to the person whose ID number is on it, else to the only one whose name does. What
a person answered goes before both. Answers are beside the pages and outlive the window and a mended
roster. Whom they mean is told by hashes of her ID number and of her name, never by a row, which
another may have tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import PersonMark, mark_of, row_meant
from zcdesk.batch.whose.evidence import NamedRows
from zcdesk.disk.kept import Kept
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.sorting.proposing import Loose, proposals
from zcdesk.sorting.told import PageTold

DIGITS = 12
"""Hexadecimal digits of a scan's SHA-256 in the names of its pages."""


@dataclass(frozen=True)
class PageSaid:
    """What was read on one page; nobody's roster is in it, so that it outlives a mended one.

    Attributes:
        scan: SHA-256 of the scan.
        index: Its page, from 0.
        text: All of its words, folded.
        told: What it says of itself.
        page: How it stands upright.
        pixels: SHA-256 of the file with its picture.
    """

    scan: str
    index: int
    text: str
    told: PageTold
    page: Page
    pixels: str

    @property
    def name(self) -> str:
        """Name of the page's picture without its ending: the scan's content and the page."""
        return page_name(self.scan, self.index)


@dataclass(frozen=True)
class SharedPage:
    """One page of a shared scan and whose it is.

    Attributes:
        said: What was read on it.
        source: Name of the scan.
        output: Where its picture is.
        row: Whose it is, or None when that must be asked or it is nobody's.
        claims: Rows that could be meant, when it is not sure.
        nobody: A person said that it is nobody's.
        answered: A person said whose it is.
        slot: The slot that a person chose, or "".
        also: Rows whose it is beside, as a person said.
        as_read: ``row`` and ``claims`` by what is on the page.
    """

    said: PageSaid
    source: str
    output: Path
    row: int | None
    claims: tuple[int, ...] = ()
    nobody: bool = False
    answered: bool = False
    slot: str = ""
    also: tuple[int, ...] = ()
    as_read: tuple[int | None, tuple[int, ...]] = (None, ())

    @property
    def name(self) -> str:
        """Name that other runs know it by."""
        return self.said.name

    @property
    def rows(self) -> tuple[int, ...]:
        """Everybody whose it is."""
        return (self.row, *self.also) if self.row is not None else ()

    @property
    def open(self) -> bool:
        """It must be asked whose it is."""
        return self.row is None and not self.nobody

    @property
    def shown(self) -> Page:
        """The upright page as its own picture shows it."""
        return replace(self.said.page, source=PageSource(str(self.output), self.said.pixels))


def page_name(scan: str, index: int) -> str:
    """Return the name of a page's picture without its ending."""
    return f"{scan[:DIGITS]}-{index + 1:03d}"


def file_of(source: str, index: int) -> str:
    """Return what the picture of a page is called, without its ending: as its scan is."""
    own = PurePath(source).stem
    return f"{own}-{index + 1}" if index else own


def assigned(
    said: PageSaid, source: str, output: Path, people: Sequence[RosterPerson]
) -> SharedPage:
    """Return whose a page is by what is on it.

    One ID number decides, then one name beside 姓名, then the only name; where several could be
    meant, and where a name is in doubt, a person is asked.
    """
    seen = NamedRows(said.told, said.text, lambda: None, people)
    rows = seen.numbered or seen.labelled or seen.written
    if len(rows) > 1 and not seen.numbered and seen.of_one_name(rows):
        rows = seen.fitting(rows) or rows
    sure = next(iter(rows)) if len(rows) == 1 else None
    claims = () if sure is not None else tuple(sorted(rows or seen.misread))
    return SharedPage(said, source, output, sure, claims, as_read=(sure, claims))


def settled(
    page: SharedPage, answer: SharedAnswer | None, people: Sequence[RosterPerson]
) -> SharedPage:
    """Return a page with a person's answer; it is asked again when she has left the roster.

    Args:
        page: As :func:`assigned` gave it, or with an answer of before.
        answer: What a person said of it, or None.
        people: Everybody in the roster.
    """
    if answer is None or answer.nobody:
        return with_answer(page, answer, ())
    meant = (row_meant(mark, people) for mark in (answer.whose, *answer.also))
    return with_answer(page, answer, [row for row in meant if row is not None])


def with_answer(page: SharedPage, answer: SharedAnswer | None, rows: Sequence[int]) -> SharedPage:
    """Return a page with an answer that means ``rows``."""
    row = rows[0] if rows else None
    read, claims = page.as_read
    page = replace(page, row=read, claims=claims, nobody=False, answered=False, slot="", also=())
    if answer is None or (row is None and not answer.nobody):
        return page
    if answer.nobody:
        return replace(page, row=None, claims=(), nobody=True, answered=True)
    also = tuple(rows[1:])
    return replace(page, row=row, claims=(), answered=True, slot=answer.slot, also=also)


def by_row(pages: Iterable[SharedPage]) -> dict[int, tuple[Path, ...]]:
    """Return where the pages are that are surely somebody's, by row."""
    paths: dict[int, tuple[Path, ...]] = {}
    for page in pages:
        for row in page.rows:
            paths[row] = (*paths.get(row, ()), page.output)
    return paths


def slots_by_content(pages: Iterable[SharedPage]) -> Mapping[str, str]:
    """Return the slots that a person chose, by the content of the picture."""
    return {page.said.pixels: page.slot for page in pages if page.slot}


def owners_by_content(pages: Iterable[SharedPage]) -> Mapping[str, tuple[int, ...]]:
    """Return whose each settled page is, none for nobody's, by the content of the picture."""
    return {page.said.pixels: page.rows for page in pages if not page.open}


def slot_guess(page_told: PageTold, notice: Notice) -> str:
    """Return the slot that a page surely says for itself, or ""."""
    guesses = proposals(notice, [Loose(1, "", page_told)])
    return guesses[0].slot if guesses and guesses[0].sure else ""


ANSWERS = "answers.json"


@dataclass(frozen=True)
class SharedAnswer:
    """Whose a page is.

    Attributes:
        nobody: Nobody's: it goes into no case.
        whose: Whose it is.
        slot: Where it belongs, or "" as the page itself says.
        also: Whose it is beside: a list of everybody is several people's.
    """

    nobody: bool = False
    whose: PersonMark = field(default_factory=PersonMark)
    slot: str = ""
    also: tuple[PersonMark, ...] = ()


NOBODYS = SharedAnswer(nobody=True)
Answers = Mapping[str, SharedAnswer]
"""Answers by name of the page."""


def answer_for(
    person: RosterPerson, slot: str = "", also: Iterable[RosterPerson] = ()
) -> SharedAnswer:
    """Return the answer that a page is a person's, and of others beside."""
    return SharedAnswer(False, mark_of(person), slot, tuple(map(mark_of, also)))


def read_answers(folder: Path) -> dict[str, SharedAnswer]:
    """Return the answers that are in a folder of shared pages."""
    return _KEPT.read(folder / ANSWERS) or {}


def write_answers(folder: Path, answers: Answers) -> None:
    """Write all answers.

    Raises:
        OutputError: They cannot be written.
    """
    _KEPT.write(folder / ANSWERS, dict(answers))


_KEPT = Kept(dict[str, SharedAnswer], "answers")
