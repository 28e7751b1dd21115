"""Pages that a person took out of a case: their content stays away until that is undone.

Whoever runs a batch again gives the same folder again; what she removed must not come back with it.
A page that is added by hand is another thing: that was wished for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from zcdesk.cases.acts.noting import answer_questions
from zcdesk.cases.case import Case

_KEPT, _YES = "removed.", "yes"
_CONTENT = re.compile(r"(?:not-kept-)?[0-9a-f]{64}")
"""What the folder of a page's path is called: the hash of its file, or of where that lay."""


def without_page(case: Case, number: int) -> Case:
    """Return the case without a page that may come back; its number is not given again."""
    kept = tuple(page for page in case.pages if page.number != number)
    return replace(case, pages=kept, numbered=max(case.numbered, number))


def note_removed(case: Case, path: str) -> Case:
    """Note that a file whose page lay at ``path`` is not wanted any more."""
    content = Path(path).parent.name
    if not _CONTENT.fullmatch(content):
        return case
    return answer_questions(case, {f"{_KEPT}{content}": _YES})


def was_removed(case: Case, path: str) -> bool:
    """Tell whether a person took the file out of the case that would come to lie at ``path``."""
    return f"{_KEPT}{Path(path).parent.name}" in dict(case.facts)
