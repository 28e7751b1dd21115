"""One way to finish a picture: burnt, arranged, encoded, written, and read again from the disk.

Whatever leaves the program goes through here: pages of a case for its package, pages that are
covered without a case, and those whose pixels stay where they were scanned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from zcdesk.applicant import Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.export.pictures.jpeg import Fitted, fitted, is_undamaged, thumbnail
from zcdesk.export.plan.arranging import LEAST_TEXT, window
from zcdesk.export.plan.manifest import PictureCheck
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.picture import Picture
from zcdesk.verification.covers.left_open import Find, LeftOpen
from zcdesk.verification.picture import Verified, verified, verify_file, verify_pixels
from zcdesk.workflow.one_page.sought import Sought

_GUIDE_SIDE = 900
_WHITE = 255


class LimitTooSmallError(ZcdeskError):
    """No readable picture fits the limit of the platform."""

    code = "export.limit_too_small"


@dataclass(frozen=True)
class PagePart:
    """One page that goes into a picture.

    Attributes:
        page: The page as it is there.
        covers: What is destroyed, or, for covering inside the platform, what is only told.
        left_open: What a person decided to leave open.
    """

    page: Page
    covers: tuple[Mask, ...]
    left_open: tuple[LeftOpen, ...] = ()


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

    def pictures(self, made: Callable[[Page, tuple[Mask, ...]], Picture]) -> Iterator[Picture]:
        """Yield the pixels of its pages, without those that it destroys."""
        for part in self.parts:
            yield made(part.page, part.covers if self.covered else ())


@dataclass(frozen=True)
class Finished:
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
    checked: tuple[PictureCheck, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True)
class _Lying:
    """The box of a page in the unscaled picture, in pixels, and whether the page is whole."""

    left: int
    top: int
    width: int
    height: int
    part: PagePart
    undamaged: bool = False

    def outline(self, polygon: Polygon) -> Polygon:
        return tuple((x + self.left, y + self.top) for x, y in polygon)

    def rows(self, window: tuple[int, int]) -> tuple[int, int]:
        """Return its rows of the picture, cut to the window."""
        return max(window[0], self.top), min(window[1], self.top + self.height)

    def shown(self, written: Picture, window: tuple[int, int], scale: float) -> Picture:
        """Return the part of the written picture that shows it."""
        top = window[0]
        first, last = self.rows(window)
        shown = written[round((first - top) * scale) : round((last - top) * scale)]
        return shown[:, round(self.left * scale) :][:, : round(self.width * scale)]

    def inside(self, window: tuple[int, int]) -> list[Polygon]:
        """Return its covers in pixels of the page, from the first row that the window shows."""
        first, _ = self.rows(window)
        return [_moved(mask.polygon, self.top - first) for mask in self.part.covers]


@dataclass(frozen=True)
class Written:
    """A picture on the disk; the pixels that it was made of may go before it is read again."""

    finished: Finished
    lying: tuple[_Lying, ...]
    window: tuple[int, int]


def finish(job: PictureJob, pictures: Iterable[Picture]) -> Finished:
    """Make a picture, write it and read it again from the disk.

    Args:
        job: What to make.
        pictures: The pixels of its pages; gone before it is read again, where nobody else has them.

    Raises:
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    return read_again(job, write_picture(job, pictures))


def finish_unwritten(job: PictureJob, pictures: Iterable[Picture]) -> tuple[Finished, bytes]:
    """Make a picture and read its bytes again before any file holds them; return them, too.

    Whoever writes them later must find these bytes on the disk, or have them read again there.

    Raises:
        LimitTooSmallError: Nothing readable fits the limit.
    """
    written_bytes: list[bytes] = []

    def keep(data: bytes) -> bytes:
        written_bytes.append(data)
        return data

    written = _made(job, pictures, keep)
    return read_again(job, written, written_bytes[0]), written_bytes[0]


def write_picture(job: PictureJob, pictures: Iterable[Picture]) -> Written:
    """Make a picture and write it; the file is compared with what it was made of.

    Raises:
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    output = Path(job.output)

    def written(data: bytes) -> bytes:
        write_atomically(output, data)
        return output.read_bytes()

    return _made(job, pictures, written)


def _made(job: PictureJob, pictures: Iterable[Picture], put: Callable[[bytes], bytes]) -> Written:
    """Make a picture, put its bytes away, and compare what was put there with its pages."""
    sources = list(pictures)
    lying, canvas = _arranged(job, sources)
    whole = canvas.shape[:2]
    top, bottom = _window(whole[0], job.part)
    data = put(_fitted(job, canvas[top:bottom]).data)
    del canvas
    small = decoded(data)
    sha256 = hashlib.sha256(data).hexdigest()
    covers = _outlines(lying, (0, top, whole[1], bottom))
    finished = Finished(
        sha256,
        small.shape[1],
        small.shape[0],
        thumbnail(small),
        thumbnail(small, _GUIDE_SIDE) if covers else b"",
        covers,
        verified(()),
        _checks(job),
        sha256 == job.known,
    )
    compared = [
        replace(placed, undamaged=_is_whole(job, placed, source, small, (top, bottom)))
        for placed, source in zip(lying, sources, strict=True)
    ]
    return Written(finished, tuple(compared), (top, bottom))


def _is_whole(
    job: PictureJob, lying: _Lying, source: Picture, written: Picture, window: tuple[int, int]
) -> bool:
    first, last = lying.rows(window)
    page = source[first - lying.top : last - lying.top]
    scale = written.shape[0] / max(1, window[1] - window[0])
    covers = lying.inside(window) if job.covered else ()
    return is_undamaged(page, lying.shown(written, window, scale), covers)


def _checks(job: PictureJob) -> tuple[PictureCheck, ...]:
    """Return what ``_verified`` looks at: covers and words only where this picture hides them."""
    hides = {PictureCheck.WORDS} if job.covered and job.sought.targets else set()
    if job.covered and any(part.covers for part in job.parts):
        hides.add(PictureCheck.COVERS)
    return tuple(
        check
        for check in PictureCheck
        if check in hides or check not in (PictureCheck.COVERS, PictureCheck.WORDS)
    )


def _arranged(job: PictureJob, pictures: Sequence[Picture]) -> tuple[list[_Lying], Picture]:
    """Put the pages of a picture below each other; narrower ones are centred on white."""
    width = max(picture.shape[1] for picture in pictures)
    lying, tops = [], 0
    shown = []
    for part, picture in zip(job.parts, pictures, strict=True):
        left = (width - picture.shape[1]) // 2
        lying.append(_Lying(left, tops, picture.shape[1], picture.shape[0], part))
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
    covers = []
    for placed in lying:
        for mask in placed.part.covers:
            polygon = placed.outline(mask.polygon)
            _, upper, _, lower = bounds(polygon)
            if lower <= top or upper >= bottom:
                continue
            percent = tuple(
                (_percent(x - left, right - left), _percent(y - top, bottom - top))
                for x, y in polygon
            )
            covers.append((mask.target, percent))
    return tuple(covers)


def _percent(part: float, whole: int) -> float:
    return round(min(max(part / whole, 0.0), 1.0) * 100, 2)


def decoded(data: bytes) -> Picture:
    """Return the pixels of a finished picture; a single black one where it is none."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        return np.zeros((1, 1, 3), np.uint8)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)


def read_again(job: PictureJob, written: Written, data: bytes | None = None) -> Finished:
    """Read a picture again: container, damage, and every page of it for the words.

    Args:
        job: What was made.
        written: What is known of it.
        data: Its bytes; by default those that are on the disk.

    Returns:
        The finished picture with what the second reading says of it.
    """
    data = Path(job.output).read_bytes() if data is None else data
    name = Path(job.output).name
    applicant = job.sought.applicant
    targets = job.sought.targets if job.covered else frozenset[Target]()
    lying, span = written.lying, written.window
    scale = written.finished.height / max(1, span[1] - span[0])
    alone = len(lying) == 1 and job.part == (1, 1) and scale == 1.0
    findings: list[Finding] = []
    finds: list[Find] = []
    if not alone:
        findings += verify_file(data, name, applicant, frozenset()).findings
    pixels = None if alone else decoded(data)
    for placed in lying:
        if not placed.undamaged:
            findings.append(finding_of("verify.damaged", file=name))
        first, _ = placed.rows(span)
        covers = [_scaled(cover, scale) for cover in placed.inside(span)] if job.covered else []
        left_open = [
            each.at(_scaled(_moved(each.place, placed.top - first), scale))
            for each in placed.part.left_open
        ]
        if pixels is None:
            result = verify_file(data, name, applicant, targets, covers, left_open)
        else:
            shown = np.ascontiguousarray(placed.shown(pixels, span, scale))
            result = verify_pixels(shown, applicant, targets, covers, left_open)
        findings += result.findings
        if placed is lying[0]:
            finds += [replace(each, place=_scaled(each.place, 1 / scale)) for each in result.finds]
        elif result.finds:
            findings.append(finding_of("page.second_look"))
    return replace(written.finished, verified=verified(findings, finds))


def _moved(polygon: Polygon, down: float) -> Polygon:
    return tuple((x, y + down) for x, y in polygon)


def _scaled(polygon: Polygon, scale: float) -> Polygon:
    return polygon if scale == 1.0 else tuple((x * scale, y * scale) for x, y in polygon)
