"""A case that can only be looked at: nothing confirms, and every act says why it is not taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import SLOT, entered, see
from tests.ui.places import PAGES as OF_CASE
from zcdesk.cases.acts import following
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.notices.clock import now
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.review.next_step import Way

WHY = "只能看"


@pytest.fixture
def locked(
    qtbot: QtBot, window: MainWindow, sorted_case: Case, tmp_path: Path, nowhere: Path
) -> Iterator[Room]:
    """The room of a case that is open elsewhere."""
    returned = Round(now(), Who.EMPLOYER, "证书不清晰", (ToDo("证书不清晰", slot=SLOT),))
    case = following.begin_round(sorted_case, returned)
    path = laid_down(tmp_path / "申报.zcase", case)
    with open_case(path):
        room = entered(qtbot, window, path)
        assert room.session.read_only
        yield room


def deciding(page: QWidget) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.decides and one.isVisible()]


@pytest.mark.slow
def test_no_key_and_no_button_of_review_confirms(qtbot: QtBot, locked: Room) -> None:
    locked.router.go(At("review"))
    review, before = locked.review, locked.session.case
    for number in [page.number for page in before.pages]:
        review.go_to(number)
        see(qtbot, review)
        assert review.step.way in (Way.GO, Way.CHECK, Way.WAIT)
        assert not review.decisions.primary.decides
        for key in (Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_I, Qt.Key.Key_O):
            QTest.keyClick(review.canvas.view, key)
        locked.toast.hide()
        QTest.keyClick(review.canvas.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not review.decisions.asks_bulk
        assert not review.decisions.bulk.agree.isVisible()
        assert WHY in locked.toast.accessibleName()
        assert "已在另一处打开" in locked.toast.accessibleName()
    for _ in before.pages:
        QTest.keyClick(review.canvas.view, Qt.Key.Key_F)
    assert locked.session.case == before


PAGES = [page for page in OF_CASE if page not in ("upload", "identity", "gallery")]
"""In the gallery 不盖 on her own word decides nothing: it opens the page that asks her."""


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_act_of_a_page_is_refused_with_its_reason(
    window: MainWindow, locked: Room, page: str
) -> None:
    before, room = locked.session.case, locked
    room.router.go(At(page))
    QApplication.processEvents()
    acts = [one for one in deciding(window) if one.isEnabled()]
    for place in range(len(acts)):
        room.toast.hide()
        button = [one for one in deciding(window) if one.isEnabled()][place]
        words = button.text()
        button.click()
        QApplication.processEvents()
        assert room.toast.isVisible(), (words, place)
        assert WHY in room.toast.accessibleName(), button.text()
        assert room.session.case == before
    if page == "after":
        assert acts


def test_a_tick_outlives_the_column_that_it_makes_anew(room: Room) -> None:
    returned = Round(now(), Who.EMPLOYER, "证书不清晰", (ToDo("证书不清晰", slot=SLOT),))
    room.session.act(following.begin_round(room.session.case, returned))
    room.router.go(At("after"))
    card = room.round.page.cards[0]
    card._ask_word()
    card._word.setText("原件如此")
    card._agree.click()  # what it belongs to is gone before the click ends
    assert room.session.case.rounds[0].items[0].done
    assert room.round.page.cards[0].fault.standing is MendingStanding.BY_HAND


@pytest.mark.slow
def test_what_was_clicked_shows_again_how_it_stands(window: MainWindow, locked: Room) -> None:
    room, before = locked, locked.session.case
    room.router.go(At("interview"))
    room.interview.cards[0].chosen.emit(room.interview.cards[0].value)
    assert not any(card.is_marked for card in room.interview.cards)
    room.router.go(At("route"))
    room.route.cards[0].chosen.emit(room.route.cards[0].value)
    assert not any(card.is_marked for card in room.route.cards)
    room.router.go(At("after"))
    card = room.round.page.cards[0]
    card.ticked.emit(card.fault, True, "原件如此")
    assert room.round.page.cards[0].fault.standing is MendingStanding.OPEN
    form = room.after.form
    form.words.setPlainText("没有盖章")
    form.enter()
    assert form.words.toPlainText() == "没有盖章"
    room.router.go(At("identity"))
    window.identity.name.setText("陆听澜")
    window.identity.keep()
    assert WHY in room.toast.accessibleName()
    assert room.session.case == before
