"""Where the pages of the tray may belong, by their own words; a person agrees, group by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from operator import is_

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.cases.case import CasePage, asks_whose
from zcdesk.findings import Finding
from zcdesk.sorting.proposing import Proposal
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.look.text import Label, beside, clear, column, fill, rule
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.picture.thumb_row import ThumbRow
from zcdesk.ui.words.sentences import joined, say, slot_title
from zcdesk.ui.words.states import stranger_words
from zcdesk.workflow.open_case.overview import Overview
from zcdesk.workflow.open_case.unsorted import proposed, readable, strangers


class TrayProposals(QWidget):
    """Proposals for the unsorted pages, one line for each slot."""

    def __init__(self, pictures: Pictures, wishes: SlotWishes) -> None:
        super().__init__()
        self._wishes = wishes
        self._pictures = pictures
        self._shown: tuple[Proposal, ...] | None = None
        self._loose: tuple[CasePage, ...] = ()
        self._strangers: tuple[CasePage, ...] = ()
        self._layout = column(self, (0, 0, 0, 0), 8)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed now."""
        return self._shown or ()

    def show_overview(self, overview: Overview) -> None:
        """Propose for the unsorted pages of a case as it stands."""
        loose, apart = readable(overview), strangers(overview)
        same = len(loose) == len(self._loose) and all(map(is_, loose, self._loose))
        if same and apart == self._strangers and self._shown is not None:
            return
        self._loose = loose
        found = proposed(overview.notice, loose)
        if found == self._shown and apart == self._strangers:
            return
        self._shown, self._strangers = found, apart
        clear(self._layout)
        self.setVisible(bool(found or apart))
        if found:
            self._fill(overview, found)
        if apart:
            self._set_apart(overview, apart)

    def _set_apart(self, overview: Overview, pages: tuple[CasePage, ...]) -> None:
        """Show pages that seem to be somebody else's: no proposal takes them along."""
        card = Card()
        inner = column(card, (16, 6, 12, 6), 0)
        for page in pages:
            place = overview.of(page.number).place
            why = say(next(filter(asks_whose, page.findings))).message
            words = self.tr("第 {places} 页：{why}").format(places=place, why=why)
            look = Button(self.tr("说明是谁的…"), do=partial(self._look, page.number))
            look.setAccessibleName(f"{look.text()}，{words}")
            gone = Button(
                self.tr("移走"), Kind.LINK, decides=True, do=partial(self._remove, page.number)
            )
            gone.setAccessibleName(f"{gone.text()}，{words}")
            inner.addLayout(
                beside(
                    ThumbRow([page], self._pictures),
                    (Label(words, Role.BODY, wrap=True), 1),
                    look,
                    gone,
                    gap=10,
                    margins=(0, 7, 0, 7),
                )
            )
        fill(self._layout, Label(stranger_words(), Role.TITLE), card)

    def _look(self, number: int, _checked: bool = False) -> None:
        self._wishes.page_opened.emit(number)

    def _remove(self, number: int, _checked: bool = False) -> None:
        self._wishes.pages_removed.emit((number,))

    def _fill(self, overview: Overview, found: tuple[Proposal, ...]) -> None:
        self._layout.addWidget(Label(self.tr("归类建议"), Role.TITLE))
        card = Card()
        inner = column(card, (16, 6, 12, 6), 0)
        groups: dict[str, list[Proposal]] = {}
        for proposal in found:
            groups.setdefault(proposal.slot, []).append(proposal)
        for place, (slot, ones) in enumerate(groups.items()):
            if place:
                inner.addWidget(rule())
            self._add_group(inner, overview, slot, ones)
        self._layout.addWidget(card)

    def _add_group(
        self, inner: QVBoxLayout, overview: Overview, slot: str, ones: list[Proposal]
    ) -> None:
        places = {standing.page.number: standing.place for standing in overview}
        pages = [overview.of(proposal.number).page for proposal in ones]
        words = Label(slot_title(overview.notice, slot), Role.STRONG, wrap=True)
        words.setToolTip(tip(joined(say(_in_places(ones[0].reason, places)))))
        row = beside(
            ThumbRow(pages, self._pictures),
            (words, 1),
            Label(self.tr("%n 页", None, len(ones)), Role.CAPTION, Tone.TEXT2),
            gap=10,
            margins=(0, 7, 0, 7),
        )
        if not all(proposal.sure for proposal in ones):
            row.addWidget(Label(self.tr("请看一眼"), Role.CAPTION, Tone.YOU))
        agree = Button(self.tr("放进去"), Kind.SECONDARY, decides=True)
        agree.setAccessibleName(f"{agree.text()}，{slot_title(overview.notice, slot)}")
        numbers = tuple(proposal.number for proposal in ones)
        agree.clicked.connect(partial(self._agree, slot, numbers))
        row.addWidget(agree)
        inner.addLayout(row)

    def _agree(self, slot: str, numbers: tuple[int, ...], _checked: bool = False) -> None:
        self._wishes.groups_agreed.emit({slot: numbers})

    def agree_all(self) -> None:
        """Agree to every proposal at once."""
        groups: dict[str, tuple[int, ...]] = {}
        for proposal in self.proposals:
            groups[proposal.slot] = (*groups.get(proposal.slot, ()), proposal.number)
        self._wishes.groups_agreed.emit(groups)


def _in_places(finding: Finding, places: Mapping[int, int]) -> Finding:
    """Return a finding that names its pages by their place on screen, not by inner numbers."""
    known = {
        name: places[number]
        for name in ("page", "other")
        if isinstance(number := finding.details.get(name), int) and number in places
    }
    return replace(finding, details={**finding.details, **known}) if known else finding
