"""Whatever a finished file carries besides its pixels is told."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image, PngImagePlugin

from tests.verification.drawing import APPLICANT, BOTH, codes, page, verify
from zcdesk.export.pictures.jpeg import encode
from zcdesk.verification.picture import Status, verify_file

PLAIN = page("评审结果合格")
JPEG = encode(PLAIN)


def saved(**options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(PLAIN).save(stream, "JPEG", **options)
    return stream.getvalue()


def with_segment(marker: int, content: bytes) -> bytes:
    return JPEG[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + JPEG[2:]


def exif(tag: int, value: str) -> bytes:
    block = Image.Exif()
    block[tag] = value
    return saved(exif=block)


def small_jfif() -> bytes:
    """Give the JFIF header a thumbnail of 2 × 2 pixels."""
    length = int.from_bytes(JPEG[4:6], "big")
    content = JPEG[6 : 4 + length][:12] + b"\2\2" + bytes(12)
    return (
        JPEG[:2] + b"\xff\xe0" + struct.pack(">H", len(content) + 2) + content + JPEG[4 + length :]
    )


FOREIGN: dict[str, tuple[Callable[[], bytes], str]] = {
    "EXIF": (lambda: exif(0x0131, "scanner"), "verify.metadata"),
    "XMP": (lambda: with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), "verify.metadata"),
    "IPTC": (lambda: with_segment(0xED, b"Photoshop 3.0\0"), "verify.metadata"),
    "comment": (lambda: with_segment(0xFE, b"made by hand"), "verify.metadata"),
    "unknown": (lambda: with_segment(0xE7, b"something"), "verify.metadata"),
    "MPF": (lambda: with_segment(0xE2, b"MPF\0II*\0"), "verify.thumbnail"),
    "JFXX": (lambda: with_segment(0xE0, b"JFXX\0\x10" + JPEG[:400]), "verify.thumbnail"),
    "JFIF thumbnail": (small_jfif, "verify.thumbnail"),
    "EXIF thumbnail": (lambda: with_segment(0xE1, b"Exif\0\0" + JPEG[:400]), "verify.thumbnail"),
    "second picture": (lambda: JPEG + JPEG, "verify.trailing_bytes"),
    "zeros behind": (lambda: JPEG + bytes(3), "verify.trailing_bytes"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_picture_is_told(kind: str) -> None:
    make, code = FOREIGN[kind]
    result = verify(make())
    assert code in codes(result)
    assert result.status is Status.LEAK


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": "4:2:0"}])
def test_plain_jpegs_of_every_kind_are_clean(options: dict[str, object]) -> None:
    assert verify(saved(**options)).status is Status.CLEAN


def test_a_colour_profile_is_for_a_person_to_judge() -> None:
    assert verify(saved(icc_profile=b"\0" * 128)).status is Status.REVIEW


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", ["王晓燕", "王 晓 燕", "ＷＡＮＧ Xiaoyan"])
def test_a_word_in_the_metadata_is_told_in_every_encoding(encoding: str, written: str) -> None:
    result = verify(with_segment(0xFE, b"x" + f"by {written}.".encode(encoding)))
    assert "verify.word_in_bytes" in codes(result)


def test_somebody_else_in_the_metadata_is_not_the_applicant() -> None:
    assert "verify.word_in_bytes" not in codes(verify(with_segment(0xFE, "王晓丽".encode())))


def test_a_word_in_the_file_name_is_told_without_repeating_it() -> None:
    result = verify_file(JPEG, "王晓燕-身份证.jpg", APPLICANT, BOTH)
    assert codes(result) == {"verify.word_in_name"}
    assert "王" not in str([dict(finding.details) for finding in result.findings])


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_cut_picture_is_damaged(share: float) -> None:
    cut = JPEG[: int(len(JPEG) * share)]
    for data in (cut, cut + b"\xff\xd9"):
        result = verify(data)
        assert result.status is Status.LEAK
        assert codes(result) <= {"verify.damaged", "verify.not_a_picture"}


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"hello", bytes(5000), b"\xff\xd8\xff\xd9"])
def test_what_is_no_picture_is_a_finding(data: bytes) -> None:
    assert codes(verify(data)) <= {"verify.damaged", "verify.not_a_picture"}
    assert verify(data).status is Status.LEAK


def png(**texts: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        notes.add_itxt(key, text)
    stream = io.BytesIO()
    Image.fromarray(PLAIN).save(stream, "PNG", pnginfo=notes)
    return stream.getvalue()


def test_a_png_is_read_too_and_shown_to_a_person() -> None:
    assert codes(verify(png())) == {"verify.not_jpeg"}
    assert verify(png()).status is Status.REVIEW


@pytest.mark.slow
def test_notes_and_bytes_behind_a_png_are_told() -> None:
    assert "verify.metadata" in codes(verify(png(Software="scanner")))
    assert "verify.word_in_bytes" in codes(verify(png(Author="王晓燕")))
    assert "verify.trailing_bytes" in codes(verify(png() + b"tail"))
