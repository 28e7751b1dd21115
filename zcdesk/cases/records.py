"""The small records that a case holds beside its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.notices.profile.notice import Stored
from zcdesk.notices.profile.slots import Who

# --- How the pictures of a blind notice leave: covered here, or to be covered on the platform ----


class Route(StrEnum):
    """A person's answer; nothing is preset (A-03)."""

    NOT_ASKED = ""
    COVERED = "covered"
    INSIDE_PLATFORM = "inside_platform"
    UNKNOWN = "unknown"


# --- Limits of the platform, entered where they hurt: size, pixels, number of pictures -----------

KILOBYTE = 1000
"""Some platforms count 1024; whoever keeps to this is safe with both."""


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


# --- What was written out and handed in, and when; files are known by neutral name and hash ------


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


# --- Ticks of the upload: which picture was handed to the platform already -----------------------


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


# --- What happened after the upload: the stations of an application on its way -------------------


@dataclass(frozen=True)
class Station:
    """One thing that the platform said.

    Attributes:
        id: Id of the station in the notice, or a person's own word for it.
        at: When it was reached, in Beijing time.
        said: What the platform said, as typed or pasted.
    """

    id: str
    at: Stored
    said: str = ""


# --- Correction rounds: what was sent back when, by whom, and what there is to do about it -------


@dataclass(frozen=True)
class ToDo:
    """One thing to mend.

    Attributes:
        words: The part of the return's words that it comes from.
        section: Section that it belongs to, or "" while nobody knows.
        slot: Slot that it belongs to, or "".
        page: Number of the page, or None.
        confirmed: A person agreed that it belongs there; before, it is a proposal.
        done: Mended, as the person says.
        note: Why she says so, in a word of hers, or "".
    """

    words: str
    section: str = ""
    slot: str = ""
    page: int | None = None
    confirmed: bool = False
    done: bool = False
    note: str = ""


class Agreed(StrEnum):
    """Whose term counts where the return's own words and the notice name different ones."""

    NOT_ASKED = ""
    NOTICE = "notice"
    NOTE = "note"


@dataclass(frozen=True)
class StoodPage:
    """How one page stood when a return was entered: its slot, and a mark of what it showed."""

    number: int
    slot: str
    mark: str = ""


@dataclass(frozen=True)
class Round:
    """One return (退回) of the application.

    Attributes:
        at: The moment as the platform shows it, in Beijing time; terms run from there.
        level: Who returned it.
        words: What the platform says, whole and as pasted.
        items: What there is to do, in the order of the words.
        stood: The pages as they were then; None where that was not kept.
        agreed: Which term counts.
    """

    at: Stored
    level: Who
    words: str = ""
    items: tuple[ToDo, ...] = ()
    stood: tuple[StoodPage, ...] | None = None
    agreed: Agreed = Agreed.NOT_ASKED


# --- Findings that a person lets stand, with the reason ------------------------------------------


@dataclass(frozen=True)
class Waiver:
    """One finding that was looked at and left as it is.

    Attributes:
        code: Code of the finding.
        reason: Why, as typed; never empty.
        at: When it was decided, in Beijing time.
        rule: Id of the notice's rule that the finding rests on, or "".
        slot: Slot that it is about, or "".
        page: Number of the page that it is about, or None.
        who: Who decided, as typed, or "".
    """

    code: str
    reason: str
    at: Stored
    rule: str = ""
    slot: str = ""
    page: int | None = None
    who: str = ""

    @property
    def finding(self) -> tuple[str, str, str, int | None]:
        """What finding it is about: code, rule, slot and page; there is one waiver for each."""
        return self.code, self.rule, self.slot, self.page
