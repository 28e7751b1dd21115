"""Names with something set between their letters: 欧，阳，哲, Ou1yang2 Zhe2, Ōu-yáng-Zhé."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zcdesk.han import HAN, is_han
from zcdesk.names.other_writings import PARTING, TONES
from zcdesk.names.spellings import folded
from zcdesk.verification.words.aligning import Alignment, Strand

SIGNS = "".join(dict.fromkeys(sign for sign in folded(PARTING)))
"""The same signs as the segments of a line have them."""

_FEW, _UNSURE = 2, 6.5
"""A name of so many letters may be the ends of two words: its price, which is worth a look only."""

_MOST = 3  # signs in one gap


def plainly_parted(strand: Strand, letters: Sequence[str]) -> Iterator[Alignment]:
    """Yield where a name was read with a sign in each of its gaps, or with digits for its tones."""
    text, segments = strand.read
    for match in parted_pattern(tuple(letters)).finditer(text):
        own = [segments[match.start(group)] for group in range(1, len(letters) + 1)]
        signed = [match.end(n) < match.start(n + 1) for n in range(1, len(letters))]
        plain = text[match.start()].isascii() or (all(signed) and len(letters) > _FEW)
        yield Alignment(0.0 if plain else _UNSURE, 0.0, tuple(own), 0.0)


@lru_cache(maxsize=4096)
def parted_pattern(letters: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a Han name, or pinyin, with signs between its letters, each of these being
    a group; it finds nothing of another script."""
    own, signs = [f"({re.escape(letter)})" for letter in letters], re.escape(SIGNS)
    if is_han("".join(letters)):
        sign = rf"(?:\s*[{signs}]\s*){{1,{_MOST}}}"
        if len(letters) > _FEW:  # a sign in some of the gaps
            return re.compile(rf"(?:{sign})?".join(own))
        around = rf"[{HAN}{re.sub('[:0-9]', '', signs)}]"
        return re.compile(rf"(?<!{around}){sign.join(own)}(?!{around})")
    tone = rf"[{TONES}'’-]?\s?"
    digits = rf"(?=[a-z\s]+[{TONES}-])"
    return re.compile(rf"(?<![a-z]){digits}{tone.join(own)}{tone}(?![a-z])")
