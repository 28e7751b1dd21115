"""Reads the codes of a page and tells where they are (zxing-cpp)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import zxingcpp

from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.picture import GreyPicture, Picture, grey_of, reduced_by
from zcdesk.reading.code_places import RIM, CodePlace, code_places, strongest_channel
from zcdesk.reading.line import Line

QR_CODES = ("QRCode", "QRCodeModel2", "MicroQRCode", "RMQRCode")
SQUARES = (*QR_CODES, "DataMatrix", "Aztec", "PDF417", "MicroPDF417")
BARS = ("Code128", "Code39", "Code93", "EAN13", "EAN8", "UPCA")
"""Those whose reading proves them: ITF and Codabar have no check of their own."""

_EVERY = zxingcpp.barcode_formats_from_str("AllReadable")
_BOOKS = ("977", "978", "979")  # of journals, and of books
_BOOK_DIGITS = 13  # of EAN-13, which holds an ISBN or ISSN
_FINE = 2400
"""Px of a page's long side above which it is read in half its size as a whole: at 300 dpi .03 s
instead of .17 s; codes that are too small then are read from nearer."""
_LARGE = 900  # px of a place's long side above which it is not enlarged
_TIMES = (2.0, 4.0)
"""Times that a place is enlarged, and at last: of three codes of licences on public pages with some
2 px a module two are read at the first, one at the second."""
_PRINTED = re.compile(r"(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|&#x?[0-9A-Fa-f]{4,5};){2,}")
_MORE = 1.3  # times the spread of grey: red on green shows in one channel only


@dataclass(frozen=True)
class DecodedCode:
    """A code that could be read.

    Attributes:
        kind: Its symbology, as zxing-cpp names it.
        text: What it says.
        polygon: Its corners in pixels; of bars, the part of their height that was looked at.
        data: What it says as bytes.
    """

    kind: str
    text: str
    polygon: Polygon
    data: bytes = b""

    @property
    def is_proven(self) -> bool:
        """Whether it is of a kind that is hardly ever read where there is no code."""
        return self.kind in SQUARES or self.kind in BARS

    @property
    def has_bars(self) -> bool:
        """Whether it has one dimension."""
        return self.kind not in SQUARES

    @property
    def is_book(self) -> bool:
        """Whether it is the number of a book or a journal (ISBN, ISSN)."""
        return self.has_bars and is_book_number(self.text)


def decoded_codes(page: Picture, grey: GreyPicture | None = None) -> tuple[DecodedCode, ...]:
    """Return the codes of a page that can be read, turned ones and white ones on black too.

    The whole page is read once; what looks like a code and was not read is then read from nearer,
    laid straight.

    Args:
        page: Shape (height, width, 3), RGB.
        grey: The same in grey, where somebody has it.
    """
    grey = grey_of(page) if grey is None else grey
    step = 2 if max(grey.shape) > _FINE else 1
    codes = [_enlarged(code, step) for code in _read(reduced_by(grey, step))]
    for place in code_places(page):
        if not any(holds(bounds(place.polygon), centre(code.polygon)) for code in codes):
            codes += _read_closely(place)
    return tuple(codes)


def codes_from_near(page: Picture, polygon: Polygon) -> Iterator[DecodedCode]:
    """Yield the codes of an upright place that somebody took for one, read from nearer."""
    left, top, right, bottom = bounds(polygon)
    x, y = math.floor(max(0.0, left - RIM)), math.floor(max(0.0, top - RIM))
    picture = page[y : math.ceil(bottom + RIM), x : math.ceil(right + RIM)]
    yield from _read_closely(CodePlace(picture, np.array(((1.0, 0.0, x), (0.0, 1.0, y)))))


def printed_codes(lines: Iterable[Line]) -> Iterator[DecodedCode]:
    """Yield letters that are printed as computers write them: name=%E5%BA%B7 in an address."""
    for line in lines:
        at = [character.column for character in line.lattice.characters]
        for run in _PRINTED.finditer(line.lattice.text):
            place = line.span(at[run.start()] - 1, at[run.end() - 1] + 2)
            yield DecodedCode("print", run[0], place, run[0].encode())


def _enlarged(code: DecodedCode, times: int) -> DecodedCode:
    return replace(code, polygon=tuple((x * times, y * times) for x, y in code.polygon))


def _read_closely(place: CodePlace) -> Iterator[DecodedCode]:
    """Yield the codes of a place by the first of some further readings that has any."""
    for scale, picture in _versions(place.picture):
        codes = list(_read(picture))
        for code in codes:
            corners = tuple((x / scale, y / scale) for x, y in code.polygon)
            yield replace(code, polygon=place.on_page(corners))
        if codes:
            return


def _versions(picture: Picture) -> Iterator[tuple[float, GreyPicture]]:
    """Yield a place in grey and in its strongest colour, larger where it is small.

    Bars and PDF417 are read white on black only where that is turned over first (zxing-cpp 3.1).
    """
    grey = grey_of(picture)
    colour = strongest_channel(picture)
    room = _LARGE / max(grey.shape)
    scale, finest = (max(1.0, min(times, room)) for times in _TIMES)
    for channel in (grey, colour):
        large, sharp = _enlarged_and_sharp(channel, scale)
        for version in (large, 255 - large, sharp):
            yield scale, np.asarray(version, np.uint8)
        if finest > scale:
            yield finest, _enlarged_and_sharp(channel, finest)[1]
        if float(colour.std()) < _MORE * float(grey.std()):
            return


def _enlarged_and_sharp(channel: GreyPicture, scale: float) -> tuple[GreyPicture, GreyPicture]:
    large = cv2.resize(channel, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(large, (0, 0), 1.5 * scale)
    sharp = cv2.addWeighted(large, 2.5, smooth, -1.5, 0)
    return np.asarray(large, np.uint8), np.asarray(sharp, np.uint8)


def _read(grey: GreyPicture) -> Iterator[DecodedCode]:
    for code in zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=_EVERY):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        polygon = tuple((float(corner.x), float(corner.y)) for corner in corners)
        yield DecodedCode(code.format.name, code.text, polygon, code.bytes)


def is_book_number(digits: str) -> bool:
    """Tell whether digits without spaces are an ISBN or ISSN as bars carry them (EAN-13)."""
    return len(digits) == _BOOK_DIGITS and digits.isdecimal() and digits.startswith(_BOOKS)
