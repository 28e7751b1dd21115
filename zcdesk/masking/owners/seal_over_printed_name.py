"""A seal over the printed name of the unit that signs is that unit's.

A unit's name is above the date, and the seal is set over both. Where a ring is likely the own
employer's or nobody can read it, and the own employer's name is surely read through its middle,
nobody needs to be asked whose it is: the print tells what the ring's worn letters left open.

Source: 《党政机关公文格式》 GB/T 9704-2012, 7.3.5.1: 印章端正、居中下压发文机关署名和成文日期.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from zcdesk.applicant import Target, WordKind
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict

_THROUGH = 0.8  # radii above and below a ring's middle within which the name must stand
_HALF_READ = 0.45  # confidence of a name below a seal of which half of the letters were read
_SURELY_OWN = 0.9  # confidence of a ring that was read
_MAYBE = finding_of("hit.maybe_own_seal")
_OWN_SEAL = finding_of("hit.own_seal")
_OWN = (WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS, WordKind.EMPLOYER_SHORT)


def judge_seals_over_names(
    seals: Sequence[Hit], found: Sequence[Hit], targets: Collection[Target]
) -> tuple[Hit, ...]:
    """Return the finds of seals, surely covered where the own employer's name is printed below, the
    others asked about as what they are. ``targets``: what is to be covered; where seals are none, a
    person still decides."""
    if Target.SEAL not in targets:
        return tuple(seals)
    names = [hit.mask for hit in found if hit.verdict is Verdict.COVER and _is_of_employer(hit)]
    return tuple(_settled(hit, names) for hit in seals)


def _settled(hit: Hit, names: Sequence[Mask]) -> Hit:
    """Return a ring that is likely the own one, or unread, as the own one where a name says so."""
    ring = hit.mask.origin is Origin.SEAL and bool(hit.words_only)
    if ring and hit.is_doubt and (_is_of_employer(hit) or not hit.mask.matched):
        for name in names:
            if _runs_through([name.polygon], hit.mask.polygon):
                own = (
                    hit.mask
                    if hit.mask.matched
                    else replace(hit.mask, matched=name.matched, confidence=_HALF_READ)
                )
                key = hit.key or f"seal:{Target.EMPLOYER}"
                return replace(hit, mask=own, verdict=Verdict.COVER, reason=_OWN_SEAL, key=key)
    return replace(hit, reason=_MAYBE) if hit.is_doubt and hit.mask.matched else hit


def judge_names_below_seals(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits, surely covered where a ring that is surely the own one is over a long name
    of the employer of which half was read: it tells the letters that it hides."""
    own = [hit.mask for hit in hits if hit.reason.code == "hit.own_seal"]
    rings = [mask.polygon for mask in own if mask.confidence >= _SURELY_OWN]

    def settles(hit: Hit) -> bool:
        full = hit.mask.kind is WordKind.EMPLOYER
        half = hit.reason.code == "hit.below_seal" and hit.mask.confidence >= _HALF_READ
        return full and half and any(_runs_through([hit.mask.polygon], ring) for ring in rings)

    return tuple(replace(hit, verdict=Verdict.COVER) if settles(hit) else hit for hit in hits)


def _is_of_employer(hit: Hit) -> bool:
    return hit.mask.kind in _OWN


def _runs_through(names: Iterable[Polygon], ring: Polygon) -> bool:
    left, top, right, bottom = bounds(ring)
    x, y = centre(ring)
    reach = _THROUGH * min(right - left, bottom - top) / 2
    for name in names:
        begins, _, ends, _ = bounds(name)
        if begins <= x <= ends and abs(centre(name)[1] - y) <= reach:
            return True
    return False
