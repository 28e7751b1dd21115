"""One thing that a return asks to mend, with its page beside it and the acts that mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.cases.case import CasePage
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.checks.dates.mended import MendingStanding, touched
from zcdesk.geometry import Polygon
from zcdesk.resources import table
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.kit import Button, ButtonKind, Card, IconLabel, field
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.look import (
    RADIUS_CARD,
    SPRING,
    Label,
    Remark,
    Spring,
    TypeRole,
    beside,
    column,
    fill,
    fonts,
    pen,
    smooth_painter,
    stacked,
    tokens,
)
from zcdesk.ui.picture import FittedPicture, Pictures
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.return_words import standing_look
from zcdesk.ui.words.sentences import slot_title

PICTURE = QSize(196, 268)
SIDE = 640
"""Longest side in pixels of the picture that is asked for."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend as its card shows it.

    Attributes:
        place: Which one of the return, from 0.
        item: The thing.
        returned: The return.
        standing: How it stands.
    """

    place: int
    item: ToDo
    returned: Round
    standing: MendingStanding


def likely_place(page: CasePage, words: str) -> int | None:
    """Return the place in a page's hits that is left open and may be meant, or None."""
    meant = {
        thing
        for thing, told in table("things.toml").items()
        if any(word in words for word in told["returned"])
    }
    shown = {mask.polygon for mask in page.covers()}
    open_hits = [place for place, hit in enumerate(page.hits) if hit.mask.polygon not in shown]
    named = [place for place in open_hits if page.hits[place].mask.target in meant]
    return next(iter(named or ([] if meant else open_hits)), None)


class FaultPicture(FittedPicture):
    """The page that is meant, with its covers; a scan that is dropped on it takes its place.

    Signals:
        opened: The page is to be looked at.
        dropped: Files that were dropped on it.
    """

    opened = Signal()
    dropped = Signal(object)

    def __init__(self, pictures: Pictures, words: str, **signals: Any) -> None:
        super().__init__(pictures, SIDE, accessibleName=words, acceptDrops=True, **signals)
        self._covers: tuple[Polygon, ...] = ()
        self._likely: tuple[Polygon, ...] = ()
        self._over = False
        self.setFixedSize(PICTURE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_case_page(self, page: CasePage | None, likely: int | None) -> None:
        """Show a page of the case, and the place that may be meant."""
        self._covers = tuple(mask.polygon for mask in page.covers()) if page is not None else ()
        self._likely = (page.hits[likely].mask.polygon,) if page and likely is not None else ()
        self.show_page(page.page if page is not None else None)

    def paint_over(self, painter: QPainter) -> None:
        """Draw the covers in black and the likely place dashed."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        for polygon in self._covers:
            painter.drawPolygon(self._on_screen(polygon))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(tokens().you, 2, Qt.PenStyle.DashLine))
        for polygon in self._likely:
            painter.drawPolygon(self._on_screen(polygon))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page; while files hang over it, the edge of what they replace."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self.page is None:
            painter.setFont(fonts.font(TypeRole.CAPTION))
            painter.setPen(tokens().text2)
            room = self.rect().adjusted(12, 0, -12, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.accessibleName()
            )
        if self._over:
            painter.setPen(pen(tokens().accent, 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the page."""
        if self.rect().contains(event.position().toPoint()) and self.page is not None:
            self.opened.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            self._hang(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Show nothing any more."""
        self._hang(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in the place of the page."""
        self._hang(False)
        event.acceptProposedAction()
        if paths := local_paths(event.mimeData()):
            self.dropped.emit(paths)

    def _hang(self, over: bool) -> None:
        self._over = over
        self.update()

    def _on_screen(self, polygon: Polygon) -> QPolygonF:
        return self.to_screen().map(QPolygonF([QPointF(x, y) for x, y in polygon]))


class FaultCard(Card):
    """One fault.

    Signals:
        cover_wanted: The likely place is to be covered: page and its place among the hits.
        draw_wanted: A cover is to be drawn on a page.
        replace_wanted: A page is to be replaced; files, or () to be asked for.
        add_wanted: Pages are to be added to a slot; files, or () to be asked for.
        page_wanted: A page is to be looked at and confirmed.
        place_wanted: The thing belongs elsewhere: asked at a point of the screen.
        ticked: It is mended, with a word why; or not, any more.
        chosen: The card was taken in hand.
    """

    cover_wanted = Signal(int, int)
    draw_wanted = Signal(int)
    replace_wanted = Signal(int, object)
    add_wanted = Signal(str, object)
    page_wanted = Signal(int)
    place_wanted = Signal(object, object)
    ticked = Signal(object, bool, str)
    chosen = Signal(object)

    def __init__(self, session: Session, pictures: Pictures, fault: Fault, **signals: Any) -> None:
        properties = {"focusPolicy": Qt.FocusPolicy.NoFocus, "accessibleName": fault.item.words}
        super().__init__(**properties, **signals)
        self._session, self.fault = session, fault
        self._in_hand = False
        self.page = self._page_meant()
        self.likely = self._likely()
        self.picture = FaultPicture(
            pictures, self._picture_words(), opened=self._open, dropped=self._take_dropped
        )
        self.picture.show_case_page(self.page, self.likely)
        column(
            self,
            (16, 12, 16, 12),
            6,
            self._head(),
            Remark(self._where()),
            beside((self.picture, 0, Qt.AlignmentFlag.AlignTop), (self._acts(), 1), gap=14),
            self._by_hand(),
            SPRING,
        )

    def take_in_hand(self, in_hand: bool) -> None:
        """Mark the card as the one that the keys act on."""
        self._in_hand = in_hand
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, with an edge around the card in hand."""
        super().paintEvent(event)
        if self._in_hand:
            painter = smooth_painter(self)
            painter.setPen(pen(tokens().accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), RADIUS_CARD, RADIUS_CARD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the card in hand."""
        self.chosen.emit(self)
        super().mousePressEvent(event)

    def cover(self) -> None:
        """Cover the likely place."""
        if self.page is not None and self.likely is not None:
            self.cover_wanted.emit(self.page.number, self.likely)
        else:
            self._session.refuse("act.nothing_found")

    def draw(self) -> None:
        """Draw a cover on the page."""
        if self.page is not None:
            self.draw_wanted.emit(self.page.number)
        else:
            self._session.refuse("act.needs_picture")

    def replace(self, paths: object = ()) -> None:
        """Replace the page, or put one in where none is meant."""
        if self._takes_place and self.page is not None:
            self.replace_wanted.emit(self.page.number, paths)
        else:
            self.add_wanted.emit(self.fault.item.slot, paths)

    @property
    def first_act(self) -> Button:
        """The button that the keyboard is on first."""
        return self._buttons[0]

    @property
    def _takes_place(self) -> bool:
        """A scan that is dropped replaces the page that is shown: it is the one that is meant."""
        return self.page is not None and self.fault.item.page is not None

    def _take_dropped(self, paths: object) -> None:
        if self._takes_place or self.fault.item.slot:
            self.replace(paths)

    def _head(self) -> QHBoxLayout:
        words = f"{self.fault.place + 1}　{self.fault.item.words}"
        state, icon, tone = standing_look(self.fault.standing)
        return beside(
            (Label(words, TypeRole.STRONG, wrap=True), 1),
            (IconLabel(icon, state, tone), 0, Qt.AlignmentFlag.AlignTop),
        )

    def _acts(self) -> QVBoxLayout:
        acts = stacked(gap=8)
        self._buttons: list[Button] = []
        item = self.fault.item
        if self.fault.standing is MendingStanding.UNCONFIRMED and self.page is not None:
            self._add(acts, self.tr("去确认这一页"), self._open)
        if self.page is not None and self.likely is not None and not self.fault.standing.done:
            self._add(acts, self.tr("盖这里"), self.cover, "E")
        if self._takes_place:
            self._add(acts, self.tr("自己画"), self.draw, "B")
            self._add(acts, self.tr("换这一页…"), partial(self.replace, ()), "H")
        elif item.slot:
            self._add(acts, self.tr("放进来…"), partial(self.replace, ()), "H")
        self._add(acts, self._elsewhere(), self._ask_place)
        acts.addStretch(1)
        return acts

    def _elsewhere(self) -> str:
        if not (self.fault.item.slot or self._takes_place):
            return self.tr("指明是哪一处…")
        return self.tr("不是这一页…") if self._takes_place else self.tr("指明是哪一页…")

    def _add(self, acts: QVBoxLayout, words: str, act: Callable[[], object], key: str = "") -> None:
        button = Button(words, key=key, do=act)
        button.setAccessibleName(f"{button.accessibleName()}，{self.fault.item.words}")
        self._buttons.append(button)
        acts.addWidget(button)

    def _by_hand(self) -> QHBoxLayout:
        row = beside(gap=8)
        if self.fault.standing is MendingStanding.BY_HAND:
            caption = self.tr("您注明：{word}").format(
                word=self.fault.item.note or self.tr("已改好")
            )
            fill(
                row,
                (Remark(caption), 1),
                Button(
                    self.tr("收回"),
                    ButtonKind.LINK,
                    do=lambda: self.ticked.emit(self.fault, False, ""),
                ),
            )
        elif self.fault.standing is MendingStanding.MENDED:
            caption = self.tr("改过并确认后自动打勾；要退回去，按 Ctrl+Z。")
            row.addWidget(Remark(caption), 1)
        else:
            self._word = field(
                self.tr("为什么算改好了"),
                self.tr("为什么算改好了，一句话"),
                textChanged=self._show_agree,
                visible=False,
            )
            self._agree = Button(self.tr("就这样"), decides=True, do=self._tick, visible=False)
            enter_presses(self._word, self._agree)
            self._say = Button(self.tr("不用改图，就这样…"), ButtonKind.LINK, do=self._ask_word)
            fill(row, self._say, (self._word, 1), self._agree, Spring(0))
        return row

    def _ask_word(self) -> None:
        self._say.hide()
        self._word.show()
        self._agree.show()
        self._show_agree()
        self._word.setFocus()

    def _show_agree(self) -> None:
        self._agree.setEnabled(bool(self._word.text().strip()))

    def _tick(self) -> None:
        if word := self._word.text().strip():
            self.ticked.emit(self.fault, True, word)

    def _ask_place(self) -> None:
        button = self._buttons[-1]
        self.place_wanted.emit(self.fault, button.mapToGlobal(QPoint(0, button.height())))

    def _open(self) -> None:
        if self.page is not None:
            self.page_wanted.emit(self.page.number)

    def _page_meant(self) -> CasePage | None:
        """Return the page that is shown: the one meant, one put in for it, or one of its slot."""
        case, item = self._session.case, self.fault.item
        pages = {page.number: page for page in case.pages}
        if item.page in pages:
            return pages[item.page]
        new = touched(case, self.fault.returned, item)
        return new[-1] if new else None

    def _likely(self) -> int | None:
        if self.page is None or self.fault.standing.done:
            return None
        return likely_place(self.page, self.fault.item.words)

    def _where(self) -> str:
        """Say where it belongs: section, slot, and which picture there."""
        notice, item = self._session.notice, self.fault.item
        if not item.slot:
            known = {section.id: section.title for section in notice.sections}
            where = known.get(item.section, "")
            return where or self.tr("没有对上是哪一处，请指明。")
        where = f"{notice.section_of(item.slot).title}：{slot_title(notice, item.slot)}"
        if self.page is None:
            return where
        inside = [page.number for page in self._session.case.pages if page.slot == item.slot]
        if self.page.number not in inside:
            return where
        count = self.tr("这一栏的第 {k} 张，第 {n} 页")
        count = count.format(k=inside.index(self.page.number) + 1, n=self.page.place)
        return f"{where}　{count}"

    def _picture_words(self) -> str:
        if self.page is None:
            return self.tr("把新的扫描件拖到这里")
        if self.page.refused:
            return self.page.file_name
        if self.page.page is None:
            return self.tr("正在读第 {n} 页").format(n=self.page.place)
        return self.tr("第 {n} 页，{file}").format(n=self.page.place, file=self.page.file_name)
