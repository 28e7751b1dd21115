"""The program frozen into a folder, run as a person without Python runs it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from PIL import Image, ImageDraw

from tests.cli.shell import FACTS
from tests.drawn_text import letters, typed
from tests.program import ROOT, WHO
from tools import freeze, slimming
from zcdesk import __version__
from zcdesk.geometry import Polygon
from zcdesk.picture import Picture

OBSTACLE = freeze.obstacle()
ROWS = (
    "申报人：张伟，性别：男",
    "申报单位：新疆云岭智能装备制造有限公司",
    "从事采矿工程工作",
    "Author: Zhang Wei, Mining Engineer",
)
_MOMENT = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[^\"]*|20\d\d-\d\d-\d\d \d\d:\d\d")

BLACK = 24
"""A decoded JPEG cover is not flat; nothing below it is brighter than this."""

MOST_MEGABYTES = 420
"""What the folder may take unpacked; what is in it: docs/releasing.md."""

TOO_EARLY = 130
"""Exit status where the signal to close comes before the window stands: more time, then."""

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(OBSTACLE is not None, reason=OBSTACLE or "can be frozen here"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen folder, moved away from where it was built, below a Chinese name."""
    built = freeze.freeze(tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("build"))
    return built.rename(tmp_path_factory.mktemp("moved") / "职称 助手")


@pytest.fixture(scope="module")
def program(folder: Path) -> Path:
    return folder / ("zcdesk.exe" if sys.platform == "win32" else "zcdesk")


def _variables(home: Path, **more: str) -> dict[str, str]:
    """The variables of a person without Python: an empty home, nothing set for onnxruntime."""
    dropped = re.compile(r"CI$|ORT_|GITHUB_|XDG_|PYTHON|VIRTUAL_ENV|QT_|DISPLAY|WAYLAND")
    kept = {name: text for name, text in os.environ.items() if not dropped.match(name)}
    home.mkdir(exist_ok=True)
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return {**kept, **homes, **more}


def _run(
    *command: str | Path, cwd: Path, seconds: float = 300, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=_variables(cwd / "home", **variables),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def _bytes_below(folder: Path) -> dict[str, bytes]:
    """Return the files of a package; the moment at which it was made is nobody's difference."""
    return {
        path.relative_to(folder).as_posix(): _MOMENT.sub(b"", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def _inside(picture: Picture, area: Polygon) -> Picture:
    columns, rows = ([round(point[axis]) for point in area] for axis in (0, 1))
    return picture[min(rows) : max(rows), min(columns) : max(columns)]


def _save_page(path: Path) -> None:
    Image.fromarray(typed(*ROWS)).save(path, dpi=(150, 150), quality=92)


def test_it_comes_with_licences_and_without_a_way_to_the_network(folder: Path) -> None:
    assert (folder / "LICENSE").is_file()
    assert (folder / "NOTICE").is_file()
    assert list((folder / "licences" / "onnxruntime").rglob("*"))
    assert (folder / "licences" / "all" / "LGPL-3.0.txt").is_file()
    names = {path.name for path in folder.rglob("*")}
    assert not [name for name in names if "Qt6Network" in name or "QtNetwork" in name]
    assert not names & {"certifi", "pymupdf4llm", "rapidocr", "requests", "urllib3"}
    assert {"PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"} <= names


def test_what_is_left_out_is_gone(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    there = [path.name for path in files]
    assert [name for name in there if any(one.has(name) for one in slimming.files_left_out())] == []
    inside = {path.relative_to(folder).as_posix().removeprefix("_internal/") for path in files}
    for module in slimming.modules_left_out():
        place = module.replace(".", "/")
        assert not [name for name in inside if name.startswith((f"{place}/", f"{place}."))]
    if sys.platform == "linux":
        for pattern in slimming.libraries_made_empty():
            (library,) = [path for path in files if path.match(pattern)]
            assert library.stat().st_size < 50_000, "an empty one stands in its place"
        assert list(slimming.unneeded(folder)) == []
    megabytes = freeze.size(folder) / 1e6
    assert megabytes <= MOST_MEGABYTES
    record_property("figure", f"{megabytes:.0f} MB unpacked")


def test_it_tells_its_version(program: Path, tmp_path: Path) -> None:
    run = _run(program, "--version", cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"zcdesk {__version__}\n", "")


def test_it_knows_every_notice(program: Path, tmp_path: Path) -> None:
    run = _run(program, "notice", "list", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    for profile in (ROOT / "resources" / "notices").glob("*.yaml"):
        assert profile.stem in run.stdout


def test_it_covers_the_name_and_the_employer_on_a_page(program: Path, tmp_path: Path) -> None:
    page = tmp_path / "证书.jpg"
    _save_page(page)
    run = _run(program, "redact", page, *WHO, "--out", "遮好的", cwd=tmp_path)
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    report = json.loads((tmp_path / "遮好的" / "report.json").read_text("utf-8"))
    (told,) = report["pages"]
    assert told["status"] in ("masked", "review")
    with Image.open(tmp_path / "遮好的" / told["output"]) as picture:
        after = np.asarray(picture.convert("RGB"))
    assert after.shape == typed(*ROWS).shape
    found = {mask["matched"].rpartition(":")[0] for mask in told["masks"]}
    assert found == {"name", "employer", "name:latin"}  # the last one by pypinyin's table
    for hidden in (letters(0, 4, 6), letters(1, 5, 19)):
        assert _inside(after, hidden).max() <= BLACK
    for kept in (letters(0, 0, 3), letters(0, 7, 11), letters(1, 0, 4), letters(2, 0, 8)):
        assert _inside(after, kept).max() > 200


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_its_workers_start_without_telemetry_and_open_no_socket(
    program: Path, tmp_path: Path
) -> None:
    page, trace = tmp_path / "证书.jpg", tmp_path / "calls.txt"
    _save_page(page)
    watch = ("strace", "-f", "-v", "-s", "400", "-e", "trace=socket,execve", "-o", trace)
    run = _run(*watch, program, "redact", page, *WHO, "--out", "遮好的", cwd=tmp_path)
    assert run.returncode in (0, 1), run.stderr
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    workers = [call for call in calls if "--multiprocessing-fork" in call]
    assert workers
    assert all('"ORT_DISABLE_TELEMETRY=1"' in call for call in workers)
    assert not [call for call in calls if "AF_INET" in call]
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [path for path in files if "zcdesk" not in path.parts]


def test_it_opens_every_kind_of_file(program: Path, tmp_path: Path) -> None:
    picture = Image.fromarray(typed(*ROWS))
    scans = [tmp_path / f"a.{ending}" for ending in ("png", "jpg", "tif", "bmp", "webp", "gif")]
    for scan in scans:
        picture.save(scan, dpi=(150, 150))
    picture.save(tmp_path / "a.pdf", resolution=150)
    photo = shutil.copy(ROOT / "tests" / "pages" / "photos" / "upright.heic", tmp_path / "a.heic")
    scans += [tmp_path / "a.pdf", Path(photo)]
    run = _run(program, "inspect", *scans, "--json", "-", cwd=tmp_path)
    assert run.returncode in (0, 1), run.stderr
    told = {page["source"]: page["status"] for page in json.loads(run.stdout)["pages"]}
    assert len(told) == len(scans)
    assert set(told.values()) == {"accepted"}


def test_a_picture_in_avif_is_refused_with_a_sentence(program: Path, tmp_path: Path) -> None:
    """Its codec is an empty library: whoever called it would end the process."""
    Image.fromarray(typed(*ROWS)).save(tmp_path / "证书.jpg", "AVIF")
    run = _run(program, "inspect", "证书.jpg", cwd=tmp_path)
    assert run.returncode == 1, run.stderr
    assert "AVIF" in run.stderr


def test_the_ring_of_a_seal_is_fitted(program: Path, tmp_path: Path) -> None:
    """OpenCV asks an OpenBLAS for that: without one the worker would end."""
    drawn = Image.fromarray(typed(*ROWS))
    pen = ImageDraw.Draw(drawn)
    for width in range(6):
        box = (400 - width, 20 - width, 640 + width, 260 + width)
        pen.ellipse(box, outline=(200, 30, 30))
    drawn.save(tmp_path / "章.png", dpi=(150, 150))
    targets = ("--target", "name", "--target", "employer", "--target", "seal")
    run = _run(program, "redact", "章.png", *WHO, *targets, "--out", "遮", cwd=tmp_path)
    assert run.returncode in (0, 1), run.stderr
    report = json.loads((tmp_path / "遮" / "report.json").read_text("utf-8"))
    assert [page["status"] for page in report["pages"]] == ["review"], "a seal nobody can read"


def test_it_walks_the_whole_way_with_the_sample_and_gives_what_the_checkout_gives(
    program: Path, tmp_path: Path
) -> None:
    frozen = _run(program, "demo", "--headless", "--out", "冻", cwd=tmp_path, seconds=1800)
    assert frozen.returncode == 0, frozen.stderr
    checkout = _run(
        *(sys.executable, "-m", "zcdesk", "demo", "--headless", "--out", "源"),
        cwd=tmp_path, seconds=1800, PYTHONPATH=str(ROOT),
    )  # fmt: skip
    assert checkout.returncode == 0, checkout.stderr
    made, meant = (_bytes_below(tmp_path / name) for name in ("冻", "源"))
    assert made == meant


def test_it_keeps_a_case_under_a_password_and_writes_forms(program: Path, tmp_path: Path) -> None:
    facts, word, case = tmp_path / "facts.yaml", tmp_path / "word.txt", tmp_path / "我的.zcase"
    facts.write_text(FACTS, "utf-8")
    word.write_text("春天 1\n", "utf-8")
    asked = ("case", "new", case, "--notice", "region-senior-2024", "--facts", facts)
    made = _run(program, *asked, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    form = _run(program, "document", "posting", "--case", case, "--out", "公示.docx", cwd=tmp_path)
    assert form.returncode in (0, 1), form.stderr
    assert any("张伟" in line.text for line in Document(str(tmp_path / "公示.docx")).paragraphs)
    stands = _run(program, "case", "status", case, cwd=tmp_path)
    assert stands.returncode in (0, 1), stands.stderr  # it has reckoned with the public holidays
    assert case.read_bytes().startswith(b"SQLite format")
    locked = _run(program, "case", "password", case, "--new-password-file", word, cwd=tmp_path)
    assert locked.returncode == 0, locked.stderr
    assert not case.read_bytes().startswith(b"SQLite format")
    opened = _run(program, "case", "--password-file", word, "facts", case, cwd=tmp_path)
    assert opened.returncode == 0, opened.stderr
    assert "姓名、单位已填" in opened.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="asks the window to close by coreutils")
@pytest.mark.parametrize("display", ["offscreen", "xcb"])
def test_the_window_shows_and_closes(program: Path, tmp_path: Path, display: str) -> None:
    screen = ("xvfb-run", "-a") if display == "xcb" else ()
    if screen and shutil.which("xvfb-run") is None:
        pytest.skip("xvfb-run is not installed; on Debian, Ubuntu: apt-get install xvfb xauth")
    for seconds in (10, 40, 160):
        run = _run(
            *screen,
            *("timeout", "--foreground", "--preserve-status", str(seconds)),
            program,
            cwd=tmp_path,
            QT_QPA_PLATFORM=display,
        )
        if run.returncode != TOO_EARLY:
            break
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
