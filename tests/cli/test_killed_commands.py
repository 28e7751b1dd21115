"""Commands that are killed at a call that changes the disk: told as done is done, nothing is half.

The kill is the system's own, in the middle of a call that writes, flushes, renames or removes, of
Python or of SQLite. Windows has no way to hit one so exactly.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.shell import FACTS, NOTICE
from tests.setup.checkout import ROOT
from zcdesk.cases.file.repairing import damage
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.cli.app import run
from zcdesk.wording import sentence

CHANGING = (
    "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir"
)
OLD = b"what stood there before"
Moment = tuple[str, int]
"""Name of a call, and which of its kind."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@dataclass(frozen=True)
class Command:
    """A command, what it tells when it is done, and whether what it made is there."""

    arguments: str  # ``{home}`` stands for the folder
    told: str  # code of the sentence that says that it is done
    status: int  # where nobody kills it
    stands: Callable[[Path], bool]  # tells whether the new state stands, asserts that one does
    left: set[str]  # what lies in the folder after the next run
    by_day: Sequence[Moment]  # when it is killed by day; at night it is at every call


def form_stands(home: Path) -> bool:
    """The form of before lies under its own name or under that of a copy; the new one is whole."""
    made, kept = home / "公示.docx", home / "公示.1.docx"
    if not kept.exists():
        assert made.read_bytes() == OLD
        return False
    assert kept.read_bytes() == OLD
    return made.exists() and is_packed(made)


def is_packed(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
    return True


def schema_stands(home: Path) -> bool:
    content = (home / "n.json").read_bytes()
    if content == OLD:
        return False
    assert json.loads(content)["properties"]
    return True


def password_stands(home: Path) -> bool:
    changed = looks_encrypted(home / "a.zcase")
    is_the_case(home / "a.zcase", "p" if changed else None)
    return changed


def repaired_stands(home: Path) -> bool:
    if not (home / "b.zcase").exists():
        return False
    is_the_case(home / "b.zcase", None)
    return True


def is_the_case(path: Path, password: str | None) -> None:
    assert damage(path, password) == ()
    with open_case(path, password=password) as stored:
        assert stored.case.applicant.name == "张伟"
        assert len(stored.case.pages) == 1  # whose original was looked at by the full check
        assert not stored.read_only


COMMANDS = {
    "a form": Command(
        "document posting --case {home}/a.zcase --out {home}/公示.docx",
        "cli.document_made",
        1,
        form_stands,
        {"a.zcase", "公示.docx", "公示.1.docx"},
        (("fsync", 1), ("rename", 2)),
    ),
    "a password": Command(
        "case password {home}/a.zcase --new-password-file {home}/word",
        "cli.password_set",
        0,
        password_stands,
        {"a.zcase", "word"},
        (("rename", 1),),
    ),
    "a repair": Command(
        "case repair {home}/a.zcase --out {home}/b.zcase",
        "cli.case_rescued",
        1,
        repaired_stands,
        {"a.zcase", "b.zcase"},
        (("pwrite64", 70), ("rename", 2)),
    ),
    "a notice's schema": Command(
        "notice schema --json {home}/n.json",
        "",
        0,
        schema_stands,
        {"n.json"},
        (("fsync", 1), ("rename", 1)),
    ),
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one person with a scan."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "f.yaml").write_text(FACTS, "utf-8")
    new = ["case", "new", str(folder / "a.zcase"), "--notice", NOTICE]
    assert run([*new, "--facts", str(folder / "f.yaml")]) == 0
    noise = random.Random(1).randbytes(120 * 120 * 3)
    Image.frombytes("RGB", (120, 120), noise).save(folder / "a.png")
    assert run(["case", "add", str(folder / "a.zcase"), "diploma", str(folder / "a.png"),
                "--later"]) == 0  # fmt: skip
    return folder / "a.zcase"


def laid(name: str, begun: Path, home: Path) -> None:
    """Lay down what the command finds."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    if name == "a form":
        (home / "公示.docx").write_bytes(OLD)
    elif name == "a password":
        (home / "word").write_text("p\n", "utf-8")
    elif name == "a notice's schema":
        (home / "n.json").write_bytes(OLD)
        return
    raw = begun.read_bytes()
    (home / "a.zcase").write_bytes(bytes(4096) + raw[4096:] if name == "a repair" else raw)


def arguments_of(name: str, home: Path) -> list[str]:
    return COMMANDS[name].arguments.format(home=home).split()


def words_of(code: str) -> str:
    """Return the longest words of a sentence between its blanks."""
    words = sentence(code, file="@", form="@").message.split("@")
    return max(words, key=len)


def killed(name: str, home: Path, at: Moment | None) -> tuple[bool, bool]:
    """Run a command that is killed at a moment, if any; tell whether it was, and told its end."""
    injected = ["-e", f"inject={at[0]}:signal=KILL:when={at[1]}"] if at else []
    log = home.with_name("calls")
    ended = subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", f"trace={CHANGING}", *injected,
         sys.executable, "-m", "zcdesk", *arguments_of(name, home)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home.with_name("own")),
             "XDG_DATA_HOME": str(home.with_name("own"))},
        capture_output=True,
        check=False,
    )  # fmt: skip
    command = COMMANDS[name]
    said = ended.stdout.decode()
    told = bool(command.told) and words_of(command.told) in said
    if ended.returncode < 0:
        return True, told
    assert ended.returncode == command.status, ended.stderr.decode()
    return False, told or not command.told


def survives(name: str, begun: Path, home: Path, at: Moment) -> bool:
    """Kill a command at a moment and look at what is there; return whether it was killed."""
    command = COMMANDS[name]
    laid(name, begun, home)
    damaged = (home / "a.zcase").read_bytes() if name == "a repair" else b""
    struck, told = killed(name, home, at)
    stands = command.stands(home)
    assert stands or not told, at
    if struck:
        if not (stands and name in ("a password", "a repair")):  # which opening the case tidied
            assert run(arguments_of(name, home)) == command.status, at
        assert command.stands(home), at
    assert {one.name for one in home.iterdir()} == command.left, at
    if damaged:
        assert (home / "a.zcase").read_bytes() == damaged
    return struck


def moments_of(name: str, begun: Path, home: Path) -> list[Moment]:
    """Return every call of a command that changes the disk."""
    laid(name, begun, home)
    assert killed(name, home, None) == (False, True)
    counts: Counter[str] = Counter()
    moments: list[Moment] = []
    lines = home.with_name("calls").read_text("utf-8", "replace").splitlines()
    first = lines[0].split()[0]
    for line in lines:
        process, call = line.split()[:2]
        call = call.partition("(")[0]
        if process == first and call in CHANGING.split(","):
            counts[call] += 1
            moments.append((call, counts[call]))
    return moments


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_leaves_the_old_or_the_new_and_the_next_run_tidies_up(
    tmp_path: Path, begun: Path, name: str
) -> None:
    for at in COMMANDS[name].by_day:
        assert survives(name, begun, tmp_path / "home", at)


@pytest.mark.nightly
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_at_any_call_leaves_the_old_or_the_new(
    tmp_path: Path, begun: Path, record_property: Callable[[str, object], None], name: str
) -> None:
    home = tmp_path / "home"
    moments = moments_of(name, begun, home)
    kills = sum(survives(name, begun, home, at) for at in moments)
    assert kills >= len(moments) - 2  # names of temporary files may lie otherwise
    record_property("figure", f"{kills} kills, 0 half or lost")
