"""A run of characters that were read in a line, and the cover that takes it in."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import Word, WordKind
from zcdesk.geometry import Polygon, rounded
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line


def plain_text(line: Line) -> tuple[str, tuple[Character, ...]]:
    """Return the text of a line without spaces, in half width, and the character of each letter.
    Both have the same length."""
    letters: list[str] = []
    characters: list[Character] = []
    for character in line.lattice.characters:
        text = character.text.strip()
        if text:
            letters.append(chr(ord(text) - 0xFEE0) if "！" <= text <= "～" else text)
            characters.append(character)
    return "".join(letters), tuple(characters)


def cover_of(line: Line, run: Sequence[Character]) -> Polygon:
    """Return the cover of letters and digits that are behind each other in a line. ``run``: at
    least one of its characters, in order."""
    columns = tuple(character.column for character in run)
    word = Keyword(Word(WordKind.ID_NUMBER, 1, ""), (frozenset(),) * len(run), latin=True)
    place = Spot(word, 0, columns, columns[0], columns[-1], 0.0, 0.0)
    return rounded(cover(line, place))
