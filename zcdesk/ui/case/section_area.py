"""The middle of a case: one section with its slots, or the sheet of pages that have no slot yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from zcdesk.checks.concerning.told import at
from zcdesk.checks.states import CaseFinding, SectionState
from zcdesk.notices.profile.entries import Moment
from zcdesk.ui.case.contact_sheet import UNKNOWN, ContactSheet
from zcdesk.ui.case.empty_case import EmptyCase
from zcdesk.ui.case.enlarged import Enlarged
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.case.text_card import TextCard
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.limit_dialog import limit_line
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.intake.watch_card import Scanner
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import ButtonKind, Card, IconLabel, given
from zcdesk.ui.kit.column_page import put_in
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    SPRING,
    Label,
    Sheet,
    Spring,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    stacked,
)
from zcdesk.ui.picture import PageRow, Pictures
from zcdesk.ui.session.folder_watch import FolderWatch
from zcdesk.ui.words.states import Chip, asks_to_act, standing_look
from zcdesk.workflow.package.package_files import text_places

WIDEST = 1120
UNSORTED = "unsorted"


class SectionArea(QScrollArea):
    """Shows one section; what is wanted there goes to ``wishes``."""

    def __init__(
        self,
        view: CaseView,
        pictures: Pictures,
        watch: FolderWatch,
        actions: Actions[Any],
        told: ToldLines,
    ) -> None:
        """``told`` is where the notice's sentences about the section are shown."""
        super().__init__(
            widgetResizable=True,
            **given(
                focusPolicy=Qt.FocusPolicy.NoFocus,
                horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            ),
        )
        self.wishes = SlotWishes(self)
        self._actions = actions
        self._session, self._judge, self._pictures = view.session, view.judge, pictures
        self._watch = watch
        self._section = ""
        self.cards: dict[str, SlotCard] = {}
        self.texts: dict[str, TextCard] = {}
        self.tray: ContactSheet | None = None
        self._first: EmptyCase | None = None
        self._chip: Chip | None = None  # the tray has none
        self._told_in = told
        self._concerned = view.concerned
        self.enlarged = Enlarged(self, pictures)
        self.wishes.page_enlarged.connect(
            lambda number: self.enlarged.show_page(number, self.tiles)
        )

    @property
    def section(self) -> str:
        """Id of the section on screen."""
        return self._section

    @property
    def tiles(self) -> tuple[Tiles, ...]:
        """The pictures on screen, slot by slot or group by group."""
        if self.tray is not None:
            return self.tray.tiles
        return tuple(card.tiles for card in self.cards.values())

    def show_section(self, section: str, number: int) -> None:
        """Show a section (or ``UNSORTED``), built anew when it is another one."""
        if (section, self._is_first) != (self._section, self._first is not None):
            self._section = section
            self._build(number)
        self.refresh()

    @property
    def _is_first(self) -> bool:
        """Tell whether the case has no page yet: then the tray says only what to bring."""
        return self._section == UNSORTED and not self._session.case.pages

    def refresh(self) -> None:
        """Show the case as it is."""
        if not self._section:
            return
        if self._is_first != (self._first is not None):
            self._build(0)
        self._tell()
        if self._first is not None:
            return
        if self.tray is not None:
            self.tray.show_overview(
                self._session.overview, self._session.reading, self._judge.evaluation.findings
            )
            self._place_strip()
            return
        evaluation, case = self._judge.evaluation, self._session.case
        rows = self._rows_by_slot()
        by_slot: dict[str, list[CaseFinding]] = {}
        by_field: dict[str, list[CaseFinding]] = {}
        for finding in evaluation.findings:
            by_slot.setdefault(finding.slot, []).append(finding)
            if finding.field:
                by_field.setdefault(finding.field, []).append(finding)
        reasons = dict(case.not_applicable)
        locked = bool(self._session.read_only)
        for slot_id, card in self.cards.items():
            state = evaluation.slot(slot_id)
            findings = tuple(by_slot.get(slot_id, ()))
            shown = rows.get(slot_id, ())
            reason, limit = reasons.get(slot_id, ""), limit_line(self._session, slot_id)
            card.show_state(state, shown, findings, reason, limit=limit, locked=locked)
        for field_id, text in self.texts.items():
            text.show_text(
                dict(case.texts).get(field_id), by_field.get(field_id, []), locked=locked
            )
        if self._chip is not None:
            whole = self._state()
            self._chip.show_state(standing_look(whole))
            self._chip.setVisible(asks_to_act(whole))

    def focus_slot(self, slot: str) -> None:
        """Give the keyboard to a slot and bring it into sight."""
        card = self.cards.get(slot) or (self.cards and next(iter(self.cards.values()))) or None
        shown = (tile for tile in self.tiles if tile.numbers)
        tiles = max(shown, key=lambda one: bool(one.selected), default=None)
        text = self.texts.get(slot)
        if slot not in self.cards and text is not None:
            self.ensureWidgetVisible(text)
            text.editor.setFocus()
        elif self._first is not None:
            self._first.area.setFocus()
        elif self.tray is not None and tiles is not None:
            tiles.take_first()
        elif card is not None:
            self.ensureWidgetVisible(card)
            (card.tiles if card.tiles.numbers else card.add).setFocus()

    def select_pages(self, numbers: tuple[int, ...]) -> None:
        """Select pages wherever they are in this section."""
        for tiles in self.tiles:
            for place, number in enumerate(n for n in tiles.numbers if n in numbers):
                tiles.select(number, clear=place == 0)
                tiles.setFocus()

    def offer_slots(self, page: int) -> None:
        """Take a page in hand and ask for its place."""
        for tiles in self.tiles:
            if page in tiles.numbers:
                tiles.offer_slots(page)

    def pick_slot(self) -> None:
        """Ask for the place of the marked pages; on the sheet else of the first unknown one."""
        unknown = self.tray.groups.get(UNKNOWN) if self.tray is not None else None
        if unknown is not None and not self._marked:
            unknown.tiles.offer_slots(unknown.tiles.numbers[0])
        elif marked := self._taken():
            self.wishes.place_wanted.emit(marked[0])

    def replace_page(self) -> None:
        """Ask for a file that takes the place of the marked page."""
        if marked := self._taken():
            self.wishes.file_wanted.emit(marked[0])

    def keep_pages(self) -> None:
        """Keep the marked pages with the faults of their pictures."""
        if marked := self._taken():
            self.wishes.pages_kept.emit(marked)

    def _taken(self) -> tuple[int, ...]:
        """Return the marked pages; without any, say that some are to be chosen first."""
        if not self._marked:
            self._session.refuse("act.needs_marked")
        return self._marked

    @property
    def _marked(self) -> tuple[int, ...]:
        return next((tiles.selected for tiles in self.tiles if tiles.selected), ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the whole room to the page that is enlarged, and the foot to refused files."""
        super().resizeEvent(event)
        self.enlarged.setGeometry(self.rect())
        self._place_strip()

    def _place_strip(self) -> None:
        """Let the files that could not be used are below what scrolls."""
        strip = self.tray.strip if self.tray is not None else None
        high = strip.height() + 8 if strip is not None and not strip.isHidden() else 0
        if self.viewportMargins().bottom() != high:
            self.setViewportMargins(0, 0, 0, high)
        if strip is not None and self.tray is not None:
            strip.setGeometry(EDGE, self.height() - high, self.width() - 2 * EDGE, strip.height())
            self.tray.set_room(self.height() - high)
            bar, step = self.verticalScrollBar(), self.tray.step
            bar.setValue(round(bar.value() / step) * step)  # a group is seen from its head on

    def _tell(self) -> None:
        """Show the notice's words on this section in its panel, beside its demands."""
        notice = self._session.notice
        places = [self._section, *([Moment.WRITING] if self.texts else [])]
        if self._section == UNSORTED:
            places = [Moment.PICTURES]
        self._told_in.show_told(at(self._concerned.told, *places), notice.slot_titles())

    def _state(self) -> SectionState:
        sections = [
            section for section in self._judge.evaluation.sections if section.id == self._section
        ]
        return sections[0]

    def _rows_by_slot(self) -> Mapping[str, tuple[PageRow, ...]]:
        by_slot: dict[str, list[PageRow]] = {}
        reading = self._session.reading
        for standing in self._session.overview:
            slot = standing.page.slot
            if slot in self.cards:
                by_slot.setdefault(slot, []).append(
                    PageRow(standing, standing.page.number in reading)
                )
        return {slot: tuple(rows) for slot, rows in by_slot.items()}

    def _build(self, number: int) -> None:
        if self.tray is not None:
            self.tray.strip.deleteLater()
        self.cards, self.texts, self.tray, self._first = {}, {}, None, None
        self.setViewportMargins(0, 0, 0, 0)
        self._chip = None
        body = Sheet()
        outer = beside(on=body, margins=(EDGE, 18, EDGE, 18))
        inner = QWidget()
        if self._section != UNSORTED:
            inner.setMaximumWidth(WIDEST)
        layout = column(inner, FLUSH, 10)
        if self._is_first:
            self._first = EmptyCase(self.wishes, self._watch)
            outer.addWidget(self._first)
            put_in(self, body)
            return
        if self._section == UNSORTED:
            self.tray = ContactSheet(self._pictures, self.wishes, self._actions)
            self.tray.strip.setParent(self)
            fill(layout, self.tray, Scanner(self._watch))
        else:
            self._build_section(layout, number)
        layout.addStretch(1)
        fill(outer, (inner, 1), Spring(0))
        put_in(self, body)

    def _build_section(self, layout: QVBoxLayout, number: int) -> None:
        section = self._session.notice.section(self._section)
        self._chip = Chip()
        head = beside(
            Label(f"{number}　{section.title}", TypeRole.HEAD), self._chip, SPRING, gap=14
        )
        if section.slots:
            head.addWidget(self._actions.button("export", ButtonKind.LINK))
        fill(layout, head, *(self._card(slot.id, slot.title) for slot in section.slots))
        for place in text_places(self._session.notice, section):
            text = TextCard(place, self._session, self.wishes)
            self.texts[place.id] = text
            layout.addWidget(text)
        if not section.slots and not self.texts:
            words = self.tr("这一栏没有要上传的材料，也没有要填的字。")
            layout.addWidget(
                filled(
                    Card(),
                    stacked(
                        IconLabel("ring-dash", words, Tone.TEXT2), gap=4, margins=(18, 16, 18, 16)
                    ),
                )
            )

    def _card(self, slot: str, title: str) -> SlotCard:
        card = SlotCard(slot, title, self._pictures, self.wishes)
        card.tiles.selecting.connect(partial(self._select_only_in, card))
        self.cards[slot] = card
        return card

    def _select_only_in(self, chosen: SlotCard) -> None:
        """Let nothing be selected elsewhere: what Delete and M act on is what one sees selected."""
        for card in self.cards.values():
            if card is not chosen:
                card.tiles.clearSelection()
