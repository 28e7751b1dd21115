"""A roster all the way: own words only, another's page told, ended anywhere and gone on with."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests import one_photo
from tests.batch.drawn import EMPLOYER, PEOPLE, draw_people, write_roster
from tests.batch.halting import HALTING
from tests.batch.pages_in import pages_in
from tests.batch.tables import said
from tests.program import KNOWING, answered
from zcdesk.applicant import Applicant, Target
from zcdesk.batch.person_folders import folders_of, whose_folders
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.held_results import BusyResultsError, held_results
from zcdesk.batch.results.person_results import PersonResult, as_of, read_result
from zcdesk.batch.results.person_words import todo
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import Control, run
from zcdesk.batch.scan_folders import MatchedFolders, match_folders
from zcdesk.batch.whole_run import everybody, write_tables
from zcdesk.batch.working import Elsewhere, PageStep, RowWork, case_path, work_on
from zcdesk.cases.case import Case, PageState
from zcdesk.cases.file.locking import lock_path
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.disk.files import write_atomically
from zcdesk.errors import OutputError, WorkerLostError, ZcdeskError
from zcdesk.wording import sentence, spoken
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import refused

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 9, 28, tzinfo=UTC)


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_people(tmp_path_factory.mktemp("材料"))


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[RosterPerson, ...]:
    return read_roster(write_roster(tmp_path_factory.mktemp("花名册") / "r.xlsx")).people


Finished = tuple[Path, dict[int, PersonResult]]


@pytest.fixture(scope="module")
def finished(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Finished:
    """A whole run in one go."""
    out = tmp_path_factory.mktemp("结果")
    steps = list(run(pool, people, match_folders(people, scans), out, NOW))
    assert sum(isinstance(one, PageStep) for one in steps) == 6
    return out, {one.row: one for one in steps if isinstance(one, PersonResult)}


def test_a_second_run_into_the_folder_is_told_and_changes_nothing(
    scans: Path, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / "r.xlsx")
    out = tmp_path / "结果"
    with held_results(out):
        run_beside = answered("batch", roster, "--scans", scans, "--out", out, "--resume")
        assert run_beside.returncode == 3
        assert "结果" in run_beside.stderr
        assert "另一次处理" in run_beside.stderr
        assert f"电脑“{socket.gethostname()}”从 2" in run_beside.stderr
        with pytest.raises(BusyResultsError), held_results(out):
            pass
    assert list(out.iterdir()) == []
    with held_results(out):
        pass


def test_everybody_comes_out_with_a_case_and_no_picture_to_upload_by_mistake(
    finished: Finished,
) -> None:
    out, results = finished
    assert sorted(results) == [2, 3, 4]
    assert sum(map(len, pages_in(out).values())) == 6
    assert not list(out.rglob("*.jpg"))
    for row, result in results.items():
        assert result.folder == PEOPLE[row - 2][0]
        assert read_result(out / result.folder) == result
        assert sum(result.pages.values()) == len(pages_in(out)[result.folder])
        assert "承诺书" not in result.missing or row == 4


def test_a_result_that_is_gone_or_older_than_the_case_is_worked_out_from_it(
    people: tuple[RosterPerson, ...], finished: Finished, tmp_path: Path
) -> None:
    out = shutil.copytree(finished[0], tmp_path / "结果")
    (out / "贺一鸣" / "result.json").unlink()
    (out / "陆听澜" / "person.zcase").touch()
    path = out / "陆听澜" / "result.json"
    path.write_text(path.read_text("utf-8").replace('"unsorted": ', '"unsorted": 7'), "utf-8")
    os.utime(path, (1, 1))
    (out / "沈知遥" / "letter.docx").unlink()
    stood = {one.row: one for one in everybody(people, (), out)}
    for row, result in finished[1].items():
        assert stood[row].pages == result.pages
        assert stood[row].unsorted == result.unsorted
        assert stood[row].strangers == result.strangers
        assert stood[row].lettered is (row != 2)


def test_pages_are_searched_for_the_own_name_only(finished: Finished) -> None:
    out, _ = finished
    with open_case(out / "陆听澜" / "person.zcase", writing=False) as stored:
        covered = [
            {hit.mask.target for hit in page.hits if hit.covers_by_default}
            for page in stored.case.pages
        ]
    assert covered[0] == {Target.NAME}
    assert covered[1:] == [set(), set()]  # 贺一鸣 and the first one's number stay


def test_a_page_in_another_persons_folder_is_told(finished: Finished) -> None:
    _, results = finished
    assert results[4].strangers == ((2, 3), (3, 2))
    assert not results[2].strangers
    assert not results[3].strangers


def test_pages_that_say_what_they_are_are_proposed_not_confirmed(finished: Finished) -> None:
    out, results = finished
    assert len(results[2].proposed) == 2
    with open_case(out / "沈知遥" / "person.zcase", writing=False) as stored:
        slots = {page.file_name: page.slot for page in stored.case.pages}
        assert slots == {"a.jpg": "posting", "b.jpg": "pledge"}
        assert not any(page.confirmed for page in stored.case.pages)


def test_results_for_scripts_and_logs_name_nobody(finished: Finished) -> None:
    out, _ = finished
    for path in out.rglob("*.json"):
        text = path.read_text("utf-8")
        assert not any(row[0] in text or (row[4] and row[4] in text) for row in PEOPLE)
        assert EMPLOYER not in text


def test_a_letter_tells_nobody_of_anybody_else(finished: Finished) -> None:
    out, results = finished
    text = (out / "陆听澜" / "letter.txt").read_text("utf-8-sig")
    assert PEOPLE[2][0] in text
    assert not any(row[0] in text for row in PEOPLE[:2])
    assert "b.jpg" not in text  # whose it is the clerk finds out
    strange = [task for task in results[4].tasks if task.code == "page.another_person"]
    assert [(task.whose, task.pages) for task in strange] == [("clerk", (2,)), ("clerk", (3,))]


def test_the_table_for_the_clerk(finished: Finished, people: tuple[RosterPerson, ...]) -> None:
    out, results = finished
    told = list(results.values())
    by_row = {person.row: person for person in people}
    assert "第 2 页像是贺一鸣（002X）的" in todo(results[4], by_row)
    content = to_xlsx(people, told)
    assert to_xlsx(people, told) == content
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row]
    links = [unquote(str(cell.hyperlink.target)) for cell in cells if cell.hyperlink]
    assert {Path(link).name for link in links} >= {"letter.docx", "person.zcase", "贺一鸣"}
    assert not [link for link in links if not (out / link).exists()]
    assert "沈知遥（5364）" in [cell.value for cell in cells]


def test_hours_left_are_told_as_of_now(finished: Finished) -> None:
    _, results = finished
    result = results[2]
    assert result.deadline is not None
    assert as_of(result, NOW) == result
    later = as_of(result, NOW + timedelta(days=5))
    assert later.deadline is not None
    assert later.deadline[2] == result.deadline[2] - 120
    over = as_of(result, NOW + timedelta(days=50)).deadline
    assert over is not None
    assert over[2] < 0


@pytest.mark.slow
def test_the_same_run_again_does_nothing_and_gives_the_same(
    pool: WorkerPool, scans: Path, people: tuple[RosterPerson, ...], finished: Finished
) -> None:
    out, results = finished
    before = pages_in(out)
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(run(pool, people, match_folders(people, scans), out, NOW))
    again = list(run(pool, people, match_folders(people, scans), out, NOW, resume=True))
    assert not [one for one in again if isinstance(one, PageStep)]
    told = [one for one in again if isinstance(one, PersonResult)]
    assert {one.row: one for one in told} == results
    lettered = [one.lettered for one in told if one.row == 2]
    assert (lettered[0], lettered[-1]) == (False, True), "a run that is stopped writes no letter"
    assert pages_in(out) == before


@pytest.mark.slow
def test_a_run_that_is_ended_goes_on_to_the_same_pages(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    finished: Finished,
    tmp_path: Path,
) -> None:
    out, _ = finished
    control = Control()
    for one in run(pool, people, match_folders(people, scans), tmp_path, NOW, control):
        if isinstance(one, PageStep):
            control.stop()
    assert sum(map(len, pages_in(tmp_path).values())) < 6
    list(run(pool, people, match_folders(people, scans), tmp_path, NOW, resume=True))
    assert pages_in(tmp_path) == pages_in(out)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_that_is_interrupted_sleeps_and_is_killed_goes_on_to_the_same_pages(
    scans: Path, finished: Finished, tmp_path: Path
) -> None:
    out, _ = finished
    roster = write_roster(tmp_path / "r.xlsx")
    mine = tmp_path / "结果"
    command = [
        "batch", str(roster), "--scans", str(scans),
        "--out", str(mine), "--workers", "2", "--resume",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def one_page_further(pages: int) -> subprocess.Popen[str]:
        """Begin a run that stands still after so many pages."""
        running = subprocess.Popen(
            [*HALTING, str(pages), *command], env=environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        assert running.stderr is not None
        assert running.stderr.readline().startswith("处理 ")
        return running

    running = one_page_further(1)
    os.killpg(running.pid, signal.SIGINT)  # Ctrl-C
    _, told = running.communicate(timeout=600)
    assert running.returncode == 130
    assert "--resume" in told  # said before the pages under way are waited for
    assert "做完的人的总表写在“results.xlsx”" in told
    assert (mine / "results.xlsx").is_file()
    assert not list(mine.glob("*/letter.*"))
    assert "Traceback" not in told
    running = one_page_further(2)
    os.killpg(running.pid, signal.SIGSTOP)  # a computer that sleeps
    time.sleep(3.0)
    os.killpg(running.pid, signal.SIGCONT)
    assert running.stderr is not None
    assert running.stderr.readline().startswith("处理 ")
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    done = subprocess.run(
        [*KNOWING, *command], env=environment, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 1  # a folder of nobody, and people with something to do
    assert pages_in(mine) == pages_in(out)
    told = done.stdout.decode() + done.stderr.decode()
    assert not any(row[0] in told for row in PEOPLE)
    assert EMPLOYER not in told
    assert (mine / "results.xlsx").is_file()


def test_one_row_that_fails_stops_nobody(
    pool: WorkerPool, scans: Path, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    broken = tmp_path / "沈知遥"
    broken.mkdir()
    (broken / "person.zcase").write_bytes(b"no case at all")
    only = [one for one in people if one.row in (2, 3)]
    found = run(pool, only, match_folders(only, scans), tmp_path, NOW, resume=True)
    results = {one.row: one for one in found if isinstance(one, PersonResult)}
    assert results[2].problem
    assert not results[3].problem


@pytest.mark.slow
def test_the_letter_tells_which_files_cannot_be_used_and_an_empty_folder_is_told(
    pool: WorkerPool, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    (tmp_path / "材料" / "一号").mkdir(parents=True)
    (tmp_path / "材料" / "三号").mkdir()
    for name in ("空的.jpg", "贺一鸣的.jpg", "随手记.txt"):
        (tmp_path / "材料" / "三号" / name).write_bytes(b"")
    only = [one for one in people if one.row != 3]
    out = tmp_path / "结果"
    results = []
    for one in run(pool, [*people], match_folders(only, tmp_path / "材料"), out, NOW):
        if not (isinstance(one, PersonResult) and one.lettered):
            assert not list(out.glob("*/letter.*")), "what she is asked for may be elsewhere yet"
        results += [one] if isinstance(one, PersonResult) else []
    text = (out / "陆听澜" / "letter.txt").read_text("utf-8-sig")
    assert "空的.jpg" in text
    assert "贺一鸣" not in text
    assert "一个名称里有别人姓名的文件" in text
    assert "随手记" not in text  # nobody's paper
    told = {one.row: todo(one, {person.row: person for person in people}) for one in results}
    assert "没有交材料" in told[2]
    assert "没有交材料" not in told[4]
    assert "还没有收到您的材料" in (out / "沈知遥" / "letter.txt").read_text("utf-8-sig")


def test_a_page_whose_worker_died_is_read_by_the_next_run(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    finished: Finished,
    tmp_path: Path,
) -> None:
    out, _ = finished
    shutil.copytree(out / "贺一鸣", tmp_path / "贺一鸣")
    with open_case(tmp_path / "贺一鸣" / "person.zcase") as stored:
        (page,) = stored.case.pages
        stored.keep_found(stored.case.with_page(refused(page, WorkerLostError(file="a.jpg"))))
    (only,) = [one for one in people if one.row == 3]
    found = list(run(pool, [only], match_folders([only], scans), tmp_path, NOW, resume=True))
    assert [one for one in found if isinstance(one, PageStep)] == [PageStep(3, 1, 1)]
    assert pages_in(tmp_path) == {"贺一鸣": pages_in(out)["贺一鸣"]}


def test_another_persons_case_in_a_folder_is_not_touched(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    finished: Finished,
    tmp_path: Path,
) -> None:
    out, _ = finished
    shutil.copytree(out / "贺一鸣", tmp_path / "沈知遥")
    (only,) = [one for one in people if one.row == 2]
    found = run(pool, [only], match_folders([only], scans), tmp_path, NOW, resume=True)
    *_, result = (one for one in found if isinstance(one, PersonResult))
    assert (result.problem, result.folder) == ("", f"沈知遥-{only.applicant.id_number[-4:]}")
    assert pages_in(tmp_path)["沈知遥"] == pages_in(out)["贺一鸣"]


def test_nobodys_folder_moves_when_the_rows_of_the_roster_change(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    finished: Finished,
    tmp_path: Path,
) -> None:
    done, _ = finished
    out = shutil.copytree(done, tmp_path / "结果")
    first, _, third = people
    newcomer = RosterPerson(3, Applicant("巴合提", EMPLOYER), first.notice)
    # The second one left, a newcomer has her row, the two others changed places.
    now = [replace(third, row=2), newcomer, replace(first, row=4)]
    stood = {result.row: result for result in everybody(now, (), out)}
    assert {row: result.folder for row, result in stood.items()} == {2: "陆听澜", 4: "沈知遥"}
    assert stood[2].strangers == ((3, 4),), "one page is the first one's, whose row is another now"
    steps = list(run(pool, now, match_folders(now, scans), out, NOW, resume=True))
    assert not [one for one in steps if isinstance(one, PageStep)]
    assert not [one for one in steps if isinstance(one, PersonResult) and one.problem]
    assert "巴合提" in (out / "巴合提" / "letter.txt").read_text("utf-8-sig")
    lying = {folder: [page[:2] for page in pages] for folder, pages in pages_in(out).items()}
    assert (
        lying.items()
        >= {
            folder: [page[:2] for page in pages] for folder, pages in pages_in(done).items()
        }.items()
    )
    assert pages_in(out)["巴合提"] == []  # the newcomer has no scans yet
    list(run(pool, people, match_folders(people, scans), out, NOW, resume=True))
    assert {folder: pages_in(out)[folder] for folder in pages_in(done)} == pages_in(done)
    assert whose_folders(people, out)[out / "巴合提"] is None  # who left stays where she is


def test_a_batch_of_an_earlier_version_opens_on_with_its_folders_named_by_row(
    pool: WorkerPool,
    scans: Path,
    people: tuple[RosterPerson, ...],
    finished: Finished,
    tmp_path: Path,
) -> None:
    done, results = finished
    out = tmp_path / "结果"
    for before, now in (("沈知遥", "0003"), ("贺一鸣", "left/0001"), ("陆听澜", "0004")):
        shutil.copytree(done / before, out / now)
        path = out / now / "result.json"
        kept = json.loads(path.read_bytes())
        kept["person"] = kept.pop("stands") | {"folder": now}
        del kept["person"]["notice"], kept["person"]["roster"], kept["person"]["unseen"]
        path.write_text(json.dumps(kept), "utf-8")
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(run(pool, people, match_folders(people, scans), out, NOW))
    stood = {result.row: result for result in everybody(people, (), out)}
    assert {row: result.folder for row, result in stood.items()} == {
        2: "0003", 3: "left/0001", 4: "0004",
    }  # fmt: skip
    assert {row: result.unseen for row, result in stood.items()} == {
        row: result.unseen for row, result in results.items()
    }, "its case tells what its result does not"
    steps = list(run(pool, people, match_folders(people, scans), out, NOW, resume=True))
    assert not [one for one in steps if isinstance(one, PageStep)]
    last = {one.row: one for one in steps if isinstance(one, PersonResult)}
    assert {row: one.pages for row, one in last.items()} == {
        row: one.pages for row, one in results.items()
    }
    assert sorted(path.parent.name for path in out.rglob("letter.txt")) == ["0001", "0003", "0004"]


def test_a_table_that_excel_has_open_is_written_beside_it(
    people: tuple[RosterPerson, ...], finished: Finished, tmp_path: Path
) -> None:
    (tmp_path / "results.xlsx").write_bytes(b"open in Excel")
    opened = {"results.xlsx", "results.1.xlsx"}
    (tmp_path / "results.1.xlsx").write_bytes(b"open as well")

    def refusing(path: Path, content: bytes) -> None:
        if path.name in opened:
            raise OutputError("output.in_use", file=path.name)
        write_atomically(path, content)

    nothing = MatchedFolders({}, (), (), ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zcdesk.batch.whole_run.write_atomically", refusing)
        (told,) = write_tables(tmp_path, people, [*finished[1].values()], nothing, "zh")
    assert (tmp_path / "results.xlsx").read_bytes() == b"open in Excel"
    assert load_workbook(tmp_path / "results.2.xlsx").worksheets[0].max_row > len(people)
    assert "“results.xlsx”（例如" in spoken(told, "zh").message
    assert "“results.2.xlsx”" in spoken(told, "zh").message


def test_folders_of_another_roster_stay_as_they_are_and_are_no_beginning(
    pool: WorkerPool, scans: Path, finished: Finished, tmp_path: Path
) -> None:
    done, _ = finished
    out = shutil.copytree(done, tmp_path / "结果")
    newcomer = [RosterPerson(3, Applicant("巴合提", EMPLOYER), "region-senior-2024")]
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(run(pool, newcomer, match_folders(newcomer, scans), out, NOW))
    assert pages_in(out) == pages_in(done)


def test_folders_are_called_by_people_and_namesakes_by_what_tells_them_apart(
    tmp_path: Path,
) -> None:
    notice = "region-senior-2024"
    people = [
        RosterPerson(2, Applicant("王芳", EMPLOYER, id_number="659900197303165364"), notice),
        RosterPerson(3, Applicant("王 芳", EMPLOYER, id_number="11010519491231002X"), notice),
        RosterPerson(4, Applicant("阿依古丽·买买提", EMPLOYER), notice),
        RosterPerson(5, Applicant("CON", EMPLOYER), notice),
        RosterPerson(6, Applicant("forms", EMPLOYER), notice),
    ]
    names = {row: folder.name for row, folder in folders_of(people, tmp_path).items()}
    assert names == {
        2: "王芳-5364", 3: "王 芳-002X", 4: "阿依古丽·买买提", 5: "_CON", 6: "forms-2"
    }  # fmt: skip
    turned = [replace(person, row=9 - person.row) for person in people]
    again = {row: folder.name for row, folder in folders_of(turned, tmp_path).items()}
    assert {9 - row: name for row, name in again.items()} == names


NOTICE = "region-senior-2024"
APPLICANT = Applicant("沈知遥", EMPLOYER)


def test_a_damaged_case_that_offers_its_backup_does_not_end_the_batch(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, Case(NOTICE, APPLICANT, frozenset())) as stored:
        stored.save(replace(stored.case, texts=(("work_summary", "一段话"),)), "text")
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)
    people, result = worked_on(pool, path)
    assert result.problem == "case.damaged_with_backup"
    assert "a.zcase" in str(said(people, (result,)))


@pytest.mark.parametrize("reason", ["case.opened_elsewhere", "case.lock_strange"])
def test_a_case_that_can_only_be_read_says_why_in_the_table_and_its_name_stands_nowhere_else(
    reason: str, tmp_path: Path, pool: WorkerPool
) -> None:
    path = tmp_path / "沈知遥.zcase"
    create_case(path, Case(NOTICE, APPLICANT, frozenset())).close()
    with ExitStack() as held:
        if reason == "case.opened_elsewhere":
            held.enter_context(open_case(path))
        else:
            lock_path(path).mkdir()
        people, result = worked_on(pool, path)
    elsewhere = reason == "case.opened_elsewhere"
    assert result.problem == (f"{reason}_since" if elsewhere else reason)
    assert APPLICANT.name not in str(replace(result, folder=""))  # named by her
    told = sentence(reason, case=path.name, file=lock_path(path).name)
    said = re.sub("（电脑“.+”，从 .+ 起）", "", todo(result, {2: people[0]}))
    assert said == f"{told.message} {told.remedy}"


def worked_on(pool: WorkerPool, path: Path) -> tuple[tuple[RosterPerson], PersonResult]:
    """Run a batch of one person, whose case this is; return her and how she stands."""
    scans = path.with_name("材料")
    (scans / APPLICANT.name).mkdir(parents=True)
    Image.new("RGB", (99, 99)).save(scans / APPLICANT.name / "a.png")
    people = (RosterPerson(2, APPLICANT, NOTICE, APPLICANT.name, case=str(path)),)
    steps = list(run(pool, people, match_folders(people, scans), path.with_name("结果"), NOW))
    (result,) = (one for one in steps if isinstance(one, PersonResult))
    return people, result


NOW_PHOTO_SLOTS = datetime(2025, 3, 1, tzinfo=UTC)


def test_a_photo_that_a_person_put_into_its_slot_is_not_covered(
    tmp_path: Path, pool: WorkerPool
) -> None:
    scans = [one_photo.inch_photo(tmp_path / "0001.png")]
    person = RosterPerson(2, one_photo.APPLICANT, one_photo.NOTICE)
    states, content = {}, hashlib.sha256(scans[0].read_bytes()).hexdigest()
    for name, known in (("loose", Elsewhere()), ("put", Elsewhere({content: one_photo.SLOT}))):
        folder = tmp_path / name
        row = RowWork(person, [person], {2: folder}, NOW_PHOTO_SLOTS, scans, known)
        work_on(pool, row, lambda _: None, lambda: False)
        with open_case(case_path(person, folder), writing=False) as stored:
            (page,) = stored.case.pages
            assert page.examined
            states[name] = stored.case.state(page), len(page.hits)
    assert states == {"loose": (PageState.REVIEW, 1), "put": (PageState.CLEAN, 0)}
