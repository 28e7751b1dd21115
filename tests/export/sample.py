"""A small confirmed case whose words must be found nowhere in its package."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import ReviewedPage, answer, confirm, reviewed
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.export.package.packing import PackageReport, Staging
from zcdesk.export.pictures.jpeg import encode, thumbnail
from zcdesk.export.plan.layout import LeftOut, PlannedPage, Reason, plan
from zcdesk.export.plan.manifest import Finished, FinishedPicture, OpenPoint
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Page, PageSource

IDENTITY = ("欧阳婉儿", "OUYANG", "天山岩土勘察", "654321199001011234")
"""Words of the person; parts of them stand in every source path."""

APPLICANT = Applicant(
    "欧阳婉儿", "天山岩土勘察有限公司", aliases=("OUYANG Wan'er",), id_number=IDENTITY[3]
)
SLOTS = ("diploma", "id_card", "posting", "ce_public", "ce_public")
WIDTH, HEIGHT = 124, 175


@cache
def notice() -> Notice:
    return load_notice("region-senior-2024")


def case_page(number: int, slot: str, covers: Sequence[Target] = ()) -> CasePage:
    path = f"/home/欧阳婉儿/天山岩土勘察/OUYANG 654321199001011234 {number}.png"
    source = PageSource(path, f"{number:064x}")
    drawn = tuple(
        Mask(target, box(12.4, 17.5 + 20 * place, 37.2, 35 + 20 * place), "name:1")
        for place, target in enumerate(covers)
    )
    page = Page(source, WIDTH, HEIGHT, WIDTH, HEIGHT)
    return CasePage(number, slot, path, page=page, drawn=drawn, examined=True)


def case(pages: Sequence[CasePage]) -> Case:
    targets = frozenset({Target.NAME, Target.EMPLOYER})
    return Case("region-senior-2024", APPLICANT, targets, tuple(pages))


def confirmed(pages: Sequence[CasePage], answers: Mapping[int, Answer]) -> Case:
    told = case(pages)
    for page in pages:
        told = answer(told, page.number, answers.get(page.number))
        told = confirm(told, page.number)
    return told


def reviewed_pages() -> tuple[ReviewedPage, ...]:
    """Five pages: name and employer, name, nothing, employer only, name."""
    covers: tuple[list[Target], ...] = (
        [Target.NAME, Target.EMPLOYER],
        [Target.NAME],
        [],
        [Target.EMPLOYER],
        [Target.NAME],
    )
    pages = [
        case_page(number, slot, shown)
        for number, (slot, shown) in enumerate(zip(SLOTS, covers, strict=True), start=1)
    ]
    answers = {1: Answer.NO, 2: Answer.YES, 3: Answer.NO, 5: Answer.NO}
    return reviewed(confirmed(pages, answers))


@cache
def planned_pages() -> tuple[PlannedPage, ...]:
    return plan(notice(), reviewed_pages())


@cache
def picture_bytes(covers: tuple[Mask, ...], shade: int = 250) -> tuple[bytes, bytes]:
    """Return a page's JPEG and thumbnail: paper of one shade with its covers in black."""
    picture = np.full((HEIGHT, WIDTH, 3), shade, dtype=np.uint8)
    for cover in covers:
        (left, top), _, (right, bottom), _ = cover.polygon
        picture[int(top) : int(bottom), int(left) : int(right)] = 0
    return encode(picture), thumbnail(picture)


def stage(staging: Staging, planned: Sequence[PlannedPage], shade: int = 250) -> Finished:
    """Write the pictures as a worker would, and tell what was written."""
    finished = {}
    for page in planned:
        content, small = picture_bytes(page.reviewed.covers, shade)
        staging.add(page, content)
        digest = hashlib.sha256(content).hexdigest()
        shows = frozenset({Target.SEAL}) if page.slot == "posting" else frozenset()
        finished[page.file] = FinishedPicture(digest, WIDTH, HEIGHT, small, shows)
    return finished


OPEN_POINTS = (
    OpenPoint("missing", "继续教育", "公需科目培训合格证书", "缺少 2023 年的证书。",
              (Who.APPLICANT,), "四（一）7"),
    OpenPoint("needs_person", "其他附件或证明材料", "公示结果", "等单位盖章后再放入。",
              (Who.EMPLOYER,), "四（一）13"),
)  # fmt: skip
LEFT_OUT = (LeftOut(6, Reason.REFUSED), LeftOut(7, Reason.DOUBT, 7))


@cache
def drawn_once(function: Callable[..., object], *arguments: object) -> object:
    """Call a function, once for the same arguments: a PDF is dear, and hundreds are exported."""
    return function(*arguments)


def export(target: Path, shade: int = 250, pages: int = 5) -> PackageReport:
    """Export the sample's first pages to ``target`` from start to end."""
    planned = planned_pages()[:pages]
    with Staging.start(target, run=drawn_once) as staging:
        finished = stage(staging, planned, shade)
        return staging.finish(notice(), planned, finished, LEFT_OUT, OPEN_POINTS)


def names(folder: Path) -> list[str]:
    """Return what stands directly in ``folder``, sorted."""
    return sorted(path.name for path in folder.iterdir())


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
