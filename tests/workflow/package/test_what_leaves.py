"""Which pages leave in a package or on paper, by whose hand, and under which number."""

import json
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.given import there
from tests.workflow.drawn_case import Exports, confirmed, covered
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
from zcdesk.workflow.case.case_files import import_scans
from zcdesk.workflow.case.stored_export import part_of
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.package.paper import PaperDone, print_paper
from zcdesk.workflow.review.overview import Overview

NOW = datetime(2024, 9, 20, tzinfo=UTC)
REGION = load_notice("region-senior-2024")
SLOT = "diploma"
SLOTS = (SLOT, "practice_evidence", "posting", "")


def with_stranger(export: Exports, code: str) -> Case:
    """Return a case of two confirmed pages; afterwards the second seems to be another person's."""
    case = confirmed(REGION.id, export.pages(SLOT, SLOT))
    found = (warning(code, document="毕业证"),)
    return case.with_page(replace(case.page(2), findings=found))


@pytest.mark.nightly
@pytest.mark.parametrize("content", [Content.COVERED, Content.FOR_COVERING_INSIDE])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_packages_leave_it_out_until_claimed(export: Exports, code: str, content: Content) -> None:
    case = with_stranger(export, code)
    done = export(case, "包", content)
    assert done.exported == 1
    assert [(one.number, str(one.reason)) for one in done.left_out] == [(2, "foreign")]
    assert [page.page for page in listed(done).pages] == [1]
    told = json.loads((done.folder / "manifest.json").read_bytes())["left_out"]
    assert told == [{"page": 2, "place": 2, "reason": "foreign"}]
    assert export(claim(case, 2), "后来", content).exported == 2


@pytest.mark.slow
def test_a_stranger_alone_is_no_package(export: Exports) -> None:
    case = with_stranger(export, "page.other_name")
    with pytest.raises(PackageError, match=r"^export\.nothing$"):
        export(replace(case, pages=case.pages[1:]))


@pytest.mark.slow
def test_nobody_prints_it_before_she_claims_it(export: Exports) -> None:
    case = confirmed("miit-2019", export.pages("title_cert"))

    def pictures(whole: Case, name: str) -> int:
        with pymupdf.open(printed(export, whole, name).file) as paper:
            return sum(len(page.get_images()) for page in paper)

    stranger = replace(case.page(1), findings=(warning("page.no_name", document="毕业证"),))
    asked = case.with_page(stranger)
    assert pictures(case, "原来.pdf") == pictures(claim(asked, 1), "认领.pdf") > 0
    assert pictures(asked, "别人.pdf") == 0


@pytest.mark.slow
@pytest.mark.parametrize("slot", [SLOT, "", "no_such_slot"])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_the_check_lists_it_wherever_it_lies(export: Exports, code: str, slot: str) -> None:
    case = with_stranger(export, code)
    moved = case.with_page(replace(case.page(2), slot=slot))

    def told(whole: Case) -> list[int | None]:
        found = evaluate(REGION, whole, NOW).findings
        warned = (one for one in found if one.severity is Severity.WARNING)
        return [one.page for one in warned if one.code.startswith("check.page_foreign")]

    assert told(moved) == [2]
    assert told(claim(moved, 2)) == []
    if slot == SLOT:
        assert evaluate(REGION, moved, NOW).slot(SLOT).state is State.NEEDS_PERSON


def written(export: Exports, case: Case, part: Case | None = None, name: str = "包") -> PackageDone:
    return export(part or case, name, whole=case)


def listed(done: PackageDone) -> Manifest:
    return there(manifest_of(done.folder))


def arranged(export: Exports, seed: int, count: int = 9) -> Case:
    """Return a confirmed case whose pages were moved between and inside slots by chance."""
    chance = random.Random(seed)
    case = confirmed(REGION.id, [export.page(n, "", 200) for n in range(1, count + 1)])
    for number in range(1, count + 1):
        case = move_pages(case, REGION, [number], chance.choice(SLOTS))
    for _ in range(6):
        case = shift_page(case, chance.randint(1, count), chance.choice((-2, -1, 1, 2)))
    return case


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_after_any_moves_a_page_has_one_number_everywhere(export: Exports, seed: int) -> None:
    case = arranged(export, seed)
    assert [page.number for page in case.pages] != sorted(page.number for page in case.pages)
    overview = Overview(case, REGION)
    for page in listed(written(export, case)).pages:
        place = overview.of(page.page).place
        assert (page.place, Path(page.file).stem) == (place, f"{place:03d}")


@pytest.mark.nightly
def test_a_part_has_the_numbers_of_the_whole_and_names_stay(export: Exports) -> None:
    case = arranged(export, 5)
    slot = next(page.slot for page in reversed(case.pages) if page.slot)
    part = part_of(case, REGION, None, slot)
    done = written(export, case, part)
    places = {page.place for page in listed(done).pages}
    assert places == {case.places[page.number] for page in part.pages}
    sent = record_delivery(case, there(done.delivery))
    moved = replace(sent, pages=(*sent.pages[-1:], *sent.pages[:-1]))
    again = listed(written(export, moved, name="全部"))
    before = {page.page: Path(page.file).stem for page in listed(done).pages}
    after = {page.page: Path(page.file).stem for page in again.pages}
    assert {number: after[number] for number in before} == before
    assert len(set(after.values())) == len(after)


@pytest.mark.nightly
def test_what_stays_out_and_what_is_open_are_called_so_too(export: Exports) -> None:
    case = arranged(export, 7)
    last = case.pages[-1]
    case = case.with_page(replace(last, findings=(warning("page.other_name"),)))
    place = last.number
    done = written(export, case)
    assert [(one.page, one.place) for one in listed(done).left_out] == [(last.number, place)]
    words = re.sub(r"<[^>]*>|\s", "", done.checklist.read_text(encoding="utf-8"))
    assert re.search(f"第{place}页.{{0,20}}像是别人的材料，还没有说是谁的", words)
    found = [one for one in evaluate(REGION, case, NOW).findings if "foreign" in one.code]
    assert [(one.page, one.place) for one in found] == [(last.number, place)]
    assert f"第 {place} 页" in found[0].wording().message


@pytest.mark.slow
def test_loose_pages_are_no_section_of_the_notice(export: Exports) -> None:
    case = confirmed(REGION.id, export.pages("", "diploma")[::-1])
    done = written(export, case)
    loose = listed(done).pages[-1]
    assert (loose.section, loose.slot) == ("", "")
    assert Path(loose.file).parent.name == "未归类"
    assert max(path.name for path in (done.folder / "上传").iterdir()) == "未归类"
    titles = [section.title for section in evaluate(REGION, case, NOW).sections]
    assert titles == [section.title for section in REGION.sections]


def test_what_commands_put_in_stands_in_the_order_of_the_window(export: Exports) -> None:
    case = replace(confirmed(REGION.id, []), pages=())
    with create_case(export.folder / "申报.zcase", case) as stored:
        for number, slot in enumerate(("posting", "", "diploma", "posting", "diploma"), start=1):
            scan = Path(export.page(number, slot, 200).path)
            list(import_scans(export.pool, stored, [scan], slot))
        slots = [page.slot for page in stored.case.pages]
        assert slots == ["diploma", "diploma", "posting", "posting", ""]
        assert [page.number for page in stored.case.pages] == [3, 5, 1, 4, 2]


def printed(export: Exports, case: Case, name: str = "纸质.pdf") -> PaperDone:
    file = export.folder / name
    *_, done = print_paper(export.pool, case, load_notice(case.notice), file, export.now)
    assert isinstance(done, PaperDone)
    return done


def text(file: Path) -> str:
    with pymupdf.open(file) as paper:
        return "".join("".join(page.get_text().split()) for page in paper)


@pytest.mark.slow
def test_all_eleven_items_stand_with_copies_form_and_clause(export: Exports) -> None:
    done = printed(export, confirmed("miit-2019", export.pages("title_cert")))
    told = text(done.file)
    assert told.count("□") == 11
    form = "2份", "A4双面打印", "有水印", "加盖单位公章", "已审核，与原件相符", "现场退回"
    for part in (*form, "五（十一）", "没有遮盖，只供打印，不要上传"):
        assert part in told
    assert done.delivery.kind is DeliveryKind.PAPER


@pytest.mark.slow
def test_copies_are_of_the_original_and_begin_on_the_front_of_a_sheet(export: Exports) -> None:
    done = printed(export, confirmed("miit-2019", [covered(export.page(1, "title_cert"))]))
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
def test_only_the_pages_of_the_slots_that_an_item_names_are_copied(export: Exports) -> None:
    slots = ("title_cert", "ce_special", "ce_public", "diploma", "title_doc")
    done = printed(export, confirmed("miit-2019", export.pages(*slots)))
    with pymupdf.open(done.file) as paper:
        assert sum(bool(one.get_images()) for one in paper) == 1
    assert "继续教育证书" in done.by_hand


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        pytest.param("hotan-private-2025", "呈报表 2份 推荐单位公示", marks=pytest.mark.slow),
        ("etdz-2024", "无需上报纸质材料 留存原件"),
    ],
    ids=["two copies of an office form, forms to sign", "nothing on paper"],
)
def test_what_a_notice_asks_for_on_paper_is_said(notice: str, words: str, export: Exports) -> None:
    told = text(printed(export, confirmed(notice, export.pages("diploma"))).file)
    assert [one for one in words.split() if one not in told] == []


@pytest.mark.slow
def test_the_same_case_gives_the_same_paper(export: Exports) -> None:
    case = confirmed("miit-2019", export.pages("title_cert"))
    one, two = (printed(export, case, name).file for name in ("a.pdf", "b.pdf"))
    assert one.read_bytes() == two.read_bytes()
