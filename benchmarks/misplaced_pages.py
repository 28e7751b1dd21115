"""Scans of a roster of fictional people, some of which lie in another person's folder, in six ways.

Several people work for one employer and stand on each other's lists; near-namesakes who are in no
roster stand there too. Each folder holds pages that name their owner, pages that name nobody, and
lists. What was misplaced, how, and whose it is, is kept beside the scans.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

import numpy as np
from openpyxl import Workbook
from PIL import Image, ImageDraw

from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.people import Person, colleague_of, invent_colleagues
from tools.drawing.words import invent_organisation
from zcdesk.batch.roster.columns import EMPLOYER_ALIASES, FOLDER, ID_NUMBER, REQUIRED
from zcdesk.names.spellings import folded
from zcdesk.picture import Picture

NOTICE = "region-senior-2024"
AN_EMPLOYER = 4
"""People of the roster who work for one employer."""

_NAMING = (
    "id_card", "diploma", "degree_certificate", "title_certificate", "award_certificate",
    "training_certificate", "appraisal_form", "pledge", "vertical_certificate",
)  # fmt: skip
"""Kinds of page that name the person whose they are."""

_SILENT = ("report_page", "journal_cover", "dense_text")
"""Kinds that may name nobody."""

_DAMAGES = tuple(name for name in PRESETS if name not in ("turned", "fax"))
_SHEET = (1240, 1754)
_EM = 44


class Way(StrEnum):
    """How a page came into another person's folder."""

    RIGHT = "right"
    SWAPPED = "swapped folder"
    SINGLE = "single certificate"
    COPIED = "byte-identical copy"
    SAVED_AGAIN = "copy saved again"
    NUMBER = "ID number only"
    FORMULA = "employer or formula only"


WAYS = tuple(way for way in Way if way is not Way.RIGHT)


@dataclass(frozen=True)
class PlacedPage:
    """A scan in somebody's folder.

    Attributes:
        file: Below the folder of all scans.
        row: In whose folder it lies.
        whose: Whose it is.
        way: How it came there.
        copied: The same sheet lies in another folder too, where it belongs.
    """

    file: str
    row: int
    whose: int
    way: Way
    copied: bool = False


@dataclass(frozen=True)
class PlantedBatch:
    """A drawn batch: its table, its scans, and what lies where."""

    table: Path
    scans: Path
    pages: tuple[PlacedPage, ...]


def draw_batch(folder: Path, people: int, pages: int, misplaced: int, seed: int) -> PlantedBatch:
    """Draw a batch below ``folder``; one that is there already is not drawn again.

    Args:
        folder: An empty folder, or one of an earlier run with the same numbers.
        people: Rows of the roster; the last one's folder is somebody else's as a whole.
        pages: In all folders together.
        misplaced: Of these in the wrong folder, the same number in each of the six ways.
        seed: The only source of chance.
    """
    truth = folder / "placed.json"
    if not truth.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        placed = _Office(folder, people, Random(seed)).filled(pages, misplaced)
        text = json.dumps([asdict(page) for page in placed], ensure_ascii=False, indent=1)
        truth.write_text(text, encoding="utf-8")
    told = json.loads(truth.read_text(encoding="utf-8"))
    placed = [PlacedPage(**{**one, "way": Way(one["way"])}) for one in told]
    return PlantedBatch(folder / "roster.xlsx", folder / "scans", tuple(placed))


class _Office:
    """Draws the pages of a roster and puts them into folders."""

    def __init__(self, folder: Path, count: int, chance: Random) -> None:
        self._folder = folder
        self._chance = chance
        self._people = invented_people(count, chance)
        self._placed: list[PlacedPage] = []
        self._number = 0

    def filled(self, pages: int, misplaced: int) -> list[PlacedPage]:
        """Write roster and scans, and return what lies where."""
        self._write_roster()
        each = misplaced // len(WAYS)
        last = len(self._people) - 1
        for place in range(pages - misplaced):
            self._put_right(place % last)
        for _ in range(each):
            self._swapped(last)
            self._single()
            self._copied(Way.COPIED)
            self._copied(Way.SAVED_AGAIN)
            self._number_only()
            self._formula_only()
        return self._placed

    def _put_right(self, owner: int) -> None:
        kind = self._chance.choice(KINDS)
        self._put(self._drawn(kind, owner), owner, owner, Way.RIGHT)

    def _swapped(self, owner: int) -> None:
        kind = self._chance.choice((*_NAMING, *_NAMING, *_SILENT))
        self._put(self._drawn(kind, 0, naming=kind in _NAMING), owner, 0, Way.SWAPPED)

    def _single(self) -> None:
        owner, other = self._pair()
        drawn = self._drawn(self._chance.choice(_NAMING), other, naming=True)
        self._put(drawn, owner, other, Way.SINGLE)

    def _copied(self, way: Way) -> None:
        originals = [
            number
            for number, page in enumerate(self._placed)
            if page.way is Way.RIGHT and not page.copied
        ]
        number = self._chance.choice(originals)
        original = self._placed[number]
        whose = original.whose - 2
        # Lists name colleagues: in a colleague's folder such a page would not be misplaced.
        employer = self._people[whose].employer
        others = [place for place, one in enumerate(self._people[:-1]) if one.employer != employer]
        owner = self._chance.choice(others)
        content = (self._folder / "scans" / original.file).read_bytes()
        self._placed[number] = PlacedPage(**{**asdict(original), "copied": True})
        if way is Way.SAVED_AGAIN:
            picture = Image.open(io.BytesIO(content))
            content = _jpeg(np.asarray(picture), self._chance.choice((55, 70, 85)))
        self._put(content, owner, whose, way, copied=True)

    def _number_only(self) -> None:
        owner, other = self._pair()
        number = self._people[other].id_number
        label = self._chance.choice(("身份证号：", "公民身份号码", "证件号码："))
        lines = (f"{label}{number}", "学习形式：网络课程", "学时：二十四", "考核结果：合格")
        self._put(self._typed("学习情况记录表", lines), owner, other, Way.NUMBER)

    def _formula_only(self) -> None:
        owner, other = self._pair(apart=True)
        somebody = self._people[other]
        if self._chance.random() < 0.5:
            certified = f"兹证明{somebody.name}同志参加了本项目的"
            lines = (certified, "全部工作，情况属实。", "特此证明。")
            drawn = self._typed("证明", lines)
        else:
            lines = (
                f"甲方：{somebody.employer.name}",
                "乙方负责设备的安装与调试。",
                "本合同一式两份，自签字之日起生效。",
            )
            drawn = self._typed("技术服务合同", lines)
        self._put(drawn, owner, other, Way.FORMULA)

    def _pair(self, *, apart: bool = False) -> tuple[int, int]:
        """Return an owner and somebody else; ``apart`` for one of another employer."""
        last = len(self._people) - 1
        while True:
            owner, other = self._chance.sample(range(last), 2)
            if not apart or self._people[owner].employer != self._people[other].employer:
                return owner, other

    def _drawn(self, kind: str, whose: int, *, naming: bool = False) -> bytes:
        """Return a scanned page of a person; ``naming`` draws until her name stands on it."""
        person = self._people[whose]
        while True:
            near = invent_colleagues(person, self._chance)
            mates = [one for one in self._people if one.employer == person.employer]
            beside = [one for one in mates if one is not person]
            dpi = self._chance.choice((150, 200))
            page = draw_page(kind, person, (*near[:3], *beside, *near[3:]), self._chance, dpi)
            if not naming or _names_owner(page):
                return self._scanned(page)

    def _scanned(self, page: DrawnPage) -> bytes:
        return _jpeg(damage(page, (self._chance.choice(_DAMAGES),), self._chance).picture, 85)

    def _typed(self, title: str, lines: Sequence[str]) -> bytes:
        """Return a typed sheet with a title and some lines."""
        sheet = Image.new("RGB", _SHEET, "white")
        pen = ImageDraw.Draw(sheet)
        large, usual = font(Face.SONG, _EM * 3 // 2), font(Face.SONG, _EM)
        pen.text((_SHEET[0] // 3, 150), title, fill=(20, 20, 20), font=large)
        for place, line in enumerate(lines):
            pen.text((150, 330 + place * 2 * _EM), line, fill=(25, 25, 25), font=usual)
        return self._scanned(DrawnPage(np.asarray(sheet), (), title, 150))

    def _put(
        self, content: bytes, owner: int, whose: int, way: Way, *, copied: bool = False
    ) -> None:
        self._number += 1
        file = f"{owner + 1:02d}/scan{self._number:03d}.jpg"
        path = self._folder / "scans" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._placed.append(PlacedPage(file, owner + 2, whose + 2, way, copied))

    def _write_roster(self) -> None:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append([*REQUIRED, FOLDER, ID_NUMBER, EMPLOYER_ALIASES])
        for place, person in enumerate(self._people):
            employer = person.employer
            row = [person.name, employer.name, NOTICE, f"{place + 1:02d}", person.id_number]
            sheet.append([*row, employer.short])
        book.save(self._folder / "roster.xlsx")


def invented_people(count: int, chance: Random) -> list[Person]:
    """Return people, some for each employer, of whom no two bear one name."""
    found: dict[str, Person] = {}
    employer = invent_organisation(chance)
    while len(found) < count:
        person = colleague_of(employer, chance)
        plain = folded(person.name)
        if plain not in found:
            found[plain] = person
            if len(found) % AN_EMPLOYER == 0:
                employer = invent_organisation(chance)
    return list(found.values())


def _names_owner(page: DrawnPage) -> bool:
    return bool(page.having(Role.NAME))


def _jpeg(picture: Picture, quality: int) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=quality, dpi=(150, 150))
    return stream.getvalue()
