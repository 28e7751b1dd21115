"""What the pages of a slot still need from a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from zcdesk.applicant import Target
from zcdesk.cases.acts.secrecy import classified_of
from zcdesk.cases.case import Case, CasePage, CasePages
from zcdesk.checks.slots.answers import proposed_answer
from zcdesk.checks.states import CaseFinding, on_rule, on_slot
from zcdesk.finding_facts import finding_of
from zcdesk.notices.profile import Notice, Section, Slot
from zcdesk.pages.judging.asking import is_only_unclear
from zcdesk.sorting.told import PAPER_NUMBER, PageTold

PAGE_LIES = "check.page_lies"
"""Code of the finding that a page lies on its side, or upside down."""


def lying_findings(case: Case) -> Iterator[CaseFinding]:
    """Yield the pages that do not stand as the program sees them: a person laid them so."""
    for page in (page for page in case.pages if page.upright_turn):
        lies = finding_of(PAGE_LIES, page=page.number, degrees=page.upright_turn)
        yield CaseFinding(lies, slot=page.slot, page=page.number)


def alike_findings(case: Case) -> Iterator[CaseFinding]:
    """Yield for each page that looks like an earlier one that question, once.

    The same page of the same file in two slots is no question: import has told it. Nor are papers
    whose read words differ in kind, first year or number.
    """
    pages = [page for page in case.pages if page.examined and page.page and page.page.look]
    looks = tuple(page.page.look for page in pages if page.page)
    reported: set[int] = set()
    for first, second in _pairs(looks):
        case_page, other = pages[first], pages[second]
        if other.number not in reported and not _surely_different(case_page, other):
            reported.add(other.number)
            question = finding_of("check.page_alike", page=other.number, other=case_page.number)
            yield CaseFinding(question, slot=other.slot, page=other.number)


@lru_cache(maxsize=4)
def _pairs(looks: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of looks that are alike, by place; most acts change no look."""
    if len(looks) < 2:
        return ()
    # Only here: what asks for a case's state in passing need not load what works on pixels.
    from zcdesk.pages.judging.likeness import alike

    return tuple(alike(enumerate(looks)))


def _surely_different(page: CasePage, other: CasePage) -> bool:
    same_picture = (page.path, page.index) == (other.path, other.index)
    return same_picture or any(
        told and said and not told & said
        for told, said in zip(_says(page.told), _says(other.told), strict=True)
    )


def _says(told: PageTold) -> tuple[AbstractSet[object], ...]:
    """Return a page's kinds, as far as they are sure, its first year, and its numbers."""
    kinds = {told.kind, *told.also} - {""} if told.sure else set[str]()
    numbers = {stated.value for stated in told.stated if stated.key == PAPER_NUMBER}
    return kinds, {*told.years[:1]}, numbers, {*told.id_numbers}


@dataclass(frozen=True)
class SortedPages:
    """The pages of a slot by what is to do with them; a page is in one group only.

    ``anothers`` are of another row of a roster; ``useless`` are those of the other groups that are
    of years nobody asked for. Neither fill the slot.
    """

    waiting: CasePages
    refused: CasePages
    review: CasePages
    unconfirmed: CasePages
    done: CasePages
    anothers: CasePages
    by_hand: CasePages
    useless: CasePages

    @property
    def looked_at(self) -> CasePages:
        """Pages that were read and are hers, as far as the program knows."""
        return (*self.review, *self.by_hand, *self.unconfirmed, *self.done)

    @property
    def usable(self) -> int:
        """Pages that fill the slot: hers, not refused, and of the years that are asked."""
        taken = self.waiting, self.review, self.by_hand, self.unconfirmed, self.done
        return sum(map(len, taken)) - len(self.useless)


def sort_pages(
    case: Case, pages: Sequence[CasePage], useless: Sequence[CasePage] = ()
) -> SortedPages:
    """Sort the pages of one slot; ``useless`` are those among them of years nobody asked for."""
    kinds: dict[str, list[CasePage]] = {
        name: []
        for name in ("waiting", "refused", "review", "by_hand", "unconfirmed", "done", "anothers")
    }
    for page in pages:
        kinds[_kind(case, page)].append(page)
    groups = {name: tuple(pages) for name, pages in kinds.items()}
    return SortedPages(**groups, useless=tuple(useless))


def _kind(case: Case, page: CasePage) -> str:
    if page.anothers:
        return "anothers"
    if page.refused:
        return "refused"
    if not page.examined:
        return "waiting"
    if case.is_confirmed(page):
        return "done"
    open_here = page.open_doubts() or page.whose_open or page.to_look_at
    if case.left_by_hand(page) and not open_here:
        return "by_hand"
    return "unconfirmed" if case.is_sure(page) else "review"


def page_findings(
    notice: Notice, case: Case, section: Section, slot: Slot, pages: SortedPages
) -> Iterator[CaseFinding]:
    """Yield what is to tell about the pages of a slot, page by page where a person must look."""
    for page in pages.refused:
        yield on_slot(section, slot, "check.page_refused", page=page.number)
    for page in (*pages.anothers, *pages.review):
        code = "check.page_foreign" if page.whose_open else "check.page_in_review"
        yield on_slot(section, slot, code, page=page.number)
    if pages.waiting:
        yield on_slot(section, slot, "check.pages_waiting", count=len(pages.waiting))
    if pages.unconfirmed:
        source = notice.masking.consequence if notice.masking else None
        count = len(pages.unconfirmed)
        yield on_slot(section, slot, "check.pages_unconfirmed", source, count=count)
    yield from _by_hand_findings(notice, case, section, slot, pages)
    for page in (*pages.by_hand, *pages.unconfirmed, *pages.done):
        if any(is_only_unclear(finding, page.page) for finding in page.asking):
            yield on_slot(section, slot, "check.page_unclear", page=page.number)
    looked_at = pages.looked_at
    yield from _open_answers(notice, section, slot, looked_at)
    yield from _wrongly_covered(section, slot, looked_at)
    yield from _kept_visible(case, section, slot, looked_at)


def open_answer(notice: Notice, page: CasePage) -> bool:
    """Tell whether the platform's question about a page still waits for the person (A-06)."""
    asked = notice.page_answer
    return (
        asked is not None
        and page.answer is None
        and page.examined
        and not page.refused
        and proposed_answer(page, notice) is None
    )


def secrecy_open(notice: Notice, case: Case, page: CasePage) -> bool:
    """Tell whether the notice wants secret material cleared, and nobody said it of this page."""
    asked = notice.classified
    return asked is not None and classified_of(case, page.number) is None


def secrecy_findings(
    notice: Notice, case: Case, section: Section, slot: Slot, pages: SortedPages
) -> Iterator[CaseFinding]:
    """Yield which pages of a slot still wait for the question whether they are secret."""
    asked = notice.classified
    looked_at = pages.looked_at
    silent = {page.number for page in looked_at if secrecy_open(notice, case, page)}
    if asked is not None and silent:
        listed = "、".join(str(place) for number, place in case.places.items() if number in silent)
        yield on_slot(section, slot, "check.classified_open", asked, pages=listed)


def _by_hand_findings(
    notice: Notice, case: Case, section: Section, slot: Slot, pages: SortedPages
) -> Iterator[CaseFinding]:
    """Yield which pages of a slot still wait for a person to look for what only she can find."""
    left = {page.number: case.left_by_hand(page) for page in (*pages.review, *pages.by_hand)}
    what = "、".join(dict.fromkeys(target for targets in left.values() for target in targets))
    if what and notice.masking:
        listed = "、".join(str(place) for number, place in case.places.items() if left.get(number))
        asked = next(
            (demand for demand in notice.masking.by_hand if demand.what in what), notice.masking
        )
        yield on_slot(section, slot, "check.by_hand_open", asked, pages=listed, what=what)


def _open_answers(
    notice: Notice, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    asked = notice.page_answer
    for page in pages:
        if asked and open_answer(notice, page):
            finding = finding_of(
                "check.answer_open",
                page=page.number,
                question=asked.question,
                yes=asked.yes.word,
                no=asked.no.word,
            )
            yield on_rule(finding, asked.no.source, section.id, slot.id, page.number)


def _wrongly_covered(
    section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield pages with a cover over something that must stay visible in their slot."""
    for page in pages if slot.mask_exempt else ():
        if any(mask.target in slot.mask_exempt for mask in page.covers()):
            photo = Target.PHOTO in slot.mask_exempt
            code = "check.photo_covered" if photo else "check.exempt_covered"
            yield on_slot(section, slot, code, page=page.number)


def _kept_visible(
    case: Case, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Tell why nothing is proposed on the pages of a slot for what is covered elsewhere (A-34)."""
    targets = case.exempt_on(pages[0]) if pages else frozenset()
    if targets:
        code = "check.photo_kept" if Target.PHOTO in targets else "check.exempt_kept"
        yield on_slot(section, slot, code)


def unsorted_finding(case: Case, notice: Notice) -> Iterator[CaseFinding]:
    """Yield how many pages belong to no slot of the notice yet, and which of them seem foreign."""
    known = notice.slots_by_id().keys()
    strays = [page for page in case.pages if page.slot not in known]
    placeless = sum(not page.refused | page.whose_open for page in strays)
    if placeless:
        yield CaseFinding(finding_of("check.pages_unsorted", count=placeless))
    for page in (page for page in strays if page.refused):
        finding = finding_of("check.page_refused_unsorted", page=page.number)
        yield CaseFinding(finding, page=page.number)
    for page in strays:
        if page.whose_open:
            finding = finding_of("check.page_foreign_unsorted", page=page.number)
            yield CaseFinding(finding, page=page.number)


def ink_findings(
    case: Case, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield what is to tell about seal and signature of a filled slot that must have them.

    Both were looked for on the pages as they were scanned, so covers change nothing. That none
    was seen is a question; whose they are is a person's to check.
    """
    contents = [page.told for page in pages if not page.refused]
    whole = bool(contents) and all(page.examined for page in pages if not page.refused)
    if slot.signed:
        # Without any place to sign nothing can be said.
        empty = whole and any(page_told.signed is False for page_told in contents)
        unsigned = empty and not any(page_told.signed for page_told in contents)
        code = "check.no_signature_seen" if unsigned else "check.signed_by_eye"
        yield on_slot(section, slot, code)
    if slot.stamped:
        unsealed = whole and all(page_told.seals == 0 for page_told in contents)
        bare = _bare_documents(pages) if slot.stamped_each and whole and not unsealed else ()
        if bare:
            listed = "、".join(str(case.places[number]) for number in bare)
            yield on_slot(section, slot, "check.no_seal_on_some", pages=listed)
        else:
            code = "check.no_seal_seen" if unsealed else "check.stamped_by_eye"
            yield on_slot(section, slot, code)


def _bare_documents(pages: Sequence[CasePage]) -> tuple[int, ...]:
    """Return the first page's number of each document without a seal.

    A document begins with a heading, and in another file than the page before.
    """
    documents: list[list[CasePage]] = []
    for page in (page for page in pages if not page.refused):
        before = documents[-1][-1] if documents else None
        if before is None or (page.told.begins and page.path != before.path):
            documents.append([])
        documents[-1].append(page)
    return tuple(
        document[0].number
        for document in documents
        if all(page.told.seals == 0 for page in document)
    )
