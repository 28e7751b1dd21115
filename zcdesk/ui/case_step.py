"""The one filled button of a case: what is still open, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from zcdesk.cases.routes import Route
from zcdesk.checks.states import Evaluation, State
from zcdesk.notices.interview import unanswered
from zcdesk.notices.slots import Who
from zcdesk.ui.overview import Overview
from zcdesk.ui.page_rows import slot_title
from zcdesk.workflow.case_files import words_known


class Door(StrEnum):
    """The pages of an open case besides its sections."""

    IDENTITY = "identity"
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


def case_step(overview: Overview, evaluation: Evaluation) -> CaseStep:
    """Return what to do next, in the order in which it helps most."""
    case, notice = overview.case, overview.notice
    known = {slot.id for slot in notice.slots()}
    if not words_known(case):
        return CaseStep(_tr("先写姓名和单位"), Door.IDENTITY)
    if not case.pages:
        return CaseStep(_tr("放入扫描件…"), Door.UNSORTED, imports=True)
    strays = sum(page.slot not in known for page in case.pages)
    if strays:
        return CaseStep(_tr("给 {n} 页归类").format(n=strays), Door.UNSORTED)
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
