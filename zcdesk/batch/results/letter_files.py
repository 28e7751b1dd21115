"""How a letter calls the pages of a case: by the applicant's own file names, nobody else's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zcdesk.cases.case import Case, CasePage
from zcdesk.names.spellings import folded
from zcdesk.wording import sentence

_MOST = 6
"""Files that are named one by one in a line."""


def called(case: Case, pages: Sequence[int], others: Sequence[str]) -> str:
    """Return the names of pages as a list; a file that bears another's name is told by its place.

    Args:
        case: The case.
        pages: Numbers of its pages.
        others: Names of everybody else.
    """
    lengths = Counter(page.path for page in case.pages)
    by_file: dict[str, list[CasePage]] = {}
    for number in pages:
        page = case.page(number)
        by_file.setdefault(page.path, []).append(page)
    names = [
        _called(case, of_file, others, whole=len(of_file) == lengths[path])
        for path, of_file in by_file.items()
    ]
    listed = "、".join(names[:_MOST])
    if len(names) <= _MOST:
        return listed
    return sentence("letters.more_files", files=listed, count=len(pages)).message


def _called(case: Case, pages: Sequence[CasePage], others: Sequence[str], *, whole: bool) -> str:
    plain = folded(pages[0].file_name)
    if any(folded(name) in plain for name in others):
        places = "、".join(str(case.places[page.number]) for page in pages)
        return sentence("letters.unnamed_file", page=places).message
    file = pages[0].file_name
    if whole:
        return sentence("letters.file", file=file).message
    numbers = "、".join(str(page.index + 1) for page in pages)
    return sentence("letters.file_page", file=file, page=numbers).message
