"""What to tick on a platform that lists what is covered, and secrecy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from zcdesk.applicant import Target
from zcdesk.cases.acts.secrecy import Classified, classified_of
from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import Button, ButtonKind, Radio
from zcdesk.ui.look import SPRING, Label, Remark, TypeRole, beside, column, fill, rule, tip
from zcdesk.ui.words.sentences import listed, target_named


class ItemsCard(QWidget):
    """The items as the covers of the page give them; secrecy is the person's to answer.

    Signals:
        told: What the person says of secret material on the page.
        all_told: She says that none of the pages on which nothing was said is secret.
    """

    told = Signal(object)
    all_told = Signal()

    def __init__(self, notice: Notice, key: str, **signals: Any) -> None:
        super().__init__(accessibleName=self.tr("平台上这一页怎么点"), visible=False, **signals)
        masking = notice.masking
        self._items = masking.page_items if masking else None
        self._classified = masking.classified if masking else None
        layout = column(self, (16, 0, 16, 4), 4, rule(), 6)
        self._ticks = Label(wrap=True)
        self._why = Remark()
        self.no = Radio(self.tr("不涉密"), key)
        self.cleared = Radio(self.tr("涉密，已脱密"), key)
        self.rest = Button("", ButtonKind.LINK, decides=True, do=self.all_told)
        self._group = QButtonGroup(self)
        for part in (self._ticks, self._why, self.no, self.cleared, self.rest):
            part.setParent(self)
            part.setVisible((self._items if part is self._ticks else self._classified) is not None)
        for radio in (self.no, self.cleared):
            self._group.addButton(radio)
            radio.clicked.connect(self._tell)
        if self._items is not None:
            self._ticks.setToolTip(tip(f"{self._items.clause}　“{self._items.quote}”"))
            fill(layout, Label(self.tr("平台上这一页怎么点"), TypeRole.STRONG), self._ticks)
        if self._classified is not None:
            self._why.setToolTip(tip(self._classified.quote))
            fill(
                layout,
                beside(Label(self.tr("这一页")), self.no, self.cleared, SPRING, gap=4),
                self._why,
                (self.rest, 0, Qt.AlignmentFlag.AlignLeft),
            )

    @property
    def asks(self) -> bool:
        """Tell whether the notice's platform asks anything of this kind."""
        return self._items is not None or self._classified is not None

    def focus(self) -> None:
        """Give the keyboard to the question about secrecy."""
        self.no.setFocus()

    def show_page(self, case: Case, page: CasePage, silent: int) -> None:
        """Show what is to be ticked for a page, and what was said of it.

        Args:
            silent: Of how many pages it was not said yet whether they are secret.
        """
        if not self.asks:
            return
        self.setVisible(page.examined and page.page is not None)
        hidden = {mask.target for mask in page.covers()}
        items = listed(target_named(target) for target in Target if target in hidden)
        ticks = self.tr("勾选遮盖项目：{items}").format(items=items)
        self._ticks.say(ticks if items else self.tr("这一页没有要勾选的遮盖项目。"))
        given = classified_of(case, page.number)
        self._group.setExclusive(False)
        self.no.setChecked(given is Classified.NO)
        self.cleared.setChecked(given is Classified.CLEARED)
        self._group.setExclusive(True)
        self.rest.setVisible(self._classified is not None and silent > 1)
        self.rest.say(self.tr("没有答过的 {n} 页都不涉密").format(n=silent))
        if self._classified is not None:
            words = self.tr("按 3 回答　{clause}").format(clause=self._classified.clause)
            self._why.say(words if given is None else self.tr("这是您选的。"))

    def next_answer(self) -> None:
        """Take the next answer about secrecy (key 3)."""
        self.told.emit(Classified.CLEARED if self.no.isChecked() else Classified.NO)

    def _tell(self) -> None:
        self.told.emit(Classified.NO if self.no.isChecked() else Classified.CLEARED)
