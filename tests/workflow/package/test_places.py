"""The package calls a page as the window does: by its number, in names, papers and manifest."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.workflow.drawn_case import confirmed, page_of
from zcdesk.cases.acts.arranging import move_pages, shift_page
from zcdesk.cases.acts.following import record_delivery
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.checks.evaluating import evaluate
from zcdesk.export.plan.manifest import Manifest, manifest_of
from zcdesk.findings import warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import import_scans
from zcdesk.workflow.case.stored_export import part_of
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.review.overview import Overview

NOW = datetime(2024, 9, 20, tzinfo=UTC)
NOTICE = load_notice("region-senior-2024")
SLOTS = ("diploma", "practice_evidence", "posting", "")


def written(pool: WorkerPool, case: Case, folder: Path, part: Case | None = None) -> PackageDone:
    *_, done = export_case(pool, part or case, NOTICE, folder, NOW, whole=case)
    assert isinstance(done, PackageDone)
    return done


def listed(done: PackageDone) -> Manifest:
    manifest = manifest_of(done.folder)
    assert manifest is not None
    return manifest


def arranged(folder: Path, seed: int, count: int = 9) -> Case:
    """Return a confirmed case whose pages were moved between and inside slots by chance."""
    chance = random.Random(seed)
    case = confirmed(NOTICE.id, [page_of(folder, n, "", 200) for n in range(1, count + 1)])
    for number in range(1, count + 1):
        case = move_pages(case, NOTICE, [number], chance.choice(SLOTS))
    for _ in range(6):
        case = shift_page(case, chance.randint(1, count), chance.choice((-2, -1, 1, 2)))
    return case


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_after_any_moves_file_manifest_and_window_have_one_number_for_a_page(
    pool: WorkerPool, tmp_path: Path, seed: int
) -> None:
    case = arranged(tmp_path, seed)
    assert [page.number for page in case.pages] != sorted(page.number for page in case.pages)
    manifest = listed(written(pool, case, tmp_path / "材料包"))
    overview = Overview(case, NOTICE)
    for page in manifest.pages:
        place = overview.of(page.page).place
        assert page.place == place
        assert Path(page.file).stem == f"{place:03d}"


@pytest.mark.slow
def test_a_part_has_the_numbers_of_the_whole_and_what_was_written_keeps_its_name(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = arranged(tmp_path, 5)
    slot = next(page.slot for page in reversed(case.pages) if page.slot)
    part = part_of(case, NOTICE, None, slot)
    done = written(pool, case, tmp_path / "一栏", part)
    assert {page.place for page in listed(done).pages} == {
        case.places[page.number] for page in part.pages
    }
    assert done.delivery is not None
    sent = record_delivery(case, done.delivery)
    moved = replace(sent, pages=(*sent.pages[-1:], *sent.pages[:-1]))
    again = listed(written(pool, moved, tmp_path / "全部"))
    before = {page.page: Path(page.file).stem for page in listed(done).pages}
    after = {page.page: Path(page.file).stem for page in again.pages}
    assert {number: after[number] for number in before} == before
    assert len(set(after.values())) == len(after)


@pytest.mark.slow
def test_what_stays_out_and_what_is_open_are_called_so_too(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = arranged(tmp_path, 7)
    last = case.pages[-1]
    stranger = replace(last, findings=(warning("page.other_name"),))
    case = case.with_page(stranger)
    place = last.number
    done = written(pool, case, tmp_path / "材料包")
    assert [(one.page, one.place) for one in listed(done).left_out] == [(last.number, place)]
    words = re.sub(r"<[^>]*>|\s", "", done.checklist.read_text(encoding="utf-8"))
    assert re.search(f"第{place}页.{{0,20}}像是别人的材料，还没有说是谁的", words)
    found = [one for one in evaluate(NOTICE, case, NOW).findings if "foreign" in one.code]
    assert [(one.page, one.place) for one in found] == [(last.number, place)]
    assert f"第 {place} 页" in found[0].wording().message


@pytest.mark.slow
def test_loose_pages_are_no_section_of_the_notice(pool: WorkerPool, tmp_path: Path) -> None:
    case = confirmed(NOTICE.id, [page_of(tmp_path, 1, ""), page_of(tmp_path, 2, "diploma")])
    case = replace(case, pages=(case.page(2), case.page(1)))
    done = written(pool, case, tmp_path / "材料包")
    loose = listed(done).pages[-1]
    assert (loose.section, loose.slot) == ("", "")
    assert Path(loose.file).parent.name == "未归类"
    folders = sorted(path.name for path in (done.folder / "上传").iterdir())
    assert folders[-1] == "未归类"
    titles = [section.title for section in evaluate(NOTICE, case, NOW).sections]
    assert titles == [section.title for section in NOTICE.sections]


def test_what_commands_put_in_stands_in_the_order_of_the_window(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = replace(confirmed(NOTICE.id, []), pages=())
    with create_case(tmp_path / "申报.zcase", case) as stored:
        for number, slot in enumerate(("posting", "", "diploma", "posting", "diploma"), start=1):
            scan = Path(page_of(tmp_path, number, slot, 200).path)
            list(import_scans(pool, stored, [scan], slot))
        slots = [page.slot for page in stored.case.pages]
        assert slots == ["diploma", "diploma", "posting", "posting", ""]
        assert [page.number for page in stored.case.pages] == [3, 5, 1, 4, 2]
