"""What a worker does for one picture of a package: made, written, and read again from the disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from zcdesk.applicant import Target
from zcdesk.cases.records import FileLimit
from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.export.pictures.comparing import is_undamaged
from zcdesk.export.pictures.fitting import Fitted, fitted
from zcdesk.export.pictures.jpeg import thumbnail
from zcdesk.export.plan.arranging import LEAST_TEXT, window
from zcdesk.export.plan.finished import Check
from zcdesk.findings import Finding, error, warning
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.opening.scan import decode
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import upright_picture
from zcdesk.picture import Picture
from zcdesk.verification.covers.left_open import Find, LeftOpen
from zcdesk.verification.picture import Verified, verified, verify_picture
from zcdesk.workflow.tasks.page_tasks import Sought, require_same, scan_at

_GUIDE_SIDE = 900
_WHITE = 255
_OUR_CROP = "verify.not_jpeg"
"""Told of a part that was cut out for reading; the file itself was looked at as a whole."""


class LimitTooSmallError(ZcdeskError):
    """No readable picture fits the limit of the platform."""

    code = "export.limit_too_small"


@dataclass(frozen=True)
class PagePart:
    """One page that goes into a picture.

    Attributes:
        page: The upright page; its scan is decoded anew.
        covers: What is destroyed, or, for covering inside the platform, what is only told.
        left_open: What a person decided to leave open.
    """

    page: Page
    covers: tuple[Mask, ...]
    left_open: tuple[LeftOpen, ...]


@dataclass(frozen=True)
class PictureJob:
    """One picture to be made.

    Attributes:
        parts: Its pages, from the top.
        part: Which part of the page, and of how many.
        covered: Covers are burnt in; False leaves the page as it is, upright.
        limit: What the platform takes.
        sought: What must not be readable any more.
        output: Path of the JPEG; it is written atomically.
        known: SHA-256 of the picture that was handed in last. The same one is read again, too: the
            person may have told more words since, or decided otherwise.
    """

    parts: tuple[PagePart, ...]
    part: tuple[int, int]
    covered: bool
    limit: FileLimit
    sought: Sought
    output: str
    known: str = ""

    @property
    def read_from(self) -> tuple[str, ...]:
        """Where the scans of its pages are read from."""
        return tuple(part.page.source.path for part in self.parts)


@dataclass(frozen=True)
class MadePicture:
    """A picture that was written and read again.

    Attributes:
        sha256: Of its bytes.
        width: Of the picture, in pixels, as height.
        height: See ``width``.
        thumbnail: A small JPEG of it.
        guide: A larger one where something is (to be) covered, or b"".
        covers: Target and outline in percent of the picture, of each cover.
        verified: What the second reading says; finds in pixels of the first page.
        checked: What was looked at when it was read again.
        unchanged: The very picture that was handed in last.
    """

    sha256: str
    width: int
    height: int
    thumbnail: bytes
    guide: bytes
    covers: tuple[tuple[Target, Polygon], ...]
    verified: Verified
    checked: tuple[Check, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True)
class _Lying:
    """Where a page lies in the picture before it was scaled: its corner, and the page itself."""

    left: int
    top: int
    part: PagePart
    picture: Picture

    def outline(self, polygon: Polygon) -> Polygon:
        return tuple((x + self.left, y + self.top) for x, y in polygon)


def make_picture(job: PictureJob) -> MadePicture:
    """Make one picture of a package, write it and read it again from the disk.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    lying, canvas = _arranged(job)
    top, bottom = _window(canvas.shape[0], job.part)
    whole, canvas = canvas, canvas[top:bottom]
    fit = _fitted(job, canvas)
    output = Path(job.output)
    write_atomically(output, fit.data)
    data = output.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    covers = _outlines(lying, (0, top, whole.shape[1], bottom))
    small = _decoded(data)
    return MadePicture(
        sha256,
        small.shape[1],
        small.shape[0],
        thumbnail(small),
        thumbnail(small, _GUIDE_SIDE) if covers else b"",
        covers,
        _verified(job, data, small, lying, (top, bottom)),
        _checks(job),
        sha256 == job.known,
    )


def _checks(job: PictureJob) -> tuple[Check, ...]:
    """Return what ``_verified`` looks at: covers and words only where this picture hides them."""
    hides = {Check.WORDS} if job.covered and job.sought.targets else set()
    if job.covered and any(part.covers for part in job.parts):
        hides.add(Check.COVERS)
    return tuple(one for one in Check if one in hides or one not in (Check.COVERS, Check.WORDS))


def _arranged(job: PictureJob) -> tuple[list[_Lying], Picture]:
    """Put the pages of a picture below each other; narrower ones stand in the middle, on white."""
    pictures = []
    for part in job.parts:
        scan = scan_at(part.page.source.path)
        require_same(scan, part.page)
        pictures.append(upright_picture(decode(scan, part.page.source.index), part.page))
    width = max(picture.shape[1] for picture in pictures)
    lying, tops = [], 0
    shown = []
    for part, picture in zip(job.parts, pictures, strict=True):
        left = (width - picture.shape[1]) // 2
        lying.append(_Lying(left, tops, part, picture))
        tops += picture.shape[0]
        burnt = burn(picture, part.covers) if job.covered else picture
        if burnt.shape[1] != width:
            row = np.full((burnt.shape[0], width, 3), _WHITE, np.uint8)
            row[:, left : left + burnt.shape[1]] = burnt
            burnt = row
        shown.append(burnt)
    return lying, shown[0] if len(shown) == 1 else np.vstack(shown)


def _window(height: int, part: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last row of a part of the picture."""
    begin, end = window(*part)
    return round(height * begin), round(height * end)


def _fitted(job: PictureJob, canvas: Picture) -> Fitted:
    page = job.parts[0].page
    fit = fitted(canvas, job.limit, page.dpi)
    heights = [part.page.text_height for part in job.parts if part.page.text_height]
    if fit is None or (fit.scale < 1.0 and heights and min(heights) * fit.scale < LEAST_TEXT):
        raise LimitTooSmallError()
    return fit


def _outlines(
    lying: Sequence[_Lying], window: tuple[int, int, int, int]
) -> tuple[tuple[Target, Polygon], ...]:
    """Return the covers that the picture shows, in percent of it, two decimals."""
    left, top, right, bottom = window
    found = []
    for one in lying:
        for mask in one.part.covers:
            polygon = one.outline(mask.polygon)
            _, upper, _, lower = bounds(polygon)
            if lower <= top or upper >= bottom:
                continue
            percent = tuple(
                (_percent(x - left, right - left), _percent(y - top, bottom - top))
                for x, y in polygon
            )
            found.append((mask.target, percent))
    return tuple(found)


def _percent(part: float, whole: int) -> float:
    return round(min(max(part / whole, 0.0), 1.0) * 100, 2)


def _decoded(data: bytes) -> Picture:
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        return np.zeros((1, 1, 3), np.uint8)
    return np.ascontiguousarray(found[:, :, ::-1]).astype(np.uint8)


def _verified(
    job: PictureJob,
    data: bytes,
    written: Picture,
    lying: Sequence[_Lying],
    window: tuple[int, int],
) -> Verified:
    """Read the written picture again: container, damage, and every page of it for the words."""
    targets = job.sought.targets if job.covered else frozenset()
    findings: list[Finding] = []
    finds: list[Find] = []
    name = Path(job.output).name
    top, bottom = window
    scale = written.shape[0] / max(1, bottom - top)
    alone = len(lying) == 1 and job.part == (1, 1) and scale == 1.0
    if not alone:
        whole = verify_picture(data, name, job.sought.applicant, frozenset())
        findings += whole.findings
    for one in lying:
        first, last = max(top, one.top), min(bottom, one.top + one.picture.shape[0])
        shown = written[round((first - top) * scale) : round((last - top) * scale)]
        shown = shown[:, round(one.left * scale) :][:, : round(one.picture.shape[1] * scale)]
        page = one.picture[first - one.top : last - one.top]
        inside = [_moved(mask.polygon, one.top - first) for mask in one.part.covers]
        if not is_undamaged(page, shown, inside if job.covered else ()):
            findings.append(error("verify.damaged", file=name))
        result = verify_picture(
            data if alone else _lossless(shown),
            name,
            job.sought.applicant,
            targets,
            covers=[_scaled(cover, scale) for cover in inside] if job.covered else [],
            left_open=[
                each.at(_scaled(_moved(each.place, one.top - first), scale))
                for each in one.part.left_open
            ],
        )
        findings += [found for found in result.findings if alone or found.code != _OUR_CROP]
        if one is lying[0]:
            finds += [replace(each, place=_scaled(each.place, 1 / scale)) for each in result.finds]
        elif result.finds:
            findings.append(warning("page.second_look"))
    return verified(findings, finds)


def _lossless(picture: Picture) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, format="PNG", compress_level=1)
    return stream.getvalue()


def _moved(polygon: Polygon, down: float) -> Polygon:
    return tuple((x, y + down) for x, y in polygon)


def _scaled(polygon: Polygon, scale: float) -> Polygon:
    return polygon if scale == 1.0 else tuple((x * scale, y * scale) for x, y in polygon)
