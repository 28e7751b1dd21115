"""A day of an office: two clerks take turns, one in the window, one by commands (R25, R29)."""

import hashlib
import json
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.drawn_text import typed
from tests.program import Program, waited_for
from tests.ui.conftest import until
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.ui.batch.work import BatchWork
from zcdesk.workers.pool import WorkerPool

NAMES = (
    "沈知遥", "贺一鸣", "陆听澜", "顾行舟", "苏晚晴", "韩松雪", "秦望川",
    "孟照临", "叶舒窈", "程怀瑾", "唐若谷", "魏云归",
)  # fmt: skip
LATE = "罗青野"
RESIGNED, MISLAID_AT, MISLAID_OF = "程怀瑾", "苏晚晴", "秦望川"
LISTED, RESCANNED = "叶舒窈", "贺一鸣"
RETURNED = {"沈知遥": "学历证书不清晰", "顾行舟": "承诺书没有签字", "孟照临": "缺年度考核表"}
PLEDGE, DIPLOMA = "承诺书", "学历证书"
PACKED = (MISLAID_AT, MISLAID_OF, LISTED, RESCANNED, LATE)

pytestmark = pytest.mark.nightly


def number_of(name: str) -> str:
    digits = f"65990019800101{(*NAMES, LATE).index(name):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return (
        digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]
    )


def draw(home: Path, name: str, file: str, *lines: str) -> None:
    folder = home / "材料" / name
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(typed(*lines)).save(folder / file, quality=92, dpi=(150, 150))


def pledge(home: Path, name: str, note: str = "材料真实") -> None:
    draw(home, name, "承诺书.jpg", PLEDGE, f"本人郑重承诺：{note}。", f"单位：{EMPLOYER}",
         f"承诺人：{name}")  # fmt: skip


def diploma(home: Path, folder: str, name: str) -> None:
    draw(home, folder, "毕业证.jpg", "普通高等学校", "毕业证书", f"学生{name}，性别女，",
         f"身份证号{number_of(name)}，", "修完教学计划规定的全部课程，准予毕业。")  # fmt: skip


def roster(home: Path, names: Sequence[str]) -> Path:
    return write_roster(
        home / "r.xlsx", [[name, EMPLOYER, NOTICE, name, number_of(name)] for name in names]
    )


def by_command(home: Path, *more: str) -> dict[str, object]:
    """Run as the second clerk does; return the data."""
    given = ["batch", str(home / "r.xlsx"), "--out", str(home / "结果"), *more]
    assert run([*given, "--json", str(home / "j.json")]) in (0, 1)
    told: dict[str, object] = json.loads((home / "j.json").read_bytes())
    return told


def resumed(home: Path) -> dict[str, object]:
    return by_command(home, "--scans", str(home / "材料"), "--resume", "--workers", "2")


def letters(home: Path, names: Sequence[str]) -> dict[str, str]:
    """Return everybody's letter by the name of the roster's row."""
    out = home / "结果"
    return {name: (out / name / "letter.txt").read_text("utf-8-sig") for name in names}


def pages(home: Path, name: str) -> dict[str, str]:
    """Return the files of a person's case, and the slot of each."""
    with open_case(home / "结果" / name / "person.zcase", writing=False) as stored:
        return {page.file_name: page.slot for page in stored.case.pages}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in NAMES:
        pledge(tmp_path, name)
    diploma(tmp_path, MISLAID_AT, MISLAID_OF)
    diploma(tmp_path, "沈知遥", "沈知遥")
    rows = (f"{name}　{number_of(name)}" for name in NAMES[3:9])
    draw(tmp_path, LISTED, "名单.jpg", "申报人员名单", *rows)
    return tmp_path


@pytest.fixture
def window(pool: WorkerPool, home: Path) -> Iterator[BatchWork]:
    """The window of the first clerk, which stays open all day."""
    owner = QObject()
    made = BatchWork(pool, owner)
    yield made
    made.close()


def killed_in_the_middle(home: Path) -> None:
    program = Program(home)
    command = ["batch", "r.xlsx", "--scans", "材料", "--out", "结果", "--workers", "1"]
    process = program.start(*command)
    assert waited_for(lambda: list((home / "结果").glob("*/person.zcase")), process)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=600)
    assert not (home / "结果" / "results.xlsx").exists()


def went_on(qtbot: QtBot, window: BatchWork, home: Path) -> None:
    """The first clerk opens the folder of the killed run and goes on."""
    window.check(home / "r.xlsx")
    until(lambda: window.roster is not None)
    window.scans, window.out = home / "材料", home / "结果"
    with qtbot.waitSignal(window.planned):
        window.prepare()
    window.start(resume=True)
    until(lambda: not window.running, timeout=900_000)


def read_again(qtbot: QtBot, window: BatchWork) -> None:
    with qtbot.waitSignal(window.planned):
        window.read_again()


def test_nothing_of_one_person_is_told_or_put_under_anothers_name(
    qtbot: QtBot, home: Path, window: BatchWork, capsys: pytest.CaptureFixture[str]
) -> None:
    roster(home, [*NAMES, NAMES[2]])  # the morning's roster has somebody twice
    given = ["batch", str(home / "r.xlsx"), "--scans", str(home / "材料")]
    assert run([*given, "--out", str(home / "结果")]) == 3
    assert "删去第 14 行" in capsys.readouterr().err
    roster(home, NAMES)
    killed_in_the_middle(home)
    went_on(qtbot, window, home)
    names = [name for name in NAMES if name != RESIGNED]
    names.insert(4, LATE)  # in the middle: everybody below has another row now
    pledge(home, LATE)
    roster(home, names)
    row = {name: place for place, name in enumerate(names, start=2)}
    pledge(home, RESCANNED, "材料真实有效")  # the same name, another scan
    data = resumed(home)
    assert [one["row"] for one in data["people"]] == sorted(row.values())  # type: ignore[attr-defined]

    with qtbot.waitSignal(window.failed):  # still shows the rows of before
        window.write_tables()
    read_again(qtbot, window)
    assert {one.applicant.name: at for at, one in window.by_row.items()} == row
    given_to: list[int] = []
    window.renewed.connect(given_to.append)
    window.give(row[MISLAID_AT])
    until(lambda: {row[MISLAID_AT], row[MISLAID_OF]} <= set(given_to))
    until(lambda: not window.reading)

    lines = [f"{n}. {name}：{words}" for n, (name, words) in enumerate(RETURNED.items(), start=1)]
    (home / "note.txt").write_text("\n".join(["退回意见：", *lines]), "utf-8")
    by_command(home, "--returned", str(home / "note.txt"), "--at", "2024-09-12 09:30", "--yes")
    resumed(home)  # what was taken out does not come back
    read_again(qtbot, window)
    with qtbot.waitSignal(window.written):
        window.write_tables()
    judge(home, names)
    judge_packages(home, row)


def judge_packages(home: Path, row: dict[str, int]) -> None:
    """Export whom the day's events touched; nothing but a person's own present scans goes out."""
    own = {name: [home / "材料" / name / "承诺书.jpg"] for name in PACKED}
    own[MISLAID_OF].append(home / "材料" / MISLAID_AT / "毕业证.jpg")  # it was given to him
    own[LISTED].append(home / "材料" / LISTED / "名单.jpg")  # hers, confirmed, below 未归类
    (home / "decided.json").write_text('{"schema": 1, "confirm_sure": true}', "utf-8")
    for name, files in own.items():
        case, out = home / "结果" / name / "person.zcase", home / "包" / name
        assert run(["case", "decide", str(case), str(home / "decided.json")]) in (0, 1)
        told = ["case", "export", str(case), "--out", str(out), "--confirm-truth"]
        assert run(told) in (0, 1)
        made = json.loads((out / "manifest.json").read_bytes())
        with open_case(case, writing=False) as stored:
            sources = {page.number: page.path for page in stored.case.pages}
        sent = {Path(sources[page["page"]]).parent.name for page in made["pages"]}
        assert sent == {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}, name


def judge(home: Path, names: Sequence[str]) -> None:
    """Hold letters, table and cases against what the day came to, written by hand."""
    row = {name: place for place, name in enumerate(names, start=2)}
    own = {name: {"承诺书.jpg": "pledge"} for name in names}
    own["沈知遥"]["毕业证.jpg"] = own[MISLAID_OF]["毕业证.jpg"] = "diploma"
    own[LISTED]["名单.jpg"] = ""  # a list is never placed by guess
    found = {name: pages(home, name) for name in names}
    assert {name: set(files) for name, files in found.items()} == {
        name: set(files) for name, files in own.items()
    }
    assert {name: files["承诺书.jpg"] for name, files in found.items()} == dict.fromkeys(
        names, "pledge"
    )
    assert found[LISTED]["名单.jpg"] == ""
    for name, letter in letters(home, names).items():
        greeting, *_ = [line for line in letter.splitlines() if line.endswith("同志：")]
        assert greeting == f"{name}同志："
        assert not [other for other in (*names, RESIGNED) if other != name and other in letter]
        asked = [line for line in letter.splitlines() if line[:1].isdecimal()]
        wants = {
            paper for paper in (PLEDGE, DIPLOMA) for line in asked if line.endswith(f" {paper}。")
        }
        has = name in ("沈知遥", MISLAID_OF)
        assert wants == (set() if has else {DIPLOMA}), name
        told = {words for words in RETURNED.values() if words in letter}
        assert told == ({RETURNED[name]} if name in RETURNED else set()), name
        assert ("审核退回" in letter) == (name in RETURNED)
    sheet = load_workbook(home / "结果" / "results.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    rows = {
        str(one[heads.index("姓名")]).partition("（")[0]: one
        for one in sheet.iter_rows(min_row=3, max_row=2 + len(names), values_only=True)
    }
    assert list(rows) == list(names)
    for name, cells in rows.items():
        assert cells[heads.index("行")] == row[name]
        assert (cells[heads.index("本人要改（退回）")] or 0) == int(name in RETURNED)
        state = str(cells[heads.index("状态")])
        assert state.startswith("退回" if name in RETURNED else "还缺")
    with open_case(home / "结果" / RESIGNED / "person.zcase", writing=False) as stored:
        assert stored.case.applicant.name == RESIGNED
