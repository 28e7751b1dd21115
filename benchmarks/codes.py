"""Draws pages with one code below a passage of text, 15–28 mm wide (35–60 mm for bars and rows)."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_person
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.hits import Hit

ADDRESS = "https://www.example.cn/bg.do?vcode=A3F9XQ27LMPD8K4E&srcid=bgcx"
KINDS = {
    "QR code, long": ("QRCode", ADDRESS),
    "QR code, short": ("QRCode", "A3F9XQ27"),
    "Data Matrix": ("DataMatrix", "A3F9XQ27LMPD8K4E"),
    "Aztec": ("Aztec", "A3F9XQ27LMPD"),
    "PDF417": ("PDF417", "A3F9XQ27LMPD8K4E"),
    "Code 128": ("Code128", "A3F9XQ27LMPD8K4E"),
    "Code 39": ("Code39", "A3F9XQ27"),
    "EAN-13": ("EAN13", "690123456789"),
}
BOOK = ("EAN13", "978730251162")
SQUARE = ("QRCode", "DataMatrix", "Aztec")
RESOLUTIONS = (100, 150, 200, 300)
SCANS = ("clean", "scan", "skewed", "faint", "grey", "phone", "fax")
TEXT = "经研究决定，现将有关事项通知如下，请各单位结合实际认真贯彻执行。" * 3


def drawn(told: tuple[str, str], random: Random, dpi: int) -> DrawnPage:
    """Return a page with some text and one code."""
    kind, text = told
    paper = Paper(Lexicon(invent_person(random), ()), dpi=dpi, height_mm=297)
    paper.paragraph(TEXT, paper.mm(26), paper.mm(20), paper.mm(158), Style(size=12))
    wide = random.uniform(15, 28) if kind in SQUARE else random.uniform(35, 60)
    tall = wide if kind in SQUARE else random.uniform(8, 16)
    size = round(paper.mm(wide)), round(paper.mm(tall))
    x, y = (
        round(paper.mm(random.uniform(25, 185 - wide))),
        round(paper.mm(random.uniform(100, 250))),
    )
    paper.image.paste(Image.fromarray(printed(kind, text, size)).convert("RGB"), (x, y))
    paper.mark(Role.CODE, "", [box(x, y, x + size[0], y + size[1])], paper.mm(4))
    return paper.finished("sheet")


def printed(kind: str, text: str, size: tuple[int, int]) -> np.ndarray:
    """Return the ink of a code without its white rim, as a grey picture of a size in pixels."""
    made = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    grey = np.asarray(zxingcpp.write_barcode_to_image(made, scale=4))
    ys, xs = np.nonzero(grey < 128)
    ink = np.ascontiguousarray(grey[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1])
    smaller = size[0] < ink.shape[1] or size[1] < ink.shape[0]
    how = cv2.INTER_AREA if smaller else cv2.INTER_NEAREST
    return np.asarray(cv2.resize(ink, size, interpolation=how))


def covered(place: Polygon, hits: list[Hit]) -> float:
    """Return the share of a place's box that lies below the boxes of hits."""
    left, top, right, bottom = bounds(place)
    x = left + (np.arange(100) + 0.5) / 100 * (right - left)
    y = top + (np.arange(100) + 0.5) / 100 * (bottom - top)
    hidden = np.zeros((100, 100), bool)
    for hit in hits:
        x0, y0, x1, y1 = bounds(hit.mask.polygon)
        hidden |= ((y >= y0) & (y <= y1))[:, None] & ((x >= x0) & (x <= x1))[None]
    return float(hidden.mean())
