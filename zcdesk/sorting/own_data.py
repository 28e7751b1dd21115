"""What a page says of its person: ID number, the name beside 姓名, 兹证明…同志, …同志：."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zcdesk.applicant import Target
from zcdesk.identity_numbers import is_identity_number
from zcdesk.sorting.page_words import PageWords

_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_LABELLED = re.compile(
    r"姓名[:：]?([一-鿿·•]{2,24}?)(?=性别|出生|民族|身份|工作|$|[0-9A-Za-z(（,，:：])"
)
_CERTIFIED = re.compile(r"(?:证明|兹有)([一-鿿·•]{2,24}?)(?:同志|先生|女士)")
_HONOURED = re.compile(
    r"(?:^([一-鿿·•]{2,24}?)(?:同志|先生|女士)[:：]|(?:授予|表彰)([一-鿿·•]{2,24}?)(?:同志|先生|女士))"
)
"""Whom a certificate of honour speaks to, or honours."""

_FIELDS = {
    Target.NAME: re.compile(r"^(?:姓名|申报人|申请人|持证人)|姓名"),
    Target.EMPLOYER: re.compile(
        r"^单位[:：(（]|(?:工作|用人|所在|申报)单位|单位(?:名称|全称|[(（]?(?:盖章|公章))"
    ),
}
"""How fields for a name and for an employer are called."""

_NOT_NAMES = (
    "签名",
    "盖章",
    "单位",
    "姓名",
    "出生",
    "年月",
    "性别",
    "民族",
    "职务",
    "及",
    "和",
    "等",
    "各位",
    "全体",
    "尊敬",
    "该",
)


def id_numbers(words: PageWords) -> tuple[str, ...]:
    """Return the ID numbers on a page that can be ones, in order."""
    found = (number.upper() for number in _NUMBER.findall(words.body))
    return tuple(dict.fromkeys(number for number in found if is_identity_number(number)))


def labelled_fields(words: PageWords) -> tuple[Target, ...]:
    """Return what a page has a field for, name or employer, whoever's stands in it."""
    return tuple(target for target, field in _FIELDS.items() if any(map(field.search, words.lines)))


def labelled_names(words: PageWords) -> tuple[str, ...]:
    """Return what stands behind 姓名 in the same line, whom the page certifies or honours."""
    return tuple(dict.fromkeys(_names(words)))


def _names(words: PageWords) -> Iterator[str]:
    for line in words.lines:
        honoured = ("".join(found) for found in _HONOURED.findall(line))
        for name in (*_LABELLED.findall(line), *_CERTIFIED.findall(line), *honoured):
            if not any(part in name for part in _NOT_NAMES):
                yield name
