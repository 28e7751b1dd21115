"""What every document is drawn from: whose it is, who is around, and a source of chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar

from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.people import DOTS, Person
from tools.drawing.seals import SEAL_RED, DrawnSeal, stamp
from tools.drawing.words import (
    DEPARTMENTS,
    DUTIES,
    JOURNALS,
    MAJORS,
    PROJECTS,
    SCHOOLS,
    SERIES,
    SPECIALTIES,
    TITLES,
    invent_authority,
)

_USUAL = {
    "school": SCHOOLS,
    "major": MAJORS,
    "series": SERIES,
    "specialty": SPECIALTIES,
    "title": TITLES,
    "project": PROJECTS,
    "journal": JOURNALS,
    "department": DEPARTMENTS,
    "duty": DUTIES,
}


@dataclass
class Scene:
    """One document to be drawn.

    ``facts`` fixes what would otherwise be chosen by chance; which words a document
    understands is in its own docstring.
    """

    person: Person
    colleagues: Sequence[Person]
    random: Random
    dpi: int = 200
    facts: Mapping[str, str] = field(default_factory=dict)
    sort: ClassVar[type[Paper]] = Paper
    sheet: Paper = field(init=False)

    def __post_init__(self) -> None:
        self.authority = self.facts.get("authority") or invent_authority(self.random)

    def paper(
        self, width_mm: float = 210, height_mm: float = 297, colour: Colour = (255, 255, 255)
    ) -> Paper:
        """Take the sheet that the document is drawn on."""
        lexicon = Lexicon(self.person, self.colleagues, (self.authority,))
        self.sheet = self.sort(lexicon, self.dpi, width_mm, height_mm, colour)
        return self.sheet

    def fact(self, name: str, *choices: str) -> str:
        """Return what ``facts`` says about ``name``, otherwise one of ``choices``."""
        chosen = self.random.choice(choices) if choices else ""
        return self.facts.get(name, chosen)

    def pick(self, name: str) -> str:
        """Return what ``facts`` says about one of the usual things, otherwise any of its kind."""
        return self.fact(name, *_USUAL[name])

    def number(self, name: str, low: int, high: int) -> int:
        """Return the number that ``facts`` gives for ``name``, otherwise one of a range."""
        chosen = self.random.randint(low, high)
        return int(self.facts.get(name, chosen))

    def body(self, size: float | None = None) -> Style:
        """Choose the look of running text for this page."""
        random = self.random
        face = random.choice(
            (Face.SONG, Face.SONG, Face.FANGSONG, Face.FANGSONG, Face.KAI, Face.HEI)
        )
        chosen = random.choice((10.5, 12.0, 12.0, 14.0, 14.0, 16.0))
        leading = random.uniform(1.45, 1.95)
        weight = 0.0 if face is not Face.FANGSONG else random.choice((0.0, 1.0))
        return Style(
            face, size or chosen, self.ink(), weight, random.choice((0, 0, 0, 0.05)), leading
        )

    def title(self, size: float | None = None) -> Style:
        """Choose the look of a heading for this page."""
        face = self.random.choice((Face.HEAVY, Face.HEAVY, Face.HEI, Face.SONG, Face.KAI))
        chosen = self.random.choice((18.0, 20.0, 22.0, 24.0))
        return Style(face, size or chosen, self.ink(), 2.0 if face is Face.HEI else 0.5, 0.0, 1.6)

    def ink(self) -> Colour:
        """Return a black that a printer may have left."""
        level = self.random.randint(12, 58)
        return (level, level, level + self.random.randint(0, 6))

    def pen(self) -> Colour:
        """Return the colour of a pen."""
        return self.random.choice(((26, 28, 34), (30, 34, 44), (28, 46, 122), (38, 58, 140)))

    def written_name(self, person: Person | None = None, spaced: float = 0.25) -> str:
        """Return a name as somebody typed it: other dots, or spread with blanks."""
        someone = person or self.person
        random = self.random
        if someone.dotted:
            for dot in DOTS:
                someone_name = someone.name.replace(dot, "·")
                if someone_name != someone.name or dot == "·":
                    return someone_name.replace("·", random.choice((*DOTS, "·", "·", "·")))
        if len(someone.name) <= 3 and random.random() < spaced:
            gap = random.choice((" ", "  ", "\u3000", "\u3000\u3000"))
            return gap.join(someone.name) if len(someone.name) == 2 else " ".join(someone.name)
        return someone.name

    def written_employer(self) -> str:
        """Return the applicant's employer as somebody typed it."""
        return self.random.choice(self.person.employer.written_forms())

    def own_seal(self, paper: Paper, x: float, y: float, below: str = "") -> None:
        """Stamp the employer's seal around ``(x, y)``, not quite where it was meant to be."""
        self._stamped(paper, DrawnSeal(self.person.employer.name, below), x, y)

    def other_seal(self, paper: Paper, name: str, x: float, y: float, below: str = "") -> None:
        """Stamp somebody else's seal around ``(x, y)``."""
        diameter = self.random.choice((40.0, 42.0, 45.0))
        self._stamped(paper, DrawnSeal(name, below, diameter), x, y)

    def others(self, count: int) -> list[Person]:
        """Return ``count`` different colleagues by chance, the near-namesakes more often."""
        near = [person for person in self.colleagues[:3] if self.random.random() < 0.5]
        rest = [person for person in self.colleagues if person not in near]
        self.random.shuffle(rest)
        chosen = [*near, *rest][:count]
        self.random.shuffle(chosen)
        return chosen

    def leader(self) -> Person:
        """Return somebody who signs: no namesake of the applicant, and with a short name."""
        plain = [person for person in self.colleagues[3:] if not person.dotted]
        return self.random.choice(plain or list(self.colleagues))

    def _stamped(self, paper: Paper, seal: DrawnSeal, x: float, y: float) -> None:
        shift = paper.mm(3)
        inside = paper.mm(seal.diameter) / 2 + paper.mm(1)
        x = min(max(x + self.random.uniform(-shift, shift), inside), paper.width - inside)
        y = min(max(y + self.random.uniform(-shift, shift), inside), paper.height - inside)
        red, green, blue = SEAL_RED
        lighter = self.random.randint(-10, 26)
        colour = (red, max(0, green + lighter), max(0, blue + lighter))
        stamp(paper, seal, (x, y), self.random, colour)
