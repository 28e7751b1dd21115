"""Fictional people: names of every shape that an office in Xinjiang meets. Nobody here exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pypinyin import lazy_pinyin

from tools.drawing.words import WORDS, Organisation, invent_organisation, similar_organisation
from zcdesk.applicant import Applicant
from zcdesk.names.spellings import written_forms

DOTS = "·•・‧．"
"""Every middle dot that offices type between the two halves of a name."""

COMMON_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱"
    "汤尹黎易常武乔贺赖龚文"
)
RARE_SURNAMES = "仝亓佴郄麴佟甯逯邸佘庹俎阚晁郗"
COMPOUND_SURNAMES = (
    "欧阳", "司马", "诸葛", "上官", "尉迟", "皇甫", "令狐", "慕容", "东方", "夏侯",
)  # fmt: skip
GIVEN_MEN = (
    "伟强磊军勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭晨阳宁建国志文海龙峰林松柏永立新泽瑞博"
    "远航毅诚恒"
)
GIVEN_WOMEN = "芳娜敏静丽艳娟霞秀兰玲桂英洁梅琳雪琴倩婷慧颖佳莉萍红云岚欣怡雯悦蕾薇淑婉清月晓燕春"
GIVEN_RARE = "翀婳璟昇玥垚淼犇骉旻昊晟彧昶赟翊翾耘竑筠祎禛沅湉澍燊珺琮瑄璐芃荇蕤虓甯旸暄"
TRADITIONAL = str.maketrans(
    "张伟刘陈国华丽杨赵黄吴孙马许郑谢冯邓萧叶苏蒋贾鲁龙万汤贺赖龚钱军强红兰飞云东庆亚宁达晓艳杰涛辉爱学",
    "張偉劉陳國華麗楊趙黃吳孫馬許鄭謝馮鄧蕭葉蘇蔣賈魯龍萬湯賀賴龔錢軍強紅蘭飛雲東慶亞寧達曉艷傑濤輝愛學",
)

UYGHUR_NAMES: Sequence[tuple[str, str, str]] = WORDS["uyghur_names"]
KAZAKH_NAMES: Sequence[tuple[str, str, str]] = WORDS["kazakh_names"]

# 6599 is no district: a number that nobody can hold.
NO_DISTRICT = "659900"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Person:
    """A fictional applicant or colleague.

    ``latin`` holds surname and given name in Latin letters; ``traditional`` is empty where the
    name has no other written form.
    """

    name: str
    latin: tuple[str, str]
    employer: Organisation
    gender: str
    ethnicity: str
    born: date
    id_number: str
    traditional: str = ""

    @property
    def dotted(self) -> bool:
        """Whether the name has two halves with a dot between."""
        return any(dot in self.name for dot in DOTS)

    def applicant(self) -> Applicant:
        """Return what this person would type into the program."""
        return Applicant(
            name=self.name,
            employer=self.employer.name,
            employer_aliases=(self.employer.short,) if self.employer.short else (),
            id_number=self.id_number,
        )

    def latin_forms(self) -> tuple[str, ...]:
        """Return the ways in which papers print the name in Latin letters."""
        surname, given = self.latin
        forms = (f"{surname.upper()} {given}", f"{surname} {given}", f"{given} {surname}")
        return (*forms, f"{surname}{given}", f"{given} {surname.upper()}")


def invent_person(random: Random) -> Person:
    """Return somebody who does not exist, with an employer that does not exist either."""
    return colleague_of(invent_organisation(random), random)


def colleague_of(employer: Organisation, random: Random) -> Person:
    """Return a fictional person who works for ``employer``."""
    roll = random.random()
    if roll < 0.16:
        return _dotted(employer, random, UYGHUR_NAMES, "维吾尔族")
    if roll < 0.22:
        return _dotted(employer, random, KAZAKH_NAMES, "哈萨克族")
    surname = _surname(random)
    gender = random.choice("男女")
    return han_person(surname, _given(gender, random), employer, gender, random)


def han_person(
    surname: str, given: str, employer: Organisation, gender: str, random: Random
) -> Person:
    """Return a fictional person with a Han name."""
    name = surname + given
    latin = ("".join(lazy_pinyin(surname)).title(), "".join(lazy_pinyin(given)).title())
    traditional = name.translate(TRADITIONAL)
    born = _birthday(random)
    return Person(
        name=name,
        latin=latin,
        employer=employer,
        gender=gender,
        ethnicity="回族" if surname == "马" and random.random() < 0.5 else "汉族",
        born=born,
        id_number=invent_id_number(born, gender, random),
        traditional=traditional if traditional != name else "",
    )


def invent_colleagues(person: Person, random: Random, count: int = 14) -> tuple[Person, ...]:
    """Return people who are near ``person`` on pages, near-namesakes among them.

    The first three (or one, for dotted names) have names that contain the person's name or differ
    from it by one character; some work for companies whose names differ by a character or two.
    """
    near = [*_near_namesakes(person, random)]
    while len(near) < count:
        place = random.random()
        employer = (
            person.employer
            if place < 0.3
            else similar_organisation(person.employer, random)
            if place < 0.5
            else invent_organisation(random)
        )
        somebody = colleague_of(employer, random)
        if somebody.name not in person.name and person.name not in somebody.name:
            near.append(somebody)
    return tuple(near)


def invent_id_number(born: date, gender: str, random: Random) -> str:
    """Return a well-formed identity number of a district that does not exist.

    Source:
        GB 11643-1999, check character by ISO 7064 MOD 11-2.
    """
    order = random.randrange(10, 500) * 2 - (1 if gender == "男" else 0)
    digits = f"{NO_DISTRICT}{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def _surname(random: Random) -> str:
    roll = random.random()
    if roll < 0.06:
        return random.choice(COMPOUND_SURNAMES)
    if roll < 0.11:
        return random.choice(RARE_SURNAMES)
    return random.choice(COMMON_SURNAMES)


def _given(gender: str, random: Random) -> str:
    letters = GIVEN_MEN if gender == "男" else GIVEN_WOMEN
    count = 1 if random.random() < 0.35 else 2
    given = random.sample(letters, count)
    if random.random() < 0.22:
        given[random.randrange(count)] = random.choice(GIVEN_RARE)
    return "".join(given)


def _dotted(
    employer: Organisation,
    random: Random,
    names: Sequence[tuple[str, str, str]],
    ethnicity: str,
) -> Person:
    own, own_latin, gender = random.choice(names)
    fathers = [entry for entry in names if entry[2] == "男" and entry[0] != own]
    father, father_latin, _ = random.choice(fathers)
    born = _birthday(random)
    return Person(
        name=own + random.choice(DOTS[:3]) + father,
        latin=(father_latin, own_latin),
        employer=employer,
        gender=gender,
        ethnicity=ethnicity,
        born=born,
        id_number=invent_id_number(born, gender, random),
    )


def _birthday(random: Random) -> date:
    return date(1968, 1, 1) + timedelta(days=random.randrange(25 * 365))


def _near_namesakes(person: Person, random: Random) -> list[Person]:
    """Return people whose names are as near as names get, who are still somebody else."""
    if person.dotted:
        dot = next(dot for dot in DOTS if dot in person.name)
        own, father = person.name.split(dot)
        others = [entry for entry in UYGHUR_NAMES if entry[0] not in (own, father)]
        entry = random.choice([entry for entry in others if entry[2] == "男"])
        return [_renamed(person, own + dot + entry[0], (entry[1], person.latin[1]), random)]
    surname = next((name for name in COMPOUND_SURNAMES if person.name.startswith(name)), "")
    surname = surname or person.name[0]
    given = person.name[len(surname) :]
    # 宁 for 甯 is no other name: papers write one for the other.
    known = {*person.name, *(form for letter in person.name for form in written_forms(letter))}
    letters = [letter for letter in GIVEN_MEN + GIVEN_WOMEN if letter not in known]
    other_surname = random.choice([name for name in COMMON_SURNAMES if name not in person.name])
    if len(given) == 1:
        changed = [(surname, given + random.choice(letters)), (surname, random.choice(letters))]
    else:
        changed = [(surname, given[0] + random.choice(letters))]
        changed.append((surname, random.choice(letters) + given[1]))
    changed.append((other_surname, given))
    people = []
    for family, rest in changed:
        employer = similar_organisation(person.employer, random)
        people.append(han_person(family, rest, employer, person.gender, random))
    return people


def _renamed(person: Person, name: str, latin: tuple[str, str], random: Random) -> Person:
    born = _birthday(random)
    return Person(
        name=name,
        latin=latin,
        employer=similar_organisation(person.employer, random),
        gender=person.gender,
        ethnicity=person.ethnicity,
        born=born,
        id_number=invent_id_number(born, person.gender, random),
    )
