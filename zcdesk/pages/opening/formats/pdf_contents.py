"""What a PDF page shows: its pictures with their places, and whether it shows anything else.

MuPDF interprets the page (contents, annotations, visible layers only, page turned as its rotation
says) and calls a device for everything that would be drawn; nothing is decoded or drawn here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import pymupdf

from zcdesk.errors import TooLargeScanError
from zcdesk.pages.opening.formats.format import require_size

mupdf: Any = pymupdf.mupdf
"""The bindings below PyMuPDF; they have no types, so their values are ``Any`` here."""

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): the unit square's point (u, v) is at (a u + c v + e, b u + d v + f)."""

Box = tuple[float, float, float, float]

_MOST_STEPS = 400_000
_MOST_SECONDS = 2.0  # of processor time
"""A drawn page has some thousand steps, a map a hundred thousand (a tenth of a second to look at,
6 s to draw). Forms that call forms can make billions out of a small file; those are refused."""

_NEARLY = 0.99  # of full white or opacity: files round both
_SLACK = 1.0  # pt by which a clip may be smaller than what it holds


@dataclass(frozen=True, eq=False)
class PlacedPicture:
    """A picture on the page.

    Attributes:
        image: MuPDF's image, not decoded.
        matrix: Where it is, in points of the turned page, y downwards.
        stencil: RGB in which a one-bit mask is filled, or None for an ordinary picture.
        plain: Neither see-through nor cut out of a shape.
    """

    image: Any
    matrix: Matrix
    stencil: tuple[float, float, float] | None
    plain: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, as stored."""
        return int(self.image.w()), int(self.image.h())

    @property
    def box(self) -> Box:
        """Left, top, right, bottom in points of the page."""
        a, b, c, d, e, f = self.matrix
        across, down = (0, a, c, a + c), (0, b, d, b + d)
        return e + min(across), f + min(down), e + max(across), f + max(down)


@dataclass
class Contents:
    """What a page shows.

    Attributes:
        pictures: In the order of drawing.
        others: It shows anything else, or pictures in a way that only drawing can show.
        steps: How many things are drawn.
    """

    pictures: list[PlacedPicture] = field(default_factory=list)
    others: bool = False
    steps: int = 0


def contents_of(page: pymupdf.Page) -> Contents:
    """Return what a page shows.

    Raises:
        TooManyPixelsScanError: One of its pictures is too large to be decoded.
        TooLargeScanError: It takes more steps to draw than any real page.
    """
    for _, _, width, height, *_ in page.get_images():
        require_size(max(1, int(width)), max(1, int(height)))
    device = _Device(float(page.rect.width), float(page.rect.height))
    mupdf.fz_run_page(_inner(page), device, mupdf.FzMatrix(), device.cookie)
    mupdf.fz_close_device(device)
    if device.gave_up:
        raise TooLargeScanError("scan.too_complex")
    for picture in device.contents.pictures:
        require_size(*picture.size)
    return device.contents


def _inner(page: pymupdf.Page) -> Any:
    inner = page.this
    return inner if isinstance(inner, mupdf.FzPage) else mupdf.FzPage(inner)


_CALLED = (
    "fill_image",
    "fill_image_mask",
    "fill_path",
    "fill_text",
    "fill_shade",
    "stroke_path",
    "stroke_text",
    "clip_path",
    "clip_stroke_path",
    "clip_text",
    "clip_stroke_text",
    "clip_image_mask",
    "pop_clip",
    "begin_mask",
    "end_mask",
    "begin_group",
    "begin_tile",
)


class _Device(mupdf.FzDevice2):  # type: ignore[misc]
    """Collects; MuPDF calls these methods by their names."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.contents = Contents()
        self.cookie = mupdf.FzCookie()
        self.gave_up = False
        self._page = (width, height)
        self._end = time.process_time() + _MOST_SECONDS
        self._clips: list[Box | None] = []
        for name in _CALLED:
            getattr(self, f"use_virtual_{name}")()

    def fill_image(self, context: Any, image: Any, ctm: Any, alpha: float, *_: Any) -> None:
        """Note a picture."""
        self._step()
        held = mupdf.FzImage(mupdf.ll_fz_keep_image(image))
        plain = alpha >= _NEARLY and not held.m_internal.mask and not held.m_internal.use_colorkey
        self._note(PlacedPicture(held, _matrix(ctm), None, plain))

    def fill_image_mask(
        self, context: Any, image: Any, ctm: Any, space: Any, colour: Any, alpha: float, *_: Any
    ) -> None:
        """Note a stencil and its colour."""
        self._step()
        held = mupdf.FzImage(mupdf.ll_fz_keep_image(image))
        rgb = _rgb(space, colour)
        plain = rgb is not None and alpha >= _NEARLY
        self._note(PlacedPicture(held, _matrix(ctm), rgb or (0, 0, 0), plain))

    def fill_path(
        self,
        context: Any,
        path: Any,
        even_odd: Any,
        ctm: Any,
        space: Any,
        colour: Any,
        alpha: float,
        *_: Any,
    ) -> None:
        """White below the first picture is paper; any other path is something to see."""
        self._step()
        white = min(_rgb(space, colour) or (0, 0, 0)) >= _NEARLY
        if self.contents.pictures or not white:
            self.contents.others = True

    def clip_path(self, context: Any, path: Any, even_odd: Any, ctm: Any, *_: Any) -> None:
        """Remember a rectangular clip; another shape needs drawing."""
        self._step()
        if not mupdf.ll_fz_path_is_rect(path, ctm):
            self._needs_drawing_inside()
            return
        bounds = mupdf.ll_fz_bound_path(path, None, ctm)
        self._clips.append((bounds.x0, bounds.y0, bounds.x1, bounds.y1))

    def _see(self, context: Any, *_: Any) -> None:
        """Text, shading, lines, outlined text and soft masks need drawing."""
        self._needs_drawing()

    fill_text = fill_shade = stroke_path = stroke_text = begin_mask = _see

    def _cut_out(self, context: Any, *_: Any) -> None:
        """What is cut out by lines, by letters or by another picture needs drawing."""
        self._needs_drawing_inside()

    clip_stroke_path = clip_text = clip_stroke_text = clip_image_mask = _cut_out

    def pop_clip(self, context: Any) -> None:
        """Forget the innermost clip."""
        if self._clips:
            self._clips.pop()

    def end_mask(self, context: Any, *_: Any) -> None:
        """A mask becomes a clip."""
        self._clips.append(None)

    def begin_group(
        self, context: Any, area: Any, space: Any, alone: Any, out: Any, blend: int, alpha: float
    ) -> None:
        """Groups that mix with what is below them need drawing."""
        if blend != 0 or alpha < _NEARLY:
            self.contents.others = True

    def begin_tile(self, context: Any, *_: Any) -> int:
        """Patterns need drawing."""
        self._needs_drawing()
        return 0

    def _needs_drawing(self) -> None:
        self._step()
        self.contents.others = True

    def _needs_drawing_inside(self) -> None:
        self._clips.append(None)
        self._needs_drawing()

    def _step(self) -> None:
        """Count; stop the interpreter where a page never ends."""
        self.contents.steps += 1
        late = self.contents.steps % 1000 == 0 and time.process_time() > self._end
        if late or self.contents.steps > _MOST_STEPS:
            self.gave_up = True
            self.cookie.m_internal.abort = 1

    def _note(self, picture: PlacedPicture) -> None:
        left, top, right, bottom = picture.box
        width, height = self._page
        seen = (max(left, 0), max(top, 0), min(right, width), min(bottom, height))
        for clip in self._clips:
            if clip is not None and not _holds(clip, seen):
                self.contents.others = True
        self.contents.pictures.append(picture)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + _SLACK
        and outer[1] <= inner[1] + _SLACK
        and outer[2] >= inner[2] - _SLACK
        and outer[3] >= inner[3] - _SLACK
    )


def _matrix(ctm: Any) -> Matrix:
    a, b, c, d, e, f = (float(getattr(ctm, name)) for name in "abcdef")
    return a, b, c, d, e, f


def _rgb(space: Any, colour: Any) -> tuple[float, float, float] | None:
    """Return a plain colour as RGB from 0 to 1; None for spaces that only drawing can show."""
    values = _floats(colour, int(space.n) if space else 0)
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        red, green, blue = ((1 - ink) * (1 - values[3]) for ink in values[:3])
        return red, green, blue
    return None


def _floats(colour: Any, count: int) -> tuple[float, ...]:
    if isinstance(colour, (tuple, list)):
        return tuple(float(value) for value in colour[:count])
    return tuple(float(mupdf.floats_getitem(colour, place)) for place in range(count))
