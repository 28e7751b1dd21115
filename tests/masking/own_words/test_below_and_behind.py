"""What a seal hides of a word, and print of the other side that shines through thin paper."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.one_step import judged, viewed
from tests.masking.rereading.test_looks import STEP, look
from tests.masking.sheet import Box, Sheet, covered
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking import judges
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words.occluded_by_seals import (
    judge_words_below_colour_seals,
    judge_words_below_dark_seals,
)
from zcdesk.masking.own_words.show_through import judge_show_through, without_show_through_doubts
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.other_side import other_side
from zcdesk.reading.page_reading import read_line


def judged_below(employer: str, shown: str, hidden: range, plain: int | None) -> tuple[Hit, ...]:
    """Judge a line below a dark seal; of its letters in ``hidden`` one may be read plainly."""
    sure = [0.3 if n in hidden and n != plain else 0.99 for n in range(len(shown))]
    return found(Word(WordKind.EMPLOYER, 1, employer), shown, hidden, sure)


def found(
    word: Word, shown: str, hidden: range, sure: Sequence[float], climb: float = 0.0
) -> tuple[Hit, ...]:
    """Judge a line of which some letters lie below a dark seal; ``sure`` tells how each is read."""
    line = look(shown, [*sure])
    left = 100 + 8 * (STEP * hidden.start + 1)
    right = 100 + 8 * (STEP * hidden.stop + 1)
    half = (right - left) / 2
    risen = tuple((x, y - climb * (x - left - half)) for x, y in line.quad)
    line = replace(line, quad=risen)
    place = box(left, 120 - half, right, 120 + half)
    seal = Seal((left + half, 120), (half, half), 0.0, Colour.DARK, Shape.RING, place, 1.0)
    return judge_words_below_dark_seals([line], [seal], [keyword(word)], [])


@pytest.mark.parametrize(
    ("shown", "hidden", "plain", "verdict"),
    [
        ("昆源新二三开发股份有限公司", range(3, 5), None, Verdict.COVER),
        ("昆源新二三开发股份有限公司", range(3, 5), 4, Verdict.DOUBT),  # another letter's
        ("二三新能源开发股份有限公司", range(2), None, Verdict.DOUBT),  # the brand
        ("昆源新能源开发股份有限二三", range(11, 13), None, Verdict.DOUBT),  # its end
        ("昆源新二三四五股份有限公司", range(3, 7), None, Verdict.COVER),
        ("昆源二三四五六股份有限公司", range(2, 7), None, Verdict.DOUBT),  # too many
    ],
)
def test_a_long_word_between_whose_ends_a_seal_hides_a_little_needs_no_question(
    shown: str, hidden: range, plain: int | None, verdict: Verdict
) -> None:
    (hit,) = judged_below("昆源新能源开发股份有限公司", shown, hidden, plain)
    assert hit.verdict is verdict
    assert hit.covers_by_default


@pytest.mark.parametrize("plain", [None, 5, 7])
def test_a_place_alone_is_asked_about_though_one_letter_of_what_goes_on_is_read(
    plain: int | None,
) -> None:
    (hit,) = judged_below("克拉玛依疆岭矿业", "克拉玛依股份有限", range(4, 8), plain)
    assert hit.verdict is Verdict.DOUBT


def test_place_and_ending_are_no_own_word_where_too_few_letters_fit_between_them() -> None:
    own = "石河子澜岭环境工程技术有限公司"
    assert not judged_below(own, "泓泰路桥石河子二集团有限公司", range(7, 10), None)
    assert judged_below(own, "泓泰路桥石河子二三四五六七八九有限公司", range(7, 15), None)


@pytest.mark.parametrize("shown", ["2023年5月日", "审定二月"])
def test_the_last_letter_of_a_name_is_asked_about_in_a_date_too(shown: str) -> None:
    sure = [0.3 if letter == "二" else 0.99 for letter in shown]
    (hit,) = found(Word(WordKind.NAME, 1, "秦月"), shown, range(len(shown)), sure)
    assert hit.verdict is Verdict.DOUBT


@pytest.mark.parametrize(("climb", "asked"), [(0.0, True), (0.1, True), (0.6, False)])
def test_what_climbs_is_a_piece_of_the_seals_own_arc(climb: float, asked: bool) -> None:
    word = Word(WordKind.EMPLOYER, 1, "昆岭农业科技")
    hits = found(word, "昆岭农业二三", range(4, 6), [0.99] * 4 + [0.3] * 2, climb)
    assert bool(hits) == asked


@pytest.mark.parametrize(
    ("name", "down", "wide", "asked"),
    [
        ("昆岭农业", 0.7, 1.0, False),  # the ring's own letters: another company of the trade
        ("昆岭农业", 0.2, 1.0, True),  # through its middle
        ("昆岭农业", 0.7, 0.6, True),  # a row of print goes on beyond the ring
    ],
)
def test_what_ends_high_up_in_a_ring_is_its_own(
    name: str, down: float, wide: float, asked: bool
) -> None:
    line = look("二三农业", [0.3, 0.3, 0.99, 0.99])
    seal = ring_around(line, down, wide, Colour.DARK)
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, name))]
    assert bool(judge_words_below_dark_seals([line], [seal], sought, [])) is asked


def ring_around(line: Line, down: float, wide: float, colour: Colour) -> Seal:
    """A seal whose middle stands ``down`` of its radius below that of a line."""
    left, top, right, bottom = bounds(line.quad)
    radius = wide * (right - left) / 1.7
    middle = ((left + right) / 2, (top + bottom) / 2 + down * radius)
    place = box(middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    return Seal(middle, (radius, radius), 0.0, colour, Shape.RING, place, 1.0)


@pytest.mark.parametrize(
    ("down", "climb", "asked"), [(0.7, 0.0, True), (0.7, 0.07, False), (0.2, 0.07, True)]
)
def test_a_slanting_piece_high_in_a_seal_is_its_own(down: float, climb: float, asked: bool) -> None:
    line = look("昆岭农业科技二", [0.99] * 6 + [0.3])
    seal = ring_around(line, down, 1.0, Colour.RED)
    left, _, right, _ = bounds(line.quad)
    quad = tuple((x, y - climb * (x - (left + right) / 2)) for x, y in line.quad)
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, "昆岭农业科技园"))]
    own = Mask(Target.SEAL, seal.polygon, "employer:1", 1.0, Origin.SEAL)
    hits = [Hit(own, Verdict.COVER, info("hit.own_seal"))]
    told = judge_words_below_colour_seals([replace(line, quad=quad)], [seal], sought, hits)
    assert any(hit.reason.code == "hit.below_seal" for hit in told) is asked


def test_a_piece_of_one_of_two_dark_seals_is_no_word_below_the_other() -> None:
    line = look("二三农业", [0.3, 0.3, 0.99, 0.99])
    seal = ring_around(line, 0.7, 1.0, Colour.DARK)
    beside = ring_around(
        replace(line, quad=tuple((x - 60, y) for x, y in line.quad)), 0.2, 1.0, Colour.DARK
    )
    sought = [keyword(Word(WordKind.EMPLOYER_SHORT, 1, "昆岭农业"))]
    assert judge_words_below_dark_seals([line], [beside], sought, [])
    assert not judge_words_below_dark_seals([line], [seal, beside], sought, [])


OWN = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
WIDTH, HEIGHT = 1000, 620
FRONT = ("工程资料齐全，验收组一致同意", "通过竣工验收，质量评定为优良")
BEHIND = ("监测结果表明均小于预警值", "编写人孙颖倩审核批准同意", "以上情况属实特此证明")
ALIKE = ("中山口田日回申山口中", "田由中口日回申山口中", "口田日回申中山田日中")  # from both sides
STRENGTH = 0.18


def thin_paper(
    strength: float = STRENGTH, *, mirrored: bool = True, rows: Sequence[str] = BEHIND
) -> tuple[Sheet, Box]:
    """Return a sheet with print on both sides, and where the name on its other side shines.

    Unless ``mirrored`` the pale print is this side's too.
    """
    sheet, back = Sheet(WIDTH, HEIGHT), Sheet(WIDTH, HEIGHT)
    for row, text in enumerate(FRONT):
        sheet.write(text, 90, 60 + 70 * row, em=34)
    name: Box = (0, 0, 0, 0)
    for row, text in enumerate(rows):
        boxes = back.write(text, 120, 260 + 80 * row, em=32)
        if OWN.name in text:
            own = boxes[text.index(OWN.name) :][: len(OWN.name)]
            left, right = own[0][0], own[-1][2]
            name = (WIDTH - right, own[0][1], WIDTH - left, own[0][3])
    behind = np.array(ImageOps.mirror(back.image) if mirrored else back.image)
    soft = cv2.GaussianBlur(behind, (0, 0), 1.4).astype(np.float32)
    shown = sheet.picture * (1 - strength * (1 - soft / 255))
    sheet.image = Image.fromarray(np.clip(np.rint(shown), 0, 255).astype(np.uint8))
    sheet.pen = ImageDraw.Draw(sheet.image)
    return sheet, name


def front_lines(page: GreyPicture) -> list[Line]:
    """Return the lines of this side."""
    return [read_line(page, box(84, top - 4, 600, top + 42)) for top in (60, 130)]


def held(page: GreyPicture, *behind: Line) -> list[bool]:
    """Tell of each line whether it is the other side's; those of this side must never be."""
    front = front_lines(page)
    thin = other_side(page, [*front, *behind])
    assert not any(thin.holds(line) for line in front)
    return [thin.holds(line) for line in behind]


def scribbled(sheet: Sheet, level: int) -> None:
    """Scribble three letters with a pencil that nobody can read."""
    random = np.random.default_rng(5)
    drawn = sheet.picture
    for letter in range(3):
        for _ in range(5):
            places = random.integers(0, 46, (3, 2)) + np.array([660 + 56 * letter, 512])
            cv2.polylines(drawn, [places.astype(np.int32)], False, (level,) * 3, 3, cv2.LINE_AA)
    sheet.image = Image.fromarray(drawn)


@pytest.mark.slow
def test_what_shines_through_is_no_question_and_only_the_own_name_in_it_is_covered() -> None:
    sheet, name = thin_paper()
    hits = sheet.hits(OWN)
    assert not [hit for hit in hits if hit.is_doubt]
    assert covered(hits, name) > 0.9
    assert sheet.hits(Applicant("贺兰芳", "和田昱衡公路工程有限公司")) == ()


@pytest.mark.parametrize(
    ("strength", "level"),
    [
        pytest.param(STRENGTH, 120, marks=pytest.mark.nightly),  # darker, on thin paper
        pytest.param(0, 205, marks=pytest.mark.slow),  # pale, where no mirror reads anything
    ],
)
def test_writing_that_nobody_can_read_is_still_asked_about(strength: float, level: int) -> None:
    sheet, _ = thin_paper(strength)
    scribbled(sheet, level)
    assert "hit.unreadable" in [hit.reason.code for hit in sheet.hits(OWN) if hit.is_doubt]


def test_a_piece_of_a_row_that_the_mirror_reads_beside_it_is_the_other_sides_too() -> None:
    sheet, _ = thin_paper(strength=0.42)
    scribbled(sheet, 203)  # as pale, in a row of its own
    page = evened(sheet.picture)
    row = read_line(page, box(460, 258, 884, 300))
    piece = read_line(page, box(700, 276, 884, 290))
    alone = read_line(page, box(655, 505, 840, 562))
    assert held(page, row, piece, alone) == [True, True, False]


@pytest.mark.slow
@pytest.mark.parametrize("mirrored", [True, False])
def test_pieces_of_very_pale_rows_are_the_other_sides_if_a_mirror_reads_rows(
    mirrored: bool,
) -> None:
    sheet, _ = thin_paper(strength=0.11, mirrored=mirrored)
    for top in (4, 195, 480, 530, 580):  # this side's own rows are longer than the other's
        sheet.write(FRONT[0], 90, top, em=34)
    page = evened(sheet.picture)
    low = 346 if mirrored else 350
    left = 640 if mirrored else 200
    piece = read_line(page, box(left, low, left + 90, low + 12))  # the feet of three letters
    assert piece.lattice.confidence < 0.6
    assert held(page, piece) == [mirrored]
    assert bool(other_side(page, [*front_lines(page), piece]).lines) is mirrored


def test_letters_that_look_the_same_from_both_sides_and_bare_paper_prove_no_thin_paper() -> None:
    same, _ = thin_paper(strength=0.11, mirrored=False, rows=ALIKE)
    bare, _ = thin_paper(strength=0)
    for sheet, place in ((same, box(200, 350, 290, 362)), (bare, box(640, 346, 730, 358))):
        page = evened(sheet.picture)
        assert held(page, read_line(page, place)) == [False]


def test_a_name_in_very_pale_rows_of_the_other_side_is_covered() -> None:
    sheet, name = thin_paper(strength=0.11)
    page = evened(sheet.picture)
    piece = read_line(page, box(640, 346, 730, 358))
    thin = other_side(page, [*front_lines(page), piece])
    sought = keywords(words(OWN))
    hits = judge_show_through(thin, sought, {Target.NAME}, WIDTH)
    assert covered(hits, name) > 0.9


def test_a_title_or_a_rule_that_reaches_into_pale_print_does_not_hide_what_it_is() -> None:
    sheet, _ = thin_paper(strength=0.3)
    sheet.pen = ImageDraw.Draw(sheet.image)
    sheet.write("通过竣工验收意见", 500, 231, em=40)
    sheet.pen.rectangle((100, 454, 884, 457), fill=(20,) * 3)
    page = evened(sheet.picture)
    title = read_line(page, box(490, 227, 838, 275))
    below = read_line(page, box(460, 254, 884, 300))
    ruled = read_line(page, box(480, 416, 884, 459))
    assert held(page, title, below, ruled) == [False, True, True]


def test_a_doubt_about_letters_that_the_mirror_reads_plainly_is_dropped() -> None:
    sheet, _ = thin_paper(strength=0.3)
    page = evened(sheet.picture)
    front = front_lines(page)
    behind = [read_line(page, box(460, top, 884, top + 46)) for top in (254, 334, 414)]
    thin = other_side(page, [*front, *behind])
    doubts = [hit_on(box(620, 260, 720, 298)), hit_on(box(200, 60, 300, 98))]
    cover = replace(doubts[0], verdict=Verdict.COVER)
    kept = without_show_through_doubts([*doubts, cover], thin, front, WIDTH)
    assert kept == (doubts[1], cover)
    over = read_line(page, box(600, 250, 740, 302))
    assert doubts[0] in without_show_through_doubts(doubts, thin, [over], WIDTH)


@pytest.mark.slow
def test_a_page_is_asked_about_no_letters_that_the_mirror_reads_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet, _ = thin_paper()
    doubts = hit_on(box(620, 260, 720, 298)), hit_on(box(200, 60, 300, 98))
    monkeypatch.setattr(judges, "search", lambda *_: doubts)
    asked = judged("words", viewed(sheet, OWN))
    assert [hit.mask.polygon for hit in asked] == [doubts[1].mask.polygon]


def hit_on(place: Polygon) -> Hit:
    mask = Mask(Target.NAME, place, "name:1", 0.1, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, info("hit.broken", line=1))
