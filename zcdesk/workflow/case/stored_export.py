"""The last step of the walk through one stored case: its package, and the note of it in the case.

Apart from the steps before it, so that an export loads nothing that prepares or searches pages.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import record_delivery
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported


def part_of(case: Case, notice: Notice, section: str | None, slot: str | None) -> Case:
    """Return the case with the pages of one section or slot only.

    Raises:
        KeyError: The notice has no such section or slot.
    """
    wanted = {
        each.id
        for part in notice.sections
        for each in part.slots
        if section in (None, part.id) and slot in (None, each.id)
    }
    if not wanted:
        raise KeyError(slot or section)
    if section is None and slot is None:
        return case
    return replace(case, pages=tuple(page for page in case.pages if page.slot in wanted))


def export_stored(
    pool: WorkerPool,
    stored: CaseFile,
    part: Case,
    notice: Notice,
    folder: Path,
    now: datetime,
    content: Content | None = None,
) -> Generator[Exported | PackageDone, None, None]:
    """Write the package of ``part`` (see :func:`part_of`) and note it in the case.

    Pages that come back in doubt are kept. A case that can only be read takes no note.

    Args:
        pool: Where pages are written and read again.
        stored: The case.
        part: What of it is exported.
        notice: What is asked.
        folder: The package.
        now: The moment of the note, and for the deadlines.
        content: What the package holds; by the case's route when left out.

    Raises:
        ZcdeskError: As for :func:`zcdesk.workflow.package.exporting.export_case`.
    """
    for step in export_case(pool, part, notice, folder, now, content, stored.case, stored):
        if not stored.read_only:
            _note(stored, step)
        yield step


def _note(stored: CaseFile, step: Exported | PackageDone) -> None:
    if isinstance(step, Exported):
        if step.page is not None:
            stored.keep_found(stored.case.with_page(step.page))
    elif step.delivery is not None:
        stored.save(record_delivery(stored.case, step.delivery), ActCode.DELIVER)
