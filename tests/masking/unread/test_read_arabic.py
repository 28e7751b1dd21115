"""Lines in Arabic script are read: told words are covered, what is nobody's asks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Box, Sheet, covered
from tests.masking.unread.test_arabic_script import (
    APPLICANT,
    HEADING,
    LABEL,
    doubts,
    heading,
)
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.names.search_words import words
from zcdesk.reading.arabic.breaks import stumps_in
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.arabic.sorting import sort_lines
from zcdesk.reading.arabic.words import ArabicWord, place_of
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

NAME, EMPLOYER = "ئالىمجان تۇرسۇن", "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى"
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


@pytest.mark.slow
@pytest.mark.parametrize("em", [20, 36, 60])
def test_told_words_are_covered_without_a_question(em: int) -> None:
    places, hits = page(NAME, EMPLOYER, em=em)
    assert all(sure(hits, place) > 0.95 for place in places)
    assert not doubts(hits)


@pytest.mark.parametrize(
    ("text", "left", "right", "told"),
    [
        ("خوتەن يۇنلىڭ سۇ", True, False, True), ("قۇرۇلۇش شىركىتى", False, True, True),
        ("خوتەن يۇنلىڭ سۇ", False, False, False), ("شىركىتى", False, True, False),
        ("ئالتاي كان سانائىتى", True, False, False), ("سانائىتى گۇرۇھى", False, True, False),
    ],
)  # fmt: skip
def test_the_beginning_and_the_end_of_an_employer_are_told_beside_a_cover(
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


@pytest.mark.parametrize("written", [f"{NAME}نىڭ", f"{NAME}غا"])
def test_endings_hide_no_name_and_are_covered_with_it(written: str) -> None:
    (place,), hits = page(written)
    assert sure(hits, place) > 0.97


def test_a_stretched_name_is_covered_or_asked_about() -> None:
    (place,), hits = page("ئالىمجان تۇرســۇن")
    assert sure(hits, place) > 0.8 or doubts(hits)


def test_a_kazakh_name_is_covered() -> None:
    told = replace(APPLICANT, aliases=("نۇرلان سەرىك",), employer_aliases=(EMPLOYER,))
    (place,), hits = page("نۇرلان سەرىك", told=told)
    assert sure(hits, place) > 0.95


@pytest.mark.parametrize(
    "near",
    ["ئالىمجان مۇرسۇن", "ئالىمباي تۇرسۇن", "ئالىمجان تۇرسۇنباي", "سالىمجان تۇرسۇن"],
)
def test_somebody_elses_nearly_equal_name_stays_as_it_is(near: str) -> None:
    (place,), hits = page(near)
    assert covered(hits, place) < 0.1


def test_a_near_name_that_all_copies_give_alike_asks_nothing() -> None:
    _, hits = page("ئالىمجان مۇرسۇن")
    assert not doubts(hits)


def test_every_name_of_a_line_is_looked_at() -> None:
    sheet, x, places = Sheet(1500, 260), 100.0, []
    for text in (f"{NAME}غا", OTHERS[0], NAME, "ئالىمجان تۇرسۇنباي"):
        places.append(sheet.uyghur(text, x, 60))
        x = places[-1][2] + 12
    hits = sheet.hits(TOLD)
    assert [sure(hits, place) > 0.8 for place in places] == [True, False, True, False]
    assert [covered(hits, place) < 0.2 for place in places] == [False, True, False, True]


@pytest.mark.slow
def test_lines_of_other_words_ask_nothing_once_both_words_were_told() -> None:
    places, hits = page(*OTHERS)
    assert not doubts(hits)
    assert all(covered(hits, place) < 0.1 for place in places)
    _, hits = page(*OTHERS, told=replace(TOLD, employer_aliases=()))
    assert doubts(hits)


@pytest.mark.slow
def test_headings_and_labels_ask_nothing_though_no_word_was_told() -> None:
    _, hits = page(HEADING, LABEL, "تۇغۇلغان ۋاقتى", told=APPLICANT)
    assert not doubts(hits)


@pytest.mark.slow
def test_a_word_that_was_told_in_another_spelling_is_asked_about_beside_the_name() -> None:
    sheet = Sheet(1240, 700)
    heading(sheet)
    name = sheet.uyghur("مەمەت تۇرسۇن", 640, 300, 32, middle=True)
    sheet.write("姓　名：买买提·吐尔逊", 120, 356)
    hits = sheet.hits(replace(TOLD, aliases=("مۇھەممەتجان توردى",)))
    assert covered(hits, name) > 0.95
    assert doubts(hits)["hit.counterpart"] == 1


def test_the_halves_of_words_that_are_broken_over_two_lines_are_asked_about() -> None:
    places, hits = page("خوتەن يۇنلىڭ سۇ", "ئالىمجان")
    assert all(covered(hits, place) > 0.9 for place in places)
    assert doubts(hits)["hit.maybe_in_script"] >= 2
    assert not any(hit.verdict is Verdict.COVER for hit in hits)


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


@pytest.mark.slow
def test_a_name_that_nobody_told_is_asked_about_where_it_sounds_like_hers() -> None:
    untold = replace(TOLD, aliases=(), name="阿里木江·吐尔逊")
    places, hits = page(NAME, OTHERS[0], HEADING, told=untold)
    assert doubts(hits) == {"hit.sounds_alike": 1}
    assert [covered(hits, place) > 0.9 for place in places] == [True, False, False]


@pytest.mark.slow
def test_read_lines_that_sound_like_nothing_of_hers_ask_nothing_though_no_word_was_told() -> None:
    _, hits = page(OTHERS[0], "سۈپەت تەكشۈرۈش ۋاقتىدا تاماملاندى", told=APPLICANT)
    assert not doubts(hits)


def test_an_organisation_is_asked_about_while_the_employer_is_not_told() -> None:
    _, hits = page(OTHERS[1], told=APPLICANT)
    assert doubts(hits) == {"hit.arabic_script": 1}


@pytest.mark.slow
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
