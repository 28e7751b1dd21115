"""The paper package: a list by notice, forms to sign, copies of originals, never covered ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.workflow.drawn_case import confirmed, covered, page_of
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.paper import PaperDone, print_paper

NOW = datetime(2019, 11, 2, tzinfo=UTC)


def printed(pool: WorkerPool, case: Case, file: Path) -> PaperDone:
    *_, done = print_paper(pool, case, load_notice(case.notice), file, NOW)
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
