"""What is filled in: a line, several lines, a list of spellings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.look import FIELD, FLUSH, stacked


def field(name: str, hint: str, **properties: Any) -> QLineEdit:
    """Return a line to type into; ``properties`` and signals have Qt's own names."""
    return named_line(QLineEdit(**properties), name, hint)


def named_line(line: QLineEdit, name: str, hint: str) -> QLineEdit:
    """Return a line to type into with its name and what it says while it is empty."""
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setMinimumHeight(FIELD)
    return line


class WritingArea(QPlainTextEdit):
    """Room for several lines; Tab leads on from it.

    Signals:
        wordless: A picture or files were pasted or dropped (``QMimeData``); nothing was written.
    """

    wordless = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Write the words that were copied; the address of a file is none."""
        if any(url.isLocalFile() for url in source.urls()) or not source.text():
            self.wordless.emit(source)
        else:
            super().insertFromMimeData(source)


def writing_area(name: str, hint: str = "", **properties: Any) -> WritingArea:
    """Return room for several lines with its name and what it says while it is empty."""
    properties |= {"accessibleName": name, "placeholderText": hint, "tabChangesFocus": True}
    return WritingArea(**properties)


class WordList(QWidget):
    """A list of spellings; empty lines do not count.

    Signals:
        changed: Something was typed.
        grown: There is one line more.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, name: str, hint: str, more: str) -> None:
        super().__init__()
        self._name, self._hint = name, hint
        self._lines: list[QLineEdit] = []
        self._column = stacked(gap=6)
        self._more = Button(more, ButtonKind.LINK, icon="plus", do=self._add_and_focus)
        self._layout = stacked(
            self._column,
            (self._more, 0, Qt.AlignmentFlag.AlignLeft),
            on=self,
            gap=6,
            margins=FLUSH,
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed, without empty lines."""
        return tuple(filter(None, (line.text().strip() for line in self._lines)))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab is to stop, from above; Qt lets a new line come last of the whole page."""
        return (*self._lines, self._more)

    def ask(self, hint: str) -> None:
        """Say by another hint what is asked for."""
        self._hint = hint
        for line in self._lines:
            line.setPlaceholderText(hint)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Fill the list."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()  # Tab would stop at it until Qt deletes it
            line.deleteLater()
        self._lines = []
        for word in words:
            self._add().setText(word)

    def _line(self) -> QLineEdit:
        """Return one line more."""
        return QLineEdit()

    def _add(self) -> QLineEdit:
        line = self._line()
        named_line(line, f"{self._name} {len(self._lines) + 1}", self._hint)
        line.textChanged.connect(self.changed)
        self._lines.append(line)
        self._column.addWidget(line)
        return line

    def _add_and_focus(self) -> None:
        line = self._add()
        self.grown.emit()
        line.setFocus()
