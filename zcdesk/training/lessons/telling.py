"""What is said of a hidden thing or a mistake: what, where, what is right, and why."""

from __future__ import annotations

from zcdesk.cases.practice import HINTS
from zcdesk.findings import Detail
from zcdesk.notices.profile.notice import Notice
from zcdesk.training.lessons.truth import Thing
from zcdesk.wording import sentence


def what(notice: Notice, thing: Thing, language: str = "zh") -> str:
    """Return one sentence on what is wrong while a thing is not settled."""
    details = _details(notice, thing, language)
    return sentence(f"lesson.what.{thing.trap}", language, **details).message


def right_act(notice: Notice, thing: Thing, language: str = "zh") -> str:
    """Return one sentence on what should be done."""
    details = _details(notice, thing, language)
    return sentence(f"lesson.act.{thing.trap}", language, **details).message


def why(thing: Thing, language: str = "zh") -> str:
    """Return one sentence of explanation."""
    return sentence(f"lesson.why.{thing.trap}", language).message


def hint(notice: Notice, thing: Thing, step: int, language: str = "zh") -> str:
    """Return a hint: 1 where to look, 2 what to look for, 3 what to do; with 3 the place is shown.

    Raises:
        ValueError: There is no such step.
    """
    details = _details(notice, thing, language)
    if step == 1 and thing.page is not None:
        return sentence("lesson.where.page", language, **details).message
    if step == 1:
        place = details["field"] or details["slot"]
        code = "lesson.where.place" if place else "lesson.where.case"
        return sentence(code, language, place=place).message
    if step == 2:
        return sentence(f"lesson.look.{thing.trap}", language, **details).message
    if step == HINTS:
        return right_act(notice, thing, language)
    raise ValueError(f"no hint {step}")


def _details(notice: Notice, thing: Thing, language: str) -> dict[str, Detail]:
    target = f"lesson.target.{thing.target}" if thing.target is not None else ""
    return {
        "page": thing.page or 0,
        "target": sentence(target, language).message if target else "",
        "slot": _title(notice, thing.slot),
        "field": _title(notice, thing.field),
        "text": thing.text,
    }


def _title(notice: Notice, wanted: str) -> str:
    """Return the title of a slot, a field or a question."""
    titles = {slot.id: slot.title for slot in notice.slots()}
    titles |= {field.id: field.title for each in notice.sections for field in each.fields}
    titles |= {fact.id: fact.question for fact in notice.facts}
    return titles.get(wanted, wanted)
