"""A notice's profile that a bureau hands over: checked beside the window, then there to choose."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from zcdesk.errors import ZcdeskError
from zcdesk.notices.describing import differences, four_told, unconfirmed
from zcdesk.notices.files.loading import add_profile, examples_with, own_notices
from zcdesk.notices.files.packing import head_of
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import Work, preferences
from zcdesk.ui.words.sentences import clauses, joined, say, worded

ENDINGS = (".yaml", ".yml")

SHOWN, NAMED, LETTERS = 2, 3, 12
"""Faults of a profile that are told, and sentences that nobody settled, with their first letters;
the others are counted."""


class ProfileIntake(QObject):
    """Takes profiles that were dropped or opened.

    Signals:
        added: Id of the notice that can be chosen now, and what is to be known of it.
        refused: A sentence on what is wrong with the file, by line, and what to do.
    """

    added = Signal(str, str)
    refused = Signal(str)

    def __init__(self, parent: QObject, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._job = Work(self)
        self._handed: list[Path] = []

    def take(self, path: str) -> None:
        """Check a profile and lay it with the person's own ones, after those handed in before."""
        self._handed.append(Path(path))
        self._go_on()

    def stop(self) -> None:
        """Wait for the file that is being checked; those behind it are not taken."""
        self._handed.clear()
        self._job.stop()

    def _go_on(self) -> None:
        if self._handed and not self._job.busy:
            steps = _added(self._handed.pop(0))
            self._job.begin(steps, self._tell_added, self._tell_refused, self._go_on)

    def _tell_added(self, added: tuple[Notice, int, str, int]) -> None:
        notice, other, who, left_out = added
        told = [
            self.tr("已加入别人给的通知"),
            who and self.tr("{who}打的包").format(who=who),
            self.tr("要 {n} 处材料").format(n=len(notice.slots())),
            *four_told(notice, preferences().settings.language).values(),
        ]
        if unsettled := _unsettled(notice):
            which = " ".join(unsettled[:NAMED])
            told.append(self.tr("{n} 句没有人定过：{which}").format(n=len(unsettled), which=which))
        if other:
            told.append(self.tr("和您原来的一份有 {n} 处不同").format(n=other))
        if left_out:
            lost = worded("notice.examples_left_out", file=notice.id, count=left_out)
            told.append(lost.message)
        self.added.emit(notice.id, clauses(told))

    def _tell_refused(self, error: ZcdeskError) -> None:
        faults = [joined(say(finding)) for finding in error.findings()]
        if len(faults) > SHOWN:
            more = self.tr("这份通知配置还有 {n} 处问题。").format(n=len(faults) - SHOWN)
            faults = [*faults[:SHOWN], more]
        self.refused.emit(" ".join(faults))


def profile_in(paths: tuple[Path, ...]) -> Path | None:
    """Return the first file that may be a profile, by its ending."""
    return next((path for path in paths if path.suffix.lower() in ENDINGS), None)


def _unsettled(notice: Notice) -> list[str]:
    """Return the first letters of each sentence that no person settled, where it is before."""
    said = [(source.clause, source.quote) for source in unconfirmed(notice)]
    said += [("、".join(question.rules), question.question) for question in notice.open_questions]
    return [f"{where}“{' '.join(words.split())[:LETTERS]}…”" for where, words in said]


def _added(path: Path) -> Generator[tuple[Notice, int, str, int], None, None]:
    before = own_notices()
    notice = add_profile(path)
    chapters = differences(before.get(notice.id, notice), notice)
    yield (
        notice,
        sum(len(chapter.lines) for chapter in chapters),
        head_of(path.read_bytes()).get("by", ""),
        examples_with(path, notice).left_out,
    )
