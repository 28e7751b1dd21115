"""The package that a walk exported: its files, and what is black in its pictures."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from tests.walking.case import art_of
from tests.walking.model import Sheet

DARKEST, RIM, RINGING = 24, 3, 40
"""A decoded cover is at most so light (0–255); its rim of so many pixels rings to this at most."""

NEAR = 18
"""Pixels around a cover within which its background is made plain."""


def shows_exactly(sheet: Sheet, data: bytes) -> None:
    """A picture is black under every cover that was shown, and elsewhere as the page is."""
    picture = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    page = np.rot90(art_of(sheet.art), -sheet.turn)
    assert picture.shape == page.shape
    elsewhere = np.ones(picture.shape[:2], bool)
    for left, top, right, bottom in sheet.black():
        assert picture[top : bottom + 1, left : right + 1].max() <= RINGING
        assert picture[top + RIM : bottom + 1 - RIM, left + RIM : right + 1 - RIM].max() <= DARKEST
        elsewhere[max(0, top - NEAR) : bottom + NEAR, max(0, left - NEAR) : right + NEAR] = False
    away = np.abs(picture.astype(int) - page.astype(int)).mean(axis=2)
    assert away[elsewhere].mean() < 6
    assert not (picture.max(axis=2) <= DARKEST)[elsewhere & (page.min(axis=2) > 120)].any()


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
