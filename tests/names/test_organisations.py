"""A place before a name tells another body of the same kind."""

import pytest

from tests.tables import rows_beside
from zcdesk.names.organisations import is_another_body, issuing_bodies, place_before
from zcdesk.names.spellings import follows_another_place

TABLES = rows_beside(__file__)


@pytest.mark.parametrize("before", ["阿克苏", "阿克苏地区", "隶属于阿克苏市"])
def test_a_place_before_a_short_form_is_known_with_its_ending(before: str) -> None:
    assert follows_another_place(before, "林业和草原局")
    assert not follows_another_place("由本", "林业和草原局")
    assert follows_another_place("调往墨玉", "县林业和草原局")
    assert not follows_another_place("新疆维吾尔", "自治区林业和草原局")
    assert not follows_another_place(before, "阿克苏水利院")


SCHOOL, WATER, FIRM = "第一中学", "自来水有限公司", "云岭建设公司"
STATION = ("温宿县环境监测站", "温宿县农业技术推广站")


@pytest.mark.parametrize(("told", "own", "others", "same"), TABLES["another"])
def test_only_another_place_beside_the_own_one_makes_another_body(
    told: str, own: str, others: str, same: str
) -> None:
    names = [own + told, own + told.removesuffix("有限公司")]
    wanted = dict.fromkeys(others.split(), True) | dict.fromkeys(same.split(), False)
    assert {before: is_another_body(before, told, names) for before in wanted} == wanted
    assert not [before for before in wanted if is_another_body(before, FIRM, [own + FIRM])]


def test_what_stands_behind_nothing_is_no_other_body() -> None:
    assert not is_another_body("", WATER, ["温宿县自来水有限公司", "温宿县自来水"])


@pytest.mark.parametrize(("before", "told", "another"), TABLES["short"])
def test_a_short_form_of_the_town_is_of_the_place_that_the_employer_begins_with(
    before: str, told: str, another: bool
) -> None:
    assert is_another_body(before, told, [*STATION, told]) is another


@pytest.mark.parametrize(("before", "short"), [("调往墨玉", "县农技站"), ("调往墨玉县", "农技站")])
def test_the_place_before_a_short_form_is_told_without_what_the_short_form_holds(
    before: str, short: str
) -> None:
    assert place_before(before, short) == before.removeprefix("调往")


@pytest.mark.parametrize("own", ["喀什市总工会", "总工疗养院", "工会"])
def test_words_of_offices_tell_nothing_where_the_own_employer_has_half_of_their_letters(
    own: str,
) -> None:
    assert "总工会" not in issuing_bodies(["喀什朔岭化工有限公司", own])
    assert "总工会" in issuing_bodies(["喀什朔岭化工有限公司"])
