"""What of an employer's name may stand in its English one."""

from __future__ import annotations

import pytest

from zcdesk.names.other_writings import latin_brands


@pytest.mark.parametrize(
    ("employer", "spelled"),
    [
        ("新疆云岭智能装备制造有限公司", "yunling"),
        ("云岭(吐鲁番)水利工程有限公司", "yunling"),
        ("中铁云岭轨道设备制造有限公司", "yunling"),
        ("和田县水利局", "hotan"),
        ("和田县水利局", "hetian"),
        ("石河子大学", "shihezi"),
        ("塔里木大学", "tarim"),
        ("昌吉回族自治州公路养护中心", "changji"),
        ("乌鲁木齐城市轨道运营有限公司", "urumqi"),
    ],
)
def test_a_brand_or_a_place_is_spelled(employer: str, spelled: str) -> None:
    assert spelled in latin_brands(employer)


@pytest.mark.parametrize(
    "employer",
    [
        "新疆维吾尔自治区水利厅",  # every second journal is of Xinjiang
        "Xinjiang Yunling Co., Ltd.",
    ],
)
def test_what_is_everywhere_is_no_brand(employer: str) -> None:
    assert latin_brands(employer) == ()


def test_three_letters_are_no_brand() -> None:
    assert "ean" not in latin_brands("鄂安矿业有限公司")
    assert "yian" in latin_brands("伊安矿业有限公司")
