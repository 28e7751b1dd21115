"""Writes the diagnostic file from the window: asks where to, writes beside the window, tells."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.doctor.check import DoctorCheck, DoctorScreen
from zcdesk.findings import info
from zcdesk.incidents.record import ProgramPart
from zcdesk.ui.kit import Work, ask_place, documents, free_name, preferences, with_ending
from zcdesk.ui.support.screens import screen_seen
from zcdesk.ui.words.sentences import joined, say, say_error


class Diagnosing(QObject):
    """One click away from every sentence that asks for the diagnostics.

    Signals:
        said: Where the file is, or why it could not be written.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget, findings: Callable[[], Mapping[str, int]] = dict) -> None:
        """Make it for a window.

        Args:
            parent: Above it the person is asked for a place.
            findings: Tells how often each finding stands in the open case, by its code.
        """
        super().__init__(parent)
        self._window, self._findings = parent, findings
        self._job = Work(self)

    def ask(self, checks: Sequence[DoctorCheck] = ()) -> None:
        """Ask where the file is to be, and write it there.

        Args:
            checks: What is known of this computer; without any it is looked at quickly.
        """
        place = free_name(documents(), self.tr("诊断"), ".json")
        title, kinds = self.tr("导出诊断信息"), self.tr("诊断信息 (*.json)")
        write = partial(self.write, checks=checks)
        ask_place(self._window, title, lambda path: write(with_ending(path, ".json")), place, kinds)

    def write(self, place: Path, checks: Sequence[DoctorCheck] = ()) -> None:
        """Write the file beside the window."""
        if self._job.busy:
            return
        steps = _written(place, tuple(checks), screen_seen(), dict(self._findings()))
        self._job.begin(
            steps,
            lambda place: self.said.emit(joined(say(info("doctor.written", file=place.name)))),
            lambda error: self.said.emit(joined(say_error(error))),
        )

    def close(self) -> None:
        """Let a file that is being written be finished."""
        self._job.wait()


def _written(
    place: Path,
    checks: tuple[DoctorCheck, ...],
    screen: DoctorScreen | None,
    findings: Mapping[str, int],
) -> Generator[Path, None, None]:
    """Write the report; its parts load beside the window."""
    from zcdesk.doctor.examining import check_screen, checks_for, examine
    from zcdesk.doctor.report import write_report

    quick = checks_for(None, lambda: check_screen(screen))
    known = checks or tuple(examine(quick, ProgramPart.WINDOW))
    write_report(place, known, preferences().settings.language, findings)
    yield place
