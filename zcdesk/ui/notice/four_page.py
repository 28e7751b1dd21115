"""A notice as four sentences that she confirms, each with its place lit in the notice's own text.

Digits answer, Enter never does; her level is her choice and never preset; all else is taken and
asked at the step where it counts. The tables stay behind one link.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from zcdesk.notices.editing.draft import TICKS, Draft, DraftAnswer
from zcdesk.notices.sentences import ProposalKind
from zcdesk.printable import shortened
from zcdesk.ui.help.everywhere import EVERYWHERE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card, field
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    SPRING,
    Label,
    Panel,
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
from zcdesk.ui.notice.lit_text import NUMBERS, LitText
from zcdesk.ui.notice.words import in_words, tick_word
from zcdesk.workflow.notice_text.four_sentences import (
    Day,
    Four,
    Said,
    answered_of,
    confirmed,
    four_of,
    not_said,
    rest_of,
    typed_last,
    typed_returns,
    with_the_rest,
)

_SHOWN = 44
"""Letters of a sentence in its row; the whole of it is lit at the left."""


class FourPage(QWidget):
    """The four sentences of the draft in hand.

    Signals:
        tables_wanted: Everything else is to be seen.
        finish_wanted: The profile is to be put among the person's notices.
    """

    tables_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, hand: DraftInHand, **signals: Any) -> None:
        super().__init__(**signals)
        self._hand = hand
        self._here = 0
        self._editing = self.finishing = False
        self._day: Day | None = None
        self.keys_shown = SHEET
        self._bar = TopBar(self.tr("今年的通知"), back=self.tr("开始页"))
        self._bar.back.clicked.connect(self.leave)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.back, self.again = actions.icon_button("undo"), actions.icon_button("redo")
        fill(self._bar.right, self.back, self.again)
        self.text = LitText()
        self.rows = tuple(FourRow(what, self) for what in Four)
        self._more = actions.button("tables", ButtonKind.LINK)
        self._said = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.primary = actions.button("next", ButtonKind.PRIMARY)
        body, card = Sheet(), Card()
        lines = [part for row in self.rows for part in (rule(), row)][1:]
        column(card, (0, 0, 0, 0), 0, *lines)
        head = Label(self.tr("读对了吗？"), TypeRole.HEAD)
        column(body, (24, 20, 24, 20), 16, head, card, beside(self._more, SPRING), SPRING)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.text)
        split.addWidget(scroll_area(body))
        split.setStretchFactor(1, 1)
        split.setSizes([460, 860])
        row = beside((self._said, 1), self.primary, margins=(EDGE, 9, EDGE, 9), gap=12)
        column(self, (0, 0, 0, 0), 0, self._bar, (split, 1), rule(), filled(Panel(), row))
        hand.shown.connect(self.refresh)

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._hand.draft

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
        elif len(said.days) > 1 and self._day is None:
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
        self._then(not_said(self.draft, self.row.said.what))

    def choose(self, day: Day) -> None:
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

    def undo(self) -> None:
        """Undo one answer."""
        self._hand.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._hand.redo()

    def escape(self) -> None:
        """Leave the writing as it was, else go back to the start page."""
        if self._editing:
            self._editing = False
            self.refresh()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the start page; all is stored."""
        go(self, At("start"))

    def next_region(self, by: int) -> None:
        """Give the keyboard to the next region."""
        go_round(self, [self.text, self.row.first, self._more, self.primary], by)

    def refresh(self) -> None:
        """Show everything as it is now."""
        if self._hand.steps is None or not self.isVisible():
            return
        said, count = four_of(self.draft), rest_of(self.draft)
        for at, (row, one) in enumerate(zip(self.rows, said, strict=True)):
            answer = answered_of(self.draft, one.what)
            here = at == self._here
            row.show_said(one, answer, here=here, editing=here and self._editing, day=self._day)
        self.text.show_lit(self.draft.text, tuple(one.quotes for one in said), self._here)
        self._more.say(self.tr("收下 %n 条，用到时再问", None, count))
        left = self._open()
        words = self.tr("看第 {n} 句").format(n=left[0] + 1) if left else self.tr("用这份通知")
        self.primary.say(words)
        self.primary.decides = not left
        self.back.setEnabled(bool(self._hand.steps.before))
        self.again.setEnabled(bool(self._hand.steps.after))

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say something at the foot."""
        self._said.say(words, tone)

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
        what, typed = self.row.said.what, [one.text() for one in self.row.fields]
        made: Draft | None = self.draft
        if what is Four.LAST:
            level = self.draft.spans[self._day.at].level if self._day else ""
            made = typed_last(self.draft, level, typed[0])
        elif what is Four.COVERED:
            names = tuple(filter(None, typed[0].replace("，", "、").split("、")))
            known = {tick_word(tick): tick for tick in TICKS}
            ticks = frozenset(known[name] for name in names if name in known)
            others = tuple(name for name in names if name not in known)
            covering = replace(self.draft.covering, ticks=ticks, words=others, wanted=bool(names))
            made = replace(self.draft, covering=covering)
        elif what is Four.RETURNS:
            made = typed_returns(self.draft, ProposalKind.RETURNS, typed[0])
            made = typed_returns(made, ProposalKind.RETURN_HOURS, typed[1])
        if made is None:
            words = self.tr("“{found}”不是日期。写成 9月11日，有钟点的写成 9月11日 17:30。")
            self.say(words.format(found=typed[0]), Tone.MISS)
            return
        made = confirmed(made, what, self._day)
        if what is Four.WHO:
            made = made.with_answer(f"four/{what}", DraftAnswer.IN_RULES, typed[0])
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

    def show_said(
        self, said: Said, answer: str, *, here: bool, editing: bool, day: Day | None
    ) -> None:
        """Show it as it stands; what is the same stays."""
        shown = (said, answer, here, editing, day)
        if shown == self._shown:
            return
        self._shown, self.said = shown, said
        clear(self._layout)
        self.fields, self.first = [], self
        self.setProperty("panel", "here" if here else "surface")
        self.style().polish(self)
        name, lines = in_words(f"four.{said.what}"), self._lines(answer, day)
        number = Label(NUMBERS[list(Four).index(said.what)], TypeRole.STRONG, Tone.YOU)
        more = (Label(line, TypeRole.CAPTION, Tone.TEXT2, wrap=True) for line in lines[1:])
        words = stacked(Label(name, TypeRole.CAPTION, Tone.TEXT2),
                        Label(lines[0], TypeRole.TITLE, wrap=True), *more, gap=2)  # fmt: skip
        parts: list[Any] = [beside(number, (words, 1), *self._buttons(answer, here=here), gap=14)]
        parts += [self._days(day)] if here and not editing and len(said.days) > 1 else []
        parts += [self._typing()] if editing else []
        fill(self._layout, filled(QWidget(), stacked(*parts, gap=8, margins=(24, 14, 20, 14))))
        self.setAccessibleName("，".join((name, *lines)))

    def _lines(self, answer: str, day: Day | None = None) -> tuple[str, ...]:
        """Return what is read, the chief line first."""
        said = self.said
        if answer == DraftAnswer.NOT_WRITTEN or said.silent:
            return (in_words("four.silent"),)
        if said.days:
            hers = day.whom if day else self._page.draft.reasons.get(f"four/{said.what}")
            days = sorted(said.days, key=lambda one: one.whom != hers)
            told = [f"{day.whom} {_day_words(day)}".strip() for day in days]
            return (told[0], "；".join(told[1:])) if hers and told[1:] else ("；".join(told),)
        if said.what is Four.COVERED:
            draft = self._page.draft.covering
            named = [tick_word(tick) for tick in TICKS if tick in draft.ticks]
            spared = in_words("four.spared", words="、".join(draft.exempt)) if draft.exempt else ""
            return tuple(filter(None, ("、".join((*named, *draft.words)), spared)))
        if said.what is Four.RETURNS:
            values = dict(word.split(":", 1) for word in said.words)
            return ("，".join(in_words(f"four.value_{kind}", value=_span_words(value))
                             for kind, value in values.items()),)  # fmt: skip
        short = [shortened(word, _SHOWN) for word in said.words]
        return tuple(" ".join(text.split()) for text in short)

    def _buttons(self, answer: str, *, here: bool) -> list[QWidget]:
        page = self._page
        if not here:
            at = list(Four).index(self.what)
            state = in_words("four.denied" if answer == DraftAnswer.NOT_WRITTEN else "four.agreed")
            words = state if answer else in_words("four.open")
            return [Button(words, ButtonKind.LINK, icon="check" if answer else "ring-dots",
                           do=partial(page.show_row, at))]  # fmt: skip
        three = (("four.agree", page.agree), ("four.change", page.change), ("four.deny", page.deny))
        buttons: list[QWidget] = [
            Button(in_words(word), dense=True, key=str(number), decides=True, do=partial(_do, act))
            for number, (word, act) in enumerate(three, 1)
        ]
        self.first = buttons[0]
        return buttons

    def _days(self, day: Day | None) -> Any:
        chips = [
            Button(f"{one.whom} {_day_words(one)}".strip(), dense=True, checkable=True,
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


def _day_words(day: Day) -> str:
    if day.end is None:
        return ""
    words = in_words("four.day", month=day.end.month, day=day.end.day)
    return f"{words} {day.hour}".strip()


def _span_words(value: str) -> str:
    """Return a number of hours, or of days (``3 workdays``), in words."""
    number, _, unit = value.partition(" ")
    return in_words(f"four.{unit}", value=number) if unit in ("days", "workdays") else value


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
    Action("undo", "撤销", "undo", ("Ctrl+Z",), lambda page: page.undo(), does="撤销",
           decides=True, repeats=True),
    Action("redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda page: page.redo(),
           does="重做", shown="Ctrl+Y", beside=True, decides=True, repeats=True),
    Action("region", keys=("F6",), do=lambda page: page.next_region(1),
           does="在原文、句子、按钮之间移动"),
    Action("region-back", keys=("Shift+F6",), do=lambda page: page.next_region(-1)),
    Action("escape", keys=("Esc",), do=lambda page: page.escape(), does="回到开始页；都已存盘"),
)  # fmt: skip

_OTHERS: tuple[Action[Any], ...] = tuple(
    action for action in EVERYWHERE if action.name not in {"undo", "redo", "saved", "stops"}
)

SHEET = KeySheet("看通知四句话的快捷键", (*ACTIONS, *_OTHERS))
