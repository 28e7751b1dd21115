"""A page that lies with the wrong person is given to the one whose it is; both are acts.

The other case has it before this one lets it go, so that a page is nowhere lost; with the person
from whom it was taken its content stays away, though her folder still holds it.
"""

from __future__ import annotations

from pathlib import Path

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import remove_page
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.rows import inside, place_inside
from zcdesk.workflow.case.importing import with_pages


def give_page(giver: Path, taker: Path, number: int) -> None:
    """Put a page of one case into another, where it waits to be read, and take it out of the first.

    A page of which the case keeps no scan stays where it is.

    Args:
        giver: The case file in which it lies.
        taker: That of the person whose it is.
        number: Number of the page.

    Raises:
        ZcdeskError: One of the cases cannot be written; then both stay as they were, or the page is
            in both.
    """
    with open_case(giver) as first, open_case(taker) as second:
        first.require_writable()
        second.require_writable()
        page = first.case.page(number)
        kept = place_inside(Path(page.path))
        if kept is None:
            return
        sha256, _ = second.keep_original(first.original(kept[1]))
        added = _with(second.case, page, inside(second.path, sha256, page.file_name))
        if added != second.case:
            second.save(added, ActCode.ADD)
        first.save(remove_page(first.case, number), ActCode.REMOVE_PAGE)


def _with(case: Case, page: CasePage, path: str) -> Case:
    """Return the taker's case with the page; one that it has already is not added again."""
    content = Path(path).parent.name
    if any(Path(one.path).parent.name == content and one.index == page.index for one in case.pages):
        return case
    number = max((case.numbered, *(page.number for page in case.pages))) + 1
    return with_pages(case, (CasePage(number, "", path, page.index),))
