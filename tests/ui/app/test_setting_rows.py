"""A setting is one row: the page shows it, sets it, and follows what is set elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import GROUPS, PRIVACY, LastBatch, OneOf, Recent, Tick, rows_of

LINES = [line for group in GROUPS for line in rows_of(group)]
VALUES = [
    *((name, row.words, value) for name, row in LINES if isinstance(row, Tick)
      for value in (True, False)),
    *((name, f"{row.words}，{option.words}", option.value) for name, row in LINES
      if isinstance(row, OneOf) and name != "language" for option in row.options),
]  # fmt: skip
"""Each value that can be set: the setting, what its button is called, the value."""


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    preferences().set(language="zh")
    made = SettingsPage()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def called(page: SettingsPage, name: str) -> QAbstractButton:
    """Return the button of that name."""
    return next(
        each for each in page.findChildren(QAbstractButton) if each.accessibleName() == name
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words", "value"), VALUES)
def test_a_row_sets_and_shows(page: SettingsPage, name: str, words: str, value: object) -> None:
    button = called(page, words)
    other = next(each for line, _, each in VALUES if line == name and each != value)
    preferences().set(**{name: other})
    assert button.isChecked() is (value is False)
    button.click()
    assert getattr(preferences().settings, name) == value
    preferences().set(**{name: other})
    assert button.isChecked() is (value is False)


def test_every_row_says_something_of_its_own() -> None:
    words = [row.words for _, row in LINES]
    assert len(set(words)) == len(words) > 6
    assert [name for name, _ in rows_of(PRIVACY)] == ["keep_recent"]


def test_whoever_wants_no_list_of_cases_leaves_none() -> None:
    recent = Recent(path="1.zcase", notice="n", title="t")
    batch = LastBatch(roster="r", scans="s", out="o")
    preferences().set(keep_recent=True, recent=(recent,), watching=("ab",), batch=batch)
    preferences().set(keep_recent=False)
    left = preferences().settings
    assert (left.recent, left.watching, left.batch) == ((), (), None)
