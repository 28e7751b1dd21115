"""A name or an employer in the Arabic script that a page shows and nobody has told about."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.cases.acts.spelling import open_spellings
from zcdesk.cases.case import Case
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import finding_of


def spelling_findings(case: Case) -> Iterator[CaseFinding]:
    """Yield for each spelling that is proposed that it waits for an answer; never its letters."""
    for spelling in open_spellings(case):
        page = spelling.places[0][0]
        yield CaseFinding(finding_of(f"check.script_{spelling.target}", page=page), page=page)
