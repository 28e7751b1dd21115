"""Bilingual pages with a known truth: cards, name tables, red heads and pages in Uyghur alone.

All that stands there in Uyghur is marked word by word, so that what is covered of the applicant's
words, of near names and of other words can be counted. The layouts belong to the measurement alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from benchmarks.drawing import FINE, FOLDER, SEEN_DAMAGES, held_aside
from benchmarks.makers.unseen_damage import damage_unseen
from benchmarks.uyghur_words import ENDINGS, Spelled, Words, near_name
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.fonts import Face, wearing
from tools.drawing.marks import DrawnPage, Role, Setting
from tools.drawing.ornaments import joined_uyghur
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import Person, invent_colleagues, invent_person
from tools.drawing.scene import Scene
from tools.drawing.words import sentences

RESOLUTIONS = (300, 200, 200, 150, 150, 100, 75)


@dataclass(frozen=True)
class Bilingual:
    """A page, whose it is, and how name and employer stand there in Uyghur."""

    page: DrawnPage
    person: Person
    name: str
    employer: str
    face: str


@dataclass(frozen=True)
class _Own:
    name: Spelled
    employer: str


_Word = tuple[str, Role, bool]
"""A word, what it is, and whether it is nearly the applicant's name."""


def drawn(seed: int) -> Bilingual:
    """Draw and damage the page of one seed."""
    random, aside = Random(seed), held_aside()
    measuring = seed >= aside["measuring_begins"]
    words = Words(measuring=measuring)
    own = _Own(words.name(random), words.employer(random))
    person = replace(invent_person(random), name=own.name[1], traditional="")
    colleagues = invent_colleagues(person, random)
    dpi = random.choice(RESOLUTIONS)
    unseen = measuring and random.random() < aside["damage_share"]
    name = random.choice(aside["damage"]["names"] if unseen else SEEN_DAMAGES)
    name = "grey" if name == "fax" and dpi < 150 else name
    faces = aside["uyghur_faces"]
    face = random.choice(["", *faces["tuning"], *(faces["measuring"] if measuring else ())])
    draw = LAYOUTS[seed % len(LAYOUTS)]
    with wearing({Face.UYGHUR: Path(FOLDER / "faces" / face)} if face else {}):
        page = draw(Scene(person, colleagues, random, max(dpi, FINE)), own, words)
    page = lowered_to(page, dpi)
    page = damage_unseen(page, name, random) if unseen else damage(page, PRESETS[name], random)
    page = replace(page, damages=(*page.damages, name))
    return Bilingual(page, person, own.name[0], own.employer, face or "shipped")


def _write(
    paper: Paper, word: _Word, right: float, y: float, style: Style, ending: str = ""
) -> float:
    """Write a word that ends at ``right``; returns its left edge. The ending's letters are no part
    of the word's mark."""
    text, role, near = word
    shaped = joined_uyghur(text + ending)
    x = right - paper.length(shaped, style)
    with paper.set_as(Setting.ARABIC):
        paper.line(shaped, x, y, style, role=role)
    mark = paper.marks[-1]
    paper.marks[-1] = replace(mark, characters=mark.characters[len(ending) :], text=text, near=near)
    return x


def _middle(paper: Paper, text: str, y: float, style: Style, role: Role = Role.TEXT) -> float:
    style = paper.fitted(joined_uyghur(text), style, paper.width * 0.86)
    width = paper.length(joined_uyghur(text), style)
    _write(paper, (text, role, False), paper.width / 2 + width / 2, y, style)
    return y + paper.em(style) * style.leading


def _running(paper: Paper, words: Sequence[_Word], y: float, style: Style, scene: Scene) -> float:
    """Write words from right to left, line by line; returns the y below them. A word of several
    parts is broken where a line ends in one page of three."""
    left, right = paper.mm(24), paper.width - paper.mm(24)
    space, breaks = paper.em(style) * 0.32, scene.random.random() < 0.3
    x = right
    for text, role, near in words:
        parts = [text]
        if x - paper.length(joined_uyghur(text), style) < left and breaks and not near:
            parts = text.split(" ")
        for part in parts:
            declined = role in (Role.NAME, Role.EMPLOYER) and part is parts[-1]
            ending = scene.random.choice(("", *ENDINGS)) if declined else ""
            if x - paper.length(joined_uyghur(part + ending), style) < left:
                x, y = right, y + paper.em(style) * style.leading
            x = _write(paper, (part, role, near), x, y, style, ending) - space
    return y + paper.em(style) * style.leading


def _plain(text: str) -> list[_Word]:
    return [(word, Role.TEXT, False) for word in text.split(" ")]


def _own_words(own: _Own) -> tuple[_Word, _Word]:
    return (own.name[0], Role.NAME, False), (own.employer, Role.EMPLOYER, False)


def _body(scene: Scene, *sizes: float) -> Style:
    return Style(Face.UYGHUR, scene.random.choice(sizes), scene.ink())


def _others(scene: Scene, own: _Own, words: Words, count: int) -> list[tuple[Spelled, bool]]:
    """Return other people's names, and whether each is nearly the own one."""
    found: list[tuple[Spelled, bool]] = []
    while len(found) < count:
        name, near = words.name(scene.random), scene.random.random() < 0.4
        if near:
            found.append(((near_name(own.name[0], scene.random), name[1]), True))
        elif not set(name[0].split(" ")) & set(own.name[0].split(" ")):
            found.append((name, False))
    return found


def card(scene: Scene, own: _Own, words: Words) -> DrawnPage:
    """工作证、证书: each label and value in Uyghur above Chinese."""
    random, paper = scene.random, scene.paper(148, 210, (248, 250, 252))
    heading = random.choice(words.headings)
    y = _middle(paper, heading[0], paper.mm(16), _body(scene, 18.0, 20.0, 24.0))
    y = paper.centred(heading[1], y + paper.mm(2), Style(Face.HEI, 20.0, RED, 1.0, 0.2))
    arabic, body = _body(scene, 11.0, 12.5, 14.0), scene.body(random.choice((11.0, 12.0)))
    rows = [("ئىسمى", "姓　名", own.name[0], scene.written_name(), Role.NAME)]
    rows.append(("خىزمەت ئورنى", "单　位", own.employer, scene.written_employer(), Role.EMPLOYER))
    labels = random.sample(words.labels, 3)
    rows += [(label[0], label[1], "", str(random.randint(1, 99)), Role.TEXT) for label in labels]
    y += paper.mm(10)
    for uyghur_label, label, value, han, role in rows:
        right = paper.width - paper.mm(14)
        left = _write(paper, (uyghur_label, Role.TEXT, False), right, y, arabic)
        if value:
            style = paper.fitted(joined_uyghur(value), arabic, left - paper.mm(22))
            _write(paper, (value, role, False), left - paper.mm(6), y, style)
        y += paper.em(arabic) * 1.7
        x = paper.line(f"{label}：", paper.mm(16), y, body)
        y = paper.paragraph(han, x + paper.mm(2), y, paper.width - paper.mm(18) - x, body, 0)
        y += paper.mm(5)
    scene.own_seal(paper, paper.width - paper.mm(36), paper.height - paper.mm(24))
    return paper.finished("bilingual_card")


def name_table(scene: Scene, own: _Own, words: Words) -> DrawnPage:
    """花名册: names in both scripts side by side, near names among them."""
    random, paper = scene.random, scene.paper()
    heading = random.choice(words.headings)
    y = _middle(paper, heading[0], paper.mm(18), _body(scene, 18.0, 22.0))
    y = paper.centred(heading[1], y, scene.title(20.0)) + paper.mm(4)
    arabic, body = _body(scene, 10.5, 12.0, 14.0), scene.body(random.choice((10.5, 12.0)))
    people = _others(scene, own, words, 7)
    for place in sorted(random.sample(range(8), 2)):
        people.insert(place, (own.name, False))
    left, tall = paper.mm(14), paper.mm(random.choice((10, 12, 14)))
    width = paper.width - 2 * left
    edges = [left + width * share for share in (0.0, 0.08, 0.40, 0.66, 1.0)]
    for number, (name, near) in enumerate(people):
        mine = name == own.name
        role = Role.NAME if mine else Role.OTHER_NAME
        for start, end in pairwise(edges):
            paper.frame(start, y, end, y + tall, 0.2)
        han = scene.person.name if mine else name[1]
        paper.cell(str(number + 1), edges[0], y, edges[1], y + tall, body)
        paper.cell(han, edges[2], y, edges[3], y + tall, body)
        top = y + (tall - paper.em(arabic) * 1.25) / 2
        style = paper.fitted(joined_uyghur(name[0]), arabic, edges[2] - edges[1] - paper.mm(4))
        middle = (edges[1] + edges[2] + paper.length(joined_uyghur(name[0]), style)) / 2
        _write(paper, (name[0], role, near), middle, top, style)
        employer = own.employer if mine else words.employer(random)
        kind = Role.EMPLOYER if mine else Role.OTHER_ORGANISATION
        style = paper.fitted(joined_uyghur(employer), arabic, edges[4] - edges[3] - paper.mm(4))
        _write(paper, (employer, kind, False), edges[4] - paper.mm(2), top, style)
        y += tall
    return paper.finished("name_table")


def red_head(scene: Scene, own: _Own, words: Words) -> DrawnPage:
    """红头文件: the employer in both scripts, a text in each, and who signed."""
    random, paper = scene.random, scene.paper()
    red = Style(Face.UYGHUR, random.choice((26.0, 30.0)), RED)
    y = _middle(paper, own.employer, paper.mm(24), red, Role.EMPLOYER)
    head = paper.fitted(scene.written_employer(), Style(Face.HEAVY, 30.0, RED), paper.mm(166))
    y = paper.centred(scene.written_employer(), y, head) + paper.mm(2)
    paper.rule((paper.mm(24), y), (paper.width - paper.mm(24), y), width=0.7, colour=RED)
    name, employer = _own_words(own)
    others = [(each[0], Role.OTHER_NAME, near) for each, near in _others(scene, own, words, 4)]
    random.shuffle(others)
    text = [*_plain(random.choice(words.running)), name, *others[:2]]
    text += [*_plain(random.choice(words.running)), name, *others[2:], employer]
    arabic, body = _body(scene, 14.0, 16.0), scene.body(14.0)
    y = _running(paper, text, y + paper.mm(8), arabic, scene) + paper.mm(4)
    han = f"经研究，同意{scene.written_name(spaced=0.0)}同志参加评审。" + sentences(random, 1)
    y = paper.paragraph(han, paper.mm(24), y, paper.width - paper.mm(48), body)
    y += paper.mm(10)
    _write(paper, employer, paper.width - paper.mm(26), y, arabic)
    paper.flush_right(scene.written_employer(), paper.width - paper.mm(26), y + paper.mm(11), body)
    return paper.finished("bilingual_red_head")


def uyghur_page(scene: Scene, own: _Own, words: Words) -> DrawnPage:
    """A page in Uyghur alone: her words in sentences, near names among them."""
    random, paper = scene.random, scene.paper()
    y = _middle(paper, random.choice(words.headings)[0], paper.mm(24), _body(scene, 20.0, 24.0))
    arabic = _body(scene, 12.0, 14.0, 16.0)
    name, employer = _own_words(own)
    y += paper.mm(6)
    for _ in range(3):
        others = [(each[0], Role.OTHER_NAME, near) for each, near in _others(scene, own, words, 3)]
        text: list[_Word] = [*_plain(random.choice(words.running)), name, employer, *others]
        random.shuffle(text)
        y = _running(paper, text, y, arabic, scene) + paper.mm(5)
    _write(paper, name, paper.width - paper.mm(120), y + paper.mm(6), arabic)
    return paper.finished("uyghur_page")


LAYOUTS: tuple[Callable[[Scene, _Own, Words], DrawnPage], ...] = (
    card,
    name_table,
    red_head,
    uyghur_page,
)
