"""Layouts that are held aside for measuring: nobody tunes on them.

Which seeds draw them is in ``benchmarks/held_aside.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.documents.official import table
from tools.drawing.fonts import Face, face_for, font
from tools.drawing.marks import InkMark, Role, Setting
from tools.drawing.ornaments import joined_uyghur, paste_photo
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import DOTS, Person, han_person
from tools.drawing.scene import Scene
from tools.drawing.seals import DrawnSeal, stamp
from tools.drawing.words import DEPARTMENTS, DUTIES, GRADES, PROJECTS, SPECIALTIES, day, sentences

_UYGHUR_PARTS = {
    "买买提": "مەمەت", "吐尔逊": "تۇرسۇن", "阿布都热合曼": "ئابدۇراخمان", "艾合买提": "ئەھمەت",
    "玉素甫": "يۈسۈپ", "依明": "ئىمىن", "热合曼": "راخمان", "木合塔尔": "مۇختار",
    "库尔班": "قۇربان", "阿不力孜": "ئابلىز", "亚森": "ياسىن", "努尔麦麦提": "نۇرمەمەت",
    "艾尔肯": "ئەركىن", "帕尔哈提": "پەرھات", "古丽娜尔": "گۈلنار", "阿依古丽": "ئايگۈل",
    "热孜亚": "رازىيە", "迪丽努尔": "دىلنۇر", "帕提古丽": "پاتىگۈل", "米日古丽": "مىھرىگۈل",
    "茹仙古丽": "روشەنگۈل", "布威阿依谢木": "بۇۋەيشەم",
}  # fmt: skip
_UYGHUR_HAN = ("جاڭ ۋېي", "لى مىڭ", "ۋاڭ فاڭ", "ليۇ جيەن", "چېن جۇن", "ياڭ لى")
_UYGHUR_EMPLOYERS = (
    "شىنجاڭ قۇرۇلۇش چەكلىك شىركىتى",
    "ئۈرۈمچى سۇ ئىشلىرى لايىھەلەش ئىنستىتۇتى",
    "قەشقەر ئېلېكتر ئۈسكۈنىلىرى چەكلىك شىركىتى",
    "خوتەن يول كۆۋرۈك چەكلىك شىركىتى",
)
_GREY = (206, 206, 210)


def bilingual_card(scene: Scene) -> None:
    """工作证: each label and value in Uyghur above Chinese, with photo and the employer's seal."""
    random, paper, person = scene.random, scene.paper(148, 210, (248, 250, 252)), scene.person
    arabic = Style(Face.UYGHUR, random.choice((11.0, 12.5, 14.0)))
    body = Style(random.choice((Face.SONG, Face.HEI)), random.choice((11.0, 12.0)), scene.ink())
    y = _arabic(paper, "خىزمەت كىنىشكىسى", paper.width / 2, paper.mm(16), arabic.at(20.0))
    y = paper.centred("工作证", y + paper.mm(2), Style(Face.HEI, 22.0, RED, 1.0, 0.3))
    paste_photo(paper, paper.width - paper.mm(50), y + paper.mm(4), random, 35)
    employer = _UYGHUR_EMPLOYERS[sum(map(ord, person.employer.name)) % len(_UYGHUR_EMPLOYERS)]
    rows = (
        ("ئىسمى", "姓　名", _uyghur_name(person, random), scene.written_name(), Role.NAME),
        ("ئورنى", "单　位", employer, scene.written_employer(), Role.EMPLOYER),
        ("ۋەزىپىسى", "职　务", "تېخنىك", random.choice(DUTIES), Role.TEXT),
        ("نومۇرى", "编　号", "", f"GZ{random.randint(10000, 99999)}", Role.TEXT),
    )
    y += paper.mm(46)
    middle = paper.width * 0.5
    for uyghur_label, label, uyghur_value, value, role in rows:
        if uyghur_value:
            _arabic(paper, uyghur_label, paper.width - paper.mm(18), y, arabic)
            _arabic(paper, uyghur_value, middle, y, arabic, role)
        y += paper.em(arabic) * 1.7
        x = paper.line(f"{label}：", paper.mm(16), y, body)
        y = paper.paragraph(value, x + paper.mm(2), y, paper.width - paper.mm(18) - x, body, 0)
        y += paper.mm(4)
    scene.own_seal(paper, paper.width - paper.mm(36), paper.height - paper.mm(28))


def _uyghur_name(person: Person, random: Random) -> str:
    parts = person.name
    for dot in DOTS:
        parts = parts.replace(dot, "·")
    known = [_UYGHUR_PARTS[part] for part in parts.split("·") if part in _UYGHUR_PARTS]
    return " ".join(known) or random.choice(_UYGHUR_HAN)


def _arabic(
    paper: Paper, text: str, middle: float, y: float, style: Style, role: Role = Role.TEXT
) -> float:
    shaped = joined_uyghur(text)
    x = middle - paper.length(shaped, style) / 2
    with paper.set_as(Setting.ARABIC):
        paper.line(shaped, x, y, style, role=role)
    return y + paper.em(style) * style.leading


def insurance_statement(scene: Scene) -> None:
    """社保缴费证明: small print in narrow cells, the employer in every row."""
    random, paper, person = scene.random, scene.paper(), scene.person
    small = Style(random.choice((Face.SONG, Face.HEI)), random.choice((7.5, 8.0, 9.0)), scene.ink())
    y = paper.centred("社会保险个人参保缴费证明", paper.mm(20), Style(Face.HEI, 18.0, scene.ink()))
    left, width = paper.mm(14), paper.width - paper.mm(28)
    head = [("姓名", person.name, "性别", person.gender), ("证件号码", person.id_number, "民族",
            person.ethnicity)]  # fmt: skip
    y = table(paper, head, left, y, width, (0.15, 0.45, 0.15, 0.25), small, paper.mm(8))
    year = random.randint(2019, 2023)
    rows = [("缴费年月", "单位名称", "缴费基数", "个人缴费")]
    rows += [
        (f"{year}{month:02d}", person.employer.name, f"{random.randint(4200, 9800)}.00",
         f"{random.randint(330, 790)}.{random.randint(10, 99)}")
        for month in range(1, 13)
    ]  # fmt: skip
    shares = (0.15, 0.50, 0.18, 0.17)
    y = table(paper, rows, left, y + paper.mm(4), width, shares, small, paper.mm(6.5))
    note = f"本证明由{scene.authority}出具，{day(random, year + 1)}打印，验证期三个月。"
    paper.paragraph(note, left, y + paper.mm(6), width, small)
    scene.other_seal(paper, scene.authority, paper.width - paper.mm(48), y + paper.mm(30))


def watermarked_report(scene: Scene) -> None:
    """检测报告: the employer as a pale slanting watermark, in the header and the footer."""
    random, paper = scene.random, scene.paper()
    employer, left = scene.person.employer, paper.mm(24)
    _slanting(paper, employer.short or employer.name, random)
    width = paper.width - 2 * left
    small, body = Style(Face.KAI, 9.0, scene.ink()), scene.body(random.choice((10.5, 12.0)))
    paper.line(employer.name, left, paper.mm(12), small)
    paper.flush_right(f"报告编号 JC{random.randint(1000, 9999)}", left + width, paper.mm(12), small)
    paper.rule((left, paper.mm(18)), (left + width, paper.mm(18)), width=0.2)
    y = paper.centred("检　测　报　告", paper.mm(28), scene.title(20.0))
    for _ in range(2):
        y = paper.paragraph(sentences(random, 3), left, y, width, body)
    rows = [("项目", "标准值", "实测值", "检测人")]
    for person in (scene.person, *scene.others(3)):
        number = random.randint(20, 90)
        rows.append((random.choice(SPECIALTIES), str(number), str(number + 2), person.name))
    shares = (0.40, 0.18, 0.18, 0.24)
    y = table(paper, rows, left, y + paper.mm(3), width, shares, body.at(10.5), paper.mm(9))
    leader = scene.leader().name
    signed = f"批准：{leader}　审核：{scene.others(1)[0].name}　编写：{scene.person.name}"
    paper.paragraph(signed, left, y + paper.mm(8), width, body, 0)
    paper.centred(
        f"{employer.name}　第{random.randint(1, 9)}页", paper.height - paper.mm(14), small
    )


def _slanting(paper: Paper, text: str, random: Random) -> None:
    """Write a pale word slantwise across the sheet, and mark each of its letters."""
    size, angle = round(paper.mm(random.uniform(11, 15))), random.uniform(24, 38)
    step = size * 1.15
    sheet = Image.new("L", paper.image.size, 0)
    pen = ImageDraw.Draw(sheet)
    middle = np.array([paper.width / 2, paper.height / 2])
    along = np.array([np.cos(np.radians(angle)), -np.sin(np.radians(angle))])
    down = np.array([along[1] * -1, along[0]])
    boxes = []
    for place, letter in enumerate(text):
        reach = (place - (len(text) - 1) / 2) * step
        pen.text((middle[0] + reach, middle[1]), letter, fill=255, anchor="mm",
                 font=font(face_for(letter, Face.HEI), size))  # fmt: skip
        centre = middle + along * reach
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        half = size * 0.46
        boxes.append(tuple(tuple((centre + (along * x + down * y) * half).tolist())
                           for x, y in corners))  # fmt: skip
    ink = np.array(sheet.rotate(angle, resample=Image.Resampling.BICUBIC), dtype=np.uint8)
    paper.tint(ink, 0, 0, _GREY)
    mark = InkMark(Role.EMPLOYER_SHORT, text, tuple(boxes), float(size), setting=Setting.WATERMARK)
    paper.marks.append(mark)


def namesake_list(scene: Scene) -> None:
    """参会人员名单 of a like-sounding company: near-namesakes everywhere, the applicant on half."""
    random, paper, person = scene.random, scene.paper(), scene.person
    y = paper.centred("参会人员签到表", paper.mm(24), scene.title(20.0))
    near = [colleague for colleague in scene.colleagues[:3] if colleague.name != person.name]
    people = [*near, *scene.others(9)]
    if not person.dotted:
        given = person.name[1:2] + "国"
        longer = han_person(person.name[0], given, near[0].employer, "男", random)
        paper.lexicon = replace(paper.lexicon, colleagues=[*scene.colleagues, longer])
        people.append(longer)
    if random.random() < 0.5:
        people.append(person)
    people = list(dict.fromkeys(people))
    random.shuffle(people)
    rows = [("序号", "姓名", "工作单位", "职务")]
    rows += [
        (str(number), scene.written_name(one, 0.15), one.employer.name, random.choice(DUTIES))
        for number, one in enumerate(people, 1)
    ]
    style = scene.body(random.choice((9.0, 10.5, 12.0)))
    left, width = paper.mm(18), paper.width - paper.mm(36)
    shares = (0.08, 0.24, 0.46, 0.22)
    y = table(paper, rows, left, y + paper.mm(3), width, shares, style, paper.mm(10.5))
    note = f"以上人员为{scene.authority}邀请，{day(random, 2024)}。"
    paper.paragraph(note, left, y + paper.mm(6), width, style)


def vertical_award(scene: Scene) -> None:
    """奖状 set downwards in short columns, name and employer each beginning a column."""
    random, paper = scene.random, scene.paper(297, 210, (254, 248, 236))
    edge = paper.mm(12)
    paper.frame(edge, edge, paper.width - edge, paper.height - edge, 1.2, RED)
    face = random.choice((Face.KAI, Face.SONG, Face.HEI))
    paper.vertical("奖状", paper.width - paper.mm(28), paper.mm(50), paper.mm(170),
                   Style(face, 46.0, RED, 1.0, 0.8))  # fmt: skip
    body = Style(face, random.choice((18.0, 20.0, 22.0)), scene.ink(), 0.0, 0.1, 1.8)
    text = (
        f"{scene.person.employer.name}\n{scene.person.name}同志\n在{random.choice(PROJECTS)}中"
        f"成绩突出，荣获{random.choice(GRADES)}，特颁此状以资鼓励。"
    )
    right, top, low = paper.width - paper.mm(62), paper.mm(30), paper.height - paper.mm(28)
    left = paper.vertical(text, right, top, low, body)
    paper.vertical(scene.authority, left - paper.mm(14), paper.mm(60), low, body.at(14.0))
    scene.other_seal(paper, scene.authority, left - paper.mm(18), low - paper.mm(40))


def minutes(scene: Scene) -> None:
    """会议纪要 in running text: names in lists that break anywhere, two seals over the end."""
    random, paper, person = scene.random, scene.paper(), scene.person
    left, width = paper.mm(26), paper.width - paper.mm(52)
    body = scene.body(random.choice((9.0, 12.0, 14.0, 16.0)))
    y = paper.centred("会　议　纪　要", paper.mm(30), scene.title(24.0))
    others = scene.others(7)
    present = [*others[:4], person, *others[4:]]
    names = "、".join(scene.written_name(one, 0.0) for one in present)
    paragraphs = (
        f"时间：{day(random, 2023)}。主持人：{scene.leader().name}。",
        f"参加人员：{names}等。记录人：{person.name}。",
        f"会议听取了{person.employer.name}{random.choice(DEPARTMENTS)}的汇报。"
        f"{sentences(random, 2)}",
        f"会议同意由{scene.written_employer()}牵头，{others[0].employer.name}配合。"
        f"{sentences(random, 2)}",
        f"联系人：{' '.join(person.latin)}。{sentences(random, 1)}",
    )
    y = paper.paragraphs(paragraphs, left, y, width, body)
    right = left + width
    y += paper.em(body) * 2
    paper.flush_right(person.employer.name, right, y, body)
    paper.flush_right(day(random, 2023), right - paper.mm(6), y + paper.em(body) * 2, body)
    scene.own_seal(paper, right - paper.mm(28), y + paper.mm(4))
    name = others[1].employer.name
    if name != person.employer.name:
        seal = DrawnSeal(name, diameter=38.0)
        stamp(paper, seal, (left + paper.mm(30), y + paper.mm(16)), random)


def letter(scene: Scene) -> None:
    """An English letter of reference: the name in Latin letters in every paragraph."""
    random, paper, person = scene.random, scene.paper(), scene.person
    left, width = paper.mm(28), paper.width - paper.mm(56)
    body = Style(random.choice((Face.SONG, Face.HEI)), random.choice((10.5, 12.0)), scene.ink())
    forms = person.latin_forms()
    lines = (
        "To whom it may concern,",
        f"It is my pleasure to write on behalf of {forms[1]}, who joined our field project in "
        f"{random.randint(2012, 2020)} and led its survey group for three seasons.",
        f"In this time {forms[2]} wrote two reports and trained four younger engineers. "
        "The work was careful and always in time.",
        f"I recommend {forms[0]} without any reserve.",
        f"Yours sincerely, {random.choice(('Lin Hao', 'Sun Qiang', 'Rahman Yasin'))}",
    )
    y = paper.mm(40)
    for text in lines:
        y = paper.paragraph(text, left, y, width, replace(body, leading=1.6), 0) + paper.mm(4)


UNSEEN: dict[str, Callable[[Scene], None]] = {
    drawing.__name__: drawing
    for drawing in (
        bilingual_card,
        insurance_statement,
        watermarked_report,
        namesake_list,
        vertical_award,
        minutes,
        letter,
    )
}
"""The layouts by name; :func:`tools.drawing.documents.draw_page` knows them too."""
