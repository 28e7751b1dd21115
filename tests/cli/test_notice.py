"""``zcdesk notice``: list, show, check, schema; own profiles beside the built-in ones."""

import json
import os
import sys
from pathlib import Path

import pytest

from zcdesk.cli.app import run
from zcdesk.cli.output import language
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text, user_folder
from zcdesk.notices.profile.notice import Notice

GUIDE = Path(__file__).parents[2] / "docs" / "notices.md"
SAMPLE = GUIDE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
TEXT = GUIDE.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each run in this process the language that a new one begins with."""
    monkeypatch.setattr(language, "code", "zh")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty, in a home of its own."""
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folder = user_folder()
    folder.mkdir(parents=True)
    return folder


def test_the_folder_is_where_each_system_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    places = {
        "win32": tmp_path / "roaming",
        "darwin": tmp_path / "home" / "Library" / "Application Support",
        "linux": tmp_path / "data",
    }
    for system, base in places.items():
        monkeypatch.setattr(sys, "platform", system)
        assert user_folder() == base / "zcdesk" / "notices"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert user_folder() == tmp_path / "home" / ".local" / "share" / "zcdesk" / "notices"


def test_an_own_profile_is_listed_shown_and_loaded_beside_the_built_in_ones(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "sample-2026.yaml").write_text(SAMPLE, encoding="utf-8")
    (own / "sample-2026.txt").write_text(TEXT, encoding="utf-8")
    assert run(["notice", "list"]) == 0
    told = capsys.readouterr().out
    (line,) = [line for line in told.splitlines() if line.startswith("sample-2026")]
    assert "自己的" in line
    assert "申报已于 2024-10-10 截止" in told
    assert run(["notice", "show", "sample-2026"]) == 0
    assert "评审表  看情况  三" in capsys.readouterr().out
    assert "sample-2026" in notice_ids()
    assert notice_text(load_notice("sample-2026"))[0].startswith("2026年度某市")


def test_a_quote_of_an_own_profile_is_looked_up_in_its_own_text(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "sample-2026.yaml").write_text(SAMPLE, encoding="utf-8")
    (own / "sample-2026.txt").write_text(
        TEXT.replace("上传职称证书", "寄送证书"), encoding="gb18030"
    )
    assert run(["notice", "list"]) == 1
    assert "sample-2026.yaml" in capsys.readouterr().err
    assert "sample-2026" not in notice_ids()
    assert run(["notice", "show", "sample-2026"]) == 7
    assert "与通知原文对不上" in capsys.readouterr().err


def test_a_changed_file_is_read_anew(own: Path) -> None:
    path = own / "sample-2026.yaml"
    path.write_text(SAMPLE, encoding="utf-8")
    assert load_notice("sample-2026").region == "某市"
    path.write_text(SAMPLE.replace("region: 某市", "region: 另一座城市"), encoding="utf-8")
    assert load_notice("sample-2026").region == "另一座城市"


BROKEN = [
    # what, content, name, word that the message holds
    ("an id that is taken", SAMPLE.replace("id: sample-2026", "id: miit-2019", 1), "miit-2019"),
    ("no YAML", "a: [1, 2", "括号没有收尾"),
    ("no number", SAMPLE.replace("year: 2026", "year: 今年"), "要写整数"),
    ("a misspelt field", SAMPLE.replace("short_title:", "short_titel:"), "您是不是想写“short_ti"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "word"), [row[1:] for row in BROKEN])
def test_a_broken_own_profile_never_hides_the_others(
    own: Path, capsys: pytest.CaptureFixture[str], content: str, word: str
) -> None:
    (own / "mine.yaml").write_text(content, encoding="utf-8")
    assert run(["notice", "list"]) == 1
    told = capsys.readouterr()
    assert "region-senior-2024" in told.out
    assert "mine.yaml" in told.err
    assert load_notice("miit-2019").year == 2019
    assert run(["notice", "show", "mine"]) == 7
    assert word in capsys.readouterr().err


def test_check_tells_all_faults_at_once_with_line_field_and_what_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SAMPLE.replace("short_title:", "short_titel:").replace("year: 2026", "year: 二〇二六")
    (tmp_path / "mine.yaml").write_text(wrong, encoding="utf-8")
    assert run(["notice", "check", str(tmp_path / "mine.yaml")]) == 1
    told = capsys.readouterr().err
    assert "第 3 行" in told
    assert "short_titel" in told
    assert "您是不是想写“short_title”" in told
    assert "二〇二六" in told


def test_check_says_whether_the_quotes_could_be_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sample-2026.yaml"
    path.write_text(SAMPLE, encoding="utf-8")
    assert run(["notice", "check", str(path)]) == 0
    assert "原话未核对" in capsys.readouterr().out
    path.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    assert run(["notice", "check", str(path)]) == 0
    assert "原话未核对" not in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.yaml")
    assert run(["notice", "check", str(tmp_path / "mine.yaml")]) == 3


def test_an_original_text_that_is_none_is_told_at_the_line_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sample-2026.yaml").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "sample-2026.txt").write_bytes(b"\xff\xfe\x00\xff\xff\xff\xff")
    assert run(["notice", "check", str(tmp_path / "sample-2026.yaml")]) == 1
    assert "读不出文字" in capsys.readouterr().err


SHOWN = [
    "遮盖：工作单位、本人姓名",
    "申报  8月2308日 – 2024-10-10",
    "公示  不少于 5 个工作日",
    "三  “8月2308日”明显笔误",
    "专业科目",
    "2021、2022、2023、2024",
    "四（一）7  ce_special",
]


def test_show_tells_sections_covering_dates_and_open_questions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["notice", "show", "region-senior-2024"]) == 0
    told = capsys.readouterr().out
    for line in SHOWN:
        assert line in told


def test_show_speaks_english_around_the_words_of_the_notice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["notice", "show", "region-senior-2024", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Sections and slots" in told
    assert "To cover: employer, own name" in told


def test_an_unknown_id_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", "show", "nothing-1900"]) == 2
    assert "region-senior-2024" in capsys.readouterr().err


def test_the_schema_goes_to_the_screen_or_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["notice", "schema"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown["properties"]) == set(Notice.model_fields)
    assert run(["notice", "schema", "--json", str(tmp_path / "notice.json")]) == 0
    assert json.loads((tmp_path / "notice.json").read_text(encoding="utf-8")) == shown


def test_a_slot_that_leaves_the_photo_to_be_seen_is_told_with_its_clause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["notice", "show", "hotan-private-2025"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at = lines.index("“一寸免冠照片”里不遮盖：本人照片")
    assert lines[at + 1].split()[0] == "五（一）4"


def test_list_and_show_give_every_id_beside_its_title_as_data_too(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "broken-2026.yaml").write_text("id: [", encoding="utf-8")
    assert run(["notice", "list", "--json", "-"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["notices"]] == list(notice_ids())
    assert [one["file"] for one in told["broken"]] == ["broken-2026.yaml"]
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        assert run(["notice", "show", notice_id]) == 0
        lines = capsys.readouterr().out.splitlines()
        named = [(section.id, section.title) for section in notice.sections]
        named += [(slot.id, slot.title) for slot in notice.slots()]
        named += [(fact.id, fact.question) for fact in notice.facts]
        for identifier, title in named:
            assert any(title in line and line.endswith(identifier) for line in lines), title
        assert run(["notice", "show", notice_id, "--json", "-"]) == 0
        shown = json.loads(capsys.readouterr().out)
        slots = [slot for section in shown["sections"] for slot in section["slots"]]
        assert [(one["id"], one["title"]) for one in slots] == [
            (slot.id, slot.title) for slot in notice.slots()
        ]
        assert [one["id"] for one in shown["facts"]] == [fact.id for fact in notice.facts]
