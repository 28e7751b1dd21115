"""The one filled button of a case: what is still open, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from zcdesk.cases.records import Route
from zcdesk.checks.states import Evaluation, State
from zcdesk.notices.interview import unanswered
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.words.sentences import slot_title
from zcdesk.workflow.case.case_files import words_known
from zcdesk.workflow.open_case.overview import Overview


class Door(StrEnum):
    """The pages of an open case besides its sections."""

    IDENTITY = "identity"
    ORGANISATIONS = "organisations"
    INTERVIEW = "interview"
    ROUTE = "route"
    UNSORTED = "unsorted"
    REVIEW = "review"
    CHECK = "check"
    UPLOAD = "upload"
    AFTER = "after"


@dataclass(frozen=True)
class CaseStep:
    """The next step of a case: its words, and the door or the slot that it leads to."""

    words: str
    door: Door | None = None
    slot: str = ""
    imports: bool = False


def case_step(overview: Overview, evaluation: Evaluation, organisations: int = 0) -> CaseStep:
    """Return what to do next, in the order in which it helps most.

    Args:
        overview: How the pages stand.
        evaluation: How the case stands.
        organisations: How many organisations in fields like 工作单位 nobody has told about yet.
    """
    case, notice = overview.case, overview.notice
    known = {slot.id for slot in notice.slots()}
    if not words_known(case):
        return CaseStep(_tr("先写姓名和单位"), Door.IDENTITY)
    if not case.pages:
        return CaseStep(_tr("放入扫描件…"), Door.UNSORTED, imports=True)
    strays = sum(page.slot not in known for page in case.pages)
    if strays:
        return CaseStep(_tr("给 {n} 页归类").format(n=strays), Door.UNSORTED)
    if organisations and not overview.waiting:
        words = _tr("核对单位，还有 {n} 家").format(n=organisations)
        return CaseStep(words, Door.ORGANISATIONS)
    left = len(overview.unconfirmed)
    if left:
        return CaseStep(_tr("复核，还剩 {n} 页").format(n=left), Door.REVIEW)
    questions = len(unanswered(notice, dict(case.facts)))
    if questions:
        return CaseStep(_tr("回答 {n} 个问题").format(n=questions), Door.INTERVIEW)
    missing = [
        slot
        for slot in evaluation.slots()
        if slot.state is State.MISSING and Who.APPLICANT in slot.who
    ]
    if missing:
        words = _tr("补“{slot}”").format(slot=slot_title(notice, missing[0].id))
        return CaseStep(words, slot=missing[0].id)
    if notice.masking is not None and case.route is Route.NOT_ASKED:
        return CaseStep(_tr("选择上传方式"), Door.ROUTE)
    return CaseStep(_tr("最后检查"), Door.CHECK)


def _tr(words: str) -> str:
    return QCoreApplication.translate("case_step", words)
