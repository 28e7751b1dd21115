"""What a person types or pastes as a word in the Arabic script: cleaned, told from other scripts.

Text from a web page or a Word file carries marks that nobody sees: directions, joiners, the bar
that stretches a word. In a word they only part letters that belong together.
"""

from __future__ import annotations

import unicodedata

from zcdesk.names.arabic_letters import is_arabic

LETTERS = "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي"
"""The 32 letters of Uyghur in the order of its alphabet, behind the hamza that carries a vowel."""

_STRETCH = "\u0640"


def without_invisible(text: str) -> str:
    """Return a text without marks of direction, joiners and stretching, with single spaces.

    Presentation forms, as some PDF files hold them, become the letters that they show.
    """
    shown = [character for character in text if not _is_invisible(character)]
    return " ".join(unicodedata.normalize("NFKC", "".join(shown)).split())


def is_typed_in_arabic(text: str) -> bool:
    """Tell whether all letters of a text, at least one, are of the Arabic script.

    Figures, points and hyphens may stand between them: schools have numbers.
    """
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(is_arabic(letter) for letter in letters)


def _is_invisible(character: str) -> bool:
    return character == _STRETCH or unicodedata.category(character) in ("Cf", "Cc")
