"""The window's typeface: the system's Chinese one, and the shipped one behind it."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from zcdesk.resources import resource
from zcdesk.ui.look.tokens import TYPE, TypeRole

SYSTEM_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
SHIPPED = (("fonts", "hei.otf"), ("fonts", "uyghur.ttf"))


@cache
def families() -> tuple[str, ...]:
    """Return the families to use, best first; loads the shipped fonts once."""
    known = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    families_there = [family for family in SYSTEM_FAMILIES if family in known]
    for parts in SHIPPED:
        number = QFontDatabase.addApplicationFont(str(resource(*parts)))
        families_there.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(families_there)


@cache
def weight(role: TypeRole) -> int:
    """Return the weight of a role.

    The shipped font has one weight; Qt thickens it by itself only from 700 on.
    """
    wanted = TYPE[role].weight
    shipped = families()[0] not in SYSTEM_FAMILIES
    return 700 if shipped and wanted > 400 else wanted


_scale = [1.0]


def set_scale(part: float) -> None:
    """Make every text ``part`` times its usual size; what is on screen asks anew."""
    if _scale[0] != part:
        _scale[0] = part
        font.cache_clear()
        metrics.cache_clear()
        elided.cache_clear()


def points(role: TypeRole) -> float:
    """Return the size of a type role in points, as the person set it."""
    return TYPE[role].points * _scale[0]


def line(role: TypeRole) -> int:
    """Return the height of a line in logical pixels, as the person set it."""
    return round(TYPE[role].line * _scale[0])


@cache
def font(role: TypeRole) -> QFont:
    """Return the font of a type role."""
    made = QFont(list(families()))
    made.setPointSizeF(points(role))
    made.setWeight(QFont.Weight(weight(role)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def metrics(role: TypeRole) -> QFontMetricsF:
    """Return the metrics of a type role."""
    return QFontMetricsF(font(role))


@lru_cache(maxsize=4096)
def elided(words: str, role: TypeRole, mode: Qt.TextElideMode, width: float) -> str:
    """Return a line cut to a width; a table draws the same lines again and again."""
    return metrics(role).elidedText(words, mode, width)


def missing(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that the first font cannot draw, as ``U+4E00``."""
    drawn = [QFontMetricsF(QFont([family])) for family in families()]
    return tuple(
        f"U+{ord(character):04X}"
        for character in dict.fromkeys(text)
        if not character.isspace()
        and not any(metric.inFontUcs4(ord(character)) for metric in drawn)
    )
