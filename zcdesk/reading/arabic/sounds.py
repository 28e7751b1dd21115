"""Names that nobody told in Arabic script, found by their sound in lines that were read."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import Word
from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.arabic_sounds import find_sounds
from zcdesk.reading.arabic.script import ArabicReading
from zcdesk.reading.arabic.words import (
    ArabicWord,
    found_at,
    likeliest,
    parts_like,
    stands_alone,
)

_LIKE = 0.62
"""Likeness from which on a line may hold the name. Of 400 pairs of a name of two parts and its Han
letters 99 % had .63 and more; of 400 with somebody else's 2 had."""

_UNLIKE = 0.55
"""Likeness of a line's every part up to which the name does not stand there."""


def names_by_sound(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the forms of the name whose sound is looked for: those in Han and Latin letters."""
    return tuple(word for word in words if word.is_name and word.sure and not is_arabic(word.text))


def find_by_sound(reading: ArabicReading, names: Sequence[Word]) -> tuple[ArabicWord, ...]:
    """Return the parts of a line that sound like one of the names; none of them is sure."""
    return likeliest(
        [
            found_at(name, look, part, sure=False, by_sound=True)
            for look in reading.looks
            for name in names
            for part in parts_like(name.text, look, _LIKE, find_sounds)
            if reading.agreed and stands_alone(look, part)
        ]
    )


def sounds_unlike(reading: ArabicReading, names: Sequence[Word]) -> bool:
    """Tell whether a line was read and no part of it sounds like one of the names."""
    return reading.agreed and not any(
        stands_alone(look, part)
        for look in reading.looks
        for name in names
        for part in parts_like(name.text, look, _UNLIKE, find_sounds)
    )
