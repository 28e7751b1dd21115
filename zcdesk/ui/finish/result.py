"""What came of an export: where it is, what stayed out and why, what to do next."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.export.plan.layout import LeftOut, content_of
from zcdesk.export.plan.manifest import OWN_USE, Content
from zcdesk.masking.hits import Verdict
from zcdesk.ui.finish import printing
from zcdesk.ui.finish.difference_card import DifferenceCard
from zcdesk.ui.frame.limit_dialog import ask_limit
from zcdesk.ui.keys.actions import Action, button_of
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card, IconLabel, show_outside
from zcdesk.ui.look import (
    FLUSH,
    Caption,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    rule,
    stacked,
    tip,
)
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
        self._layout = column(self, FLUSH, 10)

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
            Caption(self.tr("材料包在这里")),
            where,
            Remark(hint),
        )
        lies, listed = partial(show_outside, done.folder), partial(show_outside, done.checklist)
        checklist = Button(self.tr("打开上传清单"), icon="list", do=listed)
        folder = Button(self.tr("打开文件夹"), icon="folder", do=lies)
        paper = button_of(PAPER, do=self.print_checklist)  # the check has the key
        if printing.BROWSER_PRINTS:
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

    def print_checklist(self) -> None:
        """Print the checklist, with the papers to hand in and the dates that it lists."""
        assert self._done is not None  # there is no button for it before
        printing.print_page(self._done.checklist, self)

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
                            Label(shown, wrap=True),
                            Remark(reason),
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


PAPER: Action[ResultView] = Action("paper", "打印清单…", "print", ("Ctrl+P",))
