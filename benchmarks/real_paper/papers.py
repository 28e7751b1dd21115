"""Papers of companies: invoices, letters with a logo, acceptance forms, a printed brochure."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.real_paper.occasion import BLUE, BROWN, Occasion, printed
from benchmarks.real_paper.ornaments import display_letters, emblem, rosette
from benchmarks.real_paper.seals import Stamp, press
from tools.drawing.fonts import Face
from tools.drawing.marks import DrawnPage
from tools.drawing.ornaments import paste_code
from tools.drawing.paper import Paper, Style
from tools.drawing.words import PROJECTS, SENTENCES, day, sentences

_GOODS = ("*研发和技术服务*技术服务费", "*金属制品*支架", "*建筑服务*安装费", "*机床*数控铣床",
          "*电子元件*传感器", "*设计服务*图纸设计费", "*塑料制品*滴灌带")  # fmt: skip
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def invoice(at: Occasion) -> DrawnPage:
    """增值税发票: a printed form, filled by a printer that did not quite meet its cells."""
    random, scene = at.random, at.scene
    paper, own = at.sheet(215, 140, (253, 251, 247)), scene.person.employer.name
    form = random.choice((BROWN, (150, 40, 40), BLUE))
    head = Style(random.choice((Face.KAI, Face.SONG)), 18.0, form, 0.5, 0.15)
    label, value = Style(Face.SONG, 8.0, form), Style(
        random.choice((Face.SONG, Face.FANGSONG, Face.HEI)), 8.5,
        random.choice(((44, 48, 110), (36, 36, 40))),
    )  # fmt: skip
    paper.centred(random.choice(("新疆增值税专用发票", "电子发票（普通发票）")), paper.mm(7), head)
    office = Stamp("全国统一发票监制章", "新疆", "税务局", size=(30.0, 20.0))
    press(paper, office, (paper.width / 2, paper.mm(13)), random)
    issued = f"开票日期：{day(random, random.randint(2019, 2024))}"
    for row, text in enumerate((f"No {random.randint(10**7, 10**8)}", issued)):
        paper.line(text, paper.mm(152), paper.mm(12 + 6 * row), value)
    if random.random() < 0.5:
        paste_code(paper, f"01,04,{random.randint(10**11, 10**12)}", paper.mm(14), paper.mm(5), 17)
    others = [one.employer.name for one in scene.colleagues if one.employer.name != own]
    buyer, seller = own, random.choice(others)
    if random.random() < 0.3:
        buyer, seller = seller, buyer
    edges = [paper.mm(x) for x in (12, 18, 112, 118, 203)]
    shift = (paper.mm(random.uniform(-1, 1.5)), paper.mm(random.uniform(-1, 1)))

    def party(name: str, top: float, word: str) -> None:
        paper.frame(edges[0], top, edges[4], top + paper.mm(22), 0.25, form)
        paper.cell("\n".join(word), edges[0], top, edges[1], top + paper.mm(22), label)
        paper.rule((edges[1], top), (edges[1], top + paper.mm(22)), width=0.2, colour=form)
        number = f"9165{random.randint(10**13, 10**14 - 1)}"
        where = f"和谐路{random.randint(1, 300)}号 0991-{random.randint(10**6, 10**7)}"
        rows = (("名　　称：", name), ("纳税人识别号：", number),
                ("地址、电话：", where),
                ("开户行及账号：", f"{random.randint(10**14, 10**15)}"))  # fmt: skip
        for place, (left, right) in enumerate(rows):
            y = top + paper.mm(1.2 + 5.2 * place)
            x = paper.line(left, edges[1] + paper.mm(2), y, label)
            paper.line(right, x + paper.mm(1) + shift[0], y + shift[1], value)

    party(buyer, paper.mm(26), "购买方")
    _goods(paper, at, edges, label, value)
    party(seller, paper.mm(103), "销售方")
    people = [scene.written_name(one, 0.0) for one in scene.others(3)]
    if random.random() < 0.35:
        people[random.randrange(3)] = scene.written_name(spaced=0.0)
    for place, (word, name) in enumerate(
        zip(("收款人：", "复核：", "开票人："), people, strict=True)
    ):
        x = paper.line(word, paper.mm(14 + 48 * place), paper.mm(127), label)
        paper.line(name, x + shift[0], paper.mm(127) + shift[1], value)
    number = f"9165{random.randint(10**13, 10**14 - 1)}"
    seal = Stamp(seller, middle=number, below="发票专用章", size=(40.0, 30.0))
    press(paper, seal, (paper.mm(176), paper.mm(116)), random)
    return paper.finished("invoice")


def _goods(paper: Paper, at: Occasion, edges: list[float], label: Style, value: Style) -> None:
    random, top = at.random, paper.mm(48)
    columns = [paper.mm(x) for x in (12, 62, 82, 94, 110, 130, 156, 172, 203)]
    words = ("货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额")
    total = 0
    for (left, right), word in zip(pairwise(columns), words, strict=True):
        paper.frame(left, top, right, top + paper.mm(47), 0.2, label.colour)
        paper.cell(word, left, top, right, top + paper.mm(8), label)
    for row in range(random.randint(1, 4)):
        price, count = random.randint(200, 90000), random.randint(1, 20)
        total += price * count
        y = top + paper.mm(9 + 7 * row)
        cells = (random.choice(_GOODS), "—", "项", str(count), f"{price}.00",
                 f"{price * count}.00", "6%", f"{price * count * 0.06:.2f}")  # fmt: skip
        for (left, right), text in zip(pairwise(columns), cells, strict=True):
            paper.cell(text, left, y, right, y + paper.mm(6), value)
    y = top + paper.mm(47)
    paper.frame(edges[0], y, edges[4], y + paper.mm(8), 0.25, label.colour)
    paper.line("价税合计（大写）", paper.mm(14), y + paper.mm(2.4), label)
    capital = "".join(_CAPITALS[int(digit)] for digit in str(total)) + "圆整"
    paper.line(capital, paper.mm(66), y + paper.mm(2.2), value)
    paper.line(f"（小写）{total}.00元", paper.mm(150), y + paper.mm(2.2), value)


def letterhead(at: Occasion) -> DrawnPage:
    """A company's letter: its logo with the name in display letters, a text, its seal."""
    random, scene = at.random, at.scene
    paper, employer = at.sheet(210, 297), scene.person.employer
    size = paper.mm(random.uniform(13, 20))
    left, top = paper.mm(random.choice((20, 24, 60))), paper.mm(random.uniform(14, 22))
    colour = emblem(paper, left, top, size, random)
    name = random.choice((employer.short, employer.name)) or employer.name
    em = round(min(size * 0.62, (paper.width - left - size - paper.mm(24)) / (1.3 * len(name))))
    display_letters(paper, name, left + size * 1.3, top + size * 0.1, em, colour, random)
    y = top + size + paper.mm(4)
    paper.rule((paper.mm(20), y), (paper.width - paper.mm(20), y), width=0.8, colour=colour)
    y = paper.centred(random.choice(("证　明", "推荐函", "情况说明", "工作业绩证明")),
                      y + paper.mm(10), Style(Face.HEAVY, 22.0, (30, 30, 32)))  # fmt: skip
    body, spaced = printed(random, random.choice((12.0, 14.0)), 1.9), scene.written_name()
    others = "、".join(scene.written_name(one, 0.0) for one in scene.others(3))
    paragraphs = (
        f"{at.issuers[0]}：",
        f"兹证明{spaced}同志系我单位{scene.pick('department')}职工，"
        f"自{random.randint(2008, 2018)}年起从事{scene.pick('specialty')}工作，"
        f"现任{scene.pick('duty')}。",
        f"{scene.written_name(spaced=0)}作为负责人，与{others}等人完成了{random.choice(PROJECTS)}。"
        + sentences(random, 2),
        "特此证明。",
    )
    for place, text in enumerate(paragraphs):
        y = paper.paragraph(text, paper.mm(26), y + paper.mm(2), paper.width - paper.mm(52), body,
                            indent=2.0 if place else 0.0)  # fmt: skip
    right, y = paper.width - paper.mm(32), y + paper.mm(14)
    low = paper.flush_right(scene.written_employer(), right, y, body)
    paper.flush_right(day(random, 2024), right - paper.mm(6), low, body)
    at.own_seal(paper, right - paper.mm(28), y + paper.mm(6))
    foot = Style(Face.HEI, 8.0, colour)
    paper.rule(
        (paper.mm(20), paper.mm(278)), (paper.mm(190), paper.mm(278)), width=0.4, colour=colour
    )
    paper.centred(
        f"{employer.name}  电话：0991-{random.randint(10**6, 10**7)}", paper.mm(281), foot
    )
    return paper.finished("letterhead")


def acceptance(at: Occasion) -> DrawnPage:
    """竣工验收单: a table on plain paper, both sides' seals over their names."""
    random, scene = at.random, at.scene
    paper = at.sheet(210, 297, random.choice(((255, 255, 255), (250, 248, 240))))
    y = paper.centred("工程竣工验收单", paper.mm(22), Style(Face.HEAVY, 20.0, (26, 26, 28)))
    body = printed(random, random.choice((10.5, 12.0)))
    other, near = at.issuers[0], scene.colleagues[0]
    rows = (
        ("工程名称", random.choice(PROJECTS)), ("建设单位", other),
        ("施工单位", scene.written_employer()), ("项目负责人", scene.written_name(spaced=0.3)),
        ("技术人员", "、".join(scene.written_name(one, 0) for one in (*scene.others(3), near))),
        ("监理单位", near.employer.name), ("合同金额", f"{random.randint(20, 900)}.6万元"),
        ("验收意见", sentences(random, 2)),
    )  # fmt: skip
    left, middle, right = paper.mm(22), paper.mm(58), paper.width - paper.mm(22)
    y += paper.mm(4)
    for label, value in rows:
        tall = paper.mm(34 if label == "验收意见" else 13)
        paper.frame(left, y, middle, y + tall, 0.3)
        paper.frame(middle, y, right, y + tall, 0.3)
        paper.cell(label, left, y, middle, y + tall, body)
        paper.cell(value, middle, y, right, y + tall, body, align="left")
        y += tall
    half = (left + right) / 2
    for x, word in ((left, "建设单位（盖章）"), (half, "施工单位（盖章）")):
        paper.frame(x, y, x + (right - left) / 2, y + paper.mm(56), 0.3)
        paper.line(word, x + paper.mm(3), y + paper.mm(3), body)
        paper.line(day(random, 2023), x + paper.mm(28), y + paper.mm(46), body)
    at.other_seal(paper, other, left + paper.mm(44), y + paper.mm(26))
    at.own_seal(paper, half + paper.mm(42), y + paper.mm(26))
    return paper.finished("acceptance")


def brochure(at: Occasion) -> DrawnPage:
    """A page of a company's paper: coloured panels, its logo, a heading in white, two columns."""
    random, scene = at.random, at.scene
    paper, employer = at.sheet(210, 285), scene.person.employer
    colour = random.choice(((22, 74, 140), (150, 26, 34), (20, 104, 86), (70, 60, 110)))
    paper.pen.rectangle((0, 0, paper.width, paper.mm(58)), fill=colour)
    em = round(min(paper.mm(9), paper.mm(120) / len(employer.name)))
    display_letters(paper, employer.name, paper.mm(18), paper.mm(14), em, (250, 250, 250), random)
    white = Style(Face.HEAVY, 26.0, (252, 252, 252), 0.5)
    title = f"记{scene.pick('duty')}{scene.written_name(spaced=0.0)}"
    paper.line(title, paper.mm(18), paper.mm(34), paper.fitted(title, white, paper.mm(170)))
    body = printed(random, random.choice((10.5, 11.0)), 1.6)
    texts = (
        f"在{scene.written_employer()}，提起{scene.written_name(spaced=0)}，同事们都说他能吃苦。"
        + sentences(random, 4),
        f"{'、'.join(scene.written_name(one, 0) for one in scene.others(3))}也参加了这项工作。"
        + random.choice(SENTENCES) + f"{scene.written_name(spaced=0)}说，今后还要继续钻研。",
    )  # fmt: skip
    for place, text in enumerate(texts):
        x = paper.mm(18 + 90 * place)
        paper.paragraph(text, x, paper.mm(70), paper.mm(82), body)
    panel = paper.mm(220)
    paper.pen.rectangle((paper.mm(18), panel, paper.mm(192), paper.mm(268)), fill=(232, 236, 242))
    rosette(paper, (paper.mm(60), panel + paper.mm(24)), paper.mm(20), colour, random)
    caption = f"图：{random.choice(PROJECTS)}施工现场（{at.issuers[0]}供稿）"
    paper.paragraph(caption, paper.mm(96), panel + paper.mm(10), paper.mm(88), body, indent=0)
    return paper.finished("brochure")
