"""The organisations that the pages name are asked about once; an answer is searched for at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Press, draw_read_case, entered
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.organisations import Belonging
from zcdesk.workflow.path.case_path import Deed

OLD, OTHER = "塔河石油机械有限公司", "昆仑检测技术研究院"
FORM = (
    "年度考核登记表",
    "姓名：沈知遥",
    f"工作单位：{OLD}",
    "考核等次：称职",
)
PAPER = (
    OTHER,
    "检测报告",
    "送检样品三件，结果合格。",
    f"委托方联系人在{OLD}任职。",
)


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of two pages that were read: a form of another employer, and a letterhead."""
    folder = tmp_path_factory.mktemp("单位")
    return draw_read_case(pool, folder, {"1考核表.jpg": FORM, "2报告.jpg": PAPER})


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow, case_file: Path, tmp_path: Path) -> Room:
    """The room of that case, once the organisations are gathered."""
    room = entered(qtbot, window, case_file)
    qtbot.waitUntil(lambda: bool(room.finds.found))
    return room


def test_a_former_employer_in_its_field_is_the_next_step_and_found_everywhere_when_told(
    qtbot: QtBot, room: Room, press: Press
) -> None:
    assert room.workspace.step.deed is Deed.TELL_ORGANISATIONS
    room.workspace.next_step()
    page = room.organisations
    assert page.isVisible()
    assert [card.accessibleName() for card in page.cards] == [OLD, OTHER]
    qtbot.waitUntil(page.cards[1].isVisible)
    before = room.session.case
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == f"{OLD}，本单位"
    press(Qt.Key.Key_Tab)
    assert page.focusWidget() is page.cards[0].buttons[Belonging.FORMER]
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(room.session.case.applicant.former_employers))
    assert room.session.case.applicant.former_employers == (OLD,)
    for page_before in before.pages:
        assert len(room.session.case.page(page_before.number).hits) > len(page_before.hits)
    assert room.workspace.step.deed is not Deed.TELL_ORGANISATIONS
    room.session.undo()
    qtbot.waitUntil(lambda: room.session.case == before)
    assert not page.cards[0].buttons[Belonging.FORMER].isChecked()


@pytest.mark.slow
def test_one_that_is_not_hers_is_remembered_and_nothing_is_searched(
    qtbot: QtBot, window: MainWindow, room: Room, case_file: Path
) -> None:
    room.router.go(At("organisations"))
    before = room.session.case
    card = room.organisations.cards[1]
    card.buttons[Belonging.OTHER].click()
    assert room.session.case.applicant == before.applicant
    pages = room.session.case.pages  # one that names it and not her is asked about from now on
    assert [(page.hits, page.told) for page in pages] == [
        (page.hits, page.told) for page in before.pages
    ]
    window.show_start()
    again = entered(qtbot, window, case_file)
    qtbot.waitUntil(lambda: bool(again.finds.found))
    assert again.finds.open == 1
    again.session.undo()
    qtbot.waitUntil(lambda: again.finds.open == 2)
