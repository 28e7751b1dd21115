"""Where one is in the window: pages have names, and the way back is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zcdesk.ui.kit.top_bar import TopBar


@dataclass(frozen=True)
class At:
    """A page of the window, and what is to be seen on it.

    Attributes:
        name: The page, as the router knows it.
        page: Number of a page of the case; 0 for that in hand.
        place: What is to be seen there: the index of a place, or the place itself.
        part: Id of a section, slot or question, path of a case; "" for what is in hand.
    """

    name: str
    page: int = 0
    place: Any = None
    part: str = ""


class Offered(Protocol):
    """What is made when it is first wanted: a page by itself, or a room with several."""

    @property
    def own_pages(self) -> tuple[QWidget, ...]:
        """All its pages on the window's stack."""

    def front(self) -> QWidget:
        """Return the page that is shown now."""

    def close_work(self) -> None:
        """End what works behind its pages."""

    def deleteLater(self) -> None:
        """Let go of it when nobody uses it."""


Way = Callable[[At], QWidget | None]
"""Gets a page ready and returns it; None where nothing is to be shown, or not yet."""


class Router(QStackedWidget):
    """The pages of the window by their names, and the way that led to the one on screen.

    A name is on the way once: who comes to it again goes back to where she came from last, even if
    it is another page by then (a return was noted). A page
    with ``arrive`` hears what is to be seen; one with ``beside`` (settings) is left for what it
    covered, as that was. Of a page that was dropped nothing is kept.

    Signals:
        left: The page from which one went back.
    """

    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._home = "start"
        self._ways: dict[str, tuple[Way, str]] = {}
        self._trail: list[tuple[str, QWidget]] = []
        self._offered: dict[str, Callable[[], Offered]] = {}
        self._made: dict[str, Offered] = {}

    @property
    def names(self) -> frozenset[str]:
        """All pages that one can go to."""
        return frozenset(self._ways)

    def add(self, name: str, way: Way, back: str = "") -> None:
        """Make a page known; ``back`` is what the button says that leads back to it."""
        self._ways[name] = way, back

    def offer(self, name: str, make: Callable[[], Offered]) -> None:
        """Make a page known that is made when it is first wanted, and anew after ``let_go``."""
        self._offered[name] = make
        self.add(name, lambda _: self.want(name).front())

    def want(self, name: str) -> Any:
        """Return what was offered, made now if nobody wanted it before."""
        if name not in self._made:
            self._made[name] = self._offered[name]()
            for page in self._made[name].own_pages:
                self.addWidget(page)
        return self._made[name]

    def made(self, name: str) -> Any:
        """Return what was offered, None while nobody wanted it."""
        return self._made.get(name)

    def close_work(self) -> None:
        """End what works behind the pages that were made of those offered."""
        for made in self._made.values():
            made.close_work()

    def let_go(self) -> None:
        """Drop what was made of those offered: the window speaks another language."""
        self.close_work()
        for made in self._made.values():
            for page in made.own_pages:
                self.drop(page)
            made.deleteLater()
        self._made.clear()

    def forget(self, names: Iterable[str]) -> None:
        """Know pages no more."""
        for name in names:
            del self._ways[name]

    def begin(self, home: str = "") -> None:
        """Forget the way so far; from the next page one goes back to ``home``."""
        self._home = home or self._home
        self._trail.clear()

    def go(self, at: At) -> None:
        """Go to a page; where one came from it and wants nothing special there, go back to it."""
        if at == At(at.name) and at.name in [name for name, _ in self._trail[-2:-1]]:
            self._trail.pop()
        page = self._ways[at.name][0](at)
        if page is not None:
            self.show_at(page, at)

    def show_at(self, page: QWidget, at: At) -> None:
        """Show a page that is ready."""
        if at.name == self._home:
            self._trail.clear()
        self._trail = [step for step in self._trail if at.name != step[0] and page is not step[1]]
        self._trail.append((at.name, page))
        self._name_way_back(page)
        self.setCurrentWidget(page)
        arrive = getattr(page, "arrive", None)
        if arrive is not None:
            arrive(at)

    def back(self) -> None:
        """Go back to where one came from."""
        page = self.currentWidget()
        beside = hasattr(page, "beside")
        del self._trail[-1:]
        if beside and self._trail:
            self.setCurrentWidget(self._trail[-1][1])
        else:
            self.go(At(self._trail[-1][0] if self._trail else self._home))
        self.left.emit(page)

    @property
    def beneath(self) -> QWidget:
        """The page on screen, or the one that settings cover."""
        pages = [page for _, page in self._trail if not hasattr(page, "beside")]
        page = self.currentWidget()
        return pages[-1] if pages and hasattr(page, "beside") else page

    def drop(self, page: QWidget) -> None:
        """Take a page away for good."""
        self._trail = [step for step in self._trail if step[1] is not page]
        self.removeWidget(page)
        page.deleteLater()

    def _name_way_back(self, page: QWidget) -> None:
        before = self._trail[-2][0] if len(self._trail) > 1 else self._home
        if before in self._ways and (words := self._ways[before][1]):
            for bar in page.findChildren(TopBar):
                bar.name_back(words)


def go(widget: QWidget, at: At, _clicked: object = None) -> None:
    """Show another page of the window in which ``widget`` is; a click may lead here."""
    if (router := _router_of(widget)) is not None:
        router.go(at)


def back(widget: QWidget) -> None:
    """Go back from the page with ``widget`` to where one came from."""
    if (router := _router_of(widget)) is not None:
        router.back()


def _router_of(widget: QWidget) -> Router | None:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Router):
        above = above.parentWidget()
    return above
