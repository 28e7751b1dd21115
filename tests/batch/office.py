"""An office of twelve invented people: scans, a roster with mistakes, and the mended one."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PIL import Image

from tests.batch.drawn import NOTICE, write_roster
from tests.drawn_text import typed
from tools.drawing.documents import draw_page
from tools.drawing.people import DOTS, Person, colleague_of, invent_colleagues, invent_person
from zcdesk.names.spellings import folded
from zcdesk.picture import Picture

HEAD = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号", "出生日期", "degree", "系列", "级别"]
NAME, EMPLOYER, WHICH, FOLDER, NUMBER, BORN, DEGREE = range(7)
COUNT = 12
MISLAID = {5: 7, 9: 2}
"""Number of a person in whose folder a page of another one lies, and that one's place."""

PLAIN_DOT = {ord(dot): "·" for dot in DOTS}
DRAWN = ("title_certificate", "training_certificate", "award_certificate")
"""Kinds of paper that some of them hand in; the rest is typed, which takes less time to read."""


@dataclass(frozen=True)
class Office:
    """What lies on a clerk's desk."""

    people: tuple[Person, ...]  # twelve who do not exist, as in the roster, from row 2
    folder: Path  # holds everything
    scans: Path  # one folder each
    roster: Path  # with fifteen mistakes
    mended: Path  # without them
    mistakes: dict[tuple[int, str], str]  # row and column of each, and what is right


def draw_office(folder: Path, drawn: bool = True) -> Office:
    """Draw the scans, papers of several kinds among them where they are wanted; write rosters."""
    chance = Random(34_000)
    people = _people(chance)
    scans = folder / "材料"
    rows = []
    for place, person in enumerate(people, start=1):
        named = f"{place:02d}-{person.name}"
        kind = DRAWN[place % len(DRAWN)] if drawn and place % 4 == 0 else ""
        _draw(scans / named, person, kind, people[place % COUNT], chance)
        if place in MISLAID:
            owner = people[MISLAID[place]]
            stray = typed("登记表", f"姓名：{owner.name}", f"身份证号{owner.id_number}")
            _save(stray, scans / named / "登记表.jpg")
        rows.append([person.name, person.employer.name, NOTICE, named, person.id_number,
                     person.born.isoformat(), "有学位", "正高级工程师", "正高级"])  # fmt: skip
    rows[10][BORN] = ""  # so that only the number can be wrong in this row
    mended = write_roster(folder / "花名册-对.xlsx", rows, HEAD)
    wrong = _mistaken(rows)
    mistakes = {
        (row, HEAD[column]): rows[row - 2][column]
        for row, given in enumerate(wrong, start=2)
        for column, text in enumerate(given)
        if text != rows[row - 2][column]
    }
    roster = write_roster(folder / "花名册.xlsx", wrong, HEAD)
    return Office(people, folder, scans, roster, mended, mistakes)


def _people(chance: Random) -> tuple[Person, ...]:
    """Return people of one employer, none of whose names stands in another; one with a dot."""
    employer = invent_person(chance).employer
    found: dict[str, Person] = {}
    while len(found) < COUNT:
        person = colleague_of(employer, chance)
        plain = folded(person.name)
        wanted = person.dotted if not found else len(person.name) == 3
        if wanted and not any(plain in one or one in plain for one in found):
            found[plain] = replace(person, name=person.name.translate(PLAIN_DOT))
    return tuple(found.values())


def _draw(folder: Path, person: Person, kind: str, other: Person, chance: Random) -> None:
    """Draw a person's pages; one in four names somebody else who signed with her."""
    folder.mkdir(parents=True)
    signed = f"单位：{person.employer.name}", f"承诺人：{person.name}"
    pledge = typed("承诺书", "本人郑重承诺：材料真实。", *signed)
    told = typed("情况说明", f"兹证明{person.name}同志参加了项目。", f"项目组成员：{other.name}")
    pages = {"承诺书.jpg": pledge, "说明.jpg": told}
    if kind:
        colleagues = invent_colleagues(person, chance)
        pages["证书.jpg"] = draw_page(kind, person, colleagues, chance, dpi=150).picture
    for name, picture in pages.items():
        _save(picture, folder / name)


def _save(picture: Picture, path: Path) -> None:
    Image.fromarray(picture).save(path, quality=92, dpi=(150, 150))


def _mistaken(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows as a clerk typed them the first time: fifteen cells are wrong."""
    wrong = [list(row) for row in rows]
    wrong[0][FOLDER] = wrong[0][FOLDER].replace("·", "")  # the dot left out
    wrong[0][BORN] = "1980-02-30"
    wrong[1][FOLDER] = wrong[1][FOLDER].replace("-", "－ ")  # full width, and a space
    wrong[1][EMPLOYER] = ""
    wrong[2][FOLDER] = "../别处"
    wrong[2][WHICH] = "五系列职称评审2024"
    wrong[3][FOLDER] = "//server/x"
    wrong[3][WHICH] = "职称"
    wrong[4][NUMBER] = wrong[4][NUMBER][:-1] + ("1" if wrong[4][NUMBER][-1] != "1" else "2")
    wrong[5][NUMBER] = f"{int(wrong[5][NUMBER][:17]):.14e}".replace("e", "E")  # as a sheet shows it
    wrong[6][BORN] = "1901-01-01"
    wrong[7][DEGREE] = "大概"
    wrong[8][EMPLOYER] = "#REF!"
    wrong[10][NUMBER] = rows[9][NUMBER]  # copied from the row above
    wrong[11][NAME] = ""
    return wrong
