"""Drafts: a covered picture of every page, for looking at; what is there already stays.

A draft is not read a second time. It never leaves the office: what does is made anew from pages
that a person confirmed, and that picture is read again before it is released.

What a draft was made from is in the person's result. Until there is one, a plan beside the
drafts says what each is being made from, so that a run that was cut off draws none a second time.

Who examines a page has its pixels at hand and lays a draft of it ahead, named by all that it was
made from; it becomes the page's draft where page and covers are still the same in the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from zcdesk.batch.results.person_results import DraftPicture, read_result
from zcdesk.cases.case import Case, CasePage
from zcdesk.disk.files import make_folder, reported, write_atomically
from zcdesk.errors import OutputError
from zcdesk.export.pictures.jpeg import encode
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading
from zcdesk.system.files import flush_folder, replace
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.case.examining import Look
from zcdesk.workflow.tasks.examining import Examined, prepare_page, proposed_covers, search_page
from zcdesk.workflow.tasks.found_scans import pixels_of
from zcdesk.workflow.tasks.sought import Sought

DRAFTS = "drafts"
_PLAN = "unfinished.json"
_AHEAD = ".ahead"
_PLANNED = TypeAdapter(dict[str, str])
MAKING = 4
"""Version of the way drafts are made; another number makes them anew."""


def write_drafts(pool: WorkerPool, case: Case, folder: Path) -> Generator[DraftPicture, None, None]:
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
    ahead = {page.number: place / _ahead(page.page, page.covers()) for page in wanted if page.page}
    _remove_others(place, {*map(_name, wanted), *(path.name for path in ahead.values())})
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
    tasks = []
    for page in waiting:
        path = place / _name(page)
        if _came(ahead[page.number], path):
            yield _draft(case, page, _hash(path), made_from[page.number])
        else:
            tasks.append((page.number, page.file_name, (page.page, page.covers(), str(path))))
    for outcome in run_each(pool, write_draft, tasks):
        if isinstance(outcome.error, OutputError):
            raise outcome.error
        if outcome.result is not None:
            page = case.page(outcome.key)
            yield _draft(case, page, outcome.result, made_from[page.number])
    _remove_others(place, {_name(page) for page in wanted})
    with reported(place.name):
        flush_folder(place)


def forget_plan(folder: Path) -> None:
    """Remove the plan of a person whose result tells of her drafts.

    Raises:
        OutputError: It cannot be removed.
    """
    with reported(_PLAN):
        (folder / DRAFTS / _PLAN).unlink(missing_ok=True)


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
    return _written(page, covers, Path(output))


def _written(page: Page, covers: Sequence[Mask], output: Path) -> str:
    content = encode(burn(pixels_of(page, covers), covers), dpi=page.dpi)
    write_atomically(output, content)
    return hashlib.sha256(content).hexdigest()


def drafting(folder: Path) -> Look:
    """Return what examines a page of a person and lays its draft ahead below her ``folder``.

    Raises:
        OutputError: There is no place for drafts.
    """
    make_folder(folder / DRAFTS)
    return partial(examine_and_draft, str(folder / DRAFTS))


def examine_and_draft(
    place: str,
    path: str,
    index: int,
    sought: Sought,
    known: Page | None = None,
    reading: Reading | None = None,
    turned: int | None = None,
) -> Examined:
    """Examine a page and lay its draft ahead in ``place`` (in a worker).

    Further arguments and errors are those of ``examine_page``. A draft that cannot be made now is
    made later, by whoever tells why it cannot.
    """
    found = prepare_page(path, index, known, turned)
    examined = search_page(found, sought, reading)
    covers = proposed_covers(examined.hits)
    with suppress(OutputError, MemoryError):
        _written(examined.page, covers, Path(place) / _ahead(examined.page, covers))
    return examined


def _ahead(page: Page, covers: Sequence[Mask]) -> str:
    """Return what a draft laid ahead is called: a hash of the pixels and of all done to them."""
    lies = (page.transform.rows, page.width, page.height, page.even_light, page.dpi)
    source = (page.source.sha256, page.source.index)
    places = [[(float(x), float(y)) for x, y in mask.polygon] for mask in covers]
    made_from = json.dumps([MAKING, source, lies, places])
    return hashlib.sha256(made_from.encode("ascii")).hexdigest()[:32] + _AHEAD


def _came(ahead: Path, path: Path) -> bool:
    """Tell whether a draft was laid ahead, and put it into its place."""
    try:
        replace(ahead, path)
    except OSError:  # another page took it, or it never came
        return False
    return True


def _plan(place: Path, made_from: Mapping[str, str], waiting: Sequence[CasePage]) -> None:
    """Write what each draft is to be made from; those that are made anew go before that.

    So whatever is there beside the plan was made from what the plan says.
    """
    with reported(place.name):
        for page in waiting:
            (place / _name(page)).unlink(missing_ok=True)
    write_atomically(place / _PLAN, json.dumps(made_from, indent=1).encode("ascii"))


def _planned(place: Path) -> Mapping[str, str]:
    """Return the plan of a run that was cut off; empty when there is none."""
    try:
        return _PLANNED.validate_json((place / _PLAN).read_bytes())
    except (OSError, ValueError):
        return {}


def _draft(case: Case, page: CasePage, sha256: str, made_from: str) -> DraftPicture:
    return DraftPicture(_name(page), page.number, sha256, made_from, str(case.state(page)))


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
    with reported(place.name):
        for path in place.iterdir():
            if path.is_file() and path.suffix in (".jpg", _AHEAD) and path.name not in names:
                path.unlink()
