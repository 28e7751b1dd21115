"""Finds the numbers of identity cards that were read on a page, whoever they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.applicant import Target, WordKind
from zcdesk.geometry import bounds, centre, holds
from zcdesk.identity_numbers import birth_day, is_identity_number
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.reading.line import Line

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{16,20}(?![0-9A-Za-z])")
_LABELS = re.compile(
    r"(?P<own>身份证件?(?:号码?|编号)?|身份号码|证件号码?)"
    r"|(?P<other>证书|学籍|学号|文号|合同|流水|账[号户]|卡号|信用代码|验证码|登记号|批号)"
)
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_LATEST_YEAR = 2100  # of a birthday

_LIKE_OWN = 6
"""Letters by which a misread number may differ from the typed one and still be taken for it."""

_DIGITS = 14  # of a number that was not read well; less is some other code


def is_id_number(text: str) -> bool:
    """Tell whether a text is a well-formed number of a mainland identity card."""
    return is_identity_number(text.upper()) and _is_plausible(text)


def judge_id_numbers(
    lines: Sequence[Line],
    keywords: Sequence[Keyword],
    known: Sequence[Hit],
) -> tuple[Hit, ...]:
    """Return a doubt for each identity number whose owner is not known. The number that the
    applicant typed is one of her words and is searched like them. With it, the other numbers of a
    list are other people's and stay; without it any of them may be hers. So may a number that was
    not read well: like the typed one, or behind its label when none was typed."""
    typed = [k.word.text.upper() for k in keywords if k.word.kind is WordKind.ID_NUMBER]
    hits = (hit for number, line in enumerate(lines) for hit in _in_line(line, number, typed))
    return tuple(hit for hit in hits if not any(_covers(cover, hit) for cover in known))


def _in_line(line: Line, number: int, typed: Sequence[str]) -> Iterator[Hit]:
    text, characters = plain_text(line)
    for match in _RUN.finditer(text):
        code = _code(match.group(), text[: match.start()], typed)
        if code:
            polygon = cover_of(line, characters[match.start() : match.end()])
            yield Mask(Target.ID_NUMBER, polygon, "", 0.6, Origin.SPOTTED).hit(
                code, line=number + 1
            )


def _code(read: str, before: str, typed: Sequence[str]) -> str:
    """Return what to say of a run of letters and digits, nothing when it is not hers."""
    *_, label = ("", *(match.lastgroup for match in _LABELS.finditer(before)))
    if label == "other" or sum(map(str.isdigit, read)) < _DIGITS:
        return ""
    if is_id_number(read):
        return "" if typed else "hit.id_number"
    if typed:
        hers = any(_difference(read.upper(), own) <= _LIKE_OWN for own in typed)
    else:
        hers = label == "own" or _is_plausible(read)
    return "hit.unread_id_number" if hers else ""


def _is_plausible(text: str) -> bool:
    """Tell whether district and birthday may be those of a person."""
    return (
        len(text) == 18
        and text[:14].isdigit()
        and _PROVINCES.match(text) is not None
        and birth_day(text) is not None
        and int(text[6:10]) <= _LATEST_YEAR
    )


def _difference(first: str, second: str) -> int:
    """Return how many letters must be added, dropped or changed (Levenshtein)."""
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        before, row[0] = row[0], place
        for column, other in enumerate(second, 1):
            step = min(row[column] + 1, row[column - 1] + 1, before + (letter != other))
            before, row[column] = row[column], step
    return row[-1]


def _covers(known: Hit, hit: Hit) -> bool:
    """Tell whether the middle of a place is told of already."""
    same = known.mask.target is Target.ID_NUMBER
    return same and holds(bounds(known.mask.polygon), centre(hit.mask.polygon))
