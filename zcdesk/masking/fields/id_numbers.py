"""Finds the numbers of identity cards that were read on a page, whoever they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from zcdesk.applicant import Target, WordKind
from zcdesk.findings import info
from zcdesk.geometry import bounds, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.reading.line import Line

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{16,20}(?![0-9A-Za-z])")
_LABEL = re.compile(r"身份证件?(?:号码?|编号)?|身份号码|证件号码?")
_OTHER_LABEL = re.compile(
    r"证书|学籍|学号|文号|合同|流水|账[号户]|卡号|信用代码|验证码|登记号|批号"
)
_PROVINCES = "11-15 21-23 31-37 41-46 50-54 61-65 71 81-83"

LIKE_OWN = 6
"""Letters by which a misread number may differ from the typed one and still be taken for it."""

_DIGITS = 14  # of a number that was not read well; less is some other code


def is_id_number(text: str) -> bool:
    """Tell whether a text is a well-formed number of a mainland identity card.

    Source:
        GB 11643-1999: six digits of a district, the day of birth, an order number and a check
        character by ISO 7064 MOD 11-2.
    """
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", text) or not _is_plausible(text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == text[17].upper()


def judge_id_numbers(
    lines: Sequence[Line],
    keywords: Sequence[Keyword],
    targets: Collection[Target],
    known: Sequence[Hit] = (),
) -> tuple[Hit, ...]:
    """Return a doubt for each identity number whose owner is not known.

    The number that the applicant typed is one of her words and is searched like them. With it, the
    other numbers of a list are other people's and stay; without it any of them may be hers. So may
    a number that was not read well: like the typed one, or behind its label when none was typed.

    Args:
        lines: The page's lines.
        keywords: The applicant's words.
        targets: What is to be covered; without ``Target.ID_NUMBER`` nothing is looked for.
        known: What was found so far; its places are not told twice.
    """
    if Target.ID_NUMBER not in targets:
        return ()
    words = (keyword.word for keyword in keywords)
    typed = [word.text.upper() for word in words if word.kind is WordKind.ID_NUMBER]
    found = []
    for number, line in enumerate(lines):
        for hit in _in_line(line, number, typed):
            if not any(_covers(one, hit) for one in known):
                found.append(hit)
    return tuple(found)


def _in_line(line: Line, number: int, typed: Sequence[str]) -> Iterator[Hit]:
    text, characters = plain_text(line)
    for match in _RUN.finditer(text):
        code = _code(match.group(), text[: match.start()], typed)
        if code:
            polygon = cover_of(line, characters[match.start() : match.end()])
            mask = Mask(Target.ID_NUMBER, polygon, "", 0.6, Origin.SPOTTED)
            yield Hit(mask, Verdict.DOUBT, info(code, line=number + 1))


def _code(read: str, before: str, typed: Sequence[str]) -> str:
    """Return what to say of a run of letters and digits, nothing when it is not hers."""
    labels = [*_LABEL.finditer(before)]
    others = [*_OTHER_LABEL.finditer(before)]
    labelled = bool(labels) and (not others or labels[-1].end() > others[-1].end())
    if others and not labelled:
        return ""
    if is_id_number(read):
        return "" if typed else "hit.id_number"
    if sum(letter.isdigit() for letter in read) < _DIGITS:
        return ""
    if typed:
        near = any(_difference(read.upper(), own) <= LIKE_OWN for own in typed)
        return "hit.unread_id_number" if near else ""
    return "hit.unread_id_number" if labelled or _is_plausible(read) else ""


def _is_plausible(text: str) -> bool:
    """Tell whether district and birthday may be those of a person."""
    if len(text) != 18 or not text[:14].isdigit() or not _is_province(int(text[:2])):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


def _is_province(number: int) -> bool:
    spans = (span.partition("-") for span in _PROVINCES.split())
    return any(int(first) <= number <= int(last or first) for first, _, last in spans)


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
    if known.mask.target is not Target.ID_NUMBER:
        return False
    left, top, right, bottom = bounds(known.mask.polygon)
    x, y = centre(hit.mask.polygon)
    return left <= x <= right and top <= y <= bottom
