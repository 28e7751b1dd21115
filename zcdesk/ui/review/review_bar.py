"""The top bar of the review page: what is left, undo and redo, the words, help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Bar, show_outside
from zcdesk.ui.kit.top_bar import icon_button
from zcdesk.ui.look import Caption, Label, TypeRole, fill
from zcdesk.ui.session.session import Session


class ReviewBar(CaseBar):
    """Says how many pages are left and holds the acts on the whole case."""

    def __init__(self, session: Session, actions: Actions[Any]) -> None:
        super().__init__(session, self.tr("逐页复核"), back=self.tr("回到栏目"))
        self._left = Label("", TypeRole.STRONG)
        self._bar = Bar()
        self._bar.setFixedWidth(180)
        self._agreed = Caption()
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
