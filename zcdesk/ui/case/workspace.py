"""A case at a glance: sections at the left, the present one in the middle, the notice at right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from zcdesk.checks.states import CaseFinding, SlotState
from zcdesk.ui.case.rows import case_rows, complete_words
from zcdesk.ui.case.section_area import UNSORTED, SectionArea
from zcdesk.ui.case.section_keys import ACTIONS, SHEET
from zcdesk.ui.case.section_list import SectionList
from zcdesk.ui.case.slot_acts import SlotActs
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.mending_page import page_of
from zcdesk.ui.frame.notice_line import NoticeLine
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.frame.reading_foot import ReadingFoot
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.intake.intake_card import IntakeCard
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import ButtonKind, Soon, wire
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.kit.drop_area import TakesFiles
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    PRIMARY,
    Panel,
    Remark,
    Tone,
    beside,
    column,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.look.tokens import NARROW_WINDOW
from zcdesk.ui.picture import Pictures
from zcdesk.ui.session.folder_watch import FolderWatch
from zcdesk.ui.words.path_words import step_remark, step_words
from zcdesk.ui.words.sentences import why_only_looked_at
from zcdesk.workflow.path.case_path import Deed, NextStep
from zcdesk.workflow.path.stops import Stop

LIST = 280


class Workspace(TakesFiles, WindowPage):
    """The sections of a case.

    Signals:
        step_wanted: The next step is wanted, and it is done on another page.
        moved: The stop of the path at which what is shown is now.
    """

    step_wanted = Signal(object)
    moved = Signal(object)

    def __init__(self, view: CaseView, pictures: Pictures) -> None:
        super().__init__(acceptDrops=True)
        self.keys_shown = SHEET
        session = self.session = view.session
        self.judge, self._finds, self._path = view.judge, view.finds, view.path
        self.bar = CaseBar(session, session.notice.short_title, back=self.tr("开始页"), home=True)
        self.list = SectionList()
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.primary = actions.button("advance", ButtonKind.PRIMARY)
        self.add = actions.button("add", minimumHeight=PRIMARY)
        self._remark = Remark()
        self.line = NoticeLine()
        self.intake = IntakeCard(self)
        self.watch = FolderWatch(session, self)
        self.notice = NoticePanel(session.notice)
        self.area = SectionArea(view, pictures, self.watch, actions, self.notice.told)
        self.notice.hide()
        self._foot = ReadingFoot(session, quiet="")
        self._dragging = False
        self._key = UNSORTED if not session.case.pages else session.notice.sections[0].id
        self._build()
        self.acts = SlotActs(self, session, self.area, pictures)
        self._connect()
        self.watch.resume()

    def _build(self) -> None:
        self._side = Panel()
        column(self._side, (0, 6, 0, 0), 0, (self.list, 1), self._foot)
        middle = filled(
            QWidget(), stacked(self.line, self.intake, (self.area, 1), gap=0, margins=FLUSH)
        )
        self._split = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        for part in (middle, self.notice):
            self._split.addWidget(part)
        self._split.setStretchFactor(0, 1)
        column(
            self,
            FLUSH,
            0,
            self.bar,
            (beside(self._side, rule(upright=True), (self._split, 1), gap=0), 1),
            rule(),
            filled(
                Panel(),
                beside(
                    (self._remark, 1), self.add, self.primary, gap=12, margins=(EDGE, 9, EDGE, 9)
                ),
            ),
        )

    def _connect(self) -> None:
        acts, wishes = self.acts, self.area.wishes
        self.watch.found.connect(acts.take_watched)
        acts.serve(self.intake)
        self.intake.export_wanted.connect(self._export)
        self._soon, self._reading = Soon(self._refresh_shown, self), Soon(self._show_reading, self)
        wire(
            (self.session.changed, self._take_news),
            (self.judge.judged, self._take_news),
            (self._path.changed, self._show_shown_step),
            (self._finds.changed, self._take_news),
            (self.session.reading_changed, self._reading.note),
            (self.bar.back.clicked, partial(go, self, At("leave"))),
            (self.bar.notice_pressed, self.toggle_notice),
            (self.notice.closed, self.toggle_notice),
            (self.list.chosen, self._choose),
            (self.list.clicked, self._click_chosen),
            (self.list.entered, self.enter),
            (self.list.pages_dropped, self.acts.move_to_row),
            (wishes.files_dropped, acts.take_files),
            (wishes.files_wanted, acts.choose_files),
            (wishes.pages_moved, acts.move),
            (wishes.pages_removed, acts.remove),
            (wishes.pages_dragged, self._show_list),
            (wishes.groups_agreed, self._sort_groups),
            (wishes.page_shifted, acts.shift),
            (wishes.page_replaced, acts.replace_page),
            (wishes.file_wanted, acts.choose_replacement),
            (wishes.pages_kept, acts.keep_as_is),
            (wishes.menu_wanted, acts.open_menu),
            (wishes.place_wanted, acts.pick_slot),
            (wishes.slot_waived, acts.waive),
            (wishes.limit_wanted, acts.enter_limit),
            (wishes.text_typed, acts.write_text),
            (wishes.page_opened, self._open_page),
            (wishes.finding_chosen, self.go_to),
            (wishes.finding_stands, acts.keep_both),
            (wishes.quote_wanted, self.show_words),
            (wishes.export_wanted, self._export),
        )

    @property
    def key(self) -> str:
        """The section on screen, or ``UNSORTED``."""
        return self._key

    @property
    def help_name(self) -> str:
        """What the page is called where its help is looked up."""
        return "Workspace.unsorted" if self._key == UNSORTED else "Workspace"

    @property
    def step(self) -> NextStep:
        """What the primary button does now."""
        return self._path.path.step

    @property
    def stop(self) -> Stop:
        """The stop of the path that is shown: the unsorted pages, or where material is."""
        return Stop.SORT if self._key == UNSORTED and self.session.case.pages else Stop.MATERIALS

    def refresh(self) -> None:
        """Show the case as it is."""
        rows, sheet = case_rows(self.session, self.judge.evaluation, self._finds), self._on_sheet
        self.list.show_rows(rows, self._key)
        self.area.show_section(self._key, self._number(self._key))
        if self._on_sheet and not sheet:
            self._give_keyboard()  # what came is looked at; the list had it while nothing was here
        self._show_list()
        self._show_step()
        self.moved.emit(self.stop)
        words = complete_words(self.judge.evaluation) if self.session.case.pages else ""
        self.bar.subtitle.say(words)
        self._foot.setVisible(bool(self.session.overview.waiting) or self.acts.busy)
        if (path := self.session.path) is None:
            self.line.say(self.tr("练习：虚构样例，不会留下任何文件"), "cap", Tone.ACCENT)
        elif self.session.read_only:
            self.line.say(why_only_looked_at(self.session.read_only, path), "lock", Tone.YOU)
        else:
            self.line.say("", "lock", Tone.YOU)

    @property
    def _on_sheet(self) -> bool:
        """Tell whether pages are on the contact sheet; it takes the place of the list, too."""
        return self.area.tray is not None and bool(self.area.tray.tiles)

    def _show_list(self, dragged: bool | None = None) -> None:
        """Show the list, on the sheet only while pages are dragged or it has the keyboard."""
        self._dragging = self._dragging if dragged is None else dragged
        self._side.setVisible(self._dragging or self.list.hasFocus() or not self._on_sheet)

    def _give_keyboard(self) -> None:
        """Give the keyboard to the pages on the sheet, elsewhere to the list."""
        if self._on_sheet:
            self.area.focus_slot("")
            self._show_list()
        else:
            self.list.setFocus()

    def _show_step(self) -> None:
        """Say what comes next; it is done here only where it can be seen what it does."""
        step, here = self.step, self._key == UNSORTED
        words = step_words(step, self.session.notice, at_tray=here)
        self.primary.decides = step.deed is Deed.SORT_AS_PROPOSED and here
        self.primary.say(words)
        first = step.deed is Deed.TAKE_IN and here
        self._remark.say(
            self.tr("全部在本机，不联网") if first else step_remark(step, at_tray=here)
        )
        self.add.setVisible(step.deed is not Deed.TAKE_IN)

    def _show_shown_step(self) -> None:
        if self.isVisible():
            self._show_step()

    def _take_news(self) -> None:
        """Follow the case at once, or in a while when files come in."""
        if self.acts.busy:
            self._soon.note()
        else:
            self._soon.act_now()

    def _show_reading(self) -> None:
        if self.isVisible():
            self.area.refresh()

    def arrive(self, at: At) -> None:
        """Show the sections, and in them what is to be seen."""
        is_page = self._is_page(at.part)
        if not is_page:
            self._key = at.part or self._key
        self.list.stop_walking()
        self.refresh()
        self._give_keyboard()
        if isinstance(at.place, CaseFinding):
            self.go_to(at.place)
        elif isinstance(at.place, NextStep):
            self.show_slot(at.place.slot)
        elif is_page:
            self.show_slot(at.part)
        self._show_section_words()

    def _is_page(self, key: str) -> bool:
        """Tell whether a row of the list leads to another page."""
        return key not in ("", UNSORTED, *(section.id for section in self.session.notice.sections))

    def _open_page(self, number: int) -> None:
        go(self, At("review", number))

    def _export(self, section: str) -> None:
        go(self, At("export", part=section) if section else At("check"))  # the case is checked

    def show_key(self, key: str) -> None:
        """Show a section, or the unsorted pages."""
        self._key = key
        self.list.stop_walking()
        self.refresh()
        if self._on_sheet:
            self._give_keyboard()
        self._show_section_words()

    def enter(self) -> None:
        """Go from the list into what it shows."""
        if not self._open_chosen():
            self.area.focus_slot("")
            self._show_list()

    def next_step(self) -> None:
        """Do what the primary button says."""
        step = self.step
        if step.deed is Deed.TAKE_IN:
            self.acts.choose_files("")
        elif step.deed is Deed.ADD_MISSING:
            self.show_slot(step.slot)
            self.acts.choose_files(step.slot)
        elif step.stop is Stop.SORT:
            self._sort(step)
        else:
            self.step_wanted.emit(step)

    def _sort(self, step: NextStep) -> None:
        """Sort as proposed, or offer the slots for the first page; elsewhere show them first."""
        tray = self.area.tray if self._key == UNSORTED else None
        if tray is None:
            self.show_slot(step.slot)
        elif step.deed is Deed.SORT_AS_PROPOSED:
            tray.agree_all()
        elif step.deed is Deed.SORT_BY_HAND:
            self.area.offer_slots(step.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a digit press the button of a group of the sheet."""
        if self.area.tray is None or not self.area.tray.press(event.text()):
            super().keyPressEvent(event)

    def _sort_groups(self, groups: Mapping[str, Sequence[int]]) -> None:
        """Sort pages; the button that did it goes, and the keyboard shall not end at the house."""
        self.acts.sort_groups(groups)
        if not self.list.hasFocus():
            self.primary.setFocus()

    def show_slot(self, slot: str) -> None:
        """Show a slot, or the unsorted pages, and give it the keyboard."""
        known = self.session.notice.slots_by_id().keys()
        self.show_key(self.session.notice.section_of(slot).id if slot in known else UNSORTED)
        self.area.focus_slot(slot)

    def go_to(self, finding: CaseFinding) -> None:
        """Go where a finding is about, and mark the words it rests on."""
        if finding.quote:
            self.notice.show_passage(finding.clause, finding.quote)
        if finding.page is not None:
            self._open_page(finding.page)
        elif finding.slot:
            self.show_key(finding.section or self._section_of(finding.slot))
            self.area.focus_slot(finding.slot)
            self.notice.show()
        elif finding.section:
            self.show_key(finding.section)
            self.area.focus_slot(finding.field)
            self.notice.show()
        elif page_of(finding) == UNSORTED:
            self.show_slot("")
        else:
            self.notice.show()

    def show_words(self, state: SlotState) -> None:
        """Open the notice where a slot is asked for."""
        self.notice.show_passage(state.clause, state.quote)
        self.notice.show()

    def toggle_notice(self) -> None:
        """Open or close the notice; it opens at the present section's words."""
        shown = not self.notice.isVisible()
        self.notice.setVisible(shown)
        if shown:
            self._show_section_words()
            self.notice.words.setFocus()
        else:
            self._give_keyboard()

    def step_out(self) -> None:
        """Close the enlarged page, the notice, then go from the middle to the list."""
        if self.area.enlarged.isVisible():
            self.area.enlarged.leave()
        elif self.notice.isVisible():
            self.toggle_notice()
        else:
            self._side.show()
            self.list.setFocus()

    def regions(self) -> tuple[QWidget, ...]:
        """Return where F6 goes, in order."""
        cards = list(self.area.cards.values())
        first = self.area.tiles[0] if self.area.tiles and self.area.tiles[0].numbers else None
        middle = first or (cards[0].add if cards else None)
        parts = (self.list, middle, self.notice.words, self.primary)
        return tuple(part for part in parts if part is not None and part.isVisible())

    def go_round(self, by: int) -> None:
        """Go to the next region; the list, where it is hidden, comes for it."""
        self._side.show()
        go_round(self, self.regions(), by)
        self._show_list()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Put files that hit no slot into the tray."""
        self.acts.take_files("", paths, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less to the list where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_WINDOW
        self.bar.set_narrow(narrow)
        self._side.setFixedWidth(200 if narrow else LIST)

    def export_here(self) -> None:
        """Export the section on screen, or say that it takes nothing; from the tray, the case."""
        notice = self.session.notice
        if self._key != UNSORTED and not notice.section(self._key).slots:
            title = notice.section(self._key).title
            self.acts.refused.emit(self.tr("“{title}”不传图片，没有要导出的。").format(title=title))
            return
        self._export("" if self._key == UNSORTED else self._key)

    def _choose(self, key: str) -> None:
        if not self._is_page(key):
            self._key = key
            self.area.show_section(key, self._number(key))
            self._show_section_words()

    def _show_section_words(self) -> None:
        if self.notice.isVisible() and self._key != UNSORTED:
            section = self.session.notice.section(self._key)
            self.notice.show_passage(section.clause, section.quote)

    def _click_chosen(self) -> None:
        """Go to the page of the row that was clicked, or to the sheet, which hides the list."""
        if not self._open_chosen() and self._on_sheet:
            self._give_keyboard()

    def _open_chosen(self) -> bool:
        """Go to the page of the row that is chosen, where it has one of its own."""
        index, rows = self.list.currentIndex(), self.list.rows
        key = rows[index.row()].key if index.isValid() and index.row() < len(rows) else ""
        if self._is_page(key):
            go(self, At(key))
        return self._is_page(key)

    def _section_of(self, slot: str) -> str:
        for section in self.session.notice.sections:
            ids = {slot.id for slot in section.slots} | {field.id for field in section.fields}
            if slot in ids:
                return section.id
        return self.session.notice.sections[0].id

    def _number(self, key: str) -> int:
        ids = [section.id for section in self.session.notice.sections]
        return ids.index(key) + 1 if key in ids else 0
