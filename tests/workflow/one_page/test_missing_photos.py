"""A document that carries a photo is a person's to look at when no photo is found on it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from tools.drawing.documents import draw_page
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.checks.slots.expected_names import NO_PHOTO
from zcdesk.geometry import bounds
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.sought import Sought

BOTH = frozenset({Target.NAME, Target.PHOTO})


def examined(
    kind: str, path: Path, targets: frozenset[Target], *, without_photo: bool = False
) -> Examined:
    random = Random(f"{kind} with a photo")
    person = invent_person(random)
    page = draw_page(kind, person, invent_colleagues(person, random), random, dpi=200)
    picture = page.picture.copy()
    if without_photo:
        (photo,) = page.having(Role.PHOTO)
        left, top, right, bottom = (round(value) for value in bounds(photo.characters[0]))
        picture[top - 2 : bottom + 2, left - 2 : right + 2] = picture[top - 8, left - 8]
    Image.fromarray(np.ascontiguousarray(picture)).save(path)
    applicant = Applicant(person.name, person.employer.name)
    return examine_page(str(path), 0, Sought(applicant, targets))


def told(one: Examined) -> bool:
    return any(finding.code == NO_PHOTO for finding in one.page.findings)


@pytest.mark.parametrize("kind", ["id_card", pytest.param("diploma", marks=pytest.mark.nightly)])
def test_a_document_without_its_photo_is_asked_about(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    assert told(examined(kind, path, BOTH, without_photo=True))
    assert not told(examined(kind, path, frozenset({Target.NAME}), without_photo=True))
    whole = examined(kind, path, BOTH)
    assert not told(whole)
    assert any(hit.mask.target is Target.PHOTO for hit in whole.hits)
