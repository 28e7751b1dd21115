"""What the package needs to know of a picture that was made and verified elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon
from zcdesk.notices.profile.notice import Who


class PictureCheck(StrEnum):
    """What was looked at in a written picture and found right; each has a word ``export.check.…``.

    A picture that fails one of them does not go out.
    """

    OPENS = "opens"
    JPEG = "jpeg"
    METADATA = "metadata"
    UPRIGHT = "upright"
    COVERS = "covers"
    WORDS = "words"


@dataclass(frozen=True)
class FinishedPicture:
    """One picture in the staging folder, verified there.

    Attributes:
        sha256: Of the file's bytes, hexadecimal, as verified.
        width: Width of the picture in pixels.
        height: Its height in pixels.
        thumbnail: A small JPEG of the covered picture (``jpeg.thumbnail``); never of the original.
        still_shows: Targets that the uploaded picture still shows, by a person's decision.
        covers: Each cover's target and outline in percent of the picture, for pictures that are
            not one whole page; None says that they are where the page has them.
        guide: A larger JPEG of the picture for the cover guide, or b"" where nothing is covered.
        checked: What was looked at when it was read back from the disk.
        sheets: The finished pictures that are the pages of a PDF; () for a picture.
    """

    sha256: str
    width: int
    height: int
    thumbnail: bytes
    still_shows: frozenset[Target] = frozenset()
    covers: tuple[tuple[Target, Polygon], ...] | None = None
    guide: bytes = b""
    checked: tuple[PictureCheck, ...] = ()
    sheets: tuple[FinishedPicture, ...] = ()


Finished = Mapping[PurePosixPath, FinishedPicture]
"""Finished pictures by ``PlannedPage.file``."""


@dataclass(frozen=True)
class OpenPoint:
    """One thing that is still open, as the checks saw it; the checklist lists it.

    Attributes:
        state: One of the seven words of a slot (``missing``, ``needs_person`` …), or the weight of
            a finding (``error``, ``warning``, ``let_stand``).
        section: Title of the section, or another place where it is mended.
        slot: Title of the slot or text, or "".
        message: What is open, as a sentence without the applicant's words.
        who: Whose turn it is.
        clause: Clause as printed, or "".
    """

    state: str
    section: str
    slot: str
    message: str
    who: tuple[Who, ...] = ()
    clause: str = ""
