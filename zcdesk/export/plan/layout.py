"""Where each page goes in the package, under which name, and which pages stay out and why.

A page is called as the window calls it: by its place in the case. What was written out once keeps
its name, so a page that is put between such pages later gets the name before it with a letter:
``003a`` follows ``003``. Names of removed pages are not given again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.cases.case import Answer, Case, CasePage, PageState
from zcdesk.cases.deliveries import Delivery
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.upload_route import Route
from zcdesk.disk.paths import names_device
from zcdesk.export.plan.arranging import PageSize, arranged
from zcdesk.export.plan.manifest import PICTURES, Content
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.wording import sentence

_STEM = re.compile(r"(\d+)([a-z]*)(?:_\d+)?")
DIGITS = 3
"""Of a page's number in the name of its picture; larger numbers take more."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

PICTURE = ".jpg"
"""Ending of a picture; a PDF is called by its column."""

PART = "_"
"""Before the number of a part, where one page became several pictures."""


def place_in_order(stem: str) -> tuple[int, str, str]:
    """Return what names are sorted by, as a file window does.

    Raises:
        ValueError: It is no name of ours.
    """
    match = _STEM.fullmatch(stem)
    if match is None:
        raise ValueError(f"{stem} is no name of a picture")
    return int(match.group(1)), match.group(2), stem.partition(PART)[2]


def stems(
    pages: Iterable[CasePage], given: Mapping[int, str], taken: Collection[str]
) -> dict[int, str]:
    """Return the names of pages, without their ending, by their numbers.

    Args:
        pages: The pages; the name is the number that people call a page by, and one that was put
            in the place of another gets a letter: 011a is where 011 stood.
        given: Names that pages of the case had in earlier packages.
        taken: Every name that was ever given.
    """
    used = set(taken) | set(given.values())
    named: dict[int, str] = {}
    for page in pages:
        own = f"{page.place:0{DIGITS}d}"
        letters = (own, *(f"{own}{z}{letter}" for z in ("", "z") for letter in _LETTERS))
        stem = given.get(page.number) or next(name for name in letters if name not in used)
        used.add(stem)
        named[page.number] = stem
    return named


def given_stems(deliveries: Iterable[Delivery]) -> dict[int, str]:
    """Return the name of each page in the packages that were written, the first one it got."""
    given: dict[int, str] = {}
    for delivery in deliveries:
        for file in delivery.files:
            name = PurePosixPath(file.name)
            stem = name.stem.partition(PART)[0] if name.suffix == PICTURE else ""
            if file.page is not None and _STEM.fullmatch(stem):
                given.setdefault(file.page, stem)
    return given


class Reason(StrEnum):
    """Why a page stays out; each has a sentence under ``export.left_out.…``."""

    REFUSED = "refused"
    UNREAD = "unread"
    DOUBT = "doubt"
    CHANGED = "changed"
    UNCONFIRMED = "unconfirmed"
    STILL_READABLE = "still_readable"
    TO_LOOK_AT = "to_look_at"
    NOT_VERIFIED = "not_verified"
    ORIGINAL_LOST = "original_lost"
    OTHER_ROUTE = "other_route"
    LIMIT = "limit"
    UNCHANGED = "unchanged"
    CLASSIFIED = "classified"
    FOREIGN = "foreign"
    COLUMN_OPEN = "column_open"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class LeftOut:
    """One page that stays out.

    Attributes:
        number: The page's number in the case.
        reason: Why; ``STILL_READABLE`` and ``TO_LOOK_AT`` are for pictures that were made and
            withdrawn because of what a second reading found or doubts, ``NOT_VERIFIED`` for those
            that were not made, ``ORIGINAL_LOST`` where the case has no whole scan to make it of.
        place: The number by which people know it, 0 for a refused file.
    """

    number: int
    reason: Reason
    place: int = 0


def content_of(case: Case, route: Route = Route.NOT_ASKED) -> Content:
    """Return what a package holds by the route that the person chose: covered unless told (A-03).

    Args:
        case: The case; its own route counts where ``route`` is not asked.
        route: What was chosen for this package.
    """
    chosen = case.route if route is Route.NOT_ASKED else route
    inside = chosen is Route.INSIDE_PLATFORM and bool(case.targets)
    return Content.FOR_COVERING_INSIDE if inside else Content.COVERED


def leaves_so(case: Case, page: CasePage, content: Content) -> bool:
    """Tell whether a page's slot leaves by the route of this package, as far as one was chosen."""
    chosen = dict(case.slot_routes).get(page.slot, Route.NOT_ASKED)
    if chosen in (Route.NOT_ASKED, Route.UNKNOWN):
        return True
    inside = content is Content.FOR_COVERING_INSIDE
    return (chosen is Route.INSIDE_PLATFORM) == inside


def pages_left_out(case: Case, exported: Collection[int]) -> tuple[LeftOut, ...]:
    """Return the pages that are not ``exported``, in the order of the case.

    Args:
        case: The case as it is.
        exported: Numbers of the pages that go into the package.
    """
    return tuple(
        LeftOut(page.number, _reason(case, page), page.place)
        for page in case.pages
        if page.number not in exported
    )


def _reason(case: Case, page: CasePage) -> Reason:
    if page.refused:
        return Reason.REFUSED
    if not page.examined:
        return Reason.UNREAD
    if page.whose_open:
        return Reason.FOREIGN
    if case.is_confirmed(page):
        return Reason.NOT_VERIFIED
    if page.open_doubts():
        return Reason.DOUBT
    if case.left_by_hand(page):
        return Reason.BY_HAND
    if page.confirmed:
        return Reason.CHANGED
    return Reason.UNCONFIRMED if case.is_sure(page) else Reason.DOUBT


_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_TITLE = 24
"""Characters of a slot's title in a folder name: Windows stops at 260 for the whole path."""

NO_NAMES: Mapping[int, str] = MappingProxyType({})
NO_BANDS: Mapping[int, tuple[int, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class PlannedPage:
    """A picture of the package: a reviewed page and the place that it gets.

    Attributes:
        reviewed: The page as the person confirmed it.
        section: Id of the section (栏目), or "" when the page is in no slot of the notice.
        section_title: Its title, for people.
        slot: Id of the slot (上传位置), or "".
        slot_title: Its title, for people.
        who: Who has to act on the slot.
        clause: Clause of the slot as printed, or "".
        file: Path below the package, for example ``上传/03-1 学历证书/001.jpg``.
        joined: Further pages that are below it in the same picture.
        part: Which part of the page the picture is, and of how many, from 1.
        sheets: The pictures that are the pages of a PDF; () for a picture.
    """

    reviewed: ReviewedPage
    section: str
    section_title: str
    slot: str
    slot_title: str
    who: tuple[Who, ...]
    clause: str
    file: PurePosixPath
    joined: tuple[ReviewedPage, ...] = ()
    part: tuple[int, int] = (1, 1)
    sheets: tuple[PlannedPage, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """What the person answered for its pages: yes where one of them is answered so."""
        given = [page.answer for page in self.pages]
        return Answer.YES if Answer.YES in given else given[0]

    @property
    def state(self) -> PageState:
        """The word of a file that goes out: masked when anything on its pages is covered."""
        return PageState.MASKED if any(page.covers for page in self.pages) else PageState.CLEAN

    @property
    def pages(self) -> tuple[ReviewedPage, ...]:
        """All pages in the picture, from the top."""
        return (self.reviewed, *self.joined)

    @property
    def places(self) -> tuple[int, ...]:
        """By what numbers people know its pages, from the top."""
        return tuple(reviewed.page.place for reviewed in self.pages)

    @property
    def number(self) -> int:
        """The number in the case of its (first) page, from 1."""
        return self.reviewed.page.number


def plan(
    notice: Notice,
    pages: Sequence[ReviewedPage],
    pictures: str = PICTURES,
    given: Mapping[int, str] = NO_NAMES,
    limit_of: Callable[[str], FileLimit] = FileLimit,
    bands: Mapping[int, tuple[int, ...]] = NO_BANDS,
) -> tuple[PlannedPage, ...]:
    """Return the pages in the platform's order, each with its place in the package.

    Sections and slots follow the notice, pages of a slot the order of ``pages``. Folder names
    begin with the place of section and slot in the notice, so that sorting them gives the
    platform's order whatever is exported. Names of pictures are those of ``names``: nothing of
    the scan's name or of the person can get into them. Pages in no slot of this notice come last,
    in a folder without a number: they are no section of it.

    Args:
        notice: What is asked.
        pages: The pages, those of a slot in its order.
        pictures: Name of the folder that holds them.
        given: Names that pages had in earlier packages, by page number.
        limit_of: What the platform takes in a slot.
        bands: Bytes of the bands of a page (``arranging.PageSize``), by its number, where a limit
            of bytes decides how pages are joined or split.

    Raises:
        ValueError: Two pages bear the same number.
    """
    if len({reviewed.page.number for reviewed in pages}) != len(pages):
        raise ValueError("page numbers are not unique")
    planned: list[PlannedPage] = []
    wide = max(2, len(str(len(notice.sections))))
    for place, section in enumerate(notice.sections, start=1):
        for index, slot in enumerate(section.slots, start=1):
            narrow = len(str(len(section.slots)))  # as wide as sorting by name needs
            number = f"{place:0{wide}d}-{index:0{narrow}d}"
            of = partial(
                PlannedPage, section=section.id, section_title=section.title, slot=slot.id,
                slot_title=slot.title, who=slot.who, clause=slot.clause,
            )  # fmt: skip
            inside = [reviewed for reviewed in pages if reviewed.page.slot == slot.id]
            folder = _numbered(pictures, number, slot.title)
            planned += _in_slot(of, inside, folder, given, limit_of(slot.id), bands)
    known = notice.slots_by_id().keys()
    title = sentence("export.unsorted").message
    strays = [reviewed for reviewed in pages if reviewed.page.slot not in known]
    folder = PurePosixPath(pictures, legal_title(title))  # no number: it is no section
    of = partial(
        PlannedPage, section="", section_title=title, slot="", slot_title=title,
        who=(Who.APPLICANT,), clause="",
    )  # fmt: skip
    return (*planned, *_in_slot(of, strays, folder, given, limit_of(""), bands))


def is_sorted_by_name(files: Iterable[PurePosixPath]) -> bool:
    """Tell whether a file window that sorts by name shows the files in this order.

    Where a person arranged pages differently after they were written out once, the checklist says
    so beside the slot.
    """
    places = [place_in_order(file.stem) for file in files]
    return places == sorted(places)


def legal_title(title: str, otherwise: str = "") -> str:
    """Return ``title`` as a name, or a part of one, that Windows, macOS and Linux all take.

    Normal form C (macOS and Windows differ in theirs), without forbidden and invisible
    characters, without dots or spaces at the end, at most ``_LONGEST_TITLE`` characters, no
    device's name.

    Args:
        title: What a notice calls it; anybody may have written the notice.
        otherwise: The name when nothing of the title is left.
    """
    visible = "".join(
        character
        for character in title
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    # Only now: what could not be seen may have stood between a letter and its accent.
    composed = unicodedata.normalize("NFC", visible)
    spaced = " ".join(_NOT_ALLOWED.sub(" ", composed).split())
    legal = spaced[:_LONGEST_TITLE].rstrip(" .") or otherwise
    return f"_{legal}" if names_device(legal) else legal


def _numbered(pictures: str, number: str, title: str) -> PurePosixPath:
    return PurePosixPath(pictures, f"{number} {legal_title(title)}".rstrip())


def _in_slot(
    planned: Callable[..., PlannedPage],
    pages: Sequence[ReviewedPage],
    folder: PurePosixPath,
    given: Mapping[int, str],
    limit: FileLimit,
    bands: Mapping[int, tuple[int, ...]],
) -> Iterator[PlannedPage]:
    """Yield the pictures of one slot: a page each, pages joined, or parts of a page.

    ``planned`` makes them of what they do not have in common.
    """
    named = stems([reviewed.page for reviewed in pages], given, set(given.values()))
    sizes = [_size(page, bands.get(page.page.number, ())) for page in pages]
    for piece in arranged(sizes, limit):
        first = pages[piece.first]
        stem = named[first.page.number]
        name = f"{stem}.jpg" if piece.parts == 1 else f"{stem}{PART}{piece.part}.jpg"
        yield planned(
            first,
            file=folder / name,
            joined=tuple(pages[piece.first + 1 : piece.first + piece.count]),
            part=(piece.part, piece.parts),
        )


def _size(reviewed: ReviewedPage, bands: tuple[int, ...]) -> PageSize:
    page = reviewed.page.page
    if page is None:
        return PageSize(1, 1)
    return PageSize(page.width, page.height, page.text_height or 0.0, bands)
