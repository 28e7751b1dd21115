"""A case of fictional pages with seals that nobody could read, made without reading anything."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image

from tools.drawing.people import Person, invent_colleagues, invent_person
from tools.drawing.scene import Scene
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.findings import info
from zcdesk.geometry import Polygon, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource

NOTICE, SLOT = "region-senior-2024", "practice_evidence"
DPI = 100
ORGANISATIONS = ("新疆某某职称评审办公室", "乌鲁木齐市继续教育中心", "喀什地区人力资源局")
SIGNED = box(90, 900, 260, 960)
"""Where the signature of nobody stands on each page."""


@cache
def person() -> Person:
    return invent_person(Random("sealed"))


def draw_sealed(path: Path, seals: Sequence[str], seed: str) -> tuple[Polygon, ...]:
    """Write a page with these seals, two a row, and return where they stand."""
    random = Random(seed)
    scene = Scene(person(), invent_colleagues(person(), Random("sealed")), random, DPI, {})
    paper = scene.paper()
    paper.centred("证　　明", paper.mm(30), scene.title(26.0))
    discs = [
        stamp(paper, DrawnSeal(name), (220 + 330 * (place % 2), 330 + 260 * (place // 2)), random)
        for place, name in enumerate(seals)
    ]
    picture = Image.fromarray(paper.finished("sealed").picture)
    picture.save(path, quality=88, dpi=(DPI, DPI))
    return tuple(box(*_bounds(disc)) for disc in discs)


def unread_seal(polygon: Polygon) -> Hit:
    mask = Mask(Target.SEAL, polygon, "", 0.0, Origin.SEAL)
    return Hit(mask, Verdict.DOUBT, info("hit.unread_seal"))


def signature(polygon: Polygon = SIGNED) -> Hit:
    mask = Mask(Target.SIGNATURE, polygon, confidence=0.5, origin=Origin.SIGNATURE)
    return Hit(mask, Verdict.DOUBT, info("hit.signature"), key="signature")


def own_word(polygon: Polygon = SIGNED) -> Hit:
    mask = Mask(Target.NAME, polygon, "name:1", 0.7, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, info("hit.faint", line=3))


def sealed_case(folder: Path, pages: int, seals: int = 2, *, name: str = "沈知遥") -> Case:
    """Return a case of drawn pages whose seals, and one signature each, nobody decided."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(1, pages + 1):
        path = folder / f"证明 {number}.jpg"
        stamped = [ORGANISATIONS[(number + place) % 3] for place in range(seals)]
        found = draw_sealed(path, stamped, f"{name} {number}")
        with Image.open(path) as picture:
            width, height = picture.size
        source = PageSource(str(path), hashlib.sha256(path.read_bytes()).hexdigest())
        upright = Page(source, width, height, width, height)
        hits = (*map(unread_seal, found), signature())
        made.append(CasePage(number, SLOT, str(path), 0, upright, hits, examined=True))
    applicant = Applicant(name, "天山云岭智能装备制造（喀什）有限责任公司")
    targets = frozenset({Target.NAME, Target.EMPLOYER})
    return Case(NOTICE, applicant, targets, tuple(made), (), pages)


def _bounds(polygon: Polygon) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in polygon], [y for _, y in polygon]
    return round(min(across)), round(min(down)), round(max(across)), round(max(down))
