"""What to tick on a platform that lists what is covered on a page, and the question of secrecy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from zcdesk.applicant import Target
from zcdesk.cases.acts.classified import Classified, classified_of
from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit.buttons import Radio
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.sentences import target_word


class ItemsCard(QWidget):
    """The items as the covers of the page give them; secrecy is the person's to answer.

    Signals:
        told: What the person says of secret material on the page.
    """

    told = Signal(object)

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        masking = notice.masking
        self._items = masking.page_items if masking else None
        self._classified = masking.classified if masking else None
        self.setAccessibleName(self.tr("平台上这一页怎么点"))
        layout = column(self, (16, 0, 16, 4), 4)
        layout.addWidget(rule())
        layout.addSpacing(6)
        self._ticks = Label("", Role.BODY, wrap=True)
        self._why = Label("", Role.CAPTION, Tone.TEXT2, wrap=True)
        self.no = Radio(self.tr("不涉密"), "3")
        self.cleared = Radio(self.tr("涉密，已脱密"), "3")
        self._group = QButtonGroup(self)
        for radio in (self.no, self.cleared):
            self._group.addButton(radio)
            radio.clicked.connect(self._tell)
        if self._items is not None:
            layout.addWidget(Label(self.tr("平台上这一页怎么点"), Role.STRONG))
            layout.addWidget(self._ticks)
            words = self.tr("依据 {clause}：“{quote}”")
            words = words.format(clause=self._items.clause, quote=self._items.quote)
            layout.addWidget(Label(words, Role.CAPTION, Tone.TEXT2, wrap=True))
        if self._classified is not None:
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(Label(self.tr("这一页")))
            row.addWidget(self.no)
            row.addWidget(self.cleared)
            row.addStretch(1)
            layout.addLayout(row)
            layout.addWidget(self._why)
        self.hide()

    @property
    def asks(self) -> bool:
        """Tell whether the notice's platform asks anything of this kind."""
        return self._items is not None or self._classified is not None

    def show_page(self, case: Case, page: CasePage) -> None:
        """Show what is to be ticked for a page, and what was said of it."""
        if not self.asks:
            return
        self.setVisible(page.examined and page.page is not None)
        hidden = {mask.target for mask in page.covers()}
        items = "、".join(target_word(target) for target in Target if target in hidden)
        ticks = self.tr("勾选遮盖项目：{items}").format(items=items)
        self._ticks.say(ticks if items else self.tr("这一页没有要勾选的遮盖项目。"))
        given = classified_of(case, page.number)
        self._group.setExclusive(False)
        self.no.setChecked(given is Classified.NO)
        self.cleared.setChecked(given is Classified.CLEARED)
        self._group.setExclusive(True)
        if self._classified is not None:
            words = self.tr("请您回答（键 3）。{clause}：“{quote}”")
            words = words.format(clause=self._classified.clause, quote=self._classified.quote)
            self._why.say(words if given is None else self.tr("这是您选的。"))

    def next_answer(self) -> None:
        """Take the next answer about secrecy (key 3)."""
        if self._classified is not None and self.isVisible():
            self.told.emit(Classified.CLEARED if self.no.isChecked() else Classified.NO)

    def _tell(self) -> None:
        self.told.emit(Classified.NO if self.no.isChecked() else Classified.CLEARED)
