"""Files whose names carry the identity are told by their number, whatever is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed
from zcdesk.cli.app import run

NAME, EMPLOYER, NUMBER = "苗昱澄", "新疆云岭智能装备制造有限公司", "659900197303165364"
OWN = ["--name", NAME, "--employer", EMPLOYER, "--id-number", NUMBER]


@pytest.fixture
def scans(tmp_path: Path) -> list[str]:
    """Files of a call, in its order; all but the second and the last carry the identity."""
    folder = tmp_path / "扫描"
    folder.mkdir()
    page = Image.fromarray(typed("特发此证。"))
    for name in (f"{NAME}.JPG", "a.jpg"):
        page.save(folder / name, dpi=(150, 150))
    for name in (f"{NUMBER}.png", "毕业证 苗 昱 澄 2.jpg", f"没有结尾.{NAME}", f"坏的{NAME}.jpg"):
        (folder / name).write_bytes(b"no picture")
    (folder / "b.txt").write_bytes(b"no picture")
    names = [f"{NAME}.JPG", "a.jpg", f"{NUMBER}.png", "毕业证 苗 昱 澄 2.jpg", f"坏的{NAME}.jpg",
             f"没有结尾.{NAME}", f"不在的{NAME}.jpg", "b.txt"]  # fmt: skip
    return [str(folder / name) for name in names]


TOLD = ["file-001.jpg", "a.jpg", "file-003.png", "file-004.jpg", "file-005.jpg", "file-006",
        "file-007.jpg", "b.txt"]  # fmt: skip


def names_nobody(told: str) -> bool:
    return not any(word in "".join(told.split()) for word in (NAME, NUMBER, EMPLOYER))


def without_words(told: str) -> str:
    """Return what ``verify`` said but its line with the words that it looked for."""
    lines = told.splitlines()
    assert [line.startswith("按这些写法查找：") for line in lines].count(True) == 1
    assert NUMBER not in told
    return "\n".join(line for line in lines if not line.startswith("按这些写法查找："))


def test_verify_tells_files_that_carry_the_identity_by_their_number(
    scans: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", *scans, *OWN, "--json", "-"]) == 6
    told = capsys.readouterr()
    files = {one["file"]: one for one in json.loads(told.out)["files"]}
    assert list(files) == TOLD
    assert files["file-001.jpg"]["status"] == "leak", "the name of the file is told all the same"
    assert files["a.jpg"]["status"] == "clean"
    assert names_nobody(told.out)
    assert names_nobody(without_words(told.err))
    steps = [line.split()[2] for line in told.err.splitlines() if f"/{len(TOLD)} " in line]
    assert sorted(steps) == sorted(TOLD)
    reasons = [line.partition(": ")[0] for line in told.err.splitlines() if ": " in line]
    assert set(reasons) == {*TOLD} - {"a.jpg", "b.txt"}


def test_verify_of_a_folder_counts_its_files(
    scans: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = tmp_path / "扫描" / NAME / "c.jpg"
    deep.parent.mkdir()
    Path(scans[1]).rename(deep)
    saved = tmp_path / "v.json"
    assert run(["verify", scans[7], str(tmp_path / "扫描"), *OWN, "--json", str(saved)]) == 6
    told = capsys.readouterr()
    assert all(
        map(names_nobody, (told.out, without_words(told.err), saved.read_text(encoding="utf-8")))
    )
    files = [one["file"] for one in json.loads(saved.read_bytes())["files"]]
    assert files[0] == "b.txt"
    assert all(one.startswith(f"file-{place:03d}") for place, one in enumerate(files[1:], 2))


@pytest.mark.slow
@pytest.mark.parametrize("place", ["beside", "elsewhere", "standard output"])
def test_redact_tells_files_that_carry_the_identity_by_their_number(
    place: str, scans: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "r.json"
    report = {"beside": out / "report.json", "elsewhere": elsewhere}.get(place)
    asked = [] if place == "beside" else ["--report", str(report) if report else "-"]
    assert run(["redact", *scans, *OWN, "--out", str(out), *asked]) == 1
    told = capsys.readouterr()
    content = report.read_text(encoding="utf-8") if report else told.out
    sources = [page["source"] for page in json.loads(content)["pages"]]
    assert [Path(one).name for one in sources] == TOLD
    if place != "beside":
        assert [sources[1], sources[7]] == [scans[1], scans[7]]
    assert all(map(names_nobody, (content, told.out, told.err)))
    assert all(f"{one}: " in told.err for one in TOLD[4:])
    steps = [line.split()[2] for line in told.err.splitlines() if f"/{len(TOLD)} " in line]
    assert sorted(steps) == sorted(TOLD)
    assert all(map(names_nobody, (path.name for path in out.iterdir())))
