"""Pixels to the bytes of a JPEG that carries nothing but pixels."""

from __future__ import annotations

import io

from PIL import Image

from zcdesk.picture import Picture, reduced, require_picture

QUALITY = 90
"""Print of 8 pt at 150 dpi stays sharp; a dense A4 page at 300 dpi takes about 1.5 MB."""

ASSUMED_DPI = 300
"""Written when the scan states no resolution, so that a print comes out near paper size."""

LONGEST_SIDE = 65_535


def encode(picture: Picture, quality: int = QUALITY, dpi: float | None = None) -> bytes:
    """Return ``picture`` as one baseline JPEG: sRGB, bare JFIF header, no other metadata.

    Colour is kept at full resolution (4:4:4): with halved colour the ringing of one 16-pixel block
    would carry traces of red or blue ink beyond the 8 pixels that burning evens out round a
    cover. It costs about a fifth in size; no notice states a limit (A-53).
    The same pixels give the same bytes.

    Args:
        picture: Shape (height, width, 3), RGB, 0–255, upright, covers already burnt in.
        quality: 1–95 in libjpeg's scale.
        dpi: Resolution that the page states; ``ASSUMED_DPI`` without one.

    Raises:
        ValueError: Not an RGB picture, or a side is longer than JPEG can say.

    Source:
        图片格式（*.jpg格式）: 自治区 2024 六; no metadata: promise R5.
    """
    require_picture(picture)
    if max(picture.shape[:2]) > LONGEST_SIDE or min(picture.shape[:2]) < 1:
        raise ValueError(f"a JPEG cannot have {picture.shape[1]} × {picture.shape[0]} pixels")
    density = min(max(round(dpi or ASSUMED_DPI), 1), LONGEST_SIDE)
    stream = io.BytesIO()
    Image.fromarray(picture).save(
        stream,
        format="JPEG",
        quality=quality,
        subsampling="4:4:4",
        progressive=False,
        optimize=False,
        dpi=(density, density),
    )
    return stream.getvalue()


def thumbnail(picture: Picture, longest_side: int = 240) -> bytes:
    """Return a small JPEG of ``picture`` for the checklist; make it from the covered pixels only.

    Args:
        picture: Shape (height, width, 3), RGB, covers already burnt in.
        longest_side: Length in pixels of the longer side; smaller pictures keep their size.

    Raises:
        ValueError: Not an RGB picture.
    """
    require_picture(picture)
    height, width = picture.shape[:2]
    scale = min(1.0, longest_side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return encode(reduced(picture, *size), quality=75, dpi=96)
