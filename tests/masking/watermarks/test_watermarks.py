"""Watermarks: slanting text, read along its slant, and what repeats, found by its shape."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Box, Sheet
from tools.drawing.fonts import Face, face_for, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import Polygon, Transform, bounds, box, centre, contains
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.masking.watermarks.faint_skewed_text import read_faint_skewed_text
from zcdesk.masking.watermarks.pale_layer import PaleLayer, inked_rows
from zcdesk.masking.watermarks.repeated_text import (
    judge_words_cut_by_rim,
    reread_in_known_directions,
)
from zcdesk.masking.watermarks.skewed_text import (
    Strip,
    judge_unread_skewed_text,
    read_skewed_strips,
    skewed_strips,
)
from zcdesk.masking.watermarks.template_matching import judge_by_template
from zcdesk.names.search_words import words
from zcdesk.names.spellings import is_han
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_evened, read_line

APPLICANT = Applicant("张伟", "新疆云岭智能装备制造有限公司", employer_aliases=("云岭装备",))
SENTENCE = "通过优化配合比和养护制度，混凝土强度平均提高百分之八"


def watermark(
    sheet: Sheet, text: str, degrees: float, em: int = 72, level: int = 206, aside: float = 0.0
) -> Polygon:
    """Write a pale word across the middle of a sheet, or ``aside`` of it.

    Returns the quadrilateral around its ink.
    """
    width, height = sheet.image.size
    layer = Image.new("L", (width, height), 0)
    pen, step = ImageDraw.Draw(layer), em * 1.15
    if not is_han(text[0]):
        letters = font(Face.UYGHUR, em)
        pen.text((width / 2, height / 2), joined_uyghur(text), fill=255, font=letters, anchor="mm")
        step = letters.getlength(joined_uyghur(text)) / len(text)
    for place, letter in enumerate(text if is_han(text[0]) else ""):
        x = width / 2 + (place - (len(text) - 1) / 2) * step
        letters = font(face_for(letter, Face.HEI), em)
        pen.text((x, height / 2), letter, fill=255, font=letters, anchor="mm")
    turned = layer.rotate(-degrees, resample=Image.Resampling.BICUBIC, translate=(round(aside), 0))
    ink = np.array(turned, np.float32)[..., None]
    page = np.array(sheet.image, np.float32)
    sheet.image = Image.fromarray(
        np.minimum(page, 255 - ink / 255 * (255 - level)).astype(np.uint8)
    )
    sheet.pen = ImageDraw.Draw(sheet.image)
    half, deep = ((len(text) - 1) * step + em) / 2, em * 0.46
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = ((-half, -deep), (half, -deep), (half, deep), (-half, deep))
    return tuple(
        (width / 2 + aside + x * cosine - y * sine, height / 2 + x * sine + y * cosine)
        for x, y in corners
    )


def share_covered(hits: tuple[Hit, ...], place: Polygon, size: tuple[int, int]) -> float:
    """Return how much of a place lies under covers."""
    covers, wanted = (np.zeros(size[::-1], np.uint8) for _ in range(2))
    for hit in hits:
        if hit.covers_by_default:
            cv2.fillPoly(covers, [np.rint(np.array(hit.mask.polygon)).astype(np.int32)], 1)
    cv2.fillPoly(wanted, [np.rint(np.array(place)).astype(np.int32)], 1)
    return float((covers & wanted).sum() / wanted.sum())


def printed_page() -> tuple[Sheet, Box]:
    """Return a page of print whose last line, a name at its end, runs into the middle."""
    sheet = Sheet()
    for row in range(6):
        sheet.write(SENTENCE, 120, 80 + 52 * row, em=26)
    name = sheet.write("批准：李晓东　审核：王建国　编写：张伟", 120, 430, em=26)[-2:]
    return sheet, (name[0][0], name[0][1], name[1][2], name[1][3])


@pytest.mark.nightly
@pytest.mark.parametrize("degrees", [-45.0, -28.0, 33.0])
def test_a_watermark_with_the_own_short_form_is_covered_at_any_slant(degrees: float) -> None:
    sheet, _ = printed_page()
    place = watermark(sheet, "云岭装备", degrees)
    hits = sheet.hits(APPLICANT)
    assert share_covered(hits, place, sheet.image.size) > 0.9


@pytest.mark.nightly
@pytest.mark.parametrize("degrees", [20.0, 25.0, 33.0])
def test_the_cover_of_a_watermark_is_little_higher_than_its_letters(degrees: float) -> None:
    sheet, _ = printed_page()
    em = 72
    place = watermark(sheet, "云岭装备", degrees, em)
    hits = sheet.hits(APPLICANT)
    middle = bounds(place)[1] + (bounds(place)[3] - bounds(place)[1]) / 2
    slanting = [
        hit.mask.polygon
        for hit in hits
        if bounds(hit.mask.polygon)[1] < middle < bounds(hit.mask.polygon)[3]
    ]
    assert share_covered(hits, place, sheet.image.size) > 0.97
    highest = max(math.dist(polygon[0], polygon[3]) for polygon in slanting)
    assert highest < 1.65 * em


def test_the_rows_of_a_line_are_those_of_its_letters_not_of_pale_remnants() -> None:
    page = np.full((100, 400), 255, np.uint8)
    page[::7, 50:] = 190  # what is left of print, above and below the letters as well
    for left in range(20, 300, 20):
        page[30:75, left : left + 8] = 20
    top, bottom = inked_rows(page, box(0, 0, 400, 100))
    assert 0.2 < top < 0.3
    assert 0.75 < bottom < 0.85


@pytest.mark.parametrize(("first", "last"), [(0, 100), (48, 52)])
def test_a_box_that_cuts_its_letters_or_holds_a_rule_stays_as_it_is(first: int, last: int) -> None:
    page = np.full((100, 400), 255, np.uint8)
    page[first:last, 20:300] = 20
    assert inked_rows(page, box(0, 0, 400, 100)) == (0.0, 1.0)


@pytest.mark.nightly
def test_a_name_on_a_line_that_runs_into_a_watermark_is_covered() -> None:
    sheet, name = printed_page()
    watermark(sheet, "云岭装备", -30.0)
    hits = sheet.hits(APPLICANT)
    assert share_covered(hits, box(*name), sheet.image.size) > 0.95


@pytest.mark.nightly
def test_a_watermark_that_names_nobody_raises_no_question() -> None:
    sheet, _ = printed_page()
    place = watermark(sheet, "内部资料", -30.0)
    hits = sheet.hits(APPLICANT)
    assert not any(hit.is_doubt for hit in hits)
    assert share_covered(hits, place, sheet.image.size) < 0.1


@pytest.mark.nightly
def test_a_watermark_that_nobody_can_read_is_asked_about() -> None:
    sheet, _ = printed_page()
    place = watermark(sheet, "سانائەت شىركىتى", -30.0)
    asked = [hit for hit in sheet.hits(APPLICANT) if hit.reason.code == "hit.slanting"]
    assert len(asked) == 1
    left, top, right, bottom = bounds(place)
    x, y = np.mean(np.array(asked[0].mask.polygon), axis=0)
    assert left < x < right
    assert top < y < bottom
    assert not asked[0].covers_by_default


@pytest.mark.slow
def test_print_alone_raises_no_question_about_slanting_words() -> None:
    sheet, _ = printed_page()
    assert not any(hit.reason.code == "hit.slanting" for hit in sheet.hits(APPLICANT))


@pytest.mark.slow
@pytest.mark.parametrize(("places", "asked"), [([700], 0), ([700, 1000], 2)])
def test_one_short_strip_as_small_as_print_is_no_watermark(places: list[int], asked: int) -> None:
    sheet, _ = printed_page()
    printed = read_evened(evened(sheet.picture)).lines
    tall = float(np.median([line.thickness for line in printed]))
    turn = Transform.rotation(-17.0, (0.0, 0.0))
    corners = ((0.0, 0.0), (3.3 * tall, 0.0), (3.3 * tall, tall), (0.0, tall))
    strips = [
        Strip(turn.then(Transform.shift(400.0, float(y))).apply_all(corners), -17.0, 3)
        for y in places
    ]
    blank = evened(Sheet(1240, 1200).picture)
    lines = [read_line(blank, strip.quad) for strip in strips]
    assert len(judge_unread_skewed_text(strips, lines, (), (), printed)) == asked


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["stripes", "clouds"])
def test_stripes_of_a_screen_and_cloudy_paper_are_no_watermark(kind: str) -> None:
    sheet, _ = printed_page()
    width, height = sheet.image.size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind == "stripes":
        shade = 22 * (1 + np.sin(x / 9 + y / 11 + 3 * np.sin(y / 170)))
    else:
        grain = np.random.default_rng(5).normal(0, 1, (height // 14, width // 14))
        shade = 26 * np.clip(cv2.resize(grain, (width, height)), 0, 2)
    page = np.array(sheet.image, np.float32) - shade[..., None]
    sheet.image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    grey = evened(sheet.picture)
    strips = skewed_strips(PaleLayer(grey), ())
    assert len(strips) > 2
    assert (
        judge_unread_skewed_text(strips, read_skewed_strips(PaleLayer(grey), strips), (), (), ())
        == ()
    )


@pytest.mark.nightly
def test_a_name_behind_a_line_that_ends_at_a_watermark_is_covered() -> None:
    sheet, _ = printed_page()
    width, height = sheet.image.size
    row = sheet.write("批准：袁敏丽　编写：张伟", width / 2 - 420, height / 2 - 18, 36)
    watermark(sheet, "内部资料", -30.0)
    left, top, right, bottom = row[0][0], row[0][1], row[-3][2], row[0][3]
    page = evened(sheet.picture)
    ends_early = read_line(page, box(left - 4, top - 6, right + 2, bottom + 6))
    hits = sheet.hits_of(Reading(width, height, (ends_early,)), APPLICANT)
    assert share_covered(hits, box(*row[-2][:2], *row[-1][2:]), sheet.image.size) > 0.95


def grained(sheet: Sheet) -> None:
    """Give a sheet the grain of a scan: it is saved small."""
    page = np.array(sheet.image, np.float32)
    page += np.random.default_rng(3).normal(0, 2, page.shape[:2])[..., None]
    _, packed = cv2.imencode(".jpg", np.clip(page, 0, 255).astype(np.uint8), [1, 70])
    sheet.image = Image.fromarray(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8))


@pytest.mark.nightly
@pytest.mark.parametrize("degrees", [-30.0, 40.0])
def test_faint_words_that_are_repeated_are_covered_in_the_grain_of_a_scan(degrees: float) -> None:
    sheet, _ = printed_page()
    places = [watermark(sheet, "云岭装备", degrees, level=241, aside=x) for x in (-300.0, 300.0)]
    grained(sheet)
    hits = sheet.hits(APPLICANT)
    assert all(share_covered(hits, place, sheet.image.size) > 0.9 for place in places)


@pytest.mark.parametrize("faint", [pytest.param([], marks=pytest.mark.slow), ["资料"]])
def test_grain_around_print_and_one_short_faint_word_alone_are_not_read(faint: list[str]) -> None:
    sheet, _ = printed_page()
    for word in faint:
        watermark(sheet, word, -30.0, level=241)
    grained(sheet)
    page = evened(sheet.picture)
    assert read_faint_skewed_text(PaleLayer(page), (), read_evened(page).lines) == ()


@pytest.mark.nightly
def test_faint_words_that_name_nobody_raise_no_question() -> None:
    sheet, _ = printed_page()
    for aside in (-300.0, 300.0):
        watermark(sheet, "内部资料", -30.0, level=241, aside=aside)
    grained(sheet)
    page = evened(sheet.picture)
    assert read_skewed_strips(PaleLayer(page), skewed_strips(PaleLayer(page), ())) == ()
    assert read_faint_skewed_text(PaleLayer(page), (), read_evened(page).lines)
    assert not any(hit.is_doubt for hit in sheet.hits(APPLICANT))


OWN = keyword(Word(WordKind.NAME, 1, "孙颖倩"))


EMPLOYER = keyword(Word(WordKind.EMPLOYER, 1, "拓桥化工有限公司"))
BRAND = keyword(Word(WordKind.EMPLOYER_ALIAS, 1, "拓桥化工"))


def _turned(
    degrees: float, high: float, aside: float, probability: float, text: str = "孙颖倩"
) -> Line:
    """A look at a word, around (500 + aside, 500), in a box of 300 px."""
    along = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    corners: Polygon = tuple(
        (
            500 + aside + x * 150 * along[0] - y * high / 2 * along[1],
            500 + x * 150 * along[1] + y * high / 2 * along[0],
        )
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    )
    return replace(look(text, [probability] * len(text)), quad=corners)


@pytest.mark.parametrize(
    ("low", "aside", "probability", "kept"),
    [
        (100, 0, 1.0, [-30]),
        (80, 0, 0.9, [-24]),  # letters that are cut in half may be read so
        (40, 0, 1.0, [-24]),  # so low is no box around them
        (100, 300, 1.0, [-24, -30]),  # the same word once more beside it
    ],
)
def test_the_lower_box_of_two_around_a_slanting_word_counts(
    low: float, aside: float, probability: float, kept: list[int]
) -> None:
    looks = [_turned(-24, 150, 0, 1.0), _turned(-30, low, aside, probability)]
    found = search(looks, [OWN], [Target.NAME])
    assert sorted(_degrees(hit.mask.polygon) for hit in found) == sorted(kept)


@pytest.mark.parametrize(("word", "kept"), [("拓桥化工", [-30]), ("拓桥化机", [-24])])
def test_the_beginning_of_a_straighter_word_is_no_clipped_word(word: str, kept: list[int]) -> None:
    looks = [_turned(-24, 150, 0, 1.0, "拓桥化"), _turned(-30, 110, 0, 1.0, word)]
    found = search(looks, [EMPLOYER, BRAND], [Target.EMPLOYER])
    assert sorted({_degrees(hit.mask.polygon) for hit in found}) == kept


def _degrees(cover: Polygon) -> int:
    (x0, y0), (x1, y1) = cover[:2]
    return round(math.degrees(math.atan2(y1 - y0, x1 - x0)))


KADER = Applicant("阿卜杜拉·买买提", "新疆云岭智能装备制造有限公司")
RIGHT, LEFT = 560.0, -560.0


def on_the_page(place: Polygon, width: float) -> Polygon:
    """Return what the rim leaves of a slanting place, less a letter that it cuts through."""
    (x0, y0), (x1, y1), _, (x3, y3) = place
    last = min(1.0, (width - x0) / (x1 - x0) - 0.12)
    first = max(0.0, -x0 / (x1 - x0) + 0.12)
    along = ((x1 - x0), (y1 - y0))
    top = [(x0 + along[0] * t, y0 + along[1] * t) for t in (first, last)]
    low = [(x3 + along[0] * t, y3 + along[1] * t) for t in (last, first)]
    return (top[0], top[1], low[0], low[1])


@pytest.mark.nightly
@pytest.mark.parametrize("aside", [RIGHT, LEFT])
def test_what_the_rim_leaves_of_a_repeated_watermark_is_covered(aside: float) -> None:
    sheet, _ = printed_page()
    watermark(sheet, KADER.name, -30.0)
    cut = watermark(sheet, KADER.name, -30.0, aside=aside)
    hits = sheet.hits(KADER)
    assert share_covered(hits, on_the_page(cut, sheet.image.width), sheet.image.size) > 0.9


@pytest.mark.nightly
def test_a_watermark_beside_the_own_one_that_names_nobody_stays() -> None:
    sheet, _ = printed_page()
    watermark(sheet, KADER.name, -30.0)
    other = watermark(sheet, "内部资料", -30.0, aside=400.0)
    assert share_covered(sheet.hits(KADER), other, sheet.image.size) < 0.1


@pytest.mark.slow
def test_one_strip_or_a_slanting_word_read_with_the_print_tells_how_the_others_lie() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "云岭装备", -30.0, aside=-300.0)
    watermark(sheet, "云岭装备", -30.0, aside=300.0)
    layer = PaleLayer(evened(sheet.picture))
    sought = keywords(words(replace(KADER, employer_aliases=("云岭装备",))))
    seen = min(skewed_strips(layer, ()), key=lambda strip: bounds(strip.quad)[0])
    read = read_skewed_strips(layer, [seen])
    assert len(reread_in_known_directions(layer, read, sought, ())) == 2
    askew, level = (turned(look("云岭装备", [0.95] * 4), angle) for angle in (-29.0, -4.0))
    assert len(reread_in_known_directions(layer, (), sought, [askew, level])) == 2
    assert reread_in_known_directions(layer, (), sought, [level]) == ()


REST = dict.fromkeys(("阿卜", "买提3021", "买提302"), 1)
OTHER = dict.fromkeys(("阿卜参考资料", "卜杜", "买提1988", "买提参考资料", "某买提3021"), 0)


@pytest.mark.parametrize(("text", "covers"), (REST | OTHER).items())
def test_only_a_word_that_is_cut_off_is_taken_for_the_rest_of_one(text: str, covers: int) -> None:
    lines = [look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提3021", text)]
    assert len(judge_words_cut_by_rim(lines, keywords(words(KADER)), ())) == covers


@pytest.mark.parametrize(
    ("degrees", "beneath", "share", "covers"),
    [
        (-28.0, "钱国", 0.95, 1),
        (-2.0, "钱国", 0.95, 0),
        (-2.0, "孙阿卜", 0.95, 1),
        (-2.0, "钱国", 0.7, 1),
        (-2.0, "阿卜", 0.95, 1),
        (-2.0, "", 0.95, 1),
    ],
)
def test_what_is_left_of_well_read_print_is_no_rest_of_a_word(
    degrees: float, beneath: str, share: float, covers: int
) -> None:
    whole, part = (look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提", "阿卜"))
    lines = [turned(whole, -30.0), turned(part, degrees)]
    stands = [look(beneath, [share] * len(beneath))] if beneath else []
    assert len(judge_words_cut_by_rim(lines, keywords(words(KADER)), stands)) == covers


def turned(line: Line, degrees: float) -> Line:
    return replace(line, quad=Transform.rotation(degrees, (0.0, 0.0)).apply_all(line.quad))


def test_a_page_without_own_slanting_words_is_not_read_again() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "内部资料", -30.0)
    page = evened(sheet.picture)
    read = read_skewed_strips(PaleLayer(page), skewed_strips(PaleLayer(page), ()))
    assert read
    assert reread_in_known_directions(PaleLayer(page), read, keywords(words(KADER)), ()) == ()
    assert alike(sheet) == ()


WANG = Applicant("王文强", "新疆云岭智能装备制造有限公司")


def crossed(sheet: Sheet, place: Polygon) -> None:
    """Let letters of the other side shine through a place, mirrored and grey."""
    left, top, right, bottom = (round(value) for value in bounds(place))
    behind = Sheet(right - left, bottom - top)
    for row in range(0, bottom - top, 34):
        behind.write("根据工程实际情况各项指标均符合要求" * 2, 0, row, em=28)
    pale = ImageOps.mirror(behind.image).point(lambda level: 255 - (255 - level) // 3)
    part = np.minimum(np.array(sheet.image.crop((left, top, right, bottom))), np.array(pale))
    sheet.image.paste(Image.fromarray(part), (left, top))
    sheet.pen = ImageDraw.Draw(sheet.image)


def alike(sheet: Sheet, hidden: Polygon | None = None) -> tuple[Hit, ...]:
    """Judge a page of whose strips those in a place were not read."""
    layer = PaleLayer(evened(sheet.picture))
    read = read_skewed_strips(layer, skewed_strips(layer, ()))
    if hidden is not None:
        corners = np.array(hidden, np.float32)
        middles = [np.mean(line.quad, axis=0).tolist() for line in read]
        far = [cv2.pointPolygonTest(corners, middle, True) < -60 for middle in middles]
        read = tuple(line for line, kept in zip(read, far, strict=True) if kept)
    return judge_by_template(layer, read, keywords(words(WANG)), ())


@pytest.mark.nightly
@pytest.mark.parametrize("level", [190, 222])
def test_a_word_that_the_other_side_hides_is_covered_where_its_picture_stands(level: int) -> None:
    sheet, _ = printed_page()
    watermark(sheet, WANG.name, -30.0, aside=-380, level=level)
    watermark(sheet, WANG.name, -30.0, level=level)
    hidden = watermark(sheet, WANG.name, -30.0, aside=380, level=level)
    crossed(sheet, hidden)
    assert share_covered(alike(sheet, hidden), hidden, sheet.image.size) > 0.95


@pytest.mark.nightly
def test_a_word_that_a_narrower_cover_hides_already_is_not_covered_once_more() -> None:
    sheet, _ = printed_page()
    place = watermark(sheet, WANG.name, -30.0)
    layer = PaleLayer(evened(sheet.picture))
    read = read_skewed_strips(layer, skewed_strips(layer, ()))
    x, y = centre(place)
    narrow = tuple((x + 0.6 * (px - x), y + 0.6 * (py - y)) for px, py in place)
    own = keywords(words(WANG))
    mask = Mask(Target.NAME, narrow, own[0].word.label, 1.0, Origin.SPOTTED)
    known = Hit(mask, Verdict.COVER, info("hit.read"))
    assert judge_by_template(layer, read, own, ()) != ()
    assert judge_by_template(layer, read, own, (known,)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("word", [WANG.name, "王文博", "李文强", "内部资料"])
def test_one_word_that_was_read_is_enough_for_its_like_and_other_words_stay(word: str) -> None:
    sheet, own = printed_page()[0], word == WANG.name
    watermark(sheet, WANG.name, -30.0, aside=-300)
    place = watermark(sheet, word, -30.0, aside=300)
    share = share_covered(alike(sheet, place if own else None), place, sheet.image.size)
    assert share > 0.95 if own else share < 0.1


@pytest.mark.slow
@pytest.mark.parametrize("scale", [0.5, 0.8])
def test_print_that_repeats_line_by_line_is_no_watermark(scale: float) -> None:
    sheet = Sheet(1240, 1754)
    for row in range(30):
        sheet.write("根据工程实际情况，监测数据每周汇总一次。", 120, 80 + 50 * row, em=28)
    place = watermark(sheet, WANG.name, 30.0, level=225)
    size = (round(1240 * scale), round(1754 * scale))
    sheet.image = sheet.image.resize(size, Image.Resampling.BOX)
    (found,) = alike(sheet)
    x, y = centre(place)
    assert contains(found.mask.polygon, (scale * x, scale * y))
