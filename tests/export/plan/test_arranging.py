"""Pages become as many pictures as the platform's limit needs, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.export.plan.arranging import MOST_PARTS, PageSize, Piece, arranged

A4 = PageSize(1654, 2339, 24.0, (20_000,) * 24)
"""480 kB."""


def limit(
    how: Arrangement, size: int | None = None, side: int | None = None, most: int | None = None
) -> FileLimit:
    return FileLimit("diploma", size, side, most, how)


SPLIT, JOINED, EACH = Arrangement.SPLIT, Arrangement.JOINED, Arrangement.ONE_EACH
CASES = [
    # pages, limit, pages and parts of each picture
    (1, limit(SPLIT), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, 1_000_000), [(1, 1, 1)]),
    (1, limit(SPLIT, 300_000), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, 190_000), [(1, 1, 3), (1, 2, 3), (1, 3, 3)]),
    (1, limit(SPLIT, 110_000), [(1, n, 6) for n in range(1, 7)]),
    (1, limit(SPLIT, None, 2000), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, None, 1000), [(1, 1, 2), (1, 2, 2)]),  # wider than that whatever is cut
    (1, limit(SPLIT, 110_000, None, 3), [(1, 1, 3), (1, 2, 3), (1, 3, 3)]),
    (3, limit(SPLIT, 300_000, None, 2), [(2, 1, 1), (1, 1, 1)]),
    (5, limit(JOINED), [(5, 1, 1)]),
    (5, limit(JOINED, None, None, 2), [(3, 1, 1), (2, 1, 1)]),
    (5, limit(JOINED, None, None, 9), [(1, 1, 1)] * 5),
    (5, limit(JOINED, 1_600_000), [(3, 1, 1), (2, 1, 1)]),
    (5, limit(JOINED, 1_100_000), [(2, 1, 1), (2, 1, 1), (1, 1, 1)]),
    (2, limit(JOINED, 300_000), [(1, 1, 2), (1, 2, 2)] * 2),
    (30, limit(JOINED), [(10, 1, 1)] * 3),  # 15 of them would be taller than 32 768 pixels
    (4, limit(EACH, None, None, 2), [(2, 1, 1), (2, 1, 1)]),
    (2, limit(EACH, 100), [(1, 1, 1)] * 2),
    (0, limit(JOINED), []),
]


@pytest.mark.parametrize(("pages", "taken", "pictures"), CASES)
def test_as_many_pictures_as_the_limit_needs(
    pages: int, taken: FileLimit, pictures: list[tuple[int, int, int]]
) -> None:
    found = arranged([A4] * pages, taken)
    assert [(one.count, one.part, one.parts) for one in found] == pictures


def test_a_page_is_cut_where_its_ink_is() -> None:
    heavy_foot = PageSize(1654, 2339, 24.0, (1_000,) * 18 + (30_000,) * 6)
    assert len(arranged([heavy_foot], limit(SPLIT, 150_000))) > len(
        arranged([PageSize(1654, 2339, 24.0, (8_250,) * 24)], limit(SPLIT, 150_000))
    )


SIZES = st.builds(
    PageSize,
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.sampled_from([0.0, 12.0, 30.0]),
    st.lists(st.integers(0, 200_000), min_size=24, max_size=24).map(tuple),
)
LIMITS = st.builds(
    limit,
    st.sampled_from(Arrangement),
    st.none() | st.integers(1, 3_000_000),
    st.none() | st.integers(1, 6000),
    st.none() | st.integers(1, 8),
)


@pytest.mark.slow
@given(st.lists(SIZES, max_size=7), LIMITS)
def test_every_page_is_there_once_whole_and_in_order(
    pages: list[PageSize], taken: FileLimit
) -> None:
    found = arranged(pages, taken)
    shown: dict[int, list[Piece]] = {}
    for piece in found:
        for place in range(piece.first, piece.first + piece.count):
            shown.setdefault(place, []).append(piece)
    assert list(shown) == list(range(len(pages)))
    for pieces in shown.values():
        assert [one.part for one in pieces] == list(range(1, pieces[0].parts + 1))
        assert len(pieces) <= MOST_PARTS
    if taken.most_pictures is not None:
        assert len(found) <= max(taken.most_pictures, 0)
