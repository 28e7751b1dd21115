"""Files that people take for a scan get the one sentence that is right for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pages.drawn import patches
from tests.pages.pdf_writing import encoded
from zcdesk.errors import ScanError
from zcdesk.pages.opening.folders import files_of
from zcdesk.pages.opening.scan import decode, open_content, read_scan
from zcdesk.wording import spoken

PATCHES = Image.fromarray(patches())
ODD = Path(__file__).parents[1] / "odd"
JPEG, PNG = encoded(PATCHES, "JPEG"), encoded(PATCHES, "PNG")
PLAIN_PAGE = b"<html><head><title>x</title></head><body>y</body></html>"
PLIST = b'<?xml version="1.0"?><!DOCTYPE plist><plist><dict><key>adjustmentFormatIdentifier</key>'


def scrambled(content: bytes, key: int) -> bytes:
    return bytes(byte ^ key for byte in content)


OTHER = {
    "证明.doc": ((ODD / "doc-that-is-html.doc").read_bytes(), "网页形式"),
    "表.doc": (PLAIN_PAGE, "网页形式"),
    "宽.doc": (b"\xff\xfe" + PLAIN_PAGE.decode().encode("utf-16-le"), "网页形式"),
    "信.doc": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
        "网页形式",
    ),
    "页.mht": (b"From: <Saved>\r\nContent-Type: multipart/related;\r\n\r\n", "网页形式"),
    "页.webarchive": (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "网页形式"),
    "页.jpg": (PLAIN_PAGE, "没有登录"),
    "总结.rtf": (b"{\\rtf1\\ansi words}", "办公软件"),
    "论文.caj": (b"CAJ\0" + bytes(range(200)), "CAJViewer"),
    "论文.nh": (b"\xc8" + bytes(range(1, 200)), "CAJViewer"),
    "论文.kdh": (b"KDH 2.00" + bytes(range(200)), "CAJViewer"),
    "a1b2.dat": (scrambled(JPEG, 0x5A), "微信"),
    "a1b3.dat": (scrambled(PNG, 0xE1), "微信"),
    "a1b4.dat": (b"\x07\x08V2\x08\x07" + bytes(range(200)), "微信"),
    "IMG_1.AAE": (PLIST, "AAE"),
    "证书.jpg.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(90), "快捷方式"),
    "证书.url": (b"[InternetShortcut]\r\nURL=file:///x", "快捷方式"),
    ".IMG_1.HEIC.icloud": (b"bplist00\xd3 NSURLNameKey IMG_1.HEIC", "iCloud"),
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


def test_a_photo_that_is_still_in_a_cloud_is_not_passed_over_with_the_hidden_files(
    tmp_path: Path,
) -> None:
    for name in (".IMG_1.HEIC.icloud", ".DS_Store", ".hidden.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in files_of([tmp_path])] == [".IMG_1.HEIC.icloud"]


def test_a_scan_under_any_of_these_names_is_still_a_scan() -> None:
    for name in ("a.doc", "a.dat", "a.caj", "a.crdownload"):
        scan = open_content(Path(name), PNG)
        assert (decode(scan) == patches()).all()
        assert [each.code for each in scan.findings] == ["scan.other_kind"]
