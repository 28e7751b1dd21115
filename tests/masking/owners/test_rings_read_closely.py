"""A ring that differs from the own one in a letter is read again before it is another's."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from tests.masking.seals.sealed_pages import (
    INKS,
    MIDDLE,
    ONE_OFF,
    OWN,
    TARGETS,
    hits,
    pixels,
    sealed,
    sheet,
)
from tools.drawing import seals as drawn_seals
from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Verdict
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.seals.seal_text import ring_readings
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture

_SIXTY_DPI = 0.3


@pytest.mark.parametrize(("name", "codes"), [(OWN, ["hit.own_seal"]), (ONE_OFF, [])])
def test_a_letter_that_wide_bands_show_as_another_is_read_without_what_touches_it(
    name: str, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(_: Picture, seal: Seal) -> object:
        return ring_readings(sealed(ONE_OFF), seal)

    monkeypatch.setattr("zcdesk.masking.owners.seal_verdicts.readings", touched)
    found = hits(sealed(name), TARGETS | {Target.SEAL})
    assert [hit.reason.code for hit in found] == codes
    assert all(hit.verdict is Verdict.DOUBT for hit in found)


OTHER = "沐泉建设工程（克拉玛依）有限责任公司"


@pytest.mark.parametrize(
    ("drawn", "code"),
    [("沐原建设工程（克拉玛依）有限责任公司", "hit.own_seal"), (OTHER, "hit.unread_seal")],
)
def test_one_other_letter_is_asked_about_where_letters_are_tiny(drawn: str, code: str) -> None:
    """It proves too little to pass the seal over, and where it is plain too much to cover it."""
    paper = sheet()
    seal = drawn_seals.DrawnSeal(drawn, "合同专用章", 40.0)
    drawn_seals.stamp(paper, seal, MIDDLE, Random(3), INKS["red"])
    picture = np.asarray(
        cv2.resize(pixels(paper), None, fx=_SIXTY_DPI, fy=_SIXTY_DPI, interpolation=cv2.INTER_AREA),
        np.uint8,
    )
    own = Applicant(name="李文强", employer="沐原建设工程（克拉玛依）有限责任公司")
    sought = keywords(words(own))
    (hit,) = judge_seals(picture, find_seals(picture), sought, TARGETS | {Target.SEAL})
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, code)
    assert hit.covers_by_default == (code == "hit.own_seal")
