"""What the review page asks of a case: pure questions and acts, without a widget.

The order in which things are offered: places that nobody has decided come first, then pages in
doubt, then pages of which the program is sure and a person has not yet agreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.secrecy import Classified, note_classified
from zcdesk.cases.case import Case, CasePage, Decision, PageState
from zcdesk.cases.upload_route import Route
from zcdesk.checks.slots.answers import asks_answer, lacks_answer, proposed_answer
from zcdesk.checks.slots.pages import secrecy_open
from zcdesk.masking.hits import Verdict
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page
from zcdesk.workflow.review.overview import Overview, Standing


@dataclass(frozen=True)
class Place:
    """A page and, when one is meant, a place in its ``hits``."""

    number: int
    hit: int | None = None


@dataclass(frozen=True)
class BulkSummary:
    """What agreeing to everything without a doubt would do.

    Attributes:
        covers: Places that are covered by it.
        pages: Pages that are confirmed.
        left: Pages that stay with the person.
        answered: Those of the confirmed pages whose doubts the person decided before.
    """

    covers: int
    pages: int
    left: int
    answered: int = 0


def accept(case: Case, number: int, notice: Notice | None) -> Case:
    """Confirm one page together with its proposed answer.

    Raises:
        ZcdeskError: A place of the page is undecided.
    """
    page = case.page(number)
    if asks_answer(notice) and page.answer is None:
        covered = case.route_of(page.slot) is not Route.INSIDE_PLATFORM
        case = deciding.answer(case, number, proposed_answer(page, notice, covered=covered))
    return deciding.confirm(case, number)


def _undoubted_pages(overview: Overview) -> tuple[Standing, ...]:
    """Return the pages that nothing is open about: the program is sure, or every doubt is decided.

    Pages that have to be looked at for another reason, and pages that were changed after they had
    been confirmed, are not among them.
    """
    return tuple(
        standing
        for standing in overview
        if (standing.sure or _is_answered(standing))
        and standing.readable
        and not standing.confirmed
        and not standing.unanswered
        and not standing.page.whose_open
        and not standing.by_hand
    )


def _is_answered(standing: Standing) -> bool:
    """Tell whether a person decided something on a page, and nothing is left to be looked at."""
    page = standing.page
    decided = bool(page.decisions) and not standing.doubts
    return decided and not page.to_look_at and not standing.lapsed


def bulk_summary(overview: Overview) -> BulkSummary:
    """Return what ``accept_all_undoubted`` would do."""
    standings = _undoubted_pages(overview)
    left = len(overview.unconfirmed) - len(standings)
    covers, answered = (
        sum(standing.covers for standing in standings),
        sum(not standing.sure for standing in standings),
    )
    return BulkSummary(covers, len(standings), left, answered)


def accept_all_undoubted(overview: Overview) -> Case:
    """Confirm every page that nothing is open about, each with its settled answer."""
    case = overview.case
    pages = [standing.page for standing in _undoubted_pages(overview)]
    return case.with_pages(
        accept(replace(case, pages=(page,)), page.number, overview.notice).page(page.number)
        for page in pages
    )


def accept_all_proposed(overview: Overview) -> Case:
    """Cover every doubtful place that has a proposed cover, and confirm what is settled by that.

    For the last hour: nothing is left open by it. A place without a proposal, an answer that only
    a person can give and a page that has to be looked at for another reason stay as they are.
    """
    case = overview.case
    for standing in overview:
        if not standing.readable or standing.confirmed or standing.page.whose_open:
            continue
        proposed = [
            index for index in standing.doubts if standing.page.hits[index].covers_by_default
        ]
        page = _covered(case, standing.page.number, proposed) if proposed else standing.page
        case = case.with_page(page)
        open_ = standing.unanswered or standing.by_hand or standing.lapsed
        settled = not (page.open_doubts() or page.to_look_at or open_)
        if settled and not lacks_answer(page, overview.notice):
            case = accept(case, page.number, overview.notice)
    return case


def proposed_summary(overview: Overview, accepted: Case) -> BulkSummary:
    """Return what ``accept_all_proposed`` did: doubtful places covered, pages confirmed, left."""
    pages = [accepted.page(standing.page.number) for standing in overview]
    covers = sum(
        len(page.decisions) - len(standing.page.decisions)
        for standing, page in zip(overview, pages, strict=True)
    )
    confirmed = sum(accepted.is_confirmed(page) for page in pages)
    more = confirmed - len(overview.confirmed)
    return BulkSummary(covers, more, len(overview.unconfirmed) - more)


def next_place(overview: Overview, here: Place) -> Place | None:
    """Return the next undecided place after ``here``, over all pages, or None."""
    for standing in overview.from_page(here.number):
        number = standing.page.number
        if not standing.readable:
            continue
        after = here.hit if number == here.number and here.hit is not None else -1
        for index in standing.doubts:
            if index > after:
                return Place(number, index)
        if number != here.number and standing.state is PageState.REVIEW:
            return Place(number)
    return None


def next_page(overview: Overview, here: int) -> int | None:
    """Return the page to look at after ``here``: in doubt first, then any unconfirmed one."""
    others = [
        standing
        for standing in overview.from_page(here)
        if standing.readable and standing.page.number != here
    ]
    doubtful = [standing for standing in others if standing.state is PageState.REVIEW]
    open_ones = doubtful or [standing for standing in others if not standing.confirmed]
    return open_ones[0].page.number if open_ones else None


def silent_on_secrecy(overview: Overview) -> tuple[int, ...]:
    """Return the readable pages that stay out until it is said whether they are secret material.

    Empty where the notice does not ask.
    """
    case, notice = overview.case, overview.notice
    return tuple(
        standing.page.number
        for standing in overview
        if standing.readable and secrecy_open(notice, case, standing.page)
    )


def none_is_secret(overview: Overview) -> Case:
    """Return the case after a person said of all silent pages that none is secret material."""
    case = overview.case
    for number in silent_on_secrecy(overview):
        case = note_classified(case, number, Classified.NO)
    return case


def ready(overview: Overview) -> tuple[Standing, ...]:
    """Return the confirmed pages that an export takes along now."""
    silent = set(silent_on_secrecy(overview))
    return tuple(standing for standing in overview.confirmed if standing.page.number not in silent)


def coming_pages(overview: Overview, here: int) -> tuple[Page, ...]:
    """Return the upright pages that a person probably looks at next, the likeliest first."""
    order = tuple(overview)
    after = overview.at(here) + 1
    numbers = [
        next_page(overview, here),
        *(standing.page.number for standing in order[after : after + 1]),
    ]
    wanted = dict.fromkeys(number for number in numbers if number is not None)
    pages = (overview.of(number).page.page for number in wanted)
    return tuple(page for page in pages if page is not None)


def same_places(case: Case, number: int, hit: int) -> tuple[Place, ...]:
    """Return this place and every undecided one in the case that the same word led to.

    A seal or a signature is the same only in pages of its slot (see ``deciding.alike``).
    """
    if case.page(number).hits[hit].key:
        return tuple(Place(*at) for at in deciding.alike(case, number, hit))
    matched = case.page(number).hits[hit].mask.matched
    if not matched:
        return (Place(number, hit),)
    return tuple(
        Place(page.number, index)
        for page in case.pages
        for index, other in enumerate(page.hits)
        if (page.number, index) == (number, hit)
        or (
            other.mask.matched == matched
            and not other.key
            and other.verdict is not Verdict.LEAVE
            and page.decision(index) is None
        )
    )


def cover_places(case: Case, places: Iterable[Place]) -> Case:
    """Decide to cover each of these places."""
    by_page: dict[int, list[int]] = {}
    for place in places:
        if place.hit is not None:
            by_page.setdefault(place.number, []).append(place.hit)
    return case.with_pages(_covered(case, number, hits) for number, hits in by_page.items())


def _covered(case: Case, number: int, hits: Iterable[int]) -> CasePage:
    alone = replace(case, pages=(case.page(number),))
    for hit in hits:
        alone = deciding.decide(alone, number, hit, Decision.COVER)
    return alone.page(number)


def is_own_word(page: CasePage, hit: int) -> bool:
    """Tell whether a place shows, without doubt, a word that the applicant entered herself."""
    hit_found = page.hits[hit]
    return bool(hit_found.mask.matched) and hit_found.verdict is Verdict.COVER
