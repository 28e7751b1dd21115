"""What a script goes by: exit statuses, stable codes, the language, ``-`` and ``--quiet``."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.main import get_command

from tools import manpage
from zcdesk.applicant import Applicant
from zcdesk.batch.results.held_results import held_results
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.cli import app, standard_input
from zcdesk.cli.app import commands_with, run
from zcdesk.cli.help.completion import complete_values
from zcdesk.cli.statuses import Status, coded, ends_with
from zcdesk.resources import table
from zcdesk.system.spoken import surrounding_language
from zcdesk.ui.kit.preferences import Settings
from zcdesk.wording import codes

ROOT = Path(__file__).resolve().parents[2]
WHO = "--name 张三 --employer 天山机械厂"
NOTICE = "region-senior-2024"
WHOSE = Applicant("张三", "天山机械厂")
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

MISTAKES = [
    ("case status none.zcase", 3, "case.not_there"),
    ("open none.zcase", 3, "case.not_there"),
    ("case add none.zcase a.jpg", 3, "case.not_there"),
    ("case undo text.txt", 3, "case.not_a_case"),
    ("case export text.txt --out p", 3, "case.not_a_case"),
    (f"case new new.zcase --notice {NOTICE} --facts none.yaml", 3, "facts.missing"),
    (f"case new new.zcase --notice {NOTICE}", 2, "cli.facts_or_old"),
    ("case new new.zcase --notice nothing-1900 --facts facts.yaml", 2, "cli.unknown_notice"),
    (f"case new text.txt --notice {NOTICE} --facts facts.yaml", 4, "case.already_there"),
    ("case --password-file none.txt status text.txt", 3, "case.not_a_case"),
    (f"case new a.docx --notice {NOTICE} --facts facts.yaml", 2, "cli.case_ending"),
    ("case repair case.zcase --out a.jpg", 2, "cli.case_ending"),
    ("case status empty", 3, "cli.is_no_case"),
    ("open empty", 3, "cli.is_no_case"),
    ("document posting --case empty --out a.docx", 3, "cli.is_no_case"),
    ("case decide case.zcase empty", 3, "cli.is_folder"),
    ("case returned case.zcase --words empty --at 2024-10-12", 3, "cli.is_folder"),
    ("case sort text.txt --slot x", 2, ""),
    ("case add case.zcase diplom a.jpg", 2, "cli.unknown_slot_but"),
    ("batch none.xlsx --scans . --out o", 3, "roster.not_there"),
    ("batch scan.jpg --scans . --out o", 3, "roster.document"),
    ("batch roster.csv --scans none --out o", 3, "batch.no_scans_folder"),
    ("batch --template roster.xlsx", 4, "batch.template_exists"),
    ("batch --template roster.csv", 2, "batch.template_ending"),
    ("batch roster.csv --workers 0", 2, "cli.usage"),
    ("notice new none.txt", 3, "notice.not_there"),
    ("notice check none.yaml", 3, "notice.not_there"),
    ("notice add none.yaml", 3, "notice.not_there"),
    ("notice show nothing-1900", 2, "cli.unknown_notice"),
    ("train new nothing --number 1 --out o", 2, "lesson.unknown"),
    ("train new first-walk --number 0 --out o", 2, "cli.usage"),
    ("train score none.zcase", 3, "case.not_there"),
    ("train add none.yaml", 3, "notice.not_there"),
    ("document posting --case none.zcase --out a.docx", 3, "case.not_there"),
    ("document posting --case none.zcase --out a.txt", 2, "cli.document_suffix"),
    (f"redact a.jpg {WHO} --out used", 4, "cli.out_used"),
    (f"redact a.jpg {WHO} --out used --force --resume", 2, "cli.force_or_resume"),
    (f"redact a.jpg {WHO} --out new --notice nothing", 2, "cli.unknown_notice"),
    ("redact a.jpg --name 张三 --out new", 2, "cli.usage"),
    ("inspect none.jpg", 1, "scan.missing"),
    ("inspect text.txt --json -", 1, "scan.unsupported_text"),
    ("inspect - -", 2, "cli.input_twice"),
    ("help redcat", 2, "cli.usage"),
    ("--lang fr notice list", 2, "cli.unknown_language"),
    ("case", 2, "cli.usage"),
    ("case status case.zcase extra", 2, "cli.usage"),
    ("case status case.zcase --jsno -", 2, "cli.usage"),
    ("case status case.zcase --json", 2, "cli.usage"),
    ("case status text.txt/x.zcase", 3, "case.not_there"),
    ("case stauts case.zcase", 2, "cli.usage"),
    ("case export case.zcase", 2, "cli.usage"),
    ("case export case.zcase --out p --section nothing", 2, "cli.no_such_part"),
    ("case export case.zcase --out p --route platfrom", 2, "cli.usage"),
    ("case export case.zcase --out text.txt", 4, "export.foreign_folder"),
    ("case export case.zcase --out kept", 4, "export.foreign_folder"),
    ("case add case.zcase diploma", 2, "cli.files_missing"),
    ("case decide case.zcase none.yaml", 3, "facts.missing"),
    ("case decide case.zcase broken.yaml", 3, "told.unreadable_line"),
    ("case decide case.zcase scan.jpg", 3, "decisions.unreadable"),
    ("case facts case.zcase facts.yaml --template", 4, "cli.template_exists"),
    ("case facts case.zcase broken.yaml", 3, "told.unreadable_line"),
    ("case undo case.zcase", 1, "cli.nothing_to_undo"),
    ("case handed-in case.zcase --at yesterday", 2, "cli.no_moment"),
    ("case handed-in case.zcase --at 2024-10-12", 1, "cli.nothing_sent"),
    ("case returned case.zcase --words none.txt --at 2024-10-12", 3, "cli.words_file"),
    ("case plan case.zcase --out kept", 4, "cli.out_is_folder"),
    (f"case new new.zcase --notice {NOTICE} --from text.txt", 3, "case.not_a_case"),
    (f"case new case.zcase --notice {NOTICE} --facts facts.yaml", 4, "case.already_there"),
    ("document nothing --case case.zcase --out a.docx", 2, "document.no_such_form"),
    ("document list", 2, "cli.usage"),
    ("verify kept/none.jpg", 2, "cli.usage"),
    (f"redact empty {WHO} --out empty/o", 2, "cli.out_inside"),
    (f"redact scan.jpg {WHO} --out new --target nmae", 2, "cli.usage"),
    (f"redact scan.jpg {WHO} -o new", 2, "cli.usage"),
    ("inspect empty", 1, "cli.folder_empty"),
    ("batch roster.csv --scans .", 2, "batch.needed"),
    ("batch roster.csv --scans . --out o --only 99", 2, "batch.only_unclear"),
    ("notice check empty", 3, "cli.is_folder"),
    ("notice check broken.yaml", 1, "notice.syntax"),
    ("notice renew text.txt --from nothing", 2, "cli.unknown_notice"),
    ("train score case.zcase", 3, "lesson.no_lesson"),
    ("train class empty --out o", 1, "train.nothing"),
    ("doctor --json - --report -", 2, "cli.one_output"),
    ("completion tcsh", 2, "cli.usage"),
    ("version", 2, "cli.usage"),
    ("--quiet", 5, "cli.no_display"),
    ("", 5, "cli.no_display"),
    ("inspect --json mine.png text.txt", 4, "cli.no_data_there"),
    ("inspect mine.png --json mine.png", 4, "cli.out_is_read"),
    ("inspect mine.png --json empty/../mine.png", 4, "cli.out_is_read"),
    ("inspect text.txt --json link.png", 4, "cli.no_data_there"),
    (f"verify mine.png {WHO} --json ./mine.png", 4, "cli.out_is_read"),
    (f"redact mine.png {WHO} --out new --report mine.png", 4, "cli.out_is_read"),
    (f"redact mine.png {WHO} --out new --report case.zcase", 4, "cli.no_data_there"),
    ("doctor --report mine.png", 4, "cli.no_data_there"),
    ("notice schema --json mine.png", 4, "cli.no_data_there"),
    ("notice list --json roster.csv", 4, "cli.no_data_there"),
    ("notice list --json facts.yaml", 4, "cli.no_data_there"),
    ("case status case.zcase --json case.zcase", 4, "cli.out_is_read"),
    ("case doubts case.zcase --json mine.png", 4, "cli.no_data_there"),
    ("case plan case.zcase --out case.zcase", 4, "cli.out_is_read"),
    ("case paper case.zcase --out case.zcase", 4, "cli.out_is_read"),
    ("case repair case.zcase --out case.zcase", 4, "cli.out_is_read"),
    ("notice new text.txt --out text.txt", 4, "cli.out_is_read"),
    (f"redact scan.jpg {WHO} --out mine.png", 4, "cli.out_is_file"),
    (f"redact scan.jpg {WHO} --out mine.png/new/o", 4, "cli.out_is_file"),
    ("batch roster.csv --scans . --out mine.png", 4, "cli.out_is_file"),
    ("batch forms roster.csv --out mine.png", 4, "cli.out_is_file"),
    (f"redact scan.jpg {WHO} --out -", 2, "cli.no_dash"),
    ("case export case.zcase --out -", 2, "cli.no_dash"),
    ("case paper case.zcase --out -", 2, "cli.no_dash"),
    ("case new - --notice region-senior-2024 --facts facts.json", 2, "cli.no_dash"),
    ("batch roster.csv --scans . --out -", 2, "cli.no_dash"),
    ("demo --headless --out -", 2, "cli.no_dash"),
    ("train new first-walk --number 7 --out -", 2, "cli.no_dash"),
    ("train score case.zcase --result -", 2, "cli.no_dash"),
    ("notice new text.txt --questions -", 2, "cli.no_dash"),
    ("document posting --case case.zcase --out -", 2, "cli.no_dash"),
    ("notice finish facts.yaml --out p.yaml", 3, "notice.draft_broken"),
    ("notice finish broken.yaml --out p.yaml", 3, "notice.draft_broken"),
    ("batch forms roster.csv --out nowhere", 3, "batch.no_results"),
    ("batch roster.csv --out nowhere --form posting", 3, "batch.no_results"),
    ("case password case.zcase --new-password-file none.txt", 3, "case.password_file"),
    ("case password case.zcase --new-password-file empty.csv", 3, "case.password_file"),
    ("case export case.zcase --out mine.png", 4, "export.foreign_folder"),
    ("demo --headless --out mine.png", 4, "export.foreign_folder"),
    ("train new any --number 1 --out mine.png", 4, "cli.out_is_file"),
    ("train class empty --out mine.png", 4, "cli.out_is_file"),
    ("inspect scan.jpg --json mine.png/x.json", 4, "cli.out_is_file"),
    ("inspect scan.jpg --json empty", 4, "cli.out_is_folder"),
    ("doctor --report .", 4, "cli.out_is_folder"),
    ("case plan case.zcase --out empty", 4, "cli.out_is_folder"),
    ("notice new text.txt --out empty", 4, "cli.out_is_folder"),
    ("train score case.zcase --result case.zcase", 4, "cli.out_is_read"),
    ("batch roster.csv --scans . --out o --json roster.csv", 4, "cli.out_is_read"),
    ("batch kept --scans kept --out o", 3, "roster."),
    ("batch empty.csv --scans . --out o", 3, "roster."),
    ("batch roster.csv --scans . --out o --only 5-2", 2, "batch.only_unclear"),
    ("batch roster.csv --scans . --out o --only -1", 2, "batch.only_unclear"),
    ("batch roster.csv --scans . --out o --dask nowhere", 1, "batch.cluster_address"),
    ("batch roster.csv --scans . --out roster.csv", 4, "cli.out_is_read"),
    ("batch roster.csv --scans roster.csv --out o", 3, "batch.no_scans_folder"),
    (f"case new nowhere/a.zcase --notice {NOTICE} --facts facts.yaml", 1, "output.not_written"),
    (f"case new kept --notice {NOTICE} --facts facts.yaml", 4, "case.already_there"),
    (f"case new new.zcase --notice {NOTICE} --facts kept", 3, "cli.is_folder"),
    (f"case new new.zcase --notice {NOTICE} --facts binary.yaml", 3, "facts.unreadable"),
    (f"case new new.zcase --notice {NOTICE} --facts list.yaml", 3, "facts.unreadable"),
    ("case decide case.zcase list.yaml", 3, "decisions.unreadable"),
    ("case decide case.zcase many.json", 3, "decisions.unreadable"),
    ("case status empty.csv", 3, "case.not_a_case"),
    ("case undo case.zcase -5", 2, "cli.usage"),
    ("case returned case.zcase --words binary.yaml --at 2024-10-12", 3, "cli.words_file"),
    ("notice check binary.yaml", 1, "notice.not_utf8"),
    ("notice check deep.yaml", 1, "notice.too_deep"),
    ("notice show ../../etc/passwd", 2, "cli.unknown_notice"),
    ("train new ../x --number 7 --out o", 2, "lesson.unknown"),
    ("train new first-walk --number 7 --out text.txt", 4, "cli.out_is_file"),
    ("demo --headless --out text.txt", 4, "export.foreign_folder"),
    ("--quiet=1 notice list", 2, "cli.usage"),
    ("--lang", 2, "cli.unknown_language"),
    ("NOTICE LIST", 2, "cli.usage"),
    ("open empty.csv", 5, "cli.no_display"),
    ("open text.txt", 5, "cli.no_display"),
]


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


def test_every_status_is_told_and_every_code_that_has_one_has_a_sentence() -> None:
    assert coded() <= codes()
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [int(row) for row in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)] == list(Status)
    assert ends_with("page.unforeseen") is Status.ATTENTION


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
    known = [each["zh"].strip() for each in table("help", "commands.toml")["help"]]
    assert sorted(said) == sorted(known)
    assert not any(CHINESE.search(each["en"]) for each in table("help", "commands.toml")["help"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_page_is_what_the_commands_say(language: str) -> None:
    path = ROOT / "packaging" / "linux" / manpage.PAGES[language]
    assert path.read_text(encoding="utf-8") == manpage.page(language)


LOCALES = [
    ({}, "zh"),
    ({"LANG": "C.UTF-8"}, "zh"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_TW.Big5"}, "zh"),
    ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "de_DE.UTF-8"}, "en"),
    ({"LANG": "en_US.UTF-8", "ZCDESK_LANG": "zh"}, "zh"),
    ({"ZCDESK_LANG": "EN"}, "en"),
    ({"ZCDESK_LANG": "en_US.UTF-8"}, "en"),
    ({"ZCDESK_LANG": "fr"}, "zh"),
    ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_US:zh"}, "en"),
    ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
    ({"LANG": "en_US.UTF-8", "LANGUAGE": "de"}, "en"),
    ({"LANGUAGE": "en"}, "en"),
    ({"LANG": "C", "LANGUAGE": "en"}, "zh"),
    ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en", "ZCDESK_LANG": "zh"}, "zh"),
]


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
    assert run(["batch", "-", "--scans", ".", "--out", "o", "--dry-run"]) == 1
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
        complete_values(command)
        for word in path:
            command = command.commands[word]
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
