"""Letters in everyday use, which the recogniser knows well, and seldom ones.

Where small print is misread, the true letter is among those that were thought of, as long as it is
one in everyday use; a seldom one may not be thought of at all.
"""

from __future__ import annotations

from zcdesk.reading.lattice import alphabet

_LAST = 0xD8  # first byte in GB 2312 behind those of its 3 755 letters in everyday use


def is_common_character(letter: str) -> bool:
    """Tell whether a letter stands in the first level of GB/T 2312-1980."""
    try:
        return letter.encode("gb2312")[0] < _LAST
    except UnicodeEncodeError:
        return False


def is_common_class(letter: frozenset[int]) -> bool:
    """Tell whether a letter, as the symbols of its forms, is in everyday use."""
    return any(is_common_character(alphabet()[symbol]) for symbol in letter)
