"""Verifies one finished picture: its bytes, its name, its pixels, its covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.findings import Finding, Severity, error, warning
from zcdesk.geometry import Polygon, centre
from zcdesk.picture import Picture
from zcdesk.reading.line import Line
from zcdesk.spellings import words as words_of
from zcdesk.verification.container import CutPictureError, container_findings, require_whole
from zcdesk.verification.covers import not_opaque, residues, without_covers
from zcdesk.verification.cut_letters import cut_letters
from zcdesk.verification.dark_regions import dark_regions
from zcdesk.verification.decoding import (
    DamagedPictureError,
    Decoded,
    NotAPictureError,
    TooLargePictureError,
    decode,
)
from zcdesk.verification.identity import words_in_text
from zcdesk.verification.judging import Certainty
from zcdesk.verification.marks import SOUGHT, marks_left
from zcdesk.verification.remains import remains
from zcdesk.verification.seeing import Sighting, look, share_inside

_MOSTLY = 0.5  # share of a find that lies in a place which a person left open


class Status(StrEnum):
    """What a second reading says of a finished file."""

    CLEAN = "clean"
    LEAK = "leak"
    REVIEW = "review"


@dataclass(frozen=True)
class Verified:
    """The result for one file.

    Attributes:
        status: ``LEAK`` when something is surely left, ``REVIEW`` when a person must look.
        findings: What was found; words are named by their label, never by their text.
        places: Where to look, polygons in pixels of the EXIF-turned picture.
    """

    status: Status
    findings: tuple[Finding, ...]
    places: tuple[Polygon, ...] = ()


def verified(findings: Sequence[Finding], places: Sequence[Polygon] = ()) -> Verified:
    """Return the result that follows from some findings."""
    severities = {finding.severity for finding in findings}
    status = Status.CLEAN
    if Severity.ERROR in severities:
        status = Status.LEAK
    elif Severity.WARNING in severities:
        status = Status.REVIEW
    return Verified(status, tuple(dict.fromkeys(findings)), tuple(places))


def verify_picture(
    data: bytes,
    file_name: str,
    applicant: Applicant,
    targets: frozenset[Target],
    covers: Sequence[Polygon] | None = None,
    allowed: Sequence[Polygon] = (),
) -> Verified:
    """Read a finished picture again and tell what is left of the applicant's words.

    Args:
        data: The bytes as they lie on the disk.
        file_name: Name of the file; it is searched for the words too.
        applicant: Whose words must not be readable.
        targets: What had to be covered; words of other targets may stay in the pixels.
        covers: What was covered, pixels of the picture; None when another program did it.
        allowed: Places that a person left open; finds that lie mostly there are not told.
    """
    every = words_of(applicant)
    named = [
        error("verify.word_in_name", file=_neutral(file_name, every), word=word.label)
        for word in words_in_text(file_name, every)
    ]
    file = _neutral(file_name, every)
    try:
        require_whole(data)
        decoded = decode(data)
    except NotAPictureError:
        return verified([*named, error("verify.not_a_picture", file=file)])
    except TooLargePictureError:
        return verified([*named, error("verify.too_large", file=file)])
    except (DamagedPictureError, CutPictureError):
        return verified([*named, error("verify.damaged", file=file)])
    carried = [*named, *container_findings(data, decoded, file, every)]
    seen, places = _pixels(decoded, every, targets, covers, allowed)
    return verified([*carried, *seen], places)


def _pixels(
    decoded: Decoded,
    every: Sequence[Word],
    targets: frozenset[Target],
    covers: Sequence[Polygon] | None,
    allowed: Sequence[Polygon],
) -> tuple[list[Finding], list[Polygon]]:
    picture = decoded.picture
    wanted = [word for word in every if word.kind.target in targets]
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    regions = dark_regions(grey)
    thin = list(not_opaque(picture, covers or ()))
    opaque = [cover for cover in covers or () if cover not in thin]
    bars = [*opaque, *(region.outline for region in regions if region.flat)]
    told: list[tuple[Finding, Polygon]] = []
    for cover in thin:
        told.append((_at("verify.cover_not_opaque", picture, cover, Severity.ERROR), cover))
    if not wanted and not targets & SOUGHT:
        return [finding for finding, _ in told], [place for _, place in told]
    cleaned = without_covers(picture, regions, opaque)
    sight = look(cleaned, wanted)
    told += _marks(picture, cleaned, sight.lines, every, targets, allowed)
    shown = [one for one in sight.sightings if not _runs_under(one, bars)]
    rests = [
        one
        for one in remains(sight.lines, bars, wanted)
        if not any(share_inside(one.place, other.place) > _MOSTLY for other in shown)
    ]
    told += [(_sighted(one, picture), one.place) for one in shown if not _open(one.place, allowed)]
    told += [
        (_sighted(one, picture, "verify.part_readable"), one.place)
        for one in rests
        if not _open(one.place, allowed)
    ]
    for place in cut_letters(picture, opaque):
        if not _open(place, allowed):
            told.append((_at("verify.cut_letter", picture, place, Severity.WARNING), place))
    for residue in residues(grey, regions, wanted):
        leaks = [one for one in residue.sightings if not _open(one.place, allowed)]
        for one in leaks:
            told.append((_sighted(one, picture, "verify.see_through"), one.place))
        if not residue.sightings and not _open(residue.place, allowed):
            finding = _at("verify.see_through_unsure", picture, residue.place, Severity.WARNING)
            told.append((finding, residue.place))
    return [finding for finding, _ in told], [place for _, place in told]


def _marks(
    picture: Picture,
    cleaned: Picture,
    lines: Sequence[Line],
    every: Sequence[Word],
    targets: frozenset[Target],
    allowed: Sequence[Polygon],
) -> list[tuple[Finding, Polygon]]:
    """Return what is left of seals, portraits, codes and signatures that had to be covered."""
    told = []
    for one in marks_left(picture, cleaned, lines, every, targets):
        # A person may have left open a tighter or a wider place than the one that is seen here.
        known = _open(one.place, allowed) or any(_open(place, [one.place]) for place in allowed)
        if not known:
            severity = Severity.ERROR if one.certainty is Certainty.LEAK else Severity.WARNING
            told.append((_at(one.code, cleaned, one.place, severity), one.place))
    return told


def _runs_under(one: Sighting, bars: Sequence[Polygon]) -> bool:
    """Letters on both sides of a cover are no word: what is between them cannot be read."""
    return any(
        share_inside(bar, one.place) > _MOSTLY and share_inside(one.place, bar) > 0.15
        for bar in bars
    )


def _open(place: Polygon, allowed: Sequence[Polygon]) -> bool:
    return any(share_inside(place, one) > _MOSTLY for one in allowed)


_CODES = {
    (Certainty.LEAK, True): "verify.readable",
    (Certainty.REVIEW, True): "verify.maybe_readable",
    (Certainty.REVIEW, False): "verify.shared_form",
}


def _sighted(one: Sighting, picture: Picture, code: str = "") -> Finding:
    code = code or _CODES[(one.certainty, one.word.sure)]
    severity = Severity.ERROR if one.certainty is Certainty.LEAK else Severity.WARNING
    found = _at(code, picture, one.place, severity)
    details = {**found.details, "word": one.word.label, "confidence": one.confidence}
    return Finding(found.severity, found.code, details)


def _at(code: str, picture: Picture, place: Polygon, severity: Severity) -> Finding:
    """Return a finding with its place in percent of the picture's width and height."""
    height, width = picture.shape[:2]
    x, y = centre(place)
    tell = error if severity is Severity.ERROR else warning
    return tell(code, x=round(100 * x / width), y=round(100 * y / height))


def _neutral(file_name: str, every: Sequence[Word]) -> str:
    """Return the file's name for sentences, or stars in place of a name that holds a word."""
    return "***" if words_in_text(file_name, every) else file_name
