"""Text in Arabic script, which the models cannot read: told apart, paired, asked about once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Box, Sheet, covered
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.unread.arabic_script import is_bilingual_counterpart
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

APPLICANT = Applicant("买买提·吐尔逊", "和田云岭水利工程有限公司")
NAME, EMPLOYER = "مەمەت تۇرسۇن", "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى"
HEADING = "كەسپىي ئۇنۋان گۇۋاھنامىسى"
LABEL, OTHER = "ئىسمى", "سۇ قۇرۇلۇشى"


def doubts(hits: tuple[Hit, ...]) -> Counter[str]:
    return Counter(hit.reason.code for hit in hits if hit.is_doubt)


def heading(sheet: Sheet) -> None:
    sheet.uyghur(HEADING, 620, 60, 44, middle=True)
    sheet.write("专业技术职务任职资格证书", 620 - 6 * 46, 130, 46)


@pytest.mark.slow
def test_a_heading_in_two_scripts_needs_nobody() -> None:
    sheet = Sheet()
    heading(sheet)
    sheet.write("买买提·吐尔逊同志：", 150, 300)
    sheet.write("经考核合格，特发此证。", 150, 370)
    hits = sheet.hits(APPLICANT)
    assert not doubts(hits)
    assert any(hit.verdict is Verdict.COVER for hit in hits)


@pytest.mark.slow
def test_where_only_the_heading_is_in_two_scripts_no_field_has_a_counterpart() -> None:
    sheet = Sheet()
    heading(sheet)
    sheet.write("姓　　名：买买提·吐尔逊", 150, 300)
    sheet.pen.arc((860, 286, 900, 326), 200, 420, fill=(90,) * 3, width=3)
    sheet.pen.arc((872, 290, 912, 330), 20, 240, fill=(90,) * 3, width=3)
    assert not doubts(sheet.hits(APPLICANT))


UPRIGHT_HEADING = "ئالاقە ئاساسى لاگىر ئالما كالا"
"""So many upright letters that the shape is a little unlike other lines."""


@pytest.mark.slow
@pytest.mark.parametrize(("han", "script"), [(130, 60), (60, 130)])
def test_upright_letters_that_were_read_and_sound_like_nobody_ask_nothing(
    han: int, script: int
) -> None:
    sheet = Sheet()
    sheet.write("专业技术职务任职资格证书", 620 - 6 * 46, han, 46)
    sheet.uyghur(UPRIGHT_HEADING, 620, script, 36, middle=True)
    assert not doubts(sheet.hits(APPLICANT))


@pytest.fixture(scope="module")
def table() -> tuple[dict[str, Box], tuple[Hit, ...]]:
    """A table whose cells say everything twice, the Uyghur below the Han."""
    sheet, places = Sheet(1240, 1000), {}
    heading(sheet)
    rows = (
        ("姓名", LABEL, "买买提·吐尔逊", NAME),
        ("专业", "كەسپى", "水利施工", OTHER),
        ("工作单位", "خىزمەت ئورنى", "和田云岭水利工程有限公司", EMPLOYER),
    )
    for number, (label, label_below, value, below) in enumerate(rows):
        y = 300 + number * 170
        sheet.pen.rectangle((120, y - 20, 1120, y + 150), outline=(40,) * 3)
        sheet.pen.line((360, y - 20, 360, y + 150), fill=(40,) * 3)
        sheet.write(label, 240 - 18 * len(label), y)
        sheet.uyghur(label_below, 240, y + 70, 32, middle=True)
        sheet.write(value, 740 - 18 * len(value), y)
        places[below] = sheet.uyghur(below, 740, y + 70, 32, middle=True)
    return places, sheet.hits(APPLICANT)


@pytest.mark.slow
def test_the_counterpart_of_an_own_word_is_proposed_as_a_cover(
    table: tuple[dict[str, Box], tuple[Hit, ...]],
) -> None:
    places, hits = table
    assert covered(hits, places[NAME]) > 0.95
    assert covered(hits, places[EMPLOYER]) > 0.95
    assert doubts(hits) == {"hit.counterpart": 1, "hit.sounds_alike": 1}


@pytest.mark.slow
def test_the_counterpart_of_another_word_stays(
    table: tuple[dict[str, Box], tuple[Hit, ...]],
) -> None:
    places, hits = table
    assert covered(hits, places[OTHER]) < 0.1
    assert "hit.arabic_script" not in doubts(hits)


@pytest.fixture(scope="module")
def card() -> tuple[dict[str, Box], tuple[Hit, ...]]:
    """A card whose Uyghur rows stand above the Han ones and begin at the other edge."""
    sheet, places = Sheet(1240, 900), {}
    heading(sheet)
    rows = (
        (LABEL, NAME, "姓　名：毛慧"),
        ("ۋەزىپىسى", OTHER, "职　务：部门副主任"),
        ("ئورنى", "تېخنىك", "编　号：GZ74506"),
    )
    for number, (label, value, below) in enumerate(rows):
        y = 300 + number * 150
        places[label] = sheet.uyghur(label, 1080, y, 32, middle=True)
        places[value] = sheet.uyghur(value, 640, y, 32, middle=True)
        sheet.write(below, 120, y + 56)
    return places, sheet.hits(Applicant("毛慧", "和田云岭水利工程有限公司"))


@pytest.mark.slow
def test_a_short_name_and_its_counterpart_at_the_other_edge_belong_together(
    card: tuple[dict[str, Box], tuple[Hit, ...]],
) -> None:
    places, hits = card
    assert covered(hits, places[NAME]) > 0.95
    assert covered(hits, places[LABEL]) < 0.1


@pytest.mark.slow
def test_the_row_below_is_another_fields(card: tuple[dict[str, Box], tuple[Hit, ...]]) -> None:
    places, hits = card
    assert covered(hits, places[OTHER]) < 0.1


@pytest.mark.slow
def test_a_short_word_that_looks_like_writing_is_a_counterpart_on_a_bilingual_page() -> None:
    sheet = Sheet(1240, 700)
    heading(sheet)
    name = sheet.uyghur("ۋاڭ فاڭ", 640, 300, 32, middle=True)
    sheet.uyghur(LABEL, 1080, 300, 32, middle=True)
    sheet.write("姓　名：毛慧", 120, 356)
    hits = sheet.hits(Applicant("毛慧", "和田云岭水利工程有限公司"))
    assert covered(hits, name) > 0.95


@pytest.mark.slow
def test_a_seal_below_a_name_that_was_read_as_a_line_is_no_counterpart() -> None:
    sheet = Sheet(1240, 900)
    heading(sheet)
    sheet.write("姓　名：毛慧", 120, 256)
    ring = (180, 330, 480, 630)
    sheet.pen.ellipse(ring, outline=(40,) * 3, width=6)
    reading = read_evened(evened(sheet.picture))
    scrawl = replace(reading.lines[0], quad=box(*ring))
    reading = replace(reading, lines=(*reading.lines, scrawl))
    hits = sheet.hits_of(reading, Applicant("毛慧", "和田云岭水利工程有限公司"))
    assert covered(hits, ring) < 0.2


def test_blurred_print_of_the_shape_makes_no_page_bilingual() -> None:
    blurred = look("报告编号", [0.56, 0.67, 0.4, 0.7], left=900)
    number, odd = look("24", [0.4, 0.4], left=420), look("时", [0.3], left=420)
    own = Hit(
        Mask(Target.NAME, box(600, 100, 700, 140), "name:1", 0.9, Origin.SPOTTED),
        Verdict.COVER,
        info("hit.read", line=1),
    )
    assert not is_bilingual_counterpart(number, [blurred], [number, blurred], [own])
    script = look("7", [0.3], left=900)
    assert is_bilingual_counterpart(odd, [script], [odd, script], [own])


@pytest.mark.slow
def test_a_paragraph_is_one_question_at_the_words_that_sound_like_the_name() -> None:
    sheet, lines = Sheet(), []
    for number, line in enumerate((f"{OTHER} {NAME} {OTHER}", f"{HEADING} {OTHER}", HEADING)):
        lines.append(sheet.uyghur(line, 150, 100 + number * 70))
    sheet.write("买买提·吐尔逊同志参加了专业技术人员继续教育培训。", 150, 500)
    hits = sheet.hits(APPLICANT)
    assert doubts(hits) == Counter({"hit.sounds_alike": 1})
    assert 0.2 < covered(hits, lines[0]) < 0.6
    assert not any(covered(hits, place) for place in lines[1:])


@pytest.mark.slow
def test_a_value_beside_the_label_is_covered_though_its_line_was_read_as_the_label_alone() -> None:
    sheet = Sheet()
    sheet.write("姓　名：", 150, 200)
    name = sheet.uyghur(NAME, 300, 200)
    sheet.write("性　别：男", 150, 300)
    hits = sheet.hits(APPLICANT)
    assert covered(hits, name) > 0.9
    assert doubts(hits)


@pytest.mark.slow
def test_a_border_of_ornaments_is_nobodys_question() -> None:
    sheet = Sheet()
    sides = [(x, 110 + number * 33) for number in range(21) for x in (40, 1120)]
    for number in range(30):
        for x, y in ((120 + number * 33, 60), (120 + number * 33, 820), *sides):
            sheet.pen.ellipse((x, y, x + 28, y + 28), outline=(30,) * 3, width=3)
            sheet.pen.line((x + 14, y + 4, x + 14, y + 24), fill=(30,) * 3, width=3)
    sheet.write("兹证明该同志参加培训，成绩合格。", 200, 400)
    assert sheet.hits(APPLICANT) == ()


def bilingual_form(sheet: Sheet) -> None:
    """A form whose labels stand below each other in both scripts, its values in Han letters."""
    sheet.write("技术人员登记卡", 400, 60, 44)
    sheet.uyghur(HEADING, 400 + 3.5 * 44, 112, 34, middle=True)
    for row, (label, half, value) in enumerate(
        [("姓名", LABEL, "买买提·吐尔逊"), ("职务", OTHER, "工程师"), ("备注", LABEL, "无")]
    ):
        sheet.write(label, 150, 180 + 84 * row, 32)
        sheet.uyghur(half, 182, 216 + 84 * row, 26, middle=True)
        sheet.write(value, 330, 196 + 84 * row, 32)


@pytest.mark.slow
def test_the_halves_of_labels_are_no_counterparts_of_the_values_beside_them() -> None:
    sheet = Sheet()
    bilingual_form(sheet)
    hits = sheet.hits(APPLICANT)
    assert not doubts(hits)
    assert any(hit.verdict is Verdict.COVER for hit in hits)


@pytest.mark.slow
def test_the_counterpart_of_a_name_in_a_form_of_two_scripts_is_still_covered() -> None:
    sheet = Sheet()
    bilingual_form(sheet)
    half = sheet.uyghur(NAME, 700, 196, 28)
    assert covered(sheet.hits(APPLICANT), half) >= 0.9
