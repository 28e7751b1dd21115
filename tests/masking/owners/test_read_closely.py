"""Rings that are read again or in other ways, and what their readings say together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import cv2
import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.seals import sealed_pages as at
from tests.masking.seals.sealed_pages import codes
from tools.drawing import seals as drawn_seals
from tools.drawing.paper import Style
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.owners import rim_reading, seal_verdicts
from zcdesk.masking.owners.letter_evidence import Evidence, Whose, whose
from zcdesk.masking.owners.seal_over_printed_name import (
    is_in_large_print,
    is_over_another,
    judge_names_below_seals,
    name_through,
    names_of_employer,
    others_named,
)
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.proposing import propose
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.seals.seal_text import ring_readings
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import FLOOR, Character, Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_evened

_SIXTY_DPI = 0.3


@pytest.mark.slow
@pytest.mark.parametrize(("name", "codes"), [(at.OWN, ["hit.own_seal"]), (at.ONE_OFF, [])])
def test_a_letter_that_wide_bands_show_as_another_is_read_without_what_touches_it(
    name: str, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(_: Picture, seal: Seal) -> object:
        return ring_readings(at.sealed(at.ONE_OFF), seal)

    monkeypatch.setattr("zcdesk.masking.owners.rim_reading.readings", touched)
    found = at.hits(at.sealed(name), at.SEALS)
    assert [hit.reason.code for hit in found] == codes
    assert all(hit.verdict is Verdict.DOUBT for hit in found)


OTHER = "沐泉建设工程（克拉玛依）有限责任公司"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("drawn", "code"),
    [("沐原建设工程（克拉玛依）有限责任公司", "hit.own_seal"), (OTHER, "hit.unread_seal")],
)
def test_one_other_letter_is_asked_about_where_letters_are_tiny(drawn: str, code: str) -> None:
    """It proves too little to pass the seal over, and where it is plain too much to cover it."""
    paper = at.sheet()
    seal = drawn_seals.DrawnSeal(drawn, "合同专用章", 40.0)
    drawn_seals.stamp(paper, seal, at.MIDDLE, Random(3), at.INKS["red"])
    picture = np.asarray(
        cv2.resize(
            at.pixels(paper), None, fx=_SIXTY_DPI, fy=_SIXTY_DPI, interpolation=cv2.INTER_AREA
        ),
        np.uint8,
    )
    (hit,) = at.hits(picture, at.SEALS, "沐原建设工程（克拉玛依）有限责任公司")
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, code)
    assert hit.covers_by_default == (code == "hit.own_seal")


def shining_through(name: str) -> Picture:
    back = at.sealed(name)[:, ::-1]
    shining = 255 - (255 - back.astype(np.float32)) * 0.2
    through = np.minimum(at.pixels(at.sheet()), cv2.GaussianBlur(shining, (0, 0), 1.2))
    return through.astype(np.uint8)


@pytest.mark.slow
def test_the_own_seal_that_shows_through_thin_paper_is_found() -> None:
    picture = shining_through(at.OWN)
    assert codes(picture) == ["hit.own_seal"]
    assert [hit.verdict for hit in at.hits(picture, at.SEALS)] == [Verdict.COVER]


@pytest.mark.slow
def test_letters_that_are_the_same_in_a_mirror_do_not_make_a_seal_unreadable() -> None:
    picture = shining_through("昆山中工业职业技术学院")
    assert at.hits(picture, at.TARGETS, "中山木业工程学会总院") == ()


@pytest.mark.slow
def test_the_own_seal_is_known_though_from_behind_it_seems_to_say_something_else() -> None:
    employer = "衡霖（五家渠）电力设备有限公司"
    assert at.hits(shining_through(employer), at.TARGETS, employer)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "probabilities", "verdicts"),
    [
        ("乌鲁木齐恒野建没工程有限公司", [1.0] * 7 + [0.4] + [1.0] * 6, [Verdict.COVER]),
        ("朔北科技情报检索", [0.5, 0.6, 0.7, 0.92, 0.92, 0.6, 0.92, 0.4], []),
        ("科技情报检索", [0.7, 0.92, 0.92, 0.4, 0.7, 0.4], [Verdict.DOUBT]),
    ],
)
def test_what_the_mirror_shows_of_a_dim_seal_is_enough_to_tell_whose_it_is(
    monkeypatch: pytest.MonkeyPatch, text: str, probabilities: list[float], verdicts: list[Verdict]
) -> None:
    def read(picture: Picture, seal: Seal) -> Iterator[Lattice]:
        for _ in range(2):
            yield look(text, probabilities).lattice

    def unread(picture: Picture, seal: Seal) -> Iterator[Lattice]:
        yield look("大", [0.3]).lattice

    monkeypatch.setattr(rim_reading, "mirrored_readings", read)
    monkeypatch.setattr(rim_reading, "readings", unread)
    monkeypatch.setattr(rim_reading, "inward_readings", unread)
    found = at.hits(shining_through(at.OWN), at.SEALS)
    assert [hit.verdict for hit in found] == verdicts


IN_SCRIPT, STRANGER = "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى", "ئالتاي كان سانائىتى گۇرۇھى"
NEAR = "خوتەن قۇياش سۇ قۇرۇلۇش شىركىتى"
TOLD = replace(at.APPLICANT, employer_aliases=(*at.APPLICANT.employer_aliases, IN_SCRIPT))


def ring(uyghur: str, name: str = "") -> Picture:
    """A page with one seal; without a Han name only its Uyghur arc can tell whose it is."""
    paper = at.sheet()
    stamp(paper, DrawnSeal(name, uyghur=uyghur), at.MIDDLE, Random(uyghur))
    return at.pixels(paper)


def judged_arc(picture: Picture, applicant: Applicant = TOLD) -> tuple[Hit, ...]:
    sought = words(applicant)
    targets = at.SEALS
    return judge_seals(picture, find_seals(picture), keywords(sought), targets, sought)


@pytest.mark.nightly
@pytest.mark.parametrize("copied", [lambda page: page, at.grey, at.coarse])
def test_an_arc_with_the_employer_makes_a_seal_her_own(
    copied: Callable[[Picture], Picture],
) -> None:
    (hit,) = judged_arc(copied(ring(IN_SCRIPT)))
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.own_seal")
    assert hit.mask.matched.startswith("employer:alias")


@pytest.mark.nightly
def test_an_arc_with_another_organisation_proves_that_it_is_not() -> None:
    assert judged_arc(ring(STRANGER)) == ()


@pytest.mark.nightly
def test_an_arc_that_is_nearly_the_own_one_is_left_to_a_person() -> None:
    (hit,) = judged_arc(ring(NEAR))
    assert hit.is_doubt


@pytest.mark.slow
def test_an_arc_tells_nothing_where_no_employer_was_told_in_its_script() -> None:
    for name in (IN_SCRIPT, STRANGER):
        (hit,) = judged_arc(ring(name), at.APPLICANT)
        assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_seal")


def test_a_plain_han_name_needs_no_arc() -> None:
    (hit,) = judged_arc(ring(STRANGER, at.APPLICANT.employer))
    assert hit.reason.code == "hit.own_seal"


KEYWORD = keyword(Word(WordKind.EMPLOYER, 1, "博乐昱航交通勘察设计有限公司"))
STRANGE = 3
READ = (("棠", 0.58), ("棠", 0.64), ("棠", 0.84), ("集", 0.51), ("常", 0.26), ("巢", 0.44))


def reading(letter: str, probability: float, own: float) -> Evidence:
    """Return a reading that has all own letters but one, which scores ``own`` there."""
    count = len(KEYWORD.classes)
    columns = tuple(range(0, 5 * count, 5))
    scores = [0.0] * count
    others: list[Character | None] = [None] * count
    scores[STRANGE] = own
    others[STRANGE] = Character(letter, columns[STRANGE], probability)
    spot = Spot(KEYWORD, 0, columns, columns[0], columns[-1], own, own)
    return Evidence(spot, tuple(scores), tuple(others))


@pytest.mark.parametrize(
    ("read", "thought_of", "told"),
    [
        (READ, FLOOR, Whose.OTHER),
        (READ, -9.0, Whose.LIKE_OWN),
        ((*READ[:3], READ[4]), FLOOR, Whose.LIKE_OWN),
        ((READ[0], READ[2], *READ[3:], ("川", 0.4)), FLOOR, Whose.LIKE_OWN),
    ],
)
def test_a_letter_that_is_nowhere_read_as_the_own_one_needs_not_be_plain(
    read: tuple[tuple[str, float], ...], thought_of: float, told: Whose
) -> None:
    """All six readings must do without the own letter, and agree well enough on another one."""
    found = [reading(letter, probability, FLOOR) for letter, probability in read[:-1]]
    found.append(reading(*read[-1], thought_of))
    assert whose(found)[0] is told


@pytest.mark.parametrize(
    ("thought_of", "told"), [(FLOOR, Whose.OTHER), (-13.0, Whose.OTHER), (-7.5, Whose.LIKE_OWN)]
)
def test_a_plain_other_letter_proves_little_if_it_is_like_it(
    thought_of: float, told: Whose
) -> None:
    found = [reading("爵", 0.99, FLOOR), reading("爵", 0.92, FLOOR), reading("爵", 0.4, thought_of)]
    assert whose(found)[0] is told


RING = box(1000, 1000, 1320, 1320)
SEAL = Hit(
    Mask(Target.SEAL, RING, "employer:1", 0.4, Origin.SEAL),
    Verdict.DOUBT,
    info("hit.own_seal"),
    "seal:employer",
    (RING,),
)


def name(
    left: float, middle: float, matched: str = "employer:1", verdict: Verdict = Verdict.COVER
) -> Hit:
    """A name of 700 × 60 px as the search found it."""
    place = box(left, middle - 30, left + 700, middle + 30)
    return Hit(Mask(Target.EMPLOYER, place, matched, 0.98, Origin.SPOTTED), verdict, info("h"))


PLACE = Seal((1160, 1160), (160, 160), 0.0, Colour.RED, Shape.RING, RING, 1.0)


@pytest.mark.parametrize("matched", ["employer:1", "employer:short:2", "employer:alias:1"])
@pytest.mark.parametrize("middle", [1100, 1160, 1270])
def test_a_name_through_the_middle_settles_whose_seal_it_is(middle: float, matched: str) -> None:
    names = names_of_employer([name(800, middle, matched)])
    for said in (WordKind.EMPLOYER, None):
        assert name_through(PLACE, said, names) == names[0]
    assert name_through(replace(PLACE, shape=Shape.BOX), None, names) is None  # a cell
    assert name_through(PLACE, WordKind.NAME, names) is None


@pytest.mark.parametrize(
    "found",
    [
        name(800, 900),
        name(1200, 1160),
        name(250, 1160),
        name(800, 1160, verdict=Verdict.DOUBT),
        name(800, 1160, verdict=Verdict.LEAVE),
        name(800, 1160, matched="former:1"),
        name(800, 1160, matched="name:1"),
    ],
    ids=["above", "right", "left", "doubted", "left open", "former", "name"],
)
def test_other_names_and_places_settle_nothing(found: Hit) -> None:
    assert name_through(PLACE, None, names_of_employer([found])) is None


@pytest.mark.parametrize(
    ("rims", "verdicts"),
    [
        ((Whose.UNREAD,), [Verdict.COVER]),
        ((Whose.UNREAD, Whose.UNREAD), [Verdict.DOUBT, Verdict.DOUBT]),
        ((Whose.UNREAD, Whose.OTHER), [Verdict.COVER]),
        ((Whose.OWN, Whose.UNREAD), [Verdict.COVER, Verdict.DOUBT]),  # the name is the first one's
    ],
)
def test_one_name_settles_one_ring(
    rims: tuple[Whose, ...], verdicts: list[Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    sought = keywords(words(at.APPLICANT))
    own = Evidence(Spot(sought[1], 0, tuple(range(9)), 0, 8, -1.0, 0.0), (), ())
    said = iter([(rim, own if rim is Whose.OWN else None) for rim in rims])
    monkeypatch.setattr(seal_verdicts, "read_rim", lambda *_: next(said))
    rings = [
        replace(PLACE, centre=(1160 + 90 * n, 1160), colour=Colour.DARK) for n in range(len(rims))
    ]
    hits = judge_seals(at.sealed(at.OWN), rings, sought, at.SEALS, (), [name(800, 1160)])
    assert [hit.verdict for hit in hits] == verdicts


def worn_seal(printed: str) -> Picture:
    """A line of print with the own seal over it, from which a letter of its brand is gone."""
    paper = at.sheet()
    x, y = at.MIDDLE
    paper.line(printed, x - 340, y + 40, Style(size=15))
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(at.OWN, "", 40), at.MIDDLE, Random(at.OWN))
    page = at.pixels(paper)
    cv2.ellipse(page, (round(x), round(y)), (118, 118), 0, 192, 214, (255, 255, 255), 44)
    return np.asarray(page, np.uint8)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("printed", "verdict", "code"),
    [
        (at.OWN, Verdict.COVER, "hit.own_seal"),
        ("特此证明以上内容真实有效", Verdict.DOUBT, "hit.own_seal"),
    ],
    ids=["own name", "other print"],
)
def test_a_worn_own_seal_over_the_name_is_covered(
    printed: str, verdict: Verdict, code: str
) -> None:
    picture = worn_seal(printed)
    page = evened(picture)
    found = propose(picture, page, read_evened(page), words(at.APPLICANT), at.SEALS)
    (seal,) = (hit for hit in found if hit.mask.origin is Origin.SEAL)
    left, _, right, _ = bounds(seal.mask.polygon)
    assert abs((left + right) / 2 - at.MIDDLE[0]) < 20
    assert (seal.verdict, seal.reason.code) == (verdict, code)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("rim", "verdict"),
    [("中国共产主义青年团", Verdict.COVER), ("天山区水利工程管理局", Verdict.DOUBT)],
    ids=["a league, which every unit has", "another office"],
)
def test_a_ring_in_the_middle_of_the_own_name_says_another_name(rim: str, verdict: Verdict) -> None:
    paper = at.sheet()
    x, y = at.MIDDLE
    paper.line(at.OWN, x - 340, y + 20, Style(size=15))
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(rim, "", 40), at.MIDDLE, Random(rim))
    picture = at.pixels(paper)
    page = evened(picture)
    found = propose(picture, page, read_evened(page), words(at.APPLICANT), at.SEALS)
    (seal,) = (hit for hit in found if hit.mask.origin is Origin.SEAL)
    assert (seal.verdict, seal.reason.code) == (verdict, "hit.own_seal")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.COVER),
        ({"confidence": 0.4}, Verdict.DOUBT),
        ({"matched": "employer:short:1"}, Verdict.DOUBT),
        ({"polygon": box(800, 880, 1500, 940)}, Verdict.DOUBT),
    ],
    ids=["half read", "less read", "short form", "above the ring"],
)
def test_an_own_ring_settles_a_name_half_below_it(change: dict[str, Any], verdict: Verdict) -> None:
    below = name(800, 1160, verdict=Verdict.DOUBT)
    mask = replace(below.mask, **({"confidence": 0.5} | change))
    below = replace(below, mask=mask, reason=info("hit.below_seal"))
    ring = replace(SEAL, mask=replace(SEAL.mask, confidence=0.98), verdict=Verdict.COVER)
    assert judge_names_below_seals([below, ring])[0].verdict is verdict
    likely = replace(SEAL, mask=replace(SEAL.mask, confidence=0.6))
    assert judge_names_below_seals([below, likely])[0].verdict is Verdict.DOUBT


def _printed(text: str, middle: float, sure: float = 0.98) -> Line:
    """Return a line of 40 px that stands across a ring, at a height of the page."""
    line = look(text, [sure] * len(text))
    half = line.length / 2
    place = box(1160 - half, middle - 20, 1160 + half, middle + 20)
    return replace(line, quad=place)


def test_a_ring_in_the_middle_of_another_organisations_name_is_that_ones() -> None:
    printed = _printed("天山区水利管理局", 1150)
    assert is_over_another(PLACE, others_named([printed], ()))
    assert not is_over_another(replace(PLACE, shape=Shape.BOX), others_named([printed], ()))
    assert is_over_another(PLACE, others_named([_printed("增值税专用发票", 1150)], ()))
    assert is_in_large_print(PLACE, [replace(printed, quad=box(900, 1080, 1700, 1220))])
    assert not is_in_large_print(PLACE, [printed])
    others = [
        ("at the rim", _printed("天山区水利管理局", 1270), ()),
        ("not surely read", _printed("天山区水利管理局", 1150, 0.8), ()),
        ("a sentence", _printed("天山区水利工程图", 1150), ()),
        ("an own word is in it", printed, (name(1130, 1150),)),
    ]
    for why, line, own in others:
        moved = [replace(hit, mask=replace(hit.mask, polygon=line.quad)) for hit in own]
        assert not is_over_another(PLACE, others_named([line], moved)), why
