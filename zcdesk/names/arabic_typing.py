"""What a person types or pastes as a word in the Arabic script, told from other scripts."""

from __future__ import annotations

from zcdesk.names.arabic_letters import is_arabic

LETTERS = "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي"
"""The 32 letters of Uyghur in the order of its alphabet, behind the hamza that carries a vowel."""


def is_typed_in_arabic(text: str) -> bool:
    """Tell whether all letters of a text, at least one, are of the Arabic script.

    Figures, points and hyphens may be between them: schools have numbers.
    """
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(is_arabic(letter) for letter in letters)
