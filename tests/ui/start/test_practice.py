"""Practice at the start page: a fictional applicant, and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

import yaml
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.setup.checkout import ROOT
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences

SAMPLE = ROOT / "resources/samples/region-senior-2024"


def test_practice_shows_the_fictional_sample_and_keeps_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    before, recent = set(Path.home().rglob("*.zcase")), preferences().settings.recent
    links = window.start.findChildren(Button)
    (door,) = [link for link in links if "先练习两分钟" in link.accessibleName()]
    QTest.keyClick(door, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    session = window.session
    assert session is not None
    told = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    case = session.overview.case
    assert case.applicant.name == told["applicant"]["name"]
    assert {Path(page.path).parent for page in case.pages} == {SAMPLE}
    assert session.path is None
    assert set(Path.home().rglob("*.zcase")) == before
    assert preferences().settings.recent == recent
