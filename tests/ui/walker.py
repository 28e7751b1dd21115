"""A scripted user of the window: real clicks and keys, real drops, and a count of decisions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMenu, QWidget

from tests.patient import there, until
from zcdesk.applicant import Applicant
from zcdesk.notices.profile.entries import FactKind
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.tiles import PAGES
from zcdesk.ui.case.workspace import Workspace
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.cards.card import ChoiceCard
from zcdesk.ui.review.next_step import Way
from zcdesk.ui.words.sentences import slot_title
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.path.asking import lines_to_tick
from zcdesk.workflow.review.reviewing import same_places

PATIENCE = 900_000
"""Milliseconds that a slow computer may take for one thing."""

Keys = Qt.Key
ACTION = Qt.DropAction.CopyAction


class _Shown(QObject):
    """Notes what is shown as a window of its own: it would flash up and take the keyboard away."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.others: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            wanted = isinstance(watched, MainWindow | QMenu | QDialog)
            if watched.isWindow() and not wanted:
                self.others.append(type(watched).__name__)
        return False


class Walker:
    """Does what a person does, and only that.

    ``decisions`` names every choice that the person made, in order; typing what only she knows
    (names, a summary) and dropping files are none. ``together`` is for a person who knows the keys:
    she decides what is alike at once, answers every doubt first and agrees to those pages together.
    """

    together = False

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.decisions: list[str] = []
        self.shown = _Shown(window)
        QApplication.instance().installEventFilter(self.shown)  # type: ignore[union-attr]

    @property
    def room(self) -> Room:
        assert self.window.room is not None
        return self.window.room

    @property
    def workspace(self) -> Workspace:
        return self.room.workspace

    def wait(self, so: Callable[[], bool]) -> None:
        """Wait as long as a slow computer may take."""
        until(so, timeout=PATIENCE)

    def decide(self, what: str) -> None:
        self.decisions.append(what)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.wait(lambda: QApplication.focusWidget() is not None)
        focus = there(QApplication.focusWidget())
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        """Write words where the keyboard is, as an input method does it."""
        focus = there(QApplication.focusWidget())
        assert focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), focus
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(focus, event)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget that can be seen."""
        self.see(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def take(self, widget: QWidget) -> None:
        """Give the keyboard to a field."""
        self.click(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)

    def drop(self, widget: QWidget, paths: Iterable[Path]) -> None:
        """Drop files on a widget that can be seen."""
        self.see(widget)
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self._let_go(widget, told, widget.rect().center())

    @staticmethod
    def _let_go(widget: QWidget, told: QMimeData, where: QPoint) -> None:
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        for kind in (QDragEnterEvent, QDragMoveEvent):
            moving = kind(where, ACTION, told, left, none)
            moving.setAccepted(kind is QDragMoveEvent)  # as the entering was, unless it objects
            QApplication.sendEvent(widget, moving)
            assert moving.isAccepted(), widget
        QApplication.sendEvent(widget, QDropEvent(QPointF(where), ACTION, told, left, none))

    def open(self, key: str) -> None:
        """Click a row of the list at the left; where pages are sorted, F6 brings it."""
        if self.workspace.isVisible() and not self.workspace.list.isVisible():
            self.press(Keys.Key_F6)
        rows = [row.key for row in self.workspace.list.rows]
        assert key in rows, (key, rows)
        index = self.workspace.list.model().index(rows.index(key), 0)
        self.workspace.list.scrollTo(index)
        place: QRect = self.workspace.list.visualRect(index)
        viewport = self.workspace.list.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.center())

    def choose_notice(self, notice_id: str) -> None:
        """Choose the notice on the start page and begin."""
        start = self.window.start
        if notice_id not in self.cards(start):
            everything = next(one for one in self.buttons(start) if "往年通知" in one.text())
            self.click(everything)
        self.click(self.cards(start)[notice_id])
        self.click(start.primary)
        self.decide("notice")

    def introduce(self, applicant: Applicant, scans: Iterable[Path]) -> None:
        """Write name and employer, drop the scans, begin."""
        page = self.window.identity
        self.type(applicant.name)
        self.take(page.employer)
        self.type(applicant.employer)
        self.drop(page.scans, scans)
        assert page.primary.text() == "开始"
        self.press(Keys.Key_Return)
        self.wait(lambda: self.window.room is not None)

    def answer_questions(self, answers: dict[str, str]) -> None:
        """Answer the notice's questions: as given, else the first answer, without free typing."""
        self.open("interview")
        page, notice = self.room.interview, self.room.session.notice
        while page.isVisible() and page.fact != ALL:
            if page.ticks is not None:
                lines = lines_to_tick(notice)
                held = [fact for fact in page.facts if answers.get(fact) == lines[fact].ticked]
                for digit in [page.facts.index(fact) + 1 for fact in held] or [0]:
                    self.press(Qt.Key(Keys.Key_0 + digit))
                self.decide("which lines hold")
            else:
                self.answer_screen(answers)
            self.press(Keys.Key_Return)

    def answer_screen(self, answers: dict[str, str]) -> None:
        """Answer the questions on screen that have no answer, in the order in which they come."""
        page, notice = self.room.interview, self.room.session.notice
        passed = ""
        while page.fact != passed:
            passed = page.fact
            fact = notice.fact(passed)
            if fact.kind is FactKind.CHOICE:
                values = [card.value for card in page.cards]
                wanted = answers.get(fact.id, values[0])
                self.press(Qt.Key(Keys.Key_1 + values.index(wanted)))
                self.decide(f"answer {fact.id}")
            elif fact.id in answers:
                self.type(answers[fact.id])
                self.decide(f"answer {fact.id}")
                self.press(Keys.Key_Tab)

    def choose_route(self) -> None:
        """Choose to upload covered pictures."""
        self.open("route")
        assert not any(card.is_marked for card in self.room.route.cards)
        self.press(Keys.Key_Space)
        self.decide("route")
        self.click(self.room.route.primary)

    def drop_on_slot(self, slot: str, paths: list[Path]) -> None:
        """Drop files on the card of a slot."""
        section = self.room.session.notice.section_of(slot).id
        self.open(section)
        before = len(self.room.session.case.pages)
        self.drop(self.workspace.area.cards[slot], paths)
        self.wait(lambda: len(self.room.session.case.pages) == before + len(paths))

    def sort_tray(self) -> None:
        """Agree to every proposal for the tray once all is read."""
        self.wait(lambda: not self.workspace.acts.busy)
        self.wait(lambda: not self.room.session.overview.waiting)
        self.open("unsorted")
        tray = there(self.workspace.area.tray)
        if tray.proposals:
            self.click(self.room.workspace.primary)
            self.decide("agree to the proposed slots")

    def sort_by_hand(self, slots: Mapping[str, str]) -> None:
        """Drag what is left in the tray to its sections; ``slots`` by name of the file."""
        case, notice = self.room.session.case, self.room.session.notice
        loose: dict[str, list[int]] = {}
        for page in case.pages:
            if page.slot not in {slot.id for slot in notice.slots()}:
                loose.setdefault(slots[page.file_name], []).append(page.number)
        for slot, numbers in loose.items():
            self.drag_to_row(numbers, notice.section_of(slot).id)
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu):
                title = slot_title(notice, slot)
                act = next(one for one in menu.actions() if one.text() == title)
                where = menu.actionGeometry(act).center()
                QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)
                self.window.activateWindow()  # offscreen nobody else gives the keyboard back
            assert {self.room.session.case.page(one).slot for one in numbers} == {slot}
            self.decide(f"slot {slot} by hand")

    def drag_to_row(self, numbers: Iterable[int], key: str) -> None:
        """Drop unsorted pages on a row of the list at the left, which comes for what is dragged."""
        view, wishes = self.workspace.list, self.workspace.area.wishes
        wishes.pages_dragged.emit(True)
        assert view.isVisible()
        index = view.model().index([row.key for row in view.rows].index(key), 0)
        view.scrollTo(index)
        told = QMimeData()
        told.setData(PAGES, ",".join(map(str, numbers)).encode())
        self._let_go(view.viewport(), told, view.visualRect(index).center())
        wishes.pages_dragged.emit(False)

    def write_text(self, slot: str, words: str) -> None:
        """Write a text into its section."""
        self.open(self.room.session.notice.section_of(slot).id)
        self.take(self.workspace.area.texts[slot].editor)
        self.type(words)
        self.press(Keys.Key_Tab)
        self.wait(lambda: dict(self.room.session.case.texts).get(slot) == words)

    def review(self, covers: Callable[[int, int], bool]) -> None:
        """Decide and confirm every page by keys; ``covers`` says of a doubt whether to cover it."""
        self.press(Keys.Key_F3)
        page = self.room.review
        self.wait(lambda: page.isVisible() and page.canvas.view.painted)
        self._agree_together()
        while page.step.way is not Way.CHECK:
            step = page.step
            if step.way is Way.WAIT:
                self.wait(lambda: page.step.way is not Way.WAIT)
            elif step.way is Way.DOUBT:
                self._decide_doubt(covers)
            elif step.way is Way.WHOSE:
                self.press(Keys.Key_I)
                self.decide("a page is hers")
            elif step.way is Way.ANSWER:
                self.press(Keys.Key_2)
                self.decide("answer of a page")
            elif step.way is Way.SECRECY:
                items = page.decisions.items
                self.click(items.no if items.rest.isHidden() else items.rest)
                self.decide("no page is secret")
            elif step.way is Way.CONFIRM and self.together and self._doubts_elsewhere:
                self.press(Keys.Key_N)
            elif step.way is Way.CONFIRM and self.together and self._agree_together():
                continue
            elif step.way is Way.CONFIRM:
                self.wait(lambda: page.canvas.view.painted)
                self.press(Keys.Key_F)
                self.decide("confirm a page")
            else:
                self.press(Keys.Key_F)

    @property
    def _doubts_elsewhere(self) -> bool:
        """Whether a page that can be read has a place that nobody has decided."""
        return any(standing.readable and standing.doubts for standing in self.room.session.overview)

    def _agree_together(self) -> bool:
        """Agree to all pages without an open doubt where that is offered; tell whether it was."""
        if not self.room.review.decisions._all_sure.isVisible():
            return False
        self.press(Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.press(Keys.Key_Space)
        self.decide("all pages without a doubt")
        return True

    def check_and_export(self) -> PackageDone:
        """Look at the final check, export what is confirmed, and return what came of it."""
        self.press(Keys.Key_F)
        check = self.room.check
        self.wait(check.isVisible)
        button = check.partial if check.partial.isVisible() else check.primary
        if not check.partial.isVisible() and "真实性" in check.primary.text():
            self.click(check.primary)
            self.press(Keys.Key_Space)
            self.decide("truthful")
        self.click(button)
        export = self.room.export
        self.wait(export.isVisible)
        self.press(Keys.Key_Space)
        self.decide("export")
        self.wait(lambda: export.result.done is not None)
        return there(export.result.done)

    def _decide_doubt(self, covers: Callable[[int, int], bool]) -> None:
        page, session = self.room.review, self.room.session
        if page.step.hit != page.selected:
            self.press(Keys.Key_F)
        number, hit = session.current, page.selected
        cover = covers(number, hit)
        alike = len(same_places(session.case, number, hit)) > 1
        if cover and alike and self.together:
            self.press(Keys.Key_T)
            self.decide("cover what is alike")
            return
        self.press(Keys.Key_E if cover else Keys.Key_R)
        if page.acts.asking:
            self.press(Keys.Key_Tab)
            self.press(Keys.Key_Space)
        self.decide(f"{'cover' if cover else 'leave'} a doubt")

    def see(self, widget: QWidget) -> None:
        """Make sure that a person could point at the widget: scroll to it as she does."""
        self.wait(widget.isVisible)
        area = widget.parentWidget()
        while area is not None:
            if hasattr(area, "ensureWidgetVisible"):
                area.ensureWidgetVisible(widget)
            area = area.parentWidget()
        assert widget.isEnabled(), widget.accessibleName()
        assert not widget.visibleRegion().isEmpty(), widget.accessibleName()

    @staticmethod
    def cards(page: QWidget) -> dict[object, ChoiceCard]:
        return {card.value: card for card in page.findChildren(ChoiceCard) if card.isVisible()}

    @staticmethod
    def buttons(page: QWidget) -> Iterator[Button]:
        return (button for button in page.findChildren(Button) if button.isVisible())
