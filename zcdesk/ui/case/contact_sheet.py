"""The unsorted pages as a contact sheet: groups by what they seem to be, one act for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from zcdesk.cases.case import CasePage, asks_whose
from zcdesk.checks.states import CaseFinding
from zcdesk.sorting.proposing import Proposal
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.frame.slot_picker import DIGITS
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, Card, given
from zcdesk.ui.kit.column_page import put_in
from zcdesk.ui.look import (
    SPRING,
    ElidedLabel,
    Label,
    Part,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    rule,
    stacked,
    tip,
)
from zcdesk.ui.picture import PageRow, Pictures
from zcdesk.ui.words.sentences import joined, say, slot_title
from zcdesk.ui.words.states import stranger_words
from zcdesk.workflow.open_case.overview import Overview
from zcdesk.workflow.open_case.unsorted import Tray, strangers, strays, twins

HIGH, LOWER = 156, 132
"""Height of the pictures, so that a title can be read; the lower one on narrow windows."""

ROOMY, LOW = 1040, 300
"""Least width of a sheet with the higher pictures; height below which groups come one by one."""

ACROSS, DOWN, HEAD = 40, 16, 6
"""Pixels between groups beside and below each other, and between a group's head and pictures."""

UNKNOWN, UNREAD = "?", "…"
"""Groups without a proposal: what the program does not know, and what it has not read yet."""


class Group(QWidget):
    """Pages that go together, below their name, their count and what is done with all of them."""

    def __init__(self, title: str, pictures: Pictures, wishes: SlotWishes, *acts: Button) -> None:
        super().__init__()
        self.acts = acts
        self.tiles = Tiles(pictures, title, wishes, HIGH)
        self.title, self._count = Label(title, TypeRole.STRONG), Label("", tone=Tone.TEXT2)
        self._look = Label(self.tr("请看一眼"), TypeRole.CAPTION, Tone.YOU)
        self.head = beside(self.title, self._count, self._look, SPRING, *acts, gap=10)
        column(self, (0, 0, 0, 0), HEAD, self.head, self.tiles)

    def show_pages(self, rows: tuple[PageRow, ...], *, sure: bool) -> None:
        """Show these pages; where the program is not sure of one, ask to look at them."""
        self.tiles.show_pages(rows)
        self._count.say(str(len(rows)))
        self._look.setVisible(not sure)

    def take_room(self, left: int, top: int, room: int) -> None:
        """Take as much of ``room`` pixels across as needed; the pictures set the height."""
        across = min(max(self.head.sizeHint().width(), self.tiles.sizeHint().width()), room)
        high = self.head.sizeHint().height() + HEAD + self.tiles.height_at(across)
        self.setGeometry(left, top, across, high)


class Groups(QWidget):
    """Groups beside each other, in as many lines as they need.

    Attributes:
        each: Height that every group has for itself alone, 0 where several are seen at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Group] = {}
        self.each = 0

    def place(self) -> None:
        """Give every group its place."""
        left = top = below = 0
        for group in self.shown.values():
            group.tiles.set_high(LOWER if self.each or self.width() < ROOMY else HIGH)
            group.take_room(left, top, self.width())
            if left and (self.each or group.geometry().right() >= self.width()):
                left, top = 0, below + DOWN
                group.take_room(left, top, self.width())
            left = group.geometry().right() + ACROSS
            below = max(below, group.geometry().bottom(), top + self.each)
        self.setFixedHeight(below + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the groups in the room that there is."""
        self.place()


NAME = 170
"""Pixels for a file's name and the reason below it; a line of many files scrolls."""


class RefusedStrip(QScrollArea):
    """The files; none of them counts as a page."""

    def __init__(self, wishes: SlotWishes) -> None:
        super().__init__(
            widgetResizable=True,
            **given(
                frameShape=QFrame.Shape.NoFrame,
                focusPolicy=Qt.FocusPolicy.NoFocus,
                verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            ),
        )
        self._wishes = wishes
        self._shown: tuple[object, ...] = ()

    def show_files(self, files: Sequence[CasePage], *, low: bool) -> None:
        """Show these; in a ``low`` window the reasons are in the tooltips alone."""
        if (*files, low) == self._shown:
            return
        self._shown, card = (*files, low), Card()
        count = Label(self.tr("%n 个没有收下", None, len(files)), TypeRole.STRONG)
        entries = [part for page in files for part in self._entry(page, low=low)]
        beside(count, *entries, SPRING, on=card, gap=8, margins=(16, 5, 12, 5))
        put_in(self, card)
        many = self.horizontalScrollBar().sizeHint().height() if len(files) > 1 else 0
        self.setFixedHeight(card.sizeHint().height() + many)

    def _entry(self, page: CasePage, *, low: bool) -> tuple[Part, ...]:
        why = next((words for finding in page.findings if (words := say(finding).message)), "")
        named = why if page.file_name in why else f"{page.file_name}　{why}"
        name = ElidedLabel(page.file_name, minimumWidth=NAME, toolTip=tip(named))
        other = Button(
            self.tr("换文件…"),
            ButtonKind.LINK,
            do=partial(self._wishes.file_wanted.emit, page.number),
        )
        gone = Button(
            self.tr("移走"),
            ButtonKind.LINK,
            decides=True,
            do=partial(self._wishes.pages_removed.emit, (page.number,)),
        )
        for button in (other, gone):
            button.setAccessibleName(f"{button.text()}，{named}")
        reason = Label(why.replace(f"“{page.file_name}”", ""), TypeRole.CAPTION, Tone.TEXT2)
        told = stacked(name, gap=0) if low else stacked(name, reason, gap=0)
        return rule(upright=True), (told, 1), other, gone


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
        self._lines = column(self._aside, (0, 0, 0, 0), 8)
        self.proposals: tuple[Proposal, ...] = ()
        self._pairs: dict[str, tuple[int, int, CaseFinding]] = {}
        column(self, (0, 0, 0, 0), 12, self._told, self._groups, self._aside)

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
        paired = {number: key for key, pair in self._pairs.items() for number in pair[:2]}
        by_page = {proposal.number: proposal for proposal in self.proposals}
        rows: dict[str, list[PageRow]] = {proposal.slot: [] for proposal in self.proposals}
        rows |= {**{key: [] for key in self._pairs}, UNKNOWN: [], UNREAD: []}
        loose = strays(overview)
        for page in loose:
            proposal, standing = by_page.get(page.number), overview.of(page.number)
            key = UNREAD if not standing.readable else proposal.slot if proposal else UNKNOWN
            key = paired.get(page.number, key)
            rows[key].append(PageRow(standing, page.number in reading))
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
        for act in (act for group in self.groups.values() for act in group.acts):
            if key and act.key == key:
                act.click()
                return True
        return False

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
        stops = [stop for group in self.groups.values() for stop in (group.tiles, *group.acts)]
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
        for button in (look, gone):
            button.setAccessibleName(f"{button.text()}，{words}")
        line = QWidget()
        beside(
            tiles, (Label(words, wrap=True), 1), look, gone, on=line, gap=10, margins=(0, 5, 0, 5)
        )
        return line
