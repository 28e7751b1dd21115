"""How a page lies: the scan with its four corners beside the upright page; P opens it in review."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage
from zcdesk.finding_facts import facts_of
from zcdesk.geometry import Polygon, box
from zcdesk.pages.laying.standing import as_decoded, page_from_corners
from zcdesk.pages.page import Page
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.help.everywhere import OF_CASE
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.router import back
from zcdesk.ui.kit import Button, ButtonKind, Timer, wire
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.look import (
    SPRING,
    Label,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.picture import FittedPicture, Pictures
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.preparation.corner_view import CornerView
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, page_name, say, with_file

AFTER = 1200
"""Longest side in pixels of the picture of the upright page."""

PAUSE = 300
"""Milliseconds without a key after which the upright page is drawn with the corners as moved."""

NARROW = 1100


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
        actions = Actions(self, ACTIONS, self)
        Actions(self, (TAKE,), self.before, Qt.ShortcutContext.WidgetShortcut)
        self.panel = PreparationPanel(actions)
        self._shown: Page | None = None
        self._drawing = Timer(self, self._show_after, PAUSE)
        row = beside(gap=0)
        for title, view, share in (
            (self.tr("原图：拖动四个角"), self.before, 3),
            (self.tr("摆正后"), self.after, 2),
        ):
            head = Label(title, TypeRole.CAPTION, Tone.TEXT2)
            head.setContentsMargins(16, 6, 16, 6)
            fill(
                row,
                (filled(QWidget(), stacked(head, (view, 1), gap=0, margins=(0, 0, 0, 0))), share),
                rule(upright=True),
            )
        row.addWidget(self.panel)
        column(self, (0, 0, 0, 0), 0, self.bar, (row, 1))
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
        if in_hand is None:
            return
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
        pages = self.session.case.pages
        in_hand = self.acts.in_hand
        if in_hand is None:
            return
        self.keep()
        at = self.session.overview.at(in_hand.number) + by
        self.session.current = pages[min(max(at, 0), len(pages) - 1)].number
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

    def keep(self) -> bool:
        """Take corners that were moved; tell whether there were any."""
        draft = self.draft
        if draft is not None:
            self.acts.cut_out(draft)
        return draft is not None

    def _note_draft(self) -> None:
        in_hand = self.acts.in_hand
        if in_hand is not None:
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


# --- What was found about how a page lies, and the buttons that change it ------------------------


_SEVERAL = "page.several_documents"
"""Its question is asked with a button of its own."""


class PreparationPanel(QWidget):
    """A column beside the two pictures; it shows and asks, the page around it acts."""

    def __init__(self, actions: Actions[PreparationPage]) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self._state = Label("", TypeRole.STRONG, Tone.TEXT, wrap=True)
        self._told = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        self._question = Label("", TypeRole.BODY, Tone.YOU, wrap=True)
        self.split, self.level = actions.button("split"), actions.button("level")
        self.left, self.right = actions.button("left"), actions.button("right")
        self.found, self.whole = actions.button("found"), actions.button("whole")
        self.light = actions.button("light")
        hint = self.tr("按 1 到 4 选一个角，方向键移动 1 像素，按住 Shift 10 像素。Esc 放弃改动。")
        self._hint = Label(hint, TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.primary = Button("", ButtonKind.PRIMARY, key=TAKE.key)
        column(
            self,
            (16, 14, 16, 14),
            8,
            self._state,
            self._told,
            self._question,
            self.split,
            beside((self.left, 1), (self.right, 1), gap=6),
            self.level,
            self.found,
            self.whole,
            self.light,
            SPRING,
            self._hint,
            self.primary,
        )

    def show_page(self, page: CasePage, acts: PreparingActs, *, busy: bool, draft: bool) -> None:
        """Show what is known of a page and what can be done.

        Args:
            page: The page in hand.
            acts: Tells what can be done with it.
            busy: A worker has it in hand.
            draft: Corners were moved and not taken yet.
        """
        known = page.page
        self._state.say(self._standing(page, busy=busy))
        lines = [
            joined(say(finding))
            for finding in page.findings
            if facts_of(finding.code).of_one_page and finding.code != _SEVERAL
        ]
        self._told.say("\n".join(lines))
        self._told.setVisible(bool(lines))
        count = acts.documents
        self._question.say(self.tr("图片里像是放了 %n 份材料，要分成 %n 页吗？", None, count))
        self.split.say(self.tr("分成 %n 页", None, count))
        for widget in (self._question, self.split):
            widget.setVisible(count > 0)
        for button in (self.left, self.right, self.light):
            button.setEnabled(known is not None)
        self._show_switches(page, acts)
        self.primary.say(self.tr("用这四个角") if draft else self.tr("好了，回到复核"))

    def _show_switches(self, page: CasePage, acts: PreparingActs) -> None:
        known = page.page
        self.found.setVisible(acts.found_outline is not None)
        self.whole.setVisible(known is not None and known.corners is not None)
        skew = acts.other_skew
        self.level.setVisible(skew is not None)
        if known is not None and skew is not None:
            angle = known.skew or skew
            words = self.tr("拉平 {a}°") if skew else self.tr("不拉平（现在转了 {a}°）")
            self.level.say(words.format(a=f"{angle:.1f}"))
        even = known is not None and known.even_light
        self.light.say(self.tr("不匀光，照原样") if even else self.tr("匀光：去掉阴影和偏色"))

    def _standing(self, page: CasePage, *, busy: bool) -> str:
        if page.refused:
            return self.tr("没有收下")
        if busy:
            return self.tr("正在重新读这一页")
        if not page.examined or page.page is None:
            return self.tr("等候重新读")
        words = {
            "unmeasured": self.tr("未能检查"),
            "clear": self.tr("清晰"),
            "borderline": self.tr("勉强可读"),
            "unreadable": self.tr("读不清"),
        }
        score = page.page.measures.get("legibility")
        verdict = words[page.page.clarity]
        if score is None:
            return verdict
        return self.tr("{word}　清晰度 {value}").format(word=verdict, value=f"{score:.2f}")


TAKE: Action[PreparationPage] = Action(
    "take", keys=("Enter", "Return"), do=lambda page: page.advance(), shown="Enter",
    does="用移动过的四个角；没有移动就回到复核",
)  # fmt: skip
"""Bound to the picture alone: on a button Enter presses that."""


ACTIONS: tuple[Action[PreparationPage], ...] = (
    Action("drop", keys=("Esc",), do=lambda page: page.drop(),
           does="放弃移动过的四个角，再按回到复核"),
    Action("corner", does="选一个角，从左上起顺时针", shown="1 – 4"),
    Action("move", does="移动这个角 1 像素，按住 Shift 10 像素", shown="方向键"),
    Action("left", "逆时针 90°", "undo", ("Q", "Ctrl+L"), lambda page: page.acts.turn(270),
           does="逆时针", shown="Q", decides=True),
    Action("right", "顺时针 90°", "rotate", ("E", "Ctrl+R"),
           lambda page: page.acts.turn(90),
           does="顺时针转 90°", shown="E", beside=True, decides=True),
    Action("level", icon="minus", keys=("S",), do=lambda page: page.acts.switch_skew(),
           does="拉平、不拉平", decides=True),
    Action("found", "用找到的轮廓", "fit", ("O",), lambda page: page.acts.use_found(),
           does="用找到的轮廓", decides=True),
    Action("whole", "用整张图片", "grid", ("W",), lambda page: page.acts.use_whole(),
           does="用整张图片", beside=True, decides=True),
    Action("light", icon="black", keys=("L",), do=lambda page: page.acts.switch_light(),
           does="匀光、不匀光", decides=True),
    Action("split", icon="copy", keys=("T",), do=lambda page: page.acts.split(),
           does="按找到的几份材料分成几页", decides=True),
    Action("before", keys=("A", "PgUp"), do=lambda page: page.turn_pages(-1), does="上一页",
           shown="A"),
    Action("after", keys=("D", "PgDown"), do=lambda page: page.turn_pages(1), does="下一页",
           shown="D", beside=True),
    Action("leave", keys=("P",), do=lambda page: page.leave()),
)  # fmt: skip


SHEET = KeySheet("摆正与裁边的快捷键", (TAKE, *ACTIONS, *OF_CASE))
