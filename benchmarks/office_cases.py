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
from zcdesk.batch.results.letters import write_letter
from zcdesk.batch.results.person_results import CASE_FILE, PersonResult, write_result
from zcdesk.batch.results.tasks import tasks_of
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.roster.person_marks import mark_of, roster_mark
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.cases.file.store import create_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.tables.rows import inside
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.states import State
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
STATES = (State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK, State.SATISFIED)
HEAD = ("姓名", "工作单位", "通知", "材料文件夹", "身份证号")
STRAYED = 25
"""Every so many people one has a page that is another's."""


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
        doubtful: Doubtful pages of the first people; they alone have cases that can be opened.
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
    notice, mark = load_notice(NOTICE), roster_mark(office.people)
    pages = iter(drawn_pages(sum(doubtful)))
    for place, one in enumerate(office.people):
        count = doubtful[place] if place < len(doubtful) else 0
        _leave(notice, office, one, [next(pages) for _ in range(count)], mark)
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


def _leave(
    notice: Notice, office: Office, person: RosterPerson, contents: Sequence[bytes], mark: str
) -> None:
    """Leave a person's folder as a run does: her case with doubtful pages, letter and result."""
    folder = folders_of(office.people, office.out)[person.row]
    folder.mkdir(parents=True)
    case = replace(begun(notice, person.applicant), facts=person.facts, profile=copy_of(notice))
    if contents:
        case = _kept(case, folder / CASE_FILE, contents)
    evaluation = evaluate(notice, case, NOW)
    state = STATES[person.row % len(STATES)]
    strayed = person.row % STRAYED == 0 and not contents
    states = [str(case.state(page)) for page in case.pages]
    titles = tuple(slot.title for slot in evaluation.slots() if slot.state is State.MISSING)
    result = PersonResult(
        person.row, folder.name, str(state), notice=notice.id, roster=mark,
        unseen=states.count(str(PageState.REVIEW)),
        pages={str(one): states.count(str(one)) for one in PageState},
        missing=titles if state is State.MISSING else (),
        strangers=((1, person.row - 1),) if strayed else (),
        deadline=("material", "2026-12-30T18:00:00+08:00", person.row),
        returns=(person.row % 3, 2),
        tasks=tasks_of(notice, case, evaluation),
    )  # fmt: skip
    if contents:
        write_letter(folder, result, notice, case, NOW, ())
    write_result(folder, result, mark_of(person))


def _kept(case: Case, path: Path, contents: Sequence[bytes]) -> Case:
    with create_case(path, case) as stored:
        pages = []
        for number, content in enumerate(contents, start=1):
            sha256, _ = stored.keep_original(content)
            pages.append(_page(number, inside(path, sha256, f"{number}.jpg"), sha256))
        stored.save(replace(case, pages=tuple(pages), numbered=len(pages)), "add")
        return stored.case


def _page(number: int, path: str, sha256: str) -> CasePage:
    """Return a page with one place that a person has to decide."""
    upright = Page(PageSource(path, sha256), *SIZE, *SIZE, measures={"contrast": 0.9})
    mask = Mask(Target.NAME, box(110, 270, 200, 300), "name:1", 0.6, Origin.SPOTTED)
    hit = Hit(mask, Verdict.DOUBT, warning("hit.read", line=1))
    return CasePage(number, "award", path, 0, upright, (hit,), examined=True)
