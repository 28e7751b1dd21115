"""Where a platform takes one PDF a column, the package holds it, and it says nothing but pixels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.workflow.drawn_case import APPLICANT, confirmed, covered, drawn, page_of
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
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.binding import shows
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

NOW = datetime(2024, 9, 20, tzinfo=UTC)
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


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Two slots of one section and one of another; every second page is covered."""
    pages = [page_of(tmp_path, number, slot) for number, slot in enumerate((ONE, ONE, TWO), 1)]
    pages += [page_of(tmp_path, 4, OTHER.slots[0].id)]
    return confirmed(ID, [covered(page) if page.number % 2 else page for page in pages])


def export(
    pool: WorkerPool, case: Case, notice: Notice, folder: Path, content: Content | None = None
) -> PackageDone:
    steps = list(export_case(pool, case, notice, folder, NOW, content))
    assert isinstance(steps[-1], PackageDone)
    assert all(isinstance(step, Exported) for step in steps[:-1])
    return steps[-1]


def below(folder: Path) -> list[str]:
    files = (path for path in (folder / "上传").rglob("*") if path.is_file())
    return sorted(path.relative_to(folder / "上传").as_posix() for path in files)


@pytest.mark.slow
@pytest.mark.parametrize(("column", "sheets"), [(Column.SLOT, [2, 1, 1]), (Column.SECTION, [3, 1])])
def test_each_column_becomes_one_pdf_with_a_page_for_each_page(
    pool: WorkerPool, case: Case, tmp_path: Path, column: Column, sheets: list[int]
) -> None:
    notice = asking(format="pdf", one_file=column)
    done = export(pool, case, notice, tmp_path / "包")
    manifest = manifest_of(done.folder)
    assert manifest is not None
    assert [len(page.sheets) for page in manifest.pages] == sheets
    assert below(done.folder) == sorted(page.file.removeprefix("上传/") for page in manifest.pages)
    assert all(name.endswith(".pdf") for name in below(done.folder))
    first = manifest.pages[0]
    assert first.covers == ()
    assert [len(sheet.covers) for sheet in first.sheets][:2] == [1, 0]
    assert hashlib.sha256((done.folder / first.file).read_bytes()).hexdigest() == first.sha256


@pytest.mark.slow
def test_a_pdf_of_a_blind_review_holds_pixels_only_and_verifies_clean(
    pool: WorkerPool, tmp_path: Path
) -> None:
    blind = load_notice(BLIND)
    rule = asking(format="pdf").file_rules
    blind = blind.model_copy(update={"file_rules": rule})
    slot = blind.sections[0].slots[0].id
    case = confirmed(BLIND, [covered(page_of(tmp_path, 1, slot)), page_of(tmp_path, 2, slot)])
    done = export(pool, case, blind, tmp_path / "包")
    for path in (done.folder / "上传").rglob("*.pdf"):
        data = path.read_bytes()
        assert not re.search(rb"/(Info|ID|Metadata|Font|Annots|Names|Outlines)\b", data)
        with pymupdf.open(stream=data) as paper:
            assert not any(
                (paper.metadata or {}).get(key) for key in ("title", "author", "creator")
            )
            assert all(not page.get_text() and len(page.get_images()) == 1 for page in paper)
    found = [verify_candidate(one, APPLICANT, frozenset({Target.NAME}))
             for one in candidates([done.folder / "上传"])]  # fmt: skip
    assert [finding.code for one in found for finding in one.verified.findings] == []


@pytest.mark.slow
def test_the_same_case_gives_the_same_bytes(pool: WorkerPool, case: Case, tmp_path: Path) -> None:
    notice = asking(format="pdf", one_file="section")
    one, two = (export(pool, case, notice, tmp_path / name).folder for name in ("甲", "乙"))
    assert below(one) == below(two)
    for name in below(one):
        assert (one / "上传" / name).read_bytes() == (two / "上传" / name).read_bytes()


NAMES = [
    ("{序号}{栏目}", "section", f"0{BASE.sections.index(SECTION) + 1}"),
    ("{年度}-{上传位置}", "slot", f"{BASE.year}-{SECTION.slots[0].title}"),
    ("", "section", SECTION.title),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "column", "begins"), NAMES)
def test_a_pdf_is_called_by_the_rule(
    pool: WorkerPool, case: Case, tmp_path: Path, name: str, column: str, begins: str
) -> None:
    notice = asking(format="pdf", one_file=column, name=name)
    done = export(pool, case, notice, tmp_path / "包")
    assert Path(below(done.folder)[0]).name.startswith(begins[:20])


@pytest.mark.slow
def test_a_pdf_keeps_to_its_limit_and_stays_out_where_nothing_readable_fits(
    pool: WorkerPool, case: Case, tmp_path: Path
) -> None:
    usual = export(pool, case, asking(format="pdf", one_file="section"), tmp_path / "大")
    sizes = [path.stat().st_size for path in (usual.folder / "上传").rglob("*.pdf")]
    most = max(sizes) * 3 // 4000
    done = export(
        pool, case, asking(format="pdf", one_file="section", most_kb=most), tmp_path / "小"
    )
    small = [path.stat().st_size for path in (done.folder / "上传").rglob("*.pdf")]
    assert len(small) == len(sizes)
    assert max(small) <= most * 1000 < max(sizes)
    fine = [replace(page, page=replace(page.page, text_height=14.0)) for page in case.pages]  # type: ignore[type-var]
    tight = confirmed(ID, fine, limits=(FileLimit(most_bytes=9000),))
    with pytest.raises(ZcdeskError):
        export(pool, tight, asking(format="pdf", one_file="section"), tmp_path / "无")


@pytest.mark.slow
def test_a_rule_on_one_place_leaves_the_others_pictures(
    pool: WorkerPool, case: Case, tmp_path: Path
) -> None:
    done = export(pool, case, asking(format="pdf", where=ONE), tmp_path / "包")
    endings = [Path(name).suffix for name in below(done.folder)]
    assert sorted(endings) == [".jpg", ".jpg", ".pdf"]


@pytest.mark.slow
def test_only_the_pdf_that_changed_goes_out_again_and_is_replaced(
    pool: WorkerPool, case: Case, tmp_path: Path
) -> None:
    notice = asking(format="pdf", one_file="section")
    done = export(pool, case, notice, tmp_path / "一")
    assert done.delivery is not None
    sent = replace(case, deliveries=(replace(done.delivery, submitted=NOW),))
    changed = confirmed(ID, [covered(page) if page.number == 2 else page for page in sent.pages])
    changed = replace(changed, deliveries=sent.deliveries)
    again = export(pool, changed, notice, tmp_path / "二", Content.CHANGES)
    assert below(again.folder) == [name for name in below(done.folder) if SECTION.title in name]
    assert [line.change for line in again.differences] == [PlatformChange.REPLACE]
    assert again.left_out == ()


@pytest.mark.slow
def test_a_pdf_that_replaces_another_waits_for_pages_that_nobody_confirmed(
    pool: WorkerPool, case: Case, tmp_path: Path
) -> None:
    notice = asking(format="pdf", one_file="section")
    done = export(pool, case, notice, tmp_path / "一")
    assert done.delivery is not None
    open_page = replace(case.pages[2], confirmed="")
    first = covered(page_of(tmp_path, 2, ONE, noise=9))
    changed = confirmed(ID, [case.pages[0], first, case.pages[3]])
    changed = replace(changed, pages=(*changed.pages[:2], open_page, changed.pages[2]),
                      deliveries=(done.delivery,))  # fmt: skip
    with pytest.raises(ZcdeskError) as caught:
        export(pool, changed, notice, tmp_path / "二", Content.CHANGES)
    assert caught.value.code == "export.column_open"


@pytest.mark.slow
def test_a_return_on_a_later_page_of_a_pdf_finds_the_pdf(
    pool: WorkerPool, case: Case, tmp_path: Path
) -> None:
    done = export(pool, case, asking(format="pdf", one_file="section"), tmp_path / "包")
    assert done.delivery is not None
    sent = replace(case, deliveries=(done.delivery,))
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
