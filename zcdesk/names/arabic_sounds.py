"""Compares how a name sounds in Arabic script, in Latin letters and as Han letters transcribe it.

Uyghur is written as it is spoken, so each letter gives the sound of the Uyghur Latin alphabet
(ULY, Xinjiang University 2001). Han letters transcribe a name syllable by syllable (تۇرسۇن, Tursun,
吐尔逊 tu-er-xun): consonants are kept or become one of the same kind, vowels are put between them,
and few of them stay. So consonants decide, by kinds, and vowels count little.
"""

from __future__ import annotations

import re
from itertools import product

from pypinyin import lazy_pinyin

from zcdesk.names.arabic_letters import FoundLetters, closest, is_arabic, spread
from zcdesk.names.spellings import MIDDLE_DOTS
from zcdesk.resources import table

_LETTERS = table("characters", "arabic.toml")
_ULY: dict[str, str] = _LETTERS["sounds"]
_WRITTEN: dict[str, str] = _LETTERS["latin"]

_VOWELS = frozenset("aeiou")
_WEAK = frozenset("hwy")
"""Sounds that a transcription leaves out or adds."""

_KINDS = ("bpfw", "td", "szjcʃ", "kgqxh", "rl", "n", "m", "y")
"""Consonants of one kind, for which Han letters have often one syllable: ز and س, ق and ك.
``ʃ`` stands for the sounds that Latin letters write with two: ش sh, چ ch, ج zh."""

_LATIN = re.compile("|".join(map(re.escape, _WRITTEN)) + "|[a-z]")
_ELSEWHERE = re.compile("|".join(_LETTERS["elsewhere"]))
_PARTS, _VOWEL_SOUNDS = re.compile(f"[^{MIDDLE_DOTS}]+"), re.compile("[aeiou]")

_NO_SOUND = "?"
"""Stands for what is no letter of Uyghur; it is like no sound."""

_KIND_OF = {sound: kind for kind, sounds in enumerate(_KINDS) for sound in sounds}
_OF_A_KIND, _OTHER_VOWEL, _VOWEL, _HARDLY = 0.3, 0.1, 0.2, 0.5
"""What a sound costs in the place of one of its kind, another vowel, a vowel more or less, and a
weak sound more or less; another consonant costs 1."""


def in_latin_letters(text: str) -> str:
    """Return Arabic script in Latin letters; what is no letter of Uyghur is left out."""
    return "".join(_ULY.get(letter, " " if letter.isspace() else "") for letter in text)


def sounds_of(name: str) -> str:
    """Return how a name sounds, a letter for each sound, whatever script it is written in."""
    if is_arabic(name):
        return spread(name, _heard)[0]
    syllables = lazy_pinyin(name)
    if "".join(syllables) != name:
        return "".join("r" if syllable == "er" else _by_pinyin(syllable) for syllable in syllables)
    return _by_sound(name)


def _by_pinyin(syllable: str) -> str:
    """Return the sounds of a syllable in pinyin: q and x are what ULY writes ch and sh."""
    return _by_sound(syllable.replace("q", "ch").replace("x", "s"))


def _by_sound(latin: str) -> str:
    letters = "".join(letter for letter in latin.casefold() if letter.isalpha())
    for written, sound in _WRITTEN.items():
        letters = letters.replace(written, sound)
    return letters


def find_sounds(name: str, text: str) -> FoundLetters:
    """Return the part of a text in Arabic script that sounds most like a name.

    Args:
        name: In any script, as typed; one without a consonant is found nowhere.
        text: Letters as they were read, one character each.
    """
    sought = sounds_of(name)
    heavy = sum(sound not in _VOWELS for sound in sought)
    given, places = spread(text, _heard)
    letters = closest(sought, given, _instead, _alone, max(1, heavy))
    if letters.start >= letters.end or not heavy:
        return FoundLetters(0, 0, 0.0)
    return FoundLetters(places[letters.start], places[letters.end - 1] + 1, letters.likeness)


def find_latin_sounds(name: str, text: str) -> FoundLetters:
    """Return the part of a text in Latin letters that sounds most like a name of parts with dots.

    Args:
        name: In Han letters, its parts in this order or the other.
        text: Letters as they were read; others are passed over.
    """
    letters = [*_LATIN.finditer(text.casefold())]
    given = "".join(_WRITTEN.get(letter[0], letter[0]) for letter in letters)
    best = FoundLetters(0, 0, 0.0)
    elsewhere = _ELSEWHERE.sub(lambda one: _LETTERS["elsewhere"][one[0]], name)
    for written, step in product((name, elsewhere), (1, -1)):
        sought = sounds_of("".join(_PARTS.findall(written)[::step]))
        found = closest(sought, given, _instead, _alone, max(1, len(_VOWEL_SOUNDS.sub("", sought))))
        if found.likeness > best.likeness:
            first, last = letters[found.start], letters[found.end - 1]
            best = FoundLetters(first.start(), last.end(), found.likeness)
    return best


def _instead(sound: str, other: str) -> float:
    if sound == other:
        return 0.0
    if sound in _VOWELS and other in _VOWELS:
        return _OTHER_VOWEL
    alike = sound not in _VOWELS and _KIND_OF.get(sound, -1) == _KIND_OF.get(other, -2)
    return _OF_A_KIND if alike else max(_alone(sound), _alone(other))


def _alone(sound: str) -> float:
    return _VOWEL if sound in _VOWELS else _HARDLY if sound in _WEAK else 1.0


def _heard(letter: str) -> str:
    known = letter in _ULY or letter.isspace()
    return _by_sound(in_latin_letters(letter)) if known else _NO_SOUND
