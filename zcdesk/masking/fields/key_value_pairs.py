"""Finds labels like 姓名 and 工作单位 on a page and what is behind, beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from zcdesk.applicant import OWN_WORDS, Target
from zcdesk.geometry import Box, bounds
from zcdesk.masking.spotting.character_runs import plain_text
from zcdesk.names.spellings import simplified
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line
from zcdesk.resources import table

_NEXT_CELL = 8.0  # line heights to the right of a label within which its value begins
_BELOW = 4.0  # line heights from one row of a column to the next
_ROWS = 40  # rows that are followed down a column
_GAP = 1.4  # letter widths; a space that parts a label from its value where no colon does
_AFTER = 0.55  # letter widths from a label's last column to where its value may begin


@dataclass(frozen=True)
class LabelledField:
    """A label with the place of its value.

    Attributes:
        target: What kind of value belongs there.
        label: The label as it was read, without spaces.
        number: Place of the label's line among those of the page.
        place: Where the value is, or would be.
        line: The line that holds the value; None where no line was found.
        characters: What was read of it, without spaces.
        first: Column of ``line`` in which the value begins.
        last: Column in which it ends.
        listed: It is one of several values below the label: a list of people.
    """

    target: Target
    label: str
    number: int
    place: Box
    line: Line | None = None
    characters: tuple[Character, ...] = ()
    first: int = 0
    last: int = 0
    listed: bool = False

    @property
    def text(self) -> str:
        """The value as it was read."""
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean probability of its letters, 0 without any."""
        total = sum(character.probability for character in self.characters)
        return total / max(1, len(self.characters))


def label_target(text: str) -> Target | None:
    """Return what a text is the label of, None when it is no label of a name or employer."""
    plain = _bare(text)
    return next((target for target in OWN_WORDS if plain in labels()[target.value]), None)


def is_label(text: str) -> bool:
    """Tell whether a text is the label of a field and nothing else."""
    return any(_bare(text) in group for group in labels().values())


def _bare(text: str) -> str:
    return simplified(re.sub(r"[\s　：:*（）()]", "", text))


def fields(lines: Sequence[Line]) -> tuple[LabelledField, ...]:
    """Return the fields of a page, several for a label that is above a column. ``lines``: the
    lines of the page; columns of vertical text are left out."""
    level = (number for number, line in enumerate(lines) if not line.vertical)
    return tuple(field for number in level for field in _fields_in(lines, number))


def _fields_in(lines: Sequence[Line], number: int) -> Iterator[LabelledField]:
    line = lines[number]
    read, characters = plain_text(line)
    text = simplified(read)
    wide = line.lattice.han_columns
    for match in _label_pattern().finditer(text):
        target = label_target(match.group("label"))
        last = characters[match.end() - 1].column
        begun = match.start() == 0 or characters[match.start() - 1].text in "，。；、：:;,| "
        rest = characters[match.end() :]
        closed = match.group("colon") != ""
        parted = bool(rest) and rest[0].column - last > _GAP * wide
        if target is None or not (closed or (begun and (parted or not rest))):
            continue
        stop = _next_label(text, match.end())
        value = characters[match.end() : stop]
        label = match.group("label")
        if value or (closed and line.lattice.columns - last > 2 * line.lattice.han_columns):
            first = int(last + _AFTER * wide)
            half = round(wide / 2)
            end = characters[stop].column - half if stop < len(text) else line.lattice.columns
            place = bounds(line.span(first, max(end, first + 1)))
            yield LabelledField(
                target, label, number, place, line, value, first, max(end, first + 1)
            )
        else:
            yield from _in_other_lines(lines, number, target, label)


def _next_label(text: str, start: int) -> int:
    found = _label_pattern().finditer(text, start)
    return next((match.start() for match in found if match.group("colon")), len(text))


def _in_other_lines(
    lines: Sequence[Line], number: int, target: Target, label: str
) -> Iterator[LabelledField]:
    """Yield the value in the next cell to the right, or else the values below the label."""
    right = _nearest_right(lines, number)
    if right is not None and not _begins_label(lines[right]):
        yield _whole(lines[right], target, label, number)
        return
    most = 1 if label in labels()["once"] else _ROWS
    rows = list(islice(_rows_below(lines, number), most))
    if rows:
        for line in rows:
            yield replace(_whole(line, target, label, number), listed=len(rows) > 1)
    else:
        _, top, end, bottom = bounds(lines[number].quad)
        high = bottom - top
        reach = end + _NEXT_CELL * high
        if right is not None:
            reach = min(reach, bounds(lines[right].quad)[0])
        yield LabelledField(target, label, number, (end, top, reach, bottom))


def _whole(line: Line, target: Target, label: str, number: int) -> LabelledField:
    characters = plain_text(line)[1]
    place, end = bounds(line.quad), line.lattice.columns
    return LabelledField(target, label, number, place, line, characters, 0, end)


def _nearest_right(lines: Sequence[Line], number: int) -> int | None:
    _, top, end, bottom = bounds(lines[number].quad)
    high = bottom - top
    near = []
    for other, line in enumerate(lines):
        x0, y0, _, y1 = bounds(line.quad)
        shared = min(bottom, y1) - max(top, y0)
        behind = -0.5 * high <= x0 - end <= _NEXT_CELL * high and not line.vertical
        if other != number and behind and shared >= 0.5 * min(high, y1 - y0):
            near.append((x0, other))
    return min(near)[1] if near else None


def _rows_below(lines: Sequence[Line], number: int) -> Iterator[Line]:
    """Yield the lines of the column that a label heads, down to the first that is far away."""
    place = bounds(lines[number].quad)
    for _ in range(_ROWS):
        below = [
            line for line in lines if not line.vertical and _is_below(place, bounds(line.quad))
        ]
        nearest = min(below, key=lambda line: bounds(line.quad)[1], default=None)
        if nearest is None or _begins_label(nearest):
            return
        place = bounds(nearest.quad)
        yield nearest


def _is_below(upper: Box, lower: Box) -> bool:
    high = upper[3] - upper[1]
    shared = min(upper[2], lower[2]) - max(upper[0], lower[0])
    middle = abs(upper[0] + upper[2] - lower[0] - lower[2]) / 2
    gap = (lower[1] + lower[3] - upper[1] - upper[3]) / 2
    aligned = shared > 0 and middle <= max(upper[2] - upper[0], lower[2] - lower[0]) / 2
    return aligned and 0.5 * high < gap <= _BELOW * high


def _begins_label(line: Line) -> bool:
    """Tell whether a line is a label, or begins with one that a colon closes."""
    plain = simplified(re.sub(r"[\s　*（）()]", "", line.lattice.text))
    begun = _label_pattern().match(plain)
    closed = begun is not None and begun.group("colon") != ""
    return closed or is_label(plain)


def labels() -> dict[str, list[str]]:
    """Return the labels of names, of employers and of other fields."""
    return table("characters", "fields.toml")


@cache
def _label_pattern() -> re.Pattern[str]:
    every = sorted({label for group in labels().values() for label in group}, key=len, reverse=True)
    words = "|".join(re.escape(label) for label in every)
    return re.compile(rf"(?P<label>{words})(?:[（(][^（）()]{{0,8}}[）)])?(?P<colon>[：:]?)")
