"""Reads the codes of a page and tells where they are (zxing-cpp)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture

QR_CODES = ("QRCode", "QRCodeModel2", "MicroQRCode", "RMQRCode")
SQUARES = (*QR_CODES, "DataMatrix", "Aztec", "PDF417", "MicroPDF417")
BARS = ("Code128", "Code39", "Code93", "EAN13", "EAN8", "UPCA")
"""Those whose reading proves them: ITF and Codabar have no check of their own."""

_SOUGHT = zxingcpp.barcode_formats_from_str(",".join((*SQUARES, *BARS)))
_BOOKS = ("977", "978", "979")  # of journals, and of books
_BOOK_DIGITS = 13


@dataclass(frozen=True)
class DecodedCode:
    """A code that could be read.

    Attributes:
        kind: Its symbology, as zxing-cpp names it.
        text: What it says.
        polygon: Its corners in pixels; of bars, the part of their height that was looked at.
    """

    kind: str
    text: str
    polygon: Polygon

    @property
    def has_bars(self) -> bool:
        """Whether it has one dimension."""
        return self.kind not in SQUARES

    @property
    def is_book(self) -> bool:
        """Whether it is the number of a book or a journal (ISBN, ISSN)."""
        return self.has_bars and is_book_number(self.text)


def decoded_codes(grey: GreyPicture) -> Iterator[DecodedCode]:
    """Yield the codes of a page that can be read, turned ones too."""
    for code in zxingcpp.read_barcodes(grey, formats=_SOUGHT):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        polygon = tuple((float(corner.x), float(corner.y)) for corner in corners)
        yield DecodedCode(code.format.name, code.text, polygon)


def is_book_number(digits: str) -> bool:
    """Tell whether digits without spaces are an ISBN or ISSN as bars carry them (EAN-13)."""
    return len(digits) == _BOOK_DIGITS and digits.isdecimal() and digits.startswith(_BOOKS)
