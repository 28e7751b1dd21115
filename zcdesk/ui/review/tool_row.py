"""The tools above the picture, as the table of actions places them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Bar, Button, ButtonKind, show_outside
from zcdesk.ui.kit.top_bar import icon_button
from zcdesk.ui.look import BUTTON, Label, Panel, Tone, TypeRole, beside, fill, rule
from zcdesk.ui.review.actions import ToolPlace
from zcdesk.ui.session.session import Session

APART = 60
"""Pixels of the row that are between and beside the buttons."""


WORDLESS = (ToolPlace.LOOK, ToolPlace.PAGE, ToolPlace.HAND)
"""Parts of the row that give up their words where there is too little room, in this order."""


class ToolRow(Panel):
    """One button for each action that has a place in the row.

    Attributes:
        buttons: The buttons by the names of their actions.
    """

    def __init__(self, actions: Actions[Any]) -> None:
        super().__init__(minimumHeight=44, maximumHeight=44)
        self._narrow = False
        self.buttons: dict[str, Button] = {}
        self._parts: dict[ToolPlace, list[str]] = {place: [] for place in ToolPlace}
        row = beside(on=self, gap=2, margins=(10, 0, 10, 0))
        for place in ToolPlace:
            if place is ToolPlace.LOOK:
                row.addStretch(1)
            elif place is not ToolPlace.HAND:
                self._part(row)
            for action in actions.rows:
                if action.place == place:
                    self.buttons[action.name] = actions.button(action.name, ButtonKind.GHOST)
                    self._parts[place].append(action.name)
                    row.addWidget(self.buttons[action.name])
        self.set_drawing(False)

    def set_drawing(self, drawing: bool) -> None:
        """Show which tool is in hand."""
        self.buttons["draw"].setChecked(drawing)
        self.buttons["select"].setChecked(not drawing)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only; so it does by itself where the words have no room."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words whole: a part of the row shows all of its own, or none."""
        super().resizeEvent(event)
        self._fit()

    def show_zoom(self, scale: float) -> None:
        """Show how large the page is drawn."""
        self.buttons["fit"].say(f"{round(scale * 100)}%")

    def _fit(self) -> None:
        room = sum(button.words_width() + 2 for button in self.buttons.values()) + APART
        for place in WORDLESS:
            part = [self.buttons[name] for name in self._parts[place]]
            compact = self._narrow or self.width() < room
            for button in part:
                button.set_compact(compact)
                room -= button.words_width() - BUTTON if compact else 0

    def _part(self, row: QHBoxLayout) -> None:
        line = rule(upright=True)
        line.setFixedHeight(20)
        fill(row, 4, (line, 0, Qt.AlignmentFlag.AlignVCenter), 4)


# --- The top bar of the review page: what is left, undo and redo, the words, help ----------------


class ReviewBar(CaseBar):
    """Says how many pages are left and holds the acts on the whole case."""

    def __init__(self, session: Session, actions: Actions[Any]) -> None:
        super().__init__(session, self.tr("逐页复核"), back=self.tr("回到栏目"))
        self._left = Label("", TypeRole.STRONG)
        self._bar = Bar()
        self._bar.setFixedWidth(180)
        self._agreed = Label("", TypeRole.CAPTION, Tone.TEXT2)
        fill(self.middle, self._left, self._bar, self._agreed)
        self._folder: Path | None = None
        self.package = icon_button(
            self.tr("打开材料包"), "folder", "", do=self._open_package, visible=False
        )
        self.words = actions.icon_button("identity")
        for place, button in enumerate((self.package, self.words, actions.icon_button("add"))):
            self.right.insertWidget(place, button)

    def show_package(self, folder: Path) -> None:
        """Offer to open the package that is in ``folder``."""
        self._folder = folder
        self.package.show()

    def set_narrow(self, narrow: bool) -> None:
        """Leave what is left to do, drop the long bar and the words."""
        self._bar.setFixedWidth(96 if narrow else 180)
        self._agreed.setVisible(not narrow)
        self.words.set_compact(narrow)
        self.package.set_compact(narrow)
        super().set_narrow(narrow)

    def refresh(self) -> None:
        """Show the case as it is."""
        case, notice = self._session.case, self._session.notice
        overview = self._session.overview
        agreed, left = len(overview.confirmed), len(overview.unconfirmed)
        total = agreed + left
        self.subtitle.say(f"{notice.short_title} · {case.applicant.name}")
        self._left.say(self.tr("还剩 %n 页", None, left) if left else self.tr("全部看完了"))
        self._agreed.say(self.tr("已确认 {n} / {m}").format(n=agreed, m=total))
        spoken = self.tr("还剩 {n} 页，共 {m} 页").format(n=left, m=total)
        self._bar.show_part(agreed / total if total else 0.0, spoken)
        self.refresh_saved()

    def _open_package(self) -> None:
        if self._folder is not None:
            show_outside(self._folder)
