"""Rows of the final check that are chosen, by box or with Shift, and one reason for all of
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from zcdesk.checks.states import CaseFinding
from zcdesk.ui.finish.let_stand import ALL, Key, Reasons, key_of
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.kit import Button, Card, CheckBox, field
from zcdesk.ui.look import Spring, beside
from zcdesk.ui.words.sentences import joined, say


class Together(Card):
    """Chooses all rows that may stand, and lets those chosen stand with one reason.

    Signals:
        wanted: The findings and the reason.
    """

    wanted = Signal(object, str)

    def __init__(
        self, rows: Sequence[CaseFinding], chosen: set[Key], reasons: Reasons, **signals: Any
    ) -> None:
        super().__init__(**signals)
        self._rows, self._chosen, self._reasons = tuple(rows), chosen, reasons
        self.boxes: dict[Key, CheckBox] = {}
        self._last: Key | None = None
        words = self.tr("选上能说明原因的 %n 条", None, len(rows))
        self.all = CheckBox(words, clicked=self._choose_all)
        self.reason = field(
            self.tr("为什么可以就这样"),
            self.tr("选中的都是同一个原因，一句话"),
            text=reasons.get(ALL, ""),
        )
        self.done = Button("", decides=True, do=self._agree)
        beside(
            self.all,
            (self.reason, 1),
            self.done,
            Spring(0),
            on=self,
            gap=10,
            margins=(12, 6, 12, 6),
        )
        self._show()
        self.reason.textChanged.connect(self._keep)
        enter_presses(self.reason, self.done)

    def box(self, finding: CaseFinding) -> CheckBox:
        """Return the box that chooses a row."""
        key = key_of(finding)
        self.boxes[key] = box = CheckBox(
            checked=key in self._chosen, clicked=partial(self._choose, key)
        )
        box.setAccessibleName(self.tr("选上：{told}").format(told=joined(say(finding.finding))))
        return box

    def _choose(self, key: Key, on: bool) -> None:
        """Choose a row; with Shift all from the one that was chosen last."""
        keys = [key_of(finding) for finding in self._rows]
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        first = keys.index(self._last) if shift and self._last in keys else keys.index(key)
        at = keys.index(key)
        self._set(keys[min(first, at) : max(first, at) + 1], on=on)
        self._last = key

    def _choose_all(self, on: bool) -> None:
        self._set([key_of(finding) for finding in self._rows], on=on)

    def _set(self, keys: Sequence[Key], *, on: bool) -> None:
        for key in keys:
            (self._chosen.add if on else self._chosen.discard)(key)
            if key in self.boxes:
                self.boxes[key].setChecked(on)
        self._show()

    def _taken(self) -> tuple[CaseFinding, ...]:
        return tuple(finding for finding in self._rows if key_of(finding) in self._chosen)

    def _show(self) -> None:
        count = len(self._taken())
        self.all.setChecked(count == len(self._rows))
        self.reason.setVisible(count > 0)
        self.done.setVisible(count > 0)
        self.done.say(self.tr("%n 条都就这样", None, count))
        self.done.setEnabled(bool(self.reason.text().strip()))

    def _keep(self, typed: str) -> None:
        self._reasons[ALL] = typed
        self._show()

    def _agree(self) -> None:
        reason, taken = self.reason.text().strip(), self._taken()
        if reason and taken:
            self._reasons.pop(ALL, None)
            self._chosen.clear()
            self.wanted.emit(taken, reason)
