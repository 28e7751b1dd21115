"""Pages that should carry the applicant's name or photo and do not.

A name that was searched for in vain is either not on the page or written as nobody told the
program. Both need a person: on a diploma, a card or a certificate the name cannot be missing.

A portrait that is faded, copied in black and white or drawn over by a seal may be missed; on a card
or a diploma it is there all the same, so a person looks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from zcdesk.applicant import OWN_WORDS, Applicant, Target
from zcdesk.cases.acts.named_on_page import is_named
from zcdesk.cases.case import NO_NAME, OTHER_NAME, Case, CasePage
from zcdesk.checks.states import CaseFinding, on_slot
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.notices.profile import Section, Slot
from zcdesk.resources import table
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.told import AboutWhom, PageTold


def carries(listed: str, page_told: PageTold, kind: str = "") -> bool:
    """Tell whether a page is of a kind that carries what a list is about.

    Args:
        listed: File of the list in ``resources/sorting``: under ``pages`` the kinds whose every
            page carries it, under ``first_pages`` those whose first page does.
        told: What the page says of itself; where its kind is not sure, nothing is expected.
        kind: Id of the kind that a person gave, which may be any page of the document; by default
            the page's own.
    """
    kinds = _kinds(listed)
    if kind:
        return kind in kinds["pages"]
    if not page_told.sure:
        return False
    # Both sides of a card on one sheet are one kind and another.
    whole = any(told_kind in kinds["pages"] for told_kind in (page_told.kind, *page_told.also))
    return whole or (page_told.kind in kinds["first_pages"] and page_told.begins)


@cache
def _kinds(listed: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(kinds) for name, kinds in table("sorting", listed).items()}


NO_PHOTO = "page.no_photo"
"""Code of the finding about a page without the applicant's photo."""


def no_photo_on_page(
    page_told: PageTold, hits: Sequence[Hit], targets: Collection[Target]
) -> Finding | None:
    """Return a warning when a page of a kind that carries a photo shows none.

    Args:
        told: What the page says of itself.
        hits: What was found on it.
        targets: What is to be covered; where photos are not, nothing is expected.
    """
    if Target.PHOTO not in targets or not carries("photographed.toml", page_told):
        return None
    if any(hit.mask.target is Target.PHOTO and hit.verdict is not Verdict.LEAVE for hit in hits):
        return None
    known = kind_of(page_told.kind)
    return finding_of(NO_PHOTO, document=known.title if known else "")


NAMES_NOBODY = "check.names_nobody"
"""Code of the finding that proofs do not name her: nothing shows that they are hers."""


def no_name_on_page(
    page_told: PageTold, hits: Sequence[Hit], targets: Collection[Target], kind: str = ""
) -> Finding | None:
    """Return a warning when a page is about somebody else, or its kind carries the name and it
    shows none.

    Args:
        told: What the page says of itself.
        hits: What was found on it.
        targets: What is to be covered; where nobody looked for whom the page is about, nothing is
            expected of pages on which names are not.
        kind: Id of the kind that a person gave; by default the page's own, where it is sure.
    """
    if page_told.about is AboutWhom.OTHER:
        return finding_of(OTHER_NAME)
    if page_told.about is None and Target.NAME not in targets:
        return None
    if is_named(page_told, hits):
        return None
    if not carries("named.toml", page_told, kind):
        return finding_of(OTHER_NAME) if page_told.about is None and page_told.names else None
    known = kind_of(kind or page_told.kind)
    return finding_of(NO_NAME, document=known.title if known else "")


def nobody_findings(
    case: Case, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield the first page of each document of an achievement that names nobody: nothing on it
    shows that it is the applicant's."""
    silent = [page for page in pages if page.slot in _proof() and _is_silent(page, pages)]
    first = {page.path: page.number for page in reversed(silent)}
    if first:
        places = sorted(case.places[number] for number in first.values())
        listed = "、".join(map(str, places))
        yield on_slot(section, slot, NAMES_NOBODY, pages=listed)


def nobody_on(case: Case, page: CasePage) -> Finding | None:
    """Return a word on a page of a document for achievements that names nobody, else None."""
    proves = page.slot in _proof() and _is_silent(page, case.pages)
    return finding_of("page.names_nobody") if proves else None


def _is_silent(page: CasePage, pages: Iterable[CasePage]) -> bool:
    """Tell whether no page of a document, of one file, names her, and nobody said it is hers.

    A page that is about somebody else is asked about as that.
    """
    if page.claimed or page.refused or page.told.about in (None, AboutWhom.OTHER):
        return False
    whole = [other for other in pages if other.path == page.path and other.slot == page.slot]
    return not any(is_named(page.told, page.hits) for page in whole)


def _proof() -> Collection[str]:
    places: list[str] = table("sorting", "subjects.toml")["proof"]["places"]
    return places


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
    if not read or case.targets.isdisjoint(OWN_WORDS) or len(read) < len(case.pages):
        return None
    if all(page.told.wordless for page in read):
        return None
    has_words = any(
        hit.mask.target in OWN_WORDS and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for page in read
        for hit in page.hits
    )
    return None if has_words else finding_of("case.nothing_found", count=len(read))
