"""The final check: worst first, the seven states kept apart, then the truthfulness, then export."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.noting import no_longer_waive
from zcdesk.cases.records import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import at
from zcdesk.checks.states import WORST_FIRST, CaseFinding, Evaluation, State
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.export.papers.check_paper import Group, check_paper
from zcdesk.export.plan.layout import legal_title
from zcdesk.finding_facts import facts_of
from zcdesk.notices.profile.entries import Moment
from zcdesk.ui.finish.counting import Verdict, count_cards, numbers_of
from zcdesk.ui.finish.export_page import WHOLE
from zcdesk.ui.finish.let_stand import LetStand, Stood, let_stand
from zcdesk.ui.finish.together import Key, Together
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.mending_page import act_words, mended_at, page_of
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.frame.sheet_door import sheet_row
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.help.everywhere import NOTICE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.check_box import CheckBox
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.job import Work
from zcdesk.ui.kit.outside import show_outside
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import PRIMARY, Role, Tone
from zcdesk.ui.words.clock_words import moment_words
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.sentences import clauses, joined, say
from zcdesk.ui.words.states import slot_look
from zcdesk.workflow.open_case.reviewing import ready
from zcdesk.workflow.open_case.to_do import awaited, to_do

WIDEST = 1120

Paper = tuple[str, Sequence[str], Sequence[Group], Sequence[Group]]
"""What ``check_paper`` writes."""


class CheckPage(ColumnPage):
    """Findings by section; each leads to its place."""

    def __init__(self, view: CaseView) -> None:
        session, judge = view.session, view.judge
        super().__init__(CaseBar(session, self.tr("最后检查"), back=self.tr("回到栏目")), WIDEST)
        self._session, self._judge = session, judge
        self._open: list[CaseFinding] = []
        self._awaited: list[CaseFinding] = []
        self._sections: dict[str, str] = {}
        self._truth = False
        self.together: Together | None = None
        self._chosen: set[Key] = set()
        self._reasons: dict[tuple[str, str, str, int | None], str] = {}
        self.notice = NoticePanel(session.notice)
        self.notice.hide()
        self.notice.closed.connect(self.toggle_notice)
        self.outer.addWidget(self.notice)
        self.truthful = CheckBox()
        self._topics: set[str] = set()
        self.primary = Button("", Kind.PRIMARY, key="Enter")
        self.primary.clicked.connect(self.go_on)
        self.partial = Button("", icon="export")
        self.partial.setMinimumHeight(PRIMARY)
        self.partial.clicked.connect(self._export)
        self._route = Label("", Role.CAPTION, Tone.TEXT2)
        change = Button(self.tr("改"), Kind.LINK)
        change.clicked.connect(self._change_route)
        if session.notice.masking is not None:
            self.buttons.addWidget(self._route)
            self.buttons.addWidget(change)
        self._job = Work(self)
        self.paper = Actions(self, (PAPER, NOTICE), self, WINDOW).button("paper")
        self.buttons.addWidget(self.paper)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.partial)
        self.buttons.addWidget(self.primary)
        if isinstance(self.bar, CaseBar):
            self.bar.notice_pressed.connect(self.toggle_notice)
        self.bar.subtitle.say(session.notice.short_title)
        judge.judged.connect(self._refresh_shown)

    def refresh(self) -> None:
        """Show the evaluation as it stands."""
        evaluation, session = self._judge.evaluation, self._session
        self._sections = {"": self.tr("整份申报")}
        self._sections |= {section.id: section.title for section in evaluation.sections}
        self._open = self._as_shown(to_do(evaluation))
        self._awaited = self._as_shown(awaited(evaluation))
        layout = self.fresh_column(20)
        self._topics.clear()
        layout.addWidget(self._verdict(evaluation))
        layout.addLayout(sheet_row(session.overview))
        numbers = numbers_of(evaluation, self._open)
        layout.addLayout(count_cards(numbers, len(self._awaited), self.width()))
        self._list_findings(layout, evaluation)
        self._add_pledge(layout)
        self._add_told(layout)
        layout.addStretch(1)
        words = {
            Route.NOT_ASKED: self.tr("上传方式：还没有选"),
            Route.UNKNOWN: self.tr("上传方式：还不确定"),
            Route.COVERED: self.tr("上传方式：上传已遮盖的图片"),
            Route.INSIDE_PLATFORM: self.tr("上传方式：平台内遮盖"),
        }
        self._route.say(words[session.case.route])
        self._show_step()

    def _as_shown(self, findings: Sequence[CaseFinding]) -> list[CaseFinding]:
        """Return findings in the order of their rows: section by section, the whole case first."""
        places = {section: place for place, section in enumerate(self._sections)}
        return sorted(findings, key=lambda finding: places.get(finding.section, 0))

    def arrive(self, _at: At) -> None:
        """Show what is to do now, and give the keyboard to the step."""
        self.refresh()
        self.primary.setFocus()

    @property
    def is_passed(self) -> bool:
        """Tell whether nothing stands between the check and the export."""
        pledged = self._session.notice.pledge is None or self._truth
        return not to_do(self._judge.evaluation) and not self._needs_route() and pledged

    def go_on(self) -> None:
        """Go to the first open point, or export."""
        if self._needs_route():
            go(self, At("route"))
        elif self._open:
            go(self, mended_at(self._open[0]))
        elif self._session.exported:
            go(self, At("upload"))
        elif self._session.notice.pledge is not None and not self._truth:
            self.truthful.setFocus()
            self.show_part(self.truthful)
        else:
            self._export()

    def escape(self) -> None:
        """Close the notice where it is open, else go back."""
        if self.notice.isVisible():
            self.notice.hide()
        else:
            super().escape()

    def print_page(self) -> None:
        """Write what is to do on a page of its own and open it where it can be printed."""
        if self._job.busy:
            return
        notice = self._session.notice
        evaluation = self._judge.evaluation
        name = self.tr("最后检查 {title}.pdf").format(
            title=legal_title(notice.short_title, notice.id)
        )
        title = self.tr("最后检查：{title}").format(title=notice.short_title)
        checked = (self.tr("检查于 {moment}").format(moment=moment_words(self._session.moment)),)
        steps = _written(
            preferences().package_folder / name,
            (title, checked, self._to_do(), self._known(evaluation)),
        )
        self._job.begin(steps, show_outside, self._session.failed.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being written."""
        self._job.stop()
        super().closeEvent(event)

    def _to_do(self) -> list[Group]:
        return [
            (self._sections[section], [self._line(finding) for finding in found])
            for section, found in groupby(self._open, self._section_of)
        ]

    def _section_of(self, finding: CaseFinding) -> str:
        return finding.section if finding.section in self._sections else ""

    def _others_words(self) -> str:
        return self.tr("等别人的 {n} 条，拿到后放进来").format(n=len(self._awaited))

    def _known(self, evaluation: Evaluation) -> list[Group]:
        lines = [self._line(finding) for finding in evaluation.findings if not finding.to_do]
        lines = [line for line in lines if line]
        known = [(self.tr("仅供知道的 {n} 条").format(n=len(lines)), lines)] if lines else []
        others = [self._line(finding) for finding in self._awaited]
        return [*([(self._others_words(), others)] if others else []), *known]

    def _line(self, finding: CaseFinding) -> str:
        return joined(say(finding.finding))

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _needs_route(self) -> bool:
        case = self._session.case
        blind = self._session.notice.masking is not None
        return blind and case.route is Route.NOT_ASKED and not self._open

    def _verdict(self, evaluation: Evaluation) -> Verdict:
        counts = numbers_of(evaluation, self._open)
        worst = next((s for s in WORST_FIRST if counts[s]), State.NOT_NEEDED)
        look = slot_look(worst)
        missing = counts[State.MISSING]
        parts = [
            self.tr("缺 {n} 件").format(n=missing) if missing else "",
            self._counted(self.tr("需您确认 {n} 处"), counts[State.NEEDS_PERSON]),
            self._counted(self.tr("{n} 处未能检查"), counts[State.COULD_NOT_CHECK]),
            self._counted(self.tr("{n} 处原文未述，不算缺也不算齐"), counts[State.NOT_STATED]),
            self._counted(self.tr("等别人 {n} 条"), len(self._awaited)),
        ]
        words = clauses(parts)
        if self._open:
            head = self.tr("还有 %n 条要处理", None, len(self._open))
            words = self.tr("{told}。").format(told=words) if words else ""
            return Verdict(look.icon, look.tone, head, words)
        if self._session.exported:
            head = self.tr("要办的都办了，材料也导出了，接下来上传")
            words = self.tr("{told}。").format(told=words) if words else ""
            return Verdict("check-circle", Tone.OK, head, words)
        head = self.tr("要办的都办了，可以导出全部材料")
        if self._session.outdated:
            head = self.tr("导出以后改过，请再导出一次再上传")
        end = self.tr("导出时每张成品再读一遍，没有再认出姓名和单位才放入材料包。")
        return Verdict("check-circle", Tone.OK, head, f"{words}。{end}" if words else end)

    @staticmethod
    def _counted(words: str, count: int) -> str:
        return words.format(n=count) if count else ""

    def _list_findings(self, layout: QVBoxLayout, evaluation: Evaluation) -> None:
        able = [one for one in self._open if one.may_stand and not self._session.read_only]
        self.together = None
        if len(able) > 1:
            self.together = Together(able, self._chosen, self._reasons)
            self.together.wanted.connect(self._let_all_stand)
            layout.addWidget(self.together)
        for section, found in groupby(self._open, self._section_of):
            layout.addSpacing(6)
            layout.addLayout(self._heading(section, self._sections[section]))
            layout.addWidget(self._card(list(found)))
        if self._awaited:
            layout.addSpacing(6)
            layout.addWidget(Label(self._others_words(), Role.STRONG, Tone.TEXT2))
            layout.addWidget(self._card(self._awaited))
        findings = [case_finding for case_finding in evaluation.findings if not case_finding.to_do]
        findings = [case_finding for case_finding in findings if say(case_finding.finding).message]
        stood = [case_finding for case_finding in findings if case_finding.waived]
        findings = [case_finding for case_finding in findings if not case_finding.waived]
        if stood:
            layout.addSpacing(6)
            words = self.tr("您说就这样的 {n} 条").format(n=len(stood))
            layout.addWidget(Label(words, Role.STRONG, Tone.TEXT2))
            layout.addWidget(self._card(stood))
        if findings:
            layout.addSpacing(6)
            words = self.tr("仅供知道的 {n} 条").format(n=len(findings))
            layout.addWidget(Label(words, Role.STRONG, Tone.TEXT2))
            layout.addWidget(self._card(findings))

    def _heading(self, section: str, title: str) -> QHBoxLayout:
        """Return a section's title, with a way to export what is confirmed of it."""
        row = QHBoxLayout()
        row.addWidget(Label(title, Role.STRONG))
        row.addStretch(1)
        slots = {slot.id for slot in self._session.notice.section(section).slots} if section else ()
        count = sum(standing.page.slot in slots for standing in ready(self._session.overview))
        if count:
            words = self.tr("只导出这一栏已确认的 %n 页", None, count)
            export = Button(words, Kind.LINK, icon="export")
            export.clicked.connect(partial(go, self, At("export", part=section)))
            row.addWidget(export)
        return row

    def _card(self, findings: list[CaseFinding]) -> Card:
        card = Card()
        inner = column(card, (12, 4, 10, 4), 0)
        for place, finding in enumerate(findings):
            if place:
                inner.addWidget(rule())
            row = FindingRow(
                finding,
                quote=True,
                act=act_words(finding),
                more=self._first_of_topic(finding),
                awaited=finding in self._awaited,
            )
            row.pressed.connect(self._go)
            inner.addLayout(self._with_box(row, finding))
            if finding.may_stand and not self._session.read_only:
                stand = LetStand(finding, self._reasons)
                stand.wanted.connect(self._let_stand)
                inner.addWidget(stand)
            elif finding.waived and not self._session.read_only:
                stood = Stood(finding)
                stood.taken_back.connect(self._take_back)
                inner.addWidget(stood)
        return card

    def _with_box(self, row: FindingRow, finding: CaseFinding) -> QHBoxLayout:
        """Return a row, with a box before it where several may be let stand at once."""
        line = QHBoxLayout()
        line.setSpacing(4)
        if self.together is not None and finding.may_stand:
            line.addWidget(self.together.box(finding))
        line.addWidget(row, 1)
        return line

    def _first_of_topic(self, finding: CaseFinding) -> str:
        """Return the passage about a finding where no line above leads there already, else ""."""
        anchor = facts_of(finding.code).manual
        if anchor in self._topics:
            return ""
        self._topics.add(anchor)
        return anchor

    def _let_stand(self, finding: CaseFinding, reason: str) -> None:
        case = let_stand(self._session.case, finding, reason, self._session.moment)
        self._session.act(case, self.tr("记下了：就这样，您说明了原因"), ActCode.LET_STAND)

    def _let_all_stand(self, findings: Sequence[CaseFinding], reason: str) -> None:
        case = self._session.case
        for finding in findings:
            case = let_stand(case, finding, reason, self._session.moment)
        words = self.tr("记下了：%n 条都就这样，您说明了原因", None, len(findings))
        self._session.act(case, words, ActCode.LET_STAND)

    def _take_back(self, finding: CaseFinding) -> None:
        case = no_longer_waive(
            self._session.case, finding.code, finding.rule, finding.slot, finding.page
        )
        self._session.act(case, self.tr("收回了，这一条重新要处理"), ActCode.LET_STAND)

    def _add_pledge(self, layout: QVBoxLayout) -> None:
        """Add the sentence that the notice asks to confirm; nothing where it asks for none."""
        pledge = self._session.notice.pledge
        if pledge is None:
            return
        self.truthful = CheckBox(pledge.sentence)
        self.truthful.setChecked(self._truth)
        self.truthful.toggled.connect(self._note_truth)
        card = Card()
        inner = column(card, (16, 8, 14, 8), 2)
        inner.addWidget(self.truthful)
        source = f"{pledge.clause}　“{pledge.quote}”"
        inner.addWidget(Label(source, Role.CAPTION, Tone.TEXT2, wrap=True))
        layout.addSpacing(6)
        layout.addWidget(card)

    def _add_told(self, layout: QVBoxLayout) -> None:
        """Add what the notice says happens to false or careless material, in its own words."""
        session = self._session
        lines = ToldLines()
        layout.addWidget(lines)
        lines.show_told(at(concerning(session.notice, session.case), Moment.CHECK))

    def _show_step(self) -> None:
        confirmed = len(ready(self._session.overview))
        exported = self._session.exported
        self.partial.setVisible((bool(self._open) and confirmed > 0) or exported)
        words = self.tr("先导出已确认的 %n 页", None, confirmed)
        self.partial.say(self.tr("再导出一次") if exported and not self._open else words)
        if self._open:
            self.primary.say(self.tr("去处理第 1 条"))
        elif self._needs_route():
            self.primary.say(self.tr("先选上传方式"))
        elif exported:
            self.primary.say(self.tr("打开上传助手"))
        elif self._session.notice.pledge is not None and not self._truth:
            self.primary.say(self.tr("先确认真实性"))
        else:
            words = self.tr("导出全部材料")
            self.primary.say(self.tr("再导出全部材料") if self._session.outdated else words)

    def _note_truth(self, confirmed: bool) -> None:
        self._truth = confirmed
        self._show_step()

    def _go(self, finding: CaseFinding) -> None:
        somewhere = finding.slot or finding.page is not None or finding.section
        if not somewhere and not page_of(finding):
            self.notice.show_passage(finding.clause, finding.quote)
            self.notice.show()
        else:
            go(self, mended_at(finding))

    def toggle_notice(self) -> None:
        """Open or close the notice."""
        self.notice.setVisible(not self.notice.isVisible())

    def _change_route(self) -> None:
        go(self, At("route"))

    def _export(self) -> None:
        go(self, At("export", part=WHOLE))


def _written(place: Path, paper: Paper) -> Generator[Path, None, None]:
    """Write the page (beside the window: it is drawn)."""
    make_folder(place.parent)
    write_atomically(place, check_paper(*paper))
    yield place


PAPER: Action[CheckPage] = Action(
    "paper", "打印这一页…", "print", ("Ctrl+P",), lambda page: page.print_page()
)
