"""Lines for a name in the Arabic script, as Uyghur and Kazakh are written, with keys on screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible
from zcdesk.ui.kit.buttons import Button, ButtonKind, given, wire
from zcdesk.ui.kit.fields.letter_keys import LetterKeys
from zcdesk.ui.kit.fields.lines import WordList
from zcdesk.ui.look import Remark, Tone, beside


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
        self.note = Remark(visible=False)
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
        return tuple(dict.fromkeys(filter(None, typed)))

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
