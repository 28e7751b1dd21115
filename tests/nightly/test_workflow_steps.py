"""The workflows' own commands, in their order, in a clone: what a server runs is run here at night.

Steps that need the server, a system of their own or hours are left out by name, each with why; all
others have to end as written, with the statuses that they allow and no others.
"""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.setup.checkout import ROOT

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="steps for a Linux runner"),
]

LEFT_OUT = {
    "sudo ": "changes the system",
    "gh ": "asks the server",
    "start.py test": "the tests themselves, in a run of their own",
    "start.py nightly": "this run",
    "tools/promises.py --run": "the tests themselves, once more",
    "tools/making/faults.py": "hours",
    "benchmarks/ledger.py": "hours",
    "tools/screens.py --check": "a test of its own at night",
    "old-root/": "frozen in a root that sudo makes",
}
"""What a step holds that is not run here, and why."""

WORKFLOWS = ("ci", "release")


def jobs(workflow: str) -> dict[str, dict[str, Any]]:
    """Return the jobs of a workflow that run on Linux, in the order in which they wait."""
    text = (ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8")
    known = yaml.safe_load(text)["jobs"]
    return {name: job for name, job in known.items() if "windows" not in job["runs-on"]}


def commands(job: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the commands of a job that are run here, and the variables of each."""
    for step in job["steps"]:
        run = step.get("run")
        if run is None or step.get("if", "").startswith("github.ref_type"):
            continue  # the tag's own step has a test beside the other workflow's
        if not any(words in run for words in LEFT_OUT):
            told = {**job.get("env", {}), **step.get("env", {})}
            yield _filled(run), {name: _filled(str(value)) for name, value in told.items()}


def _filled(words: str) -> str:
    """Return words with what a runner on Linux puts in the place of its expressions."""
    return re.sub(r"\$\{\{.*?'(offscreen)'.*?\}\}|\$\{\{.*?\}\}", r"\1", words)


def test_each_reason_to_leave_a_step_out_has_its_step() -> None:
    every = [step.get("run", "") for name in WORKFLOWS for job in jobs(name).values()
             for step in job["steps"]]  # fmt: skip
    assert [words for words in LEFT_OUT if not any(words in run for run in every)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_every_step_ends_as_it_is_written(workflow: str, tmp_path: Path) -> None:
    clone = tmp_path / "checkout"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    tools = tmp_path / "python"  # what the runner calls python: an empty environment of its own
    venv.create(tools, with_pip=True)
    path = f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}"
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    ran = 0
    for name, job in jobs(workflow).items():
        for run, told in commands(job):
            variables = {**plain, "PATH": path, "CI": "true", **told}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run],
                cwd=clone, env=variables, capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            assert done.returncode == 0, (name, run, done.stdout[-2000:], done.stderr[-2000:])
            ran += 1
    assert ran or workflow == "docs"
