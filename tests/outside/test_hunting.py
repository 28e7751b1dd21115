"""The hunter finds what is planted, in every coding and packing, and nothing where nothing is."""

import base64
import gzip
import io
import json
import sqlite3
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.outside.hunting import Hunter
from tests.outside.sentinel import EMPLOYER, NAME, WORDS, coded, face, large_name, page
from zcdesk.picture import Picture

ALL = {"her name": large_name(), "her portrait": face()}


@pytest.fixture(scope="module")
def hunter() -> Hunter:
    return Hunter(WORDS, ALL)


def packed(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def paper(text: str = "", author: str = "", picture: bytes = b"") -> bytes:
    with pymupdf.open() as written:
        sheet = written.new_page()
        sheet.insert_text((50, 50), text, fontname="china-s")
        if picture:
            sheet.insert_image((100, 100, 400, 524), stream=picture)
        written.set_metadata({"author": author})
        return bytes(written.tobytes(deflate=True, garbage=3))


def database(value: object, path: Path) -> bytes:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (?)", (value,))
    connection.close()
    return path.read_bytes()


def noted(picture: Picture, **notes: bytes) -> bytes:
    """Return a picture with something in its metadata."""
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", **notes)
    return stream.getvalue()


WORD_PLANTS = {
    "utf-8": NAME.encode(),
    "utf-16": b"\x01" + NAME.encode("utf-16-le"),
    "utf-16 the other way": NAME.encode("utf-16-be"),
    "gbk": NAME.encode("gbk"),
    "utf-8 twice": NAME.encode().decode("latin-1").encode(),
    "per cents": urllib.parse.quote(f"file:///{NAME}.jpg").encode(),
    "per cents of gbk": urllib.parse.quote(NAME, encoding="gbk").lower().encode(),
    "json": json.dumps({"path": f"/home/{NAME}"}).encode(),
    "python": repr(f"x{EMPLOYER}".encode()).encode(),
    "hex": f"<FEFF{NAME.encode('utf-16-be').hex().upper()}>".encode(),
    "references": "".join(f"&#{ord(letter)};" for letter in NAME).encode(),
    "tags": f"<b>{NAME[:2]}</b> <i>{NAME[2:]}</i>".encode(),
    **{
        f"base64, {shift} before": b"data " + base64.b64encode(b"x" * shift + EMPLOYER.encode())
        for shift in range(3)
    },
    "base64 in lines": base64.encodebytes(b"y" * 50 + f"{EMPLOYER}{EMPLOYER}".encode()),
    "base64 for addresses": base64.urlsafe_b64encode(b"{}" + NAME.encode("utf-16-le")),
    "zip": packed("a.txt", NAME.encode() * 9),
    "name in a zip": packed(f"{NAME}.txt", b""),
    "zip in a zip": packed("b.zip", packed("a.txt", NAME.encode() * 9)),
    "zip behind something": b"stub" * 9 + zlib.compress(NAME.encode() * 9) + b"tail",
    "gzip": gzip.compress(NAME.encode() * 9),
    "pdf": paper(NAME),
    "author of a pdf": paper(author=NAME),
    "comment of a jpeg": noted(page()[1000:1200], comment=NAME.encode()),
    "number": b"tel " + WORDS[4].encode() + b" id " + WORDS[3].encode("utf-16-le"),
}


@pytest.mark.parametrize("content", WORD_PLANTS.values(), ids=WORD_PLANTS.keys())
def test_a_planted_word_is_found(hunter: Hunter, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(content)
    assert hunter.hunt(tmp_path)


@pytest.mark.parametrize("value", [NAME, NAME.encode("utf-16-le"), zlib.compress(NAME.encode())])
def test_a_word_in_a_database_is_found(hunter: Hunter, value: object, tmp_path: Path) -> None:
    assert list(hunter.in_bytes("db", database(value, tmp_path / "a.db")))


def test_names_of_folders_and_links_are_read_not_what_is_skipped(
    hunter: Hunter, tmp_path: Path
) -> None:
    (tmp_path / "case").write_bytes(NAME.encode())
    assert hunter.hunt(tmp_path, lambda name: name == "case") == []
    (tmp_path / NAME).mkdir()
    (tmp_path / "latest").symlink_to(f"/nowhere/{EMPLOYER}")
    assert len(hunter.hunt(tmp_path, lambda name: name == "case")) >= 2


def scaled(width: int) -> Picture:
    whole = page("一行字")
    height = round(whole.shape[0] * width / whole.shape[1])
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def raw(width: int, channels: int) -> bytes:
    small = scaled(width)
    wide = np.dstack([small, np.full(small.shape[:2], 255, np.uint8)])
    return (cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) if channels == 1 else wide[..., :channels]
            ).tobytes()  # fmt: skip


EXIF = b"Exif\0\0II*\0" + b"\x08\0\0\0\0\0"
PICTURE_PLANTS: dict[str, Callable[[], bytes]] = {
    "page": lambda: coded(page("一行字")),
    "page on its side": lambda: coded(np.ascontiguousarray(np.rot90(page("一行字")))),
    "thumbnail": lambda: coded(scaled(170)),
    "small thumbnail": lambda: coded(scaled(110), "PNG"),
    "her name cut out": lambda: coded(np.ascontiguousarray(page()[200:520, 60:1000])),
    "her portrait alone": lambda: coded(face()),
    "thumbnail in metadata": lambda: noted(page()[1000:1700], exif=EXIF + coded(scaled(160))),
    "page in a zip": lambda: packed("word/media/image1.jpeg", coded(scaled(300))),
    "page in a pdf": lambda: paper(picture=coded(scaled(300))),
    "page in a web page": lambda: (
        b'<img src="data:image/jpeg;base64,' + base64.b64encode(coded(scaled(170))) + b'">'
    ),
    "page behind a header": lambda: b"\x07" * 999 + coded(scaled(300)),
    "pixels, grey": lambda: raw(500, 1),
    "pixels, RGB": lambda: raw(620, 3),
    "pixels, RGBA": lambda: raw(410, 4),
    "pixels behind a header": lambda: b"\x80" * 4096 + raw(620, 3),
}

AT_NIGHT = ("pixels, grey", "pixels, RGBA", "pixels behind a header")


@pytest.mark.slow
@pytest.mark.parametrize(
    "plant",
    [
        # Bytes that may be pixels are looked at in many ways: by day one such plant is enough.
        pytest.param(plant, id=name, marks=[pytest.mark.nightly] if name in AT_NIGHT else [])
        for name, plant in PICTURE_PLANTS.items()
    ],
)
def test_a_planted_picture_is_found(
    hunter: Hunter, plant: Callable[[], bytes], tmp_path: Path
) -> None:
    (tmp_path / "a.bin").write_bytes(plant())
    assert [find for find in hunter.hunt(tmp_path) if "picture of" in find.what]


def covered() -> Picture:
    """The page as it may leave: with a cover on the name and on the portrait."""
    shown = page("一行字", "特发此证。").copy()
    shown[240:490, 100:960] = 12
    shown[555:957, 825:1115] = 12
    return shown


@pytest.mark.nightly
def test_covered_pages_and_other_peoples_files_hold_nothing(hunter: Hunter, tmp_path: Path) -> None:
    small = cv2.resize(covered(), (170, 240), interpolation=cv2.INTER_AREA)
    plain = {
        "covered.jpg": coded(covered()),
        "thumbnail.jpg": coded(np.asarray(small, np.uint8)),
        "letters.txt": "司空见惯，霁月光风；新疆装备制造有限公司，13907651947".encode(),
        "noise": np.random.default_rng(1).integers(0, 256, 40_000, np.uint8).tobytes(),
        "form.pdf": paper("公示", picture=coded(covered())),
        "a.zip": packed("a.txt", b"nobody" * 30),
    }
    for name, content in plain.items():
        (tmp_path / name).write_bytes(content)
    assert hunter.hunt(tmp_path) == []


@pytest.mark.nightly
def test_pixels_of_covered_pages_hold_nothing(hunter: Hunter, tmp_path: Path) -> None:
    (tmp_path / "pixels").write_bytes(covered().tobytes())
    assert hunter.hunt(tmp_path) == []
