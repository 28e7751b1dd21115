"""A line for a day, or a day and an hour, typed or picked from a calendar."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidgetAction

from zcdesk.ui.kit.buttons import given
from zcdesk.ui.kit.menu import Menu
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import FIELD, TypeRole, fonts, icons, theme, tokens

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
