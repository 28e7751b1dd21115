"""What the words of a notice propose for its profile, each with the sentence it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from zcdesk.notices.profile import Moment

ProposalValue = str | int | bool | date | None | tuple[str, ...] | tuple[int, ...]
Told = dict[str, ProposalValue]
"""What an entry needs besides its value, by name."""


class Topic(StrEnum):
    """What a question is about, in the order in which they are asked."""

    WHEN = "when"
    WHERE = "where"
    PAPERS = "papers"
    FILES = "files"
    COVERING = "covering"
    PEOPLE = "people"
    MONEY = "money"
    WHAT_IF = "what_if"


_NOTHING: Mapping[str, str] = MappingProxyType({})


class ProposalKind(StrEnum):
    """A kind of demand, and all that is known of it: one row, in the order of a notice.

    Attributes:
        topic: Under which it is asked about.
        fields: Parts of a profile that it becomes; () for what other kinds carry.
        reads: Fields of an older entry that are read anew in its sentences, each with the name
            under which a proposal tells it; "" is the proposal's value.
        at: Where passages of it are told; None where what a passage is about decides.
    """

    topic: Topic
    fields: tuple[str, ...]
    reads: Mapping[str, str]
    at: Moment | None

    def __new__(
        cls, word: str, topic: Topic, fields: tuple[str, ...] = (),
        reads: Mapping[str, str] = _NOTHING, at: Moment | None = None,
    ) -> ProposalKind:  # fmt: skip
        """Return a kind: a word with what is known of it."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.topic, kind.fields, kind.reads, kind.at = topic, fields, reads, at
        return kind

    START = "start", Topic.WHEN, ("windows",), {"start": "start"}
    DEADLINE = "deadline", Topic.WHEN, ("windows",), {"end": "end"}
    COUNTED_FROM = "counted_from", Topic.WHEN, ("windows",)
    POSTING_DAYS = "posting_days", Topic.WHEN, ("terms",), {"workdays": "workdays"}
    PLATFORM = "platform", Topic.WHERE, ("platform", "short_title")
    CONTACT = "contact", Topic.WHERE, ("contacts",), {"contact": ""}
    SECTION_ADDED = "section_added", Topic.PAPERS, ("sections",)
    SLOT = "slot", Topic.PAPERS, ("sections",)
    YEARS = "years", Topic.PAPERS, ("sections",), {"years": "years"}
    COPIES = "copies", Topic.PAPERS, ("papers",), {"copies": "copies"}
    FORM = "form", Topic.PAPERS, ("templates",)
    FIELD = "field", Topic.PAPERS, ("sections",)
    TEXT_LIMIT = "text_limit", Topic.PAPERS, ("texts",), {
        "at_least": "at_least", "at_most": "at_most"}  # fmt: skip
    FORMAT = "format", Topic.FILES, ("file_rules",), {"file_rule": "shown"}
    MASKING = "masking", Topic.COVERING, ("masking",)
    FORBIDDEN_WORDS = "forbidden_words", Topic.COVERING, ("texts",)
    OPINION = "opinion", Topic.PEOPLE, ("opinions",)
    DEFENCE = "defence", Topic.PEOPLE, ("defence",)
    OUTSIDE = "outside", Topic.PEOPLE, ("eligibility",)
    FEE = "fee", Topic.MONEY, ("fees",), {"amount": "amount"}
    RETURNS = "returns", Topic.WHAT_IF, ("corrections",), {"limit": "limit"}
    RETURN_HOURS = "return_hours", Topic.WHAT_IF, ("corrections",), {
        "hours": "number", "days": "number"}  # fmt: skip
    PENALTY = "penalty", Topic.WHAT_IF, ("consequences", "penalties"), _NOTHING, Moment.CHECK
    EXEMPTION = "exemption", Topic.WHAT_IF, ("exemptions",)
    SEAL = "seal", Topic.WHAT_IF
    STATEMENT = "statement", Topic.PEOPLE, ("statements",), _NOTHING, Moment.START
    DUTY = "duty", Topic.PEOPLE, ("duties",), _NOTHING, Moment.START
    SECTION_DROPPED = "section_dropped", Topic.WHAT_IF
    NUMBER_MOVED = "number_moved", Topic.WHAT_IF


@dataclass(frozen=True)
class Demand:
    """One fact that a sentence seems to state.

    Attributes:
        kind: What it is about.
        value: Normalised: days and times ISO 8601, numbers as digits.
        sentence: The notice's own words, as they are there.
        sure: The words leave nothing to choose; otherwise a person decides.
        told: What an entry of this kind needs besides (``what``, ``title``, ``unit`` …).
    """

    kind: ProposalKind
    value: str
    sentence: str
    sure: bool = True
    told: Mapping[str, ProposalValue] = field(default_factory=dict)
