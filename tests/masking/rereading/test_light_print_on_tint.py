"""Light letters on a tinted ground are read from the page's own pixels; dark ones need no look."""

from __future__ import annotations

import numpy as np
import pytest

from tests.masking.one_step import put_in_place
from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon, box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.rereading.light_print_on_tint import reread_light_print
from zcdesk.picture import Picture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

TEXT = "JOURNAL OF REGIONAL ENGINEERING"
PLACE = box(52, 74, 690, 116)


def cover(
    ground: tuple[int, int, int], letters: tuple[int, int, int], grain: float = 4.0
) -> Picture:
    """Return a title on a tinted ground with the grain of a scan."""
    sheet = Sheet(740, 190)
    sheet.pen.rectangle((0, 0, 740, 190), fill=ground)
    sheet.pen.text((60, 104), TEXT, fill=letters, font=font(Face.SONG, 30), anchor="ls")
    noise = np.random.default_rng(3).normal(0, grain, sheet.picture.shape)
    return np.asarray(np.clip(np.rint(sheet.picture + noise), 0, 255), np.uint8)


def unread(place: Polygon = PLACE) -> Line:
    """Return a line of which evening left nothing."""
    return read_line(np.full((190, 740), 255, np.uint8), place)


@pytest.mark.parametrize("ground", [(176, 198, 220), (220, 180, 184), (60, 90, 120)])
def test_light_letters_on_a_tinted_ground_are_read(ground: tuple[int, int, int]) -> None:
    (look,) = reread_light_print(cover(ground, (252, 252, 252)), [unread()])
    assert "".join(look.lattice.text.split()) == TEXT.replace(" ", "")
    assert look.quad == PLACE


@pytest.mark.parametrize(
    ("ground", "letters"),
    [((255, 255, 255), (30, 30, 30)), ((220, 180, 184), (30, 30, 30)), ((200, 200, 200),) * 2],
)
def test_dark_letters_and_bare_grounds_give_no_look(
    ground: tuple[int, int, int], letters: tuple[int, int, int]
) -> None:
    assert reread_light_print(cover(ground, letters), [unread()]) == ()


def test_halves_of_letters_and_what_hardly_differs_from_its_ground_give_no_look() -> None:
    upper = unread(box(52, 74, 690, 92))
    assert reread_light_print(cover((176, 198, 220), (252, 252, 252)), [upper]) == ()
    faint = cover((200, 200, 200), (216, 216, 216), grain=0.0)
    assert reread_light_print(faint, [unread()]) == ()


def test_what_was_read_needs_no_look() -> None:
    picture = cover((176, 198, 220), (30, 30, 30))
    line = read_line(np.asarray(picture[..., 0]), PLACE)
    assert line.lattice.confidence > 0.9
    assert reread_light_print(cover((176, 198, 220), (252, 252, 252)), [line]) == ()


def test_own_words_are_sought_in_such_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(740, 190)
    sheet.write("申报人张伟同志", 60, 74, em=36)
    look = read_line(np.asarray(sheet.picture[..., 0]), box(52, 66, 320, 122))
    put_in_place(monkeypatch, "unevened", lambda *_: (look,))
    hits = Sheet(740, 190).hits(Applicant("张伟", "新疆云岭智能装备制造有限公司"))
    assert [hit.verdict for hit in hits] == [Verdict.COVER]
