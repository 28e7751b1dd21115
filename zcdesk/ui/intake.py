"""Takes files into a case: each is copied into the case file before its page appears."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.rows import inside, place_inside
from zcdesk.cases.store import CaseFile
from zcdesk.errors import ScanError
from zcdesk.findings import Finding
from zcdesk.notices.notice import Notice
from zcdesk.pages.scan import read_scan
from zcdesk.workflow.importing import files_of


@dataclass(frozen=True)
class Taken:
    """One file that was copied, or refused.

    Attributes:
        name: The file's name, for the person.
        path: Where its copy lies; the file itself where there is no case file.
        findings: Why it was refused; empty when it was taken.
        place: Its place among the files, from 1, and how many there are.
    """

    name: str
    path: str
    findings: tuple[Finding, ...]
    place: tuple[int, int]


def take_in(stored: CaseFile | None, paths: Iterable[Path]) -> Generator[Taken, None, None]:
    """Copy files into the case file and yield each once it is durable.

    Raises:
        ZcdeskError: The case file cannot be written.
    """
    files = tuple(files_of(paths))
    for place, path in enumerate(files, start=1):
        name = path.name.encode("utf-8", "replace").decode("utf-8")
        lying = str(path.absolute()).encode("utf-8", "replace").decode("utf-8")
        count = (place, len(files))
        if stored is None:
            yield Taken(name, lying, (), count)
            continue
        try:
            content = read_scan(path)
        except ScanError as error:
            yield Taken(name, lying, (error.finding(),), count)
            continue
        sha256, _ = stored.keep_original(content)
        yield Taken(name, inside(stored.path, sha256, name), (), count)


def with_taken(case: Case, notice: Notice, taken: Iterable[Taken], slot: str) -> Case:
    """Return the case with a page for each file, at the end of ``slot``.

    A picture that the slot holds already is not added again.
    """
    number = max((case.numbered, *(page.number for page in case.pages)))
    pages = list(case.pages)
    for one in taken:
        if is_twin(case, one, slot):
            continue
        number += 1
        page = CasePage(number, slot, one.path, findings=one.findings, examined=bool(one.findings))
        pages.append(page)
    return replace(case, pages=in_slot_order(notice, pages), numbered=number)


def is_twin(case: Case, taken: Taken, slot: str) -> bool:
    """Tell whether the slot holds this very picture already."""
    place = place_inside(Path(taken.path))
    return place is not None and any(
        page.slot == slot and (place_inside(Path(page.path)) or ("", ""))[1] == place[1]
        for page in case.pages
    )


def in_slot_order(notice: Notice, pages: Iterable[CasePage]) -> tuple[CasePage, ...]:
    """Return pages in the order of the notice's slots, unsorted ones last, else as they stand."""
    order = {slot.id: place for place, slot in enumerate(notice.slots())}
    return tuple(sorted(pages, key=lambda page: order.get(page.slot, len(order))))
