"""A text of the application: an editor with live counts and located findings beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from zcdesk.checks.states import CaseFinding
from zcdesk.checks.written.texts import counted, text_findings
from zcdesk.findings import amiss
from zcdesk.notices.interview import counting_answers
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit import Button, ButtonKind, Card, IconLabel, Timer, given
from zcdesk.ui.look import (
    FLUSH,
    SPRING,
    Caption,
    Label,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    stacked,
)
from zcdesk.ui.look.tokens import TYPING_PAUSE
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.workflow.package.package_files import TextPlace

LOWEST, HIGHEST = 84, 360
"""Heights of an editor in pixels: a short field, a long summary."""

FINDINGS = 250


class Editor(QPlainTextEdit):
    """The text itself; Tab goes on.

    Signals:
        left: The keyboard went elsewhere.
    """

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(tabChangesFocus=True, **given(accessibleName=name))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class TextCard(Card):
    """One text; what is typed and wanted there goes to ``wishes``."""

    def __init__(self, place: TextPlace, session: Session, wishes: SlotWishes) -> None:
        super().__init__()
        self._wishes = wishes
        self._place, self._session = place, session
        self._kept = ""
        self._unwritten: tuple[CaseFinding, ...] | None = ()
        self.editor = Editor(place.title)
        self.editor.setFixedHeight(HIGHEST if place.long else LOWEST)
        self.counts = Caption()
        self.none = Button(
            self.tr("没有，填“无”"), ButtonKind.GHOST, decides=True, do=self._fill_none
        )
        self.copy = Button(self.tr("复制"), ButtonKind.GHOST, icon="copy", do=self._copy)
        self._findings = stacked(gap=0)
        self._pause = Timer(self, self._keep, TYPING_PAUSE)
        side = QWidget(minimumWidth=FINDINGS, maximumWidth=FINDINGS)
        column(side, FLUSH, 0, self._findings, SPRING)
        column(
            self,
            (16, 10, 14, 12),
            6,
            beside(
                (Label(self._place.title, TypeRole.STRONG), 1), self.counts, self.none, self.copy
            ),
            beside((self.editor, 1), (side, 0, Qt.AlignmentFlag.AlignTop), gap=12),
        )
        self.editor.textChanged.connect(self._changed)
        self.editor.left.connect(self._keep)
        self._check()

    def show_text(
        self, text: str | None, found: Sequence[CaseFinding] = (), *, locked: bool
    ) -> None:
        """Show what the case holds; what is being typed is not disturbed.

        Args:
            text: None while nobody wrote it here: then only what the check of the case says counts.
            found: What that says of it.
            locked: Nothing can be changed.
        """
        self._unwritten = tuple(found) if text is None else None
        text = text or ""
        self.editor.setReadOnly(locked)
        self.none.setVisible(not locked and not text.strip())
        if text == self._kept or self._pause.isActive():
            if self._unwritten is not None and not self.editor.toPlainText():
                self._check()
            return
        self._kept = text
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.blockSignals(False)
        self._check()

    def _changed(self) -> None:
        self._count()
        self._pause.start()

    def _keep(self) -> None:
        self._pause.stop()
        text = self.editor.toPlainText()
        if text != self._kept:
            self._kept = text
            self._wishes.text_typed.emit(self._place.id, text)
        self._check()

    def _fill_none(self) -> None:
        self.editor.setPlainText("无")
        self._keep()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.editor.toPlainText())
        self.copy.say(self.tr("已复制"), icon="check")

    def _count(self) -> None:
        counts = counted(self.editor.toPlainText())
        words = self.tr("%n 字（不计标点 {m}）", None, counts.with_marks)
        words = words.format(m=counts.letters)
        self.counts.say(words)
        if self.copy.text() != self.tr("复制"):
            self.copy.say(self.tr("复制"), icon="copy")

    def _check(self) -> None:
        """Show what the notice's rules say of the text."""
        self._count()
        clear(self._findings)
        text, case = self.editor.toPlainText(), self._session.case
        if self._unwritten is not None and not text:
            findings = list(self._unwritten)
        else:
            facts = counting_answers(self._session.notice, dict(case.facts))
            found = text_findings(self._session.notice, self._place.id, text, case.applicant, facts)
            findings = [*amiss(found)][: None if text.strip() else 1]
        for finding in findings:
            row = FindingRow(finding)
            row.pressed.connect(self._go)
            self._findings.addWidget(row)
        if text.strip() and not findings:
            self._findings.addWidget(IconLabel("check-circle", self.tr("没有要改的地方"), Tone.OK))

    def _go(self, finding: CaseFinding) -> None:
        """Put the cursor at the paragraph of a finding, and show the notice's words."""
        paragraph = finding.finding.details.get("paragraph")
        if isinstance(paragraph, int):
            block = self.editor.document().findBlockByNumber(paragraph - 1)
            cursor = self.editor.textCursor()
            cursor.setPosition(block.position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()
        self._wishes.finding_chosen.emit(finding)
