"""Lines for a name in the Arabic script, as Uyghur and Kazakh are written, with keys on screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zcdesk.names.arabic_typing import LETTERS, is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible
from zcdesk.ui.kit.buttons import Button, ButtonKind, given, wire
from zcdesk.ui.kit.fields import WordList
from zcdesk.ui.look import Label, Tone, TypeRole, beside, grid, stacked


class ScriptLine(QLineEdit):
    """A line that is written from right to left; what nobody can see is taken out of it.

    Signals:
        cleaned: Something was taken out of what was pasted or typed; what is left of it.
    """

    cleaned = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
            **given(layoutDirection=Qt.LayoutDirection.RightToLeft, textEdited=self._clean),
        )

    def _clean(self, text: str) -> None:
        shown = without_invisible(text)
        if "".join(shown.split()) == "".join(text.split()):  # a space may be typed last
            return
        if self.isRedoAvailable():  # the text came back by Ctrl+Z: go to what was there before
            self.undo()
            return
        self.selectAll()
        self.insert(shown)
        self.cleaned.emit(shown)


class ScriptWords(WordList):
    """Spellings in the Arabic script, one a line; nothing need be written.

    Attributes:
        keys: The letters on the screen, hidden until they are asked for.
        toggle: Shows and hides them.
        note: What there is to say about what was typed.

    Signals:
        keys_shown: The keys have come up; they should be in sight.
    """

    keys_shown = Signal(object)

    def __init__(self, name: str, hint: str, more: str, elsewhere: str) -> None:
        self.keys = LetterKeys()
        self._at: QLineEdit | None = None
        self._cleaned = ""
        super().__init__(name, hint, more)
        self._elsewhere = elsewhere
        self.note = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True, visible=False)
        self.toggle = Button(
            self.tr("屏幕键盘"),
            ButtonKind.LINK,
            icon="grid",
            checkable=True,
            toggled=self._show_keys,
        )
        self.toggle.setAccessibleName(f"{name}，{self.toggle.text()}")
        self._layout.removeItem(self._column)
        row = beside((self._column, 1), (self.toggle, 0, Qt.AlignmentFlag.AlignTop), gap=12)
        self._layout.insertLayout(0, row)
        self._layout.insertWidget(1, self.note)
        self._layout.addWidget(self.keys)
        self._offer_more()
        self.keys.hide()
        wire(
            (self.keys.typed, lambda text: self._typed_into().insert(text)),
            (self.keys.erased, lambda: self._typed_into().backspace()),
            (self.keys.left, lambda: self._typed_into().setFocus()),
            (self.changed, self._judge),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed, without empty lines and what nobody can see."""
        typed = (without_invisible(line.text()) for line in self._lines)
        return tuple(dict.fromkeys(word for word in typed if word))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab is to stop, from above."""
        keys = (self.keys.stop,) if self.toggle.isChecked() else ()
        return (*self._lines, self.toggle, self._more, *keys)

    @property
    def wrong(self) -> QLineEdit | None:
        """The first line with letters of another script, or None."""
        typed = (line for line in self._lines if without_invisible(line.text()))
        return next((line for line in typed if not is_typed_in_arabic(line.text())), None)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Fill the list; a line to type into is always there."""
        self._at, self._cleaned = None, ""
        super().show_words(words or ("",))
        self._say("")
        self._offer_more()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember into which line the keys type."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._at = watched
        return super().eventFilter(watched, event)

    def _line(self) -> QLineEdit:
        line = ScriptLine()
        line.installEventFilter(self)
        line.cleaned.connect(self._tell_cleaned)
        return line

    def _typed_into(self) -> QLineEdit:
        return self._at if self._at in self._lines and self._at else self._lines[0]

    def _show_keys(self, shown: bool) -> None:
        self.keys.setVisible(shown)
        self.grown.emit()
        if shown:
            # They have their place only after the page was laid out anew.
            QTimer.singleShot(0, self.keys, partial(self.keys_shown.emit, self.keys))

    def _tell_cleaned(self, text: str) -> None:
        self._cleaned = text
        self._judge()

    def _judge(self) -> None:
        """Say what is wrong with the lines, or that something was taken out of one of them."""
        self._offer_more()
        if self.wrong is not None:
            self._say(self._elsewhere, Tone.MISS)
        elif self._cleaned and any(line.text() == self._cleaned for line in self._lines):
            self._say(self.tr("已去掉看不见的方向符号和拉长线，字母没有变。"))
        else:
            self._say("")

    def _offer_more(self) -> None:
        """Offer one line more where one is written; for one spelling alone one is enough."""
        self._more.setVisible(bool(self._more.text()) and bool(self.words))

    def _say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        self.note.say(words, tone)
        self.note.setVisible(bool(words))


# --- Keys on the screen for the letters of a script that few keyboards have ----------------------


_ACROSS = 11
_KEY = 40  # width in pixels; eleven of them fit beside everything else at 1024

_STEPS = {
    Qt.Key.Key_Left: (0, 1),
    Qt.Key.Key_Right: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows and columns that an arrow goes; columns count from the right, as the letters are written."""


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
        cells = grid(letters, gap=(4, 4), margins=(0, 0, 0, 0))
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
        stacked(letters, on=self, margins=(0, 0, 0, 0))
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

    def _step(self, rows: int, columns: int) -> None:
        now = self.focusWidget()
        for row, keys in enumerate(self._rows):
            if now in keys:
                there = self._rows[(row + rows) % len(self._rows)]
                column = min(keys.index(now), len(there) - 1) if rows else keys.index(now)
                key = there[(column + columns) % len(there)]
                self._stop_at(key)
                key.setFocus(Qt.FocusReason.TabFocusReason)
                return


class _Key(Button):
    """One key.

    Signals:
        stepped: Rows and columns to go.
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
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
