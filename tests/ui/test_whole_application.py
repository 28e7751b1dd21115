"""A whole application of 25 pages in the window: what it costs a person who knows the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.counting import Counting
from zcdesk.applicant import Target
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workflow.case.sample import sample_case

PAGES = 25
MOST_KEYS, MOST_DECISIONS = 60, 15
"""33 keys and 13 decisions were counted; six of these are screens or questions of the notice, and
lines that are ticked on one screen are one decision."""


@pytest.fixture
def own_folders(tmp_path: Path) -> Iterator[None]:
    """The case and its package lie below the folder of the test."""
    (tmp_path / "导出").mkdir()
    preferences().set(case_folder=str(tmp_path / "案卷"), package_folder=str(tmp_path / "导出"))
    yield
    preferences().set(case_folder="", package_folder="")


@pytest.mark.nightly
def test_twenty_five_pages_take_at_most_sixty_keys(window: MainWindow, own_folders: None) -> None:
    sample, walker = sample_case(), Counting(window)
    pages = sample.pages[:PAGES]
    walker.choose_notice(sample.notice)
    walker.introduce(sample.applicant, [Path(page.path) for page in pages])
    session = walker.room.session
    walker.wait(lambda: len(session.case.pages) == len(pages))
    walker.answer_questions(dict(sample.facts))
    walker.choose_route()
    walker.sort_tray()
    walker.sort_by_hand({page.file_name: page.slot for page in pages})

    def covers(number: int, hit: int) -> bool:
        target = session.case.page(number).hits[hit].mask.target
        return target is not Target.SIGNATURE

    walker.review(covers)
    done = walker.check_and_export()
    assert (done.exported, done.left_out) == (len(pages), ())
    assert walker.keys <= MOST_KEYS
    assert len(walker.decisions) <= MOST_DECISIONS, walker.decisions
