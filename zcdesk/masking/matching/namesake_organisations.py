"""Tells the school or office of another place in print from the own one.

农业技术推广中心 is the short form of 塔城县农业技术推广中心, and every county has one: a list of a
prefecture would be full of questions. So it is where the applicant told that short form herself.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import PLACELESS, Target
from zcdesk.masking.matching.short_forms import whole_organisation_name
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.organisations import is_another_body, place_before
from zcdesk.names.spellings import folded
from zcdesk.reading.lattice import Character, Lattice

_LONGEST_PLACE = 12  # letters of 塔什库尔干塔吉克自治县 and one more
_PLAIN = 0.9  # probability of each letter of the place


def shows_another_organisation(
    lattice: Lattice, spot: Spot, keywords: Sequence[Keyword], above: Lattice | None = None
) -> bool:
    """Tell whether the place of another school or office is plainly read before a short form.

    Args:
        lattice: The line.
        spot: What was found in it.
        keywords: The words that are looked for.
        above: The line that this one continues.
    """
    word = spot.keyword.word
    if word.kind not in PLACELESS or spot.keyword.latin:
        return False
    short = folded(word.text)
    before = [c for c in lattice.characters if c.column < spot.first and folded(c.text)]
    place = place_before(_text(before), short)
    if not place and above is not None and len(before) < _LONGEST_PLACE:
        # A line may break within the place as well: 乌苏 above, 市自然资源局 below. Where the whole
        # place stands before the short form, what lies above may be another cell of a list.
        upper = [c for c in above.characters if folded(c.text)]
        before = [*upper[-_LONGEST_PLACE:], *before]
        place = place_before(_text(before), short)
    text = _text(before)
    if not place or len(text) != len(before):
        return False
    if any(c.probability < _PLAIN for c in before[-len(place) :]):
        return False
    names = [folded(k.word.text) for k in keywords if k.word.kind.target is Target.EMPLOYER]
    other = is_another_body(text, short, names)
    return other and whole_organisation_name(lattice, spot, keywords, by_place=True) is None


def _text(letters: Sequence[Character]) -> str:
    return folded("".join(letter.text for letter in letters))
