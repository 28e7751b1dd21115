"""What came of an export: where it is, what stayed out and why, what to do next."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QWidget

from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.sent import below_root
from zcdesk.export.papers.differences import Difference, PlatformChange
from zcdesk.export.plan.layout import LeftOut, content_of
from zcdesk.export.plan.manifest import OWN_USE, Content
from zcdesk.masking.hits import Verdict
from zcdesk.ui.frame.limit_dialog import ask_limit
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card, IconLabel, show_outside
from zcdesk.ui.look import Label, Tone, TypeRole, beside, clear, column, fill, rule, stacked, tip
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, page_name, place_words, worded
from zcdesk.workflow.package.exporting import PackageDone


class ResultView(QWidget):
    """The result of one export."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._done: PackageDone | None = None
        self._only_slot = ""
        self._layout = column(self, (0, 0, 0, 0), 10)
        self._actions = Actions(self, (PAPER,), self, WINDOW)

    @property
    def done(self) -> PackageDone | None:
        """The result that is shown."""
        return self._done

    def show_result(self, done: PackageDone, exported: Case) -> None:
        """Show a result of the case (or part of one) as it was exported."""
        self._done = done
        slots = {page.slot for page in exported.pages}
        self._only_slot = slots.pop() if len(slots) == 1 else ""
        clear(self._layout)
        self._layout.addWidget(self._second_reading(done, exported))
        place = Card()
        where = Label(
            place_words(done.folder), TypeRole.STRONG, wrap=True, toolTip=tip(str(done.folder))
        )
        hint = self.tr("“{pictures}”里只有图片，照清单传到平台；“{own}”里留给您自己，不要上传。")
        hint = hint.format(pictures=content_of(exported).pictures, own=OWN_USE)
        inner = column(
            place,
            (18, 14, 18, 14),
            6,
            Label(self.tr("材料包在这里"), TypeRole.CAPTION, Tone.TEXT2),
            where,
            Label(hint, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
        )
        checklist = Button(self.tr("打开上传清单"), icon="list", do=self.open_checklist)
        folder = Button(self.tr("打开文件夹"), icon="folder", do=self.open_folder)
        paper = self._actions.button("paper")
        if BROWSER_PRINTS:
            paper.setToolTip(tip(self.tr("在浏览器里打开，在那里打印")))
        row = beside(checklist, paper, folder, gap=8)
        if not self._session.read_only:
            row.addWidget(
                Button(self.tr("平台不收？…"), ButtonKind.LINK, icon="flag", do=self.ask_limit)
            )
        row.addStretch(1)
        fill(inner, 4, row)
        self._layout.addWidget(place)
        if done.differences:
            fill(
                self._layout,
                8,
                Label(self.tr("平台上要做的"), TypeRole.TITLE),
                DifferenceCard(done.differences),
            )
        if done.left_out:
            self._show_left_out(done.left_out)
        self._layout.addStretch(1)

    def open_folder(self) -> None:
        """Open the package with the system's file manager."""
        if self._done is not None:
            show_outside(self._done.folder)

    def open_checklist(self) -> None:
        """Open the checklist with the system's browser."""
        if self._done is not None:
            show_outside(self._done.checklist)

    def print_checklist(self) -> None:
        """Print the checklist, with the papers to hand in and the dates that it lists."""
        if self._done is not None:
            print_page(self._done.checklist, self)

    def ask_limit(self) -> None:
        """Ask what the platform takes: in the only slot that was exported, else in any."""
        ask_limit(self._session, self, self._only_slot)

    def _second_reading(self, done: PackageDone, exported: Case) -> IconLabel:
        """Say what the second reading found, without hiding what was left open on purpose."""
        if content_of(exported) is Content.FOR_COVERING_INSIDE:
            words = self.tr("这个文件夹里是没有遮盖的原图，只用于在平台内遮盖。")
            return IconLabel("warn", words, Tone.YOU, wrap=True)
        out = {kept_out.number for kept_out in done.left_out}
        count = sum(left_open(page) for page in exported.pages if page.number not in out)
        if not count:
            words = self.tr("每张成品都读过第二遍，没有再认出您的姓名和单位。")
            return IconLabel("check-circle", words, Tone.OK, wrap=True)
        words = self.tr(
            "每张成品都读过第二遍；除您决定不盖的 %n 处以外，没有再认出您的姓名和单位。",
            None,
            count,
        )
        return IconLabel("person", words, Tone.YOU, wrap=True)

    def _show_left_out(self, left_out: tuple[LeftOut, ...]) -> None:
        fill(
            self._layout, 8, Label(self.tr("没有放入的 %n 页", None, len(left_out)), TypeRole.TITLE)
        )
        card = Card()
        inner = column(card, (18, 6, 8, 6), 0)
        for place, kept_out in enumerate(left_out):
            if place:
                inner.addWidget(rule())
            standing = self._session.overview.of(kept_out.number)
            names = dict.fromkeys((page_name(standing.page), standing.page.file_name))
            shown = "　".join(names)
            reason = joined(worded(f"export.left_out.{kept_out.reason}"))
            look = partial(go, self, At("review", kept_out.number))
            inner.addLayout(
                beside(
                    (
                        stacked(
                            Label(shown, TypeRole.BODY, wrap=True),
                            Label(reason, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                            gap=0,
                        ),
                        1,
                    ),
                    Button(self.tr("看这一页"), ButtonKind.LINK, do=look),
                    margins=(0, 6, 0, 6),
                )
            )
        self._layout.addWidget(card)


def left_open(page: CasePage) -> int:
    """Return how many places of a page a person left open that the program would have covered."""
    return sum(
        decision is Decision.LEAVE and page.hits[index].verdict is not Verdict.LEAVE
        for index, decision in page.decisions
    )


# --- After an export of changes: what is to be done beside uploading -----------------------------


MOST_DIFFERENCES = 30
"""Lines that are shown; the difference page of the package tells all of them."""


class DifferenceCard(Card):
    """Counts what is to be done and names what no uploaded picture reminds of."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__()
        counts = Counter(difference.change for difference in differences)
        words = {
            PlatformChange.DELETE: self.tr("只删除 {n} 张"),
            PlatformChange.REPLACE: self.tr("删除后改传 {n} 张"),
            PlatformChange.ADD: self.tr("新增 {n} 张"),
            PlatformChange.CLICK: self.tr("重新点选 {n} 张"),
        }
        parts = [text.format(n=counts[kind]) for kind, text in words.items() if counts[kind]]
        inner = column(
            self,
            (18, 10, 18, 10),
            4,
            IconLabel("list", self.tr("，").join(parts), Tone.YOU, wrap=True),
        )
        shown = [
            difference for difference in differences if difference.change is not PlatformChange.ADD
        ]
        for difference in shown[:MOST_DIFFERENCES]:
            fill(inner, rule(), _line(difference))
        if len(shown) > MOST_DIFFERENCES:
            more = self.tr("还有 {n} 张，见“自用”里的改动对照。").format(
                n=len(shown) - MOST_DIFFERENCES
            )
            inner.addWidget(Label(more, TypeRole.CAPTION, Tone.TEXT2, wrap=True))


def _line(difference: Difference) -> QHBoxLayout:
    """Return one line: where, which picture, what to do with it."""
    if difference.row is not None:
        name, click = f"{difference.row.folder}/{difference.row.file}", difference.row.click
        old = PurePosixPath(difference.old.file.name).name if difference.old is not None else ""
        if old not in ("", difference.row.file):
            name = f"{old} → {name}"
    else:
        name, click = below_root(difference.old.file.name) if difference.old is not None else "", ""
    change = joined(worded(f"export.change.{difference.change}"))
    does = "　".join(part for part in (change, click) if part)
    return beside(
        (
            stacked(
                Label(f"{difference.slot}　{name}", TypeRole.BODY, wrap=True),
                Label(does, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                gap=0,
            ),
            1,
        ),
        margins=(0, 4, 0, 4),
    )


# --- Prints a page that the program wrote (the checklist) ----------------------------------------
# Where CUPS prints, Qt's print dialog speaks to it inside this process, through a socket of the
# network, and has it look for printers there. The program opens none: the browser prints the page.


BROWSER_PRINTS = sys.platform not in ("win32", "darwin")
"""The system's own dialog is part of the system elsewhere."""


def print_page(path: Path, parent: QWidget) -> None:
    """Ask for a printer and print an HTML page, or open it where it can be printed."""
    if BROWSER_PRINTS:
        show_outside(path)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        print_to(path, printer)


def print_to(path: Path, printer: QPrinter) -> None:
    """Print an HTML page with its pictures to a printer."""
    browser = QTextBrowser()  # it finds pictures beside the page
    browser.setSource(QUrl.fromLocalFile(str(path)))
    browser.document().print_(printer)


PAPER: Action[ResultView] = Action(
    "paper", "打印清单…", "print", ("Ctrl+P",), lambda view: view.print_checklist()
)
