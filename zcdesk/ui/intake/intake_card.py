"""What is being taken in: how far it is, which files wait, and what became of those left out."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.ui.kit import Bar, Button, ButtonKind, Timer
from zcdesk.ui.look import (
    EDGE,
    Explanation,
    Label,
    Remark,
    TypeRole,
    beside,
    column,
    rule,
    stacked,
    tip,
)
from zcdesk.ui.words.sentences import listed
from zcdesk.ui.words.time_words import about
from zcdesk.workflow.path.time_left import TimeLeft

SHOWN = 6
"""Names of files that are shown in one sentence; the others are counted."""

EVERY = 1_000
"""Milliseconds after which the time left is told anew, while no file comes in."""


@dataclass(frozen=True)
class Intake:
    """How far the files are that were given.

    Attributes:
        names: Of all files, in the order in which they are taken in.
        done: How many of them are in, or were told why not.
        running: Files are still being taken in.
        told: What became of those that are not there: a sentence each.
        held: Names of those that were there already; one sentence tells of all of them.
        alike: Names of those whose content is that of another one, each with the other's name.
        missing: Names of files given before the program ended that cannot be found now.
        unplaced: How many files the case keeps that no page uses.
        export: Part whose export was cut off ("" for the whole case), or None.
    """

    names: tuple[str, ...] = ()
    done: int = 0
    running: bool = False
    told: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    unplaced: int = 0
    export: str | None = None

    @property
    def total(self) -> int:
        """How many files there are; an archive is one until it was opened."""
        return max(len(self.names), self.done)


class IntakeCard(QWidget):
    """There while files come in, and as long as something is to be known of them.

    Signals:
        stopped: No more files are to be taken in; those that came stay.
        dismissed: What was told has been read.
        files_wanted: The missing files are to be chosen again.
        place_wanted: The files that no page uses are to join the tray.
        drop_wanted: They are to be removed from the case file.
        export_wanted: The export that was cut off is to be written (its part).
    """

    stopped = Signal()
    dismissed = Signal()
    files_wanted = Signal()
    place_wanted = Signal()
    drop_wanted = Signal()
    export_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, visible=False)
        self._intake = Intake()
        self._left = TimeLeft()
        self._head = Label("", TypeRole.TITLE)
        self._names = Remark()
        self._bar = Bar(4)
        self.stop = Button(self.tr("停下"), icon="stop", do=self.stopped)
        self.known = Button(self.tr("知道了"), ButtonKind.LINK, do=self.dismissed)
        self._told = Explanation()
        self.again = Button(self.tr("再选这些文件…"), icon="plus", do=self.files_wanted)
        self.place = Button(self.tr("放到未归类"), icon="check", decides=True, do=self.place_wanted)
        self.drop = Button(
            self.tr("从案卷里移除"), ButtonKind.LINK, decides=True, do=self.drop_wanted
        )
        self.export = Button(
            self.tr("再导出…"),
            icon="export",
            do=lambda: self.export_wanted.emit(self._intake.export or ""),
        )
        column(
            self,
            (EDGE, 12, EDGE, 0),
            8,
            beside(
                (stacked(self._head, self._names, gap=2), 1),
                self.again,
                self.place,
                self.drop,
                self.export,
                self.stop,
                self.known,
                gap=12,
            ),
            self._bar,
            self._told,
            rule(),
        )
        self._clock = Timer(self, self._say, EVERY, once=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is told of files that are not there."""
        intake = self._intake
        lines = [*self._left_over, *intake.told]
        if len(intake.alike) == 1:
            lines += self._alike_told
        elif intake.alike:
            words = self.tr(
                "%n 个文件与别的文件内容相同，各只留一份：{files}。", None, len(intake.alike)
            )
            lines.append(words.format(files=self._few(tuple(name for name, _ in intake.alike))))
        if intake.held:
            words = self.tr("{files}已经在这里，没有重复放入。")
            lines.append(words.format(files=self._few(intake.held)))
        return tuple(lines)

    @property
    def _left_over(self) -> tuple[str, ...]:
        """Tell what the end of the program cut off, and what helps."""
        intake, lines = self._intake, []
        if intake.missing:
            words = self.tr("上次还没有放完，这 %n 个文件现在找不到：{files}。请再选一次。",
                            None, len(intake.missing))  # fmt: skip
            lines.append(words.format(files=self._few(intake.missing)))
        if intake.unplaced:
            words = self.tr("案卷里有 %n 个上次已经收下、还没有放到任何位置的文件。",
                            None, intake.unplaced)  # fmt: skip
            lines.append(words)
        if intake.export is not None:
            words = self.tr(
                "上次的导出没有写完，没有留下半个材料包。请再导出一次；读过的图片不会重读。"
            )
            lines.append(words)
        return tuple(lines)

    @property
    def _alike_told(self) -> tuple[str, ...]:
        """Tell of each file whose content is that of another one."""
        words = self.tr("“{file}”与“{other}”内容相同，只留一份。")
        return tuple(words.format(file=name, other=other) for name, other in self._intake.alike)

    def show_intake(self, intake: Intake) -> None:
        """Show how far it is; nothing when all came in and nothing is to be told."""
        if intake.running and not self._intake.running:
            self._left = TimeLeft()
        self._intake = intake
        lines = self.sentences
        self._told.say("　".join(lines))
        self._told.setToolTip(tip("\n".join(self._alike_told)))
        self._told.setVisible(bool(lines))
        self._left.note(intake.done, monotonic())
        if intake.running:
            self._clock.start()
        else:
            self._clock.stop()
        for widget in (self._bar, self.stop):
            widget.setVisible(intake.running)
        only_unplaced = intake.unplaced and len(lines) == 1
        for button, offered in (
            (self.known, bool(lines) and not only_unplaced),
            (self.again, bool(intake.missing)),
            (self.place, bool(intake.unplaced)),
            (self.drop, bool(intake.unplaced)),
            (self.export, intake.export is not None),
        ):
            button.setVisible(offered and not intake.running)
        self._say()
        self.setVisible(intake.running or bool(lines))

    def _say(self) -> None:
        intake = self._intake
        if not intake.running:
            count = len(intake.told) + len(intake.held) + len(intake.alike)
            words = self.tr("已收下；有 {n} 个文件没有放入").format(n=count)
            self._head.say(self.tr("上次没有做完的") if self._left_over else words)
            self._names.say("")
            self._names.hide()
            return
        words = self.tr("正在收下 {i} / {n}").format(i=intake.done, n=intake.total)
        self._head.say(words)
        self._bar.show_part(intake.done / intake.total if intake.total else 0.0, words)
        left = about(self._left.seconds(intake.total, monotonic()))
        named = self._few(intake.names[intake.done :])
        hint = self.tr("收下的马上可以归类，不必等。")
        self._names.say("　".join(part for part in (left, hint, named) if part))
        self._names.show()

    def _few(self, names: tuple[str, ...]) -> str:
        """Name the first files and count all of them."""
        named = listed(names[:SHOWN])
        if len(names) > SHOWN:
            named = self.tr("{names} 等 {n} 个").format(names=named, n=len(names))
        return named
