"""The installer of Windows, as far as it can be read: its words, its PATH, a program that runs.

That it compiles, installs, replaces and uninstalls was tried under Wine (docs/releasing.md).
"""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tools import release
from zcdesk.system import privacy

FOLDER = ROOT / "packaging" / "windows"
SCRIPT = (FOLDER / "zcdesk.iss").read_text("utf-8")
CHINESE = (FOLDER / "Chinese.isl").read_text("utf-8")
PLACES = re.compile(r"%\d|\[[a-z/]+\]")
SHOWN = {
    "ApplicationsFound": set(), "ConfirmUninstall": {"%1"}, "FinishedLabel": {"[name]"},
    "InvalidPath": set(), "SelectDirLabel3": {"[name]"}, "SetupAppRunningError": {"%1"},
    "UninstallAppRunningError": {"%1"}, "WelcomeLabel2": {"[name/ver]"}, "LicenseLabel3": set(),
    "WizardSelectTasks": set(), "DiskSpaceMBLabel": {"[mb]"},
    "LastErrorMessage": {"%1", "%2", "%3"},
}  # fmt: skip
"""Messages on the way of every installation, each with the places that Inno Setup fills."""


def messages(section: str) -> dict[str, str]:
    text = CHINESE.partition(f"[{section}]")[2].partition("\n[")[0]
    lines = [line.partition("=") for line in text.splitlines() if "=" in line]
    assert len({name for name, _, _ in lines}) == len(lines), "a message stands twice"
    return {name: text for name, _, text in lines}


def test_the_wizard_speaks_chinese_from_a_file_of_ours() -> None:
    said = messages("Messages")
    assert len(said) > 180
    for name, places in SHOWN.items():
        assert set(PLACES.findall(said[name])) == places, name
    for name, text in said.items():
        assert "！" not in text, name
        assert re.search(r"[\u4e00-\u9fff]|^%1", text), name
    used = re.search(r'Name: "zh"; MessagesFile: "(.*)"', SCRIPT)
    assert used is not None
    assert used[1].split(",") == ["compiler:Default.isl", "{#SourcePath}Chinese.isl"]
    assert "#if FileExists" not in SCRIPT, "it is shipped, not optional"


def test_what_the_script_itself_says_is_said_in_both_languages() -> None:
    own = set(re.findall(r"^en\.(\w+)=", SCRIPT, re.MULTILINE))
    asked = set(re.findall(r"\{cm:(\w+)", SCRIPT)) | set(
        re.findall(r"CustomMessage\('(\w+)'\)", SCRIPT)
    )
    assert own <= asked <= own | {"LaunchProgram"}
    assert asked <= messages("CustomMessages").keys()


def test_what_is_put_into_the_path_is_taken_out_again() -> None:
    assert "ChangesEnvironment=yes" in SCRIPT
    assert "SetPath(WizardIsTaskSelected('path'))" in SCRIPT
    assert re.search(r"usUninstall then\s+SetPath\(False\)", SCRIPT)


def test_a_program_that_runs_is_seen_by_the_installer(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    made: list[str] = []
    kernel = types.SimpleNamespace(CreateMutexW=lambda _, __, name: made.append(name))
    windll = types.SimpleNamespace(kernel32=kernel)
    privacy.show_presence()
    monkeypatch.setattr(ctypes, "windll", windll, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    privacy.show_presence()
    assert made == [privacy.RUNNING]
    assert f"AppMutex={privacy.RUNNING}\n" in SCRIPT


def test_inno_setup_is_found_where_its_own_installer_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert release.installer_compiler() is None
    for version in ("5", "6"):
        (tmp_path / f"Inno Setup {version}").mkdir()
        (tmp_path / f"Inno Setup {version}" / "ISCC.exe").touch()
    assert release.installer_compiler() == str(tmp_path / "Inno Setup 6" / "ISCC.exe")
