"""What is asked about on a page: people on lists, photos that are missing, text."""

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.pages.drawn import document, letters_apart
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import draw_page
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.checks.slots.expected_names import NO_PHOTO
from zcdesk.geometry import bounds
from zcdesk.pages.page import Clarity
from zcdesk.pages.preparing import prepare
from zcdesk.workflow.one_page.examining import Examined, examine_page, inspect_page
from zcdesk.workflow.one_page.found_scans import ScanPlace, scan_at
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


@pytest.mark.slow
def test_a_page_of_her_own_is_not_asked_about(tmp_path: Path) -> None:
    own = ("单位：新疆云岭智能装备制造有限公司", f"姓名：张伟 {HER.id_number}", "特发此证。")
    assert targets_on(tmp_path / "own.png", *own) == []


@pytest.mark.nightly
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


BOTH = frozenset({Target.NAME, Target.PHOTO})


def examined(
    kind: str, path: Path, targets: frozenset[Target], *, without_photo: bool = False
) -> Examined:
    random = Random(f"{kind} with a photo")
    person = invent_person(random)
    page = draw_page(kind, person, invent_colleagues(person, random), random, dpi=200)
    picture = page.picture.copy()
    if without_photo:
        (photo,) = page.having(Role.PHOTO)
        left, top, right, bottom = (round(value) for value in bounds(photo.characters[0]))
        picture[top - 2 : bottom + 2, left - 2 : right + 2] = picture[top - 8, left - 8]
    Image.fromarray(np.ascontiguousarray(picture)).save(path)
    applicant = Applicant(person.name, person.employer.name)
    return examine_page(str(path), 0, Sought(applicant, targets))


def told(one: Examined) -> bool:
    return any(finding.code == NO_PHOTO for finding in one.page.findings)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["id_card", "diploma"])
def test_a_document_without_its_photo_is_asked_about(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    assert told(examined(kind, path, BOTH, without_photo=True))
    assert not told(examined(kind, path, frozenset({Target.NAME}), without_photo=True))
    whole = examined(kind, path, BOTH)
    assert not told(whole)
    assert any(hit.mask.target is Target.PHOTO for hit in whole.hits)


SOUGHT = Sought(Applicant("孙颖倩", "新疆云岭智能装备制造有限公司"), frozenset({Target.NAME}))


def codes_of(picture: Image.Image, path: Path) -> set[str]:
    picture.save(path)
    return {one.code for one in examine_page(str(path), 0, SOUGHT).page.findings}


def test_a_portrait_alone_is_not_told_to_hold_no_text(tmp_path: Path) -> None:
    page = document("inch_photo", Random(3), 300)
    assert "page.no_text" not in codes_of(Image.fromarray(page.picture), tmp_path / "photo.png")


@pytest.mark.nightly
def test_a_portrait_that_a_scanner_shaded_stands_surely_upright(tmp_path: Path) -> None:
    page, path = document("inch_photo", Random(8), 300), tmp_path / "photo.png"
    Image.fromarray(damage(page, PRESETS["scan"], Random(8)).picture).save(path)
    assert not prepare(scan_at(str(path)), 0).page.turn_sure
    examined = examine_page(str(path), 0, SOUGHT).page
    assert (examined.turn, examined.turn_sure, examined.findings) == (0, True, ())


@pytest.mark.nightly
def test_letters_that_only_a_reader_sees_as_lines_are_text(tmp_path: Path) -> None:
    columns = Image.fromarray(letters_apart())
    assert "page.no_text" not in codes_of(columns, tmp_path / "columns.png")
    page = inspect_page(ScanPlace(str(tmp_path / "columns.png")), 0)
    assert (page.findings, page.turn, page.turn_sure) == ((), 0, True)
    assert page.clarity is Clarity.CLEAR


@pytest.mark.nightly
def test_a_page_of_blots_is_still_told_to_hold_no_text(tmp_path: Path) -> None:
    blots = np.full((900, 700, 3), 255, np.uint8)
    blots[200:420, 150:330] = blots[500:800, 380:520] = 90
    assert "page.no_text" in codes_of(Image.fromarray(blots), tmp_path / "blots.png")
