"""Stamps that slant across print in the print's own ink, as faxes and black copies show them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.masking.sealed_pages import OWN, hits
from tests.masking.test_stamp_frames import PAGE, page, slanting
from zcdesk.masking.hits import Verdict
from zcdesk.masking.seals import Seal, Shape, find_seals
from zcdesk.picture import Picture


def as_fax(picture: Picture) -> Picture:
    """What a machine sends: black and white, at the resolution of a fax, with specks."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    specks = np.random.default_rng(7).random(grey.shape) < 0.002
    sent = np.where((grey > 190) & ~specks, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(sent, cv2.COLOR_GRAY2RGB), np.uint8)


def stamps(picture: Picture) -> list[Seal]:
    return [seal for seal in find_seals(picture) if seal.shape is Shape.BOX]


@pytest.mark.parametrize("angle", [-26.0, 9.0, 19.0])
@pytest.mark.parametrize("share", [0.22, 0.36])
def test_a_black_stamp_across_print_is_found(angle: float, share: float) -> None:
    wide = round(share * PAGE)
    (stamp,) = stamps(as_fax(page(OWN, angle, wide)))
    assert stamp.angle == pytest.approx(-angle, abs=1.5)
    assert 2 * stamp.radii[0] == pytest.approx(0.7 * wide, rel=0.05)
    assert 2 * stamp.radii[1] == pytest.approx(0.7 * 0.36 * wide, rel=0.08)


def test_the_own_employer_in_a_black_stamp_is_covered_or_asked_about() -> None:
    found = hits(as_fax(page(OWN, -26.0, round(0.36 * PAGE))))
    assert [hit.verdict for hit in found] == [Verdict.DOUBT]


def test_a_black_frame_that_stands_straight_is_no_stamp() -> None:
    assert not stamps(as_fax(page(OWN, 0.0, round(0.36 * PAGE))))


def test_a_card_that_lies_askew_on_the_glass_is_no_stamp() -> None:
    card = 255 - slanting(OWN, 9.0, round(0.3 * PAGE), 4)
    bare = np.full((PAGE, 1654), 255, np.uint8)
    bare[860 : 860 + card.shape[0], 480 : 480 + card.shape[1]] = card
    assert not stamps(as_fax(np.repeat(bare[..., None], 3, axis=2)))


def test_words_of_the_print_below_do_not_make_a_black_stamp_anothers() -> None:
    found = hits(as_fax(page("喀什瑞泰建设工程有限公司", 12.0, round(0.36 * PAGE))))
    assert {hit.reason.code for hit in found} == {"hit.unread_seal"}
