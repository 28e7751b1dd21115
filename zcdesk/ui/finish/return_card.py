"""Notes a return: who sent it back and when, its words, and at once what is read from them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.cases.acts import following
from zcdesk.cases.rounds import Round
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.returns import round_terms
from zcdesk.notices.interview import is_near
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import moment_in
from zcdesk.ui.kit import Button, ButtonKind, Card, MomentField, writing_area
from zcdesk.ui.look import SPRING, Explanation, Label, Remark, Tone, TypeRole, beside, column
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import far_told, moment_to_type, short_moment
from zcdesk.ui.words.return_words import level_name, term_told
from zcdesk.ui.words.sentences import joined, say_error

LEVELS = (Who.EMPLOYER, Who.SUPERVISING_UNIT, Who.REVIEW_COMMITTEE)
"""Who may send an application back, in the order of its way."""


class ReturnCard(Card):
    """Asks once for all that a return needs: its words, who sent it back, and when.

    Who is never preset; when is this moment until another is written.

    Signals:
        entered: The return (``Round``).
        changed: What is lacking may be something else.
    """

    entered = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, **signals: Any) -> None:
        super().__init__(**signals)
        self._session = session
        self.levels = {
            who: Button(level_name(who), do=partial(self.choose, who), checkable=True)
            for who in LEVELS
        }
        self.words = writing_area(
            self.tr("退回的意见"),
            self.tr("整段粘贴在这里"),
            minimumHeight=112,
            maximumHeight=112,
            textChanged=self._show_read,
            wordless=self._refuse_copied,
        )
        self.read = Explanation()
        self.refused = Remark("", Tone.MISS)
        column(
            self,
            (16, 10, 14, 12),
            8,
            Label(self.tr("退回意见"), TypeRole.TITLE),
            self.words,
            beside(
                Label(self.tr("谁退回的"), tone=Tone.TEXT2),
                *self.levels.values(),
                SPRING,
                gap=8,
            ),
            self._when(),
            self.read,
            self.refused,
        )
        self.moment.textChanged.connect(self._show_read)
        self._show_read()

    @property
    def level(self) -> Who | None:
        """Who sent it back; None until the person said so."""
        return next((who for who, button in self.levels.items() if button.isChecked()), None)

    @property
    def next_words(self) -> str:
        """What is to be done next, as a button says it."""
        if not self.words.toPlainText().strip():
            return self.tr("请粘贴退回意见")
        return self.tr("请选谁退回的") if self.level is None else self.tr("登记，开始计时")

    def choose(self, who: Who, _checked: bool = False) -> None:
        """Say who sent it back."""
        for level, button in self.levels.items():
            button.setChecked(level is who)
        self._show_read()

    def fill(self, returned: Round) -> None:
        """Show a return that was noted before, to be changed."""
        self.words.setPlainText(returned.words)
        self.moment.setText(moment_to_type(returned.at))
        self._write_moment()
        self.choose(returned.level)

    def _refuse_copied(self) -> None:
        words = self.tr("没有复制到文字：请在平台上复制退回意见的文字；只有截图时，请照着打进来。")
        self._refuse(words, self.words)

    def enter(self) -> None:
        """Note the return, or say what is missing."""
        if not self._session.takes_acts():
            return
        level, at, words = self.level, self._at(), self.words.toPlainText().strip()
        if not words:
            self._refuse(self.tr("请先把平台上的退回意见粘贴在这里，还没有登记。"), self.words)
        elif level is None:
            self._refuse(self.tr("请选谁退回的：时限和次数按它算。"), self.levels[LEVELS[0]])
        elif at is None:
            self._refuse(self._about_moment(self.moment.text().strip()), self.moment)
        else:
            self._enter(level, at, words)

    def _enter(self, level: Who, at: datetime, words: str) -> None:
        case = self._session.case
        items = points_of(self._session.notice, case, words).items
        returned = Round(at, level, words, items, following.stood_now(case))
        try:
            following.begin_round(case, returned)
        except following.ReturnTooEarlyError as error:
            self._refuse(joined(say_error(error)), self.moment)
            return
        self.words.clear()
        self.moment.clear()
        self.moment.hide()
        self._now.show()
        self.other.show()
        self.refused.say("")
        for button in self.levels.values():
            button.setChecked(False)
        self.entered.emit(returned)

    def _when(self) -> QHBoxLayout:
        self.moment = MomentField(
            self.tr("退回时间（北京时间）"), self.tr("北京时间，如 2026-05-01 09:30")
        )
        self.moment.hide()
        self._now = Label()
        self.other = Button(self.tr("改"), ButtonKind.LINK, do=self._write_moment)
        self.other.setAccessibleName(self.tr("改退回时间"))
        return beside(
            Label(self.tr("什么时候"), tone=Tone.TEXT2),
            self._now,
            self.other,
            self.moment,
            SPRING,
            gap=8,
        )

    def _write_moment(self) -> None:
        """Show the line for another moment."""
        self._now.hide()
        self.other.hide()
        self.moment.show()
        self.moment.setFocus()

    def _at(self) -> datetime | None:
        """Return the moment that was typed; None for none, nonsense, and far from the notice.

        The present minute is this moment: what was handed in seconds ago came before it.
        """
        moment = self._session.moment
        typed = self.moment.text().strip()
        if not typed and self.moment.isHidden():
            return moment
        found = moment_in(typed)
        if found is None or not is_near(self._session.notice, found, moment):
            return None
        return moment if found <= moment < found + timedelta(minutes=1) else found

    def _about_moment(self, typed: str) -> str:
        if typed:
            return far_told(self._session.notice, typed) or self.tr(
                "时间写成 2026-05-01 09:30 这样。"
            )
        return self.tr("请写平台上显示的退回时间，从那时起计时。")

    def _show_read(self) -> None:
        """Say what would be noted: how many faults, where they belong, and until when."""
        self.refused.say("")
        self._now.say(self.tr("就是现在，{t}").format(t=short_moment(self._session.moment)))
        self.changed.emit()
        words = self.words.toPlainText().strip()
        if not words:
            self.read.say("")
            return
        case, notice = self._session.case, self._session.notice
        points = points_of(notice, case, words)
        placed = sum(bool(item.slot) for item in points.items)
        parts = [self.tr("要改的 {n} 处").format(n=len(points.items))]
        if points.items:
            placed_words = self.tr("都对上了上传位置")
            some = self.tr("{k} 处对上了上传位置，其余请您指明").format(k=placed)
            parts.append(placed_words if placed == len(points.items) else some)
        if points.remarks:
            parts.append(self.tr("{n} 句只是说明，不算一处").format(n=len(points.remarks)))
        lines = [self.tr("，").join(parts) + self.tr("。")]
        at, level = self._at(), self.level
        if at is not None and level is not None:
            trial = Round(at, level, words)
            later = tuple(sorted((*case.rounds, trial), key=lambda one: one.at))
            terms = round_terms(notice, following.with_rounds(case, later))
            term = next((term for term in terms if term.returned == at), None)
            lines.append(term_told(term, level, short_moment(term.end) if term is not None else ""))
        self.read.say("".join(lines))

    def _refuse(self, words: str, place: QWidget) -> None:
        self.refused.say(words)
        if place is self.moment:
            self._write_moment()
        place.setFocus()
