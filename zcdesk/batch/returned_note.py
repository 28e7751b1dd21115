"""One note of a return that speaks of several people, split by their names.

A line belongs to whom its begin names, else to whom the line before it does. What nobody is named
for, what two people could be meant by, and what the name of somebody outside of the roster begins
is left to the clerk: it is nobody's, and in no letter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from zcdesk.batch.roster.people import Person
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded
from zcdesk.notices.files.loading import load_notice
from zcdesk.resources import resource

_UNIT = re.compile(r"(?<=[。；;])")
_NUMBERING = (
    r"(?:(?:第\s*)?[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）.、．:：\t行号位]|\s(?=\S))"
    r"|[①-⑳]|[-·•*#|])"
)
_LEAD = (
    r"(?:经?审[核查]|经核[查对]?|关于|有关|申报人员?|申请人|姓\s*名|请|另外?|其中|还有|以及|退回(?:人员|对象)?"
    r"|被退回(?:人员)?|对|致)"
)
_ASIDE = r"(?:\s*[（(【\[][^（()）】\]]{0,60}[)）】\]])?"
_ADDRESS = r"(?:同志|老师|女士|先生|本人)?"
_ENDS = r"(?=$|[\s:：,，、;；。（(|—–\-]|的|和|及|与|同志|老师|女士|先生|材料|申报)"
_BEHIND = (
    r"[\s:：,，、|—–\-]|的|身份证(?:号码?)?[:：]?\s*\d{17}[\dXx]|(?:退回|审核)?(?:原因|意见|理由|问题)[:：]"
    r"|(?:申报)?(?:材料|资料)的?(?:退回|审核)?(?:原因|意见|理由|问题)?(?:如下)?[:：]"
)
"""What stands between a name and what is asked."""

_DOTS = r"[\s·•‧∙⋅・.．]*"
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_UNKNOWN = re.compile(
    rf"\s*(?:{_NUMBERING}\s*)*(?:{_LEAD}[\s:：,，、]*)*"
    rf"([一-鿿]{{2,4}}|[一-鿿]+(?:[·•‧][一-鿿]+)+){_ASIDE}{_ADDRESS}\s*(?:[:：\t]|[,，](?=身份))"
)
_OF_ALL = re.compile(
    rf"\s*(?:{_NUMBERING}\s*)*(?:以上|上述|所有|全体|全部|各位|大家|均|特此|请各|此)"
)
_HEADING = re.compile(r".*(?:如下|以下|序号|退回意见|退回通知|名单|[:：]\s*$)")
_SIGNED = re.compile(
    r"\s*(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-](?:\s*\d{1,2}\s*日?)?|.{2,30}(?:委员会|办公室|办|局|厅|中心|科|处))\s*"
)
_NO_NAME = re.compile(
    r"方案|单位|时间|项目|成果|封面|计划|公示|任职|任期|文件|华文|方法|包括|广告|安全"
    r"|平台|路径|时限|解释|温馨|项次|金额|年份|居住|白底|黄页|全部|应届|汪洋|孔径|段落"
    r"|毛利|程序|水印|阳光|谷歌|宗地|班次"
)
"""Words for things that begin with a letter that is a surname, too."""

_LONG = 3
"""Letters from which a name ends whatever follows it; of two the next may be a third."""

_TAIL = 4


@dataclass(frozen=True)
class NotePart:
    """What a note says to the same people.

    Attributes:
        rows: Their rows; empty where nobody can be told for sure.
        words: The sentences, without the names before them.
        lines: Numbers of the lines in which they stand, from 1.
    """

    rows: tuple[int, ...]
    words: str
    lines: tuple[int, ...]


def split_note(words: str, people: Sequence[Person]) -> tuple[NotePart, ...]:
    """Return the parts of a note: one for each of whom it speaks, then what is nobody's.

    Args:
        words: The note, whole.
        people: Everybody in the roster.
    """
    by_row: dict[int, list[tuple[int, str]]] = {}
    nobodys: list[tuple[int, str]] = []
    for line, rows, text in _attributed(words, _Heads(people)):
        for row in rows:
            by_row.setdefault(row, []).append((line, text))
        if not rows and text:
            nobodys.append((line, text))
    parts = [_part((row,), found) for row, found in sorted(by_row.items())]
    return (*parts, *([_part((), nobodys)] if nobodys else []))


def _part(rows: tuple[int, ...], found: Sequence[tuple[int, str]]) -> NotePart:
    lines = tuple(dict.fromkeys(line for line, _ in found))
    words = ("".join(text for at, text in found if at == line).strip() for line in lines)
    return NotePart(rows, "\n".join(text for text in words if text), lines)


def _attributed(words: str, heads: _Heads) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Yield each sentence with its line and the rows that it is for; none for nobody."""
    now: tuple[int, ...] = ()
    named: dict[int, None] = {}
    filled = parted = False  # something was said to them; an empty line followed
    for line, whole in enumerate(words.splitlines(), start=1):
        if not whole.strip():
            parted = filled
            continue
        for unit in _UNIT.split(whole):
            if not unit.strip():
                continue
            head = heads.of(unit)
            if head is not None:
                now, rest = head
                named |= dict.fromkeys(now)
                filled, parted = bool(rest), False
                yield line, now, rest
            elif _OF_ALL.match(unit) and named:
                yield line, tuple(named), unit
            elif _SIGNED.fullmatch(unit) or (not named and _HEADING.match(unit)):
                now, parted = (), False
            elif parted and not re.match(rf"\s*{_NUMBERING}", unit):
                now, parted = (), False  # what stands below all of them is said to none
                yield line, (), unit
            else:
                filled = True
                yield line, () if heads.names_another(unit, now) else now, unit


class _Heads:
    """Who is named at the begin of a sentence."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._by_name: dict[str, list[Person]] = {}
        for person in people:
            for name in (person.applicant.name, *person.applicant.aliases):
                if len(_key(name)) > 1:
                    self._by_name.setdefault(_key(name), []).append(person)
        names = sorted(self._by_name, key=len, reverse=True)
        one = "|".join(map(_written, names)) or r"(?!)"
        employers = {re.escape(person.applicant.employer) for person in people}
        lead = "|".join(sorted(employers, key=len, reverse=True)) or r"(?!)"
        begin = rf"\s*(?:{_NUMBERING}\s*)*(?:(?:{_LEAD}|{lead})[\s:：,，、|]*)*"
        self._name = re.compile(
            rf"(?P<name>{one})(?P<aside>{_ASIDE}){_ADDRESS}(?P<aside2>{_ASIDE})"
        )
        self._begin = re.compile(begin)
        self._behind = re.compile(rf"^(?:等\d*人?)?(?:{_BEHIND}|(?:{lead})(?=[\s:：,，|]))*")
        self._anywhere = re.compile(one)
        self._titles = _titles(people)

    def of(self, unit: str) -> tuple[tuple[int, ...], str] | None:
        """Return who is named at the begin and what follows; None without any name there.

        The rows are empty where the name is of nobody in the roster, or of several.
        """
        place = self._begin.match(unit)
        at = place.end() if place else 0
        rows: list[int] = []
        sure, found = True, self._name.match(unit, at)
        while found:
            meant = self._meant(found["name"], unit)
            sure &= len(meant) == 1
            rows += meant if len(meant) == 1 else ()
            at = found.end()
            joint = re.compile(r"\s*[、，,和及与;；]\s*").match(unit, at)
            found = self._name.match(unit, joint.end()) if joint else None
        if at > (place.end() if place else 0):
            rest = self._behind.sub("", unit[at:], count=1)
            return (tuple(dict.fromkeys(rows)) if sure else ()), rest
        return ((), unit) if self._of_a_stranger(unit) else None

    def names_another(self, unit: str, now: tuple[int, ...]) -> bool:
        """Tell whether somebody else's name stands in a sentence that follows these people's."""
        mentioned = {
            person.row
            for found in self._anywhere.finditer(unit)
            for person in self._by_name[_key(found[0])]
        }
        return bool(mentioned - set(now))

    def _meant(self, name: str, unit: str) -> list[int]:
        meant = self._by_name[_key(name)]
        if len(meant) > 1:
            named = [
                person
                for person in meant
                if (tail := person.applicant.id_number[-_TAIL:]) and tail in unit.upper()
            ]
            meant = named if len(named) == 1 else meant
        numbers = {number.upper() for number in _NUMBER.findall(unit)}
        if numbers and len(meant) == 1 and (own := meant[0].applicant.id_number):
            meant = meant if own in numbers else []
        return [person.row for person in meant]

    def _of_a_stranger(self, unit: str) -> bool:
        own = {person.applicant.id_number for person in self._people}
        if any(is_identity_number(n.upper()) and n.upper() not in own
               for n in _NUMBER.findall(unit)):  # fmt: skip
            return True
        found = _UNKNOWN.match(unit)
        if found is None:
            return False
        name = found[1]
        if any(dot in name for dot in "·•‧"):
            return True
        return name[0] in _surnames() and not _NO_NAME.match(name) and name not in self._titles


def _key(name: str) -> str:
    """Return the letters by which a name is known, however its parts are parted."""
    return re.sub(_DOTS, "", folded(name))


def _written(name: str) -> str:
    letters = _DOTS.join(re.escape(letter) for letter in name)
    ends = "" if len(name) >= _LONG else _ENDS
    return rf"{letters}(?![·•‧]){ends}"


def _titles(people: Sequence[Person]) -> str:
    """Return all titles of what the people's notices ask for: a label may be one of these."""
    notices = [load_notice(notice) for notice in sorted({person.notice for person in people})]
    return "\n".join(slot.title for notice in notices for slot in notice.slots())


@cache
def _surnames() -> frozenset[str]:
    table = tomllib.loads(resource("characters", "names.toml").read_text(encoding="utf-8"))
    return frozenset(table["surnames"])
