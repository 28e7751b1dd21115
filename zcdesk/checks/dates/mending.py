"""From the words of a return to a list of things to do; where each belongs is a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zcdesk.cases.case import Case
from zcdesk.cases.records import ToDo
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section, Slot
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.proposing import slots_for

_PIECES = re.compile(r"[\n\r；;。]+|\s+(?=[（(]?\d{1,2}[.、．)）](?!\d))|(?=[①-⑳])")
_NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[.、．)）](?!\d|jpg)|[①-⑳]|[-·•])\s*")
_PAGE = re.compile(r"第\s*(\d{1,4})\s*[页张]")
_FILE = re.compile(r"(?<!\d)(\d{3})[a-z]?\.jpg", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_EMPTY_WORDS = (
    "附件",
    "材料",
    "证书",
    "上传",
    "原件",
    "扫描件",
    "证明",
    "情况",
    "相关",
    "其他",
    "证",
)
"""Words that stand in many titles and tell little."""

_ENOUGH = 1.5
"""Two letters that tell something, and one more."""

_LITTLE = 0.25


def proposed_items(notice: Notice, case: Case, words: str) -> tuple[ToDo, ...]:
    """Return one thing to do for each sentence of a return.

    A sentence is tied to the slot whose title, or a usual name of its documents, shares most with
    it, else to a section; a page is taken from its number or the name of its picture. A person
    confirms each or changes it.

    Args:
        notice: Whose slots and sections.
        case: Whose pages.
        words: What the platform says, whole.
    """
    return tuple(_item(notice, case, piece) for piece in pieces(words))


def pieces(words: str) -> Iterator[str]:
    """Yield the sentences of a return, without numbering and without empty ones."""
    for part in _PIECES.split(words):
        told = _NUMBERING.sub("", part).strip(" \t　，,：:")
        if told:
            yield told


@dataclass(frozen=True)
class _Fit:
    score: float
    section: Section
    slot: Slot | None


def _item(notice: Notice, case: Case, words: str) -> ToDo:
    page = _page(case, words)
    if page is not None:
        slot = case.page(page).slot
        section = next((s.id for s in notice.sections if any(o.id == slot for o in s.slots)), "")
        return ToDo(words, section, slot, page)
    best = max(_fits(notice, words), key=lambda fit: fit.score, default=None)
    if best is None or best.score < _ENOUGH:
        return ToDo(words)
    if best.slot is None:
        return ToDo(words, best.section.id)
    return ToDo(words, best.section.id, best.slot.id, _only_page(case, best.slot, words))


def _page(case: Case, words: str) -> int | None:
    """Return the page that the words name by number or by its picture."""
    known = {page.number for page in case.pages}
    for found in (*_PAGE.finditer(words), *_FILE.finditer(words)):
        if int(found.group(1)) in known:
            return int(found.group(1))
    return None


def _only_page(case: Case, slot: Slot, words: str) -> int | None:
    """Return the page of a slot with one page only."""
    inside = [page.number for page in case.pages if page.slot == slot.id]
    return inside[0] if len(inside) == 1 and not _YEAR.search(words) else None


def _fits(notice: Notice, words: str) -> Iterator[_Fit]:
    everyday = _everyday_names(notice)
    for section in notice.sections:
        yield _Fit(shared(section.title, words) - _LITTLE, section, None)
        for slot in section.slots:
            titles = (slot.title, *slot.parts)
            score = max(shared(title, words, section.title) for title in titles)
            names = everyday.get(slot.id, ())
            others = max((shared(name, words, section.title) for name in names), default=0.0)
            yield _Fit(max(score, others - _LITTLE), section, slot)


def _everyday_names(notice: Notice) -> dict[str, list[str]]:
    """Return what people call the documents of a slot, as far as they belong nowhere else first."""
    names: dict[str, list[str]] = {}
    for kind in kinds():
        for slot in slots_for(notice, kind)[:1]:
            names.setdefault(slot.id, []).extend((kind.title, *kind.strong))
    return names


def shared(title: str, words: str, told_by_section: str = "") -> float:
    """Return how much of a title stands in the words: letters of what is shared, in runs of two.

    Args:
        told_by_section: Title of the slot's section: words that name just that tell of no slot.
    """
    empty = _EMPTY_WORDS if title == told_by_section else (*_EMPTY_WORDS, told_by_section)
    score, place = 0.0, 0
    while place < len(title) - 1:
        length = 0
        while place + length < len(title) and title[place : place + length + 1] in words:
            length += 1
        if length >= 2:
            run = title[place : place + length]
            score += _LITTLE if run in empty else length - _LITTLE
            place += length
        else:
            place += 1
    return score - _LITTLE * len(title) / 10
