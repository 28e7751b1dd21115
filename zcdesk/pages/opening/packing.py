"""How a file packed a picture: ink leaves traces in every pixel that shares a block with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, Picture, square

BLOCK = 8
"""Pixels a side that are transformed together. Source: ITU-T T.81, A.3.3."""

WIDEST = 4 * BLOCK
"""Pixels that one block of a colour can take: a sampling is 4 at most (T.81, B.2.2)."""

Places = NDArray[np.int32]
Size = tuple[int, int]
"""Width and height in pixels of the file."""


@dataclass(frozen=True, eq=False)
class Packing:
    """Which pixels of a picture share a block, and their brightness without their colours.

    Attributes:
        columns: Shape of the picture: the column of the file that each of its pixels was.
        rows: The row likewise.
        blocks: Size of what is packed together of the brightness.
        colours: The same of the colours; larger where they are stored at a lower resolution.
        brightness: Decodes the brightness alone; None where the pixels tell it, or where nothing
            does: the decoder cannot, or the picture was drawn at another size.
        spread: Pixels by which that drawing may have spread a block.
    """

    columns: Places
    rows: Places
    blocks: Size
    colours: Size
    brightness: Callable[[], GreyPicture] | None
    spread: int = 0

    def laid(self, move: Callable[[NDArray[Any]], NDArray[Any]]) -> Packing:
        """Return the packing of the picture after ``move`` turned, flipped or cut it.

        Args:
            move: Takes and gives arrays of the picture's height and width, whatever is in them.
        """
        dark = self.brightness
        moved = None if dark is None else lambda: move(dark())
        return replace(self, columns=move(self.columns), rows=move(self.rows), brightness=moved)

    def fitting(self, picture: Picture) -> Packing:
        """Return the packing of the picture after its pixels were made as high as wide."""
        (height, width), shape = self.columns.shape, picture.shape[:2]
        if (height, width) == shape:
            return self
        return self.drawn(_places(shape[1], width), _places(shape[0], height))

    def drawn(self, columns: Places, rows: Places) -> Packing:
        """Return the packing of a copy of another size.

        Args:
            columns: Of the picture, for each column of the copy.
            rows: Likewise.
        """

        def picked(places: Places) -> Places:
            line = places[:1, columns] if places.strides[0] == 0 else places[rows, :1]
            return np.broadcast_to(line, (len(rows), len(columns)))

        largest = max(self.blocks[0], self.colours[0]), max(self.blocks[1], self.colours[1])
        height, width = self.columns.shape
        # What is enlarged is mixed with the next pixel: by the decoder (colours), then once more.
        spread = 1 + 2 * math.ceil(max(len(columns) / width, len(rows) / height, 1.0))
        return Packing(picked(self.columns), picked(self.rows), largest, largest, None, spread)

    @property
    def reach(self) -> int:
        """Pixels beyond one of a block in which another one of it may be."""
        return max(*self.blocks, *self.colours) - 1 + self.spread

    def sharing(
        self, covered: NDArray[np.bool_], part: tuple[slice, slice], size: Size
    ) -> NDArray[np.bool_]:
        """Return which pixels of a part of the picture share a block with covered ones.

        Args:
            covered: Pixels of the part.
            part: Its rows and columns.
            size: ``blocks`` or ``colours``.
        """
        across, down = self.columns[part] // size[0], self.rows[part] // size[1]
        number = (down - down.min()) * (int(across.max()) + 1) + across
        touched = np.zeros(int(number.max()) + 1, bool)
        touched[number[covered]] = True
        reach = square(2 * self.spread + 1)
        return np.asarray(cv2.dilate(touched[number].astype(np.uint8), reach) > 0)


def _places(length: int, before: int) -> Places:
    """Return for each pixel of a row of another length which one of the row it was made of."""
    return ((np.arange(length) + 0.5) * before / length).astype(np.int32)


def unpacked(width: int, height: int) -> Packing:
    """Return the packing of a picture in which each pixel was always stored by itself."""
    columns = np.broadcast_to(np.arange(width, dtype=np.int32), (height, width))
    rows = np.broadcast_to(np.arange(height, dtype=np.int32)[:, None], (height, width))
    return Packing(columns, rows, (1, 1), (1, 1), None)


def lossless(width: int, height: int, bits: int) -> Packing:
    """Return the packing of a picture that is stored without loss: most of them were a JPEG once,
    with colours of half the resolution. Black and white (one bit a pixel) has no trace of it."""
    now = unpacked(width, height)
    if bits == 1:
        return now
    return replace(now, blocks=(BLOCK, BLOCK), colours=(2 * BLOCK, 2 * BLOCK))


def packed(
    width: int, height: int, sampling: list[Size], brightness: Callable[[], GreyPicture] | None
) -> Packing:
    """Return the packing of a JPEG as it is stored.

    Args:
        width: Of the picture in pixels.
        height: Of it.
        sampling: How many samples of each component stand side by side, and below each other, in
            what is coded together; the brightness first.
        brightness: See :class:`Packing`.
    """
    most = tuple(max(counts) for counts in zip(*sampling, strict=True))
    sizes = [
        tuple(BLOCK * all_ // own for all_, own in zip(most, size, strict=True))
        for size in sampling
    ]
    largest = tuple(max(sides) for sides in zip(*sizes, strict=True))
    colours = (largest[0], largest[1])
    own = sizes[0] if brightness is not None else colours
    return replace(unpacked(width, height), blocks=own, colours=colours, brightness=brightness)
