"""Rings of which a fax left crumbs are found, and nothing else is taken for one."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from tests.masking.seals.sealed_pages import MIDDLE, OWN, TARGETS, grey, hits, only, sealed
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal
from zcdesk.masking.seals.seal_detection import Shape, find_seals
from zcdesk.picture import Picture


def crumbled(picture: Picture, seed: int) -> Picture:
    """Black on white, with most of the seal gone in patches and grains; print stays."""
    random = np.random.default_rng(seed)
    patches = cv2.resize(random.normal(0, 4, (60, 42)), picture.shape[1::-1])
    worn = (patches + random.normal(0, 1, picture.shape[:2]) > -0.5) & (
        np.ptp(picture, axis=2) > 40
    )
    lines = np.where((picture.min(axis=2) > 165) | worn, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(lines, cv2.COLOR_GRAY2RGB), np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_seal_of_which_a_fax_left_crumbs_is_a_question(seed: int) -> None:
    picture = crumbled(sealed(OWN), seed)
    ring = only(picture)
    assert ring.shape is Shape.RING
    assert ring.centre == pytest.approx(MIDDLE, abs=8)
    assert max(ring.radii) == pytest.approx(158, abs=6)
    (hit,) = hits(picture, TARGETS | {Target.SEAL})
    assert hit.is_doubt


@pytest.mark.parametrize(
    "kind",
    ["roster_table", "paper_front", "dense_text", "journal_cover", "id_card", "work_summary"],
)
def test_a_fax_of_text_tables_and_photos_holds_no_ring_in_crumbs(kind: str) -> None:
    random = Random(kind)
    person = invent_person(random)
    page = draw_page(kind, person, invent_colleagues(person, random), random)
    seals = page.having(Role.SEAL, Role.OTHER_SEAL)
    sent = damage(page, ("fax",), Random(1)).picture
    assert is_bitonal(sent)
    assert len([one for one in find_seals(sent) if one.shape is Shape.RING]) <= len(seals)


def test_a_copy_with_greys_is_not_searched_for_crumbs() -> None:
    assert not is_bitonal(grey(sealed(OWN)))
