"""How a page lies: the scan with its four corners beside the upright page; P opens it in review."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.geometry import Polygon, box
from zcdesk.pages.laying.standing import as_decoded, page_from_corners
from zcdesk.pages.page import Page
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import back
from zcdesk.ui.kit import Timer, wire
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.look import FLUSH, Caption, beside, column, fill, filled, rule, stacked
from zcdesk.ui.look.tokens import NARROW_WINDOW
from zcdesk.ui.picture import FittedPicture, Pictures
from zcdesk.ui.preparation.actions import ACTIONS, SHEET, TAKE, Preparing
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.preparation.corner_view import CornerView
from zcdesk.ui.preparation.panel import PreparationPanel
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import page_name, with_file

AFTER = 1200
"""Longest side in pixels of the picture of the upright page."""

PAUSE = 300
"""Milliseconds without a key after which the upright page is drawn with the corners as moved."""


class PreparationPage(WindowPage):
    """Before at the left, after in the middle, what can be changed at the right.

    Corners are tried out first and taken with Enter, or when the page is left; Esc drops them.
    Everything else is an act at once.
    """

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self.keys_shown = SHEET
        self.session = session
        self.acts: PreparingActs = PreparingActs(session, self)
        self.bar = CaseBar(session, self.tr("摆正与裁边"), back=self.tr("回到复核"))
        self.before = CornerView(pictures)
        self.after = FittedPicture(pictures, AFTER)
        self.after.setAccessibleName(self.tr("摆正后的这一页"))
        actions: Actions[Preparing] = Actions(self, ACTIONS, self)
        Actions(self, (TAKE,), self.before, Qt.ShortcutContext.WidgetShortcut)
        self.panel = PreparationPanel(actions)
        self._shown: Page | None = None
        self._drawing = Timer(self, self._show_after, PAUSE)
        row = beside(gap=0)
        for title, view, share in (
            (self.tr("原图：拖动四个角"), self.before, 3),
            (self.tr("摆正后"), self.after, 2),
        ):
            head = Caption(title)
            head.setContentsMargins(16, 6, 16, 6)
            fill(
                row,
                (filled(QWidget(), stacked(head, (view, 1), gap=0, margins=FLUSH)), share),
                rule(upright=True),
            )
        row.addWidget(self.panel)
        column(self, FLUSH, 0, self.bar, (row, 1))
        wire(
            (self.session.changed, self._refresh_shown),
            (self.session.reading_changed, self._refresh_shown),
            (self.bar.back.clicked, self.leave),
            (self.before.changed, self._note_draft),
            (self.before.settled, self._drawing.start),
            (self.panel.primary.clicked, self.advance),
        )

    @property
    def draft(self) -> Polygon | None:
        """The corners that were moved and not taken yet, or None."""
        page = self.acts.page
        if page is None or self._shown is None or not self.before.corners:
            return None
        known = page.corners or box(0, 0, page.source_width, page.source_height)
        return self.before.corners if self.before.corners != known else None

    def refresh(self) -> None:
        """Show the page in hand as it is."""
        in_hand, page = self.acts.in_hand, self.acts.page
        self.bar.subtitle.say(with_file(page_name(in_hand), in_hand))
        if page is None:
            self._shown = None
            self.before.show_page(None)
            self.after.show_page(None)
        elif (
            self._shown is None
            or page.source != self._shown.source
            or page.corners != self._shown.corners
        ):
            self._shown = page
            self.before.show_outline(_as_taken(page), page.corners)
        self._show_after()
        self._note_draft()

    def advance(self) -> None:
        """Take the corners that were moved, else go back to the review."""
        if not self.keep():
            back(self)

    def leave(self) -> None:
        """Go back to the review; corners that were moved count."""
        self.keep()
        back(self)

    def drop(self) -> None:
        """Forget corners that were moved; without such, go back."""
        page = self.acts.page
        if page is not None and self.draft is not None:
            self.before.show_outline(_as_taken(page), page.corners)
            self.refresh()
        else:
            back(self)

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""
        self.keep()
        if number := self.session.beside(by):
            self.session.current = number
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
        narrow = self.width() < NARROW_WINDOW
        self.panel.setFixedWidth(264 if narrow else 320)
        self.bar.set_narrow(narrow)

    def keep(self) -> bool:
        """Take corners that were moved; tell whether there were any."""
        draft = self.draft
        if draft is not None:
            self.acts.cut_out(draft)
        return draft is not None

    def _note_draft(self) -> None:
        in_hand = self.acts.in_hand
        busy = in_hand.number in self.session.reading
        self.panel.show_page(in_hand, self.acts, busy=busy, draft=self.draft is not None)

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
