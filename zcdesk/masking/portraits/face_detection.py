"""Finds people's faces on a page, with a small detector that was trained on photographs.

What is around a face differs from photo to photo: white shirts before a white wall, scarves,
hats, tinted cards, covers of booklets. The face itself is what all portraits have in common.

Source:
    Y. Xu, W. Yan, G. Yang, J. Luo, T. Li, J. He: CenterFace: Joint Face Detection and Alignment
    Using Face as Point. Scientific Programming, 2020.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point, Polygon, bounds, box, shared
from zcdesk.picture import Picture, require_picture
from zcdesk.reading.engine import shipped_session

_LONG_SIDES = (768, 576)
"""Pixels of the copies that are searched; a face on a one-inch photo on A4 is some 30 and 24 px
high there. Larger copies show copies in black and white, and drawn faces, as dots and lines: at
1120 px 19 of 60 drawn faces scored .5 and more, at 768 px 40, at 576 px 45."""

_LEAST_SCORE = 0.1
"""Scores begin here; what says .2 without anything else was a face on all but 1 of 214 pages."""

_LEAST_HEIGHT = 0.03
"""Of the long side: 9 mm on A4; on a one-inch photo a face is 12 mm high or more."""

_MODEL = "centerface.onnx"
_CELL = 4  # pixels of the input for one of the answer
_STEP = 32  # the input's sides are multiples of it
_SAME = 0.3  # shared area by joint area
_OUTPUTS = ("537", "538", "539")  # how likely a face's middle is, logarithms of its size, offsets


@dataclass(frozen=True)
class FoundFace:
    """A face from forehead to chin, in pixels of the page; ``score`` from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    score: float

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    @property
    def polygon(self) -> Polygon:
        """Its box."""
        return box(self.left, self.top, self.right, self.bottom)

    @property
    def middle(self) -> Point:
        """Between the eyes and the mouth."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def find_faces(picture: Picture) -> tuple[FoundFace, ...]:
    """Return the faces on an upright page, the likeliest first.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
        MissingModelError: The detector's file is not there.
        AlteredModelError: It is not the shipped one.
    """
    require_picture(picture)
    least = _LEAST_HEIGHT * max(picture.shape[:2])
    faces = [face for side in _LONG_SIDES for face in _faces(picture, side) if face.height >= least]
    return tuple(_separate(faces))


def _faces(picture: Picture, long_side: int) -> Iterator[FoundFace]:
    """Yield what looks like a face on a copy with a long side of so many pixels."""
    height, width = picture.shape[:2]
    ratio = long_side / max(height, width)
    wide, tall = (max(_STEP, math.ceil(side * ratio / _STEP) * _STEP) for side in (width, height))
    copy = cv2.resize(picture, (wide, tall), interpolation=cv2.INTER_AREA)
    given = np.ascontiguousarray(copy.transpose(2, 0, 1)[None], np.float32)
    model = shipped_session(_MODEL)
    answer = model.run(_OUTPUTS, {model.get_inputs()[0].name: given})
    likely, sizes, offsets = (np.asarray(part[0], np.float32) for part in answer)
    across, down = width / wide, height / tall
    for left, top, right, bottom, score in _places(likely[0], sizes, offsets).tolist():
        yield FoundFace(left * across, top * down, right * across, bottom * down, score)


def _places(
    likely: NDArray[np.float32], sizes: NDArray[np.float32], offsets: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return left, top, right, bottom and score of each place that may be a face's middle."""
    rows, columns = np.nonzero(likely > _LEAST_SCORE)
    tall, wide = (np.exp(part[rows, columns]) * _CELL for part in sizes)
    down, across = (part[rows, columns] for part in offsets)
    y, x = (rows + down + 0.5) * _CELL, (columns + across + 0.5) * _CELL
    sides = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return np.stack([*sides, likely[rows, columns]], axis=1).astype(np.float32)


def _separate(faces: Sequence[FoundFace]) -> list[FoundFace]:
    found_faces: list[FoundFace] = []
    for face in sorted(faces, key=lambda one: one.score, reverse=True):
        if all(_overlap(face, other) < _SAME for other in found_faces):
            found_faces.append(face)
    return found_faces


def _overlap(face: FoundFace, other: FoundFace) -> float:
    both = shared(bounds(face.polygon), bounds(other.polygon))
    return both / (face.width * face.height + other.width * other.height - both)
