"""The pages of an open case besides its sections, by the names that the router knows."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from zcdesk.ui.app.main_window import MainWindow

Page = TypeVar("Page", bound=QWidget)

PAGES = (
    "identity", "organisations", "interview", "route", "review", "gallery", "preparation",
    "side-by-side", "check", "upload", "after",
)  # fmt: skip


def page_of(window: MainWindow, kind: type[Page]) -> Page:
    """Return the page of that kind, which somebody has gone to before."""
    made = window.router.findChild(kind)
    assert isinstance(made, kind)
    return made
