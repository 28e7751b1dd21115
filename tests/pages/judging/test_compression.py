"""How hard a picture was squeezed is seen in its pixels, whatever file it was saved to since."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.pages.drawn import letter, rotated
from tests.pages.opened import opened
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.findings import warning
from zcdesk.pages.judging.clarity import Legibility, cause, jpeg_quality, surely_clear, with_quality
from zcdesk.pages.page import Clarity
from zcdesk.pages.preparing import prepare
from zcdesk.picture import Picture


def squeezed(picture: Picture, quality: int) -> Picture:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return np.array(Image.open(file), dtype=np.uint8)


@pytest.fixture(scope="module")
def page() -> Picture:
    """A faint scan of a register report; it was never a JPEG."""
    random = Random(62)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    drawn = draw_page("education_check", person, colleagues, random, 100)
    return damage(drawn, ("uneven-light", "noise"), random).picture


SINCE: dict[str, Callable[[Picture], Picture]] = {
    "as it is": lambda picture: picture,
    "cropped": lambda picture: picture[3:, 5:],
    "turned": lambda picture: rotated(picture, 90),
}


@pytest.mark.parametrize("quality", [20, 10])
@pytest.mark.parametrize("since", SINCE.values(), ids=SINCE.keys())
def test_the_quality_is_told_from_the_pixels(
    page: Picture, quality: int, since: Callable[[Picture], Picture]
) -> None:
    found = jpeg_quality(np.ascontiguousarray(since(squeezed(page, quality))))
    assert found is not None
    assert abs(found - quality) <= 2


def test_what_was_never_squeezed_or_resampled_since_tells_nothing(page: Picture) -> None:
    assert jpeg_quality(page) is None
    assert jpeg_quality(letter()) is None
    hard = squeezed(page, 10)
    assert jpeg_quality(np.asarray(cv2.resize(hard, None, fx=1.13, fy=1.13), np.uint8)) is None


def test_hard_compression_is_the_reason_and_never_surely_clear(
    page: Picture, tmp_path: Path
) -> None:
    path = tmp_path / "scan.png"
    Image.fromarray(squeezed(page, 5)).save(path)
    prepared = prepare(opened(path)).page
    assert prepared.measures["jpeg"] <= 7
    assert not surely_clear(prepared.measures)
    measures = {**prepared.measures, "height": 20.0}
    assert cause(measures) == "clarity.compressed"
    grainy = warning("clarity.grainy", value="0.4")
    unclear = Legibility(Clarity.BORDERLINE, measures, 20.0, (grainy,))
    assert with_quality(unclear, 90).findings == unclear.findings
    assert [one.code for one in with_quality(unclear, 8).findings] == ["clarity.compressed"]


@pytest.mark.slow
@pytest.mark.parametrize(("lies", "stale"), [(0, True), (270, False)])
def test_a_stale_orientation_note_is_seen_and_told(tmp_path: Path, lies: int, stale: bool) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    path = tmp_path / "photo.jpg"
    Image.fromarray(rotated(letter(), lies)).save(path, quality=92, exif=exif)
    found = prepare(opened(path))
    prepared, picture = found.page, found.picture
    assert prepared.turn_sure
    assert picture.shape == letter().shape
    assert np.abs(picture.astype(int) - letter().astype(int)).mean() < 4
    assert ("page.stale_exif" in [one.code for one in prepared.findings]) is stale
