"""Workbooks as bytes without author and time: the same every time."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook

from zcdesk.disk.archives import packed_plainly

_EPOCH = datetime(1980, 1, 1)


def book_bytes(book: Workbook) -> bytes:
    """Return the bytes of a workbook file."""
    book.properties.creator = None
    book.properties.created = book.properties.modified = _EPOCH
    stream = io.BytesIO()
    book.save(stream)
    return packed_plainly(stream.getvalue(), compressed=True)
