"""Whole pictures come out right side up and in the right colours; halves never come out."""

import hashlib
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.hostile.pictures import wholes
from tests.hostile.writing import chunk, header, png
from tests.pages.drawn import close, patches
from tests.pages.opened import opened
from tests.pages.pdf_writing import encoded
from zcdesk.errors import ScanError, TooLargeScanError, TruncatedScanError
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.pages.opening.scan import decode, decode_page, open_content
from zcdesk.picture import Picture

PATCHES = Image.fromarray(patches())
NAME = Path("传真.tif")


def decoded(content: bytes, index: int = 0) -> Picture:
    return decode(open_content(NAME, content), index)


WHOLE = wholes()


@pytest.mark.parametrize("kind", ["plain", "progressive", "restarts", "thumbnail", "grey"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_jpeg_with_a_new_end_marker_is_found_out(kind: str, share: float) -> None:
    content = WHOLE[f"{kind}.jpg"]
    with pytest.raises(TruncatedScanError):
        decoded(content[: int(len(content) * share)] + b"\xff\xd9")


def test_a_grey_page_is_not_taken_for_a_cut_one() -> None:
    grey = Image.new("RGB", (300, 200), (128, 128, 128))
    assert (decoded(encoded(grey, "JPEG")) == 128).all()


def test_a_second_picture_behind_the_first_is_passed_over() -> None:
    whole, red = WHOLE["plain.jpg"], encoded(Image.new("RGB", (50, 40), "red"), "JPEG")
    assert (decoded(whole + red) == decoded(whole)).all()
    assert decoded(WHOLE["plain.png"] + b"more").shape == (360, 520, 3)


def test_one_flipped_byte_in_a_png_is_noticed() -> None:
    content = bytearray(WHOLE["plain.png"])
    content[len(content) // 2] ^= 1
    with pytest.raises(ScanError):
        decoded(bytes(content))


@pytest.mark.parametrize("rows", [0, 1, 50, 99])
def test_a_png_with_too_few_rows_is_refused(rows: int) -> None:
    row = b"\0" + bytes(range(1, 101))
    assert decoded(png(header(100, 100), zlib.compress(row * 100))).shape == (100, 100, 3)
    with pytest.raises(ScanError):
        decoded(png(header(100, 100), zlib.compress(row * rows)))


def test_a_png_whose_last_row_is_black_passes() -> None:
    assert not decoded(png(header(100, 100), zlib.compress(bytes(101 * 100)))).any()


@pytest.mark.parametrize(
    ("width", "height"), [(40_000, 30), (9_000, 9_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_bomb_is_refused_from_its_header(width: int, height: int) -> None:
    with pytest.raises(TooManyPixelsScanError) as caught:
        decoded(png(header(width, height), zlib.compress(bytes(1000))))
    assert caught.value.details["limit"] == 80


def test_packed_comments_that_swell_are_never_unpacked() -> None:
    bomb = chunk(b"zTXt", b"comment\0\0" + zlib.compress(bytes(50_000_000)))
    rows = zlib.compress(b"".join(b"\0" + bytes(100) for _ in range(100)))
    assert decoded(png(header(100, 100), rows, bomb)).shape == (100, 100, 3)


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"rubbish"])
def test_a_broken_exif_block_does_not_hurt_the_picture(exif: bytes) -> None:
    content = encoded(PATCHES, "JPEG", exif=exif, quality=95)
    assert close(decoded(content), patches())


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_and_not_clipped(kind: str) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).repeat(4).reshape(32, 32)
    picture = decoded(encoded(Image.fromarray(ramp), kind))
    assert (picture[..., 0] == np.arange(256).repeat(4).reshape(32, 32)).all()


def test_see_through_parts_show_white_paper() -> None:
    see_through = np.zeros((20, 30, 4), dtype=np.uint8)
    see_through[:, 15:] = (200, 0, 0, 255)
    for image in (Image.fromarray(see_through), Image.fromarray(see_through).quantize(8)):
        picture = decoded(encoded(image, "PNG"))
        assert (picture[:, :15] == 255).all()
        assert (abs(picture[:, 15:].astype(int) - (200, 0, 0)) <= 2).all()
    grey = Image.fromarray(np.full((20, 30), 80, dtype=np.uint8))
    grey_and_clear = Image.merge("LA", (grey, Image.new("L", grey.size, 0)))
    assert (decoded(encoded(grey_and_clear, "PNG")) == 255).all()
    keyed = encoded(grey, "PNG", transparency=80)
    assert (decoded(keyed) == 255).all()


def test_one_bit_and_palette_pictures_keep_their_colours() -> None:
    line_art = PATCHES.convert("L").point(lambda v: 255 * (v > 128)).convert("1")
    assert set(np.unique(decoded(encoded(line_art, "PNG")))) == {0, 255}
    assert close(decoded(encoded(PATCHES.quantize(8), "PNG")), patches())


def test_print_colours_become_screen_colours() -> None:
    inks = PATCHES.convert("CMYK")
    content = encoded(inks, "JPEG", quality=95)
    assert b"Adobe" in content  # written inverted, as Photoshop does
    assert close(decoded(content), np.asarray(inks.convert("RGB")), 12)


def test_an_embedded_profile_is_applied_and_a_broken_one_is_not() -> None:
    grey = Image.new("RGB", (40, 40), (120, 120, 120))
    plain = decoded(encoded(grey, "PNG"))
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for broken in (b"not a profile", xyz):
        assert (decoded(encoded(grey, "PNG", icc_profile=broken)) == plain).all()
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    red = Image.new("RGB", (40, 40), (255, 0, 0))
    turned_blue = decoded(encoded(red, "PNG", icc_profile=bytes(swapped)))
    assert (abs(turned_blue[0, 0].astype(int) - (0, 0, 255)) <= 3).all()


def test_a_resolution_that_cannot_be_is_not_believed() -> None:
    for dpi, expected in ((200, 200.0), (1, None), (65_000, None)):
        content = encoded(PATCHES, "JPEG", dpi=(dpi, dpi))
        assert decode_page(open_content(NAME, content)).dpi == expected


def test_the_original_keeps_its_bytes_and_times(tmp_path: Path) -> None:
    for kind, content in WHOLE.items():
        path = tmp_path / kind
        path.write_bytes(content)
        before = path.stat()
        decode(opened(path))
        after = path.stat()
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()
        assert (before.st_mtime_ns, before.st_mode) == (after.st_mtime_ns, after.st_mode)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(WHOLE)


PATCHES = Image.fromarray(patches())


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
    picture = decoded(encoded(image, "TIFF", compression=compression, **options))
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
    assert decoded(encoded(PATCHES, "TIFF", dpi=(2400, 1))).shape == (90, 140, 3)


def test_a_turned_fax_is_stretched_along_the_right_side() -> None:
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(patches(), 1))).convert("1")
    fax = encoded(lying, "TIFF", compression="group4", dpi=(204, 102), tiffinfo={274: 6})
    assert decoded(fax).shape == (90, 280, 3)


@pytest.mark.parametrize(
    "image", [PATCHES.convert("CMYK"), PATCHES.quantize(8)], ids=["inks", "few"]
)
def test_print_colours_and_palettes_of_a_tiff_keep_their_look(image: Image.Image) -> None:
    assert (decoded(encoded(image, "TIFF")) == np.asarray(image.convert("RGB"))).all()


def test_a_tiff_in_lab_keeps_its_white() -> None:
    assert decoded(encoded(Image.new("LAB", (20, 20), (255, 128, 128)), "TIFF")).min() > 240


@pytest.mark.parametrize("ending", [".png", ".tif"])
def test_sixteen_bits_a_colour_keep_their_look(ending: str) -> None:
    deep = patches()[..., ::-1].astype(np.uint16) * 257
    clear = np.full(deep.shape[:2], 65535, np.uint16)
    for pixels in (deep, np.dstack([deep, clear])):
        done, content = cv2.imencode(ending, pixels)
        assert done
        assert (decoded(content.tobytes()) == patches()).all()


def entry(content: bytes, frame: int, tag: int) -> int:
    """Return where the entry of a tag lies in a little-endian TIFF."""
    start = struct.unpack_from("<I", content, 4)[0]
    for _ in range(frame):
        count = struct.unpack_from("<H", content, start)[0]
        start = struct.unpack_from("<I", content, start + 2 + 12 * count)[0]
    count = struct.unpack_from("<H", content, start)[0]
    entries = range(start + 2, start + 2 + 12 * count, 12)
    return next(each for each in entries if struct.unpack_from("<H", content, each)[0] == tag)


def entry_changed(content: bytes, frame: int, tag: int, value: int) -> bytes:
    """Return a TIFF in which one entry is this number."""
    place = entry(content, frame, tag)
    return content[:place] + struct.pack("<HHII", tag, 4, 1, value) + content[place + 12 :]


def test_a_thumbnail_beside_the_page_is_no_page() -> None:
    small = PATCHES.resize((28, 18))
    with pytest.raises(ScanError):
        open_content(NAME, encoded(small, "TIFF", tiffinfo={254: 1}))
    both = entry_changed(several(small, PATCHES, tiffinfo={254: 1}), 1, 254, 0)
    scan = open_content(NAME, both)
    assert scan.page_count == 1
    assert (decode(scan) == patches()).all()


def test_a_damaged_page_of_a_tiff_is_a_gap_and_the_others_open() -> None:
    content = several(PATCHES, PATCHES, PATCHES)
    scan = open_content(NAME, entry_changed(content, 1, 273, len(content) - 5))
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
    for count in (501, 5000):
        with pytest.raises(TooLargeScanError, match=r"^scan\.too_many_pages$"):
            open_content(NAME, directories(count, last=0))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    content = encoded(PATCHES, "TIFF")
    with pytest.raises(TooManyPixelsScanError):
        decoded(entry_changed(entry_changed(content, 0, 256, 30_000), 0, 257, 30_000))


def test_the_other_byte_order_is_read() -> None:
    motorola = encoded(Image.fromarray(np.zeros((4, 4), ">u2")), "TIFF")
    assert motorola[:2] == b"MM"
    assert decoded(motorola).shape == (4, 4, 3)


def test_lines_that_a_fax_lost_are_told_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    content = bytearray(encoded(PATCHES.convert("1"), "TIFF", compression="group4"))
    content[20:30] = bytes(10)
    decoded = decode_page(open_content(NAME, bytes(content)))
    assert [each.code for each in decoded.findings] == ["scan.page_doubtful"]
    assert decoded.findings[0].details == {"page": 1, "file": "传真.tif"}
    assert capfd.readouterr() == ("", "")
