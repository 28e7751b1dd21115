"""What of a case waits for a person's answer, as data, and the answers by the names given there.

A place is named by what it is: the page, the scan, what is asked and where. The name stays the same
from run to run and whatever is answered elsewhere; it is another one as soon as another thing is
asked, so that no answer can meet a question that the person did not see.

A spelling is named by what it spells and its letters. It is answered by ``yes``, by ``no``, or by
its right letters.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import confirm, decide, rename_applicant
from zcdesk.cases.acts.spelling import (
    ProposedSpelling,
    applicant_with_spelling,
    open_spellings,
    refuse_spelling,
)
from zcdesk.cases.case import Case, CasePage, Decision, PageState
from zcdesk.cases.exchange.naming import number_of
from zcdesk.findings import amiss
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.printable import printable
from zcdesk.problems import FindingData, finding_data
from zcdesk.vocabulary import FindingCode, one_of
from zcdesk.wording import spoken

YES, NO = "yes", "no"
_NAME_LETTERS = 12  # of a spelling's name


def _as_answer(value: object) -> object:
    if isinstance(value, bool):  # what YAML takes for a truth
        return YES if value else NO
    return value


def _answered(answer: str | None) -> str | None:
    if answer is None or answer in (YES, NO):
        return answer
    shown = without_invisible(answer)
    if not is_typed_in_arabic(shown):
        raise ValueError("neither yes, no nor letters of the script")
    return shown


SpellingAnswer = Annotated[str | None, BeforeValidator(_as_answer), AfterValidator(_answered)]


class ToldSpelling(DataPart):
    """One spelling: what it may spell, its letters, and where it is.

    ``pages`` are numbers of pages in the case, ``places`` what these are called on screen;
    ``polygon`` is where it is on the first of them, in pixels of the upright page.
    """

    id: str
    target: str
    text: str
    pages: tuple[int, ...]
    places: tuple[int, ...]
    polygon: Polygon


def told_spellings(case: Case) -> tuple[ToldSpelling, ...]:
    """Return the spellings that wait for an answer."""
    return tuple(
        ToldSpelling.of(
            spelling,
            id=_name(spelling),
            places=tuple(case.places[page] for page in spelling.pages),
            polygon=spelling.places[0][1],
        )
        for spelling in open_spellings(case)
    )


def with_spellings(case: Case, answers: Mapping[str, str | None]) -> Case:
    """Return the case with these answers; a word that was gained lets every page be read again."""
    applicant = case.applicant
    for spelling in open_spellings(case):
        answer = answers.get(_name(spelling))
        if answer == NO:
            case = refuse_spelling(case, spelling)
        elif answer is not None:
            text = spelling.text if answer == YES else answer
            applicant = applicant_with_spelling(applicant, spelling.target, text)
    return rename_applicant(case, applicant) if applicant != case.applicant else case


def unknown_spellings(case: Case, answers: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the names that no open spelling of the case bears."""
    return _unknown(answers, {_name(spelling) for spelling in open_spellings(case)})


def _unknown(answers: Mapping[str, object], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name, answer in answers.items() if answer and name not in known)


def _name(spelling: ProposedSpelling) -> str:
    # The letter before it keeps YAML from taking digits alone for a number.
    return "s" + hashlib.sha256(spelling.key.encode()).hexdigest()[:_NAME_LETTERS]


_LETTERS = 12
"""Of a place's name: among a million places two are alike once in five hundred cases."""

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Named = Annotated[int, Field(strict=True, ge=1)] | Sha256
"""A page by the number that a person sees, or all pages of a scan by its hash."""


Measure = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
"""A number of pixels or percent in a file that anybody may have written: no page is as large."""


class DoubtedPlace(DataPart):
    """A place that a person has to decide about.

    ``polygon`` is in pixels of the upright page, ``at`` its middle in percent of width and height.
    """

    id: str
    target: Annotated[str, one_of(Target)]
    code: FindingCode
    message: str
    polygon: tuple[tuple[Measure, Measure], ...]
    at: tuple[Measure, Measure]


class DoubtedPage(DataPart):
    """A page that nobody has confirmed yet.

    ``page`` is its number, by which answers name it, ``place`` what it is called on screen: the
    same, but a refused file is called nothing there. ``sha256`` is "" where there is no picture,
    ``index`` counts from 0.
    ``by_hand`` is what a person must look for and cover herself.
    """

    page: int
    place: int
    file: str
    sha256: str
    index: int
    slot: str
    status: Annotated[str, one_of(PageState)]
    read: bool
    places: tuple[DoubtedPlace, ...]
    findings: tuple[FindingData, ...]
    by_hand: tuple[str, ...] = ()


class Doubts(DataDocument):
    """All that waits, with the entries in which a person answers.

    ``places`` holds every place that is open, without an answer; ``by_hand`` (pages on which all
    that is to be covered by hand is covered) and ``confirm`` are empty: nothing is done or
    confirmed that she does not name. ``spellings`` holds every spelling of ``proposed_spellings``
    without an answer: ``yes``, ``no``, or the right letters.
    """

    pages: tuple[DoubtedPage, ...]
    places: dict[str, None]
    by_hand: tuple[Named, ...] = ()
    confirm: tuple[Named, ...] = ()
    proposed_spellings: tuple[ToldSpelling, ...] = ()
    spellings: dict[str, None] = Field({})


def doubts_of(case: Case, language: str = "zh") -> Doubts:
    """Return the pages that are not confirmed, each with its open places."""
    order = case.places
    pages = tuple(
        _doubted_page(case, page, order[page.number], language)
        for page in case.pages
        if not case.is_confirmed(page)
    )
    spellings = told_spellings(case)
    return Doubts(
        pages=pages,
        places={place.id: None for page in pages for place in page.places},
        proposed_spellings=spellings,
        spellings={spelling.id: None for spelling in spellings},
    )


def place_names(page: CasePage) -> dict[int, str]:
    """Return the name of every doubt of a page, open or decided, by its place in ``hits``."""
    names: dict[int, str] = {}
    times: Counter[str] = Counter()
    for index, hit in enumerate(page.hits):
        if page.page is None or not hit.is_doubt:
            continue
        source = page.page.source
        asked = _asked(hit)
        key = f"{page.number} {source.sha256} {source.index} {asked} {times[asked]}"
        times[asked] += 1
        # The letter before it keeps YAML from taking digits alone for a number.
        names[index] = "p" + hashlib.sha256(key.encode()).hexdigest()[:_LETTERS]
    return names


def with_places(case: Case, answers: Mapping[str, Decision | None]) -> Case:
    """Return the case with these places decided; a name that no place bears has no effect."""
    for page in case.pages:
        for index, name in place_names(page).items():
            answer = answers.get(name)
            if answer is not None:
                case = decide(case, page.number, index, answer)
    return case


def with_reopened(case: Case, names: Collection[str]) -> Case:
    """Return the case with the answers about these places taken back."""
    for page in case.pages:
        back = {index for index, name in place_names(page).items() if name in names}
        decisions = tuple(decision for decision in page.decisions if decision[0] not in back)
        case = (
            case
            if decisions == page.decisions
            else case.with_page(replace(page, decisions=decisions))
        )
    return case


def unknown_places(case: Case, answers: Mapping[str, Decision | None]) -> tuple[str, ...]:
    """Return the names that no place of the case bears."""
    return _unknown(answers, {name for page in case.pages for name in place_names(page).values()})


def with_confirmed(case: Case, named: Collection[Named], unseen: Collection[int] = ()) -> Case:
    """Return the case with the named pages confirmed, as far as nothing on them is open.

    Who names a page has looked at it: what was found to look at does not hold it up. Whose it is
    has to be said besides.

    Args:
        case: The case.
        named: The pages.
        unseen: Numbers of pages that were read a moment ago: nobody can have looked at them.
    """
    for page in case.pages:
        ready = page.page is not None and page.examined and not page.open_doubts()
        ready = ready and (bool(page.drawn) or not case.left_by_hand(page))
        if ready and not page.whose_open and page.number in pages_named(case, named) - set(unseen):
            case = confirm(case, page.number)
    return case


def pages_named(case: Case, named: Collection[Named]) -> frozenset[int]:
    """Return which pages are named, by the number that a person sees or the hash of their scan."""
    return frozenset(number for name in named for number in _called(case, name))


def met_by_none(case: Case, named: Collection[Named]) -> tuple[Named, ...]:
    """Return what names no page of the case."""
    return tuple(name for name in named if not _called(case, name))


def _called(case: Case, name: Named) -> tuple[int, ...]:
    if isinstance(name, int):
        number = number_of(case, name)
        return () if number is None else (number,)
    return tuple(
        page.number for page in case.pages if page.page and page.page.source.sha256 == name
    )


def _asked(hit: Hit) -> str:
    """Return what a doubt asks and where, without any word of the person."""
    mask = hit.mask
    corners = " ".join(f"{round(x)},{round(y)}" for x, y in mask.polygon)
    seen = f"{mask.target} {mask.matched} {mask.origin} {mask.confidence:.3f}"
    return f"{seen} {hit.reason.code} {corners}"


def _doubted_page(case: Case, page: CasePage, place: int, language: str) -> DoubtedPage:
    source = page.page.source if page.page is not None else None
    names = place_names(page)
    return DoubtedPage(
        page=place or page.number,
        place=place,
        file=printable(page.file_name),
        sha256=source.sha256 if source is not None else "",
        index=page.index,
        slot=page.slot,
        status=case.state(page),
        read=page.examined,
        places=tuple(
            _place(names[index], page, page.hits[index], language) for index in page.open_doubts()
        ),
        findings=tuple(finding_data(finding, language) for finding in amiss(page.findings)),
        by_hand=case.left_by_hand(page),
    )


def _place(name: str, page: CasePage, hit: Hit, language: str) -> DoubtedPlace:
    assert page.page is not None
    left, top, right, bottom = bounds(hit.mask.polygon)
    across, down = 50 * (left + right) / page.page.width, 50 * (top + bottom) / page.page.height
    return DoubtedPlace.of(
        hit.mask,
        id=name,
        code=hit.reason.code,
        message=printable(spoken(hit.reason, language).message),
        at=(round(across, 2), round(down, 2)),
    )
