"""The case that a walk goes through: how it begins, what is found on its pages, what it says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.walking.model import HEIGHT, NAMES, PLACES, WIDTH, Box
from tests.workflow.drawn_case import drawn
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture

NOTICE = "miit-2019"
"""It asks for no covering, so that no finished picture has to be read for words."""


@cache
def art_of(number: int) -> Picture:
    """Return the drawing of a scan."""
    return drawn(number, HEIGHT)


def begun() -> Case:
    """Return the case with which every walk begins."""
    return Case(NOTICE, Applicant(NAMES[0], "天山岩土勘察有限公司"), frozenset())


def as_found(page: CasePage) -> CasePage:
    """Return a waiting page with the places that a search would give it."""
    sha256 = Path(page.path).parent.name
    laid = page.page or Page(PageSource(page.path, sha256), WIDTH, HEIGHT, WIDTH, HEIGHT)
    hits = tuple(
        Hit(
            Mask(Target.NAME, laid.transform.apply_all(box(*place)), "name:1", 0.9, Origin.SPOTTED),
            verdict,
            info("hit.other_letter", line=1),
        )
        for place, verdict in PLACES
    )
    return replace(page, page=laid, hits=hits, decisions=(), examined=True, findings=())


def said(case: Case) -> tuple[object, ...]:
    """Return what a case says, for comparing with the model."""
    pages = [
        (
            page.number, page.slot, page.page.turn if page.page else None,
            sorted(rounded(mask) for mask in page.covers()), bool(page.open_doubts()), page.answer,
            case.is_confirmed(page),
        )
        for page in case.pages
    ]  # fmt: skip
    return (case.applicant.name, pages, dict(case.facts), dict(case.texts),
            [one.code for one in case.waivers], [one.at for one in case.rounds],
            len(case.deliveries), case.numbered)  # fmt: skip


def rounded(mask: Mask) -> Box:
    """Return the box around a cover in whole pixels."""
    left, top, right, bottom = (round(value) for value in bounds(mask.polygon))
    return left, top, right, bottom
