"""Letter, table and package count only what is really that person's and of use (R25, R29)."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.batch.desk import NOW, Desk, results_of
from tests.batch.drawn import PEOPLE, write_roster
from tests.drawn_text import STEP, TOP, typed
from zcdesk.applicant import Target
from zcdesk.batch.mislaid import give_page
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.due_day import keep_due
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_words import state_word, todo
from zcdesk.batch.results.table_cells import list_cells
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.working import FileTold, look_again
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import decide_alike, remove_page
from zcdesk.cases.acts.following import begin_round
from zcdesk.cases.case import Case, CasePage, Decision, PageState
from zcdesk.cases.file.store import open_case
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.geometry import bounds
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.workers.pool import WorkerPool

pytestmark = pytest.mark.slow
ROWS = [PEOPLE[0], [*PEOPLE[1][:3], "二号", PEOPLE[1][4]], PEOPLE[2]]
SHEN, HE, LU = 2, 3, 4
DIPLOMA = ("毕业证书", "学生贺一鸣，修完教学计划规定的全部课程，", "准予毕业。", "校长：")
PAGES = {
    "一号/承诺.jpg": ("承诺书", "本人郑重承诺：材料真实。", "承诺人：沈知遥"),
    "一号/考核.jpg": ("2015年度考核登记表", "姓名：沈知遥", "考核等次：称职"),
    "一号/证书.jpg": DIPLOMA,
    "二号/承诺.jpg": ("承诺书", "本人郑重承诺：材料真实。", "承诺人：贺一鸣"),
    "三号/总结.jpg": ("业务工作总结", "陆听澜任现职以来的工作总结。"),
    "三号/名单.jpg": (
        "人员名单",
        "序号　姓名　　身份证号",
        "1　　张国栋　110101199003070417",
        "2　　陆听澜　110101199003072391",
        "3　　李春生　11010119900307475X",
        "4　　王秀兰　110101199003078291",
    ),
    "三号/多余.jpg": ("情况说明", "兹证明陆听澜参加了项目。"),
}
AGAIN = ("业务工作总结", "陆听澜任现职以来的业务工作总结，重新扫描。")


def drawn(path: Path, lines: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(typed(*lines)).save(path, quality=92, dpi=(150, 150))


def worked(desk: Desk) -> tuple[dict[int, PersonResult], list[FileTold]]:
    """Run the batch, or go on with it; return how everybody stands, and what is told."""
    steps = list(desk.steps())
    return results_of(steps), [one for one in steps if isinstance(one, FileTold)]


def files(desk: Desk, row: int) -> list[str]:
    return [page.file_name for page in desk.case(row).pages]


def page_of(case: Case, name: str) -> CasePage:
    return next(page for page in case.pages if page.file_name == name)


def looked_at(desk: Desk, row: int, now: datetime = NOW) -> PersonResult:
    return look_again(desk.people[row - 2], desk.people, folders_of(desk.people, desk.out), now)


@pytest.fixture(scope="module")
def desk(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three people; the diploma of the second lies with the first."""
    home = tmp_path_factory.mktemp("单位")
    for name, lines in PAGES.items():
        drawn(home / "材料" / name, lines)
    people = read_roster(write_roster(home / "r.xlsx", ROWS)).people
    made = Desk(pool, people, home / "材料", home / "结果")
    worked(made)  # each test may be the first that another process takes
    return made


def codes_of(result: PersonResult) -> list[str]:
    return [task.code for task in result.tasks]


@pytest.mark.nightly
def test_what_is_anothers_or_of_a_useless_year_fills_no_slot_and_is_asked_once(desk: Desk) -> None:
    results, _ = worked(desk)
    shen, he = results[SHEN], results[HE]
    letter = desk.letter(SHEN)
    assert "您交来的 2 个文件" in letter
    assert "年度考核表：2021、2022、2023 年度每年一份，还缺 3 份。" in letter
    assert "“考核.jpg”：这一份是 2015 年的，年度考核表要的是" in letter
    assert "1. 身份证扫描件。" in letter
    assert "学历证书。" in letter
    assert "证书.jpg" not in letter
    assert "学历证书" not in desk.letter(HE), "it may be here already"
    assert "batch.perhaps_elsewhere" in codes_of(he)
    assert [(one.row, one.slot) for one in he.elsewhere] == [(SHEN, "diploma")]
    assert looked_at(desk, HE) == he
    assert "学历证书" not in desk.letter(HE), "the colleague's case tells it all the same"
    place = desk.case(SHEN).places[shen.strangers[0][0]]
    by_row = {person.row: person for person in desk.people}
    assert f"第 {place} 页像是贺一鸣（002X）的" in todo(shen, by_row)
    cells = list_cells(list(results.values()), by_row)
    told = "\n".join("".join(str(cell.value) for cell in row) for row in cells)
    assert f"第 {place} 页：像是花名册第 {HE} 行那个人的材料" in told
    assert f"“学历证书”可能已在别人的文件夹里：第 {SHEN} 行的第 {place} 页" in told


def test_on_a_list_of_people_one_question_asks_whether_to_leave_her_row_alone(desk: Desk) -> None:
    case = desk.case(LU)
    page = page_of(case, "名单.jpg")
    asked = [index for index, hit in enumerate(page.hits)
             if hit.mask.target is Target.OTHERS_ON_LIST]  # fmt: skip
    assert page.slot == "", "a list is sorted by nobody's guess"
    assert len(asked) == 3
    assert page.hits[asked[0]].reason.details == {"count": 3}
    assert case.state(page) is PageState.REVIEW
    assert set(asked) <= set(page.open_doubts())
    decided = decide_alike(case, page.number, asked[1], Decision.COVER).page(page.number)
    assert not set(asked) & set(decided.open_doubts())
    own = TOP + 3 * STEP + 18
    covered = [bounds(mask.polygon) for mask in decided.covers()
               if mask.target is Target.OTHERS_ON_LIST]  # fmt: skip
    assert not any(top < own < bottom for _, top, _, bottom in covered)
    others = [TOP + row * STEP + 18 for row in (2, 4, 5)]
    assert all(any(top < at < bottom for _, top, _, bottom in covered) for at in others)


@pytest.mark.nightly
def test_what_was_given_or_taken_away_stays_away_and_a_new_scan_replaces_an_old(desk: Desk) -> None:
    ((stranger, row),) = looked_at(desk, SHEN).strangers
    assert row == HE
    give_page(desk.path(SHEN), desk.path(HE), stranger)
    with open_case(desk.path(LU)) as stored:
        spare = page_of(stored.case, "多余.jpg").number
        stored.save(remove_page(stored.case, spare), ActCode.REMOVE_PAGE)
        old = page_of(stored.case, "总结.jpg")
    drawn(desk.scans / "三号" / "总结.jpg", AGAIN)
    results, told = worked(desk)
    assert sorted(files(desk, SHEN)) == ["承诺.jpg", "考核.jpg"]
    assert sorted(files(desk, HE)) == ["承诺.jpg", "证书.jpg"]
    assert sorted(files(desk, LU)) == ["名单.jpg", "总结.jpg"]
    assert {page.slot for page in desk.case(HE).pages} == {"diploma", "pledge"}
    new = page_of(desk.case(LU), "总结.jpg")
    assert (new.slot, new.path != old.path) == (old.slot, True)
    assert [one.findings[0].code for one in told if one.row == LU] == ["batch.replaced"]
    assert not results[HE].elsewhere
    assert not results[SHEN].strangers
    with open_case(desk.path(LU)) as stored:
        stored.undo()
        assert old.path in {page.path for page in stored.case.pages}, "it can be undone"
        stored.redo()
    _, told = worked(desk)
    assert sorted(files(desk, LU)) == ["名单.jpg", "总结.jpg"]
    assert not told
    assert sorted(files(desk, SHEN)) == ["承诺.jpg", "考核.jpg"]


def test_a_removed_page_comes_back_only_when_that_is_undone(desk: Desk) -> None:
    with open_case(desk.path(SHEN)) as stored:
        number = page_of(stored.case, "考核.jpg").number
        stored.save(remove_page(stored.case, number), ActCode.REMOVE_PAGE)
    shutil.copy(desk.scans / "一号" / "考核.jpg", desk.scans / "一号" / "考核 (1).jpg")
    worked(desk)
    assert not {"考核.jpg", "考核 (1).jpg"} & {*files(desk, SHEN)}, "neither it nor a copy"
    with open_case(desk.path(SHEN)) as stored:
        stored.undo()
    (desk.scans / "一号" / "考核 (1).jpg").unlink()
    worked(desk)
    assert {"承诺.jpg", "考核.jpg"} <= {*files(desk, SHEN)}


WORDS: Mapping[str, str] = {
    "diploma": "学历证书扫描件不清晰，请重新上传。",
    "": "工作总结 第二段字数不足。",
}


def test_a_letter_after_a_return_begins_with_the_words_of_it_and_the_earlier_day(
    desk: Desk,
) -> None:
    at = datetime(2024, 10, 12, 9, 30, tzinfo=BEIJING)
    items = tuple(ToDo(words, slot=slot) for slot, words in WORDS.items())
    with open_case(desk.path(LU)) as stored:
        back = Round(at, Who.REVIEW_COMMITTEE, "\n".join(WORDS.values()), items)
        stored.save(begin_round(stored.case, back), ActCode.ROUND)
    keep_due(desk.out, date(2024, 10, 20))
    now = datetime(2024, 10, 13, 9, 30, tzinfo=BEIJING)
    result = looked_at(desk, LU, now)
    letter = desk.letter(LU)
    first = letter.split("一、")[1].split("二、")[0]
    assert first.startswith("审核退回，请先改这几处")
    assert all(words in first for words in WORDS.values())
    assert "10 月 14 日" in letter
    assert "10 月 20 日" not in letter
    assert state_word(result) == "退回，还剩 24 小时"
    keep_due(desk.out, date(2024, 10, 13))
    looked_at(desk, LU, now)
    assert "请在今天" in desk.letter(LU)
    assert (result.counts["mend"], result.returned) == (2, True)
