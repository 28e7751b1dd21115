"""Small pictures of pages that wait to be read, so that they can be sorted meanwhile.

They show what nobody covered yet, so they lie in memory and in the case file and nowhere else.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from zcdesk.cases.file.store import CaseFile
from zcdesk.cases.tables.rows import place_inside
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.tasks.showing import sketch_pages

KIND = "sketch/1"
"""Kind of the entries in the cache; another number for another layout."""

Waiting = tuple[str, int]
"""A page that nobody read yet: where its scan lies, and which page of it."""

_AT_ONCE = 8
"""Pages of one scan that one task draws: a thick PDF is opened once for them."""


def sketches(
    pool: WorkerPool, stored: CaseFile | None, wanted: Sequence[Waiting]
) -> Generator[tuple[Waiting, bytes], None, None]:
    """Yield each page with its small JPEG, b"" where it has none; kept in the case file.

    Args:
        pool: Where they are drawn: not the one that reads.
        stored: The case file, or None where the scans lie as files.
        wanted: The pages, in the order in which they are wanted.
    """
    scans: dict[str, list[int]] = {}
    for page in wanted:
        known = stored.cached(KIND, _key(page)) if stored else None
        if known is not None:
            yield page, known
        else:
            scans.setdefault(page[0], []).append(page[1])
    tasks = [
        ((path, part), Path(path).name, (path, part))
        for path, indices in scans.items()
        for part in (indices[at : at + _AT_ONCE] for at in range(0, len(indices), _AT_ONCE))
    ]
    drawn: dict[str, bytes] = {}
    for outcome in run_each(pool, sketch_pages, tasks):
        path, indices = outcome.key
        for index, picture in zip(indices, outcome.result or [b""] * len(indices), strict=True):
            if picture:
                drawn[_key((path, index))] = picture
            yield (path, index), picture
    if stored is not None and not stored.read_only and drawn:
        stored.keep_all_cached(KIND, drawn)


def keep_first_pages(stored: CaseFile, drawn: Mapping[str, bytes]) -> None:
    """Keep sketches of first pages by the hash of their file, but for the empty ones."""
    known = {f"{sha256}/0": picture for sha256, picture in drawn.items() if picture}
    if known:
        stored.keep_all_cached(KIND, known)


def _key(page: Waiting) -> str:
    """Return the key of a page in this case; it does not depend on the file's folder."""
    place = place_inside(Path(page[0]))
    return f"{place[1] if place else page[0]}/{page[1]}"
