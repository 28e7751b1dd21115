"""Pictures of the window as they are kept: small, and compared by cells rather than by bytes."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

PICTURES = Path(__file__).parent.parent / "docs" / "screens"
LARGEST = 60_000
"""Bytes of a picture: a history keeps every one that ever was."""
COLOURS, FEW_COLOURS = 192, (32, 16)
FINE, COARSE = range(80, 36, -4), range(36, 20, -4)
"""Flat surfaces and letters are kept to the pixel where that is small enough; what shows scans gets
the best quality that is, and a page full of letters few colours."""

CELL = 4
NOTICED = 24
"""Pixels across a cell, and by how many of 255 levels its mean has to change to count."""
OTHERWISE = 0.0025
"""Share of cells from which a picture looks otherwise: on 1366 x 768 a patch of 50 x 50 pixels.
A date or a number of seconds is a third of that at most, a button or a line of text is more."""


def small(picture: Image.Image) -> bytes:
    """Return a picture as WebP of at most ``LARGEST`` bytes."""
    ways = [partial(_exact, picture, COLOURS)]
    ways += [partial(_webp, picture, quality=quality) for quality in FINE]
    ways += [partial(_exact, picture, colours) for colours in FEW_COLOURS]
    ways += [partial(_webp, picture, quality=quality) for quality in COARSE]
    made = (way() for way in ways)
    return next((one for one in made if len(one) <= LARGEST), ways[-1]())


def _exact(picture: Image.Image, colours: int) -> bytes:
    few = picture.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
    return _webp(few, lossless=True, quality=100)


def _webp(picture: Image.Image, **options: int) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "WEBP", method=6, **options)
    return kept.getvalue()


def otherwise(one: Path, other: Path) -> float:
    """Return the share of cells in which two pictures differ; 1 when their sizes do."""
    cells = []
    for path in (one, other):
        with Image.open(path) as picture:
            cells.append(np.asarray(picture.convert("RGB").reduce(CELL), np.int16))
    if cells[0].shape != cells[1].shape:
        return 1.0
    return float((abs(cells[0] - cells[1]).max(axis=2) > NOTICED).mean())


def stale(now: Path, kept: Path = PICTURES) -> dict[str, str]:
    """Return what is wrong with each kept picture that is not what the window looks like now."""
    wrong = {}
    for name in sorted({path.name for folder in (now, kept) for path in folder.glob("*.webp")}):
        if not (kept / name).exists():
            wrong[name] = "not kept yet"
        elif not (now / name).exists():
            wrong[name] = "not taken any more"
        elif (share := otherwise(now / name, kept / name)) > OTHERWISE:
            wrong[name] = f"{share:.2%} of it looks otherwise"
    return wrong
