"""Red-headed papers: qualification documents, award decisions, postings, recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from tools.drawing.fonts import Face
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import Person
from tools.drawing.scene import Scene
from tools.drawing.words import (
    GRADES,
    PRIZES,
    PROJECTS,
    chinese_day,
    day,
    sentences,
)


def red_head(scene: Scene, paper: Paper, sender: str, number: str) -> float:
    """Print the red letterhead; returns the top of what follows."""
    random = scene.random
    face = random.choice((Face.HEAVY, Face.HEAVY, Face.SONG))
    style = Style(face, 36.0, RED, 1.0, random.uniform(0.0, 0.12))
    text = sender + random.choice(("文件", "文件", ""))
    style = paper.fitted(text, style, paper.mm(162))
    y = paper.centred(text, paper.mm(random.uniform(26, 40)), style)
    small = Style(Face.FANGSONG, 14.0, scene.ink(), 1.0)
    y = paper.centred(number, y + paper.mm(6), small)
    paper.rule((paper.mm(26), y), (paper.width - paper.mm(26), y), width=0.7, colour=RED)
    return y + paper.mm(8)


def qualification_document(scene: Scene) -> None:
    """任职资格文件: a decision with a long list of names. Facts: ``year``, ``title``."""
    random, paper = scene.random, scene.paper()
    year, title = scene.number("year", 2012, 2020), scene.pick("title")
    number = f"{scene.authority[:1]}人社函〔{year}〕{random.randint(3, 320)}号"
    y = red_head(scene, paper, scene.authority, number)
    heading = scene.title(20.0)
    y = paper.centred("关于批准任职资格的通知", y, heading)
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = scene.body(random.choice((14.0, 15.0, 16.0)))
    y = paper.paragraph("各有关单位：", left, y + paper.mm(4), width, body, indent=0)
    people = scene.others(min(len(scene.colleagues), random.randint(9, 14)))
    if scene.fact("own", "yes", "yes", "yes", "no") == "yes":
        people.insert(random.randrange(len(people) + 1), scene.person)
    text = (
        f"经{scene.authority}专业技术职务任职资格评审委员会评审通过，同意下列{len(people)}名同志"
        f"具备{title}任职资格，任职资格时间从{day(random, year)}起算。"
    )
    y = paper.paragraph(text, left, y, width, body)
    if random.random() < 0.5:
        y = _names_in_columns(scene, paper, people, left, y, width, body)
    else:
        y = _names_by_employer(scene, paper, people, left, y, width, body)
    _closing(scene, paper, scene.authority, year, y)


def _names_in_columns(
    scene: Scene,
    paper: Paper,
    people: list[Person],
    left: float,
    y: float,
    width: float,
    body: Style,
) -> float:
    columns = 2 if any(len(person.name) > 4 for person in people) else 4
    for number, person in enumerate(people):
        x = left + paper.em(body) * 2 + (number % columns) * (width / columns)
        paper.line(scene.written_name(person, spaced=0.6), x, y, body)
        if number % columns == columns - 1:
            y += paper.em(body) * body.leading
    return y + paper.em(body) * body.leading


def _names_by_employer(
    scene: Scene,
    paper: Paper,
    people: list[Person],
    left: float,
    y: float,
    width: float,
    body: Style,
) -> float:
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.employer.name, []).append(person)
    for employer, members in list(groups.items())[:8]:
        joined = random_join(scene, members)
        y = paper.paragraph(f"{employer}：{joined}", left, y, width, body)
    return y


def random_join(scene: Scene, people: list[Person]) -> str:
    """Return the names in one line, parted as lists are."""
    between = scene.random.choice(("、", "  ", "，", "\u3000"))
    return between.join(scene.written_name(person, spaced=0.0) for person in people)


def _closing(scene: Scene, paper: Paper, sender: str, year: int, y: float) -> None:
    random = scene.random
    style = Style(Face.FANGSONG, 15.0, scene.ink(), 1.0)
    right = paper.width - paper.mm(34)
    y = min(max(y + paper.mm(12), paper.mm(200)), paper.mm(255))
    paper.flush_right(sender, right, y, style)
    date = day(random, year)
    paper.flush_right(date, right - paper.mm(6), y + paper.mm(9), style)
    middle = right - min(paper.length(sender, style), paper.mm(80)) / 2
    if sender == scene.person.employer.name:
        scene.own_seal(paper, middle, y + paper.mm(6))
    else:
        scene.other_seal(paper, sender, middle, y + paper.mm(6))


def award_decision(scene: Scene) -> None:
    """表彰决定: a red-headed decision with a table of prize winners. Facts: ``year``, ``own``."""
    random, paper = scene.random, scene.paper()
    year = scene.number("year", 2019, 2024)
    sender = scene.fact("sender", scene.authority, scene.colleagues[-1].employer.name)
    number = f"{sender[:2]}发〔{year}〕{random.randint(2, 90)}号"
    y = red_head(scene, paper, sender, number)
    prize = scene.fact("prize", *PRIZES)
    y = paper.centred(f"关于表彰{year}年度{prize}的决定", y, scene.title(19.0))
    left, width = paper.mm(27), paper.width - paper.mm(54)
    body = scene.body(random.choice((12.0, 14.0)))
    text = f"为鼓励先进，激发职工的积极性和创造性，经研究，决定对{year}年度{prize}获得者予以表彰。"
    y = paper.paragraph(text + sentences(random, 1), left, y + paper.mm(3), width, body)
    people = scene.others(min(len(scene.colleagues), random.randint(7, 12)))
    if scene.fact("own", "yes", "yes", "no") == "yes":
        people.insert(random.randrange(len(people)), scene.person)
    rows = [
        (str(number + 1), scene.written_name(person), person.employer.name, random.choice(GRADES))
        for number, person in enumerate(people)
    ]
    shares = (0.09, 0.24, 0.49, 0.18)
    header = ("序号", random.choice(("姓名", "姓  名", "获奖人")), "工作单位", "等次")
    style = body.at(random.choice((10.5, 12.0)))
    y = table(paper, [header, *rows], left, y + paper.mm(4), width, shares, style, paper.mm(9))
    _closing(scene, paper, sender, year, y)


def table(
    paper: Paper,
    rows: Sequence[tuple[str, ...]],
    left: float,
    top: float,
    width: float,
    shares: tuple[float, ...],
    style: Style,
    tall: float,
) -> float:
    """Draw a ruled table; returns the y below it."""
    edges = tuple(accumulate((width * share for share in shares), initial=left))
    for number, row in enumerate(rows):
        look = style if number else Style(Face.HEI, style.size, style.colour)
        paper.row(row, edges, top + number * tall, tall, look, 0.2)
    return top + len(rows) * tall


def posting(scene: Scene) -> None:
    """公示 in the words of the notice's template. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    year = scene.number("year", 2023, 2025)
    (name, series, specialty, level), y = _headed(scene, paper, 32, "公示")
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = scene.body(random.choice((12.0, 14.0)))
    person = scene.person
    start = scene.number("start", 1, 18)
    parts = (
        f"根据自治区职称评审的工作要求，现对{name}同志申报{series}系列{specialty}专业{level}职称进行公示。",
        f"基本信息：{name}，{person.gender}，{person.ethnicity}，"
        f"{random.choice(('中共党员', '群众'))}，身份证号：{person.id_number}，"
        f"现任职称：{scene.pick('title')}，所学专业：{scene.pick('major')}。",
        "思想政治条件：该同志热爱祖国，拥护中国共产党的领导，遵纪守法，爱岗敬业，恪守职业道德。",
        f"业绩成果：近五年主持或参加{random.choice(PROJECTS)}等项目，" + sentences(random, 2),
        f"公示时间从{year}年8月{start}日起至{year}年8月{start + 7}日止。"
        f"如对{name}同志的相关信息有疑异，请电话或书面形式反映至"
        f"{scene.written_employer()}办公室，监督电话：0990-{random.randint(6000000, 6999999)}。",
    )
    y = paper.paragraphs(parts, left, y + paper.mm(5), width, body)
    _signed_by_unit(scene, paper, y + paper.mm(6), f"{year}年8月{start}日", body)


def posting_result(scene: Scene) -> None:
    """公示结果 in the words of the notice's template. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    year = scene.number("year", 2023, 2025)
    (name, series, specialty, level), y = _headed(scene, paper, 36, "公示结果")
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = scene.body(random.choice((14.0, 16.0)))
    text = (
        f"{name}同志申报材料已在本单位公示{scene.number('days', 5, 9)}天，"
        "公示期间无投诉、举报，公示无异议，"
        f"申报材料真实、完整、有效，同意推荐{name}同志申报{series}系列{specialty}专业{level}职称。"
    )
    y = paper.paragraph(text, left, y + paper.mm(8), width, body)
    date = f"{year}年8月{random.randint(20, 30)}日"
    _signed_by_unit(scene, paper, y + paper.mm(24), date, body)


def recommendation(scene: Scene) -> None:
    """推荐意见 of the supervising authority in the template's words. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    year = scene.number("year", 2023, 2025)
    (name, series, specialty, level), y = _headed(scene, paper, 36, "推荐意见")
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = scene.body(random.choice((14.0, 16.0)))
    text = f"经审核，同意推荐{name}同志申报{series}系列{specialty}专业{level}职称。"
    y = paper.paragraph(text, left, y + paper.mm(8), width, body)
    date = f"{year}年9月{random.randint(1, 28)}日"
    right = paper.width - paper.mm(32)
    y += paper.mm(30)
    paper.flush_right(scene.authority, right, y, body)
    paper.flush_right(date, right - paper.mm(8), y + paper.em(body) * body.leading, body)
    middle = right - paper.length(scene.authority, body) / 2
    scene.other_seal(paper, scene.authority, middle, y + paper.mm(5))


def _headed(
    scene: Scene, paper: Paper, top: float, what: str
) -> tuple[tuple[str, str, str, str], float]:
    """Write the title, ``top`` millimetres down; return the application and the y below it."""
    application = name, series, specialty, level = _application(scene)
    title = scene.title(20.0)
    y = paper.centred(f"关于{name}同志申报{series}系列{specialty}", paper.mm(top), title)
    return application, paper.centred(f"专业{level}职称的{what}", y, title)


def _application(scene: Scene) -> tuple[str, str, str, str]:
    """Return the written name, series, specialty and level that is applied for."""
    name = scene.written_name(spaced=0.0)
    series = scene.pick("series")
    specialty = scene.pick("specialty")
    return name, series, specialty, scene.fact("level", "高级", "正高级")


def _signed_by_unit(scene: Scene, paper: Paper, y: float, date: str, body: Style) -> None:
    random, right = scene.random, paper.width - paper.mm(32)
    leader = scene.leader()
    x = right - paper.mm(70)
    paper.line("签字：", x, y, body)
    hand = Style(random.choice((Face.RUNNING, Face.PEN)), body.size * 1.7, scene.pen())
    start = x + paper.length("签字：", body) + paper.mm(3)
    if not leader.dotted:
        paper.handwriting(leader.name, start, y - paper.em(body) * 0.4, hand, random)
    y += paper.em(body) * body.leading * 1.3
    employer = scene.written_employer()
    paper.flush_right(employer, right, y, body)
    y += paper.em(body) * body.leading
    paper.flush_right(date, right - paper.mm(8), y, body)
    scene.own_seal(paper, right - paper.length(employer, body) / 2, y - paper.mm(3))


def vertical_certificate(scene: Scene) -> None:
    """聘书 written from top to bottom, columns from right to left."""
    random, paper = scene.random, scene.paper(260, 185, (252, 246, 232))
    paper.frame(
        paper.mm(9), paper.mm(9), paper.width - paper.mm(9), paper.height - paper.mm(9), 0.9, RED
    )
    face = random.choice((Face.KAI, Face.SONG, Face.KAI))
    title = Style(face, 44.0, RED, 1.0, 0.6)
    top = paper.mm(26)
    paper.vertical("聘书", paper.width - paper.mm(24), paper.mm(52), paper.mm(150), title)
    name = scene.person.traditional if random.random() < 0.25 else ""
    text = (
        f"兹聘请{scene.person.employer.name}{name or scene.written_name(spaced=0.0)}同志为"
        f"{random.choice(PROJECTS)}技术顾问，聘期三年。\n此聘"
    )
    body = Style(face, random.choice((17.0, 19.0)), scene.ink(), 0.0, 0.12, 1.9)
    edge = paper.vertical(text, paper.width - paper.mm(56), top, paper.height - paper.mm(26), body)
    year, month = random.randint(2016, 2023), random.randint(1, 12)
    closing = f"{scene.authority}\n{chinese_day(year, month, random.randint(1, 28))}"
    start = edge - paper.mm(10)
    small = body.at(13.0)
    paper.vertical(closing, start, paper.mm(44), paper.height - paper.mm(18), small)
    scene.other_seal(paper, scene.authority, start - paper.mm(12), paper.height - paper.mm(62))
