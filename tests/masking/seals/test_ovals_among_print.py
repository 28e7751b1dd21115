"""An oval seal keeps its shape where the red rules of a form touch it."""

from __future__ import annotations

import math
from random import Random

import pytest

from benchmarks.real_paper.drawing import LAYOUTS
from benchmarks.real_paper.occasion import Occasion, issuers_of
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from zcdesk.geometry import centre
from zcdesk.masking.seals.seal_detection import find_seals


@pytest.mark.parametrize("seed", [5, 14, 22])
def test_the_oval_seal_on_an_invoice_is_no_circle(seed: int) -> None:
    random = Random(seed)
    person = invent_person(random)
    scene = Scene(person, invent_colleagues(person, random), random, 100)
    page = LAYOUTS["invoice"](Occasion(scene, issuers_of(scene)))
    seal = page.having(Role.SEAL, Role.OTHER_SEAL)[-1].characters[0]
    (found,) = (one for one in find_seals(page.picture) if math.dist(one.centre, centre(seal)) < 30)
    assert 1.25 < max(found.radii) / min(found.radii) < 1.6
