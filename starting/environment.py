"""The environment ``.venv``: made, filled from a hashed lock, and known by its stamp.

The stamp tells which locks are fulfilled and is written last. Without it an earlier set-up was
interrupted, and the environment is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from starting.interpreters import (
    Interpreter,
    choose_interpreter,
    fault,
    other_interpreters,
    probe,
    running_interpreter,
)
from starting.system import find_apt, install_line, install_system_packages, may_install
from starting.words import HERE, SetupError, explain, say, told

ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "zcdesk-stamp.json"
USER_LOCK = HERE / "requirements.txt"
TEST_LOCK = HERE / "requirements-dev.txt"
NEEDED_BYTES = 1_300_000_000  # the environment with test tools takes 0.9 GB, unpacking some more


def environment_python() -> Path:
    """Return the Python of the environment."""
    if sys.platform == "win32":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def digest(lock: Path) -> str:
    """Return the hash of a lock file, the same whatever line ends Git gave it."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp() -> dict[str, object]:
    """Return what the environment fulfils: ``python`` version and lock name → hash."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(python: Interpreter, locks: Sequence[Path]) -> None:
    """Note that ``locks`` are installed; the last act of a set-up, and all or nothing."""
    stamp: dict[str, object] = {lock.name: digest(lock) for lock in locks}
    stamp["python"] = python.name
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def is_ready(lock: Path) -> bool:
    """Whether the environment fulfils ``lock`` and its Python still runs."""
    stamp = read_stamp()
    if stamp.get(lock.name) != digest(lock):
        return False
    python = probe([str(environment_python())])
    return python is not None and python.name == stamp.get("python")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one set-up work in this folder; a second one waits. The system frees the lock."""
    with (HERE / ".venv.lock").open("a", encoding="utf-8") as lock:
        has_said = False
        while not _try_lock(lock.fileno()):
            if not has_said:
                say(told("另一个窗口正在安装，等它完成……"))
                has_said = True
            time.sleep(0.5)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clean_variables() -> dict[str, str]:
    """Return the user's variables without those that lead Python or pip out of the environment."""
    leading_away = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX"}
    kept = {name: text for name, text in os.environ.items() if name not in leading_away}
    return {**kept, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PIP_USER": "0"}


def make_environment(python: Interpreter, install_allowed: bool) -> None:
    """Make ``.venv`` anew; leave nothing half-made.

    Raises:
        SetupError: This Python cannot make one; the text says what to install.
    """
    remove_environment()
    say(told("正在用 {python} 建立运行环境……", python=python.name))
    output = _run_venv(python)
    if output is None:
        return
    if python.has_venv and "ensurepip is not available" not in " ".join(output.split()):
        raise SetupError(explain(output))
    package = _venv_package(python)
    if package is None:
        raise SetupError(
            told(
                "{python}（{program}）不能建立运行环境：缺少 venv 或 ensurepip。"
                "请重新安装完整的 Python 3.11 至 3.14，再运行一次 start.py。",
                python=python.name,
                program=python.program,
            )
        )
    if install_allowed and install_system_packages([package]) and _run_venv(python) is None:
        return
    raise SetupError(
        told(
            "这个 Python 缺少 venv 组件。请运行下面这一行，然后再运行一次 start.py：\n    {line}",
            line=install_line([package]),
        )
    )


def _run_venv(python: Interpreter) -> str | None:
    """Run ``python -m venv``; return None when it worked, else what was said, and tidy up."""
    made = subprocess.run(
        [python.program, "-I", "-m", "venv", str(ENVIRONMENT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean_variables(),
    )
    if made.returncode == 0 and probe([str(environment_python())]) is not None:
        return None
    remove_environment()
    return made.stdout.decode("utf-8", "replace") or "python -m venv"


def _venv_package(python: Interpreter) -> str | None:
    """Return the Debian package that completes a Python of the system, None for any other."""
    if find_apt() is None or not python.program.startswith("/usr/bin/"):
        return None
    # The plain name belongs to the release's own Python, others carry their number.
    own = probe(["/usr/bin/python3"])
    is_own = own is not None and own.version == python.version
    return "python3-venv" if is_own else f"python3.{python.version[1]}-venv"


def remove_environment() -> None:
    """Remove the environment, whatever state it is in."""
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)


def install(lock: Path, wheels: Path | None) -> None:
    """Install a hashed lock with pip, telling the large downloads.

    Raises:
        SetupError: pip did not succeed; the text says why and what to do.
    """
    command = [str(environment_python()), "-P", "-m", "pip", "install"]
    command += [
        "--require-hashes",
        "--no-deps",  # the lock is whole; what it leaves out stands in packaging/left_out.toml
        "--only-binary",
        ":all:",
        "--no-input",
        "--disable-pip-version-check",
    ]
    command += ["--no-index", "--find-links", str(wheels)] if wheels else []
    command += ["--progress-bar", "off", "-r", str(lock)]
    source = told("文件夹 {wheels}", wheels=wheels) if wheels else told("网络")
    say(told("正在从{source}安装组件，第一次需要几分钟……", source=source))
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean_variables(), cwd=HERE
    )
    output: list[str] = []
    assert pip.stdout is not None
    try:
        for raw in pip.stdout:
            line = raw.decode("utf-8", "replace").rstrip()
            output.append(line)
            tell_progress(line)
    except BaseException:  # Ctrl-C reaches pip as well, which tidies up by itself
        _end(pip)
        raise
    pip.wait()
    if pip.returncode:
        raise SetupError(explain("\n".join(output[-200:])))


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        child.terminate()
        child.wait()


def tell_progress(line: str) -> None:
    """Say what a line of pip means, where it is worth a line."""
    download = re.match(r"\s*Downloading (\S+?)-[^/\s]*\.whl \(([\d.]+) MB\)", line)
    if download and float(download[2]) >= 5:
        name = download[1].rsplit("/", 1)[-1]
        say(told("    下载 {name}（{megabytes} MB）", name=name, megabytes=download[2]))
    elif line.startswith("Installing collected packages"):
        say(told("    组件齐了，正在写入……"))
    elif "Retrying (Retry(total=4" in line:
        say(told("    网络不稳，正在重试……"))


def set_up(lock: Path, wheels: Path | None) -> None:
    """Bring the environment to ``lock``; does nothing when it is there already.

    Raises:
        SetupError: It could not be done; the text says why and what to do.
    """
    if is_ready(lock):
        return
    with one_at_a_time():
        if is_ready(lock):  # another run has just done it
            return
        usable = read_stamp() and probe([str(environment_python())])
        if usable and fault(usable) is None and usable.name == read_stamp().get("python"):
            python = usable
        else:
            if ENVIRONMENT.exists():
                say(told("上次的安装没有完成或已不能用，重新安装。"))
            python = choose_interpreter(running_interpreter(), other_interpreters())
            demand_space()
            make_environment(python, may_install())
        STAMP.unlink(missing_ok=True)  # until the last act, this counts as interrupted
        install(lock, wheels)
        locks = [USER_LOCK, TEST_LOCK] if lock == TEST_LOCK else [lock]
        write_stamp(python, locks)
    say(told("安装完成。"))


def demand_space() -> None:
    """Refuse early when the disk cannot hold the environment."""
    old = [path.lstat().st_size for path in ENVIRONMENT.rglob("*")]  # it will be removed first
    free = shutil.disk_usage(HERE).free + sum(old)
    if free < NEEDED_BYTES:
        raise SetupError(
            told(
                "磁盘空间不足：{folder} 所在的磁盘还有 {free:.1f} GB，"
                "安装需要约 {needed:.1f} GB。请腾出空间后再运行一次。",
                folder=HERE,
                free=free / 1e9,
                needed=NEEDED_BYTES / 1e9,
            )
        )
