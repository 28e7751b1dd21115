"""At a row of the final check: a warning may stand, with the person's reason; and taken back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.acts.noting import waive
from zcdesk.cases.case import Case
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.states import CaseFinding
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.kit import Button, ButtonKind, field
from zcdesk.ui.look import Remark, beside

BESIDE = 28
"""Pixels left of the words of a row: its icon."""

Reasons = dict[tuple[str, str, str, int | None], str]
"""What is being typed, by finding: the page around it is made anew whenever the case is judged."""


def let_stand(case: Case, finding: CaseFinding, reason: str, now: datetime) -> Case:
    """Return the case in which a finding is, for a reason that is not empty."""
    at = now.astimezone(BEIJING)
    return waive(case, Waiver(finding.code, reason, at, finding.rule, finding.slot, finding.page))


class LetStand(QWidget):
    """Asks for the reason; without one nothing is let stand.

    Signals:
        wanted: The finding and the reason.
    """

    wanted = Signal(object, str)

    def __init__(self, finding: CaseFinding, reasons: Reasons, **signals: Any) -> None:
        super().__init__(**signals)
        self._finding, self._reasons = finding, reasons
        self._key = key_of(finding)
        self.reason = field(
            self.tr("为什么可以就这样"),
            self.tr("为什么可以就这样，一句话"),
            text=reasons.get(self._key, ""),
            textChanged=self._keep,
        )
        self.done = Button(self.tr("就这样"), decides=True, do=self._agree)
        enter_presses(self.reason, self.done)
        beside((self.reason, 1), self.done, on=self, gap=8, margins=(BESIDE, 0, 6, 6))
        self.done.setEnabled(bool(self.reason.text().strip()))

    def is_about(self, finding: CaseFinding) -> bool:
        """Tell whether the reason is asked for this finding."""
        return self._key == key_of(finding)

    def _keep(self, typed: str) -> None:
        self._reasons[self._key] = typed
        self.done.setEnabled(bool(typed.strip()))

    def _agree(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self._reasons.pop(self._key, None)
            self.wanted.emit(self._finding, reason)


class Stood(QWidget):
    """Says why a finding stands, and takes it back.

    Signals:
        taken_back: The finding is to be dealt with again.
    """

    taken_back = Signal(object)

    def __init__(self, finding: CaseFinding, **signals: Any) -> None:
        super().__init__(**signals)
        words = self.tr("就这样，您的原因：{reason}").format(reason=finding.waived)
        back = Button(self.tr("收回"), ButtonKind.LINK, do=partial(self.taken_back.emit, finding))
        back.setAccessibleName(f"{back.text()}，{words}")
        beside(
            (Remark(words), 1),
            back,
            on=self,
            gap=8,
            margins=(BESIDE, 0, 6, 6),
        )


Key = tuple[str, str, str, int | None]

ALL: Key = ("", "", "", None)
"""Where the reason for all is kept while it is typed."""


def key_of(finding: CaseFinding) -> Key:
    """Return what tells a finding from all others, also when the case was judged again."""
    return finding.code, finding.rule, finding.slot, finding.page
