"""The command line as scripts meet it: real processes, exit statuses, reports."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.program import KNOWING, ROOT, WHO, answered, drawn_scan, waited_for

VARIABLES = {**os.environ, "PYTHONPATH": str(ROOT)}


def loaded_by(arguments: list[str], heavy: set[str]) -> set[str]:
    """Run a command in a process of its own; return which of these modules it loaded."""
    script = (
        "import sys\nfrom zcdesk.cli.app import run\nrun(sys.argv[1:])\n"
        "print('loaded', *sys.modules.keys())"
    )
    done = _run(sys.executable, "-c", script, *arguments)
    assert done.returncode == 0, done.stderr
    word, *modules = done.stdout.splitlines()[-1].split()
    assert word == "loaded"
    return heavy & set(modules)


def zcdesk(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return _run(*KNOWING, *map(str, arguments), cwd=cwd)


def _run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=VARIABLES, cwd=cwd, capture_output=True, encoding="utf-8", timeout=600
    )


class Redacted(NamedTuple):
    """A finished run, and what it wrote."""

    run: subprocess.CompletedProcess[str]
    out: Path


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with good and bad files."""
    folder = tmp_path_factory.mktemp("扫描 件")
    pages = {
        "有姓名.jpg": typed("申报单位：新疆云岭智能装备制造有限公司", "姓名：张伟，性别：男"),
        "没有.png": typed("第一条 为规范工作，制定本办法。", "第二条 本办法自印发之日起施行。"),
        "张伟的证书.jpg": typed("兹证明张伟同志参加培训，成绩合格。"),
    }
    for name, picture in pages.items():
        Image.fromarray(picture).save(folder / name, dpi=(150, 150), quality=92)
    (folder / "空.jpg").write_bytes(b"")
    (folder / "说明.jpg").write_text("这不是图片", "utf-8")
    (folder / "半张.jpg").write_bytes((folder / "有姓名.jpg").read_bytes()[:20_000])
    return folder


@pytest.fixture(scope="module")
def redacted(scans: Path, tmp_path_factory: pytest.TempPathFactory) -> Redacted:
    out = tmp_path_factory.mktemp("结果") / "遮好的"
    return Redacted(zcdesk("redact", *sorted(scans.iterdir()), *WHO, "--out", out), out)


@pytest.mark.slow
def test_good_files_come_out_and_bad_ones_are_named_with_a_remedy(redacted: Redacted) -> None:
    run = redacted.run
    assert run.returncode == 1
    for name in ("空.jpg", "说明.jpg", "半张.jpg"):
        told = [line for line in run.stderr.splitlines() if line.startswith(f"{name}:")]
        assert told, name
        assert "请" in told[0]
    assert len(list(redacted.out.glob("*.jpg"))) == 3
    assert [one.name for one in redacted.out.iterdir() if one.suffix != ".jpg"] == ["report.json"]
    assert "Traceback" not in run.stderr + run.stdout


@pytest.mark.slow
def test_the_report_has_the_keys_that_scripts_lean_on(redacted: Redacted) -> None:
    out = redacted.out
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["schema"] == 1
    states = [page["status"] for page in report["pages"]]
    assert sorted(states) == ["clean", "masked", "masked", "refused", "refused", "refused"]
    masked = next(page for page in report["pages"] if page["status"] == "masked")
    keys = "source page output status width height turn skew transform masks findings"
    assert set(masked) == set(keys.split())
    assert set(masked["masks"][0]) == {"target", "polygon", "matched", "confidence", "origin"}
    with Image.open(out / masked["output"]) as picture:
        assert picture.size == (masked["width"], masked["height"])


@pytest.mark.nightly
def test_a_second_run_into_the_folder_is_refused(redacted: Redacted, scans: Path) -> None:
    out = redacted.out
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    run = zcdesk("redact", scans / "没有.png", *WHO, "--out", out, "--report", "-")
    assert run.returncode == 4
    assert "--resume" in run.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.nightly
def test_verify_tells_clean_from_leak(redacted: Redacted, scans: Path, tmp_path: Path) -> None:
    pictures = sorted(redacted.out.glob("*.jpg"))
    good = answered("verify", *pictures, *WHO, "--json", tmp_path / "good.json")
    told = json.loads((tmp_path / "good.json").read_text("utf-8"))
    assert [one["status"] for one in told["files"]] == ["clean"] * len(pictures), told
    assert good.returncode == 0
    bad = answered("verify", scans / "有姓名.jpg", *WHO, "--json", "-")
    assert bad.returncode == 6
    assert json.loads(bad.stdout)["files"][0]["status"] == "leak"


@pytest.mark.slow
def test_inspect_tells_what_each_file_is(scans: Path) -> None:
    files = sorted(scans.iterdir())
    run = answered("inspect", *files, "--json", "-")
    assert run.returncode == 1
    pages = json.loads(run.stdout)["pages"]
    assert [page["source"] for page in pages] == [str(path) for path in files]
    good = next(page for page in pages if page["source"].endswith("没有.png"))
    assert good["status"] == "accepted"
    assert (good["turn"], good["clarity"]) == (0, "clear")
    assert round(good["dpi"]) == 150
    assert {page["status"] for page in pages} == {"accepted", "refused"}


@pytest.mark.slow
def test_without_straightening_pixels_stay_where_they_are(scans: Path, tmp_path: Path) -> None:
    run = answered(
        "redact", scans / "有姓名.jpg", *WHO, "--out", tmp_path, "--no-straighten", "--report", "-"
    )
    page = json.loads(run.stdout)["pages"][0]
    assert page["transform"] == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


@pytest.mark.slow
def test_a_notice_that_asks_for_nothing_masks_nothing(scans: Path, tmp_path: Path) -> None:
    run = answered("redact", scans / "有姓名.jpg", *WHO, "--out", tmp_path, "--notice", "miit-2019")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert run.returncode == 0, run.stderr
    assert (report["pages"][0]["status"], report["pages"][0]["masks"]) == ("clean", [])


def test_messages_come_in_english_when_asked(scans: Path) -> None:
    run = answered("inspect", scans / "空.jpg", "--lang", "en")
    assert run.returncode == 1
    assert all(ord(letter) < 0x3000 for letter in run.stderr.replace("空.jpg", ""))


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_an_interrupted_run_leaves_nothing_half_written(scans: Path, tmp_path: Path) -> None:
    many = [scans / "有姓名.jpg"] * 400  # more than are done before anybody could stop it
    command = [*KNOWING, "redact", *map(str, many), *WHO, "--out", "o"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=VARIABLES, stderr=subprocess.PIPE, encoding="utf-8"
    )
    out = tmp_path / "o"
    assert waited_for(lambda: list(out.glob("*.jpg")), process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=600)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert [path.name for path in out.iterdir() if path.suffix != ".jpg"] == []
    for path in out.glob("*.jpg"):
        with Image.open(path) as picture:
            picture.load()


TWO_WORKERS = """
import sys
from tests.kept_answers import take_answers
from zcdesk.cli import app, redact
from zcdesk.workers.pool import WorkerPool
take_answers()
redact.WorkerPool = lambda: WorkerPool(2)  # whatever this computer has
sys.exit(app.run(sys.argv[1:]))
"""


@pytest.mark.nightly
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are counted by /proc")
@pytest.mark.parametrize(
    ("kind", "pages", "workers"), [("jpg", 1, 1), ("pdf", 1, 1), ("pdf", 3, 2)]
)
def test_there_are_no_more_workers_than_pages(
    kind: str, pages: int, workers: int, tmp_path: Path
) -> None:
    scan = drawn_scan(tmp_path / "a.jpg")
    if kind == "pdf":
        with Image.open(scan) as picture:
            scan = tmp_path / "a.pdf"
            picture.save(scan, save_all=True, append_images=[picture] * (pages - 1), resolution=150)
    out = tmp_path / "out"
    running = subprocess.Popen(
        [sys.executable, "-c", TWO_WORKERS, "redact", str(scan), *WHO, "--out", str(out)],
        env=VARIABLES, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most = 0
    while running.poll() is None:
        lists = Path(f"/proc/{running.pid}/task").glob("*/children")
        children = [child for one in lists for child in _text(one).split()]
        spawned = [c for c in children if "spawn_main" in _text(Path(f"/proc/{c}/cmdline"))]
        most = max(most, len(spawned))
        time.sleep(0.02)
    assert running.returncode == 0
    assert len(list(out.glob("*.jpg"))) == pages
    assert most == workers


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
