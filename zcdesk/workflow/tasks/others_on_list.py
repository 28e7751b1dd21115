"""Rows of other people on a list, proposed as covers: one question, whether to leave hers alone."""

from __future__ import annotations

from zcdesk.applicant import Applicant, Target
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.reading.line import Reading
from zcdesk.sorting.others_rows import others_rows

_ROOM = 0.15
"""Part of a row's height by which a cover reaches beyond it."""

_SURE = 0.9


def others_on_list(reading: Reading, applicant: Applicant) -> tuple[Hit, ...]:
    """Return a doubt for each row of somebody else, all of one key: what is said of one is said of
    all."""
    names = (applicant.name, *applicant.aliases)
    rows = others_rows(reading, applicant.id_number, names)
    reason = finding_of("hit.others_on_list", count=len(rows))
    hits = []
    for left, top, right, bottom in rows:
        room = _ROOM * (bottom - top)
        polygon = box(left - room, top - room, right + room, bottom + room)
        mask = Mask(Target.OTHERS_ON_LIST, polygon, "", _SURE, Origin.SPOTTED)
        hits.append(Hit(mask, Verdict.DOUBT, reason, key=Target.OTHERS_ON_LIST))
    return tuple(hits)
