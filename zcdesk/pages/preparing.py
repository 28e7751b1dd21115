"""From an opened scan to an upright, judged page, and the same page again from its pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, Transform
from zcdesk.pages.judging.clarity import Legibility, jpeg_quality, legibility, with_quality
from zcdesk.pages.judging.defects import Defects, find_defects
from zcdesk.pages.judging.likeness import look_of
from zcdesk.pages.judging.text_boxes import TextBox
from zcdesk.pages.laying.finding import Laid, laid
from zcdesk.pages.laying.shading import with_even_light
from zcdesk.pages.laying.standing import flattened, levelled, straightened
from zcdesk.pages.opening.scan import Scan, decode_page
from zcdesk.pages.page import LIES, Clarity, FoundLaying, Page, PageSource
from zcdesk.pages.turning.skew import skew
from zcdesk.pages.turning.upright import PageTurn, portrait_turn, quarter_turn
from zcdesk.picture import Picture, grey_of, reduced, require_picture, scaled

TURN_UNSURE = "page.turn_unsure"
"""Code of the finding that nobody could tell how a page stands."""

_DOUBTED = (Clarity.BORDERLINE, Clarity.UNREADABLE)

_LEAST_SKEW = 0.1
"""Degrees; a smaller lean cannot be seen, and turning by it would only soften the print."""

_LONGEST_WARP = 32_000  # px a side; OpenCV's resampling addresses pixels with 16 bits

_LOOK_SIDE = 1600  # px of the reduced copy on which outline, turn and skew are found

_EDGES_SIDE = 400  # px of the copy on which the colour of the paper is found


@dataclass(frozen=True, eq=False)
class Prepared:
    """An upright, judged page and its pixels.

    ``boxes`` are the lines of writing that run across it, None where nobody has them at hand.
    """

    page: Page
    picture: Picture
    boxes: tuple[TextBox, ...] | None = None


def prepare(scan: Scan, index: int = 0, turned: int | None = None) -> Prepared:
    """Decode a page, flatten it, turn it upright and judge it.

    Args:
        scan: From :func:`zcdesk.pages.opening.scan.open_content`.
        index: Page of the file, from 0.
        turned: Degrees clockwise by which a person turned what the file shows, or None.

    Raises:
        ScanError: The page cannot be decoded.
        MissingModelError: The orientation model is not installed.
    """
    decoded = decode_page(scan, index)
    source, dpi, doubts = decoded.picture, decoded.dpi, decoded.findings
    noted = decoded.noted_turn
    del decoded
    height, width = source.shape[:2]
    lies, turn, lean = _found(source)
    if turned is not None:
        doubts = (*doubts, *_lying(turn, turned))
        turn = PageTurn(turned, sure=True, confidence=1.0)
    page = straightened(
        Page(
            source=PageSource(str(scan.path), scan.sha256, index),
            source_width=width,
            source_height=height,
            width=width,
            height=height,
            turn=turn.degrees,
            turn_sure=turn.sure,
            skew=lean,
            corners=lies.corners,
            offered=lies.offered,
            found=FoundLaying(lies.corners, turn.degrees, lean, lies.offered),
            dpi=dpi,
            findings=(*scan.findings, *doubts, *lies.findings, *_stale_note(noted, turn)),
        )
    )
    return judge(page, upright_picture(source, page), source)


def judge_anew(page: Page, picture: Picture, source: Picture) -> Page:
    """Return a page that a person laid, judged as it is now; arguments as for :func:`judge`.

    One that does not stand says so: what she turned by mistake would be handed in like that.
    """
    look = thumbnail(picture, _LOOK_SIDE, _LOOK_SIDE)
    others = (finding for finding in page.findings if finding.code != LIES)
    findings = (*others, *_lying(quarter_turn(look), 0))
    return judge(replace(page, findings=findings), picture, source).page


def _lying(found: PageTurn, turned: int) -> tuple[Finding, ...]:
    """Tell by how much more than ``turned`` a page would have to be turned to stand."""
    degrees = (found.degrees - turned) % 360
    return (finding_of(LIES, degrees=degrees),) if found.sure and degrees else ()


def judge(page: Page, picture: Picture, source: Picture) -> Prepared:
    """Return ``page`` with its looks judged as it is now: clarity, defects, likeness.

    Args:
        page: Laid, not judged yet.
        picture: Its pixels.
        source: The decoded picture that they were made of; only there the steps of a JPEG are seen.
    """
    grey = grey_of(picture)
    verdict = legibility(picture, grey)
    boxes = verdict.boxes
    if verdict.clarity in _DOUBTED and portrait_turn(picture) is not None:
        verdict = Legibility()  # what looked like small print are eyes and buttons
    defects = Defects()
    if verdict.text_height:
        unmoved = grey if np.may_share_memory(picture, source) else None
        verdict = with_quality(verdict, jpeg_quality(source, unmoved))
        defects = find_defects(picture, verdict.boxes, grey)
    findings = (*page.findings, *defects.findings)
    known = replace(
        page,
        clarity=verdict.clarity,
        measures=verdict.measures,
        text_height=verdict.text_height,
        unclear=defects.places,
        look=look_of(picture),
        findings=(*findings, *_turn_findings(page, verdict.findings), *verdict.findings),
    )
    return Prepared(known, picture, boxes)


def upright_picture(source: Picture, page: Page) -> Picture:
    """Return the pixels of ``page`` from those of its source, always the same ones.

    Quarter turns move pixels; anything else is one cubic interpolation. What was not on the
    source gets the colour of its paper.

    Args:
        source: The decoded, EXIF-turned picture; it is left as it is and may be returned itself.
        page: Whose transform is applied.

    Raises:
        ValueError: ``source`` is not of the size that the page was made from.
    """
    require_picture(source)
    if source.shape[:2] != (page.source_height, page.source_width):
        raise ValueError(f"page was made from another picture: {source.shape}")
    picture = _moved(source, page)
    return with_even_light(picture) if page.even_light else picture


def _moved(source: Picture, page: Page) -> Picture:
    for degrees in (0, 90, 180, 270):
        plain = Transform.quarter_turn(degrees, page.source_width, page.source_height)
        if page.transform == plain:
            return np.ascontiguousarray(np.rot90(source, -degrees // 90))
    # OpenCV counts from the centre of the first pixel, we from its corner.
    centred = Transform.shift(0.5, 0.5).then(page.transform).then(Transform.shift(-0.5, -0.5))
    warped = cv2.warpPerspective(
        source,
        np.array(centred.rows),
        (page.width, page.height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper_colour(source),
    )
    return np.asarray(warped, dtype=np.uint8)


def thumbnail(picture: Picture, width: int, height: int) -> Picture:
    """Return a reduced copy that fits into ``width`` × ``height`` px; never an enlarged one."""
    return scaled(picture, min(1.0, width / picture.shape[1], height / picture.shape[0]))


def paper_colour(picture: Picture) -> tuple[int, int, int]:
    """Return the colour of the paper: the commonest bright colour near the edges.

    A page without bright edges (a photo of a desk) gets white.
    """
    ratio = min(1.0, _EDGES_SIDE / max(picture.shape[:2]))
    small = reduced(picture, *(max(1, round(length * ratio)) for length in picture.shape[1::-1]))
    band = max(1, min(small.shape[:2]) // 12)
    inner = np.zeros(small.shape[:2], dtype=bool)
    inner[band:-band, band:-band] = True
    edge = small[~inner]
    bright = edge[edge.min(axis=1) >= 160]
    if len(bright) * 3 < len(edge):
        return (255, 255, 255)
    red, green, blue = (int(value) for value in np.median(bright, axis=0))
    return (red, green, blue)


def _found(source: Picture) -> tuple[Laid, PageTurn, float]:
    """Return outline, quarter turn and skew; each is found on the page as the one before left it.

    The turn comes last, for a leaning page is harder to turn.
    """
    look = thumbnail(source, _LOOK_SIDE, _LOOK_SIDE)
    if max(source.shape) > _LONGEST_WARP:
        return Laid(), quarter_turn(look), 0.0
    down, across = look.shape[:2]
    lies = laid(look)
    if lies.corners is not None:
        look = _flat(look, lies.corners)
    lean = skew(look)
    if abs(lean) <= _LEAST_SKEW:
        lean = 0.0
    height, width = look.shape[:2]
    transform, width, height = levelled(Transform(), width, height, lean)
    level = cv2.warpPerspective(
        look, np.array(transform.rows), (width, height), borderValue=paper_colour(look)
    )
    turn = quarter_turn(np.asarray(level, dtype=np.uint8))
    return _enlarged(lies, source.shape[1] / across, source.shape[0] / down), turn, lean


def _flat(look: Picture, corners: Polygon) -> Picture:
    """Return the reduced copy of a page without its surroundings."""
    transform, width, height = flattened(corners, look.shape[1], look.shape[0])
    flat = cv2.warpPerspective(look, np.array(transform.rows), (width, height))
    return np.asarray(flat, dtype=np.uint8)


def _enlarged(lies: Laid, across: float, down: float) -> Laid:
    """Return the outlines in pixels of the picture instead of those of its reduced copy."""
    scale = Transform.scale(across, down)
    corners = scale.apply_all(lies.corners) if lies.corners is not None else None
    offered = tuple(scale.apply_all(each) for each in lies.offered)
    return replace(lies, corners=corners, offered=offered)


def _stale_note(noted: int, turn: PageTurn) -> tuple[Finding, ...]:
    """Tell that the page stands upright only when the turn that its file notes is taken back.

    A program that turns the pixels and leaves the note, as some do, makes such files.
    """
    stale = noted != 0 and turn.sure and (noted + turn.degrees) % 360 == 0
    return (finding_of("page.stale_exif"),) if stale else ()


def _turn_findings(page: Page, others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Tell a doubtful turn, except of a blank page, which looks the same from all sides."""
    codes = {each.code for each in (*page.findings, *others)}
    needless = page.turn_sure or codes & {"page.blank", TURN_UNSURE}
    return () if needless else (finding_of(TURN_UNSURE),)
