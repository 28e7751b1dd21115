"""A person's acts on a case; each gives the case that follows.

A confirmation is never carried over a change: it stores the fingerprint of what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.following import follow_page
from zcdesk.cases.acts.noting import answer_questions
from zcdesk.cases.acts.secrecy import Classified, classified_of
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.errors import ZcdeskError
from zcdesk.masking.hits import Mask, Verdict
from zcdesk.pages.judging.asking import faults_of

_REMOVED, _YES = "removed.", "yes"
_CONTENT = re.compile(r"(?:not-kept-)?[0-9a-f]{64}")
"""What the folder of a page's path is called: the hash of its file, or of where that lay."""


def without_page(case: Case, number: int) -> Case:
    """Return the case without a page that may come back; its number is not given again."""
    pages = tuple(page for page in case.pages if page.number != number)
    return replace(case, pages=pages, numbered=max(case.numbered, number))


def note_removed(case: Case, path: str) -> Case:
    """Note that a file whose page lay at ``path`` is not wanted any more."""
    content = Path(path).parent.name
    if not _CONTENT.fullmatch(content):
        return case
    return answer_questions(case, {f"{_REMOVED}{content}": _YES})


def was_removed(case: Case, path: str) -> bool:
    """Tell whether a person took the file out of the case that would come to be at ``path``."""
    return f"{_REMOVED}{Path(path).parent.name}" in case.answers


def replace_page(case: Case, number: int, added: Sequence[CasePage]) -> Case:
    """Put other pages of the case in the place of page ``number``, which stays away."""
    wanted = {page.number for page in added}
    old = case.page(number)
    pages: list[CasePage] = []
    for page in case.pages:
        if page.number == number:
            pages.extend(case.placed(case_page, old.slot) for case_page in added)
        elif page.number not in wanted:
            pages.append(page)
    case = note_removed(replace(case, pages=tuple(pages)), old.path)
    return follow_page(case, number, added[0].number) if added else case


def renew_page(case: Case, number: int, scanned: Sequence[CasePage]) -> Case:
    """Put pages of a new scan in the place of page ``number``; the first is called as it was."""
    return replace_page(case, number, [called_as(scanned[0], case.page(number)), *scanned[1:]])


def called_as(page: CasePage, before: CasePage) -> CasePage:
    """Return a new page under the number of the one in whose place it is put."""
    return replace(page, called=before.place)


COVERING_CHANGED = "page.covering_changed"
"""Code of the finding that a page is looked at again because its notice was changed."""


@dataclass(frozen=True)
class ReviewedPage:
    """A page that a person confirmed as it will be uploaded; nothing else is ever exported.

    ``classified`` is what she said of secret material on it, None as long as she said nothing.
    """

    page: CasePage
    covers: tuple[Mask, ...]
    answer: Answer | None
    fingerprint: str
    classified: Classified | None = None


def decide(case: Case, number: int, hit: int, decision: Decision) -> Case:
    """Answer one hit of one page."""
    page = case.page(number)
    decisions = {**dict(page.decisions), hit: decision}
    return case.with_page(replace(page, decisions=tuple(sorted(decisions.items()))))


def decide_alike(case: Case, number: int, hit: int, decision: Decision) -> Case:
    """Answer one hit and every hit of the same key on pages of the same slot.

    A page whose hit a person decided differently keeps that answer; what was decided together with
    this hit before goes along with it.
    """
    origin = case.page(number)
    before = origin.decision(hit)
    decided = decide(case, number, hit, decision)
    for place, index in alike(case, number, hit):
        if decided.page(place).decision(index) in (None, before):
            decided = decide(decided, place, index, decision)
    return decided


def decide_everywhere(case: Case, number: int, hit: int, decision: Decision) -> Case:
    """Answer every hit of the same key on pages of the same slot, whatever was decided before."""
    for place, index in alike(case, number, hit) or ((number, hit),):
        case = decide(case, place, index, decision)
    return case


def alike(case: Case, number: int, hit: int) -> tuple[tuple[int, int], ...]:
    """Return page number and place of every hit of the same key on pages of the same slot."""
    origin = case.page(number)
    key = origin.hits[hit].key
    return tuple(
        (page.number, index)
        for page in case.pages
        if key and page.slot == origin.slot
        for index, other in enumerate(page.hits)
        if other.key == key
    )


def decided_before(case: Case, number: int) -> Case:
    """Return the case in which a page takes the answers that its slot has already.

    What a person decided of a seal on a page of the slot holds for the same seal on a page that
    came later, whether that is asked about or covered; where she decided it in two ways, it is
    asked again. That she left open what is surely her own word holds there alone.
    """
    page = case.page(number)
    for index in (index for index in range(len(page.hits)) if page.decision(index) is None):
        answers = {
            case.page(other).decision(place)
            for other, place in alike(case, number, index)
            if other != number and not _left_there_alone(case.page(other), place)
        } - {None}
        if len(answers) == 1 and (answer := answers.pop()) is not None:
            case = decide(case, number, index, answer)
    return case


def _left_there_alone(page: CasePage, hit: int) -> bool:
    return page.decision(hit) is Decision.LEAVE and page.hits[hit].verdict is Verdict.COVER


def draw(case: Case, number: int, mask: Mask) -> Case:
    """Add a cover drawn by hand."""
    page = case.page(number)
    return case.with_page(replace(page, drawn=(*page.drawn, mask)))


def delete_drawn(case: Case, number: int, index: int) -> Case:
    """Remove the cover drawn by hand at place ``index``."""
    page = case.page(number)
    left = page.drawn[:index] + page.drawn[index + 1 :]
    return case.with_page(replace(page, drawn=left, looked_for=()))


def note_looked_for(case: Case, number: int, *, done: bool = True) -> Case:
    """Note that a person looked for what is covered by hand: it is covered, or not on the page."""
    page = case.page(number)
    return case.with_page(replace(page, looked_for=case.by_hand_on(page) if done else ()))


def answer(case: Case, number: int, given: Answer | None) -> Case:
    """Answer the platform's question about a page."""
    return case.with_page(replace(case.page(number), answer=given))


def claim(case: Case, number: int, *, claimed: bool = True) -> Case:
    """Note that a page which seems to be somebody else's is the applicant's, or take that back."""
    return case.with_page(replace(case.page(number), claimed=claimed))


def keep_as_is(case: Case, numbers: Iterable[int]) -> Case:
    """Note that pages are kept with the faults that their pictures have."""
    wanted = frozenset(numbers)
    return case.with_pages(
        replace(page, as_is=tuple(sorted(faults_of(page.findings))))
        for page in case.pages
        if page.number in wanted
    )


def remove_page(case: Case, number: int) -> Case:
    """Return the case without a page that a person does not want; another run leaves it away."""
    return note_removed(without_page(case, number), case.page(number).path)


def confirm(case: Case, number: int) -> Case:
    """Confirm one page. Covers that the person drew count as her look for what is covered by hand.

    Raises:
        ZcdeskError: A hit of the page is still undecided, or the scan was refused.
        ZcdeskError: Nobody has looked for what is to be covered by hand.
        ZcdeskError: It seems to be somebody else's, and nobody said whose it is.
    """
    page = case.page(number)
    if page.whose_open:
        raise ZcdeskError("page.unclaimed", page=number)
    if page.page is None or not page.examined or page.open_doubts():
        raise ZcdeskError("page.open_doubt", page=number)
    if left := case.left_by_hand(page):
        if not page.drawn:
            raise ZcdeskError("page.open_by_hand", page=case.places[number], what="、".join(left))
        page = replace(page, looked_for=case.by_hand_on(page))
    settled = tuple(finding for finding in page.findings if finding.code != COVERING_CHANGED)
    return case.with_page(replace(page, confirmed=case.fingerprint(page), findings=settled))


def confirm_sure(case: Case) -> Case:
    """Confirm every page that the program is sure of; pages in doubt stay as they are."""
    pages = [
        replace(page, confirmed=case.fingerprint(page))
        for page in case.pages
        if page.page is not None and case.is_sure(page)
    ]
    return case.with_pages(pages)


def rename_applicant(case: Case, applicant: Applicant) -> Case:
    """Take new words; everything found by the old ones is dropped and must be searched again."""
    pages = tuple(
        replace(page, hits=(), decisions=(), examined=page.refused) for page in case.pages
    )
    return replace(case, applicant=applicant, pages=pages)


def reviewed(case: Case, numbers: Iterable[int] | None = None) -> tuple[ReviewedPage, ...]:
    """Return the confirmed pages, in order; pages without a valid confirmation are left out."""
    wanted = None if numbers is None else set(numbers)
    return tuple(
        ReviewedPage(
            page, page.covers(), page.answer, page.confirmed, classified_of(case, page.number)
        )
        for page in case.pages
        if (wanted is None or page.number in wanted) and case.is_confirmed(page)
    )
