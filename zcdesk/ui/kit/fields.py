"""What is filled in: a line, several lines, a list of spellings, a choice, a day, a tick."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from zcdesk.ui.kit.buttons import Button, ButtonKind, given
from zcdesk.ui.kit.menu import Menu
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import (
    BUTTON,
    FIELD,
    TypeRole,
    fonts,
    icons,
    paint_choice,
    paint_focus,
    paint_words,
    smooth_painter,
    stacked,
    theme,
    tokens,
)


def field(name: str, hint: str, **properties: Any) -> QLineEdit:
    """Return a line to type into; ``properties`` and signals have Qt's own names."""
    return named_line(QLineEdit(**properties), name, hint)


def named_line(line: QLineEdit, name: str, hint: str) -> QLineEdit:
    """Return a line to type into with its name and what it says while it is empty."""
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setMinimumHeight(FIELD)
    return line


def writing_area(name: str, hint: str = "", **properties: Any) -> QPlainTextEdit:
    """Return room for several lines; Tab leads on from it."""
    properties |= {"accessibleName": name, "placeholderText": hint, "tabChangesFocus": True}
    return QPlainTextEdit(**properties)


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
            margins=(0, 0, 0, 0),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed, without empty lines."""
        return tuple(line.text().strip() for line in self._lines if line.text().strip())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab is to stop, from above; Qt lets a new line come last of the whole page."""
        return (*self._lines, self._more)

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


# --- A list that opens, and is seen to: with the arrow that the style sheet leaves out -----------


ARROW = 16


class Combo(QComboBox):
    """One of several, behind an arrow."""

    def __init__(self, **properties: Any) -> None:
        usual = given(minimumHeight=FIELD, cursor=Qt.CursorShape.PointingHandCursor)
        super().__init__(**properties | usual)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow at its right."""
        super().paintEvent(event)
        painter = smooth_painter(self)
        table = tokens()
        ink = table.text if self.isEnabled() else table.text3
        box = QRectF(self.width() - ARROW - 7, (self.height() - ARROW) / 2, ARROW, ARROW)
        icons.paint(painter, "down", ink, box)


# --- A line for a day, or a day and an hour, typed or picked from a calendar ---------------------


DAY = "yyyy-MM-dd"
AROUND = 64
"""Pixels beside the hint: the edges of the line and the button of the calendar."""


class MomentField(QLineEdit):
    """Takes ``2026-05-01 09:30``, or ``2026-05-01`` where only a day is asked.

    Only the day is picked, the hour stays as it was typed.
    """

    def __init__(self, name: str, hint: str, *, day_only: bool = False) -> None:
        hint_width = fonts.metrics(TypeRole.BODY).horizontalAdvance(hint)
        super().__init__(
            placeholderText=hint,
            **given(
                accessibleName=name,
                minimumHeight=FIELD,
                minimumWidth=round(hint_width) + AROUND,
            ),
        )
        self._day_only = day_only
        self._menu = Menu(self)
        self.opener = QAction(self.tr("从日历里选（↓）"), self, **given(triggered=self.open))
        self.addAction(self.opener, QLineEdit.ActionPosition.TrailingPosition)
        theme().changed.connect(self._colour)
        self._colour()

    @cached_property
    def calendar(self) -> QCalendarWidget:
        """The calendar, made when it is first wanted: it takes longer than all else here."""
        made = QCalendarWidget(
            verticalHeaderFormat=QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader,
            firstDayOfWeek=Qt.DayOfWeek.Monday,
            **given(
                locale=QLocale(preferences().settings.language),
                activated=self.take_day,
                clicked=self.take_day,
            ),
        )
        holder = QWidgetAction(self._menu)
        holder.setDefaultWidget(made)
        self._menu.addAction(holder)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with the arrow that a line has no use for."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    def open(self) -> None:
        """Show the calendar at the day that is typed, else at today."""
        typed = QDate.fromString(self.text().strip()[:10], DAY)
        self.calendar.setSelectedDate(typed if typed.isValid() else QDate.currentDate())
        self._menu.open_below()
        self.calendar.setFocus()

    def take_day(self, day: QDate) -> None:
        """Write a day before the hour; the hour, which only the platform knows, comes next."""
        _, _, hour = self.text().strip().partition(" ")
        picked = day.toString(DAY)
        self.setText(picked if self._day_only else f"{picked} {hour}")
        self._menu.close()
        self.setFocus()

    def _colour(self) -> None:
        self.opener.setIcon(icons.icon("calendar", tokens().text2))


# --- A box to tick, drawn from the tokens so that it is seen in every theme ----------------------


SIDE = 18


class CheckBox(QCheckBox):
    """Box and words; the words are its name for a screen reader."""

    def __init__(self, text: str = "", **properties: Any) -> None:
        super().__init__(
            text,
            **given(
                accessibleName=text,
                cursor=Qt.CursorShape.PointingHandCursor,
                minimumHeight=BUTTON,
                **properties,
            ),
        )

    def sizeHint(self) -> QSize:
        """Return room for box and words."""
        words = fonts.metrics(TypeRole.BODY).horizontalAdvance(self.text())
        return QSize(round(SIDE + (12 + words if words else 0)) + 6, BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and focus."""
        table = tokens()
        painter = smooth_painter(self)
        box = QRectF(3, self.height() / 2 - SIDE / 2, SIDE, SIDE).adjusted(1, 1, -1, -1)
        paint_choice(painter, box, chosen=self.isChecked(), boxed=True)
        words = QRectF(SIDE + 12, 0, self.width() - SIDE - 12, self.height())
        ink = table.text if self.isEnabled() else table.text3
        paint_words(painter, words, self.text(), TypeRole.BODY, ink)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 4)
