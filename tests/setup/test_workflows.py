"""The workflows: their order, their actions, the tag of a release; their steps run at night
(tests/nightly/test_workflow_steps.py)."""

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
        assert job["timeout-minutes"] <= (360 if "schedule" in job.get("if", "") else 90), name


def test_every_action_is_pinned_and_given_what_it_knows() -> None:
    for where, step in steps():
        if "uses" in step:
            assert PINNED.fullmatch(step["uses"]), where
            assert set(step.get("with", {})) <= set(ACTIONS[step["uses"]].split()), where
        else:
            given = re.findall(r"start\.py test (.*)", step["run"])
            assert all((ROOT / name).exists() for name in re.findall(r"\S+\.py", str(given))), where


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
