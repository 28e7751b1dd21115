"""What the notice says beside its demands, as quiet lines; the rest of them behind one fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.checks.concerning.told import Kind, Told, told_line
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.buttons import Kind as Loudness
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label, clear, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.wording import sentence

ALWAYS = frozenset({
    Kind.PENALTY, Kind.CONSEQUENCE, Kind.EXEMPTION, Kind.CONFIRMATION, Kind.STEP, Kind.FEE,
    Kind.DEFENCE, Kind.PAPER, Kind.WINDOW, Kind.ROUND, Kind.OPINION,
})  # fmt: skip
"""What somebody must not have to look for; the rest stands behind the fold."""


class ToldLines(QWidget):
    """Lines of one place: what matters at once in the open, the rest one press away.

    Signals:
        shown: Whether there is anything to tell.
    """

    shown = Signal(bool)

    def __init__(self, *, shown: frozenset[Kind] = ALWAYS) -> None:
        super().__init__()
        self._open = shown
        self._told: tuple[Told, ...] = ()
        self._titles: Mapping[str, str] = {}
        layout = column(self, (0, 0, 0, 0), 2)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.fold = Button("", Loudness.LINK, icon="right", dense=True)
        self.fold.clicked.connect(self._turn)
        self.rest = QWidget()
        self._folded = column(self.rest, (22, 0, 0, 4), 3)
        self.rest.hide()
        layout.addLayout(self._lines)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.rest)
        self.hide()

    def show_told(self, told: Sequence[Told], titles: Mapping[str, str] | None = None) -> None:
        """Show what is told; it must lie in the window by now, or it would become one of its own.

        Args:
            told: What is reported there.
            titles: Names of the slots of lines that concern one slot alone.
        """
        if tuple(told) == self._told:
            return
        self._told, self._titles = tuple(told), titles or {}
        clear(self._lines)
        clear(self._folded)
        at_once = [one for one in self._told if one.kind in self._open]
        rest = [one for one in self._told if one.kind not in self._open]
        for layout, lines in ((self._lines, at_once), (self._folded, rest)):
            for line in lines:
                layout.addWidget(Label(self._line(line), Role.CAPTION, Tone.TEXT2, wrap=True))
        language = preferences().settings.language
        self.fold.say(sentence("told.fold", language, count=len(rest)).message)
        self.fold.setVisible(bool(rest))
        self.rest.setVisible(bool(rest) and self.rest.isVisibleTo(self))
        self.setVisible(bool(told))
        self.shown.emit(bool(told))

    def _line(self, told: Told) -> str:
        line = told_line(told, preferences().settings.language)
        title = self._titles.get(told.slot, "")
        return f"{title}　{line}" if title else line

    def _turn(self) -> None:
        shown = not self.rest.isVisibleTo(self)
        self.rest.setVisible(shown)
        self.fold.say(self.fold.text(), icon="down" if shown else "right")
