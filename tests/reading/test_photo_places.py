"""Portraits are seen in what the text detector holds of a page; its answer stays what it was."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from PIL import Image

from benchmarks.makers.figures import Figure, drawn
from tests.masking.sheet import Sheet
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_person
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import bounds
from zcdesk.picture import Picture
from zcdesk.reading import page_reading, photo_places
from zcdesk.reading.detecting import copy_of, levels_of, look
from zcdesk.reading.engine import DETECTION, INNER, detection_session, session, shipped_model
from zcdesk.reading.evening import evened
from zcdesk.reading.line import PhotoPlace
from zcdesk.reading.page_reading import read_evened

PLACE = (900, 420, 1090, 686)


def page() -> Picture:
    """A page of A4 at 200 dpi with a photo of 24 × 34 mm at :data:`PLACE`."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    left, top, right, bottom = PLACE
    photo = drawn(Figure("short", "suit", (67, 142, 219)), right - left, bottom - top, Random(1))
    paper.image.paste(Image.fromarray(photo), (left, top))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 1300, 1200, Style(size=13))
    return np.array(paper.image, np.uint8)


def test_the_detector_answers_the_same_to_the_bit_when_its_inner_maps_are_asked_for() -> None:
    levels = levels_of(copy_of(evened(page()), 320))
    found, *maps = detection_session().run(None, {"x": levels})
    (alone,) = session(shipped_model(DETECTION)).run(None, {"x": levels})
    assert np.array_equal(found, alone)
    rows, columns = levels.shape[2:]
    assert [each.shape for each in maps] == [
        (1, 96, rows // step, columns // step) for step in (8, 16, 32)
    ]
    assert len(INNER) == len(maps)


@pytest.mark.slow
def test_a_portrait_is_seen_to_its_edges_within_two_places_of_the_maps() -> None:
    picture = page()
    (photo,) = read_evened(evened(picture), colours=picture).photos
    assert photo.probability >= photo_places.COVER
    assert np.allclose(bounds(photo.polygon), PLACE, atol=2 * 2339 / 120)
    assert read_evened(evened(picture)).photos == ()


def test_the_maps_come_from_the_one_look_that_reading_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = []

    def counted(page: Picture, side: int) -> object:
        looks.append(page.shape)
        return look(page, side)

    monkeypatch.setattr(page_reading, "look", counted)
    picture = page()
    read_evened(evened(picture), colours=picture)
    assert looks == [picture.shape[:2]]


def test_a_long_page_is_looked_at_as_a_whole_for_its_portraits() -> None:
    sheet = Sheet(800, 2400)
    for row in range(20):
        sheet.write("经研究决定，现将有关事项通知如下", 60, 700 + 80 * row, 26)
    photo = drawn(Figure("long", "blue", (245, 245, 245)), 240, 340, Random(1))
    sheet.image.paste(Image.fromarray(photo), (300, 200))
    (seen,) = read_evened(evened(sheet.picture), colours=sheet.picture).photos
    assert np.allclose(bounds(seen.polygon), (300, 200, 540, 540), atol=3 * 2400 / 120)


def test_two_photos_side_by_side_are_two_and_a_speck_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    likely = np.zeros((120, 88), np.float32)
    likely[20:40, 10:24] = likely[20:40, 25:39] = 0.97
    likely[20:40, 24] = 0.3
    likely[80:84, 60:63] = 0.97
    monkeypatch.setattr(photo_places, "_likely", lambda *_: likely)
    blank = np.full((1200, 880, 3), 255, np.uint8)
    fine = np.zeros((1, 1, 120, 88), np.float32)
    found = photo_places.photo_places(blank, (fine, fine, fine))
    assert all(isinstance(each, PhotoPlace) for each in found)
    places = sorted(bounds(each.polygon) for each in found)
    assert np.allclose(places, [(100, 200, 240, 400), (250, 200, 390, 400)], atol=6)


def test_without_the_networks_file_no_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> object:
        raise ZcdeskError("program.model_missing", file=name)

    monkeypatch.setattr(photo_places, "_likely", lambda *_: gone("things.onnx"))
    picture = page()
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$") as caught:
        read_evened(evened(picture), colours=picture)
    assert caught.value.details == {"file": "things.onnx"}
