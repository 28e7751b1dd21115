"""The whole hostile corpus through the commands, as a user gets it; each file in its own words."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from tests.batch.roster.test_broken_rosters import BROKEN, TOLD
from tests.cli.test_commands import zcdesk
from tests.hostile import corpus, fuzzing, places
from tests.hostile.entry import HALF, Expected, Refused
from tests.program import ROOT, WHO
from zcdesk.wording import codes

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform == "win32", reason="names and limits of Linux"),
]

MEMORY = 2 << 30
UNREAD = {f"scan.{code}" for code in (*HALF, "too_many_pixels", "too_complex", "locked")}
UNEXPECTED = {"program.unexpected", "page.unforeseen"}
Record = Callable[[str, object], None]
Laid = tuple[Path, dict[str, Expected]]


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """The corpus in a folder, and what must become of each file."""
    folder = tmp_path_factory.mktemp("材料")
    return folder, corpus.lay(folder, corpus.entries())


def long_run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command over hundreds of files."""
    return subprocess.run(
        [sys.executable, "-m", "zcdesk", *map(str, arguments)], capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, encoding="utf-8", timeout=7200,
    )  # fmt: skip


def must_be_calm(run: subprocess.CompletedProcess[str]) -> None:
    """Check that a command ended as commands do: no traceback, no fault of ours, no death."""
    assert run.returncode in (0, 1), run.stderr[-2000:]
    said = run.stdout + run.stderr
    for word in ("Traceback", "Fatal Python error", "Warning:", "Error:", "程序遇到"):
        assert word not in said, said[said.index(word) - 300 :][:900]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY


def named(run: subprocess.CompletedProcess[str], expected: Mapping[str, Expected]) -> int:
    """Return how many refused files are named by a sentence on the standard error."""
    refused = [name for name, wanted in expected.items() if isinstance(wanted, Refused)]
    plain = [name for name in refused if not name.endswith(".zip")]
    assert [name for name in plain if f"“{name}”" not in run.stderr] == []
    return len(plain)


@pytest.mark.parametrize("command", ["inspect", "redact"])
def test_every_file_of_the_corpus_is_answered_as_it_must_be(
    laid: Laid, command: str, tmp_path: Path, record_property: Record
) -> None:
    folder, expected = laid
    report = tmp_path / "report.json"
    more = ("--json", report)
    if command == "redact":
        more = (*WHO, "--out", tmp_path / "out", "--report", report)  # type: ignore[assignment]
    run = long_run(command, folder, *more)
    must_be_calm(run)
    pages = json.loads(report.read_text("utf-8"))["pages"]
    answers = corpus.reported(pages, folder)
    assert corpus.amiss(expected, answers) == {}
    assert {code for one in answers.values() for code in one.refused | one.told} <= codes()
    assert not {code for one in answers.values() for code in one.refused} & UNEXPECTED
    told = named(run, expected)
    record_property("figure", f"{len(expected)} hostile files, {told} refused ones named in full")


def test_verify_names_every_file_of_the_corpus_and_calls_no_broken_one_clean(
    laid: Laid, tmp_path: Path, record_property: Record
) -> None:
    folder, expected = laid
    run = long_run("verify", folder, *WHO, "--json", tmp_path / "v.json")
    must_be_calm(run)
    files = json.loads((tmp_path / "v.json").read_text("utf-8"))["files"]
    status = {Path(one["file"]).name: one["status"] for one in files}
    assert len(files) == len(expected)
    # What redact refuses for its kind or its place in an archive may be read through all the same.
    clean = {name for name in expected if status.get(name) == "clean"}
    refused = [(name, one) for name, one in expected.items() if isinstance(one, Refused)]
    broken = {name for name, one in refused if one.codes & UNREAD and not name.endswith(".zip")}
    assert clean & broken == set()
    assert [name for name in clean if name.startswith(("locked", "cut"))] == []
    record_property("figure", f"{len(files)} hostile files verified, 0 broken ones clean")


def test_odd_names_go_through_the_commands(tmp_path: Path, record_property: Record) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    laid_names = places.lay_names(folder)
    for command, more in (
        ("inspect", ("--json", tmp_path / "i.json")),
        ("redact", (*WHO, "--out", tmp_path / "out", "--report", tmp_path / "r.json")),
    ):
        run = long_run(command, folder, *more)
        must_be_calm(run)
        report = tmp_path / f"{command[0]}.json"
        pages = json.loads(report.read_text("utf-8"))["pages"]
        assert len(pages) == len(laid_names) - 1, command  # "~$" and the like are the system's own
        assert all(page["status"] != "refused" for page in pages)
        for line in run.stderr.splitlines():
            assert "\x1b" not in line
    record_property("figure", f"{len(laid_names)} odd names of files, all taken")


def test_a_file_that_grows_or_vanishes_meanwhile_keeps_nobody_waiting(tmp_path: Path) -> None:
    good = places.GOOD
    growing, going = tmp_path / "长.png", tmp_path / "走.png"
    (tmp_path / "好.png").write_bytes(good)
    done = threading.Event()

    def disturb() -> None:
        while not done.is_set():
            with growing.open("ab") as stream:
                stream.write(good)
            going.write_bytes(good)
            time.sleep(0.002)
            going.unlink(missing_ok=True)

    disturbing = threading.Thread(target=disturb)
    disturbing.start()
    try:
        for _ in range(5):
            growing.write_bytes(good)
            going.write_bytes(good)
            run = zcdesk("inspect", tmp_path / "好.png", growing, going, "--json", "-")
            must_be_calm(run)
            pages = json.loads(run.stdout)["pages"]
            assert len(pages) == 3
            (good_one,) = [one for one in pages if one["source"].endswith("好.png")]
            assert good_one["status"] == "accepted"
    finally:
        done.set()
        disturbing.join()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_roster_is_told_by_the_command(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    (tmp_path / "scans").mkdir()
    run = zcdesk("batch", tmp_path / name, "--scans", tmp_path / "scans", "--out", tmp_path / "out")
    must_be_calm(run)
    assert run.returncode == 1
    assert name in run.stderr


@pytest.mark.parametrize("name", TOLD)
def test_broken_answers_are_told_by_the_commands(name: str, tmp_path: Path) -> None:
    told, good = tmp_path / f"{name}.yaml", tmp_path / "good.yaml"
    told.write_text(TOLD[name], "utf-8")
    good.write_text("{}", "utf-8")
    case = tmp_path / "a.zcase"
    refused = zcdesk("case", "new", case, "--notice", NOTICE, "--facts", told)
    must_be_calm(refused)
    assert (refused.returncode, case.exists()) == (1, False)
    assert told.name in refused.stderr
    assert zcdesk("case", "new", case, "--notice", NOTICE, "--facts", good).returncode in (0, 1)
    before = case.read_bytes()
    decided = zcdesk("case", "decide", case, told)
    must_be_calm(decided)
    assert decided.returncode == 1
    assert told.name in decided.stderr
    assert case.read_bytes() == before


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_notice_or_case_is_told_by_the_commands(seed: int, tmp_path: Path) -> None:
    profile, case = tmp_path / "我的.yaml", tmp_path / "案.zcase"
    profile.write_bytes(fuzzing.TARGETS["notice.yaml"].input(seed))
    case.write_bytes(fuzzing.TARGETS["zcase"].input(seed))
    checked = zcdesk("notice", "check", profile)
    must_be_calm(checked)
    assert checked.returncode == 0 or profile.name in checked.stderr
    status = zcdesk("case", "status", case)
    must_be_calm(status)
    assert status.returncode == 0 or status.stderr.strip()


def test_a_good_roster_beside_hostile_scans_is_worked_to_its_end(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    for row in PEOPLE:
        (scans / row[0]).mkdir(parents=True)
    rows = [[row[0], EMPLOYER, NOTICE, row[0], ""] for row in PEOPLE]
    chosen = corpus.spread(9)
    for place, entry in enumerate(chosen):
        (scans / PEOPLE[place % len(PEOPLE)][0] / entry.name).write_bytes(entry.make())
    roster = write_roster(tmp_path / "r.xlsx", rows, HEAD)
    run = long_run("batch", roster, "--scans", scans, "--out", tmp_path / "out")
    must_be_calm(run)
    assert run.returncode == 1
