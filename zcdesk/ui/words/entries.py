"""The places of a page as the window lists and draws them: hits first, then own covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QCoreApplication

from zcdesk.applicant import Applicant, Target, WordKind
from zcdesk.cases.acts.deciding import alike
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Mask, Origin, Verdict
from zcdesk.names.search_words import words
from zcdesk.ui.look import Tone
from zcdesk.ui.words.sentences import say, target_word


class CoverKind(StrEnum):
    """How a place is drawn on the page."""

    SURE = "sure"
    DOUBT = "doubt"
    CONFIRMED = "confirmed"
    MANUAL = "manual"
    OPEN = "open"


@dataclass(frozen=True)
class WordEntry:
    """One place of a page.

    Attributes:
        index: Place in the list, from 0; shown from 1. Below 0 for what is only pointed at.
        drawn: Place in ``CasePage.drawn``, or None for a hit (whose place is ``index``).
        kind: How it is drawn.
        polygon: Pixels of the upright page.
        target: What it covers.
        title: What it is, in words.
        word: The applicant's word that it shows, or "".
        reason: Why it is listed.
        tail: What will happen to it, in one word.
        tone: Colour of that word.
        parts: What is really covered, where that is less than ``polygon``: the words of a seal.
        divisible: There is the choice to cover only the words of this seal.
        alike: How many places of the slot show the same seal or signature, this one among them.
        decided: A person decided about it.
    """

    index: int
    drawn: int | None
    kind: CoverKind
    polygon: Polygon
    target: Target
    title: str
    word: str
    reason: str
    tail: str
    tone: Tone
    parts: tuple[Polygon, ...] = ()
    divisible: bool = False
    alike: int = 0
    decided: bool = False

    @property
    def number(self) -> str:
        """What is in the badge and on the tag."""
        if self.index < 0:
            return self.title
        return f"{self.index + 1}?" if self.kind is CoverKind.DOUBT else str(self.index + 1)


def entries(case: Case, page: CasePage) -> tuple[WordEntry, ...]:
    """Return the places of ``page`` in the order of their numbers."""
    # A cover that is drawn later asks for a new look at the page, not at the others' covers.
    befores = (replace(page, drawn=page.drawn[:count]) for count in range(len(page.drawn) + 1))
    agreed = any(map(case.is_confirmed, befores))
    hits = tuple(_hit_entry(case, page, index, agreed) for index in range(len(page.hits)))
    own = tuple(
        _drawn_entry(len(hits) + index, index, mask) for index, mask in enumerate(page.drawn)
    )
    return hits + own


def _hit_entry(case: Case, page: CasePage, index: int, agreed: bool) -> WordEntry:
    hit = page.hits[index]
    kind = _kind(page, index, agreed)
    tail, tone = _tail(page, index, kind)
    covers = page.covered(index)
    return WordEntry(
        index, None, kind, hit.mask.polygon, hit.mask.target,
        title(hit.mask), _word(case.applicant, hit.mask.matched),
        say(hit.reason).message, tail, tone,
        () if hit.mask in covers else tuple(mask.polygon for mask in covers),
        bool(hit.parts), len(alike(case, page.number, index)) if hit.key else 0,
        page.decision(index) is not None,
    )  # fmt: skip


def _drawn_entry(index: int, drawn: int, mask: Mask) -> WordEntry:
    translate = QCoreApplication.translate
    return WordEntry(
        index, drawn, CoverKind.MANUAL, mask.polygon, mask.target,
        translate("entries", "自己画的"), "",
        translate("entries", "若遮的不是这一项，请在下面改。"), target_word(mask.target), Tone.CANT,
    )  # fmt: skip


def _kind(page: CasePage, index: int, agreed: bool) -> CoverKind:
    hit, decision = page.hits[index], page.decision(index)
    if decision is Decision.LEAVE:
        return CoverKind.OPEN
    if decision is not None:
        return CoverKind.CONFIRMED
    if hit.verdict is Verdict.LEAVE:
        return CoverKind.OPEN
    if hit.verdict is Verdict.DOUBT:
        return CoverKind.DOUBT
    return CoverKind.CONFIRMED if agreed else CoverKind.SURE


def _tail(page: CasePage, index: int, kind: CoverKind) -> tuple[str, Tone]:
    translate = QCoreApplication.translate
    if kind is CoverKind.OPEN:
        decided = page.decision(index) is not None
        word = translate("entries", "不盖") if decided else translate("entries", "未盖")
        return word, Tone.TEXT2
    if page.decision(index) is Decision.WORDS:
        return translate("entries", "只盖印文"), Tone.OK
    return {
        CoverKind.SURE: (translate("entries", "建议盖"), Tone.TEXT2),
        CoverKind.DOUBT: (translate("entries", "请您决定"), Tone.YOU),
        CoverKind.CONFIRMED: (translate("entries", "已盖"), Tone.OK),
    }[kind]


def title(mask: Mask) -> str:
    """Return what a cover hides, by the word that led to it, else by its target."""
    translate = QCoreApplication.translate
    if mask.origin is Origin.SCRIPT:
        return translate("entries", "读不出的字")
    words = {
        WordKind.NAME_LATIN: translate("entries", "姓名拼音"),
        WordKind.ALIAS: translate("entries", "姓名的别的写法"),
        WordKind.EMPLOYER_ALIAS: translate("entries", "单位的别的写法"),
        WordKind.EMPLOYER_SHORT: translate("entries", "单位简称"),
        WordKind.FORMER_EMPLOYER: translate("entries", "曾任单位"),
    }
    return words.get(mask.kind or WordKind.NAME, target_word(mask.target))


def _word(applicant: Applicant, matched: str) -> str:
    """Return the applicant's word of that label, for her own eyes."""
    return _texts(applicant).get(matched, "")


@cache
def _texts(applicant: Applicant) -> dict[str, str]:
    return {word.label: word.text for word in words(applicant)}
