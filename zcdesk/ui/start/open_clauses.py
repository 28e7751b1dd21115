"""Clauses of a new notice that nothing accounts for yet: each is decided, none is passed over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from zcdesk.errors import ZcdeskError
from zcdesk.notices.renewing.accounting import Account
from zcdesk.notices.renewing.drafting import taken
from zcdesk.notices.renewing.profile import Renewal, agreed, put_aside
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, beside, column, fill, rule, stacked
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.sentences import joined, say
from zcdesk.wording import sentence

AT_ONCE = 12
"""Clauses that are shown together; settling one brings the next."""


class OpenClauses(Card):
    """The clauses with what they propose, and three ways to settle each.

    Signals:
        settled: The renewal after a clause was settled.
        refused: Why it was not.
    """

    settled = Signal(object)
    refused = Signal(str)

    def __init__(self, renewal: Renewal, accounts: tuple[Account, ...]) -> None:
        super().__init__()
        self._renewal, self.accounts = renewal, accounts
        self.reasons: list[QLineEdit] = []
        inner = column(self, (16, 6, 12, 6), 0)
        for place, account in enumerate(accounts[:AT_ONCE]):
            if place:
                inner.addWidget(rule())
            self._add(inner, account)

    def take(self, account: Account) -> None:
        """Make rules of what a clause proposes."""
        clause = account.pair.clause
        try:
            made = taken(self._renewal, clause, account.proposals)
        except ZcdeskError as error:
            self.refused.emit(joined(say(error.finding())))
            return
        self.settled.emit(made)

    def agree(self, account: Account) -> None:
        """Confirm that what a clause asks is in the rules that quote it."""
        self.settled.emit(agreed(self._renewal, account.pair.clause.first))

    def put_aside(self, account: Account, reason: QLineEdit) -> None:
        """Leave a clause without a rule, with the person's reason."""
        try:
            self.settled.emit(put_aside(self._renewal, account.pair.clause.first, reason.text()))
        except ZcdeskError as error:
            self.refused.emit(joined(say(error.finding())))
            reason.setFocus()

    def _add(self, inner: QVBoxLayout, account: Account) -> None:
        clause = account.pair.clause
        head = f"{_words(f'notice.clause_{account.pair.state}')}  {clause.printed}"
        words = stacked(
            Label(head, Role.CAPTION, Tone.TEXT2),
            *(Label(one_sentence, Role.BODY, wrap=True) for one_sentence in account.open_words),
            gap=4,
            margins=(0, 7, 0, 7),
        )
        for lost in account.pair.lost:
            line = _words("notice.sentence_gone", words=lost)
            words.addWidget(Label(line, Role.CAPTION, Tone.TEXT2, wrap=True))
        for proposal in account.proposals:
            kind = _words(f"notice.kind_{proposal.kind}")
            code = "notice.proposed" if proposal.sure else "notice.proposed_unsure"
            line = _words(code, kind=kind, value=proposal.value or proposal.sentence)
            words.addWidget(Label(line, Role.CAPTION, Tone.TEXT2, wrap=True))
        row = beside(gap=8)
        if account.proposals:
            row.addWidget(self._button(self.tr("采用"), account, self.take))
        if account.rules:
            row.addWidget(self._button(self.tr("已在规则里"), account, self.agree))
        reason = field(self.tr("为什么放在一边"), self.tr("不用的理由，如：只与评委会有关"))
        self.reasons.append(reason)
        aside = Button(
            self.tr("放在一边"),
            decides=True,
            do=lambda _checked=False: self.put_aside(account, reason),
        )
        aside.setAccessibleName(f"{aside.text()}，{clause.printed}")
        fill(row, (reason, 1), aside)
        words.addLayout(row)
        inner.addLayout(words)

    def _button(self, text: str, account: Account, act: Callable[[Account], None]) -> Button:
        button = Button(text, decides=True, do=lambda _checked=False: act(account))
        button.setAccessibleName(f"{text}，{account.pair.clause.printed}")
        return button


def _words(code: str, **details: str) -> str:
    return sentence(code, preferences().settings.language, **details).message
