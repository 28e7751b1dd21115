"""What only a person can find is asked on its page; F leads to it and no bulk act passes it by."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Press, in_review
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import Case, PageState
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.review.next_step import Way
from zcdesk.workflow.review import reviewing

CLEAN = 4
"""A page without doubts and without the applicant's words."""


@pytest.fixture
def sorted_case(sorted_case: Case) -> Case:
    return replace(sorted_case, by_hand=(("", ("患者姓名", "机构代码")),))


@pytest.fixture
def asked(room: Room) -> Room:
    in_review(room, CLEAN)
    return room


def way_of(room: Room) -> Way:
    return room.review.step.way


@pytest.mark.slow
def test_a_page_waits_until_she_says_that_all_is_covered(asked: Room, press: Press) -> None:
    review, session = asked.review, asked.session
    card = review.decisions.by_hand
    assert way_of(asked) is Way.BY_HAND
    assert "患者姓名" in card.accessibleName()
    assert session.overview.of(CLEAN).state is PageState.REVIEW
    for after in (
        reviewing.accept_all_undoubted(session.overview),
        reviewing.accept_all_proposed(session.overview),
    ):
        assert not any(after.is_confirmed(page) for page in after.pages)
    press(Qt.Key.Key_F)
    assert card.done.hasFocus()
    review.canvas.view.setFocus()
    press(Qt.Key.Key_4)
    assert way_of(asked) is Way.CONFIRM
    card.again.click()
    assert way_of(asked) is Way.BY_HAND
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_F)
    assert session.case.is_confirmed(session.case.page(CLEAN))
    asked.session.undo()
    asked.session.undo()
    assert session.case.left_by_hand(session.case.page(CLEAN))


def test_covers_that_she_drew_count_and_taking_one_back_asks_again(asked: Room) -> None:
    session = asked.session
    mask = Mask(Target.NAME, box(10, 10, 80, 40))
    session.act(deciding.draw(session.case, CLEAN, mask))
    assert way_of(asked) is Way.CONFIRM
    case = deciding.confirm(session.case, CLEAN)
    assert case.is_confirmed(case.page(CLEAN))
    with pytest.raises(ZcdeskError, match=r"^page\.open_by_hand$"):
        deciding.confirm(deciding.delete_drawn(case, CLEAN, 0), CLEAN)
