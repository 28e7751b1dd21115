"""The right side of the review page: what is on this page, what to click, what comes next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QWidget

from zcdesk.applicant import Target
from zcdesk.cases.acts.noting import Classified, classified_of
from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.frame.sheet_door import SheetDoor
from zcdesk.ui.help.everywhere import UNDO
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, Radio, preferences
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    ElidedLabel,
    Label,
    Panel,
    Sheet,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    rule,
    stacked,
    tip,
    tokens,
)
from zcdesk.ui.review.answer_card import AnswerCard, ByHandCard, WhoseCard
from zcdesk.ui.review.hit_list import HitList
from zcdesk.ui.review.next_step import Step, Way
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.entries import WordEntry
from zcdesk.ui.words.sentences import listed, page_name, slot_title, target_named
from zcdesk.ui.words.states import Chip, look_of
from zcdesk.workflow.open_case.reviewing import BulkSummary, silent_on_secrecy


class BulkCard(Sheet):
    """What agreeing to everything sure would do, before it is done."""

    agreed = Signal()
    declined = Signal()
    all_wanted = Signal()

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self._last_hour = Label("", TypeRole.CAPTION, Tone.YOU, wrap=True)
        self.all = Button("", decides=True, do=self.all_wanted)
        self._words = Label("", TypeRole.BODY, Tone.TEXT, wrap=True)
        self._answered = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.agree = Button(
            self.tr("就这样确认"),
            ButtonKind.PRIMARY,
            key=self.tr("空格"),
            decides=True,
            do=self.agreed,
        )
        decline = Button(self.tr("先不"), key="Esc", do=self.declined, minimumHeight=PRIMARY)
        self._hurry = Label(self.tr("时间很紧的时候"), TypeRole.STRONG)
        column(
            self,
            (16, 16, 16, 16),
            12,
            Label(self.tr("盖上全部有把握的建议"), TypeRole.TITLE),
            self._words,
            self._answered,
            beside((self.agree, 3), (decline, 2)),
            12,
            rule(),
            self._hurry,
            self._last_hour,
            self.all,
            SPRING,
        )

    def show_summary(self, summary: BulkSummary, proposed: BulkSummary) -> None:
        """Show the counts: of what is sure, and of everything that has a proposed cover."""
        words = self.tr(
            "有疑问的 {n} 处也照建议盖上，一共确认 {m} 页。可能会多盖；"
            "剩下 {k} 页没有建议，仍要您看。"
        )
        self._last_hour.say(words.format(n=proposed.covers, m=proposed.pages, k=proposed.left))
        self.all.say(self.tr("疑问处也照建议盖上"))
        for widget in (self._hurry, self._last_hour, self.all):
            widget.setVisible(proposed.covers > 0)
        self.agree.setVisible(summary.pages > 0)
        words = self.tr(
            "将盖上 {n} 处有把握的建议，确认 {m} 页；{k} 页有疑问或没有读完，仍由您逐页看。"
        )
        self._words.say(words.format(n=summary.covers, m=summary.pages, k=summary.left))
        hint = self.tr("这些页上每一处都逐字读出，没有疑问。确认后仍可以逐页改，也可以撤销。")
        if summary.answered:
            hint = self.tr(
                "其中 %n 页的疑问您已经逐处答过，其余每一处都逐字读出。"
                "确认后仍可以逐页改，也可以撤销。", None, summary.answered,
            )  # fmt: skip
        self._answered.say(hint)
        (self.agree if summary.pages else self.all).setFocus()


class Decisions(Panel):
    """Head, list of places, answer card, primary button."""

    def __init__(
        self,
        session: Session,
        actions: Actions[Any],
        hits: HitList,
        bulk: BulkCard,
        whose: WhoseCard,
        items: ItemsCard,
        by_hand: ByHandCard,
    ) -> None:
        super().__init__()
        self._session = session
        self._title = Label("", TypeRole.TITLE)
        self._chip = Chip()
        self._file = ElidedLabel("", TypeRole.CAPTION, Tone.TEXT2)
        self.hits = hits
        self.bulk = bulk
        self.whose = whose
        self.coach = Coach(actions, practice=session.path is None)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hits)
        self._bulk_area = scroll_area(self.bulk)  # a low window has no room for all of it
        self._stack.addWidget(self._bulk_area)
        self.answers = AnswerCard(session.notice, actions)
        self.items = items
        self.by_hand = by_hand
        self.primary = actions.button(
            "advance",
            ButtonKind.PRIMARY,
            sizePolicy=QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed),
        )
        self._remark = Label(
            "", TypeRole.CAPTION, Tone.TEXT2, wrap=True, alignment=Qt.AlignmentFlag.AlignCenter
        )
        self._all_sure = actions.button("agree", ButtonKind.LINK)
        self._remove = actions.button("remove", ButtonKind.LINK)
        self.sheet = actions.bind(SheetDoor(session.overview, actions.key("sheet")), "sheet")
        self._export = actions.button("check", ButtonKind.LINK)
        self._build()

    def _build(self) -> None:
        self._foot = Panel()
        column(
            self._foot,
            (16, 8, 16, 8),
            2,
            self.primary,
            self._remark,
            (self._remove, 0, Qt.AlignmentFlag.AlignHCenter),
            (self.sheet, 0, Qt.AlignmentFlag.AlignHCenter),
            (self._all_sure, 0, Qt.AlignmentFlag.AlignHCenter),
            (self._export, 0, Qt.AlignmentFlag.AlignHCenter),
        )
        column(
            self,
            (0, 0, 0, 0),
            0,
            filled(
                Panel(),
                stacked(
                    beside((self._title, 1), self._chip), self._file, gap=1, margins=(16, 9, 16, 9)
                ),
            ),
            rule(),
            self.coach,
            self.whose,
            (self._stack, 1),
            self.by_hand,
            self.answers,
            self.items,
            self._foot,
        )

    def set_low(self, low: bool) -> None:
        """Leave out what only comforts where the window is low: the answers need the room."""
        self._remark.setVisible(not low)
        self.coach.give_way(low)

    @property
    def asks_bulk(self) -> bool:
        """Tell whether the summary of agreeing to everything sure is open."""
        return self._stack.currentWidget() is self._bulk_area

    def open_bulk(self, summary: BulkSummary, proposed: BulkSummary) -> None:
        """Show the summary in place of the list."""
        self._stack.setCurrentWidget(self._bulk_area)
        for card in (self.by_hand, self.answers, self.items):
            card.hide()
        self._foot.hide()
        self.bulk.show_summary(summary, proposed)

    def close_bulk(self) -> None:
        """Show the list again."""
        self._stack.setCurrentWidget(self.hits)
        self._foot.show()

    def show_page(self, page: CasePage) -> None:
        """Show head and answer of a page."""
        session = self._session
        self._title.say(page_name(page))
        self._chip.show_state(
            look_of(session.overview.of(page.number), reading=page.number in session.reading)
        )
        self._file.say(f"{slot_title(session.notice, page.slot)}　{page.file_name}")
        self._remove.setVisible(
            page.refused and len(session.case.pages) > 1 and not session.read_only
        )
        self.answers.show_page(page, session.case.route_of(page.slot))
        self.whose.show_page(page, session.case.applicant)
        self.items.show_page(session.case, page, len(silent_on_secrecy(session.overview)))
        self.by_hand.show_page(session.case, page)
        if self.asks_bulk or page.whose_open:  # one question at a time
            for card in (self.by_hand, self.answers, self.items):
                card.hide()

    def show_entries(
        self, page: CasePage, shown: tuple[WordEntry, ...], current: int, *, asking: bool, same: int
    ) -> None:
        """Show the places of the page."""
        if not page.examined:
            empty = self.tr("读完这一页后，找到的地方列在这里。")
        elif page.refused:
            empty = self.tr("这一页没有收下，其余的页照常。")
        else:
            empty = self.tr("没有找到您的姓名和单位。若看见了，按 Q 在图上画一处。")
        self.hits.show_entries(shown, current, asking=asking, same=same, empty=empty)

    def show_step(self, step: Step, bulk: BulkSummary, confirmed: int, pages: int) -> None:
        """Show what comes next."""
        self.sheet.count(self._session.overview)
        self.primary.say(step.words)
        self.primary.decides = step.way is Way.CONFIRM
        self._remark.say(step.remark)
        self._all_sure.setVisible(bulk.pages > 1 and not self._session.read_only)
        self._all_sure.say(self.tr("确认没有疑问的 %n 页", None, bulk.pages))
        self._export.setVisible(0 < confirmed < pages)
        self._export.say(self.tr("先导出 %n 页", None, confirmed))


# --- Three lines for the first two minutes; Esc ends them for good -------------------------------


class Coach(QWidget):
    """Shown in practice until the person has had enough of it."""

    def __init__(self, actions: Actions[Any], *, practice: bool) -> None:
        super().__init__()
        self._practice = practice
        layout = column(
            self,
            (16, 10, 10, 10),
            4,
            beside(
                (Label(self.tr("练习：三个键就够"), TypeRole.STRONG), 1),
                Button(self.tr("不再显示"), ButtonKind.LINK, do=self.end),
            ),
        )
        cover, leave = actions.key("cover"), actions.key("leave")
        lines = (
            (actions.key("advance"), self.tr("照右下角的按钮做：去看疑问，或确认本页、到下一页")),
            (f"{cover}　{leave}", self.tr("当前这一处：盖上，或不盖")),
            (UNDO.key, self.tr("任何一步都能撤销，放心试")),
        )
        for keys, words in lines:
            key = Label(keys, TypeRole.STRONG, Tone.ACCENT, minimumWidth=56, maximumWidth=56)
            layout.addLayout(
                beside(
                    (key, 0, Qt.AlignmentFlag.AlignTop),
                    (Label(words, TypeRole.CAPTION, Tone.TEXT2, wrap=True), 1),
                    gap=10,
                )
            )
        preferences().changed.connect(self.refresh)
        # Never shown by itself here: without a parent yet it would open as a window of its own.
        if not self.wanted:
            self.hide()

    @property
    def wanted(self) -> bool:
        """Tell whether the lines are to be shown."""
        return self._practice and not preferences().settings.toured

    def give_way(self, low: bool) -> None:
        """Leave the room of a low window to what is to be decided."""
        self.setVisible(self.wanted and not low)

    def refresh(self) -> None:
        """Take the lines away when they are not wanted any more."""
        if not self.wanted:
            self.hide()

    def end(self) -> None:
        """Never show the lines again."""
        preferences().set(toured=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().accent_soft))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))


# --- What to tick on a platform that lists what is covered, and secrecy --------------------------


class ItemsCard(QWidget):
    """The items as the covers of the page give them; secrecy is the person's to answer.

    Signals:
        told: What the person says of secret material on the page.
        all_told: She says that none of the pages on which nothing was said is secret.
    """

    told = Signal(object)
    all_told = Signal()

    def __init__(self, notice: Notice, key: str, **signals: Any) -> None:
        super().__init__(accessibleName=self.tr("平台上这一页怎么点"), visible=False, **signals)
        masking = notice.masking
        self._items = masking.page_items if masking else None
        self._classified = masking.classified if masking else None
        layout = column(self, (16, 0, 16, 4), 4, rule(), 6)
        self._ticks = Label("", TypeRole.BODY, wrap=True)
        self._why = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.no = Radio(self.tr("不涉密"), key)
        self.cleared = Radio(self.tr("涉密，已脱密"), key)
        self.rest = Button("", ButtonKind.LINK, decides=True, do=self.all_told)
        self._group = QButtonGroup(self)
        for part in (self._ticks, self._why, self.no, self.cleared, self.rest):
            part.setParent(self)
            part.setVisible((self._items if part is self._ticks else self._classified) is not None)
        for radio in (self.no, self.cleared):
            self._group.addButton(radio)
            radio.clicked.connect(self._tell)
        if self._items is not None:
            self._ticks.setToolTip(tip(f"{self._items.clause}　“{self._items.quote}”"))
            fill(layout, Label(self.tr("平台上这一页怎么点"), TypeRole.STRONG), self._ticks)
        if self._classified is not None:
            self._why.setToolTip(tip(self._classified.quote))
            fill(
                layout,
                beside(Label(self.tr("这一页")), self.no, self.cleared, SPRING, gap=4),
                self._why,
                (self.rest, 0, Qt.AlignmentFlag.AlignLeft),
            )

    @property
    def asks(self) -> bool:
        """Tell whether the notice's platform asks anything of this kind."""
        return self._items is not None or self._classified is not None

    def focus(self) -> None:
        """Give the keyboard to the question about secrecy."""
        self.no.setFocus()

    def show_page(self, case: Case, page: CasePage, silent: int) -> None:
        """Show what is to be ticked for a page, and what was said of it.

        Args:
            silent: Of how many pages it was not said yet whether they are secret.
        """
        if not self.asks:
            return
        self.setVisible(page.examined and page.page is not None)
        hidden = {mask.target for mask in page.covers()}
        items = listed(target_named(target) for target in Target if target in hidden)
        ticks = self.tr("勾选遮盖项目：{items}").format(items=items)
        self._ticks.say(ticks if items else self.tr("这一页没有要勾选的遮盖项目。"))
        given = classified_of(case, page.number)
        self._group.setExclusive(False)
        self.no.setChecked(given is Classified.NO)
        self.cleared.setChecked(given is Classified.CLEARED)
        self._group.setExclusive(True)
        self.rest.setVisible(self._classified is not None and silent > 1)
        self.rest.say(self.tr("没有答过的 {n} 页都不涉密").format(n=silent))
        if self._classified is not None:
            words = self.tr("请您回答（键 3）　{clause}").format(clause=self._classified.clause)
            self._why.say(words if given is None else self.tr("这是您选的。"))

    def next_answer(self) -> None:
        """Take the next answer about secrecy (key 3)."""
        if self._classified is not None and self.isVisible():
            self.told.emit(Classified.CLEARED if self.no.isChecked() else Classified.NO)

    def _tell(self) -> None:
        self.told.emit(Classified.NO if self.no.isChecked() else Classified.CLEARED)
