"""What a lesson must not contradict: itself, the drawings, its notice."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from zcdesk.disk.paths import is_plain_name
from zcdesk.notices.files import locating
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.files.locating import ProfileError, UnknownNoticeError
from zcdesk.notices.profile import Notice
from zcdesk.training.lessons.finished_pages import (
    MUST_AGREE,
    fictional_applicant,
    kinds_drawn,
)
from zcdesk.training.lessons.lesson import RUINS, Lesson, PageEntry, Trap, TrapEntry
from zcdesk.training.lessons.limits import MOST_PAGES, MOST_TRAPS

Contradiction = tuple[locating.Path, str, dict[str, str]]


def contradictions(lesson: Lesson) -> Iterator[Contradiction]:
    """Yield the place in a lesson's file, code and details of what does not agree."""
    if not is_plain_name(lesson.id):  # a device of Windows
        yield ("id",), "notice.no_name", {"found": lesson.id}
    try:
        notice = load_notice(lesson.notice)
    except (UnknownNoticeError, ProfileError):
        yield from _among(("notice",), "lesson.notice_unknown", lesson.notice, notice_ids())
        return
    slots = [slot.id for slot in notice.slots()]
    for field, count, most in (
        ("pages", lesson.page_count, MOST_PAGES),
        ("traps", len(lesson.traps), MOST_TRAPS),
    ):
        if not 1 <= count <= most:
            yield (field,), "lesson.size", {"found": str(count), "reason": f"1–{most}"}
    for page in lesson.twice():
        yield ("pages",), "lesson.page_twice", {"found": page}
    yield from _lacking(lesson)
    for place, entry in enumerate(lesson.pages):
        path: locating.Path = ("pages", place)
        yield from _among((*path, "slot"), "lesson.slot_unknown", entry.slot, ("", *slots))
        if entry.turned not in (0, 90, 180, 270):
            yield (*path, "turned"), "lesson.turn_wrong", {"found": str(entry.turned)}
    for question, answer in lesson.facts.items():
        yield from _question(notice, ("facts", question), question, (answer,))
    for place, trap in enumerate(lesson.traps):
        yield from _trap(lesson, notice, ("traps", place), trap)


def _lacking(lesson: Lesson) -> Iterator[Contradiction]:
    """Yield entries of which no page is finished, or not as many different ones."""
    papers, taken = fictional_applicant(1), Counter[tuple[str | None, ...]]()
    for place, entry in enumerate(lesson.pages):
        path, known = ("pages", place, "kind"), papers.fitting(entry.kind, {})
        yield from _among(path, "lesson.kind_unknown", entry.kind, kinds_drawn())
        for nth in range(1, entry.pages + 1):
            facts = entry.facts_of(nth)
            states = tuple(map(facts.get, MUST_AGREE))
            taken[entry.kind, *states] += 1
            if known and taken[entry.kind, *states] > len(papers.fitting(entry.kind, facts)):
                wanted = " ".join(filter(None, (entry.kind, *states)))
                reason = "、".join(page.stated or page.kind for page in known)
                yield path, "lesson.page_lacking", {"found": wanted, "reason": reason}


def _question(
    notice: Notice, path: locating.Path, question: str, answers: tuple[str, ...]
) -> Iterator[Contradiction]:
    known = [fact.id for fact in notice.facts]
    yield from _among(path, "lesson.question_unknown", question, tuple(known))
    options = [option.id for fact in notice.facts if fact.id == question for option in fact.options]
    for answer in answers:
        yield from _among(path, "lesson.answer_unknown", answer, options or (answer,))


def _trap(
    lesson: Lesson, notice: Notice, path: locating.Path, trap: TrapEntry
) -> Iterator[Contradiction]:
    """Yield what a trap lacks: each asks for other fields."""
    for field in _ASKED[trap.trap]:
        if not getattr(trap, field):
            yield path, "lesson.trap_lacks", {"found": trap.trap.value, "reason": field}
    if trap.trap.on_page:
        yield from _page_of(lesson, path, trap)
    slots = [slot.id for slot in notice.slots()]
    yield from _among((*path, "slot"), "lesson.slot_unknown", trap.slot, ("", *slots))
    if trap.trap is Trap.QUESTION and trap.field:
        yield from _question(notice, (*path, "field"), trap.field, trap.answers)
    if trap.trap is Trap.TEXT and trap.field:
        typed = [field.id for section in notice.sections for field in section.fields]
        yield from _among((*path, "field"), "lesson.text_unknown", trap.field, (*typed, *slots))
    if trap.trap is Trap.RETURNED and lesson.returned is None:
        yield path, "lesson.no_return", {}


_ASKED: dict[Trap, tuple[str, ...]] = {
    **{trap: ("page", "of") for trap in Trap if trap.at_place},
    **{trap: ("page",) for trap in Trap if trap.on_page and not trap.at_place},
    Trap.WRONG_SLOT: ("page", "slot"),
    Trap.UNSORTED: ("page", "slot"),
    Trap.PAGE_ANSWER: ("page", "answers"),
    Trap.MISSING: ("slot",),
    Trap.TEXT: ("field", "flaw"),
    Trap.RETURNED: ("slot", "text"),
    Trap.ROUTE: ("route",),
    Trap.QUESTION: ("field", "answers"),
}


def _page_of(lesson: Lesson, path: locating.Path, trap: TrapEntry) -> Iterator[Contradiction]:
    entries = {entry.id: entry for entry in lesson.pages}
    entry = entries.get(trap.page)
    if entry is None:
        yield from _among((*path, "page"), "lesson.page_unknown", trap.page, tuple(entries))
    elif trap.nth > entry.pages:
        yield (*path, "nth"), "lesson.page_beyond", {"found": f"{trap.nth} > {entry.pages}"}
    elif not _suits(trap.trap, entry):
        yield path, "lesson.page_unsuitable", {"found": trap.trap.value, "reason": trap.page}


def _suits(trap: Trap, entry: PageEntry) -> bool:
    """Tell whether a page is drawn so that a trap about the whole of it is one."""
    if trap is Trap.UNREADABLE:
        return bool(RUINS & set(entry.damage))
    if trap is Trap.SIDEWAYS:
        return entry.turned != 0
    return (not entry.slot) if trap is Trap.UNSORTED else True


def _among(
    path: locating.Path, code: str, name: str, known: Sequence[str]
) -> Iterator[Contradiction]:
    """Yield what is said of a name that is none of those that are known; "" is never offered."""
    if name not in known:
        offered = [*filter(None, known)]
        near = "".join(difflib.get_close_matches(name, offered, 1, 0.5)) or "、".join(offered[:12])
        yield path, code, {"found": name, "reason": near}
