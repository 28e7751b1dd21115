"""A walk of slides: the real pages of an open lesson above, and a band of large words below.

Nothing that is pressed or clicked reaches the pages meanwhile, so nothing is decided by the way.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.training.lessons.lesson import Lesson
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.trainer.overlay import PenLayer
from zcdesk.ui.trainer.projector import Projector
from zcdesk.ui.trainer.slides import Slide, slides

NEXT = frozenset(
    {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return,
     Qt.Key.Key_Enter}
)  # fmt: skip
BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace})
BLACK = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_F8})
"""As presentation programs and their remote controls have them."""

_SETTLED = 60
"""Milliseconds after which a page has its place, so that the frame fits it."""


class SlideBand(QWidget):
    """Title, words, and which of how many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label("", Role.HEAD)
        self.words = Label("", Role.TITLE, wrap=True)
        self.place = Label("", Role.TITLE, Tone.TEXT2)
        self.keys = Label(
            self.tr("空格下一张　PageUp 上一张　B 黑屏　Esc 结束"), Role.CAPTION, Tone.TEXT2
        )
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.keys)
        head.addSpacing(16)
        head.addWidget(self.place)
        layout: QVBoxLayout = column(self, (24, 12, 24, 14), 4)
        layout.addLayout(head)
        layout.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground of its own, with a strong edge towards the page."""
        painter, table = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(table.surface))
        painter.fillRect(0, 0, self.width(), 3, QColor(table.accent))


class Shield(PenLayer):
    """Lies over the whole window: a pen for the pointer, and the keys of the show.

    Signals:
        stepped: By how many slides to go on.
        black_wanted: Nothing is to be seen for a while.
    """

    stepped = Signal(int)
    black_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, black; Esc wipes, then ends."""
        if event.key() in NEXT:
            self.stepped.emit(1)
        elif event.key() in BACK:
            self.stepped.emit(-1)
        elif event.key() in BLACK:
            self.black_wanted.emit()
        elif event.key() != Qt.Key.Key_F12:
            super().keyPressEvent(event)


class SlideShow(QObject):
    """Walks through the slides of one open lesson.

    Signals:
        ended: It is over; the case stays open where the last slide was.
    """

    ended = Signal()

    def __init__(
        self, room: Room, of: tuple[Lesson, int], projector: Projector, area: QWidget
    ) -> None:
        """Begin at the first slide.

        Args:
            room: The open lesson.
            of: The lesson and its number, for the last slide.
            projector: The mode of the window; it goes on when the show has ended.
            area: What the band stands at the foot of.
        """
        super().__init__(area)
        self._room, self._projector = room, projector
        self._slides = slides(*of)
        self.place = 0
        self.band = SlideBand(area)
        layout = area.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.band)
        self.shield = Shield(area.window())
        self.shield.stepped.connect(self.step)
        self.shield.black_wanted.connect(projector.go_black)
        self.shield.ended.connect(self._end)
        projector.begin()
        projector.changed.connect(self._end_with_mode)
        self.shield.begin()
        self._show()

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self._slides[self.place]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._slides)

    def step(self, by: int) -> None:
        """Show the next slide, or the one before; at both ends nothing happens."""
        to = min(max(self.place + by, 0), self.count - 1)
        if to != self.place:
            self.place = to
            self._show()

    def end(self, *, left: bool = False) -> None:
        """Take band and shield away; ``left`` says that the case is being closed, too."""
        if self.shield.isHidden():
            return
        self.shield.end()
        self.band.hide()
        self._projector.changed.disconnect(self._end_with_mode)
        self.shield.deleteLater()
        self.band.deleteLater()
        if not left:
            self.slide.show(self._room)  # it gives the keyboard to its page
        self.ended.emit()
        self.deleteLater()

    def _show(self) -> None:
        slide = self.slide
        self.shield.wipe()
        self.shield.frame(None)
        self.band.title.say(slide.title)
        self.band.words.say(slide.words)
        place = self.tr("{n} / {m}").format(n=self.place + 1, m=self.count)
        self.band.place.say(place)
        self.band.setAccessibleName(f"{place} {slide.title}")
        slide.show(self._room)
        self.shield.raise_()
        self.shield.setFocus()
        QTimer.singleShot(_SETTLED, self, self._point)

    def _point(self) -> None:
        if self.shield.isVisible():
            self.shield.frame(self.slide.point(self._room))
            self.shield.raise_()

    def _end(self) -> None:
        self.end()

    def _end_with_mode(self) -> None:
        if not self._projector.on:
            self.end()
