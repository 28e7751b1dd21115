"""What is true about a lesson's case: all ink that matters, and every hidden thing.

It is sealed among the originals of the case. Sealed means: nobody reads it by looking into the
file. Whoever has the program's source can open it; a lesson is no examination.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.bounds import loads
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon
from zcdesk.training.lessons.lesson import Flaw, Trap

_HEAD = b"zcdesk truth 1\n"
_LARGEST = 8_000_000
"""Bytes of an open truth; sixty full pages have two million."""


class WhoseInk(StrEnum):
    """To whom ink points: the applicant, somebody else, or nobody."""

    OWN = "own"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Ink:
    """One occurrence of a word, a seal, a photo on a page.

    Attributes:
        whose: To whom it points.
        target: What a notice would call it; None for plain text.
        must: It has to be covered; own ink that need not be may be covered or left.
        boxes: Where its ink is, in pixels of the decoded scan: one polygon a run.
    """

    whose: WhoseInk
    target: Target | None
    must: bool
    boxes: tuple[Polygon, ...]


@dataclass(frozen=True)
class Thing:
    """One hidden thing.

    Attributes:
        id: Its number in the lesson, from "1".
        trap: What it is.
        page: Number of its page, or None.
        other: Number of the page's double, or None.
        target: Which target a place is about, or None.
        boxes: Where a place is, in pixels of the decoded scan.
        turn: Quarter turn that a page has to be at, degrees clockwise from the scan.
        slot: Where a page belongs, or what is lacking there; of a whole page where it lay.
        field: Id of the text or the question.
        flaw: What is wrong with the text.
        text: The item of a return, or what is lacking.
        answers: What may be answered.
        rule: Id of the notice's rule.
        clause: Clause, as printed.
        quote: The notice's own sentence.
    """

    id: str
    trap: Trap
    page: int | None = None
    other: int | None = None
    target: Target | None = None
    boxes: tuple[Polygon, ...] = ()
    turn: int = 0
    slot: str = ""
    field: str = ""
    flaw: Flaw | None = None
    text: str = ""
    answers: tuple[str, ...] = ()
    rule: str = ""
    clause: str = ""
    quote: str = ""


def as_shown(thing: Thing, case: Case) -> Thing:
    """Return a thing as it is told: its page by the place on the screen, not the lasting number."""
    return replace(thing, page=case.places.get(thing.page or 0, thing.page))


@dataclass(frozen=True)
class PageTruth:
    """One page: its number, and all ink that matters; ``foreign`` pages are somebody else's."""

    number: int
    inks: tuple[Ink, ...] = ()
    foreign: bool = False


@dataclass(frozen=True)
class LessonTruth:
    """All that is true about a lesson's case; ``minutes`` is the time that it should take."""

    lesson: str
    number: int
    minutes: int
    things: tuple[Thing, ...]
    pages: tuple[PageTruth, ...]

    def of(self, thing: str) -> Thing:
        """Return a hidden thing by its id.

        Raises:
            KeyError: There is none.
        """
        return {each.id: each for each in self.things}[thing]


def sealed(truth: LessonTruth) -> bytes:
    """Return a truth as bytes that nobody reads by the way; the same truth gives the same bytes."""
    text = json.dumps(asdict(truth), sort_keys=True, separators=(",", ":"), default=str)
    return _HEAD + _mixed(zlib.compress(text.encode(), 9))


def unsealed(content: bytes) -> LessonTruth:
    """Return the truth from its bytes.

    Raises:
        ZcdeskError: They are none.
    """
    try:
        if not content.startswith(_HEAD):
            raise ValueError("no truth")
        packed = zlib.decompressobj()
        plain = packed.decompress(_mixed(content[len(_HEAD) :]), _LARGEST)
        truth: LessonTruth = _TRUTH.validate_python(loads(plain.decode()))
    except (ValueError, ValidationError, zlib.error) as cause:
        raise ZcdeskError("lesson.truth_lost") from cause
    return truth


def truth_of(stored: CaseFile) -> LessonTruth:
    """Return the truth of a lesson's case.

    Raises:
        NoLessonError: The case is none of a lesson.
        ZcdeskError: It is, and its truth cannot be read any more.
    """
    practice = stored.case.practice
    if practice is None:
        raise ZcdeskError("lesson.no_lesson", file=stored.path.name)
    try:
        return unsealed(stored.original(practice.truth))
    except ZcdeskError as cause:
        raise ZcdeskError("lesson.truth_lost", file=stored.path.name) from cause


def on_page(boxes: tuple[Polygon, ...], page: CasePage) -> tuple[Polygon, ...]:
    """Return outlines in pixels of the page as it now is; () while it has no picture."""
    if page.page is None:
        return ()
    return tuple(page.page.transform.apply_all(outline) for outline in boxes)


def page_in(case: Case, number: int | None) -> CasePage | None:
    """Return a page of the case, or None where it was removed."""
    return next((page for page in case.pages if page.number == number), None)


def rounded(boxes: tuple[Polygon, ...]) -> tuple[Polygon, ...]:
    """Return outlines in tenths of a pixel: the last digits are a matter of the processor."""
    return tuple(tuple((round(x, 1), round(y, 1)) for x, y in outline) for outline in boxes)


def _mixed(content: bytes) -> bytes:
    """Return bytes mixed with a fixed stream; mixing twice gives them back."""
    blocks = -(-len(content) // 32)
    stream = b"".join(
        hashlib.sha256(_HEAD + block.to_bytes(4, "big")).digest() for block in range(blocks)
    )
    return bytes(byte ^ other for byte, other in zip(content, stream, strict=False))


_TRUTH: TypeAdapter[LessonTruth] = TypeAdapter(LessonTruth)
