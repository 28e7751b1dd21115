"""Print below square stamps of others, on copies that took their colour away."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.masking.rereading.test_text_below_seals import APPLICANT, OFFICE, RED, page
from tests.masking.seals.sealed_pages import boxed
from zcdesk.applicant import Target
from zcdesk.masking.hits import Verdict
from zcdesk.masking.own_words.occluded_by_seals import judge_words_below_dark_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.spellings import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.training.paper import Style

SOUGHT = keywords(words(APPLICANT))


def stamped(letters: str, columns: int, side: int, angle: float, shade: int) -> Picture:
    """The page with another's square stamp over the applicant's name, without colour: ``shade`` is
    the stamp's level, 0 as black as the print."""
    paper = page(None)
    ink = Image.fromarray(boxed(letters, side, columns, side // 20))
    turned = np.array(ink.rotate(angle, Image.Resampling.BICUBIC, expand=True))
    paper.tint(turned, 1345 - side, 1075 - side // 2, (shade, shade, shade))
    grey = cv2.cvtColor(np.array(paper.image, dtype=np.uint8), cv2.COLOR_RGB2GRAY)
    if shade == 0:
        grey = np.asarray(np.where(grey > 150, 255, 0), np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def only(picture: Picture) -> Seal:
    (seal,) = find_seals(picture)
    return seal


@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
@pytest.mark.parametrize("angle", [0.0, 2.0])
@pytest.mark.parametrize("shade", [0, 110])
def test_a_square_stamp_across_print_is_found_whatever_its_slant_and_level(
    letters: str, columns: int, side: int, angle: float, shade: int
) -> None:
    seal = only(stamped(letters, columns, side, angle, shade))
    assert seal.colour is Colour.DARK
    assert seal.crossed
    assert seal.certain
    assert max(seal.radii) == pytest.approx(side / 2, rel=0.12)


@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_the_name_below_a_grey_stamp_is_read(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 110)
    lines = reread_below_seals(picture, find_seals(picture), evened(picture))
    found = search(lines, SOUGHT, {Target.NAME})
    assert Verdict.COVER in {hit.verdict for hit in found if hit.mask.target is Target.NAME}


@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_print_below_a_black_stamp_is_asked_about(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 0)
    seals = find_seals(picture)
    lines = reread_below_seals(picture, seals, evened(picture))
    below = judge_words_below_dark_seals(lines, seals, SOUGHT, ())
    told = judge_seals(picture, seals, SOUGHT, {Target.NAME, Target.EMPLOYER})
    assert "hit.unread_seal" in {hit.reason.code for hit in told} or below
    assert all(hit.is_doubt for hit in told)


def test_a_frame_around_words_that_nothing_crosses_may_be_a_cell() -> None:
    paper = page(None)
    paper.tint(boxed("王建国印", 120, 2, 6), 500, 1300, RED)
    paper.line("备注：", 300, 1340, Style(size=14))
    grey = cv2.cvtColor(np.array(paper.image, dtype=np.uint8), cv2.COLOR_RGB2GRAY)
    seal = only(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8))
    assert not seal.crossed
    assert not seal.certain
