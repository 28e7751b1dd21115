"""The clauses of a new notice beside those of the older one: same, changed, new, gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from zcdesk.notices.sentences import Clause, cut, letters

_LEAST_LIKENESS = 0.5
"""Share of letters that a clause and what it has become have in the same order."""

_SHORTEST_STRETCH = 4
"""Letters in a row that count as taken over; shorter ones are in any two sentences."""


class ClauseState(StrEnum):
    """What became of a clause."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Pair:
    """One clause of the new notice, the older one's, or both.

    Attributes:
        fresh: Sentences of the new clause that the older one does not have in these words.
        lost: Sentences of the older clause of which nothing like it is in the new one.
    """

    state: ClauseState
    new: Clause | None
    old: Clause | None
    fresh: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """It is under another number now."""
        return bool(self.new and self.old and self.new.label != self.old.label)

    @property
    def before(self) -> str:
        """The words of the older clause, "" without one."""
        return self.old.text if self.old else ""

    @property
    def clause(self) -> Clause:
        """The new clause, or the older one where there is none."""
        clause = self.new or self.old
        assert clause
        return clause


def pairs(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Return every clause of both texts, those that are gone behind the others.

    Args:
        old: Lines of the older notice; () when there is none, and everything is new.
        new: Lines of the new one.
    """
    return _pairs(tuple(old), tuple(new))


@lru_cache(maxsize=4)
def _pairs(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Pair, ...]:
    before, after = cut(old), cut(new)
    taken = dict(_matched(before, after))
    found = [
        _pair(clause, before[taken[at]] if at in taken else None) for at, clause in enumerate(after)
    ]
    used = set(taken.values())
    gone = [
        Pair(ClauseState.GONE, None, clause) for at, clause in enumerate(before) if at not in used
    ]
    return (*found, *gone)


def fresh_letters(sentence: str, old: str) -> str:
    """Return the letters of a sentence that an older clause does not have, in their order."""
    ours = letters(sentence)
    kept = _stretches(letters(old), ours, _SHORTEST_STRETCH)
    return "".join(ours[one.b + one.size : other.b] for one, other in pairwise(kept))


def has_gap(sentence: str, old: str) -> bool:
    """Tell whether words of an older clause are gone from the midst of a sentence (不, 除外)."""
    inner = _stretches(letters(old), letters(sentence), 1)[1:-1]
    return any(
        before.b + before.size == after.b and before.a + before.size < after.a
        for before, after in pairwise(inner)
    )


def _stretches(old: str, new: str, least: int) -> list[Match]:
    """Return the stretches of letters that two texts have in common, between the beginning and the
    end of both.

    Args:
        least: Letters of the shortest.
    """
    *found, end = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [Match(0, 0, 0), *(block for block in found if block.size >= least), end]


def _pair(clause: Clause, old: Clause | None) -> Pair:
    own = letters(old.text) if old else ""
    fresh = tuple(words for words in clause.sentences if letters(words) not in own)
    if old is None:
        return Pair(ClauseState.NEW, clause, None, fresh)
    same = letters(clause.text) == own
    state = ClauseState.SAME if same else ClauseState.CHANGED
    return Pair(state, clause, old, fresh, tuple(_lost(old, clause)))


def _lost(old: Clause, new: Clause) -> Iterator[str]:
    new_letters = letters(new.text)
    for sentence in old.sentences:
        own = letters(sentence)
        if len(own) > _SHORTEST_STRETCH and own not in new_letters:
            same = _stretches(own, new_letters, _SHORTEST_STRETCH)
            if sum(block.size for block in same) < _LEAST_LIKENESS * len(own):
                yield sentence


def _matched(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Yield places of clauses that belong together: equals first, then the likest."""
    olds, news = (
        [letters(clause.text) for clause in before],
        [letters(clause.text) for clause in after],
    )
    used: set[int] = set()
    left: list[int] = []
    for at, text in enumerate(news):
        equal = [place for place, other in enumerate(olds) if other == text and place not in used]
        if equal:
            label = after[at].label
            best = min(equal, key=lambda one: (before[one].label != label, abs(one - at)))
            used.add(best)
            yield at, best
        else:
            left.append(at)
    likely = sorted(_likely(before, after, olds, news, used, left), reverse=True)
    done: set[int] = set()
    for _, at, old_place in likely:
        if at not in done and old_place not in used:
            done.add(at)
            used.add(old_place)
            yield at, old_place


def _likely(
    before: Sequence[Clause], after: Sequence[Clause], olds: Sequence[str], news: Sequence[str],
    used: set[int], left: Sequence[int],
) -> Iterator[tuple[float, int, int]]:  # fmt: skip
    for at in left:
        matcher = SequenceMatcher(None, "", news[at], autojunk=False)
        measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # quickest first
        for place in {*range(len(olds))} - used:
            matcher.set_seq1(olds[place])
            bonus = _bonus(before[place], after[at])
            if all(measure() + bonus >= _LEAST_LIKENESS for measure in measures):
                yield matcher.ratio() + bonus, at, place


def _bonus(old: Clause, new: Clause) -> float:
    """Return how much more likely the same number, and the same heading below it, make a pair."""
    if old.label != new.label:
        return 0.0
    own, other = (clause.heading or clause.text.split("\n")[0] for clause in (old, new))
    return 0.35 if own == other else 0.1
