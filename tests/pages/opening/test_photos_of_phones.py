"""HEIC, JPEGs with several pictures, and what chat programs leave of a photo."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.pages.drawn import close, landscape_photo, patches
from tests.pages.opened import opened
from tests.pages.pdf_writing import encoded
from zcdesk.errors import ScanError
from zcdesk.export.pictures.jpeg import encode
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.pages.opening.scan import decode, open_content
from zcdesk.verification.bytes.jpeg_segments import foreign_parts

PHOTOS = Path(__file__).parents[1] / "photos"


shows = partial(close, tolerance=16)


@pytest.mark.parametrize("name", ["upright", "turned", "burst", "deep"])
def test_a_heic_photo_stands_as_the_phone_shows_it(name: str) -> None:
    scan = opened(PHOTOS / f"{name}.heic")
    assert (scan.kind, scan.page_count) == ("HEIC", 1)
    assert shows(decode(scan), patches())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_exif_turning_of_a_heic_photo_means_nothing(orientation: int) -> None:
    content = (PHOTOS / "turned.heic").read_bytes()
    tag = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00"
    assert content.count(tag + b"\x06") == 1
    other = content.replace(tag + b"\x06", tag + bytes([orientation]))
    assert shows(decode(open_content(Path("a.heic"), other)), patches())


def test_the_colours_of_a_heic_photo_are_brought_to_srgb() -> None:
    picture = decode(opened(PHOTOS / "profile.heic"))
    assert shows(picture, np.ascontiguousarray(patches()[..., ::-1]))


def test_zeros_behind_a_heic_photo_do_not_hurt() -> None:
    content = (PHOTOS / "upright.heic").read_bytes()
    assert shows(decode(open_content(Path("a.heic"), content + bytes(4000))), patches())


def test_a_heic_bomb_is_refused_from_its_header() -> None:
    content = (PHOTOS / "upright.heic").read_bytes()
    place = content.index(b"ispe") + 8
    huge = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(ScanError) as caught:
        open_content(Path("a.heic"), content[:place] + huge + content[place + 8 :])
    assert isinstance(caught.value, TooManyPixelsScanError)


PAGES = [Image.new("RGB", (140, 90), colour) for colour in ("white", "red")]
FIRST = Image.fromarray(patches())


def several(kind: str, **told: object) -> bytes:
    return encoded(FIRST, kind, save_all=True, append_images=PAGES, **told)


JPEG = encoded(FIRST, "JPEG", quality=95)
SEVERAL = {
    "a.gif": several("GIF", duration=100),
    "a.webp": several("WEBP", lossless=True, duration=100),
    "a.png": several("PNG", duration=100),
    "own.apng": several("PNG", duration=100, default_image=True),
    "a.mpo": several("MPO", quality=95),
    "together.jpg": JPEG + b"\0" * 99 + encoded(PAGES[0], "JPEG"),
    "cut.jpg": JPEG + encoded(PAGES[0], "JPEG")[:-90],
    "film.jpg": JPEG + b"\0\0\0\x18ftypmp42" + JPEG,
}


@pytest.mark.parametrize("name", SEVERAL)
def test_the_first_picture_of_a_file_is_taken_and_no_other(name: str) -> None:
    scan = open_content(Path(name), SEVERAL[name])
    assert (scan.page_count, scan.findings) == (1, ())
    assert shows(decode(scan), patches())
    finished = foreign_parts(encode(decode(scan)))
    assert (finished.kinds, finished.after_end) == ([], b"")


def test_a_gif_with_rubbish_between_its_blocks_is_refused() -> None:
    content = encoded(Image.fromarray(patches()), "GIF")
    with pytest.raises(ScanError):
        open_content(Path("a.gif"), content[:-1] + b"\x99" + content[-1:])


def photo(width: int, height: int) -> Image.Image:
    return Image.fromarray(landscape_photo()).resize((width, height))


CHAT: dict[str, tuple[str, Image.Image, dict[str, object]]] = {
    "new size": ("照片.jpg", photo(1080, 1440), {"quality": 60}),
    "old size": ("照片.jpg", photo(1280, 960), {"quality": 50}),
    "by its name": ("mmexport1700000000000.jpg", photo(700, 930), {"quality": 70}),
    "by its Chinese name": ("微信图片_20241120114137.jpg", photo(900, 1200), {"quality": 75}),
}
EXIF = Image.Exif()
EXIF[0x010F] = "phone"
OTHERS: dict[str, tuple[str, Image.Image, dict[str, object]]] = {
    "sent as a file": ("mmexport1700000000000.jpg", photo(1080, 1440), {"quality": 95}),
    "straight from the camera": ("a.jpg", photo(1080, 1440), {"quality": 60, "exif": EXIF}),
    "of another size": ("a.jpg", photo(1240, 1754), {"quality": 60}),
    "a scanner's": ("a.jpg", photo(1080, 1440), {"quality": 60, "dpi": (300, 300)}),
    "in full colour": ("a.jpg", photo(1080, 1440), {"quality": 60, "subsampling": 0}),
    "good quality": ("a.jpg", photo(1080, 1440), {"quality": 85}),
}


@pytest.mark.parametrize("kind", [*CHAT, *OTHERS])
def test_only_what_a_chat_program_made_smaller_is_named_so(kind: str) -> None:
    name, image, options = {**CHAT, **OTHERS}[kind]
    scan = open_content(Path(name), encoded(image, "JPEG", **options))
    expected = ["scan.sent_by_chat"] if kind in CHAT else []
    assert [each.code for each in scan.findings] == expected
