"""Covers that a person drew on a form, proposed on the other pages of the same form."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case, CasePage, Decision, asks_whose
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables import bounds
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Mask, Origin
from zcdesk.masking.learning import Keyword, further_hits, learned_keywords, learned_words
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.pages.page import Page
from zcdesk.reading.arabic.words import told_in_arabic
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line, PhotoPlace, Reading
from zcdesk.sorting.told import AboutWhom
from zcdesk.workflow.case.fixed_forms import FixedForm, form_of, judge_form
from zcdesk.workflow.case.session_readings import SessionReadings

_BY_PLACE = (Origin.SCRIPT, Origin.LABEL)


def known_forms(case: Case, reading_of: Callable[[Page], Reading | None]) -> tuple[FixedForm, ...]:
    """Return the forms on which a person covered what could not be read; readings must be known."""
    forms = []
    for page in case.pages:
        taught = teach_forms(page)
        reading = reading_of(page.page) if page.page and taught else None
        form = form_of(reading, taught) if reading is not None else None
        if form is not None:
            forms.append(form)
    return tuple(forms)


def teach_forms(page: CasePage) -> tuple[Mask, ...]:
    """Return covers that no word led to: drawn ones, and confirmed ones of unread places."""
    agreed = [
        hit.mask
        for index, hit in enumerate(page.hits)
        if hit.mask.origin in _BY_PLACE and page.decision(index) is Decision.COVER
    ]
    return (*agreed, *page.drawn)


def with_forms(page: CasePage, reading: Reading, forms: Sequence[FixedForm]) -> CasePage:
    """Return a freshly examined page with the covers that were drawn on the same form before."""
    hits = page.hits
    for form in forms:
        hits = (*hits, *judge_form(form, reading, hits))
    return page if hits == page.hits else replace(page, hits=hits)


_KIND = "reading/3"
"""Kind of the entries in the cache; another number for another layout."""

_LEVEL = 1  # more squeezes out 3 % and takes four times as long


class StoredReadings(SessionReadings):
    """Readings that are looked up in the case file and written to it."""

    def __init__(self, stored: CaseFile) -> None:
        super().__init__()
        self._stored = stored

    def of(self, page: Page) -> Reading | None:
        """Return the reading of a page as it is, or None."""
        known = super().of(page)
        if known is not None:
            return known
        content = self._stored.cached(_KIND, _key_of_reading(page))
        return None if content is None else unpacked(content)

    def keep(self, page: Page, reading: Reading) -> None:
        """Remember the reading of a page, also in the case file."""
        super().keep(page, reading)
        if not self._stored.read_only:
            self._stored.keep_cached(_KIND, _key_of_reading(page), packed(reading))


def packed(reading: Reading) -> bytes:
    """Return a reading as bytes; :func:`unpacked` gives it back without loss.

    One table for the page and one for all lines' arrays behind each other: a file with an entry
    for each array took longer to open than the search of the page takes.
    """
    lines = reading.lines
    data = {
        "width": reading.width,
        "height": reading.height,
        "lines": [
            {
                "quad": line.quad,
                "vertical": line.vertical,
                "han_columns": line.lattice.han_columns,
                "columns": line.lattice.columns,
                "entries": len(line.lattice.symbols),
                "ink": len(line.ink),
            }
            for line in lines
        ],
        "photos": [(photo.polygon, photo.probability) for photo in reading.photos],
    }
    header = json.dumps(data).encode("ascii")
    parts = [np.diff(line.lattice.starts).astype("<u2") for line in lines]
    parts += [line.lattice.symbols.astype("<u2") for line in lines]
    parts += [line.lattice.scores.astype("<f2") for line in lines]
    parts += [line.lattice.best.astype("<f2") for line in lines]
    parts += [line.ink for line in lines]
    body = b"".join([len(header).to_bytes(4, "little"), header, *(p.tobytes() for p in parts)])
    return zlib.compress(body, _LEVEL)


def unpacked(content: bytes) -> Reading | None:
    """Return a reading from its bytes, or None when they are no reading any more."""
    try:
        body = bounds.unpacked(content, bounds.LARGEST_CACHED)
        size = int.from_bytes(body[:4], "little")
        data: Any = bounds.loads(body[4 : 4 + size].decode("ascii"))
        return _reading(data, memoryview(body)[4 + size :])
    except (ValueError, KeyError, TypeError, OverflowError):
        return None


def _reading(data: dict[str, Any], body: memoryview) -> Reading:
    """Cut the arrays of all lines out of ``body``; raises ValueError when it is too short."""
    lines = data["lines"]
    columns = [int(line["columns"]) for line in lines]
    entries = [int(line["entries"]) for line in lines]
    inks = [int(line["ink"]) for line in lines]
    if len(body) != 4 * sum(columns) + 4 * sum(entries) + sum(inks):
        raise ValueError("a stored reading of the wrong length")
    counts, place = _cut(body, 0, "<u2", columns)
    symbols, place = _cut(body, place, "<u2", entries)
    scores, place = _cut(body, place, "<f2", entries)
    best, place = _cut(body, place, "<f2", columns)
    ink, _ = _cut(body, place, "u1", inks)
    return Reading(
        int(data["width"]),
        int(data["height"]),
        tuple(
            Line(
                _points(line["quad"]),
                Lattice(
                    np.concatenate([[0], np.cumsum(counts[number])]).astype(np.int32),
                    symbols[number],
                    scores[number],
                    best[number],
                    float(line["han_columns"]),
                ),
                ink[number],
                bool(line["vertical"]),
            )
            for number, line in enumerate(lines)
        ),
        tuple(PhotoPlace(_points(place), float(share)) for place, share in data["photos"]),
    )


def _points(told: Sequence[Sequence[float]]) -> Polygon:
    return tuple((float(x), float(y)) for x, y in told)


def _cut(
    body: memoryview, place: int, kind: str, lengths: Sequence[int]
) -> tuple[list[NDArray[Any]], int]:
    """Return arrays of these lengths, one after the other from ``place`` on, and where they end.

    They share the memory of ``body`` and cannot be written to.
    """
    whole = np.frombuffer(body, kind, sum(lengths), place)
    whole = whole.astype(whole.dtype.newbyteorder("="), copy=False)
    ends = np.cumsum(lengths).tolist()
    starts = [0, *ends[:-1]]
    cuts = [whole[start:end] for start, end in zip(starts, ends, strict=False)]
    return cuts, place + whole.nbytes


def _key_of_reading(page: Page) -> str:
    parts: list[object] = [page.source.sha256, page.source.index, page.transform.rows]
    if page.even_light:
        parts.append("even light")
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def only_gained(before: Applicant, after: Applicant) -> bool:
    """Tell whether all that was looked for still is: then nothing that was found falls away."""
    known = {folded(word.text) for word in words(after)}
    return all(folded(word.text) in known for word in words(before))


def search_again(
    case: Case, applicant: Applicant, readings: SessionReadings
) -> Generator[CasePage, None, None]:
    """Yield each page of a case after the words that its applicant gained were searched for.

    Pages whose reading is known keep their hits, decisions and numbers; what the new words find
    comes behind. Pages without a reading wait to be read again, and so do all where a word was
    gained in Arabic script, whose lines are read from pixels. Where :func:`only_gained` says no,
    examine the pages anew instead.

    Args:
        case: The case as it is.
        applicant: The applicant with the further forms; the caller puts her into the case.
        readings: Known readings.

    Raises:
        ValueError: Name or employer hold fewer than two letters.
    """
    learned = learned_keywords(case.applicant, applicant)
    anew = bool(told_in_arabic(learned_words(case.applicant, applicant)))
    for page in case.pages:
        if anew and not page.refused:
            yield replace(page, examined=False)
        else:
            yield _searched(page, learned, replace(case, applicant=applicant), readings)


def _searched(
    page: CasePage, learned: Sequence[Keyword], case: Case, readings: SessionReadings
) -> CasePage:
    if page.page is None or not page.examined:
        return page
    reading = readings.of(page.page)
    if reading is None:
        return replace(page, examined=False)
    further = further_hits(reading, page.hits, learned, case.targets_on(page))
    if not further:
        return page
    hits = (*page.hits, *further)
    known = {folded(word.text) for word in words(case.applicant)}
    contents = page.told
    if any(folded(name) in known for name in contents.names):
        contents = replace(
            contents, about=AboutWhom.OWN
        )  # the name that it is made out to has become hers
    missing = no_name_on_page(contents, hits, case.targets_on(page), page.kind)
    findings = tuple(finding for finding in page.findings if missing or not asks_whose(finding))
    return replace(page, hits=hits, findings=findings, told=contents)
