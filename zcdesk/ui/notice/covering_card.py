"""What is covered, as eight ticks, free words and exceptions; the notice's sentence beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from zcdesk.notices.editing.draft import TICKS, Covering
from zcdesk.ui.kit import Card, CheckBox, field
from zcdesk.ui.look import Label, Tone, TypeRole, column
from zcdesk.ui.notice.words import in_words

_ACROSS = 4


class CoveringCard(Card):
    """The ticks.

    Signals:
        changed: What is covered after an act (``Covering``).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._covering = Covering()
        self._quote = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        grid = QGridLayout()
        self.ticks: dict[str, CheckBox] = {}
        for place, name in enumerate(TICKS):
            box = CheckBox(in_words(f"editing.tick_{name.replace('-', '_')}"), clicked=self._ticked)
            self.ticks[name] = box
            grid.addWidget(box, place // _ACROSS, place % _ACROSS)
        self.words = self._line(self.tr("还要遮什么"), self.tr("如：基金号、股票代码"))
        self.exempt = self._line(self.tr("不遮的栏目、材料"), self.tr("如：执业证、资格证"))
        self._assumed = Label("", TypeRole.CAPTION, Tone.YOU, wrap=True)
        more = Label(self.tr("还要遮"), TypeRole.CAPTION, Tone.TEXT2)
        spared = Label(self.tr("不遮的栏目、材料"), TypeRole.CAPTION, Tone.TEXT2)
        column(self, (16, 12, 16, 14), 8, self._quote, grid, more, self.words, spared,
               self.exempt, self._assumed)  # fmt: skip

    def show_covering(self, covering: Covering) -> None:
        """Show what is covered now."""
        self._covering = covering
        self._quote.say(f"“{' '.join(covering.quote.split())}”" if covering.quote else "")
        self._quote.setVisible(bool(covering.quote))
        for name, box in self.ticks.items():
            box.setChecked(covering.wanted and name in covering.ticks)
        for line, words in ((self.words, covering.words), (self.exempt, covering.exempt)):
            if not line.hasFocus():
                line.setText("、".join(words))
        caption = self.tr("没说到的按“多遮”处理，并向申报人写明是假定，直到您定下来。")
        if not covering.wanted:
            caption = self.tr("按这份通知不遮任何东西。")
        self._assumed.say(caption)
        self._assumed.setVisible(not covering.settled or not covering.wanted)

    def _line(self, name: str, hint: str) -> QLineEdit:
        return field(name, hint, editingFinished=self._typed)

    def _ticked(self) -> None:
        ticks = frozenset(name for name, box in self.ticks.items() if box.isChecked())
        self.changed.emit(replace(self._covering, ticks=ticks, wanted=bool(ticks)))

    def _typed(self) -> None:
        words, exempt = (
            tuple(filter(None, re.split(r"[、,，;；\s]+", line.text())))
            for line in (self.words, self.exempt)
        )
        if (words, exempt) != (self._covering.words, self._covering.exempt):
            self.changed.emit(replace(self._covering, words=words, exempt=exempt))
