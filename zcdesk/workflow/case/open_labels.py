"""Labels like 姓名, 单位 and 签字 whose value no cover hides: shown to a person at one glance.

The search judges each of them; this is the other way round, to be looked through by a reader who
wants to see with her own eyes what stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
from zcdesk.geometry import Point, Polygon, bounds, box, centre, contains
from zcdesk.masking.hits import Verdict
from zcdesk.masking.labels import Box, LabelledField, cover_of, fields, signing_labels
from zcdesk.reading.line import Line, Reading

HIDDEN = 0.5
"""Part of a value's letters below covers from which on it is hidden."""

_FIRST = 2  # letters at a value's beginning that hide it: what follows the name is no name
_LOOKS = 9  # points at which a place without letters is looked at
_NEAR = 1.5  # line heights from a label down to its value that are shown in one picture


@dataclass(frozen=True)
class LabelledValue:
    """A label with its value; places in pixels of the upright page.

    Attributes:
        target: What kind of value belongs there.
        label: The label as it was read.
        text: What was read of the value; "" where a signature may stand that nobody reads.
        outline: Around the value.
        shown: Around label and value, where both stand near each other.
        points: Middles of the value's letters, or points of the place without letters.
    """

    target: Target
    label: str
    text: str
    outline: Polygon
    shown: Polygon
    points: tuple[Point, ...]


def labelled_values_on(reading: Reading) -> tuple[LabelledValue, ...]:
    """Return the labels of a page beside which something was read, and all that ask to sign."""
    found: dict[Polygon, LabelledValue] = {}
    for field in fields(reading.lines):
        signs = field.label in signing_labels()
        if field.text or signs:
            value = _value(field, reading.lines, Target.SIGNATURE if signs else field.target)
            found.setdefault(value.outline, value)
    return tuple(found.values())


def open_values(page: CasePage, values: Sequence[LabelledValue]) -> tuple[LabelledValue, ...]:
    """Return those that nothing hides: no cover as it would be burnt now, and no proposed one."""
    proposed = [
        hit.mask
        for index, hit in enumerate(page.hits)
        if hit.verdict is Verdict.DOUBT and page.decision(index) is None
    ]
    covers = [(mask.polygon, bounds(mask.polygon)) for mask in (*page.covers(), *proposed)]
    return tuple(value for value in values if not _is_hidden(value, covers))


def _value(field: LabelledField, lines: Sequence[Line], target: Target) -> LabelledValue:
    letters = tuple(character for character in field.characters if character.text.strip())
    if field.line is not None and letters:
        line = field.line
        outline = cover_of(line, letters)
        points = tuple(centre(line.span(letter.column, letter.column + 1)) for letter in letters)
    else:
        left, top, right, bottom = field.place
        outline = box(left, top, right, bottom)
        step = (right - left) / _LOOKS
        points = tuple((left + (at + 0.5) * step, (top + bottom) / 2) for at in range(_LOOKS))
    shown = _with_label(field, lines[field.number], outline)
    return LabelledValue(target, field.label, field.text, outline, shown, points)


def _with_label(field: LabelledField, line: Line, outline: Polygon) -> Polygon:
    """Return the box around label and value; that of the value where the label is far above."""
    left, top, right, bottom = bounds(outline)
    if line is field.line:
        wide = (len(field.label) + 2) * line.lattice.han_columns
        beside = bounds(line.span(max(0.0, field.first - wide), field.first))
    else:
        beside = bounds(line.quad)
    if top - beside[3] > _NEAR * line.thickness:
        return outline
    return box(min(left, beside[0]), min(top, beside[1]),
               max(right, beside[2]), max(bottom, beside[3]))  # fmt: skip


def _is_hidden(value: LabelledValue, covers: Sequence[tuple[Polygon, Box]]) -> bool:
    around = bounds(value.outline)
    near = [cover for cover, reach in covers if _meets(reach, around)]
    below = [any(contains(cover, point) for cover in near) for point in value.points]
    if not value.text:
        return any(below)
    return all(below[:_FIRST]) or sum(below) >= HIDDEN * len(below)


def _meets(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[1], other[1])
