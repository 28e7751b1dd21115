"""Files, folders, archives and the clipboard become pages of a case; nothing is lost silently."""

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.given import there
from tests.pages.pdf_writing import PdfPage, Stream, encoded, flat_picture, pdf
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case
from zcdesk.errors import OutputError
from zcdesk.pages.opening.office import office_program
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case import importing
from zcdesk.workflow.case.case_files import Imported, examine_stored, import_scans
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.loose.redacting import redact_scans
from zcdesk.workflow.loose.verifying import inspect_scans
from zcdesk.workflow.one_page.found_scans import FoundScan, find_content, find_scans
from zcdesk.workflow.one_page.showing import render
from zcdesk.workflow.one_page.sought import Sought

APPLICANT = Applicant("张伟", "新疆云岭智能装备制造有限公司")
SHEET = Image.fromarray(typed("第一条 为规范工作，制定本办法。"))
FILL = b"q 420 0 0 120 0 0 cm /I0 Do Q"


def sheets(*streams: Stream) -> bytes:
    return pdf(*(PdfPage(FILL, (one,), (420, 120)) for one in streams))


def sheet() -> Stream:
    return flat_picture(SHEET)


SHEETS = {"一.pdf": sheets(sheet(), sheet()), "二.png": encoded(SHEET, "PNG")}
SOUGHT = Sought(APPLICANT, frozenset({Target.NAME}))


def cut(stream: Stream) -> Stream:
    return Stream(stream.entries, stream.data[: len(stream.data) // 2])


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[CaseFile]:
    case = Case("region-senior-2024", APPLICANT, frozenset({Target.NAME, Target.EMPLOYER}))
    made = create_case(tmp_path / "我的.zcase", case)
    yield made
    made.close()


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    return folder


def code_of(found: FoundScan) -> str:
    return found.error.code if found.error is not None else ""


def codes(of: importing.KeptScan | CasePage | Imported) -> list[str]:
    return [one.code for one in of.findings]


def archive_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_each_page_becomes_one_of_the_case(pool: WorkerPool, stored: CaseFile, given: Path) -> None:
    (given / "10.pdf").write_bytes(sheets(sheet(), sheet(), sheet()))
    SHEET.save(given / "2.tif", save_all=True, append_images=[SHEET])
    SHEET.save(given / "1.png")
    done = list(import_scans(pool, stored, [given], "diploma"))
    told = [(one.name, len(one.pages)) for one in done]
    assert told == [("1.png", 1), ("2.tif", 2), ("10.pdf", 3)]
    pages = [(page.number, page.index, page.slot) for page in stored.case.pages]
    assert pages == [(n, at, "diploma") for n, at in enumerate((0, 0, 1, 0, 1, 2), start=1)]
    for slot, said in (("diploma", "case.imported_before"), ("id_card", "case.also_in_slot")):
        (again,) = import_scans(pool, stored, [given / "10.pdf"], slot)
        assert codes(again) == [said]
    assert len(stored.case.pages) == 9


def test_a_page_that_was_refused_for_its_damaged_scan_waits_again_when_that_is_mended(
    pool: WorkerPool, stored: CaseFile, given: Path
) -> None:
    SHEET.save(given / "1.png")
    list(import_scans(pool, stored, [given], "diploma"))
    (page,) = stored.case.pages
    with stored._writing(counts=False) as connection:
        connection.execute("DELETE FROM chunks")
    (refused,) = examine_stored(pool, stored)
    assert refused.refused
    assert codes(refused) == ["case.original_damaged"]
    for said in ("case.original_mended", "case.imported_before"):
        (again,) = import_scans(pool, stored, [given], "diploma")
        assert codes(again) == [said]
        assert stored.case.pages == (page,)


@pytest.mark.nightly
def test_a_damaged_page_is_a_gap_in_the_case_and_refuses_the_loose_file(
    pool: WorkerPool, stored: CaseFile, given: Path, tmp_path: Path
) -> None:
    path = given / "合同.pdf"
    path.write_bytes(sheets(sheet(), cut(sheet()), sheet()))
    list(import_scans(pool, stored, [path]))
    list(examine_stored(pool, stored))
    assert [page.refused for page in stored.case.pages] == [False, True, False]
    (gap,) = stored.case.pages[1].findings
    assert (gap.code, gap.details["page"]) == ("scan.damaged_page", 2)
    ((page,),) = redact_scans(pool, [path], SOUGHT, tmp_path / "out")
    assert (page.state, page.output) == (PageState.REFUSED, "")
    assert list((tmp_path / "out").iterdir()) == []
    ((inspected,),) = inspect_scans(pool, [path])
    assert inspected.findings[0].code == "scan.damaged_page"


def locked() -> bytes:
    document = pymupdf.open(stream=sheets(sheet(), sheet()))
    method = pymupdf.mupdf.PDF_ENCRYPT_AES_256
    return bytes(document.tobytes(encryption=method, user_pw="开门", owner_pw="o"))


@pytest.mark.nightly
def test_a_locked_pdf_waits_for_its_word(pool: WorkerPool, stored: CaseFile, given: Path) -> None:
    path = given / "证书.pdf"
    content = locked()
    path.write_bytes(content)
    (refused,) = importing.keep_scans(pool, stored, [path])
    assert (refused.refused, refused.locked) == (True, True)
    (wrong,) = importing.keep_scans(pool, stored, [path], ["关门"])
    assert codes(wrong) == ["scan.wrong_password"]
    (done,) = import_scans(pool, stored, [path], passwords=["关门", "开门"])
    assert len(done.pages) == 2
    (page,) = examine_stored(pool, stored, [done.pages[1].number])
    assert page.page is not None
    assert path.read_bytes() == content


@pytest.mark.slow
def test_a_file_that_is_refused_stays_one_page_however_often_it_is_tried(
    pool: WorkerPool, stored: CaseFile, given: Path
) -> None:
    SHEET.save(given / "a.png")
    (given / "b.pdf").write_bytes(locked())
    (given / "c.jpg").write_bytes(b"no picture")
    for _ in range(2):
        list(import_scans(pool, stored, [given], "diploma"))
    (wrong,) = import_scans(pool, stored, [given / "b.pdf"], "diploma", ["关门"])
    told = [(page.number, page.refused) for page in stored.case.pages]
    assert told == [(1, False), (-1, True), (-2, True)]
    assert codes(wrong) == codes(stored.case.page(-1)) == ["scan.wrong_password"]
    (done,) = import_scans(pool, stored, [given / "b.pdf"], passwords=["开门"])
    assert [page.number for page in done.pages] == [2, 3]  # refused files took no number
    assert [page.place for page in stored.case.pages] == [1, 2, 3, 0]  # where it was refused
    assert {page.slot for page in stored.case.pages} == {"diploma"}


def test_an_archive_refuses_some_by_name(pool: WorkerPool, stored: CaseFile, given: Path) -> None:
    outside = {"../出去.png": SHEETS["二.png"], "说明.txt": "请看".encode() * 50}
    others = {"下面.zip": b"PK\3\4", "证书.ofd": b"PK\3\4 OFD.xml", **outside}
    path = archive_of(given / "材料.zip", {**SHEETS, **others})
    found = {one.name: one for one in find_scans(pool, [path])}
    assert {name: code_of(one) for name, one in found.items()} == {
        "出去.png": "scan.archive_path",
        "一.pdf": "",
        "二.png": "",
        "下面.zip": "scan.archive_nested",
        "说明.txt": "scan.unsupported_text",
        "证书.ofd": "scan.unsupported_ofd",
    }
    assert (found["一.pdf"].page_count, found["二.png"].page_count) == (2, 1)
    kept = {one.name: one for one in importing.keep_scans(pool, stored, [path])}
    assert sorted(name for name, one in kept.items() if not one.refused) == ["一.pdf", "二.png"]


@pytest.mark.nightly
def test_pages_of_an_archive_are_covered(pool: WorkerPool, given: Path, tmp_path: Path) -> None:
    found = redact_scans(pool, [archive_of(given / "材料.zip", SHEETS)], SOUGHT, tmp_path / "out")
    pages = [page for done in found for page in done]
    assert sorted(page.output for page in pages) == ["001.jpg", "002.jpg", "003.jpg"]
    assert {Path(page.source).name for page in pages} == {"一.pdf", "二.png"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_whatever_lies_in_a_folder_is_told(pool: WorkerPool, given: Path) -> None:
    SHEET.save(given / "1.png")
    (given / "2.jpg").symlink_to(given / "没有")
    os.mkfifo(given / "3.jpg")
    (given / "4.jpg").mkdir()
    SHEET.save(given / "4.jpg" / "里面.png")
    (given / "5").symlink_to(given / "4.jpg")
    (given / ".hidden").write_bytes(b"x")
    (given / "Thumbs.db").write_bytes(b"x")
    found = [(one.name, code_of(one)) for one in find_scans(pool, [given, given / "6.jpg"])]
    assert found == [
        ("1.png", ""),
        ("2.jpg", "scan.missing"),
        ("3.jpg", "scan.not_a_file"),
        ("里面.png", ""),
        ("5", "scan.not_a_file"),
        ("6.jpg", "scan.missing"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read_is_told(pool: WorkerPool, given: Path) -> None:
    shut = given / "锁住"
    shut.mkdir(mode=0)
    assert [code_of(one) for one in find_scans(pool, [given])] == ["scan.no_permission"]


def test_a_picture_from_the_clipboard_is_checked_too(pool: WorkerPool, stored: CaseFile) -> None:
    kept = importing.keep_content(pool, stored, encoded(SHEET, "PNG"), "剪贴板.png")
    assert (kept.refused, kept.page_count, kept.name) == (False, 1, "剪贴板.png")
    half = find_content(pool, encoded(SHEET, "PNG")[:500], "剪贴板.png")
    assert code_of(half) == "scan.truncated"


@pytest.mark.slow
def test_a_scan_that_changed_since_it_was_read_is_not_shown(pool: WorkerPool, given: Path) -> None:
    path = given / "a.png"
    SHEET.save(path)
    case = importing.add_scans(
        Case("region-senior-2024", APPLICANT, frozenset({Target.NAME})), [path]
    )
    (page,) = examine(pool, case, SessionReadings())
    Image.new("RGB", SHEET.size, "white").save(path)
    error = render(pool, there(page.page), 400, 400).exception()
    assert getattr(error, "code", "") == "scan.changed"


def word() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("First page")
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_paragraph("Second page")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_gives_pages_or_advice(pool: WorkerPool, stored: CaseFile, given: Path) -> None:
    path = given / "总结.docx"
    path.write_bytes(word())
    (kept,) = importing.keep_scans(pool, stored, [path])
    if office_program() is None:
        assert codes(kept) == ["scan.unsupported_word"]
        return
    assert (kept.name, kept.page_count, kept.refused) == ("总结.docx", 2, False)
    assert codes(kept) == ["scan.from_word"]


# --- several originals in one write --------------------------------------------------------------


def grain(number: int) -> bytes:
    """Return a picture like no other, of some 25 kB."""
    pixels = np.random.default_rng(number).integers(0, 255, (90, 90, 3), np.uint8)
    return encoded(Image.fromarray(pixels), "PNG")


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many originals each write of the case file took, in order."""
    sizes: list[int] = []
    own = CaseFile.keep_originals

    def counted(stored: CaseFile, contents: list[bytes]) -> list[tuple[str, bool]]:
        kept = own(stored, contents)
        sizes.append(len(contents))
        return kept

    monkeypatch.setattr(CaseFile, "keep_originals", counted)
    return sizes


def test_the_files_of_an_archive_are_written_at_once_and_a_bad_one_among_them_is_told(
    pool: WorkerPool, stored: CaseFile, given: Path, writes: list[int]
) -> None:
    members = {f"{number}.png": grain(number) for number in (1, 2, 3)}
    members["2坏.png"] = members["2.png"][:400]
    members["4又一份.png"] = members["1.png"]
    path = archive_of(given / "全部.zip", members)
    (group,) = importing.keep_together(pool, stored, [path])
    assert writes == [4]
    assert [(one.name, one.refused, one.new) for one in group] == [
        ("1.png", False, True), ("2.png", False, True), ("2坏.png", True, False),
        ("3.png", False, True), ("4又一份.png", False, False),
    ]  # fmt: skip
    assert Path(group[0].path).parent == Path(group[4].path).parent


def test_large_archives_go_in_parts(
    pool: WorkerPool, stored: CaseFile, given: Path, writes: list[int]
) -> None:
    members = {f"{number:02d}.png": grain(number) for number in range(1, 16)}
    kept = importing.keep_scans(pool, stored, [archive_of(given / "全部.zip", members)])
    assert [one.name for one in kept] == list(members)
    assert writes == [12, 3]


def test_of_a_group_for_which_the_disk_has_no_room_comes_what_has_room(
    pool: WorkerPool, stored: CaseFile, given: Path, writes: list[int]
) -> None:
    members = {f"{number}.png": grain(number) for number in range(1, 6)}
    path = archive_of(given / "全部.zip", members)
    (pages,) = stored._connection.execute("PRAGMA page_count").fetchone()
    stored._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(OutputError, match="disk_full"):
        list(importing.keep_scans(pool, stored, [path]))
    assert writes
    assert set(writes) == {1}
    assert 0 < len(writes) < len(members)
    first = list(members.values())[: len(writes)]
    hashes = [hashlib.sha256(content).hexdigest() for content in first]
    assert [stored.original(sha256) for sha256 in hashes] == first
    assert set(stored.unplaced_originals()) == set(hashes)
    stored._connection.execute("PRAGMA max_page_count = 1000000")
    again = list(importing.keep_scans(pool, stored, [path]))
    assert [one.new for one in again] == [False] * len(first) + [True] * (5 - len(first))


@pytest.mark.slow
def test_what_is_found_while_the_disk_is_waited_for_is_written_together(
    stored: CaseFile, given: Path, writes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        (given / f"{number}.png").write_bytes(grain(number))
    (given / "5坏.png").write_bytes(grain(5)[:300])
    own = CaseFile.keep_originals
    with WorkerPool(1) as alone:

        def slow(stored: CaseFile, contents: list[bytes]) -> list[tuple[str, bool]]:
            kept = own(stored, contents)
            alone.submit(os.getpid).result()  # what was begun before has come by then
            return kept

        monkeypatch.setattr(CaseFile, "keep_originals", slow)
        kept = list(importing.keep_scans(alone, stored, [given]))
    assert [one.name for one in kept if one.refused] == ["5坏.png"]
    assert [one.name[0] for one in kept] == ["1", "2", "3", "4", "5", "5", "6", "7", "8"]
    assert len(writes) <= 2
    assert sum(writes) == 8
