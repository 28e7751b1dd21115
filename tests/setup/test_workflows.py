"""The two workflows, which cannot run here: their order, their steps, their actions."""

from __future__ import annotations

import os
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
from zcdesk import __version__

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
IMAGES = {"ubuntu-24.04", "windows-2022", "macos-latest", "${{ matrix.system }}"}
ACTIONS = {
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1": """
        allow-unsafe-pr-checkout clean fetch-depth fetch-tags filter github-server-url lfs path
        persist-credentials ref repository set-safe-directory show-progress sparse-checkout
        sparse-checkout-cone-mode ssh-key ssh-known-hosts ssh-strict ssh-user submodules token""",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97": """
        allow-prereleases architecture cache cache-dependency-path check-latest freethreaded
        pip-version python-version python-version-file token update-environment""",
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": """
        archive compression-level if-no-files-found include-hidden-files name overwrite path
        retention-days""",
    "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32": """
        create-storage-record github-token predicate predicate-path predicate-type push-to-registry
        show-summary subject-checksums subject-digest subject-name subject-path""",
}
"""Each pin with all inputs of its ``action.yml``: whoever moves a pin reads that file again."""
NOT_OURS = {
    "apt-get", "awk", "cd", "chown", "cp", "done", "echo", "find", "for", "gh", "grep", "mkdir",
    "sed", "sh", "sha256sum", "sudo", "test",
}  # fmt: skip
"""Commands of the systems and of the runners."""
OWN = {"python", ".venv/bin/python", '"$python"', "alone/bin/python", "../alone/bin/zcdesk"}
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
    started = read["ci"][True]  # YAML takes "on" for yes
    assert {"push", "pull_request", "schedule"} <= started.keys()
    assert started["push"]["branches"] == ["main"], "a branch with a pull request would run twice"
    nightly = read["ci"]["jobs"]["nightly"]
    assert "schedule" in nightly["if"]
    assert nightly["steps"][-1]["run"] == "python start.py nightly"
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
    for name, job in known.items():
        assert job["runs-on"] in IMAGES
        assert set(job.get("strategy", {}).get("matrix", {}).get("system", [])) <= IMAGES
        assert job["timeout-minutes"] <= (360 if name == "nightly" else 90)


def test_every_action_is_pinned_and_given_what_it_knows() -> None:
    for where, step in steps():
        if "uses" in step:
            assert PINNED.fullmatch(step["uses"]), where
            assert set(step.get("with", {})) <= set(ACTIONS[step["uses"]].split()), where
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
            own = word.removesuffix("=.venv/bin/python;") in OWN or word.startswith("-")
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


def test_a_release_bears_the_tag_that_is_its_version_and_the_changelogs_sentences(
    tmp_path: Path,
) -> None:
    of_release = jobs(FOLDER / "release.yml")
    check = next(s["run"] for s in of_release["tests"]["steps"] if s.get("if"))
    for tag, status in ((f"v{__version__}", 0), ("v99.0.0", 1)):
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", check], cwd=ROOT, check=False,
            env={**os.environ, "GITHUB_REF_NAME": tag},
        )  # fmt: skip
        assert done.returncode == status, tag
    draft = of_release["draft"]["steps"][-1]["run"]
    cut = next(line for line in draft.splitlines() if line.startswith("awk"))
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    environment = {**os.environ, "TAG": f"v{__version__}"}
    subprocess.run(["bash", "-c", cut], cwd=tmp_path, env=environment, check=True)
    notes = (tmp_path / "notes.md").read_text("utf-8")
    assert notes.startswith(f"## [{__version__}]")
    assert notes.count("\n## ") == 0
    assert 5 <= notes.count("\n- ") <= 12


def test_the_wheel_is_tried_where_nothing_else_is_before_anything_is_drafted() -> None:
    of_release = jobs(FOLDER / "release.yml")
    assert {"linux", "windows", "alone"} <= set(of_release["draft"]["needs"])
    assert of_release["alone"]["strategy"]["matrix"]["python"] == ["3.11", "3.13", "3.14"]
    lines = " ".join(step.get("run", "") for step in of_release["alone"]["steps"])
    assert all(word in lines for word in ("--help", "redact", "demo --headless"))
    seen = " ".join(step.get("run", "") for step in jobs(FOLDER / "ci.yml")["starts"]["steps"])
    assert all(word in seen for word in ("setup", "redact", "case new", "seen.png", "doctor"))
