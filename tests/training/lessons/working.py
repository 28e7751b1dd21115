"""Somebody who works on a lesson by the book, or makes exactly the mistakes that are wanted."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding, following, laying, noting
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.hits import Mask
from zcdesk.quantities.moments import BEIJING
from zcdesk.training.lessons.ink_covered import share
from zcdesk.training.lessons.lesson import Trap
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import MadeLesson, make_lesson
from zcdesk.training.lessons.truth import LessonTruth, Thing, WhoseInk, on_page

GOOD = "二〇一八年至今负责生产线改造，工作态度认真，业务能力、工作业绩和学术水平得到认可"
AT = datetime(2024, 9, 2, 10, 0, tzinfo=BEIJING)


def made(lesson: str, number: int, path: Path) -> MadeLesson:
    """Return a lesson's case, made."""
    *_, last = make_lesson(load_lesson(lesson), number, path)
    assert isinstance(last, MadeLesson)
    return last


def worked(case: Case, truth: LessonTruth, without: Collection[str] = ()) -> Case:
    """Return the case with every hidden thing settled but those named."""
    for thing in truth.things:
        if thing.id not in without:
            case = settle(case, thing)
    return finished(case, truth, without)


def finished(case: Case, truth: LessonTruth, without: Collection[str] = ()) -> Case:
    """Return the case with every page confirmed on which nothing is left."""
    left = {thing.page for thing in truth.things if thing.id in without and thing.trap.on_page}
    strange = {told.number for told in truth.pages if told.foreign}
    for page in case.pages:
        if page.slot and page.examined and not page.refused and page.number not in left | strange:
            case = confirmed(case, page.number)
    return case


def settle(case: Case, thing: Thing) -> Case:
    """Return the case with one hidden thing settled as the notice wants it."""
    number = thing.page or 0
    match thing.trap:
        case Trap.UNFOUND | Trap.SHORT:
            page = case.page(number)
            for place in on_page(thing.boxes, page):
                mask = Mask(thing.target or Target.NAME, wider(place))
                case = deciding.draw(case, number, mask)
        case Trap.DOUBTED:
            case = decided(case, thing, Decision.COVER)
        case Trap.STRANGER | Trap.OVERDONE:
            case = decided(case, thing, Decision.LEAVE)
        case Trap.FOREIGN_PAGE | Trap.UNREADABLE | Trap.WRONG_YEAR:
            case = deciding.remove_page(case, number)
        case Trap.DOUBLE:
            case = deciding.remove_page(case, thing.other or 0)
        case Trap.SIDEWAYS:
            case = laying.turn_page(case, number, thing.turn)
        case Trap.WRONG_SLOT | Trap.UNSORTED:
            case = case.with_page(case.placed(case.page(number), thing.slot))
        case Trap.PAGE_ANSWER:
            case = deciding.answer(case, number, Answer(thing.answers[0]))
        case Trap.MISSING:
            waiver = Waiver("check.years_missing", "单位补开后再交", AT, slot=thing.slot)
            case = noting.waive(case, waiver)
        case Trap.TEXT:
            case = noting.write_text(case, thing.field, GOOD)
        case Trap.RETURNED:
            case = mended(case, thing)
        case Trap.ROUTE:
            case = noting.choose_route(case, Route(thing.answers[0]))
        case Trap.QUESTION:
            case = noting.answer_questions(case, {thing.field: thing.answers[0]})
    return case


def mended(case: Case, thing: Thing) -> Case:
    """Return the case with one point of its return tied to its slot and ticked off."""
    for place, item in enumerate(case.rounds[0].items):
        if item.words == thing.text:
            done = replace(item, slot=thing.slot, confirmed=True, done=True)
            case = following.change_item(case, 0, place, done)
    return case


def decided(case: Case, thing: Thing, decision: Decision) -> Case:
    """Return the case with the proposals at a hidden place decided."""
    page = case.page(thing.page or 0)
    for place in on_page(thing.boxes, page):
        for index, hit in enumerate(page.hits):
            if hit.mask.target is thing.target and share(place, (hit.mask,)) > 0.9:
                case = deciding.decide(case, page.number, index, decision)
    return case


def confirmed(case: Case, number: int) -> Case:
    """Return the case with a page confirmed whatever is on it: open doubts are covered unseen."""
    while open_here := case.page(number).open_doubts():
        case = deciding.decide(case, number, open_here[0], Decision.COVER)
    return deciding.confirm(deciding.claim(case, number), number)


def covering_too_much(case: Case, truth: LessonTruth, number: int) -> Case:
    """Return the case with a cover over a plain word of a page, away from all that is own."""
    page = case.page(number)
    told = next(each for each in truth.pages if each.number == number)
    taken = [outline_of(page, ink.boxes) for ink in told.inks if ink.whose is not WhoseInk.NOBODY]
    for ink in told.inks:
        place = outline_of(page, ink.boxes)
        if ink.whose is WhoseInk.NOBODY and not any(_meet(place, other) for other in taken):
            return deciding.draw(case, number, Mask(Target.NAME, place))
    raise AssertionError("no plain word on the page")


def outline_of(page: CasePage, boxes: tuple[Polygon, ...]) -> Polygon:
    """Return a box around ink on a page."""
    return wider(on_page(boxes, page)[0])


def wider(place: Polygon) -> Polygon:
    """Return an upright box that reaches a little beyond a place."""
    left, top, right, bottom = bounds(place)
    return box(left - 3, top - 3, right + 3, bottom + 3)


def _meet(one: Polygon, other: Polygon) -> bool:
    a, b = bounds(one), bounds(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
