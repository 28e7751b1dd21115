"""What the setup of a batch asks beside its places: a day, open questions, an empty roster."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from zcdesk.batch.roster.open_questions import RosterQuestion
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.kit import Button, Card, Combo, Menu, MomentField
from zcdesk.ui.look import Label, Tone, TypeRole, beside, stacked

# --- The day by which the office wants the papers; letters name it -------------------------------


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
        self._told = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        beside(
            (stacked(Label(title, TypeRole.CAPTION, Tone.TEXT2), self._told, gap=2), 1),
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


# --- A question that several people leave open, answered once for all in the roster's copy --------


class OpenQuestionCard(Card):
    """One question, one answer, and a button; nothing is written yet.

    Signals:
        answered: The column and, by row, what is to be there.
    """

    answered = Signal(str, object)

    def __init__(self, **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._questions: tuple[RosterQuestion, ...] = ()
        self.question = Combo(
            accessibleName=self.tr("问题"),
            minimumContentsLength=16,
            currentIndexChanged=self._show_answers,
        )
        self.answer = Combo(accessibleName=self.tr("空着的都答"))
        self.take = Button("", icon="check", do=self._take)
        stacked(
            Label(self.tr("还没有人答的问题：一次答给空着的各行"), TypeRole.CAPTION, Tone.TEXT2),
            beside((self.question, 1), self.answer, self.take, gap=8),
            on=self,
            margins=(16, 12, 16, 12),
        )

    def show_questions(self, questions: tuple[RosterQuestion, ...]) -> None:
        """Offer these questions; without any there is nothing to be seen."""
        if questions != self._questions:
            self._questions = questions
            self.question.clear()
            self.question.addItems([each.fact.question for each in questions])
        self.setVisible(bool(questions))

    def _show_answers(self, place: int) -> None:
        self.answer.clear()
        if 0 <= place < len(self._questions):
            chosen = self._questions[place]
            self.answer.addItems([option.title for option in chosen.fact.options])
            self.take.say(self.tr("空着的 %n 行都这样答", None, len(chosen.rows)))

    def _take(self) -> None:
        place = self.question.currentIndex()
        if 0 <= place < len(self._questions):
            chosen, words = self._questions[place], self.answer.currentText()
            self.answered.emit(chosen.fact.id, dict.fromkeys(chosen.rows, words))


# --- The button for an empty roster: first for which notice, then the notice's own questions -----


class TemplateButton(Button):
    """Opens a menu of notices.

    Signals:
        wanted: Id of the notice whose questions are columns, "" for those that several ask.
    """

    wanted = Signal(str)

    def __init__(self, **signals: Any) -> None:
        super().__init__(self.tr("生成空表…"), icon="file", do=self.open, **signals)
        self.menu_of_notices = Menu(self)

    def open(self) -> None:
        """Show the notices as they are now; a profile may have been added meanwhile."""
        menu = self.menu_of_notices
        menu.clear()
        menu.addAction(self.tr("几份通知一起用（只列它们都问的）"), partial(self.wanted.emit, ""))
        menu.addSeparator()
        for notice_id in notice_ids():
            menu.addAction(load_notice(notice_id).short_title, partial(self.wanted.emit, notice_id))
        menu.open_below()
