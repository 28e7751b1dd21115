"""A word that is found nowhere, though pages have a place for it, is never passed over."""

import pytest

from zcdesk.applicant import Applicant, Target
from zcdesk.checks.words_found import SearchedPage, found_nowhere, places_of, words_found
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.names.search_words import words
from zcdesk.sorting.told import NOTHING, PageTold

NAME, EMPLOYER = Target.NAME, Target.EMPLOYER
BOTH = frozenset({NAME, EMPLOYER})
FORM = PageTold(labelled=(NAME, EMPLOYER))
DIPLOMA = PageTold(kind="diploma", sure=True, begins=True, seals=1)
CONTRACT = PageTold(kind="labour_contract", sure=True, seals=2)


def hit(target: Target, matched: str, verdict: Verdict = Verdict.COVER) -> Hit:
    mask = Mask(target, box(0, 0, 9, 9), matched, 0.9, Origin.SPOTTED)
    return Hit(mask, verdict, info("hit.read", line=1))


HER_NAME, HER_EMPLOYER = hit(NAME, "name:1"), hit(EMPLOYER, "employer:short:3")
NO_NAME, NO_EMPLOYER = "words.name_nowhere", "words.employer_nowhere"


@pytest.mark.parametrize(
    ("pages", "targets", "told"),
    [
        ([SearchedPage((), NOTHING)], BOTH, []),
        ([SearchedPage((), FORM)], BOTH, [NO_NAME, NO_EMPLOYER]),
        ([SearchedPage((), FORM)], frozenset({EMPLOYER}), [NO_EMPLOYER]),
        ([SearchedPage((), FORM)], frozenset({Target.SEAL}), []),
        ([SearchedPage((HER_NAME,), FORM)], BOTH, [NO_EMPLOYER]),
        ([SearchedPage((HER_NAME, HER_EMPLOYER), FORM)], BOTH, []),
        ([SearchedPage((hit(NAME, "name:1", Verdict.LEAVE), HER_EMPLOYER), FORM)], BOTH, [NO_NAME]),
        ([SearchedPage((hit(NAME, ""), HER_EMPLOYER), FORM)], BOTH, [NO_NAME]),
        ([SearchedPage((HER_NAME,), DIPLOMA)], BOTH, []),
        ([SearchedPage((), DIPLOMA)], BOTH, [NO_NAME, NO_EMPLOYER]),
        ([SearchedPage((HER_NAME,), CONTRACT)], BOTH, [NO_EMPLOYER]),
        ([SearchedPage((), PageTold(seals=1))], BOTH, [NO_NAME, NO_EMPLOYER]),
        ([SearchedPage((HER_NAME,), PageTold(seals=1))], BOTH, []),
        ([SearchedPage((HER_EMPLOYER,), PageTold(signed=True))], BOTH, [NO_NAME]),
        ([SearchedPage((HER_EMPLOYER,), PageTold(names=("张建军",)))], BOTH, [NO_NAME]),
        ([SearchedPage((), FORM), SearchedPage((HER_NAME, HER_EMPLOYER), NOTHING)], BOTH, []),
        ([], BOTH, []),
    ],
)
def test_a_word_on_no_page_is_told_where_a_page_has_a_place_for_it(
    pages: list[SearchedPage], targets: frozenset[Target], told: list[str]
) -> None:
    assert [finding.code for finding in found_nowhere(pages, targets)] == told


def test_each_word_that_was_told_has_its_count_and_a_0_is_among_them() -> None:
    applicant = Applicant("赵启明", "新疆天山桥梁工程有限公司", ("赵小明",))
    pages = [SearchedPage((HER_NAME, HER_NAME, HER_EMPLOYER), FORM), SearchedPage((), NOTHING)]
    counted = {one.label: (one.places, one.pages) for one in words_found(words(applicant), pages)}
    assert counted == {"name:1": (2, 1), "alias:1": (0, 0), "employer:1": (0, 0)}
    assert places_of(pages) == {NAME: 2, EMPLOYER: 1}
