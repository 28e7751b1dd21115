"""Pictures that a chat program made smaller on their way, told by what it leaves behind.

WeChat sends a picture as a copy: without its EXIF, in standard JPEG tables of low quality, reduced
to a few well-known sizes (1280 px long or 800 px short in earlier versions, 1440 × 1080 and 1080 px
wide later). Sent as 原图 or as a file, it stays as it was. Only a picture that shows all of these
marks is named, and only as something to know: whether it can be read is judged elsewhere.
Sizes: published by people who sent pictures and looked at what came out; we have sent none.
"""

from __future__ import annotations

import io
import re

from PIL import JpegImagePlugin

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.containers import jpeg

_CHAT_NAME = re.compile(
    r"(mmexport\d{10,13}|wx_camera_\d{10,13}|(微信图片|WeChat Image|Weixin Image)_?\d{8,})",
    re.IGNORECASE,
)
_LONG_SIDES = {1279, 1280, 1440, 1706, 1707}
_SHORT_SIDES = {800, 1080}
_SMALL_COPY = 1920
_MOST_QUALITY = 80
"""Cameras and scanners write 85 and more; the copies are made with 50 to 75."""

_STANDARD = (16, 11, 10, 16, 24, 40, 51, 61)
"""The first row of the luminance table in annex K of ITU-T T.81."""


def sent_by_chat(name: str, kind: str, content: bytes) -> tuple[Finding, ...]:
    """Return the finding that a chat program made this picture smaller, or nothing.

    Args:
        name: The file's name; WeChat's own names count as a mark.
        kind: Kind of the file; only JPG is looked at.
        content: Its bytes.
    """
    if kind != "JPG":
        return ()
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(jpeg.first_picture(content).content))
    # A few hundred bytes at the start: WeChat writes a bare JFIF header and nothing else.
    if "exif" in image.info or "icc_profile" in image.info or not _is_low(image.quantization):
        return ()
    long, short = max(image.size), min(image.size)
    named = _CHAT_NAME.search(name) is not None and long <= _SMALL_COPY
    sized = long in _LONG_SIDES or short in _SHORT_SIDES
    plain = image.info.get("jfif_density", (1, 1)) in {(1, 1), (72, 72)}
    if named or (sized and plain and long <= 2 * short and jpeg.halves_colours(image.layer)):
        return (finding_of("scan.sent_by_chat", width=image.size[0], height=image.size[1]),)
    return ()


def _is_low(tables: dict[int, list[int]]) -> bool:
    """Whether the tables are the standard ones at a quality of at most 80."""
    first = list(tables.get(0, ()))[: len(_STANDARD)]
    # The scaling that the Independent JPEG Group's library defines for its quality numbers.
    scales = (5000 // q if q < 50 else 200 - 2 * q for q in range(20, _MOST_QUALITY + 1))
    return any(
        first == [max(1, min(255, (entry * scale + 50) // 100)) for entry in _STANDARD]
        for scale in scales
    )
