"""The walk over a JBIG2 picture finds out where it ends, in every form that a header may have."""

from __future__ import annotations

import struct

import pytest

from tests.pages.hostile import SMALL
from tests.pages.pdf_writing import jbig2_picture
from zcdesk.errors import TruncatedScanError
from zcdesk.pages.opening.containers.jbig2 import require_whole

SHEET = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + bytes(19)


def region(
    number: int, head: bytes, data: bytes, kind: int = 38, length: int | None = None
) -> bytes:
    told = len(data) if length is None else length
    return struct.pack(">IB", number, kind) + head + struct.pack(">I", told) + data


REGIONS = {
    "plain": region(1, b"\0\1", bytes(40)),
    "referring to two others": region(300, b"\x40" + bytes(4) + b"\1", bytes(40)),
    "referring to six others": region(6, b"\xe0\0\0\6\0" + bytes(6) + b"\1", bytes(40)),
    "of a page with a long number": region(1, b"\0" + bytes(4), bytes(40), 38 | 0x40),
    "of unknown length, by arithmetic": region(
        1, b"\0\1", bytes(18) + b"\1" * 9 + b"\xff\xac\0\0\0\x09", length=0xFFFFFFFF
    ),
    "of unknown length, as a fax": region(
        1, b"\0\1", bytes(17) + b"\1" * 9 + b"\0\0\0\0\0\x09", length=0xFFFFFFFF
    ),
}


@pytest.mark.parametrize("form", REGIONS)
def test_a_whole_picture_passes_and_half_of_it_does_not(form: str) -> None:
    require_whole(SHEET + REGIONS[form])
    for place in range(len(SHEET) + 1, len(SHEET) + len(REGIONS[form])):
        with pytest.raises(TruncatedScanError):
            require_whole((SHEET + REGIONS[form])[:place])


def test_a_picture_without_ink_is_half_a_picture() -> None:
    for content in (b"", SHEET, SHEET + region(1, b"\0\1", bytes(9), kind=0)):
        with pytest.raises(TruncatedScanError):
            require_whole(content)


def test_what_a_scanner_writes_passes() -> None:
    require_whole(jbig2_picture(SMALL.convert("1")).data)
