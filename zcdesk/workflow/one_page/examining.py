"""What a worker does with one page: prepared, read, searched, judged, or all the way to its cover.

What was told before is as long as it holds: of the file, of how the page lies, of its look.
What follows from the reading takes its place, whatever an earlier search of the page has told.

Whoever asks that pixels stay where they are still wants everything found: a sideways page is read
upright, and only the covers go back to the picture as it was scanned. The finished picture is read
a second time upright too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.cases.file_limits import FileLimit
from zcdesk.checks.slots.expected_names import NO_PHOTO, no_name_on_page, no_photo_on_page
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import About, codes_about
from zcdesk.geometry import Polygon, box
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.presence import find_seals, is_portrait, presence
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.pages.judging.app_marks import APP_MARK, app_marks
from zcdesk.pages.judging.asking import UNREAD
from zcdesk.pages.judging.clarity import NO_TEXT, surely_clear
from zcdesk.pages.judging.legible import judge_legibility
from zcdesk.pages.laying.standing import as_decoded
from zcdesk.pages.opening.scan import Scan, decode
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import TURN_UNSURE, Prepared, judge_anew, prepare, upright_picture
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.arabic.script import forget_lines
from zcdesk.reading.arabic.sounds import names_by_sound
from zcdesk.reading.arabic.words import told_in_arabic
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.other_side import OtherSide, other_side
from zcdesk.reading.page_reading import read_evened
from zcdesk.reading.recognising import equal_crops_once
from zcdesk.sorting.own_data import others_rows
from zcdesk.sorting.script_spellings import spellings_at
from zcdesk.sorting.subject import subjects
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import NOTHING, PageTold, ScriptSpelling
from zcdesk.verification.bytes.decoding import decode as decode_finished
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.picture import Verified, verified, verify_edges, verify_pixels
from zcdesk.workflow.one_page.finishing import (
    Finished,
    PagePart,
    PictureJob,
    read_again,
    write_picture,
)
from zcdesk.workflow.one_page.found_scans import ScanPlace, require_same, scan_at, scan_pixels
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.one_page.whose import with_whose


@dataclass(frozen=True, eq=False)
class Seen:
    """What was read and found on a page: ``grey`` are its pixels, evened out."""

    grey: GreyPicture
    reading: Reading
    behind: OtherSide
    told: PageTold
    hits: tuple[Hit, ...]


def judge_read_page(found: Prepared, seen: Seen, targets: Collection[Target]) -> Page:
    """Return a page with its verdict.

    Args:
        found: The page as it was prepared.
        seen: What was read and found on it.
        targets: What was looked for; where it is not, nothing is missing.
    """
    picture = found.picture
    page = judge_legibility(found.page, picture, seen.grey, seen.reading, found.boxes, seen.behind)
    settled = _settled_by_portrait(page, picture)
    # What follows from a search: that of an earlier one no longer holds.
    over = settled | codes_about(About.WHOSE) | {APP_MARK, NO_PHOTO}
    missing = (look(seen.told, seen.hits, targets) for look in (no_name_on_page, no_photo_on_page))
    findings = (
        *(finding for finding in page.findings if finding.code not in over),
        *app_marks(seen.reading),
        *filter(None, missing),
    )
    return replace(page, findings=findings, turn_sure=page.turn_sure or TURN_UNSURE in settled)


_WITHOUT_TEXT = frozenset({NO_TEXT, UNREAD})


def shows_no_text(page: Page) -> bool:
    """Tell whether the page is said to hold none; one that is one portrait deserves no such word,
    nor does one whose letters are set so far apart that only a reader sees the lines.
    """
    return any(each.code in _WITHOUT_TEXT for each in page.findings)


def _settled_by_portrait(page: Page, picture: Picture) -> frozenset[str]:
    """Return the codes about a page without text that do not apply to a portrait.

    A portrait that is none when it is turned stands upright, whatever shade is along its edge.
    """
    if not shows_no_text(page) or not is_portrait(picture):
        return frozenset()
    if any(is_portrait(np.ascontiguousarray(np.rot90(picture, k))) for k in (1, 2, 3)):
        return _WITHOUT_TEXT
    return _WITHOUT_TEXT | {TURN_UNSURE}


_ROOM = 0.15
"""Part of a row's height by which a cover reaches beyond it."""

_SURE = 0.9


def others_on_list(reading: Reading, applicant: Applicant) -> tuple[Hit, ...]:
    """Return a doubt for each row of somebody else, all of one key: what is said of one is said of
    all."""
    names = applicant.names
    rows = others_rows(reading, applicant.id_number, names)
    hits = []
    for left, top, right, bottom in rows:
        room = _ROOM * (bottom - top)
        polygon = box(left - room, top - room, right + room, bottom + room)
        mask = Mask(Target.OTHERS_ON_LIST, polygon, "", _SURE, Origin.SPOTTED)
        hits.append(mask.hit("hit.others_on_list", key=Target.OTHERS_ON_LIST, count=len(rows)))
    return tuple(hits)


_SAYS_AGAIN = ("hit.counterpart", "hit.sounds_alike")
"""Codes of places in Arabic script where a page says an own word again."""


@dataclass(frozen=True, eq=False)
class Examined:
    """A page that was prepared, read and searched."""

    page: Page
    reading: Reading
    hits: tuple[Hit, ...]
    told: PageTold


def inspect_page(place: ScanPlace, index: int) -> Page:
    """Prepare a page of a scan and return what is known of it, in source geometry.

    A page that is not surely clear at first sight, or seems to hold no text, is read, to know
    whether it can be. Its measures tell too how many seals it shows.

    Raises:
        ScanError: The page cannot be used.
    """
    prepared = prepare(scan_at(place), index)
    page = prepared.page
    if shows_no_text(page) or (page.text_height is not None and not surely_clear(page.measures)):
        grey = evened(prepared.picture)
        page = judge_legibility(page, prepared.picture, grey, read_evened(grey), prepared.boxes)
    if page.text_height is not None:
        measures = {**page.measures, "seals": float(len(find_seals(prepared.picture)))}
        page = replace(page, measures=measures)
    return as_decoded(page)


def examine_page(
    path: str,
    index: int,
    sought: Sought,
    known: Page | None = None,
    reading: Reading | None = None,
    turned: int | None = None,
) -> Examined:
    """Prepare, read and search one page.

    Args:
        path: The scan.
        index: Page of it, from 0.
        sought: What to look for.
        known: The page as it was prepared before or laid anew by a person; its geometry is kept.
        reading: Its reading, when words changed and pixels did not.
        turned: Degrees clockwise by which a person turned it before it was prepared, or None.

    Raises:
        ScanError: The scan cannot be used.
    """
    return search_page(prepare_page(path, index, known, turned), sought, reading)


def prepare_page(path: str, index: int, known: Page | None, turned: int | None) -> Prepared:
    """Prepare a page, or return it as it was laid before; one that was laid anew since is judged
    as it is. Arguments and errors as for :func:`examine_page`."""
    scan = scan_at(path)
    if known is None:
        return prepare(scan, index, turned)
    require_same(scan, known)
    page = replace(known, source=replace(known.source, path=path))
    source = decode(scan, index)
    picture = upright_picture(source, page)
    # Its lines of writing are looked for again only where somebody asks for them.
    return Prepared(page if page.measures else judge_anew(page, picture, source), picture)


@equal_crops_once()
def search_page(found: Prepared, sought: Sought, reading: Reading | None = None) -> Examined:
    """Read and search a page whose pixels are at hand, and judge what could be read of it.

    Args:
        found: The page as it was prepared.
        sought: What to look for.
        reading: Its reading, when it was read before.
    """
    forget_lines()
    picture = found.picture
    grey = evened(picture)
    reading = reading or read_evened(grey, colours=picture)
    behind = other_side(grey, reading.lines)
    marks = presence(picture, grey, reading)
    own = words(sought.applicant)
    own_targets = sought.targets - {Target.OTHERS_ON_LIST}
    hits = propose(picture, grey, reading, own, own_targets, marks.seals, behind)
    people = subjects(reading)
    page_told = replace(
        told_by(reading, people),
        seals=marks.sealed,
        signed=marks.signed,
        spellings=_spellings(grey, reading, own, hits),
    )
    if Target.OTHERS_ON_LIST in sought.targets:
        hits = (*hits, *others_on_list(reading, sought.applicant))
    page_told = with_whose(page_told, reading, people, hits, sought.applicant)
    page = judge_read_page(found, Seen(grey, reading, behind, page_told, hits), own_targets)
    return Examined(page, reading, hits, page_told)


def _spellings(
    grey: GreyPicture, reading: Reading, own: Sequence[Word], hits: Sequence[Hit]
) -> tuple[ScriptSpelling, ...]:
    """Return what is in Arabic script beside own words that nobody told in it; on a page
    without a line of it nothing is read."""
    targets = {word.kind.target for word in told_in_arabic(own)}
    places = [
        (hit.mask.target, hit.mask.polygon)
        for hit in hits
        if hit.reason.code in _SAYS_AGAIN and hit.mask.target not in targets
    ]
    with suppress(ZcdeskError):  # without the model there is nothing to propose
        names = [word.text for word in names_by_sound(own)]
        return spellings_at(grey, reading.lines, places, names)
    return ()


@dataclass(frozen=True)
class Redacted:
    """A page that went all the way in one worker."""

    page: Page
    hits: tuple[Hit, ...]
    covers: tuple[Mask, ...]
    finished: Finished
    told: PageTold = NOTHING


def redact_page(
    place: ScanPlace, index: int, sought: Sought, output: str, straighten: bool
) -> Redacted:
    """Examine a page, cover everything that is proposed, write it and read it again.

    Raises:
        ScanError: The scan cannot be used.
        OutputError: The JPEG cannot be written.
    """
    scan = scan_at(place)
    prepared = prepare(scan, index)
    examined = search_page(prepared, sought)
    page, hits, contents = examined.page, examined.hits, examined.told
    if not straighten:
        del prepared, examined
        return replace(_as_scanned(scan, page, hits, sought, output), told=contents)
    job = _job(page, hits, sought, output)
    covers = proposed_covers(hits)
    pixels = () if covers else (prepared.picture,)
    del prepared, examined  # before its pixels are made anew: a large page is not held twice
    written = write_picture(job, pixels or (scan_pixels(scan, page, covers),))
    del pixels
    return Redacted(page, hits, covers, read_again(job, written), contents)


def _as_scanned(
    scan: Scan, page: Page, hits: Sequence[Hit], sought: Sought, output: str
) -> Redacted:
    """Write a page whose pixels stay where they are; it was searched upright."""
    decoded = as_decoded(page)
    back = carried_back(hits, page)
    job = _job(decoded, back, sought, output)
    covers = proposed_covers(back)
    written = write_picture(job, (scan_pixels(scan, decoded, covers),))
    if page.transform == decoded.transform:
        return Redacted(decoded, back, covers, read_again(job, written))
    places: list[Polygon] = []
    if page.turn_sure:  # it is read upright only; what needs no reading is looked for as it is
        job = replace(job, sought=replace(sought, targets=frozenset()))
        places = [mask.polygon for mask in covers]
    finished = read_again(job, written)
    data = Path(output).read_bytes()
    second = verified_upright(data, finished.verified, page, sought, places)
    return Redacted(decoded, back, covers, replace(finished, verified=second))


def _job(page: Page, hits: Sequence[Hit], sought: Sought, output: str) -> PictureJob:
    # Where a word is asked about and left open, the second reading need not ask for it once more.
    asked = tuple(
        LeftOpen(hit.mask.polygon, frozenset({hit.mask.target}), named=False)
        for hit in hits
        if hit.is_doubt and not hit.covers_by_default and hit.mask.kind is not None
    )
    part = PagePart(page, proposed_covers(hits), asked)
    return PictureJob((part,), (1, 1), True, FileLimit(""), sought, output)


def proposed_covers(hits: Sequence[Hit]) -> tuple[Mask, ...]:
    """Return the covers that apply while nobody decided otherwise: doubt always covers."""
    return tuple(mask for hit in hits for mask in hit.proposed)


def carried_back(hits: Sequence[Hit], page: Page) -> tuple[Hit, ...]:
    """Return hits of the upright ``page`` with their places in pixels of the decoded picture."""
    back = page.transform.inverse()
    return tuple(hit.moved(back.apply_all) for hit in hits)


def verified_upright(
    data: bytes,
    first: Verified,
    page: Page,
    sought: Sought,
    covers: Sequence[Polygon],
) -> Verified:
    """Read a finished picture that was left as scanned, standing upright.

    Args:
        data: The finished picture's bytes.
        first: What was said of it as it is.
        page: The upright page that its covers were found on.
        sought: Whose words must not be readable, and what had to be covered.
        covers: Those whose ends are to be looked at as they are, pixels of the finished picture;
            upright they are found by themselves, for turning blurs their edges.

    Returns:
        Both readings in one; finds in pixels of the finished picture.
    """
    picture = decode_finished(data).picture
    edges = verify_edges(picture, covers)
    second = verify_pixels(upright_picture(picture, page), sought.applicant, sought.targets)
    back = page.transform.inverse()
    finds = [replace(find, place=back.apply_all(find.place)) for find in second.finds]
    findings = (*first.findings, *edges.findings, *second.findings)
    return verified(findings, [*first.finds, *edges.finds, *finds])
