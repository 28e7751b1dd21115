"""Whose seal a ring is by the arc in Arabic script, as round seals in Xinjiang have one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Word
from zcdesk.names.arabic_labels import names_organisation
from zcdesk.names.arabic_letters import find_letters
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.breaks import shares_in, telling_parts
from zcdesk.reading.arabic.script import ArabicReading, read_arabic_script, text_of
from zcdesk.reading.arabic.words import find_words, told_in_arabic
from zcdesk.reading.certainty import UNREADABLE

ARCS = ((0.60, 0.95), (0.55, 0.97), (0.65, 0.95))
"""Inner and outer edges, in radii, of the bands in which an arc is read. Of 12 rings of 150 to
300 dpi the first gave 11 arcs, all of them together 12."""

_UNLIKE = 0.6  # likeness of the given employer up to which an arc surely names another one
_LITTLE = 0.35  # share of its telling letters up to which it does so as well
_ENOUGH = 0.6  # the same from which on it is the own one, where the rest was nearly read elsewhere
_AGREEING = 2  # bands that must show another organisation
_LEGIBLE = UNREADABLE  # mean probability of a first band that is worth another look


@dataclass(frozen=True)
class Arc:
    """What an arc says.

    Attributes:
        own: The given employer that it names, if any.
        another: Whether it surely names another organisation.
    """

    own: Word | None = None
    another: bool = False


def read_arc(bands: Iterable[GreyPicture], words: Sequence[Word]) -> Arc:
    """Read a ring's arc.

    Args:
        bands: The ring unrolled clockwise from the bottom, in several bands; the rest is left
            unread where the first one gives nothing.
        words: The applicant's words; without an employer in Arabic script nothing is read.
    """
    wanted = [w for w in told_in_arabic(words) if w.sure and w.is_employer]
    others, parts = 0, {word: frozenset[int]() for word in wanted}
    for band in bands if wanted else ():
        reading = read_arabic_script(band)
        found = find_words(reading, wanted)
        if own := [each.word for each in found if each.sure]:
            return Arc(own[0])
        if reading.confidence < _LEGIBLE and not others:
            break
        shares = {word: shares_in(reading, word) for word in wanted}
        for word, share in shares.items():
            parts[word] |= share.parts
            if share.surely >= _ENOUGH and parts[word] >= telling_parts(word):
                return Arc(word)
        little = all(share.perhaps <= _LITTLE for share in shares.values())
        unlike = reading.agreed and not found
        unlike = unlike and (little or _likeness(reading, wanted) <= _UNLIKE)
        others += unlike and names_organisation(text_of(reading.looks[0]))
    return Arc(another=others >= _AGREEING)


def _likeness(reading: ArabicReading, wanted: Sequence[Word]) -> float:
    texts = [text_of(look) for look in reading.looks]
    return max(find_letters(word.text, text).likeness for word in wanted for text in texts)
