"""F6: the keyboard goes from one region of a page to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_round(page: QWidget, regions: Sequence[QWidget], by: int) -> None:
    """Give the keyboard to the next (1) or previous (-1) of ``regions``."""
    focus = page.focusWidget()
    at = regions.index(focus) if focus in regions else -1 if by > 0 else 0
    regions[(at + by) % len(regions)].setFocus(Qt.FocusReason.TabFocusReason)
