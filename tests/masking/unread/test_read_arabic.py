"""Text in Arabic script, read or not: told apart, paired, asked about once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Box, Sheet, covered
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.unread.arabic_script import is_bilingual_counterpart
from zcdesk.names.search_words import words
from zcdesk.reading.arabic.breaks import stumps_in
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.arabic.sorting import sort_lines
from zcdesk.reading.arabic.words import ArabicWord, place_of
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

APPLICANT = Applicant("买买提·吐尔逊", "和田云岭水利工程有限公司")
MEMET, EMPLOYER = "مەمەت تۇرسۇن", "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى"
HEADING = "كەسپىي ئۇنۋان گۇۋاھنامىسى"
LABEL, OTHER = "ئىسمى", "سۇ قۇرۇلۇشى"


def doubts(hits: tuple[Hit, ...]) -> Counter[str]:
    return Counter(hit.reason.code for hit in hits if hit.is_doubt)


def heading(sheet: Sheet) -> None:
    sheet.uyghur(HEADING, 620, 60, 44, middle=True)
    sheet.write("专业技术职务任职资格证书", 620 - 6 * 46, 130, 46)


@pytest.mark.nightly
def test_a_heading_in_two_scripts_needs_nobody() -> None:
    sheet = Sheet()
    heading(sheet)
    sheet.write("买买提·吐尔逊同志：", 150, 300)
    sheet.write("经考核合格，特发此证。", 150, 370)
    assert [hit.verdict for hit in sheet.hits(APPLICANT)] == [Verdict.COVER]


@pytest.mark.nightly
def test_where_only_the_heading_is_in_two_scripts_no_field_has_a_counterpart() -> None:
    sheet = Sheet()
    heading(sheet)
    sheet.write("姓　　名：买买提·吐尔逊", 150, 300)
    sheet.pen.arc((860, 286, 900, 326), 200, 420, fill=(90,) * 3, width=3)
    sheet.pen.arc((872, 290, 912, 330), 20, 240, fill=(90,) * 3, width=3)
    assert not doubts(sheet.hits(APPLICANT))


UPRIGHT_HEADING = "ئالاقە ئاساسى لاگىر ئالما كالا"
"""So many upright letters that the shape is a little unlike other lines."""


@pytest.mark.nightly
@pytest.mark.parametrize(("han", "script"), [(130, 60), (60, 130)])
def test_upright_letters_read_that_sound_like_nobody_ask_nothing(han: int, script: int) -> None:
    sheet = Sheet()
    sheet.write("专业技术职务任职资格证书", 620 - 6 * 46, han, 46)
    sheet.uyghur(UPRIGHT_HEADING, 620, script, 36, middle=True)
    assert not doubts(sheet.hits(APPLICANT))


@pytest.mark.slow
def test_only_the_counterpart_of_an_own_word_is_covered_in_a_table() -> None:
    """Its cells say everything twice, the Uyghur below the Han."""
    sheet, places = Sheet(1240, 1000), {}
    heading(sheet)
    rows = (
        ("姓名", LABEL, "买买提·吐尔逊", MEMET),
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
    hits = sheet.hits(APPLICANT)
    assert covered(hits, places[MEMET]) > 0.95
    assert covered(hits, places[EMPLOYER]) > 0.95
    assert doubts(hits) == {"hit.counterpart": 1, "hit.sounds_alike": 1}
    assert covered(hits, places[OTHER]) < 0.1


@pytest.mark.slow
def test_a_short_name_and_its_counterpart_at_the_other_edge_of_a_card_belong_together() -> None:
    """Its Uyghur rows stand above the Han ones; the row below is another field's."""
    sheet, places = Sheet(1240, 900), {}
    heading(sheet)
    rows = (
        (LABEL, MEMET, "姓　名：毛慧"),
        ("ۋەزىپىسى", OTHER, "职　务：部门副主任"),
        ("ئورنى", "تېخنىك", "编　号：GZ74506"),
    )
    for number, (label, value, below) in enumerate(rows):
        y = 300 + number * 150
        places[label] = sheet.uyghur(label, 1080, y, 32, middle=True)
        places[value] = sheet.uyghur(value, 640, y, 32, middle=True)
        sheet.write(below, 120, y + 56)
    hits = sheet.hits(Applicant("毛慧", "和田云岭水利工程有限公司"))
    assert covered(hits, places[MEMET]) > 0.95
    assert covered(hits, places[LABEL]) < 0.1
    assert covered(hits, places[OTHER]) < 0.1


@pytest.mark.nightly
def test_a_short_word_that_looks_like_writing_is_a_counterpart_on_a_bilingual_page() -> None:
    sheet = Sheet(1240, 700)
    heading(sheet)
    name = sheet.uyghur("ۋاڭ فاڭ", 640, 300, 32, middle=True)
    sheet.uyghur(LABEL, 1080, 300, 32, middle=True)
    sheet.write("姓　名：毛慧", 120, 356)
    hits = sheet.hits(Applicant("毛慧", "和田云岭水利工程有限公司"))
    assert covered(hits, name) > 0.95


@pytest.mark.nightly
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


@pytest.mark.nightly
def test_a_paragraph_is_one_question_at_the_words_that_sound_like_the_name() -> None:
    sheet, lines = Sheet(), []
    for number, line in enumerate((f"{OTHER} {MEMET} {OTHER}", f"{HEADING} {OTHER}", HEADING)):
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
    name = sheet.uyghur(MEMET, 300, 200)
    sheet.write("性　别：男", 150, 300)
    hits = sheet.hits(APPLICANT)
    assert covered(hits, name) > 0.9
    assert doubts(hits)


@pytest.mark.nightly
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
    assert [hit.verdict for hit in sheet.hits(APPLICANT)] == [Verdict.COVER]


@pytest.mark.nightly
def test_the_counterpart_of_a_name_in_a_form_of_two_scripts_is_still_covered() -> None:
    sheet = Sheet()
    bilingual_form(sheet)
    half = sheet.uyghur(MEMET, 700, 196, 28)
    assert covered(sheet.hits(APPLICANT), half) >= 0.9


NAME = "ئالىمجان تۇرسۇن"
TOLD = replace(APPLICANT, aliases=(NAME,), employer_aliases=(EMPLOYER,))
OTHERS = ("گۈلنار ئەھمەت", "ئالتاي كان سانائىتى گۇرۇھى")


def page(*lines: str, em: int = 36, told: Applicant = TOLD) -> tuple[list[Box], tuple[Hit, ...]]:
    """Draw lines far apart from each other and from anything that could explain them."""
    sheet = Sheet(1240, 160 + 150 * len(lines))
    places = [sheet.uyghur(line, 200, 60 + 150 * n, em) for n, line in enumerate(lines)]
    return places, sheet.hits(told)


def sure(hits: tuple[Hit, ...], place: Box) -> float:
    """Return how much of a place lies under covers about which nobody is asked."""
    return covered(tuple(hit for hit in hits if hit.verdict is Verdict.COVER), place)


@pytest.mark.parametrize(
    ("text", "left", "right", "told"),
    [
        ("خوتەن يۇنلىڭ سۇ", True, False, True), ("قۇرۇلۇش شىركىتى", False, True, True),
        ("شىركىتى", False, True, False), ("گۈلنار خوتەجۇ", True, False, False),
        ("ئۇن گۈلنار", False, True, False), ("سانائىتى گۇرۇھى", False, True, False),
        ("جان تۇرسۇن", False, True, True), ("ئالىمجان تۇرسۇنباي", False, True, False),
    ],
)  # fmt: skip
def test_the_beginning_and_the_end_of_a_word_are_told_beside_a_cover(
    text: str, left: bool, right: bool, told: bool
) -> None:
    sheet = Sheet(1240, 160)
    x0, y0, x1, y1 = (round(edge) for edge in sheet.uyghur(text, 200, 60, 40))
    reading = read_arabic_script(evened(sheet.picture)[y0 - 8 : y1 + 8, x0 - 8 : x1 + 8])
    assert bool(list(stumps_in(reading, words(TOLD), left=left, right=right))) is told


def test_what_reaches_over_a_lines_box_is_covered_with_it() -> None:
    line = look("7", [0.3])
    word = ArabicWord(Word(WordKind.ALIAS, 1, NAME), 1.0, sure=True, left=0.0, right=1.0)
    (_, top, _, down), (_, above, _, below) = bounds(line.quad), bounds(place_of(line, word))
    assert (above, below) == pytest.approx((top - 0.1 * (down - top), down + 0.2 * (down - top)))


def test_a_name_behind_its_label_is_covered_and_most_of_the_label_stays() -> None:
    sheet = Sheet(1240, 260)
    name = sheet.uyghur(NAME, 200, 60)
    label = sheet.uyghur(f"{LABEL}:", name[2] + 24, 60)
    hits = sheet.hits(TOLD)
    assert sure(hits, name) > 0.95
    assert covered(hits, label) < 0.5


def test_a_stretched_name_is_covered_or_asked_about() -> None:
    (place,), hits = page("ئالىمجان تۇرســۇن")
    assert sure(hits, place) > 0.8 or doubts(hits)


def test_every_name_of_a_line_is_looked_at() -> None:
    sheet, x, places = Sheet(1500, 260), 100.0, []
    for text in (f"{NAME}غا", OTHERS[0], NAME, "ئالىمجان تۇرسۇنباي"):
        places.append(sheet.uyghur(text, x, 60))
        x = places[-1][2] + 12
    hits = sheet.hits(TOLD)
    assert [sure(hits, place) > 0.8 for place in places] == [True, False, True, False]
    assert [covered(hits, place) < 0.2 for place in places] == [False, True, False, True]


@pytest.mark.slow
def test_a_word_that_was_told_in_another_spelling_is_asked_about_beside_the_name() -> None:
    sheet = Sheet(1240, 700)
    heading(sheet)
    name = sheet.uyghur("مەمەت تۇرسۇن", 640, 300, 32, middle=True)
    sheet.write("姓　名：买买提·吐尔逊", 120, 356)
    hits = sheet.hits(replace(TOLD, aliases=("مۇھەممەتجان توردى",)))
    assert covered(hits, name) > 0.95
    assert doubts(hits)["hit.counterpart"] == 1


@pytest.mark.slow
def test_an_employer_that_is_broken_within_lines_is_covered_without_a_question() -> None:
    sheet = Sheet(1240, 320)
    before = sheet.uyghur("كەسپىي تېخنىكا خادىملىرى", 700, 60)
    head = sheet.uyghur("خوتەن يۇنلىڭ سۇ", before[0] - 290, 60)
    tail = sheet.uyghur("قۇرۇلۇش شىركىتىنىڭ", 780, 130)
    after = sheet.uyghur("داۋاملىق تەربىيە", tail[0] - 280, 130)
    hits = sheet.hits(replace(TOLD, aliases=("گۈلنار ئەھمەت",)))
    assert min(sure(hits, head), sure(hits, tail)) > 0.75
    assert max(covered(hits, before), covered(hits, after)) < 0.2
    assert not doubts(hits)


def test_a_word_goes_on_in_a_line_that_was_sorted_before() -> None:
    sheet = Sheet(1240, 320)
    sheet.uyghur("خوتەن يۇنلىڭ سۇ", 200, 60)
    sheet.uyghur("قۇرۇلۇش شىركىتىنىڭ", 200, 130)
    grey = evened(sheet.picture)
    upper, lower = read_evened(grey).lines
    told, both = words(TOLD), frozenset({Target.NAME, Target.EMPLOYER})
    found = sort_lines(grey, [lower], told, both, [upper]).found
    assert {id(line) for line, each in found if each.sure} == {id(upper), id(lower)}
    assert not any(each.sure for _, each in sort_lines(grey, [lower], told, both).found)


@pytest.mark.nightly
def test_a_name_that_the_page_has_in_han_alone_is_asked_about_beside_a_found_employer() -> None:
    sheet = Sheet(1240, 500)
    sheet.uyghur(EMPLOYER, 200, 60)
    sheet.write("姓　名：买买提·吐尔逊", 120, 300)
    assert doubts(sheet.hits(TOLD))["hit.maybe_in_script"] == 1
    sheet.uyghur(NAME, 200, 180)
    assert not doubts(sheet.hits(TOLD))


def test_a_label_in_the_other_script_below_a_label_is_no_value_of_it() -> None:
    sheet = Sheet(900, 560)
    for y, above, below in ((80, "خىزمەت ئورنى", "工作单位"), (240, "تۇغۇلغان ۋاقتى", "出生日期")):
        sheet.pen.rectangle((120, y - 14, 780, y + 146), outline=(40,) * 3, width=2)
        sheet.pen.line((340, y - 14, 340, y + 146), fill=(40,) * 3, width=2)
        sheet.uyghur(above, 230, y, 26, middle=True)
        sheet.write(below, 230 - 52, y + 76, 26)
    assert not doubts(sheet.hits(TOLD))["hit.labelled_value"]


@pytest.mark.slow
@pytest.mark.parametrize(("em", "gap"), [(24, 20), (36, 16)])
def test_a_name_in_both_scripts_in_one_box_is_covered_in_both(em: int, gap: int) -> None:
    sheet = Sheet(1000, 420)
    heading(sheet)
    han = sheet.write("王军", 200, 260, em)
    name = sheet.uyghur("ۋاڭ جۈن", han[-1][2] + gap, 260, em)
    label = sheet.uyghur("تامغا:", name[2] + 0.6 * gap, 260, em)
    hits = sheet.hits(replace(APPLICANT, name="王军", aliases=("ۋاڭ جۈن",)))
    assert covered(hits, name) > 0.9
    assert min(covered(hits, letter) for letter in han) > 0.9
    assert covered(hits, label) < 0.5


OF_SERIK = replace(APPLICANT, aliases=("نۇرلان سەرىك",), employer_aliases=(EMPLOYER,))
OF_YANG = replace(APPLICANT, aliases=("ياڭ جىچياڭ",))
UNTOLD = replace(TOLD, aliases=(), name="阿里木江·吐尔逊")
NO_EMPLOYER = replace(TOLD, employer_aliases=())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "who", "em", "seen", "asked"),
    [
        ((NAME, EMPLOYER), TOLD, 20, ["sure", "sure"], {}),
        ((NAME, EMPLOYER), TOLD, 36, ["sure", "sure"], {}),
        ((NAME, EMPLOYER), TOLD, 60, ["sure", "sure"], {}),
        ((f"{NAME}نىڭ",), TOLD, 36, ["sure"], {}),  # endings are covered with the name
        ((f"{NAME}غا",), TOLD, 36, ["sure"], {}),
        (("نۇرلان سەرىك",), OF_SERIK, 36, ["sure"], {}),
        (("ياڭ جىچياڭغا",), OF_YANG, 36, ["sure"], {}),  # its last letter is read twice
        # somebody else's nearly equal name
        (("ئالىمجان مۇرسۇن",), TOLD, 36, ["stays"], {}),
        (("ئالىمباي تۇرسۇن",), TOLD, 36, ["stays"], {}),
        (("ئالىمجان تۇرسۇنباي",), TOLD, 36, ["stays"], {}),
        (("سالىمجان تۇرسۇن",), TOLD, 36, ["stays"], {}),
        # a speck makes a dot
        (("ئالىمجان تۇزسۇن",), TOLD, 36, ["asked"], {"hit.maybe_in_script": 1}),
        (("ياڭ جىچياغ",), OF_YANG, 36, ["asked"], {"hit.maybe_in_script": 1}),
        # halves of broken words
        (("خوتەن يۇنلىڭ سۇ", "ئالىمجان"), TOLD, 36, ["asked", "asked"], {"hit.maybe_in_script": 2}),
        # other words, once both of hers were told and before
        (OTHERS, TOLD, 36, ["stays", "stays"], {}),
        (OTHERS, NO_EMPLOYER, 36, ["stays", "stays"], {"hit.arabic_script": 1}),
        ((HEADING, LABEL, "تۇغۇلغان ۋاقتى"), APPLICANT, 36, ["stays", "stays", "stays"], {}),
        ((OTHERS[0], "سۈپەت تەكشۈرۈش ۋاقتىدا تاماملاندى"), APPLICANT, 36, ["stays", "stays"], {}),
        (
            (NAME, OTHERS[0], HEADING),
            UNTOLD,
            36,
            ["asked", "stays", "stays"],
            {"hit.sounds_alike": 1},
        ),
        ((OTHERS[1],), APPLICANT, 36, ["stays"], {"hit.arabic_script": 1}),
    ],
)
def test_lines_are_covered_asked_about_or_stay(
    lines: Sequence[str], who: Applicant, em: int, seen: list[str], asked: dict[str, int]
) -> None:
    places, hits = page(*lines, em=em, told=who)
    assert [seen_of(hits, place) for place in places] == seen
    assert doubts(hits) == asked


def seen_of(hits: tuple[Hit, ...], place: Box) -> str:
    """Return what becomes of a place, or how much of it is covered where that is neither."""
    share = covered(hits, place)
    asked = "asked" if share > 0.9 else "stays" if share < 0.1 else f"{share:.2f}"
    return "sure" if sure(hits, place) > 0.97 else asked
