"""The arc of a ring in Arabic script tells whose seal it is, where the Han letters do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from tests.masking.seals.sealed_pages import APPLICANT, MIDDLE, TARGETS, coarse, grey, pixels, sheet
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture

OWN, OTHER = "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى", "ئالتاي كان سانائىتى گۇرۇھى"
NEAR = "خوتەن قۇياش سۇ قۇرۇلۇش شىركىتى"
TOLD = replace(APPLICANT, employer_aliases=(*APPLICANT.employer_aliases, OWN))


def ring(uyghur: str, name: str = "") -> Picture:
    """A page with one seal; without a Han name only its Uyghur arc can tell whose it is."""
    paper = sheet()
    stamp(paper, DrawnSeal(name, uyghur=uyghur), MIDDLE, Random(uyghur))
    return pixels(paper)


def judged(picture: Picture, applicant: Applicant = TOLD) -> tuple[Hit, ...]:
    sought = words(applicant)
    targets = TARGETS | {Target.SEAL}
    return judge_seals(picture, find_seals(picture), keywords(sought), targets, sought)


@pytest.mark.slow
@pytest.mark.parametrize("copied", [lambda page: page, grey, coarse])
def test_an_arc_with_the_own_employer_makes_the_seal_the_own_one(
    copied: Callable[[Picture], Picture],
) -> None:
    (hit,) = judged(copied(ring(OWN)))
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.own_seal")
    assert hit.mask.matched.startswith("employer:alias")


@pytest.mark.slow
def test_an_arc_with_another_organisation_proves_that_it_is_not() -> None:
    assert judged(ring(OTHER)) == ()


@pytest.mark.slow
def test_an_arc_that_is_nearly_the_own_one_is_left_to_a_person() -> None:
    (hit,) = judged(ring(NEAR))
    assert hit.is_doubt


@pytest.mark.slow
def test_an_arc_tells_nothing_where_no_employer_was_told_in_its_script() -> None:
    for name in (OWN, OTHER):
        (hit,) = judged(ring(name), APPLICANT)
        assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_seal")


def test_a_plain_han_name_needs_no_arc() -> None:
    (hit,) = judged(ring(OTHER, APPLICANT.employer))
    assert hit.reason.code == "hit.own_seal"
