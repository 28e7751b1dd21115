"""What the search found on a page: proposed covers, doubts and near misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from zcdesk.applicant import Matched, Target, WordKind
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail, Finding
from zcdesk.geometry import Polygon

EVIDENCE = 0.5
"""Confidence of a proposed cover to which the page itself led, not a letter of a word."""

FAINT_EVIDENCE = 0.3
"""The same where only the place, or letters of several readings together, speak for it."""


class Origin(StrEnum):
    """Which search led to a cover."""

    SPOTTED = "spotted"
    LABEL = "label"
    SEAL = "seal"
    PHOTO = "photo"
    SIGNATURE = "signature"
    CODE = "code"
    SCRIPT = "script"
    MANUAL = "manual"


class Verdict(StrEnum):
    """What the program proposes: cover surely, ask a person, or leave open as a near miss."""

    COVER = "cover"
    DOUBT = "doubt"
    LEAVE = "leave"


Choice = tuple[Verdict, str | None]
"""A verdict and the code of its reason, None where there is nothing to tell."""


def choice(row: Mapping[str, str]) -> Choice:
    """Return what a row of a table of verdicts tells."""
    return Verdict(row.get("verdict", Verdict.LEAVE)), row.get("why")


@dataclass(frozen=True)
class Mask:
    """A cover: everything inside ``polygon`` (pixels of the upright page) is destroyed. ``matched``
    names the word by kind and number (``name:1``), never by its text; it is empty for covers that
    no word led to. ``confidence`` runs from 0 to 1. What it hides is within
    ``hidden``, or anywhere where that is empty, as of one drawn by hand."""

    target: Target
    polygon: Polygon
    matched: str = ""
    confidence: float = 1.0
    origin: Origin = Origin.MANUAL
    hidden: Polygon = ()

    @property
    def kind(self) -> WordKind | None:
        """Kind of the word that led to it, or None."""
        word = Matched.of(self.matched)
        return word.kind if word is not None else None

    def hit(self, code: str, *, sure: bool = False, key: str = "", **details: Detail) -> Hit:
        """Return what is proposed for this place, and why: a cover, or a question to a person."""
        verdict = Verdict.COVER if sure else Verdict.DOUBT
        return Hit(self, verdict, finding_of(code, **details), key)


@dataclass(frozen=True)
class Hit:
    """One place on a page, what is proposed for it, and why. ``reason`` has a sentence under
    ``hit.…``. For a DOUBT the mask is the proposed cover, for a LEAVE it outlines what was left
    open. ``key`` is the same for the same thing on several pages (the own employer's seal), so that
    it need be decided once; empty for what stands for itself. ``parts`` are polygons within the
    mask that cover the words of a seal and leave its ring and star to be seen; empty where there is
    no such choice."""

    mask: Mask
    verdict: Verdict
    reason: Finding
    key: str = ""
    parts: tuple[Polygon, ...] = ()

    def moved(self, way: Callable[[Polygon], Polygon]) -> Hit:
        """Return it elsewhere: whatever may be painted of it goes the same way. A part of which
        nothing is left there goes away."""
        parts = tuple(part for part in map(way, self.parts) if len(part) > 2)
        hidden = way(self.mask.hidden) if self.mask.hidden else ()
        mask = replace(self.mask, polygon=way(self.mask.polygon), hidden=hidden)
        return replace(self, mask=mask, parts=parts)

    @property
    def covers_by_default(self) -> bool:
        """Doubt covers: a leak voids the application, a needless box costs one click. A doubt
        without any evidence (confidence 0) only points at a place where nobody can tell."""
        return self.verdict is Verdict.COVER or (
            self.verdict is Verdict.DOUBT and self.mask.confidence > 0
        )

    @property
    def in_parts(self) -> tuple[Mask, ...]:
        """The covers of its parts alone; that of the whole where it has none."""
        parts = tuple(replace(self.mask, polygon=part, hidden=()) for part in self.parts)
        return parts or (self.mask,)

    @property
    def proposed(self) -> tuple[Mask, ...]:
        """The masks that cover it until a person decides. A seal that only names the employer is
        covered by its words."""
        if not self.covers_by_default:
            return ()
        return (self.mask,) if self.mask.target is Target.SEAL else self.in_parts

    @property
    def is_doubt(self) -> bool:
        """A person has to decide about it."""
        return self.verdict is Verdict.DOUBT


def covered_places(hits: Iterable[Hit]) -> list[Polygon]:
    """Return the places that are covered until a person decides otherwise."""
    return [hit.mask.polygon for hit in hits if hit.covers_by_default]
