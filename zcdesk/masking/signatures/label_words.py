"""The words beside which people sign, and those that say who."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from zcdesk.applicant import Word, WordKind
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.keywords import keywords as as_keywords
from zcdesk.resources import table


class Signer(Enum):
    """Who is to sign beside a label."""

    OWN = auto()
    OTHER = auto()
    UNKNOWN = auto()


def signing_words() -> dict[str, list[str]]:
    """Return the table of all of them by their kind."""
    return table("characters", "labels.toml")


@cache
def standing_labels() -> dict[str, Signer]:
    """Return the labels without a signing word, and who signs beside them."""
    own, anybody = signing_words()["standing"], signing_words()["standing_for_anybody"]
    return dict.fromkeys(own, Signer.OWN) | dict.fromkeys(anybody, Signer.UNKNOWN)


@cache
def label_keywords() -> tuple[Keyword, ...]:
    """Return the labels as words that are looked for."""
    texts = [*signing_words()["signing"], *standing_labels()]
    return as_keywords(Word(WordKind.NAME, number, text) for number, text in enumerate(texts, 1))


@cache
def label_tail() -> re.Pattern[str]:
    """Return what may be behind a signing word and belongs to its label."""
    words = "|".join(sorted(signing_words()["tail"], key=len, reverse=True))
    return re.compile(rf"\s*[）)]?\s*[（(]?(?:{words})?[）)]?\s*[：:]?\s*")


@cache
def next_label() -> re.Pattern[str]:
    """Return the labels that begin something else in the same row."""
    roles = "|".join(signing_words()["roles"])
    words = "|".join(sorted(signing_words()["next"], key=len, reverse=True))
    return re.compile(f"{words}|(?:{roles})人?[：:]")
