"""The commands of ``zcdesk case`` that read pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cli.arguments import tell_empty_folders
from zcdesk.cli.case.access import notice_for
from zcdesk.cli.case.sorting import (
    examine_pages,
    sort_stored,
    tell_filed,
    tell_unsorted,
    wait_for_person,
)
from zcdesk.cli.output import (
    say,
    say_error,
    say_findings,
    say_states,
    steps,
    text,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_there
from zcdesk.findings import amiss
from zcdesk.pages.opening.folders import files_of
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import (
    import_scans,
    words_known,
)


def add_files(
    stored: CaseFile,
    slot: str,
    paths: Sequence[Path],
    passwords: Sequence[str] = (),
    *,
    later: bool,
    instead_of: int = 0,
) -> bool:
    """Import files, read and search them unless ``later``, and print what needs a person.

    Pages that an earlier run imported and did not come to search are searched with them. Without a
    slot ("") they are then sorted by what they say. ``instead_of`` is the number of a page that the
    first file replaces. Returns whether something needs a person.
    """
    attention = tell_empty_folders(paths)
    count = sum(1 for _ in files_of(paths))
    with WorkerPool() as pool, steps("cli.importing", count) as progress:
        taken = import_scans(pool, stored, paths, slot, passwords, instead_of=instead_of)
        for imported in taken:
            progress.advance(imported.name)
            say_findings(imported.name, imported.findings)
            attention |= bool(amiss(imported.findings))
    waiting = [page.number for page in stored.case.pages if not page.examined]
    if waiting and not later and not words_known(stored.case):
        say_error(text("cli.words_not_known"))
        return True
    if not later:
        examine_pages(stored, waiting)
        if not slot:
            notice = notice_for(stored.case)
            result = sort_stored(stored, notice)
            tell_filed(stored.case, notice, result)
            tell_unsorted(stored.case, notice, result)
            attention |= bool(result.open or result.unknown)
    say_states([stored.case.state(page) for page in stored.case.pages])
    return attention or (not later and wait_for_person(stored, waiting))


def replace_by_files(
    stored: CaseFile,
    place: int,
    paths: Sequence[Path],
    passwords: Sequence[str] = (),
    *,
    later: bool,
) -> bool:
    """Put a scan in the place of the page that people call by this number.

    Raises:
        typer.BadParameter: There is no such page, or it is not one scan.
        typer.Exit: The scan could not be taken in; why has been said.
    """
    numbers = {at: number for number, at in stored.case.places.items()}
    if place not in numbers:
        raise typer.BadParameter(text("cli.no_page_there", place=place))
    if len(paths) != 1 or not is_there(paths[0]):
        raise typer.BadParameter(text("cli.replace_alone"))
    old = numbers[place]
    slot = stored.case.page(old).slot
    attention = add_files(stored, slot, paths, passwords, later=later, instead_of=old)
    if old in stored.case.places:
        raise typer.Exit(ExitStatus.NOT_DONE)
    say(text("cli.replaced", place=place))
    return attention
