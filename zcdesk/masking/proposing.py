"""Everything that is proposed for one page: its re-readings, then its judges, then its covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from zcdesk.applicant import Target, Word
from zcdesk.geometry import reading_order
from zcdesk.masking.covers.cover_height import with_own_row_only
from zcdesk.masking.covers.cover_size import widened
from zcdesk.masking.covers.hidden_doubts import without_hidden_doubts
from zcdesk.masking.covers.hidden_ink import with_hidden_ink
from zcdesk.masking.covers.kept_to_page import kept_to_page
from zcdesk.masking.hits import Hit
from zcdesk.masking.judges import ALL, JUDGES, NOTHING
from zcdesk.masking.owners.seal_over_unread_print import whole_over_unread_print
from zcdesk.masking.owners.seal_verdicts import seals_as_words
from zcdesk.masking.page_view import PageView, Readings, page_view
from zcdesk.masking.rereads import REREADS
from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.masking.steps import Steps
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Reading
from zcdesk.reading.other_side import OtherSide


def propose(
    picture: Picture,
    page: GreyPicture,
    reading: Reading,
    words: Iterable[Word],
    targets: Iterable[Target],
    known_seals: tuple[Seal, ...] | None = None,
    behind: OtherSide | None = None,
) -> tuple[Hit, ...]:
    """Return what is proposed for a page, in reading order.

    Args:
        targets: What is to be covered; without any nothing is looked for.
        known_seals: The seals of the page, when they were looked for already.
        behind: What the page shows of its other side, when that was looked for already.
    """
    wanted, steps = frozenset(targets), Steps()
    if not wanted:
        return ()
    view = page_view(picture, page, reading, words, wanted, known_seals, behind, steps)
    readings = Readings()
    for reread in REREADS:
        reread_lines = steps.taken(reread.name, partial(reread.call, view, readings))
        readings = readings.added(reread.gives, reread_lines)
    hits: tuple[Hit, ...] = ()
    after = {NOTHING: hits, ALL: hits}
    for judge in JUDGES:
        asked = judge.only_for is None or judge.only_for in wanted
        look = partial(judge.call, view, readings, after[judge.sees])
        given = steps.taken(judge.name, look) if asked else ()
        hits = (given or hits) if judge.replaces else (*hits, *given)
        after[judge.name] = after[ALL] = hits
    hits = whole_over_unread_print(picture, readings.all_straight(view), hits)
    return (*_as_covered(view, hits, steps), *steps.hits(*view.size))


def _as_covered(view: PageView, hits: Sequence[Hit], steps: Steps) -> tuple[Hit, ...]:
    """Return the hits in reading order, as high and as wide as their covers are to be."""
    shown = without_hidden_doubts(view.page, seals_as_words(hits, view.wanted))
    ordered = tuple(sorted(shown, key=lambda hit: reading_order(hit.mask.polygon)))
    low = steps.taken("heights", lambda: with_own_row_only(view.page, ordered, view.sought))
    low = low or ordered
    wide = steps.taken("widths", lambda: widened(view.page, low, view.sought, view.lines)) or low
    kept = steps.taken("bounds", lambda: kept_to_page(wide, view.lines, view.size)) or wide
    return steps.taken("hidden ink", lambda: with_hidden_ink(view.page, kept)) or kept
