"""Vector drawings (SVG), drawn as MuPDF sees them."""

from __future__ import annotations

import re

import numpy as np
import pymupdf

from zcdesk.pages.opening.formats.format import require_size
from zcdesk.picture import Picture
from zcdesk.verification.contents.hidden_shapes import hides_shapes, is_shrunk

_SIDE = 2400.0  # px of the long side of the drawing
_TAG = re.compile(r"<\s*([A-Za-z][\w:-]*)")
_PLAIN = frozenset(
    {"svg", "g", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
    | {"tspan", "title", "desc", "defs", "metadata", "lineargradient", "radialgradient", "stop"}
    | {"image"}
)
_KEPT = re.compile(r"<defs\b[^>]*>(.*?)</defs\s*>", re.S | re.I)
"""What is kept to be used elsewhere; only colours may be, which no letter is made of."""

_COLOURS = frozenset({"lineargradient", "radialgradient", "stop"})
_ELSEWHERE = re.compile(r"(?:href|src)\s*=\s*[\"']\s*(?!data:|#)|url\(\s*[\"']?(?!#)", re.I)


def is_plain_drawing(text: str) -> bool:
    """Tell whether a drawing uses only what is drawn here as in every browser, and hides nothing.

    Raises:
        Exception: It cannot be drawn; MuPDF's errors have no common class.
    """
    if _ELSEWHERE.search(text) or not {tag.lower() for tag in _TAG.findall(text)} <= _PLAIN:
        return False
    tags = [tag.lower() for match in _KEPT.finditer(text) for tag in _TAG.findall(match[1])]
    if not _COLOURS.issuperset(tags):
        return False
    with _opened(text) as drawn, pymupdf.open(stream=drawn.convert_to_pdf()) as document:
        page = document.load_page(0)
        return not hides_shapes(page) and not is_shrunk(page)


def drawing(text: str) -> Picture:
    """Return an SVG as pixels on white.

    Raises:
        Exception: It cannot be drawn; MuPDF's errors have no common class.
    """
    with _opened(text) as document:
        page = document.load_page(0)
        scale = _SIDE / max(float(page.rect.width), float(page.rect.height), 1.0)
        require_size(round(page.rect.width * scale), round(page.rect.height * scale))
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
        return pixels(drawn)


def _opened(text: str) -> pymupdf.Document:
    if "xmlns" not in text.split(">", 1)[0]:
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return pymupdf.open(stream=text.encode(), filetype="svg")


def pixels(drawn: pymupdf.Pixmap) -> Picture:
    """Return MuPDF's pixels as RGB."""
    if drawn.colorspace is None or drawn.colorspace.n != 3 or drawn.alpha:
        drawn = pymupdf.Pixmap(pymupdf.csRGB, drawn) if drawn.colorspace else drawn
        drawn = pymupdf.Pixmap(drawn, 0) if drawn.alpha else drawn
    rows = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride)
    picture = rows[:, : drawn.width * drawn.n].reshape(drawn.height, drawn.width, drawn.n)
    if drawn.n == 1:
        picture = np.repeat(picture, 3, axis=2)
    return np.ascontiguousarray(picture[:, :, :3])
