"""What the command line says of wrong usage, and that a slip in what is written costs nothing."""

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
from PIL import Image
from typer.main import get_command

from tests.cases.made import laid_down
from tests.cli.shell import Shell
from tests.cli.test_commands import loaded_by
from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from zcdesk import __main__
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cli.app import INTERRUPTED, USAGE, commands_with, run
from zcdesk.wording import sentence

TABLES = rows_beside(__file__)

WHO = "--name 张三 --employer 天山机械厂"

WRONG = TABLES["wrong"]

HELPED = {
    "no-such": 0, "redcat a.jpg": 0, "doubts a.zcase": 0, "我的.zcase": 0, "notice list x y": 2,
    "notice list --lang fr": 0, "batch check a.csv": 2,
}  # fmt: skip
"""How many words of a line name the command whose help describes it, where it is not one."""


def ran(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments and further variables."""
    return subprocess.run(
        [sys.executable, *words], env={**os.environ, "PYTHONPATH": str(ROOT), **more}, cwd=ROOT,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_wrong_usage_is_told_in_chinese(shell: Shell, line: str, told: str) -> None:
    said = shell(line, USAGE).err
    assert told in said
    words = line.split()
    assert f"用 zcdesk {' '.join(words[: HELPED.get(line, 1)])}".rstrip() + " --help" in said


@pytest.mark.parametrize(
    "line",
    [
        "redact a.jpg --name  --employer 某某公司 --out x",
        ["redact", "a.jpg", "--name", "张伟", "--employer", " ", "--out", "x"],
        f"redact a.jpg {WHO} --out x --notice nothing-1900",
        "inspect",
    ],
)
def test_wrong_usage_writes_nothing(shell: Shell, line: str | list[str]) -> None:
    assert "用法" in shell(line, USAGE).err
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize("command", ["demo", "inspect", "redact", "verify", "notice list"])
def test_help_shows_an_example(shell: Shell, command: str) -> None:
    assert "例：" in shell(f"{command} --help").out


def test_wrong_usage_is_told_in_english_when_asked(shell: Shell) -> None:
    assert "No such option: --nme" in shell("redact --lang en --nme x", USAGE).err


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


def test_covered_pictures_are_not_written_beside_their_originals(shell: Shell) -> None:
    scan = shell.write("a.jpg", "no picture")
    assert "和原件放在同一个文件夹" in shell(f"redact a.jpg {WHO} --out .", 7).err
    assert scan.read_bytes() == b"no picture"
    assert "和原件放在同一个文件夹" not in shell(f"redact a.jpg {WHO} --out 遮好的", 1, 7).err


def test_repairing_what_is_no_case_sends_nobody_round_in_a_circle(shell: Shell) -> None:
    shell.write("x.zcase", "hello")
    told = shell("case repair x.zcase", 7).err
    assert "没有能救回的内容" in told
    assert "case repair" not in told
    assert [one.name for one in shell.folder.iterdir()] == ["x.zcase"]


INTERRUPTED_WHILE = """
import os, runpy, signal, sys, time

class Pressing:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            try:
                os.kill(os.getpid(), signal.SIGINT) or time.sleep(0.05)
            except BaseException: os._exit(1)  # as what a module of C may do
sys.meta_path.insert(0, Pressing())
sys.argv = ["zcdesk", "batch", "none.xlsx", "--scans", ".", "--out", "out"]
runpy.run_module("zcdesk", run_name="__main__", alter_sys=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is told otherwise there")
@pytest.mark.parametrize(
    "module", ["multiprocessing", "zcdesk.cli.app", "typer", "numpy", "zcdesk.batch.roster.people"]
)
def test_ctrl_c_while_the_program_loads_its_parts_is_one_sentence(module: str) -> None:
    ended = ran("-c", INTERRUPTED_WHILE.format(module=module))
    assert {INTERRUPTED: "已停下", 3: "没有"}[ended.returncode] in ended.stderr


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


def test_the_overview_says_what_each_help_does(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    overview = dict(re.findall(r"^│ ([a-z]+) +(.+?) *│$", shell("--help").out, re.MULTILINE))
    assert {"batch", "case", "completion", "demo", "notice", "redact"} <= overview.keys()
    for command, summary in overview.items():
        assert summary in shell(f"{command} --help").out, command


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


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "heavy"), LIGHT)
def test_what_only_tells_loads_nothing_of_its_topic(arguments: list[str], heavy: set[str]) -> None:
    assert loaded_by(arguments, heavy) == set()


@pytest.mark.slow
def test_what_only_looks_at_a_case_loads_nothing_that_changes_it(tmp_path: Path) -> None:
    words, nobody = Applicant("甲乙丙", "某某厂"), frozenset[Target]()
    case = laid_down(tmp_path / "申.zcase", Case("region-senior-2024", words, nobody))
    code = (
        "import gc, os, sys; from zcdesk.__main__ import main; main()\n"
        "os.write(1, ' '.join(['loaded', str(gc.get_freeze_count()), *sys.modules]).encode())"
    )
    done = ran("-c", code, "case", "status", str(case))
    word, spared, *modules = done.stdout.splitlines()[-1].split()
    assert (word, int(spared) > 0) == ("loaded", True)
    changing = ("names.typed_names", "checks.dates.note_terms", "workflow.case.following_notice")
    assert {f"zcdesk.{name}" for name in changing}.isdisjoint(modules)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_what_tells_of_the_program_loads_nothing_of_its_commands(arguments: list[str]) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "yaml", "pydantic"}
    heavy |= {f"zcdesk.cli.{name}.commands" for name in ("case", "batch")}
    heavy |= {"zcdesk.notices.profile.notice"}
    code = (
        "import sys; from zcdesk.cli import app; app.has_display = lambda: False\n"
        "app.run(sys.argv[1:]); print('loaded', *sys.modules)"
    )
    done = ran("-c", code, *arguments)
    assert heavy.isdisjoint(done.stdout.splitlines()[-1].split())


COMPLETED = TABLES["completed"]


@pytest.mark.slow
@pytest.mark.parametrize(("shell", "typed", "told"), COMPLETED)
def test_a_terminal_completes_what_is_typed(shell: str, typed: dict[str, str], told: str) -> None:
    assert "_ZCDESK_COMPLETE" in ran("-m", "zcdesk", "completion", shell).stdout
    completed = ran("-m", "zcdesk", **typed, _ZCDESK_COMPLETE=f"complete_{shell}")
    assert told in completed.stdout


IN_A_LOADED_MODULE = """
import sys
from zcdesk.__main__ import main
import zcdesk.cli.app
zcdesk.cli.app.run = lambda arguments: exec("raise KeyboardInterrupt")
sys.exit(main())
"""
"""Python notes that Ctrl-C came out of code that it ran from text, as libraries do while they load,
and ends as by a signal whatever became of it."""


def test_ctrl_c_within_a_library_that_loads_has_the_status_of_others(tmp_path: Path) -> None:
    (tmp_path / "started.py").write_text(IN_A_LOADED_MODULE, "utf-8")
    # As ``python -m zcdesk`` is: a script has no note.
    ended = ran("-m", "started", PYTHONPATH=os.pathsep.join((str(tmp_path), str(ROOT))))
    assert ended.returncode == INTERRUPTED
    assert "[cli.interrupted]" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("force", [False, True])
def test_a_form_finished_by_hand_is_replaced_only_with_force(shell: Shell, force: bool) -> None:
    shell.new()
    out = shell.write("公示.docx", "finished by hand")
    shell(f"document posting --case a.zcase --out 公示.docx{' --force' * force}", 1)
    kept = [one.name for one in Path().iterdir() if one.read_bytes() == b"finished by hand"]
    assert kept == ([] if force else ["公示.1.docx"])
    assert out.read_bytes() != b"finished by hand"


TEXT = "关于开展2026年职称评审工作的通知\n一、申报时间为2026年5月1日至5月31日。\n"
WRITING = (
    ("notice new notice.txt --out {}", "new.yaml"),
    ("notice draft notice.txt --out {}", "a.draft.json"),
    ("case sent a.zcase --out {}", "sent.pdf"),
    ("case paper a.zcase --out {}", "paper.pdf"),
    ("train score text-fields-7.zcase --result {}", "7.zcresult"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "name"), WRITING)
def test_a_slip_in_the_name_of_an_output_costs_nothing(typed: str, name: str, shell: Shell) -> None:
    shell.write("notice.txt", TEXT)
    Image.new("RGB", (30, 40), "white").save("毕业证.jpg")
    shell.new()
    if "train" in typed:
        shell("train new text-fields --number 7 --out .")
    for path in (Path("facts.yaml"), Path("毕业证.jpg")):
        before = path.read_bytes()
        run(typed.format(path).split())
        kept = path.with_name(f"{path.stem}.1{path.suffix}")
        assert before in (path.read_bytes(), kept.read_bytes() if kept.exists() else b""), path
    for _ in range(2):  # the same once more leaves no copies where nobody wrote into it
        run(typed.format(name).split())
    assert Path(name).exists()
    assert len(list(Path().glob(f"{Path(name).stem}*"))) == 1
