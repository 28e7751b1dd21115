"""One row of what is confirmed of a notice: a sentence with its answer, or the unsure papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from zcdesk.notices.editing.draft import TICKS, DraftAnswer, PaperRow, Span
from zcdesk.notices.editing.four_sentences import Four, Said, answered_of, unsure_papers
from zcdesk.notices.making.entries import RETURN_UNITS
from zcdesk.notices.sentences import ProposalKind
from zcdesk.printable import shortened
from zcdesk.quantities.amounts import as_amount, unit_of
from zcdesk.ui.kit import Button, ButtonKind, CheckBox, field, preferences
from zcdesk.ui.look import (
    Label,
    Part,
    Remark,
    Tone,
    TypeRole,
    beside,
    clear,
    fill,
    filled,
    stacked,
)
from zcdesk.ui.notice.lit_text import NUMBERS
from zcdesk.ui.notice.words import in_words, tick_word

if TYPE_CHECKING:
    from zcdesk.ui.notice.four_page import FourPage

_SHOWN = 44
"""Letters of a sentence in its row; the whole of it is lit at the left."""

_TITLE = 20
"""Letters of a paper's title in the list; its sentence stands beside it."""

_BELOW = (32, 0, 0, 0)
"""Margins of what stands below the words of a row."""

_ANSWERS = ("agree", "change", "deny")
"""What the digits from 1 on answer to a sentence."""


class Row(QFrame):
    """Its number and name, what is read, and buttons while it is in hand.

    Attributes:
        acts: What the digits do while it is in hand, from 1 on.
        first: Its part that has the keyboard then.
        quotes: Its places in the notice's text.
        unanswered: What is said where one goes on and it is open.
        onward: Words of the button that leads to it.
        ready: Words of the button that uses the notice while it is in hand.
    """

    def __init__(self, at: int, name: str, page: FourPage) -> None:
        super().__init__()
        self._page, self._at, self._name = page, at, name
        self.acts: list[Callable[[], object]] = []
        self.first: QWidget = self
        self.quotes: tuple[str, ...] = ()
        self.unanswered = self.onward = self.ready = ""
        self._shown: object = None
        self._told = Remark("", Tone.MISS, indent=_BELOW[0])
        self._told.hide()
        self._lines = stacked(gap=8)
        stacked(self._lines, self._told, on=self, gap=8, margins=(24, 14, 20, 14))

    @property
    def here(self) -> bool:
        """It is the row in hand."""
        return self._page.row is self

    def focus(self) -> None:
        """Give the keyboard to its first part."""
        self.first.setFocus()

    def tell(self, words: str) -> None:
        """Say something below it; "" takes it back."""
        self._told.say(words)
        self._told.setVisible(bool(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it in hand."""
        super().mousePressEvent(event)
        self._page.show_row(self._at)

    def _is_new(self, *shown: object) -> bool:
        """Tell whether it has to show something else; what it showed is gone then."""
        before, self._shown = self._shown, (*shown, self.here)
        if self._shown == before:
            return False
        clear(self._lines)
        self.setProperty("panel", "here" if self.here else "surface")
        self.style().polish(self)
        return True

    def _lay_out(self, words: tuple[str, ...], buttons: Sequence[QWidget], *below: Part) -> None:
        """Show the words, the chief ones first, with buttons beside and other parts below."""
        lines = stacked(
            Label(self._name, TypeRole.CAPTION, Tone.TEXT2),
            Label(words[0], TypeRole.TITLE, wrap=True), *map(Remark, words[1:]), gap=2,
        )  # fmt: skip
        number = Label(NUMBERS[self._at], TypeRole.STRONG, Tone.YOU)
        head = beside(number, (lines, 1), *buttons, gap=14, margins=(0, 0, 0, 0))
        body = stacked(head, stacked(*below, gap=6, margins=_BELOW), gap=8, margins=(0, 0, 0, 0))
        fill(self._lines, filled(QWidget(), body))
        self.setAccessibleName("，".join((self._name, *words)))

    def _state(self, answer: str) -> Button:
        """Return the button of a row that is not in hand: how it stands."""
        words, show = in_words(f"four.state_{answer}"), partial(self._page.show_row, self._at)
        icon = "check" if answer else "ring-dots"
        state = Button(words, ButtonKind.LINK, icon=icon, do=partial(_do, show))
        state.set_compact(bool(answer))
        return state


class FourRow(Row):
    """One of the four sentences: what is read of it, then her answer."""

    def __init__(self, what: Four, page: FourPage) -> None:
        super().__init__(list(Four).index(what), in_words(f"four.{what}"), page)
        self.what = what
        self.said = Said(what)
        self.fields: list[Any] = []
        self.acts = [page.agree, page.change, page.deny]
        self.unanswered = self.tr("这一句还没有答。")
        self.onward = self.tr("看第 {n} 句").format(n=self._at + 1)
        self.ready = self.tr("用这份通知")

    @property
    def is_open(self) -> bool:
        """Nobody has answered it."""
        return not answered_of(self._page.draft, self.what)

    @property
    def lacks(self) -> str:
        """What has to be done before it can be agreed to, "" for nothing."""
        if self.said.silent:
            return in_words("four.nothing_found")
        several = len(self.said.days) > 1
        return in_words("four.which_day") if several and not self._page.day else ""

    def show_said(self, said: Said) -> None:
        """Show it as it stands; what is the same stays."""
        page, answer = self._page, answered_of(self._page.draft, self.what)
        editing, day = (page.editing, page.day) if self.here else (False, None)
        self.said, self.quotes = said, said.quotes
        if not self._is_new(said, answer, editing, day):
            return
        self.fields = []
        if not self.here:
            self._lay_out(self._words(answer), [self._state(answer)])
            return
        offered = _ANSWERS[bool(self.lacks) :]
        if answer and not day:
            offered = ("change",)
        if editing:
            offered = ("agree", "deny")
        buttons = [*map(self._button, offered)]
        self.first = buttons[0]
        chips = [self._chip(one) for one in said.days if len(said.days) > 1]
        self._lay_out(
            self._words(answer), buttons, self._typing() if editing else stacked(*chips, gap=6)
        )

    def _words(self, answer: str) -> tuple[str, ...]:
        """Return what is read or answered, the chief line first."""
        if answer == DraftAnswer.NOT_WRITTEN or self.said.silent:
            return (in_words("four.silent"),)
        if not answer and self.lacks:
            return (self.lacks if self.here else "；".join(map(_whose, self.said.days)),)
        return tuple(filter(None, {
            Four.WHO: self._who, Four.LAST: self._last, Four.COVERED: self._covering,
            Four.RETURNS: self._returns,
        }[self.what]()))  # fmt: skip

    def _who(self) -> Iterable[str]:
        return (" ".join(shortened(word, _SHOWN).split()) for word in self.said.words)

    def _last(self) -> Iterable[str]:
        """Return the day that is hers: the chosen one, else as she answered, else the only one."""
        day, whom = self._page.day, self._page.draft.reasons.get(f"four/{Four.LAST}")
        hers, *others = sorted(
            self.said.days, key=lambda one: (one != day, not one.hers, one.whom != whom)
        )
        doubt = "" if hers.sure else in_words("four.day_unsure")
        return _day(hers), hers.whom if others else hers.level, doubt

    def _covering(self) -> Iterable[str]:
        """Return what is covered, on which papers, and what stays open."""
        covering = self._page.draft.covering
        parts = {"scope": covering.scope, "spared": "、".join(covering.exempt)}
        told = (in_words(f"four.{name}", words=words) for name, words in parts.items() if words)
        return (_covered_words(self.said), *told)

    def _returns(self) -> Iterable[str]:
        return ["，".join(_returned(*word.split(":", 1)) for word in self.said.words)]

    def _button(self, answer: str) -> Button:
        at = _ANSWERS.index(answer)
        return Button(in_words(f"four.{answer}"), dense=True, key=str(at + 1), decides=True,
                      do=partial(_do, self.acts[at]))  # fmt: skip

    def _chip(self, day: Span) -> Part:
        chip = Button(_whose(day), dense=True, checkable=True, checked=day == self._page.day,
                      do=partial(_do, partial(self._page.choose, day)))  # fmt: skip
        return chip, 0, Qt.AlignmentFlag.AlignLeft

    def _typing(self) -> Part:
        self.fields = [
            field(in_words(hint), in_words(hint), returnPressed=self._page.agree)
            for hint in _HINTS[self.what]
        ]
        self.first = self.fields[0]
        if self.what is Four.COVERED:
            self.fields[0].setText(_covered_words(self.said))
        return beside(*((one, 1) for one in self.fields), gap=8)


class PapersRow(Row):
    """The papers that are read unsurely, as one list: what is ticked is asked for.

    Attributes:
        ticked: Those that a person ticked.
    """

    def __init__(self, page: FourPage) -> None:
        super().__init__(len(Four), in_words("four.papers"), page)
        self.ticked: set[PaperRow] = set()
        self.onward = self.tr("看没读准的材料")

    @property
    def is_open(self) -> bool:
        """There are papers that nobody looked at, and the list of them is not in hand."""
        return bool(self.papers) and not self.here

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """The papers that nobody looked at."""
        return unsure_papers(self._page.draft)

    def show_papers(self) -> None:
        """Show them as they stand; what is the same stays."""
        papers = self.papers
        self.setVisible(bool(papers))
        self.ready = self.tr("打勾的 %n 样要交，用这份通知", None, len(self.ticked))
        if not self._is_new(papers):
            return
        self.acts = []
        shown, buttons = (papers, []) if self.here else ((), [self._state("")])
        lines = [self._line(number, paper) for number, paper in enumerate(shown, 1)]
        self.quotes = tuple(paper.quote for paper in shown)
        title = self.tr("%n 样没有读准，要交的请打勾", None, len(papers))
        self._lay_out((title,), buttons, *lines)

    def _line(self, number: int, paper: PaperRow) -> Part:
        """Return the line of a paper: its digit, its box, the words that it is read in."""
        name = shortened(f"{number} {paper.title} {paper.only_if}".strip(), _TITLE)
        ticked, tick = paper in self.ticked, partial(self._tick, paper)
        box = CheckBox(name, checked=ticked, toggled=tick)
        self.acts.append(box.toggle)
        said = " ".join((paper.quote or paper.form).split())
        return beside(box, (Remark(f"{paper.section}　{shortened(said, _SHOWN)}"), 1), gap=14)

    def _tick(self, paper: PaperRow, ticked: bool) -> None:
        (self.ticked.add if ticked else self.ticked.discard)(paper)
        self._page.refresh()


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _day(day: Span) -> str:
    """Return a last day with its year, the day of its week and its hour."""
    end, language = day.end, QLocale(preferences().settings.language)
    if end is None:
        return day.hour
    words = language.toString(QDate(end.year, end.month, end.day), in_words("four.day"))
    return f"{words} {day.hour}".strip()


def _whose(day: Span) -> str:
    """Return for whom a last day is, and the day."""
    return f"{day.whom} {_day(day)}"


def _returned(kind: str, value: str) -> str:
    """Return how often, or how long (``3 workdays``), in words."""
    if kind == ProposalKind.RETURNS:
        return in_words("four.value_returns", value=value)
    count = as_amount(value)
    unit = "said" if count is None else RETURN_UNITS[unit_of(value)]
    return in_words(f"four.within_{unit}", value=count or 0, words=value)


def _covered_words(said: Said) -> str:
    return "、".join(tick_word(word) if word in TICKS else word for word in said.words)


_HINTS = {
    Four.WHO: ("four.type_who",), Four.LAST: ("four.type_last",),
    Four.COVERED: ("four.type_covered",), Four.RETURNS: ("four.type_returns", "four.type_hours"),
}  # fmt: skip
"""What is to be written into the fields of each."""
