"""Text below seals is read through the colour in which the seal fades."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Verdict
from zcdesk.masking.keywords import keywords
from zcdesk.masking.seals import find_seals
from zcdesk.masking.searching import search
from zcdesk.masking.under_seals import lines_under_seals
from zcdesk.picture import Picture
from zcdesk.spellings import words
from zcdesk.training import seals as drawn_seals
from zcdesk.training.lexicon import Lexicon
from zcdesk.training.marks import Role
from zcdesk.training.organisations import Organisation
from zcdesk.training.paper import Colour, Paper, Style
from zcdesk.training.people import han_person

EMPLOYER = "乌鲁木齐恒野建设工程有限公司"
APPLICANT = Applicant(name="李文强", employer=EMPLOYER)
OFFICE = "昆河地区人力资源和社会保障厅"
RED: Colour = (206, 36, 44)
BLUE: Colour = (40, 62, 190)


def page(colour: Colour | None) -> Paper:
    random = Random(9)
    person = han_person("李", "文强", Organisation(EMPLOYER), "男", random)
    paper = Paper(Lexicon(person, ()))
    style = Style(size=14)
    paper.line("特此证明。", 300, 800, style)
    paper.flush_right(EMPLOYER, 1400, 1000, style)
    paper.flush_right("李文强同志", 1400, 1070, style)
    if colour is not None:
        seal = drawn_seals.Seal(OFFICE, "人事专用章")
        drawn_seals.stamp(paper, seal, (1290.0, 1050.0), random, colour)
    return paper


@pytest.mark.parametrize("colour", [RED, BLUE], ids=["red", "blue"])
@pytest.mark.parametrize("quality", [100, 45])
def test_name_and_employer_below_a_seal_are_found_in_full(colour: Colour, quality: int) -> None:
    paper = page(colour)
    pixels = np.array(paper.image, dtype=np.uint8)
    coded = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    picture: Picture = np.ascontiguousarray(decoded[:, :, ::-1])
    lines = lines_under_seals(picture, find_seals(picture))
    found = search(lines, keywords(words(APPLICANT)), {Target.NAME, Target.EMPLOYER})
    covers = [np.array(hit.mask.polygon, np.float32) for hit in found]
    assert all(hit.verdict is Verdict.COVER for hit in found)
    for mark in paper.marks:
        if mark.role in (Role.NAME, Role.EMPLOYER):
            for character in mark.characters:
                for x, y in character:
                    assert any(cv2.pointPolygonTest(one, (x, y), True) > -2 for one in covers)


def test_only_lines_that_touch_the_seal_are_read() -> None:
    picture = np.array(page(RED).image, dtype=np.uint8)
    texts = [line.lattice.text for line in lines_under_seals(picture, find_seals(picture))]
    assert not any("特此证明" in text for text in texts)
    assert any("李文强" in text for text in texts)


def test_a_page_without_coloured_seals_costs_nothing() -> None:
    picture = np.array(page(None).image, dtype=np.uint8)
    assert lines_under_seals(picture, find_seals(picture)) == ()
