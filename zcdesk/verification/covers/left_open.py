"""What a person left open, and which finds of the second reading that answers.

She answers for what she was shown and for nothing else: a word of another kind in the same place,
or a word somewhere on a place as large as the page, is told to her like any other. What the masking
left open by itself is not among these places, unless the page is in review because it asks about
that very word there: it must not tell its own examiner what to pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds
from zcdesk.verification.words.seeing import share_inside

MOSTLY = 0.5  # share of the one that is inside the other
_LARGEST = 12.0
"""How many times as large as a find a place may be that answers it: an employer's full name of
twenty letters, padded, answers its short form of four."""

_TIGHTER = 1 / _LARGEST


@dataclass(frozen=True)
class Find:
    """Something that is left on a picture, or may be.

    ``target`` is None where nobody can tell what it belongs to, as half a letter beside a cover;
    ``word`` is the label of the word, "" where no word led to it.
    """

    place: Polygon
    target: Target | None = None
    word: str = ""


@dataclass(frozen=True)
class LeftOpen:
    """A place that a person decided to leave open.

    Attributes:
        place: What was outlined for her, pixels of the picture.
        targets: What she was told that it shows.
        named: It was shown to her as her own word. Where it was not (a line that nobody could
            read, somebody else's name) she has answered a doubt, but no find that is sure.
    """

    place: Polygon
    targets: frozenset[Target]
    named: bool

    def answers(self, find: Find, *, sure: bool) -> bool:
        """Tell whether she has decided about this find; ``sure`` that it shows a word of hers."""
        decided = self.named or not sure
        told = find.target in (None, *self.targets)
        inside = share_inside(find.place, self.place) > MOSTLY
        return decided and told and inside and self._times(find) <= _LARGEST

    def is_same_mark(self, find: Find) -> bool:
        """Tell whether the find is the seal, portrait, code or signature that she left open; its
        outline may have been drawn tighter or wider than it is found now.
        """
        within = share_inside(find.place, self.place), share_inside(self.place, find.place)
        sized = _TIGHTER <= self._times(find) <= _LARGEST
        return find.target in self.targets and sized and max(within) > MOSTLY

    def _times(self, find: Find) -> float:
        """Return how many times as large as a find the place is."""
        return _size(self.place) / max(1.0, _size(find.place))

    def at(self, place: Polygon) -> LeftOpen:
        """Return the same decision about a place in pixels of another picture."""
        return replace(self, place=place)


def is_answered(find: Find, left_open: Sequence[LeftOpen], *, sure: bool) -> bool:
    """Tell whether one of the places that a person left open answers a find."""
    return any(opening.answers(find, sure=sure) for opening in left_open)


def is_known_mark(find: Find, left_open: Iterable[LeftOpen]) -> bool:
    """Tell whether a person left this seal, portrait, code or signature open."""
    return any(opening.is_same_mark(find) for opening in left_open)


def _size(place: Polygon) -> float:
    """Return the area of the upright box around a place."""
    left, top, right, bottom = bounds(place)
    return (right - left) * (bottom - top)
