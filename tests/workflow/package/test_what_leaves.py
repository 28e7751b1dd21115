"""Which pages leave in a package or on paper, by whose hand, and under which number."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.workflow.drawn_case import confirmed, covered, page_of
from zcdesk.cases.acts.arranging import move_pages, shift_page
from zcdesk.cases.acts.deciding import claim
from zcdesk.cases.acts.following import record_delivery
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.file.store import create_case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import State
from zcdesk.export.package.folders import PackageError
from zcdesk.export.plan.manifest import Content, Manifest, manifest_of
from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import Severity, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import import_scans
from zcdesk.workflow.case.stored_export import part_of
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.paper import PaperDone, print_paper
from zcdesk.workflow.review.overview import Overview

NOW = datetime(2024, 9, 20, tzinfo=UTC)
NOTICE = "region-senior-2024"
SLOT = "diploma"


def with_stranger(folder: Path, code: str) -> Case:
    """Return a case of two confirmed pages; afterwards the second seems to be another person's."""
    case = confirmed(NOTICE, [page_of(folder, 1, SLOT), page_of(folder, 2, SLOT)])
    found = (warning(code, document="毕业证"),)
    return case.with_page(replace(case.page(2), findings=found))


@pytest.mark.slow
@pytest.mark.parametrize("content", [Content.COVERED, Content.FOR_COVERING_INSIDE])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_the_package_leaves_it_out_and_says_why_until_she_claims_it(
    pool: WorkerPool, tmp_path: Path, code: str, content: Content
) -> None:
    case, notice = with_stranger(tmp_path, code), load_notice(NOTICE)
    *_, done = export_case(pool, case, notice, tmp_path / "材料包", NOW, content)
    assert isinstance(done, PackageDone)
    assert done.exported == 1
    assert [(one.number, str(one.reason)) for one in done.left_out] == [(2, "foreign")]
    manifest = manifest_of(done.folder)
    assert manifest is not None
    assert [page.page for page in manifest.pages] == [1]
    told = json.loads((done.folder / "manifest.json").read_bytes())["left_out"]
    assert told == [{"page": 2, "place": 2, "reason": "foreign"}]
    *_, after = export_case(pool, claim(case, 2), notice, tmp_path / "后来", NOW, content)
    assert isinstance(after, PackageDone)
    assert after.exported == 2


def test_a_stranger_alone_is_no_package(pool: WorkerPool, tmp_path: Path) -> None:
    case = with_stranger(tmp_path, "page.other_name")
    alone = replace(case, pages=case.pages[1:])
    with pytest.raises(PackageError, match=r"^export\.nothing$"):
        list(export_case(pool, alone, load_notice(NOTICE), tmp_path / "材料包", NOW))


def test_nobody_prints_it_before_she_claims_it(pool: WorkerPool, tmp_path: Path) -> None:
    notice = load_notice("miit-2019")
    case = confirmed(notice.id, [page_of(tmp_path, 1, "title_cert")])

    def pictures(whole: Case, name: str) -> int:
        list(print_paper(pool, whole, notice, tmp_path / name, NOW))
        with pymupdf.open(tmp_path / name) as paper:
            return sum(len(page.get_images()) for page in paper)

    stranger = replace(case.page(1), findings=(warning("page.no_name", document="毕业证"),))
    asked = case.with_page(stranger)
    assert pictures(case, "原来.pdf") == pictures(claim(asked, 1), "认领.pdf") > 0
    assert pictures(asked, "别人.pdf") == 0


@pytest.mark.parametrize("slot", [SLOT, "", "no_such_slot"])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_the_check_lists_it_as_something_to_do_wherever_it_lies(
    tmp_path: Path, code: str, slot: str
) -> None:
    case, notice = with_stranger(tmp_path, code), load_notice(NOTICE)
    moved = case.with_page(replace(case.page(2), slot=slot))

    def told(whole: Case) -> list[int | None]:
        return [
            one.page
            for one in evaluate(notice, whole, NOW).findings
            if one.code.startswith("check.page_foreign") and one.severity is Severity.WARNING
        ]

    assert told(moved) == [2]
    assert told(claim(moved, 2)) == []
    if slot == SLOT:
        assert evaluate(notice, moved, NOW).slot(SLOT).state is State.NEEDS_PERSON


REGION = load_notice("region-senior-2024")
SLOTS = ("diploma", "practice_evidence", "posting", "")


def written(pool: WorkerPool, case: Case, folder: Path, part: Case | None = None) -> PackageDone:
    *_, done = export_case(pool, part or case, REGION, folder, NOW, whole=case)
    assert isinstance(done, PackageDone)
    return done


def listed(done: PackageDone) -> Manifest:
    manifest = manifest_of(done.folder)
    assert manifest is not None
    return manifest


def arranged(folder: Path, seed: int, count: int = 9) -> Case:
    """Return a confirmed case whose pages were moved between and inside slots by chance."""
    chance = random.Random(seed)
    case = confirmed(REGION.id, [page_of(folder, n, "", 200) for n in range(1, count + 1)])
    for number in range(1, count + 1):
        case = move_pages(case, REGION, [number], chance.choice(SLOTS))
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
    overview = Overview(case, REGION)
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
    part = part_of(case, REGION, None, slot)
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
    found = [one for one in evaluate(REGION, case, NOW).findings if "foreign" in one.code]
    assert [(one.page, one.place) for one in found] == [(last.number, place)]
    assert f"第 {place} 页" in found[0].wording().message


@pytest.mark.slow
def test_loose_pages_are_no_section_of_the_notice(pool: WorkerPool, tmp_path: Path) -> None:
    case = confirmed(REGION.id, [page_of(tmp_path, 1, ""), page_of(tmp_path, 2, "diploma")])
    case = replace(case, pages=(case.page(2), case.page(1)))
    done = written(pool, case, tmp_path / "材料包")
    loose = listed(done).pages[-1]
    assert (loose.section, loose.slot) == ("", "")
    assert Path(loose.file).parent.name == "未归类"
    folders = sorted(path.name for path in (done.folder / "上传").iterdir())
    assert folders[-1] == "未归类"
    titles = [section.title for section in evaluate(REGION, case, NOW).sections]
    assert titles == [section.title for section in REGION.sections]


def test_what_commands_put_in_stands_in_the_order_of_the_window(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = replace(confirmed(REGION.id, []), pages=())
    with create_case(tmp_path / "申报.zcase", case) as stored:
        for number, slot in enumerate(("posting", "", "diploma", "posting", "diploma"), start=1):
            scan = Path(page_of(tmp_path, number, slot, 200).path)
            list(import_scans(pool, stored, [scan], slot))
        slots = [page.slot for page in stored.case.pages]
        assert slots == ["diploma", "diploma", "posting", "posting", ""]
        assert [page.number for page in stored.case.pages] == [3, 5, 1, 4, 2]


IN_2019 = datetime(2019, 11, 2, tzinfo=UTC)


def printed(pool: WorkerPool, case: Case, file: Path) -> PaperDone:
    *_, done = print_paper(pool, case, load_notice(case.notice), file, IN_2019)
    assert isinstance(done, PaperDone)
    return done


def text(file: Path) -> str:
    with pymupdf.open(file) as paper:
        return "".join("".join(page.get_text().split()) for page in paper)


@pytest.mark.slow
def test_all_eleven_items_stand_with_copies_form_and_clause(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = confirmed("miit-2019", [page_of(tmp_path, 1, "title_cert")])
    done = printed(pool, case, tmp_path / "纸质.pdf")
    told = text(done.file)
    assert told.count("□") == 11
    for part in (
        "2份",
        "A4双面打印",
        "有水印",
        "加盖单位公章",
        "已审核，与原件相符",
        "现场退回",
        "五（十一）",
    ):
        assert part in told
    assert "没有遮盖，只供打印，不要上传" in told
    assert done.delivery.kind is DeliveryKind.PAPER


@pytest.mark.slow
def test_copies_are_of_the_original_and_begin_on_the_front_of_a_sheet(
    pool: WorkerPool, tmp_path: Path
) -> None:
    page = covered(page_of(tmp_path, 1, "title_cert"))
    done = printed(pool, confirmed("miit-2019", [page]), tmp_path / "纸质.pdf")
    with pymupdf.open(done.file) as paper:
        shown = [index for index, one in enumerate(paper) if one.get_images()]
        assert shown
        assert all(index % 2 == 0 for index in shown)
        picture = paper[shown[0]].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
        dark = np.frombuffer(picture.samples, np.uint8) < 12
        assert dark.mean() < 0.002  # no cover was burnt in
    assert "资格证书及注册类证书" not in done.by_hand
    assert "2016至2018年度考核表" in done.by_hand


@pytest.mark.slow
def test_only_the_pages_of_the_slots_that_an_item_names_are_copied(
    pool: WorkerPool, tmp_path: Path
) -> None:
    slots = ("title_cert", "ce_special", "ce_public", "diploma", "title_doc")
    pages = [page_of(tmp_path, number, slot) for number, slot in enumerate(slots, start=1)]
    done = printed(pool, confirmed("miit-2019", pages), tmp_path / "纸质.pdf")
    with pymupdf.open(done.file) as paper:
        assert sum(bool(one.get_images()) for one in paper) == 1
    assert "继续教育证书" in done.by_hand


@pytest.mark.slow
def test_two_copies_of_an_office_form_and_forms_to_sign(pool: WorkerPool, tmp_path: Path) -> None:
    case = confirmed("hotan-private-2025", [page_of(tmp_path, 1, "diploma")])
    told = text(printed(pool, case, tmp_path / "纸质.pdf").file)
    assert "呈报表" in told
    assert "2份" in told
    assert "推荐单位公示" in told


def test_a_notice_that_asks_for_nothing_on_paper_says_so(pool: WorkerPool, tmp_path: Path) -> None:
    case = confirmed("etdz-2024", [page_of(tmp_path, 1, "diploma")])
    told = text(printed(pool, case, tmp_path / "纸质.pdf").file)
    assert "无需上报纸质材料" in told
    assert "留存原件" in told


@pytest.mark.slow
def test_the_same_case_gives_the_same_paper(pool: WorkerPool, tmp_path: Path) -> None:
    case = confirmed("miit-2019", [page_of(tmp_path, 1, "title_cert")])
    one, two = (printed(pool, case, tmp_path / name).file for name in ("a.pdf", "b.pdf"))
    assert one.read_bytes() == two.read_bytes()
