"""Pages that a reader cannot make out are called out, and no others."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.pages.drawn import WRITTEN, blank, letter, rotated, seal_alone
from zcdesk.pages.judging.clarity import CLEAR, legibility
from zcdesk.pages.page import Clarity
from zcdesk.picture import Picture
from zcdesk.wording import LANGUAGES, spoken


def blurred(picture: Picture, reach: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), reach), dtype=np.uint8)


def reduced(picture: Picture, share: float) -> Picture:
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def noisy(picture: Picture, strength: float) -> Picture:
    noise = np.random.default_rng(3).normal(0, strength, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def faded(picture: Picture, share: float) -> Picture:
    return (255 - (255 - picture.astype(np.float32)) * share).astype(np.uint8)


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_clean_scan_is_clear(kind: str) -> None:
    verdict = legibility(WRITTEN[kind]())
    assert (verdict.clarity, verdict.findings) == (Clarity.CLEAR, ())
    assert verdict.measures["legibility"] >= CLEAR


def test_the_text_height_is_that_of_the_drawn_characters() -> None:
    assert legibility(letter(size=30)).text_height == pytest.approx(30, abs=4)
    assert legibility(letter(size=22)).text_height == pytest.approx(22, abs=3)


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (blurred(letter(size=22), 4.0), "clarity.blurred"),
        (blurred(noisy(faded(letter(size=22), 0.3), 45), 0.8), "clarity.grainy"),
        (reduced(letter(size=22), 0.27), "clarity.small"),
    ],
)
def test_a_page_that_cannot_be_read_is_called_out_with_its_reason(
    spoilt: Picture, reason: str
) -> None:
    verdict = legibility(spoilt)
    assert verdict.clarity is not Clarity.CLEAR
    assert [each.code for each in verdict.findings] == [reason]
    assert f"需要 {CLEAR:.2f}" in spoken(verdict.findings[0]).message


@pytest.mark.slow
def test_more_blur_is_never_judged_clearer() -> None:
    scores = [
        legibility(blurred(letter(), reach)).measures["legibility"] for reach in (0.5, 2, 3, 5)
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > CLEAR > scores[-1]


def test_a_page_without_writing_is_not_called_unreadable() -> None:
    for page, code in ((blank(), "page.blank"), (seal_alone(), "page.no_text")):
        verdict = legibility(page)
        assert (verdict.clarity, verdict.text_height) == (Clarity.UNMEASURED, None)
        assert [each.code for each in verdict.findings] == [code]
        for language in LANGUAGES:
            assert spoken(verdict.findings[0], language).remedy


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "reach"), [("letter", 10), ("certificate", 16), ("uyghur", 12)])
def test_a_page_blurred_until_no_line_is_seen_is_not_clear_and_is_to_be_taken_again(
    kind: str, reach: int
) -> None:
    verdict = legibility(blurred(WRITTEN[kind](), reach))
    assert (verdict.clarity, verdict.text_height) == (Clarity.UNMEASURED, None)
    assert [each.code for each in verdict.findings] == ["clarity.unread"]
    assert verdict.measures["edges"] > 2 * legibility(seal_alone()).measures["edges"]


def test_one_short_line_is_enough_for_a_verdict() -> None:
    page = blank()
    page[800:850, 300:600] = letter()[300:350, 130:430]
    assert legibility(page).text_height is not None
    page[800:850, 300:600] = 255
    assert [each.code for each in legibility(page).findings] == ["page.blank"]


def test_vertical_writing_is_judged_too() -> None:
    verdict = legibility(rotated(letter(), 90))
    assert verdict.clarity is Clarity.CLEAR
    assert verdict.text_height == pytest.approx(30, abs=4)


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (40, 40)])
def test_tiny_pictures_are_judged_without_a_fault(size: tuple[int, int]) -> None:
    assert legibility(np.full((*size, 3), 200, dtype=np.uint8)).text_height is None
