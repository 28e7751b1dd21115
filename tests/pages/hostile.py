"""Whole files of every kind, and ways to break them."""

import io
import random
import zipfile
from functools import cache
from pathlib import Path

from PIL import Image

from zcdesk.pages.opening.scan import decode, open_content

from .drawn import patches
from .pdf_writing import encoded

PHOTOS = Path(__file__).parent / "photos"
SMALL = Image.fromarray(patches())


@cache
def wholes() -> dict[str, bytes]:
    """Return a small whole file of each kind."""
    from tests.hostile import pdfs, pictures  # which stand on this module

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", encoded(SMALL, "PNG"))
        archive.writestr("b.jpg", encoded(SMALL, "JPEG"))
    return {**pictures.wholes(), **pdfs.wholes(), "zip": stream.getvalue()}


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return a file cut, flipped, spliced or filled with zeros at some places."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(data)) if data else 0
        match chance.randrange(6):
            case 0:
                del data[place:]
            case 1 if data:
                data[place] ^= 1 << chance.randrange(8)
            case 2:
                data[place : place + 8] = chance.randbytes(chance.randrange(9))
            case 3:
                data[place : place + 200] = bytes(chance.randrange(300))
            case 4:
                start = chance.randrange(len(data) + 1)
                data[place:place] = data[start : start + chance.randrange(400)]
            case 5:
                length = chance.choice((1, 2, 4))
                data[place : place + length] = b"\xff" * length
    return bytes(data)


def every_page(content: bytes, name: str) -> None:
    """Open a file and decode its first pages.

    Raises:
        ScanError: It cannot be used.
    """
    scan = open_content(Path(name), content)
    for index in range(min(scan.page_count, 6)):
        decode(scan, index)
