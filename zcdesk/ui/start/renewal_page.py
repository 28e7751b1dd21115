"""This year's notice, made from an older one: what changed is confirmed line by line, no YAML."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.files.own import user_folder
from zcdesk.notices.files.writing import Plain
from zcdesk.notices.renewing.accounting import open_accounts, profile_of
from zcdesk.notices.renewing.answering import read_confirmed, typed
from zcdesk.notices.renewing.inheriting import Inherited, InheritedKind
from zcdesk.notices.renewing.profile import (
    Renewal,
    confirmed,
    confirmed_unchanged,
)
from zcdesk.pages.opening.decoding import DOCUMENTS, SCANS, patterns
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.combo import Combo
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.kit.job import Work
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import FIELD, PRIMARY, Role, Tone
from zcdesk.ui.start.open_clauses import OpenClauses
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.tasks.notice_words import renewed_beside, words_of_notice

AT_ONCE = 30
"""Lines to confirm that are shown together; confirming one brings the next."""

WIDEST = 900


class RenewalPage(ColumnPage):
    """First the older notice and the new text, then what has to be confirmed, then a profile.

    Signals:
        made: Id of a notice that can be chosen now.
    """

    made = Signal(str)

    def __init__(self) -> None:
        super().__init__(TopBar(self.tr("今年的通知"), back=self.tr("开始页")), WIDEST)
        self._renewal: Renewal | None = None
        self._job = Work(self)
        self._old = Combo()
        self._old.setMinimumHeight(FIELD)
        # The longest title is wider than a small window; the list shows all of it.
        self._old.setMinimumContentsLength(20)
        self._old.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._old.setAccessibleName(self.tr("照哪一份旧通知来"))
        self._year = field(self.tr("年度"), self.tr("如 2027"))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("新通知的全文"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(260)
        self._wrong = Label("", Role.CAPTION, Tone.MISS, wrap=True)
        self.lines: list[tuple[Inherited, QLineEdit]] = []
        self.clauses: OpenClauses | None = None
        self.again = Button(self.tr("换一份原文"))
        self.again.setMinimumHeight(PRIMARY)
        self.again.clicked.connect(self.begin)
        self.primary = Button("", Kind.PRIMARY)
        self.primary.clicked.connect(self._press)
        self.buttons.addWidget(self._wrong, 1)
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.primary)
        self.begin()

    @property
    def renewal(self) -> Renewal | None:
        """The notice on its way."""
        return self._renewal

    def resume(self) -> None:
        """Go on with the notice on its way, line by line as it was left; else begin."""
        if self._renewal is None and not self._job.busy:
            self.begin()

    def begin(self) -> None:
        """Ask for the older notice and the new text."""
        self._renewal = None
        self.primary.decides = False
        for kept in (self._old, self._year, self.words):
            kept.setParent(self)
        layout = self.fresh_column()
        layout.addWidget(Label(self.tr("把今年的通知变成可以照着做的样子"), Role.HEAD))
        hint = self.tr(
            "选一份最像的旧通知，粘贴今年的全文。程序把每一条对上，日期、年度和数字由您逐条确认；"
            "没有确认的会一直标明“推算，未经通知证实”。"
        )
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        self._old.clear()
        for notice_id in notice_ids():
            self._old.addItem(load_notice(notice_id).title, notice_id)
        self._year.setText(self._year.text() or str(now().year))
        for title, widget in (
            (self.tr("照哪一份旧通知来"), self._old),
            (self.tr("今年是哪一年度"), self._year),
            (self.tr("今年通知的全文"), self.words),
        ):
            layout.addWidget(Label(title, Role.STRONG))
            layout.addWidget(widget)
            widget.show()
        load = Button(self.tr("从文件读入…"), icon="file")
        load.clicked.connect(self._load)
        row = QHBoxLayout()
        row.addWidget(load)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self._wrong.say("")
        self.again.hide()
        self.primary.say(self.tr("逐条对照"))

    def prepare(self, old: str, year: str, text: str) -> None:
        """Fill in the older notice (by id), the year and the new text."""
        self._old.setCurrentIndex(self._old.findData(old))
        self._year.setText(year)
        self.words.setPlainText(text)

    def compare(self) -> None:
        """Hold the new text against the older notice, beside the window."""
        text = self.words.toPlainText().strip()
        if len(text) < 200 or not self._year.text().strip().isdecimal():
            self._wrong.say(self.tr("请粘贴通知的全文，并写上年度。"))
            return
        if self._job.busy:
            return
        year = int(self._year.text())
        old_id = str(self._old.currentData())
        stem = re.sub(r"-?\d{4}$", "", old_id)
        self._job.begin(_renewing(old_id, text, f"{stem}-{year}", year), self._take, self._fail)
        self.primary.say(self.tr("正在对照"))

    def agree(self, item: Inherited, line: QLineEdit) -> None:
        """Confirm one line, as proposed or as typed."""
        if self._renewal is None:
            return
        try:
            given = line.text().strip()
            same = given == _shown(item.value)
            value = None if same else typed(item, given, self._renewal.year)
            self._renewal = confirmed(self._renewal, item.path, value)
        except ZcdeskError as error:
            wording = say(error.finding())
            self._wrong.say(joined(wording))
            return
        self._show_items()

    def agree_unchanged(self) -> None:
        """Confirm at once what stands in the new notice word for word."""
        if self._renewal is not None:
            self._renewal = read_confirmed(confirmed_unchanged(self._renewal))
            self._show_items()

    def keep(self) -> None:
        """Write the profile into the person's own folder and offer it for new cases."""
        if self._renewal is None:
            return
        try:
            folder = user_folder()
            make_folder(folder)
            content = profile_of(self._renewal).encode()
            write_atomically(folder / f"{self._renewal.notice_id}.yaml", content)
        except (ZcdeskError, RuntimeError):  # a full disk; nobody has a home here
            self._wrong.say(self.tr("没有写成：磁盘已满，或这个位置不能写入。"))
            return
        made, self._renewal = self._renewal.notice_id, None
        self.made.emit(made)

    def _press(self) -> None:
        if self._renewal is None:
            self.compare()
        else:
            self.keep()

    def _take(self, renewal: Renewal) -> None:
        self._renewal = renewal
        self._show_items()

    def _fail(self, error: object) -> None:
        found = error if isinstance(error, ZcdeskError) else ZcdeskError()
        wording = say(found.finding())
        self._wrong.say(joined(wording))
        self.primary.say(self.tr("逐条对照"))

    def _show_items(self) -> None:
        renewal = self._renewal
        if renewal is None:
            return
        for kept in (self._old, self._year, self.words):
            kept.setParent(self)
            kept.hide()
        left = renewal.unconfirmed()
        clauses = open_accounts(renewal)
        layout = self.fresh_column()
        head = self.tr("还有 {n} 条没有确认").format(n=len(left))
        if not left:
            head = self.tr("还有 %n 条原文没有着落", None, len(clauses))
        whole = not left and not clauses
        layout.addWidget(Label(self.tr("全部确认了") if whole else head, Role.HEAD))
        hint = self.tr("左边是旧通知，右边是从今年原文里找到的。对就确认，不对就改了再确认。")
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        words = (InheritedKind.PASSAGE, InheritedKind.SLOT)
        same = sum(bool(i.passage and i.passage.verbatim and i.kind in words) for i in left)
        if same:
            label = self.tr("原话没有变的 %n 条，一次确认", None, same)
            button = Button(label, icon="check", decides=True)
            button.clicked.connect(self.agree_unchanged)
            layout.addWidget(button)
        self.lines = []
        if left:
            card = Card()
            inner = column(card, (16, 6, 12, 6), 0)
            for place, item in enumerate(left[:AT_ONCE]):
                if place:
                    inner.addWidget(rule())
                self._add_item(inner, item)
            layout.addWidget(card)
        if clauses:
            title = self.tr("今年原文里还没有着落的 %n 条", None, len(clauses))
            layout.addWidget(Label(title, Role.STRONG))
            hint = self.tr("新的、改了的都在这里；每一条做成规则，或写一句理由放在一边。")
            layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
            self.clauses = OpenClauses(renewal, clauses)
            self.clauses.settled.connect(self._take)
            self.clauses.refused.connect(self._wrong.say)
            layout.addWidget(self.clauses)
        layout.addStretch(1)
        self._wrong.say("")
        self.again.show()
        self.primary.decides = True  # keeping is one
        self.primary.say(self.tr("存成今年的通知") if whole else self.tr("先存下，以后再确认"))

    def _add_item(self, inner: QVBoxLayout, item: Inherited) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        clause = item.clause or self.tr("全文")
        words.addWidget(Label(f"{clause}　{self._what(item)}", Role.CAPTION, Tone.TEXT2, wrap=True))
        words.addWidget(Label(_shown(item.old), Role.BODY, Tone.TEXT2, wrap=True))
        if item.quote and item.quote != item.old:
            words.addWidget(Label(f"“{item.quote}”", Role.CAPTION, Tone.TEXT2, wrap=True))
        row.addLayout(words, 2)
        row.addWidget(IconLabel("right", "", Tone.TEXT3))
        line = field(self.tr("今年的值"), self.tr("今年原文里没有找到，请写上"))
        line.setText(_shown(item.value))
        line.setCursorPosition(0)
        line.setToolTip(tip(item.passage.words if item.passage else ""))
        row.addWidget(line, 3)
        agree = Button(self.tr("确认"), decides=True)
        agree.setAccessibleName(f"{agree.text()}，{item.clause}")
        agree.clicked.connect(partial(self._agree, item, line))
        row.addWidget(agree)
        self.lines.append((item, line))
        inner.addLayout(row)

    def _what(self, item: Inherited) -> str:
        """Return what a value is: a bare 3 tells nobody whether it means days, copies or pages."""
        named = {
            "workdays": self.tr("工作日数"),
            "limit": self.tr("上限"),
            "pages": self.tr("页数"),
            "at_least": self.tr("最少"),
            "at_most": self.tr("最多"),
            "amount": self.tr("金额"),
            "copies": self.tr("份数"),
            "hours": self.tr("小时数"),
            "days": self.tr("天数"),
        }
        kinds = {
            InheritedKind.DATE: self.tr("日期"),
            InheritedKind.YEARS: self.tr("年度"),
            InheritedKind.COUNT: self.tr("数目"),
            InheritedKind.HOURS: self.tr("时限"),
        }
        if item.kind is InheritedKind.COUNT and item.path[-1] == "years":
            return self.tr("满几年")
        return named.get(str(item.path[-1]), kinds.get(item.kind, self.tr("原话")))

    def _agree(self, item: Inherited, line: QLineEdit, _checked: bool = False) -> None:
        self.agree(item, line)

    def _load(self) -> None:
        kinds = self.tr("Word、PDF、文本、图片")
        first = patterns(SCANS | DOCUMENTS | {".txt"})
        kinds = f"{kinds} ({first});;{self.tr('所有文件')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选通知的文件"), "", kinds)
        if names:
            self.read([Path(name) for name in names])

    def read(self, files: Sequence[Path]) -> None:
        """Read the notice and its annexes out of their files, beside the window."""
        if self._job.busy:
            return
        self._job.begin(_reading(tuple(files)), self.words.setPlainText, self._fail)
        self._wrong.say("")


def _reading(files: tuple[Path, ...]) -> Generator[str, None, None]:
    """Read files in workers of their own (beside the window)."""
    with WorkerPool(1) as pool:
        yield "\n\n".join(words_of_notice(pool, file).rstrip() for file in files)


def _renewing(old_id: str, text: str, notice_id: str, year: int) -> Generator[Renewal, None, None]:
    """Hold a new text against an older notice (beside the window)."""
    old = load_notice(old_id)
    with WorkerPool(1) as pool:
        yield renewed_beside(pool, old, notice_text(old), text, (notice_id, year))


def _shown(value: Plain) -> str:
    """Return a value of a profile as a person reads and types it."""
    if isinstance(value, list):
        return ",".join(_shown(one) for one in value)
    return "" if value is None else str(value)
