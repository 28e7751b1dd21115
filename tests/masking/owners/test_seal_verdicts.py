"""Whose a seal is: the own employer's, the applicant's, somebody else's, or nobody can read it."""

from dataclasses import replace
from itertools import product
from random import Random

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.masking.seals import sealed_pages as at
from tools.drawing import seals as drawn_seals
from tools.drawing.ornaments import paste_photo
from tools.drawing.paper import Style
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds, box, centre
from zcdesk.masking.hits import Origin, Verdict
from zcdesk.masking.owners.letter_evidence import Whose, whose
from zcdesk.masking.owners.seal_verdicts import judge_seals, seals_as_words
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.seals.seal_text import ring_readings
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.recognising import recognise


@pytest.mark.parametrize(
    ("targets", "verdict", "whole"),
    [
        (at.TARGETS, Verdict.COVER, False),
        (at.SEALS, Verdict.COVER, True),
        ({Target.NAME}, Verdict.DOUBT, True),
    ],
)
def test_a_seal_that_names_the_employer_is_covered_as_the_employer_is(
    targets: set[Target], verdict: Verdict, whole: bool
) -> None:
    (hit,) = seals_as_words(at.hits(at.sealed(at.OWN), frozenset(targets)), targets)
    assert (hit.verdict, hit.reason.code) == (verdict, "hit.own_seal")
    assert (hit.mask.target, hit.mask.origin) == (
        Target.SEAL if whole else Target.EMPLOYER,
        Origin.SEAL,
    )
    assert hit.mask.matched.startswith("employer")
    assert [mask.polygon for mask in hit.proposed] == (
        [hit.mask.polygon] if whole else list(hit.parts)
    )


@pytest.mark.slow
@pytest.mark.parametrize("scan", [np.copy, at.grey])
@pytest.mark.parametrize(
    ("name", "ink"), [*product((at.OFFICE, at.SAME_TRADE), ("red", "blue")), (at.ONE_OFF, "red")]
)
def test_a_seal_of_another_organisation_that_is_read_plainly_stays(
    name: str, ink: str, scan: at.Scan
) -> None:
    assert at.hits(scan(at.sealed(name, ink))) == ()


@pytest.mark.slow
@pytest.mark.parametrize("scan", [np.copy, at.grey, at.compressed, at.pale, at.black])
@pytest.mark.parametrize("name", [at.OWN, at.ONE_OFF])
def test_the_own_seal_is_covered_and_one_a_character_off_never(name: str, scan: at.Scan) -> None:
    covers = [hit.covers_by_default for hit in at.hits(scan(at.sealed(name)), at.SEALS)]
    assert covers == [True] if name == at.OWN else not any(covers)


@pytest.mark.slow
def test_an_own_word_that_later_looks_show_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    # Bands that lie much alike misread a letter alike.
    strange, own = at.sealed(at.ONE_OFF), at.sealed(at.OWN)
    misread = list(ring_readings(strange, at.only(strange)))[:3]
    plain = list(ring_readings(own, at.only(own)))[:1]
    monkeypatch.setattr(
        "zcdesk.masking.owners.rim_reading.readings", lambda *_: iter([*misread, *plain])
    )
    (asked,) = at.hits(own, at.SEALS)
    assert (asked.verdict, asked.reason.code) == (Verdict.DOUBT, "hit.own_seal")
    assert asked.covers_by_default


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "least", "most"), [(at.OFFICE, 2, 2), (at.OWN, 1, 1), (at.ONE_OFF, 3, 20)]
)
def test_only_a_seal_unlike_every_own_word_is_settled_by_two_readings_that_agree(
    name: str, least: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Lattice] = []

    def counted(line: GreyPicture) -> Lattice:
        read.append(recognise(line))
        return read[-1]

    monkeypatch.setattr("zcdesk.masking.seals.seal_text.recognise", counted)
    at.hits(at.sealed(name))
    assert least <= len(read) <= most


@pytest.mark.slow
@pytest.mark.parametrize(("name", "told"), [("东方建垚", []), ("东方建院", ["hit.unread_seal"])])
def test_one_letter_of_the_name_in_a_schools_seal_asks_nothing(name: str, told: list[str]) -> None:
    """Two letters of it, with 工程 of the employer, leave it open whose seal that is."""
    own = Applicant(name=name, employer="阿勒泰岳岭水利水电工程集团有限公司")
    assert at.codes(at.sealed("准东工程学院"), at.TARGETS, own) == told


@pytest.mark.slow
def test_the_first_letter_of_a_company_tells_it_apart_too() -> None:
    for name, own in (("岱锐环境有限公司", False), ("禾锐环境有限公司", True)):
        found = at.hits(at.sealed(name), at.SEALS, "禾锐环境有限公司")
        assert any(hit.covers_by_default for hit in found) is own


@pytest.mark.slow
@pytest.mark.parametrize("scan", [np.copy, at.grey, at.black])
@pytest.mark.parametrize("other", ["昌吉昆衡农业机械推广站", "昌吉衡昆农业机械推广站"])
def test_no_letter_of_a_double_brand_counts_twice(other: str, scan: at.Scan) -> None:
    own = "昌吉衡衡农业机械推广站"
    for name in (own, other):
        found = at.hits(scan(at.sealed(name)), at.SEALS, own)
        assert any(hit.covers_by_default for hit in found) is (name == own)


def worn(picture: Picture, first: int, last: int) -> Picture:
    """Take the ink of a sector away, in degrees clockwise from the right; the ring itself stays."""
    blank = np.zeros(picture.shape[:2], np.uint8)
    middle = (round(at.MIDDLE[0]), round(at.MIDDLE[1]))
    cv2.ellipse(blank, middle, (146, 146), 0, first, last, 255, thickness=-1)
    cv2.circle(blank, middle, 70, 0, thickness=-1)
    return np.where(blank[:, :, None] > 0, np.uint8(255), picture)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [(-28, -2, Verdict.COVER), (205, 235, Verdict.DOUBT)],  # 量检, 衡岭
)
def test_letters_worn_away_raise_a_question_where_they_tell_companies_apart(
    first: int, last: int, verdict: Verdict
) -> None:
    own = "昌吉衡岭公路工程质量检测中心"
    (hit,) = at.hits(worn(at.sealed(own), first, last), at.SEALS, own)
    assert (hit.verdict, hit.covers_by_default) == (verdict, True)


def test_a_worn_seal_that_shares_most_letters_with_the_own_one_raises_no_question() -> None:
    picture = at.grey(worn(at.sealed("绿洲水利水电学院"), -20, 10))
    assert at.hits(picture, at.TARGETS, "新疆瑞禹水利水电工程股份有限公司") == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "verdicts"), [(at.OWN, [Verdict.COVER]), (at.ONE_OFF, []), (at.OFFICE, [])]
)
def test_a_grey_seal_is_read_below_print_across_it(name: str, verdicts: list[Verdict]) -> None:
    paper = at.sheet()
    for row in range(5):
        paper.line("经研究决定，现将有关事项通知如下。", 940, 1160 + 62 * row, Style(size=13))
    at.imprint(paper, name)
    found = at.hits(at.grey(at.pixels(paper)), at.SEALS)
    assert [hit.verdict for hit in found] == verdicts


def scrawled_ring() -> NDArray[np.uint8]:
    """A ring of 300 px with strokes in the band of the letters that are no letters."""
    ring = np.zeros((320, 320), np.uint8)
    cv2.circle(ring, (160, 160), 150, 255, 9)
    noise = np.random.default_rng(4)
    for _ in range(60):
        turn, reach = noise.uniform(0, 6.28), noise.uniform(100, 125)
        x, y = round(160 + reach * np.cos(turn)), round(160 + reach * np.sin(turn))
        cv2.line(ring, (x, y), (x + noise.integers(-9, 9), y + noise.integers(-9, 9)), 255, 4)
    return ring


@pytest.mark.slow
def test_a_face_says_nothing_and_is_no_seal() -> None:
    paper = at.sheet()
    paste_photo(paper, 1154, 404, Random(2))
    picture = at.pixels(paper)
    sought = keywords(words(at.APPLICANT))
    place = box(1195, 495, 1325, 625)
    face = Seal(centre(place), (65, 65), 0.0, Colour.RED, Shape.RING, place, 0.85)
    assert judge_seals(picture, [face], sought, at.TARGETS) == ()


@pytest.mark.slow
def test_an_unreadable_ring_is_shown_to_a_person() -> None:
    paper, ring = at.sheet(), scrawled_ring()
    paper.tint(ring, 900, 1500, at.INKS["red"])
    (hit,) = at.hits(at.pixels(paper))
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_seal")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "blur", "crossed", "share", "asked"),
    [
        (at.OWN, 2.5, False, 0.73, True),
        (at.OWN, 2.5, True, 0.73, False),  # curls of the rows
        (at.OWN, 2.5, True, 0.79, True),
        (at.OFFICE, 0.6, False, 0.9, False),
        (at.OFFICE, 0.6, True, 0.9, True),  # the rows may say it
    ],
)
def test_rows_that_run_through_a_ring_may_have_made_it_or_what_is_read_on_it(
    name: str, blur: float, crossed: bool, share: float, asked: bool
) -> None:
    picture = np.asarray(cv2.GaussianBlur(at.sealed(name, "red", 20.0), (0, 0), blur), np.uint8)
    seal = replace(at.only(picture), crossed=crossed, ring_share=share)
    found = judge_seals(picture, [seal], keywords(words(at.APPLICANT)), at.TARGETS)
    assert [hit.reason.code for hit in found] == ["hit.unread_seal"] * asked


def test_a_square_name_seal_is_read_in_its_own_order() -> None:
    picture = at.stamped("李文强印", 2, 130)
    seal = at.only(picture)
    assert seal.shape is Shape.BOX
    (hit,) = at.hits(picture)
    assert (hit.verdict, hit.mask.matched) == (Verdict.COVER, "name:1")
    left, top, right, bottom = bounds(hit.mask.polygon)
    assert left <= 1100
    assert top <= 1240
    assert right >= 1229
    assert bottom >= 1369


@pytest.mark.slow
@pytest.mark.parametrize(
    ("letters", "matched"), [("茹仙古丽", ["name:1"]), ("古丽娜尔", []), ("茹仙古丽的书", [])]
)
def test_a_name_seal_with_a_long_names_beginning_is_hers(letters: str, matched: list[str]) -> None:
    own = Applicant(name="茹仙古丽·努尔麦麦提", employer=at.OWN)
    found = at.hits(at.stamped(letters, 2, 150), {Target.SEAL}, own)
    surely = [hit.mask.matched for hit in found if hit.verdict is Verdict.COVER]
    assert surely == matched


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "told"), [("喀什朔岭水利水电工程有限责任公司", []), ("喀什市总工会", ["hit.own_seal"])]
)
def test_an_office_is_known_by_words_that_only_offices_have(own: str, told: list[str]) -> None:
    """In a blurred ring its other letters are few: those of the place are the own ones too."""
    picture = np.asarray(cv2.GaussianBlur(at.sealed("喀什市总工会"), (0, 0), 4.0), np.uint8)
    assert at.codes(picture, at.TARGETS, own) == told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "told"), [("和田地区水利局", [("hit.own_seal", True)]), ("喀什地区教育局", [])]
)
def test_a_unions_seal_is_the_units_that_is_named_below_the_star(
    unit: str, told: list[tuple[str, bool]]
) -> None:
    paper = at.sheet()
    seal = drawn_seals.DrawnSeal("中国共产主义青年团委员会", unit, 44)
    drawn_seals.stamp(paper, seal, at.MIDDLE, Random(1), at.INKS["red"])
    found = at.hits(at.pixels(paper), at.TARGETS, "和田地区水利局")
    assert [(hit.reason.code, hit.is_doubt) for hit in found] == told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "seal", "told"),
    [
        ("昆河市第一中学", "昆河市教育局", []),
        ("湖南工商大学", "湖南省教育厅", []),
        ("湖南教育学院", "湖南省教育厅", ["hit.unread_seal"]),  # half of its letters are the own
        ("昆河市教育局", "昆河市教育局", ["hit.own_seal"]),
    ],
)
def test_an_office_is_known_by_what_only_offices_have_unless_the_own_name_has_it(
    own: str, seal: str, told: list[str]
) -> None:
    assert at.codes(at.sealed(seal), at.TARGETS, own) == told


@pytest.mark.slow
@pytest.mark.parametrize("columns", [2, 1])
@pytest.mark.parametrize("letters", ["李文强印", "李文强", "王建国印"])
def test_a_name_seal_of_three_or_four_letters_is_read(letters: str, columns: int) -> None:
    picture = at.stamped(letters, columns, 140) if columns == 2 else tall_stamp(letters)
    assert [hit.mask.matched for hit in at.hits(picture)] == ["name:1"] * ("李" in letters)


def tall_stamp(letters: str) -> Picture:
    """A narrow stamp of one column."""
    paper = at.sheet()
    ink = at.boxed(letters, 70 * len(letters), 1, 9)
    middle = ink.shape[1] // 2
    narrow = np.concatenate([ink[:, :9], ink[:, middle - 45 : middle + 45], ink[:, -9:]], axis=1)
    paper.tint(narrow, 1100, 1600, at.INKS["red"])
    return at.pixels(paper)


@pytest.mark.parametrize("scan", [np.copy, at.grey])
@pytest.mark.parametrize(("letters", "columns", "side"), [(at.OWN, 4, 250), ("李文强印", 2, 130)])
def test_a_square_seal_is_read(letters: str, columns: int, side: int, scan: at.Scan) -> None:
    paper = at.sheet()
    paper.tint(at.boxed(letters, side, columns, side // 18), 1100, 1600, at.INKS["red"])
    assert at.codes(scan(at.pixels(paper))) == ["hit.own_seal"]


def test_a_cell_that_names_the_employer_is_no_seal() -> None:
    paper = at.sheet()
    paper.frame(1000, 1600, 1300, 1850, width=0.6)
    for row, text in enumerate(
        ("工作单位：乌鲁木齐恒野建", "设工程有限公司技术质量部", "李文强同志任专业技术人员")
    ):
        paper.line(text, 1012, 1620 + 70 * row, Style(size=8))
    assert at.hits(at.grey(at.pixels(paper))) == ()


@pytest.mark.nightly
def test_half_a_seal_at_the_edge_is_known_by_its_brand() -> None:
    for name, x, told in (
        (at.OWN, 0.0, ["hit.unread_seal"]),
        (at.OWN, 1654.0, ["hit.own_seal"]),
        (at.SAME_TRADE, 1654.0, []),
    ):
        paper = at.sheet()
        at.imprint(paper, name, (x, 1700.0), 1)
        assert at.codes(at.pixels(paper)) == told


@pytest.mark.nightly
def test_the_same_seal_has_the_same_key_and_can_be_covered_by_its_words_alone() -> None:
    keys = set()
    for ink in ("red", "blue"):
        (hit,) = at.hits(at.sealed(at.OWN, ink))
        keys.add(hit.key)
        covered = at.sealed(at.OWN, ink).copy()
        for polygon in hit.parts:
            cv2.fillPoly(covered, [np.rint(np.array(polygon)).astype(np.int32)], (255, 255, 255))
        assert at.hits(covered) != at.hits(at.sealed(at.OWN, ink))
        (ring,) = find_seals(covered)  # ring and star are still to be seen
        assert ring.centre == pytest.approx(at.MIDDLE, abs=4)
        assert all(one.reason.code != "hit.own_seal" for one in at.hits(covered))
    assert keys == {"seal:employer"}


@pytest.mark.nightly
def test_half_a_seal_that_shows_no_brand_is_never_passed_over() -> None:
    paper, own = at.sheet(), "石河子泽源新能源开发有限公司"
    at.imprint(paper, own, (0.0, 1500.0), 5)
    for picture in (at.pixels(paper), at.grey(at.pixels(paper))):
        assert [hit.verdict for hit in at.hits(picture, at.TARGETS, own)] == [Verdict.DOUBT]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "shown", "verdicts"),
    [
        ("伊犁州第三中学", "哈密市第三中学", []),
        ("喀什市第一人民医院", "阿克苏市第一人民医院", []),
        ("伊犁州第三中学", "伊犁州第三中学", [Verdict.COVER]),
        ("伊犁州第三中学", "伊宁市第三中学", [Verdict.DOUBT]),  # 宁 and 犁 may be misread
        ("乌鲁木齐市第十中学", "乌鲁木齐市天山区第十中学", [Verdict.DOUBT]),
        ("昌吉衡岭检测技术有限公司", "哈密衡岭检测技术有限公司", [Verdict.DOUBT]),  # a branch
    ],
)
@pytest.mark.parametrize("scan", [np.copy, at.grey])
def test_the_place_tells_the_schools_and_offices_of_two_places_apart(
    own: str, shown: str, verdicts: list[Verdict], scan: at.Scan
) -> None:
    assert [hit.verdict for hit in at.hits(scan(at.sealed(shown)), at.SEALS, own)] == verdicts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scan", "code"), [(np.copy, "hit.unread_seal"), (at.coarse, "hit.own_seal")]
)
def test_a_strange_letter_in_small_letters_is_rather_a_misread_own_one(
    scan: at.Scan, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "zcdesk.masking.owners.rim_reading.whose_with_place",
        lambda found: (Whose.LIKE_OWN, whose(found)[1]),
    )
    (hit,) = at.hits(scan(at.sealed(at.OWN)), at.SEALS)
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, code)
    assert hit.covers_by_default is (code == "hit.own_seal")


def test_rows_of_a_square_stamp_are_read_below_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdesk.masking.owners.rim_reading.box_readings", lambda *_: iter(()))
    monkeypatch.setattr("zcdesk.masking.owners.rim_reading.readings", lambda *_: iter(()))
    assert at.codes(at.stamped(at.OWN, 4, 250)) == ["hit.own_seal"]


@pytest.mark.slow
@pytest.mark.parametrize(("place", "kept"), [("拜城县", True), ("温宿县", False)])
def test_a_told_short_form_on_a_seal_of_another_place_is_not_her_own(
    place: str, kept: bool
) -> None:
    applicant = Applicant("张伟", "温宿县环境保护监测站", employer_aliases=("环境监测站",))
    assert (at.hits(at.sealed(f"{place}环境监测站"), at.TARGETS, applicant) == ()) is kept
