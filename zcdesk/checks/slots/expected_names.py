"""Pages that should carry the applicant's name and do not: another spelling, a colleague's paper.

A name that was searched for in vain is either not on the page or written as nobody told the
program. Both need a person: on a diploma, a card or a certificate the name cannot be missing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import NO_NAME, OTHER_NAME, Case
from zcdesk.checks.slots.expected_kinds import carries
from zcdesk.findings import Finding, warning
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.names.spellings import folded, words
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.told import PageTold

_WORDS = frozenset({Target.NAME, Target.EMPLOYER})


def no_name_on_page(
    page_told: PageTold, hits: Sequence[Hit], targets: Collection[Target], kind: str = ""
) -> Finding | None:
    """Return a warning when a page of a kind that carries the name shows none, or another one.

    Args:
        told: What the page says of itself.
        hits: What was found on it.
        targets: What is to be covered; where names are not, nothing is expected.
        kind: Id of the kind that a person gave; by default the page's own, where it is sure.
    """
    if Target.NAME not in targets:
        return None
    if any(hit.mask.target is Target.NAME and hit.verdict is not Verdict.LEAVE for hit in hits):
        return None
    if not carries("named.toml", page_told, kind):
        return warning(OTHER_NAME) if page_told.names else None
    known = kind_of(kind or page_told.kind)
    return warning(NO_NAME, document=known.title if known else "")


def offered_spellings(page_told: PageTold, applicant: Applicant) -> tuple[str, ...]:
    """Return names read beside 姓名 that may be the applicant's in another spelling.

    A name is offered when no told or derived form is equal to it; those that share a letter with
    the applicant's name come first.
    """
    known = {folded(word.text) for word in words(applicant)}
    own = set(folded(applicant.name))
    others = [name for name in page_told.names if folded(name) not in known]
    return tuple(sorted(others, key=lambda name: -len(own & set(folded(name)))))


def nothing_found(case: Case) -> Finding | None:
    """Return a warning when no page of a case shows the applicant's name or employer.

    Then case and person hardly belong together. Cases that are still being read, and those without
    a readable page, give none.
    """
    read = [page for page in case.pages if page.examined and not page.refused]
    if not read or not case.targets & _WORDS or len(read) < len(case.pages):
        return None
    if all(page.told.wordless for page in read):
        return None
    found = any(
        hit.mask.target in _WORDS and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for page in read
        for hit in page.hits
    )
    return None if found else warning("case.nothing_found", count=len(read))
