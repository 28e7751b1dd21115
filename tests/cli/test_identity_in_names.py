"""Files whose names carry the identity are told by their number, whatever is said of them."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.shell import Shell
from tests.drawn_text import typed

NAME, EMPLOYER, NUMBER = "苗昱澄", "新疆云岭智能装备制造有限公司", "659900197303165364"
OWN = ["--name", NAME, "--employer", EMPLOYER, "--id-number", NUMBER]


NAMES = [f"{NAME}.JPG", "a.jpg", f"{NUMBER}.png", "毕业证 苗 昱 澄 2.jpg", f"坏的{NAME}.jpg",
         f"没有结尾.{NAME}", f"不在的{NAME}.jpg", "b.txt"]  # fmt: skip
"""Files of a call, in its order; all but the second and the last carry the identity."""


@pytest.fixture
def scans(shell: Shell) -> list[str]:
    """Write them, but for the one that is not there."""
    page = Image.fromarray(typed("特发此证。"))
    Path("扫描").mkdir()
    for place, name in enumerate(NAMES):
        if place < 2:
            page.save(Path("扫描", name), dpi=(150, 150))
        elif not name.startswith("不在"):
            Path("扫描", name).write_bytes(b"no picture")
    return [f"扫描/{name}" for name in NAMES]


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


def steps_in(told: str) -> list[str]:
    return sorted(line.split()[2] for line in told.splitlines() if f"/{len(TOLD)} " in line)


@pytest.mark.slow
def test_verify_tells_files_that_name_her_by_their_number(scans: list[str], shell: Shell) -> None:
    told = shell(["verify", *scans, *OWN, "--json", "-"], 6)
    files = {one["file"]: one for one in json.loads(told.out)["files"]}
    assert list(files) == TOLD
    assert files["file-001.jpg"]["status"] == "leak", "the name of the file is told all the same"
    assert files["a.jpg"]["status"] == "clean"
    assert names_nobody(told.out)
    assert names_nobody(without_words(told.err))
    assert steps_in(told.err) == sorted(TOLD)
    reasons = [line.partition(": ")[0] for line in told.err.splitlines() if ": " in line]
    assert set(reasons) == {*TOLD} - {"a.jpg", "b.txt"}


def test_verify_of_a_folder_counts_its_files(scans: list[str], shell: Shell) -> None:
    deep = Path("扫描", NAME, "c.jpg")
    deep.parent.mkdir()
    Path("扫描", "a.jpg").rename(deep)
    told = shell(["verify", "扫描/b.txt", "扫描", *OWN, "--json", "v.json"], 6)
    data = Path("v.json").read_text("utf-8")
    assert all(map(names_nobody, (told.out, without_words(told.err), data)))
    files = [one["file"] for one in json.loads(data)["files"]]
    assert files[0] == "b.txt"
    assert all(one.startswith(f"file-{place:03d}") for place, one in enumerate(files[1:], 2))


@pytest.mark.nightly
@pytest.mark.parametrize("report", ["out/report.json", "r.json", "-"])
def test_redact_tells_files_by_their_number(report: str, scans: list[str], shell: Shell) -> None:
    asked = [] if report.startswith("out") else ["--report", report]
    told = shell(["redact", *scans, *OWN, "--out", "out", *asked], 1)
    content = told.out if report == "-" else Path(report).read_text("utf-8")
    sources = [page["source"] for page in json.loads(content)["pages"]]
    assert [Path(one).name for one in sources] == TOLD
    if asked:
        assert [sources[1], sources[7]] == [scans[1], scans[7]]
    assert all(map(names_nobody, (content, told.out, told.err)))
    assert all(f"{one}: " in told.err for one in TOLD[4:])
    assert steps_in(told.err) == sorted(TOLD)
    assert all(map(names_nobody, (path.name for path in Path("out").iterdir())))
