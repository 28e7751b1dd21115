"""Limits of the platform, entered where they hurt: size, pixels, number of pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Arrangement(StrEnum):
    """How the pages of a slot become pictures."""

    ONE_EACH = "one_each"
    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True)
class FileLimit:
    """What the platform takes in one slot; None stands for "no limit was met".

    Attributes:
        slot: The slot, or "" for every slot without a limit of its own.
        most_bytes: Bytes of one picture.
        most_pixels: Pixels of the longer side of one picture.
        most_pictures: Pictures in the slot.
        arrangement: One picture a page, pages joined into one tall picture, or a page split.
    """

    slot: str = ""
    most_bytes: int | None = None
    most_pixels: int | None = None
    most_pictures: int | None = None
    arrangement: Arrangement = Arrangement.ONE_EACH
