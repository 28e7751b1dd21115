"""What a package tells of itself: on its page, in its workbook, and of each picture's last look."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.workflow.drawn_case import confirmed, covered, page_of
from zcdesk.cases.acts.deciding import reviewed
from zcdesk.export.plan.layout import plan
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case

REGION, MIIT = "region-senior-2024", "miit-2019"
NOW = datetime(2024, 9, 20, tzinfo=UTC)
SLOTS = ("id_card", "diploma", "posting")
LEFT_OUT = "第 9 页"
"""What the page is called that nobody confirmed, whatever its number in the case."""
COVERED = "打得开、是 JPEG、没有附带信息、正向完整、遮盖不透明、没有再认出要遮盖的内容"
TOLD = {
    REGION: (
        "平台上点选", "【否】", "我的主页-我的申请书-检查本人姓名掩盖", "一律不予受理",
        "还没有人确认过这一页", LEFT_OUT, "还缺什么、还要谁办", "纸质材料", "盖住了什么、在哪里",
        "13-2 公示材料", "其他附件或证明材料", "02-1 学历证书", "01-1 身份证扫描件", COVERED,
    ),
    MIIT: (
        LEFT_OUT, "还缺什么、还要谁办", "纸质材料", "A4 双面打印，有水印", "其他附件或证明材料",
        "02-1 学历证书", "打得开、是 JPEG、没有附带信息、正向完整",
    ),
}  # fmt: skip
LOOKED_AT = {
    REGION: ["opens", "jpeg", "metadata", "upright", "covers", "words"],
    MIIT: ["opens", "jpeg", "metadata", "upright", "covers"],
}


ANSWERS = {REGION: "no", MIIT: None}
"""What a person answered; only a blind review asks."""


@pytest.mark.slow
@pytest.mark.parametrize("notice", TOLD)
def test_page_workbook_and_manifest_tell_what_was_done(
    notice: str, pool: WorkerPool, tmp_path: Path
) -> None:
    pages = [covered(page_of(tmp_path, n, slot)) for n, slot in enumerate(SLOTS, start=1)]
    case = confirmed(notice, pages)
    case = replace(case, pages=(*case.pages, page_of(tmp_path, 9, "degree_cert")))
    *_, done = export_case(pool, case, load_notice(notice), tmp_path / "包", NOW)
    assert isinstance(done, PackageDone)
    sheets = openpyxl.load_workbook(done.folder / "自用" / "上传清单.xlsx").worksheets
    cells = [str(c) for s in sheets for row in s.iter_rows(values_only=True) for c in row]
    for told in ((done.folder / "自用" / "上传清单.html").read_text("utf-8"), "\n".join(cells)):
        assert [words for words in TOLD[notice] if words not in told] == []
    entries = json.loads((done.folder / "manifest.json").read_text("utf-8"))["pages"]
    assert [one["answer"] for one in entries] == [ANSWERS[notice]] * len(SLOTS)
    assert [one["checked"] for one in entries] == [LOOKED_AT[notice]] * len(SLOTS)
    inside = {path.read_bytes() for path in done.folder.rglob("*") if path.is_file()}
    assert not inside & {Path(page.path).read_bytes() for page in case.pages}
    assert {path.name for path in done.folder.iterdir()} == {"上传", "自用", "manifest.json"}


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 1, 3), (3, 1)])
def test_pages_of_a_slot_leave_in_the_order_that_a_person_gave_them(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    pages = [page_of(tmp_path, number, "diploma") for number in order]
    planned = plan(load_notice(MIIT), reviewed(confirmed(MIIT, pages)))
    assert [one.number for one in planned] == list(order)
    assert [int(one.file.stem) for one in planned] == list(order)  # the checklist tells the order
    assert len({one.file for one in planned}) == len(order)
