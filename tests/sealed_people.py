"""A roster whose people have cases with seals that nobody could read, as a run leaves them."""

from dataclasses import replace
from pathlib import Path

from tests.batch.drawn import PEOPLE, write_roster
from tests.cases.made import laid_down
from tests.sealed_pages import sealed_case
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.working import case_path, look_again
from zcdesk.notices.clock import now


def lay_out_people(place: Path, pages: int = 3) -> dict[int, Path]:
    """Write roster, scans and results of three people; return the case file of each row."""
    write_roster(place / "花名册.xlsx", [[row[0], *row[1:3], row[0], row[4]] for row in PEOPLE])
    people = read_roster(place / "花名册.xlsx").people
    out = place / "批量结果"
    return {person.row: _lay_out(person, people, place / "材料", out, pages) for person in people}


def _lay_out(
    person: RosterPerson, people: tuple[RosterPerson, ...], scans: Path, out: Path, pages: int
) -> Path:
    name = person.applicant.name
    case = sealed_case(scans / name, pages, name=name)
    folder = folders_of([person], out)[person.row]
    path = case_path(person, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    laid_down(path, replace(case, notice=person.notice, applicant=person.applicant))
    look_again(person, people, folders_of(people, out), now())
    return path
