"""What two readings of frozen pages ask of the models and copy: counted, so that none gets dearer.

A wall clock says little on a shared machine; runs, pixels and copies are the same on each. A page
that needs less is welcome: its line here is then set anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.reading import detecting, recognising
from zcdesk.resources import resource
from zcdesk.workflow.one_page.examining import examine_page, proposed_covers
from zcdesk.workflow.one_page.finishing import PagePart, PictureJob
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.jobs import make_picture

pytestmark = pytest.mark.slow

PAGES = resource("samples", "region-senior-2024")
APPLICANT = Applicant("赵明哲", "新疆天山岩土勘察设计有限公司")
SOUGHT = Sought(APPLICANT, frozenset({Target.NAME, Target.EMPLOYER}))
MORE = 1.02

WHOLE = 0.8
"""Share of a page's pixels from which on a copy of them is one of the whole page."""

ASKED = {
    "IMG_2034.jpg": (8, 72, 590, 8, 34),
    "公需2020.jpg": (5, 85, 1345, 8, 36),  # the letters beside its covers are whole
    "学位证书.jpg": (10, 69, 1025, 11, 33),
    "劳动合同第1页.jpg": (8, 73, 1126, 7, 33),
    "专业技术人员花名册.jpg": (3, 249, 1451, 7, 30),
}
"""Runs of the text detector and of the recogniser, thousands of pixels in lines, and how often a
whole page is turned into other colours or resized, by page."""


@pytest.mark.parametrize(("page", "most"), ASKED.items(), ids=ASKED)
def test_two_readings_of_a_page_ask_the_models_no_more_than_they_did(
    page: str, most: tuple[int, ...], tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = asked_on(PAGES / page, tmp_path / "001.jpg", patch)
    assert all(now <= before * MORE for now, before in zip(found, most, strict=True)), found


def asked_on(page: Path, output: Path, patch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """Examine a page, make its picture and read it again; return what ``ASKED`` has of it."""
    runs: Counter[str] = Counter()

    def counted(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            runs[name] += 1
            runs[f"{name} pixels"] += int(np.asarray(arguments[0]).size)
            return own(*arguments)

        return asked

    def copied(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def asked(source: Any, *arguments: Any, **named: Any) -> Any:
            runs[name] += source.shape[0] * source.shape[1] >= WHOLE * pixels
            return own(source, *arguments, **named)

        return asked

    with Image.open(page) as image:
        pixels = image.width * image.height
    for module, name in ((detecting, "_boxes"), (recognising, "_recognised")):
        patch.setattr(module, name, counted(name, getattr(module, name)))
    for name in ("cvtColor", "resize"):
        patch.setattr(cv2, name, copied(name, getattr(cv2, name)))
    found = examine_page(str(page), 0, SOUGHT)
    part = PagePart(found.page, proposed_covers(found.hits))
    make_picture(PictureJob((part,), (1, 1), True, FileLimit(""), SOUGHT, str(output)))
    lines = runs["_recognised pixels"] // 1000
    return runs["_boxes"], runs["_recognised"], lines, runs["cvtColor"], runs["resize"]
