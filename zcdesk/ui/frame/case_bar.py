"""The top bar of every page of an open case: saved, undo, redo, days left, the notice, help."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import SIGNAL, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.help.everywhere import NOTICE, REDO, UNDO
from zcdesk.ui.keys.actions import button_of, icon_of
from zcdesk.ui.kit import Button, ButtonKind, Mark, wire
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import Caption, Label, Tone, fill, tip
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import moment_words, own_clock
from zcdesk.ui.words.notice_words import countdown
from zcdesk.ui.words.sentences import joined, say_error
from zcdesk.workflow.path.case_path import open_round

LINE = 760
"""Least width of a bar with a line behind its title."""


class CaseBar(TopBar):
    """Title at the left; what belongs to the whole case at the right.

    Signals:
        notice_pressed: The notice's own words are wanted.
    """

    notice_pressed = Signal()

    def __init__(self, session: Session, title: str, *, back: str, home: bool = False) -> None:
        super().__init__(title, back=back, icon="home" if home else "back")
        self._session = session
        self._mark = Mark("check", Tone.TEXT2, 16, 0)
        self._saved = Caption()
        self._retry = Button(
            self.tr("再试一次"), ButtonKind.LINK, do=session.try_saving, visible=False
        )
        self.undo, self.redo = icon_of(UNDO, do=session.undo), icon_of(REDO, do=session.redo)
        self._days = Label("", tone=Tone.YOU)
        self.notice = button_of(NOTICE, ButtonKind.LINK, do=self.notice_pressed)
        saved: tuple[QWidget, ...] = (self._mark, self._saved, self._retry)
        fill(self.right, *saved, self.undo, self.redo, self._days, self.notice)
        wire(
            (session.changed, self.refresh_saved),
            (session.changed, self.refresh_days),
            (session.saved, self.refresh_saved),
            (session.save_failed, self._tell_failure),
        )
        self.refresh_saved()
        self.refresh_days()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the notice's words where the page shows them."""
        super().showEvent(event)
        self.notice.setVisible(self.receivers(SIGNAL("notice_pressed()")) > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title alone where the line behind it would be cut to nothing."""
        super().resizeEvent(event)
        self.subtitle.setVisible(self.width() >= LINE)

    def window_name(self) -> str:
        """Return notice and page."""
        notice, page = self._session.notice.short_title, self.title.accessibleName()
        page = self.tr("栏目") if page == notice else page
        return f"{page} · {notice} — zcdesk"

    def refresh_days(self) -> None:
        """Show how long there is left."""
        session = self._session
        today, facts = session.moment.date(), dict(session.case.facts)
        left = countdown(session.notice, today, facts)
        self._days.say(left.words, left.tone)
        # While a return runs the path tells its clock: two of them would crush the case's name.
        self._days.setVisible(open_round(session.notice, session.case) is None)

    def refresh_saved(self, _moment: object = None) -> None:
        """Show whether everything is on the disk, and what can be undone."""
        session = self._session
        self.undo.setEnabled(session.can_undo)
        self.redo.setEnabled(session.can_redo)
        self._retry.hide()
        if session.path is None:
            self._say("cap", self.tr("练习，不保存"), Tone.TEXT2)
        elif session.read_only:
            self._say("lock", self.tr("只能看，不能改"), Tone.YOU)
        elif session.unsaved and session.saved_at is None:
            self._say("clock", self.tr("正在保存"), Tone.TEXT2)
        elif session.saved_at is not None:
            self._say("check", self._saved_words(session.saved_at), Tone.TEXT2)
        else:
            self._say("check", self.tr("已保存"), Tone.TEXT2)

    def set_narrow(self, narrow: bool) -> None:
        """Leave only icons where there is no room for words."""
        self.notice.set_compact(narrow)
        self._saved.setVisible(not narrow)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the subtitle gives way first."""
        return QSize(320, self.height())

    def _say(self, icon: str, words: str, tone: Tone) -> None:
        self._mark.show_icon(icon, tone)
        self._saved.say(words, tone)

    def _tell_failure(self, error: object) -> None:
        wording = say_error(error)
        self._say("warn", self.tr("未能保存"), Tone.MISS)
        self._saved.setToolTip(tip(joined(wording)))
        self._saved.setVisible(True)
        self._retry.show()

    def _saved_words(self, moment: datetime) -> str:
        self._saved.setToolTip(tip(moment_words(moment)))
        return self.tr("已保存 {t}").format(t=own_clock(moment))
