"""Finds the verification codes in letters and digits by which a register shows a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.reading.line import Line

_LABEL = re.compile(
    r"(?:在线验证码|验证码|防伪码|防伪编码|验证编号|核验码|校验码|查询码|识别码|授权码)[】）)]?[：:]?"
)
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-—–]{3,38}[A-Za-z0-9]")
_NEXT_CELL = 6.0  # line heights to the right of a label, or below it, where its value may stand


def verification_codes(lines: Sequence[Line]) -> Iterator[Hit]:
    """Yield a hit for each value that stands behind, beside or below a label like 在线验证码."""
    for number, line in enumerate(lines):
        text, characters = plain_text(line)
        label = _LABEL.search(text)
        if label is None:
            continue
        value = _VALUE.match(text, label.end())
        if value is not None:
            part = characters[value.start() : value.end()]
            yield _code_hit(cover_of(line, part), number)
        elif label.end() == len(text):
            for other, below in _beside(lines, line):
                whole, its = plain_text(below)
                if _VALUE.fullmatch(whole) and any(one.isdigit() for one in whole):
                    yield _code_hit(cover_of(below, its), other)


def _beside(lines: Sequence[Line], label: Line) -> Iterator[tuple[int, Line]]:
    left, top, right, bottom = bounds(label.quad)
    high = bottom - top
    for number, line in enumerate(lines):
        x, y = centre(line.quad)
        start = bounds(line.quad)[0]
        right_of = top <= y <= bottom and right - high <= start <= right + _NEXT_CELL * high
        below = left - high <= x <= right + high and bottom < y <= bottom + 2 * high
        if line is not label and (right_of or below):
            yield number, line


def _code_hit(polygon: Polygon, line: int) -> Hit:
    mask = Mask(Target.CODE, polygon, "", 0.9, Origin.CODE)
    return Hit(mask, Verdict.COVER, info("hit.verification_code", line=line + 1))
