"""Every way in which a file says how it must be turned, alone, together, stale and broken."""

import struct
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.hostile.writing import chunk, segment
from tests.pages import pdf_writing as w
from tests.pages.drawn import close, patches
from tests.pages.hostile import PHOTOS
from zcdesk.pages.opening.scan import decode_page, open_content
from zcdesk.picture import Picture

Record = Callable[[str, object], None]
Way = tuple[Callable[[], bytes], Picture, int]
"""A file, what it must show, how many degrees it says that it was turned."""

_NOTED = {3: 180, 6: 90, 8: 270}


EXIF_UNDOES = {
    1: lambda picture: picture,
    2: np.fliplr,
    3: lambda picture: np.rot90(picture, 2),
    4: np.flipud,
    5: lambda picture: np.transpose(picture, (1, 0, 2)),
    6: lambda picture: np.rot90(picture, 1),
    7: lambda picture: np.rot90(np.transpose(picture, (1, 0, 2)), 2),
    8: lambda picture: np.rot90(picture, -1),
}
"""How a camera that writes this orientation has stored an upright picture."""


def stored(orientation: int) -> Image.Image:
    """Return the patches as a camera that writes this orientation stores them."""
    return Image.fromarray(np.ascontiguousarray(EXIF_UNDOES[orientation](patches())))


def exif(orientation: int, kind: int = 3, order: str = "<", thumbnail: int = 0) -> bytes:
    """Return an EXIF block; ``thumbnail`` is the orientation in its second directory."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    value = struct.pack(f"{order}{'H2x' if kind == 3 else 'I'}", orientation)

    def directory(content: bytes, following: int) -> bytes:
        entry = struct.pack(f"{order}HHHI", 1, 274, kind, 1) + content
        return entry + struct.pack(f"{order}I", following)

    first = directory(value, 26 if thumbnail else 0)
    if not thumbnail:
        return head + first
    return head + first + directory(struct.pack(f"{order}H2x", thumbnail), 0)


def jpeg(orientation: int, *blocks: bytes) -> bytes:
    content = w.encoded(stored(orientation), "JPEG", quality=95, subsampling=0)
    return content[:2] + b"".join(segment(0xE1, block) for block in blocks) + content[2:]


def noted(orientation: int, **more: object) -> bytes:
    return b"Exif\0\0" + exif(orientation, **more)  # type: ignore[arg-type]


def png_noted(orientation: int, *, behind: bool) -> bytes:
    content = w.encoded(stored(orientation), "PNG")
    block = chunk(b"eXIf", exif(orientation))
    place = len(content) - 12 if behind else 33
    return content[:place] + block + content[place:]


def heic(kind: bytes, value: int) -> tuple[bytes, Picture]:
    """Return a photo whose turning box is of another kind, and what it must show.

    A mirror of 0 exchanges top and bottom, one of 1 left and right (ISO/IEC 23008-12:2022, 6.5.12).
    """
    content = (PHOTOS / "turned.heic").read_bytes()
    place = content.index(b"irot")
    lying = np.rot90(patches(), content[place + 4] * -1)
    shown = np.rot90(lying, value) if kind == b"irot" else np.flip(lying, value)
    changed = content[:place] + kind + bytes([value]) + content[place + 5 :]
    return changed, np.ascontiguousarray(shown)


def rotated_pdf(degrees: int, *, drawn: bool = False, inherited: bool = False) -> bytes:
    draw = b"q 280 0 0 180 0 0 cm /I0 Do Q" + (b" 0 0 m 9 9 l S" if drawn else b"")
    turn = f"/Rotate {degrees}"
    page = w.PdfPage(draw, (w.flat_picture(Image.fromarray(patches())),), entries=turn)
    content = w.pdf(page)
    if not inherited:
        return content
    writer = w.Writer()
    writer.add("<</Type/Catalog/Pages 2 0 R>>")
    writer.add(f"<</Type/Pages/Count 1/Kids[3 0 R]{turn}/MediaBox[0 0 280 180]>>")
    writer.add("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I0 5 0 R>>>>>>")
    writer.add(w.Stream("", draw))
    writer.add(page.pictures[0])
    return writer.finished(1)


def ways() -> Iterator[tuple[str, Way]]:
    """Yield every way of saying how a page must be turned."""
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x tiff:Orientation="3"/>'
    for value in range(1, 9):
        turned = _NOTED.get(value, 0)
        blocks = {
            "": (noted(value),),
            ", high byte first": (noted(value, order=">"),),
            ", as a long number": (noted(value, kind=4),),
            ", another for its thumbnail": (noted(value, thumbnail=9 - value),),
            ", another one in its XMP": (noted(value), xmp),
        }
        for kind, told in blocks.items():
            yield f"jpeg{kind} {value}", (partial(jpeg, value, *told), patches(), turned)
        for behind in (False, True):
            png = partial(png_noted, value, behind=behind)
            yield f"png{', noted behind' * behind} {value}", (png, patches(), turned)
        webp = partial(w.encoded, stored(value), "WEBP", exif=exif(value), lossless=True)
        yield f"webp {value}", (webp, patches(), turned)
        tiff = partial(w.encoded, stored(value), "TIFF", tiffinfo={274: value})
        yield f"tiff {value}", (tiff, patches(), 0)
        lzw = partial(tiff, compression="tiff_lzw")
        yield f"tiff, packed, {value}", (lzw, patches(), 0)
    for value in (0, 9, 255, 65535):
        yield f"jpeg, no such turning {value}", (partial(jpeg, 1, noted(value)), patches(), 0)
        tiff = partial(w.encoded, stored(1), "TIFF", tiffinfo={274: value})
        yield f"tiff, no such turning {value}", (tiff, patches(), 0)
    yield "jpeg, only in its XMP", (partial(jpeg, 1, xmp), patches(), 0)
    first = partial(jpeg, 6, noted(6), noted(3))
    yield "jpeg, two blocks: the first counts", (first, patches(), 90)
    boxes = [(b"irot", quarters) for quarters in range(4)] + [(b"imir", axis) for axis in range(2)]
    for box, number in boxes:
        content, shown = heic(box, number)
        yield f"heic, {box.decode()} {number}", (partial(bytes, content), shown, 0)
    for degrees in (0, 90, 180, 270, -90, 450, 360000):
        seen = np.ascontiguousarray(np.rot90(patches(), -degrees // 90))
        for inherited in (False, True):
            make = partial(rotated_pdf, degrees, inherited=inherited)
            yield f"pdf{', inherited' * inherited} {degrees}", (make, seen, 0)
    for value in range(1, 9):
        inside = w.jpeg_picture(stored(1), exif=noted(value), quality=95, subsampling=0)
        page = w.PdfPage(b"q 280 0 0 180 0 0 cm /I0 Do Q", (inside,), entries="/Rotate 90")
        seen = np.ascontiguousarray(np.rot90(patches(), -1))
        yield f"pdf turned, and a jpeg inside with {value}", (partial(w.pdf, page), seen, 0)


WAYS = dict(ways())


@pytest.mark.parametrize("way", WAYS)
def test_a_page_stands_as_its_file_says_once(way: str) -> None:
    make, shown, turned = WAYS[way]
    decoded = decode_page(open_content(Path("页"), make()))
    assert close(decoded.picture, shown, 16)
    assert decoded.noted_turn == turned


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_drawn_page_is_turned_once_too(degrees: int) -> None:
    content = rotated_pdf(degrees, drawn=True)
    picture = decode_page(open_content(Path("页"), content)).picture
    shown = np.rot90(patches(), -degrees // 90)
    scale = picture.shape[0] / shown.shape[0]
    at = round(10 * scale)
    for row, column in ((at, -at), (-at, -at)):
        gap = abs(picture[row, column].astype(int) - shown[10 if row > 0 else -10, -10].astype(int))
        assert gap.max() <= 6


def test_the_look_at_the_patches_can_fail() -> None:
    turned = [np.ascontiguousarray(undo(patches())) for undo in EXIF_UNDOES.values()]
    assert [close(one, patches(), 16) for one in turned] == [True] + [False] * 7


def test_how_many_ways_there_are_is_told(record_property: Record) -> None:
    assert len(WAYS) > 100
    record_property("figure", f"{len(WAYS)} ways of telling how a page must be turned, all upright")
