"""What was made and read once or ahead of an export is taken from the case, nothing else."""

import hashlib
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import zcdesk
from tests.cases.made import with_scan_inside
from tests.drawn_text import typed
from tests.given import contents, there
from tests.lent import Lent
from tests.program import KNOWING
from tests.setup.checkout import ROOT
from tests.workflow.drawn_case import APPLICANT, confirmed, covered, page_of
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import answer, confirm, draw, rename_applicant
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.upload_route import Route
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
from zcdesk.export.package.packing import Staging
from zcdesk.export.plan.layout import content_of
from zcdesk.export.plan.manifest import Content
from zcdesk.findings import warning
from zcdesk.geometry import Transform, box
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.resources import resource
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.picture import Status, verified
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.stored_export import export_stored
from zcdesk.workflow.one_page.finishing import Finished, PagePart, PictureJob
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package import exporting, second_reading
from zcdesk.workflow.package.exporting import export_case
from zcdesk.workflow.package.jobs import ReadingAhead, ahead_job, make_ahead, make_picture
from zcdesk.workflow.package.second_reading import COVERED, KeptPictures, key_of, packed, unpacked

NOTICE = "region-senior-2024"
NOW = datetime(2019, 10, 20, tzinfo=UTC)
PASSWORD = "五个人一起读书"

Example = tuple[CaseFile, PictureJob, Finished]


class CountingPool(Lent):
    """Counts the pictures that workers make and read; each is a run of the models."""

    made = 0
    most: float = float("inf")

    def submit(self, function: Callable[..., Any], *arguments: object, **more: Any) -> Future[Any]:
        self.made += function is make_picture
        if self.made > self.most:
            raise OSError("the computer goes down")
        return super().submit(function, *arguments, **more)


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> CountingPool:
    return CountingPool(one_worker)


def stored_case(folder: Path, count: int = 3, password: str | None = None) -> CaseFile:
    """Return an open case file with confirmed pages that hold nothing of the applicant."""
    folder.mkdir(exist_ok=True)
    slots = ("id_card", "diploma", "diploma", "id_card")
    pages = [page_of(folder, number, slots[number % 4], 300) for number in range(1, count + 1)]
    return case_of(folder, [covered(page) for page in pages], password)


def case_of(folder: Path, pages: Sequence[CasePage], password: str | None = None) -> CaseFile:
    """Return an open case file that holds the scans of some pages; all are confirmed."""
    stored = create_case(folder / "甲.zcase", Case(NOTICE, APPLICANT, frozenset()), password)
    kept = [with_scan_inside(stored, page) for page in pages]
    stored.save(confirmed(NOTICE, kept), "add")
    return stored


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[CaseFile]:
    with stored_case(tmp_path / "案卷") as case_file:
        yield case_file


@dataclass(frozen=True)
class Made:
    """Exports whole cases; tells how many pictures were made and read for it."""

    pool: CountingPool
    folder: Path

    def __call__(self, stored: CaseFile, name: str = "包", content: Content | None = None) -> int:
        before = self.pool.made
        list(self.walk(stored, name, content))
        return self.pool.made - before

    def walk(
        self, stored: CaseFile, name: str = "包", content: Content | None = None
    ) -> Generator[object, None, None]:
        notice, folder = load_notice(NOTICE), self.folder / name
        return export_stored(self.pool, stored, stored.case, notice, folder, NOW, content)


@pytest.fixture
def made(pool: CountingPool, tmp_path: Path) -> Made:
    return Made(pool, tmp_path)


def with_cover(case: Case, number: int) -> Case:
    """Draw a cover on a page and confirm it again."""
    mask = Mask(Target.NAME, box(200.0, 180.0, 260.0, 200.0))
    case = draw(case, number, mask)
    return confirm(answer(case, number, Answer.NO), number)


# --- whole exports -------------------------------------------------------------------------------


@pytest.mark.nightly
def test_a_second_export_reads_only_what_changed(made: Made, stored: CaseFile) -> None:
    """And gives the bytes of a first one."""
    assert made(stored, "一") == 3
    assert made(stored, "二") == 0
    assert contents(made.folder / "一") == contents(made.folder / "二")
    stored.save(with_cover(stored.case, 2), "draw")
    assert made(stored, "三") == 1
    list(export_case(made.pool, stored.case, load_notice(NOTICE), made.folder / "四", NOW))
    assert contents(made.folder / "三") == contents(made.folder / "四")
    assert contents(made.folder / "三") != contents(made.folder / "一")


@pytest.mark.nightly
def test_a_round_with_only_what_changed_reads_only_that(made: Made, stored: CaseFile) -> None:
    made(stored)
    stored.save(with_cover(stored.case, 3), "draw")
    assert made(stored, "改", Content.CHANGES) == 1
    assert len([*(made.folder / "改").rglob("*.jpg")]) == 1


@pytest.mark.slow
def test_an_export_that_ended_early_goes_on_where_it_was(made: Made, stored: CaseFile) -> None:
    """Whatever ended it: a fault of the computer, or the person who closed it after a picture."""
    made.pool.most = made.pool.made + 2
    with pytest.raises(OSError, match="goes down"):
        made(stored)
    made.pool.most = float("inf")
    walk = made.walk(stored)
    next(walk)
    next(walk)
    walk.close()
    assert not (made.folder / "包").exists()
    assert made(stored) == 1


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_a_killed_export_goes_on_where_it_was(made: Made) -> None:
    path = closed_case(made, 4)
    killed_after_a_picture(path, *KNOWING, "case", "export", path, "--out", made.folder / "包")
    with open_case(path) as again:
        assert not again.read_only
        kept = len(kept_names(path))
        assert kept > 0
        assert made(again, "再") == 4 - kept
    assert [one.name for one in path.parent.glob("*.zcase*")] == [path.name]


def closed_case(made: Made, count: int, password: str | None = None) -> Path:
    with stored_case(made.folder / "案卷", count, password) as stored:
        return stored.path


def killed_after_a_picture(path: Path, *command: object) -> None:
    """Start a program that makes pictures of a case; kill it once the case keeps one."""
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not kept_names(path) and process.poll() is None:
        time.sleep(0.02)
    with suppress(ProcessLookupError):  # it came to its end meanwhile
        os.killpg(process.pid, 9)
    process.wait()


def kept_names(path: Path) -> list[str]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        rows = connection.execute("SELECT key FROM cache WHERE kind = ?", (COVERED,))
        return sorted(name for (name,) in rows)
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()


@pytest.mark.nightly
def test_pictures_of_a_gone_page_go_with_the_next_export(made: Made, stored: CaseFile) -> None:
    made(stored)
    assert len(kept_names(stored.path)) == 3
    stored.save(replace(stored.case, pages=stored.case.pages[1:]), "remove")
    assert made(stored) == 0
    assert len(kept_names(stored.path)) == 2
    stored.drop_cache()
    assert made(stored) == 2


@pytest.mark.nightly
@pytest.mark.parametrize("ahead", [False, True])
def test_pictures_lie_behind_the_password_of_their_case(made: Made, ahead: bool) -> None:
    with stored_case(made.folder / "案卷", 1, PASSWORD) as stored:
        if ahead:
            assert read_all(ReadingAhead(made.pool, stored), stored.case) == 1
        assert made(stored) == (not ahead)
        assert made(stored, "再") == 0
        path = stored.path
    (picture,) = (made.folder / "包").rglob("*.jpg")
    assert picture.read_bytes()[2000:2064] not in path.read_bytes()
    assert [one.name for one in path.parent.glob(".*")] == []
    secret = own_folder() / "own-secret"
    assert len(secret.read_bytes()) == 32
    assert sys.platform == "win32" or stat.S_IMODE(secret.stat().st_mode) == 0o600


# --- one picture ---------------------------------------------------------------------------------


def job_of(stored: CaseFile, output: Path) -> PictureJob:
    page = stored.case.pages[0]
    left = LeftOpen(box(10.0, 10.0, 60.0, 30.0), frozenset({Target.NAME}), named=True)
    parts = (PagePart(replace(there(page.page), dpi=150.0), page.covers(), (left,)),)
    sought = Sought(stored.case.applicant, frozenset({Target.NAME}))
    return PictureJob(parts, (1, 1), True, FileLimit("id_card"), sought, str(output))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """A case with one picture that was made, read and kept."""
    folder = tmp_path_factory.mktemp("example")
    with stored_case(folder / "案卷") as stored:
        job = job_of(stored, folder / "001.jpg")
        finished = make_picture(job)
        KeptPictures(stored).keep(job, finished)
        yield stored, job, finished


def with_part(job: PictureJob, **changed: Any) -> PictureJob:
    return replace(job, parts=(replace(job.parts[0], **changed),))


def with_page(job: PictureJob, **changed: Any) -> PictureJob:
    return with_part(job, page=replace(job.parts[0].page, **changed))


def with_source(job: PictureJob, **changed: Any) -> PictureJob:
    return with_page(job, source=replace(job.parts[0].page.source, **changed))


def with_words(job: PictureJob, **changed: Any) -> PictureJob:
    applicant = replace(job.sought.applicant, **changed)
    return replace(job, sought=replace(job.sought, applicant=applicant))


MOVED = box(40.0, 60.0, 120.0, 85.0)

CHANGED: dict[str, Callable[[PictureJob], PictureJob]] = {
    "scan": lambda job: with_source(job, sha256="0" * 64),
    "page of the scan": lambda job: with_source(job, index=1),
    "transform": lambda job: with_page(job, transform=Transform.shift(0.5, 0.0)),
    "corners": lambda job: with_page(job, corners=box(0.0, 0.0, 400.0, 290.0)),
    "turn": lambda job: with_page(job, turn=180),
    "light": lambda job: with_page(job, even_light=True),
    "resolution": lambda job: with_page(job, dpi=151.0),
    "height of text": lambda job: with_page(job, text_height=12.0),
    "size": lambda job: with_page(job, height=299),
    "cover moved": lambda job: with_part(
        job, covers=(replace(job.parts[0].covers[0], polygon=MOVED), *job.parts[0].covers[1:])
    ),
    "cover gone": lambda job: with_part(job, covers=()),
    "left open no more": lambda job: with_part(job, left_open=()),
    "left open for another target": lambda job: with_part(
        job, left_open=(replace(job.parts[0].left_open[0], targets=frozenset({Target.SEAL})),)
    ),
    "limit of bytes": lambda job: replace(job, limit=FileLimit("id_card", most_bytes=90_000)),
    "limit of pixels": lambda job: replace(job, limit=FileLimit("id_card", most_pixels=400)),
    "name": lambda job: with_words(job, name="欧阳婉"),
    "other name": lambda job: with_words(job, aliases=("张伟",)),
    "employer": lambda job: with_words(job, employer="天山岩土勘察院"),
    "other employer": lambda job: with_words(job, employer_aliases=("天山岩土",)),
    "former employer": lambda job: with_words(job, former_employers=("昆仑钻探公司",)),
    "ID number": lambda job: with_words(job, id_number=""),
    "targets": lambda job: replace(
        job, sought=replace(job.sought, targets=frozenset({Target.NAME, Target.EMPLOYER}))
    ),
    "not covered": lambda job: replace(job, covered=False),
    "part": lambda job: replace(job, part=(1, 2)),
    "joined": lambda job: replace(job, parts=job.parts * 2),
    "file name that is a word": lambda job: replace(job, output=f"{job.sought.applicant.name}.jpg"),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_what_depends_on_something_that_changed_is_made_and_read_again(
    example: Example, change: Callable[[PictureJob], PictureJob]
) -> None:
    stored, job, finished = example
    assert KeptPictures(stored).take(job) == finished
    changed = change(job)
    assert KeptPictures(stored).take(changed) is None
    assert key_of(changed) != key_of(job)


def another_model(patch: pytest.MonkeyPatch, folder: Path) -> None:
    notes = folder / "models" / "SOURCES.toml"
    notes.parent.mkdir()
    notes.write_bytes(resource("models", "SOURCES.toml").read_bytes() + b"\n")
    tables = resource("models", "SOURCES.toml").parent.parent.rglob("*.toml")
    for path in tables:
        if path.name != notes.name or path.parent.name != "models":
            copy = folder / path.relative_to(resource("models").parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    patch.setattr(second_reading, "resource", folder.joinpath)


@pytest.mark.parametrize(
    "change",
    [
        lambda patch, _: patch.setattr(zcdesk, "__version__", "0.0.1"),
        lambda patch, _: patch.setattr(second_reading, "version", lambda package: "0.0.1"),
        another_model,
    ],
    ids=["program", "engine", "model"],
)
def test_another_program_engine_or_model_makes_and_reads_again(
    example: Example, change: Callable[[pytest.MonkeyPatch, Path], None], tmp_path: Path
) -> None:
    stored, job, finished = example
    with pytest.MonkeyPatch.context() as patch:
        change(patch, tmp_path)
        second_reading._program.cache_clear()
        assert KeptPictures(stored).take(job) is None
    second_reading._program.cache_clear()
    assert KeptPictures(stored).take(job) == finished


def test_what_it_does_not_depend_on_makes_nothing_again(example: Example, tmp_path: Path) -> None:
    stored, job, finished = example
    elsewhere = replace(job, output=str(tmp_path / "007a.jpg"), limit=FileLimit("diploma"))
    whole_numbers = with_page(elsewhere, dpi=150, skew=0)
    assert KeptPictures(stored).take(whole_numbers) == finished
    assert (tmp_path / "007a.jpg").read_bytes() == Path(job.output).read_bytes()
    same = KeptPictures(stored).take(replace(elsewhere, known=finished.sha256))
    assert same == replace(finished, unchanged=True)


def test_what_a_picture_depends_on_is_gathered_once_each_time_it_is_taken(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, job, finished = example
    asked: list[PictureJob] = []

    def counted(job: PictureJob) -> bytes:
        asked.append(job)
        return key_of(job)

    monkeypatch.setattr(second_reading, "key_of", counted)
    assert KeptPictures(stored).take(job) == finished
    assert asked == [job]


# --- what somebody else put there ----------------------------------------------------------------


def test_a_picture_that_was_altered_in_the_case_is_not_taken(example: Example) -> None:
    """Nor one whose hash is not that of its bytes."""
    stored, job, finished = example
    name, key = key_of(job).hex(), key_of(job)
    content = there(stored.cached(COVERED, name))
    again, picture = unpacked(content, key)
    assert (again, picture) == (finished, Path(job.output).read_bytes())
    altered = {"other bytes": packed(finished, picture + b"\0", key)}
    for place in (*range(0, 64), 70, 200, len(content) // 2, len(content) - 1):
        altered[f"at {place}"] = (
            content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        )
    for length in (0, 1, 31, 32, 64, 76, len(content) - 1):
        altered[f"of {length}"] = content[:length]
    try:
        for way, other in altered.items():
            stored.keep_cached(COVERED, name, other)
            assert KeptPictures(stored).take(job) is None, way
    finally:
        stored.keep_cached(COVERED, name, content)
    assert KeptPictures(stored).take(job) == finished


def test_a_picture_that_another_computer_passed_is_not_taken(example: Example) -> None:
    """Else a stranger's case could bring a picture that shows the name, with "passed" beside it."""
    stored, job, finished = example
    secret = own_folder() / "own-secret"
    own = secret.read_bytes()
    try:
        for other in (b"\x07" * 32, None, b"short"):
            secret.unlink()
            if other is not None:
                secret.write_bytes(other)
            assert KeptPictures(stored).take(job) is None, other
    finally:
        secret.write_bytes(own)
    assert KeptPictures(stored).take(job) == finished


def test_a_picture_in_doubt_is_not_kept(stored: CaseFile, tmp_path: Path) -> None:
    job = job_of(stored, tmp_path / "001.jpg")
    finished = make_picture(job)
    doubted = replace(finished, verified=verified([warning("page.second_look")]))
    KeptPictures(stored).keep(job, doubted)
    assert kept_names(stored.path) == []
    (tmp_path / "001.jpg").write_bytes(b"another picture")
    KeptPictures(stored).keep(job, finished)
    assert kept_names(stored.path) == []


@pytest.mark.nightly
def test_a_damaged_scan_is_told_although_its_picture_is_kept(made: Made, stored: CaseFile) -> None:
    made(stored)
    with stored._writing(counts=False) as connection:
        connection.execute("UPDATE chunks SET content = zeroblob(octet_length(content))")
    with pytest.raises(ZcdeskError, match=r"^export\.originals_lost$"):
        made(stored, "再")


def read_all(ahead: ReadingAhead, case: Case) -> int:
    """Read ahead until nothing is left; return how many walks it took."""
    walks = 0
    numbers = [page.number for page in case.pages if case.is_confirmed(page)]
    while left := ahead.left(case, numbers):
        assert not list(ahead.read(case, load_notice(NOTICE), left))
        walks += 1
    return walks


@pytest.mark.nightly
def test_an_export_of_pages_read_ahead_reads_nothing(made: Made, stored: CaseFile) -> None:
    """And gives the same bytes."""
    list(export_case(made.pool, stored.case, load_notice(NOTICE), made.folder / "前", NOW))
    ahead = ReadingAhead(made.pool, stored)
    assert read_all(ahead, stored.case) == 3
    assert made(stored, "后") == 0
    assert contents(made.folder / "后") == contents(made.folder / "前")
    assert read_all(ahead, stored.case) == 0
    stored.save(with_cover(stored.case, 2), "draw")
    assert read_all(ahead, stored.case) == 1
    assert len(kept_names(stored.path)) == 3  # the picture in whose place it came is gone


@pytest.mark.nightly
def test_pictures_do_not_pile_up_however_often_a_case_is_changed(made: Made) -> None:
    path = closed_case(made, 2)
    for name in ("张伟", "张维", "张炜"):  # a day each
        with open_case(path) as again_open:
            changed = rename_applicant(again_open.case, replace(APPLICANT, aliases=(name,)))
            again_open.save(again(changed), "rename")
            read_all(ReadingAhead(made.pool, again_open), again_open.case)
            assert len(kept_names(path)) <= 4
    with open_case(path) as last:
        last.save(last.case.with_page(replace(last.case.page(1), confirmed="")), "reopen")
        for times in range(3):
            last.save(replace(last.case, limits=(FileLimit("", 90_000 + times),)), "limit")
            made(last, f"包{times}")
        assert len(kept_names(path)) <= 5
        walks = ReadingAhead(made.pool, last)
        for _ in range(2):  # in one open window
            last.save(with_cover(last.case, 2), "draw")
            read_all(walks, last.case)
        assert len(kept_names(path)) <= 5


BOTH = frozenset({Target.NAME, Target.EMPLOYER})
JOINED = FileLimit("diploma", arrangement=Arrangement.JOINED)
CHANGES: dict[str, tuple[Callable[[Case], Case], int]] = {
    "nothing": (lambda case: case, 0),
    "a cover on one page": (lambda case: with_cover(case, 3), 1),
    "words": (lambda case: again(rename_applicant(case, replace(APPLICANT, aliases=("张伟",)))), 3),
    "targets": (lambda case: again(replace(case, targets=BOTH)), 3),
    "a limit of bytes": (lambda case: replace(case, limits=(FileLimit("", 90_000),)), 3),
    "pages joined": (lambda case: replace(case, limits=(JOINED,)), 1),
    "not covered here": (lambda case: replace(case, route=Route.INSIDE_PLATFORM), 3),
    "a page before the others": (lambda case: replace(case, pages=case.pages[::-1]), 0),
    "a page that is gone": (lambda case: replace(case, pages=case.pages[1:]), 0),
}


def again(case: Case) -> Case:
    """Confirm every page as it is now."""
    for page in case.pages:
        case = case.with_page(replace(page, examined=True))
        case = confirm(case, page.number)
    return case


@pytest.mark.slow
@pytest.mark.parametrize(("change", "read"), CHANGES.values(), ids=CHANGES)
def test_only_what_changed_after_it_was_read_ahead_is_read_again(
    made: Made, stored: CaseFile, change: Callable[[Case], Case], read: int
) -> None:
    """Keys only: every picture would be made; the kept ones are those that need not."""
    notice, before = load_notice(NOTICE), stored.case
    kept = KeptPictures(stored)
    for number in before.places:
        job = there(ahead_job(before.marked(notice), before, number))
        finished, picture = make_ahead(job)
        kept.keep(job, finished, picture)
    asked = jobs_of_export(made.pool, change(before), made.folder / "包")
    assert sum(not kept.holds(job) for job in asked) == read


def jobs_of_export(pool: WorkerPool, case: Case, folder: Path) -> list[PictureJob]:
    """Return what an export of the case asks of its workers for pictures."""
    notice, content = case.marked(load_notice(NOTICE)), content_of(case)
    asked = exporting._Export(pool, case, case, notice, folder, NOW, content)
    with Staging.start(folder, content) as staging:
        return [job for _, _, (job,) in exporting._tasks(asked, asked.planned(), staging)]


@pytest.mark.slow
def test_a_page_that_still_shows_the_name_comes_back_and_is_not_kept(made: Made) -> None:
    with with_the_name(made.folder) as stored:
        case = stored.case
        ahead = ReadingAhead(made.pool, stored)
        ((before, doubted),) = ahead.read(case, load_notice(NOTICE), (1, 2))
        assert kept_names(stored.path) == []
        assert before == case.page(1)
        assert [hit.mask.target for hit in doubted.hits] == [Target.NAME]
        assert not case.with_page(doubted).is_confirmed(doubted)


def with_the_name(folder: Path) -> CaseFile:
    """Return a case whose first page still shows the name, though a person confirmed it."""
    page, other = (page_of(folder, number, "diploma") for number in (1, 2))
    shown = typed(f"兹证明{APPLICANT.name}同志成绩合格。")
    Image.fromarray(shown).save(page.path)
    sha256 = hashlib.sha256(Path(page.path).read_bytes()).hexdigest()
    high, wide = shown.shape[:2]
    upright = Page(PageSource(page.path, sha256), wide, high, wide, high)
    return case_of(folder, [replace(page, page=upright), other])


def test_what_is_not_settled_before_an_export_is_left_to_it(stored: CaseFile) -> None:
    notice, case = load_notice(NOTICE), stored.case
    number = case.pages[0].number
    assert ahead_job(notice, case, number) is not None
    for changed in (
        case.with_page(replace(case.page(number), confirmed="")),
        replace(case, route=Route.INSIDE_PLATFORM),
        replace(case, limits=(FileLimit("", most_pictures=2),)),
        replace(case, limits=(FileLimit("", arrangement=Arrangement.SPLIT),)),
    ):
        assert ahead_job(notice, changed, number) is None


def test_nothing_is_read_ahead_during_an_export(pool: CountingPool, stored: CaseFile) -> None:
    ahead = ReadingAhead(pool, stored)
    with ahead.alone:
        walk = threading.Thread(target=read_all, args=(ahead, stored.case))
        walk.start()
        walk.join(0.5)
        assert walk.is_alive()
        assert kept_names(stored.path) == []
        ahead.stop()  # as a window that closes
    walk.join()
    assert kept_names(stored.path) == []


AHEAD = """
import sys
from pathlib import Path
from zcdesk.cases.file.store import open_case
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.jobs import ReadingAhead
if __name__ == "__main__":
    with WorkerPool(1) as pool, open_case(Path(sys.argv[1])) as stored:
        ahead, case = ReadingAhead(pool, stored), stored.case
        for number in case.places:
            list(ahead.read(case, load_notice(case.notice), [number]))
"""


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_a_kill_while_reading_ahead_leaves_each_verdict_with_its_bytes(made: Made) -> None:
    path, script = closed_case(made, 4), made.folder / "ahead.py"
    script.write_text(AHEAD, encoding="utf-8")
    killed_after_a_picture(path, sys.executable, script, path)
    with open_case(path) as again_open:
        names = kept_names(path)
        assert names
        for name in names:
            content = there(again_open.cached(COVERED, name))
            finished, picture = unpacked(content, bytes.fromhex(name))
            assert finished.verified.status is Status.CLEAN
            assert picture[:2] == b"\xff\xd8"
        assert made(again_open) == 4 - len(names)
