"""Letters: misread, occluded, small, or contradicted by other readings of their line."""

import random
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.masking.one_step import broken_in
from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Sheet, all_covered, none_covered
from tools.drawing.damage import damage, lowered_to
from tools.drawing.fonts import Face
from tools.drawing.marks import DrawnPage
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.breaks.broken_words import judge_broken
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.verdicts import SURE, judge
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.masking.spotting.lattice_search import spot
from zcdesk.names.search_words import words
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, alphabet, symbol_numbers
from zcdesk.reading.line import Line

EMPLOYER = "云岭水利站"
COMPANY = "博乐昱航信息技术服务有限公司"


def scanned(text: str, preset: str, seed: int) -> Sheet:
    """Return a sheet with one line of 10.5 points, scanned at 75 dots per inch."""
    sheet = Sheet(1300, 300)
    sheet.write(text, 60, 110, 29, Face.SONG)
    drawn = DrawnPage(sheet.picture, (), "test", 200)
    sheet.image = Image.fromarray(damage(lowered_to(drawn, 75), (preset,), Random(seed)).picture)
    return sheet


@pytest.mark.parametrize(
    ("text", "least", "codes"),
    [
        ("博乐恩叶信息技术服务有限公司", 0.6, ["hit.faint"]),  # of a blurred page
        ("博乐恩叶信息技术服务有限公司", 0.8, []),
        ("博乐恩叶市政建设服务有限公司", 0.6, []),
    ],
)
def test_a_long_employer_is_asked_about_where_a_third_is_only_guessed(
    text: str, least: float, codes: list[str]
) -> None:
    line = look(text, [0.98 if letter in COMPANY else least for letter in text])
    hits = search([line], keywords(words(Applicant("张伟", COMPANY))), [Target.EMPLOYER])
    assert [hit.reason.code for hit in hits if hit.covers_by_default] == codes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "other", "preset", "seed"),
    [
        ("陈雯燕", "陈雯俊", "skewed", 1),
        ("陈雯燕", "陈雯俊", "skewed", 3),
        ("刘英月", "刘鹏月", "skewed", 0),
        ("郑玲倩", "邓玲倩", "skewed", 0),
        ("上官梅婉", "上官柏婉", "faint", 0),
        ("上官梅婉", "上官柏婉", "faint", 1),
    ],
)
def test_a_namesake_in_small_print_is_never_covered_unasked(
    own: str, other: str, preset: str, seed: int
) -> None:
    hits = scanned(f"陈霞，{other}（12）", preset, seed).hits(Applicant(own, EMPLOYER))
    assert not any(hit.verdict is Verdict.COVER for hit in hits)
    hits = scanned(f"陈霞，{own}（12）", preset, seed).hits(Applicant(own, EMPLOYER))
    assert [hit.verdict for hit in hits] == [Verdict.COVER]


@pytest.mark.slow
@pytest.mark.parametrize("face", [Face.SONG, Face.KAI, Face.HEI])
@pytest.mark.parametrize(
    ("word", "blotted"),
    [("孙颖倩", 0), ("孙颖倩", 1), ("孙颖倩", 2), ("阿布都热合曼·玉素甫", 3), (EMPLOYER, 2)],
)
def test_a_word_with_a_blot_on_it_is_covered_and_asked(face: Face, word: str, blotted: int) -> None:
    sheet = Sheet(900, 200)
    own = sheet.write(f"承办人：{word}，男。", 60, 60, 30, face)[4 : 4 + len(word)]
    sheet.pen.ellipse(own[blotted], fill=(60,) * 3)
    hits = sheet.hits(Applicant("张伟" if word == EMPLOYER else word, EMPLOYER))
    assert {hit.verdict for hit in hits} == {Verdict.DOUBT}
    assert all_covered(hits, own)


@pytest.mark.slow
@pytest.mark.parametrize("face", [Face.SONG, Face.FANGSONG])
@pytest.mark.parametrize("blotted", [2, 4])
def test_a_letter_beside_a_wide_dot_is_sought_on_its_side_of_it(face: Face, blotted: int) -> None:
    sheet = Sheet(900, 300)
    own = sheet.write("由买买提•依明江同志负责", 60, 60, 34, face)[1:8]
    sheet.pen.ellipse(own[blotted], fill=(60,) * 3)
    hits = sheet.hits(Applicant("买买提·依明江", EMPLOYER))
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert all_covered(hits, own)


@pytest.mark.parametrize("name", ["热孜亚·班尔兰", "热孜班·努尔兰"])
def test_a_letter_that_is_read_beside_a_wide_dot_is_not_lost(name: str) -> None:
    sheet = Sheet(1000, 300)
    sheet.write("由热孜亚•努尔兰同志负责", 60, 60, 34, Face.KAI)
    sheet.write("编制人：买买提•依明", 60, 160, 34, Face.KAI)
    assert sheet.hits(Applicant(name, EMPLOYER)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["孙颖倩", "阿布都热合曼·玉素甫"])
def test_a_shorter_or_another_name_has_no_lost_letter(name: str) -> None:
    sheet = Sheet(1000, 600)
    rows = (
        "参加人员：孙倩、李颖倩、颖倩、孙颖、孙颖清、孙 倩",
        "孙颖（女）、孙\u3000倩",
        "阿布都合曼·玉素甫同志",
        "阿布都热合曼·玉素同志",
        "云岭利站",
    )
    for number, row in enumerate(rows):
        sheet.write(row, 60, 60 + 90 * number, 30)
    assert sheet.hits(Applicant(name, EMPLOYER)) == ()


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "seed"), [("文萍", 11), ("易蕾", 7), ("易蕾", 13)])
def test_a_scrawl_in_which_any_letter_may_stand_is_no_latin_name(name: str, seed: int) -> None:
    strokes, sheet = random.Random(seed), Sheet(700, 500)
    for top in range(60, 485, 85):
        points = [(60.0, float(top))]
        for step in range(60):
            across, down = strokes.uniform(-10, 10), strokes.uniform(-20, 20)
            points.append((60 + 6 * step + across, top + down))
        sheet.pen.line(points, fill=(30,) * 3, width=2)
    codes = {hit.reason.code for hit in sheet.hits(Applicant(name, EMPLOYER))}
    assert not codes & {"hit.faint", "hit.broken"}


ALIKE = (
    ("夏侯霞未", "夏侯霞末", Face.KAI),
    ("陆玥欣", "陆明欣", Face.HEI),
    ("贺平淼", "贺平森", Face.SONG),
)


@pytest.mark.slow
@pytest.mark.parametrize(("other", "own", "face"), ALIKE)
def test_somebody_whose_name_looks_alike_stays_and_is_told(
    other: str, own: str, face: Face
) -> None:
    sheet = Sheet(900, 300)
    written = sheet.write(f"编制人：{other}", 60, 60, 30, face)[4:]
    mine = sheet.write(f"编制人：{own}", 60, 160, 30, face)[4:]
    hits = sheet.hits(Applicant(own, EMPLOYER))
    assert none_covered(hits, written)
    assert all_covered(hits, mine)
    assert {hit.verdict for hit in hits} <= {Verdict.COVER, Verdict.LEAVE}


@pytest.mark.parametrize(
    ("other", "own", "face", "high"),
    [("贺平森", "贺平淼", Face.SONG, 13), ("陆玥欣", "陆明欣", Face.HEI, 13),
     ("侯泽涛", "侯译涛", Face.HEI, 30)],
)  # fmt: skip
def test_small_or_very_like_it_is_asked_about(other: str, own: str, face: Face, high: int) -> None:
    sheet = Sheet(900, 300)
    sheet.write(f"编制人：{other}", 60, 60, high, face)
    assert [hit.verdict for hit in sheet.hits(Applicant(own, EMPLOYER))] == [Verdict.DOUBT]


def test_a_dot_in_the_place_of_a_letter_is_none_and_one_hardly_read_is_no_other() -> None:
    sought = keyword(Word(WordKind.NAME, 1, "努尔兰·巴合提"))
    dot = _line("由迪丽努尔·", 100, {"兰": -7.4})
    hardly = _line("由努尔三·", 100, {"兰": -1.5}, behind=2)
    for first, told in ((dot, None), (hardly, (Verdict.COVER, "hit.broken"))):
        lines = (first, _line("巴合提负责", 150))
        (one,) = broken_in(lines, [sought], SURE)
        assert judge_broken(lines, one) == told


@pytest.mark.parametrize(
    ("height", "thought", "verdict"),
    [
        (19, -6.9, Verdict.DOUBT),
        (19, -9.0, Verdict.LEAVE),
        (13, -9.0, Verdict.DOUBT),
    ],
)
def test_the_letter_thought_of_next_tells_whether_the_own_one_was_misread(
    height: float, thought: float, verdict: Verdict
) -> None:
    line = _line("彭英森", 100, {"淼": thought})
    line = replace(line, quad=box(100, 100, 100 + 3 * height, 100 + height))
    assert verdict_on(line, "彭英淼") is verdict


@pytest.mark.parametrize(
    ("first", "last", "tall", "verdict"),
    [
        (123, 125, 48, Verdict.DOUBT),  # through the letter that differs
        (123, 125, 40, Verdict.LEAVE),  # a stroke of its own
        (75, 77, 48, Verdict.LEAVE),  # through one that was read
        (98, 100, 48, Verdict.LEAVE),  # between the letters
    ],
)
def test_a_streaked_letter_proves_no_other(
    first: int, last: int, tall: int, verdict: Verdict
) -> None:
    line = _line("彭英森", 100, {"淼": -9.0})
    ink = line.ink.copy()
    ink[first:last] = tall
    assert verdict_on(replace(line, ink=ink), "彭英淼") is verdict


@pytest.mark.parametrize(
    ("printed", "form", "score", "asked"),
    [
        ("五家梁云岭", "五家渠云岭", -4.3, True),
        ("五家梁云岭", "五家渠云岭", -9.0, False),  # plainly another place
        ("昌古云岭", "昌吉云岭", -4.3, False),
    ],
)
def test_of_a_place_with_a_brand_one_letter_may_be_hardly_read(
    printed: str, form: str, score: float, asked: bool
) -> None:
    true = next(one for one in form if one not in printed)
    behind = len(form) - form.index(true)
    line = _line(printed, 100, {true: score}, behind=behind)
    word = Word(WordKind.EMPLOYER_SHORT, 51, form, sure=False)
    (one,) = spot([line.lattice], [keyword(word)], -14.0)
    judged = judge(line, one, 1)
    assert (judged is not None and judged.reason.code == "hit.brand") == asked


def verdict_on(line: Line, name: str) -> Verdict | None:
    """Return what is told of the only place of a line where a name may stand."""
    (one,) = spot([line.lattice], [keyword(Word(WordKind.NAME, 1, name))], -14.0)
    judged = judge(line, one, 1)
    return judged.verdict if judged else None


def _line(
    text: str, top: float, thought_of: dict[str, float] | None = None, behind: int = 1
) -> Line:
    """Return a line 40 px high; ``thought_of`` tells of which letters else for one near its end."""
    numbers = symbol_numbers()
    table = _blank(6 * len(text))
    for place, letter in enumerate(text):
        column = table[6 * place + 3]
        column[BLANK], column[numbers[letter]] = 1e-9, 0.999
        if place == len(text) - behind:
            for other, score in (thought_of or {}).items():
                column[numbers[other]] = 0.999 * np.exp(score)
    lattice = _lattice(table)
    width = 6 * len(text) * COLUMN_WIDTH * 40 / 48
    return Line(
        box(100, top, 100 + width, top + 40), lattice, np.ones(len(table) * COLUMN_WIDTH, np.uint8)
    )


def _blank(columns: int) -> NDArray[np.float32]:
    """Return the probabilities of columns without a letter, to write letters into."""
    table = np.full((columns, len(alphabet())), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    return table


def _lattice(table: NDArray[np.float32]) -> Lattice:
    return Lattice.from_probabilities(table / table.sum(axis=1, keepdims=True))
