"""Lines in Arabic script that reading did not settle: judged by the Han text beside them.

A bilingual page says everything twice. The counterpart of a line that holds the applicant's name
or employer is proposed as a cover; the counterpart of a heading that was read and says something
else needs no question; whatever is left is asked about once for the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from zcdesk.applicant import OWN_WORDS, Target
from zcdesk.geometry import Box, Polygon, around, bounds, box, centre, holds, rounded
from zcdesk.masking.fields.key_value_pairs import label_target
from zcdesk.masking.hits import EVIDENCE, Hit, Mask, Origin
from zcdesk.names.spellings import is_han
from zcdesk.reading.certainty import READ
from zcdesk.reading.line import Line

_PART_OF_LINE = 2.0  # line heights between two boxes of one line
_STACKED = 1.6  # line heights between a line and its counterpart above or below
_IN_ROW = 12.0  # line heights between a name and its counterpart along the row
_AS_HIGH = 2.0  # times a name; what is higher, like a seal, is no line of text
_BESIDE_LABEL = 6.0
_TOUCHING = 0.1  # line heights; boxes that are nearer or overlap are equally near
_MUCH_NEARER = 0.75  # of the other distance
_FIELD = 20.0  # line heights; what is longer is running text, in which a name may be anywhere
_READ = READ  # mean probability of a counterpart that counts as read
_LIKELY = 0.6  # probability of a Han letter that may be one
_SAME_MIDDLE = 0.2  # of the longer line's length
_SAME_EDGE = 2.0  # line heights
_LIKE_LENGTH = 2.8  # the longer line against the shorter one
_EVIDENCE = EVIDENCE  # confidence of a proposed counterpart


def judge_arabic_script(
    arabic: Sequence[Line],
    lines: Sequence[Line],
    hits: Sequence[Hit],
    nobodys: Sequence[Line] = (),
) -> tuple[Hit, ...]:
    """Return proposed covers for counterparts of own words, and at most one question. ``arabic``:
    lines of the page that look like Arabic script. ``nobodys``: further ones, which were read and
    hold no word that was told; as a counterpart they are doubted, by themselves they ask nothing,
    since a word may be told in another spelling."""
    read = _read_lines(lines, (*arabic, *nobodys))
    merged, own = _merged((*arabic, *nobodys)), _own(hits)
    unread = [centre(line.quad) for line in arabic]
    covers: list[Hit] = []
    left: list[Box] = []
    for place in merged:
        mask = _counterpart(place, merged, own, read)
        target = _own_label(place, read, own) if mask is None else mask.target
        if target is not None and place[2] - place[0] <= _FIELD * _high(place):
            cover = Mask(target, _rounded(place), "", _EVIDENCE, Origin.SCRIPT)
            covers.append(cover.hit("hit.counterpart"))
        elif mask is not None or not _is_explained(place, merged, read):
            left += [place] if any(holds(place, at) for at in unread) else []
    return (*covers, *_question(left))


def is_bilingual_counterpart(
    line: Line, arabic: Sequence[Line], lines: Sequence[Line], hits: Sequence[Hit]
) -> bool:
    """Tell whether a hardly read line is where a bilingual page says an own word again. Short
    words in Arabic script have too few letters for their shape to tell them from writing, and are
    read as a figure or two. ``line``: any line of the page. ``arabic``: lines of the page that
    surely are Arabic script; without any no page is bilingual."""
    blurred = all(map(_is_read, arabic))  # print that is may have the shape
    if line.vertical or line in arabic or _is_read(line) or blurred:
        return False
    read = _read_lines(lines, (line, *arabic))
    return _counterpart(bounds(line.quad), _merged(arabic), _own(hits), read) is not None


def is_translation(
    line: Line, arabic: Sequence[Line], lines: Sequence[Line], hits: Sequence[Hit]
) -> bool:
    """Tell whether a line that nobody could read says again what stands right above or below it and
    was read, which is no own word: the label of a form. Arguments as above."""
    read = _read_lines(lines, (line, *arabic))
    place, merged = bounds(line.quad), _merged(arabic)
    own = _counterpart(place, merged, _own(hits), read)
    return own is None and _is_explained(place, merged, read)


def _read_lines(lines: Sequence[Line], odd: Sequence[Line]) -> list[Line]:
    """Return the lines in which letters were read but for those that may be in Arabic script."""
    return [line for line in lines if line not in odd and line.lattice.letters]


def _is_read(line: Line) -> bool:
    han = any(
        character.probability >= _LIKELY
        for character in line.lattice.characters
        if is_han(character.text)
    )
    return han or line.lattice.confidence >= _READ


def _own(hits: Sequence[Hit]) -> list[Mask]:
    return [
        hit.mask
        for hit in hits
        if hit.covers_by_default
        and hit.mask.target in OWN_WORDS
        and hit.mask.origin is not Origin.CODE
    ]


def _counterpart(
    place: Box, arabic: Sequence[Box], own: Sequence[Mask], read: Sequence[Line]
) -> Mask | None:
    """Return the cover of an own word in the same row, or in the row above or below."""
    han = [bounds(line.quad) for line in read]
    again = (mask for mask in own if _says_again(place, bounds(mask.polygon), arabic, han))
    return next(again, None)


def _says_again(place: Box, own: Box, arabic: Sequence[Box], han: Sequence[Box]) -> bool:
    """Tell whether a place is where the counterpart of an own word stands."""
    too_high = _high(place) > _AS_HIGH * _high(own)
    labels = any(_stacked(place, one) and _is_aligned(place, one) for one in _labels(own, han))
    if too_high or labels or _apart(place, own) > _IN_ROW * _high(place):
        return False
    return _in_row(place, own) or (
        _between(place, own) <= _STACKED * _high(place)
        and not any(_parts(line, place, own) or _is_nearer(line, place, own) for line in han)
        and (_shares_columns(place, own) or _is_next(place, own, arabic, han))
    )


def _labels(own: Box, han: Sequence[Box]) -> Iterator[Box]:
    """Yield what stands in the row before an own word, in one box with it or in its own."""
    for left, top, right, bottom in han:
        end = min(right, own[0])
        if left < end and _in_row((left, top, right, bottom), own):
            yield left, top, end, bottom


def _is_next(place: Box, other: Box, arabic: Sequence[Box], han: Sequence[Box]) -> bool:
    """Tell whether two lines that are aside of each other have no better partner in their rows.
    The two scripts begin at opposite edges, so a short name and its counterpart may share no
    column; between the name and the label's counterpart at the far edge is its own one."""
    aside = _apart(place, other)
    rivals = [_apart(one, other) for one in arabic if one != place and _in_row(one, place)]
    rivals += [
        _apart(line, place)
        for line in han
        if _in_row(line, other) and not _shares_columns(line, other)
    ]
    return min(rivals, default=math.inf) > aside


def _own_label(place: Box, read: Sequence[Line], own: Sequence[Mask]) -> Target | None:
    """Return the target of a label like 姓名 whose value the line must be. Where the row holds the
    value in Han letters the line is the label's own counterpart."""
    for line in read:
        target, other = label_target(line.lattice.text), bounds(line.quad)
        if (
            target is not None
            and _in_row(place, other)
            and _apart(place, other) <= _BESIDE_LABEL * _high(place)
            and not any(_in_row(bounds(mask.polygon), other) for mask in own)
        ):
            return target
    return None


def _is_explained(place: Box, arabic: Sequence[Box], read: Sequence[Line]) -> bool:
    """Tell whether the line stands alone above or below a read line that it translates."""
    neighbours = [other for other in arabic if other != place and _stacked(place, other)]
    han = [bounds(line.quad) for line in read if line.lattice.confidence >= _READ]
    if any(not any(_parts(line, place, neighbour) for line in han) for neighbour in neighbours):
        return False
    near = [other for other in han if _stacked(place, other)]
    return any(_is_aligned(place, other) or _begins_with(place, other) for other in near)


def _begins_with(place: Box, line: Box) -> bool:
    """Tell whether a line begins where a place does and goes on: a label and its value in one."""
    return abs(place[0] - line[0]) <= _SAME_EDGE * _high(place) and line[2] >= place[2]


def _is_aligned(first: Box, second: Box) -> bool:
    long, short = sorted((first[2] - first[0], second[2] - second[0]), reverse=True)
    middle = abs(first[0] + first[2] - second[0] - second[2]) / 2 <= _SAME_MIDDLE * long
    edge = min(abs(first[0] - second[0]), abs(first[2] - second[2])) <= _SAME_EDGE * _high(first)
    return (middle or edge) and long <= _LIKE_LENGTH * max(short, 1.0)


def _question(places: Sequence[Box]) -> Iterable[Hit]:
    if places:
        block = max(_blocks(places), key=len)
        yield Mask(Target.NAME, _rounded(around(block)), "", 0.0, Origin.SCRIPT).hit(
            "hit.arabic_script", count=len(places)
        )


def _blocks(places: Sequence[Box]) -> list[list[Box]]:
    """Return the lines in groups of those that are right below each other."""
    blocks: list[list[Box]] = []
    for place in sorted(places, key=lambda one: one[1]):
        block = next((b for b in blocks if _stacked(place, b[-1])), None)
        if block is None:
            blocks.append([place])
        else:
            block.append(place)
    return blocks


def _merged(lines: Sequence[Line]) -> tuple[Box, ...]:
    """Return the places of lines; boxes behind each other in a row are one line."""
    merged: list[Box] = []
    for place in sorted(bounds(line.quad) for line in lines):
        row = (other for other in merged if _in_row(other, place))
        last = next(
            (other for other in row if _apart(other, place) <= _PART_OF_LINE * _high(other)), None
        )
        if last is not None:
            merged.remove(last)
            place = around([last, place])
        merged.append(place)
    return tuple(merged)


def _in_row(first: Box, second: Box) -> bool:
    shared = min(first[3], second[3]) - max(first[1], second[1])
    return shared >= 0.5 * min(_high(first), _high(second))


def _shares_columns(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) > max(first[0], second[0])


def _stacked(first: Box, second: Box) -> bool:
    near = _between(first, second) <= _STACKED * max(_high(first), _high(second))
    return _shares_columns(first, second) and near and not _in_row(first, second)


def _apart(first: Box, second: Box) -> float:
    return max(first[0], second[0]) - min(first[2], second[2])


def _between(first: Box, second: Box) -> float:
    return max(first[1], second[1]) - min(first[3], second[3])


def _is_nearer(line: Box, place: Box, other: Box) -> bool:
    """Tell whether a line on its other side stands much nearer to ``place`` than ``other`` does."""
    opposite = (line[1] + line[3] < place[1] + place[3]) != (
        other[1] + other[3] < place[1] + place[3]
    )
    least = _TOUCHING * _high(place)
    gaps = max(_between(place, line), least), max(_between(place, other), least)
    reaches = _apart(line, place) <= _IN_ROW * _high(place)
    return opposite and reaches and gaps[0] < _MUCH_NEARER * gaps[1]


def _parts(line: Box, first: Box, second: Box) -> bool:
    """Tell whether a line runs between two places that are above each other."""
    middle = (line[1] + line[3]) / 2
    upper, lower = sorted((first, second), key=lambda one: one[1])
    beside = _shares_columns(line, first) or _shares_columns(line, second)
    return upper[3] <= middle <= lower[1] and beside


def _high(place: Box) -> float:
    return max(place[3] - place[1], 1.0)


def _rounded(place: Box) -> Polygon:
    return rounded(box(*place))
