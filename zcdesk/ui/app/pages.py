"""The pages of the window that stand by themselves: a row each, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zcdesk.ui.app.about_page import AboutPage
from zcdesk.ui.app.settings_page import SettingsPage

PAGES: dict[str, Callable[[], QWidget]] = {
    "settings": SettingsPage,
    "about": AboutPage,
}
"""By the name to which ``go(self, At(name))`` leads; made anew in another language."""
