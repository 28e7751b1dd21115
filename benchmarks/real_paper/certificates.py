"""Ornate certificates: guilloche, borders, calligraphy, portraits, holographic labels."""

from __future__ import annotations

from random import Random

from benchmarks.real_paper.occasion import BROWN, CRIMSON, GOLD, Occasion, printed
from benchmarks.real_paper.ornaments import (
    display_letters,
    emblem,
    guilloche,
    hologram,
    ornate_border,
)
from tools.drawing.fonts import Face
from tools.drawing.marks import DrawnPage
from tools.drawing.ornaments import paste_code, paste_photo
from tools.drawing.paper import Paper, Style
from tools.drawing.words import GRADES, PROJECTS, PUBLIC_COURSES, SPECIAL_COURSES, chinese_day, day


def _certificate(at: Occasion, wide: float, tall: float) -> Paper:
    """Take a sheet with a guilloche ground and an ornate border."""
    random = at.random
    ground = random.choice(((253, 249, 238), (250, 250, 246), (248, 251, 247), (255, 252, 246)))
    paper = at.sheet(wide, tall, ground)
    if random.random() < 0.8:
        tint = random.choice(((232, 214, 186), (206, 224, 212), (240, 222, 220), (200, 214, 234)))
        guilloche(paper, tint, random)
    ornate_border(paper, random.uniform(9, 13), random.choice((GOLD, GOLD, CRIMSON, BROWN)), random)
    return paper


def _heading(paper: Paper, text: str, y: float, size: float, random: Random) -> float:
    """Write a title as calligraphy: by a brush's face, heavy, red, gold or black, with air."""
    face = random.choice((Face.RUNNING, Face.PEN, Face.KAI, Face.HEAVY))
    colour = random.choice((CRIMSON, CRIMSON, GOLD, (40, 34, 30)))
    weight = 2.0 if face in (Face.RUNNING, Face.PEN) else 1.0
    style = Style(face, size, colour, weight, random.choice((0.1, 0.3, 0.6)), 1.55)
    return paper.centred(text, y, paper.fitted(text, style, paper.width * 0.7))


def title_book(at: Occasion) -> DrawnPage:
    """职称证书 laid open: a portrait below a seal without ink on the left, rows on the right."""
    random, scene, issuer = at.random, at.scene, at.issuers[0]
    paper = _certificate(at, 250, 176)
    if random.random() < 0.6:
        middle = (paper.width / 2, 0.0)
        paper.rule(middle, (middle[0], paper.height), width=0.4, colour=(214, 208, 196))
    y = _heading(paper, random.choice(("专业技术资格证书", "职称证书")), paper.mm(22), 28, random)
    top = y + paper.mm(4)
    paste_photo(paper, paper.mm(44), top, random, 42)
    at.other_seal(paper, issuer, paper.mm(72), top + paper.mm(34), inked=False)
    small = printed(random, 10.5)
    paper.line(f"管理号：{random.randint(10**9, 10**10)}", paper.mm(32), top + paper.mm(62), small)
    hologram(paper, paper.mm(38), paper.height - paper.mm(48), random.uniform(14, 20), random)
    body = printed(random, random.choice((12.0, 13.0, 14.0)))
    rows = [
        ("姓　　名", scene.written_name()), ("性　　别", scene.person.gender),
        ("工作单位", scene.written_employer()), ("专业名称", scene.pick("specialty")),
        ("资格名称", scene.pick("title")), ("授予时间", day(random, random.randint(2012, 2023))),
    ]  # fmt: skip
    if random.random() < 0.4:
        rows.insert(2, ("身份证号", scene.person.id_number))
    y = top
    for label, value in rows:
        x = paper.line(f"{label}：", paper.mm(128), y, body)
        room = paper.width - paper.mm(20) - x
        y = paper.paragraph(value, x + paper.mm(1), y, room, body, indent=0) + paper.mm(1.4)
        if random.random() < 0.3:
            rule = (x, y - paper.mm(1.8))
            paper.rule(rule, (paper.width - paper.mm(22), rule[1]), width=0.15)
    low = max(y + paper.mm(3), paper.height - paper.mm(42))
    right = paper.width - paper.mm(24)
    paper.flush_right(f"发证机关：{issuer}", right, low, body.at(10.5))
    at.other_seal(paper, issuer, right - paper.mm(24), low + paper.mm(4))
    return paper.finished("title_book")


def honour(at: Occasion) -> DrawnPage:
    """荣誉证书 with a title of calligraphy; now and then a brush wrote the name."""
    random, scene = at.random, at.scene
    issuer = at.issuers[0] if random.random() < 0.7 else scene.written_employer()
    paper = _certificate(at, 285, 202)
    title = random.choice(("荣誉证书", "获奖证书", "表彰决定", "聘书"))
    y = _heading(paper, title, paper.mm(28), random.choice((44.0, 52.0, 60.0)), random)
    body, name = printed(random, random.choice((17.0, 19.0, 21.0))), scene.written_name(spaced=0.3)
    left, width = paper.mm(44), paper.width - paper.mm(88)
    y += paper.mm(4)
    if random.random() < 0.2 and not scene.person.dotted:
        brush = Style(Face.RUNNING, body.size * 1.4, (30, 26, 26), 1.0)
        x = paper.handwriting(scene.person.name, left, y - paper.mm(2), brush, random)
        paper.line("同志：", x + paper.mm(2), y, body)
        y += paper.em(body) * 1.8
    else:
        y = paper.paragraph(f"{name}同志：", left, y, width, body, indent=0)
    text = random.choice((
        f"在{random.choice(PROJECTS)}中成绩突出，荣获{random.choice(GRADES)}。特发此证，以资鼓励。",
        f"您与{'、'.join(scene.written_name(one, 0) for one in scene.others(2))}共同完成的成果"
        f"《{random.choice(PROJECTS)}》荣获{random.choice(GRADES)}，特颁此证。",
        f"{scene.written_employer()}{scene.pick('department')}{name}被评为"
        f"{random.randint(2016, 2024)}年度先进个人。",
    ))  # fmt: skip
    y = paper.paragraph(text, left, y, width, body)
    low, right = max(y + paper.mm(8), paper.mm(142)), paper.width - paper.mm(46)
    paper.flush_right(issuer, right, low, body.at(15))
    year, month = random.randint(2014, 2024), random.randint(1, 12)
    paper.flush_right(chinese_day(year, month, 9), right, low + paper.mm(11), body.at(15))
    middle = right - paper.length(issuer, body.at(15)) / 2
    if issuer in at.issuers:
        at.other_seal(paper, issuer, middle, low + paper.mm(6))
    else:
        at.own_seal(paper, middle, low + paper.mm(6))
    paper.line(f"编号：{year}-{random.randint(100, 999)}", left, low + paper.mm(6), body.at(11))
    return paper.finished("honour")


def course(at: Occasion) -> DrawnPage:
    """培训结业证书 of a training centre: its own logo, a code, a holographic label, two seals."""
    random, scene, issuer = at.random, at.scene, at.issuers[0]
    paper = _certificate(at, *random.choice(((210.0, 148.0), (285.0, 202.0), (210.0, 285.0))))
    grow, width = paper.width_mm / 210, paper.width_mm
    size = round(paper.mm(4.4) * grow)
    colour = emblem(paper, paper.mm(20), paper.mm(18), size * 1.6, random)
    display_letters(paper, issuer, paper.mm(20) + size * 2, paper.mm(19), size, colour, random)
    y = _heading(paper, random.choice(("结业证书", "培训合格证书", "继续教育证书")),
                 paper.mm(27) * grow, 30 * grow, random)  # fmt: skip
    body = printed(random, random.choice((12.0, 13.5)) * grow)
    hours, subject = random.randint(2, 9) * 10, random.choice((*SPECIAL_COURSES, *PUBLIC_COURSES))
    text = (
        f"{scene.written_name(spaced=0.4)}（{scene.written_employer()}）于"
        f"{day(random, random.randint(2018, 2024))}起参加“{subject}”培训班，共{hours}学时，"
        "成绩合格，准予结业。"
    )
    left, y = paper.mm(30), y + paper.mm(3)
    if random.random() < 0.4:
        paste_photo(paper, paper.mm(width - 54), y, random, 30 * min(grow, 1.2))
        room = paper.mm(width - 88)
    else:
        room = paper.mm(width - 60)
    y = paper.paragraph(text, left, y, room, body)
    low = max(y + paper.mm(6), paper.height - paper.mm(48) * grow)
    if random.random() < 0.6:
        paste_code(
            paper, f"https://zs.example/{random.randint(10**8, 10**9)}", left, low, 18 * grow
        )
    else:
        hologram(paper, left, low, 18 * grow, random)
    right = paper.mm(width - 26)
    paper.flush_right(issuer, right, low + paper.mm(4), body.at(11.5 * grow))
    paper.flush_right(day(random, 2024), right, low + paper.mm(11) * grow, body.at(11.5 * grow))
    at.other_seal(paper, issuer, right - paper.mm(24), low + paper.mm(8))
    if random.random() < 0.4:
        at.other_seal(paper, at.issuers[1], paper.mm(width / 2), low + paper.mm(8))
    return paper.finished("course")


def patent(at: Occasion) -> DrawnPage:
    """专利证书: guilloche all over, inventors in a row, the holder, a seal without ink."""
    random, scene = at.random, at.scene
    paper = _certificate(at, 210, 297)
    y = _heading(paper, "实用新型专利证书", paper.mm(40), 30, random) + paper.mm(10)
    body, left = printed(random, 12.0, 1.9), paper.mm(36)
    people = [scene.written_name(one, 0.0) for one in scene.others(3)]
    people.insert(random.randrange(4), scene.written_name(spaced=0.0))
    rows = (
        ("实用新型名称", f"一种{random.choice(PROJECTS)[-10:]}装置"), ("发明人", ";".join(people)),
        ("专利号", f"ZL {random.randint(2015, 2023)} 2 {random.randint(10**7, 10**8)}.X"),
        ("专利申请日", day(random, 2021)), ("专利权人", scene.written_employer()),
        ("授权公告日", day(random, 2022)),
    )  # fmt: skip
    for label, value in rows:
        x = paper.line(f"{label}：", left, y, body)
        y = paper.paragraph(value, x, y, paper.width - paper.mm(34) - x, body, indent=0)
        y += paper.mm(3)
    note = "本实用新型经过初步审查，决定授予专利权，颁发本证书并在专利登记簿上予以登记。"
    y = paper.paragraph(note, left, y + paper.mm(6), paper.mm(138), body.at(10.5))
    low = max(y + paper.mm(8), paper.mm(228))
    paste_code(paper, f"P{random.randint(10**9, 10**10)}", left, low, 20)
    at.other_seal(paper, at.issuers[0], paper.mm(152), low + paper.mm(10), inked=False)
    at.other_seal(paper, at.issuers[0], paper.mm(140), low + paper.mm(16))
    return paper.finished("patent")
