"""On no screen are words cut off, in Chinese and in English, at 1024×768 and 200 %."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QRadioButton, QScrollArea, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from tests.ui.conftest import confirm_pages, opened, until
from tests.ui.test_enter_and_tab import SCREENS, WINDOW_SCREENS
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts
from zcdesk.ui.look.text import ElidedLabel
from zcdesk.ui.look.tokens import TypeRole

SIZES = {"zh": (1024, 768), "en": (1024, 768), "low": (880, 440)}
"""The window on an old screen in both languages, and on one of 1366×768 at 200 %."""


SETTLING = 60_000
"""Milliseconds in which a layout has asked for the heights of all wrapped lines."""


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[int, int]:
    """Set the language and give the window's size."""
    preferences().set(language="en" if request.param == "en" else "zh")
    return SIZES[request.param]


@pytest.mark.slow
def test_no_words_are_cut_off_on_any_screen(
    size: tuple[int, int],
    qtbot: QtBot,
    window: MainWindow,
    sorted_case: Case,
    record_property: Callable[[str, object], None],
) -> None:
    window.resize(*size)
    found: dict[str, list[str]] = {}
    seen = 0

    def look(screen: str) -> None:
        nonlocal seen
        qtbot.wait(50)
        with contextlib.suppress(QtTimeoutError):
            until(lambda: not clipped(window), timeout=SETTLING)
        seen += measured(window)
        cut = clipped(window)
        if cut:
            found[screen] = cut

    for name, show in WINDOW_SCREENS.items():
        show(window)
        look(name)
    room = opened(window, replace(sorted_case, route=Route.COVERED))
    assert window.size().toTuple() == size
    for name, show_in in SCREENS.items():
        if name != "upload":  # a slim window of its own
            show_in(room)
            look(name)
    confirm_pages(room, 1, 2)
    for name in ("check", "review", "export"):
        SCREENS[name](room)
        look(f"{name}, pages confirmed")
    assert found == {}
    record_property("figure", f"{seen} labels and buttons at {size}, none cut off")


ROUNDING = 2
"""Pixels by which a width that a layout rounded may fall short."""

BESIDE = {QCheckBox: 30, QRadioButton: 32}
"""Pixels that box or ring take from the words."""


def clipped(top: QWidget) -> list[str]:
    """Return what is cut off below ``top``: class, words and by how many pixels.

    Labels that may give way in a row are left out: ``test_nothing_shortened.py`` counts them.
    """
    found = []
    for widget in top.findChildren(QWidget):
        lacking = _lacking(widget) if widget.isVisible() else 0
        if lacking > ROUNDING:
            words = getattr(widget, "accessibleName", str)() or getattr(widget, "text", str)()
            found.append(f"{type(widget).__name__} “{words}” lacks {lacking}")
    return found


def measured(top: QWidget) -> int:
    """Return how many things with words are visible below ``top``."""
    kinds = (QLabel, Button, QCheckBox, QRadioButton)
    return sum(widget.isVisible() for kind in kinds for widget in top.findChildren(kind))


def _lacking(widget: QWidget) -> int:
    """Return the pixels by which the words of a widget do not fit, 0 or less where they do."""
    if isinstance(widget, ElidedLabel):
        return 0
    if isinstance(widget, QLabel) and widget.text():
        return max(_of_label(widget), _outside(widget))
    if isinstance(widget, Button) and widget.text():
        compact = widget.width() == widget.height()  # shows its icon alone
        return 0 if compact else max(widget.words_width() - widget.width(), _outside(widget))
    if isinstance(widget, QCheckBox | QRadioButton) and widget.text():
        beside = next(room for kind, room in BESIDE.items() if isinstance(widget, kind))
        words = round(fonts.metrics(TypeRole.BODY).horizontalAdvance(widget.text()))
        return max(beside + words - widget.width(), _outside(widget))
    return 0


def _of_label(label: QLabel) -> int:
    if label.wordWrap():
        return label.heightForWidth(label.width()) - label.height()
    lines = label.text().splitlines()
    metrics, room = label.fontMetrics(), label.contentsRect()
    width = max(metrics.horizontalAdvance(line) for line in lines) - room.width()
    return max(width, metrics.lineSpacing() * len(lines) - room.height() - metrics.leading() - 2)


def _outside(widget: QWidget) -> int:
    """Return the pixels that stand right of the area in which the widget scrolls, or its window."""
    area: QWidget | None = widget.parentWidget()
    while area is not None and not area.isWindow():
        above = area.parentWidget()
        if isinstance(above, QScrollArea) and above.viewport() is area:
            break
        if above is not None and isinstance(above.parentWidget(), QScrollArea):
            area = above
            break
        area = above
    if area is None:
        return 0
    right = widget.mapTo(area, QPoint(widget.width(), 0)).x()
    return right - area.width()
