"""A seal over the printed name of the unit that signs is that unit's, hers or somebody else's.

A unit's name is above the date, and the seal is set over both. Where a ring is likely the own
employer's or nobody can read it, and the own employer's name is surely read through its middle,
nobody needs to be asked whose it is: the print tells what the ring's worn letters left open. So
does another organisation's name of which the middle is the ring's.

Source: 《党政机关公文格式》 GB/T 9704-2012, 7.3.5.1: 印章端正、居中下压发文机关署名和成文日期.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zcdesk.applicant import WordKind
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.names.organisation_names import organisation_in
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line
from zcdesk.resources import table

HALF_READ = 0.45
"""Confidence of a name below a seal of which half of the letters were read."""

_THROUGH = 0.8  # radii above and below a ring's middle within which the name must stand
_MIDDLE = 0.5  # the same for another organisation's name, and radii from the middle of an own one
_SURELY_OWN = PLAIN  # confidence of a ring that was read
_AS_LARGE = 0.7  # radii that a letter is high which a ring was seen in
_ROWS = 2.0
"""Heights of a name's row that a ring over it has at least; a letter taken for a ring had 1.5, the
smallest seals, of 18 mm over letters of 5 mm, have 3."""

_OWN = (WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS, WordKind.EMPLOYER_SHORT)


def names_of_employer(found: Iterable[Hit]) -> tuple[Mask, ...]:
    """Return the places where the own employer's name was surely read."""
    sure = (hit.mask for hit in found if hit.verdict is Verdict.COVER)
    return tuple(mask for mask in sure if mask.kind in _OWN)


def name_through(seal: Seal, kind: WordKind | None, names: Iterable[Mask]) -> Mask | None:
    """Return the printed name across an unread or likely own ring, which tells whose ring it is.
    ``kind``: of the word that it likely says."""
    if seal.shape is Shape.BOX or kind not in (None, *_OWN):
        return None
    return next((name for name in names if _runs_through(name.polygon, seal.polygon)), None)


def name_in_middle(seal: Seal, names: Iterable[Mask]) -> Mask | None:
    """Return the own employer's printed name of which the middle is the ring's."""
    if seal.shape is Shape.BOX:
        return None
    return next((name for name in names if _is_in_middle(seal, name.polygon)), None)


def others_named(lines: Iterable[Line], found: Iterable[Hit]) -> tuple[Polygon, ...]:
    """Return the places where a line is surely another organisation's name and nothing else, or the
    title of a form that an office prints its seal on."""
    own = [centre(hit.mask.polygon) for hit in found]
    forms = tuple(table("characters", "organisations.toml")["forms_with_a_seal"])
    return tuple(
        line.quad
        for line in lines
        if line.lattice.confidence >= _SURELY_OWN
        and (organisation_in(line.lattice.text, whole=True) or line.lattice.text.endswith(forms))
        and not any(holds(bounds(line.quad), place) for place in own)
    )


def is_over_another(seal: Seal, others: Iterable[Polygon]) -> bool:
    """Tell whether another organisation's name runs through the middle of a ring."""
    through = (_runs_through(place, seal.polygon, _MIDDLE) for place in others)
    return seal.shape is not Shape.BOX and any(through)


def is_in_large_print(seal: Seal, lines: Iterable[Line]) -> bool:
    """Tell whether a ring was seen in letters that are read, which are as large as its radius."""
    high = _AS_LARGE * min(seal.radii)
    read = (line for line in lines if line.lattice.confidence >= _SURELY_OWN)
    large = (bounds(line.quad) for line in read if line.thickness >= high)
    return any(holds(place, seal.centre) for place in large)


def _is_in_middle(seal: Seal, place: Polygon) -> bool:
    near = math.dist(centre(place), seal.centre) <= _MIDDLE * min(seal.radii)
    return near and _runs_through(place, seal.polygon)


def judge_names_below_seals(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits, surely covered where a ring that is surely the own one is over a long name
    of the employer of which half was read: it tells the letters that it hides."""
    surely = (hit for hit in hits if hit.verdict is Verdict.COVER)
    own = [hit.mask for hit in surely if hit.reason.code == "hit.own_seal"]
    rings = [mask.polygon for mask in own if mask.confidence >= _SURELY_OWN]

    def settles(hit: Hit) -> bool:
        full = hit.mask.kind is WordKind.EMPLOYER
        half = hit.reason.code == "hit.below_seal" and hit.mask.confidence >= HALF_READ
        return full and half and any(_runs_through(hit.mask.polygon, ring) for ring in rings)

    return tuple(replace(hit, verdict=Verdict.COVER) if settles(hit) else hit for hit in hits)


def _runs_through(name: Polygon, ring: Polygon, within: float = _THROUGH) -> bool:
    left, top, right, bottom = bounds(ring)
    x, y = centre(ring)
    begins, above, ends, below = bounds(name)
    if bottom - top < _ROWS * (below - above):
        return False
    reach = within * min(right - left, bottom - top) / 2
    return begins <= x <= ends and abs(centre(name)[1] - y) <= reach
