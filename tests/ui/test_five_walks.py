"""The whole walk for each of the five notices: from a new case to the package on the disk.

By day the pointer walks one that wants none, and the keyboard of ``test_walk`` one that wants
covers; at night all five are walked, the latter without a pointer here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.ui.conftest import NOTICE
from tests.ui.fictional import Scan, draw_scans, fictional_person, scans_for
from tests.ui.keyboard_walker import KeyboardWalker
from tests.ui.walker import Walker
from zcdesk.applicant import Target
from zcdesk.export.plan.manifest import manifest_of, sha256_of
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workflow.case.sample import sample_case
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.package.package_files import text_places

SUMMARY = "任现职以来，负责技术改进和现场试验，三轮改进后效率提高到百分之九十三。"
AT_ONCE = "ce_special"
"""The slot on which scans are dropped at once; the others go through the tray."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    draw_scans(folder)
    return folder


@pytest.fixture
def own_folders(tmp_path: Path) -> Iterator[None]:
    """Cases and packages of one test lie below its own folder."""
    preferences().set(case_folder=str(tmp_path / "案卷"), package_folder=str(tmp_path / "导出"))
    (tmp_path / "导出").mkdir()
    yield
    preferences().set(case_folder="", package_folder="")


def pointed_at() -> list[object]:
    """Return the notices that the keyboard does not walk; by day the first that wants no covers."""
    others = [one for one in notice_ids() if one != NOTICE]
    by_day = next(one for one in others if load_notice(one).masking is None)
    marks = {one: [] if one == by_day else [pytest.mark.nightly] for one in others}
    return [pytest.param(one, marks=marks[one]) for one in others]


@pytest.mark.parametrize("notice_id", pointed_at())
def test_a_person_walks_from_the_notice_to_the_package(
    window: MainWindow, own_folders: None, drawn: Path, notice_id: str
) -> None:
    walk(Walker(window), notice_id, drawn, scans_for(notice_id))


@pytest.mark.nightly
def test_the_same_walk_needs_no_pointer(window: MainWindow, own_folders: None, drawn: Path) -> None:
    walk(KeyboardWalker(window), NOTICE, drawn, scans_for(NOTICE))


@pytest.mark.nightly
def test_the_sample_takes_at_most_forty_decisions(window: MainWindow, own_folders: None) -> None:
    sample, walker = sample_case(), Walker(window)
    walker.choose_notice(sample.notice)
    walker.introduce(sample.applicant, [Path(page.path) for page in sample.pages])
    walker.wait(lambda: len(walker.room.session.case.pages) == len(sample.pages))
    walker.answer_questions(dict(sample.facts))
    walker.choose_route()
    walker.sort_tray()
    walker.sort_by_hand({page.file_name: page.slot for page in sample.pages})
    walker.review(as_she_decided(walker))
    done = walker.check_and_export()
    assert (done.exported, done.left_out) == (len(sample.pages), ())
    assert len(walker.decisions) <= 40, walker.decisions
    assert walker.shown.others == []


def as_she_decided(walker: Walker) -> Callable[[int, int], bool]:
    """Return what the fictional person thinks of doubts: own seals are covered, no signature is."""

    def covers(number: int, hit: int) -> bool:
        page = walker.room.session.case.page(number)
        return page.hits[hit].mask.target is not Target.SIGNATURE

    return covers


def walk(walker: Walker, notice_id: str, drawn: Path, scans: Sequence[Scan]) -> None:
    """Walk from the start page to the package, and look at what lies on the disk."""
    notice = load_notice(notice_id)
    loose = [drawn / scan.file for scan in scans if scan.slot != AT_ONCE]
    walker.choose_notice(notice_id)
    walker.introduce(fictional_person().applicant(), loose)
    walker.wait(lambda: len(walker.room.session.case.pages) == len(loose))
    walker.drop_on_slot(AT_ONCE, [drawn / one.file for one in scans if one.slot == AT_ONCE])
    walker.answer_questions({})
    if notice.masking is not None:
        walker.choose_route()
    places = [place for section in notice.sections for place in text_places(notice, section)]
    if any(place.id == "work_summary" for place in places):
        walker.write_text("work_summary", SUMMARY)
    walker.sort_tray()
    expected = {scan.file: scan.slot for scan in scans}
    pages = walker.room.session.case.pages
    assert {page.file_name: page.slot for page in pages} == expected
    walker.review(lambda number, hit: True)
    done = walker.check_and_export()
    check_package(done, walker, len(scans))
    assert len(walker.decisions) <= 40, walker.decisions
    assert walker.shown.others == []


def check_package(done: PackageDone, walker: Walker, pages: int) -> None:
    """Hold a package on the disk against the case: every page, every file, nothing personal."""
    case, notice = walker.room.session.case, walker.room.session.notice
    assert (done.exported, done.left_out) == (pages, ())
    manifest = manifest_of(done.folder)
    assert manifest is not None
    assert manifest.left_out == ()
    for file in manifest.files:
        assert sha256_of(done.folder / file.path) == file.sha256, file.path
    by_number = {page.number: page for page in case.pages}
    sent = {page.page: page for page in manifest.pages}
    assert sorted(sent) == sorted(by_number)
    for number, page in by_number.items():
        assert sent[number].slot == page.slot
        assert len(sent[number].covers) == len(page.covers())
        assert sha256_of(done.folder / sent[number].file) == sent[number].sha256
    asked = {mask.target for page in case.pages for mask in page.covers()}
    asked.discard(Target.OTHERS_ON_LIST)  # asked whatever the notice says
    assert bool(asked) is (notice.masking is not None)
    written = "".join(str(path.relative_to(done.folder)) for path in done.folder.rglob("*"))
    assert case.applicant.name not in written
