"""Each page of the window is gone to by its name, and ``back`` leads where one came from."""

import ast
import gc
import weakref
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

import zcdesk.ui
from tests.notices.editing.texts import RIVER
from tests.ui import conftest as on
from tests.ui.places import PAGES, page_of
from zcdesk.applicant import Applicant
from zcdesk.cases.acts import deciding, following, noting
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.case import Case
from zcdesk.cases.rounds import Round
from zcdesk.notices.clock import now
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.help.sheet import HelpSheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.toast import Toast
from zcdesk.ui.words.changes import step_told
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.path.history import Change, What
from zcdesk.workflow.path.stops import Stop

SOURCES = sorted(Path(zcdesk.ui.__path__[0]).rglob("*.py"))

REACHED = [
    (["check", "review"], "check"),
    (["gallery", "review"], "gallery"),
    (["review", "gallery", "review"], "gallery"),
    (["organisations", "review"], "organisations"),
    (["review"], "sections"),
    (["check"], "sections"),
    (["review", "check"], "review"),
    (["review", "gallery"], "review"),
    (["review", "preparation"], "review"),
    (["check", "side-by-side"], "check"),
    (["review", "side-by-side"], "review"),
    (["check", "route"], "check"),
    (["review", "identity"], "review"),
    (["check", "identity"], "check"),
    (["interview"], "sections"),
    (["after"], "sections"),
    (["after", "review"], "after"),
]
"""Pages gone to one after the other from the sections, and where one comes back to."""


@pytest.mark.nightly
def test_back_leads_to_where_one_came_from(window: MainWindow, room: Room) -> None:
    router = room.router
    shown: dict[str, QWidget] = {"sections": router.currentWidget()}
    for way, before in REACHED:
        for name in way:
            router.go(At(name, page=3) if name == "review" else At(name))
            shown[name] = router.currentWidget()
        router.back()
        assert router.currentWidget() is shown[before], way
        while router.currentWidget() is not shown["sections"]:
            router.back()


@pytest.mark.slow
def test_back_in_a_page_keeps_what_was_in_hand_and_gives_the_keyboard(room: Room) -> None:
    router = room.router
    router.go(At("sections", part=on.OTHER_SLOT))
    key = room.workspace.key
    router.go(At("check"))
    router.go(At("review", page=2, place=0))
    assert room.session.current == 2
    assert room.review.selected == 0
    assert room.review.canvas.view.hasFocus()
    router.go(At("gallery"))
    router.back()
    assert room.review.selected == 0
    assert room.review.canvas.view.hasFocus()
    router.back()
    assert room.check.isVisible()
    assert room.check.primary.hasFocus()
    router.back()
    assert room.workspace.key == key
    assert room.workspace.list.hasFocus()


@pytest.mark.slow
def test_the_button_at_the_left_says_where_it_leads(room: Room) -> None:
    room.router.go(At("review", page=2))
    assert room.review.bar.back.text() == "回到栏目"
    room.router.go(At("check"))
    room.router.go(At("review", page=3))
    assert room.review.bar.back.text() == "返回"
    room.router.go(At("preparation"))
    assert room.preparation.bar.back.text() == "回到复核"
    assert room.workspace.bar.back.text() == "开始页"


@pytest.mark.nightly
@pytest.mark.parametrize("page", ["review", "check", "sections"])
def test_settings_the_computer_and_help_are_left_for_what_they_covered(
    window: MainWindow, room: Room, page: str
) -> None:
    room.router.go(At("review", page=2, place=0))
    room.router.go(At(page))
    before, focus = window.router.currentWidget(), QApplication.focusWidget()
    window.show_settings()
    window.router.go(At("computer"))
    assert window.router.made("computer") is not None
    window.router.made("computer").leave()
    assert page_of(window, SettingsPage).isVisible()
    window.show_settings()
    assert window.router.currentWidget() is before
    assert QApplication.focusWidget() is focus
    window.show_help()
    (sheet,) = window.findChildren(HelpSheet)
    sheet.close()
    on.until(lambda: QApplication.focusWidget() is focus)
    assert room.session.current == 2


@pytest.mark.slow
def test_a_stop_of_the_path_begins_a_new_way(room: Room) -> None:
    room.router.go(At("check"))
    room.way.go_to(Stop.REVIEW)
    room.router.back()
    assert room.workspace.isVisible()


@pytest.mark.nightly
def test_pages_outside_of_a_case_lead_back_to_the_start_page(window: MainWindow) -> None:
    for name in ("settings", "computer", "notice"):
        window.router.go(At(name))
        window.router.back()
        assert window.start.isVisible(), name
    window.new_case(on.NOTICE)
    window.router.back()
    assert window.start.isVisible()


@pytest.mark.nightly
def test_esc_leaves_tables_for_sentences_and_these_for_the_start_page(window: MainWindow) -> None:
    window.router.go(At("notice"))
    room = window.notices
    room.work.begun.emit(read(RIVER, "qinghe-2027"))
    room.four.tables_wanted.emit()
    assert room.tables.isVisible()
    QTest.keyClick(room.tables, Qt.Key.Key_Escape)
    assert room.four.isVisible()
    QTest.keyClick(room.four, Qt.Key.Key_Escape)
    assert window.start.isVisible()
    on.until(lambda: room.work.idle)


@pytest.mark.nightly
def test_no_page_of_a_closed_case_is_kept(window: MainWindow, sorted_case: Case) -> None:
    room = on.opened(window, sorted_case)
    for name in PAGES:
        if name not in ("upload", "identity"):
            room.router.go(At(name))
    room.router.go(At("export", part=on.SLOT))  # it went by the question for the route
    room.router.go(At("export", part=on.SLOT))
    kept = {type(page).__name__: weakref.ref(page) for page in room.pages._pages}
    assert len(kept) >= 10
    window.show_settings()
    window.router.go(At("start"))
    del room
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    alive = {name for name, page in kept.items() if page() is not None}
    assert alive == set()


@cache
def _nodes() -> tuple[tuple[Path, ast.AST], ...]:
    trees = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]
    return tuple((path, node) for path, tree in trees for node in ast.walk(tree))


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    return ((path, node) for path, node in _nodes() if isinstance(node, ast.Call))


@pytest.mark.nightly
def test_every_page_that_the_window_names_is_known(window: MainWindow, room: Room) -> None:
    assert window.batch is not None
    assert window.lessons.room is not None
    wanted = {
        (str(path), str(node.args[0].value))
        for path, node in _calls()
        if isinstance(node.func, ast.Name) and node.func.id == "At" and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(wanted) > 30
    assert {pair for pair in wanted if pair[1] not in room.router.names} == set()


@pytest.mark.slow
def test_few_signals_only_pass_on_what_they_hear() -> None:
    signals = {
        node.targets[0].id
        for _, node in _nodes()
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
        if node.value.func.id == "Signal"
    }
    relays = [
        f"{path.name}:{node.lineno}"
        for path, node in _calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "connect" and node.args
        if isinstance(node.args[0], ast.Attribute)
        if node.args[0].attr in signals | {"emit"}
    ]
    assert 0 < len(relays) < 50, relays


def leads(toast: Toast) -> bool:
    """Tell whether the toast offers the way to the place."""
    return toast._lead.isVisible()


@pytest.mark.slow
def test_what_is_not_on_screen_is_taken_back_in_words_only(window: MainWindow, room: Room) -> None:
    on.confirm_pages(room, 2)
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


@pytest.mark.nightly
def test_each_kind_of_act_leads_back_to_its_page(window: MainWindow, room: Room) -> None:
    session, notice = room.session, room.session.notice
    fact = room.interview.asked[0]
    back = Round(now() - timedelta(hours=1), Who.EMPLOYER, "x")

    def sections() -> str:
        return room.workspace.key

    acts = [
        (move_pages(session.case, notice, [1], on.OTHER_SLOT), room.workspace),
        (noting.answer_questions(session.case, {fact: "senior_engineer"}), room.interview),
        (noting.write_text(session.case, "work_summary", "字"), room.workspace),
        (noting.mark_not_applicable(session.case, "diploma", "没有"), room.workspace),
        (noting.choose_route(session.case, session.case.route.COVERED), room.route),
        (following.begin_round(session.case, back), room.after),
        (deciding.rename_applicant(session.case, Applicant("沈知遥", "某厂")), window.identity),
    ]
    stack = on.there(window.findChild(QStackedWidget))
    for case, page in acts:
        room.way.go_to(Stop.CHECK)
        session.act(case)
        session.undo()
        assert window.toast.accessibleName().startswith("已撤回：")
        assert leads(window.toast), page
        window.toast._lead.click()
        assert stack.currentWidget() is page
    assert sections() == notice.section_of("diploma").id


@pytest.mark.nightly
def test_an_act_from_before_the_case_was_opened_is_named_too(
    qtbot: QtBot, window: MainWindow, pool: WorkerPool, tmp_path: Path
) -> None:
    path = on.draw_read_case(pool, tmp_path, {"a.png": ("荣誉证书",)})
    room = on.entered(window, path)
    on.confirm_pages(room, 1)
    window.show_start()
    room = on.entered(window, path)
    with qtbot.waitSignal(room.session.stepped):
        room.session.undo()
    assert window.toast.accessibleName() == "已撤回：确认第 1 页（复核）"


@pytest.mark.parametrize("what", What)
def test_every_change_has_words_for_one_page_and_for_many(what: What) -> None:
    notice = load_notice(on.NOTICE)
    for pages in ((), (4,), (4, 7)):
        told = step_told(Change(what, Stop.REVIEW, pages, 3, on.SLOT), notice, back=True)
        assert told.startswith("已撤回：")
        assert "{" not in told


def test_the_words_of_an_empty_case_are_plain(read_case: Case) -> None:
    told = step_told(
        Change(What.TEXT, Stop.MATERIALS, part="work_summary"), load_notice(on.NOTICE), back=False
    )
    assert told.startswith("已重做：“")
