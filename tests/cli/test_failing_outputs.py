"""Whatever a command writes: a disk that fails at any call leaves the old file or the new one."""

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.batch.drawn import write_roster
from tests.cli.shell import EMPLOYER, FACTS, NOTICE
from tests.failing_disk import Fault, Killed, acting, let_calls_fail
from zcdesk.cli.app import run
from zcdesk.doctor import examining
from zcdesk.wording import sentence

pytestmark = pytest.mark.nightly

OLD = b"what stood there before"
MOST = 200
"""No command calls the system so often."""

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "ENODEV")
UNEXPECTED = sentence("program.unexpected").message


@dataclass(frozen=True)
class Command:
    """A command that writes."""

    arguments: str  # ``{home}``: the folder of what is read, ``{out}``: that of results
    file: str  # name in ``out``; it stands there before
    status: int = 0  # where nothing fails
    keeps: str = ""  # name under which another file that stood there is kept
    over: bool = True  # whether it writes over what stands there


CASE, ROSTER = "{home}/a.zcase", "batch {home}/roster.xlsx --scans {home}/scans"
COMMANDS = {
    "a form": Command(
        f"document posting --case {CASE} --out {{out}}/公示.docx", "公示.docx", 1, "公示.1.docx"
    ),
    "what was sent": Command(f"case sent {CASE} --out {{out}}/s.html", "s.html", keeps="s.1.html"),
    "papers": Command(f"case paper {CASE} --out {{out}}/纸.pdf", "纸.pdf", keeps="纸.1.pdf"),
    "a status": Command(f"case status {CASE} --json {{out}}/s.json", "s.json", 1),
    "a schema": Command("notice schema --json {out}/n.json", "n.json"),
    "diagnostics": Command("doctor --report {out}/诊断.json", "诊断.json"),
    "a roster": Command("batch --template {out}/r.xlsx", "r.xlsx", over=False),
    "tables": Command(f"{ROSTER} --out {{out}} --resume", "results.xlsx", 1),
    "a check": Command(f"{ROSTER} --dry-run --json {{out}}/c.json", "c.json"),
    "a case": Command(
        f"case new {{out}}/b.zcase --notice {NOTICE} --facts {{home}}/f.yaml", "b.zcase", over=False
    ),
}
BY_DAY = ("a form", "what was sent", "tables", "a case", "diagnostics")
GONE_BY_DAY = ("what was sent", "tables")
WAYS: dict[str, Callable[[str], BaseException]] = {
    "killed": Killed,
    **{name: partial(OSError, getattr(errno, name)) for name in ERRORS},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, facts, a roster of one person and no scans of hers."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "f.yaml").write_text(FACTS, "utf-8")
    case, facts = str(folder / "a.zcase"), str(folder / "f.yaml")
    assert run(["case", "new", case, "--notice", NOTICE, "--facts", facts]) == 0
    write_roster(folder / "roster.xlsx", [["张伟", EMPLOYER, NOTICE, "张伟"]])
    (folder / "scans" / "李四").mkdir(parents=True)
    return folder


@pytest.fixture(autouse=True)
def disk(monkeypatch: pytest.MonkeyPatch) -> None:
    let_calls_fail(monkeypatch)
    # What is seen of this computer takes seconds, and only the file counts here.
    monkeypatch.setattr(examining, "examine", lambda *_: iter(()))


def called(command: Command, home: Path, out: Path) -> int:
    return run(command.arguments.format(home=home, out=out).split())


def begun(folder: Path, command: Command) -> Path:
    folder.mkdir()
    out = folder / "out"
    out.mkdir()
    if command.over:
        (out / command.file).write_bytes(OLD)
    return out


def lying(out: Path) -> dict[str, bytes]:
    """Return the files; a person's letter in a folder of hers is none that the command names."""
    files = out.iterdir() if out.is_dir() else ()
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def is_old_or_new(command: Command, found: dict[str, bytes], *, gone: bool) -> bool:
    """Tell whether each file is the old one or a whole new one.

    A form that stood there lies beside it, under its own name, once the new one is written; a disk
    that is gone in between leaves it there.
    """
    if command.keeps in found:
        return found[command.keeps] == OLD and (gone or command.file in found)
    first = found.get(command.file, b"")
    return not command.over or first == OLD or len(first) > len(OLD)


def fails_everywhere(
    folder: Path,
    home: Path,
    command: Command,
    error: Callable[[int], BaseException],
    lasting: bool,
    told: Callable[[], str],
) -> int:
    """Let each call fail in turn; return how many there were."""
    for at in range(1, MOST):
        out = begun(folder / f"{at}", command)
        fault = Fault(str(out), at, lambda at=at: error(at), lasting)  # type: ignore[misc]
        status = None
        with acting(fault), suppress(Killed):
            status = called(command, home, out)
        said = told()
        found = lying(out)
        assert is_old_or_new(command, found, gone=lasting), (at, sorted(found))
        if status is not None:
            assert UNEXPECTED not in said, (at, said)
        if not lasting and fault.struck:
            left = [name for name in found if name.endswith(".partial")]
            assert not left or fault.event == "os.remove", (at, left)
            named = command.file in said or out.name in said
            assert status == command.status or named, (at, said)
        if not command.over:  # what is there is never written over
            (out / command.file).unlink(missing_ok=True)
        assert called(command, home, out) == command.status, (at, told())
        after = set(lying(out)) - {command.keeps}
        assert after == {command.file}, (at, after)
        told()
        if not fault.struck:
            return at
    raise AssertionError("the command never came to an end")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What was said since it was asked last."""
    return lambda: "".join(capsys.readouterr())


def mixed(at: int) -> BaseException:
    return WAYS[ERRORS[at % len(ERRORS)]]("no")


@pytest.mark.parametrize("name", BY_DAY)
def test_one_call_that_fails_leaves_the_old_file_or_the_new_and_is_told(
    tmp_path: Path, home: Path, told: Callable[[], str], name: str
) -> None:
    assert fails_everywhere(tmp_path, home, COMMANDS[name], mixed, False, told) > 4


@pytest.mark.parametrize("way", ["killed", "ENODEV"])
@pytest.mark.parametrize("name", GONE_BY_DAY)
def test_a_disk_that_is_gone_or_a_kill_leaves_the_old_file_or_the_new(
    tmp_path: Path, home: Path, told: Callable[[], str], name: str, way: str
) -> None:
    error = WAYS[way]
    assert fails_everywhere(tmp_path, home, COMMANDS[name], lambda _: error("no"), True, told) > 4


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_goes_wrong_at_whatever_call_the_old_file_or_the_new_stands(
    tmp_path: Path,
    home: Path,
    told: Callable[[], str],
    record_property: Callable[[str, object], None],
    name: str,
    way: str,
    lasting: bool,
) -> None:
    if way == "killed" and (name == "a case" or not lasting):
        pytest.skip("a kill lasts; the lock of a case is held by this process, which lives on")
    error = WAYS[way]
    calls = fails_everywhere(tmp_path, home, COMMANDS[name], lambda _: error("no"), lasting, told)
    record_property("figure", f"{calls} calls failed, 0 mixed or lost")
