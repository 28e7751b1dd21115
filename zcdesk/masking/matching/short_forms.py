"""The whole name of an employer around a short form that was found, or another one's place.

In small print the place before the short form, or the legal form behind it, may be misread
(奎屯 as 主电): the short form is found, and what is left beside it would still tell the place.

农业技术推广中心 is the short form of 塔城县农业技术推广中心, and every county has one: a list of a
prefecture would be full of questions. So it is where the applicant told that short form herself.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import PLACELESS
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, letter_columns, letter_scores, spot
from zcdesk.names.organisations import bare_place, is_another_body, parts_of_names, place_before
from zcdesk.names.spellings import folded
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.lattice import Character, Lattice

_MISREAD = -11.0
"""Mean score of the letters beside a short form above which they are its own, misread. In print of
9 to 12 px 114 other places scored -8.0 (伊宁 for 伊犁) to -16, the own one came down to -10.6."""

_READ = -1.0  # score of a letter above which it is the one that was read, or as likely as it
_SAME_LETTER = 2  # columns between the peaks of one letter in two searches
_LONGEST_PLACE = 12  # letters of 塔什库尔干塔吉克自治县 and one more
_PLAIN = PLAIN  # probability of each letter of the place


def whole_organisation_name(
    lattice: Lattice, short: Spot, keywords: Sequence[Keyword], by_place: bool = False
) -> tuple[float, float] | None:
    """Return the columns between which the whole name is around a short form, or None.
    ``short``: a short form that was found in it. ``by_place``: the place itself must be the own
    one, misread: its 县 is that of every county."""
    word = short.keyword.word
    if word.kind not in PLACELESS or short.keyword.latin or not word.sure:
        return None  # a brand may be anybody's, and is below the short form where that is
    inner, count = folded(short.keyword.word.text), len(short.columns)
    longer = [keyword for keyword in keywords if _holds(keyword, inner)]
    extra = max((len(keyword.classes) - count for keyword in longer), default=0)
    if not extra:
        return None
    around = [
        spot_longer
        for spot_longer in spot([lattice], longer, short.score + _MISREAD * extra)
        if _stands_around(lattice, spot_longer, short, _place_of(inner, spot_longer), by_place)
    ]
    if not around:
        return None
    # The likeliest, not the longest: before 自治区 whatever is there is not 新疆维吾尔 misread.
    whole = max(around, key=lambda one: (one.score, len(one.columns)))
    # Where a letter is misread the path may pass it anywhere: it is as wide as the others.
    before, pitch = _place_of(inner, whole), letter_columns(short, lattice.han_columns)
    behind = len(whole.columns) - before - count
    first = min(float(whole.first), short.first - before * pitch)
    return first, max(float(whole.last), short.last + behind * pitch)


def _place_of(inner: str, one: Spot) -> int:
    return folded(one.keyword.word.text).index(inner)


def _holds(keyword: Keyword, inner: str) -> bool:
    text = folded(keyword.word.text)
    own = keyword.word.is_employer and not keyword.latin
    return own and inner in text and len(text) > len(inner)


def _stands_around(lattice: Lattice, one: Spot, short: Spot, start: int, by_place: bool) -> bool:
    """Tell whether the short form is that part of a name, and the rest may be read as its own."""
    end = start + len(short.columns)
    same = zip(one.columns[start:end], short.columns, strict=True)
    if any(abs(first - second) > _SAME_LETTER for first, second in same):
        return False
    scores = letter_scores(lattice, one)
    before = scores[:start]
    if by_place:
        place = bare_place(folded(one.keyword.word.text)[:start])
        before = before[: len(place)]
        if place in parts_of_names()["place_endings"]:
            return False  # 县农技站 was told
        # A letter that both places have, as 阿图什 and 阿合奇 do, says nothing of the others.
        rest = tuple(score for score in before if score < _READ)
        return sum(rest) >= _MISREAD * len(rest)
    rest = (*before, *scores[end:])
    return sum(rest) > _MISREAD * len(rest)


def shows_another_organisation(
    lattice: Lattice, spot: Spot, keywords: Sequence[Keyword], above: Lattice | None = None
) -> bool:
    """Tell whether the place of another school or office is plainly read before a short form.
    ``above``: the line that this one continues."""
    word = spot.keyword.word
    if word.kind not in PLACELESS or spot.keyword.latin:
        return False
    short = folded(word.text)
    before = [c for c in lattice.characters if c.column < spot.first and folded(c.text)]
    place = place_before(_text(before), short)
    if not place and above is not None and len(before) < _LONGEST_PLACE:
        # A line may break within the place as well: 乌苏 above, 市自然资源局 below. Where the whole
        # place is before the short form, what is above may be another cell of a list.
        upper = [c for c in above.characters if folded(c.text)]
        before = [*upper[-_LONGEST_PLACE:], *before]
        place = place_before(_text(before), short)
    text = _text(before)
    if not place or len(text) != len(before):
        return False
    if any(c.probability < _PLAIN for c in before[-len(place) :]):
        return False
    names = [folded(k.word.text) for k in keywords if k.word.is_employer]
    other = is_another_body(text, short, names)
    return other and whole_organisation_name(lattice, spot, keywords, by_place=True) is None


def _text(letters: Sequence[Character]) -> str:
    return folded("".join(letter.text for letter in letters))
