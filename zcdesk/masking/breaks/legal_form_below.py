"""Finds the legal form of a company on the line below its short form, where its line broke.

云岭建设 at the end of a line is told by its letters; the 有限公司 that begins the next line belongs
to it, as it would behind it in the same line, and half of it may be on either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zcdesk.masking.matching.verdicts import end_of_organisation
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.organisations import beginning, ending, legal_forms
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
    following: defaultdict[int, set[int]] = defaultdict(set)
    for chain in chains:
        following[chain[0]].add(chain[1])
    for spot, last in found:
        if not spot.keyword.word.is_employer or spot.keyword.latin:
            continue
        begun = _begun_form(lines[spot.line], last)
        if begun is None:
            continue
        for other in sorted(following[spot.line]):
            letters = _letters(lines[other])
            count = _rest_of_form(_text(begun), _text(letters), below.get(spot.line) == other)
            if count:
                rest = _part(spot, other, letters[:count])
                yield replace(rest, last=end_of_organisation(lines[other], rest))
                if begun:
                    yield _part(spot, spot.line, begun)


def _begun_form(line: Line, last: float) -> list[Character] | None:
    """Return the letters behind a word, which may begin a legal form; None where it has its own."""
    letters = _letters(line)
    count = sum(letter.column <= last + 1 for letter in letters)
    form = ending(_text(letters[:count]), legal_forms())
    # 集团 is a form, and the beginning of 集团有限公司.
    if form and not any(other.startswith(form) and other != form for other in legal_forms()):
        return None
    return letters[count:]


def _rest_of_form(head: str, text: str, running: bool) -> int:
    """Return how many letters a line begins with that complete a form begun above it."""
    rests = [form.removeprefix(head) for form in legal_forms() if form.startswith(head)]
    rest = beginning(text, filter(None, rests))
    broken = running or bool(head) or _NO_WORD in rest or rest == text
    return len(rest) if broken else 0


def _letters(line: Line) -> list[Character]:
    return [character for character in line.lattice.characters if len(folded(character.text)) == 1]


def _text(letters: Sequence[Character]) -> str:
    return folded("".join(letter.text for letter in letters))


def _part(whole: Spot, line: int, letters: Sequence[Character]) -> Spot:
    columns = tuple(letter.column for letter in letters)
    return replace(whole, line=line, columns=columns, first=columns[0], last=columns[-1])
