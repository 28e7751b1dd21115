"""A case of sealed pages in the window, at its sheet."""

import pytest

from tests.sealed_pages import sealed_case
from tests.ui.conftest import opened, until
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.wall.sheet_page import SheetPage

PAGES, SEALS = 15, 2


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Fifteen pages with two seals and a signature each: two sheets of seals, one of signatures."""
    return sealed_case(tmp_path_factory.mktemp("sealed") / "扫描件", PAGES, SEALS)


@pytest.fixture
def sealed_room(window: MainWindow, sealed: Case) -> Room:
    return opened(window, sealed)


@pytest.fixture
def sheet(sealed_room: Room) -> SheetPage:
    """The sheet of seals, with all its pictures."""
    sealed_room.router.go(At("side-by-side"))
    ready(sealed_room.sheet)
    return sealed_room.sheet


def ready(page: SheetPage) -> None:
    """Wait until the pictures of the sheet in hand are there."""
    until(lambda: bool(page.list.tiles) and bool(page.list.seen))


def see_all(page: SheetPage) -> None:
    """Scroll until every tile stood whole on the screen."""
    ready(page)

    def seen() -> bool:
        page.list.go_to_unseen()
        return not page.list.unseen()

    until(seen)
    until(lambda: page.primary.isVisible())
