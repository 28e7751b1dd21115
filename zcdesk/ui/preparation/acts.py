"""A person's acts on how the page in hand lies; each is one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zcdesk.cases.acts import laying
from zcdesk.cases.acts.asked import Framed, Levelled, Lit, OnPage, Turned
from zcdesk.cases.acts.table import FRAME, LEVEL, LIGHT, SPLIT_PAGE, TURN
from zcdesk.cases.case import CasePage
from zcdesk.geometry import Polygon
from zcdesk.pages.laying.standing import found_laying, found_skew
from zcdesk.pages.page import Page
from zcdesk.ui.session.session import Session


class PreparingActs(QObject):
    """Acts on the page that the session has in hand; what cannot be done says why."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def in_hand(self) -> CasePage:
        """The page in hand; there is one, or the window shows something else."""
        return self._session.case.page(self._session.current)

    @property
    def page(self) -> Page | None:
        """How it lies; None while it has no picture."""
        return self.in_hand.page

    @property
    def found_outline(self) -> Polygon | None:
        """An outline that the program found and the page does not have now, or None."""
        if self.page is None:
            return None
        outline = found_laying(self.page).outline
        return outline if outline != self.page.corners else None

    @property
    def other_skew(self) -> float | None:
        """The angle to which the skew can be switched: none, or the one found; else None."""
        if self.page is None:
            return None
        skew = found_skew(self.page)
        if self.page.skew:
            return 0.0
        return skew or None

    @property
    def documents(self) -> int:
        """How many documents the picture shows that could be pages of their own; else 0."""
        return len(laying.documents_on(self.in_hand))

    def turn(self, degrees: int) -> None:
        """Turn the page clockwise."""
        asked = Turned(self._session.current, degrees)
        self._session.do(TURN, asked, self.tr("已转动这一页，会重新读一遍"))

    def stand_upright(self) -> None:
        """Turn the page as the program sees it standing."""
        self.turn(self.in_hand.upright_turn)

    def cut_out(self, corners: Polygon) -> None:
        """Take other corners."""
        self._cut_out(corners, self.tr("按四个角裁出，会重新读一遍"))

    def use_found(self) -> None:
        """Take the outline that the program found."""
        if (outline := self.found_outline) is None:
            self._session.refuse("act.nothing_found")
        else:
            self._cut_out(outline, self.tr("用了找到的轮廓，会重新读一遍"))

    def use_whole(self) -> None:
        """Take the whole picture."""
        if self.page is not None and self.page.corners is None:
            self._session.refuse("act.unchanged")
        else:
            self._cut_out(None, self.tr("用了整张图片，会重新读一遍"))

    def switch_skew(self) -> None:
        """Take the levelling back, or level the page again."""
        number, skew = self._session.current, self.other_skew
        if skew is None:
            self._session.refuse("act.nothing_found")
            return
        words = self.tr("已拉平，会重新读一遍") if skew else self.tr("不再拉平，会重新读一遍")
        self._session.do(LEVEL, Levelled(number, skew), words)

    def switch_light(self) -> None:
        """Take shadows and casts of colour away, or bring them back."""
        even = self.page is None or not self.page.even_light
        words = self.tr("已匀光，会重新读一遍") if even else self.tr("不再匀光，会重新读一遍")
        self._session.do(LIGHT, Lit(self._session.current, even), words)

    def split(self) -> None:
        """Make a page of each document in the picture."""
        words = self.tr("已分成 %n 页，会重新读一遍", None, self.documents)
        self._session.do(SPLIT_PAGE, OnPage(self._session.current), words)

    def _cut_out(self, corners: Polygon | None, words: str) -> None:
        self._session.do(FRAME, Framed(self._session.current, corners), words)
