"""Bilingual pages as offices have them: long employers broken anywhere, both scripts in one place.

The pages of ``bilingual_pages.py`` are easier than those of offices. Here an employer has four to
eight words with its legal form and is broken between any two of them; red head, form, ring and
signature line hold both scripts; and each damage of ``drawing.py``, a chain of JPEG files or a fax
meets a quarter or half turn. Even seeds are for tuning; odd ones wear faces and say words that
tuning never saw, and are looked at for a judgement alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.bilingual_pages import RESOLUTIONS, Bilingual
from benchmarks.drawing import FINE, FOLDER, SEEN_DAMAGES, held_aside
from benchmarks.uyghur_words import ENDINGS, Words, near_name
from tools.drawing.damage import PRESETS, damage, lowered_to, saved_as_jpeg, turned_by
from tools.drawing.fonts import Face, wearing
from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from tools.drawing.ornaments import joined_uyghur
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from tools.drawing.seals import DrawnSeal, stamp
from tools.drawing.words import sentences

BROKEN = "\n"
"""Stands in the text of a mark where the word goes on in the next line."""

JPEG_CHAIN = "jpeg-chain"
"""A page that was sent on and saved again several times."""

LONGER = ("تەرەققىيات", "سودا", "ئېنېرگىيە", "مۇھىت", "پەن تېخنىكا", "ئۈسكۈنە", "مەبلەغ سېلىش")
LONGER_ASIDE = ("يول قاتناش", "ئۆي مۈلۈك", "قۇرۇلۇش ماتېرىياللىرى", "ئېلېكترون")
LEGAL = ("چەكلىك شىركىتى", "چەكلىك شىركىتى", "پاي چەكلىك شىركىتى", "مەسئۇلىيىتى چەكلىك شىركىتى")
LAWS = (
    "جۇڭخۇا خەلق جۇمھۇرىيىتى ئەمگەك قانۇنى",
    "شىنجاڭ ئۇيغۇر ئاپتونوم رايونلۇق ئادەم كۈچى بايلىقى نازارىتى",
    "كەسپىي تېخنىكا خادىملىرىنى باھالاش نىزامى",
)
LAWS_ASIDE = (
    "جۇڭخۇا خەلق جۇمھۇرىيىتى ئەمگەك توختامى قانۇنى",
    "مەملىكەتلىك ئىنژېنېرلار جەمئىيىتى باشقۇرۇش چارىسى",
)
MONTHS = ("يانۋار", "فېۋرال", "مارت", "ئاپرېل", "ماي", "ئىيۇن", "سېنتەبىر", "دېكابىر")
FACTS = ("ئىمزا", "تامغا", "تارقاتقان ئورۇن", "تەستىقلىغۇچى")


@dataclass(frozen=True)
class _Desk:
    """All that a page is made of."""

    scene: Scene
    random: Random
    words: Words
    name: str
    employer: str
    laws: Sequence[str]
    longer: Sequence[str]

    def body(self, *sizes: float) -> Style:
        return Style(Face.UYGHUR, self.random.choice(sizes), self.scene.ink())

    def other_employer(self) -> str:
        """Return another organisation that shares words with the own one, but not its brand."""
        while set(other := long_employer(self.random, self.words, self.longer)) == set(
            self.employer
        ):
            continue
        return other

    def other_name(self) -> tuple[str, bool]:
        """Return somebody else's name, and whether it is nearly the own one."""
        if self.random.random() < 0.3:
            return near_name(self.name, self.random), True
        while set((other := self.words.name(self.random)[0]).split()) & set(self.name.split()):
            continue
        return other, False

    def date(self) -> str:
        day, year = self.random.randint(1, 28), self.random.randint(2009, 2025)
        return f"{year}-يىلى {day}-{self.random.choice(MONTHS)}"


def long_employer(random: Random, words: Words, longer: Sequence[str]) -> str:
    """Return an employer of four to eight words that does not exist."""
    while True:
        parts = words.employer(random).split(" ")
        head = parts[: -len(_legal_of(parts))]
        more = [random.choice(longer) for _ in range(random.choice((0, 1, 1, 2)))]
        text = " ".join((*head, *more, random.choice(LEGAL)))
        if 4 <= len(text.split(" ")) <= 8:
            return text


def _legal_of(parts: Sequence[str]) -> Sequence[str]:
    forms = (("پاي", "چەكلىك", "شىركىتى"), ("چەكلىك", "شىركىتى"))
    return next((f for f in forms if tuple(parts[-len(f) :]) == f), parts[-1:])


def drawn(seed: int) -> Bilingual:
    """Draw and damage the page of one seed."""
    random, aside, unseen = Random(seed), held_aside(), bool(seed % 2)
    words = Words(measuring=unseen)
    longer = LONGER + LONGER_ASIDE if unseen else LONGER
    name, employer = words.name(random), long_employer(random, words, longer)
    person = replace(invent_person(random), name=name[1], traditional="")
    colleagues = invent_colleagues(person, random)
    dpi, kind = random.choice(RESOLUTIONS), random.choice((*SEEN_DAMAGES, JPEG_CHAIN, "fax"))
    kind = "grey" if kind == "fax" and dpi < 100 else kind
    faces = aside["uyghur_faces"]
    face = random.choice(["", *faces["tuning"], *(faces["measuring"] if unseen else ())])
    scene = Scene(person, colleagues, random, max(dpi, FINE))
    laws = LAWS + LAWS_ASIDE if unseen else LAWS
    desk = _Desk(scene, random, words, name[0], employer, laws, longer)
    with wearing({Face.UYGHUR: Path(FOLDER / "faces" / face)} if face else {}):
        page = LAYOUTS[seed // 2 % len(LAYOUTS)](desk)
    page = lowered_to(page, dpi)
    page = _sent_on(page, random) if kind == JPEG_CHAIN else damage(page, PRESETS[kind], random)
    if kind != "turned" and (turn := random.choice((0, 0, 0, 0, 90, 180, 180, 270))):
        page, kind = turned_by(page, turn), f"{kind}, {'half' if turn == 180 else 'quarter'} turn"
    page = replace(page, damages=(*page.damages, kind))
    return Bilingual(page, person, name[0], employer, face or "shipped")


def _sent_on(page: DrawnPage, random: Random) -> DrawnPage:
    for _ in range(random.randint(2, 4)):
        page = saved_as_jpeg(page, random.choice((25, 30, 40, 55)))
    return replace(page, damages=(*page.damages, JPEG_CHAIN))


def _shaped(text: str) -> str:
    """Return a text as it stands on paper: letters from right to left, figures as everywhere."""
    return re.sub(r"\d+", lambda figures: figures[0][::-1], joined_uyghur(text))


def _write(paper: Paper, text: str, right: float, y: float, style: Style, role: Role) -> float:
    """Write what ends at ``right``; returns its left edge."""
    shaped = _shaped(text)
    x = right - paper.length(shaped, style)
    with paper.set_as(Setting.ARABIC):
        paper.line(shaped, x, y, style, role=role)
    paper.marks[-1] = replace(paper.marks[-1], text=text)
    return x


def _joined(paper: Paper, first: int, near: bool) -> None:
    """Make one mark of those from ``first`` on, as one word over lines is."""
    pieces = paper.marks[first:]
    letters = tuple(letter for piece in pieces for letter in piece.characters)
    text = BROKEN.join(piece.text for piece in pieces)
    paper.marks[first:] = [replace(pieces[0], text=text, characters=letters, near=near)]


_Word = tuple[str, Role, bool]
"""A word, what it is, and whether it is nearly the applicant's name."""


def _flow(
    paper: Paper, words: Sequence[_Word], area: tuple[float, float], y: float, style: Style,
    desk: _Desk, *, centred: bool = False, most: float = 1.0,
) -> float:  # fmt: skip
    """Write words from right to left between two edges, each broken between any of its parts where
    a line is full; returns the y below them. ``most``: share of the room that a line may take."""
    left, right = area
    space, room = paper.em(style) * 0.32, (right - left) * most
    x = right
    for text, role, near in words:
        declined = role in (Role.NAME, Role.EMPLOYER) and not centred
        ending = desk.random.choice(("", "", *ENDINGS)) if declined and len(words) > 1 else ""
        first, pending = len(paper.marks), list[str]()
        for number, part in enumerate(text.split(" ")):
            last = number + 1 == len(text.split(" "))
            trial = _shaped(" ".join((*pending, part)) + (ending if last else ""))
            if (right - (x - paper.length(trial, style)) > room and x < right) or (
                pending and paper.length(trial, style) > room
            ):
                if pending:
                    _set(paper, " ".join(pending), (left, x), y, style, role, centred)
                pending, x, y = [], right, y + paper.em(style) * style.leading
            pending.append(part)
        place = " ".join(pending) + ending
        x = _set(paper, place, (left, x), y, style, role, centred) - space
        if ending:
            mark = paper.marks[-1]
            kept = mark.characters[len(ending) :]
            paper.marks[-1] = replace(mark, characters=kept, text=" ".join(pending))
        _joined(paper, first, near)
    return y + paper.em(style) * style.leading


def _set(
    paper: Paper, text: str, area: tuple[float, float], y: float, style: Style, role: Role,
    centred: bool,
) -> float:  # fmt: skip
    long = paper.length(_shaped(text), style)
    right = (area[0] + area[1] + long) / 2 if centred else area[1]
    return _write(paper, text, right, y, style, role)


def _text(sentence: str) -> list[_Word]:
    return [(word, Role.TEXT, False) for word in sentence.split(" ")]


def _middle(paper: Paper, text: str, y: float, style: Style, desk: _Desk, role: Role) -> float:
    edges = paper.mm(22), paper.width - paper.mm(22)
    return _flow(paper, [(text, role, False)], edges, y, style, desk, centred=True)


def _ring(paper: Paper, desk: _Desk, x: float, y: float, *, own: bool = True) -> None:
    """Stamp a ring with both scripts, or the Uyghur arc alone."""
    alone = desk.random.random() < 0.3
    han = "" if alone else desk.scene.person.employer.name if own else desk.scene.authority
    uyghur = desk.employer if own else desk.other_employer()
    seal = DrawnSeal(han, "", desk.random.choice((40.0, 42.0, 45.0)), uyghur)
    inside = paper.mm(24)
    middle = min(max(x, inside), paper.width - inside), min(y, paper.height - inside)
    stamp(paper, seal, middle, desk.random)
    role = Role.SEAL if own else Role.OTHER_SEAL
    paper.marks[-1] = replace(paper.marks[-1], role=role, text=uyghur)


def _sign(paper: Paper, desk: _Desk, y: float) -> None:
    """Write the signature line: employer and name in both scripts, a date, the ring over it."""
    arabic, body = desk.body(12.0, 14.0, 16.0), desk.scene.body(14.0)
    right = paper.width - paper.mm(24)
    edges = right - paper.mm(desk.random.choice((70, 95, 140))), right
    y = _flow(paper, [(desk.employer, Role.EMPLOYER, False)], edges, y, arabic, desk)
    y = paper.flush_right(desk.scene.written_employer(), right, y + paper.mm(1), body)
    left = _write(paper, f"{desk.random.choice(FACTS)}:", right, y, arabic, Role.TEXT)
    left = _write(paper, desk.name, left - paper.mm(4), y, arabic, Role.NAME)
    paper.flush_right(desk.scene.written_name(spaced=0.0), left - paper.mm(4), y, body)
    y += paper.em(arabic) * 1.8
    _write(paper, desk.date(), right, y, arabic, Role.DATE)
    if desk.random.random() < 0.7:
        _ring(paper, desk, paper.mm(desk.random.choice((45, 60))), y - paper.mm(8))


def red_head(desk: _Desk) -> DrawnPage:
    """红头文件: the employer in both scripts above the rule, a text in each, who signed."""
    scene, random, paper = desk.scene, desk.random, desk.scene.paper()
    red = Style(Face.UYGHUR, random.choice((22.0, 26.0, 30.0)), RED, leading=1.5)
    y = _middle(paper, desk.employer, paper.mm(20), red, desk, Role.EMPLOYER)
    head = paper.fitted(scene.written_employer(), Style(Face.HEAVY, 30.0, RED), paper.mm(166))
    y = paper.centred(scene.written_employer(), y, head) + paper.mm(2)
    paper.rule((paper.mm(24), y), (paper.width - paper.mm(24), y), width=0.7, colour=RED)
    other, near = desk.other_name()
    text = [*_text(random.choice(desk.words.running)), (desk.name, Role.NAME, False)]
    text += [*_text(random.choice(desk.laws)), (other, Role.OTHER_NAME, near)]
    text += [(desk.employer, Role.EMPLOYER, False), *_text(random.choice(desk.words.running))]
    text += [(desk.other_employer(), Role.OTHER_ORGANISATION, False)]
    edges = paper.mm(24), paper.width - paper.mm(24)
    y = _flow(paper, text, edges, y + paper.mm(7), desk.body(13.0, 14.0, 16.0), desk) + paper.mm(4)
    han = f"经研究，同意{scene.written_name(spaced=0.0)}同志参加评审。" + sentences(random, 1)
    y = paper.paragraph(han, paper.mm(24), y, paper.width - paper.mm(48), scene.body(14.0))
    _sign(paper, desk, y + paper.mm(12))
    return paper.finished("red_head")


def form(desk: _Desk) -> DrawnPage:
    """申报表: labels and values of a row in both scripts, own ones and those of others."""
    scene, random, paper = desk.scene, desk.random, desk.scene.paper()
    heading = random.choice(desk.words.headings)
    y = _middle(paper, heading[0], paper.mm(16), desk.body(18.0, 22.0), desk, Role.TEXT)
    y = paper.centred(heading[1], y, scene.title(20.0)) + paper.mm(4)
    arabic, body = desk.body(10.5, 12.0, 14.0), scene.body(random.choice((10.5, 12.0)))
    left, right = paper.mm(18), paper.width - paper.mm(18)
    split, aside = left + paper.mm(random.choice((34, 44))), random.random() < 0.5
    other, near = desk.other_name()
    leader, organ = scene.leader(), desk.other_employer()
    rows: list[tuple[str, str, _Word, str]] = [
        ("ئىسمى", "姓　名", (desk.name, Role.NAME, False), scene.written_name()),
        (
            "خىزمەت ئورنى", "工作单位", (desk.employer, Role.EMPLOYER, False),
            scene.written_employer(),
        ),
        ("تەستىقلىغۇچى", "审核人", (other, Role.OTHER_NAME, near), leader.name),
        ("تەستىقلىغان ئورۇن", "审核单位", (organ, Role.OTHER_ORGANISATION, False), scene.authority),
        ("تۇغۇلغان ۋاقتى", "出生日期", (desk.date(), Role.DATE, False), "1986年4月"),
    ]  # fmt: skip
    head, rest = rows[:2], rows[2:]
    random.shuffle(rest)
    for label, han_label, value, han in (*head, *rest):
        tall = paper.mm(random.choice((22, 26)))
        paper.frame(left, y, right, y + tall)
        paper.rule((split, y), (split, y + tall))
        half = y + tall * 0.5
        _flow(paper, [(label, Role.TEXT, False)], (left, split), y + paper.mm(2), arabic, desk,
              centred=True)  # fmt: skip
        paper.cell(han_label, left, half, split, y + tall, body)
        inner = (split + (right - split) * 0.48 if aside else split + paper.mm(2), right)
        _flow(paper, [value], (inner[0], inner[1] - paper.mm(2)), y + paper.mm(1.5), arabic,
              desk, most=random.choice((0.6, 0.8, 1.0)))  # fmt: skip
        place = (split, y, inner[0], y + tall) if aside else (split, half, right, y + tall)
        paper.cell(han, *place, body)
        y += tall
    _ring(paper, desk, paper.width * 0.7, y + paper.mm(26), own=random.random() < 0.6)
    return paper.finished("form")


def certificate(desk: _Desk) -> DrawnPage:
    """证明: a heading, sentences in Uyghur and below in Chinese, who issued it."""
    scene, random, paper = desk.scene, desk.random, desk.scene.paper()
    heading = random.choice(desk.words.headings)
    y = _middle(paper, heading[0], paper.mm(22), desk.body(20.0, 24.0), desk, Role.TEXT)
    y = paper.centred(heading[1], y, scene.title(22.0)) + paper.mm(8)
    text = [(desk.name, Role.NAME, False), *_text(desk.date()), *_text(desk.laws[0])]
    text += [(desk.employer, Role.EMPLOYER, False), *_text(random.choice(desk.words.running))]
    other, near = desk.other_name()
    text += [(other, Role.OTHER_NAME, near), (desk.name, Role.NAME, False)]
    edges = paper.mm(22), paper.width - paper.mm(22)
    y = _flow(paper, text, edges, y, desk.body(13.0, 15.0), desk) + paper.mm(6)
    han = f"兹证明{scene.written_name(spaced=0.0)}同志系{scene.written_employer()}职工。"
    y = paper.paragraph(han, paper.mm(24), y, paper.width - paper.mm(48), scene.body(14.0))
    _sign(paper, desk, y + paper.mm(16))
    return paper.finished("certificate")


def roster(desk: _Desk) -> DrawnPage:
    """名单: names and employers in both scripts, the employer wrapped in its cell."""
    scene, random, paper = desk.scene, desk.random, desk.scene.paper()
    heading = random.choice(desk.words.headings)
    y = _middle(paper, heading[0], paper.mm(16), desk.body(18.0, 20.0), desk, Role.TEXT)
    y = paper.centred(heading[1], y, scene.title(18.0)) + paper.mm(3)
    arabic, body = desk.body(10.5, 12.0), scene.body(10.5)
    left, right, tall = paper.mm(14), paper.width - paper.mm(14), paper.mm(24)
    columns = [left + (right - left) * share for share in (0.0, 0.34, 0.62, 1.0)]
    mine, people = random.randrange(6), scene.others(6)
    for number in range(6):
        own = number == mine
        name, near = (desk.name, False) if own else desk.other_name()
        employer = desk.employer if own else desk.other_employer()
        for first, last in ((0, 1), (1, 2), (2, 3)):
            paper.frame(columns[first], y, columns[last], y + tall, 0.2)
        han = scene.written_name(spaced=0.0) if own else people[number].name
        who = scene.written_employer() if own else people[number].employer.name
        paper.cell(f"{han}\n{who}", columns[0], y, columns[1], y + tall, body)
        role = Role.NAME if own else Role.OTHER_NAME
        _flow(paper, [(name, role, near)], (columns[1], columns[2]), y + paper.mm(8), arabic,
              desk, centred=True)  # fmt: skip
        role = Role.EMPLOYER if own else Role.OTHER_ORGANISATION
        _flow(paper, [(employer, role, False)],
              (columns[2] + paper.mm(2), columns[3] - paper.mm(2)), y + paper.mm(2), arabic,
              desk)  # fmt: skip
        y += tall
    return paper.finished("roster")


def uyghur_alone(desk: _Desk) -> DrawnPage:
    """A page in Uyghur alone: her words and others' in sentences, a signature line, a ring."""
    random, paper = desk.random, desk.scene.paper()
    heading = random.choice(desk.words.headings)[0]
    y = _middle(paper, heading, paper.mm(24), desk.body(20.0, 24.0), desk, Role.TEXT)
    arabic, edges = desk.body(12.0, 14.0, 16.0), (paper.mm(24), paper.width - paper.mm(24))
    for _ in range(2):
        other, near = desk.other_name()
        text = [*_text(random.choice(desk.words.running)), (desk.name, Role.NAME, False)]
        text += [(desk.employer, Role.EMPLOYER, False), (other, Role.OTHER_NAME, near)]
        text += [(desk.other_employer(), Role.OTHER_ORGANISATION, False)]
        text += _text(random.choice(desk.laws))
        random.shuffle(text)
        y = _flow(paper, text, edges, y, arabic, desk) + paper.mm(5)
    area = paper.mm(100), paper.width - paper.mm(24)
    y = _flow(paper, [(desk.employer, Role.EMPLOYER, False)], area, y + paper.mm(6), arabic, desk)
    _write(paper, desk.name, area[1], y, arabic, Role.NAME)
    if random.random() < 0.5:
        _ring(paper, desk, paper.mm(55), y)
    return paper.finished("uyghur_alone")


LAYOUTS: tuple[Callable[[_Desk], DrawnPage], ...] = (
    red_head,
    form,
    certificate,
    roster,
    uyghur_alone,
)


def is_broken(mark: InkMark) -> bool:
    """Tell whether a word goes on in a further line."""
    return BROKEN in mark.text
