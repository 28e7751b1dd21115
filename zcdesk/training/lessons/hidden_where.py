"""What is hidden where."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

from zcdesk.cases.profiles import notice_of
from zcdesk.export.papers.markup import Markup, element, joined
from zcdesk.geometry import Polygon, around, bounds, centre
from zcdesk.notices.profile import Notice
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.how_to_begin import said
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.making import PlannedLesson
from zcdesk.training.lessons.paper_look import COLUMNS, RED, ROWS, WIDTH
from zcdesk.training.lessons.printing import table
from zcdesk.training.lessons.truth import Thing, on_page
from zcdesk.wording import sentence


def planted_rows(
    lesson: Lesson, number: int, planned: PlannedLesson, language: str
) -> Iterator[Markup]:
    """Yield what is hidden on which page, with its answer: for the trainer alone."""
    notice = notice_of(planned.case)
    yield element("h1", {}, f"{lesson.title.in_language(language)} · {number}")
    yield element("p", {}, lesson.goal.in_language(language))
    words = sentence(
        "lesson.papers_told", language, notice=notice.title, minutes=lesson.minutes,
        pages=len(planned.case.pages), things=len(planned.truth.things),
        name=planned.case.applicant.name, employer=planned.case.applicant.employer,
    )  # fmt: skip
    yield element("p", {"class": "quiet"}, words.message)
    yield element("h2", {}, said("planted", language))
    by_page: dict[int | None, list[Thing]] = {}
    for thing in planned.truth.things:
        by_page.setdefault(thing.page, []).append(thing)
    rows = (
        _row(notice, planned, number, things, language)
        for number, things in sorted(by_page.items(), key=lambda each: each[0] or 9999)
    )
    yield table((said("page", language), said("things", language)), rows)


def _row(
    notice: Notice, planned: PlannedLesson, number: int | None, things: list[Thing], language: str
) -> tuple[Markup, Markup]:
    """Return what is hidden on a page beside its picture, or in the case as a whole."""
    parts = [part for thing in things for part in _answer_of(notice, planned, thing, language)]
    if number is None:
        first = element("p", {}, said("whole_case", language))
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
    row = ROWS[min(2, max(0, int(3 * y / case_page.page.height)))]
    column = COLUMNS[min(2, max(0, int(3 * x / case_page.page.width)))]
    return sentence(f"lesson.papers_at.{row}-{column}", language).message


def _picture(scan: bytes, places: Sequence[tuple[str, tuple[Polygon, ...]]]) -> Markup:
    """Return the picture of a page with a red frame and its number around each place."""
    with Image.open(io.BytesIO(scan)) as opened:
        part = WIDTH / opened.width
        small = opened.convert("RGB").resize((WIDTH, round(opened.height * part)))
    pen = ImageDraw.Draw(small)
    for name, boxes in places:
        if boxes:
            left, top, right, bottom = (part * edge for edge in around(map(bounds, boxes)))
            pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=RED, width=2)
            pen.text((left - 2, max(0, top - 18)), name, fill=RED)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=70)
    encoded = base64.b64encode(stream.getvalue()).decode()
    return element("img", {"src": f"data:image/jpeg;base64,{encoded}", "width": f"{WIDTH}"})
