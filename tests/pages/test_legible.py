"""The verdict on clarity follows from what our own recogniser could read, and names the place."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from zcdesk.findings import warning
from zcdesk.geometry import bounds
from zcdesk.pages.clarity import Legibility, legibility
from zcdesk.pages.legible import judge_legibility
from zcdesk.pages.page import Clarity, Page, PageSource
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.training.spoiling import motion_blurred

from .drawn import blank, letter


def judged(picture: Picture, first: Legibility | None = None) -> Page:
    first = first or legibility(picture)
    height, width = picture.shape[:2]
    page = Page(
        PageSource("a.png", "0" * 64),
        width,
        height,
        width,
        height,
        clarity=first.clarity,
        measures=first.measures,
        findings=first.findings,
    )
    grey = evened(picture)
    return judge_legibility(page, picture, grey, read_evened(grey))


def part() -> Picture:
    """Return some lines only: reading takes its time."""
    return np.ascontiguousarray(letter(size=22)[:760])


def test_what_can_be_read_is_clear_whatever_the_first_look_says() -> None:
    noise = np.random.default_rng(3).normal(0, 40, (*part().shape[:2], 1))
    spread = cv2.GaussianBlur(noise, (0, 0), 0.8)[:, :, None]
    grainy = np.clip(part() + spread, 0, 255).astype(np.uint8)
    doubt = (warning("clarity.grainy", value="0.20", needed="0.50"),)
    first = replace(legibility(grainy), clarity=Clarity.UNREADABLE, findings=doubt)
    page = judged(grainy, first)
    assert (page.clarity, page.findings, page.unclear) == (Clarity.CLEAR, (), ())
    assert page.measures["read"] > 0.9


def test_what_cannot_be_read_is_called_out_with_reason_and_place() -> None:
    spoilt = part().copy()
    spoilt[280:] = motion_blurred(part(), 17, 20)[280:]
    page = judged(spoilt)
    assert page.clarity is not Clarity.CLEAR
    assert [each.code for each in page.findings][-1] in {"clarity.shaken", "clarity.blurred"}
    assert page.unclear
    for place in page.unclear:
        assert bounds(place)[1] > 240


@pytest.mark.parametrize("picture", [blank()[:300]])
def test_a_page_without_letters_keeps_the_first_verdict(picture: Picture) -> None:
    assert judged(picture).findings == legibility(picture).findings


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
def test_a_picture_of_one_row_is_judged_like_any_other(shape: tuple[int, int]) -> None:
    page = judged(np.full((*shape, 3), 255, np.uint8))
    assert (page.height, page.width) == shape


def test_the_other_side_that_shines_through_makes_no_page_unclear() -> None:
    behind = np.ascontiguousarray(letter(size=24)[100:700, ::-1])
    soft = cv2.GaussianBlur(behind, (0, 0), 1.6).astype(np.float32)
    thin = np.rint(255 - (255 - soft) * 0.14).astype(np.uint8)
    page = np.vstack([letter(size=40)[:240], thin])
    assert judged(page).clarity is Clarity.CLEAR
