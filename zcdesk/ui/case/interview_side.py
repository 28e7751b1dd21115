"""What an answer changes: the slots that hang on it with their states, and what is new to tell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from zcdesk.checks.states import Evaluation
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.look.text import Label, Sheet, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.session.evaluating import Judge
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, say
from zcdesk.ui.words.states import Chip, slot_look
from zcdesk.workflow.open_case.what_follows import news, slots_behind


class InterviewSide(QWidget):
    """Follows the evaluation while a question is on screen."""

    def __init__(self, session: Session, judge: Judge) -> None:
        super().__init__()
        self._session, self._judge = session, judge
        self._fact = ""
        self._before: Evaluation = judge.evaluation
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(self._area)
        judge.judged.connect(self.refresh)

    def begin(self, fact: str) -> None:
        """Follow the answers to another question."""
        self._fact, self._before = fact, self._judge.evaluation
        self.refresh()

    def refresh(self) -> None:
        """Show how the slots stand now."""
        body = Sheet()
        layout = column(body, (16, 16, 16, 16), 8)
        layout.addWidget(Label(self.tr("您的回答改变了什么"), Role.STRONG))
        after = self._judge.evaluation
        slots = slots_behind(self._session.notice, self._fact) if self._fact else ()
        for slot_id in slots:
            now, was = after.slot(slot_id), self._before.slot(slot_id)
            row = QHBoxLayout()
            changed = now.state is not was.state
            role = Role.STRONG if changed else Role.BODY
            row.addWidget(Label(now.title, role, wrap=True), 1)
            row.addWidget(Chip(slot_look(now.state)))
            layout.addLayout(row)
            if changed:
                layout.addWidget(Label(now.reason, Role.CAPTION, Tone.TEXT2, wrap=True))
            layout.addWidget(rule())
        if not slots and self._fact:
            words = self.tr("这一题不改变要交的材料，只影响提示。")
            layout.addWidget(Label(words, Role.CAPTION, Tone.TEXT2, wrap=True))
        told = [say(one.finding) for one in news(self._before, after)]
        if any(one.message for one in told):
            layout.addSpacing(8)
            layout.addWidget(Label(self.tr("由此出现的提示"), Role.STRONG))
            for one in told:
                if one.message:
                    layout.addWidget(IconLabel("book", joined(one), Tone.TEXT2, wrap=True))
        layout.addStretch(1)
        hint = self.tr("上面是现在的情况，不是结论；材料放进来以后自动更新。")
        layout.addWidget(Label(hint, Role.CAPTION, Tone.TEXT2, wrap=True))
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
