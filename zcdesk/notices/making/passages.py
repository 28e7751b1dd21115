"""The passage of a new notice that an older notice's words have become."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zcdesk.notices.files.consistency import bare
from zcdesk.notices.sentences import goes_on_to

_LEAST_LIKENESS = 0.6
"""Share of an old phrase's letters that the new one must have in the same order; in the five
notices phrases of the same meaning score 0.65 and more, others mostly below 0.5."""

_BUCKET = 8
"""Letters by which places that one phrase votes for may differ (words put in before them)."""

_TRIED = 6
"""Places that are looked at more closely: lists repeat the same words with other numbers."""

_NUMBER = re.compile(r"[0-9]+")
_TOKEN = re.compile(r"[0-9]+|[^0-9]")


@dataclass(frozen=True)
class FoundPassage:
    """Words of the new notice.

    Attributes:
        words: As they are there, without white space; ``…`` between pieces.
        line: Line of the first of them, from 1.
        likeness: 0–1, letters that both have in the same order, numbers not counted.
        verbatim: The old words are there unchanged, numbers included.
    """

    words: str
    line: int
    likeness: float
    verbatim: bool


NOT_FOUND = FoundPassage("", 0, 0.0, verbatim=False)
"""No words."""


class PassageFinder:
    """Looks up old phrases in one new text."""

    def __init__(self, text: Sequence[str]) -> None:
        lines = [bare(line) for line in text]
        self._bare = "".join(lines)
        self._lines = [number for number, line in enumerate(lines, 1) for _ in line]
        self._bones, self._places = _skeleton(self._bare)
        self._pairs: dict[str, list[int]] = {}
        for place in range(len(self._bones) - 1):
            self._pairs.setdefault(self._bones[place : place + 2], []).append(place)

    def has(self, words: str) -> bool:
        """Tell whether words are in the text, letter for letter."""
        return words in self._bare

    def find(self, quote: str, where: float = 0.0, old: str = "") -> FoundPassage | None:
        """Return the passage that is most like ``quote``, or None when nothing is like it.

        Args:
            where: Place of the quote in its own notice, 0–1; of equals the nearest is taken.
            old: The text of its own notice without white space. An hour or a second number behind
                the passage that is new belongs to it.
        """
        spans = []
        after = 0
        for piece in filter(None, map(bare, quote.split("…"))):
            span = self._span(piece, where, after)
            if span is None:
                return None
            first, last, like = span
            whole = goes_on_to(self._bare, last)
            if piece + self._bare[last:whole] not in old:
                last = whole
            spans.append((piece, first, last, like))
            after = last
        if not spans:
            return None
        words = [self._bare[first:last] for _, first, last, _ in spans]
        letters = sum(len(piece) for piece, *_ in spans)
        likeness = sum(len(piece) * like for piece, _, _, like in spans) / letters
        verbatim = words == [piece for piece, *_ in spans]
        return FoundPassage("…".join(words), self._lines[spans[0][1]], round(likeness, 3), verbatim)

    def _span(self, piece: str, where: float, after: int) -> tuple[int, int, float] | None:
        """Return first and last place of the passage in the bare text, and its likeness."""
        exact = self._nearest(piece, self._bare, where, after)
        if exact is not None:
            return exact, exact + len(piece), 1.0
        bones, _ = _skeleton(piece)
        same = self._nearest(bones, self._bones, where, bisect_left(self._places, after))
        if same is not None:
            return self._places[same], self._places[same + len(bones)], 1.0
        spans = [span for start in self._likely_starts(bones) if (span := self._like(bones, start))]
        if not spans:
            return None
        place = where * len(self._bones)
        first, last, likeness = max(spans, key=lambda one: (round(one[2], 2), -abs(one[0] - place)))
        return self._places[first], self._places[last], likeness

    def _like(self, bones: str, start: int) -> tuple[int, int, float] | None:
        """Return where a phrase is about ``start`` among the bones, and its likeness."""
        begin = max(0, start - _BUCKET)
        window = self._bones[begin : start + len(bones) + max(_BUCKET, len(bones) // 2)]
        blocks = [
            block
            for block in SequenceMatcher(None, bones, window, autojunk=False).get_matching_blocks()
            if block.size >= min(2, len(bones))
        ]
        likeness = sum(block.size for block in blocks) / len(bones)
        if likeness < _LEAST_LIKENESS:
            return None
        return begin + blocks[0].b, begin + blocks[-1].b + blocks[-1].size, likeness

    @staticmethod
    def _nearest(piece: str, text: str, where: float, after: int) -> int | None:
        starts = [
            match.start() for match in re.finditer(re.escape(piece), text) if match.start() >= after
        ]
        return min(starts, key=lambda at: abs(at - where * len(text)), default=None)

    def _likely_starts(self, bones: str) -> list[int]:
        votes: Counter[int] = Counter()
        for offset in range(len(bones) - 1):
            for place in self._pairs.get(bones[offset : offset + 2], ()):
                votes[(place - offset) // _BUCKET] += 1
        both = {bucket: votes[bucket] + votes[bucket + 1] for bucket in list(votes)}
        best = sorted(both, key=lambda bucket: (-both[bucket], bucket))[:_TRIED]
        return [max(0, bucket * _BUCKET) for bucket in best]


def _skeleton(text: str) -> tuple[str, list[int]]:
    """Return a text with each number as one 0, and where each of its letters stood, and its end."""
    places = [token.start() for token in _TOKEN.finditer(text)]
    return _NUMBER.sub("0", text), [*places, len(text)]
