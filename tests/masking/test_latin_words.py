"""Names in Latin letters: whose they are shows in what touches them."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Sheet, all_covered, covered
from zcdesk.applicant import Applicant

APPLICANT = Applicant("木合塔尔·吐尔逊", "塔城地区畜牧兽医站", aliases=("Tuerxun Muhetaer",))


@pytest.mark.parametrize("before", ["P<CHN", "PKCHN"])
def test_the_state_before_a_name_in_a_passport_does_not_make_it_longer(before: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(f"{before}TUERXUN<<MUHETAER<<<<<<<<<<<<", 40, 100, 30)
    assert all_covered(sheet.hits(APPLICANT), letters[5:22])


@pytest.mark.parametrize("text", ["P<CHNATUERXUN<<MUHETAERJANG<<<<<<", "CHNTUERXUN MUHETAER Road"])
def test_a_longer_name_in_a_passport_stays(text: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(text, 40, 100, 30)
    assert max(covered(sheet.hits(APPLICANT), box) for box in letters[:20]) == 0
