"""Doubts of one case side by side: marked by key and click, decided at once, taken back at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.cases.made import laid_down
from tests.patient import there, until
from tests.sealed_pages import own_word, sealed_case
from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from tests.ui.conftest import NOTICE, SLOT, Press, draw_read_case, entered, in_review, opened, see
from tests.ui.drawn import APPLICANT
from tests.ui.review.test_covers_by_hand import claimed_twice
from tests.ui.test_accessible import nameless
from tests.ui.wall.conftest import ready, see_all
from zcdesk.applicant import Target
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.file.store import open_case
from zcdesk.geometry import bounds
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.mending_page import page_of
from zcdesk.ui.frame.sheet_door import SheetDoor
from zcdesk.ui.keys.router import At
from zcdesk.ui.look import ROW
from zcdesk.ui.wall.gallery_cells import Cell
from zcdesk.ui.wall.gallery_page import GalleryPage
from zcdesk.ui.wall.organisations_page import OrganisationsPage
from zcdesk.ui.wall.sheet_page import SheetPage
from zcdesk.ui.wall.spelling_card import SpellingCard
from zcdesk.ui.wall.tiles import alike_box, page_box, picture_box
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.organisations import Belonging
from zcdesk.workflow.path.case_path import Deed
from zcdesk.workflow.side_by_side.doubts import DoubtKind, ExceptionMark, open_doubts
from zcdesk.workflow.side_by_side.sheets import MOST

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier


def decisions(case: Case) -> list[Decision]:
    return [decision for page in case.pages for _, decision in page.decisions]


@pytest.mark.nightly
def test_a_sheet_is_decided_with_its_exceptions_and_taken_back_as_one(
    sealed_room: Room, sheet: SheetPage, press: Press
) -> None:
    session = sealed_room.session
    before = session.case
    assert len(sheet.list.tiles) == MOST
    press(Qt.Key.Key_3)  # hers
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_A)  # to be looked at
    assert [tile.mark for tile in sheet.list.tiles][:10] == [
        None, None, ExceptionMark.OWN, *[None] * 6, ExceptionMark.LOOK,
    ]  # fmt: skip
    own, look = sheet.list.tiles[2].doubt, sheet.list.tiles[9].doubt
    see_all(sheet)
    assert sheet.primary.text() == "其余 22 处都不是我们单位的"
    press(Qt.Key.Key_Return, CONTROL)
    decided = session.case
    assert decisions(decided).count(Decision.LEAVE) == 22
    assert decided.page(own.number).decision(own.hit) is Decision.COVER
    assert decided.page(look.number).decision(look.hit) is None
    assert not any(decided.is_confirmed(page) for page in decided.pages)
    assert sealed_room.toast.accessibleName().startswith("一整张定下 23 处，其中盖上 1 处")
    until(lambda: len(sheet.list.tiles) == 30 - MOST)
    press(Qt.Key.Key_Z, CONTROL)
    assert session.case == before
    assert "上 23 处的盖与不盖" in sealed_room.toast.accessibleName()
    ready(sheet)
    assert {tile.doubt.key for tile in sheet.list.tiles} >= {own.key}
    assert next(t.mark for t in sheet.list.tiles if t.doubt.key == own.key) is ExceptionMark.OWN


@pytest.mark.nightly
def test_a_sheet_in_a_file_is_one_act_and_each_place_a_record_of_its_own(
    window: MainWindow, press: Press, sealed: Case, tmp_path: Path
) -> None:
    path = laid_down(tmp_path / "申报.zcase", sealed)
    room = entered(window, path)
    room.router.go(At("side-by-side"))
    sheet = room.sheet
    see_all(sheet)
    shown = [tile.doubt for tile in sheet.list.tiles]
    press(Qt.Key.Key_Return, CONTROL)
    by_hand = room.session.case
    window.show_start()
    with open_case(path) as stored:
        assert stored.case == by_hand
        assert [act.what for act in stored.acts()] == [ActCode.DECIDE_PLACE]
        for doubt in shown:
            assert stored.case.page(doubt.number).decision(doubt.hit) is Decision.LEAVE
        stored.undo()
        assert not decisions(stored.case)


@pytest.mark.nightly
def test_what_was_unseen_is_undecided(sealed_room: Room, sheet: SheetPage, press: Press) -> None:
    before = sealed_room.session.case
    until(lambda: f"还有 {len(sheet.list.unseen())} 处" in sheet.lead.text())
    assert 0 < len(sheet.list.unseen()) < MOST
    assert not sheet.primary.isVisible()
    press(Qt.Key.Key_Return, CONTROL)
    sheet.primary.click()
    assert sealed_room.session.case == before
    assert sheet.lead.hasFocus()
    while sheet.lead.isVisible():
        press(Qt.Key.Key_Return)  # leads on to the end
        QApplication.processEvents()
    assert not sheet.list.unseen()
    assert sheet.list.verticalScrollBar().value() > 0
    assert sheet.list.hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):  # and beyond
        press(key)
    assert sealed_room.session.case == before


def test_a_tile_that_is_cut_by_the_rim_was_not_seen(sheet: SheetPage) -> None:
    view = sheet.list
    whole = view.viewport().rect()
    for place, tile in enumerate(view.tiles):
        picture = picture_box(view.visualRect(view.model().index(place, 0)).toRectF())
        assert (tile.doubt.key in view.seen) == whole.contains(picture.toAlignedRect()), place
    view.verticalScrollBar().setValue(40)
    cut = [
        place
        for place in range(len(view.tiles))
        if whole.intersects(view.visualRect(view.model().index(place, 0)))
        and place in view.unseen()
    ]
    assert cut


def test_the_button_that_decides_stands_where_the_leading_one_does_not(sheet: SheetPage) -> None:
    leading = sheet.lead.geometry()
    see_all(sheet)
    QApplication.processEvents()
    assert not sheet.primary.geometry().intersects(leading)


def test_before_its_pictures_are_there_nothing_is_decided(sealed_room: Room, press: Press) -> None:
    sealed_room.router.go(At("side-by-side"))
    sheet = sealed_room.sheet
    assert sheet.list.tiles == ()
    assert "正在取图" in sheet.lead.text()
    before = sealed_room.session.case
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    sheet.primary.click()
    assert sealed_room.session.case == before
    assert sheet.sheets.marks == {}


@pytest.mark.nightly
def test_enter_decides_nothing_anywhere(sealed_room: Room, sheet: SheetPage, press: Press) -> None:
    see_all(sheet)
    before = sealed_room.session.case
    sheet.primary.setFocus()
    press(Qt.Key.Key_Return)
    assert sealed_room.session.case == before
    assert sealed_room.router.currentWidget() is sheet
    sheet.list.setFocus()
    press(Qt.Key.Key_Return)  # opens the page in hand
    assert sealed_room.session.case == before
    assert sealed_room.router.currentWidget() is sealed_room.review
    sealed_room.router.go(At("side-by-side"))
    see_all(sheet)
    sheet.primary.setFocus()
    press(Qt.Key.Key_Space)
    assert len(decisions(sealed_room.session.case)) == MOST


def test_a_held_key_decides_one_sheet(sealed_room: Room, sheet: SheetPage, press: Press) -> None:
    see_all(sheet)
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Return, CONTROL)
    assert len(decisions(sealed_room.session.case)) == MOST


@pytest.mark.nightly
def test_a_click_marks_opens_or_takes_all_alike(sealed_room: Room, sheet: SheetPage) -> None:
    view = sheet.list
    tile = view.tiles[0]
    box = view.visualRect(view.model().index(0, 0)).toRectF()

    def click(at: QPoint) -> None:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(picture_box(box).center().toPoint())
    assert view.tiles[0].mark is ExceptionMark.OWN
    click(picture_box(box).center().toPoint())
    click(picture_box(box).center().toPoint())
    assert view.tiles[0].mark is None
    assert tile.alike.startswith("1–")
    click(alike_box(box, tile).center().toPoint())
    marked = [one for one in view.tiles if one.mark is ExceptionMark.OWN]
    assert len(marked) > 1
    assert {one.alike for one in marked} == {tile.alike}
    assert sealed_room.session.case.pages[0].decisions == ()  # likeness decides nothing
    click(page_box(box).center().toPoint())
    assert sealed_room.router.currentWidget() is sealed_room.review
    see(sealed_room.review)
    assert sealed_room.session.current == tile.doubt.number
    assert sealed_room.review.selected == tile.doubt.hit


@pytest.mark.nightly
def test_the_gallery_leads_to_the_sheet_and_arrows_to_the_nearest_tile(
    sealed_room: Room, sheet: SheetPage, press: Press
) -> None:
    sealed_room.router.go(At("gallery"))
    press(Qt.Key.Key_K)
    assert sealed_room.router.currentWidget() is sheet
    view, across = sheet.list, (sheet.list.viewport().width() - 2) // 228
    below, last = divmod(MOST, across)
    assert last  # the last row has a gap
    view.go_to(below * across - 1)  # the last of a full row: nothing is right below it
    press(Qt.Key.Key_Down)
    assert view.tile is view.tiles[-1]
    press(Qt.Key.Key_Up)
    assert view.tile is view.tiles[MOST - 1 - across]
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Up)
    assert view.tile is view.tiles[0]


@pytest.mark.nightly
def test_by_keys_the_same_are_taken_together_and_let_go(sheet: SheetPage, press: Press) -> None:
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_T)
    assert len(sheet.sheets.marks) > 1
    press(Qt.Key.Key_X)
    assert sheet.sheets.marks == {}
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert [tile.mark for tile in sheet.list.tiles][:3] == [
        ExceptionMark.OWN,
        ExceptionMark.OWN,
        None,
    ]
    assert "是我们单位的" in str(
        sheet.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )


def test_what_looks_the_same_stands_side_by_side(sheet: SheetPage) -> None:
    groups = [tile.alike for tile in sheet.list.tiles]
    assert len(set(groups)) < len(groups)
    for alike in set(groups) - {""}:
        places = [place for place, one in enumerate(groups) if one == alike]
        assert places == list(range(places[0], places[-1] + 1))


@pytest.mark.nightly
def test_a_sheet_is_passed_over_for_one(sealed_room: Room, sheet: SheetPage, press: Press) -> None:
    first = {tile.doubt.key for tile in sheet.list.tiles}
    press(Qt.Key.Key_S)
    until(lambda: len(sheet.list.tiles) == 30 - MOST)
    press(Qt.Key.Key_W)
    ready(sheet)
    assert {tile.doubt.key for tile in sheet.list.tiles} == first
    press(Qt.Key.Key_Q)
    until(lambda: len(sheet.list.tiles) == 15)
    assert {tile.doubt.kind for tile in sheet.list.tiles} == {DoubtKind.SIGNATURE}
    see_all(sheet)
    assert sheet.primary.text() == "这 15 处都不是本人签的"
    press(Qt.Key.Key_Return, CONTROL)
    assert len(decisions(sealed_room.session.case)) == 15
    assert sealed_room.session.case.pages[0].decision(2) is not Decision.COVER


def doors(room: Room) -> list[SheetDoor]:
    return [door for door in room.check.findChildren(SheetDoor) if door.isVisible()]


@pytest.mark.nightly
def test_the_doors_count_and_lead_there_and_back(sealed_room: Room, press: Press) -> None:
    in_review(sealed_room)
    door = sealed_room.review.decisions.sheet
    assert door.isVisible()
    assert door.text() == "看不清的印章 30 处 · 并排看"
    press(Qt.Key.Key_K)
    assert sealed_room.router.currentWidget() is sealed_room.sheet
    press(Qt.Key.Key_Escape)
    assert sealed_room.router.currentWidget() is sealed_room.review
    sealed_room.router.go(At("check"))
    until(lambda: len(doors(sealed_room)) == 1)
    assert doors(sealed_room)[0].text() == door.text()
    doors(sealed_room)[0].click()
    assert sealed_room.router.currentWidget() is sealed_room.sheet
    press(Qt.Key.Key_Escape)
    assert sealed_room.router.currentWidget() is sealed_room.check


@pytest.mark.nightly
def test_without_two_doubts_of_a_kind_there_is_no_door(window: MainWindow, tmp_path: Path) -> None:
    case = sealed_case(tmp_path / "one", 1, 1)
    page = case.pages[0]
    room = opened(window, case.with_page(replace(page, hits=(*page.hits, own_word()))))
    in_review(room)
    assert not room.review.decisions.sheet.isVisible()
    room.router.go(At("side-by-side"))
    assert room.sheet.lead.text() == "回去"
    room.sheet.lead.click()
    assert room.router.currentWidget() is room.review


@pytest.mark.nightly
def test_what_is_decided_elsewhere_is_gone_here(sealed_room: Room, sheet: SheetPage) -> None:
    doubt = sheet.list.tiles[4].doubt
    sealed_room.router.go(At("review", doubt.number, doubt.hit))
    session = sealed_room.session
    session.act(decide(session.case, doubt.number, doubt.hit, Decision.COVER))
    sealed_room.router.go(At("side-by-side"))
    assert doubt.key not in {tile.doubt.key for tile in sheet.list.tiles}
    assert len(sheet.list.tiles) == MOST - 1


@pytest.mark.nightly
def test_a_place_without_scan_is_left(window: MainWindow, tmp_path: Path, press: Press) -> None:
    case = sealed_case(tmp_path / "gone", 4)
    Path(case.pages[1].path).unlink()
    room = opened(window, case)
    room.router.go(At("side-by-side"))
    sheet = room.sheet
    until(lambda: len(sheet.list.tiles) == 8)
    see_all(sheet)
    assert sum(tile.failed for tile in sheet.list.tiles) == 2
    assert sheet.primary.text() == "其余 6 处都不是我们单位的"
    press(Qt.Key.Key_Return, CONTROL)
    assert [len(page.decisions) for page in room.session.case.pages] == [2, 0, 2, 2]
    assert sheet.aside.text() == "要看原页的 2 处"
    sheet.aside.click()
    assert room.session.current == 2


@pytest.mark.nightly
def test_a_case_that_can_only_be_looked_at_says_so(
    window: MainWindow, tmp_path: Path, press: Press, sealed: Case
) -> None:
    path = laid_down(tmp_path / "申报.zcase", sealed)
    with open_case(path):  # somebody has it open
        room = entered(window, path)
        room.router.go(At("side-by-side"))
        see_all(room.sheet)
        before = open_doubts(room.session.case)
        press(Qt.Key.Key_Return, CONTROL)
        assert open_doubts(room.session.case) == before
        assert "只能看" in room.toast.accessibleName()
        assert len(room.sheet.list.tiles) == MOST
        window.show_start()


def test_no_key_of_the_sheet_means_two_things(window: MainWindow, sheet: SheetPage) -> None:
    assert sheet.isVisible()
    assert not claimed_twice(window)


@pytest.mark.nightly
@pytest.mark.parametrize("width", [900, 1024, 1366, 1920])
def test_tiles_fill_the_width_uncut(window: MainWindow, sheet: SheetPage, width: int) -> None:
    window.resize(width, 768)
    QApplication.processEvents()
    rows = sheet.list.model().rowCount()
    boxes = [sheet.list.visualRect(sheet.list.model().index(n, 0)) for n in range(rows)]
    across = {box.left() for box in boxes}
    assert len(across) == (sheet.list.viewport().width() - 2) // 228
    assert max(box.right() for box in boxes) <= sheet.list.viewport().width()


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
    return entered(window, case_file)


@pytest.fixture
def gallery(room: Room, press: Press) -> GalleryPage:
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


@pytest.mark.nightly
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


@pytest.mark.nightly
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
