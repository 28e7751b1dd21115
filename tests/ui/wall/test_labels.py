"""The gallery lists what stands beside 姓名, 单位 and 签字 without a cover, as crops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.cases.made import laid_down
from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from tests.ui.conftest import NOTICE, SLOT, Press, draw_read_case, entered, see, there, until
from tests.ui.drawn import APPLICANT
from tests.ui.test_accessible import nameless
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.geometry import bounds
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.mending_page import page_of
from zcdesk.ui.keys.router import At
from zcdesk.ui.look import ROW
from zcdesk.ui.wall.gallery_cells import Cell
from zcdesk.ui.wall.gallery_page import GalleryPage
from zcdesk.ui.wall.organisations_page import OrganisationsPage
from zcdesk.ui.wall.spelling_card import SpellingCard
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.organisations import Belonging
from zcdesk.workflow.path.case_path import Deed

FORM = (
    "年度考核登记表",
    f"姓名：{APPLICANT.name}",
    "工作单位：塔河石油机械有限公司",
    "考核等次：称职",
    "本人签字：",
)
OTHER = ("聘用合同", "姓名：陆听澜", "性别：女")


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of two pages that were read: the applicant's form, and another person's."""
    folder = tmp_path_factory.mktemp("栏目")
    return draw_read_case(pool, folder, {"1考核表.jpg": FORM, "2合同.jpg": OTHER})


@pytest.fixture
def room(window: MainWindow, case_file: Path) -> Room:
    """The room of that case."""
    return entered(window, case_file)


@pytest.fixture
def gallery(room: Room, press: Press) -> GalleryPage:
    """Its gallery at the labels, once all pages were looked at."""
    room.router.go(At("gallery"))
    room.gallery.list.setFocus()
    press(Qt.Key.Key_3)
    gallery = room.gallery
    assert gallery.labels.isChecked()
    until(lambda: gallery.list.cell is not None)
    until(lambda: not gallery.finds.looking)
    return gallery


def listed(gallery: GalleryPage) -> list[tuple[int, str, str]]:
    """Page, label and value of what is listed, in its order."""
    model = gallery.list.model()
    rows = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    cells = [row for row in rows if isinstance(row, Cell)]
    return [(one.place, one.label.label, one.label.text) for one in cells if one.label]


def test_values_beside_labels_without_covers_are_listed_with_them(gallery: GalleryPage) -> None:
    assert listed(gallery) == [
        (2, "姓名", "陆听澜"),
        (1, "工作单位", "塔河石油机械有限公司"),
        (1, "本人签字", ""),
    ]
    assert gallery.labels.text().endswith(" 3")
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    cell = there(gallery.list.cell)
    assert "“姓名”旁边读到“陆听澜”" in cell.entry.reason
    assert cell.shown is not None
    assert (
        bounds(cell.shown.polygon)[0] < bounds(cell.entry.polygon)[0] - 40
    )  # the label is in the crop


@pytest.mark.slow
def test_a_value_is_covered_here_and_leaves(gallery: GalleryPage, room: Room, press: Press) -> None:
    gallery.list.setFocus()
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    press(Qt.Key.Key_R)  # nothing is to be left open: it is open
    before = room.session.case
    press(Qt.Key.Key_E)
    (drawn,) = room.session.case.page(2).drawn
    assert drawn.target is Target.NAME
    assert [place for place, _, _ in listed(gallery)] == [1, 1]
    room.session.undo()
    assert room.session.case == before
    assert len(listed(gallery)) == 3


@pytest.mark.slow
def test_enter_points_at_it_on_its_page(gallery: GalleryPage, room: Room, press: Press) -> None:
    gallery.list.setFocus()
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    cell = there(gallery.list.cell)
    press(Qt.Key.Key_Return)
    assert room.review.isVisible()
    assert (room.session.current, room.review.selected) == (2, -1)
    see(room.review)
    view = room.review.canvas.view
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    left, top, right, bottom = bounds(cell.entry.polygon)
    assert seen.contains((left + right) / 2, (top + bottom) / 2)
    middle = view.mapFromScene((left + right) / 2, top)
    shown = view.viewport().grab().toImage()
    colours = {shown.pixelColor(middle.x() + x, middle.y()).name() for x in range(-8, 9)}
    room.review.refresh()
    bare = view.viewport().grab().toImage()
    assert colours != {bare.pixelColor(middle.x() + x, middle.y()).name() for x in range(-8, 9)}


OLD, OTHER_ONE = "塔河石油机械有限公司", "昆仑检测技术研究院"
ASKED_FORM = ("年度考核登记表", "姓名：沈知遥", f"工作单位：{OLD}", "考核等次：称职")
PAPER = (OTHER_ONE, "检测报告", "送检样品三件，结果合格。", f"委托方联系人在{OLD}任职。")


@pytest.fixture(scope="module")
def employers_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of two pages that were read: a form of another employer, and a letterhead."""
    folder = tmp_path_factory.mktemp("单位")
    return draw_read_case(pool, folder, {"1考核表.jpg": ASKED_FORM, "2报告.jpg": PAPER})


@pytest.fixture
def employers(window: MainWindow, employers_file: Path, tmp_path: Path) -> Room:
    """The room of that case, once the organisations are gathered."""
    employers = entered(window, employers_file)
    until(lambda: bool(employers.finds.found))
    return employers


def test_a_former_employer_is_the_next_step_found_anywhere(employers: Room, press: Press) -> None:
    assert employers.workspace.step.deed is Deed.TELL_ORGANISATIONS
    employers.workspace.next_step()
    page = employers.organisations
    assert page.isVisible()
    assert [card.accessibleName() for card in page.cards] == [OLD, OTHER_ONE]
    until(page.cards[1].isVisible)
    before = employers.session.case
    focus = there(page.focusWidget())
    assert focus.accessibleName() == f"{OLD}，本单位"
    press(Qt.Key.Key_Tab)
    assert page.focusWidget() is page.cards[0].buttons[Belonging.FORMER]
    press(Qt.Key.Key_Space)
    until(lambda: bool(employers.session.case.applicant.former_employers))
    assert employers.session.case.applicant.former_employers == (OLD,)
    for page_before in before.pages:
        assert len(employers.session.case.page(page_before.number).hits) > len(page_before.hits)
    assert employers.workspace.step.deed is not Deed.TELL_ORGANISATIONS
    employers.session.undo()
    until(lambda: employers.session.case == before)
    assert not page.cards[0].buttons[Belonging.FORMER].isChecked()


@pytest.mark.slow
def test_one_that_is_not_hers_is_remembered_and_nothing_is_searched(
    window: MainWindow, employers: Room, employers_file: Path
) -> None:
    employers.router.go(At("organisations"))
    before = employers.session.case
    card = employers.organisations.cards[1]
    card.buttons[Belonging.OTHER].click()
    assert employers.session.case.applicant == before.applicant
    pages = employers.session.case.pages  # one that names it and not her is asked about from now on
    assert [(page.hits, page.told) for page in pages] == [
        (page.hits, page.told) for page in before.pages
    ]
    window.show_start()
    again = entered(window, employers_file)
    until(lambda: bool(again.finds.found))
    assert again.finds.open == 1
    again.session.undo()
    until(lambda: again.finds.open == 2)


@pytest.fixture(scope="module")
def uyghur_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of one bilingual card that was read."""
    folder = tmp_path_factory.mktemp("双语")
    draw_card(folder / "工作证.jpg")
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    path = folder / "申报.zcase"
    case = add_scans(Case(NOTICE, applicant(), targets), [folder], SLOT)
    with open_case(laid_down(path, case)) as stored:
        list(examine_stored(pool, stored))
    return path


@pytest.fixture
def uyghur(window: MainWindow, uyghur_file: Path) -> Room:
    """The room of that case; what a test changes is taken back by the next opening's copy."""
    return entered(window, uyghur_file)


@pytest.fixture
def page(uyghur: Room) -> OrganisationsPage:
    """The page of the questions, reached as the next step leads there."""
    until(lambda: uyghur.workspace.step.deed is Deed.TELL_ORGANISATIONS)
    uyghur.workspace.next_step()
    assert uyghur.organisations.isVisible()
    return uyghur.organisations


def card_of(page: OrganisationsPage, target: Target) -> SpellingCard:
    return next(card for card in page.spellings if card.spelling.target is target)


def test_name_and_employer_come_first_none_unasked(uyghur: Room, page: OrganisationsPage) -> None:
    assert [card.spelling.target for card in page.spellings] == [Target.NAME, Target.EMPLOYER]
    name = card_of(page, Target.NAME)
    assert name.words.words == (NAME,)
    assert name.yes.hasFocus()
    name.words.toggle.click()
    assert not nameless(page)
    assert uyghur.session.case.applicant == applicant()
    findings = [
        one for one in uyghur.judge.evaluation.findings if one.code.startswith("check.script_")
    ]
    assert {page_of(one) for one in findings} == {"organisations"}
    assert len(findings) == 2


@pytest.mark.slow
def test_enter_decides_nothing_and_space_takes_the_name_which_is_then_covered_by_it(
    uyghur: Room, page: OrganisationsPage, press: Press
) -> None:
    before = uyghur.session.case
    press(Qt.Key.Key_Return)
    assert uyghur.session.case == before
    press(Qt.Key.Key_Space)
    until(lambda: NAME in uyghur.session.case.applicant.aliases)
    until(lambda: _read(uyghur))
    found = {hit.mask.matched for hit in uyghur.session.case.pages[0].hits}
    assert "alias:1" in found
    assert [card.spelling.target for card in page.spellings] == [Target.EMPLOYER]
    uyghur.session.undo()
    until(lambda: uyghur.session.case.applicant == before.applicant)
    until(lambda: _read(uyghur) and len(page.spellings) == 2)


@pytest.mark.slow
def test_a_no_is_remembered_by_the_case_and_undone(
    uyghur: Room, page: OrganisationsPage, window: MainWindow, uyghur_file: Path
) -> None:
    still_open = uyghur.finds.open
    card_of(page, Target.EMPLOYER).no.click()
    assert uyghur.finds.open == still_open - 1
    assert card_of(page, Target.EMPLOYER).no.isChecked()
    assert uyghur.session.case.applicant == applicant()
    window.show_start()
    again = entered(window, uyghur_file)
    assert _refused(again) == [Target.EMPLOYER]
    again.session.undo()
    until(lambda: not any(each.refused for each in again.finds.spellings))


@pytest.mark.slow
def test_letters_are_put_right_before_being_taken(uyghur: Room, page: OrganisationsPage) -> None:
    card = card_of(page, Target.EMPLOYER)
    card.change.click()
    line = card.words.stops[0]
    assert QApplication.focusWidget() is line
    assert card.words.keys.isVisible()
    card.words.show_words((f"{EMPLOYER} ش",))
    card.words.changed.emit()
    assert card.yes.text() == card.tr("就用这个写法")
    card.words.show_words(("Qeshqer",))
    card.yes.click()
    assert uyghur.session.case.applicant == applicant()
    card.words.show_words((f"{EMPLOYER} ش",))
    card.yes.click()
    employers = (f"{EMPLOYER} ش",)
    until(lambda: uyghur.session.case.applicant.employer_aliases == employers)
    uyghur.session.undo()


def _refused(uyghur: Room) -> list[Target]:
    return [spelling.target for spelling in uyghur.finds.spellings if spelling.refused]


def _read(uyghur: Room) -> bool:
    return not uyghur.session.is_reading and all(
        page.examined for page in uyghur.session.case.pages
    )
