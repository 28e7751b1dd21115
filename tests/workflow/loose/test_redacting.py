"""Loose redaction: several runs into one folder, names of files, the folder for the results."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from tests.given import contents
from tests.program import KNOWING, ROOT, WHO, answered, drawn_scan
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import OTHER_NAME, PageState
from zcdesk.cases.file import locking
from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.cli.redact_run import needs_attention
from zcdesk.errors import OutputError
from zcdesk.export.plan.manifest import MANIFEST, Manifest
from zcdesk.finding_facts import finding_of
from zcdesk.findings import warning
from zcdesk.pages.page import Clarity, Page, PageSource
from zcdesk.verification.picture import Status, Verified
from zcdesk.wording import in_general
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.loose import redacting
from zcdesk.workflow.loose.redacting import RedactedPage, redact_scans
from zcdesk.workflow.loose.report import redaction_report, told_apart
from zcdesk.workflow.loose.verifying import files_to_verify
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.finishing import Finished
from zcdesk.workflow.one_page.sought import Sought

APPLICANT = Applicant("张伟", "新疆云岭智能装备制造有限公司")
SOUGHT = Sought(APPLICANT, frozenset({Target.NAME, Target.EMPLOYER}))
pytestmark = pytest.mark.usefixtures("lent_workers")


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> WorkerPool:
    return one_worker


def scan(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return drawn_scan(path, *lines)


def covered(*arguments: object) -> subprocess.CompletedProcess[str]:
    return answered("redact", *arguments, *WHO)


def redacted(pool: WorkerPool, paths: Sequence[Path], out: Path) -> list[RedactedPage]:
    return [page for done in redact_scans(pool, paths, SOUGHT, out) for page in done]


def told_in(out: Path) -> Any:
    return json.loads((out / redacting.REPORT).read_text("utf-8"))


@pytest.mark.nightly
def test_a_second_run_leaves_the_first_ones_pages_alone(pool: WorkerPool, tmp_path: Path) -> None:
    first, second = scan(tmp_path / "a.png", "第一条"), scan(tmp_path / "b.png", "第二条")
    out = tmp_path / "out"
    running = redact_scans(pool, [first, second], SOUGHT, out)
    pages = [*next(running), *redacted(pool, [second], out)]
    pages += [page for done in running for page in done]
    assert all(page.output for page in pages)
    assert sorted(path.suffix for path in out.iterdir()) == [".jpg"] * 3


@pytest.mark.parametrize(
    ("code", "clarity", "height", "state"),
    [
        ("clarity.blurred", Clarity.BORDERLINE, 20.0, PageState.CLEAN),
        ("clarity.blurred", Clarity.BORDERLINE, 8.0, PageState.REVIEW),
        ("clarity.blurred", Clarity.UNREADABLE, 20.0, PageState.REVIEW),
        ("clarity.cut_below", Clarity.BORDERLINE, 20.0, PageState.REVIEW),
        ("page.no_text", Clarity.BORDERLINE, 20.0, PageState.REVIEW),
        ("clarity.unread", Clarity.UNMEASURED, 20.0, PageState.REVIEW),
    ],
)
def test_a_dim_page_is_told_and_its_covers_are_only_doubted_where_letters_are_lost(
    code: str, clarity: Clarity, height: float, state: PageState
) -> None:
    source = PageSource("a.jpg", "")
    page = Page(source, 100, 100, 100, 100, clarity=clarity, measures={"height": height})
    page = replace(page, findings=(warning(code),))
    finished = Finished("", 100, 100, b"", b"", (), Verified(Status.CLEAN, ()))
    redacted = Redacted(page, (), (), finished)
    assert redacting.state_of(redacted) is state
    assert needs_attention(RedactedPage("a.jpg", 0, "", state, page.findings, redacted))


@pytest.mark.nightly
def test_two_runs_never_choose_the_same_name(pool: WorkerPool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    one = redact_scans(pool, [scan(tmp_path / "a.png", "甲乙丙丁")], SOUGHT, out)
    two = redact_scans(pool, [scan(tmp_path / "b.png", "子丑寅卯")], SOUGHT, out)
    names = [page.output for pages in zip(one, two, strict=True) for page in (*pages[0], *pages[1])]
    assert names == ["001.review.jpg", "001-2.review.jpg"], "so little print is looked at"


@pytest.mark.nightly
def test_a_page_that_a_person_must_look_at_has_a_name_of_another_kind(tmp_path: Path) -> None:
    sure, blank = scan(tmp_path / "a.png", "姓名：张伟", APPLICANT.employer), tmp_path / "b.png"
    Image.new("RGB", (900, 1200), "white").save(blank)
    run = covered(sure, blank, "--out", tmp_path / "out")
    report = told_in(tmp_path / "out")
    told = [(page["status"], page["output"]) for page in report["pages"]]
    assert told == [("masked", "001.jpg"), ("review", "002.review.jpg")]
    assert (tmp_path / "out" / "002.review.jpg").is_file()
    assert "002.review.jpg" in run.stdout
    (reason,) = report["asked"]
    assert f"1 页要看：{in_general(reason)}。" in run.stdout
    assert run.returncode == 1


@pytest.mark.slow
def test_a_page_whose_state_changes_changes_its_name_and_leaves_no_twin(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = scan(tmp_path / "a.png"), tmp_path / "out"
    for state, name in (
        (PageState.CLEAN, "001.jpg"),
        (PageState.REVIEW, "001.review.jpg"),
        (PageState.REVIEW, "001.review.jpg"),
        (PageState.MASKED, "001.jpg"),
    ):
        monkeypatch.setattr(redacting, "state_of", lambda _, state=state: state)
        ((page,),) = redact_scans(pool, [path], SOUGHT, out)
        assert page.output == name
        assert [one.name for one in out.iterdir()] == [name]
    (out / "001.jpg").write_bytes(b"edited by hand")
    monkeypatch.setattr(redacting, "state_of", lambda _: PageState.REVIEW)
    ((page,),) = redact_scans(pool, [path], SOUGHT, out)
    assert page.output == "001-2.review.jpg", "a number stands for one content"
    assert (out / "001.jpg").read_bytes() == b"edited by hand"


@pytest.mark.slow
def test_what_a_killed_run_left_is_cleared_away(pool: WorkerPool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dead, used = out / ".zcdesk-dead.partial", out / ".zcdesk-used.partial"
    for folder in (dead, used):
        folder.mkdir(parents=True)
    lock = CaseLock.acquire(used)
    assert isinstance(lock, CaseLock)
    list(redact_scans(pool, [scan(tmp_path / "a.png")], SOUGHT, out))
    assert not dead.exists()
    assert used.exists()
    lock.release()


def from_the_future(out: Path, name: str) -> Path:
    """Leave another computer's lock, as one whose clock was set back since."""
    out.mkdir(exist_ok=True)
    lock = lock_path(out / name)
    lock.write_text('{"pid": 1, "host": "another-computer"}')
    os.utime(lock, (time.time() + 86_400, time.time() + 86_400))
    return lock


@pytest.mark.slow
def test_locks_from_the_future_that_nobody_touches_hold_no_run_up(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WATCHED", 0.3)
    out = tmp_path / "out"
    for name in (redacting._PLACING, ".zcdesk-dead.partial"):
        from_the_future(out, name)
    for _ in range(2):  # the second finds the rest abandoned
        ((page,),) = redact_scans(pool, [scan(tmp_path / "a.png")], SOUGHT, out)
        assert page.output
    assert [one.name for one in out.iterdir()] == [page.output]


def test_pages_that_are_finished_wait_until_a_lock_from_the_future_is_known_as_abandoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, begun, slept = from_the_future(tmp_path, redacting._PLACING), time.monotonic(), [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: begun + sum(slept))
    mine = threading.get_ident()  # other threads of the test run sleep as well
    monkeypatch.setattr(
        time, "sleep", lambda _: slept.append(5.0) if threading.get_ident() == mine else None
    )
    with redacting._alone(tmp_path):
        assert b"another-computer" not in lock.read_bytes()
    assert sum(slept) >= locking.WATCHED


def test_a_lock_from_the_future_that_somebody_touches_ends_the_wait_and_not_the_other_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WATCHED", 0.3)
    monkeypatch.setattr(redacting, "_LONGEST_WAIT", 1.0)
    lock = from_the_future(tmp_path, redacting._PLACING)

    def beat(_: float) -> None:
        time.sleep(0.01)
        later = lock.stat().st_mtime + 1
        os.utime(lock, (later, later))

    beating = SimpleNamespace(monotonic=time.monotonic, sleep=beat)
    monkeypatch.setattr(redacting, "time", beating)
    with pytest.raises(OutputError), redacting._alone(tmp_path):
        pytest.fail("two give names at once")
    assert b"another-computer" in lock.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of Unix")
def test_whoever_ends_the_program_does_not_wait_for_another_run_to_give_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    def interrupted(seconds: float) -> None:
        slept.append(seconds)
        assert len(slept) < 50
        os.kill(os.getpid(), signal.SIGINT)

    waiting = SimpleNamespace(monotonic=time.monotonic, sleep=interrupted)
    monkeypatch.setattr(redacting, "time", waiting)
    lock = CaseLock.acquire(tmp_path / redacting._PLACING)
    assert isinstance(lock, CaseLock)
    try:
        with pytest.raises(KeyboardInterrupt), redacting._alone(tmp_path):
            pytest.fail("two give names at once")
    finally:
        lock.release()
    assert len(slept) == 1
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_by_the_folder_of_the_results(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path / "a.png")

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="disk_full") as told:
        list(redact_scans(pool, [path], SOUGHT, tmp_path / "结果"))
    assert told.value.details["file"] == "结果"


def test_a_full_disk_in_a_worker_names_no_place_of_waiting(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original: Any = run_each

    def failing(running: WorkerPool, task: object, tasks: object) -> Iterator[object]:
        for outcome in original(running, task, tasks):
            if task is redact_page:
                object.__setattr__(outcome, "error", OutputError("output.disk_full", file="1.jpg"))
                object.__setattr__(outcome, "result", None)
            yield outcome

    monkeypatch.setattr(redacting, "run_each", failing)
    with pytest.raises(OutputError, match="disk_full") as told:
        list(redact_scans(pool, [scan(tmp_path / "a.png")], SOUGHT, tmp_path / "结果"))
    assert told.value.details["file"] == "结果"


def test_the_report_counts_why_pages_are_to_be_looked_at() -> None:
    other, moire = finding_of("page.other_name"), finding_of("clarity.moire")
    states = (
        (PageState.REVIEW, (other, other, moire)),
        (PageState.REVIEW, (other, finding_of("clarity.cut_below"))),
        (PageState.MASKED, (other,)),
    )
    pages = [RedactedPage("a.pdf", n, "", *found) for n, found in enumerate(states)]
    report = redaction_report(pages, [Path("a.pdf")], APPLICANT, beside=True)
    assert report.asked == {"page.other_name": 2, "clarity.cut_below": 1}
    assert [one.code for one in report.pages[0].findings] == ["page.other_name", "clarity.moire"]


@pytest.mark.nightly
def test_same_named_files_are_told_apart_in_the_report(pool: WorkerPool, tmp_path: Path) -> None:
    paths = [scan(tmp_path / "一" / "扫描.png"), scan(tmp_path / "二" / "扫描.png", "另一份")]
    paths.append(scan(tmp_path / "张伟" / "扫描.png", "第三份"))
    pages = redacted(pool, paths, tmp_path / "out")
    report = redaction_report(pages, paths, APPLICANT, beside=True)
    assert [page.source for page in report.pages] == ["一/扫描.png", "二/扫描.png", "file-003.png"]


@pytest.mark.slow
def test_a_scan_in_an_archive_whose_name_carries_the_identity_is_told_by_its_number(
    pool: WorkerPool, tmp_path: Path
) -> None:
    inner = scan(tmp_path / "扫描.png")
    for name in ("张伟.zip", "材料.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            packed.write(inner, "扫描.png")
    paths = [tmp_path / "张伟.zip", tmp_path / "材料.zip"]
    pages = redacted(pool, paths, tmp_path / "out")
    order = [Path(page.source) for page in sorted(pages, key=lambda page: page.file)]
    told = [page.source for page in redaction_report(pages, order, APPLICANT, beside=False).pages]
    assert told == ["file-001.png", str(tmp_path / "材料.zip" / "扫描.png")]


def test_files_are_told_apart_by_as_little_as_needed() -> None:
    paths = [Path("/a/b/1.jpg"), Path("/c/b/1.jpg"), Path("/c/b/2.jpg")]
    assert list(told_apart(paths).values()) == ["2.jpg", "a/b/1.jpg", "c/b/1.jpg"]


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_unicode_spoils_no_report(pool: WorkerPool, tmp_path: Path) -> None:
    good = scan(tmp_path / "good.png")
    bad = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.png"))
    good.rename(bad)
    pages = redacted(pool, [bad], tmp_path / "out")
    told = redaction_report(pages, [bad], APPLICANT, beside=True).model_dump_json()
    assert json.loads(told)["pages"][0]["output"] == "001.jpg"
    command = [*KNOWING, "redact", str(bad), "--out", str(tmp_path / "out2"), *WHO]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=600, check=False)
    assert b"Traceback" not in run.stderr
    assert told_in(tmp_path / "out2")["pages"]


def test_the_results_may_not_lie_among_the_originals(tmp_path: Path) -> None:
    folder = scan(tmp_path / "扫描件" / "a.png").parent
    for out, said in ((folder, "扫描件"), (folder / "下面", "扫描件"), ("", "--out")):
        run = covered(folder, "--out", out)
        assert run.returncode == 2
        assert said in run.stderr
    assert [path.name for path in folder.iterdir()] == ["a.png"]


def test_an_empty_folder_needs_a_person(tmp_path: Path) -> None:
    folder = tmp_path / "没有东西"
    folder.mkdir()
    run = covered(folder, "--out", tmp_path / "out")
    assert run.returncode == 7
    assert "没有东西" in run.stderr
    assert (tmp_path / "out" / "report.json").exists()


@pytest.mark.nightly
def test_somebody_elses_page_waits_even_where_she_signed(pool: WorkerPool, tmp_path: Path) -> None:
    signed = ("姓名：李建国　性别：男", "考核等次：合格", "考核负责人：张伟")
    page = scan(tmp_path / "考核.png", *signed)
    for targets in (SOUGHT.targets, frozenset[Target]()):
        sought = replace(SOUGHT, targets=targets)
        ((done,),) = redact_scans(pool, [page], sought, tmp_path / f"out{len(targets)}")
        assert done.state is PageState.REVIEW
        assert OTHER_NAME in [finding.code for finding in done.findings]


def reported(out: Path) -> list[str]:
    return [page["output"] for page in told_in(out)["pages"]]


@pytest.mark.parametrize("name", ["../a.jpg", "/etc/x.jpg", "notes.jpg", "001.png", "1.jpg", "con"])
def test_only_names_that_a_run_gives_are_of_an_earlier_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "001.jpg").write_bytes(b"x")
    (tmp_path / "notes.jpg").write_bytes(b"x")
    pages = [{"output": name}, {"output": "001.jpg"}, {"output": "009.jpg"}, {"output": None}]
    (tmp_path / redacting.REPORT).write_text(json.dumps({"pages": pages}), "utf-8")
    assert redacting.pages_of_earlier_run(tmp_path) == (tmp_path / "001.jpg",)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pages": 3}', "{" * 9000])
def test_a_report_that_is_none_tells_of_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / "001.jpg").write_bytes(b"x")
    (tmp_path / redacting.REPORT).write_text(content, "utf-8")
    assert redacting.pages_of_earlier_run(tmp_path) == ()


@pytest.mark.nightly
def test_a_second_run_continues_or_replaces_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    first = drawn_scan(tmp_path / "a.png", "姓名：张伟")
    second = drawn_scan(tmp_path / "b.png", "毕业证书")
    out = tmp_path / "out"
    assert covered(first, second, "--out", out).returncode in (0, 1)
    before = contents(out)
    assert covered(first, second, "--out", out).returncode == 4
    assert covered(first, second, "--out", out, "--resume").returncode in (0, 1)
    assert contents(out) == before
    (out / "notes.txt").write_text("mine", "utf-8")
    (out / "photo.jpg").write_bytes(b"mine")
    assert covered(second, "--out", out, "--force").returncode in (0, 1)
    kept = {path.name for path in out.iterdir()}
    assert kept == {*reported(out), redacting.REPORT, "notes.txt", "photo.jpg"}
    assert len(reported(out)) == 1
    assert reported(out)[0].startswith("001.")


@pytest.mark.slow
@pytest.mark.parametrize("given", ["--resume", "--force"])
def test_pages_that_no_report_names_are_told_and_stay(tmp_path: Path, given: str) -> None:
    command = (drawn_scan(tmp_path / "a.png", "姓名：张伟"), "--out", tmp_path / "out")
    out = tmp_path / "out"
    out.mkdir()
    (out / "002.review.jpg").write_bytes(b"of a run that was killed")
    refused = covered(*command)
    assert [path.name for path in out.iterdir()] == ["002.review.jpg"]
    done = covered(*command, given)
    assert contents(out).keys() == {*reported(out), redacting.REPORT, "002.review.jpg"}
    assert [run.returncode for run in (refused, done)] == [4, 1]
    assert all("002.review.jpg" in run.stderr for run in (refused, done))


@pytest.mark.nightly
def test_a_run_whose_report_lies_elsewhere_is_not_mixed_with_another(tmp_path: Path) -> None:
    command = ("--out", tmp_path / "out", "--report", tmp_path / "r.json")
    first, second = (drawn_scan(tmp_path / f"{name}.png", "毕业证书", name) for name in "ab")
    assert covered(*command, first).returncode in (0, 1)
    before = contents(tmp_path / "out")
    assert covered(*command, second).returncode == 4
    assert contents(tmp_path / "out") == before


@pytest.mark.slow
@pytest.mark.parametrize("given", [(), ("--resume",), ("--force",)])
def test_a_scan_that_an_earlier_report_names_stays(tmp_path: Path, given: tuple[str, ...]) -> None:
    named = scan(tmp_path / "out" / "001.jpg", "姓名：张伟")
    before = named.read_bytes()
    (named.parent / redacting.REPORT).write_text(
        json.dumps({"pages": [{"output": "001.jpg"}]}), "utf-8"
    )
    assert covered(named, "--out", named.parent, *given).returncode in (0, 1)
    assert named.read_bytes() == before


FILES = (
    "上传/1 学历证书/001.jpg", "上传/文书/公示.docx", "自用/上传清单.html", "自用/文书/公示.docx",
    "自用/文书/公示.pdf", "自用/文书/001.jpg", "自用/填报文字.html", "自用/改动对照.html",
    "自用/遮盖位置图.pdf", "填报文字.html",
)  # fmt: skip
OWN = ["自用/填报文字.html", "自用/改动对照.html", "自用/文书/公示.docx", "自用/文书/公示.pdf"]


def package(folder: Path, content: bytes) -> Path:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    (folder / MANIFEST).write_bytes(content)
    return folder


OURS = Manifest(program="zcdesk 0", notice="n", pages=(), left_out=(), files=()).to_bytes()


def own(*paths: Path) -> list[str]:
    return sorted(file.shown for file in files_to_verify(paths).own)


def test_forms_and_texts_of_a_package_are_hers_anywhere(tmp_path: Path) -> None:
    whole = package(tmp_path / "人" / "包", OURS)
    assert own(whole) == OWN
    assert own(tmp_path) == [f"人/包/{name}" for name in OWN]
    meant = files_to_verify([whole])
    assert len(meant.files) + len(meant.own) == len(FILES) + 1


@pytest.mark.parametrize("content", [b"{}", b"", b"[]"])
def test_a_folder_that_is_no_package_of_ours_is_read_whole(tmp_path: Path, content: bytes) -> None:
    assert own(package(tmp_path, content)) == []


def test_what_is_named_by_itself_is_read_whatever_it_is(tmp_path: Path) -> None:
    whole = package(tmp_path, OURS)
    assert own(whole / "自用", whole / "自用" / "填报文字.html", whole / "自用" / "文书") == []
