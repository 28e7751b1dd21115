"""The day by which the office wants the papers; letters name it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from zcdesk.notices.clock import now
from zcdesk.ui.kit import Card, MomentField
from zcdesk.ui.look import Caption, Explanation, Tone, beside, stacked


class DueCard(Card):
    """One day, or none.

    Signals:
        changed: Another day is there.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = self.tr("请本人在哪一天以前交齐：写进每个人的信，可以不填")
        self.field = MomentField(title, self.tr("如 2024-09-20"), day_only=True)
        self._told = Explanation()
        beside(
            (stacked(Caption(title), self._told, gap=2), 1),
            self.field,
            on=self,
            gap=8,
            margins=(16, 12, 16, 12),
        )
        self.field.textChanged.connect(self._take)
        self._take()

    @property
    def day(self) -> date | None:
        """The day that is there, None without one and while it is no day yet."""
        try:
            return date.fromisoformat(self.field.text().strip())
        except ValueError:
            return None

    @property
    def unclear(self) -> bool:
        """Something is typed that is no day."""
        return bool(self.field.text().strip()) and self.day is None

    def show_day(self, day: date | None) -> None:
        """Show the day of an earlier run."""
        self.field.setText(day.isoformat() if day else "")

    def _take(self) -> None:
        day = self.day
        if self.unclear:
            self._told.say(self.tr("请写成 2024-09-20 这样"), Tone.MISS)
        elif day is None:
            self._told.say(self.tr("信里只写通知的截止时间"), Tone.TEXT3)
        elif day < now().date():
            self._told.say(self.tr("这一天已经过去了，请核对"), Tone.YOU)
        else:
            words = self.tr("{month} 月 {day} 日以前")
            self._told.say(words.format(month=day.month, day=day.day), Tone.TEXT)
        self.changed.emit()
