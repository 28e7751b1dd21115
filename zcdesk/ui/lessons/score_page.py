"""How it is going: found, missed, covered too much, wrongly confirmed; a click leads to each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QIntValidator, QPixmap
from PySide6.QtWidgets import QVBoxLayout

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons.certificate import certificate, code_drawn
from zcdesk.training.lessons.limits import MOST_SEATS
from zcdesk.training.lessons.making import practice_folder
from zcdesk.training.lessons.results import ENDING, code_of, file_of, result_of
from zcdesk.training.lessons.scoring import Mistake, told
from zcdesk.ui.finish.printing import print_page
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, ask_place, documents, field, preferences
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.lessons.hinting import Scored
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    stacked,
)
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.words.sentences import clauses, joined, say_error

SIDE = 150
"""Pixels of the code on screen; a camera reads it from half a metre."""


class LessonScorePage(ColumnPage):
    """The result, every mistake with what should be done, and the code for the trainer.

    Signals:
        mistake_chosen: A mistake whose place is wanted.
    """

    mistake_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(TopBar(self.tr("看看做得怎样"), back=self.tr("接着做")), PAGE_COLUMN)
        self._scored: Scored | None = None
        self.cards: list[ChoiceCard] = []
        self.seat = field(self.tr("座位号"), self.tr("讲师说的座位号"), textChanged=self._show_code)
        self.seat.setValidator(QIntValidator(1, MOST_SEATS, self.seat))
        self.seat.setFixedWidth(150)
        self._letters = Label(
            "", TypeRole.STRONG, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._picture = Label()
        self._wrong = Remark("", Tone.MISS)
        self.keep = Button(
            self.tr("存成绩文件…"),
            icon="export",
            decides=True,
            do=self.save_result,
            minimumHeight=PRIMARY,
        )
        enter_presses(self.seat, self.keep)
        self.paper = Actions(self, (PAPER,), self, WINDOW).button("paper", minimumHeight=PRIMARY)
        self.primary = Button(self.tr("接着做"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave)
        fill(self.buttons, (self._wrong, 1), self.keep, self.paper, self.primary)

    @property
    def code(self) -> str:
        """The code of the result; "" until the seat is typed, so that equal results are two."""
        if self._scored is None or not self.seat.hasAcceptableInput():
            return ""
        lesson = self._scored.lesson
        return code_of(result_of(self._scored.score, lesson, int(self.seat.text())), lesson)

    def show_score(self, scored: Scored) -> None:
        """Show what came of it so far."""
        self._scored = scored
        for kept in (self.seat, self._letters, self._picture):
            kept.setParent(self)
        layout = self.fresh_column(20)
        score = scored.score
        head = self.tr("{n} 分").format(n=score.score)
        language = preferences().settings.language
        fill(
            layout,
            Label(head, TypeRole.HEAD),
            Label(told(score, language), wrap=True),
        )
        self.cards = []
        if not score.mistakes:
            words = self.tr("藏着的都找到了，没有多盖，也没有误确认。")
            layout.addWidget(Label(words, TypeRole.STRONG, Tone.OK, wrap=True))
        else:
            hint = self.tr("点一条，就到那一页、那一处；这里写着应该怎样做，依据是哪一条。")
            layout.addWidget(Explanation(hint))
        for mistake in score.mistakes:
            self._add_mistake(layout, mistake)
        asked = self.tr("先写座位号，成绩码和成绩文件才出来：成绩一样的两个人，靠它分得开。")
        fill(
            layout,
            8,
            Label(self.tr("给讲师的成绩码"), TypeRole.TITLE),
            Remark(asked),
            beside(self._picture, (stacked(self.seat, self._letters, SPRING), 1), gap=16),
            SPRING,
        )
        for kept in (self.seat, self._letters):
            kept.show()
        self._show_code()
        self.show_top()

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the first mistake, else to the way back."""
        (self.cards[0] if self.cards else self.primary).setFocus()

    def save_result(self) -> None:
        """Keep the result as a small file that the trainer collects; first ask for the seat."""
        if not self.code:
            self._wrong.say(self.tr("请先写上座位号。"))
            self.seat.setFocus()
            return
        title, name = self.tr("存成绩文件"), f"{self.seat.text()}{ENDING}"
        write = partial(self._write, content=file_of(self.code))
        ask_place(self, title, write, documents() / name)

    def print_certificate(self) -> None:
        """Write the page with the result and print it."""
        if self._scored is None:
            return
        score, language = self._scored.score, preferences().settings.language
        content = certificate(score, self.code, self._scored.lesson, language)
        place = practice_folder() / f"{score.lesson}-{score.number}.html"
        if self._write(place, content.encode()):
            print_page(place, self)

    def _write(self, place: Path, content: bytes) -> bool:
        try:
            make_folder(place.parent)
            write_atomically(place, content)
        except ZcdeskError as error:
            self._wrong.say(joined(say_error(error)))
            return False
        return True

    def _add_mistake(self, layout: QVBoxLayout, mistake: Mistake) -> None:
        source = f"{mistake.clause}　“{mistake.quote}”" if mistake.quote else mistake.clause
        card = ChoiceCard(
            mistake,
            clauses((mistake.what, mistake.act, mistake.why, source)),
            chosen=self.mistake_chosen.emit,
            pressed=self.mistake_chosen.emit,
        )
        words = stacked(
            Label(mistake.what, TypeRole.STRONG, wrap=True),
            Label(mistake.act, wrap=True),
            Remark(mistake.why),
            on=card,
            gap=2,
            margins=(18, 10, 18, 10),
        )
        if source:
            words.addWidget(Remark(source))
        self.cards.append(card)
        layout.addWidget(card)

    def _show_code(self, _typed: str = "") -> None:
        code = self.code
        self._wrong.say("")
        self._letters.say(code)
        self._picture.setVisible(bool(code))
        if not code:
            return
        pixels = code_drawn(code)
        high, wide = pixels.shape
        image = QImage(pixels.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8)
        drawn = QPixmap.fromImage(image)
        smooth = Qt.TransformationMode.FastTransformation
        keeping = Qt.AspectRatioMode.KeepAspectRatio
        self._picture.setPixmap(drawn.scaled(SIDE, SIDE, keeping, smooth))
        self._picture.setAccessibleName(self.tr("成绩码的二维码"))


PAPER: Action[LessonScorePage] = Action(
    "paper", "打印成绩单…", "print", ("Ctrl+P",), lambda page: page.print_certificate()
)
