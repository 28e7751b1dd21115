"""Official forms for a whole roster: one recommendation for several people, postings of a group.

A form that counts people (推荐报告) is filled once for all who share a notice and an employer. One
that speaks of one person (公示, 公示结果) is filled for each of them, a page a person, in one file.

What somebody finished by hand is never written over: what was written is remembered by its hash, in
the folder above. A file that has another one was worked on since; a file that nobody remembers
counts as such, too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from zcdesk.batch.person_folders import LONGEST_NAME, folders_of
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.working import case_path, same_person
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.disk.files import make_folder, reported, write_atomically
from zcdesk.documents.filling import names_in, opened
from zcdesk.documents.forms import (
    MissingFormTextError,
    NoSuchFormError,
    UnreadableFormError,
    form_of,
)
from zcdesk.documents.joining import joined_docx, joined_pdf
from zcdesk.documents.making import MadeForm, make_form
from zcdesk.errors import WorkerLostError, ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.one_page.found_scans import in_worker

FORMS = "forms"
KINDS = ("recommendation", "posting", "posting_result")
"""Forms that an employer makes for a group."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]|[. ]+$')
"""What Windows takes in no name of a file."""


_COUNTS_PEOPLE = "初定名单"
"""A form with this blank names all people of a group."""


@dataclass(frozen=True)
class GroupForm:
    """One form that was written, or could not be.

    Attributes:
        kind: Id of the form in the notice.
        title: Its title, or its id while the notice is silent about it.
        rows: Whom it is for, by row.
        docx: Where the Word file is; the PDF is beside it. None when it was not written.
        missing: Blanks that are left to be filled by hand.
        findings: What to know before it is printed, or why it was not written.
        kept: Name of an earlier form that somebody worked on; it stays, and the new one is beside
            it under another name.
    """

    kind: str
    title: str
    rows: tuple[int, ...]
    docx: Path | None
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    kept: str = ""


_NOT_MADE = (NoSuchFormError, MissingFormTextError, UnreadableFormError, WorkerLostError)


@dataclass(frozen=True)
class _FormGroup:
    notice: Notice
    unit: str
    rows: tuple[int, ...]
    cases: tuple[Case, ...]


def make_group_forms(
    pool: WorkerPool,
    people: Sequence[RosterPerson],
    out: Path,
    kinds: Sequence[str] = KINDS,
    *,
    force: bool = False,
) -> Generator[GroupForm, None, None]:
    """Write the forms of everybody who has a case, by notice and employer, and yield each.

    They are in ``out/forms/<notice>``; where there are several employers each carries its unit. One
    that somebody has worked on since is never written over: the new one gets a name of its own. A
    notice that has no such form, or whose text did not come with it, is reported and passed over.

    Args:
        pool: Where forms are filled and drawn.
        people: The rows.
        out: Output folder of the run, where the cases are.
        kinds: Ids of the forms.
        force: Write over forms that somebody has worked on.

    Raises:
        OutputError: A form cannot be written.
    """
    for group in _groups(people, out):
        for kind in kinds:
            yield _written(pool, group, kind, out, force=force)


def _groups(people: Sequence[RosterPerson], out: Path) -> list[_FormGroup]:
    """Return people of one notice and one employer together, in the order of the roster."""
    found: dict[tuple[str, str], list[tuple[int, Case]]] = {}
    folders = folders_of(people, out)
    for person in people:
        path = case_path(person, folders[person.row])
        try:
            with open_case(path, writing=False) as stored:
                case = stored.case
        except ZcdeskError:
            continue  # her row tells why; a group is not held up by one of its people
        if case.notice != person.notice or not same_person(case, person):
            continue  # the roster's rows have changed since
        key = person.notice, person.applicant.employer
        found.setdefault(key, []).append((person.row, case))
    groups: list[_FormGroup] = []
    for (notice, employer), inside in found.items():
        alone = sum(other == notice for other, _ in found) == 1
        rows, cases = zip(*inside, strict=True)
        unit = "" if alone else _unit(employer, [group.unit for group in groups])
        groups.append(_FormGroup(load_notice(notice), unit, rows, cases))
    return groups


def _unit(employer: str, taken: Sequence[str]) -> str:
    """Return an employer as it may be in the name of a file, told from those before it."""
    plain = _NOT_IN_NAMES.sub("", employer)[:LONGEST_NAME]
    same = sum(name.casefold().startswith(plain.casefold()) for name in taken)
    return f"{plain}-{same + 1}" if same else plain


def _written(
    pool: WorkerPool, group: _FormGroup, kind: str, out: Path, *, force: bool
) -> GroupForm:
    try:
        form = form_of(group.notice, kind)
        counts = _COUNTS_PEOPLE in names_in(opened(form.content(), form.path.name))
        made = _made(
            pool, group, kind, [group.cases] if counts else [(case,) for case in group.cases]
        )
        pdf = in_worker(pool, joined_pdf, [made_form.pdf for made_form in made], name=kind)
    except _NOT_MADE as error:
        title = next(
            (template.title for template in group.notice.templates if template.id == kind), kind
        )
        return GroupForm(kind, title, group.rows, None, findings=(error.finding(),))
    folder = out / FORMS / group.notice.id
    make_folder(folder)
    name = f"{kind}-{group.unit}" if group.unit else kind
    docx = joined_docx([made_form.docx for made_form in made])
    place, form_kept = keep_form(folder, name, docx, pdf, force=force)
    return GroupForm(
        kind, form.title, group.rows, place, _missing(made), _findings(made), form_kept
    )


def _made(
    pool: WorkerPool, group: _FormGroup, kind: str, parts: Sequence[Sequence[Case]]
) -> list[MadeForm]:
    """Fill a form for each part of a group, in workers; pages are of no use to a form.

    Raises:
        ZcdeskError: One of them could not be made.
    """
    tasks = (
        (number, kind, (group.notice, kind, [replace(case, pages=()) for case in part]))
        for number, part in enumerate(parts)
    )
    made_by_row: dict[int, MadeForm] = {}
    for outcome in run_each(pool, make_form, tasks):
        if outcome.result is None:
            raise outcome.error or WorkerLostError(file=kind)
        made_by_row[outcome.key] = outcome.result
    return [made_by_row[number] for number in sorted(made_by_row)]


def _missing(made: Sequence[MadeForm]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for form in made for name in form.missing))


def _findings(made: Sequence[MadeForm]) -> tuple[Finding, ...]:
    """Return what there is to tell, the same thing once however many people it concerns."""
    return tuple(dict.fromkeys(finding for form in made for finding in form.findings))


WRITTEN = ".written.json"
_WRITTEN = TypeAdapter(dict[str, str])


def keep_form(folder: Path, name: str, docx: bytes, pdf: bytes, *, force: bool) -> tuple[Path, str]:
    """Write a form as a Word file and a PDF, under a new name where somebody worked on either.

    Args:
        folder: Where forms of its notice are; it is there.
        name: Name without an ending.
        docx: The Word file.
        pdf: The same, drawn.
        force: Write over what somebody worked on.

    Returns:
        The Word file, and the name of the form that was kept, or "".

    Raises:
        OutputError: It cannot be written, or what is there cannot be looked at.
    """
    known = _known(folder.parent)
    pair = {".docx": docx, ".pdf": pdf}
    chosen = name
    if not force:
        names = (name if number == 0 else f"{name}.{number}" for number in count())
        chosen = next(name for name in names if not _worked_on(folder, name, pair, known))
    for ending, content in pair.items():
        write_atomically(folder / f"{chosen}{ending}", content)
        known[f"{folder.name}/{chosen}{ending}"] = _hash(content)
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(folder.parent / WRITTEN, text.encode())
    return folder / f"{chosen}.docx", f"{name}.docx" if chosen != name else ""


def _worked_on(
    folder: Path, name: str, pair: Mapping[str, bytes], known: Mapping[str, str]
) -> bool:
    """Tell whether a file is there that is neither what was written nor what is to be."""
    for ending, content in pair.items():
        path = folder / f"{name}{ending}"
        with reported(path.name):
            there = _hash(path.read_bytes()) if path.exists() else ""
        if there not in ("", known.get(f"{folder.name}/{path.name}"), _hash(content)):
            return True
    return False


def _known(folder: Path) -> dict[str, str]:
    try:
        return _WRITTEN.validate_json((folder / WRITTEN).read_bytes())
    except (OSError, ValueError, ValidationError):
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
