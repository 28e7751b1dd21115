"""start.py, run as a real program in a folder of its own with Chinese and spaces in its name."""

import ast
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import start
from tests.setup.checkout import ROOT

# Stands in for the program: tells what it was given, where it stands, and leaves with a status.
PROGRAM = """
import json, os, sys
import lesson
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "lesson": lesson.WORD}))
sys.exit(7 if "fail" in sys.argv else 0)
"""

# A package that is nowhere.
ABSENT = "absent==2.0 --hash=sha256:" + "0" * 64 + "\n"


def _wheel(folder: Path, word: str) -> str:
    """Write a tiny wheel and return its line for a lock."""
    path = folder / "lesson-1.0-py3-none-any.whl"
    info = "lesson-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("lesson.py", f"WORD = {word!r}\n")
        # The lock is installed as it is: what a package asks for besides is left out on purpose.
        about = "Metadata-Version: 2.1\nName: lesson\nVersion: 1.0\nRequires-Dist: left-out\n"
        wheel.writestr(f"{info}/METADATA", about)
        tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tags)
        wheel.writestr(f"{info}/RECORD", "")
    return f"lesson==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class House:
    """A checkout with the real start.py, a program of a few lines and a lock of one wheel."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "组件 一"
        self.environment = folder / ".venv"
        windows = sys.platform == "win32"
        self.command = self.environment / ("Scripts/zcdesk.cmd" if windows else "bin/zcdesk")
        self.kept = folder / "环境 原样"
        self.wheels.mkdir(parents=True)
        shutil.copy(ROOT / "start.py", folder)
        shutil.copytree(ROOT / "starting", folder / "starting")
        (folder / "zcdesk" / "system").mkdir(parents=True)
        shutil.copy(ROOT / "zcdesk/system/spoken.py", folder / "zcdesk" / "system")
        (folder / "zcdesk" / "__init__.py").touch()
        (folder / "zcdesk" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
        self.line = _wheel(self.wheels, "学")
        self.changed = False
        self.lock(self.line)

    def lock(self, text: str) -> None:
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.folder / name).write_text(text, encoding="utf-8")

    def variables(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("PIP_")}
        nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INPUT": "1", "PIP_RETRIES": "0"}
        kept.pop("DISPLAY", None)
        return {**kept, **nowhere}

    def start(
        self, *arguments: str, folder: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(self.folder / "start.py"), *arguments],
            cwd=folder or self.folder,
            env={**self.variables(), **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    made = House(tmp_path_factory.mktemp("setup") / "程序 文件夹")
    done = made.start("--wheels", str(made.wheels), "setup")
    assert done.returncode == 0, done.stderr
    shutil.copytree(made.environment, made.kept, symlinks=True)
    return made


@pytest.fixture
def whole(house: House) -> House:
    """A house that is set up, for tests that change nothing in it."""
    if house.changed:
        house.lock(house.line)
        shutil.rmtree(house.environment)
        shutil.copytree(house.kept, house.environment, symlinks=True)
        house.changed = False
    return house


@pytest.fixture
def ready(whole: House) -> House:
    """The same house for tests that change it; the next one finds it whole again."""
    whole.changed = True
    return whole


@pytest.fixture
def empty(tmp_path: Path) -> House:
    """A house that is not set up."""
    return House(tmp_path / "程序 文件夹")


SETTING_UP = [
    ROOT / "start.py",
    ROOT / "zcdesk/system/spoken.py",
    *(ROOT / "starting").glob("*.py"),
]


def test_the_syntax_lets_an_old_python_speak() -> None:
    for path in SETTING_UP:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_set_up_needs_the_standard_library_only() -> None:
    for path in SETTING_UP:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                root = name.partition(".")[0]
                assert root in {"starting", *sys.stdlib_module_names}, (path, name)


def typed(command: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user types it, amid variables that lead Python elsewhere."""
    away = {"PYTHONPATH": str(folder), "PYTHONHOME": str(folder), "PYTHONUTF8": "0"}
    return subprocess.run(
        [str(command), *arguments],
        cwd=folder,
        env={**os.environ, **away},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


@pytest.mark.slow
def test_the_command_can_be_typed_in_any_folder(ready: House, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    done = typed(ready.command, "inspect", "扫描 一.jpg", "fail", folder=tmp_path)
    assert done.returncode == 7, done.stderr
    told = json.loads(done.stdout)
    assert told["arguments"] == ["inspect", "扫描 一.jpg", "fail"]
    assert Path(told["folder"]).samefile(tmp_path)
    assert told["lesson"] == "学"


@pytest.mark.slow
def test_the_command_goes_on_in_a_folder_that_was_moved(ready: House, tmp_path: Path) -> None:
    moved = tmp_path / "别处 二"
    shutil.copytree(ready.folder, moved, symlinks=True)
    program = moved / "zcdesk" / "__main__.py"
    program.write_text("print('moved')", encoding="utf-8")
    there = moved / ready.command.relative_to(ready.folder)
    assert typed(there, folder=tmp_path).stdout == "moved\n"
    if sys.platform != "win32":
        (tmp_path / "bin").mkdir()
        link = tmp_path / "bin" / "zcdesk"
        link.symlink_to(os.path.relpath(there, link.parent))
        assert typed(link, folder=tmp_path).stdout == "moved\n"


@pytest.mark.slow
def test_an_environment_from_before_gets_the_command(ready: House, tmp_path: Path) -> None:
    ready.command.unlink()
    assert ready.start("run").returncode == 0
    assert typed(ready.command, folder=tmp_path).returncode == 0
    done = ready.start("setup")
    assert str(ready.command.with_suffix("").relative_to(ready.folder)) in done.stderr


@pytest.mark.slow
def test_a_second_run_changes_nothing_and_says_nothing(ready: House) -> None:
    witness = ready.environment / "witness"
    witness.touch()
    run = ready.start("run", "a")
    assert run.returncode == 0
    assert run.stderr == ""
    assert witness.exists()


@pytest.mark.slow
def test_arguments_folder_and_status_are_handed_over(whole: House, tmp_path: Path) -> None:
    folder = tmp_path / "我的 材料"
    folder.mkdir()
    (folder / "lesson.py").write_text("WORD = '冒充'", encoding="utf-8")  # must not be taken
    run = whole.start("run", "inspect", "扫描 件.jpg", "--lang", "en", "fail", folder=folder)
    told = json.loads(run.stdout)
    assert told["arguments"] == ["inspect", "扫描 件.jpg", "--lang", "en", "fail"]
    assert Path(told["folder"]) == folder
    assert told["lesson"] == "学"
    assert run.returncode == 7


@pytest.mark.slow
def test_without_arguments_the_main_job_runs_in_the_current_folder(
    whole: House, tmp_path: Path
) -> None:
    told = json.loads(whole.start(folder=tmp_path).stdout)
    assert told["arguments"] == ["demo", "--out", "zcdesk-demo"]
    assert Path(told["folder"]) == tmp_path


@pytest.mark.slow
def test_it_runs_with_hardly_any_variables(whole: House, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(whole.folder / "start.py"), "run"],
        cwd=tmp_path,
        env={"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_chinese_comes_out_whatever_the_console_speaks(whole: House) -> None:
    run = whole.start("?", PYTHONIOENCODING="cp936", PYTHONUTF8="0", LC_ALL="C")
    assert run.returncode == 2
    assert "用法：" in run.stderr
    ascii_only = whole.start("--help", PYTHONIOENCODING="ascii:strict", LC_ALL="C")
    assert ascii_only.returncode == 0
    assert "用法：" in ascii_only.stdout


def asked(house: House, *arguments: str, **variables: str) -> str:
    """Return what start.py says under these variables."""
    return house.start(*arguments, folder=None, **variables).stderr


@pytest.mark.slow
def test_the_set_up_speaks_the_language_of_the_system(whole: House) -> None:
    silent = {"ZCDESK_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": ""}
    for said, beginning in (
        ({"LANG": "en_GB.UTF-8"}, "Usage: "),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "Usage: "),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "Usage: "),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "用法："),
        ({"LANG": "C"}, "用法："),
    ):
        assert asked(whole, "?", **{**silent, **said}).startswith(beginning), said
    english = {**silent, "LANG": "en_US.UTF-8"}
    assert asked(whole, "--wheels", "nowhere", "setup", **english).startswith("There is no")


def test_every_sentence_of_the_set_up_has_english_with_the_same_braces() -> None:
    chinese = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
    said = {
        node.value
        for path in SETTING_UP
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and chinese.search(str(node.value))
    }
    told = json.loads((ROOT / "starting" / "en.json").read_text("utf-8"))
    assert said == told.keys()
    for sentence, english in told.items():
        assert not chinese.search(english)
        assert sorted(re.findall(r"{.+?}", english)) == sorted(re.findall(r"{.+?}", sentence))


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["run-all"], ["setup", "x"], ["--wheels"], ["demo", "x"]])
def test_a_wrong_command_line_shows_the_right_ones(whole: House, arguments: list[str]) -> None:
    run = whole.start(*arguments)
    assert run.returncode == 2
    assert "用法：" in run.stderr


@pytest.mark.nightly
def test_an_interrupted_set_up_is_made_anew(ready: House) -> None:
    witness = ready.environment / "half-made"
    witness.touch()
    (ready.environment / "zcdesk-stamp.json").unlink()
    run = ready.start("--wheels", str(ready.wheels), "setup")
    assert run.returncode == 0, run.stderr
    assert "上次的安装没有完成" in run.stderr
    assert not witness.exists()
    assert ready.start("run").returncode == 0


@pytest.mark.slow
def test_a_new_lock_is_installed_and_a_missing_wheel_named(ready: House) -> None:
    ready.lock(ready.line + ABSENT)
    run = ready.start("setup", "--wheels", str(ready.wheels))
    assert run.returncode == start.NOT_DONE
    assert "absent==2.0" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.nightly
def test_a_wheel_with_another_content_is_not_installed(ready: House) -> None:
    ready.lock(ready.line[:-6] + "00000\n")
    (ready.environment / "zcdesk-stamp.json").unlink()
    run = ready.start("--wheels", str(ready.wheels), "setup")
    assert run.returncode == start.NOT_DONE
    assert "校验值不符" in run.stderr


def test_a_wheel_folder_that_is_not_there_is_named(empty: House) -> None:
    run = empty.start("--wheels", "没有这个", "setup")
    assert run.returncode == start.NOT_DONE
    assert "找不到文件夹" in run.stderr
    assert not empty.environment.exists()


@pytest.fixture
def silent_server() -> Iterator[str]:
    """The address of a server that takes a call and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.nightly
def test_a_network_that_is_away_is_explained(ready: House, silent_server: str) -> None:
    ready.lock(ready.line + ABSENT)
    run = ready.start(
        "setup", PIP_INDEX_URL=silent_server, PIP_DEFAULT_TIMEOUT="0.3", PIP_RETRIES="1"
    )
    assert run.returncode == start.NOT_DONE
    assert "网络不通" in run.stderr
    assert "--wheels" in run.stderr


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX terminal")
def test_ctrl_c_ends_a_set_up_with_130_and_the_next_run_starts_over(
    ready: House, silent_server: str
) -> None:
    ready.lock(ready.line + ABSENT)
    variables = {**ready.variables(), "PIP_INDEX_URL": silent_server, "PIP_DEFAULT_TIMEOUT": "60"}
    run = subprocess.Popen(
        [sys.executable, str(ready.folder / "start.py"), "setup"],
        env=variables,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert run.stderr is not None
    assert "正在从网络安装" in run.stderr.readline()
    time.sleep(0.5)  # pip is up by then; earlier is fine as well
    os.killpg(run.pid, signal.SIGINT)
    rest = run.stderr.read()
    assert run.wait(timeout=600) == 130
    assert "已停止" in rest
    assert "Traceback" not in rest
    ready.lock(ready.line)
    again = ready.start("--wheels", str(ready.wheels), "setup")
    assert "上次的安装没有完成" in again.stderr
    assert again.returncode == 0
