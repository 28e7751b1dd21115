"""What the command line says of wrong usage: in the person's language, with the way out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from inspect import cleandoc
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.cases.made import laid_down
from tests.cli.test_commands import loaded_by
from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from zcdesk import __main__
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cli.app import INTERRUPTED, USAGE, commands_with, run
from zcdesk.cli.output import language
from zcdesk.wording import sentence

TABLES = rows_beside(__file__)

WHO = "--name 张三 --employer 天山机械厂"

WRONG = TABLES["wrong"]

HELPED = {
    "no-such": 0, "redcat a.jpg": 0, "doubts a.zcase": 0, "我的.zcase": 0, "notice list x y": 2,
    "notice list --lang fr": 0, "batch check a.csv": 2,
}  # fmt: skip
"""How many words of a line name the command whose help describes it, where it is not one."""


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "code", "zh")


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_wrong_usage_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    assert run(line.split()) == USAGE
    said = capsys.readouterr().err
    assert told in said
    words = line.split()
    assert f"用 zcdesk {' '.join(words[: HELPED.get(line, 1)])}".rstrip() + " --help" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("redact", "a.jpg", "--name", "", "--employer", "某某公司", "--out", "x"),
        ("redact", "a.jpg", "--name", "张伟", "--employer", " ", "--out", "x"),
        ("redact", "a.jpg", *WHO.split(), "--out", "x", "--notice", "nothing-1900"),
        ("inspect",),
    ],
)
def test_wrong_usage_writes_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == USAGE
    assert "用法" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["demo", "inspect", "redact", "verify", "notice list"])
def test_help_shows_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert "例：" in capsys.readouterr().out


def test_wrong_usage_is_told_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["redact", "--lang", "en", "--nme", "x"]) == USAGE
    assert "No such option: --nme" in capsys.readouterr().err


SAYING_THAT_IT_LISTENS = """
import runpy, sys

class Saying:
    def find_spec(self, name, path=None, target=None):
        if name == "multiprocessing":
            print("listening", flush=True)
            sys.meta_path.remove(self)

sys.meta_path.insert(0, Saying())
sys.argv = ["zcdesk", *sys.argv[1:]]
runpy.run_module("zcdesk", run_name="__main__", alter_sys=True)
"""
"""The program, telling when its first large import begins: before it, Python itself is loading."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("pause", [0, 0.05, 0.3, 0.8, 1.5])
def test_ctrl_c_at_any_early_moment_is_one_sentence(tmp_path: Path, pause: float) -> None:
    scans = tmp_path / "扫描"
    scans.mkdir()
    for number in range(30):
        (scans / f"{number}.jpg").write_bytes(b"\xff\xd8\xff" + bytes(2000))
    running = subprocess.Popen(
        [sys.executable, "-c", SAYING_THAT_IT_LISTENS, "inspect", str(scans)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"listening\n"
    time.sleep(pause)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=600)
    assert b"Traceback" not in said
    if running.returncode == INTERRUPTED:
        assert "已停下".encode() in said


def test_an_empty_roster_never_takes_the_place_of_a_filled_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "花名册.xlsx"
    assert run(["batch", "--template", str(roster)]) == 0
    roster.write_bytes(b"filled in")
    assert run(["batch", "--template", str(roster)]) == 4
    assert "已经存在" in capsys.readouterr().err
    assert roster.read_bytes() == b"filled in"


def test_an_empty_folder_to_inspect_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(tmp_path)]) == 1
    assert "里没有文件" in capsys.readouterr().err


def test_covered_pictures_beside_their_originals_are_told_and_the_originals_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = tmp_path / "a.jpg"
    scan.write_bytes(b"no picture")
    assert run(["redact", str(scan), *WHO.split(), "--out", str(tmp_path)]) == 7
    assert "和原件放在同一个文件夹" in capsys.readouterr().err
    assert scan.read_bytes() == b"no picture"
    run(["redact", str(scan), *WHO.split(), "--out", str(tmp_path / "遮好的")])
    assert "和原件放在同一个文件夹" not in capsys.readouterr().err


def test_repairing_what_is_no_case_says_so_and_sends_nobody_round_in_a_circle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.zcase"
    path.write_bytes(b"hello")
    assert run(["case", "repair", str(path)]) == 7
    told = capsys.readouterr().err
    assert "没有能救回的内容" in told
    assert "case repair" not in told
    assert [one.name for one in tmp_path.iterdir()] == ["x.zcase"]


INTERRUPTED_WHILE = """
import os, runpy, signal, sys

class Pressing:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Pressing())
sys.argv = ["zcdesk", "batch", "none.xlsx", "--scans", ".", "--out", "out"]
runpy.run_module("zcdesk", run_name="__main__", alter_sys=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is told otherwise there")
@pytest.mark.parametrize(
    "module", ["multiprocessing", "zcdesk.cli.app", "typer", "numpy", "zcdesk.batch.roster.people"]
)
def test_ctrl_c_while_the_program_loads_its_parts_is_one_sentence(module: str) -> None:
    program = INTERRUPTED_WHILE.format(module=module)
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == INTERRUPTED, ended.stderr
    assert ended.stderr == "已停下，没有留下写了一半的文件。 [cli.interrupted]\n"


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"ZCDESK_LANG": "en"}, "en"),
        (["doctor", "--lang", "en"], {"ZCDESK_LANG": "zh"}, "en"),
        (["--lang=zh", "doctor"], {"ZCDESK_LANG": "en"}, "zh"),
        (["doctor", "--lang"], {"ZCDESK_LANG": "en"}, "en"),
    ],
)
def test_what_is_said_before_sentences_can_be_read_is_the_sentence_in_the_persons_language(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "ZCDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["zcdesk", *arguments])
    told = sentence("cli.interrupted", language).message
    assert __main__._stopped() == f"{told} [cli.interrupted]\n"


def test_the_overview_says_of_each_command_what_its_own_help_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["--help"]) == 0
    overview = dict(re.findall(r"^│ ([a-z]+) +(.+?) *│$", capsys.readouterr().out, re.MULTILINE))
    assert {"batch", "case", "completion", "demo", "notice", "redact"} <= overview.keys()
    for command, summary in overview.items():
        assert run([command, "--help"]) == 0
        assert summary in capsys.readouterr().out, command


def test_the_overview_of_a_case_says_of_each_command_what_its_own_help_says() -> None:
    full: Any = get_command(commands_with("case"))
    overview: Any = get_command(commands_with("case", "--help"))
    whole, told = (each.commands["case"].commands for each in (full, overview))
    assert list(told) == list(whole)
    for name, one in told.items():
        first = cleandoc(whole[name].help).split("\n\n")[0]
        assert one.help == first.replace("\n", ""), name


MASKER = {"cv2", "onnxruntime", "PySide6", "pymupdf", "zcdesk.masking.proposing"}
READING = {"pydantic", "multiprocessing", "secrets"}
"""What only reads values, starts workers, or makes keys."""
WORKS = MASKER | {"PIL", "numpy", "zcdesk.workers.pool", "rich.markdown", "rich.traceback"}
READS = WORKS | {"yaml", "zcdesk.notices.profile.notice", "zcdesk.cases.case"}
LIGHT = [
    (["train", "list"], READS | {"openpyxl", "pydantic", "zcdesk.training.lessons.lesson"}),
    (["notice", "list"], READS | {"pydantic"}),
    (["case", "--help"], READS | READING),
    (["case", "status", "--help"], READS | READING | {"zcdesk.checks.states"}),
    *(([name, "--help"], READS | READING) for name in ("inspect", "redact", "verify", "demo")),
    *(([name, "--help"], WORKS | READING) for name in ("doctor", "document", "train", "notice")),
    (["doctor", "--help"], READS),
    (["batch", "--help"], WORKS),
]


@pytest.mark.parametrize(("arguments", "heavy"), LIGHT)
def test_what_only_tells_loads_nothing_of_what_it_tells_of(
    arguments: list[str], heavy: set[str]
) -> None:
    assert loaded_by(arguments, heavy) == set()


@pytest.mark.slow
def test_what_only_looks_at_a_case_loads_nothing_that_changes_it_and_looks_for_no_garbage(
    tmp_path: Path,
) -> None:
    words, nobody = Applicant("甲乙丙", "某某厂"), frozenset[Target]()
    case = laid_down(tmp_path / "申.zcase", Case("region-senior-2024", words, nobody))
    code = (
        "import gc, os, sys; from zcdesk.__main__ import main; main()\n"
        "os.write(1, ' '.join(['loaded', str(gc.get_freeze_count()), *sys.modules]).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "case", "status", case], cwd=ROOT, capture_output=True,
        check=True, encoding="utf-8",
    )  # fmt: skip
    word, spared, *modules = done.stdout.splitlines()[-1].split()
    assert (word, int(spared) > 0) == ("loaded", True)
    changing = ("names.typed_names", "checks.dates.note_terms", "workflow.case.following_notice")
    assert {f"zcdesk.{name}" for name in changing}.isdisjoint(modules)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_what_tells_of_the_program_loads_nothing_of_its_commands(arguments: list[str]) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "yaml", "pydantic"}
    heavy |= {
        "zcdesk.cli.case.commands",
        "zcdesk.cli.batch.commands",
        "zcdesk.notices.profile.notice",
    }
    code = (
        "import sys; from zcdesk.cli import app; app.has_display = lambda: False\n"
        "app.run(sys.argv[1:]); print('loaded', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=True,
        encoding="utf-8",
    )  # fmt: skip
    assert heavy.isdisjoint(done.stdout.splitlines()[-1].split())


COMPLETED = TABLES["completed"]


@pytest.mark.slow
@pytest.mark.parametrize(("shell", "typed", "told"), COMPLETED)
def test_a_terminal_completes_commands_and_options(
    shell: str, typed: dict[str, str], told: str
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def said(*arguments: str, **more: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "zcdesk", *arguments], env={**environment, **more},
            capture_output=True, check=True, encoding="utf-8",
        ).stdout  # fmt: skip

    assert "_ZCDESK_COMPLETE" in said("completion", shell)
    assert told in said(**typed, _ZCDESK_COMPLETE=f"complete_{shell}")


IN_A_LOADED_MODULE = """
import sys
from tests.setup.checkout import ROOT
from zcdesk.__main__ import main
import zcdesk.cli.app
zcdesk.cli.app.run = lambda arguments: exec("raise KeyboardInterrupt")
sys.exit(main())
"""
"""Python notes that Ctrl-C came out of code that it ran from text, as libraries do while they load,
and ends as by a signal whatever became of it."""


def test_ctrl_c_within_a_library_that_loads_ends_with_the_status_of_every_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "started.py").write_text(IN_A_LOADED_MODULE, "utf-8")
    command = [sys.executable, "-m", "started"]  # as ``python -m zcdesk`` is: a script has no note
    places = os.pathsep.join((str(tmp_path), str(ROOT)))
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": places}, capture_output=True)
    assert run.returncode == INTERRUPTED
    assert b"[cli.interrupted]" in run.stderr
    assert b"Traceback" not in run.stderr
