"""Print below square stamps of others, on copies that took their colour away."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.rereading.test_text_below_seals import APPLICANT, OFFICE, RED, page
from tests.masking.seals.sealed_pages import boxed
from tools.drawing.fonts import Face, font
from tools.drawing.paper import Style
from zcdesk.applicant import Target
from zcdesk.masking.hits import Verdict
from zcdesk.masking.own_words.occluded_by_seals import judge_words_below_dark_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.evening import evened

SOUGHT = keywords(words(APPLICANT))


def stamped(
    letters: str, columns: int, side: int, angle: float, shade: int, long: float = 1.0
) -> Picture:
    """The page with another's stamp over the applicant's name, without colour: ``shade`` is the
    stamp's level, 0 as black as the print, ``long`` its width by its height ``side``."""
    paper = page(None)
    ink = Image.fromarray(
        boxed(letters, side, columns, side // 20) if long == 1 else oblong(letters, side, long)
    )
    turned = np.array(ink.rotate(angle, Image.Resampling.BICUBIC, expand=True))
    paper.tint(
        turned,
        1345 - round(side * long),
        (1075 if long == 1 else 1095) - side // 2,
        (shade, shade, shade),
    )
    grey = cv2.cvtColor(np.array(paper.image, dtype=np.uint8), cv2.COLOR_RGB2GRAY)
    if shade == 0:
        grey = np.asarray(np.where(grey > 150, 255, 0), np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def oblong(letters: str, side: int, long: float) -> GreyPicture:
    """A stamp with one row of letters, ``long`` times as wide as its height ``side``."""
    image = Image.new("L", (round(side * long), side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, image.width - 1, side - 1), outline=255, width=side // 20)
    step = image.width / (len(letters) + 0.5)
    face = font(Face.HEAVY, round(min(0.7 * side, step)))
    for number, letter in enumerate(letters):
        pen.text((step * (number + 0.75), side / 2), letter, fill=255, font=face, anchor="mm")
    return np.array(image, dtype=np.uint8)


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


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_the_name_below_a_grey_stamp_is_read(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 110)
    lines = reread_below_seals(picture, find_seals(picture), evened(picture))
    found = search(lines, SOUGHT, {Target.NAME})
    assert Verdict.COVER in {hit.verdict for hit in found if hit.mask.target is Target.NAME}


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_print_below_a_black_stamp_is_asked_about(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 0)
    seals = find_seals(picture)
    lines = reread_below_seals(picture, seals, evened(picture))
    below = judge_words_below_dark_seals(lines, seals, SOUGHT, ())
    told = judge_seals(picture, seals, SOUGHT, {Target.NAME, Target.EMPLOYER})
    assert "hit.unread_seal" in {hit.reason.code for hit in told} or below
    assert all(hit.is_doubt for hit in told)


@pytest.mark.parametrize(("letters", "long"), [("审查", 2.4), ("原件核对无误", 3.5)])
@pytest.mark.parametrize(("angle", "shade"), [(0.0, 0), (1.5, 0), (0.0, 90), (9.0, 0)])
def test_print_below_an_oblong_stamp_is_covered_or_asked_about(
    letters: str, long: float, angle: float, shade: int
) -> None:
    picture = stamped(letters, len(letters), 90, angle, shade, long)
    seals = find_seals(picture)
    assert [seal.crossed for seal in seals] == [True]
    lines = reread_below_seals(picture, seals, evened(picture))
    found = search(lines, SOUGHT, {Target.NAME})
    covered = [hit for hit in found if hit.mask.target is Target.NAME and not hit.is_doubt]
    told = judge_seals(picture, seals, SOUGHT, {Target.NAME, Target.EMPLOYER})
    assert covered or any(hit.is_doubt for hit in told)


def test_a_frame_around_words_that_nothing_crosses_may_be_a_cell() -> None:
    paper = page(None)
    paper.tint(boxed("王建国印", 120, 2, 6), 500, 1300, RED)
    paper.line("备注：", 300, 1340, Style(size=14))
    grey = cv2.cvtColor(np.array(paper.image, dtype=np.uint8), cv2.COLOR_RGB2GRAY)
    seal = only(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8))
    assert not seal.crossed
    assert not seal.certain
