"""``zcdesk doctor`` from outside, and what an unexpected fault says on the command line."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.incidents.own_home import use_home
from tests.setup.checkout import ROOT
from zcdesk.cli.doctor import _screen
from zcdesk.doctor.check import DoctorCheck, DoctorStanding
from zcdesk.incidents import record
from zcdesk.incidents.record import ProgramPart
from zcdesk.wording import LANGUAGES, asks_for_diagnostics, codes, sentence
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.loose import verifying


def doctor(home: Path, *arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody whose home that is, without a screen."""
    dropped = ("XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: text for name, text in os.environ.items() if name not in dropped}
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    return subprocess.run(
        [sys.executable, "-m", "zcdesk", *map(str, arguments)], capture_output=True,
        env={**kept, **homes, "PYTHONPATH": str(ROOT), **extra}, encoding="utf-8", timeout=600,
    )  # fmt: skip


@pytest.mark.nightly
def test_a_computer_that_is_fit_is_told_with_a_page_tried_and_a_file(tmp_path: Path) -> None:
    home, told = tmp_path / "home", tmp_path / "结果.json"
    home.mkdir()
    report = tmp_path / "诊断.json"
    ended = doctor(home, "doctor", "--json", told, "--report", report)
    assert ended.returncode == 0, ended.stderr
    assert "试做一页: 样例一页：读出、遮盖、再读一遍都对" in ended.stdout
    assert "✓ 正常" in ended.stdout
    assert "诊断.json" in ended.stdout
    content = json.loads(told.read_text("utf-8"))
    assert content["schema"] == 1
    checks = {one["name"]: one for one in content["checks"]}
    assert checks["self_test"]["state"] == checks["database"]["state"] == "fine"
    assert checks["self_test"]["values"]["seconds"] > 0
    for one in checks.values():
        assert bool(one["remedy"]) is (one["state"] != "fine")
    written = json.loads(report.read_text("utf-8"))
    assert {one["name"] for one in written["checks"]} == checks.keys()
    assert written["versions"]["zcdesk"] == content["version"]
    assert written["incidents"] == []


@pytest.mark.nightly
def test_what_needs_attention_ends_with_one_and_goes_to_standard_error(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".local" / "share").mkdir(parents=True)
    (home / ".local" / "share" / "zcdesk").write_bytes(b"in the way of the program's folder")
    ended = doctor(home, "--lang", "en", "doctor", "--json", "-", XDG_CONFIG_HOME=str(home))
    assert ended.returncode == 1
    checks = {one["name"]: one for one in json.loads(ended.stdout)["checks"]}
    assert checks["data_folder"]["state"] == "attention"
    assert checks["data_folder"]["message"].isascii()
    assert checks["self_test"]["state"] == "fine"


def screen_in(home: Path, *, worker_lost: bool = False, **variables: str) -> DoctorCheck:
    """What is found of a screen by somebody whose home that is."""
    with pytest.MonkeyPatch.context() as patch:
        use_home(home, patch)
        for name, value in variables.items():
            patch.setenv(name, value)
        with WorkerPool(1) as pool:
            found = _screen(pool)
        kept = [one.code for one in record.incidents()]
        assert kept == ["page.worker_lost"] * worker_lost
    return found


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform != "linux", reason="a desktop without its libraries is Linux")
def test_a_desktop_on_which_no_window_opens_is_told_and_not_the_librarys_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = screen_in(tmp_path, worker_lost=True, QT_QPA_PLATFORM="xcb", DISPLAY=":7777")
    assert found.code == "doctor.screen_fails"
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_a_platform_that_draws_for_nobody_is_no_small_screen(platform: str, tmp_path: Path) -> None:
    found = screen_in(tmp_path, QT_QPA_PLATFORM=platform)
    assert (found.code, found.standing) == ("doctor.screen_none", DoctorStanding.NOTE)


def test_only_one_thing_goes_to_standard_output(shell: Shell) -> None:
    assert "标准输出只能写一样" in shell("doctor --json - --report -", 2).err


@pytest.mark.parametrize(
    ("lang", "command"),
    [("zh", "zcdesk doctor --report 诊断.json"), ("en", "zcdesk doctor --report diagnostics.json")],
)
def test_an_unexpected_fault_names_the_command_and_none_of_its_own_words(
    lang: str, command: str, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_home(shell.folder, monkeypatch)
    monkeypatch.delenv("ZCDESK_TRACE", raising=False)

    def fails(*arguments: object) -> None:
        raise ValueError("欧阳青黛")

    monkeypatch.setattr(verifying, "inspect_scans", fails)
    said = shell(f"--lang {lang} inspect {ROOT / 'README.md'}", 7)
    assert command in said.err
    assert "欧阳" not in said.err + said.out
    (kept,) = record.incidents()
    assert (kept.place, kept.kind) == ("command", "ValueError")
    assert ("zcdesk.cli.inspect", "inspect") in [(f.module, f.function) for f in kept.frames]


@pytest.mark.nightly
def test_a_report_knows_an_earlier_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_home(tmp_path, monkeypatch)
    record.keep(ValueError("欧阳青黛"), ProgramPart.COMMAND)
    script = "import zcdesk; from zcdesk.doctor.report import report_of; print(report_of([], 'en'))"
    home = {name: str(tmp_path) for name in ("HOME", "APPDATA")}
    variables = {**os.environ, **home, "PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True)
    assert json.loads(told.stdout)["incidents"][0]["kind"] == "ValueError"


def test_every_sentence_that_asks_for_the_diagnostics_names_the_command_where_one_types() -> None:
    asking = {"zh": "导出诊断信息（", "en": "export the diagnostics ("}
    for language in LANGUAGES:
        for code, texts in _texts(language).items():
            asks = asking[language] in texts.get("remedy", "")
            assert asks is asks_for_diagnostics(code), (language, code)
            assert asks is ("zcdesk doctor --report" in texts.get("command_remedy", "")), code
    details = {"file": "x", "reason": "x"}
    told = [sentence(code, **details) for code in codes() if asks_for_diagnostics(code)]
    assert len(told) >= 4
    assert all("zcdesk doctor" in one.typed and "zcdesk" not in one.remedy for one in told)


def _texts(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in (ROOT / "resources" / "wording" / language).glob("*.toml"):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found
