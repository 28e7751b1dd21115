"""Of two people of one name, what else a page tells decides whose it is; else it is asked (R25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.batch.test_strangers import OTHER_EMPLOYER, draw
from zcdesk.applicant import Applicant
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.columns import BORN_FACT, WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.whose.bearer import contradicts, told_of
from zcdesk.cases.case import WHICH_NAMESAKE, PageState
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)
HERS, ANOTHERS = "659900198503165363", "659900199105213416"

OF_ANOTHER = {
    "birthday": ("年度考核登记表", "姓名：王芳　性别：男", "出生年月：1991.05"),
    "day in Han": ("毕业证书", "学生王芳，一九九一年五月二十一日生，准予毕业。"),
    "employer": ("证明", f"兹证明王芳同志是{OTHER_EMPLOYER}职工。"),
    "row of a list": ("名册", "姓名 性别 出生年月", "王芳 男 1991.05", "李明 男 1980.01"),
}
WRITTEN = (
    "证明\n王芳,男,在本校学习。", "参保证明\n姓名:王芳\n证件号码:6599001991****3416",
    "收据\n姓名:王芳\n身份证后四位:3416", "工作证\n姓名:王芳\n工号:B0207",
    "工作证\n姓名:王芳\n部门:工程部\n编号:B0207", "姓名:王芳\n身份证号:659900910521341",
    "this is to certify that 王芳,male,born on May 21,1991,has passed", "尊敬的王芳先生:\n谢谢。",
    "推荐表\n姓名:王芳\n年龄:33\n2024年8月12日", "论文\n作者简介:王芳(1991—),工程师",
)  # fmt: skip
"""What tells the same of the other one, in words that need not be read from a picture."""

OF_HER = {
    "birthday": ("年度考核登记表", "姓名：王芳　性别：女", "出生年月：1985年3月"),
    "number": ("信息表", "姓名：王芳", f"身份证号：{HERS}"),
    "employer": ("承诺书", f"单位：{EMPLOYER}", "承诺人：王芳"),
    "row of a list": ("名册", "姓名 性别 出生年月", "王芳 女 1985.03", "王芳 男 1991.05"),
    "nobody": ("设备说明书", "额定电压三百八十伏，转速一千转。"),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_whatever_a_page_tells_of_a_person_is_held_against_the_roster(text: str) -> None:
    """Of her the roster may know the birthday alone: a number of ID tells another one's."""
    facts = {HERS: ((WORK_NUMBER_FACT, "A0101"),), ANOTHERS: ((WORK_NUMBER_FACT, "B0207"),)}
    hers, other = (
        RosterPerson(row, Applicant("王芳", EMPLOYER, id_number=number), NOTICE, facts=told)
        for row, (number, told) in enumerate(facts.items(), start=2)
    )
    told = told_of(tuple(text.splitlines()), ["王芳"])
    assert [all(contradicts(one, each) for one in told) for each in (hers, other)] == [True, False]
    born = replace(hers, applicant=Applicant("王芳", EMPLOYER), facts=((BORN_FACT, "1985-03-16"),))
    (number,) = told_of((f"王芳{ANOTHERS}",), ["王芳"])
    assert contradicts(number, born)


@pytest.mark.slow
def test_what_parts_people_of_one_name_decides_and_a_bare_name_is_asked(
    pool: WorkerPool, tmp_path: Path
) -> None:
    head = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号", "工号"]
    rows = [
        ["王芳", EMPLOYER, NOTICE, "一号", HERS, "A0101"],
        ["王芳", OTHER_EMPLOYER, NOTICE, "二号", ANOTHERS, "B0207"],
    ]
    roster, scans = write_roster(tmp_path / "r.xlsx", rows, head), tmp_path / "材料"
    draw(scans / "一号", {f"other {way}": lines for way, lines in OF_ANOTHER.items()})
    draw(scans / "一号", {f"own {way}": lines for way, lines in OF_HER.items()})
    draw(scans / "一号", {"asked": ("荣誉证书", "王芳同志：", "被评为先进工作者。")})
    draw(scans / "二号", {"own": ("信息表", "姓名：王芳", f"身份证号：{ANOTHERS}")})
    people = read_roster(roster).people
    out = tmp_path / "结果"
    steps = run(pool, people, match_folders(people, scans), out, NOW)
    results = {one.row: one for one in steps if isinstance(one, PersonResult)}
    told = {}
    folder = folders_of(people, out)[people[0].row]
    with open_case(folder / "person.zcase", writing=False) as stored:
        case = stored.case
        strange = dict(results[2].strangers)
        for page in case.pages:
            asked = any(finding.code == WHICH_NAMESAKE for finding in page.findings)
            told[page.file_name] = "asked" if asked else strange.get(page.number)
            if told[page.file_name]:
                assert case.state(page) is PageState.REVIEW
    assert told == {
        "asked.jpg": "asked",
        **{f"other {way}.jpg": 3 for way in OF_ANOTHER},
        **{f"own {way}.jpg": None for way in OF_HER},
    }
