"""Files without folders: each is whose its name says, what no name tells is read and asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.batch.tables import opened, said
from tests.batch.test_strangers import draw
from zcdesk.applicant import Applicant
from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.scan_folders import match_folders, owners_of
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.batch.whole_run import RunRequest, ScansLaid, run_whole
from zcdesk.workers.pool import WorkerPool

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
    "张伟 身份证.jpg": (2,),
    "张伟身份证.jpg": (2,),
    "身份证_张 伟.jpg": (2,),
    "03-张伟国-学历.pdf": (3,),
    "张伟民 身份证.jpg": (),
    "张伟强国.jpg": (),
    "阿依古丽.买买提(照片).png": (4,),
    "阿依古丽·买买提江 照片.png": (),
    "B0207_考核2022.jpg": (4,),
    "B02071 考核.jpg": (),
    "王芳2222 承诺书.jpg": (6,),
    "王芳 承诺书.jpg": (5, 6),
    "659900197303161111.jpg": (5,),
    "张伟、张伟国 合同.jpg": (2, 3),
    "IMG_20240912.jpg": (),
    "新疆云岭智能装备制造有限公司张伟国承诺书.pdf": (3,),
    "云岭智能装备张伟身份证.jpg": (2,),
    "身份证云岭智能装备张伟.jpg": (2,),
    "昆仑水泥厂张伟身份证.jpg": (),
}


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
def test_what_no_name_tells_is_read_and_goes_to_whom_it_names_or_is_asked(
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
    assert {name: page.row for name, page in whose.items()} == {
        "IMG_0001.jpg": 3, "IMG_0002.jpg": None,
    }  # fmt: skip
    assert whose["IMG_0002.jpg"].open
    unclaimed = [whose["IMG_0002.jpg"]]
    assert "IMG_0002.jpg: 第 1 页认不出是谁的" in str(said(people, [], unclaimed=unclaimed))
    place = f"shared/unclear/{unclaimed[0].name}/IMG_0002.png"
    assert place in opened(people, [], unclaimed=unclaimed)
    assert laid.files == {2: 1, 3: 1}
