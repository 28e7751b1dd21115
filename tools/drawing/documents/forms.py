"""Forms that people fill in: appraisals, rosters, contracts, pledges, statements."""

from __future__ import annotations

from itertools import accumulate

from tools.drawing.documents.official import table
from tools.drawing.fonts import Face
from tools.drawing.marks import Role
from tools.drawing.ornaments import dotted_rule
from tools.drawing.paper import Paper, Style
from tools.drawing.scene import Scene
from tools.drawing.words import COMMENDATIONS, DEPARTMENTS, MAJORS, TITLES, day, sentences


def appraisal_form(scene: Scene) -> None:
    """年度考核表 with spaced-out name, signature and seal. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    year = scene.number("year", 2019, 2024)
    y = paper.centred("专业技术人员年度考核登记表", paper.mm(20), scene.title(20.0))
    body = scene.body(random.choice((10.5, 12.0)))
    y = paper.centred(f"（{year}年度）", y, body)
    person = scene.person
    left, right = paper.mm(22), paper.width - paper.mm(22)
    y += paper.mm(2)
    paper.line(f"单位：{scene.written_employer()}", left, y, body)
    y += paper.mm(9)
    tall, width = paper.mm(random.uniform(10, 12)), right - left
    shares = (0.12, 0.22, 0.12, 0.12, 0.16, 0.26)
    rows = (
        ("姓 名", scene.written_name(spaced=0.7), "性 别", person.gender, "出生年月",
         f"{person.born.year}.{person.born.month:02d}"),
        ("民 族", person.ethnicity, "学 历", "本科", "任现职时间",
         f"{year - random.randint(3, 9)}.12"),
    )  # fmt: skip
    edges = tuple(accumulate((width * share for share in shares), initial=left))
    for row in rows:
        y = paper.row(row, edges, y, tall, body)
    lines = (
        ("工作单位及职务", f"{scene.written_employer()}{scene.pick('department')}"
         f"{scene.pick('duty')}"),
        ("现任专业技术职务", f"{scene.pick('title')}（{scene.pick('specialty')}）"),
    )  # fmt: skip
    for line in lines:
        y = paper.row(line, (left, left + width * 0.24, right), y, tall, body)
    y = _summary_box(scene, paper, left, y, right, body)
    y = _opinion_box(scene, paper, left, y, right, "主管领导意见", body)
    _unit_box(scene, paper, left, y, right, body, year)


def _label_column(
    paper: Paper, text: str, left: float, y: float, right: float, bottom: float, body: Style
) -> float:
    edge = left + paper.mm(12)
    paper.frame(left, y, edge, bottom, 0.25)
    paper.frame(edge, y, right, bottom, 0.25)
    step = paper.em(body) * 1.35
    top = (y + bottom - step * len(text)) / 2
    for number, letter in enumerate(text):
        paper.centred(letter, top + number * step, body, around=(left + edge) / 2)
    return edge


def _summary_box(
    scene: Scene, paper: Paper, left: float, y: float, right: float, body: Style
) -> float:
    random, bottom = scene.random, y + paper.mm(84)
    edge = _label_column(paper, "本人总结", left, y, right, bottom, body)
    pad = paper.mm(3)
    small = body.at(min(body.size, 11.0))
    if random.random() < 0.3:
        small = small.wearing(Face.PEN)
    text = sentences(random, random.randint(4, 5))
    paper.paragraph(text, edge + pad, y + pad, right - edge - 2 * pad, small)
    sign = bottom - paper.mm(11)
    x = right - paper.mm(84)
    label = random.choice(("本人签字：", "被考核人签名：", "本人签名："))
    x = paper.line(label, x, sign, body)
    _sign(scene, paper, x, sign, right - paper.mm(31), body)
    paper.line(
        day(random, scene.number("year", 2019, 2024)), right - paper.mm(30), sign, body.at(9.5)
    )
    return bottom


def _sign(scene: Scene, paper: Paper, x: float, y: float, right: float, body: Style) -> None:
    """Write the applicant's own signature after a label, small enough to end before ``right``."""
    face = scene.random.choice((Face.RUNNING, Face.PEN))
    hand = Style(face, max(body.size, 12.0) * scene.random.uniform(1.4, 1.9), scene.pen())
    name = scene.person.name
    shown = name if not scene.person.dotted else name.replace("·", "").replace("•", "")
    hand = paper.fitted(shown, hand, right - x - paper.mm(2), 0.93)
    top = y - paper.em(hand) * 0.3
    paper.handwriting(shown, x + paper.mm(2), top, hand, scene.random, role=Role.SIGNATURE)


def _opinion_box(
    scene: Scene, paper: Paper, left: float, y: float, right: float, label: str, body: Style
) -> float:
    random, bottom = scene.random, y + paper.mm(34)
    edge = _label_column(paper, label, left, y, right, bottom, body)
    pad = paper.mm(3)
    text = random.choice(COMMENDATIONS) + "建议评定为合格等次。"
    paper.paragraph(text, edge + pad, y + pad, right - edge - 2 * pad, body.at(11.0))
    leader = scene.leader()
    x = paper.line("签字：", right - paper.mm(70), bottom - paper.mm(9), body.at(11.0))
    hand = Style(random.choice((Face.RUNNING, Face.PEN)), 17.0, scene.pen())
    top = bottom - paper.mm(11)
    paper.handwriting(leader.name, x + paper.mm(2), top, hand, random, role=Role.OTHER_SIGNATURE)
    return bottom


def _unit_box(
    scene: Scene, paper: Paper, left: float, y: float, right: float, body: Style, year: int
) -> None:
    bottom = min(y + paper.mm(46), paper.height - paper.mm(14))
    edge = _label_column(paper, "单位意见", left, y, right, bottom, body)
    grade = scene.random.choice(("优秀", "合格", "合格"))
    paper.paragraph(f"考核等次：{grade}", edge + paper.mm(4), y + paper.mm(6), paper.mm(80), body)
    paper.line("（盖章）", right - paper.mm(54), bottom - paper.mm(22), body)
    date = f"{year + 1}年1月{scene.random.randint(5, 28)}日"
    paper.line(date, right - paper.mm(48), bottom - paper.mm(11), body)
    if scene.fact("seal", "yes", "yes", "no") == "yes":
        scene.own_seal(paper, right - paper.mm(40), bottom - paper.mm(22))


def roster_table(scene: Scene) -> None:
    """花名册: a wide table with many people, the applicant among them or not."""
    random, paper = scene.random, scene.paper(297, 210)
    employer = scene.written_employer() if random.random() < 0.6 else ""
    y = paper.centred(f"{employer}专业技术人员花名册", paper.mm(16), scene.title(18.0))
    people = scene.others(min(len(scene.colleagues), 13))
    if scene.fact("own", "yes", "yes", "yes", "no") == "yes":
        people.insert(random.randrange(len(people)), scene.person)
    with_employer = random.random() < 0.4
    header = (
        "序号",
        "姓名",
        "性别",
        "出生年月",
        "学历专业",
        "工作单位" if with_employer else "部门",
        "职称",
        "备注",
    )
    rows = [header]
    for number, person in enumerate(people):
        place = person.employer.name if with_employer else random.choice(DEPARTMENTS)
        born = f"{person.born.year}.{person.born.month:02d}"
        rows.append(
            (str(number + 1), scene.written_name(person, 0.5), person.gender, born,
             random.choice(MAJORS), place, random.choice(TITLES), "")
        )  # fmt: skip
    shares = (0.05, 0.16, 0.05, 0.09, 0.2, 0.24, 0.13, 0.08)
    style = scene.body(random.choice((9.0, 10.5, 11.0)))
    left = paper.mm(16)
    width = paper.width - 2 * left
    table(paper, rows, left, y + paper.mm(2), width, shares, style, paper.mm(10.4))
    paper.line(f"填表日期：{day(random, 2024)}", left, paper.height - paper.mm(12), style)


def contract_page(scene: Scene) -> None:
    """劳动合同, the page with the parties. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    year, person = scene.number("year", 2012, 2023), scene.person
    y = paper.centred("劳 动 合 同 书", paper.mm(26), scene.title(24.0))
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = scene.body(random.choice((11.0, 12.0, 14.0)))
    leader = scene.leader()
    blanks = (
        ("甲方（用人单位）：", scene.written_employer()),
        ("法定代表人：", leader.name),
        ("乙方（劳动者）：", scene.written_name()),
        ("身份证号码：", person.id_number),
        ("住　　址：", f"示例市样张区和谐路{random.randint(1, 300)}号"),
    )
    by_hand = random.random() < 0.4
    y += paper.mm(4)
    for label, value in blanks:
        x = paper.line(label, left, y, body)
        rule = y + paper.em(body) * 1.12
        dotted_rule(paper, x, left + width, rule)
        if by_hand and all(letter not in "·•・‧．" for letter in value):
            hand = Style(Face.PEN, body.size * 1.25, scene.pen())
            paper.handwriting(value, x + paper.mm(3), y - paper.mm(1), hand, random)
        else:
            paper.line(value, x + paper.mm(3), y, body)
        y += paper.em(body) * body.leading * 1.15
    text = (
        "根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》等法律法规，"
        "甲乙双方在平等自愿、协商一致的基础上订立本合同。",
        f"第一条　合同期限自{year}年{random.randint(1, 12)}月1日起，为无固定期限劳动合同。",
        f"第二条　乙方同意根据甲方工作需要，在{scene.pick('department')}担任"
        f"{scene.pick('duty')}工作，甲方可以依照有关规定合理调整。",
        "第三条　甲方按照国家规定为乙方办理社会保险，按月足额支付劳动报酬。",
        f"第四条　{sentences(random, 1)}",
    )
    y = paper.paragraphs(text, left, y, width, body)
    low = max(y + paper.mm(12), paper.mm(228))
    paper.line("甲方（盖章）：", left, low, body)
    x = paper.line("乙方（签字）：", paper.mm(116), low, body)
    _sign(scene, paper, x, low, paper.width - paper.mm(14), body)
    paper.line(f"{year}年3月1日", left, low + paper.mm(16), body)
    paper.line(f"{year}年3月1日", paper.mm(116), low + paper.mm(16), body)
    if scene.fact("seal", "yes", "yes", "no") == "yes":
        scene.own_seal(paper, left + paper.mm(40), low + paper.mm(4), "合同专用章")


def pledge(scene: Scene) -> None:
    """个人承诺书 with signature. Facts: ``year``."""
    random, paper = scene.random, scene.paper()
    y = paper.centred("个人承诺书", paper.mm(38), scene.title(24.0))
    left, width = paper.mm(30), paper.width - paper.mm(60)
    body = scene.body(random.choice((14.0, 15.0, 16.0)))
    text = (
        f"本人{scene.written_name(spaced=0.1)}，身份证号{scene.person.id_number}，"
        f"现在{scene.written_employer()}工作，申报{scene.pick('specialty')}专业职称。",
        "本人郑重承诺：所填报的信息和提交的材料真实、准确、完整，无弄虚作假、抄袭剽窃等行为。"
        "如有不实，自愿承担由此产生的一切后果，并接受有关部门的处理。",
        "特此承诺。",
    )
    y = paper.paragraphs(text, left, y + paper.mm(6), width, body) + paper.mm(24)
    label = random.choice(("承诺人（签字）：", "承诺人签名：", "承诺人："))
    x = paper.line(label, paper.mm(98), y, body)
    _sign(scene, paper, x, y, paper.width - paper.mm(14), body)
    year = scene.number("year", 2023, 2025)
    paper.line(f"{year}年8月{random.randint(1, 28)}日", paper.mm(112), y + paper.mm(16), body)


def sealed_statement(scene: Scene) -> None:
    """证明: name and employer are under the employer's own seal."""
    random, paper = scene.random, scene.paper()
    y = paper.centred("证　　明", paper.mm(40), scene.title(26.0))
    left, width = paper.mm(30), paper.width - paper.mm(60)
    body = scene.body(random.choice((14.0, 16.0)))
    person, year = scene.person, scene.number("year", 2020, 2024)
    text = (
        f"兹证明{scene.written_name(spaced=0.1)}，{person.gender}，"
        f"系{scene.written_employer()}{scene.pick('department')}"
        f"{scene.pick('duty')}，{year - random.randint(4, 12)}年至今参与"
        f"{scene.pick('project')}，主要承担{scene.pick('specialty')}工作。"
    )
    y = paper.paragraphs((text, "特此证明。"), left, y + paper.mm(8), width, body)
    y += paper.mm(random.uniform(14, 30))
    right = paper.width - paper.mm(34)
    employer = scene.written_employer()
    paper.flush_right(employer, right, y, body)
    paper.flush_right(day(random, year), right - paper.mm(4), y + paper.mm(11), body)
    if paper.length(employer, body) < width and random.random() < 0.4:
        note = f"经办人：{scene.written_name(spaced=0.0)}"
        paper.line(note, right - paper.mm(58), y + paper.mm(22), body)
    scene.own_seal(paper, right - paper.length(employer, body) * 0.45, y + paper.mm(5))


def split_name(scene: Scene) -> None:
    """情况说明 whose first paragraph breaks a line inside the applicant's name or employer."""
    random, paper = scene.random, scene.paper()
    y = paper.centred("情况说明", paper.mm(36), scene.title(24.0))
    body = scene.body(random.choice((12.0, 14.0, 16.0)))
    em = paper.em(body) * (1 + body.spacing)
    word = random.choice((scene.person.name, scene.person.employer.name))
    lead, columns = _breaking_at(scene, word, int(paper.mm(158) / em))
    text = f"{lead}{word}全程参与了上述工作。{sentences(random, 2)}"
    left = (paper.width - columns * em) / 2
    width = columns * em + paper.em(body) * 0.3
    y = paper.paragraph(text, left, y + paper.mm(6), width, body)
    other = scene.others(1)[0]
    text = f"以上情况由{other.name}同志核实，{scene.written_name(spaced=0.0)}本人无异议。"
    y = paper.paragraph(text, left, y, width, body)
    right = paper.width - paper.mm(30)
    paper.flush_right(scene.written_employer(), right, y + paper.mm(20), body)
    paper.flush_right(day(random, 2024), right, y + paper.mm(32), body)


def _breaking_at(scene: Scene, word: str, most: int) -> tuple[str, int]:
    """Return a beginning and a line length in characters that break a line inside ``word``."""
    for _ in range(400):
        lead = sentences(scene.random, scene.random.randint(1, 3))
        columns = scene.random.randint(most - 6, most)
        begins = (len(lead) + 2) % columns
        if columns - len(word) < begins < columns:
            return lead, columns
    return lead, columns
