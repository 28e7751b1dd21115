"""Names in Han letters with a sign in each gap: 欧，阳，哲 and 赵 / 启 / 明.

A sign in every gap is set on purpose. Between two letters one comma may as well part two words of a
sentence (水平高，明年), and so may those in some of the gaps (尉，迟，若岚): such a name must stand
alone, and is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from zcdesk.finding_facts import finding_of
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.context import context_of
from zcdesk.masking.matching.verdicts import SURE, Judgement, judge_name
from zcdesk.masking.spotting.keywords import READ_AS_RULES, Keyword
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.other_writings import PARTING, is_other_writing, turned_forms
from zcdesk.names.spellings import is_han
from zcdesk.reading.line import Line

_SIGNS = frozenset(PARTING + READ_AS_RULES)
_LEADING = frozenset("：:")  # a label's colon is no sign of the name
_FEW = 2  # letters


def parted(keywords: Iterable[Keyword], most: int) -> list[Keyword]:
    """Return the Han names that were told, in either order (海群，胡), as words with a sign in each
    gap. ``most``: the number of a word of its kind up to which it is looked for so."""
    names = [keyword for keyword in keywords if keyword.word.is_name and keyword.complete]
    sure_names = [
        name
        for name in names
        if name.word.sure and name.word.number <= most and is_han(name.word.text)
    ]
    turned = {form for name in sure_names for form in turned_forms(name.word.text)}
    sure_names += [
        name for name in names if is_other_writing(name.word) and name.word.text in turned
    ]
    return [replace(each, parted=True) for each in sure_names]


def judge_parted(line: Line, spot: Spot, number: int) -> Judgement | None:
    """Return what is to be done about a name with signs in its gaps, None where it is none.
    ``number``: of the line, from 1."""
    gaps = _gaps(line, spot.columns)
    if spot.score <= SURE or None in gaps or not any(gaps):
        return None
    around = context_of(line.lattice, spot)
    verdict, code = judge_name(spot, around)
    if len(spot.columns) <= _FEW or not all(gaps):
        beside = (around.before[-1:], around.after[:1])
        if any(is_han(letter) or (letter and letter in _SIGNS - _LEADING) for letter in beside):
            return None
        verdict, code = Verdict.DOUBT, "hit.written_otherwise"
    if code is None or verdict is Verdict.LEAVE:
        return None
    return Judgement(verdict, finding_of(code, line=number), float(spot.first), float(spot.last))


def _gaps(line: Line, columns: Sequence[int]) -> list[bool | None]:
    """Tell for each gap whether signs are there; None where anything else does."""
    read = [character for character in line.lattice.characters if character.text.strip()]
    between = [[c.text for c in read if a < c.column < b] for a, b in pairwise(columns)]
    return [bool(texts) if _SIGNS.issuperset(texts) else None for texts in between]
