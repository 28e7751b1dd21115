"""A person's answers as a file: which page, which place, cover or leave.

Pages are named by their number, or by the hash of their scan, so that an answer can never meet
another picture. Places
are given by the name that ``case doubts`` tells, or by target and a point; an answer that meets no
doubt, and a doubt that meets no answer, both leave the page to a person. What ``case doubts`` wrote
is such a file: its pages are there to be read, its ``places`` and ``confirm`` to be filled in.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import (
    answer,
    claim,
    confirm,
    confirm_sure,
    decide,
    note_looked_for,
    remove_page,
)
from zcdesk.cases.acts.noting import (
    answer_questions,
    choose_route,
    mark_not_applicable,
    waive,
    write_text,
)
from zcdesk.cases.acts.secrecy import Classified, note_classified
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.exchange.act_entries import ActEntry
from zcdesk.cases.exchange.doubts import (
    DoubtedPage,
    Measure,
    Named,
    Sha256,
    SpellingAnswer,
    ToldSpelling,
    pages_named,
    with_confirmed,
    with_places,
    with_reopened,
)
from zcdesk.cases.exchange.facts_file import Text, filled_in, read_entries
from zcdesk.cases.exchange.naming import number_of
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.finding_facts import About, codes_about
from zcdesk.geometry import bounds
from zcdesk.pages.page import Page
from zcdesk.plain_data import DataEntry
from zcdesk.quantities.moments import BEIJING

_NEAR = 1.0  # percent of the page by which a point may miss its place


def _as_route(value: object) -> object:
    """Return a route as the case knows it; ``platform`` is what the command line calls it."""
    return Route.INSIDE_PLATFORM if value == "platform" else value


_Route = Annotated[Route, BeforeValidator(_as_route)]


class PlaceDecision(DataEntry):
    """Answer about one doubted place; ``at`` is in percent of the upright page's width, height."""

    target: Target
    at: tuple[Measure, Measure]
    do: Decision


class WhosePage(StrEnum):
    """Whose a page is that seems to be somebody else's; the other one's leaves the case."""

    MINE = "mine"
    OTHER = "other"


class PageDecision(DataEntry):
    """Answers about one page, which is confirmed when they cover all that is in doubt.

    It is named by ``place``, the number that a person sees, or by ``sha256``, the hash of its scan,
    and ``index``, which of the scan's pages it is: so no answer can meet another picture.

    ``seen`` are page findings (codes) that the person has looked at and accepts; to accept that
    her name was not found is to say that the page is hers, as ``whose`` does. ``by_hand`` tells
    whether what the program cannot find is covered on it.
    """

    place: int | None = Field(default=None, ge=1)
    sha256: Sha256 | None = None
    index: int = 0
    places: tuple[PlaceDecision, ...] = ()
    seen: tuple[str, ...] = ()
    whose: WhosePage | None = None
    answer: Answer | None = None
    classified: Classified | None = None
    by_hand: bool | None = None
    kind: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _named_once(self) -> PageDecision:
        if (self.place is None) is (self.sha256 is None):
            raise ValueError("a page is named by its place or by its scan")
        return self

    @property
    def name(self) -> str:
        """What the page is called in the file, short enough to be told."""
        return str(self.place) if self.sha256 is None else self.sha256[:12]

    def is_about(self, case: Case, page: CasePage) -> bool:
        """Tell whether the answers are about a page."""
        if self.place is not None:
            return page.number == number_of(case, self.place)
        source = page.page.source if page.page is not None else None
        return source is not None and (source.sha256, source.index) == (self.sha256, self.index)


class WaiverDecision(DataEntry):
    """A finding that the person lets stand: its code, where it stands, and why."""

    code: str
    reason: str = Field(min_length=1)
    rule: str = ""
    slot: str = ""
    page: int | None = None
    who: str = ""


def _tag_of_entry(entry: object) -> str:
    """Tell an answer about a page from a page as ``case doubts`` writes it, by its number."""
    numbered = "page" in entry if isinstance(entry, dict) else isinstance(entry, DoubtedPage)
    return "[told]" if numbered else "[answered]"


_Page = Annotated[
    Annotated[PageDecision, Tag("[answered]")] | Annotated[DoubtedPage, Tag("[told]")],
    Discriminator(_tag_of_entry),
]


class DecisionFile(DataEntry):
    """A whole file; ``confirm_sure`` confirms every page that the program is sure of.

    ``places`` are answers by the names that ``case doubts`` gives, ``null`` for none; ``confirm``
    are the pages that the person looked at, by the number on screen or the hash of the scan;
    ``by_hand`` those on which she covered all that the notice asks and the program cannot find, or
    found none of it.

    ``same_again`` are answers by such names that hold for every open place of the case that shows
    the same; ``reopen`` names places whose answer is taken back.

    ``spellings`` are answers about what pages propose, by the names that ``case doubts`` gives:
    ``yes``, ``no``, or the right letters; ``proposed_spellings`` is there to be read.

    ``answer`` and ``classified`` (whether the page is secret material: ``no``, or ``cleared``) hold
    for all pages that have no answer of their own.

    An entry that is left empty says nothing.

    ``acts`` are acts by their names, done before anything is answered, one after the other.

    ``facts``, ``texts`` and ``not_applicable`` (by slot, with the reason) are added to what the
    case holds. An empty answer or reason takes one back, ``null`` says nothing; of the texts
    ``null`` does: an empty text is a field left blank.
    """

    schema_number: Literal[1] = Field(alias="schema")
    confirm_sure: bool = False
    answer: Answer | None = None
    classified: Classified | None = None
    pages: tuple[_Page, ...] = ()
    places: dict[str, Decision | None] = Field({})
    same_again: dict[str, Decision] = Field({})
    reopen: tuple[str, ...] = ()
    by_hand: tuple[Named, ...] = ()
    confirm: tuple[Named, ...] = ()
    proposed_spellings: tuple[ToldSpelling, ...] = ()
    spellings: dict[str, SpellingAnswer] = Field({})
    facts: Annotated[dict[str, Text], BeforeValidator(filled_in)] = Field({})
    texts: dict[str, Text | None] = Field({})
    not_applicable: Annotated[dict[str, Text], BeforeValidator(filled_in)] = Field({})
    waivers: tuple[WaiverDecision, ...] = ()
    route: _Route | None = None
    slot_routes: dict[str, _Route] = Field({})
    acts: tuple[ActEntry, ...] = ()

    _entries = model_validator(mode="before")(filled_in)

    def answered(self) -> tuple[PageDecision, ...]:
        """Return the answers page by page, without what ``case doubts`` only told."""
        return tuple(page for page in self.pages if isinstance(page, PageDecision))

    def answered_at(self, number: int) -> PageDecision:
        """Return the answers that are at this place (from 0) of ``pages``."""
        page = self.pages[number]
        assert isinstance(page, PageDecision)
        return page


def read_decisions(path: Path) -> DecisionFile:
    """Read a file of answers, YAML or JSON.

    Raises:
        MissingFactsFileError: It is not there.
        ZcdeskError: A line of it cannot be understood.
        ZcdeskError: It is larger than anybody's.
        WrongDecisionsError: It is one, but some of its entries cannot be understood.
        ZcdeskError: It cannot be read or holds something else.
    """
    return read_entries(DecisionFile, path, "decisions")


def met_by_no_page(case: Case, decisions: DecisionFile) -> tuple[PageDecision, ...]:
    """Return the answers whose page the case does not hold; they stay without effect."""
    return tuple(
        decision
        for decision in decisions.answered()
        if not any(decision.is_about(case, page) for page in case.pages)
    )


def apply_decisions(
    case: Case,
    decisions: DecisionFile,
    unseen: Collection[int] = (),
) -> Case:
    """Return the case with exactly these answers given; what they do not name stays as it was.

    Args:
        case: The case.
        decisions: The answers.
        unseen: Numbers of pages that were read a moment ago; to name one confirms nothing.
    """
    case = _noted(case, decisions, case.moment(datetime.now(BEIJING)))
    by_page = {
        page.number: decision
        for decision in decisions.answered()
        for page in case.pages
        if decision.is_about(case, page)
    }
    looked_for = pages_named(case, decisions.by_hand) - set(unseen)
    for page in case.pages:
        if page.page is None or not page.examined:
            continue
        decision = by_page.get(page.number)
        if decision is not None and decision.whose is WhosePage.OTHER:
            case = remove_page(case, page.number)
            continue
        given = (decision and decision.answer) or decisions.answer
        if given is not None:
            case = answer(case, page.number, given)
        secret = (decision and decision.classified) or decisions.classified
        if secret is not None:
            case = note_classified(case, page.number, secret)
        if decision is not None:
            case = _applied(case, page, page.page, decision)
    case = with_reopened(case, decisions.reopen)
    case = with_places(case, {**decisions.same_again, **decisions.places})
    for page in case.pages:
        if page.number in looked_for:
            case = note_looked_for(case, page.number)
    case = with_confirmed(case, decisions.confirm, unseen)
    return confirm_sure(case) if decisions.confirm_sure else case


def _noted(case: Case, decisions: DecisionFile, now: datetime) -> Case:
    """Return the case with what was said of it as a whole."""
    case = answer_questions(case, decisions.facts)
    for field, text in decisions.texts.items():
        case = write_text(case, field, text)
    for slot, reason in decisions.not_applicable.items():
        case = mark_not_applicable(case, slot, reason)
    for waiver in decisions.waivers:
        page = waiver.page and number_of(case, waiver.page)
        if waiver.page is None or page is not None:
            about = waiver.code, waiver.reason, now, waiver.rule, waiver.slot, page, waiver.who
            case = waive(case, Waiver(*about))
    if decisions.route is not None:
        case = choose_route(case, decisions.route)
    for slot, route in decisions.slot_routes.items():
        case = choose_route(case, route, slot)
    return case


def _applied(case: Case, before: CasePage, page: Page, decision: PageDecision) -> Case:
    noted = replace(
        case.page(before.number),
        kind=before.kind if decision.kind is None else decision.kind,
        note=before.note if decision.note is None else decision.note,
    )
    case = case.with_page(noted)
    for index in before.open_doubts():
        mask = before.hits[index].mask
        for place in decision.places:
            if place.target is mask.target and _lies_in(place.at, mask.polygon, page):
                case = decide(case, before.number, index, place.do)
    whose = codes_about(About.WHOSE)
    if decision.whose is WhosePage.MINE or whose & set(decision.seen):
        case = claim(case, before.number)
    after = case.page(before.number)
    seen = {*decision.seen, *(whose if after.claimed else ())}
    unseen = {finding.code for finding in after.to_look_at} - seen
    if decision.by_hand is not None:
        case = note_looked_for(case, before.number, done=decision.by_hand)
    left = not before.drawn and case.left_by_hand(case.page(before.number))
    if after.open_doubts() or unseen or left:
        return case
    return confirm(case, before.number)


def _lies_in(at: tuple[float, float], polygon: tuple[tuple[float, float], ...], page: Page) -> bool:
    left, top, right, bottom = bounds(polygon)
    x, y = at
    return (
        left * 100 / page.width - _NEAR <= x <= right * 100 / page.width + _NEAR
        and top * 100 / page.height - _NEAR <= y <= bottom * 100 / page.height + _NEAR
    )
