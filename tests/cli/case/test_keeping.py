"""Password, facts, reuse and a notice that is not installed, as scripts meet them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.shell import EMPLOYER, NOTICE, Shell
from tests.cli.test_commands import loaded_by
from tests.setup.checkout import ROOT
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.cli.environment import PASSWORD_VARIABLE
from zcdesk.disk.files import make_folder
from zcdesk.notices.files.loading import user_folder

OTHER = "hotan-private-2025"


@pytest.mark.nightly
def test_a_password_comes_and_goes(
    made: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, password in (("first", "春天 1"), ("second", "秋天 2")):
        shell.write(name, f"{password}\nsecond line\n")
    told = shell("case password a.zcase --new-password-file first").out
    assert looks_encrypted(made)
    assert "忘了谁也打不开" in told
    assert "设有密码" in shell("case history a.zcase", 7).err
    assert "密码不对" in shell("case --password-file second history a.zcase", 7).err
    shell("case --password-file first facts a.zcase")
    shell("case --password-file first password a.zcase --new-password-file second")
    for command in ("history a.zcase", "password a.zcase --remove"):
        monkeypatch.setenv(PASSWORD_VARIABLE, "秋天 2")  # each program takes it out for itself
        shell(f"case {command}")
    assert PASSWORD_VARIABLE not in os.environ
    shell("case history a.zcase")
    assert not looks_encrypted(made)


@pytest.mark.nightly
def test_scripts_reach_every_page_of_an_encrypted_case(
    made: Path, scan: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.write("new", "p")
    shell("case password a.zcase --new-password-file new")
    monkeypatch.setenv(PASSWORD_VARIABLE, "p")
    shell(f"case add a.zcase diploma {scan} --later")
    with open_case(made, password="p") as stored:
        assert stored.original(Path(stored.case.page(1).path).parent.name) == scan.read_bytes()


WRONG = [
    ("a.zcase", 7, "没有写新密码"),  # nobody can be asked for a new one
    ("a.zcase --new-password-file empty", 3, "第一行是空的"),
    ("a.zcase --new-password-file 没有", 3, "读不出密码文件"),
    ("没有 --remove", 3, "找不到"),
]


@pytest.mark.parametrize(("line", "status", "words"), WRONG)
def test_no_password_no_change(
    line: str, status: int, words: str, made: Path, shell: Shell
) -> None:
    shell.write("empty", "\n")
    raw = made.read_bytes()
    assert words in shell(f"case password {line}", status).err
    assert made.read_bytes() == raw


def test_facts_are_shown_and_changed_and_new_words_take_hold(made: Path, shell: Shell) -> None:
    changes = 'applicant: {name: 李明}\npublished_papers: no\nseries: ""\n'
    shell.write("change.yaml", f"{changes}waived.diploma: 国外学历\nodd: 1\n")
    assert "odd" in shell("case facts a.zcase change.yaml", 1).err
    with open_case(made) as stored:
        case = stored.case
        assert (case.applicant.name, case.applicant.employer) == ("李明", EMPLOYER)
        assert dict(case.facts) == {"published_papers": "no", "odd": "1"}
        assert case.not_applicable == (("diploma", "国外学历"),)
        assert [act.what for act in stored.acts()] == ["facts"]
    told = shell("case facts a.zcase").out
    assert "还没有回答（series）" in told
    assert "公示从哪天开始：有了再填（posting_start）" in told
    assert "李明" not in told


def test_deadlines_are_beijings(made: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    told = shell("case status a.zcase", 0, 1).out
    lines = [line for line in told.splitlines() if "北京时间" in line]
    assert lines
    assert all(re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d（北京时间）", line) for line in lines)


@pytest.mark.nightly
def test_a_case_opens_where_its_notice_is_not_installed(shell: Shell) -> None:
    make_folder(user_folder())
    profile = user_folder() / "mine.yaml"
    built_in = yaml.safe_load((ROOT / "resources/notices" / f"{NOTICE}.yaml").read_text("utf-8"))
    try:
        for title in (built_in["short_title"], "改过的"):
            changed = {**built_in, "id": "mine-2030", "short_title": title}
            profile.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
            if title != "改过的":
                shell.new(notice="mine-2030")
        assert "改动" in shell("case status a.zcase", 0, 1).err
    finally:
        profile.unlink()
    told = shell("case status a.zcase", 0, 1)
    assert "用的是案卷自带的配置" in told.err
    assert "diploma" in told.out


def test_next_years_case_begins_from_this_one(made: Path, shell: Shell) -> None:
    begin = f"case new b.zcase --notice {OTHER}"
    assert "沿用" in shell(f"{begin} --from a.zcase", 0, 1).out
    assert shell.case("b.zcase").notice == OTHER
    assert shell.case("b.zcase").applicant == shell.case().applicant
    assert "--from" in shell(begin, 2).err


@pytest.mark.slow
def test_what_looks_after_a_case_loads_neither_window_nor_models_nor_pixels(made: Path) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "docx", "lxml"}
    assert loaded_by(["case", "history", str(made)], heavy) == set()


@pytest.mark.nightly
def test_an_export_loads_no_models_and_what_fills_forms_only_for_a_form() -> None:
    heavy = {"onnxruntime", "docx", "fontTools"}
    heavy |= {"zcdesk.masking.proposing", "zcdesk.pages.preparing"}
    code = "import sys; import zcdesk.cli.case.exporting; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert heavy.isdisjoint(done.stdout.split())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize(("again", "encrypted"), [("春天 1", True), ("春天 2", False)])
def test_a_terminal_asks_for_the_password_twice(made: Path, again: str, encrypted: bool) -> None:
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
