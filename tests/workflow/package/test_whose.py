"""A page of somebody else's reaches no package, covered, for the platform or on paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pymupdf
import pytest

from tests.workflow.drawn_case import confirmed, page_of
from zcdesk.cases.acts.deciding import claim
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import State
from zcdesk.export.package.folders import PackageError
from zcdesk.export.plan.manifest import Content, manifest_of
from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import Severity, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.paper import print_paper

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
