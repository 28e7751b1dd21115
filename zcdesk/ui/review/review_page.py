"""The review page, the heart of the window: strip, picture, decisions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import COVERING_CHANGED
from zcdesk.cases.acts.laying import documents_on
from zcdesk.cases.case import CasePage, asks_whose
from zcdesk.checks.slots.expected_names import nobody_on
from zcdesk.pages.page import LIES
from zcdesk.ui.frame.notice_line import NoticeLine
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.frame.slot_picker import pick_slot
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Toast
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.look import FLUSH, Tone, beside, column, rule
from zcdesk.ui.look.tokens import LOW_WINDOW
from zcdesk.ui.picture import Pictures, Shown
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.review.actions import ACTIONS, SHEET
from zcdesk.ui.review.acts import ReviewActs
from zcdesk.ui.review.by_hand_card import ByHandCard
from zcdesk.ui.review.canvas import Canvas
from zcdesk.ui.review.decisions import BulkCard, Decisions
from zcdesk.ui.review.hit_list import HitList
from zcdesk.ui.review.items_card import ItemsCard
from zcdesk.ui.review.next_step import Step, Way, looking_step, next_step
from zcdesk.ui.review.page_strip import PageStrip
from zcdesk.ui.review.review_bar import ReviewBar
from zcdesk.ui.review.tool_row import ToolRow
from zcdesk.ui.review.whose_card import WhoseCard
from zcdesk.ui.session.session import Session, Stepped
from zcdesk.ui.words.entries import WordEntry, entries
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workflow.review import reviewing

NARROW = 1200
"""Below this width the strip and the tools show icons only."""


class ReviewPage(WindowPage):
    """One page at a time; everything that can be done has a key and a visible button.

    Signals:
        move_wanted: A slot, and the numbers of the pages that belong there.
        replaced: A page, and the files that take its place; () to be asked for.
    """

    keys_shown = SHEET
    move_wanted = Signal(str, object)
    replaced = Signal(int, object)

    def __init__(self, session: Session, pictures: Pictures, toast: Toast) -> None:
        super().__init__(acceptDrops=True)
        self.toast = toast
        self.session = session
        self._page, self.selected = 0, -1
        self.drawing = self.final = False
        actions = Actions(self, ACTIONS, self)
        self.acts = acts = ReviewActs(self, self)
        self.preparing = PreparingActs(session, self)
        self.bar = ReviewBar(session, actions)
        self.strip = PageStrip(session, pictures, chosen=self.go_to)
        self.tools = ToolRow(actions)
        self.notice_line = NoticeLine()
        self.canvas = Canvas(
            pictures,
            zoomed=self.tools.show_zoom,
            chosen=self.select,
            drawn=acts.draw,
            reshaped=acts.reshape,
            word_wanted=acts.cover_word,
        )
        self.decisions = Decisions(
            session,
            actions,
            HitList(actions, chosen=self.select, retargeted=acts.retarget),
            BulkCard(agreed=acts.agree_bulk, all_wanted=acts.agree_all, declined=acts.close_bulk),
            WhoseCard(
                actions,
                taken=partial(acts.form_wanted.emit, Target.NAME),
                doubted=partial(acts.claim, False),
            ),
            ItemsCard(
                session.notice,
                actions.key("secret"),
                told=acts.note_classified,
                all_told=acts.note_none_secret,
            ),
            ByHandCard(actions, doubted=partial(acts.note_looked_for, False)),
        )
        self.notice = NoticePanel(session.notice)
        self.notice.hide()
        middle = QWidget()
        column(middle, FLUSH, 0, self.tools, rule(), self.notice_line, (self.canvas, 1))
        row = beside(
            self.strip,
            rule(upright=True),
            (middle, 1),
            rule(upright=True),
            self.decisions,
            self.notice,
            gap=0,
        )
        column(self, FLUSH, 0, self.bar, (row, 1))
        self._connect()

    def _connect(self) -> None:
        session, acts = self.session, self.acts
        session.changed.connect(self._refresh_shown)
        session.stepped.connect(self._follow_step)
        session.reading_changed.connect(self._reading_changed)
        session.lapsed.connect(acts.note_lapsed)
        session.told.connect(acts.tell)
        self.bar.back.clicked.connect(self.leave)
        for pressed in (self.bar.notice_pressed, self.notice.closed):
            pressed.connect(self.toggle_notice)
        bare = self.tools.buttons["bare"]
        bare.pressed.connect(partial(self.set_bare, True))
        bare.released.connect(partial(self.set_bare, False))
        self.notice_line.acted.connect(self._act_on_line)

    @property
    def page(self) -> CasePage:
        """The page on screen."""
        return self.session.case.page(self.session.current)

    @property
    def place(self) -> int:
        """The page's place in the case, from 1."""
        return self.session.overview.of(self.session.current).place

    @property
    def shown_entries(self) -> tuple[WordEntry, ...]:
        """The places of the page on screen."""
        return entries(self.session.case, self.page)

    @property
    def step(self) -> Step:
        """What the primary button does now."""
        session = self.session
        if session.read_only:
            return looking_step(session.overview, session.current)
        return next_step(session.overview, session.current, self.selected)

    def refresh(self) -> None:
        """Show the case as it is."""
        if not self.session.case.pages:
            return
        overview, page = self.session.overview, self.page
        shown = self.shown_entries
        if self._page != page.number:
            self._page, self.selected = page.number, -1
            self.acts.asking = False
        self.selected = min(self.selected, len(shown) - 1)
        self.canvas.show_page(page, stopped=self.session.stopped)
        self.canvas.view.set_entries(shown, self.selected)
        self.decisions.show_page(page)
        self.decisions.show_entries(
            page, shown, self.selected, asking=self.acts.asking, same=self.acts.same_count()
        )
        bulk, going = reviewing.bulk_summary(overview), len(reviewing.ready(overview))
        self.decisions.show_step(self.step, bulk, going, len(overview.case.accepted))
        self.bar.refresh()
        self.strip.refresh()
        self._show_notice(page)
        self.canvas.prefetch(reviewing.coming_pages(overview, page.number))

    def _follow_step(self, stepped: Stepped) -> None:
        """Take the place in hand that was decided otherwise by going back or forward."""
        change = stepped.change
        if self.isVisible() and change.hits and change.pages[0] == self.session.current:
            self.select(change.hits[0])

    def go_to(self, number: int, place: int | WordEntry | None = None) -> None:
        """Turn to a page, at a place when one is given: by its index, or one that is not listed."""
        self.canvas.view.settle()
        self.acts.asking = False
        self.session.current = number
        self.refresh()
        if isinstance(place, WordEntry):
            self._point_at(place)
        elif place is not None:
            self.select(place)

    def select(self, index: int) -> None:
        """Take a place in hand, -1 for none."""
        self.acts.asking = False
        self.selected = index
        self.refresh()
        if 0 <= index < len(self.shown_entries) and self.page.page is not None:
            self.canvas.view.look_at(self.shown_entries[index])

    def _point_at(self, spot: WordEntry) -> None:
        """Mark a part of the page until the next act."""
        self.select(-1)
        self.canvas.view.set_entries((*self.shown_entries, spot), -1)
        self.canvas.view.look_at(spot)

    def advance(self) -> None:
        """Do the next step: what the primary button says."""
        step, asked = self.step, self.decisions
        waiting = {
            Way.WHOSE: asked.whose.focus,
            Way.BY_HAND: asked.by_hand.focus,
            Way.ANSWER: asked.answers.focus,
            Way.SECRECY: asked.items.focus,
        }
        if step.way in waiting:
            waiting[step.way]()
            self._say_not_yet(step.words)
        elif step.way is Way.DOUBT:
            if step.hit == self.selected:
                self._say_not_yet(step.words)
            self.select(step.hit)
        elif step.way is Way.CONFIRM and not self.canvas.view.painted:
            self._say_not_yet(self.tr("图还没有显示出来"))
        elif step.way is Way.CONFIRM:
            self.acts.confirm(step.number)
        elif step.way is Way.GO:
            self.go_to(step.number, self.first_doubt(step.number))
        elif step.way is Way.CHECK:
            self.go("check")

    def _say_not_yet(self, why: str) -> None:
        words = self.tr("第 {n} 页还没有确认：{why}").format(n=self.place, why=why)
        self.toast.say(words, undo=False)

    def go_on(self) -> None:
        """Go on like ``advance`` (Enter), but never confirm a page."""
        if self.step.way is not Way.CONFIRM:
            self.advance()
            return
        words = self.tr("第 {n} 页没有确认；看好了，按 F 确认").format(n=self.place)
        self.toast.say(words, undo=False)
        if self.step.number:
            self.go_to(self.step.number, self.first_doubt(self.step.number))

    def go(self, name: str) -> None:
        """Show another page of the case."""
        go(self, At(name))

    def arrive(self, at: At) -> None:
        """Show the page in hand, or another at a place: the first in doubt if none is given."""
        self.refresh()
        self.canvas.view.setFocus()
        if at.page:
            self.go_to(at.page, self.first_doubt(at.page) if at.place is None else at.place)

    def pick_slot(self) -> None:
        """Ask into which slot the page in hand belongs."""
        if not self.session.takes_acts():
            return
        number = self.page.number
        if self.page.refused:
            words = self.tr("没有收下的文件不用选位置：按 Delete 移走，或到栏目里换成另一个文件。")
            self.toast.say(words, undo=False)
            return
        pick_slot(self.session, self, (number,)).picked.connect(
            lambda slot: self.move_wanted.emit(slot, (number,))
        )

    def next_undecided(self) -> None:
        """Go to the next place that nobody has decided, over all pages."""
        hit = self.selected if 0 <= self.selected < len(self.page.hits) else None
        here = reviewing.Place(self.session.current, hit)
        place = reviewing.next_place(self.session.overview, here)
        if place is None:
            self.session.refuse("act.none_open")
        else:
            self.go_to(place.number, place.hit)

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""
        if number := self.session.beside(by):
            self.go_to(number)

    def move_selection(self, by: int) -> None:
        """Take the next or previous place in hand."""
        count = len(self.shown_entries)
        if count:
            first = 0 if by > 0 else count - 1
            self.select(first if self.selected < 0 else (self.selected + by) % count)
        else:
            self.session.refuse("act.no_places")

    def set_drawing(self, drawing: bool) -> None:
        """Take up or put down the drawing tool; it stays over page turns."""
        self.drawing = drawing
        self.tools.set_drawing(drawing)
        self.canvas.view.set_drawing(drawing)

    def set_final(self, final: bool) -> None:
        """Show what will be uploaded, or the transparent covers."""
        self.final = final
        self.tools.buttons["final"].setChecked(final)
        self.canvas.view.set_shown(Shown.FINAL if final else Shown.COVERS)
        self._show_notice(self.page)

    def set_bare(self, bare: bool) -> None:
        """Show the original while a key or button is held."""
        final = Shown.FINAL if self.final else Shown.COVERS
        self.canvas.view.set_shown(Shown.BARE if bare else final)

    def escape(self) -> None:
        """End the summary, then the tool, then the selection; then go back."""
        if self.decisions.asks_bulk:
            self.acts.close_bulk()
        elif self.drawing:
            self.set_drawing(False)
        elif self.selected < 0 and self.decisions.coach.isVisible():
            self.decisions.coach.end()
        elif self.selected < 0:
            self.leave()
        else:
            self.select(-1)

    def focus(self) -> None:
        """Give the keyboard to the picture."""
        self.canvas.view.setFocus()

    def go_round(self, by: int) -> None:
        """Go to the next or previous region."""
        asked = self.decisions
        go_round(self, [self.strip.view, self.canvas.view, asked.hits, asked.primary], by)

    def toggle_notice(self) -> None:
        """Open or close the notice's own words, at what it says of covering."""
        shown = not self.notice.isVisible()
        self.notice.setVisible(shown)
        masking = self.session.notice.masking
        if shown and masking is not None:
            self.notice.show_passage(masking.clause, masking.quote)
        if not shown:
            self.canvas.view.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let files that fall on a page take its place; elsewhere they are added at the end."""
        event.acceptProposedAction()
        paths, point = local_paths(event.mimeData()), event.position().toPoint()
        view = self.canvas.view
        shown = view.rect().contains(view.mapFrom(self, point))
        number = self.session.current if shown else self.strip.page_at(point, self)
        if paths and number:
            self.replaced.emit(number, paths)
        else:
            self.acts.add_scans(paths)

    def replace(self) -> None:
        """Ask for a file that takes the place of the page in hand."""
        self.replaced.emit(self.session.current, ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that are held, and keys whose meaning hangs on where the focus is."""
        inside = self.focusWidget() in (self.canvas.view, self.decisions.hits)
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self.set_bare(True)
        elif event.key() in ENTER_KEYS and inside:
            if not event.isAutoRepeat():
                self.go_on()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and inside:
            self.move_selection(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End what lasts while a key is held."""
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self.set_bare(False)
        else:
            super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture what the sides can spare."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.strip.set_narrow(narrow)
        self.tools.set_narrow(narrow)
        self.bar.set_narrow(narrow)
        self.decisions.set_low(self.height() < LOW_WINDOW)
        self.decisions.setFixedWidth(300 if narrow else 400 if self.width() >= 1920 else 344)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def first_doubt(self, number: int) -> int | None:
        """Return the first place of a page that a person has to decide, or None."""
        return next(iter(self.session.overview.of(number).doubts), None)

    def _reading_changed(self) -> None:
        if self.session.case.pages and self.isVisible():
            self.canvas.show_page(self.page, stopped=self.session.stopped)
            self.strip.refresh()

    def _act_on_line(self) -> None:
        """Do what the line above the picture offers."""
        acts = self.preparing
        (acts.stand_upright if self.page.upright_turn else acts.split)()

    def _show_notice(self, page: CasePage) -> None:
        """Say the one most important thing about the page."""
        line, standing = self.notice_line, self.session.overview.of(page.number)
        # Whose the page is comes first; what she has answered is not said again.
        # Before that only whether it stands: turned, it is read and asked about anew.
        asked_first = sorted(page.asking, key=lambda one: (one.code != LIES, not asks_whose(one)))
        doubts = [
            say(finding)
            for finding in asked_first
            if finding.severity != "info" and not (page.claimed and asks_whose(finding))
        ]
        count = len(documents_on(page))
        if self.final:
            words = self.tr("正在看成品：黑色处就是上传后的样子")
            line.say(words, "black", Tone.ACCENT, self.tr("再按 C 回到半透明"))
        elif standing.lapsed:
            why = [finding for finding in page.findings if finding.code == COVERING_CHANGED]
            words = self.tr("这一页改动过，之前的确认已收回，请再看一眼")
            line.say(joined(say(why[0])) if why else words, "page-review", Tone.YOU)
        elif (doubts or count) and standing.readable and not standing.confirmed:
            asked = self.tr("图片里像是放了 %n 份材料，要分成 %n 页吗？", None, count)
            act = self.tr("分成 %n 页", None, count) if count else ""
            act = self.tr("转正") if page.upright_turn else act
            line.say(joined(doubts[0]) if doubts else asked, "page-review", Tone.YOU, act=act)
        elif (silent := nobody_on(self.session.case, page)) is not None and standing.readable:
            line.say(joined(say(silent)), "page-clean", Tone.TEXT2)
        else:
            line.say("", "page-review", Tone.YOU)
