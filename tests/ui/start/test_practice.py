"""Practice at the start page: a fictional applicant, and nothing of it is kept."""

from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.program import drawn_scan
from tests.setup.checkout import ROOT
from tests.ui.conftest import come, see, there
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.review.next_step import Way

pytestmark = pytest.mark.nightly

SAMPLE = ROOT / "resources/samples/region-senior-2024"


def test_practice_shows_the_fictional_sample_and_keeps_nothing(window: MainWindow) -> None:
    before, recent = set(Path.home().rglob("*.zcase")), preferences().settings.recent
    links = window.start.findChildren(Button)
    (door,) = [link for link in links if "先练习两分钟" in link.accessibleName()]
    QTest.keyClick(door, Qt.Key.Key_Return)
    session = come(lambda: window.session)
    told = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    case = session.overview.case
    assert case.applicant.name == told["applicant"]["name"]
    assert {Path(page.path).parent for page in case.pages} == {SAMPLE}
    assert session.path is None
    assert set(Path.home().rglob("*.zcase")) == before
    assert preferences().settings.recent == recent


def test_practice_opens_in_review_at_a_doubt_with_pages_read_before(window: MainWindow) -> None:
    preferences().set(toured=False)
    window.router.go(At("sample"))
    room = come(lambda: window.room)
    session = room.session
    session.stop_reading()
    read = sum(page.examined for page in session.case.pages)
    assert 6 <= read <= 8 + session.pool.workers
    assert room.review.isVisible()
    assert session.current in session.overview.doubtful
    see(room.review)
    assert room.review.step.way is Way.DOUBT or room.review.selected >= 0
    page = there(session.case.page(session.current).page)
    assert session.readings.of(page) is not None  # a double click covers a word
    assert room.review.decisions.coach.isVisible()


def test_no_real_papers_come_into_it_and_it_says_so(window: MainWindow, tmp_path: Path) -> None:
    window.router.go(At("sample"))
    room = come(lambda: window.room)
    room.session.stop_reading()
    count = len(room.session.case.pages)
    scan = drawn_scan(tmp_path / "我的毕业证.png", "姓名：张伟")
    for acts in (room.workspace.acts, room.review.acts):
        window.toast.setAccessibleName("")
        if acts is room.workspace.acts:
            room.workspace.acts.take_files("", (scan,), 0)
        else:
            room.review.acts.add_scans((scan,))
        assert not room.workspace.acts.busy
        said = window.toast.accessibleName()
        assert "“我的毕业证.png”不是这一课的材料" in said
        assert "新建一份案卷" in said
    assert len(room.session.case.pages) == count
