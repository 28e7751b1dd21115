"""The foot of the strip: how far the reading is, and its stop."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QWidget

from zcdesk.ui.kit import Bar, Button, ButtonKind
from zcdesk.ui.look import FLUSH, Caption, beside, column
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.time_words import about
from zcdesk.workflow.path.time_left import TimeLeft


class ReadingFoot(QWidget):
    """“正在读 3 / 12 · 约 2 分钟” with a stop, or the keys that turn pages."""

    def __init__(self, session: Session, quiet: str | None = None) -> None:
        super().__init__()
        self._session = session
        self._quiet = self.tr("A　D　翻页") if quiet is None else quiet
        self._words = Caption()
        self._bar = Bar(3)
        self._left = TimeLeft()
        self._switch = Button(self.tr("停止"), ButtonKind.LINK, do=self._press)
        column(
            self,
            (12, 4, 4, 4),
            2,
            beside((self._words, 1), self._switch, margins=FLUSH),
            self._bar,
        )
        session.reading_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def set_narrow(self, narrow: bool) -> None:
        """Leave only the button where there is no room for words."""
        self._words.setVisible(not narrow)

    def refresh(self) -> None:
        """Show how far the reading is."""
        session = self._session
        total, left = len(session.case.accepted), len(session.overview.waiting)
        busy = left > 0
        self._switch.setVisible(busy)
        self._bar.setVisible(busy)
        if not busy:
            self._left.rest()
            self._words.say(self._quiet)
            return
        read = total - left
        self._bar.show_part(read / total, self.tr("已读 {n} / {m} 页").format(n=read, m=total))
        if session.stopped:
            self._left.rest()
            self._words.say(self.tr("已停下，读过 %n 页", None, read))
            self._switch.say(self.tr("继续"))
        else:
            self._left.note(read, monotonic())
            words = self.tr("正在读 {n} / {m}").format(n=read, m=total)
            known = about(self._left.seconds(total, monotonic()))
            self._words.say(f"{words} · {known}" if known else words)
            self._switch.say(self.tr("停止"))

    def _press(self) -> None:
        if self._session.stopped:
            self._session.go_on_reading()
        else:
            self._session.stop_reading()
