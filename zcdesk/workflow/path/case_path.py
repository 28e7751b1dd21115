"""The way of a case from its first words to what comes after the upload, as seven stops.

What each stop says, which of them waits for the person and what she does next is worked out here
and nowhere else; the window paints it on every screen of a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.rounds import ToDo
from zcdesk.cases.upload_route import Route
from zcdesk.checks.dates.mended import MendingStanding, changed_pages, standing
from zcdesk.checks.dates.returns import RoundCount, round_count, round_terms
from zcdesk.checks.states import Evaluation, SlotState, State
from zcdesk.findings import Severity
from zcdesk.notices.interview import questions, unanswered
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.sorting.proposing import Proposal
from zcdesk.workflow.case.case_files import words_known
from zcdesk.workflow.package.package_files import never_handed_in, pages_in, sent_of
from zcdesk.workflow.path.stops import Count, Measure, Sign, Stop, StopState
from zcdesk.workflow.path.to_do import to_do
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.review.reviewing import ready
from zcdesk.workflow.review.unsorted import strays


class Deed(StrEnum):
    """What there is to do next."""

    WRITE_WORDS = "write_words"
    TAKE_IN = "take_in"
    SORT_AS_PROPOSED = "sort_as_proposed"
    SORT_BY_HAND = "sort_by_hand"
    READ = "read"
    TELL_ORGANISATIONS = "tell_organisations"
    REVIEW = "review"
    ANSWER = "answer"
    MEND = "mend"
    ADD_MISSING = "add_missing"
    CHOOSE_ROUTE = "choose_route"
    CHECK = "check"
    EXPORT_AGAIN = "export_again"
    UPLOAD = "upload"
    FOLLOW = "follow"
    EXPORT_CHANGES = "export_changes"
    HAND_IN_AGAIN = "hand_in_again"


_STOP_OF = {
    Deed.WRITE_WORDS: Stop.FILL,
    Deed.TAKE_IN: Stop.MATERIALS,
    Deed.SORT_AS_PROPOSED: Stop.SORT,
    Deed.SORT_BY_HAND: Stop.SORT,
    Deed.READ: Stop.SORT,
    Deed.TELL_ORGANISATIONS: Stop.FILL,
    Deed.REVIEW: Stop.REVIEW,
    Deed.ANSWER: Stop.FILL,
    Deed.MEND: Stop.AFTER,
    Deed.ADD_MISSING: Stop.MATERIALS,
    Deed.CHOOSE_ROUTE: Stop.FILL,
    Deed.CHECK: Stop.CHECK,
    Deed.EXPORT_AGAIN: Stop.EXPORT,
    Deed.UPLOAD: Stop.AFTER,
    Deed.FOLLOW: Stop.AFTER,
    Deed.EXPORT_CHANGES: Stop.AFTER,
    Deed.HAND_IN_AGAIN: Stop.AFTER,
}


@dataclass(frozen=True)
class NextStep:
    """What to do next.

    Attributes:
        deed: What it is.
        number: How many pages, questions, organisations or items it is about, 0 for none; of the
            check how many can be exported, where nothing of the applicant's is open.
        slot: Slot that is missing, or "".
        page: Key of the page that waits to be sorted by hand, or 0.
        place: What people call that page.
        total: Of how many pages ``number`` are read, while nothing else can be done.
    """

    deed: Deed
    number: int = 0
    slot: str = ""
    page: int = 0
    place: int = 0
    total: int = 0

    @property
    def stop(self) -> Stop:
        """The stop at which it is done."""
        return _STOP_OF[self.deed]


@dataclass(frozen=True)
class OpenRound:
    """A return that was not answered by handing in again.

    Attributes:
        number: Which return of the case, from 1.
        count: Which round of how many the notice allows.
        items: What there is to mend.
        end: The last moment to be safe, Beijing time; None where no term is known.
        standings: How each of the items stands.
        changed: Numbers of the pages that were changed or came in since, and are confirmed.
        unsent: Numbers of the other confirmed pages that were never handed in.
    """

    number: int
    count: RoundCount
    items: tuple[ToDo, ...]
    end: datetime | None
    standings: tuple[MendingStanding, ...] = ()
    changed: tuple[int, ...] = ()
    unsent: tuple[int, ...] = ()

    @property
    def mended(self) -> int:
        """How many items are mended, by what was done or as the person says."""
        return sum(stage.done for stage in self.standings)

    @property
    def first_open(self) -> int | None:
        """Place of the first item that is not mended, from 0, or None."""
        left = (place for place, stage in enumerate(self.standings) if not stage.done)
        return next(left, None)

    def left(self, moment: datetime) -> timedelta | None:
        """Return the time that is left at a moment with a time zone, never below zero."""
        return None if self.end is None else max(self.end - moment, timedelta())


@dataclass(frozen=True)
class PathSituation:
    """All that the path hangs on.

    Attributes:
        overview: How the pages stand.
        evaluation: How the case stands against its notice.
        proposals: Where unsorted pages may belong.
        organisations: Organisations in fields like 工作单位, and spellings in Uyghur beside own
            words, that nobody has told about yet.
        taking_in: Files taken in so far and in all (0: nobody knows), or None.
        stopped: The person stopped the reading.
        exported: What was written out is the case as it is, all of it.
        written: How many pages stand in packages just as they are now.
        pledge: The truthfulness that the notice asks for is still to be confirmed.
    """

    overview: Overview
    evaluation: Evaluation
    proposals: Sequence[Proposal] = ()
    organisations: int = 0
    taking_in: tuple[int, int] | None = None
    stopped: bool = False
    exported: bool = False
    written: int = 0
    pledge: bool = False

    @property
    def outdated(self) -> bool:
        """Tell whether a package was written and the case was changed after that."""
        return not self.written and bool(sent_of(self.overview.case.deliveries))


@dataclass(frozen=True)
class CasePath:
    """The seven stops, the next step, and the return under way."""

    stops: tuple[StopState, ...]
    step: NextStep
    round: OpenRound | None = None

    def of(self, stop: Stop) -> StopState:
        """Return one stop."""
        return next(state for state in self.stops if state.stop is stop)


def case_path(now: PathSituation) -> CasePath:
    """Return the path of a case as it is now."""
    case, notice = now.overview.case, now.overview.notice
    under_way = open_round(notice, case)
    stops = (
        _fill(now),
        _materials(now, under_way),
        _sort(now),
        _review(now),
        _check(now),
        _export(now, under_way),
        _after(case, under_way),
    )
    return CasePath(stops, next_step(now, under_way), under_way)


def open_round(notice: Notice, case: Case) -> OpenRound | None:
    """Return the last return, unless something was handed in after it."""
    if not case.rounds:
        return None
    last = case.rounds[-1]
    if any(
        delivery.submitted is not None and delivery.submitted > last.at
        for delivery in case.deliveries
    ):
        return None
    ends = {term.returned: term.end for term in round_terms(notice, case)}
    standings = tuple(standing(case, last, item) for item in last.items)
    changed = changed_pages(case, last)
    unsent = tuple(number for number in never_handed_in(case) if number not in changed)
    count, end = round_count(notice, case), ends.get(last.at)
    return OpenRound(len(case.rounds), count, last.items, end, standings, changed, unsent)


def next_step(now: PathSituation, under_way: OpenRound | None = None) -> NextStep:
    """Return what to do next, in the order in which it helps most."""
    overview, case, notice = now.overview, now.overview.case, now.overview.notice
    if not words_known(case):
        return NextStep(Deed.WRITE_WORDS)
    if not case.pages:
        return NextStep(Deed.TAKE_IN)
    loose = strays(overview)
    if now.proposals:
        return NextStep(Deed.SORT_AS_PROPOSED, len(now.proposals))
    asked = unanswered(notice, case.answers)
    if loose and overview.waiting and asked and under_way is None:
        return NextStep(Deed.ANSWER, len(asked))  # what is read soon may say where it belongs
    seen = [page for page in loose if page.examined]
    if loose and not (seen or now.stopped):
        count = len(case.accepted)
        return NextStep(Deed.READ, count - len(overview.waiting), total=count)
    if loose:
        page = (seen or loose)[0]
        return NextStep(Deed.SORT_BY_HAND, len(loose), page=page.number, place=page.place)
    if now.organisations and not overview.waiting and under_way is None:
        return NextStep(Deed.TELL_ORGANISATIONS, now.organisations)
    if overview.unconfirmed:
        return NextStep(Deed.REVIEW, len(overview.unconfirmed))
    if under_way is not None:
        return _in_round(now, under_way)
    if asked:
        return NextStep(Deed.ANSWER, len(asked))
    missing = _missing(now.evaluation)
    if missing:
        return NextStep(Deed.ADD_MISSING, len(missing), slot=missing[0].id)
    if notice.masking is not None and case.route is Route.NOT_ASKED:
        return NextStep(Deed.CHOOSE_ROUTE)
    left = to_do(now.evaluation)
    if any(finding.severity is Severity.ERROR for finding in left) or (left and not now.exported):
        return NextStep(Deed.CHECK)
    if not now.exported:
        return NextStep(Deed.EXPORT_AGAIN if now.outdated else Deed.CHECK, len(ready(overview)))
    handed_in = case.deliveries and case.deliveries[-1].submitted is not None
    return NextStep(Deed.FOLLOW if handed_in else Deed.UPLOAD)


def _in_round(now: PathSituation, under_way: OpenRound) -> NextStep:
    """Return what a return asks next: nothing else is in the way while its clock runs."""
    left = len(under_way.items) - under_way.mended
    if left:
        return NextStep(Deed.MEND, left)
    case = now.overview.case
    last = case.last_delivery
    since = last is not None and last.at > case.rounds[-1].at
    changes = last is not None and last.kind is DeliveryKind.CHANGES and bool(now.written)
    written = since and (now.exported or changes)
    if under_way.changed and not written:
        return NextStep(Deed.EXPORT_CHANGES, len(under_way.changed))
    return NextStep(Deed.HAND_IN_AGAIN)


def _missing(evaluation: Evaluation) -> list[SlotState]:
    """Return the slots that the applicant herself has to fill."""
    return [
        slot
        for slot in evaluation.slots()
        if slot.state is State.MISSING and Who.APPLICANT in slot.who
    ]


def _fill(now: PathSituation) -> StopState:
    """Count the questions that matter, as the list and the filled button do; the stop is done when
    the words, organisations and route are known as well."""
    case, notice = now.overview.case, now.overview.notice
    answers = case.answers
    left, total = len(unanswered(notice, answers)), len(questions(notice, answers))
    without_route = notice.masking is not None and case.route is Route.NOT_ASKED
    more = left or now.organisations or without_route or not words_known(case)
    count = Count(Measure.PART, total - left, total) if total else Count()
    return StopState(Stop.FILL, Sign.NEEDS_PERSON if more else Sign.DONE, count)


def _materials(now: PathSituation, under_way: OpenRound | None) -> StopState:
    pages = len(now.overview.case.accepted)
    if now.taking_in is not None:
        return StopState(Stop.MATERIALS, Sign.OPEN, Count(Measure.TAKEN_IN, *now.taking_in))
    if under_way is not None and under_way.items:
        mended, all_items = under_way.mended, len(under_way.items)
        sign = Sign.DONE if mended == all_items else Sign.NEEDS_PERSON
        return StopState(Stop.MATERIALS, sign, Count(Measure.PART, mended, all_items))
    if not pages:
        return StopState(Stop.MATERIALS, Sign.OPEN)
    if strays(now.overview):  # what they are, nobody knows yet: nothing is called missing or done
        return StopState(Stop.MATERIALS, Sign.OPEN, Count(Measure.PAGES, pages))
    missing = len(_missing(now.evaluation))
    if missing:
        return StopState(Stop.MATERIALS, Sign.NEEDS_PERSON, Count(Measure.MISSING, missing))
    return StopState(Stop.MATERIALS, Sign.DONE, Count(Measure.PAGES, pages))


def _sort(now: PathSituation) -> StopState:
    loose = len(strays(now.overview))
    if loose:
        return StopState(Stop.SORT, Sign.NEEDS_PERSON, Count(Measure.UNSORTED, loose))
    return StopState(Stop.SORT, Sign.DONE if now.overview.case.pages else Sign.OPEN)


def _review(now: PathSituation) -> StopState:
    overview = now.overview
    pages, waiting = len(overview.case.accepted), len(overview.waiting)
    left = len(overview.unconfirmed)
    if waiting and words_known(overview.case) and not now.stopped:
        return StopState(Stop.REVIEW, Sign.OPEN, Count(Measure.READING, pages - waiting, pages))
    if left:
        return StopState(Stop.REVIEW, Sign.NEEDS_PERSON, Count(Measure.LEFT, left))
    if not overview.confirmed:
        return StopState(Stop.REVIEW, Sign.OPEN)
    return StopState(Stop.REVIEW, Sign.DONE, Count(Measure.PAGES, len(overview.confirmed)))


def _check(now: PathSituation) -> StopState:
    if not now.overview.case.pages:
        return StopState(Stop.CHECK, Sign.OPEN)
    open_count = len(to_do(now.evaluation)) + bool(now.pledge and now.overview.confirmed)
    if open_count:
        return StopState(Stop.CHECK, Sign.NEEDS_PERSON, Count(Measure.TO_DO, open_count))
    reviewed = now.overview.confirmed and not now.overview.unconfirmed
    return StopState(Stop.CHECK, Sign.DONE if reviewed else Sign.OPEN)


def _export(now: PathSituation, under_way: OpenRound | None) -> StopState:
    """Return the stop of the export: done while the case equals what was written out.

    What was written of a part is counted; what was changed after it is reported.
    """
    if now.exported:
        last = sent_of(now.overview.case.deliveries)[-1:]
        changes = [delivery for delivery in last if delivery.kind is DeliveryKind.CHANGES]
        written = pages_in(changes[0]) if changes else len(now.overview.confirmed)
        return StopState(Stop.EXPORT, Sign.DONE, Count(Measure.EXPORTED, written))
    if under_way is not None:
        return StopState(Stop.EXPORT, Sign.OPEN, Count(Measure.ONLY_CHANGES))
    if now.written:
        count = Count(Measure.PARTLY_EXPORTED, now.written, len(now.overview.case.accepted))
        return StopState(Stop.EXPORT, Sign.OPEN, count)
    if now.outdated:
        return StopState(Stop.EXPORT, Sign.NEEDS_PERSON, Count(Measure.CHANGED_SINCE))
    return StopState(Stop.EXPORT, Sign.OPEN)


def _after(case: Case, under_way: OpenRound | None) -> StopState:
    if under_way is not None:
        left = len(under_way.items) - under_way.mended
        count = Count(Measure.TO_DO, left) if left else Count()
        return StopState(Stop.AFTER, Sign.NEEDS_PERSON, count)
    if any(delivery.submitted is not None for delivery in case.deliveries):
        return StopState(Stop.AFTER, Sign.OPEN, Count(Measure.SUBMITTED))
    return StopState(Stop.AFTER, Sign.OPEN)
