"""What every document of real paper is drawn from: the scene, its issuers, sheets and seals."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.real_paper.seals import Stamp, emboss, press
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.scene import Scene
from tools.drawing.words import PLACES

GOLD: Colour = (176, 134, 62)
CRIMSON: Colour = (168, 30, 40)
BROWN: Colour = (132, 66, 40)
BLUE: Colour = (36, 76, 138)

_ISSUERS = (
    "{place}{city}人力资源和社会保障局", "{place}职业技能鉴定指导中心", "{place}理工大学",
    "{place}建设工程质量安全协会", "{place}专业技术人员继续教育培训中心",
    "{place}工业职业技术学院", "{place}{city}职称改革工作领导小组", "{place}人事考试中心",
    "{place}水利水电工程学会", "{place}{city}总工会", "{place}电力工程有限责任公司工会委员会",
)  # fmt: skip


@dataclass
class Occasion:
    """One document to be drawn: the scene, and who issues what stands on it."""

    scene: Scene
    issuers: tuple[str, ...]

    @property
    def random(self) -> Random:
        """The only source of chance."""
        return self.scene.random

    def sheet(self, wide: float, tall: float, colour: Colour = (255, 255, 255)) -> Paper:
        """Take a sheet, in millimetres, that knows the issuers too."""
        lexicon = Lexicon(self.scene.person, self.scene.colleagues, self.issuers)
        return Paper(lexicon, self.scene.dpi, wide, tall, colour)

    def other_seal(
        self, paper: Paper, name: str, x: float, y: float, *, inked: bool = True
    ) -> None:
        """Press an issuer's seal around a place, with ink or without."""
        random, size = self.random, self.random.choice((38.0, 40.0, 42.0, 45.0))
        number = f"65{random.randint(10**10, 10**11 - 1)}" if random.random() < 0.6 else ""
        below = random.choice(("", "", "专用章", "培训专用章", "证书专用章"))
        seal = Stamp(name, below=below, number=number, size=(size, size))
        near = (x + paper.mm(random.uniform(-3, 3)), y + paper.mm(random.uniform(-3, 3)))
        (press if inked else emboss)(paper, seal, near, random)

    def own_seal(self, paper: Paper, x: float, y: float) -> None:
        """Press the seal of the applicant's employer around a place."""
        number = f"65{self.random.randint(10**10, 10**11 - 1)}"
        seal = Stamp(self.scene.person.employer.name, number=self.random.choice(("", number)))
        near = (x + paper.mm(self.random.uniform(-3, 3)), y)
        press(paper, seal, near, self.random)


def issuers_of(scene: Scene) -> tuple[str, ...]:
    """Return offices and schools of the own employer's place, or of another one."""
    own = [place for place in PLACES if place in scene.person.employer.name]
    place = own[0] if own and scene.random.random() < 0.8 else scene.random.choice(PLACES)
    city = "" if place == "新疆" else "市"
    names = [name.format(place=place, city=city) for name in _ISSUERS]
    scene.random.shuffle(names)
    return tuple(names)


def printed(random: Random, size: float, leading: float = 1.7) -> Style:
    face = random.choice((Face.KAI, Face.KAI, Face.FANGSONG, Face.SONG, Face.HEI))
    level = random.randint(14, 54)
    return Style(face, size, (level, level, level), random.choice((0.0, 0.6)), 0.02, leading)
