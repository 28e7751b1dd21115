"""How far a batch is: one line, a bar, pause and stop; or how it ended, and going on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit import Bar, Button, Card
from zcdesk.ui.look import Caption, Label, TypeRole, beside, stacked


def lay_progress(
    card: Card, head: Label, counts: Label, bar: Bar, buttons: Sequence[Button]
) -> None:
    """Lay out a card that tells how far something is: words and counts above a bar, buttons."""
    beside(
        (stacked(beside((head, 1), counts), bar, gap=8), 1),
        *buttons,
        on=card,
        gap=12,
        margins=(16, 11, 12, 11),
    )


class BatchBar(Card):
    """The card above the table.

    Signals:
        start_wanted: The run is to begin, or to go on after it was stopped.
    """

    start_wanted = Signal()

    def __init__(self, work: BatchWork, key: str, **signals: Any) -> None:
        """Show how far ``work`` is; ``key`` pauses it or lets it go on."""
        super().__init__(**signals)
        self._work = work
        self._head = Label("", TypeRole.STRONG)
        self._counts = Caption()
        self._bar = Bar(6)
        self.pause = Button("", icon="pause", key=key, do=work.pause)
        self.stop = Button(self.tr("停止"), icon="stop", do=work.stop)
        # it begins the work
        self.go_on = Button("", icon="repeat", key=key, decides=True, do=self.start_wanted)
        lay_progress(self, self._head, self._counts, self._bar, (self.pause, self.stop, self.go_on))
        self.refresh()

    def press(self) -> None:
        """P: pause, go on, or begin again."""
        if self._work.running:
            self._work.pause()
        else:
            self.start_wanted.emit()

    def refresh(self) -> None:
        """Show how far it is."""
        work = self._work
        done, total = work.pages
        people, everybody = work.people_done, len(work.people)
        parts = [
            self.tr("{n} / {m} 人").format(n=people, m=everybody),
            self.tr("{n} / {m} 页").format(n=done, m=total),
        ]
        seconds = work.seconds_left
        if seconds is not None and not work.paused and not work.stopping:
            parts.append(self._left(seconds))
        counts = "　".join(parts)
        self._head.say(self._head_words())
        self._counts.say(counts)
        self._bar.show_part(done / total if total else 0.0, counts)
        self.pause.setVisible(work.running and not work.stopping)
        self.stop.setVisible(not self.pause.isHidden())
        self.go_on.setVisible(not work.running)
        self.pause.say(self.tr("继续") if work.paused else self.tr("暂停"))
        again = self.tr("接着做") if people < everybody else self.tr("再检查一遍")
        self.go_on.say(again if work.results else self.tr("开始处理"))

    def _head_words(self) -> str:
        work = self._work
        everybody = len(work.people)
        if work.stopping:
            return self.tr("正在停下：读完手里的页，已读的都保留")
        if work.paused:
            return self.tr("已暂停，手里的页读完就停")
        if not work.running:
            if len(work.results) < everybody:
                words = self.tr("已停下，做完 {n} / {m} 人，随时可以接着做")
                return words.format(n=len(work.results), m=everybody)
            return self.tr("全部 {m} 人都做完了").format(m=everybody)
        if work.splitting is not None:
            words = self.tr("正在分合订扫描件，第 {n} / {m} 页")
            return words.format(n=work.splitting.done, m=work.splitting.total)
        if work.last is None:
            return self.tr("正在打开案卷")
        rows = [person.row for person in work.people]
        words = self.tr("正在处理第 {p} 人，第 {n} / {m} 页")
        place = rows.index(work.last.row) + 1
        return words.format(p=place, n=work.last.done, m=work.last.pages)

    def _left(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if minutes < 1:
            return self.tr("大约还要不到 1 分钟")
        if minutes < 90:
            return self.tr("大约还要 %n 分钟", None, minutes)
        return self.tr("大约还要 %n 小时", None, round(minutes / 60))
