"""One application: the applicant, her pages and what a person decided about each.

Every value is frozen; an act gives a new case, and undo is simply the case before. A confirmation
belongs to one picture, one set of words, one set of targets and one set of covers: it stores their
fingerprint, so that any later change takes it back by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.deliveries import Delivery, Tick
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.practice import Practice
from zcdesk.cases.reasons import reasons_of
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.finding_facts import About, facts_of
from zcdesk.findings import Finding
from zcdesk.geometry import lies_within
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.notices.making.comparing import ProfileCopy
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.judging.asking import asks_for_a_look
from zcdesk.pages.page import LIES, Page
from zcdesk.sorting.told import NOTHING, PageTold

Pairs = tuple[tuple[str, str], ...]
"""Texts by what they are about, in the order in which a case keeps them."""

Facts = Mapping[str, str]
"""Answers to the questions of a notice, by the ids of these."""

NO_NAME = "page.no_name"
"""Code of the finding about a page of a kind that carries the name, without the applicant's."""

OTHER_NAME = "page.other_name"
"""Code of the finding about a page that names somebody beside 姓名, and not the applicant."""

ANOTHER_ROW = "page.of_another_row"
"""Code of the finding about a page that says it is of somebody else in a roster, by her row."""

WHICH_NAMESAKE = "page.which_namesake"
"""Code of the finding about a page that is hers or somebody's of her name in a roster, by row."""

ANOTHER_PERSON = "page.another_person"
"""The same in older case files, which do not tell the row."""

ELSEWHERE = "page.also_elsewhere"
"""Code of the finding that the same sheet is in the folder of somebody else of a roster too."""

NO_NAME_IN_PLACE = "page.no_name_in_place"
"""Code of the finding about a page without her name in a place whose papers all carry it."""

OTHER_EMPLOYER = "page.other_employer"
"""Code of the finding about a page without her name that shows an employer that is not hers."""


def asks_whose(finding: Finding) -> bool:
    """Tell whether a finding is one by which a page seems to be somebody else's."""
    return facts_of(finding.code).about is About.WHOSE


class PageState(StrEnum):
    """The four words for a page, in window, reports and batch tables alike."""

    CLEAN = "clean"
    MASKED = "masked"
    REVIEW = "review"
    REFUSED = "refused"


class Decision(StrEnum):
    """A person's answer about one hit; ``WORDS`` covers a seal's words and leaves its ring."""

    COVER = "cover"
    LEAVE = "leave"
    WORDS = "words"


class Answer(StrEnum):
    """A person's answer to the platform's question about a page (是否需要遮盖)."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class CasePage:
    """One page of a case: what was prepared and found, and what a person said of it.

    Attributes:
        number: Neutral number, stable for the life of the case: from 1 on as pages arrive, below 0
            for a file that was refused at once.
        slot: The slot (上传位置) it belongs to, or "" while unsorted.
        page: The upright page; None while it waits to be read, and when the scan was refused.
        path: Where the imported file is; its name is for the person only and never exported.
        index: Page of that file, from 0.
        hits: What the search found; their order is the number shown on screen.
        findings: What else there is to tell (refusal, clarity, doubtful turn).
        decisions: Answer per hit, by the hit's place in ``hits``; undecided ones are absent.
        drawn: Covers drawn by hand.
        answer: Answer to the platform's question, or None.
        confirmed: Fingerprint of what the person confirmed, or "".
        examined: False until the page was read and searched.
        told: What the page says of itself: its kind, its years, whose it is.
        kind: Id of the document kind that the person said it is, or "".
        note: What the person noted about the page; it is never exported.
        claimed: The person said that the page is hers, although it seems to be somebody else's.
        turned: Degrees clockwise by which the person turned it before it was read: so it stands,
            whatever the program thinks of it. None leaves that to the program.
        looked_for: What the notice wants covered by hand and a person has looked for on it.
        called: The number that it took over from the page in whose place it was put, else 0.
        as_is: Codes of the faults of its picture (blurred, cut off) with which the person keeps it:
            nothing is asked about them any more.
    """

    number: int
    slot: str
    path: str
    index: int = 0
    page: Page | None = None
    hits: tuple[Hit, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[tuple[int, Decision], ...] = ()
    drawn: tuple[Mask, ...] = ()
    answer: Answer | None = None
    confirmed: str = ""
    examined: bool = False
    told: PageTold = NOTHING
    kind: str = ""
    note: str = ""
    claimed: bool = False
    turned: int | None = None
    looked_for: tuple[str, ...] = ()
    called: int = 0
    as_is: tuple[str, ...] = ()

    @property
    def asking(self) -> tuple[Finding, ...]:
        """What there is to tell, but for the faults with which the person keeps the page."""
        return tuple(finding for finding in self.findings if finding.code not in self.as_is)

    @property
    def to_look_at(self) -> tuple[Finding, ...]:
        """What keeps it in review besides its places, until a person has looked at it."""
        return tuple(finding for finding in self.asking if asks_for_a_look(finding, self.page))

    @property
    def upright_turn(self) -> int:
        """Degrees clockwise after which it stands as the program sees it; 0 where it does, or
        where nobody can tell."""
        told = (finding.details for finding in self.findings if finding.code == LIES)
        return next((int(details["degrees"]) for details in told), 0)

    @property
    def place(self) -> int:
        """The number by which people call it, from its arrival and for ever, wherever it is moved;
        0 for a refused file, which is no page."""
        return 0 if self.refused else self.called or self.number

    @property
    def file_name(self) -> str:
        """Name of the imported file, to show to the person."""
        return Path(self.path).name

    @property
    def refused(self) -> bool:
        """The scan could not be used; ``findings`` tell why."""
        return self.examined and self.page is None

    @property
    def nameless(self) -> bool:
        """The applicant's name was expected on the page and not found, or it names another."""
        return self.page is not None and any(map(asks_whose, self.findings))

    @property
    def whose_open(self) -> bool:
        """The page seems to be somebody else's, and the person has not said that it is hers."""
        return self.nameless and not self.claimed

    @property
    def anothers(self) -> bool:
        """The page names another row of the roster and nobody called it hers: it fills no slot."""
        names_another = any(
            finding.code in (ANOTHER_ROW, ANOTHER_PERSON) for finding in self.findings
        )
        return names_another and not self.claimed

    def decision(self, index: int) -> Decision | None:
        """Return the person's answer about hit ``index``, or None."""
        return dict(self.decisions).get(index)

    def covers(self) -> tuple[Mask, ...]:
        """Return the covers as they would be burnt now: decided ones, sure ones, drawn ones."""
        masks = (mask for index in range(len(self.hits)) for mask in self.covered(index))
        return (*masks, *self.drawn)

    def covered(self, index: int) -> tuple[Mask, ...]:
        """Return the covers of hit ``index`` as they would be burnt now."""
        hit, decision = self.hits[index], self.decision(index)
        answers = {
            None: hit.proposed,
            Decision.COVER: (hit.mask,),
            Decision.WORDS: hit.in_parts,
        }
        return answers.get(decision, ())

    def open_doubts(self) -> tuple[int, ...]:
        """Return the places in ``hits`` that a person has to decide and has not yet.

        What is wholly below a cover that a person drew or decided, or that is sure, is black
        whatever would be said of it: it is no question. It becomes one again when that cover goes.
        """
        decided = [*self.drawn]
        decided += [
            mask
            for index, hit in enumerate(self.hits)
            for mask in self.covered(index)
            if self.decision(index) is Decision.COVER
            or (hit.verdict is Verdict.COVER and self.decision(index) is None)
        ]
        return tuple(
            index
            for index, hit in enumerate(self.hits)
            if hit.verdict is Verdict.DOUBT
            and self.decision(index) is None
            and not any(lies_within(hit.mask.polygon, mask.polygon) for mask in decided)
        )


CasePages = tuple[CasePage, ...]
"""Pages in the order of their case."""


@dataclass(frozen=True)
class Case:
    """One application for one notice.

    ``targets`` are what the notice (or the person) asks to cover; ``pages`` are in the order of
    the notice's slots as the person arranged them.

    Attributes:
        notice: Id of the notice.
        applicant: Whose words must not stay readable.
        targets: What is covered.
        pages: The pages, in order.
        facts: Answers, by id of the question.
        numbered: Highest page number that was ever given: that of a removed page is not given
            again.
        texts: Form fields and summaries as typed, by id of the field.
        waivers: Findings that the person lets stand.
        rounds: Returns, in the order of time.
        deliveries: What was written out and handed in, oldest first.
        route: How the pictures leave.
        slot_routes: Slots for which the person chose otherwise.
        stations: What the platform said after the upload, in the order of time.
        not_applicable: Slots that do not apply, each with the person's reason.
        limits: What the platform takes, for single slots or ("") for all.
        ticks: Pictures that were uploaded.
        profile: The profile that the case was made with, or None.
        exempt: Slots on whose pages something is left to be seen that is covered, or asked about,
            on all others, each with what that is.
        practice: What makes it practice, or None for an application of somebody real.
        by_hand: What only a person can find and cover, by slot; what is under "" is looked for
            on the pages of all slots that are not named.
    """

    notice: str
    applicant: Applicant
    targets: frozenset[Target]
    pages: CasePages = ()
    facts: Pairs = field(default=())
    numbered: int = 0
    texts: Pairs = ()
    waivers: tuple[Waiver, ...] = ()
    rounds: tuple[Round, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    route: Route = Route.NOT_ASKED
    slot_routes: tuple[tuple[str, Route], ...] = ()
    stations: tuple[Station, ...] = ()
    not_applicable: Pairs = ()
    limits: tuple[FileLimit, ...] = ()
    ticks: tuple[Tick, ...] = ()
    profile: ProfileCopy | None = None
    exempt: tuple[tuple[str, frozenset[Target]], ...] = ()
    practice: Practice | None = None
    by_hand: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def moment(self, real: datetime) -> datetime:
        """Return the moment that counts for the case: ``real``, or what a lesson's clock says."""
        return real if self.practice is None else self.practice.moment(real)

    def marked(self, notice: Notice) -> Notice:
        """Return the notice as papers of this case name it: in practice with a word before it."""
        return notice if self.practice is None else self.practice.marked(notice)

    def exempt_on(self, page: CasePage) -> frozenset[Target]:
        """Return what is left to be seen on a page because of the slot that it is in."""
        return dict(self.exempt).get(page.slot, frozenset())

    def targets_on(self, page: CasePage) -> frozenset[Target]:
        """Return what is covered on a page; on one in no slot all that is covered anywhere."""
        return self.targets - self.exempt_on(page)

    def by_hand_on(self, page: CasePage) -> tuple[str, ...]:
        """Return what a person has to look for on a page and to cover."""
        by_slot = dict(self.by_hand)
        return by_slot.get(page.slot, by_slot.get("", ()))

    def left_by_hand(self, page: CasePage) -> tuple[str, ...]:
        """Return what of it she has not said done; a page without a picture has nothing."""
        if page.page is None:
            return ()
        return tuple(what for what in self.by_hand_on(page) if what not in page.looked_for)

    def placed(self, page: CasePage, slot: str) -> CasePage:
        """Return a page put into a slot; where other things are covered it is searched again.

        What was found for the slot before says nothing of this one: there a doubt may have been
        dropped because a cover hid it that is no cover any more.
        """
        moved = replace(page, slot=slot)
        if page.refused or self.exempt_on(moved) == self.exempt_on(page):
            return moved
        return replace(moved, hits=(), decisions=(), examined=False)

    def route_of(self, slot: str) -> Route:
        """Return how the pictures of a slot leave."""
        return dict(self.slot_routes).get(slot, self.route)

    def limit_of(self, slot: str) -> FileLimit:
        """Return what the platform takes in a slot, as far as the person met a limit."""
        by_slot = {limit.slot: limit for limit in self.limits}
        return by_slot.get(slot) or by_slot.get("") or FileLimit(slot)

    def is_ticked(self, name: str, sha256: str = "") -> bool:
        """Tell whether this very file was uploaded; "" asks for the name alone."""
        return any(
            tick.name == name and (not sha256 or not tick.sha256 or tick.sha256 == sha256)
            for tick in self.ticks
        )

    def waiver_of(
        self, code: str, rule: str = "", slot: str = "", page: int | None = None
    ) -> Waiver | None:
        """Return the waiver of a finding, or None."""
        wanted = (code, rule, slot, page)
        return next((waiver for waiver in self.waivers if waiver.finding == wanted), None)

    def page(self, number: int) -> CasePage:
        """Return the page with this number.

        Raises:
            KeyError: No such page.
        """
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)

    @property
    def answers(self) -> dict[str, str]:
        """The facts by the questions that they answer."""
        return dict(self.facts)

    @property
    def last_delivery(self) -> Delivery | None:
        """What was written out or handed in last, if anything was."""
        return self.deliveries[-1] if self.deliveries else None

    @property
    def last_round(self) -> Round | None:
        """The last return, if there was one."""
        return self.rounds[-1] if self.rounds else None

    @property
    def accepted(self) -> CasePages:
        """The pages, wherever they are counted: a refused file is none."""
        return tuple(page for page in self.pages if not page.refused)

    @property
    def places(self) -> dict[int, int]:
        """What people call each page, by its number; 0 for a refused file."""
        return {page.number: page.place for page in self.pages}

    def with_page(self, changed: CasePage) -> Case:
        """Return the case with the page of the same number replaced."""
        return replace(
            self,
            pages=tuple(changed if p.number == changed.number else p for p in self.pages),
        )

    def with_pages(self, changed: Iterable[CasePage]) -> Case:
        """Return the case with several pages replaced."""
        by_number = {page.number: page for page in changed}
        return replace(self, pages=tuple(by_number.get(p.number, p) for p in self.pages))

    def fingerprint(self, page: CasePage) -> str:
        """Return what a confirmation of ``page`` stands for: picture, words, targets, covers.

        Covers count by place (whole pixels), so a confirmation survives saving and loading.
        """
        content = {
            "picture": page.page.source.sha256 if page.page else "",
            "index": page.page.source.index if page.page else 0,
            "transform": [[round(value, 4) for value in row] for row in page.page.transform.rows]
            if page.page
            else [],
            "name": [self.applicant.name, *sorted(self.applicant.aliases)],
            "employer": [
                self.applicant.employer,
                *sorted(self.applicant.employer_aliases),
                *sorted(self.applicant.former_employers),
            ],
            "targets": sorted(self.targets),
            "covers": sorted(
                [[round(x), round(y)] for x, y in mask.polygon] for mask in page.covers()
            ),
            "answer": page.answer or "",
        }
        if self.exempt_on(page):
            content["exempt"] = sorted(self.exempt_on(page))
        if page.page is not None and page.page.even_light:
            content["light"] = "even"
        text = json.dumps(content, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def is_confirmed(self, page: CasePage) -> bool:
        """Tell whether the page's confirmation still stands for what the page shows.

        None stands for a page that seems to be somebody else's, as long as nobody said whose it is,
        nor for one on which something is still to be covered by hand.
        """
        if not page.confirmed or page.whose_open or self.left_by_hand(page):
            return False
        return page.confirmed == self.fingerprint(page)

    def state(self, page: CasePage) -> PageState:
        """Return the page's word; a page that still waits to be read counts as review."""
        if page.refused:
            return PageState.REFUSED
        if not self.is_confirmed(page) and not self.is_sure(page):
            return PageState.REVIEW
        return PageState.MASKED if page.covers() else PageState.CLEAN

    def reasons(self, page: CasePage) -> tuple[str, ...]:
        """Return why a page waits for a person, by codes: what was found of it and is open."""
        if self.state(page) is not PageState.REVIEW:
            return ()
        return reasons_of((page.hits[n] for n in page.open_doubts()), page.asking, page.page)

    def is_sure(self, page: CasePage) -> bool:
        """Tell whether the program alone is sure of the page: no doubt, nothing to look at.

        A page on which a person decided something, or that was confirmed once and changed
        afterwards, is not sure in this sense: it needs that person's own confirmation.
        """
        return (
            page.examined
            and not page.confirmed
            and not page.decisions
            and not self.left_by_hand(page)
            and not reasons_of(page.hits, page.asking, page.page)
        )


def in_slot_order(notice: Notice, pages: Sequence[CasePage]) -> CasePages:
    """Return pages in the order of the notice's slots, unsorted ones last, else as they are."""
    order = {slot.id: place for place, slot in enumerate(notice.slots())}
    return tuple(sorted(pages, key=lambda page: order.get(page.slot, len(order))))
