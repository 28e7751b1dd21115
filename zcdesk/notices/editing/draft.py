"""A notice on its way, as a person sees it: rows of tables, open sentences, what was answered.

Everything is a frozen value; an act gives the draft that follows, so that undoing is the one
before. What a profile needs besides is worked out from here (``building.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer

from zcdesk.notices.sentences.proposals import ProposalKind, ProposalValue, Topic

IN_ORDER = PlainSerializer(sorted)
"""Sets stand in a file in one order: the same draft is the same file."""


class DemandMark(StrEnum):
    """What a notice wants of one paper at one level."""

    MUST = "√"
    MAY = "可"
    NO = "—"


LEVELS = ("junior", "intermediate", "associate_senior", "full_senior")
"""Ids of the answers to the question for the level, as the shipped profiles have them."""

LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "初": LEVELS[:1], "初级": LEVELS[:1], "助理": LEVELS[:1], "员级": LEVELS[:1],
    "中": LEVELS[1:2], "中级": LEVELS[1:2],
    "副高": LEVELS[2:3], "副高级": LEVELS[2:3], "正高": LEVELS[3:], "正高级": LEVELS[3:],
    "高": LEVELS[2:], "高级": LEVELS[2:],
}  # fmt: skip
"""Levels that a word of a notice, or of a column, means."""

ALL_LEVELS = (DemandMark.MUST,) * len(LEVELS)

UNCOVERED = "不遮"
"""What stands in the column for covering where a paper stays as it is."""


@dataclass(frozen=True)
class PaperRow:
    """One row of the paper table.

    Attributes:
        title: Name of the paper.
        section: Title of the section that it is uploaded in; 纸质 in it: handed in on paper.
        marks: What is wanted, by level (``LEVELS``).
        only_if: Whose it is, in the notice's words (破格人员); "" for everybody.
        years: Years that each need one: ``2021-2025``, or by level:
            ``中级 2023-2025；其余 2021-2025``.
        form: What the file must be (PDF，不超过10M).
        covered: "" covers what the notice says; ``UNCOVERED``, or what is covered besides.
        copies: Copies on paper, "" for none.
        rule: Label of the clause.
        quote: The sentence that asks for it.
        sure: The words leave nothing to choose, or a person looked at the row.
        stamped: It carries a seal; ``signed``: a signature.
        count: How many of them, in the notice's words.
    """

    title: str
    section: str = ""
    marks: tuple[DemandMark, ...] = ALL_LEVELS
    only_if: str = ""
    years: str = ""
    form: str = ""
    covered: str = ""
    copies: str = ""
    rule: str = ""
    quote: str = ""
    sure: bool = False
    stamped: bool = False
    signed: bool = False
    count: str = ""


@dataclass(frozen=True)
class Span:
    """One row of the time table.

    Attributes:
        start: First day, or None; ``end`` the last one.
        hour: Closing hour ``HH:MM``, "" for the end of the day; 00:00 ends it before the day.
        opens: Hour from which it runs on its first day, or "".
        level: For whom it holds, in the words of a level (高级); "" for everybody.
        who: Whose step it is (a word of ``Who``).
        only_years: Years are counted to ``end``; nobody has to keep to it.
        counted: What they are counted from, as a profile calls it; () for the title's day.
        closing: The sentence that gives the hour of all days, "" for none.
    """

    what: str
    start: date | None = None
    end: date | None = None
    hour: str = ""
    opens: str = ""
    level: str = ""
    who: str = "applicant"
    only_years: bool = False
    rule: str = ""
    quote: str = ""
    sure: bool = False
    counted: tuple[str, ...] = ()
    closing: str = ""


def clock_of(words: str) -> str | None:
    """Return an hour as a profile has it, "" for none; None where the words are no hour."""
    hour, _, minute = words.strip().replace("：", ":").partition(":")
    if not hour:
        return ""
    if not (hour.isdecimal() and (minute or "0").isdecimal() and int(minute or 0) < 60):
        return None
    clock = f"{int(hour):02d}:{int(minute or 0):02d}"
    return clock if clock <= "24:00" else None


TICKS = ("name", "employer", "short", "logo", "seal", "signature", "id-number", "photo")
"""The eight things that a notice may want covered, in the order of their ticks."""


@dataclass(frozen=True)
class Covering:
    """What is covered.

    Attributes:
        ticks: Those of ``TICKS`` that are covered.
        words: What is covered besides, in the notice's words (基金号).
        exempt: Titles of sections and papers that stay as they are.
        rule: Label of the clause; "" where the notice says nothing of it.
        quote: Its sentence.
        settled: A person looked at it; until then more is covered, and told as assumed.
        wanted: The notice asks to cover anything at all.
        sure: The words leave nothing to choose.
        scope: Where it holds, in the notice's words; ``blind`` its words on the blind review.
    """

    ticks: Annotated[frozenset[str], IN_ORDER] = frozenset()
    words: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    rule: str = ""
    quote: str = ""
    settled: bool = False
    wanted: bool = True
    sure: bool = False
    scope: str = ""
    blind: str = ""


@dataclass(frozen=True)
class Found:
    """One demand of any other kind; ``taken`` makes a rule of it.

    Attributes:
        value: Its value, as a reader or a person writes it.
        rule: Label of its clause.
        line: First line of its clause; 0 for one that a person wrote: its clause is the one that
            has its words, and what it tells is read out of them.
        quote: Its sentence; "" takes the one that has the value.
        told: What it tells besides; of one that a person wrote only its name (``title``).
    """

    kind: ProposalKind
    value: str = ""
    rule: str = ""
    line: int = 0
    quote: str = ""
    taken: bool = True
    told: Mapping[str, ProposalValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Carried:
    """One value of an older notice, as a row.

    Attributes:
        at: Its place in the profile (``windows.2.end``).
        what: What it is, as ``editing.value_…`` names it.
        rule: Its clause there.
        before: What it was, "" for nothing.
        value: What it would be now, as a person types it.
        words: The passage of the new text that its words have become, "" for none.
        sure: The words stand there as they did.
        taken: It holds; what is neither taken nor dropped stays in the profile, marked as assumed.
        dropped: The new notice has it no more.
    """

    at: str
    what: str
    rule: str
    before: str
    value: str
    words: str = ""
    sure: bool = False
    taken: bool = False
    dropped: bool = False


@dataclass(frozen=True)
class Asked:
    """A sentence that nothing accounts for.

    Attributes:
        line: First line of its clause.
        urgent: It holds what an applicant may have to keep to.
        before: The older notice's clause in its place, "" where there is none.
        ruled: Rules that are sure quote its clause.
    """

    topic: Topic
    rule: str
    line: int
    words: str
    urgent: bool
    before: str = ""
    ruled: bool = False

    @property
    def key(self) -> str:
        """Name by which its answer is kept."""
        return f"{self.line}/{self.words}"


@dataclass(frozen=True)
class Draft:
    """A notice on its way.

    Attributes:
        text: Lines of the notice, its annexes behind it.
        looked: Topics whose list was looked over.
        answers: What a person said of a sentence (by ``Asked.key``) or of a topic (by its name):
            a word of ``DraftAnswer``.
        reasons: Why a sentence was put aside, in the person's own words, by ``Asked.key``.
        asked: Sentences that nothing accounts for, as far as the profile was worked out; those
            that were answered since stay among them.
        apart: Sentences that a person wants to answer each alone, by ``Asked.key``.
        older: The profile of an older notice as one file, its text inside; "" without one.
        carried: What the older notice had.
    """

    notice_id: str
    year: int
    title: str
    text: tuple[str, ...]
    papers: tuple[PaperRow, ...] = ()
    spans: tuple[Span, ...] = ()
    covering: Covering = Covering()
    found: tuple[Found, ...] = ()
    asked: tuple[Asked, ...] = ()
    looked: Annotated[frozenset[Topic], IN_ORDER] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    apart: Annotated[frozenset[str], IN_ORDER] = frozenset()
    older: str = ""
    carried: tuple[Carried, ...] = ()

    def with_answer(self, key: str, answer: str, reason: str = "") -> Draft:
        """Return the draft with an answer kept, and its reason where the person gave one."""
        reasons = {name: words for name, words in self.reasons.items() if name != key}
        given = {key: reason.strip()} if reason.strip() else {}
        return replace(self, answers={**self.answers, key: answer}, reasons=reasons | given)
