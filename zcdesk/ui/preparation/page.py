"""How a page lies: the scan with its four corners beside the upright page; P opens it in review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.geometry import Polygon, box
from zcdesk.pages.laying.standing import as_decoded, page_from_corners
from zcdesk.pages.page import Page
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.key_tables import KeySheet
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.picture.fitted_picture import FittedPicture
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.preparation.corner_view import CornerView
from zcdesk.ui.preparation.panel import PreparationPanel
from zcdesk.ui.session.session import Session

AFTER = 1200
"""Longest side in pixels of the picture of the upright page."""

PAUSE = 300
"""Milliseconds without a key after which the upright page is drawn with the corners as moved."""

NARROW = 1100


class PreparationPage(QWidget):
    """Before at the left, after in the middle, what can be changed at the right.

    Corners are tried out first and taken with Enter, or when the page is left; Esc drops them.
    Everything else is an act at once.

    Signals:
        left: Back to the review.
        help_wanted: The keys are wanted.
    """

    key_sheet = KeySheet.PREPARATION
    left = Signal()
    help_wanted = Signal()

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self.session = session
        self.acts = PreparingActs(session, self)
        self.bar = CaseBar(session, self.tr("摆正与裁边"), back=self.tr("回到复核"))
        self.before = CornerView(pictures)
        self.after = FittedPicture(pictures, AFTER)
        self.after.setAccessibleName(self.tr("摆正后的这一页"))
        self.panel = PreparationPanel()
        self._shown: Page | None = None
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(PAUSE)
        self._drawing.timeout.connect(self._show_after)
        self._build()
        self._connect()

    @property
    def draft(self) -> Polygon | None:
        """The corners that were moved and not taken yet, or None."""
        page = self.acts.page
        if page is None or self._shown is None or not self.before.corners:
            return None
        known = page.corners or _edges(page)
        return self.before.corners if self.before.corners != known else None

    def refresh(self) -> None:
        """Show the page in hand as it stands."""
        in_hand, page = self.acts.in_hand, self.acts.page
        if in_hand is None:
            return
        standing = self.session.overview.of(in_hand.number)
        self.bar.subtitle.say(
            self.tr("第 {n} 页　{file}").format(n=standing.place, file=in_hand.file_name)
        )
        if page is None:
            self._shown = None
            self.before.show_page(None)
            self.after.show_page(None)
        elif self._shown is None or _lies_otherwise(page, self._shown):
            self._shown = page
            self.before.show_outline(_as_taken(page), page.corners)
        self._show_after()
        busy = in_hand.number in self.session.reading
        self.panel.show_page(in_hand, self.acts, busy=busy, draft=self.draft is not None)

    def advance(self) -> None:
        """Take the corners that were moved, else go back to the review."""
        if not self._take():
            self.left.emit()

    def leave(self) -> None:
        """Go back to the review; corners that were moved count."""
        self._take()
        self.left.emit()

    def drop(self) -> None:
        """Forget corners that were moved; without such, go back."""
        page = self.acts.page
        if page is not None and self.draft is not None:
            self.before.show_outline(_as_taken(page), page.corners)
            self.refresh()
        else:
            self.left.emit()

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""
        pages = self.session.case.pages
        in_hand = self.acts.in_hand
        if in_hand is None:
            return
        self._take()
        place = self.session.overview.of(in_hand.number).place - 1
        self.session.current = pages[min(max(place + by, 0), len(pages) - 1)].number
        self._shown = None
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed elsewhere."""
        self._shown = None
        self.refresh()
        self.before.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing any more that nobody looks at."""
        self._drawing.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pictures what the panel can spare."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.panel.setFixedWidth(264 if narrow else 320)
        self.bar.set_narrow(narrow)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        for title, view, share in (
            (self.tr("原图：拖动四个角"), self.before, 3),
            (self.tr("摆正后"), self.after, 2),
        ):
            side = QWidget()
            inner = column(side, (0, 0, 0, 0), 0)
            head = Label(title, Role.CAPTION, Tone.TEXT2)
            head.setContentsMargins(16, 6, 16, 6)
            inner.addWidget(head)
            inner.addWidget(view, 1)
            row.addWidget(side, share)
            row.addWidget(rule(upright=True))
        row.addWidget(self.panel)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(self.bar)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        acts, panel = self.acts, self.panel
        self.session.changed.connect(self._refresh_shown)
        self.session.reading_changed.connect(self._refresh_shown)
        self.bar.back_pressed.connect(self.leave)
        self.bar.help_pressed.connect(self.help_wanted)
        self.before.changed.connect(self._note_draft)
        self.before.settled.connect(self._drawing.start)
        buttons: tuple[tuple[Button, Callable[[], None], tuple[str, ...]], ...] = (
            (panel.primary, self.advance, ()),
            (panel.right, acts.turn_right, ("E", "Ctrl+R")),
            (panel.left, acts.turn_left, ("Q", "Ctrl+L")),
            (panel.found, acts.use_found, ("O",)),
            (panel.whole, acts.use_whole, ("W",)),
            (panel.level, acts.switch_skew, ("S",)),
            (panel.light, acts.switch_light, ("L",)),
            (panel.split, acts.split, ("T",)),
        )
        for button, act, keys in buttons:
            button.clicked.connect(act)
            for key in keys:
                self._on(key, act)
        self._on("Esc", self.drop)
        self._on("P", self.leave)
        self._on("A", self._page_before)
        self._on("PgUp", self._page_before)
        self._on("D", self._page_after)
        self._on("PgDown", self._page_after)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self.before)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.advance)

    def _on(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _page_before(self) -> None:
        self.turn_pages(-1)

    def _page_after(self) -> None:
        self.turn_pages(1)

    def _take(self) -> bool:
        draft = self.draft
        if draft is not None:
            self.acts.cut_out(draft)
        return draft is not None

    def _note_draft(self) -> None:
        in_hand = self.acts.in_hand
        if in_hand is not None:
            busy = in_hand.number in self.session.reading
            self.panel.show_page(in_hand, self.acts, busy=busy, draft=self.draft is not None)

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_after(self) -> None:
        """Show the upright page, with the corners as they are on screen."""
        page, draft = self.acts.page, self.draft
        if page is None:
            self.after.show_page(None)
        elif draft is None:
            self.after.show_page(page, page.unclear)
        elif not self.before.dragging:
            self.after.show_page(page_from_corners(page, draft))


def _as_taken(page: Page) -> Page:
    """Return the page as its picture was decoded."""
    return as_decoded(replace(page, even_light=False))


def _edges(page: Page) -> Polygon:
    """Return the edges of the decoded picture as an outline."""
    return box(0, 0, page.source_width, page.source_height)


def _lies_otherwise(page: Page, before: Page) -> bool:
    """Tell whether another scan is in hand, or the outline is another one."""
    return page.source != before.source or page.corners != before.corners
