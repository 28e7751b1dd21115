"""What is taken back is said, with the way to where it can be seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, confirm_pages, draw_read_case, entered
from zcdesk.applicant import Applicant
from zcdesk.cases.acts import deciding, following, noting
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.case import Case
from zcdesk.cases.rounds import Round
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.toast import Toast
from zcdesk.ui.words.changes import step_told
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.path.history import Change, What
from zcdesk.workflow.path.stops import Stop


def leads(toast: Toast) -> bool:
    """Tell whether the toast offers the way to the place."""
    return toast._lead.isVisible()


@pytest.mark.slow
def test_what_is_not_on_screen_is_never_taken_back_without_saying_so_and_how_to_see_it(
    window: MainWindow, room: Room
) -> None:
    confirm_pages(room, 2)
    room.router.go(At("check"))
    room.session.undo()
    assert window.toast.accessibleName() == "已撤回：确认第 2 页（复核）"
    assert leads(window.toast)
    window.toast._lead.click()
    assert room.review.isVisible()
    assert room.session.current == 2
    room.session.redo()
    assert window.toast.accessibleName() == "已重做：确认第 2 页（复核）"
    assert not leads(window.toast)  # it is on screen
    room.review.go_to(1)
    room.session.undo()
    assert leads(window.toast)


@pytest.mark.slow
def test_each_kind_of_act_leads_back_to_its_page(window: MainWindow, room: Room) -> None:
    session, notice = room.session, room.session.notice
    fact = room.interview.asked[0]
    back = Round(now() - timedelta(hours=1), Who.EMPLOYER, "x")

    def sections() -> str:
        return room.workspace.key

    acts = [
        (move_pages(session.case, notice, [1], OTHER_SLOT), room.workspace),
        (noting.answer_questions(session.case, {fact: "senior_engineer"}), room.interview),
        (noting.write_text(session.case, "work_summary", "字"), room.workspace),
        (noting.mark_not_applicable(session.case, "diploma", "没有"), room.workspace),
        (noting.choose_route(session.case, session.case.route.COVERED), room.route),
        (following.begin_round(session.case, back), room.after),
        (deciding.rename_applicant(session.case, Applicant("沈知遥", "某厂")), window.identity),
    ]
    stack = window.findChild(QStackedWidget)
    assert stack is not None
    for case, page in acts:
        room.way.go_to(Stop.CHECK)
        session.act(case)
        session.undo()
        assert window.toast.accessibleName().startswith("已撤回：")
        assert leads(window.toast), page
        window.toast._lead.click()
        assert stack.currentWidget() is page
    assert sections() == notice.section_of("diploma").id


@pytest.mark.slow
def test_an_act_from_before_the_case_was_opened_is_named_too(
    qtbot: QtBot, window: MainWindow, pool: WorkerPool, tmp_path: Path
) -> None:
    path = draw_read_case(pool, tmp_path, {"a.png": ("荣誉证书",)})
    room = entered(qtbot, window, path)
    confirm_pages(room, 1)
    window.show_start()
    room = entered(qtbot, window, path)
    with qtbot.waitSignal(room.session.stepped):
        room.session.undo()
    assert window.toast.accessibleName() == "已撤回：确认第 1 页（复核）"


@pytest.mark.parametrize("what", What)
def test_every_change_has_words_for_one_page_and_for_many(what: What) -> None:
    notice = load_notice(NOTICE)
    for pages in ((), (4,), (4, 7)):
        told = step_told(Change(what, Stop.REVIEW, pages, 3, SLOT), notice, back=True)
        assert told.startswith("已撤回：")
        assert "{" not in told


def test_the_words_of_an_empty_case_are_plain(read_case: Case) -> None:
    told = step_told(
        Change(What.TEXT, Stop.MATERIALS, part="work_summary"), load_notice(NOTICE), back=False
    )
    assert told.startswith("已重做：“")
