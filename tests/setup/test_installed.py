"""The program as a user installs it: a wheel in an empty environment, run from another folder.

The one run is watched from outside where strace is there: what it opens towards the network, and
what it leaves in the user's home folder.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.setup.checkout import ROOT

WITHOUT_STRACE = "strace is not installed; on Debian, Ubuntu: apt-get install strace"
_BIN = "Scripts" if sys.platform == "win32" else "bin"


@dataclass(frozen=True)
class Run:
    """A finished run: its process, the new folder, its home, and the calls that strace saw."""

    done: subprocess.CompletedProcess[str]
    folder: Path
    home: Path
    calls: list[str]


def _plain_variables(home: Path) -> dict[str, str]:
    """Return the variables of an ordinary user: no CI, nothing for onnxruntime, an empty home."""
    dropped = re.compile(r"CI$|ORT_|GITHUB_|XDG_|PYTHON|DISPLAY|WAYLAND")
    kept = {name: text for name, text in os.environ.items() if not dropped.match(name)}
    return {**kept, **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))}


def _watched(command: Sequence[str], folder: Path, **variables: str) -> Run:
    """Run a program in ``folder`` and note each socket that it or a child of it opens."""
    home = folder / "家"
    home.mkdir(parents=True)
    trace = folder / "calls.txt"
    strace = shutil.which("strace")
    told = ("-qq", "-e", "trace=socket", "-o", str(trace))
    # Stopping at each call of another kind as well would cost several times the run's own time.
    watch = [strace, "-f", "--seccomp-bpf", *told] if strace else []
    done = subprocess.run(
        [*watch, *command],
        cwd=folder,
        env={**_plain_variables(home), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )
    calls = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
    return Run(done, folder, home, calls)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("zcdesk-*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds zcdesk as a wheel and borrows the other packages from this one."""
    folder = tmp_path_factory.mktemp("installed") / "新 环境"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / _BIN / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    places = [
        subprocess.run([program, "-c", ask], capture_output=True, encoding="utf-8", check=True)
        for program in (str(python), sys.executable)
    ]
    new, ours = (place.stdout.strip() for place in places)
    (Path(new) / "borrowed.pth").write_text(f"{ours}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[9, pytest.param(1, marks=pytest.mark.nightly)])
def demo(
    request: pytest.FixtureRequest, environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """The main job, run by the installed command from a folder that is not the checkout.

    The installed sample is shortened to every ninth scan; at night all of them are taken.
    """
    (sample,) = environment.glob("**/resources/samples/*/sample.yaml")
    whole = sample.read_text(encoding="utf-8")
    told = yaml.safe_load(whole)
    told["files"] = told["files"][:: request.param]
    sample.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    folder = tmp_path_factory.mktemp("demo") / "我的 申报"
    command = [str(environment / _BIN / "zcdesk"), "demo", "--headless", "--out", "结果 一"]
    run = _watched(command, folder)
    sample.write_text(whole, encoding="utf-8")
    return run


@pytest.mark.slow
def test_the_wheel_carries_the_resources_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert f"zcdesk/{path.relative_to(ROOT).as_posix()}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("entry_points.txt") for name in names)
    assert not [name for name in names if name.startswith("tests")]


@pytest.mark.nightly
def test_the_source_archive_can_be_built(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert made.returncode == 0, made.stderr
    assert len(list(tmp_path.glob("zcdesk-*.tar.gz"))) == 1


@pytest.mark.slow
def test_the_installed_program_is_the_one_from_the_wheel(environment: Path, tmp_path: Path) -> None:
    ask = "import zcdesk, zcdesk.resources as r; print(zcdesk.__file__); print(r.resource())"
    run = subprocess.run(
        [str(environment / _BIN / "python"), "-c", ask],
        cwd=environment,
        env=_plain_variables(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for line in run.stdout.splitlines():
        assert Path(line).is_relative_to(environment.resolve())


@pytest.mark.slow
def test_the_main_job_ends_with_a_package(demo: Run) -> None:
    assert demo.done.returncode == 0, demo.done.stdout + demo.done.stderr
    pictures = list((demo.folder / "结果 一").rglob("上传/**/*.jpg"))
    assert len(pictures) >= 4
    assert list((demo.folder / "结果 一").rglob("manifest.json"))
    assert "Traceback" not in demo.done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE)
def test_the_main_job_opens_no_way_to_the_network(demo: Run) -> None:
    assert list(demo.folder.rglob("manifest.json")), demo.done.stderr  # it ran to its end
    assert not [call for call in demo.calls if "AF_INET" in call]


@pytest.mark.slow
def test_the_main_job_leaves_nothing_foreign_at_home(demo: Run) -> None:
    files = [path.relative_to(demo.home) for path in demo.home.rglob("*") if path.is_file()]
    assert not [path for path in files if "zcdesk" not in path.parts]


@pytest.mark.slow
def test_the_main_job_writes_only_where_it_was_told(demo: Run) -> None:
    own = {"家", "结果 一", "calls.txt"}
    assert {path.name for path in demo.folder.iterdir()} <= own


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE)
def test_redact_opens_no_way_to_the_network(environment: Path, tmp_path: Path) -> None:
    samples = sorted((ROOT / "resources" / "samples").rglob("*.jpg"))
    command = [str(environment / _BIN / "zcdesk"), "redact", str(samples[0])]
    command += ["--name", "某某", "--employer", "某某公司", "--out", "结果"]
    run = _watched(command, tmp_path / "一 页")
    assert run.done.returncode in (0, 1), run.done.stderr
    assert "Traceback" not in run.done.stderr, run.done.stderr
    assert list((run.folder / "结果").glob("*.jpg"))
    assert not [call for call in run.calls if "AF_INET" in call]
    files = [path.relative_to(run.home) for path in run.home.rglob("*") if path.is_file()]
    assert not [path for path in files if "zcdesk" not in path.parts]


@pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE)
def test_the_watch_on_the_network_sees_a_socket(tmp_path: Path) -> None:
    opens = "import socket; socket.socket().close()"
    run = _watched([sys.executable, "-c", opens], tmp_path / "看")
    assert [call for call in run.calls if "AF_INET" in call]
