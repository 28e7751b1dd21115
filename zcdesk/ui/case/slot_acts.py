"""What a person does with the pages of a case: put in, move, replace, insert, turn, take out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.asked import (
    Moved,
    NotApplicable,
    OfSlot,
    OnPages,
    Shifted,
    Sides,
    Text,
    Turned,
)
from zcdesk.cases.acts.table import (
    APPLICABLE,
    KEEP_AS_IS,
    LET_STAND,
    MERGE_SIDES,
    MOVE,
    NOT_APPLICABLE,
    REMOVE_PAGES,
    REORDER,
    SHIFT,
    TURN,
    WRITE_TEXT,
)
from zcdesk.checks.states import CaseFinding
from zcdesk.pages.judging.asking import faults_of
from zcdesk.ui.case.section_area import UNSORTED, SectionArea
from zcdesk.ui.finish.let_stand import let_stand
from zcdesk.ui.frame.limit_dialog import ask_limit
from zcdesk.ui.frame.slot_picker import pick_slot
from zcdesk.ui.intake.taking_in import TakingIn
from zcdesk.ui.kit import Menu, add_act
from zcdesk.ui.kit.drop_area import ask_for_scans
from zcdesk.ui.picture import Pictures
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import listed, page_name, slot_title

TWO_SHEETS = 4
"""Fewest pages whose fronts and backs may have been scanned apart."""


class SlotActs(TakingIn):
    """Acts on pages and slots; each is one step that can be undone."""

    def __init__(
        self, widget: QWidget, session: Session, area: SectionArea, pictures: Pictures
    ) -> None:
        super().__init__(widget, session, pictures)
        self._area = area

    def move(self, slot: str, numbers: Sequence[int], before: int = 0) -> None:
        """Put pages into a slot, before another page or at its end."""
        case, notice = self._session.case, self._session.notice
        words = self.tr("%n 页放到“{slot}”", None, len(numbers)).format(
            slot=slot_title(notice, slot)
        )
        sorted_in = any(case.page(number).slot != slot for number in numbers)
        asked = Moved(tuple(numbers), slot, before)
        self._session.do(MOVE if sorted_in else REORDER, asked, words)
        self._area.select_pages(tuple(numbers))

    def pick_slot(self, number: int) -> None:
        """Ask into which slot a page (and what is selected with it) belongs."""
        if not self._session.takes_acts():
            return
        chosen = self._chosen(number)
        if all(self._session.case.page(each).refused for each in chosen):
            menu = self.menu(number)
            menu.setActiveAction(menu.actions()[0])
            menu.popup(QCursor.pos())
            return
        pick_slot(self._session, self._widget, chosen).picked.connect(
            partial(self._move_picked, chosen)
        )

    def _move_picked(self, numbers: tuple[int, ...], slot: str) -> None:
        """Move pages and take the next one in hand, so that a pile is sorted key by key."""
        following = self._after(numbers)
        self.move(slot, numbers)
        if following:
            self._area.select_pages((following,))

    def _after(self, numbers: tuple[int, ...]) -> int:
        """Return the page that is behind these in their slot, else before them, else 0."""
        for tiles in self._area.tiles:
            there = tiles.numbers
            if numbers[0] in there:
                at = there.index(numbers[0])
                rest = [n for n in (*there[at:], *reversed(there[:at])) if n not in numbers]
                return rest[0] if rest else 0
        return 0

    def move_to_row(self, key: str, numbers: tuple[int, ...]) -> None:
        """Put pages into the section (or the tray) on whose row they were dropped.

        A section with several slots asks which of them is meant.
        """
        notice = self._session.notice
        sections = {section.id: section for section in notice.sections}
        if key not in sections:
            if key == UNSORTED:
                self.move("", numbers)
            return
        slots = sections[key].slots
        if len(slots) == 1:
            self.move(slots[0].id, numbers)
        elif slots:
            menu = Menu(self._widget)
            for slot in slots:
                add_act(menu, slot.title, partial(self.move, slot.id, numbers))
            menu.popup(QCursor.pos())

    def sort_groups(self, groups: Mapping[str, Sequence[int]]) -> None:
        """Put pages into their proposed slots; all of them are one act."""
        case, notice = self._session.case, self._session.notice
        for slot, numbers in groups.items():
            case = move_pages(case, notice, numbers, slot)
        count = sum(len(numbers) for numbers in groups.values())
        self._session.act(case, self.tr("%n 页已归类", None, count), MOVE.code)

    def keep_both(self, finding: CaseFinding) -> None:
        """Let two pages stay that look alike; the final check asks no more either."""
        case = let_stand(self._session.case, finding, self.tr("两页都要"), self._session.moment)
        self._session.act(case, self.tr("两页都留下"), LET_STAND.code)

    def shift(self, number: int, by: int) -> None:
        """Move a page inside its slot."""
        self._session.do(SHIFT, Shifted(number, by))
        self._area.select_pages((number,))

    def remove(self, numbers: Sequence[int]) -> None:
        """Take pages out of the case."""
        words = self.tr("已移走{pages}").format(pages=self._names(numbers))
        self._session.do(REMOVE_PAGES, OnPages(tuple(numbers)), words)

    def _names(self, numbers: Sequence[int]) -> str:
        """Return what pages are called, the first few of them."""
        return listed(page_name(self._session.case.page(number)) for number in numbers[:6])

    def keep_as_is(self, numbers: Sequence[int]) -> None:
        """Keep pages although their pictures have a fault: nothing is asked about it any more."""
        faulty = [number for number in numbers if faults_of(self._session.case.page(number).asking)]
        if faulty:
            words = self.tr("{pages}就这样用，不再问清晰度").format(pages=self._names(faulty))
            self._session.do(KEEP_AS_IS, OnPages(tuple(faulty)), words)
        else:
            self._session.refuse("act.not_asked")

    def turn(self, number: int, degrees: int) -> None:
        """Turn a page clockwise."""
        self._session.do(TURN, Turned(number, degrees), self.tr("已转动这一页"))

    def waive(self, slot: str, reason: str) -> None:
        """Note why a slot does not apply; "" takes it back."""
        title = slot_title(self._session.notice, slot)
        if reason:
            words = self.tr("“{slot}”已注明不适用").format(slot=title)
            self._session.do(NOT_APPLICABLE, NotApplicable(slot, reason), words)
        else:
            words = self.tr("“{slot}”重新需要").format(slot=title)
            self._session.do(APPLICABLE, OfSlot(slot), words)

    def enter_limit(self, slot: str) -> None:
        """Ask what the platform takes in a slot."""
        ask_limit(self._session, self._widget, slot)

    def write_text(self, field: str, text: str) -> None:
        """Keep a text as it was typed."""
        self._session.do(WRITE_TEXT, Text(field, text))

    def open_menu(self, number: int, where: QPoint) -> None:
        """Show what can be done with a page; the menu key comes here too."""
        self.menu(number).popup(where)

    def menu(self, number: int) -> QMenu:
        """Return the menu of a page."""
        menu = Menu(self._widget)
        chosen = self._chosen(number)
        usable = not all(self._session.case.page(each).refused for each in chosen)
        if not usable and not self._session.read_only:
            add_act(menu, self.tr("换成另一个文件…"), partial(self.choose_replacement, number))
            add_act(menu, self.tr("移走 %n 页", None, len(chosen)), partial(self.remove, chosen))
            menu.addSeparator()
        opened = self._area.wishes.page_opened
        add_act(menu, self.tr("打开，逐页复核"), partial(opened.emit, number))
        if usable and not self._session.read_only:
            self._add_slots(menu.addMenu(self.tr("移到")), chosen)
            menu.addSeparator()
            add_act(menu, self.tr("换成另一个文件…"), partial(self.choose_replacement, number))
            if any(faults_of(self._session.case.page(each).asking) for each in chosen):
                add_act(menu, self.tr("就用这一页，不重拍"), partial(self.keep_as_is, chosen))
            add_act(menu, self.tr("在前面插入文件…"), partial(self._insert, number))
            add_act(menu, self.tr("向右转 90°"), partial(self.turn, number, 90))
            add_act(menu, self.tr("向左转 90°"), partial(self.turn, number, 270))
            if len(chosen) >= TWO_SHEETS:
                self._add_sides(menu.addMenu(self.tr("正反面分开扫的，合在一起")), chosen)
            menu.addSeparator()
            slot = self._session.case.page(number).slot
            add_act(menu, self.tr("平台不收？…"), partial(self.enter_limit, slot))
            menu.addSeparator()
            add_act(menu, self.tr("移走 %n 页", None, len(chosen)), partial(self.remove, chosen))
        return menu

    def merge_sides(self, numbers: Sequence[int], *, backwards: bool) -> None:
        """Put each back behind its front; the first half of the pages are the fronts."""
        words = self.tr("正反面已合在一起，可以撤销")
        self._session.do(MERGE_SIDES, Sides(tuple(numbers), backwards), words)
        self._area.select_pages(tuple(numbers))

    def _add_sides(self, menu: QMenu, numbers: tuple[int, ...]) -> None:
        merge = partial(self.merge_sides, numbers)
        add_act(menu, self.tr("前一半正面，后一半反面"), partial(merge, backwards=False))
        add_act(menu, self.tr("反面从最后一张倒着扫的"), partial(merge, backwards=True))

    def _chosen(self, number: int) -> tuple[int, ...]:
        for tiles in self._area.tiles:
            if number in tiles.selected:
                return tiles.selected
        return (number,)

    def _add_slots(self, menu: QMenu, numbers: tuple[int, ...]) -> None:
        for section in self._session.notice.sections:
            if not section.slots:
                continue
            under = menu.addMenu(section.title) if len(section.slots) > 1 else menu
            for slot in section.slots:
                add_act(under, slot.title, partial(self.move, slot.id, numbers))
        menu.addSeparator()
        add_act(menu, self.tr("未归类"), partial(self.move, "", numbers))

    def _insert(self, number: int) -> None:
        slot = self._session.case.page(number).slot
        ask_for_scans(self._widget, partial(self.take_files, slot, before=number))
