"""The export below the final check: where to, how far, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.acts.asked import Delivered
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.table import DELIVER
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.checks.dates.returns import open_return
from zcdesk.export.package.folders import free_place
from zcdesk.export.plan.layout import content_of, legal_title
from zcdesk.export.plan.manifest import Content
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.finish.result import ResultView
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Bar, Button, CheckBox, Work, ask_folder, preferences
from zcdesk.ui.look import (
    FLUSH,
    TEXT_COLUMN,
    Caption,
    Explanation,
    Label,
    Tone,
    TypeRole,
    column,
    filled,
    stacked,
    tip,
)
from zcdesk.ui.session.second_reading import SecondReading
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, place_words, say_error, slot_title
from zcdesk.ui.words.time_words import about
from zcdesk.wording import Wording
from zcdesk.workflow.case.stored_export import part_of
from zcdesk.workflow.intake.under_way import forget_export, note_export
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.package_files import pages_in, sent_of
from zcdesk.workflow.package.second_reading import Exported
from zcdesk.workflow.path.case_path import OpenRound, open_round
from zcdesk.workflow.path.time_left import TimeLeft
from zcdesk.workflow.review.reviewing import ready, silent_on_secrecy

WHOLE, CHANGED = "*", "changed"
"""Stand for all of a case, and for what was changed since a return, where a part might be meant."""


class Face(Enum):
    """What the part shows."""

    AWAY = auto()
    ASKING = auto()
    WRITING = auto()
    RESULT = auto()


class ExportPart(QWidget):
    """Asks for the place, writes the package, shows the result; the check's filled button does it.

    Signals:
        exported: Where a package is now.
        turned: It shows something else, and the filled button says something else.
    """

    exported = Signal(object)
    turned = Signal()

    def __init__(self, session: Session, second: SecondReading, check: QWidget) -> None:
        super().__init__(check, maximumWidth=TEXT_COLUMN)  # shown without one, it is a window
        self._session, self._second = session, second
        self.face, self._by_itself = Face.AWAY, False
        self._unseen = False  # what came of an export while another page was in front
        self._begun = 0  # steps of the session when it began
        self._job = Work(self)
        self._parent_folder = preferences().package_folder
        self._part = session.case
        self._section = ""
        self._round: OpenRound | None = None
        self._count = self._done = 0
        self._written: PackageDone | None = None  # that nobody has heard of yet
        self._free: Path | None = None
        self._head = Label("", TypeRole.HEAD)
        self._intro = Explanation()
        self._place = Label("", TypeRole.STRONG, wrap=True)
        self._error = Label("", tone=Tone.MISS, wrap=True)
        self.changes = CheckBox(self.tr("只放上次提交以后改过的图片"), toggled=self._count_pages)
        self.together = Button("", icon="export", decides=True, do=self._start_together)
        self._progress = Bar(8)
        self._left = TimeLeft()
        self._state = Label("", tone=Tone.TEXT2)
        self.result = ResultView(session)
        self.change = Button(self.tr("换一个位置…"), icon="folder", do=self._choose_folder)
        self.stop = Button(self.tr("停止，不留下半个材料包"), icon="stop", do=self._stop)
        self._asking = self._question()
        column(self, (0, 16, 0, 0), 10, self._head, self._asking, self.result)
        self.hide()

    @property
    def package(self) -> Path:
        """Where the package will be."""
        if not self._section:
            changes = self._content is Content.CHANGES
            return self._free or (self._changes_package if changes else self.whole_package)
        title = legal_title(self._part_title())
        return self.whole_package.with_name(f"{self.whole_package.name} {title}")

    @property
    def is_writing(self) -> bool:
        """Tell whether a package is being written now."""
        return self._job.busy

    @property
    def last_package(self) -> Path:
        """Where the package that was written last is, as this page would name it."""
        deliveries = sent_of(self._session.case.deliveries)
        changes = bool(deliveries) and deliveries[-1].kind is DeliveryKind.CHANGES
        return self._changes_package if changes else self.whole_package

    @property
    def _changes_package(self) -> Path:
        """Where the changes of the last return will be."""
        rounds = len(self._session.case.rounds)
        # One name in every language, as for the whole package.
        name = f"第{rounds}次补正" if rounds else "改动"
        return self.whole_package.with_name(f"{self.whole_package.name} {name}")

    @property
    def holds(self) -> bool:
        """Tell whether one is being written, or one is there that is the case as it is."""
        return self.is_writing or (self.result.done is not None and self._session.exported)

    def arrive(self, at: At) -> None:
        """Show what would be written of ``at.part``; what is being written, or was, stays."""
        unseen, self._unseen = self._unseen, False
        if self.is_writing or (unseen and not at.part):
            return
        if at.part == CHANGED:
            self._ask_changes()
        elif at.part:
            self.ask("" if at.part == WHOLE else at.part)
        else:
            self._turn(Face.RESULT if self.holds else Face.AWAY)

    def follow(self, *, passed: bool) -> None:
        """Offer the whole case as soon as the check is passed, and count anew what is asked for.

        Args:
            passed: Nothing is between the check and the export.
        """
        self.setVisible(self.face is not Face.AWAY)  # in a column that was made anew
        if self.face is Face.AWAY and passed and not self._session.exported:
            self.ask("", by_itself=True)
        elif self.face is Face.ASKING and self._by_itself and not passed:
            self._turn(Face.AWAY)
        elif self.face is Face.ASKING:
            self._collect()
            self._count_pages()
        elif self.face is Face.RESULT:
            self._say_exported()

    @property
    def step(self) -> tuple[str, Callable[[], object], bool] | None:
        """What the filled button says and does, and whether that decides; None while away."""
        match self.face:
            case Face.AWAY:
                return None
            case Face.WRITING:  # the key that began it stops nothing: what does is elsewhere
                return self.tr("正在导出…"), partial(self._session.refuse, "act.writing"), False
            case Face.RESULT if self._is_old:
                return self.tr("再导出一次"), self.ask, False
            case Face.RESULT:
                return self.tr("打开上传助手"), partial(go, self, At("upload")), False
        if not self._count:
            return self.tr("先去复核，还没有可以导出的页"), self._look_at_pages, False
        if self._round is not None and self._content is Content.CHANGES:
            return self.tr("只导出改过的 %n 页", None, self._count), self._start, True
        if self._by_itself and self._session.outdated:
            return self.tr("再导出全部材料"), self._start, True
        return self.tr("导出 %n 页", None, self._count), self._start, True

    @property
    def whole_package(self) -> Path:
        """Where a package of the whole case will be."""
        notice = self._session.notice
        # One name in every language: a package is found again, and gone on with, by it.
        return self._parent_folder / f"材料包 {legal_title(notice.short_title, notice.id)}"

    def ask(self, section: str | None = None, *, by_itself: bool = False) -> None:
        """Show how much would be exported, and where to.

        Args:
            section: Id of the only section or slot to export, "" for all; None for the one asked
                last.
            by_itself: The check was passed; nobody asked for it yet.
        """
        self._by_itself = by_itself
        self._section = self._section if section is None else section
        self._free = None
        self._collect()
        self.changes.setVisible(bool(self._session.case.deliveries) and not self._section)
        self.changes.setChecked(open_return(self._session.case) is not None)
        self._error.say("")
        self._count_pages()

    def _collect(self) -> None:
        """Take up what is to be exported as the case is now."""
        session = self._session
        slot = self._section if self._is_slot() else None
        self._part = part_of(
            session.case, session.notice, None if slot else self._section or None, slot
        )
        self._round = None if self._section else open_round(session.notice, session.case)

    def _count_pages(self) -> None:
        """Count once what would be written: head, button and progress say the same number."""
        taken = {standing.page.number for standing in ready(self._session.overview)}
        self._count = sum(page.number in taken for page in self._part.pages)
        left = len(self._part.pages) - self._count
        self.together.hide()
        if self._round is not None and self._content is Content.CHANGES:
            self._count = len(self._round.changed)
            words = self.tr("另有 {k} 页还没有提交过，一起导出 {n} 页")
            unsent = len(self._round.unsent)
            self.together.say(words.format(k=unsent, n=self._count + unsent))
            self.together.setVisible(unsent > 0)
        self._head.say(self._title())
        words = self._explanation()
        if left:
            words = joined(
                Wording(words, self.tr("还有 %n 页没有确认或没有收下，这次不放入。", None, left))
            )
        self._intro.say(words)
        self._show_place()
        self._turn(Face.ASKING)

    def _ask_changes(self) -> None:
        """Write what changed since the return to a place of its own: at once, unless pages that
        were never handed in could go along."""
        self.ask("")
        self.changes.setChecked(True)
        self._free = free_place(self._changes_package, Content.CHANGES)
        self._show_place()
        if self._round is None or not self._round.unsent:
            self._start()

    def _start_together(self) -> None:
        """Write the pages that were never handed in as well."""
        if self._round is not None:
            changed = (*self._round.changed, *self._round.unsent)
            self._round = replace(self._round, changed=changed, unsent=())
            self._count = len(changed)
        self._start()

    def put_into(self, folder: Path) -> None:
        """Choose ``folder`` as the place for the package."""
        self._parent_folder, self._free = folder, None
        self._error.say("")
        self._show_place()

    def close_job(self) -> None:
        """End the writing; what stood at the place stays, unless the package is whole by then."""
        self._job.stop()
        if self._written is not None:
            self._note_delivery(self._written)

    def _question(self) -> QWidget:
        return filled(
            QWidget(),
            stacked(
                self._intro,
                10,
                Caption(self.tr("放在这里")),
                self._place,
                (self.change, 0, Qt.AlignmentFlag.AlignLeft),
                self.changes,
                (self.together, 0, Qt.AlignmentFlag.AlignLeft),
                self._error,
                self._progress,
                self._state,
                (self.stop, 0, Qt.AlignmentFlag.AlignLeft),
                gap=10,
                margins=FLUSH,
            ),
        )

    def _turn(self, face: Face) -> None:
        """Show one of its faces."""
        if self.face is Face.WRITING:
            self._unseen = not self.isVisible()
        self.face = face
        asking, writing = face is Face.ASKING, face is Face.WRITING
        self._asking.setVisible(face is not Face.RESULT)
        self.result.setVisible(face is Face.RESULT)
        self.change.setVisible(asking)
        self.changes.setEnabled(asking)
        for widget in (self._progress, self._state, self.stop):
            widget.setVisible(writing)
        self.together.setVisible(asking and not self.together.isHidden())
        self.setVisible(face is not Face.AWAY)
        self.turned.emit()

    def _show_place(self) -> None:
        self._place.say(place_words(self.package))
        self._place.setToolTip(tip(str(self.package)))

    def _look_at_pages(self) -> None:
        """Go to the first page that still has to be confirmed before it can be exported."""
        numbers = self._part.places.keys()
        overview = self._session.overview
        left = [standing.page.number for standing in overview.unconfirmed]
        left = [one for one in (*left, *silent_on_secrecy(overview)) if one in numbers]
        go(self, At("review", left[0]) if left else At("sections"))

    @property
    def _content(self) -> Content:
        """What the package holds: by the route, or only what changed since it was handed in."""
        if self.changes.isChecked() and not self.changes.isHidden():
            return Content.CHANGES
        return content_of(self._part)

    def _explanation(self) -> str:
        if content_of(self._part) is Content.FOR_COVERING_INSIDE:
            return self.tr(
                "按您选的上传方式，导出转正的原图和遮盖位置清单。"
                "这些是没有遮盖的原图，只用于在平台内遮盖。"
            )
        return self.tr("程序把遮盖处涂成不透明的黑，另存为新的图片，再从头读一遍；原件不会改动。")

    def _title(self) -> str:
        if self._round is not None and self._content is Content.CHANGES:
            return self.tr("导出改过的 %n 页", None, self._count)
        if not self._section:
            return self.tr("导出已确认的 %n 页", None, self._count)
        return self.tr("只导出“{section}”，已确认的 %n 页", None, self._count).format(
            section=self._part_title()
        )

    def _is_slot(self) -> bool:
        return self._section in self._session.notice.slots_by_id()

    def _part_title(self) -> str:
        notice = self._session.notice
        if self._is_slot():
            return slot_title(notice, self._section)
        return notice.section(self._section).title

    def _choose_folder(self) -> None:
        title = self.tr("材料包放在哪个文件夹里")
        ask_folder(self, title, self.put_into, str(self._parent_folder))

    def _stop(self) -> None:
        self._job.end_soon()
        self._state.say(self.tr("写完这一页后停下"))

    def _start(self) -> None:
        session = self._session
        if self._round is not None and self._content is Content.CHANGES:
            left = set(self._round.unsent)
            pages = tuple(page for page in self._part.pages if page.number not in left)
            self._part = replace(self._part, pages=pages)
        self._done, self._left, self._begun = 0, TimeLeft(), session.steps
        self._error.say("")
        self._turn(Face.WRITING)
        self._tick()
        steps = export_case(
            session.pool,
            self._part,
            session.notice,
            self.package,
            datetime.now(BEIJING),
            self._content,
            session.case,
            session.stored,
        )
        session.keep_note(partial(note_export, part=self._section, folder=self.package))
        self._job.begin(
            self._watched(self._second.apart(steps)), self._advance, self._fail, self._finish
        )

    def _watched(
        self, steps: Generator[Exported | PackageDone, None, None]
    ) -> Generator[Exported | PackageDone, None, None]:
        """Note a package that is whole at once: a stop may come too late to keep it from being."""
        with closing(steps):
            for step in steps:
                self._written = step if isinstance(step, PackageDone) else None
                yield step

    def _advance(self, step: Exported | PackageDone) -> None:
        if isinstance(step, PackageDone):
            self._note_delivery(step)
            self._show_result(step)
            return
        self._done += 1
        if step.page is not None:
            self._session.take_second_look(self._part.page(step.number), step.page)
        self._tick()

    def _note_delivery(self, done: PackageDone) -> None:
        """Keep in the case what was written out, and when; it may be another one by now."""
        self._written, session = None, self._session
        session.keep_note(forget_export)
        if done.delivery is None or session.read_only:
            return
        asked = Delivered(done.delivery)
        if session.steps == self._begun:
            session.do(DELIVER, asked)
        else:
            session.act(DELIVER.done(session.case, asked), "", ActCode.DELIVER_EARLIER)

    def _tick(self) -> None:
        # Pages that are as they were handed in are made, too, to be seen to be so.
        changes, whole = self._content is Content.CHANGES, self._count
        words = self.tr("已写好并再读 {i} / %n 页", None, whole).format(i=self._done)
        if changes and self._round is not None:
            whole = len(self._part.pages)
            words = self.tr("正在导出改过的 %n 页", None, self._count)
        self._left.note(self._done, monotonic())
        left = about(self._left.seconds(whole, monotonic()))
        self._state.say(f"{words} · {left}" if left else words)
        self._progress.show_part(self._done / whole if whole else 0.0, words)

    def _show_result(self, done: PackageDone) -> None:
        self.result.show_result(done, self._part)
        self._say_exported()
        self._turn(Face.RESULT)
        self.exported.emit(done.folder)

    @property
    def _is_old(self) -> bool:
        """Tell whether the case was changed since; one that is only read keeps no note of it."""
        return self._session.outdated and not self._session.read_only

    def _say_exported(self) -> None:
        """Say how much is in the package, and when that is not the case as it is any more."""
        done = self.result.done
        if done is None:
            return
        count = pages_in(done.delivery) if done.delivery is not None else done.exported
        words = self.tr("已导出 %n 页", None, count)
        if self._is_old:
            words = self.tr("已导出 %n 页；之后又改过，改的不在里面", None, count)
        self._head.say(words)

    def _fail(self, error: object) -> None:
        wording = say_error(error)
        self._session.keep_note(forget_export)
        self.ask()
        self._error.say(joined(wording), Tone.MISS)
        if self._unseen:
            self._session.failed.emit(error)

    def _finish(self) -> None:
        if self._written is not None:
            self._advance(self._written)
        elif self.face is Face.WRITING:
            self._session.keep_note(forget_export)
            self._turn(Face.ASKING)
            self._error.say(self.tr("已停下，没有留下半个材料包。"), Tone.TEXT2)
