"""Guesses what kind of document a page is, from its own words."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.sorting.kinds import Kind, kinds
from zcdesk.sorting.page_words import PageWords

_HEADING, _STRONG, _USUAL, _NEVER = 4.0, 2.0, 0.6, 2.5
"""What a strong word in a heading, a strong word, a usual word and a contrary word weigh."""

_MOST_USUAL = 4
"""Usual words beyond these add nothing: long pages have many of every kind."""

LEAST = 2.5
"""Weight from which a kind is named at all."""

SURE_LEAST, SURE_LEAD = 4.0, 1.5
"""Weight, and lead over the next kind of other slots, from which the guess counts as sure."""


@dataclass(frozen=True)
class Guess:
    """What a page probably is.

    Attributes:
        kind: Id of the kind, or "" when nothing points anywhere.
        sure: Clearly more points to it than to anything else.
        words: The words that decided, the weightiest first.
        also: Kinds of the same slot that stand there as clearly: two sides of a card on one sheet.
    """

    kind: str = ""
    sure: bool = False
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def guess(words: PageWords) -> Guess:
    """Return the likeliest kind of a page."""
    weighed = sorted(((_weight(kind, words), kind) for kind in kinds()), key=lambda one: -one[0])
    best, kind = weighed[0]
    if best < LEAST:
        return Guess()
    rivals = [weight for weight, other in weighed[1:] if other.slots[:1] != kind.slots[:1]]
    lead = best - max(rivals, default=0.0)
    found = [word for word in kind.strong if words.heads(word)]
    found += [word for word in (*kind.strong, *kind.usual) if words.has(word)]
    also = tuple(
        other.id
        for weight, other in weighed[1:]
        if weight >= LEAST and other.slots[:1] == kind.slots[:1]
    )
    sure = best >= SURE_LEAST and lead >= SURE_LEAD
    return Guess(kind.id, sure, tuple(dict.fromkeys(found))[:4], also)


def _weight(kind: Kind, words: PageWords) -> float:
    strong = 0.0
    for word in kind.strong:
        strong += _HEADING if words.heads(word) else _STRONG if words.has(word) else 0.0
    if not strong:
        return 0.0
    usual = min(sum(words.has(word) for word in kind.usual), _MOST_USUAL)
    never = sum(words.heads(word) or words.has(word) for word in kind.never)
    crowded = kind.most_lines and len(words.lines) > kind.most_lines
    return min(strong, 2 * _HEADING) + _USUAL * usual - _NEVER * never - (3.0 if crowded else 0.0)
