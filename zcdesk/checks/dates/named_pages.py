"""Which pictures the words of a return name: by number, from the end, in which file, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.checks.dates.return_words import HAN, number_in, plain

_ONE = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_LIST = rf"{_ONE}(?:\s*(?:[-—–~～至到]+|[、,，和及与/])\s*(?:第\s*)?{_ONE})*"
_PICTURE = r"(?:张图片|张图|张|页|幅|图片|图|号图片|号图|号)"
_SEVERAL = rf"{_ONE}(?:\s*(?:[-—–~～至到]+|[、,，和及与/])\s*{_ONE})+"
_ORDINAL = re.compile(
    rf"(?:第\s*({_LIST})|(?<![\d{HAN}])({_SEVERAL})|(?<=[、和及与])({_ONE}))\s*{_PICTURE}(?!面试)"
)
_RUN = re.compile(rf"{_PICTURE}\s*([-—–~～至到]+)\s*(?=第\s*{_ONE}\s*{_PICTURE})")
_ONWARDS = re.compile(
    rf"第\s*({_ONE})\s*{_PICTURE}(?:\s*[-—–~～至到]+\s*(?:最后|末)|(?:开始|起|以后|往后|之后)(?:的|都|均|全)?)"
)
_UP_TO = re.compile(rf"前\s*({_ONE})\s*(?:张|页|幅)")
_LAST = re.compile(rf"(?:最后|末尾|后)\s*({_ONE})?\s*(?:张|页|幅)|末页|尾页|末张")
_FROM_END = re.compile(rf"倒数第?\s*({_ONE})\s*(?:张|页|幅)")
_FIRST = re.compile(r"首页|首张|头一张|头一页")
_FILE = re.compile(rf"第\s*({_LIST})\s*(?:个附件|个文件|份|件|个)")
_ATTACHMENT = re.compile(rf"附件\s*[（(]?\s*({_LIST})(?![\d年])")
_NUMBERED = re.compile(r"(?:图片?|照片|[Nn][Oo][.．]?|[Pp]\.?)\s*(\d{1,4})(?!\d|年)")
_STEM = re.compile(
    r"(?<![\dA-Za-z_])(0\d{2}[a-z]?|\d{1,3}[a-z]?(?=\.jpe?g))(?![\dA-Za-z])", re.IGNORECASE
)
_MOST = 60
"""Pictures that one sentence may name; more is no list of them."""


@dataclass(frozen=True)
class Named:
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


def named_in(words: str) -> Named:
    """Return what a sentence names."""
    text = plain(words)
    stems = tuple(dict.fromkeys(_stem(found.group(1)) for found in _STEM.finditer(text)))
    text = _RUN.sub(r"\1", _STEM.sub(" ", text))
    pictures: list[int] = []
    for found in _FROM_END.finditer(text):
        pictures.append(-number_in(found.group(1)))
    text = _FROM_END.sub(" ", text)
    for found in _ORDINAL.finditer(text):
        pictures += listed(next(filter(None, found.groups())))
    for found in _UP_TO.finditer(text):
        pictures += range(1, min(number_in(found.group(1)), _MOST) + 1)
    for found in _LAST.finditer(_ORDINAL.sub(" ", text)):
        count = number_in(found.group(1) or "1")
        pictures += range(-min(count, _MOST), 0)
    if _FIRST.search(text):
        pictures.append(1)
    for found in _NUMBERED.finditer(text):
        pictures.append(int(found.group(1)))
    files = [one for found in _FILE.finditer(text) for one in listed(found.group(1))]
    files += [one for found in _ATTACHMENT.finditer(text) for one in listed(found.group(1))]
    onwards = _ONWARDS.search(text)
    first = number_in(onwards[1]) if onwards is not None else 0
    return Named(_once(pictures), _once(files), first, stems)


def _stem(text: str) -> str:
    """Return a picture's name as the program writes it: three digits, and a letter."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits.zfill(3) + text[len(digits) :].lower()


def listed(text: str) -> tuple[int, ...]:
    """Return the numbers of a list: ``2-4`` and ``三、五`` alike."""
    parts = re.split(r"\s*([-—–~～至到]+|[、,，和及与/])\s*", text.replace("第", ""))
    numbers: list[int] = []
    for place in range(0, len(parts), 2):
        value = number_in(parts[place].strip())
        runs = place and parts[place - 1][0] in "-—–~～至到" and numbers
        if runs and numbers[-1] < value <= numbers[-1] + _MOST:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
    return tuple(number for number in numbers if number)


def _once(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number))
