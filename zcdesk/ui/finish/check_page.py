"""The final check in three columns: whose turn it is with what, and what can be exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from zcdesk.cases.acts.asked import FindingNamed, NotApplicable, Pledged, Turned
from zcdesk.cases.acts.noting import has_pledged
from zcdesk.cases.acts.table import LET_STAND, NOT_APPLICABLE, PLEDGE, TAKE_UP_AGAIN, TURN
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import at
from zcdesk.checks.slots.pages import PAGE_LIES
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.finding_facts import facts_of
from zcdesk.notices.profile.entries import Moment
from zcdesk.ui.finish.check_paper import printed_check
from zcdesk.ui.finish.export_part import WHOLE, ExportPart, Face
from zcdesk.ui.finish.let_stand import BESIDE, Key, LetStand, Stood, key_of, let_stand
from zcdesk.ui.finish.refused_row import RefusedRow, refused_file
from zcdesk.ui.finish.stood_together import Together
from zcdesk.ui.frame.beside_notice import BesideNotice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.mending_page import act_words, is_decided_in_row, mended_at, page_of
from zcdesk.ui.frame.sheet_door import sheet_row
from zcdesk.ui.help.everywhere import EVERYWHERE, NOTICE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet, said
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card, CheckBox, MenuButton, Work, show_outside
from zcdesk.ui.kit.learning import learning
from zcdesk.ui.look import (
    FLUSH,
    PRIMARY,
    SPRING,
    Caption,
    Label,
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
from zcdesk.ui.session.second_reading import SecondReading
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.sentences import joined, say, slot_title
from zcdesk.workflow.path.stops import Stop
from zcdesk.workflow.path.to_do import awaited, to_do
from zcdesk.workflow.review.reviewing import ready

WIDEST = 1500
THREE, TWO = 1120, 820
"""Least widths of a page with three columns side by side, and with two."""

SETTINGS = (
    (THREE, 3, ((0, 0, 1), (0, 1, 1), (0, 2, 1))),
    (TWO, 2, ((0, 0, 2), (0, 1, 1), (1, 1, 1))),
    (0, 1, ((0, 0, 1), (1, 0, 1), (2, 0, 1))),
)
"""From which width on so many columns are side by side; row, column and rows of each part."""


class CheckPage(BesideNotice):
    """Each thing is in one column, with one act.

    Signals:
        files_wanted: Slot for which somebody else issued what can be put in now.
        file_wanted: Number of a refused file in whose place another one is to be chosen.
        pages_removed: Numbers of refused files that are not used.
    """

    files_wanted = Signal(str)
    file_wanted = Signal(int)
    pages_removed = Signal(object)

    def __init__(self, view: CaseView, second: SecondReading) -> None:
        session, judge = view.session, view.judge
        super().__init__(
            CaseBar(session, self.tr("最后检查"), back=self.tr("回到栏目")), session.notice, WIDEST
        )
        self._session, self._judge, self._path = session, judge, view.path
        self.keys_shown = SHEET
        self._open: list[CaseFinding] = []
        self._awaited: list[CaseFinding] = []
        self._sections: dict[str, str] = {}
        self._parts: list[QWidget] = []
        self._alone: list[Button] = []
        self._grid = QGridLayout()
        self.together: Together | None = None
        self._several = self._unfolded = False
        self._chosen: set[Key] = set()
        self._reasons: dict[tuple[str, str, str, int | None], str] = {}
        self.truthful: CheckBox | None = None
        self.exporting = ExportPart(session, second, self)
        self.exporting.turned.connect(self._show_export)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.primary = Button("", ButtonKind.PRIMARY, key="F", do=self._press)
        self.partial: Button = actions.button("export", minimumHeight=PRIMARY)
        self._route = Caption()
        change = Button(self.tr("改"), ButtonKind.LINK, do=partial(go, self, At("route")))
        if session.notice.masking is not None:
            fill(self.buttons, self._route, change)
        self._job = Work(self)
        self.paper = actions.face("paper", ButtonKind.LINK, do=self.print_page)
        fill(self.buttons, self.paper, SPRING, self.partial, self.primary)
        judge.judged.connect(self._refresh_shown)

    def refresh(self) -> None:
        """Show the evaluation as it is."""
        evaluation, session = self._judge.evaluation, self._session
        self._sections = {"": self.tr("整份申报")}
        self._sections |= {section.id: section.title for section in evaluation.sections}
        self._open = self._as_shown(to_do(evaluation))
        self._awaited = self._as_shown(awaited(evaluation))
        self.tell(at(concerning(session.notice, session.case), Moment.CHECK))
        layout = self.fresh_column(20)
        layout.addLayout(sheet_row(session.overview))
        self._grid = grid(gap=(32, 24))
        self._parts = [self._yours(), self._others(), self._exportable()]
        self._arrange()
        self._grid.setRowStretch(1, 1)  # the lower of two at the right follows at once
        layout.addLayout(self._grid)
        self._add_known(layout, evaluation)
        # In a row: a column counts its lines for all of the page's width, and the last is cut off.
        layout.addLayout(beside((self.exporting, 100), SPRING))
        self.exporting.follow(passed=self.is_passed)
        layout.addStretch(1)
        words = {
            Route.NOT_ASKED: self.tr("上传方式：还没有选"),
            Route.UNKNOWN: self.tr("上传方式：还不确定"),
            Route.COVERED: self.tr("上传方式：上传遮好的图片"),
            Route.INSIDE_PLATFORM: self.tr("上传方式：平台内遮盖"),
        }
        self._route.say(words[session.case.route])
        self._show_step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = (setting for setting in SETTINGS if self.width() >= setting[0])
        _, across, places = next(wide)
        self._route.setMaximumWidth(WIDEST * min(across - 1, 1))  # the filled button is whole
        for part, (row, col, rows) in zip(self._parts, places, strict=False):
            self._grid.addWidget(part, row, col, rows, 1)
        for place, share in enumerate((4, 3, 3)):
            self._grid.setColumnStretch(place, share * (place < across))

    def _as_shown(self, findings: Sequence[CaseFinding]) -> list[CaseFinding]:
        """Return findings in the order of their rows: section by section, the whole case first."""
        places = {section: place for place, section in enumerate(self._sections)}
        return sorted(findings, key=lambda finding: places.get(finding.section, 0))

    def arrive(self, at: At) -> None:
        """Show what is to do now, or what ``at`` wants exported; the keyboard is on the step."""
        self.exporting.arrive(at if at.name == "export" else At("export"))
        self.refresh()
        self.primary.setFocus()
        if at.name == "export" and self.exporting.step is not None:
            self.show_part(self.exporting)

    @property
    def help_name(self) -> str:
        """What the page is called where its help is looked up."""
        return "CheckPage" if self.exporting.face is Face.AWAY else "CheckPage.export"

    @property
    def turns(self) -> int:
        """How many things wait for the person: what the path counts."""
        return self._path.path.of(Stop.CHECK).count.number

    @property
    def is_passed(self) -> bool:
        """Tell whether nothing is between the check and the export."""
        return not to_do(self._judge.evaluation) and not self._needs_route() and self._pledged

    @property
    def _pledged(self) -> bool:
        return self._session.notice.pledge is None or has_pledged(self._session.case)

    def go_on(self) -> None:
        """Go to the first open point; an export is shown, and begun by nothing but its button."""
        _, do, decides = self._step()
        if self.exporting.step is not None:
            self.show_part(self.exporting)
        if decides:
            self.primary.setFocus()
        else:
            do()

    def _press(self) -> None:
        _, do, _ = self._step()
        do()

    def print_by_key(self) -> None:
        """Print what is in front: the checklist of an export that is there, else the check."""
        if self.exporting.face is Face.RESULT:
            self.exporting.result.print_checklist()
        else:
            self.print_page()

    def print_page(self) -> None:
        """Write the open points to a document and open it for printing."""
        if self._job.busy:
            return
        known = [finding for finding in self._judge.evaluation.findings if not finding.to_do]
        steps = printed_check(self._session, self._sections, self._open, self._awaited, known)
        self._job.begin(steps, show_outside, self._session.failed.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being written."""
        self._job.stop()
        super().closeEvent(event)

    def _line(self, finding: CaseFinding) -> str:
        return joined(say(finding.finding))

    def _needs_route(self) -> bool:
        case = self._session.case
        blind = self._session.notice.masking is not None
        return blind and case.route is Route.NOT_ASKED and not self._open

    # --- The columns -----------------------------------------------------------------------------

    def _column(self, title: str, count: int, tone: Tone) -> tuple[QWidget, QVBoxLayout]:
        """Return a column with its verb and number, and where its rows go."""
        card = Card()
        part = filled(
            QWidget(),
            stacked(
                beside(
                    Label(title, TypeRole.HEAD, tone),
                    (Label(str(count), TypeRole.HEAD, tone if tone is Tone.YOU else Tone.TEXT2), 1),
                    gap=10,
                ),
                card,
                SPRING,
                gap=10,
                margins=FLUSH,
            ),
        )
        return part, column(card, (8, 4, 8, 4), 0)

    def _yours(self) -> QWidget:
        part, rows = self._column(self.tr("轮到您"), self.turns, Tone.YOU)
        able = [finding for finding in self._open if self._may_stand(finding)]
        self.together = None
        if self._several and len(able) > 1:
            self.together = Together(able, self._chosen, self._reasons, wanted=self._let_all_stand)
            rows.addWidget(self.together)
        for finding in self._open:
            self._add_row(rows, finding, several=len(able) > 1)
        asked = self._session.notice.pledge if self._session.overview.confirmed else None
        self.truthful = None
        if asked is not None:
            whole = f"{asked.sentence}　{asked.clause}　“{asked.quote}”"
            self.truthful = CheckBox(
                self.tr("材料真实，我负责"),
                toolTip=tip(whole),
                checked=self._pledged,
                toggled=self._note_truth,
            )
            self.truthful.setAccessibleName(whole)
            rows.addWidget(self.truthful)
        elif not self._open:
            rows.addWidget(Label(self.tr("没有了"), tone=Tone.TEXT2))
        return part

    def _may_stand(self, finding: CaseFinding) -> bool:
        return finding.may_stand and not self._session.read_only

    def _add_row(self, rows: QVBoxLayout, finding: CaseFinding, *, several: bool) -> None:
        """Add what is to do; what else can be done with it is in its menu."""
        if rows.count():
            rows.addWidget(rule())
        line = beside(gap=4)
        if self.together is not None and finding.may_stand:
            line.addWidget(self.together.box(finding))
        menu = MenuButton("", self._line(finding))
        menu.add(self.tr("看原话"), partial(self._show_words, finding))
        if anchor := facts_of(finding.code).manual:
            menu.add(self.tr("了解更多"), partial(learning().wanted.emit, anchor))
        if (refused := refused_file(self._session.case, finding)) is not None:
            removed = self.pages_removed.emit
            row: QWidget = RefusedRow(finding, refused, menu, file_wanted=self._go, removed=removed)
        else:
            row = FindingRow(finding, act=act_words(finding), pressed=self._act)
        rows.addLayout(fill(line, (row, 1), menu))
        self._add_reason(rows, finding, menu, several=several)

    def _add_reason(
        self, rows: QVBoxLayout, finding: CaseFinding, menu: MenuButton, *, several: bool
    ) -> None:
        """Add the second act of a row below it: to say why it may stay as it is."""
        in_row, may_stand = is_decided_in_row(finding), self._may_stand(finding)
        if self._session.read_only or not (in_row or may_stand):
            return
        words = self.tr("就这样，我知道…") if may_stand else self.tr("说明为什么没有…")
        if key_of(finding) in self._reasons:
            rows.addWidget(LetStand(finding, self._reasons, wanted=self._let_stand))
        else:
            known = Button(words, ButtonKind.LINK, do=partial(self._ask_reason, finding))
            known.setAccessibleName(f"{words}，{self._line(finding)}")
            rows.addLayout(beside(known, SPRING, margins=(BESIDE, 0, 6, 4)))
        if several and may_stand:
            menu.add(self.tr("几条一起就这样…"), self._take_several)

    def _others(self) -> QWidget:
        part, rows = self._column(self.tr("等单位"), len(self._awaited), Tone.TEXT)
        for finding in self._awaited:
            if rows.count():
                rows.addWidget(rule())
            act = self.tr("放进来…") if finding.slot else act_words(finding)
            named = slot_title(self._session.notice, finding.slot) if finding.slot else ""
            rows.addWidget(
                FindingRow(finding, act=act, named=named, awaited=True, pressed=self._put_in)
            )
        if not self._awaited:
            rows.addWidget(Label(self.tr("没有了"), tone=Tone.TEXT2))
        return part

    def _exportable(self) -> QWidget:
        going = ready(self._session.overview)
        part, rows = self._column(self.tr("可以导出"), len(going), Tone.TEXT)
        self._alone = []
        for section in self._session.notice.sections:
            slots = {slot.id for slot in section.slots}
            count = sum(standing.page.slot in slots for standing in going)
            if not count:
                continue
            if rows.count():
                rows.addWidget(rule())
            export = Button(
                self.tr("%n 页", None, count),
                ButtonKind.LINK,
                icon="export",
                do=partial(go, self, At("export", part=section.id)),
            )
            export.setEnabled(self.exporting.face is not Face.WRITING)
            self._alone.append(export)
            export.setAccessibleName(
                self.tr("只导出这一栏已确认的 %n 页", None, count) + f"，{section.title}"
            )
            rows.addLayout(beside((Label(section.title, wrap=True), 1), export))
        known = self._session.notice.slots_by_id().keys()
        if count := sum(standing.page.slot not in known for standing in going):
            words = self.tr("%n 页", None, count)
            title = Label(slot_title(self._session.notice, ""))
            rows.addLayout(beside((title, 1), Label(words, tone=Tone.TEXT2)))
        if not rows.count():
            rows.addWidget(Label(self.tr("还没有"), tone=Tone.TEXT2))
        return part

    def _add_known(self, layout: QVBoxLayout, evaluation: Evaluation) -> None:
        """Add what only informs, folded, and what she let stand, to be taken back."""
        findings = [
            finding for finding in evaluation.findings if not finding.to_do and self._line(finding)
        ]
        if not findings:
            return
        stood = sum(bool(finding.waived) for finding in findings)
        words = self.tr("仅供知道 {n}").format(n=len(findings) - stood)
        if stood:
            words += self.tr("　您说就这样 {n}").format(n=stood)
        fold = Button(
            words, ButtonKind.LINK, icon="down" if self._unfolded else "right", do=self._fold
        )
        layout.addLayout(beside(fold, SPRING))
        if not self._unfolded:
            return
        card = Card()
        rows = column(card, (12, 4, 10, 4), 0)
        for finding in sorted(findings, key=lambda one: not one.waived):
            rows.addWidget(
                FindingRow(finding, act=act_words(finding), whole=True, pressed=self._go)
            )
            if finding.waived and not self._session.read_only:
                rows.addWidget(Stood(finding, taken_back=self._take_back))
        layout.addWidget(card)

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self.refresh()

    # --- Acts ------------------------------------------------------------------------------------

    def _ask_reason(self, finding: CaseFinding) -> None:
        self._reasons.setdefault(key_of(finding), "")
        self.refresh()
        for asked in self.findChildren(LetStand):
            if asked.is_about(finding):
                asked.reason.setFocus()

    def _take_several(self) -> None:
        self._several = True
        self.refresh()

    def _let_stand(self, finding: CaseFinding, reason: str) -> None:
        if not finding.may_stand:  # nobody talks away what lacks; that it does not apply is said
            asked = NotApplicable(finding.slot, reason)
            self._session.do(NOT_APPLICABLE, asked, self.tr("记下了：这里没有材料，您说明了原因"))
            return
        case = let_stand(self._session.case, finding, reason, self._session.moment)
        self._session.act(case, self.tr("记下了：就这样，您说明了原因"), LET_STAND.code)

    def _let_all_stand(self, findings: Sequence[CaseFinding], reason: str) -> None:
        case = self._session.case
        for finding in findings:
            case = let_stand(case, finding, reason, self._session.moment)
        words = self.tr("记下了：%n 条都就这样，您说明了原因", None, len(findings))
        self._several = False
        self._session.act(case, words, LET_STAND.code)

    def _take_back(self, finding: CaseFinding) -> None:
        asked = FindingNamed(finding.code, finding.rule, finding.slot, finding.page)
        self._session.do(TAKE_UP_AGAIN, asked, self.tr("收回了，这一条重新要处理"))

    def _show_export(self) -> None:
        """Say what the filled button does by now, and keep in sight what was begun here."""
        face = self.exporting.face
        self._show_step()
        for button in self._alone:
            button.setEnabled(face is not Face.WRITING)
        self.paper.say(said(PAPER.text), key="" if face is Face.RESULT else PAPER.key)
        if self.isVisible() and (face is Face.WRITING or self.exporting.is_writing):
            self.show_part(self.exporting)

    def _show_step(self) -> None:
        confirmed = len(ready(self._session.overview))
        exported = self._session.exported
        asked = self.exporting.face in (Face.ASKING, Face.WRITING)
        offered = (bool(self._open) and confirmed > 0) or exported
        self.partial.setVisible(offered and not asked)
        words = self.tr("先导出 %n 页", None, confirmed)
        self.partial.say(self.tr("再导出一次") if exported and not self._open else words)
        words, _, decides = self._step()
        self.primary.decides = decides
        self.primary.say(words, key=self.tr("空格") if decides else "F")

    def _step(self) -> tuple[str, Callable[[], object], bool]:
        """Return what the filled button says and does, and whether that decides."""
        session = self._session
        if self.exporting.step is not None:
            return self.exporting.step
        if self._open:
            refused = refused_file(session.case, self._open[0])
            words = self.tr("给第 1 条换文件…") if refused else self.tr("去看第 1 条")
            return words, partial(self._go, self._open[0]), False
        if self._needs_route():
            return self.tr("先选上传方式"), partial(go, self, At("route")), False
        if session.exported:
            return self.tr("打开上传助手"), partial(go, self, At("upload")), False
        if self.truthful is not None and not self._pledged:
            return self.tr("先确认真实性"), partial(self._show_truth, self.truthful), False
        words = self.tr("导出 %n 页", None, len(ready(session.overview)))
        return words, self.export, False

    def _show_truth(self, box: CheckBox) -> None:
        box.setFocus()
        self.show_part(box)

    def _note_truth(self, confirmed: bool) -> None:
        self._session.do(PLEDGE, Pledged(confirmed))

    def _act(self, finding: CaseFinding) -> None:
        """Do what the button of a row says: here where that can be done, else where it leads."""
        if is_decided_in_row(finding):
            self._put_in(finding)
        elif finding.code == PAGE_LIES and finding.page is not None:
            page = self._session.case.page(finding.page)
            words = self.tr("第 {n} 页已转正，会重新读一遍").format(n=page.place)
            self._session.do(TURN, Turned(page.number, page.upright_turn), words)
        else:
            self._go(finding)

    def _put_in(self, finding: CaseFinding) -> None:
        if finding.slot:
            self.files_wanted.emit(finding.slot)
        else:
            self._go(finding)

    def _go(self, finding: CaseFinding) -> None:
        """Go where a finding is mended; a file in place of a refused one is chosen here."""
        somewhere = finding.slot or finding.page is not None or finding.section
        if (refused := refused_file(self._session.case, finding)) is not None:
            self.file_wanted.emit(refused.number)
        elif not somewhere and not page_of(finding):
            self._show_words(finding)
        else:
            go(self, mended_at(finding))

    def _show_words(self, finding: CaseFinding) -> None:
        self.notice.show_passage(finding.clause, finding.quote)
        self.notice.show()

    def export(self) -> None:
        """Export what is confirmed."""
        go(self, At("export", part=WHOLE))


PAPER: Action[CheckPage] = Action(
    "paper", "打印…", "print", ("Ctrl+P",), lambda page: page.print_by_key(),
    does="打印这一页；刚导出的，打印清单",
)  # fmt: skip

ACTIONS: tuple[Action[CheckPage], ...] = (
    Action("advance", keys=("F",), do=lambda page: page.go_on(),
           does="下一步：去看要办的，或要导出的"),
    Action("export", icon="export", keys=("Ctrl+E",), do=lambda page: page.export(),
           seen=True, does="先导出已确认的"),
    PAPER,
    NOTICE,
)  # fmt: skip

SHEET = KeySheet("最后检查的快捷键", (*ACTIONS, *EVERYWHERE))
