"""The rows at the left of a case, each with its state and where it leads."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from zcdesk.cases.upload_route import Route
from zcdesk.checks.states import Evaluation, SectionState, State
from zcdesk.notices.interview import questions, unanswered
from zcdesk.ui.case.section_list import ListRow
from zcdesk.ui.look import Tone
from zcdesk.ui.session.organisation_finds import OrganisationFinds
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import clauses
from zcdesk.ui.words.states import StateLook, asks_to_act, standing_look
from zcdesk.workflow.case.case_files import words_known
from zcdesk.workflow.review.unsorted import strays


def case_rows(
    session: Session, evaluation: Evaluation, finds: OrganisationFinds
) -> tuple[ListRow, ...]:
    """Return the rows of a case: what comes before, and the platform's sections.

    What comes after them is reached by the path alone.
    """
    begun = bool(session.case.pages)
    sections = [
        _section_row(state, place, begun=begun)
        for place, state in enumerate(evaluation.sections, start=1)
    ]
    before = _before(session, finds)
    if not begun:  # what is open there is told by the path; here is only what to bring
        quiet = StateLook("", "", Tone.TEXT2)
        return (*(replace(row, look=quiet, tail="") for row in before), *sections)
    return (
        ListRow("", _tr("开头")),
        *before,
        ListRow("", _tr("栏目，按平台的顺序")),
        *sections,
    )


def _before(session: Session, finds: OrganisationFinds) -> list[ListRow]:
    case, notice = session.case, session.notice
    rows = []
    known = words_known(case)
    look = StateLook("", "check-circle" if known else "person", Tone.OK if known else Tone.YOU)
    tail = "" if known else _tr("还没有写")
    rows.append(ListRow("identity", _tr("姓名与单位"), look=look, tail=tail))
    spellings = finds.spellings
    if finds.found or spellings:
        tail = _tr("{n} 处没有答").format(n=finds.open) if finds.open else _tr("已答完")
        look = StateLook("", "person" if finds.open else "check-circle", _tone(not finds.open))
        title = _tr("核对单位和维吾尔文") if spellings else _tr("核对单位")
        rows.append(ListRow("organisations", title, look=look, tail=tail))
    answers = dict(case.facts)
    if questions(notice, answers):
        count = len(unanswered(notice, answers))
        tail = _tr("还有 {n} 题").format(n=count) if count else _tr("已答完")
        look = StateLook("", "person" if count else "check-circle", _tone(not count))
        rows.append(ListRow("interview", _tr("提问"), look=look, tail=tail))
    if notice.masking is not None:
        chosen = case.route in (Route.COVERED, Route.INSIDE_PLATFORM)
        words = {
            Route.NOT_ASKED: _tr("还没有选"),
            Route.UNKNOWN: _tr("还不确定"),
            Route.COVERED: _tr("传遮好的图"),
            Route.INSIDE_PLATFORM: _tr("平台内遮盖"),
        }
        look = StateLook("", "check-circle" if chosen else "person", _tone(chosen))
        tail = words[case.route]
        rows.append(ListRow("route", _tr("上传方式"), look=look, tail=tail))
    loose = len(strays(session.overview))
    tail = _tr("%n 页", loose) if loose else ""
    look = StateLook("", "folder", Tone.YOU if loose else Tone.TEXT2)
    rows.append(ListRow("unsorted", _tr("未归类"), look=look, tail=tail))
    return rows


def _section_row(state: SectionState, number: int, *, begun: bool) -> ListRow:
    """Return a section; its state is said where somebody has to act, and from the first page on."""
    if not state.awaited and not (begun and asks_to_act(state)):
        return ListRow(state.id, state.title, str(number), StateLook("", "", Tone.TEXT2))
    own = state.own_state
    count = sum(slot.state is own and not slot.awaited for slot in state.slots)
    counted = own in (State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK)
    look = standing_look(state, str(count) if counted and count > 1 else "")
    return ListRow(state.id, state.title, str(number), look, look.word)


def complete_words(evaluation: Evaluation) -> str:
    """Return how many sections of the platform are done, need nothing, and wait for others."""
    sections = evaluation.sections
    words = _tr("%n 栏中 {k} 栏已齐", len(sections))
    needless = sum(section.state is State.NOT_NEEDED for section in sections)
    others = sum(section.awaited for section in sections)
    return clauses(
        [
            words.format(k=sum(section.complete for section in sections)),
            _tr("%n 栏不用交", needless) if needless else "",
            _tr("%n 栏等别人", others) if others else "",
        ]
    )


def _tone(done: bool) -> Tone:
    return Tone.OK if done else Tone.YOU


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("case_rows", words, None, n)
