"""Workbooks as bytes without author and time: the same every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from openpyxl import Workbook

from zcdesk.disk.archives import as_it_is, packed_plainly

_EPOCH = datetime(1980, 1, 1)


def book_bytes(
    book: Workbook, *, compressed: bool = True, mend: Callable[[str, bytes], bytes] = as_it_is
) -> bytes:
    """Return the bytes of a workbook file; ``mend`` writes a member of it anew."""
    book.properties.creator = None
    book.properties.created = book.properties.modified = _EPOCH
    stream = io.BytesIO()
    book.save(stream)
    return packed_plainly(stream.getvalue(), compressed=compressed, mend=mend)
