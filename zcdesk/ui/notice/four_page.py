"""A notice as four sentences that she confirms, each with its place lit in the notice's own text.

Digits answer, Enter never does; her level is her choice and never preset; all else is taken and
asked at the step where it counts. The tables stay behind one link.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from zcdesk.notices.editing.draft import TICKS, Draft, DraftAnswer, Span
from zcdesk.notices.editing.four_sentences import (
    Four,
    Said,
    answered_of,
    confirmed,
    four_of,
    not_said,
    rest_of,
    typed,
    with_the_rest,
)
from zcdesk.notices.making.entries import RETURN_UNITS
from zcdesk.notices.sentences import ProposalKind
from zcdesk.printable import shortened
from zcdesk.quantities.amounts import as_amount, unit_of
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind, Card, field
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    SPRING,
    Label,
    Sheet,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.draft_page import OTHERS, UNDOING, DraftPage, regions_told
from zcdesk.ui.notice.lit_text import NUMBERS, LitText
from zcdesk.ui.notice.words import in_words, tick_word

_SHOWN = 44
"""Letters of a sentence in its row; the whole of it is lit at the left."""


class FourPage(DraftPage):
    """The four sentences of the draft in hand.

    Signals:
        tables_wanted: Everything else is to be seen.
        finish_wanted: The profile is to be put among the person's notices.
    """

    tables_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, hand: DraftInHand, **signals: Any) -> None:
        bar = TopBar(self.tr("今年的通知"), back=self.tr("开始页"))
        super().__init__(hand, bar, At("start"), ACTIONS, LitText(), **signals)
        self._here = 0
        self._editing = self.finishing = False
        self._day: Span | None = None
        self.keys_shown = SHEET
        self.rows = tuple(FourRow(what, self) for what in Four)
        self._more = self._acts.button("tables", ButtonKind.LINK)
        self.primary = self._acts.button("next", ButtonKind.PRIMARY)
        body, card = Sheet(), Card()
        lines = [part for row in self.rows for part in (rule(), row)][1:]
        column(card, (0, 0, 0, 0), 0, *lines)
        head = Label(self.tr("读对了吗？"), TypeRole.HEAD)
        column(body, (24, 20, 24, 20), 16, head, card, beside(self._more, SPRING), SPRING)
        self.lay_out(body, (460, 860), self.primary)

    @property
    def row(self) -> FourRow:
        """The sentence in hand."""
        return self.rows[self._here]

    def begin(self) -> None:
        """Show a new draft, at its first sentence."""
        self._bar.subtitle.say(self.draft.title)
        self.finishing = False
        self.say("")
        self._next()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was done elsewhere meanwhile."""
        super().showEvent(event)
        self.refresh()

    def focus(self) -> None:
        """Give the keyboard to the sentence in hand."""
        self.row.focus()

    def agree(self) -> None:
        """Take the sentence in hand as it is read; of several days one must be chosen."""
        said = self.row.said
        if self._editing:
            self._take_typed()
        elif said.silent:
            self.say(self.tr("通知里没有找到这一句：请按 2 写上，或按 3。"), Tone.MISS)
        elif len(said.days) > 1 and self._day not in said.days:
            self.say(self.tr("请先用左右方向键选您是哪一级。"), Tone.MISS)
        else:
            self._then(confirmed(self.draft, said.what, self._day))

    def change(self) -> None:
        """Write the sentence in hand oneself."""
        self._editing = True
        self.refresh()
        self.row.focus()

    def deny(self) -> None:
        """Say that the notice does not say it."""
        self._then(not_said(self.draft, self.row.said.what, self._day))

    def choose(self, day: Span) -> None:
        """Choose the last day that is hers; only then can it be confirmed."""
        self._day = day
        self.say("")
        self.refresh()

    def choose_beside(self, by: int) -> None:
        """Choose the next of several days."""
        days = self.row.said.days
        if len(days) > 1 and not self._editing:
            at = days.index(self._day) + by if self._day in days else 0
            self.choose(days[at % len(days)])

    def show_row(self, at: int) -> None:
        """Show another of the four."""
        self._here, self._editing, self._day = at, False, None
        self.refresh()
        self.row.focus()

    def go_on(self) -> None:
        """Go to the next open sentence; where none is left, use the notice."""
        if self._open():
            self.say(self.tr("这一句还没有答：按 1 对，2 改，3 通知没说。"))
            return self._next()
        self.finishing = True
        self.say(self.tr("正在做成可用的通知"))
        self._hand.act(with_the_rest(self.draft))
        return self.finish_wanted.emit()

    def escape(self) -> None:
        """Leave the writing as it was, else go back to the start page."""
        if self._editing:
            self._editing = False
            self.refresh()
        else:
            self.leave()

    def regions(self) -> list[QWidget]:
        """Return where F6 goes: the text, the sentence in hand, the links."""
        return [self.text, self.row.first, self._more, self.primary]

    def refresh(self) -> None:
        """Show everything as it is now."""
        super().refresh()
        if self._hand.steps is None or not self.isVisible():
            return
        said, count = four_of(self.draft), rest_of(self.draft)
        for row, one in zip(self.rows, said, strict=True):
            row.show_said(one, editing=row is self.row and self._editing, day=self._day)
        self.text.show_lit(self.draft.text, tuple(one.quotes for one in said), self._here)
        self._more.say(self.tr("收下 %n 条，用到时再问", None, count))
        left = self._open()
        words = self.tr("看第 {n} 句").format(n=left[0] + 1) if left else self.tr("用这份通知")
        self.primary.say(words)
        self.primary.decides = not left

    def _open(self) -> list[int]:
        return [at for at, what in enumerate(Four) if not answered_of(self.draft, what)]

    def _then(self, draft: Draft) -> None:
        self._editing, self._day = False, None
        self.say("")
        self._hand.act(draft)
        self._next()

    def _next(self) -> None:
        left = self._open()
        self.show_row(left[0] if left else self._here)

    def _take_typed(self) -> None:
        what, words = self.row.said.what, [one.text() for one in self.row.fields]
        made = typed(self.draft, what, words, self._day)
        if made is None:
            found = "，".join(filter(None, words))
            self.say(in_words(f"four.wrong_{what}", found=found), Tone.MISS)
            return
        self._then(made)


class FourRow(QFrame):
    """One of the four: its number, its name, what is read, and three buttons while in hand."""

    def __init__(self, what: Four, page: FourPage) -> None:
        super().__init__()
        self._page, self.what = page, what
        self.said = Said(what)
        self.fields: list[Any] = []
        self.first: QWidget = self
        self._shown: object = None
        self._layout = stacked(on=self, gap=0, margins=(0, 0, 0, 0))

    def focus(self) -> None:
        """Give the keyboard to its first part."""
        self.first.setFocus()

    def show_said(self, said: Said, *, editing: bool, day: Span | None) -> None:
        """Show it as it stands; what is the same stays."""
        here, answer = self._page.row is self, answered_of(self._page.draft, self.what)
        shown = (said, answer, here, editing, day)
        if shown == self._shown:
            return
        self._shown, self.said = shown, said
        clear(self._layout)
        self.fields, self.first = [], self
        self.setProperty("panel", "here" if here else "surface")
        self.style().polish(self)
        name, lines = in_words(f"four.{self.what}"), self._lines(answer, day)
        number = Label(NUMBERS[list(Four).index(self.what)], TypeRole.STRONG, Tone.YOU)
        more = (Label(line, TypeRole.CAPTION, Tone.TEXT2, wrap=True) for line in lines[1:])
        words = stacked(Label(name, TypeRole.CAPTION, Tone.TEXT2),
                        Label(lines[0], TypeRole.TITLE, wrap=True), *more, gap=2)  # fmt: skip
        parts: list[Any] = [beside(number, (words, 1), *self._buttons(answer, here=here), gap=14)]
        if editing:
            parts.append(self._typing())
        elif here and len(said.days) > 1:
            parts.append(self._days(day))
        fill(self._layout, filled(QWidget(), stacked(*parts, gap=8, margins=(24, 14, 20, 14))))
        self.setAccessibleName("，".join((name, *lines)))

    def _lines(self, answer: str, day: Span | None = None) -> tuple[str, ...]:
        """Return what is read, the chief line first."""
        said = self.said
        if answer == DraftAnswer.NOT_WRITTEN or said.silent:
            return (in_words("four.silent"),)
        if said.days:
            hers = day.whom if day else self._page.draft.reasons.get(f"four/{said.what}")
            days = sorted(said.days, key=lambda one: one.whom != hers)
            told = [_day_words(one, alone=len(days) == 1) for one in days]
            return (told[0], "；".join(told[1:])) if hers and told[1:] else ("；".join(told),)
        if said.what is Four.COVERED:
            exempt = self._page.draft.covering.exempt
            named = [tick_word(word) if word in TICKS else word for word in said.words]
            spared = in_words("four.spared", words="、".join(exempt)) if exempt else ""
            return tuple(filter(None, ("、".join(named), spared)))
        if said.what is Four.RETURNS:
            return ("，".join(_returns_words(*word.split(":", 1)) for word in said.words),)
        short = [shortened(word, _SHOWN) for word in said.words]
        return tuple(" ".join(text.split()) for text in short)

    def _buttons(self, answer: str, *, here: bool) -> list[QWidget]:
        page = self._page
        if not here:
            at = list(Four).index(self.what)
            words = in_words(f"four.state_{answer}")
            return [Button(words, ButtonKind.LINK, icon="check" if answer else "ring-dots",
                           do=partial(page.show_row, at))]  # fmt: skip
        three = (("four.agree", page.agree), ("four.change", page.change), ("four.deny", page.deny))
        buttons: list[QWidget] = [
            Button(in_words(word), dense=True, key=str(number), decides=True, do=partial(_do, act))
            for number, (word, act) in enumerate(three, 1)
        ]
        self.first = buttons[0]
        return buttons

    def _days(self, day: Span | None) -> Any:
        chips = [
            Button(_day_words(one), dense=True, checkable=True,
                   checked=one == day, do=partial(_do, partial(self._page.choose, one)))
            for one in self.said.days
        ]  # fmt: skip
        return beside(*chips, SPRING, gap=8, margins=(32, 0, 0, 0))

    def _typing(self) -> Any:
        hints = {Four.WHO: ("four.type_who",), Four.LAST: ("four.type_last",),
                 Four.COVERED: ("four.type_covered",),
                 Four.RETURNS: ("four.type_returns", "four.type_hours")}  # fmt: skip
        self.fields = [
            field(in_words(hint), in_words(hint), returnPressed=self._page.agree)
            for hint in hints[self.what]
        ]
        self.first = self.fields[0]
        if self.what is Four.COVERED:
            self.fields[0].setText("" if self.said.silent else self._lines("")[0])
        return beside(*((one, 1) for one in self.fields), gap=8, margins=(32, 0, 0, 0))


def _do(act: Any, _checked: bool = False) -> None:
    act()


def _day_words(day: Span, *, alone: bool = False) -> str:
    """Return for whom a last day is, unless it is the only one, and the day with its hour."""
    end = day.end
    words = in_words("four.day", month=end.month, day=end.day) if end else ""
    return " ".join(filter(None, (day.level if alone else day.whom, words, day.hour)))


def _returns_words(kind: str, value: str) -> str:
    """Return how often, or how long (``3 workdays``), in words."""
    if kind == ProposalKind.RETURNS:
        return in_words("four.value_returns", value=value)
    count = as_amount(value)
    unit = "said" if count is None else RETURN_UNITS[unit_of(value)]
    return in_words(f"four.within_{unit}", value=count or 0, words=value)


ACTIONS: tuple[Action[Any], ...] = (
    Action("agree", keys=("1",), do=lambda page: page.agree(), decides=True, does="这一句对"),
    Action("change", keys=("2",), do=lambda page: page.change(), does="改这一句"),
    Action("deny", keys=("3",), do=lambda page: page.deny(), decides=True, does="通知没说"),
    Action("level", keys=("Right",), do=lambda page: page.choose_beside(1), shown="左右方向键",
           does="选您是哪一级"),
    Action("level-back", keys=("Left",), do=lambda page: page.choose_beside(-1)),
    Action("next", keys=("F",), do=lambda page: page.go_on(), does="下一句：与右下角按钮相同"),
    Action("tables", "收下其余各条", "right", ("T",), lambda page: page.tables_wanted.emit(),
           does="看其余各条的表格"),
    *UNDOING, *regions_told("在原文、句子、按钮之间移动"),
    Action("escape", keys=("Esc",), do=lambda page: page.escape(), does="回到开始页；都已存盘"),
)  # fmt: skip

SHEET = KeySheet("看通知四句话的快捷键", (*ACTIONS, *OTHERS))
