"""Lists of people are asked about whatever a notice asks; nothing else is looked for with them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.drawn_text import typed
from zcdesk.applicant import Applicant, Target
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.workflow.one_page.sought import Sought

HER = Applicant("张伟", "新疆云岭智能装备制造有限公司", id_number="659900198411060134")
NUMBERS = ("659900197303165364", "11010519491231002X", "659900198411060134", "650104198001011018")
LIST = frozenset({Target.OTHERS_ON_LIST})


def targets_on(path: Path, *lines: str) -> list[Target]:
    """Return what is asked about on a page with a seal, where a notice asks no covering."""
    print_ = typed(*lines)
    page = np.full((print_.shape[0] + 360, print_.shape[1], 3), 255, np.uint8)
    page[: print_.shape[0]] = print_
    cv2.circle(page, (500, print_.shape[0] + 170), 90, (200, 30, 30), 8)
    Image.fromarray(page).save(path, dpi=(150, 150))
    return [hit.mask.target for hit in examine_page(str(path), 0, Sought(HER, LIST)).hits]


def test_a_page_of_her_own_is_not_asked_about(tmp_path: Path) -> None:
    own = ("单位：新疆云岭智能装备制造有限公司", f"姓名：张伟 {HER.id_number}", "特发此证。")
    assert targets_on(tmp_path / "own.png", *own) == []


@pytest.mark.slow
def test_the_rows_of_others_are_asked_about_and_her_own_is_not(tmp_path: Path) -> None:
    names = ("赵启明", "钱文海", "张伟", "李大山")
    rows = [f"{name} {number}" for name, number in zip(names, NUMBERS, strict=True)]
    assert targets_on(tmp_path / "list.png", "推荐名单", *rows) == [Target.OTHERS_ON_LIST] * 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "covered"),
    [
        ((f"张伟 {NUMBERS[3]}", f"张伟 {NUMBERS[2]}", f"李大山 {NUMBERS[1]}"), 2),
        ((f"张伟 {NUMBERS[3]} 12", f"张伟 {NUMBERS[2]} 12"), 1),
        (("参保人：张伟", f"证件号码：{NUMBERS[3]}"), 1),
        (("学生张伟，男，准予毕业。", "证书编号：148161201105152420"), 0),
        ((f"法定代表人 李大山 {NUMBERS[1]}", f"劳动者 张伟 {NUMBERS[2]}"), 0),
    ],
    ids=["on a list", "the two alone", "in place of hers", "a diploma's", "another's beside hers"],
)
def test_a_namesakes_number_is_asked_about(
    tmp_path: Path, rows: tuple[str, ...], covered: int
) -> None:
    found = targets_on(tmp_path / "list.png", "缴费明细", *rows)
    assert found == [Target.OTHERS_ON_LIST] * covered
