"""这些是您的单位吗？ Each organisation that the pages name, with a switch of three."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import CasePage
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.gallery.cells import Crops, around
from zcdesk.ui.help.learning import LearnMore
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.picture import covers
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.session.further_words import FurtherWords
from zcdesk.ui.session.organisation_finds import OrganisationFinds
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.entries import CoverKind
from zcdesk.workflow.case.organisations import (
    Belonging,
    Naming,
    Organisation,
    applicant_with,
    told_of,
)

CROP = 64
"""Height of the crop that shows where an organisation stands."""


class Where(QWidget):
    """The place on its page, cut out."""

    def __init__(self, page: CasePage, naming: Naming, crops: Crops) -> None:
        super().__init__()
        self._page, self._naming, self._crops = page, naming, crops
        self.setFixedHeight(CROP)
        crops.arrived.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the crop, as large as it fits."""
        painter = QPainter(self)
        page = self._page.page
        crop = self._crops.get(page, self._naming.polygon) if page is not None else None
        if page is None or crop is None:
            painter.fillRect(self.rect(), QColor(tokens().sunken))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        part = around(self._naming.polygon, page)
        scale = min(self.width() / part.width(), self.height() / part.height())
        painter.drawImage(QRectF(0, 0, part.width() * scale, part.height() * scale), crop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_screen = QTransform()
        to_screen.scale(scale, scale)
        to_screen.translate(-part.left(), -part.top())
        painter.setPen(QColor(covers.STYLES[CoverKind.SURE].edge))
        painter.drawRect(to_screen.mapRect(_bounds(self._naming)))


class OrganisationCard(Card):
    """One organisation.

    Signals:
        told: Its name and what it is to the applicant.
        place_wanted: A page on which it stands.
    """

    told = Signal(str, object)
    place_wanted = Signal(int)

    def __init__(
        self, organisation: Organisation, page: CasePage, place: int, crops: Crops, *, locked: bool
    ) -> None:
        super().__init__()
        self.setAccessibleName(organisation.name)
        self.buttons: dict[Belonging, Button] = {}
        layout = column(self, (16, 12, 16, 12), 6)
        layout.addWidget(Label(organisation.name, Role.STRONG, wrap=True))
        layout.addWidget(Label(self._counted(organisation), Role.CAPTION, Tone.TEXT2, wrap=True))
        if organisation.near:
            near = self.tr("与“{word}”只有一个字不同，请看一眼是不是同一家。")
            layout.addWidget(
                Label(near.format(word=organisation.near), Role.CAPTION, Tone.YOU, wrap=True)
            )
        layout.addWidget(Where(page, organisation.namings[0], crops))
        row = QHBoxLayout()
        row.setSpacing(6)
        words = {
            Belonging.OWN: self.tr("本单位"),
            Belonging.FORMER: self.tr("曾任"),
            Belonging.OTHER: self.tr("不是"),
        }
        for belonging, text in words.items():
            button = Button(text, decides=True)
            button.setCheckable(True)
            button.setChecked(organisation.belonging is belonging)
            button.setEnabled(not locked)
            button.setAccessibleName(f"{organisation.name}，{text}")
            button.clicked.connect(partial(self.told.emit, organisation.name, belonging))
            self.buttons[belonging] = button
            row.addWidget(button)
        row.addStretch(1)
        look = Button(self.tr("看第 {n} 页").format(n=place), Kind.LINK)
        look.clicked.connect(partial(self.place_wanted.emit, page.number))
        row.addWidget(look)
        layout.addLayout(row)

    def _counted(self, organisation: Organisation) -> str:
        pages = len(organisation.pages)
        if not organisation.in_fields:
            return self.tr("在 %n 页上见到，都在标题里。", None, pages)
        words = self.tr("在 %n 页上见到，其中 {k} 处在“工作单位”一类的栏里。", None, pages)
        return words.format(k=organisation.in_fields)


class OrganisationsPage(ColumnPage):
    """The list; an answer counts at once and can be undone.

    Signals:
        place_wanted: A page is to be looked at.
    """

    place_wanted = Signal(int)

    def __init__(
        self, session: Session, finds: OrganisationFinds, words: FurtherWords, pictures: Pictures
    ) -> None:
        super().__init__(CaseBar(session, self.tr("核对单位"), back=self.tr("回到栏目")))
        self._session, self._finds, self._words = session, finds, words
        self._crops = Crops(pictures, self)
        self._shown: object = None
        self.cards: list[OrganisationCard] = []
        self.primary = Button("", Kind.PRIMARY, key="Enter")
        self.primary.clicked.connect(self._press)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.primary)
        finds.changed.connect(self.refresh)
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the organisations as they are answered."""
        if not self.isVisible():
            return
        found = self._finds.found
        left = sum(organisation.belonging is None for organisation in found)
        self.primary.say(self.tr("还有 {n} 家没有答").format(n=left) if left else self.tr("就这样"))
        known = {page.number: page for page in self._session.case.pages}
        shown = (found, tuple(self._session.overview.standings))
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.focusWidget()
        kept = focus.accessibleName() if isinstance(focus, Button) else ""
        layout = self.fresh_column()
        layout.addWidget(Label(self.tr("这些是您的单位吗？"), Role.HEAD))
        hint = self.tr(
            "材料上的“工作单位”栏和标题里见到这些名称。答“本单位”或“曾任”的，"
            "马上在所有页上找一遍；答“不是”的记下，不再问。"
        )
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        self.cards = []
        for organisation in found:
            page = known[organisation.namings[0].page]
            place = self._session.overview.of(page.number).place
            locked = bool(self._session.read_only)
            card = OrganisationCard(organisation, page, place, self._crops, locked=locked)
            card.told.connect(self._tell)
            card.place_wanted.connect(self.place_wanted)
            self.cards.append(card)
            layout.addWidget(card)
        if not found:
            empty = self.tr("还没有见到别的单位名称。页读完以后，这里会列出来。")
            layout.addWidget(Label(empty, Role.BODY, Tone.TEXT2, wrap=True))
            layout.addWidget(LearnMore("organisations", empty), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._keep_focus(kept)

    def focus(self) -> None:
        """Give the keyboard to the first organisation without an answer."""
        first = self._first_open()
        (first.buttons[Belonging.OWN] if first else self.primary).setFocus()

    def _keep_focus(self, name: str) -> None:
        for card in self.cards:
            for button in card.buttons.values():
                if name and button.accessibleName() == name:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_open(self) -> OrganisationCard | None:
        answers = [any(b.isChecked() for b in card.buttons.values()) for card in self.cards]
        return self.cards[answers.index(False)] if False in answers else None

    def _press(self) -> None:
        first = self._first_open()
        if first is None:
            self.left.emit()
        else:
            self.show_part(first)
            first.buttons[Belonging.OWN].setFocus()

    def _tell(self, name: str, answer: Belonging) -> None:
        session, words = self._session, self.tr("已记下：“{name}”").format(name=name)
        applicant = applicant_with(self._words.applicant, name, answer)
        if applicant == self._words.applicant:
            session.act(told_of(session.case, name, answer), words, ActCode.FACTS)
        else:
            self._words.take(applicant, words, partial(told_of, name=name, answer=answer))


def _bounds(naming: Naming) -> QRectF:
    xs, ys = zip(*naming.polygon, strict=True)
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
