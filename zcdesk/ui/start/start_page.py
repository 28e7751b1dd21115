"""The first thing a person sees: her application, or the field for this year's notice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.frame.notice_files import ask_for_notice
from zcdesk.ui.help.everywhere import EVERYWHERE, OPEN, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, IconLabel, Recent, Work, preferences
from zcdesk.ui.kit.column_page import in_the_middle, put_in, scroll_area
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    Label,
    Panel,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    grid,
    rule,
    stacked,
    tip,
)
from zcdesk.ui.look.tokens import LOW_WINDOW
from zcdesk.ui.start.batch_door import batch_told
from zcdesk.ui.start.kept_path import going_on
from zcdesk.ui.start.notice_ground import NoticeGround, high_ground, low_ground
from zcdesk.ui.start.people import named
from zcdesk.ui.start.profile_intake import profile_in
from zcdesk.ui.start.recent_card import ApplicationCard, RecentCard
from zcdesk.ui.words.notice_words import (
    about_lines,
    countdown,
    is_over,
    most_useful_first,
)
from zcdesk.ui.words.sentences import clauses
from zcdesk.workflow.path.stops import Stop

WIDEST, HALF = 1120, 604
"""Pixels of the application, and of what stands below it."""


LINK = 280
"""Pixels of a link where not all of them have room in one line."""

LEFT = Qt.AlignmentFlag.AlignLeft

RECENT = 4
"""Cases that are shown; the first of them large."""


class StartPage(QWidget):
    """Her application, this year's notice, and one line of links to all else.

    Signals:
        notice_chosen: Id of the notice of a new case.
        profile_wanted: Path of a notice's profile that was dropped.
        notice_dropped: Files that a notice may be in were dropped or chosen.
        notice_pasted: The words of a notice were pasted.
    """

    notice_chosen = Signal(str)
    profile_wanted = Signal(str)
    notice_dropped = Signal(object)
    notice_pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__(acceptDrops=True)
        self._chosen = ""
        self._unfolded = self._continues = False
        self._today = now().date()
        self._cards: dict[str, ChoiceCard] = {}
        self._recent: list[RecentCard] = []
        self._people: dict[str, str] = {}  # names by path: in memory, never on the list
        self._naming = Work(self)
        self.keys_shown = SHEET
        self._case = ""  # path of the listed case that the filled button means
        self._lost: set[str] = set()
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter", do=self._go_on)
        self._scroll = scroll_area()
        bar = TopBar("zcdesk")
        bar.subtitle.say(self.tr("职称申报材料助手"))
        settings = Button(
            self.tr("设置"), ButtonKind.GHOST, icon="settings", do=partial(go, self, At("settings"))
        )
        bar.right.addWidget(settings)
        offline = IconLabel("lock", self.tr("全部在本机，不联网"), Tone.TEXT2)
        self._told = Remark("", Tone.YOU)
        footer = filled(
            Panel(),
            beside(offline, (self._told, 1), self.primary, gap=12, margins=(EDGE, 9, EDGE, 9)),
        )
        self._brought = Label("", TypeRole.STRONG, Tone.ACCENT, wrap=True, visible=False)
        self._brought.setContentsMargins(EDGE, 9, EDGE, 9)
        column(self, FLUSH, 0, bar, (self._scroll, 1), self._brought, rule(), footer)
        Actions(self, KEYS, self, WINDOW)
        self.refresh()

    def say_brought(self, paths: tuple[Path, ...]) -> None:
        """Say how many scans wait for the case that is opened or made next."""
        words = self.tr("%n 份扫描件等着放进去：打开您的申报，或新建一份。", None, len(paths))
        self._brought.say(words)
        self._brought.setVisible(bool(paths))

    @property
    def chosen(self) -> str:
        """Id of the notice that a new case would follow, "" while its notice is asked for."""
        return self._chosen

    def refresh(self) -> None:
        """Show the cases and notices as they are now."""
        self._today = now().date()
        notices = self._notices()
        listed = preferences().settings.recent
        self._lost &= {recent.path for recent in listed}
        self._case = listed[0].path if listed else ""
        self._continues = bool(listed) and not preferences().unlisted
        running = [notice for notice in notices if not is_over(notice, self._today)]
        self._chosen = next((notice.id for notice in running), "")
        self._fill(notices, listed[:RECENT])
        self._show_step()

    def choose(self, notice: object) -> None:
        """Mark a notice; whoever chooses one wants a new case of it."""
        self._continues, self._chosen = False, str(notice)
        if self._chosen not in self._cards:
            self._unfold()
        self._show_step()

    def arrive(self, _at: At) -> None:
        """Take the keyboard, and ask the listed cases whose they are."""
        self.refresh()
        self.focus()
        strangers = [
            recent
            for recent in preferences().settings.recent[:RECENT]
            if recent.path not in self._lost
        ]
        if strangers and not self._naming.busy:
            self._naming.begin(named(strangers), self._name, ended=self._show_names)

    def stop(self) -> None:
        """Read no more names."""
        self._naming.stop()

    def focus(self) -> None:
        """Give the keyboard to the case that was open last, else to the marked notice."""
        if (card := self._meant()) is not None:
            (card.search if card.lost else card).setFocus()
        else:
            self._cards.get(self._chosen, self.primary).setFocus()

    def regions(self) -> tuple[QWidget, ...]:
        """Return where F6 goes: the application, this year's notice, the links, the button."""
        first = self._recent[:1]
        return (*first, self._ground, self._links[0], self.primary)

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

    def choose_files(self) -> None:
        """Ask for the files of this year's notice."""
        ask_for_notice(self, self._take)

    def paste(self) -> None:
        """Take this year's notice from the clipboard: its files, or its words."""
        clipboard = QGuiApplication.clipboard()
        if paths := local_paths(clipboard.mimeData()):
            self._take(paths)
        elif words := clipboard.text().strip():
            self.notice_pasted.emit(words)
        else:
            self._told.say(
                self.tr("没有复制到文字，请先复制通知的全文；截图请存成文件，再拖进来。")
            )

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(1366, 768)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what does not fit beside each other below."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a case file, a notice's profile, or the files of a notice."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a case file that was dropped, take a notice's profile, or read a notice."""
        event.acceptProposedAction()
        self._take(local_paths(event.mimeData()))

    def _take(self, paths: tuple[Path, ...]) -> None:
        case = next((path for path in paths if path.suffix == ".zcase"), None)
        profile = profile_in(paths)
        if case is not None:
            self._open(case)
        elif profile is not None:
            self.profile_wanted.emit(str(profile))
        elif paths:
            self.notice_dropped.emit(paths)

    def _notices(self) -> list[Notice]:
        return most_useful_first([load_notice(known) for known in notice_ids()], self._today)

    def _meant(self) -> RecentCard | None:
        """Return the card of the case that the filled button goes on with, if it does."""
        cards = self._recent if self._continues else []
        return next((card for card in cards if card.value == self._case), None)

    def _show_step(self) -> None:
        """Say what the filled button does; a notice is marked when the button begins with it."""
        for name, card in self._cards.items():
            card.mark(name == self._chosen and not self._continues)
        self._told.say("")
        meant = self._meant()
        if meant is None:
            words = self.tr("新建这份申报") if self._chosen else self.tr("选择文件…")
        elif meant.lost:
            words = self.tr("找到“{name}”…").format(name=meant.called)
        elif isinstance(meant, ApplicationCard):
            words = going_on(meant.recent)
        else:
            words = self.tr("打开“{name}”").format(name=meant.called)
        self.primary.say(words)

    def _fill(self, notices: list[Notice], listed: tuple[Recent, ...]) -> None:
        """Build the page anew."""
        inner = QWidget(maximumWidth=WIDEST)
        self._page = column(inner, FLUSH, 18)
        self._cards = {}
        self._lower = QWidget()
        lower = column(self._lower, FLUSH, 12)
        self._add_listed(self._page, lower, listed)
        running = [notice for notice in notices if not is_over(notice, self._today)]
        past = [notice for notice in notices if is_over(notice, self._today)]
        for notice in running:
            lower.addWidget(self._notice_card(notice))
        self._ground = self._notice_field(first=not (listed or running))
        if listed or running:
            fill(lower, 6, Label(self.tr("今年的通知"), TypeRole.STRONG), self._ground)
            self._lower.setMaximumWidth(HALF)
        else:
            lower.addWidget(self._ground)
        self._page.addWidget(self._lower)
        self._add_links(self._page, past)
        self._page.addStretch(1)
        put_in(self._scroll, in_the_middle(inner))
        self._arrange()

    def _add_listed(
        self, page: QVBoxLayout, lower: QVBoxLayout, listed: tuple[Recent, ...]
    ) -> None:
        """Add the case that was open last, and the others as rows."""
        names = [(self._people.get(one.path) or one.called, one.title) for one in listed]
        self._recent = []
        for recent, name in zip(listed, names, strict=True):
            kind = RecentCard if self._recent else ApplicationCard
            card = kind(
                recent,
                self._today,
                person=self._people.get(recent.path, ""),
                lost=recent.path in self._lost,
                named_twice=names.count(name) > 1,
                focused=self.mean,
                chosen=self._open,
                pressed=self._open,
                find_wanted=lambda path: go(self, At("find", part=path)),
                drop_wanted=self._drop,
                stop_wanted=self._open_at,
            )
            (lower if self._recent else page).addWidget(card)
            self._recent.append(card)

    def _notice_field(self, *, first: bool) -> NoticeGround:
        signals = {"pressed": self.choose_files, "taken": self._take}
        if first:
            hint = self.tr("粘贴全文，或拖入文件")
            return high_ground(self.tr("放入今年的通知"), hint, **signals)
        hint = self.tr("粘贴全文 Ctrl+V 或拖入文件")
        return low_ground(self.tr("今年的通知"), hint, self.tr("选择文件…"), **signals)

    def _add_links(self, page: QVBoxLayout, past: list[Notice]) -> None:
        """Add the one line of all else; past notices open below it."""
        doors = (
            ("cap", self.tr("先练习两分钟"), "sample", self.tr("用一位虚构的申报人走一遍")),
            ("list", self.tr("练习与培训"), "lessons", self.tr("一课一个目标，人物都是虚构的")),
            ("people", self.tr("单位批量"), "batch", batch_told()),
            ("plus", self.tr("我的通知"), "notice", self.tr("接着做，或照旧通知做")),
        )
        self._links = [
            Button(words, ButtonKind.LINK, icon=icon, toolTip=tip(hint), dense=True,
                   do=partial(go, self, At(name)))
            for icon, words, name, hint in doors
        ]  # fmt: skip
        if past:
            words = self.tr("往年通知 {n}").format(n=len(past))
            icon = "down" if self._unfolded else "right"
            self._links.append(
                Button(words, ButtonKind.LINK, icon=icon, dense=True, do=self._unfold)
            )
        self._links.append(
            Button(self.tr("打开案卷文件…"), ButtonKind.LINK, icon="folder", key=OPEN.key,
                   dense=True, do=partial(go, self, At("case")))
        )  # fmt: skip
        self._line = grid(gap=(4, 0))
        page.addLayout(self._line)
        for notice in past if self._unfolded else ():
            page.addWidget(self._notice_card(notice))

    def _notice_card(self, notice: Notice) -> ChoiceCard:
        left = countdown(notice, self._today)
        lines = about_lines(notice)
        card = ChoiceCard(
            notice.id,
            clauses((notice.title, left.words, *lines)),
            enters=False,
            chosen=self.choose,
            focused=self.choose,
            pressed=self._enter,
        )
        words = stacked(
            Label(notice.title, wrap=True),
            *(Remark(line) for line in lines),
            gap=3,
        )
        days = Label(left.words, TypeRole.CAPTION, left.tone)
        beside((words, 1), days, on=card, gap=16, margins=(18, 10, 18, 10))
        self._cards[notice.id] = card
        return card

    def _arrange(self) -> None:
        low = self.height() < LOW_WINDOW
        self._page.setContentsMargins(0, 12 if low else 32, 0, 12 if low else 24)
        room = min(self.width() - 2 * EDGE, WIDEST)
        widest = sum(link.words_width() for link in self._links)
        across = len(self._links) if widest + EDGE < room else max(room // LINK, 1)
        for place, link in enumerate(self._links):
            self._line.addWidget(link, place // across, place % across, LEFT)
        self._line.setColumnStretch(across, 1)

    def _unfold(self) -> None:
        """Show the notices of past years, or fold them away."""
        self._unfolded = not self._unfolded
        self._fill(self._notices(), preferences().settings.recent[:RECENT])
        self._show_step()

    def _name(self, known: tuple[str, str]) -> None:
        path, name = known
        self._people[path] = name

    def _show_names(self) -> None:
        """Name the cards anew where a name came; the keyboard stays where it was."""
        shown = [self._people.get(card.recent.path) or card.recent.called for card in self._recent]
        if self.isVisible() and shown != [card.called for card in self._recent]:
            on_case = self.focusWidget() in self._recent
            self._fill(self._notices(), preferences().settings.recent[:RECENT])
            self._show_step()
            if on_case:
                self.focus()

    def _enter(self, notice: object) -> None:
        self.choose(notice)
        self._go_on()

    def _go_on(self) -> None:
        if self._continues:
            self._open(self._case)
        elif self._chosen:
            self.notice_chosen.emit(self._chosen)
        else:
            self.choose_files()

    def _open(self, case: object) -> None:
        lost = str(case) in self._lost
        go(self, At("find" if lost else "listed", part=str(case)))

    def _open_at(self, path: str, stop: Stop) -> None:
        """Open a case at another stop than where it was left."""
        recent = preferences().recent_of(path)
        if recent is not None:
            there = {"stop": str(stop), "part": "", "page": 0}
            preferences().remember(recent.model_copy(update=there))
        self._open(path)

    def _drop(self, path: str) -> None:
        preferences().forget(path)
        self.refresh()
        self.focus()


KEYS: tuple[Action[StartPage], ...] = (
    Action("next-region", keys=("F6",), do=lambda page: go_round(page, page.regions(), 1),
           does="在申报、通知、按钮之间移动"),
    Action("previous-region", keys=("Shift+F6",),
           do=lambda page: go_round(page, page.regions(), -1)),
    Action("paste", keys=("Ctrl+V",), do=lambda page: page.paste(), does="粘贴今年的通知"),
)  # fmt: skip

SHEET = KeySheet("开始页的快捷键", (*KEYS, *EVERYWHERE))
