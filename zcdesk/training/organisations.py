"""Fictional employers: place, brand, trade and legal form, from five to twenty characters."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PLACES = (
    "新疆", "乌鲁木齐", "昌吉", "喀什", "伊犁", "克拉玛依", "阿克苏", "哈密", "库尔勒", "石河子",
    "和田", "塔城", "阿勒泰", "吐鲁番", "博乐", "五家渠", "奎屯",
)  # fmt: skip
BRAND_FIRST = "瑞恒疆朔昆岳锦泓拓鼎泽砺衡昱禾澜岱钧沐骏"
BRAND_SECOND = "岭泰衡川航晟源野辰垣峻拓禹澄桥棠原锐沛霖"
TRADES: tuple[tuple[str, str], ...] = (
    ("建设工程", "建设"),
    ("建筑安装工程", "建安"),
    ("数字科技", "数科"),
    ("智能装备制造", "智能"),
    ("水利水电工程", "水电"),
    ("交通勘察设计", "交勘"),
    ("工程项目管理", "项管"),
    ("新能源开发", "新能源"),
    ("环境工程技术", "环境"),
    ("信息技术服务", "信息"),
    ("农业科技发展", "农科"),
    ("矿业勘查", "矿业"),
    ("路桥", "路桥"),
    ("化工", "化工"),
    ("电力设备", "电力"),
)
FORMS = (
    "有限公司", "有限公司", "有限公司", "有限责任公司", "有限责任公司", "股份有限公司",
    "集团有限公司",
)  # fmt: skip
INSTITUTES: tuple[tuple[str, str], ...] = (
    ("水利水电勘测设计研究院", "水利院"),
    ("建筑科学研究所", "建科所"),
    ("农业机械推广站", "农机站"),
    ("地质环境监测中心", "监测中心"),
    ("公路工程质量检测中心", "检测中心"),
    ("职业技术学院", "职院"),
    ("第三技工学校", "三技校"),
)


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
