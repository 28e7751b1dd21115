"""The slot of the applicant's photo in the window, for a notice that has photos covered."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.one_photo import APPLICANT, NOTICE, SLOT, inch_photo
from tests.ui.conftest import opened
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import CasePage
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workflow.case.importing import add_scans


def test_a_photo_moved_into_its_slot_is_no_longer_asked_about_and_moved_out_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    photo = inch_photo(tmp_path / "照片.png")
    room = opened(window, add_scans(begun(load_notice(NOTICE), APPLICANT), [photo]))
    session = room.session

    def page() -> CasePage:
        return session.case.page(1)

    def read() -> None:
        qtbot.waitUntil(lambda: page().examined)

    read()
    assert [hit.mask.target for hit in page().hits] == [Target.PHOTO]
    assert session.overview.of(1).doubts == (0,)

    room.workspace.acts.move(SLOT, [1], 0)
    read()
    assert (page().slot, page().hits) == (SLOT, ())
    assert session.overview.of(1).sure
    session.act(deciding.confirm_sure(session.case))
    assert session.overview.of(1).confirmed

    with qtbot.waitSignal(session.lapsed):
        room.workspace.acts.move("diploma", [1], 0)
    read()
    assert [hit.mask.target for hit in page().hits] == [Target.PHOTO]
    session.undo()
    assert (page().slot, page().hits) == (SLOT, ())
    assert session.overview.of(1).confirmed
