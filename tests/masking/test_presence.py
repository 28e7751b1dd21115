"""Seals and signatures are told of as a page was scanned, whatever is to be covered."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.masking.signatures.test_signature_spaces import STYLE, scrawl, sheet
from tools.drawing import seals as drawn_seals
from tools.drawing.paper import Paper
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.masking.hits import Origin
from zcdesk.masking.presence import Presence, presence
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import examine_page, inspect_page
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.sought import Sought

OWN = "乌鲁木齐恒野建设工程有限公司"
WORDS = frozenset({Target.NAME, Target.EMPLOYER})


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


def seen(picture: Picture) -> Presence:
    return presence(picture, evened(picture), read_page(picture))


def sealed(name: str) -> Paper:
    paper = sheet()
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(name), (1100, 650), Random(name))
    return paper


@pytest.mark.slow
@pytest.mark.parametrize("colourless", [False, True])
def test_any_seal_counts_in_colour_and_on_grey_copies(colourless: bool) -> None:
    picture = pixels(sealed("昆河地区人力资源和社会保障厅"))
    if colourless:
        level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        picture = np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), np.uint8)
    assert seen(picture).sealed == 1


def test_a_page_without_a_seal_has_none() -> None:
    paper = sheet()
    paper.line("（盖章）　　二〇二四年六月十八日", 300, 700, STYLE)
    assert seen(pixels(paper)).sealed == 0


@pytest.mark.slow
@pytest.mark.parametrize("label", ["承诺人签字：", "申报人（签名）："])
def test_a_place_to_sign_is_filled_or_empty(label: str) -> None:
    paper = sheet()
    end = paper.line(label, 300, 400, STYLE)
    assert seen(pixels(paper)).signed is False
    scrawl(paper, end + paper.em(STYLE), 400, paper.em(STYLE))
    assert seen(pixels(paper)).signed is True


def test_without_a_place_to_sign_nothing_is_said() -> None:
    assert seen(pixels(sheet())).signed is None


@pytest.mark.slow
@pytest.mark.parametrize("seal", [True, False])
def test_an_own_seal_is_covered_whole_or_by_its_words_and_nobody_is_asked(
    tmp_path: Path, seal: bool
) -> None:
    path = tmp_path / "page.png"
    Image.fromarray(pixels(sealed(OWN))).save(path, dpi=(200, 200))
    applicant = Applicant("李文强", OWN)
    targets = WORDS | {Target.SEAL} if seal else WORDS
    examined = examine_page(str(path), 0, Sought(applicant, targets))
    page = found(CasePage(1, "", "page.png"), examined)
    assert Case("region-senior-2024", applicant, targets).state(page) is PageState.MASKED
    (hit,) = (hit for hit in page.hits if hit.mask.origin is Origin.SEAL)
    covers = [mask.polygon for mask in page.covers() if mask.origin is Origin.SEAL]
    assert covers == ([hit.mask.polygon] if seal else list(hit.parts))
    assert examined.told.seals == 1


@pytest.mark.slow
@pytest.mark.parametrize("way", ["", "blurred", "grey"])
def test_an_own_seal_over_print_of_its_own_is_covered_whole(tmp_path: Path, way: str) -> None:
    """The unit's short name stands between star and ring: the cover of the ring's words leaves it
    open. The date below the seal goes on outside of it and does not count."""
    print_ = typed("恒野建设")
    rows, columns = np.nonzero(print_.min(axis=2) < 128)
    print_ = print_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    small = cv2.resize(print_, (118, 28), interpolation=cv2.INTER_AREA)
    if way == "blurred":
        small = cv2.GaussianBlur(small, (9, 9), 0)
    page = pixels(sealed(OWN)).copy()
    left, top = 1100 - 59, 650 + 34
    part = page[top : top + 28, left : left + 118]
    np.minimum(part, small, out=part)
    if way == "grey":
        page = np.repeat(page.min(axis=2, keepdims=True), 3, axis=2)
    path = tmp_path / "page.png"
    Image.fromarray(page).save(path, dpi=(200, 200))
    examined = examine_page(str(path), 0, Sought(Applicant("李文强", OWN), WORDS))
    hits = found(CasePage(1, "", "page.png"), examined).hits
    assert [hit.parts for hit in hits if hit.mask.origin is Origin.SEAL] == [()]


@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 1])
def test_inspect_tells_how_many_seals_a_page_shows(tmp_path: Path, count: int) -> None:
    path = tmp_path / "page.png"
    paper = sealed("昆河地区人力资源和社会保障厅") if count else sheet()
    Image.fromarray(pixels(paper)).save(path, dpi=(200, 200))
    assert inspect_page(ScanPlace(str(path)), 0).measures["seals"] == count
