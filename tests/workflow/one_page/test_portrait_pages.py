"""A page that is one photo of a person needs no text; letters far apart are text."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from tests.pages.drawn import letters_apart
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.pages.page import Clarity
from zcdesk.pages.preparing import prepare
from zcdesk.workflow.one_page.examining import examine_page, inspect_page
from zcdesk.workflow.one_page.found_scans import ScanPlace, scan_at
from zcdesk.workflow.one_page.sought import Sought

SOUGHT = Sought(Applicant("孙颖倩", "新疆云岭智能装备制造有限公司"), frozenset({Target.NAME}))


def codes_of(picture: Image.Image, path: Path) -> set[str]:
    picture.save(path)
    return {one.code for one in examine_page(str(path), 0, SOUGHT).page.findings}


def test_a_portrait_alone_is_not_told_to_hold_no_text(tmp_path: Path) -> None:
    random = Random(3)
    person = invent_person(random)
    page = draw_page("inch_photo", person, invent_colleagues(person, random), random, dpi=300)
    assert "page.no_text" not in codes_of(Image.fromarray(page.picture), tmp_path / "photo.png")


@pytest.mark.slow
def test_a_portrait_that_a_scanner_shaded_stands_surely_upright(tmp_path: Path) -> None:
    random = Random(8)
    person = invent_person(random)
    page = draw_page("inch_photo", person, invent_colleagues(person, random), random, dpi=300)
    path = tmp_path / "photo.png"
    Image.fromarray(damage(page, PRESETS["scan"], Random(8)).picture).save(path)
    assert not prepare(scan_at(str(path)), 0).page.turn_sure
    examined = examine_page(str(path), 0, SOUGHT).page
    assert (examined.turn, examined.turn_sure, examined.findings) == (0, True, ())


@pytest.mark.slow
def test_letters_that_only_a_reader_sees_as_lines_are_text(tmp_path: Path) -> None:
    columns = Image.fromarray(letters_apart())
    assert "page.no_text" not in codes_of(columns, tmp_path / "columns.png")
    page = inspect_page(ScanPlace(str(tmp_path / "columns.png")), 0)
    assert (page.findings, page.turn, page.turn_sure) == ((), 0, True)
    assert page.clarity is Clarity.CLEAR


@pytest.mark.slow
def test_a_page_of_blots_is_still_told_to_hold_no_text(tmp_path: Path) -> None:
    blots = np.full((900, 700, 3), 255, np.uint8)
    blots[200:420, 150:330] = blots[500:800, 380:520] = 90
    assert "page.no_text" in codes_of(Image.fromarray(blots), tmp_path / "blots.png")
