"""How high, how wide and how far covers are, and which doubts a cover hides."""

import math
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.masking.sheet import Box, Sheet
from tools.drawing.damage import noise, saved_as_jpeg
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.burning import burn
from zcdesk.masking.covers.cover_height import with_own_row_only
from zcdesk.masking.covers.cover_size import PADS
from zcdesk.masking.covers.cover_size import STEP as STEP_WIDTH
from zcdesk.masking.covers.hidden_doubts import without_hidden_doubts
from zcdesk.masking.covers.kept_to_page import kept_to_page
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.proposing import propose
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.pages.emptying import ROOM
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_evened(evened(typed("姓名赵启明", "性别男民族汉", "住址幸福小区居民组")))


def kept(reading: Reading, polygon: Polygon, confidence: float) -> Hit:
    mask = Mask(Target.NAME, polygon, "name:1", confidence, Origin.SPOTTED)
    hit = Hit(mask, Verdict.COVER, info("hit.read", line=1))
    return kept_to_page([hit], reading.lines, (reading.width, reading.height))[0]


def test_only_a_guess_over_several_rows_is_asked_about(reading: Reading) -> None:
    over = box(LEFT - 20, TOP, LEFT + 400, TOP + 2.6 * STEP)
    guessed = kept(reading, over, 0.26)
    assert (guessed.verdict, guessed.reason.code) == (Verdict.DOUBT, "hit.over_other_rows")
    assert not guessed.covers_by_default
    assert kept(reading, over, 0.98).covers_by_default, "it was read"
    assert kept(reading, box(LEFT, TOP - 8, LEFT + 180, TOP + 44), 0.26).covers_by_default


EM = 32
APPLICANT = Applicant("古丽扎尔·麦麦提", "昌吉云帆建设工程有限公司", ("Guzalnur Memet",))
ROWS = (
    "主持完成施工组织设计及其他专项工作",
    "现任职于昌吉云帆建设工程有限公司",
    "参加行业标准的宣传贯彻与内部培训",
)


def rows(lean: float = 0.0, pitch: float = 1.25) -> tuple[Sheet, list[Box]]:
    """Three rows close together that climb or fall by ``lean`` degrees; the own word's letters."""
    sheet, own = Sheet(), []
    for number, row in enumerate(ROWS):
        for place, letter in enumerate(row):
            y = 300 + number * pitch * EM + math.tan(math.radians(lean)) * (place - 10) * EM
            boxes = sheet.write(letter, 200 + place * EM, y, EM)
            own += boxes if number == 1 and place >= 4 else []
    return sheet, own


def hit(polygon: Polygon, label: str = "employer:1") -> Hit:
    target = Target.EMPLOYER if label.startswith("employer") else Target.NAME
    return Hit(Mask(target, polygon, label, 1.0, Origin.SPOTTED), Verdict.COVER, info("hit.same"))


def loose(own: list[Box], by: float) -> Polygon:
    """A level cover that reaches ``by`` pixels into the rows beside."""
    left, top = own[0][0] - EM / 2, min(y for _, y, _, _ in own) - by
    right, bottom = own[-1][2] + EM / 2, max(y for _, _, _, y in own) + by
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def lowered(sheet: Sheet, polygon: Polygon, label: str = "employer:1") -> Polygon:
    found = with_own_row_only(
        evened(sheet.picture), (hit(polygon, label),), keywords(words(APPLICANT))
    )
    return found[0].mask.polygon


def at(polygon: Polygon, x: float) -> tuple[float, float]:
    """Where a cover begins and ends above a place."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = polygon
    share = (x - x0) / (x1 - x0)
    return y0 + share * (y1 - y0), y3 + (x - x3) / (x2 - x3) * (y2 - y3)


@pytest.mark.parametrize("lean", [0.0, 1.3, -2.6, 4.0])
def test_a_cover_ends_between_the_rows(lean: float) -> None:
    sheet, own = rows(lean)
    polygon = lowered(sheet, loose(own, 14))
    for left, top, right, bottom in own:
        start, end = at(polygon, (left + right) / 2)
        assert start <= top
        assert end >= bottom
        assert end - start <= 1.35 * EM


@pytest.mark.parametrize("by", [8, 11, 14])
def test_the_rules_of_a_table_are_no_rows(by: int) -> None:
    sheet = Sheet()
    own = sheet.write("昌吉云帆建设工程有限公司", 200, 300, 14)
    polygon = loose(own, by)
    for y in (polygon[0][1] + 1, polygon[2][1] - 1):
        sheet.pen.line((100, y, 900, y), fill=(25, 25, 25), width=2)
    assert lowered(sheet, polygon) == polygon


def test_an_upright_rule_parts_no_letters_and_joins_no_rows() -> None:
    sheet, own = rows()
    x = own[-1][2] + EM / 3
    sheet.pen.line((x, 200, x, 600), fill=(25, 25, 25), width=3)
    polygon = lowered(sheet, loose(own, 14))
    assert bounds(polygon)[3] - bounds(polygon)[1] <= 1.35 * EM


@pytest.mark.parametrize("high", [0, 1, 4])
def test_a_sliver_is_left_alone(high: int) -> None:
    sheet, own = rows()
    left, top, right, _ = bounds(loose(own, 0))
    polygon = ((left, top - high), (right, top - high), (right, top), (left, top))
    assert lowered(sheet, polygon) == polygon


def test_what_a_person_drew_or_a_label_showed_stays_as_high_as_it_is() -> None:
    sheet, own = rows()
    for origin in (Origin.MANUAL, Origin.LABEL, Origin.SEAL):
        mask = Mask(Target.EMPLOYER, loose(own, 14), "employer:1", 1.0, origin)
        drawn = Hit(mask, Verdict.COVER, info("hit.same"))
        found = with_own_row_only(evened(sheet.picture), (drawn,), keywords(words(APPLICANT)))
        assert found == (drawn,)


def test_a_cover_with_white_around_it_stays() -> None:
    sheet, own = rows(pitch=3.0)
    polygon = loose(own, 20)
    assert lowered(sheet, polygon) == polygon


def test_a_word_that_the_cover_cuts_keeps_all_of_it() -> None:
    """The row that lies whole inside is not the own one: what reads otherwise is not believed."""
    sheet, own = rows()
    left, top, right, bottom = bounds(loose(own, 0))
    polygon = ((left, top + 10), (right, top + 10), (right, bottom + 55), (left, bottom + 55))
    assert lowered(sheet, polygon) == polygon


def test_a_stroke_at_the_rim_is_no_row() -> None:
    """What stands apart and is low may be a part of the word's own letters."""
    sheet, own = rows(pitch=3.0)
    left, top, right, _ = bounds(loose(own, 4))
    sheet.pen.rectangle((left + 20, top - 6, right - 20, top + 1), fill=(25, 25, 25))
    polygon = loose(own, 7)
    assert lowered(sheet, polygon) == polygon


def test_latin_letters_keep_what_hangs_below_them() -> None:
    sheet = Sheet()
    sheet.write("Study on Optimization and Cost Control", 200, 300, 20)
    own = sheet.write("Guzalnur Memet", 200, 324, 20)
    sheet.write("Abstract: this paper discusses the key", 200, 348, 20)
    polygon = lowered(sheet, loose(own, 11), "alias:1")
    top, bottom = at(polygon, 300)
    assert top <= min(y for _, y, _, _ in own)
    assert bottom >= max(y for _, _, _, y in own)
    assert bottom - top <= 29


@pytest.mark.nightly
def test_on_a_whole_page_tight_rows_keep_their_letters() -> None:
    sheet = Sheet()
    rows = (
        "Study on Optimization and Cost",
        "Guzalnur Memet, Li Qiang, Wang Fang",
        "Abstract: this",
    )
    _, own, below = (sheet.write(row, 200, 300 + 24 * n, 20) for n, row in enumerate(rows))
    name = [one for one in sheet.hits(APPLICANT, Target.NAME) if one.covers_by_default]
    assert len(name) == 1
    _, top, _, bottom = bounds(name[0].mask.polygon)
    assert top <= min(y for _, y, _, _ in own[:13])
    assert bottom <= min(y for _, y, _, _ in below) + 3


def test_a_small_line_above_a_tall_name_stays_whole() -> None:
    sheet = Sheet()
    above = sheet.write(
        "THE  FOLLOWING  OFFICE  IS  NAMED  IN  OUR  LIST  OF  AWARDS", 120, 310, 22, gap=3
    )
    own = sheet.write("昌吉云帆建设工程有限公司", 180, 355, 50)
    left, right = own[0][0] - EM, own[-1][2] + EM
    top, bottom = above[0][1] - 8, own[0][3] + 40
    polygon = lowered(sheet, ((left, top), (right, top), (right, bottom), (left, bottom)))
    assert max(box[3] for box in above) < bounds(polygon)[1] < min(box[1] for box in own)


def test_a_row_of_dots_between_those_of_its_letters_is_none_beside() -> None:
    """On a board of lights the middle stroke alone runs on from letter to letter."""
    sheet = Sheet()
    for y, left, right, high in ((300, 230, 370, 7), (320, 180, 420, 5), (340, 230, 370, 5)):
        for x in range(left, right, 10):
            sheet.pen.ellipse((x, y, x + 5, y + high), fill=(25,) * 3)
    polygon = ((200.0, 285.0), (400.0, 285.0), (400.0, 360.0), (200.0, 360.0))
    assert lowered(sheet, polygon) == polygon


EMPLOYER = "昌吉云帆建设工程有限公司"
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})


def proposed(picture: Picture, name: str, employer: str = EMPLOYER) -> tuple[Hit, ...]:
    page = evened(picture)
    known = words(Applicant(name, employer))
    return propose(picture, page, read_evened(page), known, TARGETS)


def form(name: str, centred: bool = False) -> Picture:
    """A form with the name behind a label, or in the middle of a ruled cell."""
    if not centred:
        return typed(f"姓名：{name}", "性别：男　民族：汉", "现任职务：高级工程师")
    image = Image.fromarray(typed("姓名", "专业技术职务任职资格评审表"))
    pen = ImageDraw.Draw(image)
    left, right, top, bottom = LEFT + 120, LEFT + 490, TOP - 14, TOP + 50
    pen.text(
        ((left + right) / 2, TOP + 31),
        name,
        fill=(25, 25, 25),
        font=font(Face.SONG, 36),
        anchor="ms",
    )
    pen.rectangle((left, top, right, bottom), outline=(20, 20, 20), width=2)
    return np.array(image)


@pytest.mark.nightly
@pytest.mark.parametrize("centred", [False, True])
def test_names_of_two_three_and_four_letters_leave_the_same_page(centred: bool) -> None:
    finished, covered = [], []
    for name in ("张伟", "李明", "王晓燕", "欧阳建国"):
        picture = form(name, centred)
        hits = [hit for hit in proposed(picture, name) if hit.covers_by_default]
        assert len(hits) == 1
        finished.append(burn(picture, [hit.mask for hit in hits]))
        covered.append(bounds(hits[0].mask.polygon))
    outside = np.ones(finished[0].shape[:2], bool)
    for left, top, right, bottom in covered:
        # The paint may end so many pixels beyond the outline.
        outside[
            math.floor(top) - ROOM : math.ceil(bottom) + ROOM + 1,
            math.floor(left) - ROOM : math.ceil(right) + ROOM + 1,
        ] = False
    assert outside.mean() > 0.9
    for other in finished[1:]:
        assert np.array_equal(finished[0][outside], other[outside])
    widths = [right - left for left, _, right, _ in covered]
    assert max(widths) < 1.1 * min(widths)
    assert min(widths) > (PADS + STEP_WIDTH) * 36 * 0.95


def test_a_cover_never_grows_over_other_ink() -> None:
    name = "张伟"
    picture = typed(f"由{name}同志负责的工程", f"申报人：{name}，李明、赵敏", f"人员 {name} 李明")
    for number, hit in enumerate(proposed(picture, name)):
        left, _, right, _ = bounds(hit.mask.polygon)
        burnt = burn(picture, [hit.mask])
        row = slice(TOP + STEP * number, TOP + STEP * number + 40)
        first = picture[row].min(axis=(0, 2)) < 120
        lost = first & ~(burnt[row].min(axis=(0, 2)) < 120)
        assert not lost.any()
        assert right - left < 3.2 * 36
    assert number == 2


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [False, True])
def test_employers_of_nine_to_twelve_letters_are_covered_alike(damaged: bool) -> None:
    widths = []
    for employer in (EMPLOYER, "昌吉云帆建设有限公司"):
        picture = typed(f"工作单位：{employer}", width=1000)
        if damaged:
            page = noise(DrawnPage(picture, (), "form", 200), Random(2))
            picture = saved_as_jpeg(page, 60).picture
        (hit,) = proposed(picture, "张伟", employer)
        left, _, right, _ = bounds(hit.mask.polygon)
        assert 0 < left < right <= 1000
        widths.append(right - left)
    assert widths[0] == pytest.approx(widths[1], rel=0.09)


def a_hit(
    place: Polygon,
    verdict: Verdict = Verdict.DOUBT,
    target: Target = Target.EMPLOYER,
    confidence: float = 0.0,
    origin: Origin = Origin.SPOTTED,
) -> Hit:
    return Hit(Mask(target, place, "", confidence, origin), verdict, info("hit.read"))


INKED = np.zeros((1000, 1400), np.uint8)
"""A page that is written on everywhere: whatever stays open shows something."""

SEAL = a_hit(box(600, 600, 900, 900), Verdict.COVER, Target.SEAL, 0.98, Origin.SEAL)
NAME = a_hit(box(850, 700, 1300, 760), Verdict.COVER, confidence=0.98)
INSIDE, OUT = box(640, 640, 760, 700), box(540, 640, 660, 700)
ACROSS = box(800, 705, 1000, 755)
A_CORNER = box(580, 640, 700, 700)
AT_THE_RIM = box(602, 640, 722, 700)
CROSSED = box(940, 580, 1210, 880)
"""Printed words, which are covered, run through its middle."""


@pytest.mark.parametrize(
    ("doubt", "stays"),
    [
        (a_hit(INSIDE), False),
        (a_hit(OUT), True),
        (a_hit(ACROSS, confidence=0.5), False),  # below the seal and the name together
        (a_hit(A_CORNER), False),
        (a_hit(A_CORNER, confidence=0.5), True),  # a third of a letter of what may be a word
        (a_hit(A_CORNER, target=Target.CODE, confidence=0.5, origin=Origin.CODE), True),
        (a_hit(INSIDE, target=Target.CODE, confidence=0.5, origin=Origin.CODE), False),
        (a_hit(INSIDE, origin=Origin.SCRIPT), True),  # one of several lines that nobody can read
        (
            a_hit(INSIDE, target=Target.SEAL, origin=Origin.SEAL),
            False,
        ),  # a letter, taken for a stamp
        (a_hit(AT_THE_RIM, target=Target.SEAL, origin=Origin.SEAL), True),
        (a_hit(A_CORNER, target=Target.SEAL, origin=Origin.SEAL), True),
        (a_hit(CROSSED, target=Target.SEAL, origin=Origin.SEAL), True),
        (a_hit(CROSSED, target=Target.CODE, confidence=0.5, origin=Origin.CODE), True),
        (a_hit(CROSSED, target=Target.SIGNATURE, confidence=0.5, origin=Origin.SIGNATURE), True),
    ],
)
def test_a_doubt_is_one_as_long_as_something_of_it_stays_open(doubt: Hit, stays: bool) -> None:
    assert without_hidden_doubts(INKED, (doubt, SEAL, NAME)) == ((doubt,) if stays else ()) + (
        SEAL,
        NAME,
    )


OWN = Hit(
    Mask(Target.EMPLOYER, box(100, 100, 700, 160), "employer:1", 0.98, Origin.SPOTTED),
    Verdict.COVER,
    info("hit.read"),
)


@pytest.mark.parametrize(
    ("place", "word", "stays"),
    [
        (box(112, 82, 712, 178), "employer:1", False),  # the same print, guessed higher
        (box(112, 82, 712, 178), "employer:2", True),
        (box(112, 130, 712, 226), "employer:1", True),  # the line below
        (box(112, 82, 812, 178), "employer:1", True),  # two letters more
        (box(150, 50, 400, 210), "employer:alias:1", True),  # a ring through which the name runs
    ],
)
def test_one_word_stands_once_in_one_place(place: Polygon, word: str, stays: bool) -> None:
    mask = Mask(Target.EMPLOYER, place, word, 0.3, Origin.SPOTTED)
    doubt = Hit(mask, Verdict.DOUBT, info("hit.faint"))
    assert without_hidden_doubts(INKED, (OWN, doubt)) == ((OWN, doubt) if stays else (OWN,))


def test_what_lies_below_another_doubt_only_is_still_asked_about() -> None:
    unsure = a_hit(box(600, 600, 900, 900), Verdict.DOUBT, Target.SEAL, 0.5, Origin.SEAL)
    assert without_hidden_doubts(INKED, (a_hit(INSIDE), unsure)) == (a_hit(INSIDE), unsure)


@pytest.mark.parametrize("level", [0, 190])
def test_a_place_that_reaches_over_bare_paper_shows_nothing_there(level: int) -> None:
    page = np.full_like(INKED, 255)
    page[:, 605:] = 0
    grain = np.random.default_rng(1).integers(-9, 1, page.shape)
    grainy = np.clip(page + grain, 0, 255).astype(np.uint8)
    doubt = a_hit(OUT, confidence=0.5)
    assert without_hidden_doubts(page, (doubt, SEAL)) == (SEAL,)
    assert without_hidden_doubts(grainy, (doubt, SEAL)) == (SEAL,)
    for row in range(650, 690, 6):  # a letter of thin, faint strokes
        page[row, 560:590] = level
    assert without_hidden_doubts(page, (doubt, SEAL)) == (doubt, SEAL)


def test_a_place_that_reaches_over_the_edge_of_the_page_shows_nothing_there() -> None:
    seal = a_hit(box(0, 0, 100, 100), Verdict.COVER, Target.SEAL, 0.98, Origin.SEAL)
    doubt = a_hit(box(-80, 20, 60, 80), confidence=0.5)
    assert without_hidden_doubts(INKED, (doubt, seal)) == (seal,)
