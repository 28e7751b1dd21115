"""Pixels that must stay where they are: the page is read upright all the same."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.pages.opened import opened
from zcdesk.applicant import Applicant, Target
from zcdesk.pages.opening.scan import decode
from zcdesk.picture import Picture
from zcdesk.training.documents import draw_page
from zcdesk.training.marks import Role
from zcdesk.training.people import invent_colleagues, invent_person
from zcdesk.training.photographing import photographed
from zcdesk.verification.picture import Status
from zcdesk.workflow.tasks.examining import Sought
from zcdesk.workflow.tasks.places import Place
from zcdesk.workflow.tasks.redacted_page import Redacted, redact_page

SOUGHT = Sought(
    Applicant(name="张伟", employer="新疆云岭智能装备制造有限公司"),
    frozenset({Target.NAME, Target.EMPLOYER}),
)


def written() -> Picture:
    return typed(
        "关于申报材料的说明",
        "申报单位：新疆云岭智能装备制造有限公司",
        "姓名：张伟，性别：男，现从事机电工程专业技术工作",
        "第一条 为规范工作，制定本办法，自印发之日起施行。",
    )


def redacted(folder: Path, picture: Picture, sought: Sought = SOUGHT) -> tuple[Redacted, Picture]:
    path, output = folder / "scan.png", folder / "001.jpg"
    Image.fromarray(picture).save(path)
    result = redact_page(Place(str(path)), 0, sought, str(output), straighten=False)
    return result, decode(opened(output))


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_sideways_page_is_covered_where_it_lies(tmp_path: Path, turn: int) -> None:
    source = np.ascontiguousarray(np.rot90(written(), -turn // 90))
    result, finished = redacted(tmp_path, source)
    assert finished.shape == source.shape
    assert result.page.transform.rows == ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    assert (result.page.turn + turn) % 360 == 0
    assert {mask.target for mask in result.covers} == SOUGHT.targets
    for mask in result.covers:
        across, down = np.mean(mask.polygon, axis=0).astype(int)
        assert finished[down, across].max() < 8
    assert result.finished.verified.status is Status.CLEAN


def test_a_photo_on_a_desk_is_covered_where_it_lies(tmp_path: Path) -> None:
    random = Random(21)
    person = invent_person(random)
    page = draw_page("posting", person, invent_colleagues(person, random), random, 200)
    photo = photographed(page, random, 2400).page
    applicant = Applicant(name=person.name, employer=person.employer.name)
    _, finished = redacted(tmp_path, photo.picture, Sought(applicant, SOUGHT.targets))
    assert finished.shape == photo.picture.shape
    names = [mark for mark in photo.marks if mark.role is Role.NAME and not mark.hand]
    assert names
    for mark in names:
        across, down = np.mean([np.mean(each, axis=0) for each in mark.characters], axis=0)
        assert finished[int(down), int(across)].max() < 8
