"""A roster all the way: own words only, another's page told, ended anywhere and gone on with."""

import hashlib
import io
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
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests import one_photo
from tests.batch.desk import NOW, Desk, pages_in, results_of, said
from tests.batch.drawn import EMPLOYER, NOTICE, PEOPLE, draw_people, write_roster
from tests.batch.halting import HALTING
from tests.given import there
from tests.program import KNOWING, ROOT, answered
from zcdesk.applicant import Applicant, Target
from zcdesk.batch.person_folders import folders_of, whose_folders
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.held_results import BusyResultsError, held_results
from zcdesk.batch.results.person_results import PersonResult, as_of
from zcdesk.batch.results.person_words import todo
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import Control
from zcdesk.batch.scan_folders import MatchedFolders
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

FIRST, SECOND, THIRD = 2, 3, 4
Results = dict[int, PersonResult]


@pytest.fixture(scope="module")
def desk(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three people, and what a whole run in one go is to make of them."""
    folder = tmp_path_factory.mktemp("单位")
    people = read_roster(write_roster(folder / "r.xlsx")).people
    return Desk(pool, people, draw_people(folder / "材料"), folder / "结果")


@pytest.fixture(scope="module")
def results(desk: Desk) -> Results:
    """How everybody stood at the end of that run."""
    steps = list(desk.steps(resume=False))
    assert pages_of(steps) == 6
    return results_of(steps)


@pytest.fixture
def copy(desk: Desk, results: Results, tmp_path: Path) -> Desk:
    """A desk with a copy of what came out."""
    return replace(desk, out=shutil.copytree(desk.out, tmp_path / "结果"))


def pages_of(steps: list[object]) -> int:
    return sum(isinstance(one, PageStep) for one in steps)


def only(desk: Desk, out: Path, *rows: int) -> Desk:
    return replace(desk, out=out, people=[one for one in desk.people if one.row in rows])


def test_a_second_run_into_a_folder_is_told_and_changes_none(desk: Desk, tmp_path: Path) -> None:
    roster, out = write_roster(tmp_path / "r.xlsx"), tmp_path / "结果"
    with held_results(out):
        beside = answered("batch", roster, "--scans", desk.scans, "--out", out, "--resume")
        assert beside.returncode == 3
        for words in ("结果", "另一次处理", f"电脑“{socket.gethostname()}”从 2"):
            assert words in beside.stderr
        with pytest.raises(BusyResultsError), held_results(out):
            pass
    assert list(out.iterdir()) == []
    with held_results(out):
        pass


@pytest.mark.slow
def test_everybody_comes_out_with_a_case_and_no_picture_beside(
    desk: Desk, results: Results
) -> None:
    pages = pages_in(desk.out)
    assert sorted(results) == [2, 3, 4]
    assert sum(map(len, pages.values())) == 6
    assert not list(desk.out.rglob("*.jpg"))
    for row, result in results.items():
        assert result.folder == PEOPLE[row - 2][0]
        assert sum(result.pages.values()) == len(pages[result.folder])
        assert "承诺书" not in result.missing or row == THIRD


@pytest.mark.slow
def test_the_case_alone_tells_how_she_stands(copy: Desk, results: Results) -> None:
    out = copy.out
    assert {path.name for path in out.glob("*/*") if path.is_file()} == {
        "person.zcase", "letter.docx", "letter.txt", "sources.json"
    }  # fmt: skip
    (out / "沈知遥" / "letter.docx").unlink()
    stood = {one.row: one for one in everybody(copy.people, (), out)}
    for row, result in results.items():
        now = stood[row]
        assert (now.pages, now.unsorted, now.strangers, now.lettered) == (
            result.pages, result.unsorted, result.strangers, row != FIRST
        )  # fmt: skip


def test_pages_are_searched_for_the_own_name_only(desk: Desk, results: Results) -> None:
    covered = [
        {hit.mask.target for hit in page.hits if hit.covers_by_default}
        for page in desk.case(THIRD).pages
    ]
    assert covered == [{Target.NAME}, set(), set()]  # 贺一鸣 and the first one's number stay


def test_a_page_in_another_persons_folder_is_told(results: Results) -> None:
    assert [results[row].strangers for row in (2, 3, 4)] == [(), (), ((2, 3), (3, 2))]


def test_pages_that_say_what_they_are_are_only_proposed(desk: Desk, results: Results) -> None:
    assert len(results[FIRST].proposed) == 2
    pages = desk.case(FIRST).pages
    assert {page.file_name: page.slot for page in pages} == {"a.jpg": "posting", "b.jpg": "pledge"}
    assert not any(page.confirmed for page in pages)


def test_results_for_scripts_and_logs_name_nobody(desk: Desk, results: Results) -> None:
    words = [word for row in PEOPLE for word in (row[0], row[4], EMPLOYER) if word]
    for path in desk.out.rglob("*.json"):
        assert not [word for word in words if word in path.read_text("utf-8")]


def test_a_letter_tells_nobody_of_anybody_else(desk: Desk, results: Results) -> None:
    text = desk.letter(THIRD)
    assert PEOPLE[2][0] in text
    assert not any(row[0] in text for row in PEOPLE[:2])
    assert "b.jpg" not in text  # whose it is the clerk finds out
    strange = [task for task in results[THIRD].tasks if task.code == "page.another_person"]
    assert [(task.whose, task.pages) for task in strange] == [("clerk", (2,)), ("clerk", (3,))]


def test_the_table_for_the_clerk(desk: Desk, results: Results) -> None:
    told = list(results.values())
    by_row = {person.row: person for person in desk.people}
    assert "第 2 页像是贺一鸣（002X）的" in todo(results[THIRD], by_row)
    content = to_xlsx(desk.people, told)
    assert to_xlsx(desk.people, told) == content
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    links = [unquote(str(cell.hyperlink.target)) for cell in cells if cell.hyperlink]
    assert {Path(link).name for link in links} >= {"letter.docx", "person.zcase", "贺一鸣"}
    assert not [link for link in links if not (desk.out / link).exists()]
    assert "沈知遥（5364）" in [cell.value for cell in cells]


def test_hours_left_are_told_as_of_now(results: Results) -> None:
    result = results[FIRST]
    assert as_of(result, NOW) == result
    left = [as_of(result, NOW + timedelta(days)).deadline for days in (0, 5, 50)]
    now, later, over = (one[2] if one else 0 for one in left)
    assert (later, over < 0) == (now - 120, True)


@pytest.mark.slow
def test_the_same_run_again_does_nothing_and_gives_the_same(desk: Desk, results: Results) -> None:
    before = pages_in(desk.out)
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(desk.steps(resume=False))
    again = list(desk.steps())
    assert pages_of(again) == 0
    assert results_of(again) == results
    lettered = [one.lettered for one in again if isinstance(one, PersonResult) and one.row == FIRST]
    assert (lettered[0], lettered[-1]) == (False, True), "a run that is stopped writes no letter"
    assert pages_in(desk.out) == before


@pytest.mark.slow
def test_an_ended_run_goes_on_to_the_same(desk: Desk, results: Results, tmp_path: Path) -> None:
    control, other = Control(), replace(desk, out=tmp_path)
    for one in other.steps(control, resume=False):
        if isinstance(one, PageStep):
            control.stop()
    assert sum(map(len, pages_in(tmp_path).values())) < 6
    list(other.steps())
    assert pages_in(tmp_path) == pages_in(desk.out)


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_that_is_interrupted_sleeps_and_is_killed_goes_on_to_the_same_pages(
    desk: Desk, results: Results, tmp_path: Path
) -> None:
    roster, mine = str(write_roster(tmp_path / "r.xlsx")), tmp_path / "结果"
    command = ["batch", roster, "--scans", str(desk.scans), "--out", str(mine)]
    command += ["--workers", "2", "--resume"]
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
    assert there(running.stderr).readline().startswith("处理 ")
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    done = subprocess.run([*KNOWING, *command], env=environment, capture_output=True, timeout=600)
    assert done.returncode == 1  # a folder of nobody, and people with something to do
    assert pages_in(mine) == pages_in(desk.out)
    told = done.stdout.decode() + done.stderr.decode()
    assert not any(row[0] in told for row in PEOPLE)
    assert EMPLOYER not in told
    assert (mine / "results.xlsx").is_file()


def test_one_row_that_fails_stops_nobody(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "沈知遥").mkdir()
    (tmp_path / "沈知遥" / "person.zcase").write_bytes(b"no case at all")
    found = results_of(only(desk, tmp_path, FIRST, SECOND).steps())
    assert [bool(found[row].problem) for row in (FIRST, SECOND)] == [True, False]


@pytest.mark.slow
def test_the_letter_tells_of_useless_files_and_of_an_empty_folder(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "材料" / "一号").mkdir(parents=True)
    (tmp_path / "材料" / "三号").mkdir()
    for name in ("空的.jpg", "贺一鸣的.jpg", "随手记.txt"):
        (tmp_path / "材料" / "三号" / name).write_bytes(b"")
    desk = replace(desk, scans=tmp_path / "材料", out=tmp_path / "结果")
    results = []
    for one in desk.steps(resume=False):
        if not (isinstance(one, PersonResult) and one.lettered):
            assert not list(desk.out.glob("*/letter.*")), "what she lacks may be elsewhere yet"
        results += [one] if isinstance(one, PersonResult) else []
    text = desk.letter(THIRD)
    assert "空的.jpg" in text
    assert "贺一鸣" not in text
    assert "一个名称里有别人姓名的文件" in text
    assert "随手记" not in text  # nobody's paper
    told = {one.row: todo(one, {person.row: person for person in desk.people}) for one in results}
    assert "没有交材料" in told[FIRST]
    assert "没有交材料" not in told[THIRD]
    assert "还没有收到您的材料" in desk.letter(FIRST)


def test_a_page_whose_worker_died_is_read_by_the_next_run(copy: Desk, tmp_path: Path) -> None:
    before = pages_in(copy.out)["贺一鸣"]
    hers = only(copy, tmp_path / "她的", SECOND)
    shutil.copytree(copy.out / "贺一鸣", hers.out / "贺一鸣")
    with open_case(hers.path(SECOND)) as stored:
        (page,) = stored.case.pages
        stored.keep_found(stored.case.with_page(refused(page, WorkerLostError(file="a.jpg"))))
    assert [one for one in hers.steps() if isinstance(one, PageStep)] == [PageStep(3, 1, 1)]
    assert pages_in(hers.out) == {"贺一鸣": before}


def test_another_persons_case_in_a_folder_is_not_touched(copy: Desk, tmp_path: Path) -> None:
    hers = only(copy, tmp_path / "她的", FIRST)
    shutil.copytree(copy.out / "贺一鸣", hers.out / "沈知遥")
    result = results_of(hers.steps())[FIRST]
    number = hers.people[0].applicant.id_number
    assert (result.problem, result.folder) == ("", f"沈知遥-{number[-4:]}")
    assert pages_in(hers.out)["沈知遥"] == pages_in(copy.out)["贺一鸣"]


def test_nobodys_folder_moves_when_the_rows_of_the_roster_change(copy: Desk) -> None:
    done, out = pages_in(copy.out), copy.out
    first, _, third = copy.people
    newcomer = RosterPerson(3, Applicant("巴合提", EMPLOYER), NOTICE)
    # The second one left, a newcomer has her row, the two others changed places.
    now = [replace(third, row=2), newcomer, replace(first, row=4)]
    stood = {result.row: result for result in everybody(now, (), out)}
    assert {row: result.folder for row, result in stood.items()} == {2: "陆听澜", 4: "沈知遥"}
    assert stood[2].strangers == ((3, 4),), "one page is the first one's, whose row is another now"
    changed = replace(copy, people=now)
    steps = list(changed.steps())
    assert pages_of(steps) == 0
    assert not [one for one in steps if isinstance(one, PersonResult) and one.problem]
    assert "巴合提" in changed.letter(3)
    after = pages_in(out)
    assert after["巴合提"] == []  # the newcomer has no scans yet
    for folder, pages in done.items():
        assert [page[:2] for page in after[folder]] == [page[:2] for page in pages]
    list(copy.steps())
    assert pages_in(out) | done == pages_in(out)
    assert whose_folders(copy.people, out)[out / "巴合提"] is None  # who left stays where she is


def test_a_folder_is_called_after_a_mended_name_once_nobody_has_its_case_open(
    copy: Desk, results: Results
) -> None:
    second = copy.people[1]
    mended = replace(second, applicant=replace(second.applicant, name="贺一明"))
    now = replace(copy, people=[copy.people[0], mended, copy.people[2]])
    before = results[SECOND].folder
    with open_case(copy.out / before / "person.zcase"):
        assert results_of(now.steps())[SECOND].folder == before
    assert results_of(now.steps())[SECOND].folder == "贺一明"
    assert not (copy.out / before).exists()
    assert pages_in(copy.out)["贺一明"]


def test_a_batch_of_an_earlier_version_opens_on_and_its_folders_get_names(
    desk: Desk, results: Results, tmp_path: Path
) -> None:
    folders = {FIRST: "0003", SECOND: "left/0001", THIRD: "0004"}
    old = replace(desk, out=tmp_path / "结果")
    for row, now in folders.items():
        shutil.copytree(desk.out / results[row].folder, old.out / now)
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(old.steps(resume=False))
    stood = {result.row: result for result in everybody(old.people, (), old.out)}
    assert {row: result.folder for row, result in stood.items()} == folders
    for row, result in results.items():
        assert stood[row].unseen == result.unseen, "its case tells what its result does not"
    steps = list(old.steps())
    assert pages_of(steps) == 0
    last = results_of(steps)
    assert [last[row].pages for row in folders] == [results[row].pages for row in folders]
    written = [path.parent.name for path in old.out.rglob("letter.txt")]
    assert sorted(written) == sorted(results[row].folder for row in folders)


def test_a_table_open_in_excel_is_kept(desk: Desk, results: Results, tmp_path: Path) -> None:
    opened = {"results.xlsx", "results.1.xlsx"}
    for name in opened:
        (tmp_path / name).write_bytes(b"open in Excel")

    def refusing(path: Path, content: bytes) -> None:
        if path.name in opened:
            raise OutputError("output.in_use", file=path.name)
        write_atomically(path, content)

    nothing = MatchedFolders({}, (), (), ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zcdesk.batch.whole_run.write_atomically", refusing)
        (told,) = write_tables(tmp_path, desk.people, [*results.values()], nothing, "zh")
    assert (tmp_path / "results.xlsx").read_bytes() == b"open in Excel"
    assert load_workbook(tmp_path / "results.2.xlsx").worksheets[0].max_row > len(desk.people)
    for words in ("“results.xlsx”（例如", "“results.2.xlsx”"):
        assert words in spoken(told, "zh").message


def test_folders_of_another_roster_stay_as_they_are_and_are_no_beginning(copy: Desk) -> None:
    before = pages_in(copy.out)
    newcomer = RosterPerson(3, Applicant("巴合提", EMPLOYER), NOTICE)
    with pytest.raises(ZcdeskError, match=r"^batch\.occupied$"):
        list(replace(copy, people=[newcomer]).steps(resume=False))
    assert pages_in(copy.out) == before


def test_folders_are_called_by_people_and_by_what_parts_namesakes(tmp_path: Path) -> None:
    numbers = {"王芳": "659900197303165364", "王 芳": "11010519491231002X"}
    wanted = {
        "王芳": "王芳-5364", "王 芳": "王芳-002X", "阿依古丽·买买提": "阿依古丽·买买提",
        "CON": "_CON", "forms": "forms-2",
    }  # fmt: skip
    people = [
        RosterPerson(row, Applicant(name, EMPLOYER, id_number=numbers.get(name, "")), NOTICE)
        for row, name in enumerate(wanted, start=2)
    ]
    for told in (people, [replace(person, row=9 - person.row) for person in people]):
        names = folders_of(told, tmp_path)
        assert [names[one.row].name for one in told] == [*wanted.values()]


APPLICANT = Applicant("沈知遥", EMPLOYER)


def test_a_damaged_case_with_a_backup_ends_no_batch(tmp_path: Path, pool: WorkerPool) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, Case(NOTICE, APPLICANT, frozenset())) as stored:
        stored.save(replace(stored.case, texts=(("work_summary", "一段话"),)), "text")
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    people, result = worked_on(pool, path)
    assert result.problem == "case.damaged_with_backup"
    assert "a.zcase" in str(said(people, (result,)))


@pytest.mark.parametrize("reason", ["case.opened_elsewhere", "case.lock_strange"])
def test_a_case_that_can_only_be_read_says_why_in_the_table_and_its_name_stands_nowhere_else(
    reason: str, tmp_path: Path, pool: WorkerPool
) -> None:
    path, elsewhere = tmp_path / "沈知遥.zcase", reason == "case.opened_elsewhere"
    create_case(path, Case(NOTICE, APPLICANT, frozenset())).close()
    with ExitStack() as held:
        if elsewhere:
            held.enter_context(open_case(path))
        else:
            lock_path(path).mkdir()
        people, result = worked_on(pool, path)
    assert result.problem == (f"{reason}_since" if elsewhere else reason)
    assert APPLICANT.name not in str(replace(result, folder=""))  # named by her
    told = sentence(reason, case=path.name, file=lock_path(path).name)
    shown = re.sub("（电脑“.+”，从 .+ 起）", "", todo(result, {2: people[0]}))
    assert shown == f"{told.message} {told.remedy}"


def worked_on(pool: WorkerPool, path: Path) -> tuple[tuple[RosterPerson], PersonResult]:
    """Run a batch of one person, whose case this is; return her and how she stands."""
    scans = path.with_name("材料")
    (scans / APPLICANT.name).mkdir(parents=True)
    Image.new("RGB", (99, 99)).save(scans / APPLICANT.name / "a.png")
    people = (RosterPerson(2, APPLICANT, NOTICE, APPLICANT.name, case=str(path)),)
    steps = Desk(pool, people, scans, path.with_name("结果")).steps(resume=False)
    (result,) = (one for one in steps if isinstance(one, PersonResult))
    return people, result


@pytest.mark.nightly
def test_a_photo_put_into_its_slot_is_not_covered(tmp_path: Path, pool: WorkerPool) -> None:
    scans = [one_photo.inch_photo(tmp_path / "0001.png")]
    person = RosterPerson(2, one_photo.APPLICANT, one_photo.NOTICE)
    states, content = {}, hashlib.sha256(scans[0].read_bytes()).hexdigest()
    for name, known in (("loose", Elsewhere()), ("put", Elsewhere({content: one_photo.SLOT}))):
        folder = tmp_path / name
        row = RowWork(person, [person], {2: folder}, NOW, scans, known)
        work_on(pool, row, lambda _: None, lambda: False)
        with open_case(case_path(person, folder), writing=False) as stored:
            (page,) = stored.case.pages
            assert page.examined
            states[name] = stored.case.state(page), len(page.hits)
    assert states == {"loose": (PageState.REVIEW, 1), "put": (PageState.CLEAN, 0)}
