"""Which files are taken, and with which sentence the others are refused."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.pages.drawn import patches
from tests.pages.opened import opened
from zcdesk.errors import (
    MissingScanError,
    ScanError,
    TooLargeScanError,
    TruncatedScanError,
    UnsupportedScanError,
)
from zcdesk.pages.opening import scan as scanning
from zcdesk.pages.opening.decoding import FORMATS
from zcdesk.pages.opening.scan import decode, decode_page
from zcdesk.wording import LANGUAGES, codes, spoken


def written(path: Path, kind: str, **options: object) -> Path:
    Image.fromarray(patches()).save(path, kind, **options)
    return path


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "format_name", "kind"),
    [("a.jpg", "JPEG", "JPG"), ("a.png", "PNG", "PNG"), ("a.bmp", "BMP", "BMP")],
)
def test_a_picture_is_opened_with_its_size_and_hash(
    tmp_path: Path, name: str, format_name: str, kind: str
) -> None:
    path = written(tmp_path / name, format_name, dpi=(300, 300))
    scan = opened(path)
    assert (scan.kind, scan.page_count, scan.findings) == (kind, 1, ())
    assert scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert scan.size == path.stat().st_size
    decoded = decode_page(scan)
    assert decoded.picture.shape == (90, 140, 3)
    assert decoded.dpi == pytest.approx(300, abs=0.1)


def test_webp_is_opened_too(tmp_path: Path) -> None:
    scan = opened(written(tmp_path / "a.webp", "WEBP", lossless=True))
    assert scan.kind == "WebP"
    assert (decode(scan) == patches()).all()


def test_a_png_called_jpg_is_opened_as_what_it_is_and_says_so(tmp_path: Path) -> None:
    scan = opened(written(tmp_path / "证书.jpg", "PNG"))
    assert scan.kind == "PNG"
    assert [each.code for each in scan.findings] == ["scan.other_kind"]
    assert spoken(scan.findings[0]).message == "“证书.jpg”其实是 PNG，已按 PNG 打开。"
    assert (decode(scan) == patches()).all()


REFUSED: dict[str, tuple[bytes, type[ScanError], str]] = {
    "empty.jpg": (b"", ScanError, "空的"),
    "zeros.jpg": (bytes(5000), TruncatedScanError, "一半内容"),
    "text.jpg": ("姓名：某某\n".encode() * 900, UnsupportedScanError, "文字文件"),
    "old text.jpg": ("姓名：某某\n".encode("gb18030") * 900, UnsupportedScanError, "文字文件"),
    "page.jpg": (b"\n <!DOCTYPE html><html><body>login", UnsupportedScanError, "网页"),
    "a.zip": (packed("a.txt"), UnsupportedScanError, "压缩包"),
    "a.rar": (b"Rar!\x1a\x07\x01\0" + bytes(600), UnsupportedScanError, "压缩包"),
    "a.xlsx": (packed("[Content_Types].xml", "xl/workbook.xml"), UnsupportedScanError, "表格"),
    "a.pptx": (packed("[Content_Types].xml", "ppt/presentation.xml"), UnsupportedScanError, "幻灯"),
    "a.avif": (b"\0\0\0\x18ftypavif" + bytes(600), UnsupportedScanError, "AVIF"),
    "a.docx": (packed("[Content_Types].xml", "word/document.xml"), UnsupportedScanError, "Word"),
    "a.ofd": (packed("OFD.xml"), UnsupportedScanError, "OFD"),
    "a.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
        UnsupportedScanError,
        "Word",
    ),
    "a.exe": (b"MZ\x90\0" + bytes(600), UnsupportedScanError, "程序"),
    "a.pdf": (b"%PDF-1.7\n", TruncatedScanError, "一半内容"),
    "a.heic": (b"\0\0\0\x18ftypheic" + bytes(600), ScanError, "一半内容"),
    "a.tif": (b"II*\0" + bytes(600), ScanError, "损坏"),
    "odd.jpg": (b"\x01\x02\x03\x04" * 200, UnsupportedScanError, "不是能打开的图片"),
    "soi.jpg": (b"\xff\xd8", TruncatedScanError, "一半内容"),
    "head.png": (b"\x89PNG", TruncatedScanError, "一半内容"),
    "nonsense.jpg": (b"\xff\xd8\xff\xe0\0\x04ab" + b"cdef" * 50, ScanError, "损坏"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_a_picture_is_refused_by_name_with_a_remedy(tmp_path: Path, name: str) -> None:
    content, refusal, told = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(refusal) as caught:
        opened(path)
    sentence = spoken(caught.value.finding())
    assert name in sentence.message
    assert told in sentence.message
    assert sentence.remedy.startswith("请")


def test_a_missing_file_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(MissingScanError):
        opened(tmp_path / "没有.jpg")
    folder = tmp_path / "folder.jpg"
    folder.mkdir()
    with pytest.raises(ScanError, match=r"^scan\.not_a_file$"):
        opened(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        with pytest.raises(ScanError, match=r"^scan\.not_a_file$"):
            opened(tmp_path / "pipe.jpg")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jpg", "JPEG")
    path.chmod(0)
    with pytest.raises(ScanError, match=r"^scan\.no_permission$"):
        opened(path)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(PermissionError(13, "no"), "scan.no_permission"), (OSError(5, "gone"), "scan.read_failed")],
)
def test_the_systems_answer_becomes_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, code: str
) -> None:
    path = written(tmp_path / "a.jpg", "JPEG")

    def failing(*_: object) -> int:
        raise fault

    monkeypatch.setattr("zcdesk.pages.opening.scan.os.open", failing)
    with pytest.raises(ScanError, match=f"^{code}$") as caught:
        opened(path)
    assert caught.value.details["file"] == "a.jpg"


def test_a_stick_that_is_pulled_while_reading_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.jpg", "JPEG")

    def failing(*_: object) -> bytes:
        raise OSError(5, "gone")

    monkeypatch.setattr("zcdesk.pages.opening.scan.os.read", failing)
    with pytest.raises(ScanError, match=r"^scan\.read_failed$"):
        opened(path)


def test_a_file_over_the_limit_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as stream:
        stream.truncate(scanning.MAX_BYTES + 1)
    monkeypatch.setattr("zcdesk.pages.opening.scan.os.read", lambda *_: pytest.fail("it was read"))
    with pytest.raises(TooLargeScanError) as caught:
        opened(path)
    assert "500 MB" in spoken(caught.value.finding()).message


def test_refusals_travel_between_processes(tmp_path: Path) -> None:
    with pytest.raises(ScanError) as caught:
        opened(tmp_path / "a.jpg")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (type(copy), copy.details) == (MissingScanError, {"file": "a.jpg"})


def _refusals(kind: type[ScanError]) -> set[type[ScanError]]:
    return {kind}.union(*(_refusals(each) for each in kind.__subclasses__()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_a_sentence(language: str) -> None:
    assert {each.code for each in _refusals(ScanError)} <= codes(language)


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = [ending for each in FORMATS for ending in each.endings]
    assert len(suffixes) == len(set(suffixes))
