"""Lock the requirements: one file per audience for all supported systems and Python versions.

    python tools/lock.py              add what is new in the *.in files, keep the other versions
    python tools/lock.py --upgrade    take the newest versions
    python tools/lock.py --check      only ask pip whether it would accept the locks

Needs ``uv`` on the PATH and a network. uv drops the upper bounds of Requires-Python, so a lock
can look good and pip refuse it: the run ends with pip's own view, for every supported target.
What packages ask for and zcdesk does without stands in ``packaging/left_out.toml``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.specifiers import SpecifierSet

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import run_tool

HERE = Path(__file__).resolve().parent.parent
LEFT_OUT = HERE / "packaging" / "left_out.toml"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# pip takes a given platform literally; a glibc 2.28 system runs wheels for all older ones too.
OLDER_GLIBC = [f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)]
ARM_GLIBC = [f"manylinux_2_{minor}_aarch64" for minor in range(31, 16, -1)]
"""Qt for ARM begins with glibc 2.31 (Kylin V10 SP1), and ends there with Python 3.12."""
LATER_GLIBC = [f"manylinux_2_{minor}_x86_64" for minor in range(34, 28, -1)]
"""What Qt for Python 3.14 wants; no system with an older library has that Python."""
PLATFORMS = {
    "win_amd64": ["win_amd64"],
    "manylinux_2_28_x86_64": [*OLDER_GLIBC, "manylinux2014_x86_64", "manylinux1_x86_64"],
    "macosx_14_0_arm64": ["macosx_14_0_arm64"],
    "manylinux_2_31_aarch64": [*ARM_GLIBC, "manylinux2014_aarch64"],
}
MARKER_VALUES = {
    "win_amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "manylinux_2_28_x86_64": {"sys_platform": "linux", "platform_system": "Linux"},
    "macosx_14_0_arm64": {"sys_platform": "darwin", "platform_system": "Darwin"},
    "manylinux_2_31_aarch64": {"sys_platform": "linux", "platform_system": "Linux"},
}
MACHINES = {
    "win_amd64": "AMD64",
    "manylinux_2_28_x86_64": "x86_64",
    "macosx_14_0_arm64": "arm64",
    "manylinux_2_31_aarch64": "aarch64",
}


@dataclass(frozen=True)
class Pin:
    """One locked package: name and version, an environment marker or "", and its hashes."""

    requirement: str
    marker: str
    hashes: tuple[str, ...]


def pins(lock: Path) -> Iterator[Pin]:
    """Walk the packages of a lock file."""
    text = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8"))
    for line in text.splitlines():
        if not line or line.startswith((" ", "#")):
            continue
        requirement, _, marker = line.split(" --hash", 1)[0].partition(";")
        found = tuple(re.findall(r"--hash=(\S+)", line))
        yield Pin(requirement.strip(), marker.strip(), found)


def holds(marker: str, python: str, platform: str) -> bool:
    """Whether a marker is true on a target; pip itself would look at this machine instead."""
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "platform_machine": MACHINES[platform],
        "os_name": "posix",
        **MARKER_VALUES[platform],
    }
    return not marker or Marker(marker).evaluate(environment)


def left_out(source: str) -> list[str]:
    """Return the packages to keep out of a lock: those that ``source`` does not name itself."""
    own = set((HERE / source).read_text(encoding="utf-8").splitlines())
    return [name for name in tomllib.loads(LEFT_OUT.read_text(encoding="utf-8")) if name not in own]


def compile_lock(source: str, lock: str, options: Sequence[str]) -> None:
    """Let uv resolve ``source`` for all targets into ``lock``, without any address in it."""
    command = ["uv", "pip", "compile", "--quiet", "--generate-hashes", "--no-emit-index-url"]
    command += ["--universal", "--python-version", PYTHONS[0]]
    command += ["--custom-compile-command", "python tools/lock.py", *options]
    with tempfile.TemporaryDirectory() as folder:
        never = Path(folder) / "overrides.txt"
        # An override replaces what anybody asks for; its marker is true on no target.
        lines = [f'{name} ; python_version < "0"\n' for name in left_out(source)]
        never.write_text("".join(lines), encoding="utf-8")
        command += ["--override", str(never), source, "--output-file", lock]
        subprocess.run(command, cwd=HERE, check=True)


def refusals(lock: Path, python: str, platform: str) -> list[str]:
    """Return what pip would not take from ``lock`` on a target, as lines to print.

    pip compares Requires-Python with the Python that it runs on, whatever the target, so that
    one check is switched off and made here from pip's report.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, report = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        lines = [
            " ".join([pin.requirement, *(f"--hash={value}" for value in pin.hashes)])
            for pin in pins(lock)
            if holds(pin.marker, python, platform)
        ]
        wanted.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command += ["--python-version", python, "--target", str(Path(folder) / "none")]
        later = LATER_GLIBC if python == "3.14" and "linux" in platform else []
        command += [f"--platform={name}" for name in (*later, *PLATFORMS[platform])]
        command += ["--ignore-requires-python", "--report", str(report), "-r", str(wanted)]
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if answer.returncode:
            errors = [line for line in answer.stderr.splitlines() if line.startswith("ERROR")]
            return errors or [answer.stderr[-500:]]
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    packages = [item["metadata"] for item in found]
    unfit = [
        f"{item['name']} {item['version']} wants Python {item['requires_python']}"
        for item in packages
        if f"{python}.0" not in SpecifierSet(item.get("requires_python", ""))
    ]
    return unfit if len(packages) == len(lines) else [*unfit, "pip left out a package"]


def main() -> int:
    """Lock, then check; the exit status is that of the check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    parser.add_argument("--check", action="store_true", help="only ask pip")
    wish = parser.parse_args()
    if not wish.check:
        options = ["--upgrade"] if wish.upgrade else []
        compile_lock("requirements.in", "requirements.txt", options)
        # The test lock follows the user's: what is tested is what is installed.
        constraint = ["--constraint", "requirements.txt"]
        compile_lock("requirements-dev.in", "requirements-dev.txt", [*options, *constraint])
    accepted = True
    for platform in PLATFORMS:
        for python in PYTHONS[:2] if "aarch64" in platform else PYTHONS:
            faults = refusals(HERE / "requirements-dev.txt", python, platform)
            print(f"{'FAILED' if faults else 'ok    '}  Python {python}  {platform}", flush=True)
            print("".join(f"        {fault}\n" for fault in faults), end="")
            accepted = accepted and not faults
    return 0 if accepted else 1


if __name__ == "__main__":
    run_tool(main)
