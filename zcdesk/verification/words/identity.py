"""Searches texts and bytes for the applicant's words: metadata, file names, office files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePath

from zcdesk.applicant import Word
from zcdesk.names.other_writings import is_other_writing
from zcdesk.names.spellings import BRACKETS, MIDDLE_DOTS, figures_for, is_han
from zcdesk.verification.words.neighbours import name_goes_on
from zcdesk.verification.words.parted_letters import parted_pattern
from zcdesk.verification.words.segments import letters_of, plain

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
"""In which words may be in a file; the last is what older programs wrote for 繁體."""

_AT_ODD_BYTES = ("utf-16-le", "utf-16-be")  # two bytes a letter, from wherever the text begins

_LEAST_LATIN = 5  # letters; 'liwu' is in every second file
_LEAST_BYTES = 6  # of a pattern in picture data: shorter ones turn up by chance
_BETWEEN = r"[\s_\-.," + re.escape(MIDDLE_DOTS + BRACKETS) + "]*"


def words_in_text(text: str, words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the sure words that are in a text, in any spacing, width, case or form, and what a
    name is with a letter taken apart or in pinyin."""
    folded = plain(text)
    return tuple(
        word for word in words if _counts(word) and _stands(folded, letters_of(word.text), word)
    )


def neutral(name: str, number: int, words: Sequence[Word]) -> str:
    """Return what a file is called: its name, unless that holds one of the words.

    Args:
        name: Its name, or its path below a folder.
        number: Its place in the call, from 1; ``file-NNN`` with the ending stands for its name,
            ``refused-NNN`` for that of a file below 0, which was refused and is no page.
        words: What must not be told.
    """
    if not words_in_text(name, words):
        return name
    ending = PurePath(name).suffix.lower()
    stem = "file" if number > 0 else "refused"
    return f"{stem}-{abs(number):03d}{'' if words_in_text(ending, words) else ending}"


def words_in_bytes(data: bytes, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the sure words that are in bytes of any known encoding."""
    found: dict[Word, None] = {}
    for encoding in ENCODINGS:
        found.update(dict.fromkeys(words_in_text(data.decode(encoding, errors="replace"), words)))
    for encoding in _AT_ODD_BYTES:
        text = data[1:].decode(encoding, errors="replace")
        found.update(dict.fromkeys(words_in_text(text, words)))
    return tuple(found)


def words_in_picture_data(data: bytes, words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the words that are in compressed data; short patterns, there by chance, are not."""
    return tuple(
        word
        for word in words
        if _counts(word) and any(pattern in data for pattern in _patterns(word.text))
    )


def _counts(word: Word) -> bool:
    letters = letters_of(word.text)
    sure = word.sure or is_other_writing(word)
    return sure and (not "".join(letters).isascii() or len(letters) >= _LEAST_LATIN)


@lru_cache(maxsize=4096)
def _patterns(text: str) -> tuple[bytes, ...]:
    patterns = []
    for encoding in ENCODINGS:
        try:
            pattern = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(pattern) >= _LEAST_BYTES:
            patterns.append(pattern)
    return tuple(patterns)


def _stands(text: str, letters: Sequence[str], word: Word) -> bool:
    if not any(form in text for form in letters[0] + figures_for(letters[0])):
        return False
    named = word.is_name and (word.sure or letters[0].isascii())
    if named and parted_pattern(tuple(letters)).search(text):
        return True
    found = _pattern(tuple(letters)).finditer(text)
    return any(not _is_of_a_longer_name(word, letters, text, match) for match in found)


def _is_of_a_longer_name(
    word: Word, letters: Sequence[str], text: str, match: re.Match[str]
) -> bool:
    """Tell whether a name goes on behind what was found, or another writing of one before it."""
    if "·" in word.text and is_other_writing(word):
        return is_han(text[: match.start()][-1:])
    short = word.is_name and len(letters) == 2 and is_han("".join(letters))
    return short and name_goes_on(text[match.end() : match.end() + 8])


@lru_cache(maxsize=4096)
def _pattern(letters: tuple[str, ...]) -> re.Pattern[str]:
    middle = _BETWEEN.join(f"[{re.escape(letter + figures_for(letter))}]" for letter in letters)
    if "\u0400" <= letters[0] <= "\u04ff":
        return re.compile(rf"(?<![\u0400-\u04ff]){middle}(?![\u0400-\u04ff])")
    if not "".join(letters).isascii():
        return re.compile(middle)
    return re.compile(rf"(?<![a-z0-9]){middle}(?![a-z0-9])")
