"""Certificates: schooling, titles, prizes and courses."""

from __future__ import annotations

from tools.drawing.fonts import Face
from tools.drawing.marks import Role
from tools.drawing.ornaments import (
    UYGHUR_LINES,
    paste_code,
    paste_photo,
    uyghur_line,
    watermark,
    wave_border,
)
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.scene import Scene
from tools.drawing.words import (
    DEGREES,
    GRADES,
    PRIZES,
    PUBLIC_COURSES,
    SPECIAL_COURSES,
    chinese_day,
    day,
)

GOLD: Colour = (178, 132, 52)
MAROON: Colour = (150, 36, 40)
GREEN: Colour = (44, 110, 84)


def diploma(scene: Scene) -> None:
    """毕业证书, landscape, with photo and the school's seal. Facts: ``year``, ``school``."""
    random, paper = scene.random, _certificate_paper(scene, 285, 202)
    year, school = scene.number("year", 1995, 2016), scene.pick("school")
    kind = scene.fact("schooling", "普通高等学校", "普通高等学校", "成人高等教育")
    y = paper.centred(kind, paper.mm(28), Style(Face.KAI, 22.0, scene.ink()))
    y = paper.centred(
        "毕 业 证 书", y, Style(random.choice((Face.HEAVY, Face.KAI)), 40.0, MAROON, 1.0)
    )
    paste_photo(paper, paper.mm(30), paper.mm(38), random, 45)
    person = scene.person
    body = Style(random.choice((Face.KAI, Face.SONG, Face.FANGSONG)), 17.5, scene.ink(), 0.5)
    body = Style(body.face, body.size, body.colour, body.weight, 0.03, 1.75)
    text = (
        f"学生{scene.written_name(spaced=0.5)}，性别{person.gender}，"
        f"{person.born.year}年{person.born.month}月{person.born.day}日生，"
        f"于{year - 4}年9月至{year}年7月在本校{scene.pick('major')}专业四年制本科学习，"
        "修完教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    y = paper.paragraph(text, paper.mm(76), y + paper.mm(5), paper.mm(178), body)
    low = max(y + paper.mm(8), paper.mm(142))
    small = body.at(16.0)
    paper.line(f"校　　名：{school}", paper.mm(76), low, small)
    number = f"1{random.randint(1000, 9999)}1{year}05{random.randint(100000, 999999)}"
    paper.line(f"证书编号：{number}", paper.mm(76), low + paper.mm(13), small)
    rector = scene.leader()
    paper.line("校（院）长：", paper.mm(176), low, small)
    hand = Style(Face.RUNNING, 26.0, scene.pen())
    if not rector.dotted:
        paper.handwriting(rector.name, paper.mm(215), low - paper.mm(3), hand, random)
    date = chinese_day(year, 7, random.randint(1, 10))
    paper.flush_right(date, paper.width - paper.mm(32), low + paper.mm(13), small)
    scene.other_seal(paper, school, paper.mm(222), low + paper.mm(7))
    if random.random() < 0.5:
        scene.other_seal(paper, school, paper.mm(58), paper.mm(80))


def degree_certificate(scene: Scene) -> None:
    """学士学位证书. Facts: ``year``, ``school``."""
    random, paper = scene.random, _certificate_paper(scene, 285, 202)
    year, school = scene.number("year", 1995, 2016), scene.pick("school")
    y = paper.centred("学士学位证书", paper.mm(30), Style(Face.HEAVY, 38.0, scene.ink(), 1.0, 0.15))
    paste_photo(paper, paper.mm(32), paper.mm(60), random, 42)
    person = scene.person
    face = random.choice((Face.KAI, Face.SONG, Face.FANGSONG))
    body = Style(face, 17.0, scene.ink(), 0.5, 0.02, 1.8)
    text = (
        f"{scene.written_name(spaced=0.4)}，{person.gender}，"
        f"{person.born.year}年{person.born.month}月{person.born.day}日生。"
        f"在{school}{scene.pick('major')}专业完成了本科学习计划，业已毕业，"
        "经审核符合《中华人民共和国学位条例》的规定，"
        f"授予{scene.fact('degree', *DEGREES)}学士学位。"
    )
    y = paper.paragraph(text, paper.mm(76), y + paper.mm(8), paper.mm(176), body)
    low = max(y + paper.mm(10), paper.mm(138))
    paper.line(school, paper.mm(76), low, body)
    chair = scene.leader()
    paper.line("学位评定委员会主席", paper.mm(76), low + paper.mm(12), body)
    hand = Style(Face.PEN, 25.0, scene.pen())
    if not chair.dotted:
        paper.handwriting(chair.name, paper.mm(142), low + paper.mm(9), hand, random)
    number = f"证书编号：1{random.randint(1000, 9999)}4{year}{random.randint(100000, 999999)}"
    paper.line(number, paper.mm(32), paper.mm(176), body.at(13.0))
    date = chinese_day(year, 7, random.randint(1, 10))
    paper.flush_right(date, paper.width - paper.mm(32), paper.mm(176), body.at(14.0))
    scene.other_seal(paper, school, paper.mm(226), low + paper.mm(10))


def title_certificate(scene: Scene) -> None:
    """职称证书, with photo, in Chinese and Uyghur. Facts: ``year``, ``title``, ``specialty``."""
    random = scene.random
    large = scene.fact("format", "A5", "A5", "A4") == "A4"
    paper = scene.paper(*((297, 210) if large else (210, 148)), (250, 250, 246))
    grow = 1.4 if large else 1.0
    watermark(paper, random.choice(((236, 240, 232), (240, 236, 228), (230, 238, 242))), random)
    wave_border(paper, 11, random.choice((GREEN, MAROON, GOLD)), random)
    y = paper.mm(22)
    if scene.fact("uyghur", "yes", "yes", "no") == "yes":
        uyghur_line(paper, random.choice(UYGHUR_LINES[:2]), paper.width / 2, y, 20.0 * grow)
        y += paper.mm(11) * grow
    heading = Style(random.choice((Face.HEAVY, Face.KAI)), 25.0 * grow, MAROON, 0.5, 0.1)
    y = paper.centred("专业技术职务任职资格证书", y, heading)
    paste_photo(paper, paper.width - paper.mm(58) * grow, y + paper.mm(6), random, 38 * grow)
    person, body = scene.person, scene.body(random.choice((12.0, 13.0, 14.0)) * grow)
    year = scene.number("year", 2008, 2020)
    rows = (
        ("姓　　名", scene.written_name()),
        ("性　　别", person.gender),
        ("出生年月", f"{person.born.year}年{person.born.month}月"),
        ("工作单位", scene.written_employer()),
        ("专业名称", scene.pick("specialty")),
        ("资格名称", scene.pick("title")),
        ("批准时间", day(random, year)),
        ("证书编号", f"ZC{year}{random.randint(100000, 999999)}"),
    )
    y += paper.mm(6)
    for label, value in rows:
        label_style = body.wearing(Face.HEI) if random.random() < 0.3 else body
        right = paper.line(f"{label}：", paper.mm(27), y, label_style)
        width = paper.width - paper.mm(64) * grow - right
        y = paper.paragraph(value, right + paper.mm(2), y, width, body, indent=0) + paper.mm(0.6)
    low = max(y + paper.mm(4), paper.height - paper.mm(42))
    paper.flush_right(
        f"发证机关：{scene.authority}", paper.width - paper.mm(26), low, body.at(11.0 * grow)
    )
    paper.flush_right(
        day(random, year), paper.width - paper.mm(30), low + paper.mm(8), body.at(11.0 * grow)
    )
    scene.other_seal(paper, scene.authority, paper.width - paper.mm(56), low + paper.mm(2))


def award_certificate(scene: Scene) -> None:
    """获奖证书, in Chinese, sometimes with co-winners. Facts: ``year``, ``project``."""
    random, paper = scene.random, _certificate_paper(scene, 285, 202, loud=True)
    face = random.choice((Face.KAI, Face.HEAVY, Face.SONG))
    y = paper.centred(
        random.choice(("荣 誉 证 书", "获 奖 证 书")), paper.mm(30), Style(face, 44.0, MAROON, 1.0)
    )
    year, name = scene.number("year", 2015, 2024), scene.written_name(spaced=0.3)
    body = Style(random.choice((Face.KAI, Face.FANGSONG, Face.SONG)), 19.0, scene.ink(), 0.5, 0.02)
    left, width = paper.mm(42), paper.width - paper.mm(84)
    if scene.fact("form", "person", "project") == "person":
        y = paper.paragraph(f"{name}同志：", left, y + paper.mm(6), width, body, indent=0)
        prize = scene.fact("prize", *PRIZES[5:])
        text = f"在{year}年度工作中成绩突出，被评为{prize}，特发此证，以资鼓励。"
        y = paper.paragraph(text, left, y, width, body)
    else:
        project = scene.pick("project")
        prize = scene.fact("prize", *PRIZES[:5])
        others = "、".join(scene.written_name(person, 0.0) for person in scene.others(3))
        lines = (
            f"项目名称：{project}",
            f"奖励类别：{prize}    等级：{random.choice(GRADES)}",
            f"完成单位：{scene.written_employer()}",
            f"主要完成人：{others}、{name}",
        )
        y = paper.paragraphs(lines, left, y + paper.mm(6), width, body, indent=0)
    giver = scene.fact("giver", scene.authority, scene.colleagues[-1].employer.name)
    right, low = paper.width - paper.mm(44), max(y + paper.mm(8), paper.mm(142))
    paper.flush_right(giver, right, low, body)
    month = random.randint(1, 12)
    paper.flush_right(chinese_day(year, month, 18), right, low + paper.mm(12), body)
    scene.other_seal(paper, giver, right - paper.length(giver, body) / 2, low + paper.mm(7))
    paper.line(
        f"证书号：{year}-{random.randint(100, 999)}-0{random.randint(1, 9)}", left, low, body.at(12)
    )


def training_certificate(scene: Scene) -> None:
    """继续教育合格证. Facts: ``year``, ``course`` (专业科目 or 公需科目)."""
    random = scene.random
    large = scene.fact("format", "A5", "A5", "A4") == "A4"
    ground = random.choice(((255, 255, 255), (252, 249, 240)))
    paper = scene.paper(*((297, 210) if large else (210, 148)), ground)
    grow = 1.4 if large else 1.0
    wave_border(paper, 9, random.choice((GREEN, MAROON, GOLD, (52, 92, 150))), random)
    year = scene.number("year", 2018, 2024)
    course = scene.fact("course", "专业科目", "公需科目")
    subjects = SPECIAL_COURSES if course == "专业科目" else PUBLIC_COURSES
    hours = random.choice((60, 72, 80)) if course == "专业科目" else random.choice((24, 30))
    y = paper.mm(20) * grow
    if scene.fact("uyghur", "no", "no", "yes") == "yes":
        uyghur_line(paper, UYGHUR_LINES[3], paper.width / 2, y, 17.0 * grow)
        y += paper.mm(10) * grow
    y = paper.centred(
        "专业技术人员继续教育", y, Style(Face.SONG, 18.0 * grow, scene.ink(), 0.5, 0.06)
    )
    y = paper.centred(f"{course}培训合格证书", y, Style(Face.HEAVY, 25.0 * grow, MAROON, 0.5, 0.06))
    body = scene.body(random.choice((12.0, 13.0, 14.0)) * grow)
    text = (
        f"{scene.written_name(spaced=0.4)}（身份证号：{scene.person.id_number}，"
        f"工作单位：{scene.written_employer()}）于{year}年参加{year}年度专业技术人员继续教育{course}"
        f"《{random.choice(subjects)}》培训，完成规定学时{hours}学时，考核合格，特发此证。"
    )
    y = paper.paragraph(text, paper.mm(26), y + paper.mm(4), paper.width - paper.mm(52), body)
    low = max(y + paper.mm(5), paper.height - paper.mm(42) * grow)
    paper.line(
        f"证书编号：{year}{random.randint(10**7, 10**8)}", paper.mm(26), low, body.at(10.5 * grow)
    )
    right = paper.width - paper.mm(24)
    paper.flush_right(scene.authority, right, low + paper.mm(6), body.at(11.5 * grow))
    paper.flush_right(
        f"{year}年12月{random.randint(1, 28)}日",
        right,
        low + paper.mm(14) * grow,
        body.at(11.5 * grow),
    )
    scene.other_seal(paper, scene.authority, right - paper.mm(30), low + paper.mm(8))
    if random.random() < 0.6:
        paste_code(
            paper, f"CE-{year}-{random.randint(0, 10**9)}", paper.mm(26), low + paper.mm(7), 20
        )


def education_check(scene: Scene) -> None:
    """学历证书电子注册备案表: what the register answers. Facts: ``year``, ``school``."""
    random, paper = scene.random, scene.paper()
    blue: Colour = (38, 98, 168)
    paper.pen.rectangle((0, 0, paper.width, paper.mm(22)), fill=blue)
    white = Style(Face.HEI, 15.0, (250, 250, 250), 0.5)
    paper.line("高等教育学生信息服务", paper.mm(20), paper.mm(8), white)
    y = paper.centred(
        "教育部学历证书电子注册备案表", paper.mm(34), Style(Face.HEI, 20.0, (30, 30, 34), 1.5)
    )
    grey = Style(Face.HEI, 9.5, (110, 110, 116))
    y = paper.centred(f"更新日期：{day(random, 2024)}", y, grey)
    person = scene.person
    year, school = scene.number("year", 1999, 2016), scene.pick("school")
    rows = (
        ("姓名", person.name),
        ("性别", person.gender),
        ("出生日期", f"{person.born:%Y年%m月%d日}"),
        ("入学日期", f"{year - 4}年09月01日"),
        ("毕（结）业日期", f"{year}年07月01日"),
        ("学校名称", school),
        ("专业", scene.pick("major")),
        ("学历类别", "普通高等教育"),
        ("层次", "本科"),
        ("学制", "4"),
        ("证书编号", f"1{random.randint(1000, 9999)}1{year}05{random.randint(100000, 999999)}"),
        ("校（院）长姓名", scene.leader().name),
    )
    body = Style(random.choice((Face.HEI, Face.SONG)), 11.5, (46, 46, 50))
    tall, left, middle, right = paper.mm(11), paper.mm(24), paper.mm(66), paper.mm(142)
    y += paper.mm(6)
    paste_photo(paper, paper.mm(150), y + paper.mm(2), random, 44)
    for label, value in rows:
        paper.frame(left, y, middle, y + tall, 0.15, (190, 196, 204))
        paper.frame(middle, y, right, y + tall, 0.15, (190, 196, 204))
        paper.cell(label, left, y, middle, y + tall, body)
        paper.cell(value, middle, y, right, y + tall, body, align="left")
        y += tall
    code = f"A{random.randint(10**14, 10**15)}"
    paste_code(paper, code, paper.mm(152), y - paper.mm(48), 32)
    y = paper.centred(f"在线验证码 {code}", y + paper.mm(10), body.at(13.0))
    notes = (
        "1、备案表是依据《高等学校学生学籍学历电子注册办法》对学历信息进行注册备案的结果。",
        "2、备案表内容如有修改，请以最新在线验证的内容为准。",
        "3、未经学历信息权属人同意，不得将备案表用于违背权属人意愿之用途。",
    )
    paper.paragraphs(notes, left, y, paper.mm(162), grey, indent=0)


def id_card(scene: Scene) -> None:
    """Both sides of an identity card, copied on one sheet; number and district do not exist."""
    random, paper = scene.random, scene.paper()
    person = scene.person
    left, top = paper.mm(random.uniform(45, 70)), paper.mm(random.uniform(38, 70))
    wide, tall = paper.mm(85.6), paper.mm(54)
    pale = random.choice(((226, 238, 244), (234, 240, 236), (238, 238, 238)))
    for offset in (0.0, paper.mm(72)):
        corner = (left, top + offset, left + wide, top + offset + tall)
        paper.pen.rounded_rectangle(corner, radius=paper.mm(3), fill=pale, outline=(150, 160, 166))
    label = Style(Face.HEI, 6.8, (62, 110, 160))
    value = Style(random.choice((Face.SONG, Face.HEI)), 8.4, (24, 24, 28))
    x = left + paper.mm(5)
    fields = (
        ("姓　名", person.name, 6.0),
        ("性　别", f"{person.gender}　　民　族　{person.ethnicity.removesuffix('族')}", 13.5),
        ("出　生", f"{person.born.year}年{person.born.month}月{person.born.day}日", 21.0),
    )
    for name, text, down in fields:
        y = top + paper.mm(down)
        end = paper.line(name, x, y, label, role=Role.TEXT)
        paper.line(text, end + paper.mm(2), y - paper.mm(0.4), value)
    end = paper.line("住　址", x, top + paper.mm(28.5), label, role=Role.TEXT)
    address = f"虚构省示例市样张区和谐路{random.randint(1, 400)}号{random.randint(1, 20)}栋"
    paper.paragraph(address, end + paper.mm(2), top + paper.mm(28.2), paper.mm(38), value, indent=0)
    end = paper.line("公民身份号码", x, top + paper.mm(45), label, role=Role.TEXT)
    number = Style(Face.HEI, 9.6, value.colour, 0.0, 0.1)
    paper.line(person.id_number, end + paper.mm(4), top + paper.mm(44.4), number)
    paste_photo(paper, left + paper.mm(60), top + paper.mm(8), random, 29)
    back = top + paper.mm(72)
    heading = Style(Face.HEAVY, 12.0, (40, 40, 44), 0.5, 0.1)
    paper.centred("居民身份证（样张）", back + paper.mm(14), heading, around=left + wide / 2)
    issued = random.randint(2008, 2021)
    paper.line("签发机关", left + paper.mm(18), back + paper.mm(37), label)
    paper.line("示例市公安局样张分局", left + paper.mm(34), back + paper.mm(36.6), value)
    paper.line("有效期限", left + paper.mm(18), back + paper.mm(45), label)
    validity = f"{issued}.03.12-{issued + 20}.03.12"
    paper.line(validity, left + paper.mm(34), back + paper.mm(44.6), value)
    if random.random() < 0.6:
        note = Style(Face.SONG, 11.0, scene.pen())
        text = f"此复印件仅供{scene.written_name(spaced=0.0)}申报职称使用"
        paper.line(text, left, back + tall + paper.mm(12), note)


def inch_photo(scene: Scene) -> None:
    """一寸免冠照片 alone: 25 × 35 mm, without any word."""
    paper = scene.paper(25, 35)
    paste_photo(paper, 0, 0, scene.random, 35)


def _certificate_paper(scene: Scene, width: float, height: float, loud: bool = False) -> Paper:
    random = scene.random
    ground = random.choice(((252, 246, 232), (250, 248, 240), (246, 250, 244), (253, 250, 246)))
    paper = scene.paper(width, height, ground)
    if loud or random.random() < 0.6:
        pale = tuple(max(0, level - random.randint(8, 16)) for level in ground)
        watermark(paper, (pale[0], pale[1], pale[2]), random)
    colour = random.choice((MAROON, GOLD, GOLD, (196, 48, 44)))
    if loud or random.random() < 0.7:
        wave_border(paper, 13, colour, random)
    else:
        gap = paper.mm(13)
        for extra, thick in ((0.0, 0.8), (paper.mm(2.2), 0.25)):
            edge = gap + extra
            right, bottom = paper.width - edge, paper.height - edge
            paper.frame(edge, edge, right, bottom, thick, colour)
    return paper
