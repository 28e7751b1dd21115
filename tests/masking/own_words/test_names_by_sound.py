"""A transliterated name in Latin letters that nobody told sounds like the one in Han letters."""

import pytest

from tests.masking.sheet import Sheet
from zcdesk.applicant import Applicant

OWN = {
    "阿依努尔·吐尔逊": "Aynur Tursun", "努尔兰·哈力克": "Khalik NURLAN",
    "艾山江·肉孜": "Hesenjan Rozi", "迪丽拜尔·阿不来提": "DILBER Ablet",
    "买买提·木沙": "Muhammad Musa",
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_it_is_asked_about_and_others_names_are_not(name: str) -> None:
    sheet = Sheet(1200, 340)
    others = [own for other, own in OWN.items() if other != name]
    sheet.write(f"{OWN[name]}1, LI Wei2, {others[0]}3", 60, 60, 30)
    sheet.write(f"Corresponding author: {others[1]}, WANG Fang, Xinjiang University", 60, 160, 30)
    sheet.write(f"The survey was led by {OWN[name]} and {others[2]}, Urumqi.", 60, 260, 30)
    hits = [
        (hit.reason.code, hit.mask.matched) for hit in sheet.hits(Applicant(name, "温宿县畜牧站"))
    ]
    assert hits == 2 * [("hit.written_otherwise", "name:1")]
