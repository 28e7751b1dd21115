"""In the sections: the picker of a slot, the menus, no second window, a case only to look at."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, Press, entered, focused, in_review, see
from tests.ui.places import PAGES
from tests.ui.walker import Walker
from zcdesk.cases.acts import following
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.frame.slot_picker import SlotPicker, matches, pick_rows
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.fields.moment_field import MomentField
from zcdesk.ui.kit.menu import Menu
from zcdesk.ui.review.next_step import Way


def _ask(room: Room, slot: str, number: int) -> SlotPicker:
    """Press M on a page in the sections, and return what asks for its slot."""
    room.workspace.show_slot(slot)
    tiles = room.workspace.area.cards[slot].tiles
    tiles.select(number)
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_M)
    return room.workspace.findChildren(SlotPicker)[-1]


@pytest.mark.slow
def test_m_and_a_digit_move_a_page_and_take_the_next_in_hand(room: Room, press: Press) -> None:
    picker = _ask(room, SLOT, 1)
    digit = next(row.digit for row in picker.rows if row.slot == "diploma")
    press(getattr(Qt.Key, f"Key_{digit}"))
    assert room.session.case.page(1).slot == "diploma"
    assert picker.isHidden()
    tiles = focused(Tiles)
    assert tiles.selected == (2,)
    room.session.undo()
    assert room.session.case.page(1).slot == SLOT


@pytest.mark.slow
def test_the_button_that_offers_a_place_asks_as_m_does_and_opens_no_menu(room: Room) -> None:
    room.workspace.show_slot(SLOT)
    room.workspace.area.cards[SLOT].tiles.offer_slots(2)
    assert QApplication.activePopupWidget() is None
    picker = room.workspace.findChildren(SlotPicker)[-1]
    assert picker.isVisible()
    assert picker.field.hasFocus()


@pytest.mark.slow
def test_typing_finds_a_slot_by_its_words_or_their_first_letters(room: Room, press: Press) -> None:
    picker = _ask(room, SLOT, 1)
    field = focused(QLineEdit)
    QTest.keyClicks(field, "yjcg")
    assert picker.rows[0].slot == OTHER_SLOT
    press(Qt.Key.Key_Return)
    assert room.session.case.page(1).slot == OTHER_SLOT


@pytest.mark.slow
def test_enter_alone_moves_nothing_and_esc_gives_it_back(room: Room, press: Press) -> None:
    before = [page.slot for page in room.session.case.pages]
    picker = _ask(room, SLOT, 2)
    for _ in range(3):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
    assert [page.slot for page in room.session.case.pages] == before
    assert picker.isVisible()
    press(Qt.Key.Key_Escape)
    assert picker.isHidden()
    tiles = focused(Tiles)
    assert tiles.selected == (2,)


@pytest.mark.slow
def test_several_pages_go_together_and_the_tray_is_a_place_too(room: Room, press: Press) -> None:
    room.workspace.show_slot(SLOT)
    room.workspace.area.select_pages((1, 2))
    QTest.keyClick(room.workspace.area.cards[SLOT].tiles, Qt.Key.Key_M)
    press(Qt.Key.Key_Up)  # from the end
    press(Qt.Key.Key_Return)
    assert [room.session.case.page(number).slot for number in (1, 2)] == ["", ""]


@pytest.mark.slow
def test_the_page_in_review_is_moved_by_the_same_keys(room: Room, press: Press) -> None:
    in_review(room, 1)
    press(Qt.Key.Key_M)
    first = room.review.findChildren(SlotPicker)[-1].rows[0]
    assert first.proposed  # it is a certificate of honour, and lies elsewhere
    press(Qt.Key.Key_1)
    assert room.session.case.page(1).slot == first.slot != SLOT
    assert room.session.current == 1


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("公示", "posting"), ("gscl", "posting"), ("Xue Li", "diploma"), ("xuelizh", "diploma"),
        ("xlz", "diploma"), ("jxjy", "ce_special"), ("qqqq", ""), ("xuez", ""),
    ],
)  # fmt: skip
def test_what_is_typed_means_a_slot(typed: str, slot: str) -> None:
    found = [row.slot for row in pick_rows(load_notice(NOTICE), "", ()) if matches(row, typed)]
    assert slot in found if slot else not found, found


def test_what_a_page_proposes_comes_first_and_its_own_slot_is_left_out() -> None:
    rows = pick_rows(load_notice(NOTICE), SLOT, ("diploma", "nowhere"))
    assert (rows[0].slot, rows[0].proposed) == ("diploma", True)
    assert SLOT not in [row.slot for row in rows]
    assert rows[-1].slot == ""


def card_of(room: Room, slot: str) -> SlotCard:
    """Show a slot and return its card."""
    room.router.go(At("sections"))
    room.workspace.show_slot(slot)
    return room.workspace.area.cards[slot]


def opened(room: Room, slot: str) -> Menu:
    """Open the menu of a slot."""
    menu = card_of(room, slot).more.acts
    card_of(room, slot).more.open()
    assert menu.isVisible()
    return menu


@pytest.mark.slow
@pytest.mark.parametrize("away", ["another section", "another page", "out of the case"])
def test_a_menu_closes_with_what_it_acts_for(window: MainWindow, room: Room, away: str) -> None:
    menu = opened(room, SLOT)
    if away == "another section":
        card_of(room, "photo_1inch")
    elif away == "another page":
        room.router.go(At("check"))
    else:
        window.leave_case()
    assert QApplication.activePopupWidget() is None
    assert not shiboken6.isValid(menu) or not menu.isVisible()


@pytest.mark.slow
def test_a_menu_of_a_page_closes_with_the_sections(room: Room) -> None:
    card_of(room, SLOT)
    room.workspace.acts.open_menu(1, room.workspace.mapToGlobal(room.workspace.rect().center()))
    assert isinstance(QApplication.activePopupWidget(), Menu)
    room.router.go(At("check"))
    assert QApplication.activePopupWidget() is None


def test_a_calendar_closes_with_its_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = MomentField("提交时间", "")
    field.setParent(holder)
    holder.show()
    field.open()
    assert isinstance(QApplication.activePopupWidget(), Menu)
    holder.hide()
    assert QApplication.activePopupWidget() is None
    holder.show()
    field.open()  # and opens again
    assert isinstance(QApplication.activePopupWidget(), Menu)


@pytest.mark.slow
def test_sides_scanned_apart_are_put_together_by_one_act_of_the_menu(room: Room) -> None:
    numbers = [page.number for page in room.session.case.pages][:4]
    room.workspace.acts.move(SLOT, numbers)
    room.workspace.show_slot(SLOT)
    room.workspace.area.select_pages(tuple(numbers))
    before = [page.number for page in room.session.case.pages if page.number in numbers]
    menu = room.workspace.acts.menu(numbers[0])
    under = next(each for each in menu.findChildren(QMenu) if "正反面" in each.title())
    under.actions()[1].trigger()
    after = [page.number for page in room.session.case.pages if page.number in numbers]
    assert after == [before[0], before[3], before[1], before[2]]
    room.session.undo()
    assert [page.number for page in room.session.case.pages if page.number in numbers] == before


@pytest.mark.slow
def test_every_page_is_shown_inside_it(window: MainWindow, read_case: Case, tmp_path: Path) -> None:
    walker = Walker(window)
    room = entered(window, laid_down(tmp_path / "申报.zcase", read_case))
    for section in room.session.notice.sections:
        room.workspace.show_key(section.id)
    for page in PAGES:
        if page != "upload":  # a window of its own, and asked for
            room.router.go(At(page))
    room.router.go(At("sections"))
    room.workspace.show_key("unsorted")
    room.workspace.show_slot(SLOT)
    room.router.go(At("export", part=SLOT))
    assert walker.shown.others == []
    assert QApplication.activeWindow() is window


def test_of_a_case_that_was_left_nothing_stays_behind(window: MainWindow, room: Room) -> None:
    """A part that a notice has no use for stood by itself, and lived until the program ended."""
    for page in PAGES:
        if page != "upload":
            room.router.go(At(page))
            assert _alone() == [window], page
    room.workspace.show_key("unsorted")  # the tray has no head, so no state stands in it
    assert _alone() == [window]
    window.leave_case()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [one for one in QApplication.topLevelWidgets() if one is not window]
    assert [type(one).__name__ for one in left] == []
    assert window.room is None


def _alone() -> list[QWidget]:
    """Return what would be a window of its own when shown: it has no parent, and is no menu."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.parent() is None and one.windowType() is Qt.WindowType.Window
    ]


@pytest.mark.slow
def test_the_open_case_chosen_once_more_stays_open_and_can_be_changed(
    qtbot: QtBot, window: MainWindow, read_case: Case, tmp_path: Path
) -> None:
    path = laid_down(tmp_path / "申报.zcase", read_case)
    room = entered(window, path)
    room.router.go(At("check"))
    window.open_path(tmp_path / "." / path.name)
    qtbot.wait(500)  # what would open it works beside the window
    assert window.room is room
    assert not room.session.read_only
    assert room.workspace.isVisible()


WHY = "只能看"


@pytest.fixture
def locked(window: MainWindow, sorted_case: Case, tmp_path: Path, nowhere: Path) -> Iterator[Room]:
    """The room of a case that is open elsewhere."""
    returned = Round(now(), Who.EMPLOYER, "证书不清晰", (ToDo("证书不清晰", slot=SLOT),))
    case = following.begin_round(sorted_case, returned)
    path = laid_down(tmp_path / "申报.zcase", case)
    with open_case(path):
        room = entered(window, path)
        assert room.session.read_only
        yield room


def deciding(page: QWidget) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.decides and one.isVisible()]


@pytest.mark.slow
def test_no_key_and_no_button_of_review_confirms(locked: Room) -> None:
    locked.router.go(At("review"))
    review, before = locked.review, locked.session.case
    for number in [page.number for page in before.pages]:
        review.go_to(number)
        see(review)
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


ACTING = [page for page in PAGES if page not in ("upload", "identity", "gallery")]
"""In the gallery 不盖 on her own word decides nothing: it opens the page that asks her."""


@pytest.mark.slow
@pytest.mark.parametrize("page", ACTING)
def test_every_act_is_refused_with_a_reason(window: MainWindow, locked: Room, page: str) -> None:
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
