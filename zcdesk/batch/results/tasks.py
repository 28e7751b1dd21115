"""What is left to do for one person, each thing once, and whose it is: hers, her employer's, ours.

The one place where findings are shared out. What she can bring, answer or scan again goes into her
letter; all else waits for her employer, for the supervising unit, or for the clerk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from zcdesk.cases.case import ANOTHER_ROW, NAMELESS, Case, CasePage
from zcdesk.checks.dates.returns import open_return, return_facts
from zcdesk.checks.states import ONLY_KNOWN, CaseFinding, Evaluation
from zcdesk.findings import Detail, Finding, Severity
from zcdesk.notices.interview import refused_answers, unanswered
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Clarity


class Whose(StrEnum):
    """Who does it."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    SUPERVISING_UNIT = "supervising_unit"
    CLERK = "clerk"


class Kind(StrEnum):
    """What is to be done; ``REMIND`` holds nobody up and is not counted."""

    MEND = "mend"
    SEND = "send"
    TELL = "tell"
    SCAN_AGAIN = "scan_again"
    REWRITE = "rewrite"
    LOOK = "look"
    REMIND = "remind"


@dataclass(frozen=True)
class Task:
    """One thing to do; nothing in it is the applicant's own words.

    Attributes:
        code: Name of the finding's sentence.
        whose: Who does it.
        kind: What is to be done.
        details: What the sentence tells.
        slot: Id of the slot, or "".
        pages: Numbers of the pages in the case.
        places: Where these stand in the case, from 1: what people call them.
        question: Id of the notice's question that is to be answered, or "".
    """

    code: str
    whose: Whose
    kind: Kind
    details: Mapping[str, Detail] = field(default_factory=dict)
    slot: str = ""
    pages: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    question: str = ""

    @property
    def counted(self) -> bool:
        """It keeps the material from being complete."""
        return self.kind is not Kind.REMIND


QUESTION = "check.fact_unanswered"
"""Code of the task to answer one of the notice's questions."""

ANOTHER = "page.another_person"
"""Code of the task to look whose a page is."""

_SEND = (
    "check.slot_missing",
    "check.slot_missing_employer",
    "check.slot_missing_supervising_unit",
    "check.one_of_missing",
    "check.years_missing",
    "check.years_missing_told",
    "check.years_unseen",
    "check.parts_short",
    "check.id_card_side",
    "check.text_not_checked",
)
_TELL = (
    "check.answer_assumed",
    "check.told_differently",
    "check.employer_of_year",
    "check.dates_out_of_order",
    "check.date_in_future",
    "check.id_number_old",
    "check.id_number_form",
    "check.id_number_birth",
    "check.id_number_other_birth",
    "check.id_number_digit",
    "check.id_number_on_card",
    "check.classified_open",
    "page.no_name",
    "page.other_name",
    "page.no_name_in_place",
    "page.other_employer",
)
_SCAN_AGAIN = (
    "check.no_signature_seen",
    "check.no_seal_seen",
    "check.no_seal_on_some",
    "check.photocopy",
    "check.form_of_other_year",
    "clarity.small",
    "clarity.blurred",
    "clarity.grainy",
    "clarity.compressed",
    "clarity.faint",
    "clarity.shaken",
    "clarity.glare",
    "clarity.cut_off",
    "clarity.cut_below",
    "clarity.cut_above",
    "scan.unreadable",
    "scan.empty",
    "scan.truncated",
    "scan.damaged_page",
    "scan.page_doubtful",
    "scan.value_not_drawn",
    "scan.no_pages",
    "scan.unsupported",
    "scan.unsupported_avif",
    "scan.unsupported_ofd",
    "scan.unsupported_word",
    "scan.word_failed",
    "scan.unsupported_sheet",
    "scan.unsupported_slides",
    "scan.unsupported_office",
    "scan.unsupported_archive",
    "scan.unsupported_web_page",
    "scan.unsupported_web_document",
    "scan.unsupported_paper",
    "scan.unsupported_chat_cache",
    "scan.unsupported_edit_note",
    "scan.unsupported_shortcut",
    "scan.unsupported_cloud",
    "scan.unsupported_video",
    "scan.unsupported_packing",
    "scan.unsupported_form",
    "scan.unsupported_portfolio",
    "scan.unsupported_program",
    "scan.unsupported_text",
    "scan.empty_archive",
    "scan.archive_too_large",
    "scan.archive_path",
    "scan.archive_nested",
    "scan.archive_method",
    "scan.too_large",
    "scan.too_many_pixels",
    "scan.too_many_pages",
    "scan.too_complex",
    "scan.locked",
    "scan.wrong_password",
    "scan.specially_locked",
)
_REWRITE = (
    "check.text_short",
    "check.text_long",
    "check.text_length_differs",
    "check.text_name",
    "check.text_employer",
    "check.text_name_perhaps",
    "check.text_employer_perhaps",
    "check.text_employer_hint",
    "check.text_vague",
    "check.text_empty",
    "check.text_empty_unstated",
    "check.text_topics",
    "check.history_silent",
    "check.history_unread",
    "check.history_other_employer",
)
_HERS: Mapping[str, Kind] = {
    **dict.fromkeys(_SEND, Kind.SEND),
    **dict.fromkeys(_TELL, Kind.TELL),
    **dict.fromkeys(_SCAN_AGAIN, Kind.SCAN_AGAIN),
    **dict.fromkeys(_REWRITE, Kind.REWRITE),
    "check.text_not_written": Kind.REMIND,
    "check.year_not_asked": Kind.REMIND,
}
"""What an applicant can do; with a slot that others fill it is theirs, and all else the clerk's."""

_NOT_CLEAR = frozenset(code for code in _SCAN_AGAIN if code.startswith("clarity.")) - {
    "clarity.glare", "clarity.cut_off", "clarity.cut_below", "clarity.cut_above",
}  # fmt: skip
"""Findings on how well a page can be read; while that is borderline only, the clerk looks."""

_TOLD_OTHERWISE = frozenset({
    "check.page_refused",  # by what the page itself tells
    "check.page_foreign",
    "check.page_foreign_unsorted",
    "check.questions_open",  # question by question
    "check.pages_unsorted",  # without those that have a task of their own
    "check.fact_unanswered",
    "check.answer_unknown",
})  # fmt: skip

_MERGED = frozenset({"check.classified_open", "check.text_not_written"})
"""Codes that are one task however many slots or fields they are about."""

RETURNED = "batch.return_point"
"""Code of the task to do what the last return asks for; its words are in the case alone."""

HELD = frozenset({"batch.perhaps_elsewhere", "batch.perhaps_unsorted"})
"""Codes of papers that are not asked of her as long as they may be here in the wrong place."""

_OTHERS = {Who.EMPLOYER: Whose.EMPLOYER, Who.SUPERVISING_UNIT: Whose.SUPERVISING_UNIT}


def tasks_of(
    notice: Notice,
    case: Case,
    evaluation: Evaluation,
    strangers: Mapping[int, int] = MappingProxyType({}),
    held: Mapping[str, Finding] = MappingProxyType({}),
) -> tuple[Task, ...]:
    """Return all that is left to do for a person, in the order of her case.

    Args:
        notice: The notice.
        case: Her case.
        evaluation: The case held against the notice.
        strangers: Numbers of pages that are probably somebody else's, and that one's row; the
            clerk looks at them.
        held: Slots whose papers may be here already, in the wrong place, and where; she is not
            asked for them before the clerk has looked.
    """
    of_pages = tuple(_of_pages(notice, case, strangers))
    told = {number for task in of_pages for number in task.pages}
    of_case = _of_findings(notice, case, evaluation, told, held)
    back = _points(notice, case)
    return tuple(
        _merged(
            (*back, *of_case, *_unsorted(notice, case, told), *_questions(notice, case), *of_pages)
        )
    )


def _of_findings(
    notice: Notice,
    case: Case,
    evaluation: Evaluation,
    told: Collection[int],
    held: Mapping[str, Finding],
) -> Iterator[Task]:
    for found in evaluation.findings:
        if found.severity is Severity.INFO or found.code in _TOLD_OTHERWISE:
            continue
        if found.code == "check.page_in_review" and found.page in told:
            continue  # it comes back as another scan or with her answer, or is the clerk's already
        task = _shared_out(notice, case, found)
        here = next((held[slot] for slot in _asked_of(notice, task) if slot in held), None)
        yield task if here is None else _held(task, here)


def _points(notice: Notice, case: Case) -> Iterator[Task]:
    """Yield what an open return asks for, point by point; without points it is one."""
    back = open_return(case)
    if back is None:
        return
    if not back.items:
        yield Task(RETURNED, Whose.APPLICANT, Kind.MEND, {"number": 1})
    for number, item in enumerate(back.items, start=1):
        if not item.done:
            pages = (item.page,) if item.page in case.places else ()
            whose = _owner(notice, item.slot) if item.slot else Whose.APPLICANT
            yield Task(
                RETURNED,
                whose,
                Kind.MEND,
                {"number": number},
                item.slot,
                pages,
                _places(case, pages),
            )


def _asked_of(notice: Notice, task: Task) -> tuple[str, ...]:
    """Return the slots of which a task asks to bring something: its own, or one of a group's."""
    if task.kind is not Kind.SEND:
        return ()
    groups = (group.slots for section in notice.sections for group in section.groups)
    one_of = next((slots for slots in groups if task.slot in slots), ())
    return one_of if task.code == "check.one_of_missing" else (task.slot,)


def _held(task: Task, here: Finding) -> Task:
    details = {**here.details, "slot": task.details.get("slot", task.details.get("slots", ""))}
    return Task(here.code, Whose.CLERK, Kind.LOOK, details, task.slot)


def _shared_out(notice: Notice, case: Case, found: CaseFinding) -> Task:
    whose, kind = Whose.CLERK, Kind.REMIND if found.code in ONLY_KNOWN else Kind.LOOK
    if found.code in _HERS:
        whose, kind = _owner(notice, found.slot), _HERS[found.code]
    details = {**found.finding.details}
    pages = _pages(case, found, kind)
    return Task(found.code, whose, kind, details, found.slot, pages, _places(case, pages))


def _pages(case: Case, found: CaseFinding, kind: Kind) -> tuple[int, ...]:
    """Return the pages that a finding is about: its own, those it lists, or all of its slot."""
    if found.page is not None:
        return (found.page,)
    own = {page.number for page in case.pages if found.slot and page.slot == found.slot}
    listed = str(found.finding.details.get("pages", ""))
    if found.code == "check.no_seal_on_some":
        places = {int(place) for place in listed.split("、")}
        own = {number for number, place in case.places.items() if place in places}
    if kind in (Kind.SEND, Kind.SCAN_AGAIN):
        return tuple(number for number in case.places if number in own)
    return ()


def _places(case: Case, pages: Iterable[int]) -> tuple[int, ...]:
    return tuple(case.places[number] for number in pages)


def _unsorted(notice: Notice, case: Case, told: Collection[int]) -> Iterator[Task]:
    """Yield that pages have no place yet, but for those of which there is something else to do."""
    known = {slot.id for slot in notice.slots()}
    pages = tuple(
        page.number for page in case.pages if page.slot not in known and page.number not in told
    )
    if pages:
        places = _places(case, pages)
        details = {"count": len(pages)}
        yield Task("check.pages_unsorted", Whose.CLERK, Kind.LOOK, details, "", pages, places)


def _owner(notice: Notice, slot_id: str) -> Whose:
    """Return who brings what a slot takes: the first whom the notice names."""
    slot = next((slot for slot in notice.slots() if slot.id == slot_id), None)
    if slot is None or slot.who[0] is Who.APPLICANT:
        return Whose.APPLICANT
    return _OTHERS.get(slot.who[0], Whose.CLERK)


def _questions(notice: Notice, case: Case) -> Iterator[Task]:
    facts = return_facts(notice, case)
    asked = {one.id: one for one in (*unanswered(notice, facts), *refused_answers(notice, facts))}
    for fact in asked.values():
        details = {"question": fact.question}
        yield Task(QUESTION, Whose.APPLICANT, Kind.TELL, details, question=fact.id)


def _of_pages(notice: Notice, case: Case, strangers: Mapping[int, int]) -> Iterator[Task]:
    for page in case.pages:
        if page.number in strangers:
            place = _places(case, (page.number,))
            row = {"row": strangers[page.number]}
            yield Task(ANOTHER, Whose.CLERK, Kind.LOOK, row, page.slot, (page.number,), place)
            continue
        if case.is_confirmed(page):
            continue  # somebody looked at it and took it
        for finding in page.findings:
            kind = _kind_on_page(page, finding)
            if kind is not None:
                whose = _owner(notice, page.slot) if kind is not Kind.LOOK else Whose.CLERK
                details = {k: told for k, told in finding.details.items() if k != "file"}
                place = _places(case, (page.number,))
                yield Task(finding.code, whose, kind, details, page.slot, (page.number,), place)


def _kind_on_page(page: CasePage, finding: Finding) -> Kind | None:
    """Return what a finding on a page asks for; None where the page's review covers it."""
    if finding.severity is Severity.INFO:
        return None
    if page.refused:
        return _HERS.get(finding.code, Kind.LOOK)
    borderline = page.page is not None and page.page.clarity is Clarity.BORDERLINE
    if finding.code in _NOT_CLEAR and borderline:
        return None
    if finding.code in NAMELESS - {ANOTHER} and not page.whose_open:
        return None
    return Kind.LOOK if finding.code == ANOTHER_ROW else _HERS.get(finding.code)


def _merged(tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield tasks, with one for all of a code that asks the same of several places."""
    told = list(tasks)
    seen: set[str] = set()
    for task in told:
        if task.code not in _MERGED:
            yield task
        elif task.code not in seen:
            seen.add(task.code)
            alike = [other for other in told if other.code == task.code]
            yield replace(task, details=_joined(alike), slot="")


def _joined(tasks: Iterable[Task]) -> dict[str, Detail]:
    """Return the details of several tasks as one: each different word once."""
    found: dict[str, dict[str, None]] = {}
    for task in tasks:
        for name, told in task.details.items():
            found.setdefault(name, {})[str(told)] = None
    return {name: "、".join(told) for name, told in found.items()}
