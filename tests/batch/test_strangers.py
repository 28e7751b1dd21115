"""A's pages planted among B's: each is named, and none is sure (R25)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.misplaced import figures, run_batch
from benchmarks.misplaced_pages import draw_batch
from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.drawn_text import typed
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.working import look_again
from zcdesk.cases.case import PageState
from zcdesk.cases.file.store import open_case
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)
OTHER_EMPLOYER = "喀什天山路桥建设有限责任公司"

Lines = tuple[str, ...]

PLANTED: dict[str, Callable[[str, str, str], Lines]] = {
    "label": lambda name, number, employer: ("登记表", f"姓名：{name}", "性别：女"),
    "number": lambda name, number, employer: ("信息表", f"身份证号{number}", "性别：女"),
    "certified": lambda name, number, employer: ("证明", f"兹证明{name}同志参加了培训。"),
    "spelled": lambda name, number, employer: (
        "CERTIFICATE",
        "This is to certify that",
        "SHEN Zhiyao",
        "has passed the course.",
    ),
    "assessed": lambda name, number, employer: (
        "年度考核登记表",
        f"姓名：{name}",
        "考核负责人：贺明",
        "审核人：陆听澜",
    ),
    "in text": lambda name, number, employer: ("说明", f"设备由{name}负责安装调试。"),
    "employer": lambda name, number, employer: ("合同", f"甲方：{employer}", "乙方签字："),
}
"""What another person's page says, by the way in which it tells her."""


def right_pages(name: str, employer: str, other: str) -> tuple[Lines, ...]:
    """Return pages that are the owner's, or nobody's: a list with a colleague among them."""
    return (
        ("承诺书", "本人郑重承诺：材料真实。", f"承诺人：{name}"),
        ("参加人员名单", f"{other}　{name}", f"单位：{employer}"),
        ("设备说明书", "额定电压三百八十伏，转速一千转。"),
        ("工作证明", f"兹证明{name}同志是{employer}职工。"),
    )


def draw(folder: Path, pages: dict[str, Lines]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in pages.items():
        Image.fromarray(typed(*lines)).save(folder / f"{name}.jpg", quality=92, dpi=(150, 150))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two people of one employer and one of another; five pages of the first lie at the others'."""
    home = tmp_path_factory.mktemp("批量")
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"],
        ["贺明", EMPLOYER, NOTICE, "二号", "11010519491231002X"],
        ["陆听澜", OTHER_EMPLOYER, NOTICE, "三号", ""],
    ]
    scans = home / "材料"
    for (name, employer, _, folder, _), other in zip(rows, ("贺明", "沈知遥", "贺明"), strict=True):
        pages = right_pages(name, employer, other)
        draw(scans / folder, {f"right{place}": lines for place, lines in enumerate(pages)})
    told = "沈知遥", "659900197303165364", EMPLOYER
    draw(scans / "三号", {f"planted {way}": of(*told) for way, of in PLANTED.items()})
    draw(
        scans / "二号",
        {f"planted {way}": of(*told) for way, of in PLANTED.items() if way != "employer"}
        | {"right longer": ("名单", "贺明辉参加了培训。"), "right nobody": ("说明", "略。")},
    )
    draw(scans / "一号", {"mine": ("图纸", "比例尺一比一百。")})
    shutil.copy(scans / "一号" / "mine.jpg", scans / "三号" / "planted copy.jpg")
    draw(scans / "一号", {"plan": ("总平面图", "图号十七，比例尺一比五百。", "道路、管线、绿化")})
    with Image.open(scans / "一号" / "plan.jpg") as picture:
        picture.save(scans / "三号" / "planted saved again.jpg", quality=60)
    shutil.copy(scans / "一号" / "right0.jpg", scans / "二号" / "planted named copy.jpg")
    return write_roster(home / "r.xlsx", rows), scans


@pytest.mark.slow
def test_pages_of_another_row_are_named_and_never_sure(
    pool: WorkerPool,
    planted: tuple[Path, Path],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    roster, scans = planted
    people = read_roster(roster).people
    steps = list(run(pool, people, match_folders(people, scans), tmp_path, NOW))
    results = {one.row: one for one in steps if isinstance(one, PersonResult)}
    asked = found = right = 0
    for person in people:
        strange = dict(results[person.row].strangers)
        with open_case(
            folders_of(people, tmp_path)[person.row] / "person.zcase", writing=False
        ) as stored:
            for page in stored.case.pages:
                state = stored.case.state(page)
                if page.file_name.startswith("planted"):
                    found += 1
                    assert strange.get(page.number) == 2, page.file_name
                    assert state is PageState.REVIEW, page.file_name
                elif page.file_name.startswith("right"):
                    right += 1
                    asked += page.number in strange
        again = look_again(person, people, folders_of(people, tmp_path), NOW)
        assert again.strangers == results[person.row].strangers
        assert again.copies == results[person.row].copies
    assert told_at(people[0], results[2].strangers, tmp_path) == {"mine.jpg": 4, "plan.jpg": 4}
    with open_case(folders_of(people, tmp_path)[2] / "person.zcase", writing=False) as stored:
        names = {page.place: page.file_name for page in stored.case.pages}
    assert [(names[place], row) for place, row in results[2].copies] == [("right0.jpg", 3)]
    assert (found, asked) == (16, 0)
    record_property("figure", f"{found} of 16 planted pages named, {asked} of {right} right asked")


def told_at(person: RosterPerson, pages: tuple[tuple[int, int], ...], out: Path) -> dict[str, int]:
    """Return the rows that are told of a person's pages, by name of the file."""
    with open_case(folders_of([person], out)[person.row] / "person.zcase", writing=False) as stored:
        return {stored.case.page(page).file_name: row for page, row in pages}


def misplaced_figures(
    pool: WorkerPool, home: Path, people: int, pages: int, misplaced: int, seed: int
) -> tuple[int, int, str]:
    """Run a drawn batch; return what was found of the misplaced pages, and the right ones asked."""
    batch = draw_batch(home / "drawn", people, pages, misplaced, seed)
    found, _, asked, *_ = figures(run_batch(pool, batch, home / "out"))
    assert found.count is not None
    assert asked.count is not None
    told = f"{found.count} of {misplaced} misplaced pages found"
    return found.count, asked.count, f"{told}, {asked.count} of {pages - misplaced} right asked"


@pytest.mark.slow
def test_a_page_misplaced_in_each_of_six_ways_is_found(
    pool: WorkerPool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found, asked, told = misplaced_figures(pool, tmp_path, 7, 18, 6, 960_000)
    record_property("figure", told)
    assert (found, asked) == (6, 0)


@pytest.mark.nightly
def test_misplaced_pages_of_a_whole_office_are_found(
    pool: WorkerPool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found, asked, told = misplaced_figures(pool, tmp_path, 12, 100, 18, 970_000)
    record_property("figure", told)
    assert found >= 17
    assert asked <= 2


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("3-贺明", [("2", "3"), ("3", "2")]),
        ("贺明的材料", [("2", "3"), ("3", "2")]),
        ("11010519491231002x", [("2", "3"), ("3", "2")]),
        ("陆听澜材料", [("2", "4"), ("4", "2")]),
        ("贺明辉（沈知遥）", []),
        ("祝贺明珠项目", []),
        ("一号", []),
        ("沈知遥和贺明", []),
    ],
)
def test_a_folder_with_another_rows_name_is_a_fault_before_the_run(
    tmp_path: Path, folder: str, told: list[tuple[str, str]]
) -> None:
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, folder, "659900197303165364"],
        ["贺明", EMPLOYER, NOTICE, "", "11010519491231002X"],
        ["陆听澜", EMPLOYER, NOTICE, "", ""],
    ]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    found = [(str(one.row), str(*one.finding.details.values())) for one in roster.faults]
    assert found == told
    assert roster.usable == (not told)
    for one in roster.faults:
        assert spoken(one.finding).message
        assert spoken(one.finding, "en").remedy


def test_one_folder_written_in_two_ways_is_told(tmp_path: Path) -> None:
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"],
        ["贺明", EMPLOYER, NOTICE, "./一号/", "11010519491231002X"],
    ]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert [one.finding.code for one in roster.faults] == ["roster.same_folder"]
