"""Which pictures the words of a return name: by number, from the end, in which file, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.checks.dates.return_words import plain
from zcdesk.quantities.numerals import as_count
from zcdesk.resources import Patterns

_SAYS = Patterns("checks/patterns.toml", "named_pages")
_MOST = 60
"""Pictures that one sentence may name; more is no list of them."""


@dataclass(frozen=True)
class NamedPages:
    """What a sentence says of pictures in its place.

    Attributes:
        pictures: Which ones, from 1, from the end negative; () where it names none.
        files: Which documents (份, 附件), from 1.
        onwards: The picture from which on all are meant (第3张到最后一张); 0 for none.
        stems: Names of pictures (``002a``).
    """

    pictures: tuple[int, ...] = ()
    files: tuple[int, ...] = ()
    onwards: int = 0
    stems: tuple[str, ...] = ()


def named_in(words: str) -> NamedPages:
    """Return what a sentence names."""
    text = plain(words)
    stems = tuple(dict.fromkeys(_stem(match.group(1)) for match in _SAYS.stem.finditer(text)))
    text = _SAYS.run.sub(r"\1", _SAYS.stem.sub(" ", text))
    pictures: list[int] = []
    for match in _SAYS.from_end.finditer(text):
        pictures.append(-as_count(match.group(1)))
    text = _SAYS.from_end.sub(" ", text)
    for match in _SAYS.ordinal.finditer(text):
        pictures += listed(next(filter(None, match.groups())))
    for match in _SAYS.up_to.finditer(text):
        pictures += range(1, min(as_count(match.group(1)), _MOST) + 1)
    for match in _SAYS.last.finditer(_SAYS.ordinal.sub(" ", text)):
        count = as_count(match.group(1) or "1")
        pictures += range(-min(count, _MOST), 0)
    if _SAYS.first.search(text):
        pictures.append(1)
    for match in _SAYS.numbered.finditer(text):
        pictures.append(int(match.group(1)))
    files = [number for match in _SAYS.file.finditer(text) for number in listed(match.group(1))]
    files += [
        number for match in _SAYS.attachment.finditer(text) for number in listed(match.group(1))
    ]
    onwards = _SAYS.onwards.search(text)
    first = as_count(onwards[1]) if onwards is not None else 0
    return NamedPages(_once(pictures), _once(files), first, stems)


def _stem(text: str) -> str:
    """Return a picture's name as the program writes it: three digits, and a letter."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits.zfill(3) + text[len(digits) :].lower()


def listed(text: str) -> tuple[int, ...]:
    """Return the numbers of a list: ``2-4`` and ``三、五`` alike."""
    parts = re.split(r"\s*([-—–~～至到]+|[、,，和及与/])\s*", text.replace("第", ""))
    numbers: list[int] = []
    for place in range(0, len(parts), 2):
        value = as_count(parts[place].strip())
        runs = place and parts[place - 1][0] in "-—–~～至到" and numbers
        if runs and numbers[-1] < value <= numbers[-1] + _MOST:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
    return tuple(number for number in numbers if number)


def _once(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number))
