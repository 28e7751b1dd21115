"""Print below seals, stamps and other print is read without them."""

from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.seals.sealed_pages import Scan, boxed, grey, imprint, pixels
from tests.masking.sheet import Sheet
from tools.drawing import seals as drawn_seals
from tools.drawing.fonts import Face, font
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import Role
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.people import han_person
from tools.drawing.words import Organisation
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import bounds, box, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words import occluded_by_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.rereading import print_below_print
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.masking.seals.ink_colours import Colour as SealColour
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page

EMPLOYER = "乌鲁木齐恒野建设工程有限公司"
APPLICANT = Applicant(name="李文强", employer=EMPLOYER)
OFFICE = "昆河地区人力资源和社会保障厅"
RED: Colour = (206, 36, 44)
BLUE: Colour = (40, 62, 190)


def page(colour: Colour | None) -> Paper:
    random = Random(9)
    person = han_person("李", "文强", Organisation(EMPLOYER), "男", random)
    paper = Paper(Lexicon(person, ()))
    style = Style(size=14)
    paper.line("特此证明。", 300, 800, style)
    paper.flush_right(EMPLOYER, 1400, 1000, style)
    paper.flush_right("李文强同志", 1400, 1070, style)
    if colour is not None:
        seal = drawn_seals.DrawnSeal(OFFICE, "人事专用章")
        drawn_seals.stamp(paper, seal, (1290.0, 1050.0), random, colour)
    return paper


@pytest.mark.slow
@pytest.mark.parametrize("colour", [RED, BLUE], ids=["red", "blue"])
@pytest.mark.parametrize("quality", [100, 45])
def test_name_and_employer_below_a_seal_are_found_in_full(colour: Colour, quality: int) -> None:
    paper = page(colour)
    shown = pixels(paper)
    coded = cv2.imencode(".jpg", shown[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    picture: Picture = np.ascontiguousarray(decoded[:, :, ::-1])
    lines = reread_below_seals(picture, find_seals(picture), evened(picture))
    found = search(lines, keywords(words(APPLICANT)), {Target.NAME, Target.EMPLOYER})
    covers = [np.array(hit.mask.polygon, np.float32) for hit in found]
    assert all(hit.verdict is Verdict.COVER for hit in found)
    for mark in paper.marks:
        if mark.role in (Role.NAME, Role.EMPLOYER):
            for character in mark.characters:
                for x, y in character:
                    assert any(cv2.pointPolygonTest(one, (x, y), True) > -2 for one in covers)


def test_only_lines_that_touch_the_seal_are_read() -> None:
    picture = pixels(page(RED))
    lines = reread_below_seals(picture, find_seals(picture), evened(picture))
    texts = [line.lattice.text for line in lines]
    assert not any("特此证明" in text for text in texts)
    assert any("李文强" in text for text in texts)


def black_and_white(picture: Picture) -> Picture:
    level = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 0.6)
    return np.asarray(np.where(level > 160, 255, 0)[:, :, None].repeat(3, axis=2), np.uint8)


@pytest.mark.nightly
@pytest.mark.parametrize("copied", [grey, black_and_white])
def test_own_words_below_a_dark_ring_are_covered(copied: Scan) -> None:
    paper = page(RED)
    picture = copied(pixels(paper))
    seals, sought = find_seals(picture), keywords(words(APPLICANT))
    assert [seal.colour for seal in seals] == [SealColour.DARK]
    lines = (*read_page(picture).lines, *reread_below_seals(picture, seals, evened(picture)))
    found = search(lines, sought, {Target.NAME, Target.EMPLOYER})
    hits = occluded_by_seals.judge_words_below_dark_seals(lines, seals, sought, found)
    covers = [np.array(hit.mask.polygon, np.float32) for hit in hits if hit.covers_by_default]
    for mark in paper.marks:
        if mark.role in (Role.NAME, Role.EMPLOYER):
            for x, y in (centre(character) for character in mark.characters):
                assert any(cv2.pointPolygonTest(one, (x, y), False) >= 0 for one in covers)


@pytest.mark.slow
@pytest.mark.parametrize("company", ["乌鲁木齐瑞泰建筑安装有限公司", "喀什恒野农业科技有限公司"])
def test_another_company_below_a_black_ring_stays_open(company: str) -> None:
    paper = page(None)
    paper.flush_right(company, 1400, 1400, Style(size=14))
    seal = drawn_seals.DrawnSeal(OFFICE, "人事专用章")
    drawn_seals.stamp(paper, seal, (1290.0, 1430.0), Random(3), RED)
    picture = black_and_white(pixels(paper))
    seals, sought = find_seals(picture), keywords(words(APPLICANT))
    assert len(seals) == 1
    lines = reread_below_seals(picture, seals, evened(picture))
    assert occluded_by_seals.judge_words_below_dark_seals(lines, seals, sought, ()) == ()


def test_a_company_below_the_own_seal_is_hers_though_a_letter_was_read_as_another() -> None:
    picture = page(RED).finished("sheet").picture
    seals = find_seals(picture)
    lines = reread_below_seals(picture, seals, evened(picture))
    misread = Applicant(name="李文强", employer="乌鲁木齐恒野建设工种有限公司")
    sought = keywords(words(misread))
    assert not any(hit.covers_by_default for hit in search(lines, sought, {Target.EMPLOYER}))
    assert occluded_by_seals.judge_words_below_colour_seals(lines, seals, sought, ()) == ()
    own = own_hit(seals[0])
    first, hit = occluded_by_seals.judge_words_below_colour_seals(lines, seals, sought, (own,))
    assert first is own
    assert hit.verdict is Verdict.DOUBT
    assert hit.covers_by_default


def own_hit(seal: Seal) -> Hit:
    """Return what is told of a seal that is the own employer's."""
    mask = Mask(Target.SEAL, seal.polygon, "employer:1", 1.0, Origin.SEAL)
    return Hit(mask, Verdict.COVER, info(occluded_by_seals.OWN_SEAL))


def below_own_seal(
    company: str, seal: str, lost: frozenset[int], before: Sequence[Hit] = ()
) -> tuple[Hit, ...]:
    """Judge a company below the own employer's seal; letters in the places ``lost`` are blotted."""
    paper = page(None)
    style = Style(size=14)
    paper.flush_right(company, 1400, 1400, style)
    start, width = 1400 - paper.length(company, style), paper.length(company[0], style)
    picture = pixels(paper)
    for place in lost:
        left = round(start + place * width)
        picture[1390:1450, left : round(left + width)] = 255
    paper.image.paste(Image.fromarray(picture))
    imprint(paper, seal, (1180.0, 1430.0), 3)
    picture = pixels(paper)
    seals, sought = find_seals(picture), keywords(words(APPLICANT))
    own = own_hit(seals[0])
    lines = (*read_page(picture).lines, *reread_below_seals(picture, seals, evened(picture)))
    return occluded_by_seals.judge_words_below_colour_seals(lines, seals, sought, (own, *before))[
        1:
    ]


@pytest.mark.slow
def test_a_company_of_which_the_own_seal_left_half_is_proposed() -> None:
    found = below_own_seal(EMPLOYER, EMPLOYER, frozenset({5, 7, 9, 12}))
    assert {(hit.verdict, hit.covers_by_default) for hit in found} == {(Verdict.DOUBT, True)}
    places = [bounds(hit.mask.polygon) for hit in found]
    left, _, right, _ = max(places, key=lambda place: place[2] - place[0])
    assert left < 1015
    assert right > 1390


@pytest.mark.slow
@pytest.mark.parametrize(("verdict", "left"), [(Verdict.DOUBT, 0), (Verdict.COVER, 1)])
def test_a_short_form_there_gives_way_to_the_whole_word(verdict: Verdict, left: int) -> None:
    part = Mask(Target.EMPLOYER, box(880, 1390, 1300, 1450), "employer:short:1", 0.4)
    short = Hit(part, verdict, info("hit.short_form", line=1))
    found = below_own_seal(EMPLOYER, EMPLOYER, frozenset({5, 7, 9, 12}), [short])
    assert found.count(short) == left
    assert max(bounds(hit.mask.polygon)[2] for hit in found) > 1390


@pytest.mark.slow
def test_a_cover_of_the_whole_word_there_is_enough() -> None:
    whole = Mask(Target.EMPLOYER, box(830, 1355, 1500, 1480), "employer:1", 0.9)
    sure = Hit(whole, Verdict.COVER, info("hit.read", line=1))
    assert below_own_seal(EMPLOYER, EMPLOYER, frozenset({5, 7, 9, 12}), [sure]) == (sure,)


@pytest.mark.slow
@pytest.mark.parametrize("company", ["乌鲁木齐瑞泰建筑安装有限公司", "昆河市劳动仲裁委员会"])
def test_another_body_below_the_own_seal_is_not_hers(company: str) -> None:
    assert below_own_seal(company, EMPLOYER, frozenset()) == ()


def test_the_own_seals_own_words_are_no_print_below_it() -> None:
    paper = page(None)
    imprint(paper, EMPLOYER, (1180.0, 1430.0), 1)
    large = pixels(paper)
    small = cv2.resize(large, None, fx=0.35, fy=0.35, interpolation=cv2.INTER_AREA)
    picture = np.asarray(small, np.uint8)
    seals, sought = find_seals(picture), keywords(words(APPLICANT))
    own = own_hit(seals[0])
    lines = (*read_page(picture).lines, *reread_below_seals(picture, seals, evened(picture)))
    assert occluded_by_seals.judge_words_below_colour_seals(lines, seals, sought, (own,)) == (own,)


def test_a_page_without_seals_costs_nothing() -> None:
    picture = pixels(page(None))
    assert reread_below_seals(picture, find_seals(picture), evened(picture)) == ()


SOUGHT = keywords(words(APPLICANT))


def stamped(
    letters: str, columns: int, side: int, angle: float, shade: int, long: float = 1.0
) -> Picture:
    """The page with another's stamp over the applicant's name, without colour: ``shade`` is the
    stamp's level, 0 as black as the print, ``long`` its width by its height ``side``."""
    paper = page(None)
    ink = Image.fromarray(
        boxed(letters, side, columns, side // 20) if long == 1 else oblong(letters, side, long)
    )
    turned = np.array(ink.rotate(angle, Image.Resampling.BICUBIC, expand=True))
    down = (1075 if long == 1 else 1095) - side // 2
    paper.tint(turned, 1345 - round(side * long), down, (shade,) * 3)
    copied = grey(pixels(paper))
    return np.where(copied > 150, 255, 0).astype(np.uint8) if shade == 0 else copied


def oblong(letters: str, side: int, long: float) -> GreyPicture:
    """A stamp with one row of letters, ``long`` times as wide as its height ``side``."""
    image = Image.new("L", (round(side * long), side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, image.width - 1, side - 1), outline=255, width=side // 20)
    step = image.width / (len(letters) + 0.5)
    face = font(Face.HEAVY, round(min(0.7 * side, step)))
    for number, letter in enumerate(letters):
        pen.text((step * (number + 0.75), side / 2), letter, fill=255, font=face, anchor="mm")
    return np.array(image, dtype=np.uint8)


def only(picture: Picture) -> Seal:
    (seal,) = find_seals(picture)
    return seal


@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
@pytest.mark.parametrize("angle", [0.0, 2.0])
@pytest.mark.parametrize("shade", [0, 110])
def test_a_square_stamp_across_print_is_found_whatever_its_slant_and_level(
    letters: str, columns: int, side: int, angle: float, shade: int
) -> None:
    seal = only(stamped(letters, columns, side, angle, shade))
    assert seal.colour is SealColour.DARK
    assert seal.crossed
    assert seal.certain
    assert max(seal.radii) == pytest.approx(side / 2, rel=0.12)


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_the_name_below_a_grey_stamp_is_read(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 110)
    lines = reread_below_seals(picture, find_seals(picture), evened(picture))
    found = search(lines, SOUGHT, {Target.NAME})
    assert Verdict.COVER in {hit.verdict for hit in found if hit.mask.target is Target.NAME}


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "columns", "side"), [("王建国印", 2, 120), (OFFICE, 4, 240)])
def test_print_below_a_black_stamp_is_asked_about(letters: str, columns: int, side: int) -> None:
    picture = stamped(letters, columns, side, 3.0, 0)
    seals = find_seals(picture)
    lines = reread_below_seals(picture, seals, evened(picture))
    below = occluded_by_seals.judge_words_below_dark_seals(lines, seals, SOUGHT, ())
    told = judge_seals(picture, seals, SOUGHT, {Target.NAME, Target.EMPLOYER})
    assert "hit.unread_seal" in {hit.reason.code for hit in told} or below
    assert all(hit.is_doubt for hit in told)


@pytest.mark.slow
@pytest.mark.parametrize(("letters", "long"), [("审查", 2.4), ("原件核对无误", 3.5)])
@pytest.mark.parametrize(("angle", "shade"), [(0.0, 0), (1.5, 0), (0.0, 90), (9.0, 0)])
def test_print_below_an_oblong_stamp_is_covered_or_asked_about(
    letters: str, long: float, angle: float, shade: int
) -> None:
    picture = stamped(letters, len(letters), 90, angle, shade, long)
    seals = find_seals(picture)
    assert [seal.crossed for seal in seals] == [True]
    lines = reread_below_seals(picture, seals, evened(picture))
    found = search(lines, SOUGHT, {Target.NAME})
    covered = [hit for hit in found if hit.mask.target is Target.NAME and not hit.is_doubt]
    told = judge_seals(picture, seals, SOUGHT, {Target.NAME, Target.EMPLOYER})
    assert covered or any(hit.is_doubt for hit in told)


def test_a_frame_around_words_that_nothing_crosses_may_be_a_cell() -> None:
    paper = page(None)
    paper.tint(boxed("王建国印", 120, 2, 6), 500, 1300, RED)
    paper.line("备注：", 300, 1340, Style(size=14))
    seal = only(grey(pixels(paper)))
    assert not seal.crossed
    assert not seal.certain


PINK, BLUISH = (205, 30, 45), (40, 60, 170)


def overstamped(ink: tuple[int, int, int], down: int) -> Sheet:
    """Draw a name and letters of a stamp in another ink, so far below its top."""
    sheet = Sheet(900, 300)
    sheet.pen.text((100, 100), "负责人：欧阳海燕", fill=(25, 25, 25), font=font(Face.SONG, 40))
    over = sheet.image.copy()
    at = 270, 100 + down
    ImageDraw.Draw(over).text(at, "审核通过", fill=ink, font=font(Face.HEAVY, 48))
    sheet.image.paste(Image.fromarray(np.minimum(np.array(sheet.image), np.array(over))))
    return sheet


@pytest.mark.parametrize("ink", [PINK, BLUISH])
def test_the_name_below_a_stamp_is_read(ink: tuple[int, int, int]) -> None:
    picture = overstamped(ink, 14).picture
    page = evened(picture)
    twice = print_below_print.printed_twice(picture, page, ())
    assert twice[0]
    assert any(
        "燕" in line.lattice.text for line in print_below_print.reread_below_print(page, *twice)
    )


def test_a_stamp_below_a_line_is_no_second_print() -> None:
    picture = overstamped(PINK, 60).picture
    assert not print_below_print.printed_twice(picture, evened(picture), ())[0]


def written(words: str, high: int, ground: Picture, ink: Picture) -> Picture:
    """Draw a row of letters whose ink has the colours of a picture, on a ground."""
    mask = Image.new("L", (ground.shape[1], ground.shape[0]), 0)
    ImageDraw.Draw(mask).text((80, 100), words, fill=255, font=font(Face.HEAVY, high))
    return np.where(np.array(mask)[..., None] > 127, ink, ground)


def test_print_of_one_colour_darker_in_places_is_one_print() -> None:
    down, across = np.mgrid[:300, :900]
    lighter = (across // 18 + down // 18) % 2 > 0
    navy = np.where(lighter[..., None], (60, 85, 125), (23, 39, 57)).astype(np.uint8)
    picture = written("第四届公益计划集训营", 52, np.full((300, 900, 3), 255, np.uint8), navy)
    assert not print_below_print.printed_twice(picture, evened(picture), ())[0]


def test_print_on_a_hatched_sheet_is_one_print() -> None:
    down, across = np.mgrid[:600, :900]
    hatched = np.where(((across + down) % 14 < 5)[..., None], 150, 255)
    ground = np.broadcast_to(hatched, (600, 900, 3)).astype(np.uint8)
    picture = written("二等奖", 40, ground, np.full_like(ground, 25))
    assert not print_below_print.printed_twice(picture, evened(picture), ())[0]


def asked_on(drawn: Picture, blur: float) -> tuple[int, int]:
    """Return in how many places a page seems to bear two prints, and how many are asked about."""
    picture = np.asarray(cv2.GaussianBlur(drawn, (0, 0), blur), np.uint8)
    page = evened(picture)
    places, upper = print_below_print.printed_twice(picture, page, ())
    again = list(print_below_print.reread_below_print(page, places, upper))
    asked = print_below_print.unread_below_print(page, places, read_page(picture).lines, again)
    return len(places), len(list(asked))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("face", "high", "grey", "blur"),
    [(Face.HEI, 38, 25, 1.4), (Face.HEAVY, 38, 25, 1.8), (Face.KAI, 38, 40, 1.0)],
)
def test_thin_strokes_of_a_soft_scan_are_no_stamp(
    face: Face, high: int, grey: int, blur: float
) -> None:
    sheet = Sheet(900, 300)
    sheet.pen.text((100, 100), "龙筠建疆量智能", fill=(grey,) * 3, font=font(face, high))
    found, asked = asked_on(sheet.picture, blur)
    assert found
    assert not asked


def test_a_soft_grey_stamp_over_a_name_is_asked_about() -> None:
    found, asked = asked_on(overstamped((105, 105, 105), 4).picture, 1.2)
    assert found == asked == 1
