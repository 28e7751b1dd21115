"""Values beside labels like 姓名 that nobody could read: written by hand, stamped, smeared.

A name that is plainly read beside such a label is judged by the search; somebody else's stays
without a question. Only what cannot be read is shown, and covered where it may be the own word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

import cv2
import numpy as np

from zcdesk.applicant import Target, WordKind
from zcdesk.geometry import Box, Polygon, bounds, box, rounded
from zcdesk.masking.fields.key_value_pairs import LabelledField, fields, labels
from zcdesk.masking.hits import FAINT_EVIDENCE, Hit, Mask, Origin, Verdict
from zcdesk.masking.letters.another_or_misread import LEAST_HEIGHT, reads_otherwise
from zcdesk.masking.letters.occluded_letters import own_letters
from zcdesk.masking.lines.line_confidence import UNREADABLE
from zcdesk.masking.lines.reading_order import LYING
from zcdesk.masking.signatures.label_words import signing_words
from zcdesk.masking.signatures.pen_strokes import INKED, strokes
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, pitch, spot
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading import certainty
from zcdesk.reading.arabic.words import holds_heading
from zcdesk.reading.certainty import READ, WELL_READ
from zcdesk.reading.evening import DARK
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line

_LIKE_OWN = -24.0  # score above which a badly read value may be an own word; as in second looks
_HALF_READ = WELL_READ  # mean probability of a value's letters from which on it is read
_HAND = certainty.READ  # the same of the applicant's own
_EVIDENCE = FAINT_EVIDENCE  # confidence of a value that is covered for its place only
_TOUCHED = 0.3  # of the value's width under a cover or a mark that tells of it already
_MOST = 4  # questions of a page; a whole column that cannot be read is one bad scan
_NUMBER = 4  # figures that are a number for sure, a year or an amount below a label's column
_RANKS = 2  # values of nothing but figures below a label
_VARIED = 4  # different letters; a scrawl was read as www
_BEYOND_DOUBT = 0.98  # probability of a letter that makes a name somebody else's
_READ = READ  # the same for one that makes it likelier than the own: it is asked about only ...
_READABLE = 9.5  # ... in print of so many pixels, which coarse columns tell by one too few or more
_RULES = (1.5, 0.9)  # line heights of what lies or is straight in a cell, and is a rule


def judge_labelled_values(
    page: GreyPicture,
    lines: Sequence[Line],
    hits: Sequence[Hit],
    seals: Sequence[Polygon],
    keywords: Sequence[Keyword],
    targets: Collection[Target],
) -> tuple[Hit, ...]:
    """Return a doubt for each value beside a label that nobody could read. ``hits``: what was found
    so far; places that they tell of need no second question. ``seals``: where seals are; they are
    judged by themselves."""
    taken = [*(bounds(hit.mask.polygon) for hit in hits), *map(bounds, seals)]
    found: list[Hit] = []
    every = fields(lines)
    numbered = Counter(field.number for field in every if _is_in_figures(field))
    for field in every:
        # Figures below each other are the numbers of the rows, or their ranks.
        ranks = _is_in_figures(field) and numbered[field.number] >= _RANKS
        if ranks or field.target not in targets or field.label in signing_labels():
            continue
        place = _unread_place(page, field, keywords)
        if place is None or _is_taken(place, taken) or _begins_with_own(place, field, hits):
            continue
        if not holds_heading(page, place):  # the next row's label in the other script
            found.append(_doubt(field, place, _may_be_own(field, keywords, _READ, _READABLE)))
            taken.append(place)
    return tuple(found[:_MOST])


def _doubt(field: LabelledField, place: Box, may_be_own: bool) -> Hit:
    confidence = _EVIDENCE if may_be_own or _is_personal(field) else 0.0
    return Mask(field.target, rounded(box(*place)), "", confidence, Origin.LABEL).hit(
        "hit.labelled_value", line=field.number + 1
    )


def _is_personal(field: LabelledField) -> bool:
    """Tell whether the applicant's own word is expected there, and not one of a list of people."""
    return field.label in _personal() and not field.listed


def _unread_place(
    page: GreyPicture, field: LabelledField, keywords: Sequence[Keyword]
) -> Box | None:
    """Return the place of a value that cannot be read, None when it is read or empty."""
    if _is_number(field):
        return None
    half_read = field.confidence < _HALF_READ
    if half_read and len(field.characters) < 2:
        return _written(page, field.place)
    doubted = (
        field.confidence < (_HAND if _is_personal(field) else UNREADABLE)
        or not _is_language(field)
        or _is_begun(field, keywords)
        or (half_read and _may_be_own(field, keywords, _BEYOND_DOUBT, LEAST_HEIGHT))
    )
    return field.place if doubted else None


def _is_number(field: LabelledField) -> bool:
    """Tell whether a value is plainly a number: no name, however it came below its label."""
    figures = [character for character in field.characters if character.text.isdecimal()]
    plain = all(figure.probability >= _HALF_READ for figure in figures)
    return len(figures) >= _NUMBER and plain and not set(field.text) - set("0123456789.,-/年月日")


def _is_in_figures(field: LabelledField) -> bool:
    """Tell whether one of several values below a label is nothing but figures, plainly read."""
    text = field.text
    return field.listed and text.isdecimal() and field.confidence >= _READ


def _is_language(field: LabelledField) -> bool:
    """Tell whether a value may be a name at all: a Han letter, or Latin ones of several kinds."""
    plain = [
        character.text for character in field.characters if character.probability >= _HALF_READ
    ]
    return any(is_han(text) for text in plain) or len(set("".join(plain).lower())) >= _VARIED


def _is_begun(field: LabelledField, keywords: Sequence[Keyword]) -> bool:
    """Tell whether only the surname is read, or all but a 一: no person is called so. A given name
    that is far from it may be unread, and a stroke that is is often not even found."""
    if field.target is not Target.NAME:
        return False
    read = folded(field.text)
    own = (k.word for k in keywords if k.word.sure and k.word.is_name and not k.latin)
    names = (folded(word.text) for word in own)
    rests = [name.removeprefix(read) for name in names if name.startswith(read)]
    return any(rest and (len(read) == 1 or not set(rest) - LYING) for rest in rests)


def _may_be_own(
    field: LabelledField, keywords: Sequence[Keyword], least: float, large: float
) -> bool:
    """Tell whether a value may be an own word, and no letter is surely read otherwise. ``least``,
    ``large``: probability of such a letter, and pixels that it is high."""
    like_own = _like_own(field, keywords)
    return not all(_reads_otherwise(field, one, least, large) for one in like_own)


def _like_own(field: LabelledField, keywords: Sequence[Keyword]) -> list[Spot]:
    if field.line is None or not field.characters:
        return []
    own = [k for k in keywords if k.word.sure and k.word.kind.target is field.target]
    part = field.line.lattice.part(max(0, field.first), min(field.last, field.line.lattice.columns))
    spots = spot([part], own, _LIKE_OWN) if part.columns > 0 else ()
    return [one for one in spots if not _is_plainly_other(part, one)]


def _reads_otherwise(field: LabelledField, one: Spot, least: float, large: float) -> bool:
    """Tell whether a value has a letter, large enough, in whose place the own one never was. The
    path of a word may pass such a letter anywhere, so the value's own letters are counted off."""
    if field.line is None or one.keyword.latin:
        return False
    lattice = field.line.lattice
    letters = [character for character in field.characters if is_han(character.text)]
    columns = [letter.column for letter in letters]
    height = pitch(columns, lattice.han_columns) * field.line.column_pixels
    return height >= large and reads_otherwise(lattice, letters, one.keyword, least)


def _is_plainly_other(lattice: Lattice, one: Spot) -> bool:
    """Tell whether a letter that the word does not have is read there beyond doubt."""
    own = own_letters(one)
    return any(
        one.first - 1 <= c.column <= one.last + 1
        and c.probability >= _BEYOND_DOUBT
        and is_han(c.text)
        and c.text not in own
        for c in lattice.characters
    )


def _written(page: GreyPicture, place: Box) -> Box | None:
    """Return the box around what is written in an empty place, without rules and specks."""
    left, top, right, bottom = (max(0, round(value)) for value in place)
    high = bottom - top
    part = page[top:bottom, left:right]
    if high < 8 or part.shape[1] < high // 2:
        return None
    written = strokes((part < DARK).astype(np.uint8), high, _RULES)
    if np.count_nonzero(written) < INKED * high**2:
        return None
    x, y, width, height = cv2.boundingRect(written)
    if height < 0.5 * high:
        return None
    return float(left + x), float(top + y), float(left + x + width), float(top + y + height)


def _is_taken(place: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = place
    return any(
        min(bottom, down) - max(top, up) > 0.3 * (bottom - top)
        and min(right, end) - max(left, start) > _TOUCHED * (right - left)
        for start, up, end, down in taken
    )


def _begins_with_own(place: Box, field: LabelledField, hits: Sequence[Hit]) -> bool:
    """Tell whether the whole own word was read behind the label: what trails it is no value."""
    left, top, _, bottom = place
    high = bottom - top
    whole = (
        bounds(hit.mask.polygon)
        for hit in hits
        if hit.mask.kind in (WordKind.NAME, WordKind.EMPLOYER)
        and hit.verdict is Verdict.COVER
        and hit.mask.target is field.target
    )
    return any(
        abs(start - left) <= high and min(bottom, down) - max(top, up) > 0.5 * high
        for start, up, _, down in whole
    )


@cache
def signing_labels() -> frozenset[str]:
    """Return the labels beside which people sign: the search for signatures looks there."""
    words = signing_words()
    whole = {own + word for own in ("", *words["own"]) for word in words["signing"]}
    return frozenset(whole | set(words["standing"]))


@cache
def _personal() -> frozenset[str]:
    """Return the labels beside which the applicant's own word is expected on her papers."""
    return frozenset(labels()["personal"])
