"""Opens or makes a case beside the window: the disk may be slow, and the check takes a moment."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QThread

from zcdesk.applicant import Applicant
from zcdesk.cases.acts import noting
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.cleaning import clean_stored_words
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.states import Evaluation
from zcdesk.disk.files import make_folder
from zcdesk.export.plan.layout import legal_title
from zcdesk.names.search_words import words
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import free_name, preferences
from zcdesk.ui.session.session import Opened, opened
from zcdesk.workflow.case.looking_over import Looking
from zcdesk.workflow.case.reusing import follow_notice
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.intake.under_way import NOTHING_LEFT, LeftOver, left_over

_MOMENT = 0.05  # seconds between two looks at whether the window is being closed


@dataclass(frozen=True)
class Ready:
    """A case that can be shown at once.

    Attributes:
        case: The case.
        opened: Its file, or None for practice.
        evaluation: How it stands.
        paths: Files that are to be put in as soon as it is shown.
        package: Where its package is already, or None.
        readings: What was read on the pages of practice, or None.
        cut: An older case held a word that is no longer looked for as it was typed.
        left: What was under way when the program ended.
        instead_of: Paths of the start page's list that lead to this case, or did before it was
            moved.
    """

    case: Case
    opened: Opened | None
    evaluation: Evaluation
    paths: tuple[Path, ...] = ()
    package: Path | None = None
    readings: SessionReadings | None = None
    cut: bool = False
    left: LeftOver = NOTHING_LEFT
    instead_of: tuple[str, ...] = ()


def ready(case: Case, package: Path | None = None) -> Ready:
    """Return a case without a file: practice, or the result of a demonstration."""
    return Ready(case, None, evaluate(load_notice(case.notice), case, now()), package=package)


def opening(looking: Looking, password: str | None = None) -> Generator[Ready, None, None]:
    """Open a case file once a worker has looked at it.

    Raises:
        CaseFileError: It cannot be opened; its sentence says why.
        UnknownNoticeError: Its notice is not there.
    """
    while not looking.has_ended(_MOMENT):
        if QThread.currentThread().isInterruptionRequested():
            looking.cancel()
            return
    looking.require_harmless()
    stored = open_case(looking.path, password=password)
    try:
        _start_clock(stored)
        cut = clean_stored_words(stored)
        notice = notice_of(stored.case)
        follow_notice(stored, notice)
        _load_words(notice, stored.case)
        found = Ready(stored.case, opened(stored), evaluate(notice, stored.case, now()))
        listed = same_case(stored.path, found.opened.identity if found.opened else "")
        yield replace(found, cut=cut, left=left_over(stored), instead_of=listed)
    except BaseException:
        stored.close()
        raise


def making(
    folder: Path, notice_id: str, applicant: Applicant, paths: tuple[Path, ...]
) -> Generator[Ready, None, None]:
    """Make a case file in ``folder``, named after its notice, and open it.

    Raises:
        CaseFileError: It cannot be made.
        OutputError: The folder cannot be written.
    """
    notice = load_notice(notice_id)
    make_folder(folder)
    place = free_name(folder, legal_title(notice.short_title, notice.id), ".zcase")
    stored = create_case(place, new_case(notice, applicant))
    try:
        _load_words(notice, stored.case)
        yield replace(
            Ready(stored.case, opened(stored), evaluate(notice, stored.case, now())), paths=paths
        )
    except BaseException:
        stored.close()
        raise


def same_case(path: Path, identity: str) -> tuple[str, ...]:
    """Return which other paths of the start page's list stand for the case at ``path``.

    The same file by another path does, and so does one that is gone and was this case; a copy that
    is still elsewhere is a case of its own.
    """
    same = []
    for recent in preferences().settings.recent:
        with suppress(OSError, ValueError):
            gone = not os.path.lexists(recent.path)
            moved = gone and bool(identity) and recent.identity == identity
            if moved or (not gone and Path(recent.path).samefile(path)):
                same.append(recent.path)
    return tuple(other for other in same if other != str(path))


def new_case(notice: Notice, applicant: Applicant) -> Case:
    """Return an empty case of a notice, with the notice's profile kept in it."""
    return noting.keep_profile(begun(notice, applicant), profile_copy(notice, notice_text(notice)))


def practising() -> Generator[Ready, None, None]:
    """Make the case of the fictional applicant, its first pages read; nothing is kept of it."""
    from zcdesk.workflow.case.sample import practice

    case, readings = practice()
    _load_words(load_notice(case.notice), case)
    yield replace(ready(case), readings=readings)


def _start_clock(stored: CaseFile) -> None:
    """Let the clock of a lesson run from the moment at which somebody opens it first."""
    practice = stored.case.practice
    if practice is not None and practice.began is None and not stored.read_only:
        from zcdesk.training.lessons.making import began

        stored.keep_found(began(stored.case, now()))


def _load_words(notice: Notice, case: Case) -> None:
    """Work out what spells the applicant's words, and the sentences that the notice tells the case.

    Both are kept where they are worked out; the window's thread would stall for 30 ms and more.
    """
    concerning(notice, case)
    with suppress(ValueError):  # no words yet
        words(case.applicant)
