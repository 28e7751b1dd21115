"""A place before a name tells another body of the same kind."""

from __future__ import annotations

import pytest

from zcdesk.names.organisations import is_another_body, issuing_bodies, place_before
from zcdesk.names.spellings import follows_another_place


@pytest.mark.parametrize("before", ["阿克苏", "阿克苏地区", "隶属于阿克苏市"])
def test_a_place_before_a_short_form_is_known_with_its_ending(before: str) -> None:
    assert follows_another_place(before, "林业和草原局")
    assert not follows_another_place("由本", "林业和草原局")
    assert follows_another_place("调往墨玉", "县林业和草原局")
    assert not follows_another_place("新疆维吾尔", "自治区林业和草原局")
    assert not follows_another_place(before, "阿克苏水利院")


@pytest.mark.parametrize(
    ("before", "own", "another"),
    [
        ("调往阿克苏地区", "温宿县第一中学", True),
        ("调往温宿", "温宿县第一中学", False),
        ("调往新疆", "温宿县第一中学", False),
        ("调往兵团", "温宿县第一中学", False),
        ("调往天山区", "乌鲁木齐市第一中学", False),
        ("调往阿克苏市", "新疆阿克苏地区第一中学", False),
        ("调往和硕", "新疆和田第一中学", False),
        ("调往口岸", "温宿县第一中学", False),
        ("调往", "温宿县第一中学", False),
        ("调往阿图什市", "阿合奇县第一中学", True),
        ("调往乌苏市", "乌鲁木齐市第一中学", True),
        ("调往和硕", "和田县第一中学", False),
        ("调往吐鲁番", "吐鲁番市高昌区第一中学", False),
        ("调往阿克苏", "第一中学", False),
    ],
)
def test_only_another_place_beside_the_own_one_makes_another_body(
    before: str, own: str, another: bool
) -> None:
    assert is_another_body(before, "第一中学", [own]) is another
    assert not is_another_body(before, "云岭建设公司", [own.replace("第一中学", "云岭建设公司")])


@pytest.mark.parametrize(
    ("before", "another"),
    [
        ("阜康市", True),
        ("西安", True),
        ("温宿县自来水有限公司、阜康市", True),  # of the one before
        ("温宿县自来水有限公司调往阜康市", False),  # as a name of the place within it
        ("", False),
    ],
)
def test_the_waterworks_of_another_town_are_another_company(before: str, another: bool) -> None:
    own = ["温宿县自来水有限公司", "温宿县自来水"]
    assert is_another_body(before, "自来水有限公司", own) is another
    assert not is_another_body(before, "云岭建设公司", ["温宿县云岭建设公司"])


@pytest.mark.parametrize(
    ("before", "told", "another"),
    [
        ("调往阿克苏", "市环境监测站", True),
        ("调往温宿", "县环境监测站", False),
        ("调往墨玉", "县农技站", True),
        ("调往温宿", "县农技站", False),
        ("调往温宿县", "农技站", False),
    ],
)
def test_a_short_form_of_the_town_is_of_the_place_that_the_employer_begins_with(
    before: str, told: str, another: bool
) -> None:
    names = ["温宿县环境监测站", "温宿县农业技术推广站", told]
    assert is_another_body(before, told, names) is another


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
