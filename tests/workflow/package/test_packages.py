"""Packages by route, by limit and by what changed; pages are drawn, so nothing is read."""

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import openpyxl
import pymupdf
import pytest
from PIL import Image

from tests.given import contents, there
from tests.workflow.drawn_case import APPLICANT, NOW, Exports, confirmed, covered, drawn
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import answer, confirm, reviewed
from zcdesk.cases.acts.following import mark_submitted, record_delivery
from zcdesk.cases.acts.noting import choose_route, limit_files, write_text
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.upload_route import Route
from zcdesk.export.package.folders import PackageError
from zcdesk.export.papers.differences import told
from zcdesk.export.papers.html import to_html
from zcdesk.export.plan.layout import Reason, plan
from zcdesk.export.plan.manifest import OPEN_PICTURES, Content
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

pytestmark = pytest.mark.nightly

BLIND, OPEN = "region-senior-2024", "miit-2019"


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> WorkerPool:
    return one_worker


@pytest.fixture
def case(export: Exports) -> Case:
    """Three pages for a notice that asks for no covering: two certificates, one identity card."""
    return confirmed(OPEN, export.pages("diploma", "diploma", "id_card"))


def blind(export: Exports) -> Case:
    card, diploma = export.pages("id_card", "diploma")
    return confirmed(BLIND, [card, covered(diploma)])


def delivered(case: Case, done: PackageDone) -> Case:
    return record_delivery(case, there(done.delivery))


def handed_in(case: Case, done: PackageDone) -> Case:
    case = delivered(case, done)
    return mark_submitted(case, len(case.deliveries) - 1, NOW)


def told_of(done: PackageDone) -> Any:
    return json.loads((done.folder / "manifest.json").read_text("utf-8"))


def shown_in(done: PackageDone, page: str = "上传清单") -> str:
    return (done.folder / f"自用/{page}.html").read_text("utf-8")


def pictures(done: PackageDone) -> dict[str, bytes]:
    return {
        path.relative_to(done.folder).as_posix(): path.read_bytes()
        for path in sorted(done.folder.rglob("*.jpg"))
    }


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def test_a_second_export_of_the_same_case_is_byte_identical(export: Exports, case: Case) -> None:
    first, second = export(case, "一"), export(case, "二")
    assert contents(first.folder) == contents(second.folder)
    again = export(case, "一")
    assert contents(again.folder) == contents(second.folder)


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_and_order_gives_the_same(export: Exports, workers: int) -> None:
    """Five pages with covers, one of them in another slot, for a notice that asks for none."""
    pages = export.pages("diploma", "diploma", "diploma", "id_card", "diploma")
    case = confirmed(OPEN, [covered(page) for page in pages])
    first = pictures(export(case, "一"))
    card = case.page(4)  # another slot's: where it stands among the others says nothing
    moved = replace(case, pages=(card, *(page for page in case.pages if page is not card)))
    with WorkerPool(workers) as more:
        again = pictures(replace(export, pool=more)(moved, "二"))
    assert len(first) == 5
    assert first == again


def test_pictures_for_covering_inside_are_upright_uncovered_and_told_apart(export: Exports) -> None:
    case = choose_route(blind(export), Route.INSIDE_PLATFORM)
    done = export(case)
    assert all(name.startswith(f"{OPEN_PICTURES}/") for name in pictures(done))
    assert not (done.folder / "上传").exists()
    shown = pixels(pictures(done)[f"{OPEN_PICTURES}/02-1 学历证书/002.jpg"])
    assert np.abs(shown.astype(int) - drawn(2).astype(int)).mean() < 6
    manifest = told_of(done)
    assert manifest["content"] == "for_covering_inside_the_platform"
    page = shown_in(done)
    assert "都没有遮盖" in page
    assert "【是】，并进行【遮盖】" in page
    assert manifest["pages"][1]["covers"][0]["polygon"][0] == [9.43, 10.0]


def test_the_two_routes_never_take_each_others_place(export: Exports) -> None:
    case = blind(export)
    inside = export(case, "包", Content.FOR_COVERING_INSIDE)
    before = contents(inside.folder)
    with pytest.raises(PackageError, match=r"^export\.other_content$"):
        export(case, "包", Content.COVERED)
    assert contents(inside.folder) == before


def test_a_slot_may_leave_by_another_route(export: Exports) -> None:
    case = choose_route(blind(export), Route.COVERED, "id_card")
    done = export(case, "包", Content.FOR_COVERING_INSIDE)
    assert list(pictures(done)) == [f"{OPEN_PICTURES}/02-1 学历证书/002.jpg"]
    assert [(one.number, one.reason) for one in done.left_out] == [(1, Reason.OTHER_ROUTE)]


def test_the_guide_shows_numbers_and_percent_on_page_and_paper(export: Exports) -> None:
    done = export(blind(export), "包", Content.FOR_COVERING_INSIDE)
    page = shown_in(done, "遮盖位置图")
    assert "横 9%–28%，纵 10%–14%" in page
    with pymupdf.open(done.folder / "自用/遮盖位置图.pdf") as paper:
        text = "".join(one.get_text() for one in paper)
        assert "横9%–28%，纵10%–14%" in "".join(text.split())
        assert sum(len(one.get_images()) for one in paper) == 1


def test_an_inserted_page_has_its_number_others_keep_theirs(export: Exports, case: Case) -> None:
    case = delivered(case, export(case))
    more = confirmed(OPEN, [export.page(9, "diploma")]).pages[0]
    case = replace(case, pages=(case.pages[0], more, *case.pages[1:]))
    again = export(case)
    names = [Path(name).name for name in pictures(again) if "学历" in name]
    assert sorted(names) == ["001.jpg", "002.jpg", "009.jpg"]
    case = delivered(case, again)
    without = replace(case, pages=(case.pages[0], *case.pages[2:]))
    last = export(without)
    assert sorted(Path(name).name for name in pictures(last)) == ["001.jpg", "002.jpg", "003.jpg"]
    other = confirmed(OPEN, [export.page(10, "diploma")]).pages[0]
    case = replace(without, pages=(without.pages[0], other, *without.pages[1:]))
    names = [Path(name).name for name in pictures(export(case))]
    assert "010.jpg" in names


@pytest.mark.parametrize("most", [60_000, 30_000])
def test_a_picture_fits_its_limit_and_keeps_its_seal_red(export: Exports, most: int) -> None:
    case = confirmed(OPEN, export.pages("diploma"))
    (plain,) = pictures(export(case, "a")).values()
    case = limit_files(case, FileLimit("diploma", most_bytes=most))
    (small,) = pictures(export(case, "b")).values()
    assert len(small) <= most < len(plain)
    shown = pixels(small)
    assert shown.shape[0] <= 600
    ring = cv2.resize(shown, (424, 600))[490 - 62 : 490 - 56, 318:322].reshape(-1, 3).mean(axis=0)
    assert ring[0] > ring[1] + 80
    assert ring[0] > ring[2] + 80


def test_a_limit_that_leaves_nothing_readable_is_told(export: Exports) -> None:
    page, card = export.pages("diploma", "id_card")
    page = replace(page, page=replace(there(page.page), text_height=16.0))
    case = confirmed(OPEN, [page, card])
    case = limit_files(case, FileLimit("diploma", most_pixels=200))
    done = export(case)
    assert [(one.number, one.reason) for one in done.left_out] == [(1, Reason.LIMIT)]


@pytest.mark.parametrize("limit", [{"most_pictures": 2}, {"most_bytes": 80_000}], ids=str)
def test_pages_are_joined_to_as_many_as_it_takes(export: Exports, limit: dict[str, int]) -> None:
    joined = FileLimit("diploma", arrangement=Arrangement.JOINED, **limit)
    case = confirmed(OPEN, export.pages(*["diploma"] * 3))
    done = export(limit_files(case, joined))
    assert [Path(name).name for name in pictures(done)] == ["001.jpg", "003.jpg"]
    assert [pixels(content).shape[0] for content in pictures(done).values()] == [1200, 600]
    most = limit.get("most_bytes", 10**9)
    assert all(len(content) <= most for content in pictures(done).values())
    assert [one["joined"] for one in told_of(done)["pages"]] == [[2], []]
    assert "第 1、2 页" in shown_in(done)


def test_a_page_is_split_with_an_overlap(export: Exports) -> None:
    case = confirmed(OPEN, export.pages("diploma"))
    case = limit_files(case, FileLimit("diploma", arrangement=Arrangement.SPLIT))
    done = export(case)
    assert [Path(name).name for name in pictures(done)] == ["001_1.jpg", "001_2.jpg"]
    upper, lower = map(pixels, pictures(done).values())
    assert upper.shape[0] + lower.shape[0] == 600 + 24
    assert np.abs(upper[-24:].astype(int) - lower[:24].astype(int)).mean() < 5


def test_a_page_is_split_into_as_many_parts_as_its_bytes_need(export: Exports) -> None:
    limit = FileLimit("diploma", most_bytes=45_000, arrangement=Arrangement.SPLIT)
    done = export(limit_files(confirmed(OPEN, [export.page(1, "diploma", 1800)]), limit))
    names = [Path(name).name for name in pictures(done)]
    assert names == [f"001_{part}.jpg" for part in range(1, len(names) + 1)]
    assert len(names) > 2
    assert all(len(content) <= 45_000 for content in pictures(done).values())
    assert {pixels(content).shape[1] for content in pictures(done).values()} == {424}


def test_only_what_changed_since_it_was_handed_in_goes_out(export: Exports, case: Case) -> None:
    case = handed_in(case, export(case))
    with pytest.raises(PackageError, match=r"^export\.nothing$"):
        export(case, "改", Content.CHANGES)
    newer = export.page(2, "diploma", height=640)
    added = export.page(4, "posting_result")
    reason = ToDo("第2页看不清，张伟的姓名可见", "education", "diploma", 2)
    back = Round(NOW, Who.REVIEW_COMMITTEE, "第2页看不清", (reason, ToDo("请补充完善")))
    pages = [case.pages[0], newer, added]  # page 3 is gone
    case = confirmed(OPEN, pages, deliveries=case.deliveries, rounds=(back,))
    changed = export(case, "改", Content.CHANGES)
    assert sorted(Path(name).name for name in pictures(changed)) == ["002.jpg", "004.jpg"]
    assert changed.left_out == ()
    text = re.sub(r"<[^>]+>", " ", shown_in(changed, "改动对照"))
    deleted, replaced, more = difference_lines(changed)
    assert "01-1 身份证附件/003.jpg" in deleted
    assert "只删除" in deleted
    assert replaced.count("002.jpg") == 2
    assert "第2页看不清" in replaced
    assert "没有，新增" in more
    assert "请补充完善" in text


def test_what_did_not_change_is_read_again_for_words_told_since(export: Exports) -> None:
    """She tells a former name once all is handed in: a page that shows it must not pass as done."""
    case = blind(export)
    case = handed_in(case, export(case))
    case = replace(case, applicant=replace(case.applicant, aliases=("张伟",)))
    for page in case.pages:
        case = confirm(answer(case, page.number, Answer.NO), page.number)
    notice, folder = load_notice(BLIND), export.folder / "改"
    walk = export_case(export.pool, case, notice, folder, NOW, Content.CHANGES)
    shown = [one.page for one in islice(walk, 2) if isinstance(one, Exported)]
    (open_page,) = (page for page in shown if page)  # on the other one a cover lies over it
    assert {hit.mask.target for hit in open_page.hits} == {Target.NAME}
    with pytest.raises(PackageError, match=r"^export\.none_passed$"):
        next(walk)


def difference_lines(done: PackageDone) -> list[str]:
    page = shown_in(done, "改动对照")
    table = re.sub(r"<(svg|style).*?</\1>", "", page, flags=re.DOTALL).split("<h2>还缺什么")[0]
    return re.findall(r"<tr><td>(.*?)</tr>", table, flags=re.DOTALL)


def test_a_round_that_only_deletes_holds_no_picture(export: Exports, case: Case) -> None:
    case = handed_in(case, export(case))
    back = Round(NOW, Who.REVIEW_COMMITTEE, "…", (ToDo("第2页与本人无关", "", "diploma", 2),))
    case = replace(case, pages=(case.pages[0], case.pages[2]), rounds=(back,))
    changed = export(case, "改", Content.CHANGES)
    assert (changed.exported, pictures(changed), changed.left_out) == (0, {}, ())
    (line,) = difference_lines(changed)
    assert "02-1 学历证书/002.jpg" in line
    assert "只删除" in line
    assert "第2页与本人无关" in line
    (one,) = changed.differences
    assert told(one) == ("学历学位 · 学历证书：在平台上删除 02-1 学历证书/002.jpg，不再上传。")
    assert "这次没有要上传的图片" in shown_in(changed)
    done = handed_in(case, changed)
    # What was deleted there is not told again.
    with pytest.raises(PackageError, match=r"^export\.nothing$"):
        export(done, "再", Content.CHANGES)
    kept = export(done)
    assert [Path(name).name for name in pictures(kept)] == ["003.jpg", "001.jpg"]


def test_nothing_is_deleted_while_its_replacement_waits(export: Exports, case: Case) -> None:
    case = handed_in(case, export(case))
    added = export.page(5, "posting_result")
    newer = replace(export.page(4, "diploma", height=640), called=2)
    told = confirmed(OPEN, [case.pages[0], case.pages[2], added], deliveries=case.deliveries)
    waiting = replace(told, pages=(told.pages[0], newer, *told.pages[1:]))
    changed = export(waiting, "改", Content.CHANGES)
    assert not any("删除" in line for line in difference_lines(changed))
    pages = [case.pages[0], newer, case.pages[2], added]
    done = confirmed(OPEN, pages, deliveries=case.deliveries)
    changed = export(done, "再", Content.CHANGES)
    assert difference_lines(changed)[0].count("学历证书/002.jpg") == 1
    assert "002a.jpg" in difference_lines(changed)[0]


def test_another_answer_alone_is_told_and_nothing_is_uploaded_again(export: Exports) -> None:
    case = replace(blind(export), targets=frozenset())
    for page in case.pages:
        case = confirm(case, page.number)
    case = handed_in(case, export(case))
    other = confirm(answer(case, 2, Answer.YES), 2)
    changed = export(other, "改", Content.CHANGES)
    assert pictures(changed) == {}
    (line,) = difference_lines(changed)
    assert "图片不用重传，只重新点选" in line
    assert "【是】" in line
    said = told(changed.differences[0])
    assert said.endswith("002.jpg 不用重传。重新点选：【是】，并进行【遮盖】。")
    with pytest.raises(PackageError, match=r"^export\.nothing$"):
        export(handed_in(other, changed), "再", Content.CHANGES)


def test_a_part_of_the_changes_deletes_nothing_elsewhere(export: Exports, case: Case) -> None:
    sent = delivered(case, export(case)).deliveries
    newer = export.page(2, "diploma", height=640)
    whole = confirmed(OPEN, [case.pages[0], newer, case.pages[2]], deliveries=sent)
    part = replace(whole, pages=whole.pages[1:2])
    (line,) = difference_lines(export(part, "改", Content.CHANGES, whole=whole))
    assert line.count("002.jpg") == 2
    assert "只删除" not in line


def test_a_delivery_tells_names_hashes_slots_and_pages(export: Exports, case: Case) -> None:
    done = export(case)
    files = there(done.delivery).files
    assert {one.name: one.sha256 for one in files} == {
        name: hashlib.sha256(content).hexdigest() for name, content in pictures(done).items()
    }
    told = [(one.slot, one.page) for one in files]
    assert told == [("id_card", 3), ("diploma", 1), ("diploma", 2)]


def test_no_word_of_the_applicant_stands_outside_forms_and_texts(export: Exports) -> None:
    case = write_text(blind(export), "form.post", "欧阳婉儿的岗位")
    done = export(case, "包", Content.FOR_COVERING_INSIDE)
    forms = {
        name for name in contents(done.folder) if name.startswith(("自用/文书/", "自用/填报文字"))
    }
    assert any(name.endswith(".docx") for name in forms)
    for name, content in contents(done.folder).items():
        if name in forms:
            continue
        for word in (APPLICANT.name, "天山岩土", APPLICANT.id_number):
            for coded in (word.encode(), word.encode("utf-16-le"), word.encode("gb18030")):
                assert coded not in content, name


def test_her_word_in_a_title_stops_it(export: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last search looks at what was written, whoever wrote it."""
    from zcdesk.export.package import packing

    monkeypatch.setattr(packing, "to_html", lambda listed: to_html(listed) + "欧阳婉儿".encode())
    with pytest.raises(PackageError, match=r"^export\.personal_word$") as raised:
        export(blind(export), "包", Content.FOR_COVERING_INSIDE)
    assert "欧阳" not in str(raised.value.details)
    assert not (export.folder / "包").exists()


def test_the_checklist_lists_paper_terms_and_texts_to_copy(export: Exports, case: Case) -> None:
    page = shown_in(export(case))
    terms = "A4 双面打印", "已审核，与原件相符", "2019-10-31 24:00", "导出当天还剩 11 天"
    for part in ("本单位已对提供的申报材料逐一审核，真实准确，同意推荐", *terms):
        assert part in page


IN_2024 = datetime(2024, 9, 20, tzinfo=UTC)
SLOTS = ("id_card", "diploma", "posting")
LEFT_OUT = "第 9 页"
"""What the page is called that nobody confirmed, whatever its number in the case."""
COVERED = "打得开、是 JPEG、没有附带信息、正向完整、遮盖不透明、没有再认出要遮盖的内容"
TOLD = {
    BLIND: (
        "平台上点选", "【否】", "我的主页-我的申请书-检查本人姓名掩盖", "一律不予受理",
        "还没有人确认过这一页", LEFT_OUT, "还缺什么、还要谁办", "纸质材料", "盖住了什么、在哪里",
        "13-2 公示材料", "其他附件或证明材料", "02-1 学历证书", "01-1 身份证扫描件", COVERED,
    ),
    OPEN: (
        LEFT_OUT, "还缺什么、还要谁办", "纸质材料", "A4 双面打印，有水印", "其他附件或证明材料",
        "02-1 学历证书", "打得开、是 JPEG、没有附带信息、正向完整",
    ),
}  # fmt: skip
LOOKED_AT = {
    BLIND: ["opens", "jpeg", "metadata", "upright", "covers", "words"],
    OPEN: ["opens", "jpeg", "metadata", "upright", "covers"],
}
ANSWERS = {BLIND: "no", OPEN: None}
"""What a person answered; only a blind review asks."""


@pytest.mark.parametrize("notice", TOLD)
def test_page_workbook_and_manifest_tell_what_was_done(notice: str, export: Exports) -> None:
    case = confirmed(notice, [covered(page) for page in export.pages(*SLOTS)])
    case = replace(case, pages=(*case.pages, export.page(9, "degree_cert")))
    done = replace(export, now=IN_2024)(case)
    sheets = openpyxl.load_workbook(done.folder / "自用" / "上传清单.xlsx").worksheets
    cells = [str(c) for s in sheets for row in s.iter_rows(values_only=True) for c in row]
    for shown in ((done.folder / "自用" / "上传清单.html").read_text("utf-8"), "\n".join(cells)):
        assert [words for words in TOLD[notice] if words not in shown] == []
    entries = told_of(done)["pages"]
    assert [one["answer"] for one in entries] == [ANSWERS[notice]] * len(SLOTS)
    assert [one["checked"] for one in entries] == [LOOKED_AT[notice]] * len(SLOTS)
    inside = {path.read_bytes() for path in done.folder.rglob("*") if path.is_file()}
    assert not inside & {Path(page.path).read_bytes() for page in case.pages}
    assert {path.name for path in done.folder.iterdir()} == {"上传", "自用", "manifest.json"}


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 1, 3), (3, 1)])
def test_pages_of_a_slot_leave_in_her_order(order: tuple[int, ...], export: Exports) -> None:
    pages = [export.page(number) for number in order]
    planned = plan(load_notice(OPEN), reviewed(confirmed(OPEN, pages)))
    assert [one.number for one in planned] == list(order)
    assert [int(one.file.stem) for one in planned] == list(order)  # the checklist tells the order
    assert len({one.file for one in planned}) == len(order)
