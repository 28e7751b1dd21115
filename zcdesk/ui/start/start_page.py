"""The first thing a person sees: which notice, the cases opened last, practice."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.help.everywhere import EVERYWHERE, OPEN, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, IconLabel, preferences
from zcdesk.ui.kit.column_page import put_in, scroll_area
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    PRIMARY,
    SPRING,
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
)
from zcdesk.ui.start.batch_door import batch_told
from zcdesk.ui.start.profile_intake import profile_in
from zcdesk.ui.start.recent_card import RecentCard, last_place
from zcdesk.ui.words.notice_words import (
    asks,
    countdown,
    handing_in,
    is_over,
    most_useful_first,
    place_and_end,
    preselected,
)
from zcdesk.ui.words.sentences import clauses

ONE_COLUMN = 960
"""Below this width the side column goes below the notices."""

LOW = 560
"""Below this height the greeting gives its room to the cards."""

FIRST = 3
"""Notices shown before the person asks for all."""

RECENT = 3


class StartPage(QWidget):
    """Notices at the left, recent cases and practice at the right.

    Signals:
        notice_chosen: Id of the notice of a new case.
        profile_wanted: Path of a notice's profile that was dropped.
        notice_dropped: Files that a notice may be in were dropped.
    """

    notice_chosen = Signal(str)
    profile_wanted = Signal(str)
    notice_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__(acceptDrops=True)
        self._chosen = ""
        self._all = self._continues = self._own = False
        self._today = now().date()
        self._cards: dict[str, ChoiceCard] = {}
        self._recent: list[RecentCard] = []
        self._doors: list[ChoiceCard] = []
        self.keys_shown = SHEET
        self._case = ""  # path of the listed case that the filled button means
        self._lost: set[str] = set()
        self.primary = Button(
            self.tr("新建这份申报"), ButtonKind.PRIMARY, key="Enter", do=self._go_on
        )
        self._named = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._scroll = scroll_area()
        bar = TopBar("zcdesk")
        bar.subtitle.say(self.tr("职称申报材料助手"))
        bar.right.addWidget(IconLabel("lock", self.tr("全部在本机处理，不联网"), Tone.TEXT2))
        settings = Button(
            self.tr("设置"), ButtonKind.GHOST, icon="settings", do=partial(go, self, At("settings"))
        )
        bar.right.addWidget(settings)
        file = Button(
            self.tr("打开案卷文件…"),
            icon="folder",
            key=OPEN.key,
            do=partial(go, self, At("case")),
            minimumHeight=PRIMARY,
        )
        footer = filled(
            Panel(),
            beside((self._named, 1), file, self.primary, gap=12, margins=(EDGE, 9, EDGE, 9)),
        )
        self._brought = Label("", TypeRole.STRONG, Tone.ACCENT, wrap=True, visible=False)
        self._brought.setContentsMargins(EDGE, 9, EDGE, 9)
        column(self, (0, 0, 0, 0), 0, bar, (self._scroll, 1), self._brought, rule(), footer)
        Actions(self, REGIONS, self, WINDOW)
        self.refresh()

    def say_brought(self, paths: tuple[Path, ...]) -> None:
        """Say how many scans wait for the case that is opened or made next."""
        words = self.tr("%n 份扫描件等着放进去：打开您的申报，或新建一份。", None, len(paths))
        self._brought.say(words)
        self._brought.setVisible(bool(paths))

    @property
    def chosen(self) -> str:
        """Id of the notice that is marked."""
        return self._chosen

    def refresh(self) -> None:
        """Show notices and recent cases as they are now."""
        self._today = now().date()
        notices = [load_notice(notice_id) for notice_id in notice_ids()]
        if self._chosen not in {notice.id for notice in notices}:
            self._chosen = preselected(notices, self._today)
        self._fill(most_useful_first(notices, self._today))
        self.choose(self._chosen)
        listed = preferences().settings.recent
        self._lost &= {recent.path for recent in listed}
        self._case = listed[0].path if listed else ""
        self._continues = bool(listed) and not preferences().unlisted
        self._own = all(is_over(notice, self._today) for notice in notices)
        self._show_step()

    def choose(self, notice: object) -> None:
        """Mark a notice; whoever chooses one wants a new case of it."""
        self._continues = self._own = False
        self._chosen = str(notice)
        if self._chosen not in self._cards and not self._all:
            self._show_all()
        self._show_step()

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.refresh()
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the case that was open last, else to the marked notice."""
        if self._continues and self._recent:
            card = next(
                (card for card in self._recent if card.value == self._case), self._recent[0]
            )
            (card.search if card.lost else card).setFocus()
        elif self._own:
            self.primary.setFocus()
        elif self._chosen in self._cards:
            self._cards[self._chosen].setFocus()

    def regions(self) -> tuple[QWidget, ...]:
        """Return where F6 goes: the chosen notice, the case opened last, doors, the button."""
        card = self._cards.get(self._chosen)
        doors = self._doors[0] if self._doors else None
        parts = (card, self._recent[0] if self._recent else None, doors, self.primary)
        return tuple(part for part in parts if part is not None)

    def show_lost(self, path: str) -> None:
        """Show a listed case as gone, with the way to find it; the others stay as they are."""
        self._lost.add(path)
        self.refresh()
        self.mean(path)
        self.focus()

    def mean(self, path: object) -> None:
        """Let the filled button go on with a listed case."""
        self._continues, self._case = True, str(path)
        self._show_step()

    def _show_step(self) -> None:
        """Say what the filled button does; a notice is marked when the button begins with it."""
        for name, card in self._cards.items():
            card.mark(name == self._chosen and not (self._continues or self._own))
        last = preferences().recent_of(self._case)
        if self._continues and last is not None:
            lost = last.path in self._lost
            words = self.tr("找到“{name}”…") if lost else self.tr("继续“{name}”")
            self.primary.say(words.format(name=last.called))
            place = "" if lost else last_place(last)
            self._named.say(self.tr("上次停在：{where}").format(where=place) if place else "")
            return
        if self._own:
            self.primary.say(self.tr("我的通知"))
            words = self.tr("这几份都已截止，留作样例。今年的：粘贴全文或拖入文件，几分钟做好。")
            self._named.say(words)
            return
        self.primary.say(self.tr("新建这份申报"))
        if self._chosen:
            self._named.say(self._footer_words(load_notice(self._chosen)))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(1366, 768)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side column below the notices on a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a case file, a notice's profile, or the files of a notice."""
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a case file that was dropped, take a notice's profile, or read a notice."""
        paths = local_paths(event.mimeData())
        case = next((path for path in paths if path.suffix == ".zcase"), None)
        if case is not None:
            event.acceptProposedAction()
            self._open(case)
        elif (profile := profile_in(paths)) is not None:
            event.acceptProposedAction()
            self.profile_wanted.emit(str(profile))
        elif paths:
            event.acceptProposedAction()
            self.notice_dropped.emit(paths)

    def _fill(self, notices: list[Notice]) -> None:
        """Build the two columns anew."""
        body = Sheet()
        self._row = beside(on=body, gap=48)
        self._cards = {}
        self._left = QWidget(maximumWidth=760)
        head = Label(self.tr("新建申报"), TypeRole.HEAD)
        left = column(self._left, (0, 0, 0, 0), 10, head)
        shown = notices if self._all else self._few(notices)
        for notice in shown:
            card = self._notice_card(notice)
            self._cards[notice.id] = card
            left.addWidget(card)
        fill(left, self._more(len(notices)), SPRING)
        self._side = QWidget()
        self._fill_side(column(self._side, (0, 4, 0, 0), 8))
        fill(self._row, (self._left, 7), (self._side, 4))
        put_in(self._scroll, body)
        self._arrange()

    def _few(self, notices: list[Notice]) -> list[Notice]:
        """Return the first notices, the marked one among them."""
        few = notices[:FIRST]
        marked = [notice for notice in notices if notice.id == self._chosen and notice not in few]
        return [*few[: FIRST - len(marked)], *marked]

    def _more(self, count: int) -> QHBoxLayout:
        row = beside(gap=8)
        if count > FIRST and not self._all:
            words = self.tr("全部 %n 份通知", None, count)
            row.addWidget(Button(words, ButtonKind.LINK, icon="list", do=self._show_all))
        fill(
            row,
            Button(
                self.tr("我的通知"),
                ButtonKind.LINK,
                icon="plus",
                do=partial(go, self, At("notice")),
            ),
            SPRING,
        )
        return row

    def _show_all(self) -> None:
        self._all = True
        notices = [load_notice(notice_id) for notice_id in notice_ids()]
        self._fill(most_useful_first(notices, self._today))
        self._show_step()
        self.focus()

    def _arrange(self) -> None:
        narrow = self.width() < ONE_COLUMN
        low = self.height() < LOW
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        edge = EDGE if narrow else max(EDGE, (self.width() - 1196) // 2)
        self._row.setContentsMargins(edge, 14 if low else 40, edge, 16 if low else 28)
        self._row.setSpacing(20 if narrow else 48)
        self._side.setMaximumWidth(760 if narrow else 440)

    def _footer_words(self, notice: Notice) -> str:
        """Return what the footer says of the marked notice."""
        window = handing_in(notice)
        if is_over(notice, self._today) and window is not None and window.last_day is not None:
            words = self.tr("{title}：这份通知已在 {date} 截止，可以查阅和练习。")
            return words.format(title=notice.short_title, date=date.isoformat(window.last_day))
        return self.tr("选中：{title}").format(title=notice.title)

    def _notice_card(self, notice: Notice) -> ChoiceCard:
        left = countdown(notice, self._today)
        lines = (place_and_end(notice), "　·　".join(asks(notice)))
        card = ChoiceCard(
            notice.id,
            clauses((notice.title, left.words, *lines)),
            enters=False,
            chosen=self.choose,
            focused=self.choose,
            pressed=self._enter,
        )
        beside(
            (
                stacked(
                    Label(notice.title, TypeRole.BODY, wrap=True),
                    *(Label(line, TypeRole.CAPTION, Tone.TEXT2, wrap=True) for line in lines),
                    gap=3,
                ),
                1,
            ),
            Label(left.words, TypeRole.STRONG, left.tone),
            on=card,
            gap=16,
            margins=(18, 12, 18, 12),
        )
        return card

    def _fill_side(self, layout: QVBoxLayout) -> None:
        recent = preferences().settings.recent[:RECENT]
        self._recent, self._doors = [], []
        layout.addWidget(Label(self.tr("继续上次"), TypeRole.TITLE))
        names = [one.called for one in recent]
        for one in recent:
            card = RecentCard(
                one,
                self._today,
                lost=one.path in self._lost,
                named_twice=names.count(one.called) > 1,
                focused=self.mean,
                chosen=self._open,
                pressed=self._open,
                find_wanted=lambda path: go(self, At("find", part=path)),
                drop_wanted=self._drop,
            )
            self._recent.append(card)
            layout.addWidget(card)
        if not recent:
            words = self.tr("还没有案卷。选一份通知开始，或先用虚构样例练习两分钟。")
            fill(
                layout,
                Label(words, TypeRole.BODY, Tone.TEXT2, wrap=True),
                (LearnMore("start-first", words), 0, Qt.AlignmentFlag.AlignLeft),
            )
        sample = self.tr("两分钟，用一位虚构的申报人走一遍，不会留下任何文件")
        lessons = self.tr("一课一个目标，人物和材料都是虚构的；做到一半可以接着做")
        fill(
            layout,
            12,
            Label(self.tr("其他"), TypeRole.TITLE),
            self._door("cap", self.tr("练习（虚构样例）"), sample, "sample"),
            self._door("list", self.tr("练习与培训"), lessons, "lessons"),
            self._door("people", self.tr("单位批量"), batch_told(), "batch"),
            SPRING,
        )

    def _door(self, icon: str, title: str, detail: str, name: str) -> ChoiceCard:
        card = ChoiceCard(None, f"{title}，{detail}")
        self._doors.append(card)
        for pressed in (card.chosen, card.pressed):
            pressed.connect(partial(go, self, At(name)))
        beside(
            IconLabel(icon, "", Tone.ACCENT, side=22),
            (
                stacked(
                    Label(title, TypeRole.STRONG),
                    Label(detail, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                    gap=2,
                ),
                1,
            ),
            IconLabel("right", "", Tone.TEXT2),
            on=card,
            gap=14,
            margins=(18, 11, 14, 11),
        )
        return card

    def _enter(self, notice: object) -> None:
        self.choose(notice)
        self._go_on()

    def _go_on(self) -> None:
        if self._continues:
            self._open(self._case)
        elif self._own:
            go(self, At("notice"))
        else:
            self.notice_chosen.emit(self._chosen)

    def _open(self, case: object) -> None:
        lost = str(case) in self._lost
        go(self, At("find" if lost else "listed", part=str(case)))

    def _drop(self, path: str) -> None:
        preferences().forget(path)
        self.refresh()
        self.focus()


REGIONS: tuple[Action[StartPage], ...] = (
    Action("next-region", keys=("F6",), do=lambda page: go_round(page, page.regions(), 1),
           does="在通知、案卷、按钮之间移动"),
    Action("previous-region", keys=("Shift+F6",),
           do=lambda page: go_round(page, page.regions(), -1)),
)  # fmt: skip

SHEET = KeySheet("开始页的快捷键", (*REGIONS, *EVERYWHERE))
