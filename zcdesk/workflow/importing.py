"""Puts scan files into a case; nothing is decoded yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zcdesk.cases.case import Case, CasePage


def add_scans(case: Case, paths: Iterable[Path], slot: str = "") -> Case:
    """Return the case with the given files as waiting pages; folders give their files by name.

    Every file gets a number of its own, also one that turns out to be unusable, so that nothing
    is lost silently. The files are neither moved nor copied nor changed.
    """
    number = max((case.numbered, *(page.number for page in case.pages)))
    added = []
    for path in files_of(paths):
        number += 1
        added.append(CasePage(number=number, slot=slot, path=str(path.absolute())))
    return replace(case, pages=(*case.pages, *added), numbered=number)


def remove_page(case: Case, number: int) -> Case:
    """Return the case without a page; its number is not given again."""
    kept = tuple(page for page in case.pages if page.number != number)
    return replace(case, pages=kept, numbered=max(case.numbered, number))


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files; a folder gives all of its visible files by name."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if inner.is_file() and not hidden:
                yield inner
