"""Cases for the tests of checks: pages without pixels, as the stages before would leave them."""

from dataclasses import replace
from datetime import date

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.secrecy import Classified, note_classified
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import Evaluation, SlotState
from zcdesk.findings import error, info, warning
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Clarity, Page, PageSource

NOTICE = load_notice("region-senior-2024")
TODAY = date(2024, 9, 20)

ORDINARY = {
    "series": "senior_engineer", "level": "full_senior", "degree": "yes",
    "chsi_record": "found", "title_origin": "xinjiang", "moved_from_office": "no",
    "village_work": "no", "published_papers": "no", "representative_work": "no",
    "dispatching_unit": "no", "employer_kind": "local", "aid_xinjiang": "no",
}  # fmt: skip
"""Answers of a person to whom no exception applies."""


def mask(target: Target) -> Mask:
    return Mask(target, ((10, 10), (60, 10), (60, 30), (10, 30)), matched=f"{target}:1")


def prepared(number: int, slot: str, *targets: Target, doubt: bool = False) -> CasePage:
    """A page that was read: sure covers for ``targets``, or one doubt."""
    verdict = Verdict.DOUBT if doubt else Verdict.COVER
    hits = tuple(Hit(mask(target), verdict, info("hit.name")) for target in targets)
    path = f"scan-{number}.jpg"
    source = PageSource(path, f"{number:064x}")
    page = Page(source, 1654, 2339, 1654, 2339)
    return CasePage(number, slot, path, page=page, hits=hits, examined=True)


def waiting(number: int, slot: str) -> CasePage:
    return CasePage(number, slot, f"scan-{number}.jpg")


def refused(number: int, slot: str) -> CasePage:
    found = (error("scan.empty", file=f"scan-{number}.jpg"),)
    return CasePage(number, slot, f"scan-{number}.jpg", findings=found, examined=True)


def doubtful(number: int, slot: str) -> CasePage:
    return prepared(number, slot, Target.NAME, doubt=True)


def blurred(number: int, slot: str) -> CasePage:
    return replace(prepared(number, slot), findings=(warning("clarity.blurred"),))


def hard_to_read(number: int, slot: str, height: float = 20.0) -> CasePage:
    """A page that can just be read, with small print of a height in pixels."""
    found = prepared(number, slot, Target.NAME)
    assert found.page is not None
    measures = {"height": height}
    page = replace(found.page, clarity=Clarity.BORDERLINE, measures=measures)
    return replace(found, page=page, findings=(warning("clarity.blurred"),))


def told_open(case: Case) -> Case:
    """The case after the person said of every page that it is not secret."""
    for page in case.pages:
        case = note_classified(case, page.number, Classified.NO)
    return case


def answered(page: CasePage, answer: Answer) -> CasePage:
    return replace(page, answer=answer)


def unseen_case_of(*pages: CasePage, **facts: str) -> Case:
    """A case of the ordinary person with ``pages``; ``facts`` change her answers."""
    answers = {**ORDINARY, **facts}
    return Case(
        NOTICE.id,
        Applicant("阿依古丽", "某某机械厂"),
        frozenset({Target.NAME, Target.EMPLOYER}),
        tuple(pages),
        tuple((fact, answer) for fact, answer in answers.items() if answer),
    )


def case_of(*pages: CasePage, **facts: str) -> Case:
    """The same after the person confirmed every page that can be confirmed."""
    case = unseen_case_of(*pages, **facts)
    for page in case.pages:
        if page.page is not None and case.is_sure(page):
            case = confirm(case, page.number)
    return case


def slots_filled(*slots: str) -> tuple[CasePage, ...]:
    """One confirmed page in each slot named; a slot named twice gets two."""
    return tuple(prepared(number, slot, Target.NAME) for number, slot in enumerate(slots, start=1))


def evaluated(*pages: CasePage, **facts: str) -> Evaluation:
    return evaluate(NOTICE, case_of(*pages, **facts), TODAY)


def slot_state(slot: str, *pages: CasePage, **facts: str) -> SlotState:
    return evaluate(NOTICE, case_of(*pages, **facts), TODAY).slot(slot)


def codes_for(evaluation: Evaluation, slot: str) -> list[str]:
    return [finding.code for finding in evaluation.findings if finding.slot == slot]
