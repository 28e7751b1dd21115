"""Seals on drawn pages: found in every ink and shape, read for whose they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Point, bounds
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.masking.keywords import keywords
from zcdesk.masking.seal_inks import Colour
from zcdesk.masking.seal_verdicts import judge_seals
from zcdesk.masking.seal_words import ring_readings
from zcdesk.masking.seals import Seal, Shape, find_seals
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.recognising import recognise
from zcdesk.spellings import words
from zcdesk.training import seals as drawn_seals
from zcdesk.training.damage import damage
from zcdesk.training.documents import draw_page
from zcdesk.training.fonts import Face, font
from zcdesk.training.lexicon import Lexicon
from zcdesk.training.marks import Role
from zcdesk.training.organisations import Organisation
from zcdesk.training.ornaments import paste_photo, wave_border
from zcdesk.training.paper import RED, Paper, Style
from zcdesk.training.people import han_person, invent_colleagues, invent_person

OWN = "乌鲁木齐恒野建设工程有限公司"
ONE_OFF = "乌鲁木齐恒源建设工程有限公司"
SAME_TRADE = "喀什瑞泰建设工程有限公司"
OFFICE = "昆河地区人力资源和社会保障厅"
APPLICANT = Applicant(name="李文强", employer=OWN)
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})
MIDDLE: Point = (1150.0, 1300.0)
INKS = {"red": (206, 36, 44), "pale red": (228, 110, 108), "blue": (40, 62, 190)}


def sheet() -> Paper:
    """A page with a few lines of text, some of them where the seals go."""
    random = Random(5)
    person = han_person("李", "文强", Organisation(OWN), "男", random)
    paper = Paper(Lexicon(person, ()))
    style = Style(size=13)
    text = "经研究决定，现将有关事项通知如下，请各单位结合实际认真贯彻执行。" * 2
    y = paper.mm(40)
    for _ in range(3):
        y = paper.paragraph(text, paper.mm(26), y, paper.width - paper.mm(52), style)
    paper.line("特此证明，二〇二四年六月十八日", 800, 1290, style)
    return paper


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


@cache
def sealed(name: str, ink: str = "red", diameter: float = 40.0) -> Picture:
    paper = sheet()
    seal = drawn_seals.Seal(name, "", diameter)
    drawn_seals.stamp(paper, seal, MIDDLE, Random(name), INKS[ink])
    return pixels(paper)


def grey(picture: Picture) -> Picture:
    level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def compressed(picture: Picture) -> Picture:
    coded = cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    decoded = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.ascontiguousarray(decoded[:, :, ::-1])


def coarse(picture: Picture) -> Picture:
    size = (round(picture.shape[1] * 0.5), round(picture.shape[0] * 0.5))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def tinted(picture: Picture) -> Picture:
    """A reddish, unevenly lit photo of the page."""
    light = np.linspace(0.6, 1.0, picture.shape[1])[None, :, None] * np.array([1.0, 0.9, 0.84])
    return np.asarray(picture * light, dtype=np.uint8)


def pale(picture: Picture) -> Picture:
    """A copy with hardly any toner left."""
    noise = np.random.default_rng(3).normal(0, 2, picture.shape)
    level = 255 - (255 - picture.astype(np.float32)) * 0.36 + noise
    return compressed(np.clip(level, 0, 255).astype(np.uint8))


def black(picture: Picture) -> Picture:
    """A copy in black and white, as it comes by fax."""
    level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    lines = np.where(level > 165, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(lines, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def only(picture: Picture) -> Seal:
    seals = find_seals(picture)
    assert len(seals) == 1
    return seals[0]


def hits(picture: Picture, targets: frozenset[Target] = TARGETS) -> tuple[Hit, ...]:
    sought = keywords(words(APPLICANT))
    return judge_seals(picture, find_seals(picture), sought, targets)


def boxed(letters: str, side: int, columns: int, frame: int) -> GreyPicture:
    """A square stamp that is read in columns from the right."""
    image = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, side - 1, side - 1), outline=255, width=frame)
    rows = -(-len(letters) // columns)
    wide, tall = (side - 3 * frame) / columns, (side - 3 * frame) / rows
    for number, letter in enumerate(letters):
        column, row = divmod(number, rows)
        x = side - 1.5 * frame - wide * (column + 0.5)
        y = 1.5 * frame + tall * (row + 0.5)
        size = round(min(wide, tall) * 0.92)
        pen.text((x, y), letter, fill=255, font=font(Face.HEAVY, size), anchor="mm")
    return np.array(image, dtype=np.uint8)


def stamped(letters: str, columns: int, side: int) -> Picture:
    paper = sheet()
    paper.tint(boxed(letters, side, columns, side // 18), 1100, 1240, INKS["red"])
    return pixels(paper)


@pytest.mark.parametrize("ink", INKS)
def test_a_round_seal_is_found_where_it_was_stamped(ink: str) -> None:
    seal = only(sealed(OWN, ink))
    assert seal.shape is Shape.RING
    assert seal.colour is (Colour.BLUE if ink == "blue" else Colour.RED)
    assert seal.centre == pytest.approx(MIDDLE, abs=4)
    assert seal.radii == pytest.approx((157.5, 157.5), abs=5)


@pytest.mark.parametrize("scan", [grey, compressed, coarse, tinted])
def test_the_scan_may_be_grey_compressed_coarse_or_tinted(
    scan: Callable[[Picture], Picture],
) -> None:
    picture = sealed(OWN)
    poor = scan(picture)
    scale = poor.shape[0] / picture.shape[0]
    seal = only(poor)
    assert seal.centre == pytest.approx((MIDDLE[0] * scale, MIDDLE[1] * scale), abs=5)
    assert [hit.reason.code for hit in hits(poor)] == ["hit.own_seal"]


def test_a_cover_of_the_whole_seal_leaves_no_red_ink() -> None:
    picture = sealed(OWN)
    covered = picture.copy()
    corners = np.rint(np.array(only(picture).polygon)).astype(np.int32)
    cv2.fillPoly(covered, [corners], (0, 0, 0))
    lead = covered[:, :, 0].astype(int) - covered[:, :, 1]
    assert np.count_nonzero(lead > 60) == 0


def test_an_oval_seal_is_found_and_keeps_its_shape() -> None:
    picture = sealed(OWN)
    part = picture[1130:1470, 980:1320].copy()
    paper = sheet()
    flat = np.asarray(cv2.resize(part, (340, 230), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    oval = pixels(paper)
    oval[1600:1830, 600:940] = flat
    seal = only(oval)
    assert max(seal.radii) / min(seal.radii) == pytest.approx(340 / 230, abs=0.08)


def test_two_seals_over_each_other_are_two_seals() -> None:
    paper = sheet()
    for x, name in ((1000.0, OWN), (1180.0, OFFICE)):
        seal = drawn_seals.Seal(name)
        drawn_seals.stamp(paper, seal, (x, 1700.0), Random(name), INKS["red"])
    found = sorted(seal.centre[0] for seal in find_seals(pixels(paper)))
    assert found == pytest.approx([1000.0, 1180.0], abs=6)


def test_half_a_seal_at_the_edge_of_the_page_is_found() -> None:
    paper = sheet()
    seal = drawn_seals.Seal(OWN)
    drawn_seals.stamp(paper, seal, (float(paper.width), 1500.0), Random(1), INKS["red"])
    assert only(pixels(paper)).centre == pytest.approx((paper.width, 1500), abs=8)


def test_letterheads_frames_photos_and_rules_are_no_seals() -> None:
    paper = sheet()
    random = Random(3)
    wave_border(paper, 9, RED, random)
    paper.centred("天岭地区行政公署文件", paper.mm(18), Style(Face.HEAVY, 34, RED))
    paper.rule((200, 330), (1450, 330), width=0.8, colour=RED)
    for number in range(3):
        paste_photo(paper, 250 + 350 * number, 1700, random)
    assert find_seals(pixels(paper)) == ()
    assert find_seals(grey(pixels(paper))) == ()


def test_the_desk_around_a_photographed_page_holds_no_seal() -> None:
    random = Random("pledge0")
    person = invent_person(random)
    page = draw_page("pledge", person, invent_colleagues(person, random), random)
    assert find_seals(damage(page, ("phone",), Random(0)).picture) == ()


def test_the_own_employers_seal_is_a_doubt_unless_seals_are_to_be_covered() -> None:
    picture = sealed(OWN)
    (doubt,) = hits(picture)
    assert (doubt.verdict, doubt.reason.code) == (Verdict.DOUBT, "hit.own_seal")
    assert (doubt.mask.target, doubt.mask.origin) == (Target.SEAL, Origin.SEAL)
    assert doubt.mask.matched.startswith("employer")
    (cover,) = hits(picture, TARGETS | {Target.SEAL})
    assert cover.verdict is Verdict.COVER


@pytest.mark.parametrize("name", [OFFICE, SAME_TRADE])
@pytest.mark.parametrize("ink", ["red", "blue"])
def test_the_seal_of_another_organisation_is_left_alone(name: str, ink: str) -> None:
    assert hits(sealed(name, ink)) == ()
    assert hits(grey(sealed(name, ink))) == ()


@pytest.mark.parametrize("scan", [np.copy, grey, compressed, pale, black])
def test_a_company_one_character_off_is_never_covered(
    scan: Callable[[Picture], Picture],
) -> None:
    assert not any(
        hit.covers_by_default for hit in hits(scan(sealed(ONE_OFF)), TARGETS | {Target.SEAL})
    )


def test_a_company_one_character_off_that_is_read_plainly_raises_no_question() -> None:
    assert hits(sealed(ONE_OFF)) == ()
    assert hits(grey(sealed(ONE_OFF))) == ()


def test_an_own_word_that_later_readings_show_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Bands that lie much alike misread a letter alike.
    strange, own = sealed(ONE_OFF), sealed(OWN)
    misread = list(ring_readings(strange, only(strange)))[:3]
    plain = list(ring_readings(own, only(own)))[:1]
    monkeypatch.setattr(
        "zcdesk.masking.seal_verdicts.readings", lambda *_: iter([*misread, *plain])
    )
    (asked,) = hits(own, TARGETS | {Target.SEAL})
    assert (asked.verdict, asked.reason.code) == (Verdict.DOUBT, "hit.own_seal")
    assert asked.covers_by_default


@pytest.mark.parametrize(("name", "least", "most"), [(OFFICE, 2, 2), (OWN, 1, 1), (ONE_OFF, 3, 20)])
def test_only_a_seal_unlike_every_own_word_is_settled_by_two_readings_that_agree(
    name: str, least: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Lattice] = []

    def counted(line: GreyPicture) -> Lattice:
        read.append(recognise(line))
        return read[-1]

    monkeypatch.setattr("zcdesk.masking.seal_words.recognise", counted)
    hits(sealed(name))
    assert least <= len(read) <= most


def test_the_first_letter_of_a_company_tells_it_apart_too() -> None:
    sought = keywords(words(Applicant(name="李文强", employer="禾锐环境有限公司")))
    for name, own in (("岱锐环境有限公司", False), ("禾锐环境有限公司", True)):
        picture = sealed(name)
        found = judge_seals(picture, find_seals(picture), sought, TARGETS | {Target.SEAL})
        assert any(hit.covers_by_default for hit in found) is own


@pytest.mark.parametrize("scan", [np.copy, grey, black])
@pytest.mark.parametrize("other", ["昌吉昆衡农业机械推广站", "昌吉衡昆农业机械推广站"])
def test_one_letter_of_a_doubled_brand_does_not_count_twice(
    other: str, scan: Callable[[Picture], Picture]
) -> None:
    own = "昌吉衡衡农业机械推广站"
    sought = keywords(words(Applicant(name="李文强", employer=own)))
    for name in (own, other):
        picture = scan(sealed(name))
        found = judge_seals(picture, find_seals(picture), sought, TARGETS | {Target.SEAL})
        assert any(hit.covers_by_default for hit in found) is (name == own)


def worn(picture: Picture, first: int, last: int) -> Picture:
    """Take the ink of a sector away, in degrees clockwise from the right; the ring itself stays."""
    blank = np.zeros(picture.shape[:2], np.uint8)
    middle = (round(MIDDLE[0]), round(MIDDLE[1]))
    cv2.ellipse(blank, middle, (146, 146), 0, first, last, 255, thickness=-1)
    cv2.circle(blank, middle, 70, 0, thickness=-1)
    return np.where(blank[:, :, None] > 0, np.uint8(255), picture)


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [(-28, -2, Verdict.COVER), (205, 235, Verdict.DOUBT)],  # 量检, 衡岭
)
def test_letters_worn_away_raise_a_question_where_they_tell_companies_apart(
    first: int, last: int, verdict: Verdict
) -> None:
    own = "昌吉衡岭公路工程质量检测中心"
    sought = keywords(words(Applicant(name="李文强", employer=own)))
    picture = worn(sealed(own), first, last)
    (hit,) = judge_seals(picture, find_seals(picture), sought, TARGETS | {Target.SEAL})
    assert (hit.verdict, hit.covers_by_default) == (verdict, True)


def test_a_worn_seal_that_shares_most_letters_with_the_own_one_raises_no_question() -> None:
    own = "新疆瑞禹水利水电工程股份有限公司"
    sought = keywords(words(Applicant(name="李文强", employer=own)))
    picture = grey(worn(sealed("绿洲水利水电学院"), -20, 10))
    assert judge_seals(picture, find_seals(picture), sought, TARGETS) == ()


@pytest.mark.parametrize("scan", [np.copy, grey, compressed, pale, black])
def test_the_own_seal_is_covered_where_seals_are_a_target(
    scan: Callable[[Picture], Picture],
) -> None:
    (hit,) = hits(scan(sealed(OWN)), TARGETS | {Target.SEAL})
    assert hit.covers_by_default


def test_the_own_seal_on_a_copy_with_hardly_any_toner_is_found() -> None:
    assert [hit.reason.code for hit in hits(pale(sealed(OWN)))] == ["hit.own_seal"]
    assert [hit.reason.code for hit in hits(pale(coarse(sealed(OWN))))] == ["hit.own_seal"]
    assert hits(pale(sealed(OFFICE))) == ()


@pytest.mark.parametrize(
    ("name", "verdicts"), [(OWN, [Verdict.COVER]), (ONE_OFF, []), (OFFICE, [])]
)
def test_a_grey_seal_is_read_below_the_print_that_crosses_it(
    name: str, verdicts: list[Verdict]
) -> None:
    paper = sheet()
    for row in range(5):
        paper.line("经研究决定，现将有关事项通知如下。", 940, 1160 + 62 * row, Style(size=13))
    drawn_seals.stamp(paper, drawn_seals.Seal(name), MIDDLE, Random(name), INKS["red"])
    found = hits(grey(pixels(paper)), TARGETS | {Target.SEAL})
    assert [hit.verdict for hit in found] == verdicts


def test_a_ring_that_a_black_copy_left_in_arcs_is_found() -> None:
    paper = sheet()
    paper.line(OWN, 800, 1330, Style(size=14))
    drawn_seals.stamp(paper, drawn_seals.Seal(OWN), MIDDLE, Random(OWN), INKS["red"])
    picture = pixels(paper).copy()
    gaps = np.zeros(picture.shape[:2], np.uint8)
    middle = (round(MIDDLE[0]), round(MIDDLE[1]))
    for turn in range(10, 370, 60):
        cv2.ellipse(gaps, middle, (165, 165), 0, turn, turn + 22, 255, thickness=-1)
    cv2.circle(gaps, middle, 140, 0, thickness=-1)
    red = np.ptp(picture, axis=2) > 40
    picture[(gaps > 0) & red] = 255
    ring = only(black(picture))
    assert ring.centre == pytest.approx(MIDDLE, abs=8)


def test_text_and_tables_of_a_black_copy_are_no_ring_in_arcs() -> None:
    for kind in ("roster_table", "paper_front", "dense_text", "insurance_statement"):
        random = Random(kind)
        person = invent_person(random)
        page = draw_page(kind, person, invent_colleagues(person, random), random)
        seals = page.having(Role.SEAL, Role.OTHER_SEAL)
        found = [seal for seal in find_seals(black(page.picture)) if seal.shape is Shape.RING]
        assert len(found) <= len(seals)


def test_a_seal_with_little_ink_beside_black_print_is_found() -> None:
    paper = sheet()
    seal = drawn_seals.Seal(OWN)
    drawn_seals.stamp(paper, seal, MIDDLE, Random(OWN), (246, 205, 205))
    assert [hit.reason.code for hit in hits(pixels(paper))] == ["hit.own_seal"]


def shining_through(name: str) -> Picture:
    back = sealed(name)[:, ::-1]
    shining = 255 - (255 - back.astype(np.float32)) * 0.2
    through = np.minimum(pixels(sheet()), cv2.GaussianBlur(shining, (0, 0), 1.2))
    return through.astype(np.uint8)


def test_the_own_seal_that_shows_through_thin_paper_is_found() -> None:
    picture = shining_through(OWN)
    assert [hit.reason.code for hit in hits(picture)] == ["hit.own_seal"]
    assert [hit.verdict for hit in hits(picture, TARGETS | {Target.SEAL})] == [Verdict.COVER]


def test_letters_that_are_the_same_in_a_mirror_do_not_make_a_seal_unreadable() -> None:
    picture = shining_through("昆山中工业职业技术学院")
    sought = keywords(words(Applicant(name="李文强", employer="中山木业工程学会总院")))
    assert judge_seals(picture, find_seals(picture), sought, TARGETS) == ()


def test_an_unreadable_ring_is_shown_to_a_person() -> None:
    paper = sheet()
    ring = np.zeros((320, 320), np.uint8)
    cv2.circle(ring, (160, 160), 150, 255, 9)
    noise = np.random.default_rng(4)
    for _ in range(60):  # strokes in the band of the letters that are no letters
        turn, reach = noise.uniform(0, 6.28), noise.uniform(100, 125)
        x, y = round(160 + reach * np.cos(turn)), round(160 + reach * np.sin(turn))
        cv2.line(ring, (x, y), (x + noise.integers(-9, 9), y + noise.integers(-9, 9)), 255, 4)
    paper.tint(ring, 900, 1500, INKS["red"])
    (hit,) = hits(pixels(paper))
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_seal")


def test_a_square_name_seal_is_read_in_its_own_order() -> None:
    picture = stamped("李文强印", 2, 130)
    seal = only(picture)
    assert seal.shape is Shape.BOX
    (hit,) = hits(picture)
    assert (hit.verdict, hit.mask.matched) == (Verdict.DOUBT, "name:1")
    left, top, right, bottom = bounds(hit.mask.polygon)
    assert left <= 1100
    assert top <= 1240
    assert right >= 1229
    assert bottom >= 1369


def test_somebody_elses_name_seal_is_left_alone() -> None:
    assert hits(stamped("王建国印", 2, 130)) == ()


def test_a_square_seal_of_the_own_employer_is_found() -> None:
    picture = stamped(OWN, 4, 250)
    assert any(hit.reason.code == "hit.own_seal" for hit in hits(picture))


@pytest.mark.parametrize("radius", [6, 20, 60])
def test_red_dots_raise_no_doubt(radius: int) -> None:
    picture = pixels(sheet())
    cv2.circle(picture, (1000, 1700), radius, INKS["red"], -1)
    assert hits(picture) == ()


@pytest.mark.parametrize("columns", [2, 1])
@pytest.mark.parametrize("letters", ["李文强印", "李文强"])
def test_a_name_seal_of_three_or_four_letters_is_read(letters: str, columns: int) -> None:
    picture = stamped(letters, columns, 140) if columns == 2 else tall_stamp(letters)
    assert [hit.mask.matched for hit in hits(picture)] == ["name:1"]


def tall_stamp(letters: str) -> Picture:
    """A narrow stamp of one column."""
    paper = sheet()
    ink = boxed(letters, 70 * len(letters), 1, 9)
    middle = ink.shape[1] // 2
    narrow = np.concatenate([ink[:, :9], ink[:, middle - 45 : middle + 45], ink[:, -9:]], axis=1)
    paper.tint(narrow, 1100, 1600, INKS["red"])
    return pixels(paper)


@pytest.mark.parametrize("letters", [OWN, "李文强印"])
def test_a_square_seal_is_read_on_a_copy_without_colour(letters: str) -> None:
    columns, side = (4, 250) if letters == OWN else (2, 130)
    paper = sheet()
    paper.tint(boxed(letters, side, columns, side // 18), 1100, 1600, INKS["red"])
    assert [hit.reason.code for hit in hits(grey(pixels(paper)))] == ["hit.own_seal"]


def test_a_cell_that_names_the_employer_is_no_seal() -> None:
    paper = sheet()
    paper.frame(1000, 1600, 1300, 1850, width=0.6)
    for row, text in enumerate(
        ("工作单位：乌鲁木齐恒野建", "设工程有限公司技术质量部", "李文强同志任专业技术人员")
    ):
        paper.line(text, 1012, 1620 + 70 * row, Style(size=8))
    assert hits(grey(pixels(paper))) == ()


def test_half_a_seal_at_the_edge_is_known_by_its_brand() -> None:
    for x, expected in ((0.0, "hit.unread_seal"), (1654.0, "hit.own_seal")):
        paper = sheet()
        seal = drawn_seals.Seal(OWN)
        drawn_seals.stamp(paper, seal, (x, 1700.0), Random(1), INKS["red"])
        assert [hit.reason.code for hit in hits(pixels(paper))] == [expected]
    paper = sheet()
    drawn_seals.stamp(paper, drawn_seals.Seal(SAME_TRADE), (1654.0, 1700.0), Random(1), INKS["red"])
    assert hits(pixels(paper)) == ()


def test_the_same_seal_has_the_same_key_and_can_be_covered_by_its_words_alone() -> None:
    keys = set()
    for ink in ("red", "blue"):
        (hit,) = hits(sealed(OWN, ink))
        keys.add(hit.key)
        covered = sealed(OWN, ink).copy()
        for polygon in hit.words_only:
            cv2.fillPoly(covered, [np.rint(np.array(polygon)).astype(np.int32)], (255, 255, 255))
        assert hits(covered) != hits(sealed(OWN, ink))
        (ring,) = find_seals(covered)  # ring and star are still to be seen
        assert ring.centre == pytest.approx(MIDDLE, abs=4)
        assert all(one.reason.code != "hit.own_seal" for one in hits(covered))
    assert keys == {"seal:employer"}


def test_half_a_seal_that_shows_no_brand_is_never_passed_over() -> None:
    person = Applicant(name="李文强", employer="石河子泽源新能源开发有限公司")
    paper = sheet()
    drawn_seals.stamp(
        paper, drawn_seals.Seal(person.employer), (0.0, 1500.0), Random(5), (206, 36, 44)
    )
    for picture in (pixels(paper), grey(pixels(paper))):
        (hit,) = judge_seals(picture, find_seals(picture), keywords(words(person)), TARGETS)
        assert hit.verdict is Verdict.DOUBT
