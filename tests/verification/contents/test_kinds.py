"""Files of every kind: what cannot be read through to its pixels and words is never clean."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.papers.test_checklist import listed
from tests.hostile.pdfs import trees
from tests.pages.opening.test_photos_of_phones import PHOTOS
from tests.verification.drawing import APPLICANT, BOTH, codes
from tests.verification.kinds import every_kind, zipped
from tests.verification.verified import verified_files
from zcdesk.cli.app import run
from zcdesk.export.papers.html import to_html
from zcdesk.names.search_words import words
from zcdesk.verification.contents.opening import pieces_of
from zcdesk.verification.contents.pieces import Search, ShownPicture
from zcdesk.verification.contents.texts import text_of
from zcdesk.verification.picture import Status, Verified
from zcdesk.wording import spoken

UNREAD = {
    "plain.icns", "mail.eml", "word.rtf", "deep.zip", "behind.zip", "a.tar", "a.tgz", "noise.dat",
    "uri.svg", "paths.svg", "text.svg", "paths.html",
    "text.big5.txt", "text.utf-16-le.txt", "text.utf-16-be.txt",
}  # fmt: skip
"""Kinds that are not read through; without the name they are for a person all the same."""

SEEN_WITHOUT_READING = {"phone.heic", "phone.docx", "bits.xbm", "bits.pbm"}
"""A photo without a letter on it, and sheets of black and white dots: nothing is surely read."""

BY_DAY = {
    "plain.jpg", "in.webp.docx", "in.pdf.zip", "uri.html", "photo.html", "letters.html", "jpg.txt",
    "below-a-box.pdf", "phone.docx",
}  # fmt: skip
"""Files whose pictures are read by day; of those that need no reading all are."""


def verified_in(folder: Path, files: dict[str, bytes]) -> dict[str, Verified]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {one.candidate.shown: one.verified for one in verified_files([folder], APPLICANT, BOTH)}


def files_of(name: str, *, all_of_them: bool) -> dict[str, bytes]:
    files = every_kind(name)
    files["phone.heic"] = (PHOTOS / "upright.heic").read_bytes()
    files["phone.docx"] = zipped({"word/media/image1.heic": files["phone.heic"]})
    assert len(files) >= 60
    written = (UNREAD - {"mail.eml"}) | {one for one in files if one.startswith("text.")}
    return {one: data for one, data in files.items() if all_of_them or one in BY_DAY | written}


by_day_and_by_night = pytest.mark.parametrize(
    "all_of_them", [False, pytest.param(True, marks=pytest.mark.nightly)]
)


@pytest.mark.nightly
@by_day_and_by_night
def test_no_kind_of_file_with_the_name_in_plain_sight_is_clean(
    tmp_path: Path, all_of_them: bool, record_property: Callable[[str, object], None]
) -> None:
    found = verified_in(tmp_path, files_of(APPLICANT.name, all_of_them=all_of_them))
    assert {name for name, one in found.items() if one.status is Status.CLEAN} == set()
    record_property("figure", f"{len(found)} kinds of files, 0 clean")
    unread = {name for name, one in found.items() if one.status is Status.REVIEW}
    assert unread <= UNREAD | SEEN_WITHOUT_READING
    for one in found.values():
        for finding in one.findings:
            assert spoken(finding).message
            assert spoken(finding, "en").remedy
            assert "王" not in str(dict(finding.details))


@pytest.mark.nightly
@by_day_and_by_night
def test_somebody_else_in_a_kind_that_is_read_through_is_left_in_peace(
    tmp_path: Path, all_of_them: bool
) -> None:
    found = verified_in(tmp_path, files_of("李建国", all_of_them=all_of_them))
    clean = {name for name, one in found.items() if one.status is Status.CLEAN}
    only_no_jpeg = {name for name, one in found.items() if codes(one) == {"verify.not_jpeg"}}
    told = {"plain.jp2"}  # the encoder leaves its name in it
    assert set(found) - clean - only_no_jpeg == (UNREAD | told) & set(found)
    assert {"in.pdf.zip", "photo.html", "uri.html", "below-a-box.pdf", "jpg.txt"} <= clean


def test_a_drawing_an_archive_or_an_old_document_is_told_with_what_to_do(tmp_path: Path) -> None:
    head = b"\x01\0\0\0" + b"\0" * 36
    drawings = {
        "a.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n10 10 moveto (a) show\n",
        "b.eps": b"\xc5\xd0\xd3\xc6\x1e\0\0\0\xff\x01",
        "a.ai": b"%!PS-Adobe-3.0\n%%Creator: Adobe Illustrator\n\xff\0",
        "a.wmf": b"\xd7\xcd\xc6\x9a" + b"\0" * 20,
        "b.wmf": b"\x01\0\x09\0\0\x03" + b"\0" * 20,
        "a.emf": head + b" EMF\0\0\x01\0",
        "a.dxf": b"0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n",
        "a.dwg": b"AC1027\0\0\0\0\x01\xff",
        "a.svg": b"<?xml version='1.0'?><!-- a --><svg><text>a</text></svg>",
        "a.psd": b"8BPS\0\x01\0\0\xff\xfe",
        "in.zip": zipped({"a.emf": head + b" EMF\0\0\x01\0"}),
    }
    packed = {"a.rar": b"Rar!\x1a\x07\x01\0", "a.gz": b"\x1f\x8b\x08\0\0\0"}
    old = {"a.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 40, "a.rtf": b"{\\rtf1 a}"}
    found = verified_in(tmp_path, drawings | packed | old)
    told = {name: codes(one) for name, one in found.items()}
    assert told == {
        **{name: {"verify.drawing_unread"} for name in drawings},
        **{name: {"verify.packed_unread"} for name in packed},
        **{name: {"verify.old_document_unread"} for name in old},
    }
    for language, format_to_save in (("zh", "PDF 或 JPG"), ("en", "PDF or a JPG")):
        assert format_to_save in spoken(found["a.eps"].findings[0], language).remedy


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 50,
        bytes(range(256)),
        b"\x93\xfa\xc1" * 40,
        b"abc\x07def",
        b"\xff" * 30,
    ],
)
def test_bytes_without_sense_are_no_text(data: bytes) -> None:
    assert text_of(data) is None


@pytest.mark.slow
def test_a_file_with_more_pictures_than_one_call_looks_at_is_looked_through(tmp_path: Path) -> None:
    kinds = {name: every_kind(name)["plain.jpg"] for name in ("李建国", APPLICANT.name)}
    members = {f"{number:02}.jpg": kinds["李建国"] for number in range(9)}
    files = {"last.zip": zipped({**members, "90.jpg": kinds[APPLICANT.name]})}
    assert verified_in(tmp_path, files)["last.zip"].status is Status.LEAK


@pytest.mark.nightly
def test_the_command_line_says_so_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, data in every_kind(APPLICANT.name).items():
        (tmp_path / name).write_bytes(data)
    who = ["--name", APPLICANT.name, "--employer", APPLICANT.employer, "--json", "-"]
    assert run(["verify", str(tmp_path), *who]) == 1
    told = json.loads(capfd.readouterr().out)
    assert {one["status"] for one in told["files"]} == {"leak", "review"}


def test_our_own_checklist_with_its_drawn_guides_holds_nothing_unread() -> None:
    page = to_html(listed())
    assert b"<svg" in page
    pieces = list(pieces_of(page, Search(words(APPLICANT))))
    assert pieces
    assert all(isinstance(piece, ShownPicture) for piece in pieces)  # its photos


def test_a_pdf_whose_page_is_not_there_is_never_clean(tmp_path: Path) -> None:
    """MuPDF says so only to who opens the page first."""
    lost = {e.name: e.make() for e in trees() if e.name.startswith("a page that is")}
    assert len(lost) == 2
    assert {one.status for one in verified_in(tmp_path, lost).values()} == {Status.REVIEW}
