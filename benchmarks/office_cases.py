"""What lies in an office's folders after a batch, made without reading a page: roster and cases."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tools.drawing.people import colleague_of, invent_person
from zcdesk.applicant import Target
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import CASE_FILE
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.working import look_again
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import create_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.tables.rows import inside
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.resources import resource

NOTICE = "region-senior-2024"
SIZE = (827, 1169)
"""Pixels of a page: A4 at 100 dpi."""

NOW = datetime(2024, 9, 28, tzinfo=UTC)
HEAD = ("姓名", "工作单位", "通知", "材料文件夹", "身份证号")


@dataclass(frozen=True)
class Office:
    """Where everything lies.

    Attributes:
        roster: The roster.
        scans: A folder a person.
        out: What a run left.
        people: The rows.
    """

    roster: Path
    scans: Path
    out: Path
    people: tuple[RosterPerson, ...]


def laid_out(folder: Path, people: int, doubtful: Sequence[int], seed: int = 0) -> Office:
    """Write a roster, folders, and the cases and results that a run would have left.

    Args:
        folder: Where; it is made.
        people: Rows of the roster.
        doubtful: Doubtful pages of the first people; the others' cases are empty.
        seed: Of the people, who do not exist.
    """
    chance, scans, out = Random(seed), folder / "材料", folder / "结果"
    employer = invent_person(chance).employer
    rows: list[tuple[str, ...]] = []
    seen: set[str] = set()
    while len(rows) < people:
        person = colleague_of(employer, chance)
        if person.id_number in seen:
            continue
        seen.add(person.id_number)
        named = f"{len(rows) + 2:04d}-{person.name}"
        (scans / named).mkdir(parents=True)
        (scans / named / "a.jpg").write_bytes(person.id_number.encode())
        rows.append((person.name, employer.name, NOTICE, named, person.id_number))
    roster = folder / "花名册.csv"
    with roster.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *rows])
    office = Office(roster, scans, out, read_roster(roster).people)
    notice = load_notice(NOTICE)
    pages = iter(drawn_pages(sum(doubtful)))
    for place, one in enumerate(office.people):
        count = doubtful[place] if place < len(doubtful) else 0
        _leave(notice, office, one, [next(pages) for _ in range(count)])
    return office


def drawn_pages(count: int) -> Iterator[bytes]:
    """Yield small pages as JPEG; no two have the same bytes."""
    font = ImageFont.truetype(str(resource("fonts", "song.otf")), 26)
    for number in range(1, count + 1):
        picture = Image.new("RGB", SIZE, (251, 250, 246))
        pen = ImageDraw.Draw(picture)
        for place, line in enumerate(("荣誉证书", "同志：", "在低温润滑研究项目中成绩显著")):
            pen.text((110, 180 + 90 * place), line, (30, 30, 34), font)
        pen.text((640, 1080), f"{number:03d}", (30, 30, 34), font)
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=85, dpi=(100, 100))
        yield stream.getvalue()


def _leave(notice: Notice, office: Office, person: RosterPerson, contents: Sequence[bytes]) -> None:
    """Leave a person's folder as a run does: her case with doubtful pages, and a letter."""
    folders = folders_of(office.people, office.out)
    folder = folders[person.row]
    folder.mkdir(parents=True)
    case = replace(begun(notice, person.applicant), facts=person.facts, profile=copy_of(notice))
    _keep(case, folder / CASE_FILE, contents)
    look_again(person, office.people, folders, NOW, all_read=True)


def _keep(case: Case, path: Path, contents: Sequence[bytes]) -> None:
    with create_case(path, case) as stored:
        pages = []
        for number, content in enumerate(contents, start=1):
            sha256, _ = stored.keep_original(content)
            pages.append(_page(number, inside(path, sha256, f"{number}.jpg"), sha256))
        stored.save(replace(case, pages=tuple(pages), numbered=len(pages)), "add")


def _page(number: int, path: str, sha256: str) -> CasePage:
    """Return a page with one place that a person has to decide."""
    upright = Page(PageSource(path, sha256), *SIZE, *SIZE, measures={"contrast": 0.9})
    mask = Mask(Target.NAME, box(110, 270, 200, 300), "name:1", 0.6, Origin.SPOTTED)
    hit = Hit(mask, Verdict.DOUBT, warning("hit.read", line=1))
    return CasePage(number, "award", path, 0, upright, (hit,), examined=True)
