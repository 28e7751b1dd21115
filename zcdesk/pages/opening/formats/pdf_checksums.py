"""Completes packed data of a PDF of which all is there but the checksum behind it.

Some programs state a length that is a few bytes short, or drop a last byte that is zero. A reader
of packed data then calls the whole stream damaged, though its last block has ended.

Source: RFC 1950, 2.2 (the checksum, Adler-32, follows the last block); RFC 1951 (blocks).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pymupdf

mupdf: Any = pymupdf.mupdf

_HEAD, _CHECKSUM = 2, 4
_STEP = 1 << 20
_MOST_OBJECTS = 5000
_REFERENCE = re.compile(r"(/Parent\s+|/P\s+)?\b(\d+) 0 R\b")


def complete_checksums(document: pymupdf.Document, index: int) -> bool:
    """Write the missing ends of checksums below a page, in memory.

    Returns:
        Whether there was any.
    """
    completed = False
    try:
        for number in _below(document, document.page_xref(index)):
            completed |= document.xref_is_stream(number) and _complete(document, number)
    except Exception:  # MuPDF's errors have no common class in its bindings
        return False
    return completed


def _complete(document: pymupdf.Document, number: int) -> bool:
    packing = document.xref_get_key(number, "Filter")[1].lstrip("[ ")
    if not packing.startswith("/FlateDecode"):
        return False
    packed = document.xref_stream_raw(number)
    missing = _missing(packed)
    if missing:
        inner = mupdf.pdf_document_from_fz_document(document.this)
        held = mupdf.pdf_new_indirect(inner, number, 0)
        whole = mupdf.fz_new_buffer_from_copied_data(packed + missing)
        mupdf.pdf_update_stream(inner, held, whole, 1)
    return bool(missing)


def _below(document: pymupdf.Document, root: int) -> Iterator[int]:
    """Yield the objects that a page uses, not the tree above it."""
    waiting, seen = [root], {root}
    while waiting and len(seen) < _MOST_OBJECTS:
        number = waiting.pop()
        yield number
        for above, found in _REFERENCE.findall(document.xref_object(number, compressed=True)):
            inner = int(found)
            if not above and inner not in seen and inner < document.xref_length():
                seen.add(inner)
                waiting.append(inner)


def _missing(packed: bytes) -> bytes:
    """Return the bytes of a checksum that are not there, none where data is missing before it."""
    unpacker, checksum = zlib.decompressobj(-zlib.MAX_WBITS), 1
    rest = packed[_HEAD:]
    try:
        while not unpacker.eof and rest:
            checksum = zlib.adler32(unpacker.decompress(rest, _STEP), checksum)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return b""
    right, there = checksum.to_bytes(_CHECKSUM, "big"), unpacker.unused_data
    short = unpacker.eof and len(there) < _CHECKSUM and right.startswith(there)
    return right[len(there) :] if short else b""
