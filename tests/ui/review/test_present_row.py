"""The answers to the place in hand stay in sight when the list gets less room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_review
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.review.hit_list import HitRow


def test_the_place_in_hand_stays_in_sight_when_its_list_shrinks(qtbot: QtBot, room: Room) -> None:
    review = in_review(qtbot, room)
    for at in range(5):
        review.acts.draw(100.0, 100.0 + 90 * at, 300.0, 150.0 + 90 * at)
    hits = review.decisions.hits

    def bottom() -> int:
        row = hits.findChildren(HitRow)[-1]
        return row.mapTo(hits.viewport(), row.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: len(hits.findChildren(HitRow)) >= 5)
    less = hits.findChildren(HitRow)[-1].height() + 30
    assert less < hits.height()
    hits.setFixedHeight(less)  # a card above it came
    qtbot.waitUntil(lambda: hits.viewport().height() == less)
    qtbot.waitUntil(lambda: hits.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: bottom() <= less)
