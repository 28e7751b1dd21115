"""Whole pictures come out right side up and in the right colours; halves never come out."""

from __future__ import annotations

import hashlib
import random
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.hostile.writing import chunk, header, png
from tests.pages.drawn import letter, patches
from tests.pages.opened import opened
from tests.pages.pdf_writing import encoded
from zcdesk.errors import ScanError, TruncatedScanError
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.pages.opening.scan import decode, decode_page
from zcdesk.picture import Picture


def decoded(folder: Path, content: bytes, name: str = "scan.bin") -> Picture:
    path = folder / name
    path.write_bytes(content)
    return decode(opened(path))


def close(picture: Picture, expected: Picture, tolerance: int = 6) -> bool:
    """Whether the middles of all four corner patches have the expected colours."""
    height, width = expected.shape[:2]
    if picture.shape != expected.shape:
        return False
    places = [(10, 10), (10, width - 10), (height - 10, width - 10), (height - 10, 10)]
    gaps = [abs(picture[at].astype(int) - expected[at].astype(int)).max() for at in places]
    return bool(max(gaps) <= tolerance)


PAGE = Image.fromarray(letter()[:600, :800])
WHOLE = {
    "baseline": encoded(PAGE, "JPEG", quality=80),
    "progressive": encoded(PAGE, "JPEG", quality=80, progressive=True),
    "restarts": encoded(PAGE, "JPEG", quality=80, restart_marker_rows=2),
    "thumbnail": encoded(
        PAGE, "JPEG", quality=80, exif=b"Exif\0\0II*\0" + encoded(PAGE.resize((80, 60)), "JPEG")
    ),
    "grey": encoded(PAGE.convert("L"), "JPEG", quality=80),
    "png": encoded(PAGE, "PNG"),
    "palette": encoded(PAGE.quantize(16), "PNG"),
    "bmp": encoded(PAGE.convert("L"), "BMP"),
    "webp": encoded(PAGE, "WEBP", quality=80),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_half_a_file_never_passes_as_a_whole_one(tmp_path: Path, kind: str) -> None:
    content = WHOLE[kind]
    assert decoded(tmp_path, content).shape == (600, 800, 3)
    places = {1, 2, 3, 4, 8, 9, 20, 33, 100, len(content) - 1, len(content) - 2, len(content) - 3}
    places |= {len(content) - 12, len(content) - 13, len(content) // 2, len(content) * 9 // 10}
    places |= set(random.Random(kind).sample(range(1, len(content)), 60))
    for place in sorted(places):
        with pytest.raises(ScanError):
            decoded(tmp_path, content[:place])


@pytest.mark.parametrize("kind", ["baseline", "progressive", "restarts", "thumbnail", "grey"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_jpeg_with_a_new_end_marker_is_found_out(
    tmp_path: Path, kind: str, share: float
) -> None:
    content = WHOLE[kind]
    with pytest.raises(TruncatedScanError):
        decoded(tmp_path, content[: int(len(content) * share)] + b"\xff\xd9")


def test_a_grey_page_is_not_taken_for_a_cut_one(tmp_path: Path) -> None:
    grey = Image.new("RGB", (300, 200), (128, 128, 128))
    assert (decoded(tmp_path, encoded(grey, "JPEG")) == 128).all()


def test_a_second_picture_behind_the_first_is_passed_over(tmp_path: Path) -> None:
    content = WHOLE["baseline"] + encoded(Image.new("RGB", (50, 40), "red"), "JPEG")
    assert (decoded(tmp_path, content) == decoded(tmp_path, WHOLE["baseline"])).all()
    assert decoded(tmp_path, WHOLE["png"] + b"more").shape == (600, 800, 3)


def test_one_flipped_byte_in_a_png_is_noticed(tmp_path: Path) -> None:
    content = bytearray(WHOLE["png"])
    content[len(content) // 2] ^= 1
    with pytest.raises(ScanError):
        decoded(tmp_path, bytes(content))


@pytest.mark.parametrize("rows", [0, 1, 50, 99])
def test_a_png_with_too_few_rows_is_refused(tmp_path: Path, rows: int) -> None:
    row = b"\0" + bytes(range(1, 101))
    assert decoded(tmp_path, png(header(100, 100), zlib.compress(row * 100))).shape == (100, 100, 3)
    with pytest.raises(ScanError):
        decoded(tmp_path, png(header(100, 100), zlib.compress(row * rows)))


def test_a_png_whose_last_row_is_black_passes(tmp_path: Path) -> None:
    assert not decoded(tmp_path, png(header(100, 100), zlib.compress(bytes(101 * 100)))).any()


@pytest.mark.parametrize(
    ("width", "height"), [(40_000, 30), (9_000, 9_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_bomb_is_refused_from_its_header(tmp_path: Path, width: int, height: int) -> None:
    with pytest.raises(TooManyPixelsScanError) as caught:
        decoded(tmp_path, png(header(width, height), zlib.compress(bytes(1000))))
    assert caught.value.details["limit"] == 80


def test_packed_comments_that_swell_are_never_unpacked(tmp_path: Path) -> None:
    bomb = chunk(b"zTXt", b"comment\0\0" + zlib.compress(bytes(50_000_000)))
    rows = zlib.compress(b"".join(b"\0" + bytes(100) for _ in range(100)))
    assert decoded(tmp_path, png(header(100, 100), rows, bomb)).shape == (100, 100, 3)


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


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_undone_once(tmp_path: Path, kind: str, orientation: int) -> None:
    stored = Image.fromarray(np.ascontiguousarray(EXIF_UNDOES[orientation](patches())))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(stored, kind, exif=exif.tobytes(), quality=95)
    path = tmp_path / "photo"
    path.write_bytes(content)
    scan = opened(path)
    assert close(decode(scan), patches())


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"rubbish"])
def test_a_broken_exif_block_does_not_hurt_the_picture(tmp_path: Path, exif: bytes) -> None:
    content = encoded(Image.fromarray(patches()), "JPEG", exif=exif, quality=95)
    assert close(decoded(tmp_path, content), patches())


def test_sixteen_bit_grey_is_scaled_and_not_clipped(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).repeat(4).reshape(32, 32)
    picture = decoded(tmp_path, encoded(Image.fromarray(ramp), "PNG"))
    assert (picture[..., 0] == np.arange(256).repeat(4).reshape(32, 32)).all()


def test_see_through_parts_show_white_paper(tmp_path: Path) -> None:
    see_through = np.zeros((20, 30, 4), dtype=np.uint8)
    see_through[:, 15:] = (200, 0, 0, 255)
    for image in (Image.fromarray(see_through), Image.fromarray(see_through).quantize(8)):
        picture = decoded(tmp_path, encoded(image, "PNG"))
        assert (picture[:, :15] == 255).all()
        assert (abs(picture[:, 15:].astype(int) - (200, 0, 0)) <= 2).all()
    grey = Image.fromarray(np.full((20, 30), 80, dtype=np.uint8))
    grey_and_clear = Image.merge("LA", (grey, Image.new("L", grey.size, 0)))
    assert (decoded(tmp_path, encoded(grey_and_clear, "PNG")) == 255).all()
    keyed = encoded(grey, "PNG", transparency=80)
    assert (decoded(tmp_path, keyed) == 255).all()


def test_one_bit_and_palette_pictures_keep_their_colours(tmp_path: Path) -> None:
    line_art = Image.fromarray(patches()).convert("L").point(lambda v: 255 * (v > 128)).convert("1")
    assert set(np.unique(decoded(tmp_path, encoded(line_art, "PNG")))) == {0, 255}
    assert close(
        decoded(tmp_path, encoded(Image.fromarray(patches()).quantize(8), "PNG")), patches()
    )


def test_print_colours_become_screen_colours(tmp_path: Path) -> None:
    inks = Image.fromarray(patches()).convert("CMYK")
    content = encoded(inks, "JPEG", quality=95)
    assert b"Adobe" in content  # written inverted, as Photoshop does
    assert close(decoded(tmp_path, content), np.asarray(inks.convert("RGB")), 12)


def test_an_embedded_profile_is_applied_and_a_broken_one_is_not(tmp_path: Path) -> None:
    grey = Image.new("RGB", (40, 40), (120, 120, 120))
    plain = decoded(tmp_path, encoded(grey, "PNG"))
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for broken in (b"not a profile", xyz):
        assert (decoded(tmp_path, encoded(grey, "PNG", icc_profile=broken)) == plain).all()
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    red = Image.new("RGB", (40, 40), (255, 0, 0))
    turned_blue = decoded(tmp_path, encoded(red, "PNG", icc_profile=bytes(swapped)))
    assert (abs(turned_blue[0, 0].astype(int) - (0, 0, 255)) <= 3).all()


def test_a_resolution_that_cannot_be_is_not_believed(tmp_path: Path) -> None:
    for dpi, expected in ((200, 200.0), (1, None), (65_000, None)):
        path = tmp_path / "a.jpg"
        path.write_bytes(encoded(Image.fromarray(patches()), "JPEG", dpi=(dpi, dpi)))
        assert decode_page(opened(path)).dpi == expected


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
