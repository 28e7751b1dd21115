"""Standard input, output and error that are full or closed: one sentence, and no incident."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT
from zcdesk.wording import sentence

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")

REFUSED = sentence("cli.standard_output").message
UNEXPECTED = sentence("program.unexpected").message
PROGRAM = "-m zcdesk"
FAILING = '-c \'from zcdesk.cli import app; app._own_room = None; app.run(["notice", "list"])\''
"""The program with a fault of ours in it."""


def in_shell(line: str, home: Path, program: str = PROGRAM) -> subprocess.CompletedProcess[str]:
    """Run a line whose ``zcdesk`` is this program, in a home of its own.

    The streams are led somewhere by the shell alone: the program never opens a device as a file.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return subprocess.run(
        ["bash", "-c", line.replace("zcdesk", f"{shlex.quote(sys.executable)} {program}", 1)],
        env={**own, "PYTHONPATH": str(ROOT), "HOME": str(home)},
        capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


def incidents(home: Path) -> list[Path]:
    """The records of incidents in a home."""
    return list(home.rglob("incidents/*"))


@pytest.mark.slow
def test_an_incident_would_be_found_in_that_home(tmp_path: Path) -> None:
    ended = in_shell("zcdesk", tmp_path, FAILING)
    assert UNEXPECTED in ended.stderr
    assert incidents(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "zcdesk notice list >/dev/full",
        "zcdesk case --help >/dev/full",
        "zcdesk notice schema --json - >/dev/full",
        "PYTHONUNBUFFERED=1 zcdesk --version >/dev/full",
        "zcdesk notice schema --json - >&-",
        "zcdesk --version >&-",
        "zcdesk notice list <&- >&-",
    ],
)
def test_output_that_takes_nothing_is_a_sentence_and_no_incident(line: str, tmp_path: Path) -> None:
    ended = in_shell(line, tmp_path)
    assert ended.returncode == 7
    assert ended.stderr.startswith(REFUSED)
    assert len(ended.stderr.splitlines()) == 1
    assert not incidents(tmp_path)


WRONG = "zcdesk redact --no-such-thing "
TO_WHO_GOES = "set -o pipefail; zcdesk {} | :"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *((WRONG + to, 2) for to in ("2>/dev/full", "2>&-", ">/dev/full 2>&1", ">&- 2>&- <&-")),
        pytest.param(TO_WHO_GOES.format("notice schema --json -"), 7, marks=pytest.mark.slow),
        pytest.param(TO_WHO_GOES.format("notice list"), 7, marks=pytest.mark.slow),
        pytest.param(TO_WHO_GOES.format("case --help"), 7, marks=pytest.mark.slow),
    ],
)
def test_wrong_usage_that_nobody_hears_and_a_reader_that_goes_early_end_without_a_word(
    line: str, code: int, tmp_path: Path
) -> None:
    ended = in_shell(line, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "", "")
    assert not incidents(tmp_path)


def test_a_full_standard_error_loses_what_is_told_and_nothing_else(tmp_path: Path) -> None:
    ended = in_shell("zcdesk notice list 2>/dev/full", tmp_path)
    assert ended.returncode == 0
    assert "hotan-private-2025" in ended.stdout
    assert not incidents(tmp_path)


@pytest.mark.nightly
def test_pages_are_covered_where_every_stream_but_one_is_closed(scan: Path, tmp_path: Path) -> None:
    own = "--name 张伟 --employer 新疆云岭智能装备制造有限公司"
    out = tmp_path / "out"
    ended = in_shell(f"zcdesk redact {scan} {own} --out {out} <&- >&-", tmp_path / "home")
    assert ended.returncode == 7
    assert ended.stderr.splitlines()[-1].startswith(REFUSED)
    assert [path.suffix for path in out.iterdir() if path.suffix != ".json"] == [".jpg"]
    assert not incidents(tmp_path)


def test_no_file_is_opened_in_the_place_of_a_stream_that_was_closed(tmp_path: Path) -> None:
    program = (
        "-c 'import sys; from zcdesk.cli.streams import take_streams; take_streams(); "
        "sys.exit(open(sys.argv[1]).fileno() < 3)'"
    )
    ended = in_shell(f"zcdesk {shlex.quote(__file__)} <&- >&- 2>&-", tmp_path, program)
    assert ended.returncode == 0


@pytest.mark.slow
def test_a_new_password_without_input_is_asked_of_nobody(made: Path, tmp_path: Path) -> None:
    ended = in_shell(f"zcdesk case password {shlex.quote(str(made))} <&-", tmp_path)
    assert ended.returncode == 7
    assert UNEXPECTED not in ended.stderr
    assert sentence("cli.new_password_needed").message in ended.stderr
    assert not incidents(tmp_path)
