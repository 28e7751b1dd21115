"""Readings inside a case file: text of identity papers, so nowhere else, and deletable."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zcdesk.cases.file.store import CaseFile
from zcdesk.cases.tables import bounds
from zcdesk.geometry import Polygon
from zcdesk.pages.page import Page
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line, PhotoPlace, Reading
from zcdesk.workflow.case.examining import SessionReadings

_KIND = "reading/3"
"""Kind of the entries in the cache; another number for another layout."""

_LEVEL = 1  # more squeezes out 3 % and takes four times as long


class StoredReadings(SessionReadings):
    """Readings that are looked up in the case file and written to it."""

    def __init__(self, stored: CaseFile) -> None:
        super().__init__()
        self._stored = stored

    def of(self, page: Page) -> Reading | None:
        """Return the reading of a page as it stands, or None."""
        known = super().of(page)
        if known is not None:
            return known
        content = self._stored.cached(_KIND, _key(page))
        return None if content is None else unpacked(content)

    def keep(self, page: Page, reading: Reading) -> None:
        """Remember the reading of a page, also in the case file."""
        super().keep(page, reading)
        if not self._stored.read_only:
            self._stored.keep_cached(_KIND, _key(page), packed(reading))


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


def _key(page: Page) -> str:
    parts: list[object] = [page.source.sha256, page.source.index, page.transform.rows]
    if page.even_light:
        parts.append("even light")
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()
