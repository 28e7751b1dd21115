"""The acceptance list, on what is exported: 12–14, 20, 25, 26, 28–30, 36 and 102–104."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from PIL import Image

from tests.checks.acceptance.making import ETDZ, HOTAN, MIIT, REGION, URUMQI
from tests.workflow.drawn_case import confirmed, covered, page_of
from zcdesk.cases.acts.deciding import reviewed
from zcdesk.cases.case import Case
from zcdesk.export.papers.checklist import checklist
from zcdesk.export.plan.layout import is_sorted_by_name, plan
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case

NOW = datetime(2024, 9, 20, tzinfo=UTC)
SLOTS = ("id_card", "diploma", "posting")
LAST = f"第 {len(SLOTS) + 1} 页"
"""What the page behind them is called, whatever its number in the case."""


@dataclass(frozen=True)
class Exported:
    """A package, its case, and what can be read in it."""

    case: Case
    folder: Path
    page: str
    book: str
    manifest: dict[str, object]

    def entries(self) -> list[dict[str, object]]:
        found = self.manifest["pages"]
        assert isinstance(found, list)
        return found


def exported(pool: WorkerPool, notice_id: str, folder: Path) -> Exported:
    pages = [page_of(folder, number, slot) for number, slot in enumerate(SLOTS, start=1)]
    case = confirmed(notice_id, [covered(page) for page in pages])
    open_page = page_of(folder, 9, "degree_cert")  # nobody confirmed it
    case = replace(case, pages=(*case.pages, open_page))
    *_, done = export_case(pool, case, load_notice(notice_id), folder / "包", NOW)
    assert isinstance(done, PackageDone)
    own = done.folder / "自用"
    sheets = openpyxl.load_workbook(own / "上传清单.xlsx").worksheets
    cells = [str(c) for s in sheets for row in s.iter_rows(values_only=True) for c in row]
    manifest = json.loads((done.folder / "manifest.json").read_text("utf-8"))
    page = (own / "上传清单.html").read_text("utf-8")
    return Exported(case, done.folder, page, "\n".join(cells), manifest)


@pytest.fixture(scope="module")
def packages(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    return {
        notice_id: exported(pool, notice_id, tmp_path_factory.mktemp("案"))
        for notice_id in (REGION, MIIT)
    }


FORMATS = [(12, REGION), (12, MIIT)]


@pytest.mark.parametrize(("item", "notice"), FORMATS)
def test_every_picture_is_a_jpeg_by_name_and_by_content(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    files = [path for path in (packages[notice].folder / "上传").rglob("*") if path.is_file()]
    assert len(files) == len(SLOTS)
    assert {path.suffix for path in files} == {".jpg"}
    assert {path.read_bytes()[:3] for path in files} == {b"\xff\xd8\xff"}
    (rule,) = [one for one in load_notice(notice).file_rules if one.id == "format"]
    assert rule.value == "*.jpg"


UNSTATED = [(13, ETDZ), (13, URUMQI), (13, HOTAN)]


@pytest.mark.parametrize(("item", "notice"), UNSTATED)
def test_a_format_that_the_notice_does_not_state_is_told_as_ours(item: int, notice: str) -> None:
    found = load_notice(notice)
    (rule,) = [one for one in found.file_rules if one.id == "format"]
    assert rule.value == "原文未述"
    told = [passage.text for passage in checklist(found, (), {}).passages]
    assert any("本通知未述图片格式" in text for text in told)


UPRIGHT = [(14, REGION), (14, MIIT), (25, REGION)]


@pytest.mark.parametrize(("item", "notice"), UPRIGHT)
def test_no_picture_carries_a_turning_a_thumbnail_or_anything_but_pixels(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    for path in (packages[notice].folder / "上传").rglob("*.jpg"):
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            assert not picture.getexif()
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
            assert picture.height > picture.width
        assert content.endswith(b"\xff\xd9")
        assert content.count(b"\xff\xd8\xff") == 1


BURNT = [(25, REGION)]


@pytest.mark.parametrize(("item", "notice"), BURNT)
def test_a_cover_is_black_in_the_pixels(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    for entry in packages[notice].entries():
        picture = Image.open(packages[notice].folder / str(entry["file"])).convert("L")
        assert np.asarray(picture.crop((44, 64, 116, 80))).max() <= 24


TABLES = [
    # item, notice, words that stand on the page and in the workbook
    (26, REGION, ["平台上点选", "【否】", "姓名"]),
    (28, REGION, ["我的主页-我的申请书-检查本人姓名掩盖"]),
    (30, REGION, ["一律不予受理", "还没有人确认过这一页", LAST]),
    (30, MIIT, [LAST]),
    (102, REGION, ["还缺什么、还要谁办", "纸质材料", "盖住了什么、在哪里"]),
    (102, MIIT, ["还缺什么、还要谁办", "纸质材料", "A4 双面打印，有水印"]),
    (103, REGION, ["13-2 公示材料", "其他附件或证明材料", "02-1 学历证书", "01-1 身份证扫描件"]),
    (103, MIIT, ["其他附件或证明材料", "02-1 学历证书"]),
    (104, REGION, ["打得开、是 JPEG、没有附带信息、正向完整、遮盖不透明、没有再认出要遮盖的内容"]),
    (104, MIIT, ["打得开、是 JPEG、没有附带信息、正向完整"]),
]


@pytest.mark.parametrize(("item", "notice", "words"), TABLES)
def test_page_and_workbook_tell_it(
    item: int, notice: str, words: list[str], packages: dict[str, Exported]
) -> None:
    for told in (packages[notice].page, packages[notice].book):
        assert [word for word in words if word not in told] == []


JUDGED = [(26, REGION)]


@pytest.mark.parametrize(("item", "notice"), JUDGED)
def test_every_picture_has_the_answer_that_a_person_gave(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    assert [entry["answer"] for entry in packages[notice].entries()] == ["no"] * len(SLOTS)


GUIDES = [(29, REGION)]


@pytest.mark.parametrize(("item", "notice"), GUIDES)
def test_covered_pictures_come_with_the_guide_to_their_places(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    folder = packages[notice].folder
    guide = (folder / "自用/遮盖位置图.html").read_text("utf-8")
    assert guide.count("横 9%–28%，纵 10%–14%") == len(SLOTS)
    assert (folder / "自用/遮盖位置图.pdf").read_bytes().startswith(b"%PDF")
    assert all(entry["covers"] for entry in packages[notice].entries())


APART = [(30, REGION), (36, REGION), (36, MIIT)]


@pytest.mark.parametrize(("item", "notice"), APART)
def test_neither_originals_nor_unconfirmed_pages_lie_among_the_pictures(
    item: int, notice: str, packages: dict[str, Exported]
) -> None:
    one = packages[notice]
    originals = {Path(page.path).read_bytes() for page in one.case.pages}  # still where they were
    inside = {path.name: path.read_bytes() for path in one.folder.rglob("*") if path.is_file()}
    assert len(originals) == len(SLOTS) + 1
    assert not originals & set(inside.values())
    assert "009.jpg" not in inside
    assert {path.name for path in one.folder.iterdir()} == {"上传", "自用", "manifest.json"}


CHECKED = [
    (104, REGION, ["opens", "jpeg", "metadata", "upright", "covers", "words"]),
    (104, MIIT, ["opens", "jpeg", "metadata", "upright"]),
]


@pytest.mark.parametrize(("item", "notice", "checks"), CHECKED)
def test_what_was_checked_of_each_written_picture_stands_in_the_package(
    item: int, notice: str, checks: list[str], packages: dict[str, Exported]
) -> None:
    for entry in packages[notice].entries():
        expected = checks if notice == REGION else [*checks, "covers"]
        assert entry["checked"] == expected


ORDERS = [(20, (1, 2, 3), True), (20, (2, 1, 3), True), (20, (3, 1), True)]


@pytest.mark.parametrize(("item", "order", "by_name"), ORDERS)
def test_pages_of_a_slot_leave_in_the_order_that_a_person_gave_them(
    item: int, order: tuple[int, ...], by_name: bool, tmp_path: Path
) -> None:
    pages = [page_of(tmp_path, number, "diploma") for number in order]
    planned = plan(load_notice(MIIT), reviewed(confirmed(MIIT, pages)))
    assert [one.number for one in planned] == list(order)
    assert is_sorted_by_name(one.file for one in planned) is by_name
    assert len({one.file for one in planned}) == len(order)
