"""Which of the applicant's words the content of a code says, however it is packed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zcdesk.applicant import PLACELESS, Word
from zcdesk.names.arabic_letters import is_arabic, plain_letters
from zcdesk.names.encoded_words import readings_of, sounded, spaced
from zcdesk.names.organisations import is_another_body
from zcdesk.names.spellings import folded, is_latin, simplified
from zcdesk.reading.codes import DecodedCode

_FIRM = 9  # Latin letters that are in no other word by chance
_LEAST_SHARED = 5  # Latin letters of a form that others share: "Li N" is in many a number


def word_said(code: DecodedCode, words: Sequence[Word]) -> Word | None:
    """Return the word that a code says, a sure one first; None when it says nothing of her."""
    texts = [simplified(text) for text in readings_of(code.text, code.data)]
    names = [folded(word.text) for word in words if word.kind not in PLACELESS]
    said = (word for word in words if any(_says(text, word, names) for text in texts))
    return max(said, key=lambda word: word.sure, default=None)


def _says(text: str, word: Word, names: Sequence[str]) -> bool:
    if is_arabic(word.text):
        return plain_letters(word.text) in plain_letters(text)
    plain = simplified(spaced(word.text)).replace(" ", "")
    if is_latin(plain):
        return (word.sure or len(plain) >= _LEAST_SHARED) and bool(_pattern(plain).search(text))
    before, found, _ = text.replace(" ", "").partition(plain)
    if found and plain[1:]:  # any number opened as base64 may give one Han letter, as 杨** is
        return word.kind not in PLACELESS or not is_another_body(before, plain, names)
    return any(_pattern(sound).search(text) for sound in sounded(word))


@lru_cache(maxsize=512)
def _pattern(letters: str) -> re.Pattern[str]:
    """Return what finds Latin letters, parted or not, short ones as words of their own only."""
    middle = " ?".join(letters)
    return re.compile(middle if len(letters) >= _FIRM else f"(?<![a-z]){middle}(?![a-z])")
