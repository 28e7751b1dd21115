"""What makes a release is locked like the program: packages to their bytes, actions to a commit."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.setup.checkout import ROOT

MAKERS = (ROOT / "packaging" / "makers.txt").read_text("utf-8")
OLD_ROOT = (ROOT / "packaging" / "linux" / "old-root.sh").read_text("utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_every_maker_has_a_version_and_a_hash() -> None:
    named = re.findall(r"^(\S+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}$", MAKERS, re.MULTILINE)
    assert [name for name, _ in named] == ["ziglang", "pip", "pyinstaller"]
    assert len(re.findall("^[a-z]", MAKERS, re.MULTILINE)) == len(named)
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert f"pyinstaller=={dict(named)['pyinstaller']} " in lock, "source and wheel are one version"
    assert MAKERS.rpartition("sha256:")[2].strip() in lock


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "packaging" / "linux" / "old-root.sh"])
def test_nothing_is_installed_or_fetched_without_its_hash(path: Path) -> None:
    told = re.sub(r"\\\n\s*|\n {10,}(?=-)", " ", path.read_text("utf-8"))
    for line in told.splitlines():
        if re.search(r"pip\"? (install|download)", line) and "--no-index" not in line:
            assert "--require-hashes" in line, line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_named_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    assert all(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action) for action in used), used


def test_what_is_released_is_attested_by_a_job_that_may() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))[
        "jobs"
    ]
    for name in ("linux", "windows", "wheel"):
        steps = [step.get("uses", "").partition("@")[0] for step in jobs[name]["steps"]]
        assert steps.index("actions/attest-build-provenance") < steps.index(
            "actions/upload-artifact"
        )
        assert jobs[name]["permissions"]["attestations"] == "write"
    assert "permissions" not in jobs["tests"], "tests sign nothing"


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a shell")
@pytest.mark.parametrize("name", ["ziglang", "pip"])
def test_the_script_finds_the_lines_of_one_package(name: str) -> None:
    function = OLD_ROOT[OLD_ROOT.index("maker() {") : OLD_ROOT.index('tools="gcc')]
    code = f'here="{ROOT}"\n{function}\nmaker {name}\n'
    said = subprocess.run(["sh", "-c", code], capture_output=True, encoding="utf-8", check=True)
    first, second = said.stdout.splitlines()
    assert first.startswith(f"{name}==")
    assert "--hash=sha256:" in second
