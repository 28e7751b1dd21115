"""Where a case was left is told in the language of today, not in that of the day it was kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent
from zcdesk.ui.start.recent_card import last_place


@pytest.fixture
def in_english() -> Iterator[None]:
    preferences().set(language="en")
    yield
    preferences().set(language="zh", recent=())


def test_a_stop_is_named_in_todays_language(
    qtbot: QtBot, window: MainWindow, in_english: None
) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where="归类", stop="sort")
    preferences().set(recent=(kept,))
    window.show_start()
    assert window.start._recent[0].accessibleName().count("Sort") == 1
    assert "归类" not in window.start._recent[0].accessibleName()


@pytest.mark.parametrize(
    ("stop", "part", "told"),
    [("sort", "papers", "论文"), ("", "", "论文"), ("of-a-later-version", "", "论文")],
)
def test_a_section_and_an_unknown_stop_are_told_as_kept(stop: str, part: str, told: str) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where=told, stop=stop, part=part)
    assert last_place(kept) == told
