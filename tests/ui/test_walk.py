"""A person walks from the start page to the package: real files, real models, real widgets."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, Press, see, until
from tests.ui.drawn import APPLICANT
from zcdesk.cases.case import Answer, Case, PageState
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workflow.path.stops import Stop


@pytest.mark.slow
def test_a_person_walks_from_the_start_page_to_the_package_with_the_keyboard(
    window: MainWindow, press: Press, scans: Path, tmp_path: Path
) -> None:
    window.start.choose(NOTICE)
    window.start.focus()
    press(Qt.Key.Key_Return)
    identity = window.identity
    assert identity.primary.text() == "先写姓名"
    identity.name.insert(APPLICANT.name)  # as an input method does it
    identity.employer.insert(APPLICANT.employer)
    assert identity.primary.text() == "开始"
    identity.scans.take((scans,))
    press(Qt.Key.Key_Return)

    until(lambda: window.room is not None)
    assert window.room is not None
    room, session, workspace = window.room, window.room.session, window.room.workspace
    until(lambda: len(session.case.pages) == 6)
    assert workspace.key == "unsorted"
    assert workspace.stop is Stop.SORT
    workspace.acts.move(SLOT, [1, 2, -1], 0)
    workspace.acts.move(OTHER_SLOT, [3, 4, 5], 0)
    assert [page.number for page in session.case.pages] == [1, 2, -1, 3, 4, 5]
    until(lambda: not session.overview.waiting)
    states = {one.page.number: one.state for one in session.overview}
    assert [states[number] for number in (1, 2, 3)] == [PageState.MASKED] * 3
    assert (states[4], states[5], states[-1]) == (
        PageState.CLEAN, PageState.REVIEW, PageState.REFUSED,
    )  # fmt: skip

    press(Qt.Key.Key_F3)
    review = room.review
    assert review.isVisible()
    press(Qt.Key.Key_N)  # to the one doubt: a longer name
    assert session.current == 5
    press(Qt.Key.Key_R)
    see(review)
    assert review.step.way == "confirm"
    press(Qt.Key.Key_F)
    assert session.case.page(5).answer is Answer.NO  # somebody else's name may stay
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Space)
    assert [one.page.number for one in session.overview.unconfirmed] == [3]

    press(Qt.Key.Key_F)  # only the employer: the notice is silent, a person answers
    assert session.current == 3
    assert review.step.way == "answer"
    see(review)
    review.canvas.view.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F)
    assert review.step.way == "check"

    press(Qt.Key.Key_F)
    assert room.check.isVisible()  # no way to the whole package leads round the final check
    room.check.partial.click()
    assert room.route.isVisible()
    press(Qt.Key.Key_Space)
    room.route.primary.click()
    assert room.check.isVisible()
    room.check.partial.click()
    export = room.export
    assert export.isVisible()
    export.put_into(tmp_path)
    room.check.primary.click()
    until(lambda: export.result.done is not None)
    done = export.result.done
    assert done is not None
    assert done.exported == 5
    assert [one.number for one in done.left_out] == [-1]
    assert review.bar.package.isVisibleTo(review)
    pictures = sorted(path.name for path in done.folder.rglob("*.jpg"))
    assert len(pictures) == 5
    manifest = json.loads(next(done.folder.rglob("manifest.json")).read_text(encoding="utf-8"))
    assert APPLICANT.name not in json.dumps(manifest, ensure_ascii=False)


def test_closing_while_pages_are_read_is_safe(window: MainWindow, waiting_case: Case) -> None:
    window.open_case(waiting_case)
    assert window.session is not None
    assert window.session.is_reading
    window.close()
    assert window.session is None


@pytest.mark.slow
def test_reading_stops_after_a_page_and_goes_on(window: MainWindow, waiting_case: Case) -> None:
    window.open_case(replace(waiting_case, pages=waiting_case.pages[:2]))
    session = window.session
    assert session is not None
    session.stop_reading()
    until(lambda: not session.is_reading)
    assert session.overview.waiting
    session.go_on_reading()
    until(lambda: not session.overview.waiting)
