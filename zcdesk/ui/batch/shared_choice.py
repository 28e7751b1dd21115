"""Whose a shared page is and where it goes: two lists beside its picture, chosen by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.batch.shared_work import SharedWork
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.look import FLUSH, Caption, column
from zcdesk.ui.words.sentences import slot_title

BY_KEY = 9
"""So many people have a digit of their own."""


class ChoiceList(QListView):
    """Lines of words; a double click chooses one, or Enter the one that the person moved to.

    Signals:
        chosen: Place of the line.
    """

    chosen = Signal(int)

    def __init__(self, name: str, **signals: Any) -> None:
        signals |= {
            "wordWrap": True,  # a name is never shortened where one chooses between names
            "spacing": 1,
            "editTriggers": QAbstractItemView.EditTrigger.NoEditTriggers,
            "horizontalScrollBarPolicy": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            "textElideMode": Qt.TextElideMode.ElideNone,
            "resizeMode": QListView.ResizeMode.Adjust,
            "minimumHeight": 64,
            "accessibleName": name,
            "doubleClicked": self._choose,
        }
        super().__init__(**signals)
        self._moved = False
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.setProperty("panel", "surface")

    def show_lines(self, lines: Sequence[str], marked: int) -> None:
        """Show other lines, and mark the one that holds now (-1 for none)."""
        if self._lines.stringList() != list(lines):
            self._lines.setStringList(list(lines))
        self.setCurrentIndex(self._lines.index(marked, 0))
        self._moved = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what moves in the list, and Enter; letters and digits are the page's."""
        if event.key() in ENTER_KEYS:
            if self._moved and not event.isAutoRepeat():  # Qt marks a line when Tab comes here
                self._choose()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            self._moved = True
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move to the line under the pointer."""
        self._moved = True
        super().mousePressEvent(event)

    def _choose(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())


class SharedChoice(QWidget):
    """The people, the ones that could be meant first, and the slots of the one chosen.

    Signals:
        person_chosen: Row of the roster.
        slot_chosen: Id of a slot, "" as the page itself says.
    """

    person_chosen = Signal(int)
    slot_chosen = Signal(str)

    def __init__(self, work: SharedWork, actions: Actions[Any], **signals: Any) -> None:
        super().__init__(**signals)
        self._work = work
        self._rows: tuple[int, ...] = ()
        self._slots: tuple[str, ...] = ()
        self.people = ChoiceList(self.tr("这一页是谁的"), chosen=self._choose_person)
        self.slots = ChoiceList(self.tr("上传位置"), chosen=self._choose_slot)
        self.several = actions.button("several-people")
        self.nobody, self.back = actions.button("nobody"), actions.button("as-read")
        column(
            self,
            FLUSH,
            6,
            Caption(self.tr("这一页是谁的（1–9、Enter）")),
            (self.people, 3),
            Caption(self.tr("上传位置")),
            (self.slots, 2),
            self.several,
            self.nobody,
            self.back,
        )

    def show_page(self, page: SharedPage | None, *, changeable: bool) -> None:
        """Offer what a page may be, and mark what holds."""
        people = self._ordered(page) if page is not None else []
        self._rows = tuple(person.row for person in people)
        lines = [f"{self._digit(person) or '　 '}　{person.shown}" for person in people]
        claims = page.as_read[1] if page is not None else ()
        self.several.say(self.tr("给页上的 {n} 个人").format(n=len(claims)))
        self.several.setVisible(len(claims) > 1)
        self.several.setEnabled(changeable)
        row = page.row if page is not None else None
        self.people.show_lines(lines, self._rows.index(row) if row in self._rows else -1)
        self._show_slots(page)
        for part in (self.people, self.slots, self.nobody):
            part.setEnabled(changeable and page is not None)
        self.back.setEnabled(changeable and page is not None and (page.answered or page.nobody))

    def press(self, digit: int) -> None:
        """Choose the person with this digit; it is hers on every page."""
        people = self._work.people
        if self.people.isEnabled() and 0 < digit <= len(people):
            self.person_chosen.emit(people[digit - 1].row)

    def _digit(self, person: RosterPerson) -> str:
        place = self._work.people.index(person) + 1
        return str(place) if place <= BY_KEY else ""

    def _show_slots(self, page: SharedPage | None) -> None:
        person = self._work.person(page.row) if page is not None else None
        if page is None or person is None:
            self._slots = ()
            self.slots.show_lines([], -1)
            return
        notice = load_notice(person.notice)
        self._slots = ("", *(slot.id for slot in notice.slots()))
        titles: Callable[[str], str] = lambda slot: slot_title(notice, slot)  # noqa: E731
        lines = [self.tr("照页上写的认"), *map(titles, self._slots[1:])]
        chosen = page.slot if page.slot in self._slots else ""
        self.slots.show_lines(lines, self._slots.index(chosen))

    def _ordered(self, page: SharedPage) -> list[RosterPerson]:
        """Everybody, first those whom the page could mean."""
        claims = {*page.claims, page.row}
        people = self._work.people
        first = [person for person in people if person.row in claims]
        return first + [person for person in people if person.row not in claims]

    def _choose_person(self, place: int) -> None:
        if place < len(self._rows):
            self.person_chosen.emit(self._rows[place])

    def _choose_slot(self, place: int) -> None:
        if place < len(self._slots):
            self.slot_chosen.emit(self._slots[place])
