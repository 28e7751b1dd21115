"""One return of the application: its clock, and each thing to mend with the way to its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.cases.records import Round, ToDo
from zcdesk.checks.dates.returns import RoundTerm
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.finish.stations import station_title
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.check_box import CheckBox
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import left_words, moment_words
from zcdesk.ui.words.sentences import slot_title, worded

EVERY = 20_000
"""Milliseconds after which the minutes that are left are told anew."""


class RoundCard(Card):
    """One return.

    Signals:
        done: Place of an item, and whether it is mended.
        item_wanted: An item whose place is wanted.
        removed: The return was noted by mistake.
    """

    done = Signal(int, bool)
    item_wanted = Signal(object)
    removed = Signal()

    def __init__(
        self,
        session: Session,
        place: int,
        returned: Round,
        term: RoundTerm | None,
        *,
        last: bool,
        over: str = "",
    ) -> None:
        super().__init__()
        self._session = session
        inner = column(self, (16, 10, 14, 10), 4)
        head = QHBoxLayout()
        head.addWidget(IconLabel("warn", "", Tone.YOU))
        words = self.tr("第 {n} 次退回　{at}").format(n=place + 1, at=moment_words(returned.at))
        head.addWidget(Label(words, Role.STRONG), 1)
        remove = Button(self.tr("记错了"), Kind.LINK, decides=True)
        remove.clicked.connect(self.removed)
        head.addWidget(remove)
        inner.addLayout(head)
        self._clock = Label("", Role.STRONG, Tone.YOU, wrap=True)
        if term is not None:
            self._add_clock(inner, term)
        elif returned.level in (Who.EMPLOYER, Who.SUPERVISING_UNIT):
            inner.addWidget(Label(self._by_another(returned.level), Role.BODY, wrap=True))
        if over:
            inner.addWidget(Label(over, Role.CAPTION, Tone.MISS, wrap=True))
        if last:
            told = self.tr("这是最后一次修改机会，建议请同事再看一遍。")
            inner.addWidget(Label(told, Role.CAPTION, Tone.YOU, wrap=True))
        for number, item in enumerate(returned.items):
            inner.addWidget(rule())
            self._add_item(inner, number, item)

    def _add_clock(self, inner: QVBoxLayout, term: RoundTerm) -> None:
        inner.addWidget(self._clock)
        self._tick(term)
        ticking = QTimer(self)
        ticking.timeout.connect(partial(self._tick, term))
        ticking.start(EVERY)
        if len(term.readings) > 1:
            for name, end in term.readings:
                reading = worded(f"check.reading_{name}").message
                line = f"{moment_words(end)}　{reading}"
                inner.addWidget(Label(line, Role.CAPTION, Tone.MUTE, wrap=True))
        source = f"{term.source.clause}　“{term.source.quote}”"
        inner.addWidget(Label(source, Role.CAPTION, Tone.TEXT2, wrap=True))

    def _by_another(self, level: Who) -> str:
        """Tell that the notice's terms are for returns by the committee."""
        words = self.tr("在“{station}”退回：多久改好原文未述，请问退回的单位。")
        return words.format(station=station_title(level.value))

    def _tick(self, term: RoundTerm) -> None:
        words = self.tr("改好的时限到 {end}，还剩 {left}。")
        left = left_words(term.left(self._session.moment))
        told = words.format(end=moment_words(term.end), left=left)
        self._clock.say(told)

    def _add_item(self, inner: QVBoxLayout, number: int, item: ToDo) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        box = CheckBox()
        box.setChecked(item.done)
        box.setAccessibleName(self.tr("已改好：{words}").format(words=item.words))
        box.toggled.connect(partial(self._tell, number))
        row.addWidget(box)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(item.words, Role.BODY, wrap=True))
        where = slot_title(self._session.notice, item.slot) if item.slot else ""
        told = where or self.tr("没有对上是哪一处，请自己找到它")
        words.addWidget(Label(told, Role.CAPTION, Tone.TEXT2 if where else Tone.YOU, wrap=True))
        row.addLayout(words, 1)
        if item.slot or item.page is not None:
            go = Button(self.tr("去这里"), Kind.LINK)
            go.setAccessibleName(f"{go.text()}，{item.words}")
            go.clicked.connect(partial(self._go, item))
            row.addWidget(go)
        inner.addLayout(row)

    def _tell(self, number: int, done: bool) -> None:
        self.done.emit(number, done)

    def _go(self, item: ToDo, _checked: bool = False) -> None:
        self.item_wanted.emit(item)
