"""The five notices, and a case evaluated under one of them."""

from datetime import date

from tests.checks.making_cases import prepared, told_open
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm_sure
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import Evaluation
from zcdesk.notices.files.loading import load_notice

ETDZ, URUMQI, REGION, HOTAN, MIIT = (
    "etdz-2024", "urumqi-private-2025", "region-senior-2024", "hotan-private-2025", "miit-2019",
)  # fmt: skip


PERSON = Applicant("阿依古丽", "某某机械厂")


def evaluation_of(notice_id: str, facts: dict[str, str], *slots: str) -> Evaluation:
    pages = tuple(prepared(n, slot, Target.NAME) for n, slot in enumerate(slots, start=1))
    case = Case(notice_id, PERSON, frozenset(), pages, tuple(facts.items()))
    notice = load_notice(notice_id)
    return evaluate(notice, confirm_sure(told_open(case)), date(notice.year, 3, 1))


def codes(notice_id: str, facts: dict[str, str], *slots: str) -> list[str]:
    return [finding.code for finding in evaluation_of(notice_id, facts, *slots).findings]
