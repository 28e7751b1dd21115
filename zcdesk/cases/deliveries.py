"""What was written out and handed in, and when; files are known by neutral name and hash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.notices.profile.notice import Stored


class DeliveryKind(StrEnum):
    """What a delivery was made for."""

    COVERED = "covered"
    INSIDE_PLATFORM = "inside_platform"
    CHANGES = "changes"
    PAPER = "paper"


@dataclass(frozen=True)
class DeliveredFile:
    """One file, or one that was to be deleted on the platform.

    Attributes:
        name: Neutral name, ``/`` between folder and name.
        sha256: Of its bytes; "" says that it was to be deleted there.
        slot: Its slot.
        page: Number of its (first) page.
        answer: What was to be clicked for it (``yes``, ``no``), or "" where nothing was.
        joined: Numbers of its further pages, in order.
    """

    name: str
    sha256: str
    slot: str = ""
    page: int | None = None
    answer: str = ""
    joined: tuple[int, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """One package.

    Attributes:
        at: When it was written, in Beijing time.
        kind: What it was made for.
        files: What it holds.
        note: As typed, or "".
        submitted: When the person handed it in, in Beijing time, or None.
    """

    at: Stored
    kind: DeliveryKind
    files: tuple[DeliveredFile, ...] = ()
    note: str = ""
    submitted: Stored | None = None


@dataclass(frozen=True)
class Tick:
    """One picture that was uploaded.

    Attributes:
        name: Its neutral name in the package (``/`` between folder and name).
        sha256: Hash of the file that was uploaded; one that changed afterwards is no longer
            ticked. "" when only the name was ticked.
    """

    name: str
    sha256: str = ""
