"""Keys on the screen for the letters of a script that few keyboards have."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from zcdesk.names.arabic_typing import LETTERS
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.look import ARROWS, FLUSH, TypeRole, grid, stacked

_ACROSS = 11
_KEY = 40  # width in pixels; eleven of them fit beside everything else at 1024


class LetterKeys(QWidget):
    """The letters of Uyghur from right to left, a space and a backspace.

    Tab stops once; the arrows go from key to key, Enter and Space press one, Esc goes back.

    Signals:
        typed: A letter or a space.
        erased: The letter before the cursor is to go.
        left: Back to the line that is typed into.
    """

    typed = Signal(str)
    erased = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letters = [_Key(letter) for letter in LETTERS]
        self.space = _Key(self.tr("空格"))
        self.backspace = _Key(self.tr("退格"))
        self._rows: list[list[_Key]] = []
        letters = QWidget(layoutDirection=Qt.LayoutDirection.RightToLeft)
        cells = grid(letters, gap=(4, 4), margins=FLUSH)
        cells.setColumnStretch(_ACROSS, 1)
        for place, key in enumerate(self.letters):
            row, column = divmod(place, _ACROSS)
            key.setFixedWidth(_KEY)
            cells.addWidget(key, row, column)
            key.clicked.connect(partial(self.typed.emit, LETTERS[place]))
        last = len(LETTERS) // _ACROSS
        cells.addWidget(self.space, last, 0, 1, 6)
        cells.addWidget(self.backspace, last, 6, 1, 3)
        self.space.clicked.connect(partial(self.typed.emit, " "))
        self.backspace.clicked.connect(self.erased)
        rows = range(0, len(LETTERS), _ACROSS)
        self._rows = [self.letters[first : first + _ACROSS] for first in rows]
        self._rows.append([self.space, self.backspace])
        stacked(letters, on=self, margins=FLUSH)
        for key in self.keys:
            key.stepped.connect(self._step)
            key.left.connect(self.left)
            key.focused.connect(partial(self._stop_at, key))
        self._stop_at(self.letters[0])

    @property
    def keys(self) -> tuple[_Key, ...]:
        """All keys in the order in which they are."""
        return tuple(key for row in self._rows for key in row)

    @property
    def stop(self) -> QWidget:
        """The key at which Tab stops."""
        return next(key for key in self.keys if key.focusPolicy() != Qt.FocusPolicy.NoFocus)

    def _stop_at(self, here: _Key) -> None:
        for key in self.keys:
            # A click leaves the cursor in the line that is typed into.
            focus = Qt.FocusPolicy.TabFocus if key is here else Qt.FocusPolicy.NoFocus
            key.setFocusPolicy(focus)

    def _step(self, across: int, down: int) -> None:
        now = self.focusWidget()
        for row, keys in enumerate(self._rows):
            if now in keys:
                there = self._rows[(row + down) % len(self._rows)]
                column = min(keys.index(now), len(there) - 1) if down else keys.index(now)
                # Columns count from the right, as the letters are written.
                key = there[(column - across) % len(there)]
                self._stop_at(key)
                key.setFocus(Qt.FocusReason.TabFocusReason)
                return


class _Key(Button):
    """One key.

    Signals:
        stepped: How far to go, across and down.
        left: Back to the line.
        focused: The keyboard is here now.
    """

    stepped = Signal(int, int)
    left = Signal()
    focused = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text, dense=True)

    def _role(self) -> TypeRole:
        # One letter by itself, with all its dots, has to be told from its like.
        return TypeRole.TITLE if self.text() in LETTERS else super()._role()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from what it does on the page: here it goes back to the line."""
        wanted = event.type() == QEvent.Type.ShortcutOverride
        if wanted and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the key beside, or back; press for Enter and Space, again while it is held."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
