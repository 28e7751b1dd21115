"""The two workflows, which cannot run here: their order, their steps, their actions."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.setup.checkout import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
IMAGES = {"ubuntu-22.04", "windows-2022", "macos-latest", "${{ matrix.system }}"}
INPUTS = {
    "actions/checkout": {"fetch-depth"},
    "actions/setup-python": {"python-version", "cache", "cache-dependency-path"},
    "actions/upload-artifact": {"name", "path", "if-no-files-found"},
    "actions/attest-build-provenance": {"subject-path"},
}
"""Those that we give, each among the documented ones of its action (action.yml of the pin)."""
NOT_OURS = {
    "apt-get", "cd", "chown", "cp", "done", "echo", "find", "for", "gh", "mkdir", "sed", "sh",
    "sha256sum", "sudo", "test",
}  # fmt: skip
"""Commands of the systems and of the runners."""
LIBRARIES = "libgl1", "libegl1", "libxkbcommon0"
"""Without these Qt does not load: start.py test would end in its first minute."""


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"])


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in FILES:
        for name, job in jobs(path).items():
            for step in job["steps"]:
                yield f"{path.stem}/{name}", step


def test_both_workflows_are_there_and_start_when_they_should() -> None:
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
    assert read.keys() == {"ci", "release"}
    assert {"push", "pull_request"} <= read["ci"][True].keys()  # YAML takes "on" for yes
    assert read["release"][True]["push"] == {"tags": ["v*"]}
    assert all(one["permissions"] == {"contents": "read"} for one in read.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_jobs_come_in_an_order_and_run_on_images_that_there_are(path: Path) -> None:
    known = jobs(path)
    done: set[str] = set()
    while len(done) < len(known):
        ready = {
            name
            for name, job in known.items()
            if name not in done
            and done
            >= set([job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", []))
        }
        assert ready, f"these wait for each other: {known.keys() - done}"
        done |= ready
    for job in known.values():
        assert job["runs-on"] in IMAGES
        assert set(job.get("strategy", {}).get("matrix", {}).get("system", [])) <= IMAGES
        assert job["timeout-minutes"] <= 90


def test_every_action_is_pinned_and_given_what_it_knows() -> None:
    for where, step in steps():
        if "uses" in step:
            assert PINNED.fullmatch(step["uses"]), where
            action = step["uses"].partition("@")[0]
            assert set(step.get("with", {})) <= INPUTS[action], where
        else:
            assert step["run"], where


def test_what_a_step_names_in_the_checkout_is_there() -> None:
    for where, step in steps():
        run = step.get("run", "")
        for name in re.findall(
            r"(?<![\w$/])((?:tools|tests|packaging)/[\w./-]+|requirements[\w-]*\.txt|start\.py)",
            run,
        ):
            assert (ROOT / name).exists(), (where, name)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_every_step_is_a_script_whose_commands_are_known() -> None:
    for where, step in steps():
        run = step.get("run", "")
        blank = re.sub(r"\$\{\{.*?\}\}", "x", run)
        read = subprocess.run(
            ["bash", "-n"], input=blank, text=True, capture_output=True, check=False
        )
        assert read.returncode == 0, (where, read.stderr)
        for line in blank.replace("&&\n", "&& ").splitlines():
            begun = line.split() or ["echo"]
            word = begun[0].lstrip("(")
            own = word in ("python", "alone/bin/python") or word.startswith("-")
            assert own or word in NOT_OURS, (where, line)


def test_qts_libraries_come_before_the_program_starts_on_linux() -> None:
    for path in FILES:
        for name, job in jobs(path).items():
            if job["runs-on"] == "windows-2022":
                continue
            lines = [step.get("run", "") for step in job["steps"]]
            first = next(
                (n for n, run in enumerate(lines) if "start.py" in run or "release.py" in run), None
            )
            if first is not None:
                before = " ".join(lines[:first])
                assert all(library in before for library in LIBRARIES), (path.stem, name)


def test_the_pythons_that_are_tried_are_those_that_are_promised() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        classifiers = tomllib.load(file)["project"]["classifiers"]
    promised = {c.rpartition(" ")[2] for c in classifiers if re.search(r":: 3\.\d+$", c)}
    assert set(jobs(FOLDER / "ci.yml")["starts"]["strategy"]["matrix"]["python"]) == promised
