#!/usr/bin/env python3
"""Set zcdesk up and start it. Needs nothing but Python itself.

    python3 start.py              set up, then run the main job on the fictional sample applicant
    python3 start.py test         set up, then run the day's checks and tests (--all: every one)
    python3 start.py nightly      set up, then run the long campaigns
    python3 start.py setup        only set up; the command is .venv/bin/zcdesk then
    python3 start.py run ARGS     set up if needed, then "zcdesk ARGS" in the current folder
    --wheels DIR                  (before the command) install from a folder, without a network

The set-up itself is told in the folder ``starting``. The syntax is that of Python 3.8, so that an
old Python gives a clear sentence instead of a SyntaxError.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from starting.command import provide_command
from starting.environment import (
    TEST_LOCK,
    USER_LOCK,
    clean_variables,
    environment_python,
    set_up,
)
from starting.system import has_display, install_system_packages, may_install, provide_libraries
from starting.words import HERE, SetupError, explain, say, speak_utf8, told

USAGE = """用法：python3 start.py [--wheels 文件夹] [setup | test | nightly | run 参数…]

  （不带参数）   安装并运行：用虚构的样例申报人走完全程，结果在 zcdesk-demo 文件夹
  setup          只安装；装好以后有命令 .venv/bin/zcdesk（Windows 上是 .venv\\Scripts\\zcdesk）
  run 参数…      按需安装，然后运行 zcdesk 参数…，例如：python3 start.py run inspect 扫描件.jpg
  test           安装测试工具，运行当天的检查和测试：每条承诺都有，慢的不在内（约 6 分钟）
  test --all     运行全部检查和测试（约 25 分钟）；test 文件或 -k 词 只运行选中的
  nightly        运行耗时很长的测试（几小时）
  --wheels 文件夹  从文件夹安装组件，不用网络"""

SHARED = ("-n", "2", "--dist", "worksteal")
"""Two processes with a half each, in order, because what a file's tests share is dear to make; the
one that is done first takes half of what the other has left."""

DAY = "当天的测试：每条承诺至少一项，慢的不在内；全部的用 test --all", "-m", "not slow"
ALL = ("全部测试",)
"""What a tier is called, and what pytest is told of it."""

CHECKS = (
    ("代码（ruff check）", ("-m", "ruff", "check", ".")),
    ("代码格式（ruff format）", ("-m", "ruff", "format", "--check", ".")),
    ("类型（mypy --strict）", ("-m", "mypy", "--strict")),
    (
        "模块层次（import-linter）",
        ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
    ),
    ("每处有多大（tools/house.py）", ("tools/house.py",)),
)
"""What is run beside the tests: its title and what Python is told."""


NOT_DONE = 7
"""Status where nothing could be set up, as of zcdesk's commands that were not done."""

UNFINISHED = 1
"""Status of checks that did not come to their end."""


@dataclass(frozen=True)
class Wish:
    """What the user asked for."""

    command: str
    arguments: Sequence[str]
    wheels: Path | None


def program_variables() -> dict[str, str]:
    """Return the variables under which zcdesk runs from this folder."""
    return {**clean_variables(), "PYTHONPATH": str(HERE)}


def hand_over(*arguments: str) -> int:
    """Become ``zcdesk ARGUMENTS`` in the user's folder; where that is impossible, wait for it."""
    # -P: a file in the user's folder must never be taken for a module.
    command = [str(environment_python()), "-P", "-m", "zcdesk", *arguments]
    if sys.platform != "win32":
        os.execve(command[0], command, program_variables())
    return step(command, program_variables(), Path.cwd())


def step(command: Sequence[str], variables: dict[str, str], folder: Path) -> int:
    """Run one program to its end and return its exit status; Ctrl-C reaches it and gives 130."""
    child = subprocess.Popen(command, env=variables, cwd=folder)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        child.wait()
        return 130
    except BaseException:
        child.terminate()
        child.wait()
        raise
    return code if code >= 0 else 128 - code


class Checks(threading.Thread):
    """The linters, one after the other, beside the tests.

    Attributes:
        code: Exit status of the first that failed; 0 when none did, and ``UNFINISHED`` until all
            have come to their end: a check that cannot even be run has not passed.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.code = UNFINISHED
        self._alone = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self) -> None:
        """Run them; one that fails is told at once, with what it found."""
        failed = 0
        for title, arguments in CHECKS:
            with tempfile.TemporaryFile() as found:
                if not self._begin(arguments, found):
                    return
                code = self._child.wait() if self._child else 0
                if code and not self._stopped:
                    failed = failed or code
                    found.seek(0)
                    say(found.read().decode("utf-8", "replace"))
                    say(told("检查{title}没有通过。", title=told(title)))
        self.code = failed

    def end(self) -> int:
        """Wait for the last of them; return the status of the first that failed."""
        self.join()
        return self.code

    def stop(self) -> None:
        """End the one that runs and begin no other."""
        with self._alone:
            self._stopped = True
            if self._child is not None:
                self._child.terminate()
        self.join()

    def _begin(self, arguments: Sequence[str], found: IO[bytes]) -> bool:
        with self._alone:
            if not self._stopped:
                command = [str(environment_python()), *arguments]
                self._child = subprocess.Popen(
                    command,
                    env=program_variables(),
                    cwd=HERE,
                    stdout=found,
                    stderr=subprocess.STDOUT,
                )
            return not self._stopped


def run_checked(arguments: Sequence[str]) -> int:
    """Run the linters beside the tests: the day's, all for ``--all``, or what pytest is told.

    Returns:
        The exit status of what failed first.
    """
    chosen = [word for word in arguments if word != "--all"]
    tier, *left_out = ALL if arguments else DAY
    say(told("—— 检查代码、格式、类型、模块层次、大小，与测试同时进行"))
    tests = told("选中的测试" if chosen else tier)
    say(told("—— {tests}（pytest，不需要显示器）", tests=tests))
    began = time.monotonic()
    checks = Checks()
    checks.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            tally = Path(folder) / "tally.json"
            code = run_tests(*SHARED, *left_out, "--tally", str(tally), *chosen)
            failed = checks.end()
            say(closing_line(tally, failed, time.monotonic() - began))
    finally:
        checks.stop()
    return code or failed


def closing_line(tally: Path, failed_check: int, seconds: float) -> str:
    """Say in one line how many tests passed, failed and were skipped, and how long it took."""
    try:
        counts = json.loads(tally.read_text("utf-8"))
    except OSError:
        return told("测试没有运行到底。")
    return told(
        "测试通过 {passed}，失败 {failed}，跳过 {skipped}；{checks}；用了 {minutes:.1f} 分钟。",
        passed=counts["passed"],
        failed=counts["failed"],
        skipped=counts["skipped"],
        checks=told("有检查没有通过" if failed_check else "检查都通过"),
        minutes=seconds / 60,
    )


def run_tests(*arguments: str) -> int:
    """Run pytest without a display and return its exit status."""
    variables = {**program_variables(), "QT_QPA_PLATFORM": "offscreen"}
    # Each of the many programs that the tests start would translate all modules anew.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(environment_python()), "-m", "pytest", *arguments]
    return step(command, variables, HERE)


def provide_test_tools() -> None:
    """Install strace where that is allowed; without it the tests of no network are skipped."""
    if sys.platform.startswith("linux") and shutil.which("strace") is None and may_install():
        install_system_packages(["strace"])


def read_wish(arguments: Sequence[str]) -> Wish | None:
    """Return what the command line asks for, None when it is not understood."""
    rest = list(arguments)
    wheels = None
    if rest and rest[0].startswith("--wheels="):
        rest[:1] = ["--wheels", rest[0].split("=", 1)[1]]
    if rest[:1] == ["--wheels"]:
        if len(rest) < 2:
            return None
        wheels = Path(rest[1]).expanduser().resolve()
        del rest[:2]
    command = rest.pop(0) if rest else "demo"
    if wheels is None and command in ("setup", "test", "nightly") and rest[:1] == ["--wheels"]:
        return read_wish([*rest[:2], command, *rest[2:]])
    takes_arguments = command in ("run", "test", "nightly")
    if not takes_arguments and (rest or command not in ("demo", "setup")):
        return None
    return Wish(command, rest, wheels)


def fulfil(wish: Wish) -> int:
    """Set up and do what was asked; return the exit status."""
    if wish.wheels is not None and not wish.wheels.is_dir():
        raise SetupError(told("找不到文件夹 {wheels}。", wheels=wish.wheels))
    testing = wish.command in ("test", "nightly")
    provide_libraries(needed=testing or (wish.command != "setup" and has_display()))
    set_up(TEST_LOCK if testing else USER_LOCK, wish.wheels)
    command = provide_command()
    if wish.command == "setup":
        say(
            told("可以运行：python3 start.py，或者命令 {command}", command=command)
            if command
            else told("可以运行：python3 start.py")
        )
        return 0
    if wish.command == "run":
        return hand_over(*wish.arguments)
    if wish.command == "demo":
        return hand_over("demo", "--out", str(Path("zcdesk-demo")))
    provide_test_tools()
    if wish.command == "nightly":
        return run_tests("-m", "nightly", *wish.arguments)
    return run_checked(wish.arguments)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; every expected trouble becomes a sentence."""
    speak_utf8()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if arguments and arguments[0] in ("-h", "--help"):
        print(told(USAGE))
        return 0
    wish = read_wish(arguments)
    if wish is None:
        say(told(USAGE))
        return 2
    try:
        return fulfil(wish)
    except SetupError as trouble:
        say(str(trouble))
    except OSError as trouble:
        say(explain(str(trouble)))
    except KeyboardInterrupt:
        say(told("已停止。再运行一次 start.py 会接着安装。"))
        return 130
    return NOT_DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
