"""Finds the legal form of a company on the line below its short form, where its line broke.

云岭建设 at the end of a line is told by its letters; the 有限公司 that begins the next line belongs
to it, as it would behind it in the same line, and half of it may be on either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zcdesk.masking.matching.verdicts import end_of_organisation
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.organisations import beginning, legal_forms
from zcdesk.names.spellings import folded
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line

_NO_WORD = "有限"  # no sentence or label begins with it, as with 公司 or 集团公司


def legal_forms_below(
    lines: Sequence[Line],
    found: Iterable[tuple[Spot, float]],
    chains: Iterable[tuple[int, ...]],
    below: Mapping[int, int],
) -> Iterator[Spot]:
    """Yield the letters of legal forms that were broken off covered employers.

    In running text the next line may go on behind the form, and anywhere where the form can begin
    no sentence; in a cell, whose lines are centred, a 公司 is all that is there.

    Args:
        found: Employers that are covered, each with the column in which its cover ends.
        chains: Lines that may hold a word together, see :mod:`zcdesk.masking.lines.reading_order`.
        below: For each line of running text the one on which its sentence goes on.
    """
    employers = [
        (spot, last)
        for spot, last in found
        if spot.keyword.word.is_employer and not spot.keyword.latin
    ]
    ending = [
        (spot, begun)
        for spot, last in employers
        if (begun := _begun_form(lines[spot.line], last)) is not None
    ]
    following: dict[int, set[int]] = {spot.line: set() for spot, _ in ending}
    for chain in chains if following else ():
        if chain[0] in following:
            following[chain[0]].add(chain[1])
    for spot, begun in ending:
        head = folded("".join(letter.text for letter in begun))
        for other in sorted(following[spot.line]):
            letters = _letters(lines[other])
            count = _rest_of_form(head, letters, below.get(spot.line) == other)
            if count:
                rest = _part(spot, other, letters[:count])
                yield replace(rest, last=end_of_organisation(lines[other], rest))
                if begun:
                    yield _part(spot, spot.line, begun)


def _begun_form(line: Line, last: float) -> list[Character] | None:
    """Return the letters behind a word that begin a legal form, None where none goes on below."""
    letters = _letters(line)
    before = folded("".join(letter.text for letter in letters if letter.column <= last + 1))
    behind = [letter for letter in letters if letter.column > last + 1]
    begun = folded("".join(character.text for character in behind))
    ended = [form for form in legal_forms() if before.endswith(form)]
    # 集团 is a form, and the beginning of 集团有限公司.
    if ended and not any(form != ended[0] and form.startswith(ended[0]) for form in legal_forms()):
        return None
    return behind if any(form.startswith(begun) for form in legal_forms()) else None


def _rest_of_form(head: str, letters: Sequence[Character], running: bool) -> int:
    """Return how many letters a line begins with that complete a form begun above it."""
    text = folded("".join(letter.text for letter in letters))
    rests = [form.removeprefix(head) for form in legal_forms() if form.startswith(head)]
    rest = beginning(text, filter(None, rests))
    broken = running or bool(head) or _NO_WORD in rest or rest == text
    return len(rest) if broken else 0


def _letters(line: Line) -> list[Character]:
    return [character for character in line.lattice.characters if len(folded(character.text)) == 1]


def _part(whole: Spot, line: int, letters: Sequence[Character]) -> Spot:
    columns = tuple(letter.column for letter in letters)
    return replace(whole, line=line, columns=columns, first=columns[0], last=columns[-1])
