"""Draws forms to be signed: by the applicant, by others, and left empty."""

from __future__ import annotations

from random import Random

import numpy as np

from tools.drawing.fonts import HANDS, Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import Role
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.people import Person, invent_colleagues
from zcdesk.geometry import Polygon

OWN = (
    "申报人（签字）：",
    "本人签名：",
    "承诺人：",
    "申请人签字：",
    "承诺人（签字）：",
    "个人签名（手写）：",
    "申报人签名",
    "本人签字",
    "被考核人签字：",
    "乙方（签字）：",
)
BARE = ("签字：", "签名：", "签章：")
OTHER = (
    "单位负责人（签字）：",
    "审核人签字：",
    "主管领导签字：",
    "法定代表人（签章）：",
    "证明人签字：",
    "所在单位负责人签名（盖章）：",
)
RUNNING = (
    "本表须由本人签字后报送所在单位审核。",
    "承诺人对以上内容的真实性负责，签字后生效。",
    "请在规定时间内完成签名、盖章等手续。",
)
PENS: tuple[Colour, ...] = ((20, 22, 30), (28, 40, 120), (40, 40, 44))


def form(person: Person, random: Random) -> tuple[Paper, list[tuple[str, Polygon]]]:
    """Draw a form with signing places: signed by the applicant, by others, and left empty."""
    colleagues = invent_colleagues(person, random)
    paper = Paper(Lexicon(person, colleagues), dpi=200)
    style = Style(
        random.choice((Face.SONG, Face.FANGSONG, Face.HEI, Face.KAI)), random.uniform(10.5, 14)
    )
    left, right, y = paper.mm(26), paper.width - paper.mm(26), paper.mm(22)
    places: list[tuple[str, Polygon]] = []
    y = paper.centred("专业技术职务申报材料真实性承诺书", y, style.at(18)) + paper.mm(8)
    y = paper.paragraph(
        random.choice(RUNNING) + "以上内容属实，如有虚假，愿承担一切责任。",
        left,
        y,
        right - left,
        style,
    )
    y = paper.paragraph(random.choice(RUNNING), left, y, right - left, style) + paper.mm(6)
    others = [one.name for one in colleagues[3:]]
    for kind in random.sample(("own", "own", "own", "other", "other", "empty", "empty"), 7):
        labels = {"own": (*OWN, *BARE), "other": OTHER, "empty": (*OWN, *BARE, *OTHER)}[kind]
        name = {"own": person.name, "other": random.choice(others), "empty": ""}[kind]
        place = _signing(
            paper, random.choice(labels), name, (left, y), style, random, kind == "own"
        )
        places.append((kind, place))
        y += paper.mm(random.uniform(17, 24))
    return paper, places


def _signing(
    paper: Paper,
    label: str,
    name: str,
    at: tuple[float, float],
    style: Style,
    random: Random,
    own: bool,
) -> Polygon:
    x, y = at
    em = paper.em(style)
    framed = "：" not in label
    if not framed:
        x += random.uniform(0, 60) * paper.dpi / 25.4
    end = paper.line(label, x, y, style)
    if framed:
        cell = (x - em, y - em, end + em / 2, y + 2 * em)
        paper.frame(*cell)
        paper.frame(cell[2], cell[1], cell[2] + 9 * em, cell[3])
        end = cell[2]
    start = end + em * random.uniform(0.2, 1.2)
    if not framed and random.random() < 0.5:
        paper.rule((end, y + em * 1.12), (end + 7 * em, y + em * 1.12))
    if name:
        hand = Style(
            random.choice(HANDS), style.size * random.uniform(1.1, 1.7), random.choice(PENS)
        )
        role = Role.SIGNATURE if own else Role.OTHER_SIGNATURE
        if own and random.random() < 0.4:
            place = _scrawl(paper, (start, y), em, hand.colour, random)
            return _dated(paper, place, end, y, style, random, framed)
        paper.handwriting(name[:4], start, y - em * random.uniform(0.1, 0.5), hand, random, role)
        drawn = [corner for one in paper.marks[-1].characters for corner in one]
        xs, ys = [corner[0] for corner in drawn], [corner[1] for corner in drawn]
        place = ((min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys)))
    else:
        place = ((start, y), (start + 3 * em, y), (start + 3 * em, y + em), (start, y + em))
    return _dated(paper, place, end, y, style, random, framed)


def _scrawl(
    paper: Paper, at: tuple[float, float], em: int, colour: Colour, random: Random
) -> Polygon:
    """Write what nobody can read: loops of a quick pen."""
    x, y, size = at[0], at[1] + em * 0.4, em * random.uniform(0.5, 0.9)
    points = []
    for step in range(random.randrange(24, 48)):
        turn = step * random.uniform(0.7, 1.1)
        x += em * random.uniform(0.03, 0.12)
        points.append(
            (x + size * np.cos(turn) * 0.5, y + size * np.sin(turn) * random.uniform(0.3, 1))
        )
    curve = np.array(points)
    fine = np.linspace(0, len(curve) - 1, len(curve) * 6)
    across = np.interp(fine, range(len(curve)), curve[:, 0])
    down = np.interp(fine, range(len(curve)), curve[:, 1])
    paper.pen.line(
        list(zip(across, down, strict=True)), fill=colour, width=max(2, em // 12), joint="curve"
    )
    left, top, right, bottom = across.min(), down.min(), across.max(), down.max()
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _dated(
    paper: Paper, place: Polygon, end: float, y: float, style: Style, random: Random, framed: bool
) -> Polygon:
    em = paper.em(style)
    if not framed and random.random() < 0.6:
        date = random.choice(("2024年6月18日", "    年   月   日", "日期：2024.06.18"))
        paper.line(date, end + 8 * em, y, style)
    return place
