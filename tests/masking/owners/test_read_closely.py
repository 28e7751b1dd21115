"""Rings that are read again or in other ways, and what their readings say together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.seals.sealed_pages import (
    APPLICANT,
    INKS,
    MIDDLE,
    ONE_OFF,
    OWN,
    TARGETS,
    coarse,
    grey,
    hits,
    pixels,
    sealed,
    sheet,
)
from tools.drawing import seals as drawn_seals
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.owners import seal_verdicts
from zcdesk.masking.owners.letter_evidence import Evidence, Whose, whose
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.seals.seal_text import ring_readings
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.lattice import FLOOR, Character, Lattice

_SIXTY_DPI = 0.3


@pytest.mark.parametrize(("name", "codes"), [(OWN, ["hit.own_seal"]), (ONE_OFF, [])])
def test_a_letter_that_wide_bands_show_as_another_is_read_without_what_touches_it(
    name: str, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(_: Picture, seal: Seal) -> object:
        return ring_readings(sealed(ONE_OFF), seal)

    monkeypatch.setattr("zcdesk.masking.owners.seal_verdicts.readings", touched)
    found = hits(sealed(name), TARGETS | {Target.SEAL})
    assert [hit.reason.code for hit in found] == codes
    assert all(hit.verdict is Verdict.DOUBT for hit in found)


OTHER = "沐泉建设工程（克拉玛依）有限责任公司"


@pytest.mark.parametrize(
    ("drawn", "code"),
    [("沐原建设工程（克拉玛依）有限责任公司", "hit.own_seal"), (OTHER, "hit.unread_seal")],
)
def test_one_other_letter_is_asked_about_where_letters_are_tiny(drawn: str, code: str) -> None:
    """It proves too little to pass the seal over, and where it is plain too much to cover it."""
    paper = sheet()
    seal = drawn_seals.DrawnSeal(drawn, "合同专用章", 40.0)
    drawn_seals.stamp(paper, seal, MIDDLE, Random(3), INKS["red"])
    picture = np.asarray(
        cv2.resize(pixels(paper), None, fx=_SIXTY_DPI, fy=_SIXTY_DPI, interpolation=cv2.INTER_AREA),
        np.uint8,
    )
    own = Applicant(name="李文强", employer="沐原建设工程（克拉玛依）有限责任公司")
    sought = keywords(words(own))
    (hit,) = judge_seals(picture, find_seals(picture), sought, TARGETS | {Target.SEAL})
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, code)
    assert hit.covers_by_default == (code == "hit.own_seal")


def shining_through(name: str) -> Picture:
    back = sealed(name)[:, ::-1]
    shining = 255 - (255 - back.astype(np.float32)) * 0.2
    through = np.minimum(pixels(sheet()), cv2.GaussianBlur(shining, (0, 0), 1.2))
    return through.astype(np.uint8)


@pytest.mark.slow
def test_the_own_seal_that_shows_through_thin_paper_is_found() -> None:
    picture = shining_through(OWN)
    assert [hit.reason.code for hit in hits(picture)] == ["hit.own_seal"]
    assert [hit.verdict for hit in hits(picture, TARGETS | {Target.SEAL})] == [Verdict.COVER]


@pytest.mark.slow
def test_letters_that_are_the_same_in_a_mirror_do_not_make_a_seal_unreadable() -> None:
    picture = shining_through("昆山中工业职业技术学院")
    sought = keywords(words(Applicant(name="李文强", employer="中山木业工程学会总院")))
    assert judge_seals(picture, find_seals(picture), sought, TARGETS) == ()


@pytest.mark.slow
def test_the_own_seal_is_known_though_from_behind_it_seems_to_say_something_else() -> None:
    employer = "衡霖（五家渠）电力设备有限公司"
    picture = shining_through(employer)
    sought = keywords(words(Applicant(name="李文强", employer=employer)))
    assert [hit.reason.code for hit in judge_seals(picture, find_seals(picture), sought, TARGETS)]


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

    monkeypatch.setattr(seal_verdicts, "mirrored_readings", read)
    monkeypatch.setattr(seal_verdicts, "readings", unread)
    monkeypatch.setattr(seal_verdicts, "inward_readings", unread)
    found = hits(shining_through(OWN), TARGETS | {Target.SEAL})
    assert [hit.verdict for hit in found] == verdicts


IN_SCRIPT, STRANGER = "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى", "ئالتاي كان سانائىتى گۇرۇھى"
NEAR = "خوتەن قۇياش سۇ قۇرۇلۇش شىركىتى"
TOLD = replace(APPLICANT, employer_aliases=(*APPLICANT.employer_aliases, IN_SCRIPT))


def ring(uyghur: str, name: str = "") -> Picture:
    """A page with one seal; without a Han name only its Uyghur arc can tell whose it is."""
    paper = sheet()
    stamp(paper, DrawnSeal(name, uyghur=uyghur), MIDDLE, Random(uyghur))
    return pixels(paper)


def judged_arc(picture: Picture, applicant: Applicant = TOLD) -> tuple[Hit, ...]:
    sought = words(applicant)
    targets = TARGETS | {Target.SEAL}
    return judge_seals(picture, find_seals(picture), keywords(sought), targets, sought)


@pytest.mark.slow
@pytest.mark.parametrize("copied", [lambda page: page, grey, coarse])
def test_an_arc_with_the_own_employer_makes_the_seal_the_own_one(
    copied: Callable[[Picture], Picture],
) -> None:
    (hit,) = judged_arc(copied(ring(IN_SCRIPT)))
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.own_seal")
    assert hit.mask.matched.startswith("employer:alias")


@pytest.mark.slow
def test_an_arc_with_another_organisation_proves_that_it_is_not() -> None:
    assert judged_arc(ring(STRANGER)) == ()


@pytest.mark.slow
def test_an_arc_that_is_nearly_the_own_one_is_left_to_a_person() -> None:
    (hit,) = judged_arc(ring(NEAR))
    assert hit.is_doubt


@pytest.mark.slow
def test_an_arc_tells_nothing_where_no_employer_was_told_in_its_script() -> None:
    for name in (IN_SCRIPT, STRANGER):
        (hit,) = judged_arc(ring(name), APPLICANT)
        assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_seal")


def test_a_plain_han_name_needs_no_arc() -> None:
    (hit,) = judged_arc(ring(STRANGER, APPLICANT.employer))
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
    ("thought_of", "told"),
    [(FLOOR, Whose.OTHER), (-13.0, Whose.OTHER), (-7.5, Whose.LIKE_OWN)],
)
def test_a_plain_other_letter_proves_little_where_the_own_one_is_like_it(
    thought_of: float, told: Whose
) -> None:
    found = [
        reading("爵", 0.99, FLOOR),
        reading("爵", 0.92, FLOOR),
        reading("爵", 0.4, thought_of),
    ]
    assert whose(found)[0] is told
