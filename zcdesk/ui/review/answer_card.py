"""What to click on the platform for this page: proposed, left open where the notice is silent."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Answer, Case, CasePage, asks_whose
from zcdesk.cases.records import Route
from zcdesk.checks.slots.answers import answer_of
from zcdesk.checks.slots.expected_names import offered_spellings
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, Radio
from zcdesk.ui.kit.top_bar import LearnMore
from zcdesk.ui.look import Label, Tone, TypeRole, beside, column, fill, rule, theme, tip, tokens
from zcdesk.ui.words.sentences import listed, say


class AnswerCard(QWidget):
    """The platform's question about the page, with both sentences of the notice one press away."""

    def __init__(self, notice: Notice, actions: Actions[Any]) -> None:
        super().__init__(accessibleName=self.tr("平台上这一页怎么点"))
        self._asked = notice.masking.page_answer if notice.masking else None
        self._notice = notice
        layout = column(self, (16, 0, 16, 0), 4)
        self._why = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._quotes = Label("", TypeRole.CAPTION, Tone.TEXT, wrap=True, visible=False)
        yes, no = actions.key("yes"), actions.key("no")
        self._yes = actions.bind(Radio(self._asked.yes.word if self._asked else "", yes), "yes")
        self._no = actions.bind(Radio(self._asked.no.word if self._asked else "", no), "no")
        self._group = QButtonGroup(self)
        for radio in (self._yes, self._no):
            radio.setParent(self)
            self._group.addButton(radio)
        if self._asked is None:
            self.hide()
            return
        self._clause = Button(
            self._asked.clause,
            ButtonKind.LINK,
            icon="book",
            do=self._toggle_quotes,
            toolTip=tip(self.tr("看两句原话")),
        )
        self._quotes.say(
            self.tr("通知原话：{yes}；{no}").format(
                yes=self._asked.yes.source.quote, no=self._asked.no.source.quote
            )
        )
        keys = f"{yes} {self._asked.yes.word}　{no} {self._asked.no.word}"
        # Large text in a narrow panel, as on a projector, sets them in two lines.
        fill(
            layout,
            rule(),
            8,
            beside(
                (Label(self.tr("平台上这一页怎么点"), TypeRole.STRONG, wrap=True), 1), self._clause
            ),
            self._why,
            self._quotes,
            beside(
                (Label(self._asked.question, wrap=True), 1),
                8,
                self._yes,
                self._no,
                Label(keys, TypeRole.CAPTION, Tone.TEXT2),
                gap=4,
            ),
        )

    def show_page(self, page: CasePage, route: Route = Route.COVERED) -> None:
        """Show the answer of ``page``, or what speaks for one.

        Where the picture leaves uncovered, to be covered on the platform, a page with the name is
        answered as the notice words it for such pages, whatever was agreed to before.
        """
        if self._asked is None:
            return
        self.setVisible(page.examined and page.page is not None)
        name = any(mask.target is Target.NAME for mask in page.covers())
        inside = route is Route.INSIDE_PLATFORM and name
        given = Answer.YES if inside else answer_of(page, self._notice)
        self._group.setExclusive(False)
        self._yes.setChecked(given is Answer.YES)
        self._no.setChecked(given is Answer.NO)
        self._group.setExclusive(True)
        if inside:
            words = self.tr("上传的是原图，图上有本人姓名：点【{word}】，并在平台内遮盖。")
            self._why.say(words.format(word=self._asked.yes.word), Tone.TEXT2)
        else:
            self._why.say(*self._reason(page, given))

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        self._yes.setFocus()
        self._quotes.show()

    def _reason(self, page: CasePage, given: Answer | None) -> tuple[str, Tone]:
        if self._asked is None:
            return "", Tone.TEXT2
        if page.answer is not None:
            return self.tr("这是您选的。"), Tone.TEXT2
        if given is None:
            words = self.tr("仅见工作单位，点“{yes}”还是“{no}”原文未述，请看两句原话后选择。")
            words = words.format(yes=self._asked.yes.word, no=self._asked.no.word)
            return words, Tone.MUTE
        if given is Answer.YES:
            words = self.tr("按目前的遮盖，上传的图上还看得见本人姓名，建议点【{word}】。")
            return words.format(word=self._asked.yes.word), Tone.TEXT2
        words = self.tr("按目前的遮盖，上传的图上没有本人姓名，建议点【{word}】。")
        return words.format(word=self._asked.no.word), Tone.TEXT2

    def _toggle_quotes(self) -> None:
        self._quotes.setVisible(not self._quotes.isVisible())


# --- What the notice wants covered on a page and only a person can find: asked until she says done


class ByHandCard(QWidget):
    """Names what is to be looked for, counts the covers that she drew, and takes her word.

    Signals:
        doubted: Her word is taken back.
    """

    doubted = Signal()

    def __init__(self, actions: Actions[Any], **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._words = Label("", TypeRole.BODY, Tone.YOU, wrap=True)
        self._drawn = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.done = actions.button("looked")
        self.again = Button(self.tr("改"), ButtonKind.LINK, decides=True, do=self.doubted)
        column(
            self,
            (16, 0, 16, 4),
            4,
            rule(),
            6,
            self._words,
            self._drawn,
            self.done,
            (self.again, 0, Qt.AlignmentFlag.AlignLeft),
        )

    def show_page(self, case: Case, page: CasePage) -> None:
        """Ask about a page, show what was said, or go away."""
        asked, left = case.by_hand_on(page), case.left_by_hand(page)
        self.setVisible(bool(asked) and page.examined and page.page is not None)
        what = listed(asked)
        words = self.tr("程序找不到，请您看这一页上有没有：{what}。有就按 Q 画遮盖。")
        said = self.tr("您说过这一页都遮好了：{what}。")
        self._words.say(
            (words if left else said).format(what=what), Tone.YOU if left else Tone.TEXT2
        )
        self.setAccessibleName(self._words.text() if left else "")
        drawn = self.tr(
            "您在这一页上画了 %n 处遮盖；都画好了，确认本页就算遮好。", None, len(page.drawn)
        )
        self._drawn.say(drawn)
        self._drawn.setVisible(bool(left and page.drawn))
        self.done.setVisible(bool(left))
        self.again.setVisible(not left)

    def focus(self) -> None:
        """Give the keyboard to the answer."""
        self.done.setFocus()


# --- Whose page is it? Asked of one that seems to be somebody else's, before it can be confirmed --


MOST_NAMES = 2
"""Names that are offered as a further spelling; those like the applicant's own are first."""


class WhoseCard(QWidget):
    """Says why the page seems to be another person's and takes one of three answers.

    Once it is answered a line says so, with a way to take the answer back.

    Signals:
        doubted: The answer is taken back.
        taken: A name on it is another spelling of the applicant's.
    """

    doubted = Signal()
    taken = Signal(str)

    def __init__(self, actions: Actions[Any], **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._names: tuple[str, ...] = ()
        self._words = Label("", TypeRole.BODY, Tone.YOU, wrap=True)
        self.mine, self.other = actions.button("mine"), actions.button("other")
        other = Button("", decides=True, do=self._take_other_spelling)
        self.spellings = [actions.button("spelling"), other]
        self.again = Button(self.tr("改"), ButtonKind.LINK, decides=True, do=self.doubted)
        self._hint = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        column(
            self,
            (16, 10, 16, 8),
            6,
            self._words,
            beside((self.mine, 2), (self.other, 3), gap=8),
            *self.spellings,
            self._hint,
            (LearnMore("whose"), 0, Qt.AlignmentFlag.AlignLeft),
            self.again,
            rule(),
        )
        theme().changed.connect(self.update)

    def show_page(self, page: CasePage, applicant: Applicant) -> None:
        """Ask about a page, show what was answered, or go away."""
        self.setVisible(page.nameless)
        if not page.nameless:
            return
        asks = page.whose_open
        self._names = offered_spellings(page.told, applicant)[:MOST_NAMES] if asks else ()
        found = next(finding for finding in page.findings if asks_whose(finding))
        read = listed(f"“{name}”" for name in self._names)
        words = say(found).message
        if read:
            words += self.tr("“姓名”旁边读到{read}。").format(read=read)
        question = self.tr("{why}这一页是谁的？").format(why=words)
        line = question if asks else self.tr("您说过：这一页是您的材料。")
        self._words.say(line, Tone.YOU if asks else Tone.TEXT2)
        self.setAccessibleName(question if asks else "")
        self._hint.say(
            self.tr("若是另一种写法（译名用字、曾用名、繁体），加上后全部页面会再找一遍。")
        )
        for widget in (self.mine, self.other, self._hint):
            widget.setVisible(asks)
        self.again.setVisible(not asks)
        for place, button in enumerate(self.spellings):
            button.setVisible(place < len(self._names))
            if place < len(self._names):
                button.say(self.tr("“{name}”也是我").format(name=self._names[place]))
        self._fit()

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        self.mine.setFocus()

    def take_spelling(self) -> None:
        """Take the first name that is offered."""
        self.taken.emit(self._names[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground of what waits for the person."""
        painter = QPainter(self)
        if self.mine.isVisible():
            painter.fillRect(self.rect(), QColor(tokens().soft(Tone.YOU)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the sentences need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Never give way to the list below: a lost line would be half of the question."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _take_other_spelling(self) -> None:
        self.taken.emit(self._names[1])
