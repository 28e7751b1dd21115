"""Whose a folder or a file is, by names and places: told or asked, and faults before the run."""

from pathlib import Path

import pytest

from tests.batch.desk import Desk, opened, said
from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.batch.test_strangers import draw
from zcdesk.applicant import Applicant
from zcdesk.batch.place_names import owners_of
from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.batch.whole_run import RunRequest, ScansLaid, run_whole
from zcdesk.batch.whose.folder_names import folder_faults
from zcdesk.errors import ZcdeskError
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool

OF_ANOTHER = [(2, "roster.folder_of_another"), (3, "roster.folder_taken")]


def people_with(home: Path, *folders: str) -> tuple[RosterPerson, ...]:
    names = ("沈知遥", "贺一鸣", "陆听澜")
    rows = [[name, EMPLOYER, NOTICE, place, ""] for name, place in zip(names, folders, strict=True)]
    return read_roster(write_roster(home / "r.xlsx", rows)).people


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        (("贺一鸣/扫描", "", ""), OF_ANOTHER),
        (("二科/贺一鸣/扫描", "", "二科/陆听澜"), OF_ANOTHER),
        (("贺一鸣团队/1", "贺一鸣团队/2", "贺一鸣团队/3"), []),  # a team's folder is nobody's own
        (("贺一鸣/沈知遥", "", ""), []),
        (("一科", "一科/2", "3"), [(2, "roster.folder_around")]),
        (("一科", "", "三科"), []),
        (("1", "2", "3"), []),
    ],
)
def test_a_folder_is_told_by_its_name_by_those_above_it_and_by_what_it_holds(
    tmp_path: Path, folders: tuple[str, str, str], told: list[tuple[int, str]]
) -> None:
    for folder in folders:
        (tmp_path / "材料" / folder).mkdir(parents=True, exist_ok=True)
    found = folder_faults(people_with(tmp_path, *folders), tmp_path / "材料")
    assert [(fault.row, fault.finding.code) for fault in found] == told
    for fault in found:
        assert all(spoken(fault.finding, language).remedy for language in ("zh", "en"))


def test_a_link_is_told_by_the_folder_that_it_leads_to(tmp_path: Path) -> None:
    scans = tmp_path / "材料"
    (scans / "3-贺一鸣").mkdir(parents=True)
    (scans / "甲").symlink_to(scans / "3-贺一鸣")
    found = folder_faults(people_with(tmp_path, "甲", "", ""), scans)
    assert [(fault.row, fault.finding.code) for fault in found] == OF_ANOTHER


def test_a_run_does_not_begin_with_such_a_folder(pool: WorkerPool, tmp_path: Path) -> None:
    (tmp_path / "材料" / "贺一鸣" / "扫描").mkdir(parents=True)
    people = people_with(tmp_path, "贺一鸣/扫描", "", "")
    steps = Desk(pool, people, tmp_path / "材料", tmp_path / "结果").steps(resume=False)
    with pytest.raises(ZcdeskError, match=r"^batch\.folders_mixed$") as raised:
        next(steps)
    assert "第 2、3 行" in spoken(raised.value.finding()).message
    assert not (tmp_path / "结果").exists()


@pytest.mark.parametrize(
    ("laid", "found"),
    [
        (("一车间/沈知遥", "二车间/贺一鸣", "陆听澜"), {2, 3, 4}),
        (("2024年/质检部/01沈知遥", "2024年/质检部/02贺一鸣"), {2, 3}),
        (("质检部/沈知遥", "质检部/李四", "质检部/王五"), {2}),
        (("补交/沈知遥", "贺一鸣", "微信/听澜"), {2, 3, 4}),
        (("李四/身份证", "李四/学历", "李四/与沈知遥合作的论文"), set()),
    ],
)
def test_folders_in_a_folder_are_found(
    tmp_path: Path, laid: tuple[str, ...], found: set[int]
) -> None:
    for folder in laid:
        (tmp_path / "材料" / folder).mkdir(parents=True)
    matched = match_folders(people_with(tmp_path, "", "", ""), tmp_path / "材料")
    assert set(matched.places) == found
    first = laid[0].partition("/")[0]  # one that the roster names is not taken apart
    named = match_folders(people_with(tmp_path, first, "", ""), tmp_path / "材料")
    assert named.places[2][0] == tmp_path / "材料" / first


NAMED = [
    ("张伟", "659900197303160001", "A0101"),
    ("张伟国", "", ""),
    ("阿依古丽·买买提", "", "B0207"),
    ("王芳", "659900197303161111", ""),
    ("王芳", "659900197303162222", ""),
]
PEOPLE = [
    RosterPerson(row, Applicant(name, EMPLOYER, id_number=number), NOTICE, "", "",
           ((WORK_NUMBER_FACT, work),))
    for row, (name, number, work) in enumerate(NAMED, start=2)
]  # fmt: skip
FILES = {
    "张伟 身份证.jpg": (2,), "张伟身份证.jpg": (2,), "身份证_张 伟.jpg": (2,),
    "03-张伟国-学历.pdf": (3,), "张伟民 身份证.jpg": (), "张伟强国.jpg": (),
    "阿依古丽.买买提(照片).png": (4,), "阿依古丽·买买提江 照片.png": (),
    "B0207_考核2022.jpg": (4,), "B02071 考核.jpg": (),
    "王芳2222 承诺书.jpg": (6,), "王芳 承诺书.jpg": (5, 6),
    "659900197303161111.jpg": (5,), "张伟、张伟国 合同.jpg": (2, 3),
    "IMG_20240912.jpg": (), "新疆云岭智能装备制造有限公司张伟国承诺书.pdf": (3,),
    "云岭智能装备张伟身份证.jpg": (2,), "身份证云岭智能装备张伟.jpg": (2,),
    "昆仑水泥厂张伟身份证.jpg": (),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_whose_its_name_says(name: str) -> None:
    assert tuple(person.row for person in owners_of(name, PEOPLE)) == FILES[name]


def test_a_folder_of_one_kind_is_shared_out_and_the_rest_is_left(tmp_path: Path) -> None:
    for name in ("身份证/张伟.jpg", "身份证/王芳.jpg", "张伟国.zip", "说明.txt", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    matched = match_folders(PEOPLE, tmp_path)
    assert matched.scans(2) == (tmp_path / "身份证" / "张伟.jpg",)
    assert matched.scans(3) == (tmp_path / "张伟国.zip",)
    assert matched.loose == (tmp_path / "身份证" / "王芳.jpg",)
    assert (matched.left_over, matched.without) == (("说明.txt",), (4, 5, 6))


@pytest.mark.slow
def test_what_no_name_tells_goes_to_whom_it_names_or_is_asked(
    pool: WorkerPool, tmp_path: Path
) -> None:
    rows = [[name, EMPLOYER, NOTICE, "", number] for name, number in
            (("沈知遥", "659900197303165364"), ("贺一鸣", ""))]  # fmt: skip
    roster, scans = write_roster(tmp_path / "r.xlsx", rows), tmp_path / "材料"
    draw(scans, {
        "沈知遥 承诺书": ("承诺书", "本人郑重承诺：材料真实。", "承诺人：沈知遥"),
        "IMG_0001": ("登记表", "姓名：贺一鸣", "性别：男"),
        "IMG_0002": ("设备说明书", "额定电压三百八十伏，转速一千转。"),
    })  # fmt: skip
    people = read_roster(roster).people
    asked = RunRequest(people, match_folders(people, scans), roster, tmp_path / "结果", "zh")
    laid = next(one for one in run_whole(pool, asked) if isinstance(one, ScansLaid))
    whose: dict[str, SharedPage] = {page.source: page for page in laid.shared}
    found = {name: page.row for name, page in whose.items()}
    assert found == {"IMG_0001.jpg": 3, "IMG_0002.jpg": None}
    assert whose["IMG_0002.jpg"].open
    unclaimed = [whose["IMG_0002.jpg"]]
    assert "IMG_0002.jpg: 第 1 页认不出是谁的" in str(said(people, [], unclaimed=unclaimed))
    place = f"shared/unclear/{unclaimed[0].name}/IMG_0002.png"
    assert place in opened(people, [], unclaimed=unclaimed)
    assert laid.files == {2: 1, 3: 1}
