"""Where a batch begins: roster, scans, place of the results; faults of the roster in one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.mending import WHOLE_ROW
from zcdesk.batch.roster.people import RosterFault
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.batch.due_card import DueCard
from zcdesk.ui.batch.mending import MendRow, line_of
from zcdesk.ui.batch.notice_button import NoticeButton
from zcdesk.ui.batch.open_question_card import OpenQuestionCard
from zcdesk.ui.batch.stages import STAGES, Stage
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    ask_file,
    ask_folder,
    ask_place,
    preferences,
    with_ending,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    SPRING,
    Caption,
    ElidedLabel,
    Explanation,
    Label,
    Tone,
    TypeRole,
    beside,
    fill,
    filled,
    stacked,
    tip,
)
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.words.sentences import joined, place_words, say_error
from zcdesk.wording import sentence

FAULTS, MENDING = 220, 264
"""Least heights of the list of faults in logical pixels: below all cards, and while one mends."""


_NAMELESS = {(columns.NOTICE, f"roster.{code}") for code in ("column_missing", "cell_empty")}
"""Faults that are mended by one notice for all rows that name none."""


class BatchSetup(ColumnPage):
    """Three things to choose, then the one button.

    Signals:
        results_wanted: An earlier run is only to be looked at.
    """

    results_wanted = Signal()

    def __init__(self, work: BatchWork) -> None:
        super().__init__(
            TopBar(self.tr("单位批量"), back=self.tr("开始页"), icon="home"), PAGE_COLUMN
        )
        self.work: BatchWork = work
        self._roster = ElidedLabel("", TypeRole.STRONG)
        self._scans = ElidedLabel("", TypeRole.STRONG)
        self._out = ElidedLabel("", TypeRole.STRONG)
        self._shared = Label("", TypeRole.STRONG, wrap=True)
        self._asked = self._unfolded = False
        self._faults: tuple[RosterFault, ...] = ()
        self._errors: tuple[RosterFault, ...] = ()
        self.notes = Button("", ButtonKind.LINK, icon="down", do=self.unfold)
        self.told = Explanation()
        lines: dict[str, Any] = {
            "wordWrap": True,
            "resizeMode": QListView.ResizeMode.Adjust,
            "spacing": 3,
            "minimumHeight": FAULTS,
            "editTriggers": QAbstractItemView.EditTrigger.NoEditTriggers,
            "accessibleName": self.tr("花名册里要改的地方"),
        }
        self.faults = QListView(**lines)
        self._lines = QStringListModel(self)
        self.faults.setModel(self._lines)
        self.mends: dict[tuple[int, str], str] = {}
        self._copy: Path | None = None
        self.mend = MendRow(work, self, mended=self._take_mend)
        self.due = DueCard()
        self.notice: NoticeButton = NoticeButton(
            "", self.tr("各行自己写的"), wanted=self.take_notice
        )
        self.answers = OpenQuestionCard(answered=self._take_answers)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.again = actions.button("again")
        self.look = Button(self.tr("只看上次的结果"), icon="list", do=self.results_wanted)
        self.primary = Button("", ButtonKind.PRIMARY, key=actions.key("enter"), do=self.next_step)
        self._build()
        work.planned.connect(self._take_plan)
        self.due.changed.connect(self._take_due)
        work.failed.connect(self._say_error)
        work.template_made.connect(self._say_template)
        work.mended.connect(self._say_mended)
        self.faults.selectionModel().currentChanged.connect(self._show_mend)
        shared = work.shared
        for told in (work.checked, shared.progressed, shared.changed, shared.page_changed):
            told.connect(self.refresh)
        self.refresh()

    def choose_roster(self) -> None:
        """Ask for the roster."""
        kinds = self.tr("花名册 (*.xlsx *.csv *.txt);;所有文件 (*)")
        ask_file(self, self.tr("选花名册"), self.take_roster, self._near, kinds)

    def choose_folder(self, title: str, take: Callable[[Path], None]) -> None:
        """Ask for a folder: of case files in place of a roster, of scans, or of the results."""
        ask_folder(self, title, take, self._near)

    def choose_shared(self) -> None:
        """Split scans of many people; the roster tells who they could be."""
        if self.work.plan is None:
            self.told.say(self.tr("先选花名册和材料文件夹，才知道有哪些人。"), Tone.YOU)
            return
        self._asked = True
        go(self, At("shared"))

    def choose_template(self, notice: str) -> None:
        """Ask where an empty roster with the questions of a notice is to be written."""
        place = Path(self._near) / self.tr("花名册.xlsx")
        title, kinds = self.tr("生成空表"), self.tr("表格 (*.xlsx)")

        def make(path: Path) -> None:
            self.work.make_template(with_ending(path, ".xlsx"), notice)

        ask_place(self, title, make, place, kinds)

    def take_roster(self, path: Path) -> None:
        """Read a roster; another one has a day of its own."""
        if path != self.work.roster_path:
            self.due.show_day(None)
        self.work.plan = None
        self.mends = {}
        self.work.check(path)

    def take_scans(self, folder: Path) -> None:
        """Take everybody's scans from below a folder."""
        self.work.scans = folder
        self.work.plan = None
        if self.work.roster_path is not None:
            self.work.check(self.work.roster_path)  # folders are among what may be wrong with it
        self.refresh()

    def take_notice(self, notice: str) -> None:
        """Take a notice for all rows that name none."""
        self.work.notice, self.work.plan = notice, None
        if self.work.roster_path is not None:
            self.work.check(self.work.roster_path)

    def take_out(self, folder: Path) -> None:
        """Put the results into a folder."""
        self.work.out, self.work.plan = folder, None
        self.refresh()

    def unfold(self) -> None:
        """Show what is only to be known below what is to be mended, or no longer."""
        self._unfolded = not self._unfolded
        self.refresh()

    def read_again(self) -> None:
        """Read the roster again after it was mended."""
        if self.work.roster_path is not None:
            self.take_roster(self.work.roster_path)

    def next_step(self) -> None:
        """Do what the primary button says."""
        self.stage.do(self)

    @property
    def stage(self) -> Stage:
        """How far choosing has come."""
        return next(stage for stage in STAGES if stage.is_due(self))

    @property
    def roster_is_usable(self) -> bool:
        """The roster was read, and nothing in it keeps the work from beginning."""
        return self.work.roster is not None and self.work.roster.usable

    @property
    def goes_on(self) -> bool:
        """An earlier run lies in the folder of the results."""
        return self.work.plan is not None and self.work.plan.occupied

    @property
    def finds_scans(self) -> bool:
        """All is chosen from which everybody's scans can be found."""
        return self.roster_is_usable and self.work.scans is not None and self.work.plan is None

    def ask_scans(self) -> None:
        """Ask for the folder with everybody's scans."""
        self.choose_folder(self.tr("选材料文件夹"), self.take_scans)

    def start(self) -> None:
        """Handle everybody, on from where an earlier run stopped; a day has to be one."""
        if self.due.unclear:
            self.due.field.setFocus()
        else:
            self.work.start(resume=self.goes_on)

    def refresh(self) -> None:
        """Show what was chosen and what is still open."""
        work = self.work
        nothing = self.tr("还没有选")
        places = (work.roster_path, work.scans, work.out)
        for label, path in zip((self._roster, self._scans, self._out), places, strict=True):
            label.say(place_words(path) if path else nothing, Tone.TEXT if path else Tone.TEXT3)
            label.setToolTip(tip(str(path or "")))
        if self.finds_scans:
            work.prepare()
        known = work.roster.faults if work.roster else ()
        errors = self._errors = tuple(fault for fault in known if fault.to_mend)
        notes = tuple(fault for fault in known if not fault.to_mend)
        self._faults = errors + notes if self._unfolded else errors
        self.notes.setVisible(bool(notes))
        self.notes.say(self.tr("请留意 %n 处", None, len(notes)))
        lines = [self._fault_line(fault) for fault in self._faults]
        if lines != self._lines.stringList():
            marked = self.faults.currentIndex().row()
            self._lines.setStringList(lines)
            self.faults.setCurrentIndex(self._lines.index(max(marked, 0)))
        self._show_mend()
        self._shared.say(*self._shared_told())
        self.faults.setVisible(bool(lines))
        chosen = load_notice(work.notice).short_title if work.notice else self.tr("选通知…")
        self.notice.say(chosen)
        self.notice.setVisible(self.asks_notice or bool(work.notice))
        mending = bool(errors) and all(fault.of_cell for fault in errors)
        for card in self._later:  # cells are mended first, and want the room
            card.setVisible(not mending)
        self.answers.show_questions(work.plan.questions if work.plan and not mending else ())
        self.faults.setMinimumHeight(MENDING if mending else FAULTS)
        self.again.setVisible(work.roster_path is not None)
        self.look.setVisible(work.plan is not None and bool(work.plan.done))
        words, tone = self._explanation()
        if self._copy is not None and work.roster_path == self._copy:
            copied = self.tr("改好的存为“{file}”，原来那份没有动。")
            words = copied.format(file=self._copy.name) + words
        self.told.say(words, tone)
        stage = self.stage
        self.primary.decides = stage.writes
        self.primary.say(stage.says(self), key=self.tr("空格") if stage.writes else "Enter")

    def leave(self) -> None:
        """Go back to the start page."""
        go(self, At("start"))

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.refresh()
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the next step."""
        self.primary.setFocus()

    def enter(self) -> None:
        """Enter: press the button in focus, else do the next step; it never begins the work."""
        focus = self.focusWidget()
        if focus is self.mend.field:
            self.mend.take()
            return
        button = focus if isinstance(focus, Button) else self.primary
        if button.decides:
            button.setFocus()
        else:
            button.click()

    @property
    def asks_notice(self) -> bool:
        """Rows name no notice, and none was chosen for them."""
        return not _NAMELESS.isdisjoint(
            (fault.column, fault.finding.code) for fault in self._errors
        )

    @property
    def asks_whose(self) -> bool:
        """Shared pages were not looked at yet; who has seen them may leave them for later."""
        return bool(self.work.shared.open_count) and not self._asked

    def _shared_told(self) -> tuple[str, Tone]:
        shared = self.work.shared
        if shared.splitting:
            return self.tr("正在分"), Tone.TEXT
        if not shared.pages:
            return self.tr("还没有选"), Tone.TEXT3
        words = self.tr("%n 页", None, len(shared.pages))
        if shared.open_count:
            return words + self.tr("，{n} 页请您定").format(n=shared.open_count), Tone.YOU
        return words + self.tr("，都定好了"), Tone.TEXT

    def _explanation(self) -> tuple[str, Tone]:
        work = self.work
        roster, plan = work.roster, work.plan
        if roster is None:
            words = self.tr("花名册一人一行；没有的话先生成空表，填好再选。")
            return words, Tone.TEXT2
        if self._errors:
            words = self.tr("花名册有 {n} 处要改，都列在下面；可以在这里逐格改好，另存一份。")
            return words.format(n=len(self._errors)), Tone.MISS
        words = self.tr("花名册有 %n 人。", None, len(roster.people))
        if plan is None:
            return words, Tone.TEXT2
        matched, listed = plan.matched, self.tr("、")
        counts = {
            "n": len(roster.people),
            "m": len(matched.places),
            "files": sum(plan.files.values()),
            "without": len(matched.without),
            "rows": listed.join(map(str, matched.without)),
            "done": plan.done,
            "strange": len(plan.strange),
        }
        said = (
            (True, self.tr("核对过了：{n} 人，{m} 人有材料，{files} 个文件；还没有开始处理。")),
            (matched.without, self.tr("{without} 人没有材料文件夹：第 {rows} 行。")),
            (matched.left_over, self._of_folders("left_over", matched.left_over)),
            (matched.unclear, self._of_folders("unclear", matched.unclear)),
            (
                plan.occupied,
                self.tr(
                    "结果文件夹里有上次的结果（{done} 人已做完），"
                    "会从停下的地方接着做，做完的不再做。"
                ),
            ),
            (
                plan.strange,
                self.tr(
                    "那里还有 {strange} 人的结果，不在这份花名册里，照原样留着；请确认是同一份。"
                ),
            ),
        )
        words += "".join(one.format(**counts) for told, one in said if told)
        return words, Tone.YOU if matched.without or plan.strange else Tone.TEXT2

    def _of_folders(self, code: str, names: Sequence[str]) -> str:
        """Return what is said of folders; braces in their names are none of ours."""
        listed = self.tr("、").join(names).replace("{", "{{").replace("}", "}}")
        return sentence(f"batch.{code}", preferences().settings.language, names=listed).message

    def _build(self) -> None:
        several = self.tr("几份通知一起用（只列它们都问的）")
        self.empty = NoticeButton(self.tr("生成空表…"), several, wanted=self.choose_template)
        cases = Button(
            self.tr("案卷文件夹…"),
            icon="folder",
            do=partial(self.choose_folder, self.tr("选放着案卷的文件夹"), self.take_roster),
        )
        choose_out = partial(self.choose_folder, self.tr("选结果文件夹"), self.take_out)
        title = self.tr("结果文件夹：每人的案卷、草稿和总表")
        out = self._card(title, self._out, choose_out)
        title = self.tr("合订扫描件：一叠多人签字的表，没有就不用选")
        self._later = (out, self._card(title, self._shared, self.choose_shared), self.due)
        caption = self.tr("每个人只用本人的姓名查找，单位名称共用。全部在本机处理，不联网。")
        title = self.tr("花名册（xlsx 或 csv），或者放着案卷的文件夹")
        self.show_parts(
            Label(self.tr("单位批量"), TypeRole.HEAD),
            Explanation(caption),
            self._card(title, self._roster, self.choose_roster, self.notice, self.empty, cases),
            self._card(self.tr("材料文件夹：里面每人一个文件夹"), self._scans, self.ask_scans),
            *self._later,
            self.answers,
            self.told,
            self.mend,
            (self.faults, 1),
            (self.notes, 0, Qt.AlignmentFlag.AlignLeft),
        )
        fill(self.buttons, self.again, SPRING, self.look, self.primary)

    def _card(self, title: str, label: Label, act: Callable[[], None], *more: Button) -> Card:
        choose = Button(self.tr("选择…"), icon="folder", do=act)
        choose.setAccessibleName(f"{self.tr('选择…')} {title}")
        return filled(
            Card(),
            beside(
                (stacked(Caption(title), label, gap=2), 1),
                *more,
                choose,
                gap=8,
                margins=(16, 12, 16, 12),
            ),
        )

    def _fault_line(self, fault: RosterFault) -> str:
        if (fault.row, WHOLE_ROW) in self.mends:
            return line_of(fault) + self.tr("　→ 删去这一行")
        mended = self.mends.get((fault.row, fault.column))
        if mended is None:
            return line_of(fault)
        return line_of(fault) + self.tr("　→ 改成“{text}”").format(text=mended)

    def _show_mend(self) -> None:
        """Show the cell of the fault that is marked."""
        place, faults = self.faults.currentIndex().row(), self._faults
        fault = faults[place] if 0 <= place < len(faults) else None
        written = self.mends.get((fault.row, fault.column), "") if fault else ""
        self.mend.show_fault(fault, written)

    def _take_mend(self, row: int, column: str, text: str) -> None:
        """Keep another text for a cell, and mark the next fault that has none; one row may go."""
        self.mends[row, column] = text
        place = self.faults.currentIndex().row()
        self.refresh()
        faults = self._faults
        for following in (*range(place + 1, len(faults)), *range(place)):
            fault = faults[following]
            open_ones = {(fault.row, fault.column), (fault.row, WHOLE_ROW)}
            if fault.of_cell and not open_ones & self.mends.keys():
                self.faults.setCurrentIndex(self._lines.index(following))
                return
        self.primary.setFocus()

    def _take_answers(self, column: str, answers: dict[int, str]) -> None:
        """Keep one answer for all rows that have none, to be written with the mended cells."""
        self.mends |= {(row, column): words for row, words in answers.items()}
        self.refresh()
        self.primary.setFocus()

    def _say_mended(self, path: Path) -> None:
        self.mends, self._copy = {}, path
        self.refresh()

    def _take_plan(self) -> None:
        """Show the day of an earlier run, where nobody has typed another one."""
        plan = self.work.plan
        if plan is not None and plan.due is not None and not self.due.field.text().strip():
            self.due.show_day(plan.due)
        self.refresh()

    def _take_due(self) -> None:
        self.work.due = self.due.day
        self.refresh()

    @property
    def _near(self) -> str:
        known = self.work.roster_path
        return str(known.parent if known else preferences().case_folder)

    def _say_error(self, error: object) -> None:
        self.refresh()
        if self.finds_scans:
            self.primary.say(self.tr("再找一次材料"))
        self.told.say(joined(say_error(error)), Tone.MISS)

    def _say_template(self, path: Path) -> None:
        words = self.tr("已生成空的花名册“{file}”，第二个工作表写着每一列填什么。")
        self.told.say(words.format(file=path.name), Tone.OK)


ACTIONS: tuple[Action[BatchSetup], ...] = (
    Action("again", "重新读花名册", "repeat", ("F5",), lambda page: page.read_again()),
    Action("enter", keys=("Enter", "Return"), do=lambda page: page.enter()),
)
