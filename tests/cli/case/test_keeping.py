"""Password, facts, reuse and a notice that is not installed, as scripts meet them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.test_commands import loaded_by
from tests.setup.checkout import ROOT
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.cli.app import run
from zcdesk.cli.environment import PASSWORD_VARIABLE
from zcdesk.disk.files import make_folder
from zcdesk.notices.files.loading import user_folder

NOTICE, OTHER = "region-senior-2024", "hotan-private-2025"
FACTS = "applicant: {name: 张伟, employer: 云岭化工有限公司}\nseries: senior_engineer\n"


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    facts, path = tmp_path / "facts.yaml", tmp_path / "我的.zcase"
    facts.write_text(FACTS, encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(facts)]) == 0
    capsys.readouterr()
    return path


def password_file(folder: Path, password: str) -> str:
    path = folder / f"{len(list(folder.iterdir()))}.txt"
    path.write_text(f"{password}\nsecond line\n", encoding="utf-8")
    return str(path)


@pytest.mark.slow
def test_a_password_is_set_used_changed_and_removed(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = password_file(tmp_path, "春天 1"), password_file(tmp_path, "秋天 2")
    assert run(["case", "password", str(made), "--new-password-file", first]) == 0
    assert looks_encrypted(made)
    assert "忘了谁也打不开" in capsys.readouterr().out
    assert run(["case", "history", str(made)]) == 7
    assert "设有密码" in capsys.readouterr().err
    assert run(["case", "--password-file", second, "history", str(made)]) == 7
    assert "密码不对" in capsys.readouterr().err
    assert run(["case", "--password-file", first, "facts", str(made)]) == 0
    changing = ["case", "--password-file", first, "password", str(made)]
    assert run([*changing, "--new-password-file", second]) == 0
    monkeypatch.setenv(PASSWORD_VARIABLE, "秋天 2")
    assert run(["case", "history", str(made)]) == 0
    monkeypatch.setenv(PASSWORD_VARIABLE, "秋天 2")  # each program takes it out for itself
    assert run(["case", "password", str(made), "--remove"]) == 0
    assert PASSWORD_VARIABLE not in os.environ
    assert run(["case", "history", str(made)]) == 0
    assert not looks_encrypted(made)


@pytest.mark.slow
def test_scripts_reach_every_page_of_an_encrypted_case(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    scan = tmp_path / "a.png"
    Image.new("RGB", (400, 300), "white").save(scan)
    new = password_file(tmp_path, "p")
    assert run(["case", "password", str(made), "--new-password-file", new]) == 0
    monkeypatch.setenv(PASSWORD_VARIABLE, "p")
    assert run(["case", "add", str(made), "diploma", str(scan), "--later"]) == 0
    with open_case(made, password="p") as stored:
        assert stored.original(Path(stored.case.page(1).path).parent.name) == scan.read_bytes()


WRONG = [
    (["password", "{case}"], "没有写新密码"),  # nobody can be asked for a new one
    (["password", "{case}", "--new-password-file", "{empty}"], "第一行是空的"),
    (["password", "{case}", "--new-password-file", "{none}"], "读不出密码文件"),
    (["password", "{none}", "--remove"], "找不到"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_password_that_cannot_be_had_changes_nothing(
    arguments: list[str],
    words: str,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n", encoding="utf-8")
    raw = made.read_bytes()
    given = [one.format(case=made, empty=empty, none=tmp_path / "没有") for one in arguments]
    assert run(["case", *given]) == (7 if words == "没有写新密码" else 3)
    assert words in capsys.readouterr().err
    assert made.read_bytes() == raw


def test_facts_are_shown_and_changed_and_new_words_drop_what_was_found(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = tmp_path / "change.yaml"
    change.write_text(
        'applicant: {name: 李明}\npublished_papers: no\nseries: ""\n'
        "waived.diploma: 国外学历\nodd: 1\n",
        encoding="utf-8",
    )
    assert run(["case", "facts", str(made), str(change)]) == 1
    assert "odd" in capsys.readouterr().err
    with open_case(made) as stored:
        assert (stored.case.applicant.name, stored.case.applicant.employer) == (
            "李明",
            "云岭化工有限公司",
        )
        assert dict(stored.case.facts) == {"published_papers": "no", "odd": "1"}
        assert stored.case.not_applicable == (("diploma", "国外学历"),)
        assert [act.what for act in stored.acts()] == ["facts"]
    assert run(["case", "facts", str(made)]) == 0
    told = capsys.readouterr().out
    assert "还没有回答（series）" in told
    assert "公示从哪天开始：有了再填（posting_start）" in told
    assert "李明" not in told


def test_deadlines_are_told_in_beijing_time(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    run(["case", "status", str(made)])
    told = capsys.readouterr().out
    lines = [line for line in told.splitlines() if "北京时间" in line]
    assert lines
    assert all(re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d（北京时间）", line) for line in lines)


@pytest.mark.slow
def test_a_case_opens_where_its_notice_is_not_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = user_folder()
    make_folder(folder)
    profile = folder / "mine.yaml"
    built_in = yaml.safe_load((ROOT / "resources/notices" / f"{NOTICE}.yaml").read_text("utf-8"))
    profile.write_text(yaml.safe_dump({**built_in, "id": "mine-2030"}, allow_unicode=True), "utf-8")
    facts, path = tmp_path / "facts.yaml", tmp_path / "a.zcase"
    facts.write_text(FACTS, encoding="utf-8")
    try:
        made = run(["case", "new", str(path), "--notice", "mine-2030", "--facts", str(facts)])
        assert made == 0, capsys.readouterr().err
        title = {**built_in, "id": "mine-2030", "short_title": "改过的"}
        profile.write_text(yaml.safe_dump(title, allow_unicode=True), "utf-8")
        run(["case", "status", str(path)])
        assert "改动" in capsys.readouterr().err
    finally:
        profile.unlink()
    run(["case", "status", str(path)])
    told = capsys.readouterr()
    assert "用的是案卷自带的配置" in told.err
    assert "diploma" in told.out


def test_next_years_case_begins_from_this_one(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "明年.zcase"
    assert run(["case", "new", str(new), "--notice", OTHER, "--from", str(made)]) in (0, 1)
    assert "沿用" in capsys.readouterr().out
    with open_case(new) as stored, open_case(made) as old:
        assert stored.case.notice == OTHER
        assert stored.case.applicant == old.case.applicant
    assert run(["case", "new", str(new), "--notice", OTHER]) == 2
    assert "--from" in capsys.readouterr().err


@pytest.mark.slow
def test_what_looks_after_a_case_loads_neither_window_nor_models_nor_pixels(made: Path) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "docx", "lxml"}
    assert loaded_by(["case", "history", str(made)], heavy) == set()


@pytest.mark.slow
def test_an_export_loads_no_models_and_what_fills_forms_only_for_a_form() -> None:
    heavy = {
        "onnxruntime",
        "docx",
        "fontTools",
        "zcdesk.masking.proposing",
        "zcdesk.pages.preparing",
    }
    code = "import sys; import zcdesk.cli.case.exporting; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert heavy.isdisjoint(done.stdout.split())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize(("again", "encrypted"), [("春天 1", True), ("春天 2", False)])
def test_at_a_terminal_the_password_is_asked_for_twice_and_never_shown(
    made: Path, again: str, encrypted: bool
) -> None:
    ours, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "zcdesk", "case", "password", str(made)],
        cwd=ROOT, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = b""
    for typed in ("春天 1", again):
        while not said.endswith(b": "):  # what is typed before the question is thrown away
            said += process.stdout.read(1) or pytest.fail(said.decode())
        os.write(ours, f"{typed}\n".encode())
        said += b"\n"
    said += process.communicate(timeout=600)[0]
    os.close(terminal)
    os.close(ours)
    assert process.returncode == (0 if encrypted else 7)
    assert looks_encrypted(made) is encrypted
    assert "春天" not in said.decode()
    assert "不一样" in said.decode() or encrypted
