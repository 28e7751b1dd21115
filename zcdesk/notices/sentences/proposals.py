"""What the words of a notice propose for its profile, each with the sentence it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ProposalValue = str | int | bool | date | None | tuple[str, ...] | tuple[int, ...]


class ProposalKind(StrEnum):
    """What a sentence is about."""

    START = "start"
    DEADLINE = "deadline"
    RETURN_HOURS = "return_hours"
    RETURNS = "returns"
    TEXT_LIMIT = "text_limit"
    FEE = "fee"
    SECTION_ADDED = "section_added"
    SECTION_DROPPED = "section_dropped"
    SLOT = "slot"
    MASKING = "masking"
    FORMAT = "format"
    POSTING_DAYS = "posting_days"
    YEARS = "years"
    FORM = "form"
    CONTACT = "contact"
    PENALTY = "penalty"
    EXEMPTION = "exemption"
    NUMBER_MOVED = "number_moved"
    PLATFORM = "platform"
    DEFENCE = "defence"
    OUTSIDE = "outside"
    OPINION = "opinion"
    FORBIDDEN_WORDS = "forbidden_words"
    DUTY = "duty"
    STATEMENT = "statement"
    FIELD = "field"
    COPIES = "copies"
    SEAL = "seal"


@dataclass(frozen=True)
class Proposal:
    """One fact that a sentence seems to state.

    Attributes:
        kind: What it is about.
        value: Normalised: days and times ISO 8601, numbers as digits.
        sentence: The notice's own words, as they stand there.
        sure: The words leave nothing to choose; otherwise a person decides.
        told: What an entry of this kind needs besides (``what``, ``title``, ``unit`` …).
    """

    kind: ProposalKind
    value: str
    sentence: str
    sure: bool = True
    told: Mapping[str, ProposalValue] = field(default_factory=dict)
