"""A page as a small picture, drawn in a few hundredths of a second: to be sorted by, never read.

Nothing is judged here: whether a page is whole is found out when it is read.
"""

from __future__ import annotations

import cv2
import numpy as np

from zcdesk.pages.opening.formats.pdf import sketched_pdf
from zcdesk.pages.opening.formats.pictures import sketched_jpeg
from zcdesk.pages.opening.refusals import refusing
from zcdesk.pages.opening.scan import Scan, decode_page
from zcdesk.picture import Picture

SIDE = 256
"""Pixels of the long side: a thumbnail of 92 points on a screen at 200 % and some."""


def sketch(scan: Scan, index: int = 0) -> Picture:
    """Return a page as its file says it stands, small.

    A JPEG is decoded at an eighth of its size, a PDF drawn at some 40 dots an inch; what has no
    such way is decoded as ever.

    Args:
        scan: From :func:`zcdesk.pages.opening.scan.open_content`.
        index: Page of the file, from 0.

    Raises:
        ScanError: The page cannot be drawn.
    """
    with refusing(scan.path.name):
        if scan.kind == "JPG":
            picture = sketched_jpeg(scan.content, SIDE)
        elif scan.kind == "PDF":
            picture = sketched_pdf(scan.content, index, SIDE)
        else:
            picture = decode_page(scan, index).picture
    ratio = min(1.0, SIDE / max(picture.shape))
    size = (max(1, round(picture.shape[1] * ratio)), max(1, round(picture.shape[0] * ratio)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
