"""An English name that the person did not tell is asked about where it may be her employer's."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Sheet, all_covered, none_covered
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.learning import text_under
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

COMPANY = Applicant("张晓梅", "新疆云岭智能装备制造有限公司")
BUREAU = Applicant("张晓梅", "洛浦县水利局")
TITLE = "Study on Equipment of Irrigation Districts"


def _asked(hits: tuple[Hit, ...]) -> list[Hit]:
    return [hit for hit in hits if hit.reason.code == "hit.latin_organisation"]


@pytest.mark.slow
def test_a_name_with_the_own_brand_is_proposed_alone() -> None:
    sheet = Sheet(1500, 420)
    sheet.write(TITLE, 300, 40, 30)
    sheet.write("LI Hong1, WANG Fang2", 500, 100, 30)
    name = "Xinjiang Yunling Intelligent Equipment Manufacturing Co., Ltd."
    own = sheet.write(name, 100, 160, 30)
    other = sheet.write(", Urumqi 830000, China; 2. Shihezi University", own[-1][2] + 2, 160, 30)
    sheet.write("Abstract: The test group of Yunling was compared.", 100, 220, 30)
    hits = sheet.hits(COMPANY)
    assert [hit.verdict for hit in _asked(hits)] == [Verdict.DOUBT]
    assert all_covered(hits, own[:-1])
    assert none_covered(hits, other[1:])
    assert not _asked(sheet.hits(COMPANY, Target.NAME))


@pytest.mark.slow
def test_a_name_below_a_seal_is_proposed_whole() -> None:
    sheet = Sheet(1200, 500)
    own = sheet.write("Xinjiang Yunling Intelligent Equipment Co., Ltd.", 150, 200, 30)
    for radius in range(130, 138):
        sheet.pen.ellipse((500 - radius, 215 - radius, 500 + radius, 215 + radius), outline="red")
    star = [(500, 170), (512, 205), (548, 205), (518, 226), (530, 262), (500, 240)]
    sheet.pen.polygon([*star, (470, 262), (482, 226), (452, 205), (488, 205)], fill="red")
    found = _asked(sheet.hits(COMPANY))
    assert len(found) == 1
    assert all_covered(tuple(found), own[:-1])


@pytest.mark.slow
@pytest.mark.parametrize("radius", [90, 130])
def test_a_name_that_a_seal_parted_is_proposed_on_both_sides(radius: int) -> None:
    sheet = Sheet(1200, 500)
    own = sheet.write("Xinjiang Yunling Intelligent Equipment Co., Ltd.", 150, 200, 30)
    sheet.pen.ellipse((540, 155, 660, 275), fill=(200, 30, 40))
    for wide in range(radius, radius + 9):
        sheet.pen.ellipse((600 - wide, 215 - wide, 600 + wide, 215 + wide), outline="red")
    found = tuple(_asked(sheet.hits(COMPANY)))
    seen = [place for place in own[:-1] if place[2] < 480 or place[0] > 720]
    assert len(found) == 2
    assert all_covered(found, seen)


def test_what_stands_beside_a_name_in_another_column_does_not_begin_it() -> None:
    sheet = Sheet(1400, 200)
    sheet.write("Urumqi Water Co., Ltd.", 60, 80, 30)
    sheet.write("Visit to Yunling", 900, 80, 30)
    assert not _asked(sheet.hits(COMPANY))


@pytest.mark.parametrize(
    ("row", "employer", "asked"),
    [
        ("Report of XINJIANG YUNLING", COMPANY.employer, True),
        ("with Xinjiang Yunling, 2021", COMPANY.employer, True),
        ("Report of Urumqi Yunling", "乌鲁木齐市云岭建设有限公司", True),
        ("Report of Hami Yunling", COMPANY.employer, False),
        ("Report of Xinjiang Yunlingshan", COMPANY.employer, False),
        ("Report of Xinjiang Tianshan", "新疆天山建设有限公司", False),
    ],
)
def test_a_brand_behind_its_place_is_asked_about(row: str, employer: str, asked: bool) -> None:
    sheet = Sheet(900, 200)
    own = sheet.write(row, 100, 60, 30)
    found = tuple(_asked(sheet.hits(Applicant("张晓梅", employer))))
    assert len(found) == asked
    assert none_covered(found, own[: row.index(" ")])


def test_a_name_broken_over_two_lines_is_proposed_whole() -> None:
    sheet = Sheet(1500, 300)
    own = sheet.write("Xinjiang Yunling Intelligent Equipment", 200, 40, 30)
    own += sheet.write("Manufacturing Co., Ltd.", 400, 100, 30)
    assert all_covered(sheet.hits(COMPANY), own[:-1])


@pytest.mark.parametrize(
    "rows",
    [
        ("Xinjiang Yunlingshan Co., Ltd.",),
        ("Xinjiang Fayunling Co., Ltd.",),
        ("a group in Yunling County",),
        ("No. 5 Yunling Road, Urumqi Water", "Technology Co., Ltd."),
    ],
)
def test_another_word_and_prose_are_left_alone(rows: tuple[str, ...]) -> None:
    sheet = Sheet(1200, 260)
    for number, row in enumerate(rows):
        sheet.write(row, 100, 40 + 60 * number, 30)
    assert not _asked(sheet.hits(COMPANY))


def test_affiliations_below_the_own_name_are_asked_about() -> None:
    sheet = Sheet(1500, 480)
    sheet.write(TITLE, 300, 40, 30)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 500, 100, 30)
    first = sheet.write("1. Water Conservancy Bureau, Hotan 848000, China", 200, 160, 30)
    sheet.write("2. Shihezi University, Shihezi 832000, China", 200, 220, 30)
    sheet.write("Abstract: Many a University and Institute has studied it.", 100, 280, 30)
    hits = sheet.hits(BUREAU)
    assert len(_asked(hits)) == 2  # both are shown, and nobody can tell which is hers
    assert none_covered(hits, first)


def test_a_single_affiliation_below_the_own_name_is_proposed() -> None:
    sheet = Sheet(1500, 320)
    sheet.write("ZHANG Xiaomei", 500, 100, 30)
    own = sheet.write("Water Conservancy Bureau of the County", 200, 160, 30)
    assert all_covered(sheet.hits(BUREAU), own)


def test_an_organiser_named_above_the_own_name_is_no_affiliation_below_it() -> None:
    sheet = Sheet(1500, 420)
    sheet.write("Hotan Water University Plan", 300, 40, 30)
    sheet.write("ZHANG Xiaomei", 500, 140, 30)
    sheet.write("Congratulations", 200, 220, 30)
    sheet.write("Hotan Water University", 200, 280, 30)
    assert not _asked(sheet.hits(BUREAU))


def test_an_affiliation_of_which_a_fold_hides_half_is_shown() -> None:
    sheet = Sheet(1500, 420)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 500, 40, 30)
    half = sheet.write("1. Water Conservancy Bureau of the County", 200, 100, 30)
    sheet.pen.rectangle((0, 90, 1500, 117), fill="white")
    other = sheet.write("2. Shihezi University, Shihezi 832000, China", 200, 136, 30)
    sheet.write("Abstract: Many have studied it.", 100, 280, 30)
    hits = sheet.hits(BUREAU)
    asked = [bounds(hit.mask.polygon) for hit in _asked(hits)]
    assert len(asked) == 2
    assert any(top < half[5][3] < bottom for _, top, _, bottom in asked)
    assert none_covered(hits, other)


@pytest.mark.slow
def test_on_a_page_that_is_badly_read_throughout_no_line_is_shown() -> None:
    sheet = Sheet(1500, 420)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 500, 40, 30)
    for top in (100, 160, 220):
        sheet.write("1. Water Conservancy Bureau of the County", 200, top, 30)
        sheet.pen.rectangle((0, top - 10, 1500, top + 17), fill="white")
    assert not _asked(sheet.hits(BUREAU))


@pytest.mark.parametrize(("author", "asked"), [("ZHANG X. M.", False), ("LI Hong", False)])
def test_initials_and_others_names_have_no_affiliation_to_ask_about(
    author: str, asked: bool
) -> None:
    sheet = Sheet(1500, 320)
    sheet.write(author, 500, 100, 30)
    sheet.write("Water Conservancy Bureau of the County", 200, 160, 30)
    assert bool(_asked(sheet.hits(BUREAU))) == asked


def test_what_stands_below_the_employer_in_han_letters_is_its_name() -> None:
    sheet = Sheet(1200, 400)
    sheet.write("洛浦县水利局", 300, 40, 40)
    own = sheet.write("Lop County Water Buroau", 250, 100, 30)  # as small print is misread
    sheet.write("洛浦县水利局、Shihezi University", 250, 220, 30)
    sheet.write("Shihezi University", 320, 340, 30)
    hits = sheet.hits(BUREAU)
    assert len(_asked(hits)) == 1
    assert all_covered(hits, own)


def test_nothing_is_asked_where_the_english_name_was_told_and_found() -> None:
    told = Applicant("张晓梅", "洛浦县水利局", employer_aliases=("Lop County Water Bureau",))
    sheet = Sheet(1500, 320)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 400, 40, 30)
    own = sheet.write("1. Lop County Water Bureau, Lop 848200", 200, 100, 30)
    sheet.write("2. Shihezi University, Shihezi 832000", 200, 160, 30)
    hits = sheet.hits(told)
    assert not _asked(hits)
    assert all_covered(hits, own[2:-9])


def test_an_english_name_that_was_found_is_not_asked_about_as_well() -> None:
    name = "Xinjiang Yunling Equipment Co., Ltd."
    sheet = Sheet(1200, 200)
    sheet.write(name, 100, 60, 30)
    told = Applicant("张晓梅", COMPANY.employer, employer_aliases=(name,))
    assert [hit.reason.code for hit in sheet.hits(told)] == ["hit.read"]


def test_a_whole_english_name_can_be_learned() -> None:
    sheet = Sheet(1500, 200)
    name = "Xinjiang Yunling Intelligent Equipment Manufacturing Co., Ltd."
    sheet.write(name, 100, 60, 30)
    read = text_under(read_evened(evened(sheet.picture)), box(80, 40, 1480, 130))
    assert read.lower().startswith("xinjiangyunlingintelligentequipmentmanufacturing")


@pytest.mark.parametrize("han", ["新疆水利学会", "新疆水利之光照山"])
def test_the_counterpart_of_another_organisation_is_that_ones(han: str) -> None:
    sheet = Sheet(1200, 320)
    sheet.write(han, 300, 60, 40)
    sheet.write("Institute of Waters", 300, 108, 26)
    sheet.write("洛浦县水利局", 300, 146, 40)
    asked = _asked(sheet.hits(BUREAU))
    assert len(asked) == (han == "新疆水利之光照山")
