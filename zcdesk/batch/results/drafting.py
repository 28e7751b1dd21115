"""Drafts: a covered picture of every page, for looking at; what is there already stays.

A draft is not read a second time. It never leaves the office: what does is made anew from pages
that a person confirmed, and that picture is read again before it is released.

What a draft was made from stands in the person's result. Until there is one, a plan beside the
drafts says what each is being made from, so that a run that was cut off draws none a second time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from zcdesk.batch.results.person_results import Draft, read_result
from zcdesk.cases.case import Case, CasePage
from zcdesk.disk.files import make_folder, output_error, write_atomically
from zcdesk.errors import OutputError
from zcdesk.export.pictures.jpeg import encode
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.system.files import flush_folder
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.tasks.places import pixels_of

DRAFTS = "drafts"
_PLAN = "unfinished.json"
_PLANNED = TypeAdapter(dict[str, str])
MAKING = 3
"""Version of the way drafts are made; another number makes them anew."""


def write_drafts(pool: WorkerPool, case: Case, folder: Path) -> Generator[Draft, None, None]:
    """Write the drafts of a case below ``folder``; yield known ones first, others as they come.

    Args:
        pool: Where pictures are made.
        case: Its examined pages.
        folder: The person's folder, with the result of an earlier run.

    Raises:
        OutputError: A picture cannot be written.
    """
    place = folder / DRAFTS
    wanted = [page for page in case.pages if page.page is not None and page.examined]
    make_folder(place)
    _remove_others(place, {_name(page) for page in wanted})
    before, planned = read_result(folder), _planned(place)
    known = {draft.name: draft for draft in before.drafts} if before else {}
    made_from = {page.number: _made_from(case, page) for page in wanted}
    waiting: list[CasePage] = []
    for page in wanted:
        name, wanted_from = _name(page), made_from[page.number]
        sha256, draft = _hash(place / name), known.get(name)
        made = draft is not None and (draft.sha256, draft.made_from) == (sha256, wanted_from)
        if sha256 and (made or planned.get(name) == wanted_from):
            yield _draft(case, page, sha256, wanted_from)
        else:
            waiting.append(page)
    if waiting:
        _plan(place, {_name(page): made_from[page.number] for page in wanted}, waiting)
    tasks = (
        (page.number, page.file_name, (page.page, page.covers(), str(place / _name(page))))
        for page in waiting
    )
    for outcome in run_each(pool, write_draft, tasks):
        if isinstance(outcome.error, OutputError):
            raise outcome.error
        if outcome.result is not None:
            page = case.page(outcome.key)
            yield _draft(case, page, outcome.result, made_from[page.number])
    try:
        flush_folder(place)
    except OSError as cause:
        raise output_error(cause, place.name) from cause


def forget_plan(folder: Path) -> None:
    """Remove the plan of a person whose result tells of her drafts.

    Raises:
        OutputError: It cannot be removed.
    """
    try:
        (folder / DRAFTS / _PLAN).unlink(missing_ok=True)
    except OSError as cause:
        raise output_error(cause, _PLAN) from cause


def write_draft(page: Page, covers: Sequence[Mask], output: str) -> str:
    """Burn the covers in, write the JPEG and return its SHA-256 (in a worker).

    Args:
        page: The upright page; its scan is decoded anew.
        covers: What is destroyed.
        output: Path of the JPEG; it is written atomically.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
        OutputError: The JPEG cannot be written.
    """
    content = encode(burn(pixels_of(page), covers), dpi=page.dpi)
    write_atomically(Path(output), content)
    return hashlib.sha256(content).hexdigest()


def _plan(place: Path, made_from: Mapping[str, str], waiting: Sequence[CasePage]) -> None:
    """Write what each draft is to be made from; those that are made anew go before that.

    So whatever lies there beside the plan was made from what the plan says.
    """
    try:
        for page in waiting:
            (place / _name(page)).unlink(missing_ok=True)
    except OSError as cause:
        raise output_error(cause, place.name) from cause
    write_atomically(place / _PLAN, json.dumps(made_from, indent=1).encode("ascii"))


def _planned(place: Path) -> Mapping[str, str]:
    """Return the plan of a run that was cut off; empty when there is none."""
    try:
        return _PLANNED.validate_json((place / _PLAN).read_bytes())
    except (OSError, ValueError):
        return {}


def _draft(case: Case, page: CasePage, sha256: str, made_from: str) -> Draft:
    return Draft(_name(page), page.number, sha256, made_from, str(case.state(page)))


def _name(page: CasePage) -> str:
    return f"{page.number:03d}.jpg"


def _made_from(case: Case, page: CasePage) -> str:
    """Return what a draft depends on: picture, words, targets, covers, and how drafts are made."""
    text = json.dumps([MAKING, case.fingerprint(page)]).encode("ascii")
    return hashlib.sha256(text).hexdigest()


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _remove_others(place: Path, names: set[str]) -> None:
    try:
        for path in place.iterdir():
            if path.is_file() and path.suffix == ".jpg" and path.name not in names:
                path.unlink()
    except OSError as cause:
        raise output_error(cause, place.name) from cause
