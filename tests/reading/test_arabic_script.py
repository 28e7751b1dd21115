"""Lines in Arabic script are read quietly, and known words are found in them, also part by part."""

import os
import subprocess
import sys
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import BOTH, Sheet, covered
from tests.masking.unread.test_read_arabic import NAME, TOLD, doubts, page, sure
from tests.setup.checkout import ROOT
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.applicant import Word, WordKind
from zcdesk.names.arabic_labels import is_legal_form
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic import network
from zcdesk.reading.arabic.breaks import shares_in, telling_parts, words_by_parts
from zcdesk.reading.arabic.script import is_arabic, read_arabic_script, text_of
from zcdesk.reading.arabic.search import Spelled, spelled
from zcdesk.reading.arabic.sorting import sort_lines
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

PRINTED = "ئالىمجان تۇرسۇن"
EMPLOYER = "شىنجاڭ قۇرۇلۇش چەكلىك شىركىتى"


def _line(text: str, em: int = 30) -> GreyPicture:
    shaped, drawn = joined_uyghur(text), font(Face.UYGHUR, em)
    left, top, right, bottom = drawn.getbbox(shaped)
    size = (round(right - left) + em, round(bottom - top) + em // 2)
    paper = Image.new("L", size, 245)
    ImageDraw.Draw(paper).text((em // 2 - left, em // 4 - top), shaped, font=drawn, fill=40)
    return np.asarray(paper)


def _alike(read: str, text: str) -> float:
    letters = "".join(letter for letter in text if is_arabic(letter))
    return SequenceMatcher(None, read, letters, autojunk=False).ratio()


@pytest.mark.parametrize("text", [PRINTED, EMPLOYER, "جاڭ ۋېي", "گۈلنار ئەھمەت"])
@pytest.mark.parametrize("em", [20, 30, 44])
def test_a_printed_line_is_read(text: str, em: int) -> None:
    reading = read_arabic_script(_line(text, em))
    assert reading.agreed
    assert max(_alike(reading.text, text), 0) >= 0.8


def test_a_line_without_letters_gives_none() -> None:
    for ground in (0, 128, 255):
        reading = read_arabic_script(np.full((48, 400), ground, np.uint8))
        assert reading.looks == ()
        assert not reading.agreed


def test_letters_stand_where_they_were_printed() -> None:
    """The first word of a line in Arabic script stands on the right."""
    reading = read_arabic_script(_line(PRINTED))
    first, last = reading.looks[0][0], reading.looks[0][-1]
    assert first.text == "ئ"
    assert last.text == "ن"
    assert first.left > 0.8
    assert last.right < 0.25


def test_words_begin_where_a_space_was_read_and_end_in_the_paper_before_the_next_one() -> None:
    name = "گۈلنار ئەھمەت"
    look = read_arabic_script(_line(name)).looks[0]
    first, second = (n for n, letter in enumerate(look) if letter.begins)
    assert first == 0
    assert text_of(look[second:]) == name.split()[1]
    assert look[second - 1].left == pytest.approx(look[second].right, abs=0.1)


def test_a_line_that_stands_upside_down_is_read_and_its_letters_stand_where_they_are() -> None:
    reading = read_arabic_script(np.ascontiguousarray(_line(EMPLOYER)[::-1, ::-1]))
    assert reading.agreed
    assert reading.turned
    assert _alike(reading.text, EMPLOYER) >= 0.8
    assert reading.looks[0][0].right < 0.2
    assert reading.looks[0][-1].left > 0.8


def test_reading_says_nothing_and_writes_no_file(tmp_path: Path) -> None:
    picture = tmp_path / "line.png"
    Image.fromarray(_line("ئىسمى", 48)).save(picture)
    code = (
        "import sys, numpy; from PIL import Image;"
        "from zcdesk.reading.arabic.script import read_arabic_script;"
        "read_arabic_script(numpy.asarray(Image.open(sys.argv[1])))"
    )
    work = tmp_path / "empty"
    work.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", code, str(picture)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(work)},
        capture_output=True,
        check=True,
    )
    assert (run.stdout, run.stderr) == (b"", b"")
    assert list(work.iterdir()) == []


def test_every_column_of_a_line_has_the_probabilities_of_all_symbols() -> None:
    line = _line("گۈلنار")
    table = network.probabilities(line)
    width = line.shape[1] * network.HEIGHT / line.shape[0]
    assert table.shape == (round(width) // network.COLUMN, len(network.symbols()))
    assert table.sum(axis=1) == pytest.approx(np.ones(len(table)), abs=1e-4)


def test_the_best_symbols_are_the_printed_letters_from_left_to_right() -> None:
    best = network.probabilities(_line("گۈلنار ئەھمەت")).argmax(axis=1)
    names = network.symbols()
    read = [names[one] for one, before in zip(best[1:], best, strict=False) if one != before]
    assert "".join(read)[::-1].strip() == "گۈلنار ئەھمەت"


def test_space_and_blank_are_no_letters_and_the_uyghur_ones_are_all_there() -> None:
    assert (network.symbols()[network.SPACE], network.symbols()[network.BLANK]) == (" ", "")
    assert set("ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە") <= set(network.symbols())


def test_a_line_of_paper_alone_is_blank_all_along() -> None:
    best = network.probabilities(np.full((48, 300), 240, np.uint8)).argmax(axis=1)
    assert not any(network.symbols()[one].isalpha() for one in best if network.symbols()[one] > "~")


def test_one_thread_multiplies_matrices_in_the_program_and_its_workers() -> None:
    code = "import zcdesk, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    plain = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**plain, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == "1"


SOUGHT = "گۈلنار ئەھمەت"


def table(text: str, em: int = 28) -> network.Table:
    return read_arabic_script(_line(text, em)).tables[0]


@pytest.mark.parametrize(
    ("printed", "word", "low", "high"),
    [
        # A printed word is the best reading however it is typed.
        (SOUGHT, SOUGHT, -1.0, 0.1),
        (SOUGHT, "گۈلنارئەھمەت", -1.0, 0.1),
        (SOUGHT, "گۈلنار ءەھمەت", -1.0, 0.1),
        (SOUGHT, SOUGHT.replace("ە", "ه"), -1.0, 0.1),
        (SOUGHT, "گۇلنار ئەھمەت", -3.0, 0.0),  # the stroke above a round vowel
        (SOUGHT, "گۈلنار ئەخمەت", -200.1, -6.0),  # another letter
        (SOUGHT, "گۈلزار ئەھمەت", -200.1, -6.0),
        (SOUGHT, "گۈلنار ئەھمەد", -200.1, -6.0),
        ("ئالىم تاھىر", SOUGHT, -200.1, -60.0),
    ],
)
def test_a_word_is_scored_by_its_letters(printed: str, word: str, low: float, high: float) -> None:
    found = spelled(table(printed), [word], [-200.0])[0]
    assert low < (found[0].score if found else -200.0) < high


def test_every_place_of_a_word_is_found_once_the_rightmost_letter_last() -> None:
    found = spelled(table(f"{SOUGHT} ئالىم {SOUGHT}"), [SOUGHT], [-10.0])[0]
    assert len(found) == 2
    first, second = sorted(found, key=lambda one: one.first)
    assert first.first < first.last < second.first < second.last


def test_words_of_one_search_do_not_run_into_each_other() -> None:
    line = table(SOUGHT)
    alone = [spelled(line, [word], [-90.0])[0] for word in (SOUGHT, "ئالىم", "ئەھمەت")]
    together = spelled(line, [SOUGHT, "ئالىم", "ئەھمەت"], [-90.0] * 3)

    def scores(found: list[Spelled]) -> list[float]:
        return [round(one.score, 2) for one in found]

    assert [scores(one) for one in together] == [scores(one) for one in alone]


def test_a_letter_that_the_network_does_not_know_is_found_nowhere() -> None:
    assert spelled(table(SOUGHT), ["ݐݐ", SOUGHT], [-500.0, -10.0])[0] == []
    assert len(spelled(table(SOUGHT), ["ݐݐ", SOUGHT], [-500.0, -10.0])[1]) == 1


LONG = "خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى"
WORD = Word(WordKind.EMPLOYER_ALIAS, 1, LONG)
HERS = replace(TOLD, employer_aliases=(LONG,))
ANOTHER = "ئالتاي قۇياش ئېلېكتر ئۈسكۈنىلىرى سودا چەكلىك شىركىتى"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (LONG, [True]),
        ("خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت", [True]),
        ("خوتەن يۇنلىڭ ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [True]),
        ("خوتەن يۇنلىڭ ئبلبكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [True]),
        ("خوتەن قۇياش ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [False]),
        ("يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [False]),
        ("خوتەن يۇنلىڭ ئېلېكتر", [False]),
        ("پاي چەكلىك شىركىتى", []),
        (ANOTHER, []),
    ],
)
def test_parts_in_order_and_place_are_the_employer(written: str, expected: list[bool]) -> None:
    reading = read_arabic_script(_line(written, 32))
    paper = np.full((200, 200), 255, np.uint8)
    found = words_by_parts(paper, [(look("7", [0.3]), reading)], [WORD])
    assert [each.sure for _, each in found] == expected


def test_the_legal_form_tells_nothing_of_whose_a_name_is() -> None:
    assert [is_legal_form(part) for part in LONG.split()] == [False] * 5 + [True] * 3
    assert telling_parts(WORD) == frozenset(range(5))
    shares = shares_in(read_arabic_script(_line("پاي چەكلىك شىركىتى", 32)), WORD)
    assert (shares.perhaps, shares.surely) == (0.0, 0.0)
    assert shares_in(read_arabic_script(_line(LONG, 32)), WORD).surely > 0.9


def flush(sheet: Sheet, text: str, right: float, y: float, em: int = 32) -> tuple[float, ...]:
    """Write a line that ends at ``right``, as this script's lines do."""
    long = font(Face.UYGHUR, em).getlength(joined_uyghur(text))
    return sheet.uyghur(text, right - long, y, em)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        ("خوتەن يۇنلىڭ ئېلېكتر", "ئۈسكۈنىلىرى مۇھىت پاي", "چەكلىك شىركىتى"),
        ("خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك", "شىركىتى"),
        ("خوتەن", "يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت"),
    ],
)
def test_an_employer_is_covered_wherever_it_is_broken(lines: tuple[str, ...]) -> None:
    sheet = Sheet(1240, 120 + 60 * len(lines))
    places = [flush(sheet, line, 1100, 60 + 56 * n) for n, line in enumerate(lines)]
    hits = sheet.hits(HERS)
    assert min(sure(hits, place) for place in places) > 0.9  # type: ignore[arg-type]
    assert not doubts(hits)


@pytest.mark.slow
def test_another_organisation_of_the_trade_that_is_broken_likewise_asks_nothing() -> None:
    places, hits = page("ئالتاي قۇياش ئېلېكتر ئۈسكۈنىلىرى", "سودا چەكلىك شىركىتى", told=HERS)
    assert max(covered(hits, place) for place in places) < 0.1
    assert not doubts(hits)


@pytest.mark.slow
@pytest.mark.parametrize(("before", "asked"), [("كەسپىي تېخنىكا خادىملىرى ", False), ("", True)])
def test_a_name_over_two_lines_is_sure_where_text_breaks_it(before: str, asked: bool) -> None:
    sheet = Sheet(1240, 260)
    flush(sheet, f"{before}ئالىمجان", 1100, 60)
    second = flush(sheet, "تۇرسۇن", 1100, 116)
    hits = sheet.hits(HERS)
    assert covered(hits, second) > 0.9  # type: ignore[arg-type]
    assert bool(doubts(hits)["hit.maybe_in_script"]) == asked


def test_the_half_of_a_name_that_is_alone_in_its_line_is_asked_about() -> None:
    told = replace(HERS, aliases=("تۇرسۇن ئابدۇراخمان",))
    (place,), hits = page("ئابدۇراخمان", told=told)
    assert covered(hits, place) > 0.9
    assert doubts(hits)["hit.maybe_in_script"]


@pytest.mark.slow
def test_a_date_beside_a_told_name_is_no_counterpart_and_asks_nothing() -> None:
    sheet = Sheet(1240, 420)
    sheet.write("买买提·吐尔逊", 120, 60)
    name = sheet.uyghur(NAME, 800, 60)
    date = sheet.uyghur("مارت", 120, 120, 32)
    sheet.write("-28", date[2] + 4, 120, 32)
    year = sheet.uyghur("يىلى", date[2] + 70, 120, 32)
    sheet.write("-2018", year[2] + 4, 120, 32)
    hits = sheet.hits(HERS)
    assert sure(hits, name) > 0.9
    assert covered(hits, date) < 0.1
    assert not doubts(hits)


@pytest.mark.parametrize(("word", "date"), [("يىلى", True), ("تۇرسۇن", False)])
def test_a_year_and_its_word_are_a_date_and_beside_another_is_none(word: str, date: bool) -> None:
    sheet = Sheet(700, 160)
    sheet.write("2018-", 120, 60, 32)
    sheet.uyghur(word, 220, 60, 32)
    grey = evened(sheet.picture)
    found = sort_lines(grey, read_evened(grey).lines, words(HERS), frozenset(BOTH))
    assert bool(found.headings) == date
