"""From the words of a return to a list of things to do; where each belongs is a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from zcdesk.cases.case import Case
from zcdesk.cases.rounds import ToDo
from zcdesk.checks.dates.named_pages import named_in
from zcdesk.checks.dates.pages_meant import likely_page, named_files, pages_named
from zcdesk.checks.dates.places_meant import best_fits, is_place, joined_fits
from zcdesk.checks.dates.return_fit import SAYS, Fit
from zcdesk.checks.dates.return_words import (
    ReturnSentence,
    read_return,
    says,
)
from zcdesk.notices.profile import Notice

_COUNT_IN_FILE = re.compile(
    rf"({SAYS.file_name.pattern})\s*的?\s*第?[^，,。；;]{{1,6}}?[张页]", re.IGNORECASE
)
"""A picture counted inside a file that is named, no picture of the case."""


@dataclass(frozen=True)
class Points:
    """What a return asks to mend, and what it says besides (courtesy, a period, who signs)."""

    items: tuple[ToDo, ...]
    remarks: tuple[str, ...] = ()


def points_of(notice: Notice, case: Case, words: str) -> Points:
    """Return what there is to mend, one thing for each fault and each page that it names.

    A sentence is tied to the slot whose title, or a usual or older name of its documents, shares
    most with it, else to a section; where it names no place, to that of the heading or sentence
    before. 第 n 张 counts the pictures inside the place that is named, as they were handed in;
    without a place it is the picture's own number. A person confirms each or changes it.

    Args:
        notice: Whose slots and sections.
        case: Whose pages.
        words: What the platform says, whole.
    """
    said = read_return(words, case.applicant, partial(is_place, notice))
    items: list[ToDo] = []
    for piece in said.faults:
        for part in _parts(notice, piece):
            items += _items(notice, case, part)
    return Points(tuple(items), said.remarks)


def _parts(notice: Notice, piece: ReturnSentence) -> Iterator[ReturnSentence]:
    """Yield a sentence, cut where a further place or picture with its fault begins."""
    marks = re.split(r"([，,、/])", piece.words)
    clauses = place = ""
    for mark, clause in zip(["", *marks[1::2]], marks[::2], strict=True):
        fit, named = _id_of(best_fits(notice, clause)), named_in(clause).pictures
        elsewhere = bool(fit and place and fit != place)
        new = fit != place if fit else bool(named or SAYS.file_name.search(clause))
        begins = new and says(clause, "fault") and says(clauses, "fault")
        counted = elsewhere and named and named_in(clauses).pictures
        if clauses and (begins or counted):
            shown = "" if says(clauses, "fault") else piece.words
            yield ReturnSentence(clauses.strip(), piece.lead, shown)
            piece = replace(piece, lead=clauses if place else piece.lead)
            clauses, mark = "", ""
        clauses += mark + clause
        place = fit or place
    yield ReturnSentence(clauses.strip(), piece.lead)


def _id_of(fit: Fit | None) -> str:
    if fit is None:
        return ""
    return fit.slot.id if fit.slot is not None else fit.section.id


def _items(notice: Notice, case: Case, piece: ReturnSentence) -> Iterator[ToDo]:
    words, named, shown = piece.words, named_in(piece.words), piece.shown or piece.words
    by_name = named_files(case, words, named)
    joined = joined_fits(notice, words)
    best = best_fits(notice, words)
    if by_name:
        counted = (
            pages_named(
                notice,
                case,
                None,
                piece.lead + words,
                named_in(_COUNT_IN_FILE.sub(r"\1", words)),
            )
            if best is None
            else []
        )
        every = dict.fromkeys((*counted, *by_name))
        yield from (_on_page(notice, case, shown, page) for page in every)
        return
    if joined:
        yield from (_in_place(case, shown, fit) for fit in joined)
        return
    heading = best_fits(notice, piece.lead) if piece.lead else None
    if best is None or (
        heading is not None and best.slot is None and heading.section.id == best.section.id
    ):
        best = heading or best
    elif heading is not None and heading.slot is None and best.slot is not None:
        narrower = best_fits(notice, words, heading.section)
        best = narrower if narrower is not None and narrower.slot is not None else best
    pages = pages_named(notice, case, best, piece.lead + words, named)
    twice = "重复" in words and not any(all_of in words for all_of in ("均", "都"))
    if pages:
        yield from (_on_page(notice, case, shown, page) for page in (pages[:1] if twice else pages))
    else:
        yield _in_place(case, shown, best) if best is not None else ToDo(shown)


def _in_place(case: Case, words: str, fit: Fit) -> ToDo:
    if fit.slot is None:
        only = fit.section.slots[0] if len(fit.section.slots) == 1 else None
        if only is None:
            return ToDo(words, fit.section.id)
        fit = replace(fit, slot=only)
    assert fit.slot is not None
    return ToDo(words, fit.section.id, fit.slot.id, likely_page(case, fit.slot, words))


def _on_page(notice: Notice, case: Case, words: str, page: int | None) -> ToDo:
    if page is None:
        return ToDo(words)
    slot = case.page(page).slot
    section = next((s.id for s in notice.sections if any(o.id == slot for o in s.slots)), "")
    return ToDo(words, section, slot, page)
