"""Names of pictures: neutral, sorted as the slot is, the same for the life of the case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.cases.records import DeliveredFile, Delivery, DeliveryKind
from zcdesk.export.plan.layout import given_stems, place_in_order, stems

ORDERS = [
    # pages in order, names given before, names
    ([1, 2, 3], {}, ["001", "002", "003"]),
    ([1, 9, 2], {}, ["001", "001a", "002"]),
    ([1, 9, 8, 2], {}, ["001", "001a", "001b", "002"]),
    ([5, 2], {}, ["001a", "002"]),
    ([1, 9, 2], {1: "001", 2: "002", 9: "009"}, ["001", "009", "002"]),
    ([1, 10, 9, 2], {1: "001", 2: "002", 9: "001a"}, ["001", "001b", "001a", "002"]),
    ([1000, 1001], {}, ["1000", "1001"]),
]


@pytest.mark.parametrize(("numbers", "before", "names"), ORDERS)
def test_a_page_that_was_inserted_gets_a_letter(
    numbers: list[int], before: dict[int, str], names: list[str]
) -> None:
    assert list(stems(numbers, before, set(before.values())).values()) == names


def test_a_letter_of_a_removed_page_is_not_given_again() -> None:
    assert stems([1, 12, 2], {1: "001", 2: "002"}, {"001", "002", "001a"})[12] == "001b"


@given(st.permutations(list(range(1, 40))))
def test_before_the_first_package_every_order_is_that_of_the_names(numbers: list[int]) -> None:
    names = list(stems(numbers, {}, set()).values())
    assert len(set(names)) == len(names)
    places = list(map(place_in_order, names))
    assert places == sorted(places)


@given(st.permutations(list(range(1, 25))), st.permutations(list(range(1, 25))))
def test_names_never_change_once_given(first: list[int], second: list[int]) -> None:
    before = stems(first[:12], {}, set())
    after = stems(second, before, set(before.values()))
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
