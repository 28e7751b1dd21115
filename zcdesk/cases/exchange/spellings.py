"""Spellings in the Arabic script that pages propose, as data, and a person's answers to them.

A spelling is named by what it spells and its letters. It is answered by ``yes``, by ``no``, or by
its right letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.acts.spelling import (
    ProposedSpelling,
    applicant_with_spelling,
    open_spellings,
    refuse_spelling,
)
from zcdesk.cases.case import Case
from zcdesk.geometry import Polygon
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.typed_letters import without_invisible

YES, NO = "yes", "no"
_LETTERS = 12  # of a spelling's name


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


class ToldSpelling(BaseModel):
    """One spelling: what it may spell, its letters, and where it stands.

    ``pages`` are numbers of pages in the case, ``places`` what these are called on screen;
    ``polygon`` is where it stands on the first of them, in pixels of the upright page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    target: str
    text: str
    pages: tuple[int, ...]
    places: tuple[int, ...]
    polygon: Polygon


def told_spellings(case: Case) -> tuple[ToldSpelling, ...]:
    """Return the spellings that wait for an answer."""
    return tuple(
        ToldSpelling(
            id=_name(spelling),
            target=spelling.target,
            text=spelling.text,
            pages=spelling.pages,
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
    known = {_name(spelling) for spelling in open_spellings(case)}
    return tuple(name for name, answer in answers.items() if answer and name not in known)


def _name(spelling: ProposedSpelling) -> str:
    # The letter before it keeps YAML from taking digits alone for a number.
    return "s" + hashlib.sha256(spelling.key.encode()).hexdigest()[:_LETTERS]
