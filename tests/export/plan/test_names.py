"""Names of pictures: neutral, the number of their page, the same for the life of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.cases.case import CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.export.plan.layout import given_stems, stems

ORDERS = [
    # pages in order, names given before, names
    ([1, 2, 3], {}, ["001", "002", "003"]),
    ([1, 9, 2], {}, ["001", "009", "002"]),
    ([12, 4], {4: "004a", 2: "002"}, ["012", "004a"]),
    ([1000, 1001], {}, ["1000", "1001"]),
]


def _pages(numbers: Iterable[int]) -> list[CasePage]:
    return [CasePage(number, "", f"{number}.jpg") for number in numbers]


@pytest.mark.parametrize(("numbers", "before", "names"), ORDERS)
def test_a_name_is_the_number_of_its_page_wherever_it_lies(
    numbers: list[int], before: dict[int, str], names: list[str]
) -> None:
    assert list(stems(_pages(numbers), before, set(before.values())).values()) == names


def test_a_page_in_the_place_of_another_gets_a_letter_that_no_other_had() -> None:
    instead = CasePage(12, "", "neu.jpg", called=2)
    assert stems([instead], {2: "002"}, {"001", "002", "002a"})[12] == "002b"


@given(st.permutations(list(range(1, 25))), st.permutations(list(range(1, 25))))
def test_names_never_change_once_given(first: list[int], second: list[int]) -> None:
    before = stems(_pages(first[:12]), {}, set())
    after = stems(_pages(second), before, set(before.values()))
    assert all(after[number] == name for number, name in before.items())
    assert len(set(after.values())) == len(after)


def test_names_come_from_the_packages_that_were_written() -> None:
    files = (
        DeliveredFile("上传/01-1 身份证/001.jpg", "", "id_card", 1),
        DeliveredFile("上传/02-1 学历/002a_1.jpg", "", "diploma", 7),
    )
    later = (DeliveredFile("上传/02-1 学历/009.jpg", "", "diploma", 7),)
    at = datetime(2024, 10, 1, tzinfo=UTC)
    sent = [Delivery(at, DeliveryKind.COVERED, one) for one in (files, later)]
    assert given_stems(sent) == {1: "001", 7: "002a"}
