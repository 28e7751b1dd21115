"""A seal is decided once for its slot, changed page by page, or only its words are covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OTHER_SLOT, Press, in_review, opened
from zcdesk.applicant import Target
from zcdesk.cases.case import Case, Decision
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, words_of_ring
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.review.review_page import ReviewPage


def own_seal() -> Hit:
    outline = box(560, 900, 800, 1140)
    ring = Seal((680, 1020), (120, 120), 0.0, Colour.RED, Shape.RING, outline, 1.0)
    mask = Mask(Target.SEAL, outline, "employer:1", 0.9, Origin.SEAL)
    return Hit(mask, Verdict.DOUBT, info("hit.own_seal"), "seal:employer", words_of_ring(ring))


@pytest.fixture
def review(qtbot: QtBot, window: MainWindow, sorted_case: Case) -> ReviewPage:
    """The review of a case with the same seal on three pages of one slot and one of another."""
    pages = tuple(
        replace(page, slot=OTHER_SLOT if page.number == 4 else "", hits=(*page.hits, own_seal()))
        for page in sorted_case.pages
        if page.number in (1, 2, 3, 4)
    )
    room = opened(window, replace(sorted_case, pages=pages))
    in_review(qtbot, room)
    return room.review


def decided(review: ReviewPage) -> list[Decision | None]:
    return [page.decision(len(page.hits) - 1) for page in review.session.case.pages]


@pytest.mark.slow
def test_one_answer_holds_for_the_seal_on_all_pages_of_the_slot_and_is_one_step(
    review: ReviewPage, press: Press
) -> None:
    review.select(len(review.page.hits) - 1)
    press(Qt.Key.Key_R)
    assert decided(review) == [Decision.LEAVE] * 3 + [None]
    assert "3 处" in review.toast.accessibleName()
    review.session.undo()
    assert decided(review) == [None] * 4


@pytest.mark.slow
def test_a_later_change_is_that_pages_alone_until_it_is_given_to_all(
    review: ReviewPage, press: Press
) -> None:
    review.select(len(review.page.hits) - 1)
    press(Qt.Key.Key_R)
    review.go_to(2, len(review.session.case.page(2).hits) - 1)
    press(Qt.Key.Key_E)
    assert decided(review) == [Decision.LEAVE, Decision.COVER, Decision.LEAVE, None]
    review.select(len(review.page.hits) - 1)
    press(Qt.Key.Key_T)
    assert decided(review) == [Decision.COVER] * 3 + [None]


def test_only_the_words_of_a_ring_are_covered_and_a_seal_remains_to_be_seen(
    review: ReviewPage, press: Press
) -> None:
    before = review.page.covers()
    review.select(len(review.page.hits) - 1)
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert decided(review) == [Decision.WORDS] * 3 + [None]
    outlines = {mask.polygon for mask in review.page.covers()} - {m.polygon for m in before}
    assert outlines == set(own_seal().parts)
    entry = review.shown_entries[-1]
    assert entry.tail == "只盖印文"
    assert entry.parts == own_seal().parts
    review.set_final(True)
    view = review.canvas.view
    shown = view.grab().toImage()
    star = view.mapFromScene(680, 1020)
    words = view.mapFromScene(680 + 100, 1020)
    assert shown.pixelColor(star).lightness() > 150
    assert shown.pixelColor(words).lightness() < 40
