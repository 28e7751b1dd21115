"""A whole folder: pictures, what files carry besides their pixels, and names on the way to them."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.verification.drawing import APPLICANT, BOTH, codes, page, verify
from tests.verification.verified import FileVerified, verified_files
from zcdesk.export.pictures.jpeg import encode
from zcdesk.verification.folder import Candidate, candidates
from zcdesk.verification.picture import Status, verify_file
from zcdesk.wording import spoken


def verified_in(folder: Path) -> dict[str, FileVerified]:
    return {one.candidate.shown: one for one in verified_files([folder], APPLICANT, BOTH)}


@pytest.mark.slow
def test_every_file_of_a_folder_is_verified_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "02").mkdir()
    (tmp_path / "02" / "001.jpg").write_bytes(encode(page("申报人王晓燕同志")))
    (tmp_path / "01").mkdir()
    (tmp_path / "01" / "001.jpg").write_bytes(encode(page("评审结果合格")))
    found = verified_in(tmp_path)
    assert list(found) == ["01/001.jpg", "02/001.jpg"]
    assert [one.verified.status for one in found.values()] == [Status.CLEAN, Status.LEAK]


def test_names_of_folders_below_the_named_one_are_searched(tmp_path: Path) -> None:
    root = tmp_path / "王晓燕"
    (root / "王 晓 燕的材料").mkdir(parents=True)
    (root / "ok.txt").write_text("合格", encoding="utf-8")
    (root / "王 晓 燕的材料" / "a.txt").write_text("合格", encoding="utf-8")
    found = verified_in(root)
    assert found["ok.txt"].verified.status is Status.CLEAN
    told = found["王 晓 燕的材料/a.txt"].verified
    assert codes(told) == {"verify.word_in_name"}
    assert "王" not in "".join(spoken(finding).message for finding in told.findings)


@pytest.mark.parametrize(
    "content",
    [
        "姓名：王晓燕".encode(),
        "姓名：王晓燕".encode("gb18030"),
        "姓名：王晓燕".encode("utf-16"),
        "<p>王<b>晓</b>燕</p>".encode(),
        b"<p>&#29579;&#26195;&#29141;</p>",
        "单位：昌吉云帆建设工程 有限公司".encode(),
    ],
)
def test_words_in_other_files_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.html").write_bytes(content)
    assert codes(verified_in(tmp_path)["list.html"].verified) == {"verify.word_in_text"}


def test_members_of_archives_and_office_files_are_searched(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "<si><r>王晓</r><r>燕</r></si>")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("001.jpg", encode(page("申报人王晓燕同志")))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("001.txt", "合格")
        archive.comment = "王晓燕".encode()
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("001.txt", "合格")
    found = verified_in(tmp_path)
    assert codes(found["a.xlsx"].verified) == {"verify.word_in_text"}
    assert codes(found["b.zip"].verified) == {"verify.readable"}
    assert codes(found["c.zip"].verified) == {"verify.word_in_text"}
    assert found["d.zip"].verified.status is Status.CLEAN


def test_broken_and_missing_files_are_findings_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encode(page("评审结果合格"))[:3000])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 something")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.jpg").write_bytes(encode(page("评审结果合格")))
    paths = [tmp_path, tmp_path / "missing.jpg"]
    found = {one.candidate.shown: one.verified for one in verified_files(paths, APPLICANT, BOTH)}
    assert {name: codes(one) for name, one in found.items()} == {
        "a.jpg": {"verify.damaged"},
        "b.zip": {"verify.not_checked"},
        "c.pdf": {"verify.not_checked"},
        "d.txt": {"verify.empty"},
        "e.jpg": set(),
        "missing.jpg": {"verify.unreadable"},
    }
    for one in found.values():
        for finding in one.findings:
            assert spoken(finding).message
            assert spoken(finding, "en").remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert codes(verified_in(tmp_path)["pipe.jpg"].verified) == {"verify.unreadable"}


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "a.jpg").write_bytes(b"x")
    (folder / "link").symlink_to(outside)
    (folder / "gone").symlink_to(tmp_path / "nothing")
    files = verified_files([folder], APPLICANT, BOTH)
    found = {one.candidate.shown: codes(one.verified) for one in files}
    assert {name: "verify.unreadable" in faults for name, faults in found.items()} == {
        "gone": True,
        "link": True,
    }


def test_a_name_of_an_empty_folder_or_of_what_a_link_leads_to_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "王晓燕").mkdir(parents=True)
    (folder / "others").mkdir()
    (tmp_path / "王晓燕.txt").write_text("合格", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "王晓燕.txt")
    told = {name: codes(one.verified) for name, one in verified_in(folder).items()}
    named = {"verify.word_in_name"}
    assert told == {"王晓燕": named, "link.txt": named, "others": set()}
    assert candidates([folder / "others"]) == ()


def test_files_beyond_the_most_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdesk.verification.folder._MOST_FILES", 2)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("合格", encoding="utf-8")
    told = [one.verified.status for one in verified_files([tmp_path], APPLICANT, BOTH)]
    assert told == [Status.CLEAN, Status.CLEAN, Status.REVIEW]


def test_a_file_that_is_named_twice_is_verified_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("合格", encoding="utf-8")
    assert candidates([tmp_path, path, path]) == (Candidate(path, "a.txt", 1),)


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
