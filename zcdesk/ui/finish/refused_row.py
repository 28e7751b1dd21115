"""A file that was not taken in as a row of the final check: what can be done with it stands there.

Any other page would only say that it is to be replaced, and lead back to the check.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.states import CaseFinding
from zcdesk.ui.kit import Button, ButtonKind, MenuButton, show_outside
from zcdesk.ui.look import FLUSH, beside
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.sentences import why_refused


def refused_file(case: Case, finding: CaseFinding) -> CasePage | None:
    """Return the file that a finding is about where it was not taken in, else None."""
    pages = (page for page in case.pages if page.number == finding.page and page.refused)
    return next(pages, None)


class RefusedRow(QWidget):
    """Why the file was refused; another one in its place, away with it, or where it lies.

    Signals:
        file_wanted: The finding: another file is to be chosen.
        removed: Number of the file, in a tuple: it is not used.
    """

    file_wanted = Signal(object)
    removed = Signal(object)

    def __init__(
        self, finding: CaseFinding, page: CasePage, menu: MenuButton, **signals: Any
    ) -> None:
        super().__init__(**signals)
        row = FindingRow(
            finding,
            act=self.tr("换文件…"),
            named=why_refused(page).rstrip("。"),
            pressed=self.file_wanted.emit,
        )
        gone = Button(
            self.tr("移走"),
            ButtonKind.LINK,
            decides=True,
            do=partial(self.removed.emit, (page.number,)),
        )
        gone.setAccessibleName(f"{gone.text()}，{page.file_name}")
        beside((row, 1), gone, on=self, gap=4, margins=FLUSH)
        lies = partial(show_outside, Path(page.path).parent)
        menu.add(self.tr("打开文件所在的文件夹"), lies)
