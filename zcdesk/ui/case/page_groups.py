"""Groups of pages beside each other: name, count and what is done with all pages of one."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import FLUSH, SPRING, Label, Tone, TypeRole, beside, column
from zcdesk.ui.picture import PageRow, Pictures

HIGH, LOWER = 156, 132
"""Height of the pictures, so that a title can be read; the lower one on narrow windows."""

ROOMY, LOW = 1040, 300
"""Least width of a sheet with the higher pictures; height below which groups come one by one."""

ACROSS, DOWN, HEAD = 40, 16, 6
"""Pixels between groups beside and below each other, and between a group's head and pictures."""


class Group(QWidget):
    """Pages that go together, below their name, their count and what is done with all of them."""

    def __init__(self, title: str, pictures: Pictures, wishes: SlotWishes, *acts: Button) -> None:
        super().__init__()
        self.acts = acts
        self.tiles = Tiles(pictures, title, wishes, HIGH)
        self.title, self._count = Label(title, TypeRole.STRONG), Label(tone=Tone.TEXT2)
        self._look = Label(self.tr("请看一眼"), TypeRole.CAPTION, Tone.YOU)
        self._faulty: tuple[int, ...] = ()
        self.again = (
            Button(
                self.tr("换文件…"),
                ButtonKind.LINK,
                do=lambda: wishes.file_wanted.emit(self._of_fault[0]),
            ),
            Button(
                self.tr("就用这页"),
                ButtonKind.LINK,
                decides=True,
                do=lambda: wishes.pages_kept.emit(self._of_fault),
            ),
        )
        self._again = QWidget()
        beside(*self.again, on=self._again, gap=10, margins=FLUSH)
        self.head = beside(self.title, self._count, self._look, SPRING, self._again, *acts, gap=10)
        column(self, FLUSH, HEAD, self.head, self.tiles)

    def show_pages(self, rows: tuple[PageRow, ...], *, sure: bool) -> None:
        """Show these pages; where the program is not sure of one, ask to look at them."""
        self.tiles.show_pages(rows)
        self._count.say(str(len(rows)))
        self._look.setVisible(not sure)
        self._faulty = tuple(row.page.number for row in rows if row.asks_again)
        self._again.setVisible(bool(self._faulty))

    @property
    def _of_fault(self) -> tuple[int, ...]:
        """The marked pages that are to be taken again, else the first one that is."""
        marked = tuple(number for number in self.tiles.selected if number in self._faulty)
        return marked or self._faulty[:1]

    def take_room(self, left: int, top: int, room: int) -> None:
        """Take as much of ``room`` pixels across as needed; the pictures set the height."""
        across = min(max(self.head.sizeHint().width(), self.tiles.sizeHint().width()), room)
        high = self.head.sizeHint().height() + HEAD + self.tiles.height_at(across)
        self.setGeometry(left, top, across, high)


class Groups(QWidget):
    """Groups beside each other, in as many lines as they need.

    Attributes:
        each: Height that every group has for itself alone, 0 where several are seen at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Group] = {}
        self.each = 0

    def place(self) -> None:
        """Give every group its place."""
        left = top = below = 0
        for group in self.shown.values():
            group.tiles.set_high(LOWER if self.each or self.width() < ROOMY else HIGH)
            group.take_room(left, top, self.width())
            if left and (self.each or group.geometry().right() >= self.width()):
                left, top = 0, below + DOWN
                group.take_room(left, top, self.width())
            left = group.geometry().right() + ACROSS
            below = max(below, group.geometry().bottom(), top + self.each)
        self.setFixedHeight(below + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the groups in the room that there is."""
        self.place()
