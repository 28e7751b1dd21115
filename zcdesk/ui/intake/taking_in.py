"""Takes scans into an open case, beside the window; what the window's end cuts off is noted."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.asked import Replaced
from zcdesk.cases.acts.deciding import renew_page
from zcdesk.cases.acts.table import ADD, REPLACE_PAGE
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.errors import ZcdeskError
from zcdesk.pages.opening.folders import files_of
from zcdesk.printable import printable
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.intake.intake_card import Intake, IntakeCard
from zcdesk.ui.intake.pasting import pasted_picture
from zcdesk.ui.kit import Work, wire
from zcdesk.ui.kit.drop_area import ask_for_scans, local_paths
from zcdesk.ui.kit.last_folder import last_folder
from zcdesk.ui.picture import Pictures
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, listed, say
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import KeptScan
from zcdesk.workflow.intake.taking_in import (
    Wanted,
    content_of,
    doubles,
    hash_of,
    not_held,
    take_in,
    with_kept,
)
from zcdesk.workflow.intake.under_way import NOTHING_LEFT, LeftOver, forget_export, note_files

BATCH = 12
"""Files that appear in the case together while many are being copied."""

LONGEST = 0.5
"""Seconds after which those that were copied appear, however few they are."""

Step = KeptScan | tuple[Path, ...]
"""A file that came, or all files that were found among what was given."""


class TakingIn(QObject):
    """Puts scans into a case, one gesture after the other.

    The case file notes at any time what is still to come, so that the next opening goes on.

    Signals:
        taking: How far the files are (``Intake``); told at once when some were given.
        refused: A sentence about files that were not taken.
    """

    taking = Signal(object)
    refused = Signal(str)

    def __init__(self, widget: QWidget, session: Session, pictures: Pictures) -> None:
        super().__init__(widget)
        self._widget, self._session, self._pictures = widget, session, pictures
        pictures.show_case(session.stored)
        self._job = Work(self)
        self._queue: list[Wanted] = []
        self._now = Wanted("")
        self._arrived: deque[Step] = deque()  # given by the thread, not yet looked at here
        self._kept: list[KeptScan] = []
        self._locked: list[KeptScan] = []
        self._files: tuple[Path, ...] = ()  # of the gesture under way
        self._passed = 0  # how many of them came
        self._left = NOTHING_LEFT
        self._intake = Intake()
        self._put_at = 0.0
        self._came, self._step = 0, 0  # pages of the gesture; step of its last portion
        self._bad: list[str] = []

    def serve(self, card: IntakeCard) -> None:
        """Show on a card how far the files are, and do what is asked for there."""
        wire(
            (self.taking, card.show_intake),
            (card.stopped, self.stop),
            (card.dismissed, self.dismiss),
            (card.files_wanted, self.give_again),
            (card.place_wanted, self.place_unplaced),
            (card.drop_wanted, self.drop_unplaced),
        )

    @property
    def busy(self) -> bool:
        """Tell whether files are being copied into the case."""
        return self._job.busy

    def choose_files(self, slot: str) -> None:
        """Ask for files for a slot."""
        ask_for_scans(self._widget, partial(self.take_files, slot, before=0))

    def take_files(self, slot: str, paths: Sequence[Path], before: int) -> None:
        """Copy scans into the case, beside the window; their pages appear as they come.

        Args:
            slot: Where they belong.
            paths: Files, folders and archives.
            before: Page before which they go, 0 for the end of the slot.
        """
        if paths:
            self._take(Wanted(slot, tuple(paths), before))

    def choose_replacement(self, number: int) -> None:
        """Ask for a file that takes the place of a page."""
        if self._session.takes_acts():
            ask_for_scans(self._widget, partial(self.replace_page, number))

    def replace_page(self, number: int, by: Sequence[Path] | int) -> None:
        """Let the pages of files, or another page, take the place of a page; it is one act."""
        case = self._session.case
        pages = {page.number: page for page in case.pages}
        if isinstance(by, int) and {number, by} <= pages.keys():
            words = self.tr("第 {n} 页已换掉").format(n=case.places[number])
            self._session.do(REPLACE_PAGE, Replaced(number, (pages[by],)), words)
        elif not isinstance(by, int) and by and number in pages:
            self._take(Wanted(pages[number].slot, tuple(by), instead_of=number))

    def take_watched(self, paths: Sequence[Path]) -> None:
        """Copy scans that came into the watched folder; their pages join the tray."""
        self._take(Wanted("", tuple(paths), watched=True))

    def go_on(self, left: LeftOver) -> None:
        """Go on with what the program's end cut off, and tell what cannot be gone on with."""
        self._left = left
        self._queue += left.wanted
        self._tell(replace(self._intake, missing=left.missing, export=left.export))
        self._next()
        self._offer_unplaced()

    def give_again(self) -> None:
        """Ask anew for files that were not found; those that are given are missing no more."""
        ask_for_scans(self._widget, self._take_again)

    def _take_again(self, paths: tuple[Path, ...]) -> None:
        names = {path.name for path in paths}
        missing = tuple(name for name in self._left.missing if name not in names)
        self._left = replace(self._left, missing=missing)
        self._tell(replace(self._intake, missing=missing))
        self.take_files("", paths, 0)

    def place_unplaced(self) -> None:
        """Put the files that no page uses into the tray."""
        unplaced = self._unplaced()
        self._left = replace(self._left, unplaced=())
        self._offer_unplaced()
        if unplaced:
            self._take(Wanted("", unplaced=unplaced))

    def drop_unplaced(self) -> None:
        """Remove them from the case file."""
        unplaced = self._unplaced()
        self._session.keep_note(lambda stored: stored.drop_originals(unplaced))
        self._left = replace(self._left, unplaced=())
        self._offer_unplaced()

    def stop(self) -> None:
        """Take in no more files than the one under way; those that came stay."""
        self._queue = []
        self._files = ()
        self._job.end_soon()
        self._note()

    def dismiss(self) -> None:
        """Say no more of files that were left out, or of what the program's end cut off."""
        if self._left.export is not None:
            self._session.keep_note(forget_export)
        self._left = replace(self._left, missing=(), export=None)
        self._tell(replace(self._intake, told=(), held=(), alike=(), missing=(), export=None))
        self._note()

    def paste(self, slot: str) -> None:
        """Take the files or the picture from the clipboard, or say that there is neither."""
        clipboard = QGuiApplication.clipboard()
        paths = local_paths(clipboard.mimeData())
        picture = b"" if paths else pasted_picture(clipboard)
        if paths or picture:
            self._take(Wanted(slot, paths, content=picture))
        else:
            self.refused.emit(self.tr("没有复制到文件或图片，请先复制扫描件，再按 Ctrl+V。"))

    def close(self) -> None:
        """End the copying; what was copied is placed, and what was not yet is noted."""
        self._job.stop()
        while self._arrived:
            self._hold(self._arrived.popleft())
        self._put()
        self._pictures.show_case(None)

    def _take(self, wanted: Wanted) -> None:
        if not self._session.takes_acts():
            return
        if self._session.is_sample:  # practice, like a lesson: nobody's real papers belong here
            name = wanted.paths[0].name if wanted.paths else self.tr("粘贴的图片.png")
            finding = ZcdeskError("scan.not_of_the_lesson", file=printable(name)).finding()
            self.refused.emit(joined(say(finding)))
            return
        last_folder.note(wanted.paths)
        self._queue.append(wanted)
        self._note()  # before any of it comes: a kill in between would lose the rest
        self._next()

    def _next(self) -> None:
        if self._job.busy or not self._queue:
            return
        self._now = self._queue.pop(0)
        self._files, self._passed = self._now.paths, 0
        self._put_at = monotonic() - LONGEST  # the first one is seen at once
        self._came, self._step = 0, 0
        self._bad, self._locked = [], []
        name = self.tr("找回的文件") if self._now.unplaced else self.tr("粘贴的图片.png")
        names = tuple(path.name for path in self._now.paths) or (name,)
        self._tell(replace(self._intake, names=names, done=0, running=True))
        self._job.begin(
            _steps(self._pictures.pool, self._session.stored, self._now, name, self._arrived),
            self._advance,
            self._fail,
            self._finish,
        )

    def _advance(self, _step: Step) -> None:
        step = self._arrived.popleft()
        self._hold(step)
        if isinstance(step, tuple):
            self._tell(replace(self._intake, names=tuple(path.name for path in step)))
            self._note()
            return
        self._tell(replace(self._intake, done=self._intake.done + 1))
        if len(self._kept) >= BATCH or monotonic() - self._put_at > LONGEST:
            self._put()

    def _hold(self, step: Step) -> None:
        """Hold a file that came until its pages are placed."""
        if isinstance(step, tuple):
            self._files = step
            return
        self._pass_by(step)
        if step.locked and not self._now.watched:
            self._locked.append(step)
        else:
            self._kept.append(step)

    def _pass_by(self, scan: KeptScan) -> None:
        """Note how far the files are; an archive has come when the file behind it comes."""
        for place, path in enumerate(self._files[self._passed :], start=self._passed):
            lies = printable(str(path.absolute()))
            if scan.source == lies or scan.source.startswith(lies + os.sep):
                self._passed = place + (scan.source == lies)
                return

    def _note(self) -> None:
        """Let the case file know what is still to come."""
        wanted = [replace(self._now, paths=self._files[self._passed :])] if self._files else []
        locked = tuple(Path(scan.source) for scan in self._locked)
        wanted += [replace(self._now, paths=locked), *self._queue]
        note = partial(note_files, wanted=tuple(wanted), missing=self._left.missing)
        self._session.keep_note(note)

    def _fail(self, error: object) -> None:
        """Name what did not come: it can be given again once the reason is gone."""
        names = tuple(printable(path.name) for path in self._files[self._passed :])
        self._left = replace(self._left, missing=(*self._left.missing, *names))
        self._tell(replace(self._intake, missing=self._left.missing))
        self._session.failed.emit(error)

    def _finish(self) -> None:
        while self._arrived:  # the file under way when it was stopped
            self._hold(self._arrived.popleft())
        self._put()
        self._files = ()
        self._tell(replace(self._intake, running=False))
        if self._locked:
            self._ask_password()
        if self._bad:
            words = self.tr("{m} 个未收下：{why}")
            self.refused.emit(words.format(m=len(self._bad), why=" ".join(self._bad[:2])))
        self._session.changed.emit()
        self._next()
        self._note()
        self._offer_unplaced()

    def _put(self) -> None:
        """Let the pages of the scans copied so far appear."""
        scans, self._kept = self._kept, []
        self._put_at = monotonic()
        case, notice, slot = self._session.case, self._session.notice, self._now.slot
        if self._now.watched:
            scans = not_held(case, scans)
        if not scans:
            return
        self._tell_left_out(case, scans)
        for scan in scans:
            self._pictures.take_sketch((scan.path, 0), scan.sketch)
        added = self._placed(with_kept(case, notice, scans, slot))
        count = len(added.pages) - len(case.pages)
        self._came += max(count, 0)
        words = self.tr("放入 %n 页", None, max(self._came, 1))
        if self._now.watched:
            folder = self._now.paths[0].parent.name
            words = self.tr("从“{folder}”收进 {n} 页").format(folder=folder, n=max(self._came, 1))
        if self._now.instead_of in self._session.overview.standings:
            words = self.tr("第 {n} 页已换成新扫描件").format(
                n=self._session.overview.of(self._now.instead_of).place
            )
        act = REPLACE_PAGE if self._now.instead_of else ADD
        # One gesture is undone as one, unless the person did something between the portions.
        before = self._session.steps
        self._session.act(added, words, act.code, joins=self._step == before > 0)
        if self._session.steps > before:
            self._step = self._session.steps
        elif added is not self._session.case and added != self._session.case:  # an undo is on
            missed = tuple(sha256 for scan in scans if (sha256 := hash_of(scan)))
            self._left = replace(self._left, unplaced=(*self._left.unplaced, *missed))
        self._note()

    def _tell_left_out(self, case: Case, kept: Sequence[KeptScan]) -> None:
        """Tell which scans are not added, and why."""
        twice = doubles(case, kept, self._now.slot)
        held = [name for name, other in twice if name == other]
        alike = [names for names in twice if names[0] not in held]
        lines: list[str] = []
        for scan in kept:
            if scan.refused:
                self._bad += [say(finding).message for finding in scan.findings]
                lines += [joined(say(finding)) for finding in scan.findings]
        if self._now.resumed:  # what came before the end is there, as it should be
            held, alike = [], []
        if lines or held or alike:
            intake = self._intake
            known = tuple(dict.fromkeys((*intake.held, *held)))
            both = (*intake.alike, *alike)
            self._tell(replace(intake, told=(*intake.told, *lines), held=known, alike=both))

    def _tell(self, intake: Intake) -> None:
        self._intake = intake
        self.taking.emit(intake)

    def _unplaced(self) -> tuple[str, ...]:
        """Return the hashes of files of an earlier time that are still on no page."""
        placed = {content_of(page) for page in self._session.case.pages}
        return tuple(sha256 for sha256 in self._left.unplaced if sha256 not in placed)

    def _offer_unplaced(self) -> None:
        """Offer them once nothing is coming any more: they may have been among it."""
        if not self._job.busy and (self._left.unplaced or self._intake.unplaced):
            self._tell(replace(self._intake, unplaced=len(self._unplaced())))

    def _placed(self, added: Case) -> Case:
        """Put pages that are at the end of their slot where they are wanted."""
        known = {*self._session.case.places}
        new = [page for page in added.pages if page.number not in known]
        if not new:
            return added
        known &= {page.number for page in added.pages}  # a file that was refused before gives way
        if self._now.instead_of in known:
            return renew_page(added, self._now.instead_of, new)
        if self._now.before in known:
            numbers = [page.number for page in new]
            return move_pages(added, self._session.notice, numbers, new[0].slot, self._now.before)
        return added

    def _ask_password(self) -> None:
        """Ask for the password of files that have one; without it they become refused pages."""
        names = listed(scan.name for scan in self._locked[:3])
        words = self.tr("“{names}”设有打开密码。密码只用来打开，不会记下。").format(names=names)
        given = PasswordDialog(self._widget, "scans", self.tr("打开密码"), words).answer()
        if given:
            paths = tuple(Path(scan.source) for scan in self._locked)
            passwords = (*self._now.passwords, given)
            self._queue.insert(0, replace(self._now, paths=paths, passwords=passwords))
        else:
            self._kept = self._locked
            self._put()
        self._locked = []


def _steps(
    pool: WorkerPool, stored: CaseFile | None, wanted: Wanted, name: str, arrived: deque[Step]
) -> Generator[Step, None, None]:
    """Yield all files, folders looked into, then each file that came in.

    They are looked into where pictures are drawn: what is being read holds nothing up. Each step is
    also put into ``arrived``, where it is found when the window ends meanwhile: all files that were
    written at once, so that each of them gets its pages.
    """
    if wanted.paths:
        files = tuple(files_of(wanted.paths))
        arrived.append(files)
        yield files
    for scans in take_in(pool, stored, wanted, name):
        arrived.extend(scans)
        yield from scans
