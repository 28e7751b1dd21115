"""What a script goes by: exit statuses, stable codes, the language, ``-`` and ``--quiet``."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.main import get_command

from tests.cli.shell import Shell
from tests.tables import rows_beside
from tools import manpage
from zcdesk.applicant import Applicant
from zcdesk.batch.results.held_results import held_results
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.cli import app, standard_input
from zcdesk.cli.app import commands_with, run
from zcdesk.cli.help.words import known_help
from zcdesk.cli.statuses import ExitStatus, coded, ends_with
from zcdesk.resources import table
from zcdesk.system.spoken import surrounding_language
from zcdesk.ui.kit.settings import Settings
from zcdesk.wording import codes

TABLES = rows_beside(__file__)

ROOT = Path(__file__).resolve().parents[2]
WHO = "--name 张三 --employer 天山机械厂"
NOTICE = "region-senior-2024"
WHOSE = Applicant("张三", "天山机械厂")
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

MISTAKES = TABLES["mistakes"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few files, where a script's mistakes are made; there is no screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    texts = {
        "text.txt": "不是案卷，也不是花名册。" * 9,
        "roster.csv": f"姓名,工作单位,通知,材料文件夹\n张三,天山机械厂,{NOTICE},a\n",
        "roster.xlsx": "filled in",
        "broken.yaml": "a: [",
        "empty.csv": "",
        "list.yaml": "- a\n- b\n",
        "facts.yaml": "{applicant: {name: 张三}}\n",
        "many.json": "1" * 5000,
        "deep.yaml": "[" * 5000,
        "mine.png": "page of before",
        "kept/mine.txt": "kept",
        "used/report.json": '{"schema": 1, "pages": [{"source": "a.jpg", "output": "001.jpg"}]}',
        "used/001.jpg": "page of before",
    }
    for name in ("empty", "kept", "used"):
        (tmp_path / name).mkdir()
    for name, content in texts.items():
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    (tmp_path / "link.png").symlink_to("mine.png")
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    create_case(tmp_path / "case.zcase", Case(NOTICE, WHOSE, frozenset())).close()
    return tmp_path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize(("line", "status", "code"), MISTAKES)
def test_a_scripts_mistake_ends_in_its_status_with_one_sentence_and_its_code(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, status: int, code: str
) -> None:
    case = (folder / "case.zcase").read_bytes()
    assert run(line.split()) == status
    (*_, last) = capsys.readouterr().err.splitlines()
    assert f"[{code}" in last
    for kept in ("used/001.jpg", "mine.png"):
        assert (folder / kept).read_bytes() == b"page of before"
    assert (folder / "case.zcase").read_bytes() == case or code == "cli.nothing_to_undo"


@pytest.fixture
def desk(folder: Path) -> Iterator[Path]:
    """The same folder with answers, a case that another program holds, and one with a password."""
    whole = "applicant: {name: 张三, employer: 天山机械厂}"
    texts = {
        "whole.yaml": whole,
        "strange.yaml": "{colour: blue}",
        "mixed.yaml": "{colour: blue, applicant: {name: 张三丰}}",
        "nothing.yaml": "{schema: 1}",
        "others.yaml": f"{{schema: 1, pages: [{{sha256: {'a' * 64}}}]}}",
        "mixed-answers.yaml": "{schema: 1, facts: {colour: blue}, texts: {resume: 无}}",
        "right.txt": "开门",
        "wrong.txt": "关门",
        "wrong.csv": f"姓名,工作单位,通知,材料文件夹\n,天山机械厂,{NOTICE},a\n",
    }
    for name, content in texts.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "late").mkdir()
    create_case(folder / "secret.zcase", Case(NOTICE, WHOSE, frozenset()), "开门").close()
    with create_case(folder / "held.zcase", Case(NOTICE, WHOSE, frozenset())):
        yield folder


@pytest.mark.slow
@pytest.mark.parametrize(("line", "status"), TABLES["situations"])
def test_a_status_tells_how_it_ended(
    desk: Path, monkeypatch: pytest.MonkeyPatch, line: str, status: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())  # nobody can be asked
    assert run(line.split()) == status


def test_every_status_is_told_and_every_code_that_has_one_has_a_sentence() -> None:
    assert coded() <= codes()
    told = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [int(row) for row in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)] == list(ExitStatus)
    assert ends_with("page.unforeseen") is ExitStatus.NOT_DONE
    assert [row["name"] for row in table("help", "statuses.toml")["status"]] == [
        status.name for status in ExitStatus
    ]


def test_after_help_in_english_the_next_one_speaks_chinese_again(shell: Shell) -> None:
    shell("--lang en --help")
    assert "用法" in shell("--help").out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("train lits", "train list"), ("notice lits", "notice list"), ("case nwe", "case new"),
        ("train nwe", "train new"), ("notice nwe", "notice new"), ("train ad", "train add"),
        ("notice ad", "notice add"), ("case ad", "case add"), ("train guied", "train guide"),
        ("help train lits", "train list"), ("notice stauts", "case status"),
        ("lits", "notice list"),
    ],
)  # fmt: skip
def test_of_commands_of_one_name_the_near_is_named(shell: Shell, typed: str, meant: str) -> None:
    assert f"zcdesk {meant}？" in shell(typed, 2).err


def paragraphs(command: Any) -> list[str]:
    """Return every paragraph of a command's help and of all below it, in Chinese."""
    whole = [part.strip() for part in (command.help or "").split("\n\n")]
    whole += [parameter.help for parameter in command.params if getattr(parameter, "help", None)]
    for below in getattr(command, "commands", {}).values():
        whole += paragraphs(below)
    return [part for part in whole if part]


def test_the_english_table_holds_every_paragraph_of_help_and_none_besides() -> None:
    said = {
        part for name in app._SUMMARIES for part in paragraphs(get_command(commands_with(name)))
    }
    said.update(paragraphs(get_command(commands_with("batch", "template"))))
    assert sorted(said) == sorted(known_help())
    assert not any(map(CHINESE.search, known_help().values()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_page_is_what_the_commands_say(language: str) -> None:
    path = ROOT / "packaging" / "linux" / manpage.PAGES[language]
    assert path.read_text("utf-8") == manpage.page(language)


LOCALES = TABLES["locales"]


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system itself")
@pytest.mark.parametrize(("variables", "language"), LOCALES)
def test_the_surroundings_choose_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "ZCDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert surrounding_language() == language


def test_help_before_a_command_is_its_help(shell: Shell) -> None:
    assert shell("help case add").out == shell("case add --help").out
    shell("help help")
    shell("help")


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Lets standard input hold these bytes."""

    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


def test_input_may_come_from_a_pipe(
    folder: Path, given: Callable[[bytes], None], shell: Shell
) -> None:
    given("{applicant: {name: 张三, employer: 天山机械厂}}".encode())
    shell(f"case new my.zcase --notice {NOTICE} --facts -")
    given(b"{waived.diploma: x}")
    shell("case facts my.zcase -", 0, 1)
    given(b'{"schema": 1, "confirm_sure": true}')
    shell("case decide my.zcase -")
    given((folder / "roster.csv").read_bytes())
    assert "roster.not_there" not in shell("batch - --scans . --out o --dry-run").err
    given(b"")
    assert "[cli.input_empty]" in shell("inspect -", 2).err


def test_standard_input_that_does_not_end_is_not_taken(
    given: Callable[[bytes], None], shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standard_input, "_MOST", 1 << 20)
    given(bytes((1 << 20) + 1))
    assert "[cli.input_too_large]" in shell("inspect -", 2).err


def test_a_picture_may_come_on_standard_input(given: Callable[[bytes], None], shell: Shell) -> None:
    page = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(page, "png")
    given(page.getvalue())
    (told,) = shell.data("inspect -", 0, 1)["pages"]
    assert (told["source"], told["status"]) == ("stdin.png", "accepted")


def test_quiet_leaves_what_is_needed_and_what_was_asked_for(folder: Path, shell: Shell) -> None:
    for line in ("--quiet inspect text.txt", "inspect text.txt -q"):
        told = shell(line, 1)
        assert told.out == ""
        assert [line.partition(":")[0] for line in told.err.splitlines()] == ["text.txt"]
    assert NOTICE in shell("notice list --quiet").out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_window_speaks_the_systems_language_until_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("ZCDESK_LANG", language)
    assert Settings().language == language
    assert Settings(language="zh").language == "zh"


def test_two_runs_at_once_are_not_mixed_in_one_folder(folder: Path, shell: Shell) -> None:
    with held_results(folder / "shared"):
        for further in ("", " --force", " --resume"):
            told = shell(f"redact scan.jpg {WHO} --out shared{further}", 3).err
            assert "[batch.busy" in told
        assert [path.name for path in (folder / "shared").iterdir()] == [".zcdesk.lock"]
    assert not list((folder / "shared").iterdir())


def test_json_alone_is_standard_output_and_a_reader_that_has_gone_ends_with_7(shell: Shell) -> None:
    assert json.loads(shell("notice list --json").out) == json.loads(
        shell("notice list --json -").out
    )
    listing = [sys.executable, "-m", "zcdesk", "notice", "list"]
    gone = subprocess.Popen(listing, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert gone.stdout is not None
    gone.stdout.close()
    assert (gone.communicate()[1], gone.returncode) == (b"", 7)
