"""Everything that is proposed for one page.

Words, seals, signatures, portraits, codes, identity numbers, and places nobody can read.
"""

from __future__ import annotations

from collections.abc import Iterable

from zcdesk.applicant import Target, Word
from zcdesk.geometry import bounds
from zcdesk.masking.codes import judge_codes
from zcdesk.masking.hits import Hit
from zcdesk.masking.id_numbers import judge_id_numbers
from zcdesk.masking.keywords import keywords
from zcdesk.masking.portraits import judge_portraits
from zcdesk.masking.seal_verdicts import judge_seals
from zcdesk.masking.seals import find_seals
from zcdesk.masking.searching import search
from zcdesk.masking.second_looks import second_looks
from zcdesk.masking.signatures import judge_signatures
from zcdesk.masking.under_seals import lines_under_seals
from zcdesk.masking.unreadable import unreadable_lines
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Reading


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
    every = keywords(words)
    sought = [one for one in every if one.word.kind.target in wanted]
    seals = find_seals(picture)
    again = (
        *second_looks(page, reading.lines, sought),
        *lines_under_seals(picture, seals),
    )
    hits = search((*reading.lines, *again), sought, wanted)
    masks = [hit.mask for hit in hits if hit.covers_by_default]
    hits = (
        *hits,
        *judge_seals(picture, seals, every, wanted),
        *judge_signatures(page, reading.lines, masks, wanted, every),
        *judge_portraits(picture, reading.lines, wanted),
        *judge_codes(picture, reading.lines, wanted),
        *judge_id_numbers(reading.lines, every, wanted, hits),
    )
    places = [seal.polygon for seal in seals]
    hits = (*hits, *unreadable_lines(reading.lines, again, hits, places))
    return tuple(sorted(hits, key=_reading_order))


def _reading_order(hit: Hit) -> tuple[float, float]:
    left, top, _, bottom = bounds(hit.mask.polygon)
    return round((top + bottom) / 40), left
