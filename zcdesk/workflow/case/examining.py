"""Prepares, reads and searches the pages of a case, for taught words too; keeps the readings."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Applicant, MadeOf, Target
from zcdesk.cases.acts.deciding import COVERING_CHANGED
from zcdesk.cases.case import Case, CasePage, Decision, asks_whose
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables import bounds
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
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
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.case.fixed_forms import FixedForm, form_of, judge_form
from zcdesk.workflow.tasks.examining import Examined, examine_page
from zcdesk.workflow.tasks.sought import Sought

Task = tuple[int, str, Sequence[object]]


class SessionReadings:
    """The readings of this session, so that new words need no new reading.

    They hold the text of identity papers: in memory only, gone with the program.
    """

    def __init__(self) -> None:
        self._readings: dict[tuple[object, ...], Reading] = {}

    def of(self, page: Page) -> Reading | None:
        """Return the reading of a page as it is, or None."""
        return self._readings.get(_key(page))

    def keep(self, page: Page, reading: Reading) -> None:
        """Remember the reading of a page."""
        self._readings[_key(page)] = reading


def _key(page: Page) -> tuple[object, ...]:
    return page.source.sha256, page.source.index, page.transform, page.even_light


def examine(
    pool: WorkerPool,
    case: Case,
    readings: SessionReadings,
    numbers: Sequence[int] | None = None,
) -> Generator[CasePage, None, None]:
    """Yield each page when it was prepared, read and searched, or refused; in order of finishing.

    Args:
        pool: Where the work runs.
        case: The case as it is; pages that changed meanwhile are for the caller to notice.
        readings: Known readings; new ones are added.
        numbers: Which pages, in the order in which they are wanted; by default all that wait.
    """
    waiting = [page.number for page in case.pages if not page.examined]
    wanted = waiting if numbers is None else numbers
    return examine_asked(pool, readings, ((case, case.page(number)) for number in wanted))


def examine_asked(
    pool: WorkerPool,
    readings: SessionReadings,
    asked: Iterable[tuple[Case, CasePage]],
) -> Generator[CasePage, None, None]:
    """Yield pages as ``examine`` does; each is asked for with its case as it is then.

    Args:
        pool: Where the work runs.
        readings: Known readings; new ones are added.
        asked: Is asked for a further page whenever a worker has nothing to do.
    """
    sent: dict[int, tuple[Case, CasePage]] = {}
    taught: object = None
    forms: tuple[FixedForm, ...] = ()
    for outcome in run_each(pool, examine_page, _tasks(asked, readings, sent)):
        case, before = sent.pop(outcome.key)
        if outcome.result is not None:
            readings.keep(outcome.result.page, outcome.result.reading)
            now = [(page.page, covers) for page in case.pages if (covers := _taught(page))]
            if now != taught:
                taught, forms = now, known_forms(case, readings.of)
            page = with_forms(found(before, outcome.result), outcome.result.reading, forms)
            yield _without_exempt(page, case.exempt_on(before))
        elif outcome.error is not None:
            yield refused(before, outcome.error)


def _tasks(
    pages: Iterable[tuple[Case, CasePage]],
    readings: SessionReadings,
    sent: dict[int, tuple[Case, CasePage]],
) -> Iterator[Task]:
    for case, page in pages:
        sent[page.number] = case, page
        reading = readings.of(page.page) if page.page else None
        # Whatever a notice asks: others' ID numbers leave with a package only if somebody says so.
        targets = case.targets_on(page) | {Target.OTHERS_ON_LIST}
        sought = Sought(case.applicant, targets)
        yield (
            page.number,
            page.file_name,
            (page.path, page.index, sought, page.page, reading, page.turned),
        )


def _without_exempt(page: CasePage, exempt: frozenset[Target]) -> CasePage:
    """Return a freshly examined page without what its slot leaves to be seen.

    Of seals and signatures a person is asked whether they are targets or not. An unread place keeps
    its doubt: it may hold any word, and bears the target of one.
    """
    things = {target for target in exempt if target.made_of in (MadeOf.DRAWN, MadeOf.ROWS)}
    seals = {Origin.SEAL} if Target.SEAL in things else set[Origin]()
    hits = tuple(
        hit for hit in page.hits if hit.mask.target not in things and hit.mask.origin not in seals
    )
    return page if len(hits) == len(page.hits) else replace(page, hits=hits)


def found(before: CasePage, examined: Examined) -> CasePage:
    """Return the page with what was found; decisions about other hits are gone."""
    return replace(
        before,
        page=examined.page,
        hits=examined.hits,
        findings=(*_lasting(before), *examined.page.findings),
        decisions=(),
        examined=True,
        told=examined.told,
    )


def _lasting(before: CasePage) -> tuple[Finding, ...]:
    """Return why a page is looked at again, which stays until somebody confirms it."""
    return tuple(finding for finding in before.findings if finding.code == COVERING_CHANGED)


def refused(before: CasePage, error: ZcdeskError) -> CasePage:
    """Return the page as refused, with the reason."""
    return replace(
        before, page=None, hits=(), findings=(error.finding(),), decisions=(), examined=True
    )


# --- Covers that a person drew on a form, proposed on the other pages of the same form -----------


_BY_PLACE = (Origin.SCRIPT, Origin.LABEL)


def known_forms(case: Case, reading_of: Callable[[Page], Reading | None]) -> tuple[FixedForm, ...]:
    """Return the forms on which a person covered what could not be read; readings must be known."""
    forms = []
    for page in case.pages:
        taught = _taught(page)
        reading = reading_of(page.page) if page.page and taught else None
        form = form_of(reading, taught) if reading is not None else None
        if form is not None:
            forms.append(form)
    return tuple(forms)


def _taught(page: CasePage) -> tuple[Mask, ...]:
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
