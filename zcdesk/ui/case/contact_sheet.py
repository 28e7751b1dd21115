"""The unsorted pages as a contact sheet: groups by what they seem to be, one act for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import partial
from itertools import pairwise

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage, asks_whose
from zcdesk.checks.states import CaseFinding
from zcdesk.sorting.proposing import Proposal
from zcdesk.ui.case.page_groups import DOWN, LOW, LOWER, Group, Groups
from zcdesk.ui.case.refused_strip import RefusedStrip, speak_of
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.frame.slot_picker import DIGITS
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, Card
from zcdesk.ui.look import FLUSH, Label, TypeRole, beside, clear, column, fill, tip
from zcdesk.ui.picture import PageRow, Pictures
from zcdesk.ui.words.sentences import joined, say, slot_title
from zcdesk.ui.words.states import stranger_words
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.review.unsorted import Tray, strangers, strays, twins

UNKNOWN, UNREAD = "?", "…"
"""Groups without a proposal: what the program does not know, and what it has not read yet."""


class ContactSheet(QWidget):
    """The unsorted pages; what is wanted of them goes to ``wishes``."""

    def __init__(self, pictures: Pictures, wishes: SlotWishes, actions: Actions[object]) -> None:
        super().__init__()
        self._pictures, self._wishes, self._actions = pictures, wishes, actions
        self._tray = Tray()
        self._apart: tuple[CasePage, ...] = ()
        self._told = Label("", TypeRole.HEAD)
        self._groups = Groups()
        self.strip = RefusedStrip(wishes)
        self._low = False
        self._digits: dict[tuple[str, int], str] = {}
        self._aside = QWidget()
        self._lines = column(self._aside, FLUSH, 8)
        self.proposals: tuple[Proposal, ...] = ()
        self._pairs: dict[str, tuple[int, int, CaseFinding]] = {}
        column(self, FLUSH, 12, self._told, self._groups, self._aside)

    @property
    def groups(self) -> Mapping[str, Group]:
        """The groups by the slot that is proposed, or ``UNKNOWN`` or ``UNREAD``."""
        return self._groups.shown

    @property
    def tiles(self) -> tuple[Tiles, ...]:
        """All pictures, in reading order."""
        grouped = [group.tiles for group in self.groups.values()]
        return (*grouped, *self._aside.findChildren(Tiles))

    def show_overview(
        self, overview: Overview, reading: Set[int], findings: Sequence[CaseFinding]
    ) -> None:
        """Show the unsorted pages of a case as it is, and which of them seem to be one sheet.

        Args:
            reading: Numbers of the pages that are read right now.
        """
        self.proposals = self._tray.proposals(overview, findings)
        self._pairs = {
            f"{a}={b}": (a, b, finding) for (a, b), finding in twins(overview, findings).items()
        }
        group_of = dict.fromkeys(overview.waiting, UNREAD)
        group_of |= {proposal.number: proposal.slot for proposal in self.proposals}
        group_of |= {number: key for key, pair in self._pairs.items() for number in pair[:2]}
        rows: dict[str, list[PageRow]] = {proposal.slot: [] for proposal in self.proposals}
        rows |= {**{key: [] for key in self._pairs}, UNKNOWN: [], UNREAD: []}
        loose = strays(overview)
        for page in loose:
            row = PageRow(overview.of(page.number), page.number in reading)
            rows[group_of.get(page.number, UNKNOWN)].append(row)
        rows = {key: pages for key, pages in rows.items() if pages}
        self._told.say(self._headline(len(loose)))
        if list(rows) != list(self.groups):
            self._regroup(overview, list(rows))
        for key, group in self.groups.items():
            mine = [proposal for proposal in self.proposals if proposal.slot == key]
            group.show_pages(tuple(rows[key]), sure=all(proposal.sure for proposal in mine))
            if mine:
                group.title.setToolTip(tip(joined(say(mine[0].reason))))
        self._groups.place()
        self._set_apart(overview)
        refused = [
            standing.page
            for standing in overview
            if standing.page.refused and not standing.page.slot
        ]
        self.strip.show_files(refused, low=self._low)
        self.strip.setVisible(bool(refused))

    def set_room(self, high: int) -> None:
        """Take the height of what is seen at once: in little of it groups come one by one."""
        self._low = high < LOW
        self._told.setVisible(not self._low)  # the path tells the count, too
        self._groups.each = high if self._low else 0
        self._groups.place()

    @property
    def step(self) -> int:
        """Pixels from one group to the next where they come one by one; 1 elsewhere."""
        return self._groups.each + DOWN if self._low else 1

    def press(self, key: str) -> bool:
        """Press the button of a group with this key; tell whether there is one."""
        acts = {act.key: act for group in self.groups.values() for act in group.acts if act.key}
        if key in acts:
            acts[key].click()
        return key in acts

    def agree_all(self) -> None:
        """Agree to every proposal at once."""
        self._agree(*dict.fromkeys(proposal.slot for proposal in self.proposals))

    def _headline(self, count: int) -> str:
        if not count:
            return self.tr("没有未归类的页")
        if self.proposals:
            return self.tr("%n 页，像是这几样", None, count)
        return self.tr("%n 页未归类", None, count)

    def _regroup(self, overview: Overview, keys: list[str]) -> None:
        """Make the groups that are new, let go of those that are empty, count the keys anew."""
        before, self._groups.shown = self._groups.shown, {}
        for key in keys:
            known = before.pop(key) if key in before else self._made(overview, key)
            self._groups.shown[key] = known
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        self._number_keys()
        stops = [
            stop
            for group in self.groups.values()
            for stop in (group.tiles, *group.again, *group.acts)
        ]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _number_keys(self) -> None:
        """Give every act a digit that nothing else gets before she leaves the sheet: the key that
        removed one page of a pair must not remove one of the next pair when it is pressed again."""
        for key, group in self.groups.items():
            for place, act in enumerate(group.acts if key != UNKNOWN else ()):
                free = (digit for digit in DIGITS if digit not in self._digits.values())
                if (key, place) not in self._digits:
                    self._digits[key, place] = next(free, "")
                act.say(act.text(), key=self._digits[key, place])

    def showEvent(self, event: QShowEvent) -> None:
        """Count the digits anew when she comes to the sheet."""
        super().showEvent(event)
        if not event.spontaneous():
            self._digits.clear()
            self._number_keys()

    def _made(self, overview: Overview, key: str) -> Group:
        acts: tuple[Button, ...] = ()
        if key == UNKNOWN:
            title, acts = self.tr("认不出"), (self._actions.button("slot"),)
        elif key == UNREAD:
            title = self.tr("还没有读")
        elif key in self._pairs:
            title, acts = self.tr("同一页？"), self._choices(*self._pairs[key])
        else:
            title = slot_title(overview.notice, key)
            acts = (Button(self.tr("放进去"), decides=True, do=lambda: self._agree(key)),)
        made = Group(title, self._pictures, self._wishes, *acts)
        made.setParent(self._groups)
        made.tiles.selecting.connect(partial(self._select_only_in, made.tiles))
        made.tiles.moved.connect(partial(self._wishes.pages_moved.emit, ""))
        made.tiles.dropped.connect(partial(self._wishes.files_dropped.emit, ""))
        made.show()
        return made

    def _choices(self, left: int, right: int, found: CaseFinding) -> tuple[Button, ...]:
        """Return what may become of two pages that look alike."""
        wishes = self._wishes
        return (
            Button(self.tr("留左"), decides=True, do=lambda: wishes.pages_removed.emit((right,))),
            Button(self.tr("留右"), decides=True, do=lambda: wishes.pages_removed.emit((left,))),
            Button(self.tr("都留"), decides=True, do=lambda: wishes.finding_stands.emit(found)),
        )

    def _select_only_in(self, chosen: Tiles) -> None:
        """Let nothing be marked elsewhere: what Delete and M act on is what one sees marked."""
        for tiles in self.tiles:
            if tiles is not chosen:
                tiles.clearSelection()

    def _agree(self, *slots: str) -> None:
        self._wishes.groups_agreed.emit({slot: self.groups[slot].tiles.numbers for slot in slots})

    def _set_apart(self, overview: Overview) -> None:
        """Show what no proposal takes along: pages of somebody else."""
        theirs = strangers(overview)
        if theirs == self._apart:
            return
        self._apart = theirs
        clear(self._lines)
        if theirs:
            card = Card()
            column(card, (16, 6, 12, 6), 0, *(self._theirs(overview, page) for page in theirs))
            fill(self._lines, Label(stranger_words(), TypeRole.TITLE), card)

    def _theirs(self, overview: Overview, page: CasePage) -> QWidget:
        why = say(next(filter(asks_whose, page.findings))).message
        words = self.tr("第 {places} 页：{why}").format(places=page.place, why=why)
        tiles = Tiles(self._pictures, words, self._wishes, LOWER)
        tiles.show_pages((PageRow(overview.of(page.number), reading=False),))
        tiles.setFixedWidth(tiles.sizeHint().width())
        tiles.selecting.connect(partial(self._select_only_in, tiles))
        look = Button(self.tr("说明是谁的…"), do=lambda: self._wishes.page_opened.emit(page.number))
        gone = Button(
            self.tr("移走"),
            ButtonKind.LINK,
            decides=True,
            do=lambda: self._wishes.pages_removed.emit((page.number,)),
        )
        speak_of(words, look, gone)
        line = QWidget()
        beside(
            tiles, (Label(words, wrap=True), 1), look, gone, on=line, gap=10, margins=(0, 5, 0, 5)
        )
        return line
