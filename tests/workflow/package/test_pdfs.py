"""Where a platform takes one PDF a column, the package holds it, and it says nothing but pixels."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.given import there
from tests.workflow.drawn_case import APPLICANT, NOW, Exports, confirmed, covered, drawn, page_of
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.rounds import ToDo
from zcdesk.errors import ZcdeskError
from zcdesk.export.papers.differences import PlatformChange, pictures_of
from zcdesk.export.pictures.jpeg import bound, encode
from zcdesk.export.plan.manifest import Content, manifest_of
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.entries import Column, FileRule
from zcdesk.notices.profile.notice import Notice
from zcdesk.verification.folder import candidates, verify_candidate
from zcdesk.workflow.one_page.binding import shows
from zcdesk.workflow.package.exporting import PackageDone

ID = "miit-2019"
"""Without covering: nothing is searched for, so that the tests are quick."""

BLIND = "region-senior-2024"
BASE = load_notice(ID)
SECTION = next(section for section in BASE.sections if len(section.slots) > 1)
ONE, TWO = (slot.id for slot in SECTION.slots[:2])
OTHER = next(section for section in BASE.sections if section is not SECTION and section.slots)


def asking(**rule: object) -> Notice:
    """Return the notice with one rule on files."""
    told = {"id": "format", "title": "文件", "value": "PDF", "rule": f"{ID}/三-e", "quote": "PDF"}
    return BASE.model_copy(update={"file_rules": (FileRule.model_validate(told | rule),)})


SECTIONS = asking(format="pdf", one_file="section")


@pytest.fixture
def case(export: Exports) -> Case:
    """Two slots of one section and one of another; every second page is covered."""
    pages = export.pages(ONE, ONE, TWO, OTHER.slots[0].id)
    return confirmed(ID, [covered(page) if page.number % 2 else page for page in pages])


def pdfs(export: Exports, case: Case, name: str = "包", **rule: object) -> PackageDone:
    """Export with one PDF for each section, or by another rule."""
    return export(case, name, notice=asking(**{"format": "pdf", "one_file": "section"} | rule))


def below(folder: Path) -> list[str]:
    files = (path for path in (folder / "上传").rglob("*") if path.is_file())
    return sorted(path.relative_to(folder / "上传").as_posix() for path in files)


@pytest.mark.nightly
@pytest.mark.parametrize(("column", "sheets"), [(Column.SLOT, [2, 1, 1]), (Column.SECTION, [3, 1])])
def test_each_column_becomes_one_pdf_with_a_page_for_each_page(
    export: Exports, case: Case, column: Column, sheets: list[int]
) -> None:
    done = pdfs(export, case, one_file=column)
    manifest = there(manifest_of(done.folder))
    assert [len(page.sheets) for page in manifest.pages] == sheets
    assert below(done.folder) == sorted(page.file.removeprefix("上传/") for page in manifest.pages)
    assert all(name.endswith(".pdf") for name in below(done.folder))
    first = manifest.pages[0]
    assert first.covers == ()
    assert [len(sheet.covers) for sheet in first.sheets][:2] == [1, 0]
    assert hashlib.sha256((done.folder / first.file).read_bytes()).hexdigest() == first.sha256


@pytest.mark.nightly
def test_a_pdf_of_a_blind_review_holds_pixels_only_and_verifies_clean(export: Exports) -> None:
    blind = load_notice(BLIND)
    blind = blind.model_copy(update={"file_rules": asking(format="pdf").file_rules})
    first, second = export.pages(*[blind.sections[0].slots[0].id] * 2)
    done = export(confirmed(BLIND, [covered(first), second]), notice=blind)
    for path in (done.folder / "上传").rglob("*.pdf"):
        data = path.read_bytes()
        assert not re.search(rb"/(Info|ID|Metadata|Font|Annots|Names|Outlines)\b", data)
        with pymupdf.open(stream=data) as paper:
            told = paper.metadata or {}
            assert not any(told.get(key) for key in ("title", "author", "creator"))
            assert all(not page.get_text() and len(page.get_images()) == 1 for page in paper)
    found = [verify_candidate(one, APPLICANT, frozenset({Target.NAME}))
             for one in candidates([done.folder / "上传"])]  # fmt: skip
    assert [finding.code for one in found for finding in one.verified.findings] == []


@pytest.mark.nightly
def test_the_same_case_gives_the_same_bytes(export: Exports, case: Case) -> None:
    one, two = (pdfs(export, case, name).folder for name in ("甲", "乙"))
    assert below(one) == below(two)
    for name in below(one):
        assert (one / "上传" / name).read_bytes() == (two / "上传" / name).read_bytes()


NAMES = [
    ("{序号}{栏目}", "section", f"0{BASE.sections.index(SECTION) + 1}"),
    ("{年度}-{上传位置}", "slot", f"{BASE.year}-{SECTION.slots[0].title}"),
    ("", "section", SECTION.title),
]


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "column", "begins"), NAMES)
def test_a_pdf_is_called_by_the_rule(
    export: Exports, case: Case, name: str, column: str, begins: str
) -> None:
    done = export(case, notice=asking(format="pdf", one_file=column, name=name))
    assert Path(below(done.folder)[0]).name.startswith(begins[:20])


@pytest.mark.nightly
def test_a_pdf_keeps_to_its_limit_or_stays_out(export: Exports, case: Case) -> None:
    usual = pdfs(export, case, "大")
    sizes = [path.stat().st_size for path in (usual.folder / "上传").rglob("*.pdf")]
    most = max(sizes) * 3 // 4000
    done = pdfs(export, case, "小", most_kb=most)
    small = [path.stat().st_size for path in (done.folder / "上传").rglob("*.pdf")]
    assert len(small) == len(sizes)
    assert max(small) <= most * 1000 < max(sizes)
    fine = [replace(page, page=replace(there(page.page), text_height=14.0)) for page in case.pages]
    tight = confirmed(ID, fine, limits=(FileLimit(most_bytes=9000),))
    with pytest.raises(ZcdeskError):
        pdfs(export, tight, "无")


@pytest.mark.slow
def test_a_rule_on_one_place_leaves_the_others_pictures(export: Exports, case: Case) -> None:
    done = export(case, notice=asking(format="pdf", where=ONE))
    endings = [Path(name).suffix for name in below(done.folder)]
    assert sorted(endings) == [".jpg", ".jpg", ".pdf"]


@pytest.mark.nightly
def test_only_the_pdf_that_changed_goes_out_again(export: Exports, case: Case) -> None:
    done = pdfs(export, case, "一")
    sent = (replace(there(done.delivery), submitted=NOW),)
    pages = [covered(page) if page.number == 2 else page for page in case.pages]
    changed = confirmed(ID, pages, deliveries=sent)
    again = export(changed, "二", Content.CHANGES, SECTIONS)
    assert below(again.folder) == [name for name in below(done.folder) if SECTION.title in name]
    assert [line.change for line in again.differences] == [PlatformChange.REPLACE]
    assert again.left_out == ()


@pytest.mark.slow
def test_a_pdf_that_replaces_another_waits_for_its_pages(export: Exports, case: Case) -> None:
    sent = there(pdfs(export, case, "一").delivery)
    open_page = replace(case.pages[2], confirmed="")
    first = covered(page_of(export.folder, 2, ONE, noise=9))
    changed = confirmed(ID, [case.pages[0], first, case.pages[3]], deliveries=(sent,))
    changed = replace(changed, pages=(*changed.pages[:2], open_page, changed.pages[2]))
    with pytest.raises(ZcdeskError, match=r"^export\.column_open$"):
        export(changed, "二", Content.CHANGES, SECTIONS)


@pytest.mark.slow
def test_a_return_on_a_later_page_of_a_pdf_finds_the_pdf(export: Exports, case: Case) -> None:
    sent = replace(case, deliveries=(there(pdfs(export, case).delivery),))
    (name,) = pictures_of(sent, ToDo("第 3 页不清楚", page=3))
    assert name.endswith(".pdf")


@pytest.mark.parametrize("spoilt", [
    lambda jpegs: bound(jpegs[::-1]),
    lambda jpegs: bound(jpegs[:1]),
    lambda jpegs: bound(jpegs) + b"%more",
    lambda jpegs: bound([*jpegs[:1], encode(np.full((600, 424, 3), 255, np.uint8))]),
])  # fmt: skip
def test_a_pdf_that_is_not_its_pictures_is_seen(spoilt: Callable[[list[bytes]], bytes]) -> None:
    jpegs = [encode(drawn(number)) for number in (1, 2)]
    assert shows(bound(jpegs), jpegs)
    assert not shows(spoilt(jpegs), jpegs)
