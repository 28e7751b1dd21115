"""How the pictures of a blind notice leave: asked once, nothing preset, with the clause beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.cases.acts.asked import Chosen
from zcdesk.cases.acts.table import CHOOSE_ROUTE
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning, open_points_of
from zcdesk.checks.concerning.told import at
from zcdesk.notices.profile.entries import Moment
from zcdesk.ui.frame.beside_notice import BesideNotice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.help.everywhere import NOTICE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind, Card, Combo, IconLabel, RadioCard
from zcdesk.ui.look import (
    SPRING,
    TEXT_COLUMN,
    Caption,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    stacked,
)
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import slot_title


class RoutePage(BesideNotice):
    """Three answers for the whole case, and another one for single slots."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            CaseBar(session, self.tr("上传方式"), back=self.tr("回到栏目")),
            session.notice,
            TEXT_COLUMN,
        )
        Actions(self, (NOTICE,), self, WINDOW)
        self._session = session
        self.cards: list[RadioCard] = []
        self._slot = Combo(accessibleName=self.tr("上传位置"))
        self._slot_route = Combo(accessibleName=self.tr("这个位置的上传方式"))
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter", do=self.leave)
        fill(self.buttons, SPRING, self.primary)
        head = Label(self.tr("图片怎样交到平台上？"), TypeRole.HEAD)
        layout = fill(self.fresh_column(), head)
        self._tell_covering()
        routes = {
            Route.COVERED: (
                self.tr("上传在这里遮好的图片"),
                self.tr("成品已经涂黑，直接上传"),
            ),
            Route.INSIDE_PLATFORM: (
                self.tr("上传原图，到平台里再遮盖"),
                self.tr("另出转正的原图和遮盖位置清单，照着画"),
            ),
            Route.UNKNOWN: (
                self.tr("还不确定，先打电话问"),
                self.tr("要问的话已经写好，可以照读"),
            ),
        }
        for place, (route, (title, words)) in enumerate(routes.items(), start=1):
            card = RadioCard(
                route, title, words, str(place), chosen=self._choose, pressed=self._choose
            )
            self.cards.append(card)
            layout.addWidget(card)
        self._call = self._sentence_to_read()
        apart = self.tr("原图另放一个文件夹，请不要和遮好的混用。")
        self._apart = Label(apart, tone=Tone.YOU, wrap=True)
        self._slots = stacked(gap=4)
        fill(layout, self._call, self._apart, 8, self._slot_choice(), self._slots, SPRING)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        chosen = self._session.case.route
        for card in self.cards:
            card.mark(card.value == chosen)
        done = chosen is not Route.NOT_ASKED
        self.primary.say(self.tr("就这样") if done else self.tr("以后再选"))
        self._call.setVisible(chosen is Route.UNKNOWN)
        self._apart.setVisible(chosen is Route.INSIDE_PLATFORM)
        self._show_slots()

    def arrive(self, _at: At) -> None:
        """Show what is chosen, and give the keyboard to the answers."""
        self.refresh()
        marked = [card for card in self.cards if card.is_marked]
        (marked or self.cards)[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose."""
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self.cards):
            self.cards[digit].setFocus()
            self._choose(self.cards[digit].value)
        else:
            super().keyPressEvent(event)

    def _tell_covering(self) -> None:
        """Let F7 say where covering takes place by the notice, and what that leaves open."""
        notice = self._session.notice
        masking = notice.masking
        source = masking.route or masking if masking is not None else None
        if source is None:
            return
        left_open = open_points_of(notice, source)
        self.notice.show_passage(source.clause, source.quote, (source.quote, *left_open))
        asked = at(concerning(notice, self._session.case), Moment.COVERING)
        self.tell([one for one in asked if one.title not in left_open])

    def _sentence_to_read(self) -> QWidget:
        card = Card()
        words = self.tr(
            "您好，我报的是{title}。通知要求遮盖姓名和单位，请问可以直接上传已经遮好的图片吗，"
            "还是一定要上传原图、在系统里遮盖？"
        )
        inner = column(
            card,
            (16, 10, 14, 12),
            4,
            IconLabel("phone", self.tr("可以照读的话"), Tone.ACCENT),
            Label(words.format(title=self._session.notice.short_title), wrap=True),
        )
        for contact in self._session.notice.contacts:
            if not contact.value.startswith("http"):
                line = f"{contact.title} {contact.person}　{contact.value}"
                inner.addWidget(Remark(line))
        return card

    def _slot_choice(self) -> QHBoxLayout:
        """Return the line that chooses otherwise for one slot."""
        for slot in self._session.notice.slots():
            self._slot.addItem(slot.title, slot.id)
        for route, words in self._words().items():
            self._slot_route.addItem(words, str(route))
        return beside(
            Caption(self.tr("个别位置不同：")),
            (self._slot, 3),
            (self._slot_route, 3),
            Button(self.tr("记下"), decides=True, do=self._choose_for_slot),
            gap=8,
        )

    def _show_slots(self) -> None:
        clear(self._slots)
        for slot, route in self._session.case.slot_routes:
            title = slot_title(self._session.notice, slot)
            words = self.tr("{slot}：{how}").format(slot=title, how=self._words().get(route, ""))
            self._slots.addWidget(IconLabel("flag", words, Tone.TEXT2))

    def _words(self) -> dict[Route, str]:
        return {
            Route.NOT_ASKED: self.tr("与整份一样"),
            Route.COVERED: self.tr("传遮好的图"),
            Route.INSIDE_PLATFORM: self.tr("平台内遮盖"),
        }

    def _choose(self, route: object) -> None:
        self._session.do(CHOOSE_ROUTE, Chosen(Route(str(route))), self.tr("上传方式已记下"))

    def _choose_for_slot(self) -> None:
        route = Route(str(self._slot_route.currentData()))
        asked = Chosen(route, str(self._slot.currentData()))
        self._session.do(CHOOSE_ROUTE, asked, self.tr("这个位置的上传方式已记下"))
