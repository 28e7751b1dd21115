"""What to click on the platform for this page: proposed, left open where the notice is silent."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QWidget

from zcdesk.applicant import Target
from zcdesk.cases.case import Answer, CasePage
from zcdesk.cases.upload_route import Route
from zcdesk.checks.slots.answers import answer_of
from zcdesk.notices.profile.covering import PageAnswer
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, Radio
from zcdesk.ui.look import Caption, Label, Remark, Tone, TypeRole, beside, column, fill, rule, tip


class AnswerCard(QWidget):
    """The platform's question about the page, with both sentences of the notice one press away."""

    def __init__(self, notice: Notice, actions: Actions[Any]) -> None:
        super().__init__(accessibleName=self.tr("平台上这一页怎么点"))
        self._asked = notice.page_answer
        self._notice = notice
        layout = column(self, (16, 0, 16, 0), 4)
        self._why = Remark()
        self._quotes = Remark(tone=Tone.TEXT, visible=False)
        yes, no = actions.key("yes"), actions.key("no")
        words = (self._asked.yes.word, self._asked.no.word) if self._asked else ("", "")
        self._yes = actions.bind(Radio(words[0], yes), "yes")
        self._no = actions.bind(Radio(words[1], no), "no")
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
                Caption(keys),
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
            self._why.say(*self._reason(page, given, self._asked))

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        self._yes.setFocus()
        self._quotes.show()

    def _reason(self, page: CasePage, given: Answer | None, asked: PageAnswer) -> tuple[str, Tone]:
        if page.answer is not None:
            return self.tr("这是您选的。"), Tone.TEXT2
        if given is None:
            words = self.tr("仅见工作单位，点“{yes}”还是“{no}”原文未述，请看两句原话后选择。")
            words = words.format(yes=asked.yes.word, no=asked.no.word)
            return words, Tone.MUTE
        if given is Answer.YES:
            words = self.tr("按目前的遮盖，上传的图上还看得见本人姓名，建议点【{word}】。")
            return words.format(word=asked.yes.word), Tone.TEXT2
        words = self.tr("按目前的遮盖，上传的图上没有本人姓名，建议点【{word}】。")
        return words.format(word=asked.no.word), Tone.TEXT2

    def _toggle_quotes(self) -> None:
        self._quotes.setVisible(not self._quotes.isVisible())
