"""TIFF: several pages, faxes, every colour; a thumbnail is no page, half a file no scan."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.pages.drawn import letter, patches
from tests.pages.pdf_writing import encoded
from zcdesk.errors import ScanError, TooLargeScanError
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.pages.opening.scan import decode, decode_page, open_content
from zcdesk.picture import Picture

PATCHES = Image.fromarray(patches())
NAME = Path("传真.tif")


def picture_of(content: bytes, index: int = 0) -> Picture:
    return decode(open_content(NAME, content), index)


def all_pages(content: bytes) -> list[Picture]:
    scan = open_content(NAME, content)
    return [decode(scan, index) for index in range(scan.page_count)]


def several(*images: Image.Image, **options: object) -> bytes:
    return encoded(images[0], "TIFF", save_all=True, append_images=images[1:], **options)


def test_each_page_of_a_tiff_is_a_page() -> None:
    pages = [PATCHES, PATCHES.resize((70, 45)), PATCHES.convert("1")]
    scan = open_content(NAME, several(*pages, compression="tiff_lzw"))
    assert (scan.kind, scan.page_count) == ("TIFF", 3)
    for index, page in enumerate(pages):
        assert (decode(scan, index) == np.asarray(page.convert("RGB"))).all()


@pytest.mark.parametrize(
    "compression", ["raw", "group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"]
)
def test_every_compression_is_read(compression: str) -> None:
    image = PATCHES.convert("1") if compression.startswith("group") else PATCHES
    options = {"quality": 95} if compression == "jpeg" else {}
    picture = picture_of(encoded(image, "TIFF", compression=compression, **options))
    assert abs(picture.astype(int) - np.asarray(image.convert("RGB")).astype(int)).max() <= 60
    assert picture.shape == (90, 140, 3)


@pytest.mark.parametrize(
    ("across", "down", "height"), [(204, 98, 187), (204, 196, 94), (200, 200, 90)]
)
def test_the_uneven_pixels_of_a_fax_are_made_square(across: int, down: int, height: int) -> None:
    fax = encoded(PATCHES.convert("1"), "TIFF", compression="group4", dpi=(across, down))
    decoded = decode_page(open_content(NAME, fax))
    assert decoded.picture.shape == (height, 140, 3)
    assert decoded.dpi == pytest.approx(across, abs=0.5)
    assert decoded.picture[height - 6, 5].max() < 30  # the dark corner stays one
    assert decoded.picture[height // 2, 70].min() > 225


def test_a_senseless_resolution_does_not_stretch_a_page() -> None:
    assert picture_of(encoded(PATCHES, "TIFF", dpi=(2400, 1))).shape == (90, 140, 3)


STORED = {
    1: lambda source: source,
    3: lambda source: np.rot90(source, 2),
    6: lambda source: np.rot90(source, 1),
    8: lambda source: np.rot90(source, -1),
}


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("compression", ["raw", "tiff_lzw"])
def test_the_orientation_of_a_tiff_is_undone_once(orientation: int, compression: str) -> None:
    stored = Image.fromarray(np.ascontiguousarray(STORED[orientation](patches())))
    content = encoded(stored, "TIFF", compression=compression, tiffinfo={274: orientation})
    assert (picture_of(content) == patches()).all()


def test_a_turned_fax_is_stretched_along_the_right_side() -> None:
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(patches(), 1))).convert("1")
    fax = encoded(lying, "TIFF", compression="group4", dpi=(204, 102), tiffinfo={274: 6})
    assert picture_of(fax).shape == (90, 280, 3)


def test_sixteen_bits_print_colours_and_palettes_keep_their_look() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).repeat(4).reshape(32, 32)
    grey = picture_of(encoded(Image.fromarray(ramp), "TIFF"))
    assert (grey[..., 0] == np.arange(256).repeat(4).reshape(32, 32)).all()
    inks = PATCHES.convert("CMYK")
    assert (picture_of(encoded(inks, "TIFF")) == np.asarray(inks.convert("RGB"))).all()
    few = PATCHES.quantize(8)
    assert (picture_of(encoded(few, "TIFF")) == np.asarray(few.convert("RGB"))).all()
    lab = picture_of(encoded(Image.new("LAB", (20, 20), (255, 128, 128)), "TIFF"))
    assert lab.min() > 240


@pytest.mark.parametrize("ending", [".png", ".tif"])
def test_sixteen_bits_a_colour_keep_their_look(ending: str) -> None:
    deep = patches()[..., ::-1].astype(np.uint16) * 257
    clear = np.full(deep.shape[:2], 65535, np.uint16)
    for pixels in (deep, np.dstack([deep, clear])):
        done, content = cv2.imencode(ending, pixels)
        assert done
        assert (picture_of(content.tobytes()) == patches()).all()


def entry(content: bytes, frame: int, tag: int) -> int:
    """Return where the entry of a tag lies in a little-endian TIFF."""
    start = struct.unpack_from("<I", content, 4)[0]
    for _ in range(frame):
        count = struct.unpack_from("<H", content, start)[0]
        start = struct.unpack_from("<I", content, start + 2 + 12 * count)[0]
    count = struct.unpack_from("<H", content, start)[0]
    entries = range(start + 2, start + 2 + 12 * count, 12)
    return next(each for each in entries if struct.unpack_from("<H", content, each)[0] == tag)


def changed(content: bytes, frame: int, tag: int, value: int) -> bytes:
    """Return a TIFF in which one entry is this number."""
    place = entry(content, frame, tag)
    return content[:place] + struct.pack("<HHII", tag, 4, 1, value) + content[place + 12 :]


def test_a_thumbnail_beside_the_page_is_no_page() -> None:
    small = PATCHES.resize((28, 18))
    with pytest.raises(ScanError):
        open_content(NAME, encoded(small, "TIFF", tiffinfo={254: 1}))
    both = changed(several(small, PATCHES, tiffinfo={254: 1}), 1, 254, 0)
    scan = open_content(NAME, both)
    assert scan.page_count == 1
    assert (decode(scan) == patches()).all()


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "group4"])
def test_half_a_tiff_never_passes(compression: str) -> None:
    page = Image.fromarray(letter()[:300, :400])
    page = page.convert("1") if compression == "group4" else page
    content = several(page, page, compression=compression)
    step = max(1, len(content) // 60)
    for place in range(1, len(content), step):
        with pytest.raises(ScanError):
            all_pages(content[:place])


def test_a_damaged_page_of_a_tiff_is_a_gap_and_the_others_open() -> None:
    content = several(PATCHES, PATCHES, PATCHES)
    scan = open_content(NAME, changed(content, 1, 273, len(content) - 5))
    assert (decode(scan, 0) == patches()).all()
    with pytest.raises(ScanError):
        decode(scan, 1)
    assert (decode(scan, 2) == patches()).all()


def directories(count: int, last: int) -> bytes:
    """Return a TIFF of ``count`` pages of one white dot; the last one leads on to ``last``."""
    content = bytearray(b"II*\0" + struct.pack("<I", 8))
    tags = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (279, 1))
    size = 2 + 12 * len(tags) + 4
    for number in range(count):
        content += struct.pack("<H", len(tags))
        content += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        following = 8 + (number + 1) * size if number + 1 < count else last
        content += struct.pack("<I", following)
    return bytes(content)


def test_a_chain_that_bites_its_tail_ends_and_a_book_is_refused() -> None:
    assert open_content(NAME, directories(3, last=8)).page_count == 3
    assert open_content(NAME, directories(500, last=0)).page_count == 500
    with pytest.raises(TooLargeScanError, match=r"^scan\.too_many_pages$"):
        open_content(NAME, directories(501, last=0))
    with pytest.raises(TooLargeScanError, match=r"^scan\.too_many_pages$"):
        open_content(NAME, directories(5000, last=0))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    content = encoded(PATCHES, "TIFF")
    with pytest.raises(TooManyPixelsScanError):
        picture_of(changed(changed(content, 0, 256, 30_000), 0, 257, 30_000))


def test_the_other_byte_order_and_big_files_are_read() -> None:
    stream = io.BytesIO()
    PATCHES.save(stream, "TIFF", big_tiff=True)
    assert stream.getvalue()[2:4] == b"+\0"
    assert (picture_of(stream.getvalue()) == patches()).all()
    motorola = io.BytesIO()
    Image.fromarray(np.zeros((4, 4), ">u2")).save(motorola, "TIFF")
    assert motorola.getvalue()[:2] == b"MM"
    assert picture_of(motorola.getvalue()).shape == (4, 4, 3)


def test_lines_that_a_fax_lost_are_told_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    content = bytearray(encoded(PATCHES.convert("1"), "TIFF", compression="group4"))
    content[20:30] = bytes(10)
    decoded = decode_page(open_content(NAME, bytes(content)))
    assert [each.code for each in decoded.findings] == ["scan.page_doubtful"]
    assert decoded.findings[0].details == {"page": 1, "file": "传真.tif"}
    assert capfd.readouterr() == ("", "")
