"""Beside a cover ink stays, traces do not; the measure sees both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import benchmarks.beside_covers as beside
from tests.drawn_text import Sheet, typed
from zcdesk.applicant import Target
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.scan import open_content
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workflow.one_page import found_scans

ROWS = ("兹证明张伟同志参加", "该项目的设计和施工", "成绩合格特发此证书")
TIGHT = Sheet(left=20, top=14, step=46, room=1)


def changed_share(way: str) -> float:
    """Return how much of the ink of tight rows and a red rule changes beside a cover by hand."""
    sheet = typed(*ROWS, width=400, sheet=TIGHT)
    sheet[101:104, 10:390] = (200, 30, 45)
    name, content = beside.file_of(Image.fromarray(sheet), way, 80)
    scan = open_content(Path(name), content)
    height, width = sheet.shape[:2]
    page = straightened(Page(PageSource(name, scan.sha256), width, height, width, height))
    cover = Mask(Target.NAME, box(126, 60, 202, 99))
    seen = beside.ink_beside(name, scan, page, [cover])
    assert seen.ink > 400
    return seen.changed / seen.ink


@pytest.mark.parametrize("way", ["4:2:0", "4:4:4", "PNG"])
def test_of_the_ink_beside_a_cover_hardly_any_changes(way: str) -> None:
    assert changed_share(way) <= 0.02


@pytest.mark.slow
def test_the_traces_of_a_jpeg_tell_names_until_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert beside.named("once") <= 4

    def untouched(decoded: DecodedPage, covers: object, spread: int) -> Picture:
        return np.array(decoded.picture)

    monkeypatch.setattr(found_scans, "emptied", untouched)
    assert beside.named("once") >= 6
    assert beside.differing_pairs("4:2:0", 4) >= 2
