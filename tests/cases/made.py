"""Case values that hypothesis invents, and small ones that are written by hand."""

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hypothesis import strategies as st

from tests.given import there
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.file import history, originals
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case
from zcdesk.cases.tables.beside import journal_of
from zcdesk.cases.tables.bounds import LARGEST_NUMBER
from zcdesk.cases.tables.rows import inside, outside
from zcdesk.cases.tables.sealing import step_on
from zcdesk.findings import warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource
from zcdesk.quantities.moments import BEIJING

SHA = "ab" * 32


def hit(left: float = 10.5, verdict: Verdict = Verdict.DOUBT) -> Hit:
    mask = Mask(Target.NAME, box(left, 10, left + 50, 40), "name:1", 0.875, Origin.SPOTTED)
    return Hit(mask, verdict, warning("hit.read", line=3, share=0.5, word="name:1"))


def page(number: int, home: Path | None = None, hits: int = 2) -> CasePage:
    path = inside(home, SHA, f"扫描 {number}.jpg") if home else f"/somewhere/扫描 {number}.jpg"
    upright = Page(PageSource(path, SHA), 1654, 2339, 1654, 2339, measures={"stroke": 0.75})
    found = tuple(hit(10.5 + 100 * place) for place in range(hits))
    decisions = ((0, Decision.COVER),)
    return CasePage(number, "diploma", path, 0, upright, found, (), decisions, examined=True)


def case(count: int = 3, home: Path | None = None, hits: int = 2) -> Case:
    pages = tuple(page(number + 1, home, hits) for number in range(count))
    applicant = Applicant("张伟", "云岭化工有限公司", aliases=("老张",))
    targets = frozenset({Target.NAME, Target.EMPLOYER})
    return Case("region-senior-2024", applicant, targets, pages, (("level", "senior"),), count)


def named(made: Case, name: str) -> Case:
    return replace(made, applicant=Applicant(name, made.applicant.employer))


def kept(made: Case, home: Path) -> Case:
    """Return a case as it is once it lies in a file: no page names a file outside it."""
    return replace(made, pages=tuple(_kept(one, home) for one in made.pages))


def _kept(one: CasePage, home: Path) -> CasePage:
    def path(told: str) -> str:
        return told if told.startswith(f"{home}/") else outside(home, told)

    source = path(one.page.source.path) if one.page else ""
    return _at(one, path(one.path), source)


def _at(one: CasePage, path: str, source: str = "") -> CasePage:
    laid = one.page and replace(one.page, source=replace(one.page.source, path=source or path))
    return replace(one, path=path, page=laid)


def resting(folder: Path, made: Case | None = None, password: str | None = None) -> Path:
    """Return a case file that nobody has open."""
    with create_case(folder / "a.zcase", made or case(), password) as stored:
        return stored.path


def imported(stored: CaseFile, number: int, content: bytes, name: str = "") -> str:
    """Add a page that was not read yet, and its scan; return the hash of that."""
    digest, _ = stored.keep_original(content)
    path = inside(stored.path, digest, f"{name or number}.jpg")
    here = replace(page(number), path=path, page=None, examined=False)
    pages = (*stored.case.pages, here)
    stored.save(replace(stored.case, pages=pages, numbered=number), "add")
    return digest


def laid_down(path: Path, made: Case) -> Path:
    """Write a case whose scans lie elsewhere into a file that keeps them, without an act."""
    with create_case(path, replace(made, pages=())) as stored:
        pages = tuple(with_scan_inside(stored, one) for one in made.pages)
        stored.keep_found(replace(stored.case, pages=pages))
    return path


def with_scan_inside(stored: CaseFile, one: CasePage) -> CasePage:
    sha256, _ = stored.keep_original(Path(one.path).read_bytes())
    return _at(one, inside(stored.path, sha256, one.file_name))


# Every moment of a case is one in Beijing.
st.register_type_strategy(
    datetime,  # beyond these years moments are brought back into the calendar
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(BEIJING)),
)
# Not a number equals nothing, so nothing could be compared with it.
st.register_type_strategy(float, st.floats(allow_nan=False))
# Larger numbers than any are refused.
st.register_type_strategy(int, st.integers(-LARGEST_NUMBER, LARGEST_NUMBER))
cases = st.builds(
    Case,
    pages=st.lists(st.from_type(CasePage), max_size=3, unique_by=lambda one: one.number).map(tuple),
)


def ready(*arguments: object, **variables: str) -> subprocess.Popen[bytes]:
    """Start Python with a script that says "ready", and wait until it does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, *map(str, arguments)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert there(process.stdout).readline() == b"ready\n"
    return process


def interrupted(path: Path) -> None:
    """Leave a case as a kill does in the middle of a write."""
    script = (
        "import os, sys, zcdesk\nfrom pathlib import Path\n"
        "from zcdesk.cases.tables.schema import connect\n"
        "c = connect(Path(sys.argv[1]), 'rw')\nc.execute('PRAGMA cache_size = 1')\n"
        "c.execute('PRAGMA cache_spill = 1')\nc.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE parts SET content = 'x'\")\n"
        "for n in range(50): c.execute('INSERT INTO cache VALUES (?, ?, zeroblob(9000))', (n, n))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script, str(path)], env=environment, check=False)
    assert path.with_name(f"{path.name}-journal").stat().st_size


@dataclass(frozen=True)
class Moment:
    """A case at rest, the same case in the middle of the next write, and the journal of that."""

    whole: bytes
    torn: bytes
    journal: bytes


def half_written(stored: CaseFile, act: int) -> Moment:
    """Write half of an act, look at the disk, and take it back."""
    path, connection = stored.path, stored._connection
    whole = path.read_bytes()
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    step_on(connection)
    originals.keep(connection, bytes(range(256)) * 300 + bytes([act]))
    history.record(connection, "text", {"notice": ('"region-senior-2024"', f'"lost {act}"')})
    for number in range(30):
        connection.execute("INSERT INTO cache VALUES ('x', ?, zeroblob(9000))", (str(number),))
    moment = Moment(whole, path.read_bytes(), journal_of(path).read_bytes())
    connection.execute("ROLLBACK")
    stored._load()  # what was taken back is encrypted anew
    return moment
