"""Names in Latin letters: whose they are shows in what touches them."""

from __future__ import annotations

import cv2
import pytest
from PIL import Image

from tests.masking.sheet import Sheet, all_covered, covered
from tools.drawing.fonts import Face, face_for, font
from zcdesk.applicant import Applicant
from zcdesk.masking.hits import Verdict
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

APPLICANT = Applicant("木合塔尔·吐尔逊", "塔城地区畜牧兽医站", aliases=("Tuerxun Muhetaer",))


@pytest.mark.parametrize("before", ["P<CHN", "PKCHN"])
def test_the_state_before_a_name_in_a_passport_does_not_make_it_longer(before: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(f"{before}TUERXUN<<MUHETAER<<<<<<<<<<<<", 40, 100, 30)
    assert all_covered(sheet.hits(APPLICANT), letters[5:22])


@pytest.mark.parametrize("text", ["P<CHNATUERXUN<<MUHETAERJANG<<<<<<", "CHNTUERXUN MUHETAER Road"])
def test_a_longer_name_in_a_passport_stays(text: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(text, 40, 100, 30)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters[:20]) == 0


SHANGGUAN = Applicant("上官怡平", "奇台地区人民医院")


@pytest.mark.parametrize(
    "text",
    [
        "Yiping Shangguan's work on irrigation",
        "Yiping Shangguan’s work on irrigation",
        "have known Shangguan, Yiping since 2015",
        "recommended by Dr. Shangguan, Yiping",
        "led by Shangguan YIPINGwas responsible",
    ],
)
def test_the_words_of_a_sentence_beside_a_name_do_not_make_it_another(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    solid = text.replace(" ", "")
    begin = min(solid.upper().find(part) for part in ("YIPING", "SHANGGUAN"))
    assert all_covered(sheet.hits(SHANGGUAN), letters[begin : begin + 15])


@pytest.mark.parametrize(
    "text", ["Li Shangguan, Yiping San", "Yiping Shangguan-Li", "YIPING SHANGGUANS"]
)
def test_names_that_only_hold_the_own_letters_stay(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(SHANGGUAN)
    assert max(covered(hits, box) for box in letters) == 0


HAN = Applicant("韩明旭", "奇台地区人民医院")


@pytest.mark.parametrize(("em", "softness"), [(30, 0.0), (34, 0.6)])
def test_a_space_that_was_not_read_ends_a_name_all_the_same(em: int, softness: float) -> None:
    sheet = Sheet(1300, 200)
    before = "I recommend HAN Mingxu"
    letters = sheet.write(before, 40, 80, em)
    end = 40 + sum(font(face_for(one, Face.SONG), em).getlength(one) for one in before)
    sheet.write("without any reserve.", end + 0.14 * em, 80, em)
    if softness:
        sheet.image = Image.fromarray(cv2.GaussianBlur(sheet.picture, (0, 0), softness))
    assert "xuwithout" in read_evened(evened(sheet.picture)).lines[0].lattice.text
    assert all_covered(sheet.hits(HAN), letters[-9:])


@pytest.mark.parametrize("text", ["I recommend HAN Mingxu", "I recommendHAN Mingxu"])
def test_a_name_that_a_fold_joins_to_a_word_is_asked_about(text: str) -> None:
    sheet = Sheet(1300, 200)
    letters = sheet.write(text, 40, 80, 30)
    end = 40 + sum(font(face_for(one, Face.SONG), 30).getlength(one) for one in text)
    sheet.write("without any reserve.", end + 4, 80, 30)
    sheet.pen.line([(end + 2, 40), (end + 2, 160)], fill=(120,) * 3, width=2)
    hits = sheet.hits(HAN)
    verdicts = [(hit.verdict, hit.reason.code) for hit in hits]
    assert verdicts == [(Verdict.DOUBT, "hit.maybe_longer_name")]
    assert all_covered(hits, letters[-9:])


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("E-mail: hanmingxua163.com", True),
        ("E-mail: hanmingxuaqq.com", True),
        ("E-mail: hanmingxuan@163.com", False),  # somebody else
    ],
)
def test_an_address_whose_sign_is_misread_is_asked_about(text: str, asked: bool) -> None:
    """A fax's @ is read as a letter, which makes the name another one."""
    sheet = Sheet(900, 160)
    sheet.write(text, 40, 60, 34)
    assert (Verdict.DOUBT in {hit.verdict for hit in sheet.hits(HAN)}) == asked


@pytest.mark.parametrize("text", ["TUERXUN Muhetaerjang", "Tuerxun Muhetaerbekov"])
def test_letters_behind_a_transcribed_name_make_another_one(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.parametrize(
    "text", ["HAN Mingxuan", "thanks to Mingxu HANLI", "ZHAN Mingxu", "mingxu hanmo"]
)
def test_letters_that_follow_as_closely_as_the_own_ones_make_another_name(text: str) -> None:
    sheet = Sheet(900, 200)
    letters = sheet.write(text, 40, 80, 44)
    hits = sheet.hits(HAN)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.parametrize("text", ["CAI Limin", "SU Weimin, CAI Limin, LI Ningjun"])
def test_the_beginning_of_anothers_given_name_is_no_initial(text: str) -> None:
    sheet = Sheet(1100, 200)
    sheet.write(text, 40, 80, 34)
    assert not sheet.hits(Applicant("蔡立军", "奇台地区人民医院"))


@pytest.mark.parametrize("text", ["CAI L", "CAI L.", "CAI L, LI Ningjun"])
def test_an_initial_that_stands_alone_is_asked_about(text: str) -> None:
    sheet = Sheet(1100, 200)
    sheet.write(text, 40, 80, 34)
    hits = sheet.hits(Applicant("蔡立军", "奇台地区人民医院"))
    assert [hit.reason.code for hit in hits] == ["hit.initials"]


@pytest.mark.parametrize(
    ("text", "own"),
    [("MA Yuel, LI Na2", True), ("MA Yuel", True), ("MA Yuelin, LI Na2", False)],
)
def test_the_raised_number_of_an_affiliation_that_is_misread_ends_a_name(
    text: str, own: bool
) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(Applicant("马跃", "奇台地区人民医院"))
    assert all_covered(hits, [letters[place] for place in (0, 1, 3, 4, 5)]) == own


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("ycrl@163.com", [Verdict.DOUBT]),
        ("ycrl2016", [Verdict.DOUBT]),
        ("yuchirl_2016", [Verdict.DOUBT]),
        ("yuchi_ruolan@xju.edu.cn", [Verdict.COVER]),
        ("zmhl@163.com", []),
        ("ycrl", []),
    ],
)
def test_an_account_of_her_initials_is_asked_about(text: str, verdicts: list[Verdict]) -> None:
    sheet = Sheet(800, 200)
    sheet.write(text, 60, 80, 30)
    hits = sheet.hits(Applicant("尉迟若岚", "塔城地区畜牧兽医站"))
    assert [hit.verdict for hit in hits] == verdicts
