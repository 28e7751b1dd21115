"""Every command ends with one sentence, whatever lies where a file is asked: a pipe, a device."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from zcdesk.cli.app import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices in a folder")

FACTS = "{applicant: {name: 赵启明, employer: 新疆天山桥梁工程有限公司}}"

WHO = ("--name", "赵启明", "--employer", "新疆天山桥梁工程有限公司")

COMMANDS = [
    "case new n.zcase --notice miit-2019 --facts @", "case new n.zcase --notice miit-2019 --from @",
    "case facts k.zcase @", "case facts @", "case decide k.zcase @", "case status @",
    "case history @", "case undo @", "case doubts @", "case sort @", "case limit @",
    "case password @", "case password k.zcase --new-password-file @",
    "case returned k.zcase --at 2019-10-12T09:30 --words @",
    "case sent @ --out p.html", "case paper @ --out p.pdf", "case export @ --out package",
    "batch @ --scans folder --out results --dry-run",
    "notice check @", "notice add @", "notice renew @ --from miit-2019",
    "notice renew words.txt --from @", "document 公示 --case @ --out d.docx",
    "train check @", "train add @", "train score @", "train class @ --out table",
    "case facts k.zcase --template @",
    "case status k.zcase --json @", "document 公示 --case k.zcase --out @ --force",
]  # fmt: skip
"""All that take a file without reading a picture; ``@`` is the strange one."""

STRANGE = ("pipe", "/dev/zero", "socket", "")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder, before = tmp_path_factory.mktemp("doors"), Path.cwd()
    os.chdir(folder)
    os.mkfifo("pipe")
    Path("folder").mkdir()
    os.mkfifo("folder/a.zcresult")
    bound = socket.socket(socket.AF_UNIX)
    bound.bind("socket")
    Path("facts.yaml").write_text(FACTS, "utf-8")
    Path("words.txt").write_text("关于2026年职称评审工作的通知", "utf-8")
    assert run(["case", "new", "k.zcase", "--notice", "miit-2019", "--facts", "facts.yaml"]) == 0
    yield folder
    bound.close()
    os.chdir(before)


@pytest.fixture(autouse=True)
def _bounded_time() -> Iterator[None]:
    def waited(number: int, frame: object) -> None:
        raise TimeoutError("it waits for ever")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(600)  # for a very busy computer; none of the commands takes a second
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_file_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], strange: str
) -> None:
    for command in COMMANDS:
        capsys.readouterr()
        status = run([strange if word == "@" else word for word in command.split(" ")])
        said = capsys.readouterr().err
        assert status in (1, 2, 3, 4, 7), command
        assert said.strip(), command
        assert not [word for word in ("意外", "Traceback") if word in said], command
        assert (Path("pipe").is_fifo(), Path("k.zcase").is_file()) == (True, True), command


def test_a_pipe_among_results_is_passed_over(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", "class", "folder", "--out", "table"]) == 7
    assert "a.zcresult" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    ["inspect @", "verify @", "redact @ --out o", "redact a.jpg --out @", "case add k.zcase @",
     "case add k.zcase a.jpg @", "case add k.zcase 学历证书 @", "case add @ a.jpg"],
)  # fmt: skip
def test_an_empty_name_is_no_folder(place: Path, command: str) -> None:
    for empty in ("", " ", "\t"):
        words = [empty if word == "@" else word for word in command.split(" ")]
        assert run([*words, *(WHO if words[0] in ("redact", "verify") else ())]) == 2


def test_a_used_folder_is_refused_and_left_as_it_is(shell: Shell) -> None:
    shell.write("a.jpg", "x")
    Path("out").mkdir()
    shell.write("out/001.jpg", "earlier")
    shell.write("out/report.json", {"schema": 1, "pages": [{"output": "001.jpg"}]})
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    line = f"redact a.jpg {' '.join(WHO)} --out out"
    said = shell(line, 4).err
    assert "--resume" in said
    assert "--force" in said
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before
    shell(f"{line} --force --resume", 2)
