"""这些是您的单位吗？ Each organisation that the pages name, with a switch of three; above them what
is in Uyghur beside the own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from zcdesk.cases.acts.spelling import (
    ProposedSpelling,
    applicant_with_spelling,
    ask_spelling_again,
    refuse_spelling,
)
from zcdesk.cases.acts.table import TELL_FACTS
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.look import SPRING, Explanation, Label, Remark, Tone, TypeRole, fill
from zcdesk.ui.picture import Pictures
from zcdesk.ui.session.further_words import FurtherWords
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.wall.found_card import FoundCard, Seen
from zcdesk.ui.wall.spelling_card import SpellingCard
from zcdesk.ui.wall.where_shown import Where
from zcdesk.workflow.case.organisations import Belonging, CaseOrganisation, applicant_with, told_of
from zcdesk.workflow.side_by_side.cutting import STRIP


class OrganisationCard(FoundCard):
    """One organisation.

    Signals:
        told: Its name and what it is to the applicant.
    """

    told = Signal(str, object)

    def __init__(self, organisation: CaseOrganisation, seen: Seen, **signals: Any) -> None:
        super().__init__(**signals)
        words = {
            Belonging.OWN: self.tr("本单位"),
            Belonging.FORMER: self.tr("曾任"),
            Belonging.OTHER: self.tr("不是"),
        }
        self.buttons = {
            belonging: Button(
                text,
                decides=True,
                do=partial(self.told.emit, organisation.name, belonging),
                checkable=True,
                checked=organisation.belonging is belonging,
            )
            for belonging, text in words.items()
        }
        self.answers = tuple(self.buttons.values())
        near = self.tr("与“{word}”只有一个字不同，请看一眼是不是同一家。")
        near = near.format(word=organisation.near) if organisation.near else ""
        warned = (Remark(near, Tone.YOU),) if near else ()
        where = Where(seen.page, organisation.namings[0].polygon, seen.crops)
        self.lay_out(organisation.name, self._counted(organisation), seen, *warned, where)

    @property
    def answered(self) -> bool:
        """The person said what it is."""
        return any(button.isChecked() for button in self.answers)

    def _counted(self, organisation: CaseOrganisation) -> str:
        pages = len(organisation.pages)
        if not organisation.in_fields:
            return self.tr("在 %n 页上见到，都在标题里。", None, pages)
        words = self.tr("在 %n 页上见到，其中 {k} 处在“工作单位”一类的栏里。", None, pages)
        return words.format(k=organisation.in_fields)


class OrganisationsPage(ColumnPage):
    """The list; an answer counts at once and can be undone."""

    def __init__(self, view: CaseView, words: FurtherWords, pictures: Pictures) -> None:
        session, finds = view.session, view.finds
        super().__init__(CaseBar(session, self.tr("核对单位"), back=self.tr("回到栏目")))
        self._session, self._finds, self._words = session, finds, words
        self._crops = Crops(pictures.pool, self, STRIP)
        self._shown: object = None
        self.cards: list[OrganisationCard] = []
        self.spellings: list[SpellingCard] = []
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter", do=self._press)
        fill(self.buttons, SPRING, self.primary)
        finds.changed.connect(self.refresh)
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the organisations as they are answered."""
        if not self.isVisible():
            return
        organisations, spellings, left = self._finds.found, self._finds.spellings, self._finds.open
        self.primary.say(self.tr("还有 {n} 处没有答").format(n=left) if left else self.tr("就这样"))
        shown = (organisations, spellings, tuple(self._session.overview.standings))
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.focusWidget()
        kept = focus.accessibleName() if isinstance(focus, Button) else ""
        typed = {card.spelling.key: card.words.words for card in self.spellings}
        layout = self.fresh_column()
        self._show_spellings(layout, spellings, typed)
        hint = self.tr(
            "材料上的“工作单位”栏和标题里见到这些名称。答“本单位”或“曾任”的，"
            "马上在所有页上找一遍；答“不是”的记下，不再问。"
        )
        fill(
            layout,
            Label(self.tr("这些是您的单位吗？"), TypeRole.HEAD),
            Explanation(hint),
        )
        self.cards = [
            OrganisationCard(
                organisation, self._seen(organisation.namings[0].page), told=self._tell
            )
            for organisation in organisations
        ]
        fill(layout, *self.cards)
        if not organisations:
            empty = self.tr("还没有见到别的单位名称。页读完以后，这里会列出来。")
            fill(
                layout,
                Explanation(empty),
                (LearnMore("organisations", empty), 0, Qt.AlignmentFlag.AlignLeft),
            )
        layout.addStretch(1)
        self._keep_focus(kept)

    def _seen(self, number: int) -> Seen:
        standing = self._session.overview.of(number)
        return Seen(
            standing.page, standing.place, self._crops, locked=bool(self._session.read_only)
        )

    def _show_spellings(
        self,
        layout: QVBoxLayout,
        spellings: tuple[ProposedSpelling, ...],
        typed: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Show what is in Uyghur beside the own words. ``typed``: what is being put right."""
        self.spellings = [
            SpellingCard(
                spelling,
                self._seen(spelling.places[0][0]),
                taken=self._take_spelling,
                refused=self._refuse_spelling,
            )
            for spelling in spellings
        ]
        if spellings:
            layout.addWidget(Label(self.tr("维吾尔文（或哈萨克文）写法"), TypeRole.HEAD))
        for card in self.spellings:
            if words := typed.get(card.spelling.key):
                card.words.show_words(words)
            card.words.keys_shown.connect(self.show_part)
            layout.addWidget(card)

    def arrive(self, _at: At) -> None:
        """Show them as they are now; the keyboard goes to the first without an answer."""
        self.refresh()
        first = self._first_open()
        (first.answers[0] if first else self.primary).setFocus()

    def close_work(self) -> None:
        """Take no more cut-outs."""
        self._crops.close()

    def _keep_focus(self, name: str) -> None:
        for card in self._all:
            for button in card.answers:
                if name and button.accessibleName() == name:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _all(self) -> tuple[SpellingCard | OrganisationCard, ...]:
        return *self.spellings, *self.cards

    def _first_open(self) -> SpellingCard | OrganisationCard | None:
        return next((card for card in self._all if not card.answered), None)

    def _press(self) -> None:
        first = self._first_open()
        if first is None:
            self.leave()
        else:
            self.show_part(first)
            first.answers[0].setFocus()

    def _tell(self, name: str, answer: Belonging) -> None:
        session, words = self._session, self.tr("已记下：“{name}”").format(name=name)
        applicant = applicant_with(self._words.applicant, name, answer)
        if applicant == self._words.applicant:
            session.act(told_of(session.case, name, answer), words, TELL_FACTS.code)
        else:
            self._words.take(applicant, words, partial(told_of, name=name, answer=answer))

    def _take_spelling(self, spelling: ProposedSpelling, text: str) -> None:
        applicant = applicant_with_spelling(self._words.applicant, spelling.target, text)
        words = self.tr("已记下这个写法，各页重新找一遍")
        self._words.take(applicant, words, partial(ask_spelling_again, spelling=spelling))

    def _refuse_spelling(self, spelling: ProposedSpelling) -> None:
        session = self._session
        words = self.tr("已记下：不是，不再问")
        session.act(refuse_spelling(session.case, spelling), words, TELL_FACTS.code)
