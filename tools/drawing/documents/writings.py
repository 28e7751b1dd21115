"""Writings: papers, reports, summaries, plain pages of text."""

from __future__ import annotations

from tools.drawing.documents.official import table
from tools.drawing.fonts import Face
from tools.drawing.marks import Role
from tools.drawing.ornaments import UYGHUR_LINES, uyghur_line
from tools.drawing.paper import Paper, Style
from tools.drawing.people import Person
from tools.drawing.scene import Scene
from tools.drawing.words import DEPARTMENTS, PROJECTS, SPECIALTIES, SUMMARY, day, sentences

_ENGLISH = (
    "Field data were collected at twelve stations over three winters.",
    "The proposed scheme reduces energy use by about twelve percent.",
    "Results show that the slope remains stable under seasonal freezing.",
    "A layered platform was built to collect and judge the readings.",
    "The method was verified in a trial section of 320 metres.",
)


def paper_front(scene: Scene) -> None:
    """论文首页: authors in Chinese and Latin letters, employers in a footnote. Facts: ``year``."""
    random, paper = scene.random, scene.paper(210, scene.random.choice((285.0, 297.0)))
    year, journal = scene.number("year", 2015, 2024), scene.pick("journal")
    left, right = paper.mm(20), paper.width - paper.mm(20)
    width = right - left
    small = Style(Face.SONG, 9.0, scene.ink())
    issue = random.randint(1, 12)
    paper.line(f"{year}年第{issue}期", left, paper.mm(12), small)
    paper.centred(journal, paper.mm(12), small)
    paper.flush_right(f"总第{random.randint(80, 400)}期", right, paper.mm(12), small)
    paper.rule((left, paper.mm(18)), (right, paper.mm(18)), width=0.2)
    project = scene.pick("project")
    title = f"{project}的若干问题分析"
    heading = paper.fitted(title, Style(Face.HEI, 19.0, weight=1.0), width)
    y = paper.centred(title, paper.mm(27), heading)
    authors = [scene.person, *scene.others(random.choice((0, 1, 2, 2, 3)))]
    if random.random() < 0.3:
        random.shuffle(authors)
    kai = Style(Face.KAI, 13.0, scene.ink())
    y = paper.centred("，".join(scene.written_name(author, 0.0) for author in authors), y, kai)
    employers = list(dict.fromkeys(author.employer.name for author in authors))
    for employer in employers[:2]:
        y = paper.centred(f"（{employer}，830000）", y, small)
    inner, room = left + paper.mm(8), width - paper.mm(16)
    kai_small = Style(Face.KAI, 9.5, scene.ink(), leading=1.5)
    about = (
        f"摘要：{sentences(random, 3)}",
        f"关键词：{scene.pick('specialty')}；干旱区；优化；应用",
    )
    y = paper.paragraphs(about, inner, y + paper.mm(2), room, kai_small)
    y = paper.centred("Analysis of Several Engineering Problems", y + paper.mm(3), small.at(13.0))
    form = random.randrange(3)
    latin = ", ".join(author.latin_forms()[form] for author in authors)
    y = paper.centred(latin, y, small.at(10.5))
    english = " ".join(random.sample(_ENGLISH, 4))
    y = paper.paragraph(f"Abstract: {english}", inner, y, room, small, indent=0)
    foot = paper.height - paper.mm(32)
    _columns(scene, paper, left, y + paper.mm(5), right, foot - paper.mm(5))
    _footnote(scene, paper, left, foot, width, small.at(8.0))


def _columns(
    scene: Scene, paper: Paper, left: float, top: float, right: float, bottom: float
) -> None:
    """Fill two columns with body text, headings between."""
    style = Style(Face.SONG, 9.5, scene.ink(), leading=1.45)
    heading = Style(Face.HEI, 11.0, scene.ink(), leading=1.6)
    gap = paper.mm(7)
    width = (right - left - gap) / 2
    for column in range(2):
        x, y = left + column * (width + gap), top
        y = paper.paragraph(f"{column + 1}　工程概况与方法", x, y, width, heading, indent=0)
        while y < bottom - paper.em(style) * 9:
            y = paper.paragraph(sentences(scene.random, 3), x, y, width, style)


def _footnote(
    scene: Scene, paper: Paper, left: float, y: float, width: float, style: Style
) -> None:
    random, person = scene.random, scene.person
    paper.rule((left, y), (left + width * 0.3, y), width=0.2)
    year = scene.number("year", 2015, 2024)
    text = (
        f"收稿日期：{year}-0{random.randint(1, 9)}-1{random.randint(0, 9)}　作者简介：{person.name}"
        f"（{person.born.year}—），{person.gender}，{person.ethnicity}，"
        f"{scene.written_employer()}，主要从事{scene.pick('specialty')}工作。"
    )
    paper.paragraph(text, left, y + paper.mm(2), width, style, indent=0)


def journal_cover(scene: Scene) -> None:
    """期刊封面: no occurrence as a rule, a list of titles in this issue."""
    random, paper = scene.random, scene.paper()
    ground = random.choice(((30, 84, 140), (40, 104, 84), (140, 44, 50), (66, 70, 96)))
    paper.pen.rectangle((0, 0, paper.width, paper.mm(96)), fill=ground)
    journal = scene.pick("journal")
    style = Style(random.choice((Face.HEAVY, Face.KAI, Face.HEI)), 44.0, (250, 250, 246), 0.5, 0.1)
    paper.centred(journal, paper.mm(34), style)
    latin = Style(Face.SONG, 13.0, (240, 240, 236), spacing=0.1)
    paper.centred("JOURNAL OF REGIONAL ENGINEERING", paper.mm(60), latin)
    year, issue = scene.number("year", 2015, 2024), random.randint(1, 12)
    body = Style(Face.HEI, 15.0, scene.ink())
    y = paper.centred(f"{year}年第{issue}期", paper.mm(112), body)
    y += paper.mm(12)
    for project in random.sample(PROJECTS, 5):
        y = paper.paragraph(f"□ {project}研究", paper.mm(40), y, paper.mm(140), body.at(12.0), 0)
    small = Style(Face.SONG, 10.5, scene.ink())
    low = paper.height - paper.mm(30)
    number = f"ISSN 1999-{random.randint(1000, 9999)}　CN 65-{random.randint(1000, 1999)}/T"
    paper.centred(number, low, small)


def journal_contents(scene: Scene) -> None:
    """期刊目录: titles with their authors, the applicant's among them. Facts: ``project``."""
    random, paper = scene.random, scene.paper()
    year, journal = scene.number("year", 2015, 2024), scene.pick("journal")
    y = paper.centred("目　次", paper.mm(24), scene.title(22.0))
    small = Style(Face.SONG, 10.5, scene.ink(), leading=1.5)
    y = paper.centred(f"{journal}　{year}年第{random.randint(1, 12)}期", y, small)
    left, right = paper.mm(22), paper.width - paper.mm(22)
    people = scene.others(11)
    entries: list[tuple[str, list[Person]]] = []
    titles = random.sample(PROJECTS, len(PROJECTS))
    for number in range(11):
        authors = [people[number % len(people)], *scene.others(random.choice((0, 1, 2)))]
        unique = list(dict.fromkeys(authors))
        entries.append((f"{titles[number % len(titles)]}探讨", unique))
    own = scene.pick("project")
    place = random.randrange(11)
    entries.insert(place, (f"{own}的若干问题分析", [scene.person, *scene.others(1)]))
    number, y = 1, y + paper.mm(4)
    style = scene.body(10.5)
    for title, authors in entries:
        end = paper.line(title, left, y, style)
        names = "，".join(scene.written_name(author, 0.0) for author in authors)
        tail = f"{names}（{number}）"
        start = right - paper.length(tail, style)
        if start < end + paper.mm(4):
            y += paper.em(style) * 1.5
            end = left + paper.mm(20)
        paper.rule((end + paper.mm(2), y + paper.em(style) * 0.55),
                   (max(end + paper.mm(2), start - paper.mm(2)), y + paper.em(style) * 0.55),
                   width=0.12, colour=(150, 150, 150))  # fmt: skip
        paper.line(tail, start, y, style)
        y += paper.em(style) * 1.95
        number += random.randint(3, 7)


def search_report(scene: Scene) -> None:
    """检索报告 of a library on the applicant's paper. Facts: ``project``, ``journal``."""
    random, paper = scene.random, scene.paper()
    library = f"{scene.authority[:2]}科技情报检索中心"
    y = paper.centred("论文收录检索报告", paper.mm(26), scene.title(22.0))
    body = scene.body(random.choice((10.5, 12.0)))
    left, width = paper.mm(24), paper.width - paper.mm(48)
    y = paper.paragraph(f"报告编号：JS-{random.randint(10000, 99999)}", left, y, width, body, 0)
    year = scene.number("year", 2015, 2024)
    project, journal = scene.pick("project"), scene.pick("journal")
    rows = [
        ("委托人", scene.written_name(spaced=0.3)),
        ("委托单位", scene.written_employer()),
        ("论文题目", f"{project}的若干问题分析"),
        ("作　者", "、".join([scene.person.name, *(other.name for other in scene.others(2))])),
        ("刊　名", f"{journal}（ISSN 1999-{random.randint(1000, 9999)}）"),
        ("出版年期", f"{year}年第{random.randint(1, 12)}期"),
        ("检索结果", "经检索，上述论文已被本中心数据库收录，内容与原刊一致。"),
    ]
    style = body.at(11.0)
    header = ("项目", "内容")
    y = table(paper, [header, *rows], left, y + paper.mm(2), width, (0.2, 0.8), style, paper.mm(12))
    y = paper.paragraph(sentences(random, 2), left, y + paper.mm(5), width, body)
    right = paper.width - paper.mm(34)
    y = max(y + paper.mm(14), paper.mm(206))
    paper.line(f"检索人：{scene.leader().name}", left, y, body)
    paper.flush_right(library, right, y, body)
    paper.flush_right(day(random, year + 1), right, y + paper.mm(10), body)
    scene.other_seal(paper, library, right - paper.mm(24), y + paper.mm(5), "检索专用章")


def report_cover(scene: Scene) -> None:
    """项目报告封面 with the employer's name. Facts: ``project``, ``year``."""
    random, paper = scene.random, scene.paper()
    project = scene.pick("project")
    title = Style(random.choice((Face.HEAVY, Face.HEI)), 26.0, scene.ink(), 1.0, leading=1.6)
    half = (len(project) + 1) // 2
    y = paper.centred(project[:half], paper.mm(70), title)
    y = paper.centred(project[half:], y, title)
    sort = random.choice(("项目实施报告", "技术总结报告", "可行性研究报告"))
    y = paper.centred(sort, y + paper.mm(8), title.at(22.0))
    body = Style(random.choice((Face.SONG, Face.FANGSONG, Face.KAI)), 15.0, scene.ink(), 0.5)
    helper, checker = scene.others(2)
    rows = (
        ("编制单位", scene.written_employer()),
        ("项目负责人", scene.written_name(spaced=0.4)),
        ("编　　写", f"{scene.written_name(spaced=0.0)}　{scene.written_name(helper, 0.0)}"),
        ("审　　核", scene.written_name(checker)),
    )
    y += paper.mm(34)
    for label, value in rows:
        paper.spread(label.replace("\u3000", ""), paper.mm(46), paper.mm(74), y, body)
        paper.line("：", paper.mm(74), y, body)
        look = paper.fitted(value, body, paper.mm(104), 0.95)
        paper.line(value, paper.mm(82), y, look)
        y += paper.mm(13)
    year = scene.number("year", 2018, 2024)
    paper.centred(f"{year}年{random.randint(1, 12)}月", paper.mm(262), body)
    if scene.fact("seal", "yes", "no") == "yes":
        scene.own_seal(paper, paper.mm(130), y - paper.mm(46))


def report_page(scene: Scene) -> None:
    """项目报告正文 with the employer's short name in the header and in the text."""
    random, paper = scene.random, scene.paper()
    left, right = paper.mm(26), paper.width - paper.mm(26)
    small = Style(random.choice((Face.KAI, Face.SONG)), 9.5, scene.ink())
    short = scene.person.employer.short
    project = scene.pick("project")
    paper.line(short, left, paper.mm(13), small)
    paper.flush_right(project, right, paper.mm(13), small)
    paper.rule((left, paper.mm(19)), (right, paper.mm(19)), width=0.2)
    body = scene.body(random.choice((10.5, 12.0)))
    heading = Style(Face.HEI, body.size + 3, scene.ink(), 0.5)
    chapter, y = random.randint(2, 5), paper.mm(28)
    y = paper.paragraph(f"{chapter}　实施过程与成效", left, y, right - left, heading, indent=0)
    for part in range(3):
        y = paper.paragraph(f"{chapter}.{part + 1}　{random.choice(SPECIALTIES)}", left, y,
                            right - left, heading.at(body.size + 1), indent=0)  # fmt: skip
        text = sentences(random, 3)
        if part == 1:
            text = (
                f"{short}成立了由{scene.written_name(spaced=0.0)}牵头的{random.choice(DEPARTMENTS)}小组。"
                + text
            )
        y = paper.paragraph(text, left, y, right - left, body)
    other = scene.others(1)[0]
    text = f"本章由{other.name}复核，数据来自{other.employer.name}。"
    paper.paragraph(text, left, y, right - left, body)
    paper.centred(f"— {random.randint(8, 60)} —", paper.height - paper.mm(18), small)


def dense_text(scene: Scene) -> None:
    """A full page of text in which the applicant does not occur."""
    random, paper = scene.random, scene.paper()
    left, right = paper.mm(25), paper.width - paper.mm(25)
    body = scene.body(random.choice((10.5, 11.0, 12.0, 14.0)))
    heading = Style(Face.HEI, body.size + 3, scene.ink(), 0.5)
    y, number = paper.mm(22), random.randint(1, 6)
    bottom = paper.height - paper.mm(26)
    while y < bottom - paper.em(body) * body.leading * 5:
        y = paper.paragraph(
            f"{number}　{random.choice(SPECIALTIES)}要点", left, y, right - left, heading, 0
        )
        number += 1
        for _ in range(2):
            if y < bottom - paper.em(body) * body.leading * 4:
                text = sentences(random, random.randint(2, 3))
                if random.random() < 0.35:
                    other = scene.others(1)[0]
                    text += f"{other.name}等人在{other.employer.name}作了类似试验。"
                y = paper.paragraph(text, left, y, right - left, body)
    paper.centred(f"{random.randint(3, 180)}", paper.height - paper.mm(16), body.at(9.5))


def work_summary(scene: Scene) -> None:
    """业务工作总结: must not name the applicant; now and then it does. Facts: ``named``."""
    random, paper = scene.random, scene.paper()
    y = paper.centred("业务工作总结", paper.mm(26), scene.title(22.0))
    left, right = paper.mm(27), paper.width - paper.mm(27)
    body = scene.body(random.choice((12.0, 14.0)))
    if scene.fact("named", "no", "no", "yes") == "yes":
        text = f"本人{scene.written_name(spaced=0.0)}，现在{scene.written_employer()}工作。"
        y = paper.paragraph(text, left, y + paper.mm(3), right - left, body)
    for head, choices in SUMMARY.items():
        if y > paper.height - paper.mm(62):
            break
        y = paper.paragraph(head, left, y, right - left, body.wearing(Face.HEI))
        text = "".join(random.sample(choices, len(choices))) + sentences(random, 1)
        y = paper.paragraph(text, left, y, right - left, body)


def uyghur_notice(scene: Scene) -> None:
    """A bilingual notice: Uyghur lines above Chinese ones, one of them with the applicant."""

    random, paper = scene.random, scene.paper()
    y = paper.mm(30)
    for text in random.sample(UYGHUR_LINES, 3):
        uyghur_line(paper, text, paper.width / 2, y, random.choice((20.0, 24.0)))
        y += paper.mm(15)
    left, width = paper.mm(27), paper.width - paper.mm(54)
    body = scene.body(14.0)
    y = paper.centred("培训通知", y + paper.mm(6), scene.title(22.0))
    people = scene.others(4)
    names = "、".join(scene.written_name(one, 0.0) for one in [*people, scene.person])
    text = f"请{names}等同志于{day(random, 2024)}到{scene.authority}报到，参加双语培训。"
    y = paper.paragraphs((text, sentences(random, 2)), left, y, width, body)
    paper.line("联系人：", left, y + paper.mm(6), body, role=Role.TEXT)
    paper.line(people[0].name, left + paper.mm(26), y + paper.mm(6), body)
