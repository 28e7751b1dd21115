"""What fictional documents talk about: schools, employers, specialties, projects, sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from zcdesk.quantities.numerals import han, han_digits

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

PLACES: Sequence[str] = WORDS["places"]
BRAND_FIRST = "瑞恒疆朔昆岳锦泓拓鼎泽砺衡昱禾澜岱钧沐骏"
BRAND_SECOND = "岭泰衡川航晟源野辰垣峻拓禹澄桥棠原锐沛霖"
TRADES: Sequence[tuple[str, str]] = WORDS["trades"]
FORMS = (
    "有限公司", "有限公司", "有限公司", "有限责任公司", "有限责任公司", "股份有限公司",
    "集团有限公司",
)  # fmt: skip
INSTITUTES: Sequence[tuple[str, str]] = WORDS["institutes"]


@dataclass(frozen=True)
class Organisation:
    """A fictional organisation; ``short`` is how colleagues call it, or empty."""

    name: str
    short: str = ""

    def written_forms(self) -> tuple[str, ...]:
        """Return the full name with brackets of either width."""
        half = self.name.replace("（", "(").replace("）", ")")
        return (self.name,) if half == self.name else (self.name, half)


def invent_organisation(random: Random) -> Organisation:
    """Return an employer that does not exist."""
    brand = random.choice(BRAND_FIRST) + random.choice(BRAND_SECOND)
    place = random.choice(PLACES)
    if random.random() < 0.2:
        kind, short = random.choice(INSTITUTES)
        return Organisation(f"{place}{brand}{kind}", f"{brand}{short}")
    trade, short = random.choice(TRADES)
    return _shaped(place, brand, trade, short, random)


def _shaped(place: str, brand: str, trade: str, short: str, random: Random) -> Organisation:
    form, shape = random.choice(FORMS), random.random()
    if shape < 0.2:
        name = f"{brand}{trade}（{place}）{form}"
    elif shape < 0.3:
        name = f"{brand}（{place}）{trade}{form}"
    elif shape < 0.36:
        name = f"{brand}{short}有限公司"
    else:
        name = f"{place}{brand}{trade}{form}"
    return Organisation(name, brand + short)


def similar_organisation(model: Organisation, random: Random) -> Organisation:
    """Return another organisation whose name differs from ``model`` by its brand only.

    Neither its full name nor its short one contains a name of ``model``.
    """
    brand = model.short[:2]
    keep = random.random() < 0.5
    for _ in range(50):
        first = brand[0] if keep else random.choice(BRAND_FIRST)
        second = random.choice(BRAND_SECOND) if keep else brand[1]
        if first + second != brand:
            break
    other = first + second
    return Organisation(model.name.replace(brand, other), model.short.replace(brand, other))


def invent_authority(random: Random) -> str:
    """Return the name of an office that issues certificates; no such region exists."""
    region = random.choice(("天岭", "朔北", "昆河", "沙泉", "云屏", "塔岭"))
    office = random.choice(
        (
            "人力资源和社会保障厅",
            "职称改革工作领导小组办公室",
            "专业技术人员继续教育中心",
            "人事考试院",
        )
    )
    return f"{region}{random.choice(('自治州', '地区', '市'))}{office}"


SCHOOLS: Sequence[str] = WORDS["schools"]
JOURNALS: Sequence[str] = WORDS["journals"]
MAJORS: Sequence[str] = WORDS["majors"]
SERIES = ("工程", "经济", "技工院校教师", "干部院校教师")
SPECIALTIES: Sequence[str] = WORDS["specialties"]
TITLES = ("工程师", "高级工程师", "正高级工程师", "经济师", "高级经济师", "讲师", "高级讲师")
PROJECTS: Sequence[str] = WORDS["projects"]
PRIZES: Sequence[str] = WORDS["prizes"]
GRADES = ("一等奖", "二等奖", "三等奖", "优秀奖")
SPECIAL_COURSES: Sequence[str] = WORDS["special_courses"]
PUBLIC_COURSES: Sequence[str] = WORDS["public_courses"]
DEPARTMENTS: Sequence[str] = WORDS["departments"]
DUTIES = ("技术员", "项目技术负责人", "主任工程师", "部门副主任", "专业负责人", "项目经理")
DEGREES = ("工学", "工学", "工学", "管理学", "农学", "理学")

SENTENCES: Sequence[str] = WORDS["sentences"]

COMMENDATIONS: Sequence[str] = WORDS["commendations"]

SUMMARY: Mapping[str, Sequence[str]] = WORDS["summary"]


def sentences(random: Random, count: int) -> str:
    """Return ``count`` different plain sentences as one text."""
    return "".join(random.sample(SENTENCES, min(count, len(SENTENCES))))


def day(random: Random, year: int) -> str:
    """Return a date of ``year`` as offices write it."""
    return f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日"


def chinese_number(value: int) -> str:
    """Write a year, month or day in Chinese characters, for example 二〇二三 or 十二."""
    return han_digits(str(value)) if value >= 100 else han(value)


def chinese_day(year: int, month: int, number: int) -> str:
    """Return a date in Chinese characters, as on certificates."""
    return f"{chinese_number(year)}年{chinese_number(month)}月{chinese_number(number)}日"
