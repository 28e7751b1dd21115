"""One note of a return that speaks of several people, split by their names.

A line belongs to whom its begin names, else to whom the line before it does; a fault may stand
before those who have it. What nobody is named for, what two people could be meant by, what also
names a colleague, and what the name of somebody outside of the roster begins is left to the clerk:
it is nobody's, and in no letter. To whom it says that all is well, nothing is returned.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from zcdesk.batch.roster.people import Person
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.sentences.written_values import han_number
from zcdesk.resources import resource

_UNIT = re.compile(r"(?<=[。；;])")
_NUMBERING = (
    r"(?:(?:第\s*)?[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）.、．:：\t行号位]|\s+(?=\S))"
    r"|[①-⑳]|[-·•*#|])"
)
_LEAD = (
    r"(?:经?审[核查]|经核[查对]?|关于|有关|申报人员?|申请人|姓\s*名|请|另外?|其中|还有|以及|退回(?:人员|对象)?"
    r"|被退回(?:人员)?|对|致)"
)
_ASIDE = r"(?:\s*[（(【\[][^（()）】\]]{0,60}[)）】\]])?"
_ADDRESS = r"(?:同志|老师|女士|先生|本人)?"
_ENDS = r"(?=$|[\s:：,，、;；。（(）)】\]”\"」|—–\-]|的|和|及|与|同志|老师|女士|先生|材料|申报)"
_OPEN = r"[【\[「『“\"'《<@*\s]*"
_BEHIND = (
    r"[\s:：,，、|—–\-】\]」』”\"'》>*]|的|[\d一二两三四五六七八九十]+[人位](?!数)|[均都](?!衡|市)|身份证(?:号码?)?[:：]?\s*\d{17}[\dXx]|(?:退回|审核)?(?:原因|意见|理由|问题)[:：]"
    r"|(?:申报)?(?:材料|资料)的?(?:退回|审核)?(?:原因|意见|理由|问题|通知)?(?:(?:如下)?[:：]|$)"
)
"""What stands between a name and what is asked."""

_DOTS = r"[\s·•‧∙⋅・.．]*"
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_OWN = r"(?:身份证(?:号码?)?[:：]?\s*)?\d{17}[\dXx](?!\d)"
_UNKNOWN = re.compile(
    rf"\s*(?:{_NUMBERING}\s*)*(?:{_LEAD}[\s:：,，、]*)*"
    rf"([一-鿿]{{2,4}}|[一-鿿]+(?:[·•‧][一-鿿]+)+){_ASIDE}{_ADDRESS}\s*(?:[:：\t]|[,，](?=身份))"
)
_STRANGER = re.compile(
    rf"(?:[一-鿿]{{2,30}}(?:公司|集团|厂|院|所|中心|局|学校|大学|站|队)[\s:：,，、|]+)?"
    rf"([一-鿿]{{2,3}}?|[一-鿿]+(?:[·•‧][一-鿿]+)+){_ASIDE}"
    rf"(?:同志|老师|女士|先生|\s*(?:$|[\s,，、;；|/】」』”\"》—–\-]|的|等|(?=[缺无未没不应需须请])))"
)
"""What may be a name of nobody in the roster, however it is parted from what is asked."""

_LAST_STRANGER = re.compile(r"(?:[:：(（]|的有)\s*([一-鿿]{2,3})[)）。；;\s]*$")

_OF_ALL = re.compile(
    rf"\s*(?:{_NUMBERING}\s*)*(?:请|希望|望)?(?:以上|上述|所有|全体|全部|各(?:位|人|申报|自)|大家|均|特此|此)"
)
_OF_OTHERS = re.compile(
    rf"\s*(?:{_NUMBERING}\s*)*(?:其余|其他|其它|另外|另有)[的各\d一二两三四五六七八九十]*(?:人|位|同志|申报)"
    rf"|\s*(?:{_NUMBERING}\s*)*除.*?外"
)
"""What is said of all but those who are named."""

_HEADING = re.compile(
    r".*(?:如下|以下|序号|退回意见|退回通知|名单)[^。；;]*$|.*[:：]\s*$|姓名[\s,，|].*(?:原因|意见|问题|理由)"
)
_RULE = re.compile(r"[\s|:+=—_\-]+")
"""What draws a table: nothing is said there."""

_WELL = re.compile(
    r"(?:的?(?:申报)?(?:材料|资料))?(?:审核|审查)?(?:已经?|均|都|全部)?(?:予以)?"
    r"(?:通过(?:审核|审查)?|合格|齐全|完整|无误|符合(?:要求|条件)|(?:无|没有|未发现)(?:问题|意见|异议)?)"
    r"[，,]?(?:(?:无需|不需要?|不用|不必)(?:修改|补正|补充|重新提交|再?提交|退回)?)?[\s。；;，,|]*"
)
_SAME = re.compile(r"(?:问题|原因)?(?:同上|同前|〃|与上(?:面|一人)?相?同)(?:一?人)?[\s。；;|]*")
_FAULT = re.compile(r"[不未没缺无错漏误补少]|重新|模糊|露出|超过|过期")
_WHO_HAVE = re.compile(r"(?:的?(?:人员?|申报人|同志)?(?:有|是|为|包括)?|人员?)[\s:：(（]*$")
_AND = r"\s*[、，,和及与;；]\s*"
_APART = re.compile(r"分别|依次|[前后]者|(?:其中|[第前后])[一二两三四五\d]+[位人名]")
"""What tells several people something else each."""

_SIGNED = re.compile(
    r"\s*(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-](?:\s*\d{1,2}\s*日?)?|.{2,30}(?:委员会|办公室|办|局|厅|中心|科|处))\s*"
)
_NO_NAME = re.compile(
    r"方案|单位|时间|项目|成果|封面|计划|公示|任职|任期|文件|华文|方法|包括|广告|安全"
    r"|平台|路径|时限|解释|温馨|项次|金额|年份|居住|白底|黄页|全部|应届|汪洋|孔径|段落"
    r"|毛利|程序|水印|阳光|谷歌|宗地|班次"
)
"""Words for things that begin with a letter that is a surname, too."""

_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("Ｘ"): "X"}

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
    for line, rows, text in _attributed(words.translate(_DIGITS), _Heads(people)):
        if rows and _WELL.fullmatch(text):
            continue
        if len(rows) > 1 and _APART.search(text):
            rows = ()
        for row in rows:
            by_row.setdefault(row, []).append((line, text))
        if not rows and text:
            nobodys.append((line, text))
    parts = [_part((row,), found) for row, found in sorted(by_row.items())]
    parts = [part for part in parts if part.words]  # of a name alone nothing is asked
    return (*parts, *([_part((), nobodys)] if nobodys else []))


def _part(rows: tuple[int, ...], found: Sequence[tuple[int, str]]) -> NotePart:
    lines = tuple(dict.fromkeys(line for line, _ in found))
    words = ("".join(text for at, text in found if at == line).strip(" \t|") for line in lines)
    return NotePart(rows, "\n".join(text for text in words if text), lines)


def _attributed(words: str, heads: _Heads) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Yield each sentence with its line and the rows that it is for; none for nobody."""
    now: tuple[int, ...] = ()
    named: dict[int, None] = {}
    said: list[str] = []  # to those who are named now
    filled = parted = False  # something was said to them; an empty line followed
    for line, whole in enumerate(words.splitlines(), start=1):
        if _RULE.fullmatch(whole) or not whole.strip():
            parted = filled
            continue
        for unit in heads.units(whole):
            head, last = heads.of(unit), heads.at_its_end(unit)
            if head is not None:
                now, rest = head
                named |= dict.fromkeys(now)
                filled, parted = bool(rest), False
                same = "\n".join(said) if _SAME.fullmatch(rest) else ""
                said = [same or rest] if rest else []
                clerks = heads.names_another(rest, now) or (not same and _SAME.fullmatch(rest))
                yield line, *(((), unit) if clerks else (now, same or rest))
                if clerks and heads.of(rest):  # who else is meant nobody can tell, nor below it
                    now = ()
            elif last is not None:
                named |= dict.fromkeys(last[0])
                now, parted = (), False
                yield line, *last
            elif _OF_OTHERS.match(unit):
                yield line, (), unit
            elif _OF_ALL.match(unit) and named:
                yield line, tuple(named), unit
            elif _SIGNED.fullmatch(unit) or (not named and heads.is_heading(unit)):
                now, parted = (), False
            elif parted and not re.match(rf"\s*{_NUMBERING}", unit):
                now, parted = (), False  # what stands below all of them is said to none
                yield line, (), unit
            else:
                filled = True
                said.append(unit)
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
        begin = rf"{_OPEN}(?:{_NUMBERING}\s*)*(?:(?:{_LEAD}|{lead}|{_OWN})[\s:：,，、|]*)*{_OPEN}"
        self._name = re.compile(
            rf"(?P<name>{one})(?P<aside>{_ASIDE}){_ADDRESS}(?P<aside2>{_ASIDE})"
        )
        self._begin = re.compile(begin)
        self._behind = re.compile(rf"^(?:{_BEHIND}|(?:{lead})(?=[\s:：,，|]))*")
        self._anywhere = re.compile(one)
        whom = rf"(?:{one}){_ASIDE}{_ADDRESS}"
        several = rf"{whom}(?:{_AND}{whom})*"
        self._inside = re.compile(
            rf"(?:(?<=[，,、\s])|(?<!\d)(?={_NUMBERING})){_OPEN}(?:{_NUMBERING}\s*)?{several}\s*[:：]"
        )
        self._last = re.compile(rf"(?P<what>.{{3,}}?)[:：(（]\s*(?P<who>{several})\s*[)）。；;\s]*")
        self._titles = _titles(people)

    def units(self, line: str) -> Iterator[str]:
        """Yield the sentences of a line; one ends where another's name and a colon follow, too."""
        for unit in _UNIT.split(line):
            begin = 0
            for found in self._inside.finditer(unit):
                before = unit[begin : found.start()].rstrip("，,、 \t")
                head = self.of(before)
                if head[1] if head else _FAULT.search(before):
                    yield before
                    begin = found.start()
            if unit[begin:].strip():
                yield unit[begin:]

    def is_heading(self, unit: str) -> bool:
        """Tell whether a sentence only says what follows it."""
        return _HEADING.match(unit) is not None and not self._anywhere.search(unit)

    def at_its_end(self, unit: str) -> tuple[tuple[int, ...], str] | None:
        """Return who is named behind a fault, and the fault; None where a sentence is no such."""
        found = self._last.fullmatch(unit)
        what = _WHO_HAVE.sub("", found["what"]) if found else ""
        if found is None or self._anywhere.search(what) or not _FAULT.search(what):
            return None
        meant = [self._meant(one[0], found["who"]) for one in self._anywhere.finditer(found["who"])]
        sure = all(len(rows) == 1 for rows in meant)
        return (tuple(dict.fromkeys(row for (row,) in meant)), what) if sure else ((), unit)

    def of(self, unit: str) -> tuple[tuple[int, ...], str] | None:
        """Return who is named at the begin and what follows; None without any name there.

        The rows are empty where the name is of nobody in the roster, or of several.
        """
        place = self._begin.match(unit)
        at = place.end() if place else 0
        rows: list[int] = []
        sure, found = True, self._name.match(unit, at)
        if not found and (numbers := _NUMBER.findall(unit[:at])):
            rows = [p.row for p in self._people if p.applicant.id_number == numbers[0].upper()]
            return (tuple(rows), self._behind.sub("", unit[at:], count=1)) if len(rows) == 1 else (
                (), unit)  # fmt: skip
        while found:
            meant = self._meant(found["name"], unit)
            sure &= len(meant) == 1
            rows += meant if len(meant) == 1 else ()
            at = found.end()
            joint = re.compile(_AND).match(unit, at)
            found = self._name.match(unit, joint.end()) if joint else None
        if at > (place.end() if place else 0):
            others = re.compile(r"\s*等(\S+?)?[人位](?:同志)?").match(unit, at)
            if others:
                at = others.end()
                sure &= han_number(others[1] or "") == len(rows)
            rest = self._behind.sub("", unit[at:], count=1)
            return (tuple(dict.fromkeys(rows)) if sure else ()), rest
        return ((), unit) if self._of_a_stranger(unit) else None

    def names_another(self, unit: str, now: tuple[int, ...]) -> bool:
        """Tell whether somebody else's name stands in a sentence that follows these people's."""
        return any(
            not {person.row for person in self._by_name[_key(found[0])]}.intersection(now)
            for found in self._anywhere.finditer(unit)
        )

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
        if (found := _UNKNOWN.match(unit)) and self._may_be_name(found[1]):
            return True
        place = self._begin.match(unit)
        at = place.end() if place else 0
        # No colon says that it is a name: it is one unless it begins as a word of ours does.
        return any(
            found
            and self._may_be_name(found[1])
            and found[1][:2] not in _common_words()
            and not self._anywhere.search(found[0])
            for found in (_STRANGER.match(unit, at), _LAST_STRANGER.search(unit))
        )

    def _may_be_name(self, name: str) -> bool:
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
    return frozenset(_names()["surnames"])


@cache
def _common_words() -> str:
    """Return the words of all notices and kinds of documents, and names that are words as well."""
    places = [*resource("notices", "texts").glob("*.txt"), resource("sorting", "kinds.toml")]
    texts = (place.read_text(encoding="utf-8") for place in places)
    return "\n".join((*texts, *_names()["common"]))


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(resource("characters", "names.toml").read_text(encoding="utf-8"))
