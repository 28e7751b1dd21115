"""A file of hers that was scanned again: the old pages give way to new ones, until that is undone.

Again means: at the same place there is another content, and the old one is nowhere in her folder
any more. Where files lay at the run before is kept beside her result, as hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import called_as, without_page
from zcdesk.cases.case import Case, CasePage, in_slot_order
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.rows import is_outside
from zcdesk.disk.kept import Kept
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.case.case_files import Imported

SOURCES = "sources.json"
_PLACES = Kept(dict[str, str], "places")


def set_aside_replaced(
    stored: CaseFile,
    notice: Notice,
    folder: Path,
    scans: Sequence[Path],
    imported: Sequence[Imported],
) -> tuple[int, ...]:
    """Put new scans in the place of what they were scanned again for; return their page numbers.

    Args:
        stored: Her case, with all of her files imported.
        notice: Her notice.
        folder: Where her results are.
        scans: Where her files are.
        imported: What was made of each of them in this run.

    Raises:
        ZcdeskError: The case or the note of where files are cannot be written.
    """
    before = _PLACES.read(folder / SOURCES) or {}
    found = [*_lying(imported, scans)]
    case, now, lying = stored.case, dict(found), {content for _, content in found}
    new: list[int] = []
    for place, content in now.items():
        old = before.get(place, content)
        if old != content and old not in lying:
            case, numbers = _replaced(case, old, content)
            new += numbers
    if new:
        case = replace(case, pages=in_slot_order(notice, case.pages))
        stored.save(case, ActCode.REPLACE_PAGE)
    if not now.items() <= before.items():  # a file that went may come back at its place
        _PLACES.write(folder / SOURCES, before | now)
    return tuple(new)


def _lying(imported: Sequence[Imported], scans: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield where each file is, and what stands for its content; what was refused has none."""
    for scan in imported:
        if scan.source and not is_outside(Path(scan.path)):
            yield _place(Path(scan.source), scans), Path(scan.path).parent.name


def _replaced(case: Case, old: str, new: str) -> tuple[Case, list[int]]:
    """Return the case with the pages of one content where those of another were."""
    gone, come = _pages_of(case, old), _pages_of(case, new)
    if not gone or not come:
        return case, []
    pages: list[CasePage] = []
    for page in case.pages:
        if page is gone[0]:
            pages += [
                called_as(case.placed(new, old.slot), old)
                for new, old in zip(come, gone, strict=False)
            ]
            pages += [case.placed(new, gone[-1].slot) for new in come[len(gone) :]]
        elif page not in come:
            pages.append(page)
    case = replace(case, pages=tuple(pages))
    for page in gone[1:]:
        case = without_page(case, page.number)
    numbered = max(case.numbered, *(page.number for page in gone))
    return replace(case, numbered=numbered), [page.number for page in come]


def _pages_of(case: Case, content: str) -> list[CasePage]:
    return [page for page in case.pages if Path(page.path).parent.name == content]


def _place(source: Path, scans: Sequence[Path]) -> str:
    """Return the hash of where a file is among hers, whatever her folder is called.

    A file that was given by itself (a page out of a scan of several people) is no folder's. Further
    folders come and go between runs, and are told by where they are.
    """
    first = scans[0].absolute()
    if source != first and source.is_relative_to(first):
        source = Path("0") / source.relative_to(first)
    return hashlib.sha256(source.as_posix().encode(errors="surrogatepass")).hexdigest()
