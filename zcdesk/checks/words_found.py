"""How often an applicant's words were found, and words that were found nowhere where they should.

A guard that knows no list of slips: whatever was typed, a name that is on none of her pages,
though these have fields for a name or a signature, was not what the pages say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target, Word
from zcdesk.cases.case import Case
from zcdesk.checks.slots.expected_names import carries
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.sorting.told import PageTold

NAME_NOWHERE, EMPLOYER_NOWHERE = "words.name_nowhere", "words.employer_nowhere"
_CODES = {Target.NAME: NAME_NOWHERE, Target.EMPLOYER: EMPLOYER_NOWHERE}


@dataclass(frozen=True)
class SearchedPage:
    """What was found on a page, and what the page says of itself."""

    hits: Sequence[Hit]
    told: PageTold


@dataclass(frozen=True)
class WordFound:
    """One word that a person told: its label (``name:1``), its target, places, and pages of them.

    Places of forms that were made from it count for the target, see :func:`places_of`.
    """

    label: str
    target: Target
    places: int
    pages: int


def places_of(pages: Iterable[SearchedPage]) -> dict[Target, int]:
    """Return at how many places the name and the employer were found, in whichever form."""
    counts = Counter(hit.mask.target for page in pages for hit in _own(page))
    return {target: counts[target] for target in _CODES}


def words_found(words: Iterable[Word], pages: Sequence[SearchedPage]) -> tuple[WordFound, ...]:
    """Return for each word that a person told how often it was found; 0 is among them."""
    labels = [Counter(hit.mask.matched for hit in _own(page)) for page in pages]
    return tuple(
        WordFound(
            word.label,
            word.kind.target,
            sum(page[word.label] for page in labels),
            sum(page[word.label] > 0 for page in labels),
        )
        for word in words
        if word.is_given
    )


def found_nowhere(
    pages: Sequence[SearchedPage], targets: Collection[Target]
) -> tuple[Finding, ...]:
    """Return a warning for the name, and for the employer, that none of a person's pages shows,
    while one of them has a place for it.

    A page with neither field, seal nor signature expects nothing.
    """
    places = places_of(pages)
    missing = [target for target in _CODES if target in targets and not places[target]]
    alone = not any(places.values())
    return tuple(
        finding_of(_CODES[target])
        for target in missing
        if any(_expects(target, page.told, alone) for page in pages)
    )


def case_words_found(case: Case) -> tuple[Finding, ...]:
    """Return the same for a case once all of its pages were searched."""
    pages = searched_pages(case)
    if any(not page.examined for page in case.pages):
        return ()
    return found_nowhere(pages, case.targets)


def searched_pages(case: Case) -> tuple[SearchedPage, ...]:
    """Return the pages of a case that were searched."""
    read = (page for page in case.pages if page.examined and not page.refused)
    return tuple(SearchedPage(page.hits, page.told) for page in read)


def _own(page: SearchedPage) -> Iterator[Hit]:
    return (hit for hit in page.hits if hit.mask.matched and hit.verdict is not Verdict.LEAVE)


def _expects(target: Target, told: PageTold, alone: bool) -> bool:
    """Tell whether a page has a place for a word.

    Args:
        target: Name or employer.
        told: What the page says of itself.
        alone: Nothing of the person was found at all; then a seal is enough of a sign.
    """
    if target in told.labelled or (alone and told.seals):
        return True
    if target is Target.NAME:
        return bool(told.names or told.signed) or carries("named.toml", told)
    return bool(told.seals) and told.sure and not carries("issued.toml", told)
