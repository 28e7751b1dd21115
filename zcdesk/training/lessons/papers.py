"""What a trainer prints beforehand: what is hidden where, what to say, keys, the list of seats."""

from __future__ import annotations

import base64
import io
from collections.abc import Generator, Iterator, Sequence

from PIL import Image, ImageDraw

from zcdesk.cases.profiles import notice_of
from zcdesk.export.papers.markup import Markup, element, joined
from zcdesk.geometry import Polygon, around, bounds, centre
from zcdesk.notices.profile import Notice
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import MOST_SEATS
from zcdesk.training.lessons.loading import is_own
from zcdesk.training.lessons.making import Drawn, PlannedLesson, plan_lesson
from zcdesk.training.lessons.printing import page, table
from zcdesk.training.lessons.truth import Thing, on_page
from zcdesk.wording import sentence

MOST_NAMES = MOST_SEATS
"""Seats that a result can tell apart."""

_WIDTH = 300
"""Pixels of a page's picture on paper: places are seen, print is not read."""

_RED = (192, 32, 32)
_STEPS = 10
"""Steps of a walk through an open case that a trainer talks about, in ``lesson.papers_walk``."""

_ROWS, _COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")


def papers(
    lesson: Lesson,
    number: int,
    keys: Sequence[tuple[str, str]],
    names: Sequence[str] = (),
    language: str = "zh",
) -> Generator[Drawn | Markup, None, None]:
    """Draw the pages and give, last of all, one page of HTML that needs no network.

    Args:
        lesson: The lesson.
        number: Its number.
        keys: Keys and what they do, for the card.
        names: Who takes part, in the order of the seats; they are on this paper only.
        language: ``zh`` or ``en``.

    Raises:
        NumberError: The number is out of its range.
        UndrawableError: A hidden thing needs ink that its page never shows.
    """
    for step in plan_lesson(lesson, number):
        if isinstance(step, Drawn):
            yield step
        else:
            parts = (
                *_planted(lesson, number, step, language),
                *_walk(language),
                *_key_card(lesson, number, keys, language),
                *_seats(lesson, number, names, language),
            )
            title = f"{_said('title', language)} · {lesson.title.in_language(language)} · {number}"
            yield Markup(page(title, *parts, language=language))


def seats(names: str) -> tuple[str, ...]:
    """Return the names of a list that was typed or pasted: one a line, or parted by commas or tabs.

    The order stays, empty ones are left out, and no more are taken than there are seats.
    """
    for mark in "、，,;；\t":
        names = names.replace(mark, "\n")
    found = [" ".join(line.split()) for line in names.splitlines()]
    return tuple(name for name in found if name)[:MOST_NAMES]


# --- What is hidden where ------------------------------------------------------------------------


def _planted(
    lesson: Lesson, number: int, planned: PlannedLesson, language: str
) -> Iterator[Markup]:
    notice = notice_of(planned.case)
    yield element("h1", {}, f"{lesson.title.in_language(language)} · {number}")
    yield element("p", {}, lesson.goal.in_language(language))
    words = sentence(
        "lesson.papers_told", language, notice=notice.title, minutes=lesson.minutes,
        pages=len(planned.case.pages), things=len(planned.truth.things),
        name=planned.case.applicant.name, employer=planned.case.applicant.employer,
    )  # fmt: skip
    yield element("p", {"class": "quiet"}, words.message)
    yield element("h2", {}, _said("planted", language))
    by_page: dict[int | None, list[Thing]] = {}
    for thing in planned.truth.things:
        by_page.setdefault(thing.page, []).append(thing)
    rows = (
        _row(notice, planned, number, things, language)
        for number, things in sorted(by_page.items(), key=lambda each: each[0] or 9999)
    )
    yield table((_said("page", language), _said("things", language)), rows)


def _row(
    notice: Notice, planned: PlannedLesson, number: int | None, things: list[Thing], language: str
) -> tuple[Markup, Markup]:
    """Return what is hidden on a page beside its picture, or in the case as a whole."""
    parts = [part for thing in things for part in _answer_of(notice, planned, thing, language)]
    if number is None:
        first = element("p", {}, _said("whole_case", language))
    else:
        shown = element("p", {}, sentence("lesson.papers_nth", language, page=number).message)
        places = [(thing.id, thing.boxes) for thing in things]
        first = joined((shown, _picture(planned.scans[number - 1], places)))
    return first, joined(parts)


def _answer_of(
    notice: Notice, planned: PlannedLesson, thing: Thing, language: str
) -> Iterator[Markup]:
    where = _place(planned, thing, language)
    yield element("h3", {}, f"{thing.id}. {telling.what(notice, thing, language)}{where}")
    yield element("p", {}, telling.right_act(notice, thing, language))
    yield element("p", {"class": "quiet"}, telling.why(thing, language))
    if thing.clause or thing.quote:
        quote = f"　“{thing.quote}”" if thing.quote else ""
        yield element("p", {"class": "quiet"}, f"{thing.clause}{quote}")


def _place(planned: PlannedLesson, thing: Thing, language: str) -> str:
    """Return in words where on the upright page a thing is, or ""."""
    if not thing.boxes or thing.page is None:
        return ""
    case_page = planned.case.page(thing.page)
    outlines = on_page(thing.boxes, case_page)
    if not outlines or case_page.page is None:
        return ""
    x, y = centre(outlines[0])
    row = _ROWS[min(2, max(0, int(3 * y / case_page.page.height)))]
    column = _COLUMNS[min(2, max(0, int(3 * x / case_page.page.width)))]
    return sentence(f"lesson.papers_at.{row}-{column}", language).message


def _picture(scan: bytes, places: Sequence[tuple[str, tuple[Polygon, ...]]]) -> Markup:
    """Return the picture of a page with a red frame and its number around each place."""
    with Image.open(io.BytesIO(scan)) as opened:
        part = _WIDTH / opened.width
        small = opened.convert("RGB").resize((_WIDTH, round(opened.height * part)))
    pen = ImageDraw.Draw(small)
    for name, boxes in places:
        if boxes:
            left, top, right, bottom = (part * edge for edge in around(map(bounds, boxes)))
            pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=_RED, width=2)
            pen.text((left - 2, max(0, top - 18)), name, fill=_RED)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=70)
    encoded = base64.b64encode(stream.getvalue()).decode()
    return element("img", {"src": f"data:image/jpeg;base64,{encoded}", "width": f"{_WIDTH}"})


# --- What to say, keys and seats -----------------------------------------------------------------


def _walk(language: str) -> Iterator[Markup]:
    yield element("h2", {"class": "new"}, _said("walk", language))
    steps = (sentence(f"lesson.papers_walk.{n}", language) for n in range(1, _STEPS + 1))
    yield table((), ((element("b", {}, step.message), step.remedy) for step in steps))


def how_to_begin(lesson: Lesson, number: int, language: str = "zh") -> str:
    """Return where a participant finds a lesson: its name beside the number."""
    code = "lesson.begin_own" if is_own(lesson) else "lesson.begin"
    title = lesson.title.in_language(language)
    return sentence(code, language, title=title, number=number).message


def _key_card(
    lesson: Lesson, number: int, keys: Sequence[tuple[str, str]], language: str
) -> Iterator[Markup]:
    title = f"{lesson.title.in_language(language)} · {number}"
    yield element("h1", {"class": "new"}, title)
    yield element("p", {}, how_to_begin(lesson, number, language))
    yield element("h2", {}, _said("keys", language))
    yield table((), ((element("b", {}, each), does) for each, does in keys))


def _seats(lesson: Lesson, number: int, names: Sequence[str], language: str) -> Iterator[Markup]:
    if not names:
        return
    yield element("h1", {"class": "new"}, _said("seats", language))
    words = sentence(
        "lesson.papers_seats_told", language,
        title=lesson.title.in_language(language), number=number,
    )  # fmt: skip
    yield element("p", {}, words.message)
    yield element("p", {}, how_to_begin(lesson, number, language))
    heads = (_said(head, language) for head in ("seat", "name", "result", "remark"))
    yield table(heads, ((seat, name, "", "") for seat, name in enumerate(names, start=1)))


def _said(name: str, language: str) -> str:
    return sentence(f"lesson.papers_{name}", language).message
