"""What the notice says beside its demands, as quiet lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.checks.concerning.told import Told, told_line
from zcdesk.ui.kit import preferences
from zcdesk.ui.look import FLUSH, Remark, clear, column, fill


class ToldLines(QWidget):
    """Lines of one place.

    Signals:
        shown: Whether there is anything to tell.
    """

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__(visible=False)
        self._told: tuple[Told, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._lines = column(self, FLUSH, 4)

    def show_told(self, told: Sequence[Told], titles: Mapping[str, str] | None = None) -> None:
        """Show what is told; it must be in the window by now, or it would become one of its own.

        Args:
            told: What is reported there.
            titles: Names of the slots of lines that concern one slot alone.
        """
        if tuple(told) == self._told:
            return
        self._told, self._titles = tuple(told), titles or {}
        clear(self._lines)
        fill(
            self._lines,
            *(Remark(self._line(line)) for line in self._told),
        )
        self.setVisible(bool(told))
        self.shown.emit(bool(told))

    def _line(self, told: Told) -> str:
        line = told_line(told, preferences().settings.language)
        title = self._titles.get(told.slot, "")
        return f"{title}　{line}" if title else line
