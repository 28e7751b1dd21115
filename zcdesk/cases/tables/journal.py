"""The rollback journal that SQLite leaves beside a file: what it says before anybody plays it.

Source:
    https://www.sqlite.org/fileformat2.html#the_rollback_journal; a header that was not flushed yet
    begins with zeros, and such a journal is never played.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zcdesk.cases.tables.schema import PAGE_SIZE

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8sIIIII")  # magic, records, nonce, pages before, sector, size of a page
_NUMBER = struct.Struct(">I")
_RECORD = _NUMBER.size + PAGE_SIZE + _NUMBER.size  # number of a page, the page, its checksum
_SUMMED = slice(PAGE_SIZE - 200, 0, -200)  # bytes of a page that its checksum adds to the nonce
_UNCOUNTED = 0xFFFFFFFF  # records up to the end of the file


@dataclass(frozen=True)
class Journal:
    """A journal that SQLite would play.

    Attributes:
        first: The first page of the file as it was before, as it is stored; None where the journal
            does not have it.
        pages: How many pages it has.
        whole: Whether all are there that its header counts, each with its checksum.
    """

    first: bytes | None
    pages: int
    whole: bool


def read_journal(path: Path) -> Journal | None:
    """Return what a journal holds, None where SQLite would find nothing in it.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        first, pages, whole = None, 0, True
        for number, page, sound in _records(stream):
            first = page if number == 1 and first is None else first
            pages += 1
            whole = whole and sound
        return Journal(first, pages, whole) if pages else None


def is_blank(path: Path) -> bool:
    """Tell whether a journal was begun and never flushed, or is over: it has a blank beginning.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return not stream.read(len(_MAGIC)).strip(b"\0")


def _records(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the number of each page, the page, and whether it is sound; the file may be cut."""
    place = 0
    while len(head := _read(stream, place, _HEAD.size)) == _HEAD.size:
        magic, count, nonce, _, sector, page_size = _HEAD.unpack(head)
        if magic != _MAGIC or page_size != PAGE_SIZE or not _HEAD.size <= sector <= 1 << 16:
            return
        place += sector
        for _ in range(count):
            record = _read(stream, place, _RECORD)
            if not record and count == _UNCOUNTED:
                return
            page = record[_NUMBER.size : -_NUMBER.size]
            checksum = _NUMBER.pack((nonce + sum(page[_SUMMED])) & 0xFFFFFFFF)
            sound = len(record) == _RECORD and record.endswith(checksum)
            yield int.from_bytes(record[: _NUMBER.size], "big"), page, sound
            if not sound:
                return
            place += _RECORD
        place += -place % sector  # each header begins a sector of its own


def _read(stream: BinaryIO, place: int, length: int) -> bytes:
    stream.seek(place, os.SEEK_SET)
    return stream.read(length)
