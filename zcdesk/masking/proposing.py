"""Everything that is proposed for one page: words, and places where a person must look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zcdesk.applicant import Target, Word
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, box, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.keywords import keywords
from zcdesk.masking.searching import search
from zcdesk.masking.second_looks import second_looks
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Line, Reading

UNREADABLE = 0.6
"""Mean probability of a line's letters below which nobody knows what it says.

Of 8 words of small print that stayed readable 7 lay on such lines.
"""

_LEAST_THICKNESS = 8.0  # px; what is thinner is a rule or dirt
_LEAST_LETTERS = 2
_INKED = 0.25  # share of a line's pixel columns that hold ink when it is written on


def propose(
    picture: Picture,
    page: GreyPicture,
    reading: Reading,
    words: Iterable[Word],
    targets: Iterable[Target],
) -> tuple[Hit, ...]:
    """Return what is proposed for a page, in reading order.

    Args:
        picture: Upright page.
        page: The same page evened out.
        reading: Its reading.
        words: The applicant's words.
        targets: What is to be covered; without any nothing is looked for.
    """
    wanted = frozenset(targets)
    if not wanted:
        return ()
    sought = [one for one in keywords(words) if one.word.kind.target in wanted]
    again = second_looks(page, reading.lines, sought)
    hits = search((*reading.lines, *again), sought, wanted)
    hits = (*hits, *_unreadable(reading.lines, again, hits))
    return tuple(sorted(hits, key=_reading_order))


def _unreadable(lines: Sequence[Line], again: Sequence[Line], hits: Sequence[Hit]) -> list[Hit]:
    """Return doubts for lines that no look could read and no cover hides."""
    found = []
    for line in lines:
        looks = [line, *(other for other in again if _inside(centre(other.quad), line.quad))]
        if not any(_is_read(look) for look in looks) and not _is_covered(line, hits):
            mask = Mask(Target.NAME, box(*bounds(line.quad)), "", 0.0, Origin.SCRIPT)
            found.append(Hit(mask, Verdict.DOUBT, info("hit.unreadable")))
    return found


def _is_read(line: Line) -> bool:
    if line.thickness < _LEAST_THICKNESS or line.length < 1.5 * line.thickness:
        return True
    letters = sum(1 for one in line.lattice.characters if one.text.strip())
    if letters >= _LEAST_LETTERS:
        return line.lattice.confidence >= UNREADABLE
    inked = float((line.ink > 0).mean()) if len(line.ink) else 0.0
    return letters == 1 or inked < _INKED


def _is_covered(line: Line, hits: Sequence[Hit]) -> bool:
    middle = centre(line.quad)
    return any(
        hit.verdict is not Verdict.LEAVE and _inside(middle, hit.mask.polygon) for hit in hits
    )


def _inside(point: tuple[float, float], polygon: Polygon) -> bool:
    left, top, right, bottom = bounds(polygon)
    return left <= point[0] <= right and top <= point[1] <= bottom


def _reading_order(hit: Hit) -> tuple[float, float]:
    left, top, _, bottom = bounds(hit.mask.polygon)
    return round((top + bottom) / 40), left
