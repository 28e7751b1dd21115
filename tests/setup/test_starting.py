"""The parts of the set-up: which Python, which system packages, which words."""

import errno
import json
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import start
from starting import environment, system
from starting.interpreters import Interpreter, choose_interpreter, probe
from starting.words import SetupError, explain


def python(minor: int, bits: int = 64, has_venv: bool = True) -> Interpreter:
    return Interpreter(f"/opt/python3.{minor}", (3, minor), bits, has_venv)


@pytest.mark.parametrize(
    ("running", "words"),
    [
        (python(8), "Python 3.8 版本过低"),
        (python(15), "Python 3.15 版本过新"),
        (python(12, bits=32), "32 位"),
    ],
)
def test_an_unfit_python_is_named_with_the_remedy(running: Interpreter, words: str) -> None:
    with pytest.raises(SetupError, match=words) as caught:
        choose_interpreter(running, iter([python(9), python(13, bits=32)]))
    assert "请安装 64 位的 Python 3.11 至 3.14" in str(caught.value)


def test_a_fit_python_is_taken_as_it_is() -> None:
    assert choose_interpreter(python(11), iter([python(13)])) == python(11)


def test_a_better_python_of_the_machine_is_found() -> None:
    assert choose_interpreter(python(8), iter([python(13), python(12)])) == python(13)


def test_a_python_with_venv_is_preferred_to_one_without() -> None:
    bare = python(12, has_venv=False)
    assert choose_interpreter(bare, iter([bare, python(11)])) == python(11)
    assert choose_interpreter(bare, iter([bare])) == bare
    assert choose_interpreter(python(15), iter([bare])) == bare


def test_a_python_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    assert probe([str(tmp_path / "none")]) is None
    assert probe([sys.executable]) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")
def test_a_python_without_venv_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = tmp_path / "python3"
    fake.write_text(
        '#!/bin/sh\nmkdir -p "$4/bin"\n'
        'echo "The virtual environment was not created successfully because ensurepip is not"\n'
        'echo "available."\nexit 1\n',
        encoding="utf-8",
    )
    fake.chmod(0o755)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / "环境 一")
    with pytest.raises(SetupError, match="缺少 venv"):
        environment.make_environment(Interpreter(str(fake), (3, 11), 64, False), False)
    assert not (tmp_path / "环境 一").exists()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (str(OSError(errno.ENOSPC, "No space left on device")), "磁盘空间不足"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space",
            "磁盘空间不足",
        ),
        (str(PermissionError(errno.EACCES, "Permission denied")), "不允许写入"),
        (str(OSError(errno.EROFS, "Read-only file system")), "不允许写入"),
        ("[WinError 206] The filename or extension is too long", "路径太长"),
        ("NewConnectionError: Failed to establish a new connection\nNo matching", "网络不通"),
        ("socket.gaierror: [Errno -3] Temporary failure in name resolution", "网络不通"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "numpy==2.4.6"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "校验值不符"),
        ("something nobody has seen", "something nobody has seen"),
    ],
)
def test_what_pip_says_becomes_a_sentence(output: str, words: str) -> None:
    assert words in explain(output)


def test_a_second_window_says_that_it_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([False, False, True])
    monkeypatch.setattr(environment, "HERE", tmp_path)
    monkeypatch.setattr(environment, "_try_lock", lambda _: next(answers))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with environment.one_at_a_time():
        assert capsys.readouterr().err == "另一个窗口正在安装，等它完成……\n"


@pytest.mark.slow
def test_a_full_disk_is_noticed_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "NEEDED_BYTES", 10**18)
    with pytest.raises(SetupError, match="磁盘空间不足"):
        environment.demand_space()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux system")
def test_missing_libraries_give_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "LIBRARIES", {"libnone-of-this.so.9": "libnone9"})
    monkeypatch.setattr(system, "may_install", lambda: False)
    monkeypatch.setattr(system, "find_apt", lambda: "/usr/bin/apt-get")
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(SetupError) as caught:
        system.provide_libraries(needed=True)
    lines = [line for line in str(caught.value).splitlines() if "install" in line]
    assert lines == [
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends libnone9"
    ]
    system.provide_libraries(needed=False)
    assert "libnone-of-this.so.9" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux system")
def test_a_display_asks_for_more_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "X11_LIBRARIES", {"libnone-of-this.so.9": "libnone9"})
    monkeypatch.delenv("DISPLAY", raising=False)
    assert "libnone-of-this.so.9" not in system.missing_libraries()
    monkeypatch.setenv("DISPLAY", ":7")
    assert "libnone-of-this.so.9" in system.missing_libraries()


def test_the_programs_that_tests_start_keep_their_compiled_modules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[dict[str, str]] = []

    def step(command: Sequence[str], variables: dict[str, str], folder: Path) -> int:
        told.append(variables)
        return 3

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(start, "step", step)
    assert start.run_tests() == 3
    assert "PYTHONDONTWRITEBYTECODE" not in told[0]


# --- the tiers of the tests ----------------------------------------------------------------------

GOOD, BAD = ("gut", ("-c", "print('nothing')")), ("schlecht", ("-c", "print('found'); exit(5)"))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pytest is told, instead of running it; ``broken`` fails one test."""
    told: list[list[str]] = []

    def run_tests(*arguments: str) -> int:
        given = list(arguments[len(start.SHARED) :])
        at = given.index("--tally")
        failed = "broken" in given
        counts = {"passed": 7, "failed": int(failed), "skipped": 2}
        Path(given[at + 1]).write_text(json.dumps(counts), encoding="utf-8")
        told.append(given[:at] + given[at + 2 :])
        return 3 if failed else 0

    monkeypatch.setattr(start, "run_tests", run_tests)
    monkeypatch.setattr(start, "environment_python", lambda: Path(sys.executable))
    monkeypatch.setattr(start, "CHECKS", (GOOD,))
    return told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), ["-m", "not slow"]),
        (("--all",), []),
        (("-k", "seal"), ["-k", "seal"]),
        (("--all", "tests/disk"), ["tests/disk"]),
    ],
)
def test_the_day_is_run_unless_all_or_some_are_asked_for(
    begun: list[list[str]], arguments: Sequence[str], told: list[str]
) -> None:
    assert start.run_checked(arguments) == 0
    assert begun == [told]


def test_the_last_line_counts_the_tests_and_the_minutes(
    begun: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.run_checked(("broken",)) == 3
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last == "测试通过 7，失败 1，跳过 2；检查都通过；用了 0.0 分钟。"


def test_a_check_that_fails_is_told_and_fails_the_whole_and_the_others_are_run_too(
    begun: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "CHECKS", (GOOD, BAD, ("auch", ("-c", "print('more'); exit(6)"))))
    assert start.run_checked(()) == 5
    said = capsys.readouterr().err
    assert "found" in said
    assert "检查schlecht没有通过" in said
    assert "more" in said
    assert "nothing" not in said
    assert begun == [["-m", "not slow"]]


def test_a_check_ends_with_the_tests_that_were_stopped(
    begun: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sign = tmp_path / "sign"

    def stopped(*_: str) -> int:
        while not sign.exists():
            time.sleep(0.02)
        raise KeyboardInterrupt

    endless = f"import pathlib, time; pathlib.Path({str(sign)!r}).touch(); time.sleep(3600)"
    monkeypatch.setattr(start, "CHECKS", (("endlos", ("-c", endless)), BAD))
    monkeypatch.setattr(start, "run_tests", stopped)
    with pytest.raises(KeyboardInterrupt):
        start.run_checked(())
    assert "没有通过" not in capsys.readouterr().err
    assert not [one for one in threading.enumerate() if isinstance(one, start.Checks)]


def test_checks_that_cannot_be_run_have_not_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "environment_python", lambda: Path("no python is here"))
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    checks = start.Checks()
    checks.start()
    assert checks.end() == start.UNFINISHED
