"""An export with a spoiled masker or a spoiled judge: no such picture leaves the house.

Every page here is one small certificate with name and employer. Each is spoiled in a way of its
own, all go through one export as a user starts it, and only the sound ones may be in the package.
By day a few ways of each kind are walked, at night all of them.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.verification.drawing import APPLICANT, BOTH, page, place
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import answer, confirm, decide
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.errors import ZcdeskError
from zcdesk.findings import info, warning
from zcdesk.geometry import Polygon, Transform, bounds, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page import finishing
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

NOW = datetime(2024, 9, 20, tzinfo=UTC)
BLIND = "region-senior-2024"
CERTIFICATE = page(
    "申报人王晓燕同志工作认真负责", "昌吉云帆建设工程有限公司二〇二四年", "评审结果合格特发此证"
)
HEIGHT, WIDTH = CERTIFICATE.shape[:2]
NAME, EMPLOYER = place(0, 3, 6), place(1, 0, 12)
WHOLE = box(0, 0, WIDTH, HEIGHT)


def hit(
    polygon: Polygon, verdict: Verdict, matched: str = "name:1", confidence: float = 1.0
) -> Hit:
    target = Target.EMPLOYER if matched.startswith("employer") else Target.NAME
    mask = Mask(target, polygon, matched, confidence, Origin.SPOTTED)
    return Hit(mask, verdict, info("hit.other_letter", line=1))


def covers(*polygons: Polygon) -> tuple[Hit, ...]:
    return tuple(hit(one, Verdict.COVER) for one in polygons)


def scaled(polygon: Polygon, scale: float) -> Polygon:
    return tuple((x * scale, y * scale) for x, y in polygon)


def turned_away(polygon: Polygon) -> Polygon:
    """Return where a cover comes to lie when the page is turned and the cover is not."""
    x0, y0, x1, y1 = bounds(polygon)
    return box(min(y0, WIDTH - 60), HEIGHT - x1, y1, HEIGHT - max(x0, 30))


@dataclass(frozen=True)
class Spoiled:
    """What the judge or the masker says of a page, what a person left, how it is burnt."""

    hits: tuple[Hit, ...]
    left: tuple[int, ...] = ()
    burnt: str = ""
    turned: bool = False


SOUND = covers(NAME, EMPLOYER)
DOUBT = Verdict.DOUBT
LEAVE = Verdict.LEAVE
HERS = hit(EMPLOYER, Verdict.COVER, "employer:1")
LEFT_HERS, LEFT_ALL = (hit(one, LEAVE, "employer:1") for one in (EMPLOYER, WHOLE))
BURNT = (
    "half-transparent", "blurred", "one pixel short", "nothing burnt", "metadata kept",
    "thumbnail kept", "tail kept",
)  # fmt: skip
PAGES: dict[str, Spoiled] = {
    "sound": Spoiled(SOUND),
    "sound, turned": Spoiled(SOUND, turned=True),
    "left open by a person": Spoiled((hit(NAME, DOUBT), HERS), left=(0,)),
    "judge: LEAVE everywhere": Spoiled((hit(NAME, LEAVE), LEFT_HERS)),
    "judge: LEAVE as large as the page": Spoiled((hit(WHOLE, LEAVE), LEFT_ALL)),
    "judge: nothing found": Spoiled(()),
    "judge: LEAVE, and a person agreed": Spoiled((hit(NAME, LEAVE), HERS), left=(0,)),
    "judge: one doubt as large as the page, left by a person": Spoiled(
        (hit(WHOLE, DOUBT, "", 0.0), hit(WHOLE, DOUBT, "name:1")), left=(0, 1)
    ),
    "judge: the employer's place over the name, left by a person": Spoiled(
        (hit(NAME, DOUBT, "employer:1"), HERS), left=(0,)
    ),
    **{f"masker: {way}": Spoiled(SOUND, burnt=way) for way in BURNT},
    "masker: wrong page": Spoiled(covers(place(2, 1, 5), place(2, 6, 9))),
    "masker: wrong scale": Spoiled(covers(scaled(NAME, 1.3), scaled(EMPLOYER, 1.3))),
    "masker: one letter short": Spoiled(covers(place(0, 3, 5), EMPLOYER)),
    "masker: shifted after turning": Spoiled(
        covers(turned_away(NAME), turned_away(EMPLOYER)), turned=True
    ),
}
LEAVES = {"sound", "sound, turned", "left open by a person"}
BY_DAY = (
    "sound, turned",
    "left open by a person",
    "judge: LEAVE everywhere",
    "judge: LEAVE as large as the page",
    "judge: one doubt as large as the page, left by a person",
    "masker: half-transparent",
    "masker: metadata kept",
    "masker: shifted after turning",
)


class SpoiledPool(WorkerPool):
    """A pool in whose workers some pages are burnt or written in a wrong way."""

    def submit(self, function: Callable[..., Any], *arguments: object, **more: Any) -> Future[Any]:
        return super().submit(spoiled, function, *arguments, **more)


def spoiled(function: Callable[..., Any], *arguments: object) -> Any:
    job = arguments[0] if arguments else None
    if isinstance(job, finishing.PictureJob):
        way = list(PAGES.values())[int(Path(job.read_from[0]).stem) - 1].burnt
        # A worker does one task after the other, and each of them is spoiled anew.
        spoil = pytest.MonkeyPatch()
        spoil.setattr(finishing, "burn", partial(burnt, way))
        spoil.setattr(finishing, "write_atomically", partial(write, way))
    return function(*arguments)


def write(way: str, path: Path, content: bytes) -> None:
    path.write_bytes(written(way, content))


def burnt(way: str, picture: Picture, masks: Sequence[Mask]) -> Picture:
    black = burn(picture, masks)
    inside = (black == 0).all(axis=2).astype(np.uint8)
    if way == "nothing burnt":
        return picture
    if way == "half-transparent":
        return np.rint(picture * 0.4 + black * 0.6).astype(np.uint8)
    if way == "blurred":
        soft = cv2.GaussianBlur(picture, (15, 15), 0)
        return np.where(inside[:, :, None] > 0, soft, picture).astype(np.uint8)
    if way == "one pixel short":
        smaller = cv2.erode(inside, np.ones((3, 3), np.uint8))
        return np.where(smaller[:, :, None] > 0, black, picture).astype(np.uint8)
    return black


def written(way: str, content: bytes) -> bytes:
    def segment(marker: int, inside: bytes) -> bytes:
        length = (len(inside) + 2).to_bytes(2, "big")
        return content[:2] + bytes((0xFF, marker)) + length + inside + content[2:]

    if way == "metadata kept":
        return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    if way == "thumbnail kept":
        return segment(0xE0, b"JFXX\0\x10" + content[:400])
    return content + b"\0" * 40 if way == "tail kept" else content


def case_of(folder: Path, kinds: Sequence[str]) -> Case:
    numbers = {kind: number for number, kind in enumerate(PAGES, start=1) if kind in kinds}
    pages = tuple(page_of(folder, number, PAGES[kind]) for kind, number in numbers.items())
    case = Case(BLIND, APPLICANT, BOTH, pages)
    for kind, number in numbers.items():
        for left in PAGES[kind].left:
            case = decide(case, number, left, Decision.LEAVE)
        case = confirm(answer(case, number, Answer.NO), number)
    return case


def page_of(folder: Path, number: int, made: Spoiled) -> CasePage:
    path = folder / f"{number}.png"
    scan = np.ascontiguousarray(np.rot90(CERTIFICATE)) if made.turned else CERTIFICATE
    Image.fromarray(scan).save(path, compress_level=1)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    high, wide = scan.shape[:2]
    laid = Page(PageSource(str(path), sha256), wide, high, WIDTH, HEIGHT)
    if made.turned:
        laid = replace(laid, turn=90, transform=Transform.quarter_turn(90, wide, high))
    return CasePage(number, "diploma", str(path), page=laid, hits=made.hits, examined=True)


def leaving(
    folder: Path, kinds: Sequence[str], meanwhile: Callable[[], object] = lambda: None
) -> tuple[set[str], dict[str, list[str]]]:
    """Export pages; return which kinds are in the package, and what the manifest says is open.

    ``meanwhile`` happens between the last confirmation and the export.
    """
    case = case_of(folder, kinds)
    meanwhile()
    with SpoiledPool(1) as pool:
        steps = list(export_case(pool, case, load_notice(BLIND), folder / "包", NOW))
    done = steps[-1]
    assert isinstance(done, PackageDone)
    named = dict(enumerate(PAGES, start=1))
    stopped = {named[one.number] for one in steps if isinstance(one, Exported) and one.page}
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    left = {named[one["page"]] for one in manifest["pages"]}
    assert left == set(kinds) - stopped
    assert len(left) == len(list((done.folder / "上传").rglob("*.jpg")))
    return left, {named[one["page"]]: one["still_shows"] for one in manifest["pages"]}


@pytest.mark.nightly
def test_a_spoiled_page_does_not_leave_and_what_a_person_left_open_is_said(tmp_path: Path) -> None:
    left, open_words = leaving(tmp_path, BY_DAY)
    assert left == {"sound, turned", "left open by a person"}
    assert open_words == {"sound, turned": [], "left open by a person": ["name"]}


@pytest.mark.nightly
def test_whatever_is_spoiled_does_not_leave(tmp_path: Path) -> None:
    assert leaving(tmp_path, tuple(PAGES))[0] == LEAVES


@pytest.mark.nightly
def test_a_scan_changed_after_its_page_was_confirmed_does_not_leave(tmp_path: Path) -> None:
    kinds = ("sound", "sound, turned")
    confirmed = tmp_path / f"{list(PAGES).index('sound') + 1}.png"
    another = Image.fromarray(page("关于设备安装的说明", "额定电压三百八十伏", "以上情况属实"))
    left, _ = leaving(tmp_path, kinds, lambda: another.save(confirmed))
    assert left == {"sound, turned"}


def test_a_page_whose_doubts_nobody_decided_cannot_even_be_confirmed(tmp_path: Path) -> None:
    doubts = Spoiled((hit(NAME, DOUBT, confidence=0.0), hit(WHOLE, DOUBT, "", 0.0)))
    case = Case(BLIND, APPLICANT, BOTH, (page_of(tmp_path, 1, doubts),))
    with pytest.raises(ZcdeskError, match=r"^page\.open_doubt$"):
        confirm(case, 1)


@pytest.mark.nightly
def test_what_the_second_reading_shows_is_answered_once_and_then_leaves(tmp_path: Path) -> None:
    """A person who leaves open what she is shown is not asked about the same word again."""
    blind = Spoiled((hit(EMPLOYER, Verdict.COVER, "employer:1"),))
    case = Case(BLIND, APPLICANT, BOTH, (page_of(tmp_path, 1, blind),))
    with WorkerPool(1) as pool:
        for expected in (False, True):
            confirmed = confirm(answer(case, 1, Answer.NO), 1)
            walk = export_case(pool, confirmed, load_notice(BLIND), tmp_path / "包", NOW)
            first = next(walk)
            walk.close()
            assert isinstance(first, Exported)
            assert (first.page is None) == expected
            if first.page is not None:
                case = case.with_page(first.page)
                for doubt in first.page.open_doubts():
                    case = decide(case, 1, doubt, Decision.LEAVE)
    shown = case.pages[0].hits[-1]
    assert (shown.mask.matched, shown.reason) == ("name:1", warning("hit.second_look"))
