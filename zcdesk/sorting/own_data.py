"""The ID numbers on a page."""

from __future__ import annotations

import re

from zcdesk.applicant import Target
from zcdesk.identity_numbers import is_identity_number
from zcdesk.sorting.page_words import PageWords

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
    found = dict.fromkeys(number for text in texts for number in _NUMBER.findall(text))
    return tuple(
        number.upper()
        for number in found
        if is_identity_number(number.upper()) and not is_of_a_paper(number, words.body)
    )


def is_of_a_paper(number: str, text: str) -> bool:
    """Tell whether a number stands behind 证书编号 or the like; those have eighteen digits, too."""
    return _OF_A_PAPER.search(text.partition(number)[0]) is not None


def labelled_fields(words: PageWords) -> tuple[Target, ...]:
    """Return what a page has a field for, name or employer, whoever's stands in it."""
    return tuple(target for target, field in _FIELDS.items() if any(map(field.search, words.lines)))
