"""The ID numbers on a page, and the rows of a list that are other people's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zcdesk.applicant import Target
from zcdesk.geometry import Box
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, simplified
from zcdesk.reading.line import Reading
from zcdesk.sorting.page_rows import PrintRow, page_rows
from zcdesk.sorting.page_words import PageWords
from zcdesk.sorting.proposing import MANY

MISREAD = 2
"""Digits in which an ID number that was read may differ from the typed one and be the same."""

_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_OF_A_PAPER = re.compile(r"(?:证书|注册|登记|学籍|合同|流水|文件|发票)[编证]?号?码?[:：\s]*$")
_FIELDS = {
    Target.NAME: re.compile(r"^(?:姓名|申报人|申请人|持证人)|姓名"),
    Target.EMPLOYER: re.compile(
        r"^单位[:：(（]|(?:工作|用人|所在|申报)单位|单位(?:名称|全称|[(（]?(?:盖章|公章))"
    ),
}
"""How fields for a name and for an employer are called."""


def id_numbers(words: PageWords) -> tuple[str, ...]:
    """Return the ID numbers on a page that can be ones, in order."""
    texts = *words.lines, words.body  # a number may end its line, or go on in the next one
    numbers = dict.fromkeys(number for text in texts for number in _NUMBER.findall(text))
    return tuple(
        number.upper()
        for number in numbers
        if is_identity_number(number.upper()) and not is_of_a_paper(number, words.body)
    )


def is_of_a_paper(number: str, text: str) -> bool:
    """Tell whether a number is behind 证书编号 or the like; those have eighteen digits, too."""
    return _OF_A_PAPER.search(text.partition(number)[0]) is not None


def labelled_fields(words: PageWords) -> tuple[Target, ...]:
    """Return what a page has a field for, name or employer, whoever's is in it."""
    return tuple(target for target, field in _FIELDS.items() if any(map(field.search, words.lines)))


_LIKE_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{13,17}[0-9Xx](?![0-9])")
_MISREAD, _LIKE_OWN = 2, 6
"""Digits in which a number that was read may differ from her own and be the same; one that cannot
be a number may in more."""


def others_rows(reading: Reading, own_number: str, own_names: Collection[str]) -> tuple[Box, ...]:
    """Return where the rows of others are on a list of people, pixels of the page.

    A row with her number is hers, and so is one with her name and no other number: a namesake's
    row is another's. Once a page is a list, a row counts whose number was read badly, too. On
    other pages only a number counts that is beside her name, or in place of her own.

    Args:
        reading: What was read.
        own_number: Her ID number, or "".
        own_names: Her names.
    """
    names = [simplified(folded(name)) for name in own_names if name]
    every = page_rows(reading)
    body = "".join(row.text for row in every)
    numbers = {
        number: is_identity_number(number.upper())
        for row in every
        for number in _LIKE_NUMBER.findall(row.text)
        if not is_of_a_paper(number, body)
    }
    rows = [row for row in every if numbers.keys() & _LIKE_NUMBER.findall(row.text)]
    valid = sum(numbers.values())
    others = [row for row in rows if not _is_hers(row, own_number, names)]
    named = [row for row in rows if _names(row, names)]
    if not own_number and len(named) > 1:
        others = rows  # one of them is hers, and nobody can tell which
    if valid < MANY:
        replaced = (
            bool(own_number)
            and len(others) == len(rows)
            and any(_names(row, names) for row in every)
        )
        others = [row for row in others if (replaced and valid) or row in named]
    return tuple(row.box for row in others)


def _is_hers(row: PrintRow, own_number: str, own_names: Sequence[str]) -> bool:
    numbers = [number.upper() for number in _LIKE_NUMBER.findall(row.text)]
    if own_number and any(
        differing(own_number, number) <= (_MISREAD if is_identity_number(number) else _LIKE_OWN)
        for number in numbers
    ):
        return True
    return _names(row, own_names) and not (own_number and any(map(is_identity_number, numbers)))


def _names(row: PrintRow, own_names: Sequence[str]) -> bool:
    plain = simplified(folded(row.text))
    return any(name in plain for name in own_names)


def differing(one: str, other: str) -> int:
    """Return in how many digits two numbers differ; all where one is longer."""
    if len(one) != len(other):
        return len(one)
    return sum(a != b for a, b in zip(one.upper(), other.upper(), strict=True))
