"""A class in one table: everybody's result by seat, and what most of them missed, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zcdesk.applicant import Applicant
from zcdesk.checks.exempt_slots import begun
from zcdesk.export.papers.markup import element
from zcdesk.export.papers.workbook import book_bytes
from zcdesk.notices.files.loading import load_notice
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.lesson import Lesson, TrapEntry
from zcdesk.training.lessons.printing import page, table
from zcdesk.training.lessons.results import Result
from zcdesk.training.lessons.telling import passage_of
from zcdesk.training.lessons.truth import Thing
from zcdesk.wording import sentence

COLUMNS = ("seat", "lesson", "score", "missed", "minutes", "which")
"""What is said of one result; names of the words are ``lesson.class_…``."""

_THINGS = ("lesson", "number", "page", "what", "missed_by", "share", "act", "clause")
_WIDTHS = {"people": (8, 30, 8, 8, 8, 20), "things": (30, 8, 8, 60, 10, 10, 44, 16)}


@dataclass(frozen=True)
class MissedThing:
    """One hidden thing and how many missed it.

    Attributes:
        thing: The thing, without its place on the page.
        what: One sentence on what was wrong.
        act: One sentence on what should have been done.
        missed: How many did not settle it.
        of: How many there were.
    """

    thing: Thing
    what: str
    act: str
    missed: int
    of: int


@dataclass(frozen=True)
class ClassGroup:
    """All results of one lesson with one number.

    Attributes:
        lesson: The lesson.
        number: Its number.
        results: By seat, then by score.
        missed: Each hidden thing, in the order of pages.
    """

    lesson: Lesson
    number: int
    results: tuple[Result, ...]
    missed: tuple[MissedThing, ...]

    def named(self, language: str = "zh") -> str:
        """Return the lesson's title and the number."""
        return f"{self.lesson.title.in_language(language)} · {self.number}"

    @property
    def most_missed(self) -> tuple[MissedThing, ...]:
        """What anybody missed, what most missed first."""
        by_count = sorted(self.missed, key=lambda each: -each.missed)
        return tuple(each for each in by_count if each.missed)

    @property
    def seatless(self) -> int:
        """How many results bear no seat."""
        return sum(not result.seat for result in self.results)

    @property
    def shared_seats(self) -> tuple[int, ...]:
        """Seats with more than one result: somebody went on, or two typed the same number."""
        counts = Counter(result.seat for result in self.results if result.seat)
        return tuple(seat for seat, count in sorted(counts.items()) if count > 1)


def seats_told(groups: Sequence[ClassGroup], language: str = "zh") -> tuple[str, ...]:
    """Return sentences on seats that are lacking or bear more than one result."""
    seatless = sum(group.seatless for group in groups)
    shared = "、".join(str(seat) for group in groups for seat in group.shared_seats)
    lines = []
    if seatless:
        lines.append(sentence("lesson.class_seatless", language, count=seatless).message)
    if shared:
        lines.append(sentence("lesson.class_seat_shared", language, seats=shared).message)
    return tuple(lines)


def class_of(
    results: Iterable[Result], lessons: Sequence[Lesson], language: str = "zh"
) -> tuple[ClassGroup, ...]:
    """Return a class's results by lesson and number; the same result given twice counts once.

    Args:
        results: As their codes say.
        lessons: The lessons that are here.
        language: In which language hidden things are reported.
    """
    known = {lesson.id: lesson for lesson in lessons}
    groups: dict[tuple[str, int], list[Result]] = {}
    for result in dict.fromkeys(results):
        groups.setdefault((result.lesson, result.number), []).append(result)
    return tuple(
        _group(known[lesson], number, members, language)
        for (lesson, number), members in sorted(groups.items())
    )


def _group(lesson: Lesson, number: int, members: list[Result], language: str) -> ClassGroup:
    notice = load_notice(lesson.notice)
    nobody = Applicant("", "")
    case = replace(begun(notice, nobody), facts=tuple(sorted(lesson.facts.items())))
    missed = []
    for place, trap in enumerate(lesson.traps, start=1):
        thing = passage_of(notice, case, _thing(lesson, place, trap), lesson.today)
        count = sum(thing.id not in result.settled for result in members)
        missed.append(
            MissedThing(
                thing,
                telling.what(notice, thing, language),
                telling.right_act(notice, thing, language),
                count,
                len(members),
            )
        )
    missed.sort(key=lambda each: (each.thing.page is None, each.thing.page or 0))
    members.sort(key=lambda result: (result.seat, -result.score))
    return ClassGroup(lesson, number, tuple(members), tuple(missed))


def _thing(lesson: Lesson, place: int, trap: TrapEntry) -> Thing:
    """Return a hidden thing as far as the lesson alone tells it."""
    page = lesson.first_page(trap.page, trap.nth) if trap.trap.on_page else None
    entry = next((each for each in lesson.pages if each.id == trap.page), None)
    target = trap.of.target if trap.of is not None else None
    return Thing(
        str(place), trap.trap, page=page, target=target,
        slot=trap.slot or (entry.slot if entry else ""), field=trap.field, flaw=trap.flaw,
        text=trap.text, answers=trap.answers,
    )  # fmt: skip


def row_of(group: ClassGroup, result: Result, language: str = "zh") -> tuple[str | int, ...]:
    """Return what :data:`COLUMNS` say of one result."""
    numbers = (each.thing.id for each in group.missed if each.thing.id not in result.settled)
    return (
        result.seat or "–", group.named(language), result.score, result.missed(group.lesson),
        result.minutes, "、".join(sorted(numbers, key=int)),
    )  # fmt: skip


def heads(language: str = "zh", columns: Iterable[str] = COLUMNS) -> tuple[str, ...]:
    """Return the heads of columns."""
    return tuple(_word(column, language) for column in columns)


def to_xlsx(groups: Sequence[ClassGroup], language: str = "zh") -> bytes:
    """Return the workbook: everybody's results of all lessons, and what was missed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in _tables(groups, language).items():
        _fill(book.create_sheet(_word(name, language)), rows, _WIDTHS[name])
    return book_bytes(book)


def to_html(groups: Sequence[ClassGroup], language: str = "zh") -> str:
    """Return a page that works without a network and prints well."""
    summaries = (f"{group.named(language)}　{_summary(group, language)}" for group in groups)
    lines = (_word("about", language), *seats_told(groups, language), *summaries)
    tables = _tables(groups, language)
    parts = (
        element("h1", {}, _word("title", language)),
        *(element("p", {}, line) for line in lines),
        *(table(head, rows) for head, *rows in (tables["things"], tables["people"])),
    )
    return page(_word("title", language), *parts, language=language)


def _tables(
    groups: Sequence[ClassGroup], language: str
) -> dict[str, Iterable[tuple[str | int, ...]]]:
    rows = (row_of(group, each, language) for group in groups for each in group.results)
    things = (row for group in groups for row in _things(group, language))
    return {
        "people": (heads(language), *rows),
        "things": (heads(language, _THINGS), *things),
    }


def _summary(group: ClassGroup, language: str) -> str:
    scores = [result.score for result in group.results]
    return sentence(
        "lesson.class_summary",
        language,
        people=len(scores),
        median=round(median(scores)),
        best=max(scores),
        least=min(scores),
    ).message


def _things(group: ClassGroup, language: str) -> Iterator[tuple[str | int, ...]]:
    for each in group.missed:
        share = f"{round(100 * each.missed / max(1, each.of))} %"
        at = each.thing.page if each.thing.page is not None else "–"
        yield (
            group.named(language), each.thing.id, at, each.what, each.missed, share, each.act,
            each.thing.clause,
        )  # fmt: skip


def _fill(sheet: Worksheet, rows: Iterable[tuple[str | int, ...]], widths: Sequence[int]) -> None:
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"


def _word(name: str, language: str) -> str:
    return sentence(f"lesson.class_{name}", language).message
