"""Where each reviewed page goes in the package: one folder a slot, in the platform's order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from zcdesk.cases.deciding import ReviewedPage
from zcdesk.export.manifest import PICTURES
from zcdesk.notices.notice import Notice, Section, Slot, Who
from zcdesk.wording import sentence

_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_TITLE = 24
"""Characters of a slot's title in a folder name: Windows stops at 260 for the whole path."""


@dataclass(frozen=True)
class PlannedPage:
    """A reviewed page and the place that it gets.

    Attributes:
        reviewed: The page as the person confirmed it.
        section: Id of the section (栏目), or "" when the page is in no slot of the notice.
        section_title: Its title, for people.
        slot: Id of the slot (上传位置), or "".
        slot_title: Its title, for people.
        who: Who has to act on the slot.
        clause: Clause of the slot as printed, or "".
        file: Path below the package, for example ``上传/03-1 学历证书/001.jpg``.
    """

    reviewed: ReviewedPage
    section: str
    section_title: str
    slot: str
    slot_title: str
    who: tuple[Who, ...]
    clause: str
    file: PurePosixPath

    @property
    def number(self) -> int:
        """The page's number in the case, from 1."""
        return self.reviewed.page.number


def plan(notice: Notice, pages: Sequence[ReviewedPage]) -> tuple[PlannedPage, ...]:
    """Return the pages in the platform's order, each with its place in the package.

    Sections and slots follow the notice, pages of a slot the order of ``pages``. Folder names
    begin with the place of section and slot in the notice, so that sorting them gives the
    platform's order whatever is exported. Picture names are the page's number in the case: a page
    keeps its name for the life of the case, and nothing of the scan's name or of the person can
    get into it. Pages in no slot of this notice come last.

    Raises:
        ValueError: Two pages bear the same number.
    """
    if len({reviewed.page.number for reviewed in pages}) != len(pages):
        raise ValueError("page numbers are not unique")
    planned: list[PlannedPage] = []
    unsorted_place = len(notice.sections) + 1
    wide = max(2, len(str(unsorted_place)))
    for place, section in enumerate(notice.sections, start=1):
        for index, slot in enumerate(section.slots, start=1):
            narrow = len(str(len(section.slots)))  # as wide as sorting by name needs
            folder = _numbered(f"{place:0{wide}d}-{index:0{narrow}d}", slot.title)
            inside = (reviewed for reviewed in pages if reviewed.page.slot == slot.id)
            planned += (_in_slot(reviewed, section, slot, folder) for reviewed in inside)
    known = {slot.id for slot in notice.slots()}
    unsorted = (reviewed for reviewed in pages if reviewed.page.slot not in known)
    return (*planned, *_without_slot(unsorted, f"{unsorted_place:0{wide}d}"))


def is_sorted_by_name(files: Iterable[PurePosixPath]) -> bool:
    """Tell whether a file window that sorts by name shows the files in this order.

    Where a person arranged pages differently, the checklist says so beside the slot.
    """
    names = [int(file.stem) for file in files]
    return names == sorted(names)


def legal_title(title: str) -> str:
    """Return ``title`` as part of a folder name that Windows, macOS and Linux all take.

    Normal form C (macOS and Windows differ in theirs), without forbidden and invisible
    characters, without dots or spaces at the end, at most ``_LONGEST_TITLE`` characters.
    """
    visible = "".join(
        character
        for character in unicodedata.normalize("NFC", title)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    spaced = " ".join(_NOT_ALLOWED.sub(" ", visible).split())
    return spaced[:_LONGEST_TITLE].rstrip(" .")


def _numbered(number: str, title: str) -> PurePosixPath:
    return PurePosixPath(PICTURES, f"{number} {legal_title(title)}".rstrip())


def _in_slot(
    reviewed: ReviewedPage, section: Section, slot: Slot, folder: PurePosixPath
) -> PlannedPage:
    return PlannedPage(
        reviewed,
        section.id,
        section.title,
        slot.id,
        slot.title,
        slot.who,
        slot.clause,
        folder / _picture_name(reviewed),
    )


def _without_slot(pages: Iterable[ReviewedPage], number: str) -> Iterable[PlannedPage]:
    """Plan pages that the person has not sorted, or whose slot this notice does not have."""
    title = sentence("export.unsorted").message
    folder = _numbered(number, title)
    for reviewed in pages:
        file = folder / _picture_name(reviewed)
        yield PlannedPage(reviewed, "", title, "", title, (Who.APPLICANT,), "", file)


def _picture_name(reviewed: ReviewedPage) -> str:
    return f"{reviewed.page.number:03d}.jpg"
