"""A confirmed case of drawn pages, without reading: for what does not depend on words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.drawn_text import typed
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import answer, confirm
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.export.plan.manifest import Content
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

NOW = datetime(2019, 10, 20, tzinfo=UTC)
APPLICANT = Applicant("欧阳婉儿", "天山岩土勘察有限公司", id_number="654321199001011234")
TEXT = ("兹证明张伟同志参加专业科目培训，成绩合格。", "特此证明。")


def drawn(number: int, height: int = 600, noise: int = 6) -> Picture:
    """Return a page with print, a red seal and a little noise; each number looks different."""
    page = np.full((height, 424, 3), 250, np.uint8)
    text = typed(f"第 {number} 页", *TEXT)
    share = 400 / text.shape[1]
    small = cv2.resize(
        text, (400, max(1, int(text.shape[0] * share))), interpolation=cv2.INTER_AREA
    )
    rows = min(small.shape[0], height - 20)
    page[10 : 10 + rows, 12:412] = small[:rows]
    cv2.circle(page, (320, height - 110), 60, (200, 30, 30), 6)
    grain = np.random.default_rng(number).normal(0, noise, page.shape)
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def page_of(folder: Path, number: int, slot: str, height: int = 600, noise: int = 6) -> CasePage:
    """Write a scan and return its page, with one cover drawn by hand."""
    path = folder / f"欧阳婉儿 {number}.png"
    picture = drawn(number, height, noise)
    Image.fromarray(picture).save(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    high, wide = picture.shape[:2]
    page = Page(PageSource(str(path), sha256), wide, high, wide, high)
    return CasePage(number, slot, str(path), page=page, examined=True)


def covered(page: CasePage) -> CasePage:
    """Return the page with a cover over part of its print."""
    mask = Mask(Target.NAME, box(40.0, 60.0, 120.0, 84.0), "name:1")
    return CasePage(page.number, page.slot, page.path, page=page.page, drawn=(mask,), examined=True)


def confirmed(notice: str, pages: Sequence[CasePage], **more: object) -> Case:
    """Return a case all of whose pages a person confirmed."""
    masking = load_notice(notice).masking
    targets = frozenset({Target.NAME}) if masking is not None else frozenset()
    case = Case(notice, APPLICANT, targets, tuple(pages), **more)  # type: ignore[arg-type]
    for page in pages:
        if masking is not None:
            case = answer(case, page.number, Answer.NO)
        case = confirm(case, page.number)
    return case


@dataclass(frozen=True)
class Exports:
    """Makes the packages of a test, each in a folder of its own, and draws pages beside them."""

    pool: WorkerPool
    folder: Path
    now: datetime = NOW

    def __call__(
        self,
        case: Case,
        name: str = "包",
        content: Content | None = None,
        notice: Notice | None = None,
        whole: Case | None = None,
    ) -> PackageDone:
        notice, folder = notice or load_notice(case.notice), self.folder / name
        *steps, done = export_case(self.pool, case, notice, folder, self.now, content, whole)
        assert isinstance(done, PackageDone), (*steps, done)
        assert all(isinstance(step, Exported) for step in steps)
        return done

    def page(self, number: int, slot: str = "diploma", height: int = 600) -> CasePage:
        return page_of(self.folder, number, slot, height)

    def pages(self, *slots: str) -> list[CasePage]:
        return [self.page(number, slot) for number, slot in enumerate(slots, start=1)]
