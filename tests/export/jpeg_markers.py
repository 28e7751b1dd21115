"""Walks the markers of JPEG pictures, also of those that lie inside other files."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pymupdf

START_OF_SCAN = 0xDA
ALLOWED = {0xE0, 0xDB, 0xC0, 0xC4, START_OF_SCAN}  # JFIF, tables, baseline frame, scan
_IN_PAGE = re.compile(rb"data:image/jpe?g;base64,([A-Za-z0-9+/=]+)")


def foreign_segments(data: bytes) -> list[str]:
    """Walk the markers of a baseline JPEG and name whatever is not needed to show its pixels."""
    found = [] if data[:2] == b"\xff\xd8" else ["no start of image"]
    place = 2
    while place + 4 <= len(data):
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if data[place] != 0xFF or marker not in ALLOWED:
            found.append(f"segment {marker:02x}")
        if marker == 0xE0 and data[place + 4 : place + 9] != b"JFIF\0":
            found.append("APP0 other than JFIF")
        if marker == 0xE0 and length != 16:
            found.append("JFIF with a thumbnail")
        place += 2 + length
        if marker == START_OF_SCAN:
            break
    while data[place : place + 2] != b"\xff\xd9":
        place = data.find(b"\xff", place + 1)
        if place < 0:
            return [*found, "no end of image"]
        if data[place + 1] not in {0x00, 0xD9}:
            found.append(f"marker {data[place + 1]:02x} in the scan")
    return found if place + 2 == len(data) else [*found, "bytes after the end"]


def pictures_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every JPEG below a folder, also those inside web pages, papers and office files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield from pictures_in(name, path.read_bytes())


def pictures_in(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file if it is a JPEG, else the JPEGs inside it."""
    if content.startswith(b"\xff\xd8"):
        yield name, content
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield from pictures_in(f"{name}#{member.filename}", archive.read(member))
    elif content.startswith(b"%PDF"):
        with pymupdf.open(stream=content) as paper:
            for number in range(1, paper.xref_length()):
                if paper.xref_get_key(number, "Subtype")[1] == "/Image":
                    yield from pictures_in(f"{name}#{number}", paper.xref_stream_raw(number))
    else:
        for number, found in enumerate(_IN_PAGE.findall(content)):
            yield f"{name}#{number}", base64.b64decode(found)
