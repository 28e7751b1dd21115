"""Temporary files and shared memory: none stays, and what a kill leaves goes at the next start."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import ROOT, WHO, Program, drawn_scan, held_by, lying, waited_for
from zcdesk.disk.temporary import own_temporary_folder, sweep
from zcdesk.workers.pool import WorkerPool

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and groups of processes")

LISTED = ("notice", "list")
"""A command that starts and ends quickly."""

WORKING = """
import sys, tempfile, time
from pathlib import Path
from zcdesk.disk.temporary import own_temporary_folder
from zcdesk.workers.held_memory import held_memory
with own_temporary_folder():
    book = tempfile.NamedTemporaryFile(mode="w", prefix="openpyxl.", delete=False)
    book.write("张伟")
    book.flush()
    memory, lock = held_memory(100)
    memory.buf[:4] = b"page"
    print(memory.name, flush=True)
    time.sleep(float(sys.argv[1]))
    memory.close()
    memory.unlink()
"""
"""What the program does while it writes a table and draws a page."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def working(program: Program) -> tuple[subprocess.Popen[str], str]:
    """Start what works for long; return it and the name of its shared memory."""
    process = program.start(900, code=WORKING)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture
def tmpdir_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this process keep its temporary files there."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_temporary_files_lie_in_one_folder_that_only_its_owner_looks_into(program: Program) -> None:
    program.mask = 0
    process, _ = working(program)
    (folder,) = program.temporary.iterdir()
    assert folder.name.startswith("zcdesk-")
    assert folder.stat().st_mode & 0o777 == 0o700
    kill(process)


def test_what_a_kill_left_goes_at_the_next_start_and_what_lives_stays(program: Program) -> None:
    (dead, dead_memory), (living, memory) = working(program), working(program)
    folders = set(program.temporary.iterdir())
    foreign = program.temporary / "somebody-elses"
    foreign.mkdir()
    kill(dead)
    assert len(set(program.temporary.iterdir())) == 3, "the kill left its folder"
    assert program.run(*LISTED).returncode == 0
    kept = set(program.temporary.iterdir()) - {foreign}
    assert len(kept) == 1
    assert kept < folders
    assert foreign.exists()
    if sys.platform == "linux":
        assert lying({dead_memory}) == set()
        assert lying({memory}) == {memory}
    kill(living)
    assert program.run(*LISTED).returncode == 0
    assert program.left() == ["somebody-elses"]
    assert lying({memory}) == set()


def test_a_link_or_a_folder_of_somebody_else_is_never_swept(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(working(program)[0])
    (left,) = program.temporary.iterdir()
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "in-use").touch()
    (papers / "diploma.jpg").write_bytes(b"x")
    (program.temporary / f"{left.name}x").symlink_to(papers)
    monkeypatch.setattr("tempfile.tempdir", str(program.temporary))
    if os.getuid() == 0:
        os.chown(left, 12345, 12345)
        sweep()
        assert left.exists()
        os.chown(left, 0, 0)
    sweep()
    assert not left.exists()
    assert (papers / "diploma.jpg").exists()


def test_other_programs_get_the_persons_variables(
    monkeypatch: pytest.MonkeyPatch, tmpdir_here: Path
) -> None:
    from PySide6.QtGui import QDesktopServices

    from zcdesk.ui.kit.outside import show_outside

    seen: list[str | None] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: seen.append(os.getenv("TMPDIR")))
    with own_temporary_folder():
        own = os.environ["TMPDIR"]
        show_outside(tmpdir_here)
        assert os.environ["TMPDIR"] == own
    assert own != str(tmpdir_here)
    assert seen == [str(tmpdir_here)] == [os.environ["TMPDIR"]]
    assert list(tmpdir_here.iterdir()) == []


def stand_in(program: Program) -> Path:
    """Put a program that lingers into LibreOffice's place; return what it writes of itself."""
    told = program.folder / "told"
    office = program.folder / "bin" / "soffice"
    office.parent.mkdir()
    script = f"import os, sys, time; open({str(told)!r}, 'w').write(repr(dict(os.environ)))"
    office.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "{script}; time.sleep(900)" "$@"\n', "utf-8"
    )
    office.chmod(0o755)
    program.more = {
        "PATH": f"{office.parent}:{os.environ['PATH']}", "ZCDESK_CASE_PASSWORD": "秋天 SENTINEL"
    }  # fmt: skip
    return told


def word_document(path: Path) -> Path:
    from docx import Document

    made = Document()
    made.add_paragraph("业务工作总结")
    made.save(str(path))
    return path


@pytest.mark.nightly
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
def test_another_program_that_lingers_ends_and_its_copy_of_a_document_goes(
    program: Program, ending: signal.Signals
) -> None:
    told = stand_in(program)
    scan = word_document(program.folder / "总结.docx")
    process = program.start("redact", scan, *WHO, "--out", "out")
    assert waited_for(lambda: told.exists() and told.stat().st_size, process)
    assert program.left() != []
    process.send_signal(ending)
    process.communicate(timeout=600)
    if ending is signal.SIGKILL:
        assert program.left() != []
        assert program.run(*LISTED).returncode == 0
    variables = told.read_text("utf-8")
    assert "SENTINEL" not in variables
    assert "PYTHONPATH" not in variables
    assert str(program.home) not in variables
    assert program.left() == []
    if sys.platform == "linux":
        ours = os.fsencode(f"TMPDIR={program.temporary}/zcdesk-")
        assert [place for place in Path("/proc").glob("[0-9]*") if ours in _variables(place)] == []


def _variables(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


@pytest.mark.nightly
def test_nothing_stays_after_success_refusal_and_ctrl_c(program: Program) -> None:
    good = drawn_scan(program.folder / "a.png", "姓名：张伟")
    bad = program.folder / "b.png"
    bad.write_bytes(good.read_bytes()[:2000])
    run = program.run("redact", good, bad, *WHO, "--out", "out")
    assert (run.returncode, program.left()) == (1, []), run.stderr
    process = program.start("redact", *[good] * 30, *WHO, "--out", "more")
    held: set[str] = set()

    def holds() -> bool:
        held.update(held_by(process))
        return bool(lying(held)) or (sys.platform != "linux" and bool(program.left()))

    assert waited_for(holds, process)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=600)
    assert process.returncode == 130, said
    assert program.left() == []
    assert lying(held) == set()


def test_nothing_stays_after_a_fault_that_nobody_foresaw(
    monkeypatch: pytest.MonkeyPatch, tmpdir_here: Path
) -> None:
    from zcdesk.cli import app

    def faulty() -> list[str]:
        tempfile.mkstemp(prefix="openpyxl.")
        raise RuntimeError

    monkeypatch.setattr("zcdesk.cli.notice.commands.shipped", faulty)
    monkeypatch.setattr(app, "say_error", lambda _: None)
    assert app.run(["notice", "list"]) == 7
    assert list(tmpdir_here.iterdir()) == []


def test_who_presses_ctrl_c_while_the_last_is_tidied_up_waits_for_it(program: Program) -> None:
    code = """
import os, signal, time
from zcdesk.disk import temporary
from zcdesk.workers import held_memory
ended = temporary.end_told
def slowly(*told, **spared):
    print("tidying", flush=True)
    for _ in range(60_000):
        if signal.SIGINT in signal.sigpending():
            break
        time.sleep(0.01)
    ended(*told, **spared)
temporary.end_told = slowly
with temporary.own_temporary_folder(), held_memory.held_semaphores():
    pass
"""
    process = program.start(code=code)
    assert process.stdout is not None
    assert process.stdout.readline() == "tidying\n"
    process.send_signal(signal.SIGINT)
    complaint = process.communicate(timeout=600)[1]
    assert "KeyboardInterrupt" in complaint, "it is answered afterwards"
    assert program.left() == []


@pytest.mark.nightly
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("command", ["redact", "verify", "inspect", "batch", "demo"])
def test_nothing_stays_of_an_ended_command(
    program: Program, command: str, ending: signal.Signals
) -> None:
    scans = [drawn_scan(program.folder / f"{n}.png", "姓名：张伟", str(n)) for n in range(8)]
    people = program.folder / "people"
    (people / "a").mkdir(parents=True)
    for scan in scans:
        (people / "a" / scan.name).write_bytes(scan.read_bytes())
    roster = program.folder / "r.csv"
    roster.write_text(
        "姓名,工作单位,通知,材料文件夹\n张伟,一家有限公司,miit-2019,a\n", encoding="utf-8"
    )
    told: dict[str, tuple[object, ...]] = {
        "redact": (*scans, *WHO, "--out", "out"),
        "verify": (*scans, *WHO),
        "inspect": tuple(scans),
        "batch": (roster, "--scans", people, "--out", "out", "--resume"),
        "demo": ("--headless", "--out", "out"),
    }
    chance = random.Random(f"{command}{ending}")
    for _ in range(2):
        process = program.start(command, *told[command])
        assert waited_for(program.left, process)
        time.sleep(chance.uniform(0.0, 5.0))
        held = held_by(process)
        process.send_signal(ending)
        said = process.communicate(timeout=600)
        assert process.returncode in (0, 1, 130), said
        assert "Traceback" not in said[1]
        assert program.left() == []
        assert lying(held) == set()


@pytest.mark.nightly
def test_after_kills_at_random_moments_one_start_leaves_nothing(
    program: Program, record_property: Callable[[str, object], None]
) -> None:
    kills, left = 60, 0
    good = drawn_scan(program.folder / "a.png", "姓名：张伟")
    chance = random.Random(20241130)
    held: set[str] = set()
    for number in range(kills):
        process = program.start(
            "redact", *[good] * 6, *WHO, "--out", f"out{number % 3}", "--resume"
        )
        time.sleep(chance.uniform(0.2, 8.0))
        held |= held_by(process)
        kill(process)
        left += bool(program.left())
        if number % 5 == 4:
            assert program.run(*LISTED).returncode == 0
            assert program.left() == []
    assert program.run(*LISTED).returncode == 0
    assert program.left() == []
    assert lying(held) == set()
    assert left > kills // 4, "the kills came at moments when something lay there"
    record_property("figure", f"{kills} kills, 0 temporary files after the next start")


def test_a_folder_that_a_cleaner_took_away_is_made_anew_and_held_and_goes_at_the_end(
    tmpdir_here: Path,
) -> None:
    with own_temporary_folder():
        (folder,) = tmpdir_here.iterdir()
        for _ in range(2):
            shutil.rmtree(folder)
            with tempfile.NamedTemporaryFile() as book:
                assert Path(book.name).parent == folder
            assert folder.stat().st_mode & 0o777 == 0o700
            sweep()  # of another program, which looks from above
            _swept_from(tmpdir_here)
            assert folder.is_dir()
    assert list(tmpdir_here.iterdir()) == []
    assert Path(tempfile.gettempdir()) == tmpdir_here


def _swept_from(folder: Path) -> None:
    code = "from zcdesk.disk.temporary import sweep; sweep()"
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    subprocess.run([sys.executable, "-c", code], env=variables, check=True)


def test_a_worker_makes_it_anew_too(tmpdir_here: Path) -> None:
    with own_temporary_folder(), WorkerPool(1) as pool:
        pool.submit(tempfile.mkdtemp).result()
        (folder,) = tmpdir_here.iterdir()
        shutil.rmtree(folder)
        made = pool.submit(tempfile.mkdtemp).result()
        assert Path(made).parent == folder
    assert list(tmpdir_here.iterdir()) == []
