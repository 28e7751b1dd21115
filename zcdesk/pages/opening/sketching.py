"""A page as a small picture, drawn in a few hundredths of a second: to be sorted by, never read.

Nothing is judged here: whether a page is whole is found out when it is read.
"""

from __future__ import annotations

import cv2

from zcdesk.errors import ScanError
from zcdesk.pages.opening.formats.pdf import sketched_pdf
from zcdesk.pages.opening.formats.pictures import sketched_jpeg
from zcdesk.pages.opening.refusals import refusing
from zcdesk.pages.opening.sniffing import recognise
from zcdesk.picture import scaled

SIDE = 256
"""Pixels of the long side: a thumbnail of 92 points on a screen at 200 % and some."""

_QUICK = 3 << 20
"""Bytes of a JPEG that is drawn in a few hundredths of a second."""


def quick_sketch(content: bytes) -> bytes:
    """Return the sketch of a file that is drawn at once, b"" for every other one."""
    quick = len(content) <= _QUICK and content.startswith(b"\xff\xd8")
    return sketch(content) if quick else b""


def sketch(content: bytes, index: int = 0) -> bytes:
    """Return a page as its file says it is, as a small JPEG; b"" for one that has none.

    A JPEG is decoded at an eighth of its size, a PDF drawn at some 40 dots an inch; what has no
    such way is decoded as ever. The file was looked into when it came, and is not once more.

    Args:
        content: Bytes of an unlocked scan.
        index: Page of the file, from 0.
    """
    try:
        with refusing(""):
            known = recognise(content)
            if known.kind == "JPG":
                picture = sketched_jpeg(content, SIDE)
            elif known.kind == "PDF":
                picture = sketched_pdf(content, index, SIDE)
            else:
                picture = known.open(content, ()).decode(index).picture
    except ScanError:  # what is wrong with it the reading says
        return b""
    small = cv2.cvtColor(scaled(picture, min(1.0, SIDE / max(picture.shape))), cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", small, (cv2.IMWRITE_JPEG_QUALITY, 85))[1].tobytes()
