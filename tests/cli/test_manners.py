"""What a script goes by: exit statuses, stable codes, the language, ``-`` and ``--quiet``."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.main import get_command

from tests.tables import rows_beside
from tools import manpage
from zcdesk.applicant import Applicant
from zcdesk.batch.results.held_results import held_results
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.cli import app, standard_input
from zcdesk.cli.app import commands_with, run
from zcdesk.cli.help.words import complete_values, known_help
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
    (tmp_path / "text.txt").write_text("不是案卷，也不是花名册。" * 9, encoding="utf-8")
    (tmp_path / "facts.yaml").write_text("{}", encoding="utf-8")
    (tmp_path / "roster.csv").write_text(
        f"姓名,工作单位,通知,材料文件夹\n张三,天山机械厂,{NOTICE},a\n", encoding="utf-8"
    )
    (tmp_path / "roster.xlsx").write_bytes(b"filled in")
    (tmp_path / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.csv").touch()
    (tmp_path / "mine.png").write_bytes(b"page of before")
    (tmp_path / "link.png").symlink_to("mine.png")
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "list.yaml").write_text("- a\n- b\n", encoding="utf-8")
    (tmp_path / "facts.yaml").write_text("{applicant: {name: 张三}}\n", encoding="utf-8")
    (tmp_path / "many.json").write_text("1" * 5000, encoding="utf-8")
    (tmp_path / "deep.yaml").write_text("[" * 5000, encoding="utf-8")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("kept", encoding="utf-8")
    create_case(tmp_path / "case.zcase", Case(NOTICE, WHOSE, frozenset())).close()
    (tmp_path / "used").mkdir()
    report = {"schema": 1, "pages": [{"source": "a.jpg", "output": "001.jpg"}]}
    (tmp_path / "used" / "report.json").write_text(json.dumps(report), encoding="utf-8")
    (tmp_path / "used" / "001.jpg").write_bytes(b"page of before")
    return tmp_path


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
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "late").mkdir()
    create_case(folder / "secret.zcase", Case(NOTICE, WHOSE, frozenset()), "开门").close()
    with create_case(folder / "held.zcase", Case(NOTICE, WHOSE, frozenset())):
        yield folder


@pytest.mark.slow
@pytest.mark.parametrize(("line", "status"), TABLES["situations"])
def test_a_status_tells_what_became_of_a_command(
    desk: Path, monkeypatch: pytest.MonkeyPatch, line: str, status: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())  # nobody can be asked
    assert run(line.split()) == status


def test_every_status_is_told_and_every_code_that_has_one_has_a_sentence() -> None:
    assert coded() <= codes()
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [int(row) for row in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)] == list(ExitStatus)
    assert ends_with("page.unforeseen") is ExitStatus.NOT_DONE
    assert [row["name"] for row in table("help", "statuses.toml")["status"]] == [
        status.name for status in ExitStatus
    ]


def test_after_help_in_english_the_next_one_speaks_chinese_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "en", "--help"]) == 0
    assert run(["--help"]) == 0
    assert "用法" in capsys.readouterr().out


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
def test_of_commands_with_the_same_name_the_near_one_is_proposed(
    capsys: pytest.CaptureFixture[str], typed: str, meant: str
) -> None:
    assert run(typed.split()) == 2
    assert f"zcdesk {meant}？" in capsys.readouterr().err


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
    assert path.read_text(encoding="utf-8") == manpage.page(language)


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


def test_help_before_a_command_is_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for words in (["help", "case", "add"], ["case", "add", "--help"]):
        assert run(words) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert run(["help", "help"]) == 0
    assert run(["help"]) == 0


class _Input(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", _Input(content))

    return give


def test_what_is_read_may_come_in_on_standard_input(
    folder: Path, given: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    made = "{applicant: {name: 张三, employer: 天山机械厂}}".encode()
    given(made)
    assert run(["case", "new", "my.zcase", "--notice", NOTICE, "--facts", "-"]) == 0
    given(b"{waived.diploma: x}")
    assert run(["case", "facts", "my.zcase", "-"]) in (0, 1)
    given(b'{"schema": 1, "confirm_sure": true}')
    assert run(["case", "decide", "my.zcase", "-"]) == 0
    given((folder / "roster.csv").read_bytes())
    assert run(["batch", "-", "--scans", ".", "--out", "o", "--dry-run"]) == 0
    assert "roster.not_there" not in capsys.readouterr().err
    given(b"")
    assert run(["inspect", "-"]) == 2
    assert "[cli.input_empty]" in capsys.readouterr().err


def test_standard_input_that_does_not_end_is_not_taken(
    given: Callable[[bytes], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standard_input, "_MOST", 1 << 20)
    given(bytes((1 << 20) + 1))
    assert run(["inspect", "-"]) == 2
    assert "[cli.input_too_large]" in capsys.readouterr().err


def test_a_picture_may_come_in_on_standard_input(
    tmp_path: Path, given: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    page = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(page, "png")
    given(page.getvalue())
    run(["inspect", "-", "--json", "-"])
    (told,) = json.loads(capsys.readouterr().out)["pages"]
    assert (told["source"], told["status"]) == ("stdin.png", "accepted")


def test_quiet_leaves_what_needs_attention_and_lists_that_were_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy("facts.yaml", "other.yaml")
    for words in (["--quiet", "inspect", "text.txt"], ["inspect", "text.txt", "-q"]):
        assert run(words) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert [line.partition(":")[0] for line in told.err.splitlines()] == ["text.txt"]
    assert run(["notice", "list", "--quiet"]) == 0
    assert NOTICE in capsys.readouterr().out


def test_ids_of_notices_lessons_and_forms_are_completed() -> None:
    found = {}
    for line, begun in (
        ("redact notice", "reg"),
        ("train new lesson", "first"),
        ("document kind", "po"),
    ):
        *path, name = line.split()
        command: Any = get_command(commands_with(path[0]))
        for word in path:
            command = command.commands[word]
        complete_values(command)
        (parameter,) = [each for each in command.params if each.name == name]
        found[line] = [item.value for item in parameter.shell_complete(None, begun)]
    assert found == {
        "redact notice": [NOTICE],
        "train new lesson": ["first-walk"],
        "document kind": ["posting", "posting_result"],
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_window_speaks_the_systems_language_until_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("ZCDESK_LANG", language)
    assert Settings().language == language
    assert Settings(language="zh").language == "zh"


def test_two_runs_at_once_are_not_mixed_in_one_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with held_results(folder / "shared"):
        for further in ("", " --force", " --resume"):
            assert run(f"redact scan.jpg {WHO} --out shared{further}".split()) == 3
            assert "[batch.busy" in capsys.readouterr().err
        assert [path.name for path in (folder / "shared").iterdir()] == [".zcdesk.lock"]
    assert not list((folder / "shared").iterdir())
