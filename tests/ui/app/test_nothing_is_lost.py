"""Closing a window, or killing it, in the middle of an import or an export loses nothing."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QFileDialog

from tests.cases.made import laid_down
from tests.ui.app import until_the_end
from tests.ui.conftest import NOTICE, SLOT, Note, come, entered, there, until
from tests.ui.drawn import APPLICANT
from tests.ui.standing_still import standing_still
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.file.store import open_case
from zcdesk.disk import own_secret
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import export_part
from zcdesk.ui.intake import taking_in
from zcdesk.ui.intake.intake_card import IntakeCard
from zcdesk.ui.intake.taking_in import Step
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.importing import KeptScan
from zcdesk.workflow.intake.taking_in import Wanted, content_of
from zcdesk.workflow.intake.under_way import left_over
from zcdesk.workflow.package.exporting import PackageDone, export_case

FILES = 23
CLOSINGS = int(os.environ.get("ZCDESK_CLOSINGS", "200"))
ROOT = Path(__file__).parents[3]


def words_on(card: IntakeCard) -> str:
    return "\n".join(label.accessibleName() for label in card.findChildren(Label))


@pytest.fixture(autouse=True)
def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no page: it takes the time, and files are lost or not before that."""
    monkeypatch.setattr(Session, "read", lambda _session: None)


@pytest.fixture
def own_cases(tmp_path: Path) -> None:
    preferences().set(case_folder=str(tmp_path / "案卷"))  # given back after each test


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return laid_down(tmp_path / "申报.zcase", Case(NOTICE, APPLICANT, frozenset()))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Pictures that differ, an archive with three more, and a file that is cut."""
    folder = tmp_path / "扫描"
    folder.mkdir()
    for number in range(FILES):
        picture = Image.new("RGB", (620, 877), (250 - number, 240, 230))
        picture.putpixel((number, 5), (0, 0, 0))
        picture.save(folder / f"{number:02d}.{('png', 'jpg', 'bmp')[number % 3]}")
    with zipfile.ZipFile(folder / "30压缩.zip", "w") as archive:
        for number in range(20, FILES):
            archive.write(next(folder.glob(f"{number}.*")), f"{number}里.png")
    cut = folder / "31坏的.jpg"
    cut.write_bytes((folder / "01.jpg").read_bytes()[:900])
    return sorted(folder.iterdir())


def lost(room_or_case: Case, files: list[Path]) -> list[str]:
    """Return the names of files that the case has neither pages nor a refusal of."""
    held = {content_of(page) for page in room_or_case.pages}
    refused = {page.file_name for page in room_or_case.pages if page.refused}
    return [
        path.name
        for path in files
        if path.suffix != ".zip"
        and path.name not in refused
        and hashlib.sha256(path.read_bytes()).hexdigest() not in held
    ]


def left_in_the_middle(
    window: MainWindow, room: Room, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give files to a case and leave it when two of them came."""
    came: list[KeptScan] = []

    def enough(step: Step) -> bool:
        came.extend([step] if isinstance(step, KeptScan) else [])
        return len(came) >= 2

    with monkeypatch.context() as patched:
        patched.setattr(taking_in, "_steps", standing_still(taking_in._steps, enough))
        room.workspace.acts.take_files("", files, 0)
        window.show_start()


def gone_on(window: MainWindow, case_file: Path) -> Room:
    """Open a case, and wait until what it goes on with has come in."""
    room = entered(window, case_file)
    until(lambda: not window._arrival._job.busy)
    until(lambda: not room.workspace.acts.busy)
    return room


@pytest.mark.nightly
@pytest.mark.parametrize("after", [0, 1, 5, 14, 24])
def test_an_import_that_the_window_is_closed_on_goes_on_at_the_next_opening(
    window: MainWindow,
    case_file: Path,
    files: list[Path],
    after: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taking_in, "BATCH", 4)
    room = entered(window, case_file)
    acts = room.workspace.acts
    acts.take_files(SLOT, files, 0)
    until(lambda: acts._intake.done >= after or not acts.busy)
    window.show_start()
    with open_case(case_file, writing=False) as stored:
        came = len(stored.case.pages)
    room = gone_on(window, case_file)
    pages = room.session.case.pages
    assert lost(room.session.case, files) == []
    assert all(page.slot == SLOT for page in pages)
    assert len({page.path for page in pages}) == len(pages) >= came
    assert not room.workspace.intake.again.isVisible()
    assert not room.workspace.intake.place.isVisible()
    window.show_start()
    room = gone_on(window, case_file)  # and then it is over
    assert room.session.case.pages == pages


def ended(case: Path, what: str, how: str, after: int, files: list[Path]) -> None:
    """Let a program of its own take files in, or export, until its end."""
    command = [sys.executable, str(Path(until_the_end.__file__)), str(case), what, how]
    done = subprocess.run(
        [*command, str(after), *map(str, files)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if how in ("kept", "half"):
        assert done.returncode == -signal.SIGKILL, done.stderr
        return
    assert "begun" in done.stdout, done.stderr
    if how == "close":
        assert done.returncode == 0, done.stderr


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="no signal that cannot be caught")
def test_a_killed_import_goes_on_and_its_case_stands_on_the_start_page(
    window: MainWindow, case_file: Path, files: list[Path]
) -> None:
    ended(case_file, "import", "kill", 250, files)
    kept = preferences().__class__()
    assert kept.settings.recent[0].path == str(case_file)
    room = gone_on(window, case_file)
    assert lost(room.session.case, files) == []


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="no signal that cannot be caught")
@pytest.mark.parametrize(("how", "after"), [("kept", 1), ("kept", 2), ("half", 5), ("half", 20)])
def test_a_kill_between_two_writes_or_within_one_loses_no_file(
    window: MainWindow, case_file: Path, files: list[Path], how: str, after: int
) -> None:
    ended(case_file, "import", how, after, files)
    room = gone_on(window, case_file)
    pages = room.session.case.pages
    assert lost(room.session.case, files) == []
    assert len({page.path for page in pages}) == len(pages)
    assert not room.workspace.intake.place.isVisible()


@pytest.mark.slow
def test_a_case_knows_what_is_to_come_before_any_of_it_comes(
    window: MainWindow, case_file: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = entered(window, case_file)
    session, acts, known = room.session, room.workspace.acts, list[tuple[Wanted, ...]]()

    def begin(*_arguments: object) -> None:
        until(lambda: not session.unsaved)
        known.append(left_over(there(session.stored)).wanted)

    monkeypatch.setattr(acts._job, "begin", begin)
    acts.take_files(SLOT, files, 0)
    assert [wanted.paths for wanted in known[0]] == [tuple(files)]


@pytest.mark.slow
def test_all_that_one_write_made_durable_gets_pages_when_it_is_stopped(
    window: MainWindow, case_file: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive,) = (path for path in files if path.suffix == ".zip")
    walk = standing_still(taking_in._steps, lambda step: isinstance(step, KeptScan))
    monkeypatch.setattr(taking_in, "_steps", walk)
    room = entered(window, case_file)
    acts = room.workspace.acts
    acts.take_files("", [archive], 0)
    until(lambda: acts._intake.done >= 1)
    room.workspace.intake.stop.click()
    until(lambda: not acts.busy and not room.session.unsaved)
    assert len(room.session.case.pages) == 3
    window.show_start()
    with open_case(case_file, writing=False) as stored:
        assert len(stored.case.pages) == 3
        assert stored.unplaced_originals() == ()


@pytest.mark.nightly
def test_files_that_are_gone_are_named_and_can_be_given_again(
    window: MainWindow, case_file: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    left_in_the_middle(window, entered(window, case_file), files, monkeypatch)
    elsewhere = files[0].parent.with_name("别处")
    shutil.move(files[0].parent, elsewhere)
    room = gone_on(window, case_file)
    card = room.workspace.intake
    assert card.again.isVisible()
    assert "现在找不到" in words_on(card)
    assert "31坏的.jpg" in card._intake.missing
    window.show_start()
    room = gone_on(window, case_file)  # nobody has answered: it is told again
    card = room.workspace.intake
    assert "31坏的.jpg" in card._intake.missing
    there = sorted(elsewhere.iterdir())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (there, ""))
    monkeypatch.setattr(taking_in, "ask_for_scans", lambda _, take: take(tuple(there)))
    card.again.click()
    until(lambda: not room.workspace.acts.busy)
    assert lost(room.session.case, there) == []
    assert not card.again.isVisible()


@pytest.mark.slow
def test_paths_that_somebody_elses_program_noted_are_never_looked_for(
    window: MainWindow, case_file: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    left_in_the_middle(window, entered(window, case_file), files, monkeypatch)
    monkeypatch.setattr(own_secret, "_secret", lambda: b"another computer")
    room = gone_on(window, case_file)
    assert "00.png" in room.workspace.intake._intake.missing or not lost(
        room.session.case, files[:1]
    )
    assert lost(room.session.case, files)
    room.workspace.intake.known.click()
    window.show_start()
    room = gone_on(window, case_file)
    assert not room.workspace.intake.again.isVisible()


@pytest.mark.slow
def test_what_was_stopped_stays_so(window: MainWindow, case_file: Path, files: list[Path]) -> None:
    room = entered(window, case_file)
    acts = room.workspace.acts
    acts.take_files("", files, 0)
    until(lambda: acts._intake.done >= 2)
    room.workspace.intake.stop.click()
    until(lambda: not acts.busy)
    came = room.session.case.pages
    assert len(came) >= 2
    window.show_start()
    room = gone_on(window, case_file)
    assert room.session.case.pages == came
    assert not room.workspace.intake.isVisible()


@pytest.mark.nightly
@pytest.mark.parametrize("act", ["place", "drop"])
def test_unused_files(window: MainWindow, case_file: Path, files: list[Path], act: str) -> None:
    content = files[0].read_bytes()
    with open_case(case_file) as stored:
        sha256, _ = stored.keep_original(content)
        stored.keep_original(files[1].read_bytes())
    for _ in range(2):  # it is offered until somebody decides
        room = gone_on(window, case_file)
        card = room.workspace.intake
        assert card.isVisible()
        assert "2 个上次已经收下" in words_on(card)
        room.session.act(
            deciding_nothing := room.session.case, "", "change"
        )  # other acts leave them be
        assert deciding_nothing == room.session.case
    (card.place if act == "place" else card.drop).click()
    until(lambda: not room.workspace.acts.busy)
    assert not card.place.isVisible()
    placed = {content_of(page) for page in room.session.case.pages}
    assert (sha256 in placed) is (act == "place")
    names = [page.file_name for page in room.session.case.pages]
    assert names == (["找回的文件 1.png", "找回的文件 2.jpg"] if act == "place" else [])
    window.show_start()
    room = gone_on(window, case_file)
    assert not room.workspace.intake.isVisible()
    with open_case(case_file, writing=False) as stored:
        assert stored.unplaced_originals() == ()


def confirmed(case: Case) -> Case:
    for number in (1, 2):
        case = deciding.confirm(deciding.answer(case, number, Answer.NO), number)
    return case


@pytest.mark.nightly
@pytest.mark.parametrize("how", ["close", "kill"])
def test_an_export_that_was_cut_off_leaves_nothing_and_says_what_to_do(
    window: MainWindow, tmp_path: Path, sorted_case: Case, how: str
) -> None:
    if how == "kill" and sys.platform == "win32":
        pytest.skip("no signal that cannot be caught")
    case_file = laid_down(tmp_path / "申报.zcase", confirmed(sorted_case))
    packages = tmp_path / "材料"
    packages.mkdir()
    ended(case_file, "export", how, 400, [packages])
    room = gone_on(window, case_file)
    assert list(packages.iterdir()) == []
    card = room.workspace.intake
    assert "导出没有写完" in words_on(card)
    wanted: list[At] = []
    room.router.add("export", wanted.append)
    card.export.click()
    assert wanted == [At("export", part=SLOT)]
    room.router.go(At("sections"))
    card.known.click()
    window.show_start()
    room = gone_on(window, case_file)
    assert not room.workspace.intake.isVisible()


@pytest.mark.nightly
@pytest.mark.parametrize("how", ["stop", "close"])
def test_a_package_that_is_whole_before_the_stop_is_heard_is_known_to_the_case(
    window: MainWindow, tmp_path: Path, sorted_case: Case, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = threading.Event()

    def late(*arguments: Any, **named: Any) -> Generator[object, None, None]:
        for step in export_case(*arguments, **named):
            while isinstance(step, PackageDone):
                whole.set()
                if QThread.currentThread().isInterruptionRequested():
                    break
                time.sleep(0.01)
            yield step

    monkeypatch.setattr(export_part, "export_case", late)
    case_file = laid_down(tmp_path / "申报.zcase", confirmed(sorted_case))
    room = entered(window, case_file)
    export = room.export
    export.ask(SLOT)
    export.put_into(tmp_path)
    room.check.primary.click()
    until(whole.is_set)
    if how == "stop":
        export.stop.click()
        until(lambda: not export.is_writing)
        assert export.result.done is not None
    window.show_start()
    with open_case(case_file, writing=False) as stored:
        assert stored.case.deliveries
        assert left_over(stored).export is None


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="no signal that cannot be caught")
def test_no_file_is_lost_in_a_campaign_of_closings(
    window: MainWindow, tmp_path: Path, files: list[Path], sorted_case: Case, record_property: Note
) -> None:
    chance, missing, half, told = random.Random(52), 0, 0, 0
    packages = tmp_path / "材料"
    for turn in range(CLOSINGS):
        how, exporting = chance.choice(("close", "kill")), turn % 4 == 3
        case = confirmed(sorted_case) if exporting else Case(NOTICE, APPLICANT, frozenset())
        path = laid_down(tmp_path / f"{turn}.zcase", case)
        shutil.rmtree(packages, ignore_errors=True)
        packages.mkdir()
        given = [packages] if exporting else files
        limit = 3_000 if exporting else 900
        ended(path, "export" if exporting else "import", how, chance.randrange(limit), given)
        room = gone_on(window, path)
        if exporting:
            whole = list(packages.glob("*/manifest.json"))
            half += len(list(packages.iterdir())) - len(whole)
            told += bool(whole) or room.workspace.intake.export.isVisible()
        else:
            missing += len(lost(room.session.case, files))
        window.show_start()
        path.unlink()
    record_property("figure", f"{CLOSINGS} closings, {missing} lost files, {half} half packages")
    assert (missing, half) == (0, 0)
    assert told == CLOSINGS // 4


def written(window: MainWindow, notice: str, name: str) -> None:
    """Write who applies by a notice, and begin; the case is on its way then."""
    window.new_case(notice)
    window.identity.name.setText(name)
    window.identity.employer.setText(APPLICANT.employer)
    window.identity.primary.click()
    assert window.room is None


@pytest.mark.slow
@pytest.mark.parametrize("late", [False, True])
def test_what_is_chosen_while_a_case_is_made_belongs_to_it(
    window: MainWindow, files: list[Path], own_cases: None, late: bool
) -> None:
    """Files of a dialog that is still open when the case comes, and words typed meanwhile."""
    written(window, NOTICE, APPLICANT.name)
    page = window.identity
    page.employer.setText(f"{APPLICANT.employer}分公司")
    if not late:
        page.scans.take(tuple(files[:3]))
    until(lambda: window.room is not None)
    if late:
        page.scans.take(tuple(files[:3]))
    session = there(window.room).session
    until(lambda: len(session.case.pages) == 3)
    wanted = page.employer.text()
    until(lambda: session.case.applicant.employer == wanted)


def test_words_for_another_case_are_none_of_a_new_one(window: MainWindow, own_cases: None) -> None:
    written(window, NOTICE, APPLICANT.name)
    written(window, "etdz-2024", "陆听澜")
    room = come(lambda: window.room)
    case = room.session.case
    assert (case.notice, case.applicant.name) == (NOTICE, APPLICANT.name)
