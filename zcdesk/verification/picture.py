"""Verifies one finished picture: as a file with its bytes and its name, or its pixels alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from zcdesk.applicant import DRAWN, Applicant, Target, Word
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.geometry import Polygon, box, centre
from zcdesk.names.search_words import words as words_of
from zcdesk.picture import Picture, grey_of
from zcdesk.reading.recognising import equal_crops_once
from zcdesk.verification.bytes.container import container_findings, require_whole
from zcdesk.verification.bytes.decoding import (
    DamagedPictureError,
    NotAPictureError,
    TooLargePictureError,
    decode,
)
from zcdesk.verification.bytes.jpeg_segments import CutPictureError
from zcdesk.verification.covers.cut_letters import cut_letters
from zcdesk.verification.covers.dark_regions import dark_regions
from zcdesk.verification.covers.heavy_print import heavy_print
from zcdesk.verification.covers.large_letters import may_be_letters
from zcdesk.verification.covers.left_open import MOSTLY, Find, LeftOpen, is_answered, is_known_mark
from zcdesk.verification.covers.remains import remains
from zcdesk.verification.covers.weak_covers import (
    is_area,
    is_seen,
    not_opaque,
    residues,
    share_below,
    without_covers,
)
from zcdesk.verification.marks.left_marks import FinishedView, marks_left
from zcdesk.verification.words.arabic_script import look_for_arabic
from zcdesk.verification.words.hidden_colours import NO_HUES, read_hues
from zcdesk.verification.words.identity import words_in_text
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import (
    Sighting,
    look,
    look_around,
    look_for_faint,
    search,
    separate,
    share_inside,
)

_Told = tuple[Finding, Find]


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
        finds: Where to look and what for, in pixels of the EXIF-turned picture.
    """

    status: Status
    findings: tuple[Finding, ...]
    finds: tuple[Find, ...] = ()


def verified(findings: Sequence[Finding], finds: Sequence[Find] = ()) -> Verified:
    """Return the result that follows from some findings."""
    severities = {finding.severity for finding in findings}
    status = Status.CLEAN
    if Severity.ERROR in severities:
        status = Status.LEAK
    elif Severity.WARNING in severities:
        status = Status.REVIEW
    return Verified(status, tuple(dict.fromkeys(findings)), tuple(finds))


def verify_file(
    data: bytes,
    file_name: str,
    applicant: Applicant,
    targets: frozenset[Target],
    covers: Sequence[Polygon] | None = None,
    left_open: Sequence[LeftOpen] = (),
) -> Verified:
    """Read a finished picture again and tell what is left of the applicant's words.

    Args:
        data: The bytes as they are on the disk.
        file_name: Name of the file; it is searched for the words too.
        applicant: Whose words must not be readable.
        targets: What had to be covered; words of other targets may stay in the pixels.
        covers: What was covered, pixels of the picture; None when another program did it.
        left_open: What a person decided to leave open; what that answers is not told.
    """
    every = words_of(applicant)
    words = words_in_text(file_name, every)
    file = "***" if words else file_name  # a name that holds a word is not told
    named = [finding_of("verify.word_in_name", file=file, word=word.label) for word in words]
    try:
        require_whole(data)
        decoded = decode(data)
    except NotAPictureError:
        return verified([*named, finding_of("verify.not_a_picture", file=file)])
    except TooLargePictureError:
        return verified([*named, finding_of("verify.too_large", file=file)])
    except (DamagedPictureError, CutPictureError):
        return verified([*named, finding_of("verify.damaged", file=file)])
    carried = [*named, *container_findings(data, decoded, file, every)]
    seen = verify_pixels(decoded.picture, applicant, targets, covers, left_open)
    return verified([*carried, *seen.findings], seen.finds)


@equal_crops_once()
def verify_pixels(
    picture: Picture,
    applicant: Applicant,
    targets: frozenset[Target],
    covers: Sequence[Polygon] | None = None,
    left_open: Sequence[LeftOpen] = (),
) -> Verified:
    """Tell what is left of the applicant's words in pixels that are no file of their own.

    They are inside another file, are a part of a finished picture, or are otherwise than there.

    Args:
        picture: Shape (height, width, 3), RGB.
        applicant: As for :func:`verify_file`, and so are the others.
        targets: The same.
        covers: The same.
        left_open: The same.
    """
    pairs = _pixels(picture, words_of(applicant), targets, covers, left_open)
    return verified([finding for finding, _ in pairs], [find for _, find in pairs])


def verify_edges(picture: Picture, covers: Sequence[Polygon]) -> Verified:
    """Tell which covers end inside a letter, without reading anything.

    Args:
        picture: The finished picture.
        covers: What was covered, pixels of the picture.
    """
    opaque = [cover for cover in covers if is_area(cover) and is_seen(picture, cover)]
    places = cut_letters(picture, opaque)
    findings = [_at("verify.cut_letter", picture, place, Severity.WARNING) for place in places]
    return verified(findings, [Find(place) for place in places])


def _pixels(
    picture: Picture,
    every: Sequence[Word],
    targets: frozenset[Target],
    covers: Sequence[Polygon] | None,
    left_open: Sequence[LeftOpen],
) -> list[_Told]:
    wanted = [word for word in every if word.kind.target in targets]
    grey = grey_of(picture)
    regions = dark_regions(grey)
    drawn = [cover for cover in covers or () if is_area(cover)]
    thin = list(not_opaque(picture, drawn))
    opaque = [cover for cover in drawn if cover not in thin and is_seen(picture, cover)]
    flat = [region for region in regions if region.flat]
    surely = [region for region in flat if region.bar]
    # Where the covers are known, only what has their shape may be one of somebody else's: a flat
    # stroke of a sign is none.
    bars = [*opaque, *(region.outline for region in (flat if covers is None else surely))]
    found: list[_Told] = []
    if covers and len(drawn) < len(covers):
        thin.append(box(0, 0, picture.shape[1], picture.shape[0]))  # it may be anywhere
    for cover in thin:
        finding = _at("verify.cover_not_opaque", picture, cover, Severity.ERROR)
        found.append((finding, Find(cover)))
    if not wanted and not targets & DRAWN:
        return found
    cleaned = without_covers(picture, flat, opaque)
    sight = look(cleaned, wanted)
    bare = partial(without_covers, picture, surely, opaque)
    view = FinishedView(picture, bare, cleaned, grey, sight, every, targets)
    found += _marks(view, left_open)
    # A coloured ground is no cover, though grey shows neither letters nor grain on it.
    known = without_covers(picture, (), opaque)
    hues = read_hues(known, sight.lines) if wanted else NO_HUES
    hidden = (sighting for lines in hues.lines for sighting in search(lines, wanted))
    seen = (*sight.sightings, *hidden, *look_for_arabic(cleaned, sight.lines, wanted, bars))
    if strokes := may_be_letters(grey, regions, opaque):
        seen = separate([*seen, *look_around(known, sight, strokes, wanted)])
    clear = [sighting for sighting in seen if not _runs_under(sighting, bars)]
    shown = separate([*clear, *look_for_faint(picture, wanted)])
    rests = separate(
        remain
        for remain in remains(sight.lines, bars, wanted, [*heavy_print(sight.page, sight.lines)])
        if not any(share_inside(remain.place, other.place) > MOSTLY for other in shown)
    )
    found += _words(shown, picture, left_open)
    found += _words(rests, picture, left_open, "verify.part_readable")
    unclear = [("verify.cut_letter", place) for place in cut_letters(picture, opaque)]
    unclear += [("verify.hidden_colour", place) for place in hues.unread]
    for area, sightings in residues(grey, regions, wanted):
        found += _words(sightings, picture, left_open, "verify.see_through")
        if not sightings:
            unclear.append(("verify.see_through_unsure", area))
    for code, place in unclear:
        if not is_answered(Find(place), left_open, sure=False):
            found.append((_at(code, picture, place, Severity.WARNING), Find(place)))
    return found


def _words(
    sightings: Sequence[Sighting], picture: Picture, left_open: Sequence[LeftOpen], code: str = ""
) -> Iterator[_Told]:
    """Yield the words that are still there, those left out about which a person has decided."""
    for sighting in sightings:
        find = Find(sighting.place, sighting.word.kind.target, sighting.word.label)
        if not is_answered(find, left_open, sure=sighting.certainty is Certainty.LEAK):
            yield _sighted(sighting, picture, code), find


def _marks(view: FinishedView, left_open: Sequence[LeftOpen]) -> Iterator[_Told]:
    """Yield what is left of seals, portraits, codes and signatures that had to be covered."""
    for left in marks_left(view):
        find = Find(left.place, left.target)
        if not is_known_mark(find, left_open):
            yield _at(left.code, view.picture, left.place, _SEVERITIES[left.certainty]), find


def _runs_under(sighting: Sighting, bars: Sequence[Polygon]) -> bool:
    """Letters on both sides of a cover are no word: what is between them cannot be read."""
    return any(
        share_inside(bar, sighting.place) > MOSTLY and share_below(sighting.place, bar) > 0.15
        for bar in bars
    )


_SEVERITIES = {Certainty.LEAK: Severity.ERROR, Certainty.REVIEW: Severity.WARNING}
_CODES = {
    (Certainty.LEAK, True): "verify.readable",
    (Certainty.REVIEW, True): "verify.maybe_readable",
    (Certainty.REVIEW, False): "verify.shared_form",
}


def _sighted(sighting: Sighting, picture: Picture, code: str = "") -> Finding:
    code = code or _CODES[(sighting.certainty, sighting.word.sure)]
    finding = _at(code, picture, sighting.place, _SEVERITIES[sighting.certainty])
    details = {**finding.details, "word": sighting.word.label, "confidence": sighting.confidence}
    return Finding(finding.severity, finding.code, details)


def _at(code: str, picture: Picture, place: Polygon, severity: Severity) -> Finding:
    """Return a finding with its place in percent of the picture's width and height."""
    height, width = picture.shape[:2]
    x, y = centre(place)
    return Finding(severity, code, {"x": round(100 * x / width), "y": round(100 * y / height)})
