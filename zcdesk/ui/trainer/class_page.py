"""A class: results dropped, chosen or typed, and what came of them in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from zcdesk.training.lessons.class_table import ClassGroup, heads, row_of, seats_told
from zcdesk.training.lessons.results import ENDING
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    ask_files,
    ask_folder,
    ask_place,
    documents,
    given,
    preferences,
    writing_area,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Caption,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    fonts,
    grid,
)
from zcdesk.ui.trainer.preparing import Summed
from zcdesk.ui.trainer.projector import SHEET
from zcdesk.ui.words.sentences import joined, say

WIDEST = 980
MOST_TOLD = 12
"""Refusals that are told one by one; of more the number is told."""

WORST = 3
"""Hidden things that most people missed, said in words above the tables."""

_LEAST = 56
"""Pixels of a column with a number."""

_NAME = 1
"""Column that takes what room is left."""


class ClassPage(ColumnPage):
    """Takes results anywhere on it, and shows the class.

    Signals:
        given: Paths and typed codes that are to be added.
        save_wanted: Where the table is to be kept.
        print_wanted: The page of it is to be printed.
        emptied: A new class begins.
    """

    keys_shown = SHEET
    given = Signal(object, str)
    save_wanted = Signal(object)
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(TopBar(self.tr("收成绩"), back=self.tr("讲师")), WIDEST)
        self.setAcceptDrops(True)
        self._summed, self._names = Summed(), tuple[str, ...]()
        self.table: QTableWidget | None = None
        self.codes = writing_area(
            self.tr("成绩码"),
            self.tr("成绩码，一行一个，39 个字符；大小写都可以"),
            wordless=self._take_copied,
            textChanged=lambda: self.say(""),
        )
        self.codes.setFixedHeight(74)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.files = actions.button("files")
        self.folder = Button(self.tr("选文件夹…"), icon="folder", do=self.choose_folder)
        self.take = Button(self.tr("收下成绩码"), icon="check", decides=True, do=self.take_codes)
        self.empty = Button(self.tr("换一班"), icon="repeat", decides=True)
        self.paper = actions.button("paper", minimumHeight=PRIMARY)
        self.primary = actions.button("table", ButtonKind.PRIMARY)
        self._said = Remark()
        fill(self.buttons, (self._said, 1), self.paper, self.primary)
        self.show_class(Summed(), ())

    @property
    def summed(self) -> Summed:
        """The class that is shown."""
        return self._summed

    def show_class(self, summed: Summed, names: Sequence[str]) -> None:
        """Show a class; ``names`` sit at the seats from 1 on, and are kept nowhere."""
        self._summed, self._names, self.table = summed, tuple(names), None
        kept = (self.codes, self.files, self.folder, self.take, self.empty)
        for widget in kept:
            widget.setParent(self)
        caption = self.tr(
            "把成绩文件、装着它们的文件夹，或学员的练习案卷拖到这一页；也可以照屏幕写上成绩码。"
            "里面没有任何人的姓名和真实材料；改过的成绩会指出来。"
        )
        layout = fill(
            self.fresh_column(20),
            Label(self.tr("收成绩"), TypeRole.HEAD),
            Explanation(caption),
            beside(
                self.files,
                self.folder,
                self.empty,
                SPRING,
                LearnMore("trainer-class", self.tr("收成绩")),
                gap=8,
            ),
            self.codes,
            beside(self.take, SPRING),
        )
        for widget in kept:
            widget.show()
        self.empty.setVisible(bool(summed.results))
        self._tell_refused(layout)
        fill(
            layout,
            *(
                Label(caption, tone=Tone.MISS, wrap=True)
                for caption in seats_told(summed.groups, preferences().settings.language)
            ),
        )
        if summed.groups:
            fill(layout, 8, Label(self.tr("每人一行"), TypeRole.STRONG), self._people())
        for group in summed.groups:
            self._add_group(layout, group)
        layout.addStretch(1)
        for needs_results in (self.paper, self.primary):
            needs_results.setEnabled(bool(summed.results))
        words = self.tr("收下 %n 份成绩", None, len(summed.results))
        self.say(words if summed.results else self.tr("还没有成绩。"))

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say what is going on."""
        self._said.say(words, tone)

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the choice of files."""
        self.files.setFocus()

    def choose_files(self) -> None:
        """Ask for files."""
        kinds = self.tr("成绩 ({endings});;所有文件 (*)").format(endings=f"*{ENDING} *.txt *.zcase")
        ask_files(self, self.tr("选成绩文件"), lambda files: self.given.emit(files, ""), "", kinds)

    def choose_folder(self) -> None:
        """Ask for a folder that holds all results."""
        title = self.tr("选放成绩的文件夹")
        ask_folder(self, title, lambda folder: self.given.emit((folder,), ""))

    def take_codes(self) -> None:
        """Take the codes that were typed; those that were refused stay to be mended."""
        if typed := self.codes.toPlainText().strip():
            self.given.emit((), typed)
        else:
            self.say(self.tr("请先写上成绩码，一行一个。"), Tone.MISS)

    def _take_copied(self, copied: QMimeData) -> None:
        """Take the files that were pasted or dropped among the codes."""
        if paths := local_paths(copied):
            self.given.emit(paths, "")
        else:
            self.say(self.tr("没有复制到文字，请复制成绩码。"), Tone.MISS)

    def choose_place(self) -> None:
        """Ask where the table is to be kept."""
        place = documents() / f"{self.tr('全班成绩')}.xlsx"
        title, kinds = self.tr("存成表格和网页"), self.tr("表格 (*.xlsx)")
        ask_place(self, title, self.save_wanted.emit, place, kinds)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what has files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.say(self.tr("松开即收下"))

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        event.acceptProposedAction()
        self.given.emit(local_paths(event.mimeData()), "")

    def _tell_refused(self, layout: QVBoxLayout) -> None:
        refused = self._summed.refused
        for name, finding in refused[:MOST_TOLD]:
            words = joined(say(finding))
            caption = words if name in words else f"{name}：{words}"
            layout.addWidget(Label(caption, tone=Tone.MISS, wrap=True))
        if len(refused) > MOST_TOLD:
            more = self.tr("另有 %n 个没有收下", None, len(refused) - MOST_TOLD)
            layout.addWidget(Label(more, tone=Tone.MISS))
        if self._summed.twice:
            caption = self.tr("%n 份已经收过，只算一次", None, self._summed.twice)
            layout.addWidget(Label(caption, tone=Tone.TEXT2))

    def _add_group(self, layout: QVBoxLayout, group: ClassGroup) -> None:
        title = group.named(preferences().settings.language)
        fill(layout, 8, Label(title, TypeRole.TITLE, wrap=True))
        worst = group.most_missed[:WORST]
        if worst:
            layout.addWidget(Label(self.tr("最多人漏掉的"), TypeRole.STRONG))
        for each in worst:
            template = self.tr("{what}{act}（{of} 人中有 {n} 人漏掉）")
            words = template.format(what=each.what, act=each.act, of=each.of, n=each.missed)
            layout.addWidget(Label(words, wrap=True))
        fill(layout, Label(self.tr("逐页"), TypeRole.STRONG), self._things(group))

    def _rows(self) -> Iterator[tuple[str, ...]]:
        language = preferences().settings.language
        for group in self._summed.groups:
            for result in group.results:
                seated = 0 < result.seat <= len(self._names)
                seat, *others = map(str, row_of(group, result, language))
                yield seat, self._names[result.seat - 1] if seated else "", *others

    def _things(self, group: ClassGroup) -> Card:
        """Return every hidden thing in the order of pages, with how many missed it."""
        card = Card()
        cells = grid(card, gap=(16, 6), margins=(18, 10, 18, 10))
        cells.setColumnStretch(1, 1)
        for row, each in enumerate(group.missed):
            page = self.tr("第 {n} 页").format(n=each.thing.page) if each.thing.page else "–"
            share = self.tr("{n} / {of} 人漏掉").format(n=each.missed, of=each.of)
            top = Qt.AlignmentFlag.AlignTop
            cells.addWidget(Label(page), row, 0, top)
            cells.addWidget(Label(each.what, wrap=True), row, 1)
            tone = Tone.MISS if 2 * each.missed >= each.of else Tone.TEXT
            cells.addWidget(Label(share, tone=tone), row, 2, top)
            cells.addWidget(Caption(each.thing.clause), row, 3, top)
        return card

    def _people(self) -> QTableWidget:
        """Return a table of all results, as high as its rows."""
        seat, *others = heads(preferences().settings.language)
        head, rows = (seat, self.tr("姓名"), *others), list(self._rows())
        table = QTableWidget(
            len(rows),
            len(head),
            self,
            **given(
                accessibleName=self.tr("每人一行"),
                editTriggers=QTableWidget.EditTrigger.NoEditTriggers,
                selectionBehavior=QTableWidget.SelectionBehavior.SelectRows,
                tabKeyNavigation=False,
                verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
                horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            ),
        )
        table.setHorizontalHeaderLabels(list(head))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_row_height())
        for place, row in enumerate(rows):
            for at, words in enumerate(row):
                table.setItem(place, at, QTableWidgetItem(words))
        bar = table.horizontalHeader()
        bar.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        bar.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        bar.setSectionsClickable(False)
        bar.setMinimumSectionSize(_LEAST)
        table.setFixedHeight(bar.sizeHint().height() + _row_height() * len(rows) + 4)
        self.table = table
        return table


def _row_height() -> int:
    return fonts.line(TypeRole.BODY) + 10


ACTIONS: tuple[Action[ClassPage], ...] = (
    Action("files", "选成绩文件…", "file", ("Ctrl+I",), lambda page: page.choose_files()),
    Action("paper", "打印…", "print", ("Ctrl+P",), lambda page: page.print_wanted.emit(),
           seen=True, decides=True),
    Action("table", "存成表格和网页…", keys=("Ctrl+S",), do=lambda page: page.choose_place(),
           seen=True, decides=True),
)  # fmt: skip
