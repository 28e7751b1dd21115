"""Rows of print in cells may pass for a face; they are letters on bare paper."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.makers.figures import Figure, drawn
from tests.masking.sheet import Sheet
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_person
from zcdesk.geometry import box
from zcdesk.masking.portraits import portrait_verdicts
from zcdesk.masking.portraits.face_detection import FoundFace
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, PhotoPlace
from zcdesk.reading.page_reading import read_evened, read_line

ROW, NAMES = 83, ("蒋森航", "邓松海", "康霞月")


LEFT, TOP = 360, 740
FACE = (LEFT - 4.0, TOP - 10.0, LEFT + 104.0, TOP + 3 * ROW - 30.0)


def cells() -> tuple[Picture, tuple[Line, ...]]:
    """Return three cells with names, and how they are read."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    places = []
    for row, name in enumerate(NAMES):
        y = TOP + row * ROW
        paper.pen.rectangle((250, y - 24, 580, y + ROW - 24), outline=(0, 0, 0))
        paper.line(name, LEFT, y, Style(size=12))
        places.append(box(LEFT - 8, y - 6, LEFT + 108, y + 42))
    picture = np.array(paper.image, np.uint8)
    return picture, tuple(read_line(evened(picture), place) for place in places)


def with_photo(picture: Picture) -> Picture:
    """Return the page with a photo below the names."""
    photo = drawn(Figure("short", "white", (245, 245, 245)), 4 * ROW, 5 * ROW, Random(1))
    pasted = picture.copy()
    place = pasted[TOP - ROW : TOP + 4 * ROW, LEFT - ROW : LEFT + 3 * ROW]
    np.minimum(place, photo, out=place)
    return pasted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "score", "read", "asked"),
    [
        (False, 0.35, True, False),
        (False, 0.35, False, True),
        (False, 0.55, True, True),
        (True, 0.35, True, True),
    ],
)
def test_names_in_cells_that_look_a_little_like_a_face_are_not_asked_about(
    figure: bool, score: float, read: bool, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, lines = cells()
    assert [line.lattice.text for line in lines] == list(NAMES)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (FoundFace(*FACE, score),))
    shown = with_photo(picture) if figure else picture
    hits = judge_portraits(shown, lines if read else (), ())
    assert bool(hits) == asked


def short_rows() -> Sheet:
    """Return a page with a few short rows and a longer one among them, which are its shoulders."""
    sheet = Sheet(1300, 1833)
    for row in range(5):
        text = "合同价款为人民币伍拾万元整，分三次支付。"
        if row == 3:
            text = "乙方指派罗成为项目负责人，未经甲方同意不得更换；罗成民为联系人。"
        sheet.write(f"第{row + 1}条　{text}", 200, 420 + row * 37.5, 25)
    return sheet


@pytest.mark.parametrize(
    ("read", "top", "asked"), [(True, 380, False), (False, 380, True), (True, 60, True)]
)
def test_a_few_short_rows_that_look_like_a_figure_are_not_asked_about(
    read: bool, top: int, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caption below a figure does not make it print."""
    picture = short_rows().picture
    lines = read_evened(evened(picture)).lines if read else ()
    face = FoundFace(400, (top + 580) / 2 - 30, 440, (top + 580) / 2 + 20, 0.1)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    maybe = PhotoPlace(box(200, top, 700, 580 if top > 200 else 480), 0.5)
    hits = judge_portraits(picture, lines, (), (maybe,))
    assert [hit.reason.code for hit in hits] == ["hit.maybe_portrait"] * asked


@pytest.mark.parametrize(("ink", "asked"), [((30, 70, 190), False), ((90, 80, 75), True)])
def test_an_offices_sign_in_a_strong_colour_is_no_face(
    monkeypatch: pytest.MonkeyPatch, ink: tuple[int, int, int], asked: bool
) -> None:
    sheet = Sheet(1200, 1600)
    for middle in (440, 500):
        sheet.pen.ellipse((middle - 20, 330, middle + 20, 420), fill=ink)
    face = FoundFace(400, 300, 540, 460, 0.35)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    assert bool(judge_portraits(sheet.picture, (), ())) is asked
