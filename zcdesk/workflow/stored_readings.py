"""Readings inside a case file: text of identity papers, so nowhere else, and deletable."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import numpy as np

from zcdesk.cases.store import CaseFile
from zcdesk.pages.page import Page
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line, Reading
from zcdesk.workflow.examining import Readings

_KIND = "reading/1"
"""Kind of the entries in the cache; another number for another layout."""

_ARRAYS = ("starts", "symbols", "scores", "best")


class StoredReadings(Readings):
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
    """Return a reading as bytes; :func:`unpacked` gives it back without loss."""
    lines = reading.lines
    told = {
        "width": reading.width,
        "height": reading.height,
        "quads": [line.quad for line in lines],
        "vertical": [line.vertical for line in lines],
    }
    arrays = {
        f"{name}{number}": getattr(line.lattice, name)
        for number, line in enumerate(lines)
        for name in _ARRAYS
    }
    arrays.update({f"ink{number}": line.ink for number, line in enumerate(lines)})
    stream = io.BytesIO()
    np.savez_compressed(stream, told=np.array(json.dumps(told)), **arrays)
    return stream.getvalue()


def unpacked(content: bytes) -> Reading | None:
    """Return a reading from its bytes, or None when they are no reading any more."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            told = json.loads(str(arrays["told"]))
            lines = tuple(
                Line(
                    tuple((float(x), float(y)) for x, y in quad),
                    Lattice(*(arrays[f"{name}{number}"] for name in _ARRAYS)),
                    arrays[f"ink{number}"],
                    bool(vertical),
                )
                for number, (quad, vertical) in enumerate(
                    zip(told["quads"], told["vertical"], strict=True)
                )
            )
            return Reading(int(told["width"]), int(told["height"]), lines)
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile):
        return None


def _key(page: Page) -> str:
    told = [page.source.sha256, page.source.index, page.transform.rows]
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()
