"""Which files are taken, and with which sentence the others are refused."""

import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image

from tests.pages.drawn import patches
from tests.pages.opened import opened
from tests.pages.pdf_writing import encoded
from tests.verification.kinds import zipped
from zcdesk.errors import (
    MissingScanError,
    ScanError,
    TooLargeScanError,
    TruncatedScanError,
    UnsupportedScanError,
)
from zcdesk.pages.opening import scan as scanning
from zcdesk.pages.opening.decoding import FORMATS, OPENED, PICTURES, SCANS, patterns
from zcdesk.pages.opening.folders import files_of
from zcdesk.pages.opening.scan import decode, decode_page, open_content, read_scan
from zcdesk.ui.kit.drop_area import kinds_of_scans
from zcdesk.wording import LANGUAGES, codes, spoken
from zcdesk.workflow.intake.watched_folder import WatchedFolder

PATCHES = Image.fromarray(patches())


def written(path: Path, kind: str, **options: object) -> Path:
    PATCHES.save(path, kind, **options)
    return path


def packed(*names: str) -> bytes:
    return zipped(dict.fromkeys(names, b"content"))


@pytest.mark.parametrize(
    ("name", "format_name", "kind"),
    [("a.jpg", "JPEG", "JPG"), ("a.png", "PNG", "PNG"), ("a.bmp", "BMP", "BMP")],
)
def test_a_picture_has_size_and_hash(
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
    "a.pptx": (
        packed("[Content_Types].xml", "ppt/presentation.xml"),
        UnsupportedScanError,
        "办公软件",
    ),
    "a.avif": (b"\0\0\0\x18ftypavif" + bytes(600), UnsupportedScanError, "AVIF"),
    "a.docx": (packed("[Content_Types].xml", "word/document.xml"), UnsupportedScanError, "Word"),
    "a.ofd": (packed("OFD.xml"), UnsupportedScanError, "OFD"),
    "a.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
        UnsupportedScanError,
        "Word",
    ),
    "a.exe": (b"MZ\x90\0" + bytes(600), UnsupportedScanError, "不是能打开"),
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
    ("call", "fault", "code"),
    [
        ("open", PermissionError(13, "no"), "scan.no_permission"),
        ("open", OSError(5, "gone"), "scan.read_failed"),
        ("read", OSError(5, "gone"), "scan.read_failed"),  # a stick that is pulled meanwhile
    ],
)
def test_the_systems_answer_becomes_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: OSError, code: str
) -> None:
    path = written(tmp_path / "a.jpg", "JPEG")
    monkeypatch.setattr(f"zcdesk.pages.opening.scan.os.{call}", Mock(side_effect=fault))
    with pytest.raises(ScanError, match=f"^{code}$") as caught:
        opened(path)
    assert caught.value.details["file"] == "a.jpg"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


ODD = Path(__file__).parents[1] / "odd"
JPEG, PNG = encoded(PATCHES, "JPEG"), encoded(PATCHES, "PNG")
PLAIN_PAGE = b"<html><head><title>x</title></head><body>y</body></html>"


OTHER = {
    "证明.doc": ((ODD / "doc-that-is-html.doc").read_bytes(), "网页形式"),
    "表.doc": (PLAIN_PAGE, "网页形式"),
    "宽.doc": (b"\xff\xfe" + PLAIN_PAGE.decode().encode("utf-16-le"), "网页形式"),
    "页.jpg": (PLAIN_PAGE, "没有登录"),
    "总结.ppt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "办公软件"),
    "总结.rtf": (b"{\\rtf1\\ansi words}", "办公软件"),
    "论文.caj": (b"CAJ\0" + bytes(range(200)), "CAJViewer"),
    "论文.nh": (b"\xc8" + bytes(range(1, 200)), "CAJViewer"),
    "论文.kdh": (b"KDH 2.00" + bytes(range(200)), "CAJViewer"),
    "证书.jpg.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(90), "快捷方式"),
    "证书.url": (b"[InternetShortcut]\r\nURL=file:///x", "快捷方式"),
    "IMG_1.MOV": (b"\0\0\0\x14ftypqt  " + bytes(90), "视频"),
    "IMG_2.heics": (b"\0\0\0\x14ftypmsf1\0\0\0\0msf1\0\0\0\x08moov", "视频"),
    "证书.jpg.crdownload": (b"\x01\x02\x03" * 90, "没有传完"),
    "空.jpg": (b"", "下载到这台电脑"),
}


@pytest.mark.parametrize("name", OTHER)
def test_each_other_kind_has_its_own_sentence(name: str, tmp_path: Path) -> None:
    content, told = OTHER[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ScanError) as caught:
        open_content(path, read_scan(path))
    words = spoken(caught.value.finding())
    assert name in words.message
    assert told in words.message + words.remedy


def test_a_photo_still_in_a_cloud_is_not_passed_over_with_the_hidden_files(tmp_path: Path) -> None:
    for name in (".IMG_1.HEIC.icloud", ".DS_Store", ".hidden.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in files_of([tmp_path])] == [".IMG_1.HEIC.icloud"]


def test_a_scan_under_any_of_these_names_is_still_a_scan() -> None:
    for name in ("a.doc", "a.dat", "a.caj", "a.crdownload"):
        scan = open_content(Path(name), PNG)
        assert (decode(scan) == patches()).all()
        assert [each.code for each in scan.findings] == ["scan.other_kind"]


ROOT = Path(__file__).parents[3]
_LISTED = re.compile(
    r"\.(?:jpe?g|jpe|jfif|heic|heif|webp)\b[^\n]{0,12}[ ,\"']+\*?\.(?:png|pdf|tiff?|bmp)\b"
)


def test_an_ending_belongs_to_one_format() -> None:
    assert sum(len(known.endings) for known in FORMATS) == len(SCANS)
    assert PICTURES | {".pdf"} == SCANS


def test_the_window_learns_the_endings_without_loading_a_decoder() -> None:
    """It asks for them as soon as files can be dropped on it."""
    heavy = ("pymupdf", "pillow_heif", "cv2")
    asked = "import sys; import zcdesk.pages.opening.decoding; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {*heavy} & set(run.stdout.split())


def test_the_choice_of_files_shows_all_that_can_be_opened() -> None:
    shown = re.findall(r"\*(\.\w+)", kinds_of_scans().split(";;")[0])
    assert set(shown) == OPENED
    assert patterns({".b", ".a"}) == "*.a *.b"


@pytest.mark.parametrize("ending", sorted(SCANS))
def test_a_watched_folder_takes_every_kind_of_scan(tmp_path: Path, ending: str) -> None:
    clock = [0.0]
    folder = WatchedFolder(tmp_path, seconds=lambda: clock[0])
    folder.look()
    path = tmp_path / f"扫描件{ending.upper()}"
    path.write_bytes(b"content")
    folder.look()
    clock[0] += 60
    assert folder.look().fresh == (path,)


@pytest.mark.parametrize("anchor", ["scans-how", "en-scans"])
def test_the_manual_names_every_format(anchor: str) -> None:
    """Its sources ask the list."""
    built = (ROOT / "resources" / "manual" / "passages.json").read_text(encoding="utf-8")
    (passage,) = (one for one in json.loads(built) if one["anchor"] == anchor)
    named = ("、" if anchor == "scans-how" else ", ").join(known.kind for known in FORMATS)
    assert named in passage["text"]


def test_no_other_module_has_a_list_of_endings_of_its_own() -> None:
    found = [
        path.name
        for path in (ROOT / "zcdesk").rglob("*.py")
        if path.name != "decoding.py" and _LISTED.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
