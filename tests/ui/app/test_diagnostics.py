"""When something unexpected happens in the window: one click to a file that holds no words."""

import json
import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.incidents.own_home import use_home
from tests.ui.conftest import there, until
from tests.ui.places import page_of
from zcdesk.cases.case import Case
from zcdesk.errors import OutputError, ScanError, ZcdeskError
from zcdesk.findings import error
from zcdesk.incidents import record
from zcdesk.incidents.record import ProgramPart
from zcdesk.ui.app.leaving import LeavingDialog
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.kit.job import Job
from zcdesk.ui.support.computer_page import CheckRow
from zcdesk.ui.support.unforeseen import unforeseen_kept
from zcdesk.workers.pool import WorkerPool, run_each

NAME = "欧阳青黛"
Choose = Callable[[Path], None]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_home(tmp_path / "home", monkeypatch)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person wants the file, as soon as she is asked."""
    chosen = tmp_path / "给小王看的.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    return chosen


def fail_at(name: str) -> None:
    raise ValueError(name)


def failing(fault: Exception) -> Generator[None, None, None]:
    yield None
    raise fault


def run_job(window: MainWindow, fault: Exception) -> None:
    job = Job(failing(fault), window)
    job.start()
    job.wait()


@pytest.mark.slow
def test_after_a_fault_one_click_writes_it(qtbot: QtBot, window: MainWindow, place: Path) -> None:
    bar = window.computer.bar
    assert not bar.isVisible()
    run_job(window, ValueError(NAME))
    until(bar.isVisible)
    assert not bar.export.hasFocus()
    with qtbot.waitSignal(window.computer.diagnosing.said) as said:
        QTest.mouseClick(bar.export, Qt.MouseButton.LeftButton)
    assert "给小王看的.json" in said.args[0]
    content = place.read_text(encoding="utf-8")
    assert NAME not in content
    told = json.loads(content)
    assert told["incidents"][0]["kind"] == "ValueError"
    assert {one["name"] for one in told["checks"]} >= {"screen", "memory", "parts"}
    bar.away.click()
    assert not bar.isVisible()


@pytest.mark.nightly
def test_a_fault_in_a_worker_offers_it_too(window: MainWindow, pool: WorkerPool) -> None:
    (outcome,) = run_each(pool, fail_at, [(0, f"{NAME}.jpg", (NAME,))])
    assert outcome.error is not None
    until(window.computer.bar.isVisible)


def test_an_expected_error_offers_nothing(window: MainWindow) -> None:
    run_job(window, ScanError("scan.empty", file="a.jpg"))
    QTest.qWait(50)
    assert not window.computer.bar.isVisible()
    assert record.incidents() == ()
    assert record.counted() == {"scan.empty": 1}


@pytest.mark.slow
@pytest.mark.parametrize("failed", [1, 0])
def test_a_page_that_failed_before_offers_it(
    window: MainWindow, read_case: Case, failed: int
) -> None:
    page = read_case.pages[0]
    found = (error("page.unforeseen", file=page.file_name),)
    window.open_case(read_case.with_page(replace(page, findings=found)) if failed else read_case)
    assert window.computer.bar.isVisible() is bool(failed)
    assert window.computer.findings()["page.unforeseen"] == failed


@pytest.mark.slow
def test_the_line_is_pressed_by_keys_alone(qtbot: QtBot, window: MainWindow, place: Path) -> None:
    window.computer.bar.offer()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is window.computer.bar.export:
            break
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    assert window.computer.bar.export.hasFocus()
    with qtbot.waitSignal(window.computer.diagnosing.said):
        QTest.keyClick(window.computer.bar.export, Qt.Key.Key_Return)
    assert place.is_file()


@pytest.mark.slow
def test_a_file_not_to_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    with qtbot.waitSignal(window.computer.diagnosing.said) as said:
        window.computer.diagnosing.write(tmp_path / "in the way" / "诊断.json")
    assert "没能写入" in said.args[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "offered"), [(ZcdeskError(), True), (OutputError(file="x"), False)]
)
def test_the_question_before_leaving_offers_it_where_its_sentence_asks_for_it(
    qtbot: QtBot,
    window: MainWindow,
    read_case: Case,
    place: Path,
    fault: ZcdeskError,
    offered: bool,
) -> None:
    window.open_case(read_case)
    dialog = LeavingDialog(there(window.session), window)
    qtbot.addWidget(dialog)
    dialog._show(fault)
    dialog.show()
    assert dialog.report.isVisible() is offered
    if offered:
        dialog.report.click()
        until(
            lambda: any("给小王看的" in one.accessibleName() for one in dialog.findChildren(QLabel))
        )
        assert place.is_file()
    dialog.reject()


@pytest.mark.nightly
def test_the_computer_is_checked_by_keys(qtbot: QtBot, window: MainWindow, place: Path) -> None:
    window.show_settings()
    page_of(window, SettingsPage).computer.setFocus()
    QTest.keyClick(page_of(window, SettingsPage).computer, Qt.Key.Key_Return)
    page = there(window.router.made("computer"))
    assert page.isVisible()
    assert page.done.hasFocus()
    until(page.again.isEnabled)
    rows = page.findChildren(CheckRow)
    assert [one.accessibleName().split("，")[0] for one in rows] == [
        one.title("zh") for one in page.checks
    ]
    states = {check.name: check.standing for check in page.checks}
    assert states["self_test"] == states["database"] == "fine"
    words = {word for row in rows for word in row.accessibleName().split("，")[1:2]}
    assert words <= {"正常", "留意", "需要处理"}
    QTest.keyClick(page.done, Qt.Key.Key_Tab)
    QTest.qWait(50)  # the last row finds its place
    until(lambda: rows[-1].visibleRegion().isEmpty())
    rows[-1].setFocus()
    until(lambda: not rows[-1].visibleRegion().isEmpty())
    with qtbot.waitSignal(window.computer.diagnosing.said):
        page.export.click()
    written = json.loads(place.read_text(encoding="utf-8"))["checks"]
    assert [one["name"] for one in written] == [one.name for one in page.checks]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page_of(window, SettingsPage).isVisible()


def test_what_no_handler_catches_is_kept_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ZCDESK_TRACE", raising=False)

    class Careless:
        def __del__(self) -> None:
            raise KeyError(NAME)

    with unforeseen_kept():
        thread = threading.Thread(target=fail_at, args=(NAME,))
        thread.start()
        thread.join()
        careless: Careless | None = Careless()
        assert careless is not None
        careless = None
    kinds = [(one.place, one.kind) for one in record.incidents()]
    assert sorted(kinds) == [(ProgramPart.WINDOW, "KeyError"), (ProgramPart.WINDOW, "ValueError")]
    assert capfd.readouterr() == ("", "")
    (last,) = record.runs()
    assert last.ended is not None
    assert last.codes == {"program.unexpected": 2}
